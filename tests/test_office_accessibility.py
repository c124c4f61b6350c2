"""Word files and decks pass the rules of Microsoft's Accessibility Checker that can be worked out from a file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from zipfile import ZipFile

import pytest

from reports.formats.registry import FORMATS
from tests import sample
from tests.office_accessibility import SLIDES, WORD, parts_of, problems
from tests.test_office_transcript import SLOW, written

Parts = dict[str, bytes]


@pytest.mark.parametrize("project", ["own", *SLOW])
def test_the_checker_finds_nothing(project: str) -> None:
    found = {f"{document.info.id}.{format}": problems(data) for format, document, data in written(project)}
    assert found
    assert {name: each for name, each in found.items() if each} == {}


# ── Each rule finds what it is for ───────────────────────────────────────────────────────────────


def in_part(name: str, old: str, new: str, count: int = 1) -> Callable[[Parts], None]:
    """Return what replaces a pattern in a part that must hold it."""

    def spoil(parts: Parts) -> None:
        text, times = re.subn(old, new, parts[name].decode(), count=count, flags=re.DOTALL)
        assert times, f"nothing like {old} in {name}"
        parts[name] = text.encode()

    return spoil


RUN = '<a:r><a:rPr lang="en-GB">'
FAINT = '<a:solidFill><a:srgbClr val="DDDDDD"/></a:solidFill>'
BODY, PAGE = "word/document.xml", "ppt/slides/slide2.xml"
CASES: dict[str, tuple[str, str, Callable[[Parts], None]]] = {
    "Word: no title": ("docx", "title", in_part("docProps/core.xml", "<dc:title>.*?</dc:title>", "")),
    "Word: no language": ("docx", "language", in_part("word/styles.xml", "<w:lang [^>]*>", "")),
    "Word: no alternative text": ("docx", "alternative text", in_part(BODY, ' descr="[^"]+"', ' descr=""')),
    "Word: a graphic beside the text": (
        "docx",
        "object not inline",
        in_part(BODY, "<wp:inline(.*?)</wp:inline>", r"<wp:anchor\1</wp:anchor>"),
    ),
    "Word: no head row": ("docx", "head row", in_part(BODY, "<w:tblHeader/>", "")),
    "Word: a blank head": ("docx", "head row", in_part(BODY, "(<w:tblHeader/>.*?)<w:t>[^<]*</w:t>", r"\1")),
    "Word: a merged cell": ("docx", "merged cells", in_part(BODY, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>')),
    "Word: a blank row": (
        "docx",
        "blank rows",
        in_part(BODY, "</w:tr>", "</w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"),
    ),
    "Word: a level skipped": (
        "docx",
        "heading order",
        in_part(BODY, '<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>'),
    ),
    "Word: a link by its address": (
        "docx",
        "link",
        in_part(BODY, "<w:sectPr", "<w:p><w:hyperlink><w:r><w:t>www.example.org</w:t></w:r></w:hyperlink></w:p><w:sectPr"),
    ),
    "Word: a list by hand": (
        "docx",
        "list typed by hand",
        in_part(BODY, "<w:sectPr", "<w:p><w:r><w:t>• one</w:t></w:r></w:p><w:sectPr"),
    ),
    "Word: words set apart by blanks": (
        "docx",
        "blank characters",
        in_part(BODY, '(<w:t[^>]*>)', r'<w:t xml:space="preserve">     '),
    ),
    "Word: blank paragraphs": ("docx", "blank characters", in_part(BODY, "<w:sectPr", "<w:p/><w:p/><w:p/><w:sectPr")),
    "Word: faint words": ("docx", "contrast", in_part("word/styles.xml", 'w:val="4A5563"', 'w:val="C0C0C0"', 0)),
    "Word: a sheet without a name": ("docx", "sheet", lambda parts: _unnamed(parts)),
    "deck: no title": ("pptx", "title", in_part("docProps/core.xml", "<dc:title>.*?</dc:title>", "")),
    "deck: a slide without a title": (
        "pptx",
        "slide title",
        in_part(PAGE, '(type="title".*?)<a:t>[^<]*</a:t>', r"\1<a:t></a:t>", 0),
    ),
    "deck: two slides of one title": ("pptx", "slide title", lambda parts: _twice(parts)),
    "deck: the title behind the rest": (
        "pptx",
        "reading order",
        in_part(PAGE, "(<p:sp>.*?</p:sp>)(.*)(</p:spTree>)", r"\2\1\3"),
    ),
    "deck: no alternative text": ("pptx", "alternative text", in_part(PAGE, ' descr="[^"]+"', "")),
    "deck: no head row": ("pptx", "table", in_part(PAGE, ' firstRow="1"', "")),
    "deck: a blank cell as a gap": (
        "pptx",
        "table",
        in_part(PAGE, "</a:tc>", "</a:tc><a:tc><a:txBody><a:p/></a:txBody><a:tcPr/></a:tc>"),
    ),
    "deck: a merged cell": ("pptx", "table", in_part(PAGE, "<a:tc>", '<a:tc gridSpan="2">')),
    "deck: a section without a name": (
        "pptx",
        "section",
        in_part("ppt/presentation.xml", '(<p14:section [^>]*?)name="[^"]*"', r'\1name="Default Section"'),
    ),
    "deck: words without a language": ("pptx", "language", in_part(PAGE, ' lang="[^"]*"', "")),
    "deck: faint words": ("pptx", "contrast", in_part(PAGE, "</a:p>", f"{RUN}{FAINT}</a:rPr><a:t>faint</a:t></a:r></a:p>")),
    "deck: a link by its address": (
        "pptx",
        "link",
        in_part(PAGE, "</a:p>", f'{RUN}<a:hlinkClick r:id="rId99"/></a:rPr><a:t>https://example.org</a:t></a:r></a:p>'),
    ),
    "deck: a sheet without a name": ("pptx", "sheet", lambda parts: _unnamed(parts)),
}  # fmt: skip


def _unnamed(parts: Parts) -> None:
    """Take the name from a sheet of the first workbook."""
    name = next(each for each in parts if each.endswith(".xlsx"))
    inside = parts_of(parts[name])
    in_part("xl/workbook.xml", '<sheet name="[^"]*"', '<sheet name="Sheet1"')(inside)
    parts[name] = packed(inside)


def _twice(parts: Parts) -> None:
    """Give a slide the title of another."""
    title = re.search(r'type="title".*?<a:t>([^<]*)</a:t>', parts[PAGE].decode(), re.DOTALL)
    assert title
    in_part("ppt/slides/slide3.xml", '(type="title".*?<a:t>)[^<]*', rf"\g<1>{title[1]}")(parts)


def packed(parts: Parts) -> bytes:
    """Return parts as a file."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


@cache
def of_sample(format: str) -> bytes:
    report = sample.document("deck" if format == "pptx" else "brief")
    return FORMATS[format].write(report, sample.theme())


@pytest.mark.parametrize("case", CASES)
def test_each_rule_finds_what_it_is_for(case: str) -> None:
    format, rule, spoil = CASES[case]
    parts = parts_of(of_sample(format))
    spoil(parts)
    before = {each for each in problems(of_sample(format)) if each.startswith(f"{rule}: ")}
    found = {each for each in problems(packed(parts)) if each.startswith(f"{rule}: ")}
    assert found - before


def test_no_rule_is_without_a_case() -> None:
    tried = {(format, rule) for format, rule, _ in CASES.values()}
    assert tried == {("docx", rule) for rule in WORD} | {("pptx", rule) for rule in SLIDES}
