"""Word files of other people: their page, letterhead and styles are taken, filled with what is ours, and stay valid."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from PIL import Image

from reports.document import Column, Paragraph, Row, Table, Text
from reports.errors import InputError
from reports.formats.docx import text_of, write
from reports.formats.docx.design_report import described
from reports.formats.docx.designer_look import dressed
from reports.formats.docx.designer_template import read_base
from reports.theme.definition import Theme
from tests import labels, sample
from tests.test_docx_checks import problems, unzip
from tests.test_docx_package import brief

SHARED = Path(__file__).parents[2] / "shared/designs"
UNREADABLE = ("d11-poi-password", "strict")
FOREIGN = sorted(each for each in (*SHARED.glob("*.docx"), *SHARED.glob("*.dotx")) if each.stem not in UNREADABLE)
FIELD = (
    '<w:r {ns}><w:fldChar w:fldCharType="begin"/></w:r>|<w:r {ns}><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    '|<w:r {ns}><w:fldChar w:fldCharType="separate"/></w:r>|<w:r {ns}><w:t>SAMPLE result</w:t></w:r>'
    '|<w:r {ns}><w:fldChar w:fldCharType="end"/></w:r>'
)
CONTROL = (
    '<w:sdt {ns}><w:sdtPr><w:alias w:val="Titel"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>SAMPLE prompt</w:t></w:r>'
    "</w:sdtContent></w:sdt>"
)


def theme(edit: Callable[[Word], None]) -> Theme:
    base, data = docx.Document(), io.BytesIO()
    edit(base)
    base.core_properties.author = base.core_properties.title = base.core_properties.comments = "SAMPLE"
    base.add_paragraph("SAMPLE text of the designer")
    base.save(data)
    return replace(sample.theme(), base={"docx": data.getvalue()}, base_names={"docx": "theme/brief.docx"})


def add_field(paragraph: object, code: str) -> None:
    for xml in FIELD.format(ns=nsdecls("w"), code=code).split("|"):
        paragraph._p.append(parse_xml(xml))  # type: ignore[attr-defined]


def letterhead(base: Word) -> None:
    """A logo, an address, the title in a content control, the title and the page in fields."""
    logo = io.BytesIO()
    Image.new("RGB", (60, 30), (200, 0, 0)).save(logo, "PNG")
    logo.seek(0)
    header = base.sections[0].header
    header.paragraphs[0].add_run().add_picture(logo, Mm(20))
    header.add_paragraph("Harbour Road 42, telephone 555 0199")
    header.add_paragraph()._p.append(parse_xml(CONTROL.format(ns=nsdecls("w"))))
    add_field(header.add_paragraph(), " TITLE ")
    add_field(header.add_paragraph(), ' STYLEREF "House Title" ')
    add_field(base.sections[0].footer.paragraphs[0], " PAGE ")


def landscape(base: Word) -> None:
    section = base.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(30)


def columns(base: Word) -> None:
    base.sections[0]._sectPr.find(docx.oxml.ns.qn("w:cols")).set(docx.oxml.ns.qn("w:num"), "2")


def justified(base: Word) -> None:
    base.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    base.styles["Normal"].font.size = Pt(9)


def first_and_even(base: Word) -> None:
    section = base.sections[0]
    section.different_first_page_header_footer = True
    base.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].text = "FIRST of the house"
    section.even_page_header.paragraphs[0].text = "EVEN of the house"
    section.header.paragraphs[0].text = "ODD of the house"


def plain(base: Word) -> None:
    """Leave the file as it is."""


EDITS = {each.__name__: each for each in (plain, letterhead, landscape, columns, justified, first_and_even)}


def parts(data: bytes, kind: str) -> dict[str, str]:
    return {name: part.decode() for name, part in unzip(data).items() if name.startswith(f"word/{kind}")}


@pytest.mark.parametrize("name", EDITS)
def test_a_brief_stands_in_any_file(name: str) -> None:
    look = theme(EDITS[name])
    data = write(brief(draft=True), look)
    assert problems(data) == []
    assert data == write(brief(draft=True), look)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [part for part in file.namelist() if b"SAMPLE" in file.read(part)]
    heads = parts(data, "header")
    assert all("Draft" in part for part in heads.values())
    assert any("PAGE" in part for part in (*heads.values(), *parts(data, "footer").values()))


def test_page_and_columns_are_those_of_the_file() -> None:
    made = docx.Document(io.BytesIO(write(brief(), theme(landscape)))).sections[0]
    assert (round(made.page_width.mm), round(made.page_height.mm), round(made.left_margin.mm)) == (297, 210, 30)
    narrow = unzip(write(brief(), theme(columns)))["word/document.xml"].decode()
    assert 'w:num="2"' in narrow
    assert 'w:num="2"' not in unzip(write(brief(), theme(plain)))["word/document.xml"].decode()


def test_a_letterhead_is_kept_and_filled() -> None:
    data = write(brief(draft=True), theme(letterhead))
    [head] = parts(data, "header").values()
    title = "".join(each.text for each in brief().info.title)  # type: ignore[union-attr]
    assert head.count(title) == 3  # control, field, what was a reference to a style; our own line does not repeat it
    assert "STYLEREF" not in head
    assert "Harbour Road 42" in head
    assert any(name.startswith("word/media/letterhead") for name in unzip(data))
    [foot] = parts(data, "footer").values()
    assert foot.count(" PAGE ") == 1
    assert "NUMPAGES" not in foot


def test_words_of_the_letterhead_are_none_of_the_report() -> None:
    said = [run.text for run in text_of(write(brief(), theme(letterhead))).runs]
    assert not any("Harbour Road 42" in text for text in said)
    assert any("as of" in text.lower() for text in said)


def test_first_odd_and_even_pages_are_those_of_the_file() -> None:
    data = write(brief(), theme(first_and_even))
    heads = "".join(parts(data, "header").values())
    assert all(word in heads for word in ("FIRST of", "EVEN of", "ODD of"))
    files = unzip(data)
    assert b"evenAndOddHeaders" in files["word/settings.xml"]
    assert b"evenAndOddHeaders" not in unzip(write(brief(), theme(letterhead)))["word/settings.xml"]
    assert b"titlePg" not in unzip(write(brief(), theme(letterhead)))["word/document.xml"]


def test_our_text_goes_with_the_size_of_the_files() -> None:
    sizes = [
        docx.Document(io.BytesIO(write(brief(), theme(edit)))).styles["Table Text"].font.size.pt
        for edit in (plain, justified)
    ]
    assert sizes == [9, 8]


def test_cells_of_ours_are_ragged_where_the_file_is_justified() -> None:
    made = docx.Document(io.BytesIO(write(brief(), theme(justified)))).styles
    assert made["Table Text"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.LEFT
    quiet = docx.Document(io.BytesIO(write(brief(), theme(plain)))).styles
    assert quiet["Table Text"].paragraph_format.alignment is None


def test_our_own_brief_with_a_logo_is_not_headed_twice() -> None:
    once = write(brief(), sample.theme())
    again = write(brief(), replace(sample.theme(), base={"docx": once}))
    assert [len(each) for each in parts(again, "header").values()] == [
        len(each) for each in parts(once, "header").values()
    ]


def test_a_style_in_another_language_is_known() -> None:
    def rename(base: Word) -> None:
        for style, name in (("Heading 1", "Überschrift 1"), ("Title", "Titel")):
            found = base.styles[style].element
            found.find(docx.oxml.ns.qn("w:name")).set(docx.oxml.ns.qn("w:val"), name)
            found.set(docx.oxml.ns.qn("w:styleId"), name.replace(" ", ""))

    styles = unzip(write(brief(), theme(rename)))["word/styles.xml"].decode()
    assert styles.count('w:styleId="Heading1"') == 1
    assert "berschrift1" not in styles


def test_a_report_on_a_file_says_what_is_taken() -> None:
    said = "\n".join(described(theme(letterhead)))
    assert "default pages: header and footer of the file" in said
    assert "styles of the file: Title, Subtitle, heading 1, heading 2" in said
    assert "accent: #" in said


@pytest.mark.skipif(not FOREIGN, reason="the files of other people are not here")
@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.stem)
def test_a_brief_stands_in_files_of_other_people(path: Path) -> None:
    look = replace(sample.theme(), base={"docx": path.read_bytes()}, base_names={"docx": path.name})
    assert problems(write(brief(draft=True), look)) == []


def bars(columns: int) -> Table:
    """Return a table of so many columns."""
    heads = tuple(Column((Text(f"Head of column {at}"),)) for at in range(columns))
    return Table(heads, (Row(tuple((Text("cell"),) for _ in heads)),))


def sections(data: bytes) -> list[tuple[str, str]]:
    """Return the columns and the kind of each section of a file."""
    found = [each._sectPr for each in docx.Document(io.BytesIO(data)).sections]
    return [(_value(each, "cols", "num"), _value(each, "type", "val")) for each in found]


def _value(section: Any, tag: str, name: str) -> str:
    node = section.find(docx.oxml.ns.qn(f"w:{tag}"))
    return "" if node is None else node.get(docx.oxml.ns.qn(f"w:{name}"), "")


@pytest.mark.parametrize(("count", "spans"), [(2, False), (4, True)])
def test_a_wide_table_goes_over_all_columns_of_a_page(count: int, spans: bool) -> None:
    document = replace(brief(), blocks=(Paragraph((Text("Before."),)), bars(count), Paragraph((Text("Behind."),))))
    made = sections(write(document, theme(columns)))
    head, *text = made
    assert head == ("", "")  # title and masthead go over all columns too
    assert text == ([("2", "continuous"), ("", "continuous"), ("2", "continuous")] if spans else [("2", "continuous")])


def small(base: Word) -> None:
    section = base.sections[0]
    section.page_width, section.page_height = Mm(110), Mm(180)
    section.left_margin = section.right_margin = Mm(15)


@pytest.mark.parametrize(("count", "lies"), [(2, False), (5, True)])
def test_a_table_whose_words_would_break_lies_on_its_side(count: int, lies: bool) -> None:
    document = replace(brief(), blocks=(bars(count), Paragraph((Text("Behind."),))))
    made = docx.Document(io.BytesIO(write(document, theme(small)))).sections
    assert any(each.page_width > each.page_height for each in made) == lies


def test_the_sides_of_a_running_header_stand_below_each_other_on_a_narrow_page() -> None:
    info = replace(
        brief(draft=True).info, title=(Text("A title that is rather long for a page as narrow as this one"),)
    )
    document = replace(brief(draft=True), info=info, blocks=())
    [*_, narrow] = parts(write(document, theme(small)), "header").values()
    [*_, wide] = parts(write(document, theme(plain)), "header").values()
    assert ("<w:br/>" in narrow, "<w:br/>" in wide) == (True, False)


def test_a_page_too_small_for_a_chart_is_named_with_its_file() -> None:
    with pytest.raises(
        InputError, match=r"theme/brief\.docx: has too small a page for this report \(110 × 180 mm\): chart "
    ):
        write(brief(), theme(small))


def shown_property(base: Word) -> None:
    head = base.sections[0].header.paragraphs[0]
    add_field(head, " DOCPROPERTY Version ")
    add_field(head, ' STYLEREF "House Addition" ')
    head.add_run(", page ")


def test_properties_stay_that_a_letterhead_shows_and_no_others() -> None:
    look = theme(shown_property)
    data = labels.with_properties(look.base["docx"], {"Version": "SAMPLE", "Client": "SAMPLE"})
    made = labels.properties(write(brief(), replace(look, base={"docx": data})))
    assert made["Version"] == brief().info.version
    assert "Client" not in made


@pytest.mark.parametrize(("before", "expected"), [("", "page "), ("Bank", ", page ")])
def test_signs_behind_a_field_that_shows_nothing_go(before: str, expected: str) -> None:
    def edit(base: Word) -> None:
        head = base.sections[0].header.paragraphs[0]
        head.add_run(before)
        add_field(head, ' STYLEREF "House Addition" ')
        head.add_run(", page ")

    [head] = parts(write(brief(), theme(edit)), "header").values()
    assert f'<w:t xml:space="preserve">{expected}</w:t>' in head


def test_a_page_that_holds_less_than_ours_begins_no_chapters_anew() -> None:
    def tall(base: Word) -> None:
        for _ in range(9):
            base.sections[0].header.add_paragraph("Harbour Road 42")

    paper = {"page_width": Mm(210), "page_height": Mm(297), "left_margin": Mm(22), "right_margin": Mm(22)}

    def a4(base: Word) -> None:
        for name, value in {**paper, "top_margin": Mm(15), "bottom_margin": Mm(15)}.items():
            setattr(base.sections[0], name, value)
        base.styles["Normal"].font.name = "Calibri"

    def full(base: Word) -> None:
        a4(base)
        tall(base)

    fits = [dressed(look, read_base(look)).word.front_fits for look in (theme(a4), theme(full))]
    assert fits == [True, False]
