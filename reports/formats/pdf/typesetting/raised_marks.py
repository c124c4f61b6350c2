"""Signs above and below letters as glyphs that stand where they are seen, so that they are copied with their letters.

The layout engine lifts such a sign off the line of its word. Readers of PDF take what stands on another level for another
line, and break the word at each sign. So every sign gets a glyph that holds the lift in its outline, and stands on the line.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_RISE = re.compile(rb"(\S+) Ts")
_SHOWN = re.compile(rb"\[([-\d.]*)<([0-9a-f]{4})>\] TJ")
_BACK = re.compile(rb"\[<>(-?\d+)(?=<)")
"""How far the pen goes back to where it was."""
LEVEL = b"0 Ts"
ARGS_ARE_XY, ROUNDED = 0x2, 0x4
"""Flags of a component (OpenType, glyf)."""
Raised = tuple[int, int, int]
"""A glyph, and how far it is moved to the right and lifted, in thousandths of an em."""
Stream = list[object]
"""Operations of a content stream."""


@dataclass(frozen=True, slots=True)
class Lift:
    """A glyph that a stream lifts: which operation of which stream shows it."""

    stream: Stream
    at: int
    """Of the operation that shows it; those before and behind it change the level."""
    raised: Raised


def lifts(streams: Iterable[Stream], font: str) -> tuple[Lift, ...]:
    """Return what `streams` lift of the font of that name."""
    return tuple(each for stream in streams for each in _lifts(stream, font))


def is_lifting(stream: Stream) -> bool:
    """Return whether anything is shown off the line in a stream."""
    return any(isinstance(each, bytes) and each.endswith(b" Ts") and each != LEVEL for each in stream)


def _lifts(stream: Stream, font: str) -> Iterator[Lift]:
    name, size = "", 1.0
    for at, operation in enumerate(stream):
        if not isinstance(operation, bytes):
            continue
        if operation.endswith(b" Tf") and (set_font := _FONT.fullmatch(operation)):
            name, size = set_font[1].decode(), float(set_font[2])
            continue
        if name != font or operation == LEVEL or not (rise := _RISE.fullmatch(operation)):
            continue
        if (shown := _SHOWN.fullmatch(_at(stream, at + 1))) and _at(stream, at + 2) == LEVEL:
            moved, back = float(shown[1] or 0), _BACK.match(_at(stream, at + 3))
            if int(moved) == -int(back[1] if back else 0):
                lifted = round(1000 * float(rise[1]) / size)
                yield Lift(stream, at + 1, (int(shown[2], 16), round(-moved), lifted))


def _at(stream: Stream, place: int) -> bytes:
    operation = stream[place] if place < len(stream) else b""
    return operation if isinstance(operation, bytes) else b""


def lower(found: Iterable[Lift], glyphs: Mapping[Raised, int]) -> None:
    """Show the glyphs of lifted ones on the line, in place, as far as `glyphs` holds one."""
    for each in found:
        if each.raised in glyphs:
            stream, at = each.stream, each.at
            stream[at - 1] = LEVEL
            stream[at] = b"[<%04x>] TJ" % glyphs[each.raised]
            if at + 2 < len(stream):
                stream[at + 2] = _BACK.sub(b"[", _at(stream, at + 2)) or stream[at + 2]
            _join(stream, at - 2, at)
            _join(stream, at, at + 2)


def _join(stream: Stream, first: int, second: int) -> None:
    """Show with the second operation what the first one shows too, since readers go by operations."""
    if first < 0 or second >= len(stream):
        return
    before, after = stream[first], stream[second]
    if isinstance(before, bytes) and isinstance(after, bytes) and before.endswith(b"] TJ") and after.endswith(b"] TJ"):
        stream[first], stream[second] = LEVEL, before.removesuffix(b"] TJ") + b" " + after.removeprefix(b"[")


def given(found: Iterable[Lift], free: Callable[[], int | None]) -> dict[Raised, int]:
    """Return a free glyph for each lifted one, as far as there are any."""
    wanted = sorted({each.raised for each in found})
    numbers = ((raised, free()) for raised in wanted)
    return {raised: number for raised, number in numbers if number is not None}


def with_raised(content: bytes, glyphs: Mapping[Raised, int]) -> bytes:
    """Return a font with quadratic outlines in which the new glyphs are the lifted ones (OpenType, glyf: composite glyphs)."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    order, units = font.getGlyphOrder(), font["head"].unitsPerEm
    for (glyph, right, rise), number in glyphs.items():
        component = GlyphComponent()
        component.glyphName, component.x, component.y = (
            order[glyph],
            *(round(by * units / 1000) for by in (right, rise)),
        )
        component.flags = ARGS_ARE_XY | ROUNDED
        made = Glyph()
        made.numberOfContours, made.components = -1, [component]
        font["glyf"][order[number]] = made
        width, edge = font["hmtx"][order[glyph]]
        font["hmtx"][order[number]] = width, edge + component.x
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=None)
    return buffer.getvalue()


def is_quadratic(content: bytes) -> bool:
    """Return whether a font has quadratic outlines, whose glyphs may be made of others."""
    return content[:4] in (b"\x00\x01\x00\x00", b"true")
