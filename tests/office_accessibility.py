"""What Microsoft's Accessibility Checker asks of Word files and decks, as far as it can be worked out from a file.

Rules: https://support.microsoft.com/office/rules-for-the-accessibility-checker-651e08f2-0fc3-4e10-aaca-74b4a67101c1
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from zipfile import ZipFile

from lxml import etree

from tests.office_contrast import faint_slides, faint_word
from tests.office_transcript import WP, A, Element, P, R, W, is_decorative, related, said, slides, transcript

Parts = Mapping[str, bytes]
Rule = Callable[[Parts], Iterator[str]]
DC = "{http://purl.org/dc/elements/1.1/}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
VAGUE = re.compile(
    r"(?:https?://|www\.)|^(?:click here|here|more|read more|link|ici|cliquez ici|lire la suite|یہاں|مزید)$", re.I
)
"""Words of a link that do not say where it leads."""
BY_HAND = re.compile(r"^\s*(?:[-*•–]\s|\d{1,2}[.)]\s)")
"""How an item begins that is no item of a list."""
BLANKS = re.compile(r" {4,}|\t{3,}")


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file."""
    with ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def problems(data: bytes) -> list[str]:
    """Return what the checker would name, each as `rule: where`."""
    parts = parts_of(data)
    rules = WORD if "word/document.xml" in parts else SLIDES
    return [f"{name}: {each}" for name, rule in rules.items() for each in rule(parts)]


def _root(parts: Parts, name: str) -> Element:
    return etree.fromstring(parts[name])


def _word_parts(parts: Parts) -> Iterator[tuple[str, Element]]:
    """Yield the parts of a Word file that people read."""
    for name in sorted(parts):
        if re.fullmatch(r"word/(?:document|footnotes|header\d+|footer\d+)\.xml", name):
            yield name, _root(parts, name)


def _slide_parts(parts: Parts) -> Iterator[tuple[int, str, Element]]:
    for number, name in enumerate(slides(parts), 1):
        yield number, name, _root(parts, name)


# ── Both ─────────────────────────────────────────────────────────────────────────────────────────


def title_of_file(parts: Parts) -> Iterator[str]:
    """Yield where the properties name no title."""
    if not (_root(parts, "docProps/core.xml").findtext(f"{DC}title") or "").strip():
        yield "the properties have no title"


def titles_of_charts(parts: Parts) -> Iterator[str]:
    """Yield charts whose workbook has sheets without names of their own."""
    for name in sorted(parts):
        if name.endswith(".xlsx"):
            book = etree.fromstring(parts_of(parts[name])["xl/workbook.xml"])
            names = [each.get("name", "") for each in book.iter() if str(each.tag).endswith("}sheet")]
            yield from (f"{name}: sheet {each!r}" for each in names if re.fullmatch(r"Sheet\d*|", each))


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def alternative_texts(parts: Parts) -> Iterator[str]:
    """Yield graphics that say nothing and are not marked as decoration."""
    for name, root in _word_parts(parts):
        for each in root.iter(f"{WP}docPr"):
            if not is_decorative(each) and not (each.get("descr") or "").strip():
                yield f"{name} {each.get('name')}"


def inline_objects(parts: Parts) -> Iterator[str]:
    """Yield graphics that float beside the text."""
    for name, root in _word_parts(parts):
        yield from (
            f"{name} graphic" for each in root.iter(f"{WP}anchor") if not is_decorative(each.find(f"{WP}docPr"))
        )


def head_rows(parts: Parts) -> Iterator[str]:
    """Yield tables without a head row, and heads without words."""
    for name, root in _word_parts(parts):
        for number, table in enumerate(root.iter(f"{W}tbl"), 1):
            first = table.find(f"{W}tr")
            if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
                yield f"{name} table {number} has no head row"
            else:
                blank = (cell for cell in first.findall(f"{W}tc") if not _words(cell))
                yield from (f"{name} table {number} has a blank head" for _ in blank)


def whole_cells(parts: Parts) -> Iterator[str]:
    """Yield tables with merged or split cells, or tables within tables."""
    for name, root in _word_parts(parts):
        for number, table in enumerate(root.iter(f"{W}tbl"), 1):
            if table.find(f".//{W}gridSpan") is not None or table.find(f".//{W}vMerge") is not None:
                yield f"{name} table {number} has merged cells"
            if table.find(f".//{W}tbl") is not None:
                yield f"{name} table {number} has a table inside"


def blank_rows(parts: Parts) -> Iterator[str]:
    """Yield tables with rows or columns in which nothing stands."""
    for name, root in _word_parts(parts):
        for number, table in enumerate(root.iter(f"{W}tbl"), 1):
            rows = [[_words(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
            yield from (f"{name} table {number} {each}" for each in _blank(rows))


def _blank(rows: list[list[str]]) -> Iterator[str]:
    if any(not any(row) for row in rows):
        yield "has a blank row"
    if any(not any(column) for column in zip(*rows, strict=False)):
        yield "has a blank column"


def _words(cell: Element) -> str:
    drawn = " ".join(each.get("descr") or "" for each in cell.iter(f"{WP}docPr"))
    return (said(cell) + drawn).strip()


def heading_order(parts: Parts) -> Iterator[str]:
    """Yield headings that skip a level, or a file that has none."""
    last, found = 0, [each for each in transcript_of(parts) if each[0].startswith("heading")]
    for kind, text in found:
        level = int(kind.rpartition(" ")[2])
        if level > last + 1:
            yield f"{text!r} is of level {level} after {last}"
        last = level
    if not found:
        yield "no heading"


def transcript_of(parts: Parts) -> list[tuple[str, str]]:
    """Return what is read out as pairs of kind and words."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return [(each.kind, each.text) for each in transcript(stream.getvalue())]


def link_words(parts: Parts) -> Iterator[str]:
    """Yield links whose words do not say where they lead."""
    for name, root in _word_parts(parts):
        for each in root.iter(f"{W}hyperlink"):
            text = said(each).strip()
            if not text or (VAGUE.search(text) and not each.get(f"{W}tooltip")):
                yield f"{name} link {text!r}"


def real_lists(parts: Parts) -> Iterator[str]:
    """Yield items whose sign is typed."""
    for kind, text in transcript_of(parts):
        if kind == "paragraph" and BY_HAND.match(text):
            yield repr(text[:40])


def no_blanks(parts: Parts) -> Iterator[str]:
    """Yield texts set apart by blanks, and blank paragraphs that follow each other."""
    for name, root in _word_parts(parts):
        blank = 0
        for each in root.iter(f"{W}p"):
            text = "".join(node.text or "" for node in each.iter(f"{W}t"))
            blank = blank if (before := each.getprevious()) is not None and before.tag == f"{W}p" else 0
            if BLANKS.search(text):
                yield f"{name} {text[:40]!r}"
            blank = 0 if text or len(each.findall(f".//{WP}docPr")) else blank + 1
            if blank == 3:
                yield f"{name} three blank paragraphs"


def word_language(parts: Parts) -> Iterator[str]:
    """Yield a file that does not say in which language its words are."""
    found = _root(parts, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if found is None or not found.get(f"{W}val"):
        yield "no language by default"


WORD: Mapping[str, Rule] = {
    "title": title_of_file,
    "language": word_language,
    "alternative text": alternative_texts,
    "object not inline": inline_objects,
    "head row": head_rows,
    "merged cells": whole_cells,
    "blank rows": blank_rows,
    "heading order": heading_order,
    "link": link_words,
    "list typed by hand": real_lists,
    "blank characters": no_blanks,
    "contrast": faint_word,
    "sheet": titles_of_charts,
}


# ── Slides ───────────────────────────────────────────────────────────────────────────────────────


def slide_titles(parts: Parts) -> Iterator[str]:
    """Yield slides without a title, and titles that several slides have."""
    names = [_title(root) for _, _, root in _slide_parts(parts)]
    yield from (f"slide {number} has none" for number, each in enumerate(names, 1) if not each)
    yield from (f"{each!r} stands on {count} slides" for each, count in Counter(names).items() if each and count > 1)


def _title(root: Element) -> str:
    for shape in root.iter(f"{P}sp"):
        holder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if holder is not None and holder.get("type") in ("title", "ctrTitle"):
            return said(shape).strip()
    return ""


def slide_order(parts: Parts) -> Iterator[str]:
    """Yield slides on which something is read before the title, or something after the footer."""
    for number, _, root in _slide_parts(parts):
        kinds = [(each.get("type") or "obj") for each in root.iter(f"{P}ph")]
        if kinds and kinds[0] not in ("title", "ctrTitle"):
            yield f"slide {number} begins with {kinds[0]}"
        foot = [at for at, kind in enumerate(kinds) if kind in ("ftr", "sldNum", "dt")]
        if foot and foot != list(range(len(kinds) - len(foot), len(kinds))):
            yield f"slide {number} goes on after its footer"


def slide_alternatives(parts: Parts) -> Iterator[str]:
    """Yield pictures, charts and tables that say nothing, or only what the title says."""
    for number, _, root in _slide_parts(parts):
        for each in root.iter(f"{P}pic", f"{P}graphicFrame"):
            properties = each.find(f"*/{P}cNvPr")
            text = (properties.get("descr") or "").strip() if properties is not None else ""
            if not is_decorative(properties) and text in ("", _title(root)):
                yield f"slide {number} {'' if properties is None else properties.get('name')}"


def slide_tables(parts: Parts) -> Iterator[str]:
    """Yield tables without head row, with merged cells, blank heads, blank rows or columns."""
    for number, _, root in _slide_parts(parts):
        for table in root.iter(f"{A}tbl"):
            rows = [[said(cell).strip() for cell in row.findall(f"{A}tc")] for row in table.findall(f"{A}tr")]
            properties = table.find(f"{A}tblPr")
            if properties is None or properties.get("firstRow") != "1":
                yield f"slide {number} has a table without a head row"
            if any(not cell for cell in rows[0]):
                yield f"slide {number} has a table with a blank head"
            if any(
                each.get(key) for each in table.iter(f"{A}tc") for key in ("gridSpan", "rowSpan", "hMerge", "vMerge")
            ):
                yield f"slide {number} has a table with merged cells"
            yield from (f"slide {number} has a table that {each}" for each in _blank(rows))


def sections(parts: Parts) -> Iterator[str]:
    """Yield sections without names of their own."""
    names = [each.get("name", "").strip() for each in _root(parts, "ppt/presentation.xml").iter(f"{P14}section")]
    yield from (f"{each!r}" for each in names if re.fullmatch(r"(?:Default|Untitled) Section|", each))


def slide_language(parts: Parts) -> Iterator[str]:
    """Yield slides with words that do not say in which language they are."""
    for number, _, root in _slide_parts(parts):
        runs = [each for each in root.iter(f"{A}r") if (each.findtext(f"{A}t") or "").strip()]
        without = [each for each in runs if (each.find(f"{A}rPr") is None or not each.find(f"{A}rPr").get("lang"))]  # type: ignore[union-attr]
        yield from (f"slide {number} {said(each)[:30]!r}" for each in without)


def slide_links(parts: Parts) -> Iterator[str]:
    """Yield links whose words do not say where they lead."""
    for number, name, root in _slide_parts(parts):
        leads = related(parts, name)
        for run in root.iter(f"{A}r"):
            link = run.find(f"{A}rPr/{A}hlinkClick")
            text = said(run).strip()
            if link is not None and (not text or (VAGUE.search(text) and link.get(f"{R}id") not in leads)):
                yield f"slide {number} link {text!r}"


SLIDES: Mapping[str, Rule] = {
    "title": title_of_file,
    "slide title": slide_titles,
    "reading order": slide_order,
    "alternative text": slide_alternatives,
    "table": slide_tables,
    "section": sections,
    "language": slide_language,
    "link": slide_links,
    "contrast": faint_slides,
    "sheet": titles_of_charts,
}
