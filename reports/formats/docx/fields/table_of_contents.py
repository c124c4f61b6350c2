"""The table of contents: a field whose entries are in place when the file is first opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import unescape
from zipfile import BadZipFile, ZipFile

from reports.document import Heading, Inlines, plain
from reports.formats.docx import bookmarks
from reports.formats.docx.fields.word_fields import complex_field, field_end, field_start
from reports.formats.docx.inlines import hyperlink, runs
from reports.formats.docx.named_styles import CONTENTS_NUMBER
from reports.formats.docx.writing_state import Frame, Writing, everywhere
from reports.ooxml.wordprocessingml import Element, paragraph, run, w

ID = 1_100_000_000
"""First id of a content control; Word takes any number that no other one has."""


CODE = ' TOC \\o "1-1" \\h \\z '
NUMBER_GAP = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
"""Between the number of a heading and its words."""
WHOLE = 14
"""Entries up to which contents stay on one page."""
BARE = "\\n "
"""Switch of a table of contents without page numbers (17.16.5.68)."""


def lacks_pages(data: bytes) -> bool:
    """Return whether the table of contents of a .docx, where it has one, asks for no page numbers."""
    try:
        with ZipFile(BytesIO(data)) as package:
            main = package.read("word/document.xml").decode("utf-8", errors="replace")
    except (BadZipFile, KeyError):
        return False
    return unescape(main, {"&quot;": '"'}).find(CODE + BARE) >= 0


def contents(title: Inlines, writing: Writing) -> Element:
    """Return the table of contents of the findings, in the control that Word offers to update (17.5.2.12)."""
    key = writing.key("c", Frame(0))
    head = paragraph("TOCHeading", *writing.bookmark(key, *runs(title, writing)))
    pages = writing.pages
    listed = [pair for pair in _labelled(writing) if pair[0].id]
    writing.counts["contents number",] += sum(bool(label) for _, label in listed)
    entries = [paragraph("TOC1", _entry(*pair, pages)) for pair in listed] or [paragraph("TOC1")]
    if writing.theme.word.fixed_page and len(entries) <= WHOLE:
        _hold_together(entries)
    # Switch n asks for no page numbers: only a layout engine knows them (17.16.5.68).
    code = CODE + ("" if pages else BARE)
    for place, made in enumerate(field_start(code), start=1):
        entries[0].insert(place, made)
    entries[-1].append(field_end())
    part = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    control = w("sdtPr", w("id", val=ID + writing.count("control")), part)
    return w("sdt", control, w("sdtContent", head, *entries))


def _labelled(writing: Writing) -> Iterator[tuple[Heading, str]]:
    """Yield the headings of the first level, each with the number that stands before it; empty for none."""
    count = 0
    for block in everywhere(writing.document.blocks):
        if not isinstance(block, Heading) or block.level != 1:
            continue
        listed = writing.listed_headings and block.attribute("number") != "no"
        count += listed
        own = "" if writing.listed_headings else block.number
        yield block, writing.heading_labels.label(count) if listed and writing.heading_labels else own


def _entry(block: Heading, label: str, pages: Mapping[str, int] | None) -> Element:
    anchor = bookmarks.heading_bookmark(block.id)
    number = [run(label + NUMBER_GAP, CONTENTS_NUMBER.id)] if label else []
    made = hyperlink(anchor, "", *number, run(plain(block.inlines)))
    if pages and block.id in pages:
        made.extend(page_field(anchor, str(pages[block.id])))
    return made


def _hold_together(entries: Sequence[Element]) -> None:
    """Keep short contents on one page (17.3.1.15): on a designer's, which may hold less than ours, they would be torn."""
    for each in entries[:-1]:
        each[0].append(w("keepNext"))


def page_field(anchor: str, page: str) -> list[Element]:
    """Return what an entry ends with: a tab, and the page of the bookmark `anchor` as a field."""
    return [w("r", w("tab")), *complex_field(f" PAGEREF {anchor} \\h ", page)]
