"""A Word file and a deck as a screen reader meets them: from their structure alone, in the order of the file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from lxml import etree

Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SILENT = frozenset({f"{W}del", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr", f"{MC}Fallback"})
"""What nobody reads: what was deleted, codes of fields, properties, the second of two spellings."""
CALL = "\N{REFERENCE MARK}"
"""Where a note is called, until its words are known."""
SIGNS = {f"{W}footnoteReference": CALL, f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-", f"{A}br": " "}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that is read out."""

    kind: str
    """heading 1 … 9, paragraph, item, head, row, graphic, note, title; other placeholders of slides are paragraphs."""
    text: str
    slide: int = 0
    """Number of the slide, from 1; 0 in Word."""


def transcript(data: bytes) -> list[Spoken]:
    """Return what is read out of a Word file or a deck, one entry a paragraph, a row of a table or a graphic."""
    with ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    made = _Word(parts).read() if "word/document.xml" in parts else _deck(parts)
    return [each for each in made if each.text]


def spoken(data: bytes) -> str:
    """Return all that is read out, on one line."""
    return " ".join(each.text for each in transcript(data))


def is_decorative(properties: Element | None) -> bool:
    """Return whether a graphic is marked as one that says nothing (Office 2019, `adec:decorative`)."""
    marks = () if properties is None else (each for each in properties.iter() if each.tag == DECORATIVE)
    return any(each.get("val") in ("1", "true") for each in marks)


def only(node: Element, path: str) -> Element:
    """Return the element at a path that must be there."""
    found = node.find(path)
    assert found is not None, path
    return found


def _even(text: str) -> str:
    return " ".join(text.split())


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


class _Word:
    """The parts of one Word file."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.body = etree.fromstring(parts["word/document.xml"])[0]
        self.styles = {
            each.get(f"{W}styleId"): each for each in etree.fromstring(parts["word/styles.xml"]).iter(f"{W}style")
        }
        notes = parts.get("word/footnotes.xml")
        found = etree.fromstring(notes).iter(f"{W}footnote") if notes else ()
        self.notes = {each.get(f"{W}id"): each for each in found}

    def read(self) -> Iterator[Spoken]:
        """Yield the body; what a note says is read where it is called."""
        yield from self._blocks(self.body)

    def _blocks(self, holder: Element) -> Iterator[Spoken]:
        for each in holder:
            if each.tag == f"{W}p":
                yield from self._paragraph(each)
            elif each.tag == f"{W}tbl":
                yield from self._table(each)
            elif each.tag not in SILENT and isinstance(each.tag, str):
                yield from self._blocks(each)

    def _paragraph(self, paragraph: Element) -> Iterator[Spoken]:
        if self._is_hidden(paragraph):
            return
        text = said(paragraph)
        for call in paragraph.iter(f"{W}footnoteReference"):
            note = said(self.notes[call.get(f"{W}id")])
            text = text.replace(CALL, f" ({' '.join(note.split())}) ", 1)
        yield Spoken(self._kind(paragraph), _even(text))
        for graphic in paragraph.iter(f"{WP}docPr"):
            if not is_decorative(graphic):
                yield Spoken("graphic", _even(graphic.get("descr") or ""))

    def _is_hidden(self, paragraph: Element) -> bool:
        """Return whether the style of a paragraph hides its words, which no voice says."""
        return any(each.find(f"{W}rPr/{W}vanish") is not None for each in self._styles(paragraph))

    def _kind(self, paragraph: Element) -> str:
        """Return what a paragraph is: a heading where it or a style behind it says so, else an item where it is numbered."""
        chain = list(self._properties(paragraph))
        levels = [int(each.get(f"{W}val", "9")) for one in chain for each in one.findall(f"{W}outlineLvl")]
        if levels and levels[0] < 9:
            return f"heading {levels[0] + 1}"
        return "item" if any(one.find(f"{W}numPr") is not None for one in chain) else "paragraph"

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        """Yield the properties of a paragraph and those of its style and of the styles that this rests on."""
        yield from paragraph.findall(f"{W}pPr")
        yield from (each for style in self._styles(paragraph) for each in style.findall(f"{W}pPr"))

    def _styles(self, paragraph: Element) -> Iterator[Element]:
        """Yield the style of a paragraph and those that it rests on."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self.styles.get(named.get(f"{W}val")) if named is not None else None
        while style is not None:
            yield style
            named = style.find(f"{W}basedOn")
            style = self.styles.get(named.get(f"{W}val")) if named is not None else None

    def _table(self, table: Element) -> Iterator[Spoken]:
        """Yield the rows; a box of one cell is read as what stands in it."""
        rows = table.findall(f"{W}tr")
        if len(rows) == 1 and len(rows[0].findall(f"{W}tc")) == 1:
            yield from self._blocks(only(rows[0], f"{W}tc"))
            return
        for row in rows:
            head = row.find(f"{W}trPr/{W}tblHeader") is not None
            cells = (" ".join(each.text for each in self._blocks(cell) if each.text) for cell in row.findall(f"{W}tc"))
            yield Spoken("head" if head else "row", _even(" ".join(cells)))


def said(node: Element) -> str:
    """Return the text of a paragraph; equations by their letters, graphics by nothing."""
    if node.tag in SILENT or not isinstance(node.tag, str):
        return ""
    if node.tag in (f"{W}t", f"{A}t", f"{M}t"):
        return node.text or ""
    return SIGNS.get(node.tag, "") + "".join(map(said, node))


# ── Slides ───────────────────────────────────────────────────────────────────────────────────────


def related(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return the parts that a part leads to, by the id of the relationship."""
    rels = parts.get(f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels", b"<none/>")
    inside = (each for each in etree.fromstring(rels) if each.get("TargetMode") != "External")
    return {each.get("Id", ""): normpath(join(dirname(name), each.get("Target", ""))).lstrip("/") for each in inside}


def slides(parts: Mapping[str, bytes]) -> list[str]:
    """Return the parts of the slides in the order of the talk."""
    main = etree.fromstring(parts["ppt/presentation.xml"])
    leads = related(parts, "ppt/presentation.xml")
    return [leads[each.get(f"{R}id", "")] for each in main.iter(f"{P}sldId")]


def _deck(parts: Mapping[str, bytes]) -> Iterator[Spoken]:
    for number, name in enumerate(slides(parts), 1):
        yield from _shapes(only(etree.fromstring(parts[name]), f"{P}cSld/{P}spTree"), number)
        for other in related(parts, name).values():
            if "notesSlide" in other:
                tree = only(etree.fromstring(parts[other]), f"{P}cSld/{P}spTree")
                yield from (Spoken("note", each.text, number) for each in _shapes(tree, number))


def _shapes(tree: Element, number: int) -> Iterator[Spoken]:
    """Yield shapes from the back to the front, which is the order of reading."""
    for shape in tree:
        if shape.tag == f"{P}grpSp":
            yield from _shapes(shape, number)
            continue
        properties = shape.find(f"*/{P}cNvPr")
        if properties is None or is_decorative(properties) or properties.get("hidden") == "1":
            continue
        table = shape.find(f".//{A}tbl")
        if table is not None:
            yield from _grid(table, number)
        elif shape.find(f"{P}txBody") is not None:
            holder = shape.find(f"*/{P}nvPr/{P}ph")
            kind = "title" if holder is not None and holder.get("type") in ("title", "ctrTitle") else "paragraph"
            yield from (Spoken(kind, _even(said(each)), number) for each in shape.iter(f"{A}p"))
        else:
            yield Spoken("graphic", _even(properties.get("descr") or ""), number)


def _grid(table: Element, number: int) -> Iterator[Spoken]:
    head = only(table, f"{A}tblPr").get("firstRow") == "1"
    for at, row in enumerate(table.findall(f"{A}tr")):
        cells = (" ".join(said(each) for each in cell.iter(f"{A}p")) for cell in row.findall(f"{A}tc"))
        yield Spoken("head" if head and not at else "row", _even(" ".join(cells)), number)
