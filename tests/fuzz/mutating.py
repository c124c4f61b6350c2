"""Other inputs made from one: its lines moved, doubled, deleted, and words of the format put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Change = Callable[[list[bytes], Sequence[bytes], Random], None]


def mutated(data: bytes, words: Sequence[bytes], most: int, seed: int) -> bytes:
    """Return `data` changed in one to four places; the same `seed` gives the same.

    Args:
        data: any bytes.
        words: what may be put in.
        most: bytes of the result.
        seed: of the choices.
    """
    chance, lines = Random(seed), data.splitlines(keepends=True) or [b"\n"]
    for _ in range(chance.randint(1, 4)):
        chance.choice(CHANGES)(lines, words, chance)
        lines = lines or [b"\n"]
    return b"".join(lines)[:most]


def _delete(lines: list[bytes], words: Sequence[bytes], chance: Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double(lines: list[bytes], words: Sequence[bytes], chance: Random) -> None:
    first = chance.randrange(len(lines))
    stretch = lines[first : first + chance.randint(1, 12)]
    at = chance.randrange(len(lines) + 1)
    lines[at:at] = stretch


def _swap(lines: list[bytes], words: Sequence[bytes], chance: Random) -> None:
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _indent(lines: list[bytes], words: Sequence[bytes], chance: Random) -> None:
    n = chance.randrange(len(lines))
    lines[n] = lines[n][2:] if lines[n].startswith(b"  ") and chance.random() < 0.5 else b"  " + lines[n]


def _put_in(lines: list[bytes], words: Sequence[bytes], chance: Random) -> None:
    n = chance.randrange(len(lines))
    at = chance.randrange(len(lines[n]))
    lines[n] = lines[n][:at] + chance.choice(words) + lines[n][at:]


def _behind_colon(lines: list[bytes], words: Sequence[bytes], chance: Random) -> None:
    """Give a key the value of another one, or a word."""
    n = chance.randrange(len(lines))
    key, colon, _ = lines[n].partition(b":")
    other = chance.choice(lines).partition(b":")[2].strip()
    lines[n] = key + (colon or b":") + b" " + (other or chance.choice(words)) + b"\n"


CHANGES: tuple[Change, ...] = (_delete, _double, _swap, _indent, _put_in, _behind_colon)
