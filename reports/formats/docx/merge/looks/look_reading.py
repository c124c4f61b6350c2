"""What a paragraph and a table look like in what the merge leaves as a person set it: spacing, indents, effects, widths.

None of it is part of a record: a paragraph with other spacing is refreshed and follows its template as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from reports.formats.docx.merge.file_reading import TBL, VAL, Line
from reports.formats.docx.merge.style_reading import etree_name
from reports.merge.records import THINGS
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
LENGTHS: Mapping[str, Sequence[tuple[str, int]]] = {
    "spacing": (("before", 0), ("after", 1)),
    "ind": (("left", 2), ("start", 2), ("right", 3), ("end", 3), ("firstLine", 4)),
}
"""By element of a paragraph's properties: its attributes, and the place of each in `Look.lengths` (17.3.1.33, 17.3.1.12)."""
COUNT = 5
EFFECTS = frozenset(("bdr", "shadow", "outline", "emboss", "imprint", "em", "spacing", "position", "w", "effect"))
"""What is set on words beside what `trait` looks at, and seen (17.3.2)."""
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RPR = _W + "rPr"
SEEN = (f"{W14}*", _W + "color", *(_W + each for each in sorted(EFFECTS)))
"""What `_on_run` looks at."""
UNSET = frozenset(("0", "false", "off", "none", "nil", "100"))
"""Values that set none of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks."""

    lengths: tuple[int, ...]
    """Spacing before and after it, indents at its left, right and first line, in twentieths of a point."""
    effects: str = ""
    """Digest of the effects on its words; empty where none is set."""


def looks_of(package: Package, lines: Iterable[Line]) -> Iterator[Look]:
    """Yield how each paragraph looks, with what its style says."""
    styles = _styles(package)
    for line in lines:
        properties = line.element.find(_W + "pPr")
        style = properties.find(_W + "pStyle") if properties is not None else None
        given = styles.get(style.get(VAL, "") if style is not None else "", NO_LENGTHS)
        own = _lengths(properties) if properties is not None and len(properties) > (style is not None) else NO_LENGTHS
        yield Look(_together(own, given), _effects(line))


Lengths = tuple[int | None, ...]
"""None where nothing is said."""
NO_LENGTHS: Lengths = (None,) * COUNT


@lru_cache
def _together(own: Lengths, given: Lengths) -> tuple[int, ...]:
    """Return the lengths of a paragraph from what is set on it and what its style says; 0 where nothing is."""
    return tuple((one if one is not None else other) or 0 for one, other in zip(own, given, strict=True))


def _lengths(properties: Element | None) -> Lengths:
    """Return what paragraph properties say of the lengths; a first line that hangs is below zero."""
    found: list[int | None] = [None] * COUNT
    for tag, names in LENGTHS.items():
        node = properties.find(_W + tag) if properties is not None else None
        if node is None:
            continue
        for name, at in names:
            value = node.get(_W + name)
            found[at] = _twips(value) if value is not None else found[at]
        if (hanging := node.get(_W + "hanging")) is not None:
            found[4] = -_twips(hanging)
    return tuple(found)


def _twips(text: str) -> int:
    try:
        return round(float(text))
    except ValueError:  # a length with its unit, as a Strict file may say
        return 0


def _styles(package: Package) -> dict[str, Lengths]:
    """Return the lengths of each paragraph style by its id, with those of what it is based on."""
    part = package.related(package.main, f"{OFFICE}/styles")
    nodes = list(package.tree(part).iterfind(_W + "style")) if part in package.parts else []
    own = {node.get(_W + "styleId", ""): _lengths(node.find(_W + "pPr")) for node in nodes}
    based = {
        node.get(_W + "styleId", ""): parent.get(VAL, "")
        for node in nodes
        if (parent := node.find(_W + "basedOn")) is not None
    }
    return {id: _inherited(id, own, based) for id in own}


def _inherited(id: str, own: Mapping[str, Lengths], based: Mapping[str, str]) -> Lengths:
    found = NO_LENGTHS
    seen: set[str] = set()
    while id in own and id not in seen:
        seen.add(id)
        found = tuple(one if one is not None else other for one, other in zip(found, own[id], strict=True))
        id = based.get(id, "")
    return found


def _effects(line: Line) -> str:
    """Return a digest of the effects on the words of a paragraph, whatever runs these stand in."""
    if not any(next(each.iterancestors()).tag == RPR for each in line.element.iter(*SEEN)):  # as in most paragraphs
        return ""
    known: dict[Element, str] = {}
    found: list[list[str]] = []
    for piece in line.pieces:
        if piece.text in THINGS or not piece.text.strip():
            continue
        if piece.run not in known:
            known[piece.run] = " ".join(sorted(_on_run(piece.run.find(_W + "rPr"))))
        if found and found[-1][0] == known[piece.run]:
            found[-1][1] += piece.text
        else:
            found.append([known[piece.run], piece.text])
    told = [f"{look}|{''.join(text.split())}" for look, text in found if look]
    return sha256("\n".join(told).encode()).hexdigest()[:8] if told else ""


def _on_run(properties: Element | None) -> Iterator[str]:
    for node in properties if properties is not None else ():
        name = etree_name(node)
        if name == "color" and (place := node.get(_W + "themeColor")):
            yield f"colour {place}"
        elif str(node.tag).startswith(W14) or (name in EFFECTS and node.get(VAL, "1") not in UNSET):
            yield f"{name} {node.get(VAL, '')}"


def column_widths(lines: Iterable[Line]) -> dict[int, tuple[int, ...]]:
    """Return how wide the columns of each table stand, in twentieths of a point, by the number of the table."""
    found: dict[int, tuple[int, ...]] = {}
    for line in lines:
        if line.record.kind == "c" and line.record.at and line.record.at[0] not in found:
            table = next(line.element.iterancestors(TBL), None)
            grid = table.iterfind(f"{_W}tblGrid/{_W}gridCol") if table is not None else ()
            found[line.record.at[0]] = tuple(_twips(each.get(_W + "w", "0")) for each in grid)
    return found


# ── In and out ───────────────────────────────────────────────────────────────────────────────────


def packed(looks: Sequence[Look]) -> list[object]:
    """Return looks as lists for JSON: each that there is, and for each paragraph its place among these."""
    places: dict[Look, int] = {}
    order = [places.setdefault(look, len(places)) for look in looks]
    return [[[*look.lengths, look.effects] for look in places], order]


def unpacked(value: Sequence[Sequence[object]]) -> tuple[Look, ...]:
    """Return what `packed` made.

    Raises:
        ValueError: it is nothing of the kind; TypeError and LookupError likewise.
    """
    kinds, order = value
    found = [_look(kind) for kind in kinds]
    return tuple(found[int(str(at))] for at in order)


def _look(kind: object) -> Look:
    match kind:
        case [*lengths, str(effects)] if len(lengths) == COUNT:
            return Look(tuple(int(str(each)) for each in lengths), effects)
        case _:
            raise ValueError


__all__ = ["Look", "column_widths", "looks_of", "packed", "unpacked"]
