"""Texts as they come back from pages, whose lines break addresses and long words anywhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from reports.notation.addresses import addresses

_HYPHEN = re.compile(r"([^\W\d_]+)-(?=([^\W\d_]+))")
_BROKEN = re.compile(r"([^\W\d_]+)\u00ad(?=([^\W\d_]+))")
SHORTEST = 8
"""Characters of an address that must stand on either page where one breaks over two."""


def hyphened(lines: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the words before and after each hyphen in `lines`, in small letters."""
    return frozenset((one.casefold(), other.casefold()) for line in lines for one, other in _HYPHEN.findall(line))


def rejoined(text: str, pairs: Container[tuple[str, str]]) -> str:
    """Return `text` with the words joined that a line's end has broken, at a soft hyphen: 'nine-year' keeps its hyphen.

    Whether there was one, or the word was parted between syllables, the `pairs` tell: the words around the text's hyphens.
    """

    def whole(match: re.Match[str]) -> str:
        return match[1] + "-" * ((match[1].casefold(), match[2].casefold()) in pairs)

    return _BROKEN.sub(whole, text) if "\u00ad" in text else text


@lru_cache(maxsize=1 << 10)
def broken(text: str) -> re.Pattern[str]:
    """Return the pattern of `text` with a space wherever a line may have ended; a hyphen there may be lost, with its space."""
    runs = ("".join(run.split()) for run in text.split("-"))
    return re.compile(r"(?:\s?-\s?)?".join(r"\s?".join(map(re.escape, run)) for run in runs))


def addresses_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses that stand in `texts`, each once, longest first."""
    found = {text[start:end] for text in texts for start, end in addresses(text)}
    return tuple(sorted(found, key=lambda each: (-len(each), each)))


def without(pages: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return the texts of `pages` with the `known` addresses blotted out, also where lines or pages break them."""
    made = list(pages)
    for address in known:
        pattern = broken(address)
        found = [at for at, page in enumerate(made) if pattern.search(page)]
        for at in found:
            made[at] = pattern.sub("\0", made[at])
        if not found:
            made = _over_two(made, address)
    return made


def _over_two(pages: list[str], address: str) -> list[str]:
    """Return `pages` without an address that begins on one and goes on, anywhere, on the next."""
    for at, (page, after) in enumerate(pairwise(pages)):
        for head, tail in _parts(address):
            one, two = broken(head).search(page), broken(tail).search(after)
            if one and two:
                gone = (
                    page[: one.start()] + "\0" + page[one.end() :],
                    after[: two.start()] + "\0" + after[two.end() :],
                )
                return [*pages[:at], *gone, *pages[at + 2 :]]
    return pages


def _parts(address: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to break `address` in two, the longest beginning first."""
    return ((address[:at], address[at:]) for at in range(len(address) - SHORTEST, SHORTEST - 1, -1))


def blotted(text: str, part: str) -> str:
    """Return `text` with `part` blotted out wherever it stands apart from letters and digits."""
    kept, last, at = [], 0, text.find(part) if part else -1
    while at >= 0:  # a pattern for each part would have to be compiled
        end = at + len(part)
        if text[at - 1 : at].isalnum() or text[end : end + 1].isalnum():
            at = text.find(part, at + 1)
            continue
        kept.append(text[last:at])
        last, at = end, text.find(part, end)
    return "\0".join((*kept, text[last:]))
