"""Headings of a designer's Word file: their numbers stand in the contents, and short chapters begin no pages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from reports.document import Document, Heading, Paragraph, Text
from reports.formats.docx import text_of, with_pages, write
from reports.formats.docx.designer.chapter_lengths import has_long_chapters
from reports.formats.docx.designer.heading_labels import HeadingLabels
from reports.formats.docx.property_order import in_schema_order
from reports.formats.finished_file import audit_file
from reports.ooxml.wordprocessingml import clark, w
from reports.pipeline.pagination import _without_numbers as without_numbers
from tests import sample
from tests.test_designs_word import plain, theme
from tests.test_docx_checks import problems, unzip
from tests.test_docx_package import brief

LIST = (
    "<w:abstractNum {ns} w:abstractNumId='77'><w:multiLevelType w:val='multilevel'/><w:lvl w:ilvl='0'>"
    "<w:start w:val='{start}'/><w:numFmt w:val='{form}'/><w:pStyle w:val='Heading1'/><w:lvlText w:val='{text}'/>"
    "<w:lvlJc w:val='left'/></w:lvl>"
    "</w:abstractNum>"
)
HEADS = [block for block in sample.document().blocks if isinstance(block, Heading) and block.level == 1]


def numbered(form: str = "decimal", text: str = "%1.", start: int = 1) -> Callable[[Word], None]:
    """Return an edit that lets a list number the headings of the first level."""

    def edit(base: Word) -> None:
        numbering = base.part.numbering_part.element
        numbering.insert(0, parse_xml(LIST.format(ns=nsdecls("w"), form=form, text=text, start=start)))
        numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))
        properties = base.styles["Heading 1"].element.get_or_add_pPr()
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='77'/></w:numPr>"))

    return edit


def contents(data: bytes) -> list[str]:
    """Return the entries of the contents as they are read."""
    found = docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p"))
    entries = [
        each for each in found if each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='TOC1']") is not None
    ]
    return ["".join(t.text for t in each.iter(qn("w:t"))).replace("\N{NO-BREAK SPACE}", " ") for each in entries]


@pytest.mark.parametrize(
    ("form", "text", "start", "expected"),
    [
        ("decimal", "%1.", 1, ["1.", "2.", "3."]),
        ("decimal", "Article %1", 4, ["Article 4", "Article 5", "Article 6"]),
        ("upperRoman", "%1", 1, ["I", "II", "III"]),
        ("lowerRoman", "(%1)", 8, ["(viii)", "(ix)", "(x)"]),
        ("upperLetter", "%1)", 25, ["Y)", "Z)", "AA)"]),
        ("decimalZero", "%1", 9, ["09", "10", "11"]),
        ("chineseCounting", "%1.", 1, ["", "", ""]),  # better none than a wrong one
    ],
)
def test_labels_read_as_office_programs_print_them(form: str, text: str, start: int, expected: list[str]) -> None:
    labels = HeadingLabels(form, text, start)
    assert [labels.label(number) for number in (1, 2, 3)] == expected


def test_contents_show_the_numbers_of_a_designers_headings() -> None:
    data = write(brief(), theme(numbered("upperRoman", "%1.")))
    assert problems(data) == []
    said = contents(data)
    assert [each.split("  ")[0] for each in said] == [f"{sign}." for sign in ("I", "II", "III", "IV")[: len(said)]]
    assert "ContentsNumber" in unzip(data)["word/styles.xml"].decode()


def test_numbers_in_contents_are_none_of_the_reports_words() -> None:
    document, look = brief(), theme(numbered())
    data = write(document, look)
    assert audit_file("docx", data, document) == ()
    numbers = [each.numbering for each in text_of(data).runs if any("." in part for part in each.numbering)]
    assert numbers == [(f"{n + 1}.",) for n in range(len(HEADS))]


def test_contents_of_headings_without_numbers_show_none() -> None:
    data = write(brief(), theme(plain))
    assert contents(data)[0].startswith(" ".join(text_words(HEADS[0])[:2]))
    assert "ContentsNumber" not in unzip(data)["word/styles.xml"].decode()


def text_words(heading: Heading) -> list[str]:
    """Return the words of a heading."""
    return "".join(each.text for each in heading.inlines if isinstance(each, Text)).split()


def test_a_heading_that_the_report_leaves_unnumbered_counts_for_nothing() -> None:
    document = brief()
    first = HEADS[0]
    blocks = tuple(replace(each, attributes=(("number", "no"),)) if each == first else each for each in document.blocks)
    said = contents(write(replace(document, blocks=blocks), theme(numbered())))
    assert not re.match(r"\d", said[0])
    assert said[1].startswith("1.  ")


def test_contents_of_a_report_that_numbers_headings_itself_show_its_numbers() -> None:
    document = brief()
    count = iter(range(1, 99))
    blocks = tuple(
        replace(each, number=str(next(count))) if isinstance(each, Heading) and each.level == 1 else each
        for each in document.blocks
    )
    made = replace(document, blocks=blocks)
    data = write(made, sample.theme())
    assert [each.split("  ")[0] for each in contents(data)] == [str(n + 1) for n in range(len(HEADS))]
    assert audit_file("docx", data, made) == ()


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────


def pages_shown(data: bytes) -> list[str]:
    """Return the page that each entry ends in."""
    return [found[0] if (found := re.findall(r"\d+$", each)) else "" for each in contents(data)]


def test_an_entry_gets_its_page_behind_a_number() -> None:
    words = [" ".join(text_words(each)) for each in HEADS]
    pages = {said: at for at, said in enumerate(words, 3)}
    for edit in (numbered(), plain):
        assert pages_shown(with_pages(write(brief(), theme(edit)), pages)) == [str(at) for at in pages.values()]


def test_an_entry_as_word_writes_it_gets_its_page() -> None:
    data = write(brief(), theme(numbered()))
    files = unzip(data)
    main = files["word/document.xml"].decode()
    ours = re.compile(r'<w:r><w:rPr><w:rStyle w:val="ContentsNumber"/></w:rPr><w:t[^>]*>(\d+\.)[^<]*</w:t></w:r>')
    assert ours.search(main)
    words = [" ".join(text_words(each)) for each in HEADS]
    files["word/document.xml"] = ours.sub(r"<w:r><w:t>\1</w:t></w:r><w:r><w:tab/></w:r>", main).encode()
    made = with_pages(zipped(files), {words[0]: 7})
    assert pages_shown(made)[0] == "7"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the parts as a file."""
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return buffer.getvalue()


def test_outlines_with_numbers_are_found_by_the_words_of_headings() -> None:
    found = without_numbers({"1. Lines in use": 3, "Article 2. Money": 4, "Trams": 5})
    assert found["Lines in use"] == 3
    assert found["Money"] == 4
    assert "Trams" not in found


@pytest.mark.parametrize(("tabs", "count"), [("", 1), ("right", 1), ("left", 2)])
def test_entries_have_a_tab_at_the_right(tabs: str, count: int) -> None:
    def edit(base: Word) -> None:
        inside = f'<w:pPr><w:tabs><w:tab w:val="{tabs}" w:pos="600"/></w:tabs></w:pPr>' if tabs else ""
        base.styles.element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/>{inside}</w:style>'
            )
        )

    data = write(brief(), theme(edit))
    assert problems(data) == []
    styles = etree.fromstring(unzip(data)["word/styles.xml"])
    found = styles.findall(f"{clark('w:style')}[@{clark('w:styleId')}='TOC1']//{clark('w:tab')}")
    assert len(found) == count
    assert any(each.get(clark("w:val")) == "right" for each in found)


def test_short_contents_stay_on_one_page_of_a_designers_file() -> None:
    held = [
        each.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        for each in docx.Document(io.BytesIO(write(brief(), theme(plain)))).element.body.iter(qn("w:p"))
        if each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='TOC1']") is not None
    ]
    assert held == [True] * (len(held) - 1) + [False]


# ── Chapters ─────────────────────────────────────────────────────────────────────────────────────


def breaking(base: Word) -> None:
    """Let headings of the first level begin pages."""
    base.styles["Heading 1"].paragraph_format.page_break_before = True


def long(document: Document) -> Document:
    """Return a document of chapters of many pages."""
    more = Paragraph((Text("A tram line of the harbour runs from here to there, and back again. " * 300),))
    return replace(document, blocks=tuple(each for block in document.blocks for each in (block, more)))


@pytest.mark.parametrize(("document", "begins"), [(brief(), False), (long(brief()), True)])
def test_only_long_chapters_begin_pages_by_a_designers_style(document: Document, begins: bool) -> None:
    style = docx.Document(io.BytesIO(write(document, theme(breaking)))).styles["Heading 1"]
    assert style.paragraph_format.page_break_before is begins
    assert has_long_chapters(document.blocks, sample.theme().word) is begins


def test_a_style_that_begins_no_page_is_left_alone() -> None:
    style = docx.Document(io.BytesIO(write(brief(), theme(plain)))).styles["Heading 1"]
    assert style.paragraph_format.page_break_before is None


# ── Order ────────────────────────────────────────────────────────────────────────────────────────


def names(properties: etree._Element) -> list[str]:
    return [each.tag.rpartition("}")[2] for each in properties]


def test_properties_come_in_the_order_of_the_schema() -> None:
    run = w("rPr", w("lang", val="ar-SA"), w("rtl"), w("b"), w("rFonts", ascii="Arial"), w("rPrChange"))
    mark = w("rPr", w("b"), w("ins"))
    paragraph = w("pPr", w("jc", val="left"), w("bidi"), mark, w("keepNext"), w("pStyle", val="X"))
    in_schema_order(w("p", paragraph, w("r", run)))
    assert names(run) == ["rFonts", "b", "rtl", "lang", "rPrChange"]
    assert names(mark) == ["ins", "b"]
    assert names(paragraph) == ["pStyle", "keepNext", "bidi", "jc", "rPr"]


def test_what_is_in_order_and_what_is_of_others_stays_where_it_is() -> None:
    shadow = etree.Element("{http://schemas.microsoft.com/office/word/2010/wordml}shadow")
    run = w("rPr", w("b"), w("lang", val="en-GB"))
    run.append(shadow)
    in_schema_order(w("r", run))
    assert names(run) == ["b", "lang", "shadow"]


def test_a_design_in_disorder_comes_out_in_order() -> None:
    def edit(base: Word) -> None:
        properties = base.styles["Normal"].element.get_or_add_rPr()
        for tag in ("lang", "rtl", "b"):
            properties.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:val="{"ar-SA" if tag == "lang" else "0"}"/>'))
        header = base.sections[0].header.paragraphs[0].add_run("Harbour Office")
        header._r.get_or_add_rPr().append(parse_xml(f"<w:rtl {nsdecls('w')}/>"))
        header._r.get_or_add_rPr().append(parse_xml(f"<w:b {nsdecls('w')}/>"))

    files = unzip(write(brief(), theme(edit)))
    for name in ("word/styles.xml", *[each for each in files if each.startswith("word/header")]):
        part = etree.fromstring(files[name])
        before = etree.tostring(part)
        in_schema_order(part)
        assert etree.tostring(part) == before, name


# ── Tabs of running text ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tabbed", [True, False])
def test_a_side_at_the_right_ends_up_at_no_tab_of_running_text(tabbed: bool) -> None:
    def edit(base: Word) -> None:
        if tabbed:
            base.styles["Normal"].paragraph_format.tab_stops.add_tab_stop(docx.shared.Mm(60))

    data = write(brief(), theme(edit))
    assert problems(data) == []
    styles = docx.Document(io.BytesIO(data)).styles
    for name in ("Masthead", "Header First Page", "toc 1"):
        tabs = next(each for each in styles if each.name == name).element.find(f".//{qn('w:tabs')}")
        cleared = [each.get(qn("w:val")) for each in tabs]
        assert (cleared == ["clear", "right"]) is tabbed
        assert cleared[-1] == "right"
