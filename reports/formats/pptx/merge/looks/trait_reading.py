"""Looks of shapes as read from a file, whichever program saved it: LibreOffice writes out what PowerPoint inherits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.formats.pptx.merge.looks.trait_records import Looks
from reports.formats.pptx.merge.shape_looks import Levels, Setting, level_of
from reports.ooxml.presentationml import A, P, local
from reports.ooxml.scheme_colours import hex_of
from reports.ooxml.wordprocessingml import Element

EMU_PER_POINT_100TH = 127
BORDERS = ("lnL", "lnT", "lnR", "lnB")
INSETS = {"lIns": "91440", "tIns": "45720", "rIns": "91440", "bIns": "45720"}
"""What they are where nothing says so (ISO/IEC 29500-1, 21.1.2.1.1)."""
WIDTH = "9525"
"""Of a line that does not say its own (20.1.2.2.24)."""
GAPS = {"lnSpc": "100%", "spcBef": "0", "spcAft": "0"}
INDENTS = ("marL", "indent", "marR")
BULLETS = ("buNone", "buChar", "buAutoNum", "buBlip")
NO = "none"


def looks_of(shape: Element, kind: str, words: str, levels: Levels, setting: Setting) -> Looks:
    """Return how a shape looks.

    Args:
        shape: its element.
        kind: text, table, picture or another.
        words: digest of the look of its words.
        levels: what its paragraphs inherit.
        setting: what its slide inherits from.
    """
    above = [shape, *setting.placeholders(shape)]
    turn, effects = _turn(shape), _effects(shape)
    match kind:
        case "table":
            sizes = (_sizes(shape, "gridCol", "w"), _sizes(shape, "tr", "h"))
            cells = list(shape.iter(f"{A}tcPr"))
            lines = " ".join(_border(cell.find(A + side), setting) for cell in cells for side in BORDERS)
            fills = " ".join(_fill([cell], setting) for cell in cells)
            spaced = " ".join(_spaced(each, None) for each in shape.iter(f"{A}p") if _has_words(each))
            return Looks(words, spaced, lines, fills, turn, "", *sizes, effects)
        case "picture":
            return Looks("", "", _outline(above, setting), "", turn, _crop(shape), "", "", effects)
        case "text":
            spaced = " ".join(_spaced(each, levels) for each in shape.iterfind(f"{P}txBody/{A}p") if _has_words(each))
            frame = _frame(above)
            return Looks(
                words,
                f"{frame} {spaced}",
                _outline(above, setting),
                _own_fill(above, setting),
                turn,
                "",
                "",
                "",
                effects,
            )
        case _:
            return Looks(turn=turn)


def _has_words(paragraph: Element) -> bool:
    return any((node.text or "").strip() for node in paragraph.iterfind(f"{A}r/{A}t"))


def _sizes(table: Element, tag: str, name: str) -> str:
    return " ".join(each.get(name, "0") for each in table.iter(A + tag))


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────


def _frame(above: Sequence[Element]) -> str:
    """Return where in its box a text stands, and how far from its edges."""
    bodies = [made for each in above if (made := each.find(f"{P}txBody/{A}bodyPr")) is not None]
    anchor = next((each.get("anchor", "") for each in bodies if "anchor" in each.attrib), "t")
    insets = (
        next((each.get(name, "") for each in bodies if name in each.attrib), usual) for name, usual in INSETS.items()
    )
    return " ".join([anchor, *insets])


def _spaced(paragraph: Element, levels: Levels | None) -> str:
    """Return spacing, indents and bullet of a paragraph; in a table it inherits none that programs agree on."""
    own = paragraph.find(f"{A}pPr")
    lists = [*([own] if own is not None else []), *(levels(level_of(own)).lists if levels else ())]
    gaps = (next(filter(None, (_gap(each, tag) for each in lists)), usual) for tag, usual in GAPS.items())
    indents = (next((each.get(name, "") for each in lists if name in each.attrib), "0") for name in INDENTS)
    bullet = next((local(node) for each in lists for node in each if local(node) in BULLETS), BULLETS[0])
    return " ".join([*gaps, *indents, bullet])


def _gap(properties: Element, tag: str) -> str:
    """Return a spacing in EMU, or in per cent of the line."""
    for each in properties.iterfind(f"{A}{tag}/*"):
        value = each.get("val", "0")
        if local(each) == "spcPts":
            return str(int(value) * EMU_PER_POINT_100TH)
        return value if value.endswith("%") else f"{round(int(value) / 1000)}%"
    return ""


def _effects(shape: Element) -> str:
    """Return the names of effects on a shape and its words; 'none' for none."""
    found = {local(each) for effects in shape.iter(f"{A}effectLst") for each in effects}
    for each in shape.iter(f"{A}rPr"):
        found.update(local(node) for node in each if local(node) in ("highlight", "ln") and not _is_unset(node))
        found.update(value for value in (each.get("cap", ""),) if value in ("all", "small"))
    return ",".join(sorted(found)) or NO


def _is_unset(node: Element) -> bool:
    return local(node) == "ln" and (not len(node) or local(node[0]) == "noFill")


# ── Lines and fills ──────────────────────────────────────────────────────────────────────────────


def _turn(shape: Element) -> str:
    frame = next(
        (made for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm") if (made := shape.find(path)) is not None), None
    )
    if frame is None:
        return f"0 {NO} {NO}"
    flips = (name if frame.get(name) in ("1", "true") else NO for name in ("flipH", "flipV"))
    return " ".join([frame.get("rot", "0"), *flips])


def _crop(shape: Element) -> str:
    cut = next(shape.iter(f"{A}srcRect"), None)
    sides = (cut.get(name, "0") if cut is not None else "0" for name in ("l", "t", "r", "b"))
    return " ".join(each.removesuffix("%") for each in sides)


def _outline(above: Sequence[Element], setting: Setting) -> str:
    """Return width, colour and dash of the line around a shape, its own or that of its placeholder."""
    line = next((made for each in above if (made := each.find(f"{P}spPr/{A}ln")) is not None), None)
    dashed = line is not None and any(
        local(each) in ("prstDash", "custDash") and each.get("val") != "solid" for each in line
    )
    shown = _border(line, setting)
    return f"{shown} {'dashed' if dashed and not shown.endswith(NO) else 'solid'}"


def _border(line: Element | None, setting: Setting) -> str:
    """Return width and colour of a line; of none both say so."""
    colour = _fill([line], setting) if line is not None else NO
    return f"0 {NO}" if colour == NO or line is None else f"{line.get('w', WIDTH)} {colour}"


def _own_fill(above: Sequence[Element], setting: Setting) -> str:
    return _fill([made for each in above if (made := each.find(f"{P}spPr")) is not None], setting)


def _fill(holders: Sequence[Element], setting: Setting) -> str:
    """Return the first fill of some properties: its colour, or of which kind it is; 'none' for none."""
    node = next(_fills(holders), None)
    if node is None or local(node) == "noFill":
        return NO
    shown = setting.scheme.shown(node) if local(node) == "solidFill" else None
    return hex_of(shown).lower() if shown is not None else local(node)


def _fills(holders: Sequence[Element]) -> Iterator[Element]:
    yield from (node for each in holders for node in each if local(node).endswith("Fill"))


__all__ = ["looks_of"]
