"""Text of pages with letters from right to left, as it was written: glyph by glyph, in the order of the file.

Readers that go by places guess the order of a line from its letters, and turn an English line with a long Urdu title round. The
writer shows text box after text box in reading order, and in each box the glyphs from left to right: that is enough to know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Any

from reports.notation.reading_order import runs_from_right
from reports.theme.bidirectional import RLM
from reports.theme.scripts import LRM

MIRRORED = {sign: "()[]{}<>«»‹›≤≥"["()[]{}<>«»‹›≤≥".index(sign) ^ 1] for sign in "()[]{}<>«»‹›≤≥"}
"""Signs that stand turned round in a line from right to left (Unicode, BidiMirroring)."""
_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
GAP = 0.12
"""Room between two pieces of a line that is a space, in the size of the letters."""
Glyphs = Mapping[int, str]
"""What each glyph of a font says."""


@dataclass(slots=True)
class _Piece:
    """What is shown from one place on."""

    x: float
    y: float
    clusters: list[str] = field(default_factory=list)
    """Text of each glyph, from left to right."""
    end: float = 0
    size: float = 0


@dataclass(frozen=True, slots=True)
class _Font:
    glyphs: Glyphs
    widths: Mapping[int, float]
    """In thousandths of the size."""


def pages_as_written(data: bytes) -> tuple[str, ...]:
    """Return the text of each page of a PDF of this program's, line by line."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        known: _Known = {}
        return tuple("\n".join(_lines(tuple(_pieces(page.obj, page.obj.Resources, known)))) for page in pdf.pages)


def in_order(clusters: Iterable[str], *, turned: bool = False) -> str:
    """Return what glyphs from left to right say, in the order of speech.

    What runs from right to left is turned round, and figures and Latin words in it back again (UAX 9, L2); `turned` says
    that signs alone run so, as the pieces around them do.
    """
    clusters = list(clusters)
    kinds = [_kind(each) for each in clusters]
    if not (any(map(runs_from_right, clusters)) or (turned and "left" not in kinds)):
        return "".join(clusters)
    said: list[str] = []
    spoken = clusters[::-1]
    kinds.reverse()
    within = [_is_within(kinds, at) for at in range(len(kinds))]
    for left, group in groupby(range(len(spoken)), within.__getitem__):
        members = [spoken[at] for at in group]
        said += members[::-1] if left else [MIRRORED.get(each, each) for each in members]
    return "".join(said)


def _kind(cluster: str) -> str:
    """Return 'left' for letters and figures that run from left to right, 'sign' for what may join two figures, else ''."""
    kinds = {unicodedata.bidirectional(sign) for sign in cluster}
    return "left" if kinds <= {"L", "EN", "AN"} else "sign" if kinds <= {"ES", "CS"} else ""


def _is_within(kinds: Sequence[str], at: int) -> bool:
    """Return whether a cluster runs from left to right: a letter, a figure, or a sign between two of them (UAX 9, W4)."""
    return kinds[at] == "left" or (
        kinds[at] == "sign" and [*kinds[max(at - 1, 0) : at + 2]] == ["left", "sign", "left"]
    )


_Known = dict[tuple[int, int], _Font]
"""The fonts of a file that were read, by number and generation of their object: pages and drawings share them."""


def _pieces(holder: Any, resources: Any, known: _Known) -> Iterator[_Piece]:
    """Yield what a page or a drawing shows, in the order of the file (ISO 32000-1, 9.4)."""
    import pikepdf

    fonts: dict[str, _Font] = {}
    font, size, piece = _Font({}, {}), 1.0, _Piece(0, 0)
    for instruction in pikepdf.parse_content_stream(holder, "Tm Tf TJ Do"):
        operands, operator = instruction.operands, str(instruction.operator)
        match operator:
            case "Tm":
                yield from (piece,) if piece.clusters else ()
                piece = _Piece(float(operands[4]), float(operands[5]))
                piece.end = piece.x
            case "Tf":
                name = str(operands[0])
                if name not in fonts:
                    fonts[name] = _read(resources.Font[name], known)
                font, size = fonts[name], float(operands[1])
                piece.size = size
            case "TJ":
                _show(operands[0], font, size, piece)
            case "Do":
                yield from _within(resources.XObject[str(operands[0])], resources, known)
            case _:
                pass
    yield from (piece,) if piece.clusters else ()


def _within(drawing: Any, resources: Any, known: _Known) -> Iterator[_Piece]:
    if drawing.get("/Subtype") == "/Form":
        yield from _pieces(drawing, drawing.get("/Resources", resources), known)


def _show(shown: Any, font: _Font, size: float, piece: _Piece) -> None:
    for each in shown:
        codes = bytes(each) if not isinstance(each, int) and hasattr(each, "__bytes__") else b""
        if not codes:
            piece.end -= _number(each) / 1000 * size
        for at in range(0, len(codes), 2):
            glyph = int.from_bytes(codes[at : at + 2])
            piece.clusters.append(font.glyphs.get(glyph, ""))
            piece.end += font.widths.get(glyph, 0) / 1000 * size


def _number(each: Any) -> float:
    try:
        return float(each)
    except (TypeError, ValueError):
        return 0.0


def _read(font: Any, known: _Known) -> _Font:
    """Return a font, which is read once where it is an object of its own."""
    own: tuple[int, int] = font.objgen
    if own not in known:
        read = _font(font)
        if own == (0, 0):  # it stands in the resources themselves
            return read
        known[own] = read
    return known[own]


def _font(font: Any) -> _Font:
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    glyphs = {int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be", "replace") for code, said in pairs}
    widths: dict[int, float] = {}
    listed = list(font.DescendantFonts[0].get("/W", ()))
    for first, row in zip(listed[::2], listed[1::2], strict=False):
        widths |= {int(first) + n: float(width) for n, width in enumerate(row)}
    return _Font(glyphs, widths)


def _lines(pieces: tuple[_Piece, ...]) -> Iterator[str]:
    """Yield the lines of a page; pieces of one line that stand apart have a space between them."""
    line: list[_Piece] = []
    for piece in pieces:
        if line and abs(piece.y - line[-1].y) > 0.2 * (piece.size or 1):
            yield _line(line)
            line = []
        line.append(piece)
    yield _line(line)


def _line(pieces: Sequence[_Piece]) -> str:
    """Return what the pieces of a line say."""
    said = ""
    for before, piece, after in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False):
        if before is not None and not (_touches(before, piece) or _touches(piece, before)):
            said += " "
        if LRM in piece.clusters:  # boxes of text say so in which direction they run (`typesetting/direction_marks.py`)
            said += "".join(each for each in piece.clusters if each not in (LRM, RLM))
            continue
        turned = (before is not None and _touches(piece, before)) or (after is not None and _touches(after, piece))
        said += in_order((each for each in piece.clusters if each != RLM), turned=turned)
    return said


def _touches(left: _Piece, right: _Piece) -> bool:
    """Return whether a piece ends where another begins: pieces of a line from right to left stand left of those before."""
    return abs(right.x - left.end) <= GAP * (right.size or 1)
