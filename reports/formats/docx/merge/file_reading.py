"""The paragraphs of a .docx in order: body with its tables, then footnotes, then headers and footers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from lxml import etree

from reports.formats.docx.merge.page_breaks import break_above
from reports.formats.docx.merge.paragraph_reading import ID, NAME, Line, P, R, paragraph
from reports.formats.docx.merge.run_pieces import Piece
from reports.formats.docx.merge.style_reading import VAL, Names, etree_name, furniture, names_of, style_names
from reports.merge.records import Record
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
TBL, TR, TC, SDT = (_W + tag for tag in ("tbl", "tr", "tc", "sdt"))
AROUND = frozenset(_W + tag for tag in ("ins", "del", "moveTo", "moveFrom", "customXml", "smartTag"))


@dataclass
class Reading:
    """One file, read."""

    package: Package
    names: Names
    lines: tuple[Line, ...]


Paragraphs = Callable[[Element, str, tuple[int, ...], Names, str, frozenset[str]], Line]
"""What reads one paragraph; takes what `paragraph` does."""


@dataclass
class _Place:
    """Where paragraphs are read from, and what reads them."""

    kind: str
    part: str
    names: Names
    tables: list[int]
    """Number of the last table."""
    paragraph: Paragraphs
    at: tuple[int, ...] = ()
    given: frozenset[str] = frozenset()


def read(package: Package, paragraphs: Paragraphs = paragraph) -> Reading:
    """Return the paragraphs of `package`: body, then footnotes, then headers and footers."""
    names = names_of(package)
    main = package.main
    body = package.tree(main).find(_W + "body")
    found = list(_container(body, _Place("p", main, names, [0], paragraphs))) if body is not None else []
    notes = package.related(main, f"{OFFICE}/footnotes")
    if notes in package.parts:
        for note in package.tree(notes):
            if note.get(_W + "type", "normal") == "normal":
                found += _container(note, _Place("n", notes, names, [0], paragraphs))
    for kind, part in furniture(package):
        found += _container(package.tree(part), _Place(kind, part, names, [0], paragraphs))
    return Reading(package, names, tuple(found))


def read_as(package: Package, records: Sequence[Record]) -> Reading:
    """Return the paragraphs of a file of which `records` say what is in it, as its own base does of a file just written."""
    waiting = iter(records)

    def next_one(node: Element, kind: str, at: tuple[int, ...], names: Names, part: str, given: frozenset[str]) -> Line:
        return Line(next(waiting, Record("")), node, part, names, given)

    found = read(package, next_one)
    return found if len(found.lines) == len(records) else read(package)


class Remembered:
    """A file as it was read, so that of a later state only those paragraphs are read that are others by then."""

    def __init__(self, reading: Reading) -> None:
        """Keep what `reading` says, before anything in it is changed."""
        self._names = reading.names
        self._lines: Mapping[_Way, Line] = {
            _way(line.element, line.record.kind, line.record.at, line.part, line.given): line for line in reading.lines
        }

    def read(self, package: Package) -> Reading:
        """Return the paragraphs of the same package as it is now."""
        known = names_of(package)
        return read(package, self._paragraph if _grown(self._names, known) else paragraph)

    def _paragraph(
        self, node: Element, kind: str, at: tuple[int, ...], names: Names, part: str, given: frozenset[str]
    ) -> Line:
        line = self._lines.get(_way(node, kind, at, part, given))
        return (
            replace(line, element=node, names=names, read=None)
            if line
            else paragraph(node, kind, at, names, part, given)
        )


_Way = tuple[bytes, bool, str, tuple[int, ...], str, frozenset[str]]
"""All that the reading of a paragraph rests on, names apart."""


_MARK = re.compile(rb'(bookmark(?:Start|End)\b[^>]*?:id=)"(\d+)"')


def _way(node: Element, kind: str, at: tuple[int, ...], part: str, given: frozenset[str]) -> _Way:
    """Return the ground of a reading; bookmarks are numbered anew by every save and every merge."""
    ids: dict[bytes, int] = {}

    def numbered(found: re.Match[bytes]) -> bytes:
        return b"%b%d" % (found[1], ids.setdefault(found[2], len(ids)))

    text = _MARK.sub(numbered, etree.tostring(node, with_tail=False))
    return text, kind == "p" and break_above(node) is not None, kind, at, part, given


def _grown(names: Names, later: Names) -> bool:
    """Return whether all that `names` say is said of the later state too."""
    return all(getattr(names, each.name).items() <= getattr(later, each.name).items() for each in fields(Names))


def _container(node: Element, place: _Place) -> Iterator[Line]:
    for child in node:
        if child.tag == P:
            yield place.paragraph(child, place.kind, place.at, place.names, place.part, place.given)
            for box in child.iter(_W + "txbxContent"):
                if not any(etree_name(each) == "Fallback" for each in box.iterancestors()):
                    yield from _container(box, replace(place, kind="x"))
        elif child.tag == TBL:
            yield from _table(child, replace(place, kind="c") if place.kind == "p" else place)
        elif child.tag == SDT:
            yield from _control(child, place)
        elif child.tag in AROUND:
            yield from _container(child, place)


def _control(node: Element, place: _Place) -> Iterator[Line]:
    gallery = node.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    inner = node.find(_W + "sdtContent")
    contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
    if inner is not None:
        yield from _container(inner, replace(place, kind="t") if contents else place)


def _table(table: Element, place: _Place) -> Iterator[Line]:
    place.tables[0] += 1
    number = place.tables[0]
    sets = _sets(table, place.names)
    rows = [row for row in table.iter(TR) if _owner(row, TBL) is table]
    for r, row in enumerate(rows):
        for c, cell in _cells(row):
            given = sets.get("firstRow", frozenset()) if r == 0 else frozenset()
            given |= sets.get("firstCol", frozenset()) if c == 0 else frozenset()
            yield from _container(cell, replace(place, at=(number, r, c), given=given))


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with their columns: those behind merged ones stay where they were (17.4.17)."""
    column = 0
    for cell in (each for each in row.iter(TC) if _owner(each, TR) is row):
        yield column, cell
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        column += max(int(span.get(VAL, "1")), 1) if span is not None and span.get(VAL, "").isdecimal() else 1


OF_DATA = ("table head", "table text")
"""Styles of the paragraphs of a table of data."""
OF_STATEMENTS = "table heading"
"""Style of the labels of statements, whose table sets nothing on its first row."""


def _sets(table: Element, names: Names) -> dict[str, frozenset[str]]:
    """Return what the style of a table sets on its first row and its first column.

    A save as .odt leaves no style, and writes what that of our tables of data set into the runs.
    """
    style, look = table.find(f"{_W}tblPr/{_W}tblStyle"), table.find(f"{_W}tblPr/{_W}tblLook")
    if style is None and look is None:
        inside = [names.styles.get(each.get(VAL, "")) for each in table.iter(f"{_W}pStyle")]
        ours = bool(inside) and inside[0] in OF_DATA and OF_STATEMENTS not in inside
        return dict.fromkeys(("firstRow", "firstCol"), frozenset({"b"})) if ours else {}
    known = names.tables.get(style.get(VAL, ""), {}) if style is not None else {}
    bits = int(look.get(VAL, "0") or "0", 16) if look is not None else 0
    return {part: known.get(part, frozenset()) for part, bit in (("firstRow", 0x20), ("firstCol", 0x80)) if bits & bit}


def _owner(node: Element, tag: str) -> Element | None:
    return next(node.iterancestors(tag), None)


__all__ = [
    "ID",
    "NAME",
    "SDT",
    "TBL",
    "TC",
    "TR",
    "VAL",
    "Line",
    "P",
    "Piece",
    "R",
    "Reading",
    "Remembered",
    "furniture",
    "paragraph",
    "read",
    "read_as",
    "style_names",
]  # fmt: skip
