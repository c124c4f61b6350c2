"""Word files of other people: what their pages and letterheads hold is kept, and what only the designer's file knows is not."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image

from reports.formats.docx import write
from tests.test_designs_word import add_field, parts, plain, theme
from tests.test_docx_checks import problems, unzip
from tests.test_docx_package import brief


def made(edit: Callable[[Word], None], part: str = "word/document.xml") -> str:
    """Return a part of a brief in a file that was edited."""
    data = write(brief(), theme(edit))
    assert problems(data) == []
    return unzip(data)[part].decode()


def inserted(parent: object, at: int, xml: str) -> None:
    parent.insert(at, parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))  # type: ignore[attr-defined]


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────


def framed(base: Word) -> None:
    """Page borders, numbers of lines and roman page numbers, in the order of the schema behind the margins."""
    section = base.sections[0]._sectPr
    at = section.index(section.find(qn("w:pgMar"))) + 1
    for xml in (
        '<w:pgNumType w:fmt="lowerRoman" w:start="7"/>', '<w:lnNumType w:countBy="5"/>',
        '<w:pgBorders w:offsetFrom="page"><w:top w:val="single" w:sz="12" w:space="24" w:color="auto"/></w:pgBorders>',
    ):  # fmt: skip
        inserted(section, at, xml)


def ruled(base: Word) -> None:
    columns = base.sections[0]._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:sep"), "1")


@pytest.mark.parametrize(
    ("edit", "signs"), [(framed, ("w:pgBorders", 'w:countBy="5"', 'w:fmt="lowerRoman"')), (ruled, ('w:sep="1"',))]
)
def test_what_else_a_section_says_of_its_pages_is_kept(edit: Callable[[Word], None], signs: tuple[str, ...]) -> None:
    with_it, without = made(edit), made(plain)
    assert [(sign in with_it, sign in without) for sign in signs] == [(True, False)] * len(signs)
    assert "w:start=" not in with_it  # pages of a report are counted from 1


@pytest.mark.parametrize("mirrored", [True, False])
def test_bound_and_mirrored_pages_stay_so(mirrored: bool) -> None:
    def bound(base: Word) -> None:
        base.sections[0].left_margin, base.sections[0].gutter = Mm(20), Mm(12)
        if mirrored:
            inserted(base.settings.element, 1, "<w:mirrorMargins />")

    section = docx.Document(io.BytesIO(write(brief(), theme(bound)))).sections[0]
    assert round(section.left_margin.mm) == 32
    assert ("mirrorMargins" in made(bound, "word/settings.xml")) == mirrored


# ── Styles ───────────────────────────────────────────────────────────────────────────────────────


def from_right(base: Word) -> None:
    inserted(base.styles["Normal"].element.get_or_add_pPr(), 0, "<w:bidi />")
    base.sections[0].header.paragraphs[0].text = "Letterhead"


def test_a_report_from_left_to_right_stands_so_in_a_design_from_right_to_left() -> None:
    styles = docx.Document(io.BytesIO(write(brief(), theme(from_right)))).styles
    turned = [each.style_id for each in styles if each.element.find(f".//{qn('w:bidi')}") is not None]
    assert turned
    assert all(id.startswith("Letterhead") for id in turned)


def test_headings_stay_with_what_they_head() -> None:
    def loose(base: Word) -> None:
        base.styles["Heading 1"].paragraph_format.keep_with_next = False

    style = docx.Document(io.BytesIO(write(brief(), theme(loose)))).styles["Heading 1"]
    assert (style.paragraph_format.keep_with_next, style.paragraph_format.keep_together) == (True, True)


@pytest.mark.parametrize(("fixed", "expected"), [(True, "auto"), (False, None)])
def test_lines_of_a_fixed_height_cut_no_chart(fixed: bool, expected: str | None) -> None:
    def exact(base: Word) -> None:
        if fixed:
            spacing = '<w:spacing w:line="400" w:lineRule="exact"/>'
            inserted(base.styles["Normal"].element.get_or_add_pPr(), 0, spacing)

    chart = docx.Document(io.BytesIO(write(brief(), theme(exact)))).styles["Chart"].element
    spacing = chart.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:lineRule")) if spacing is not None else None) == expected


def test_two_styles_of_a_file_that_are_one_of_ours_have_ids_of_their_own() -> None:
    def twice(base: Word) -> None:
        normal = base.styles["Normal Table"].element
        normal.set(qn("w:styleId"), "TableauNormal")
        own = (
            '<w:style w:type="table" w:customStyle="1" w:styleId="TableNormal"><w:name w:val="Table Normal"/></w:style>'
        )
        inserted(base.styles.element, len(base.styles.element), own)

    ids = [each.style_id for each in docx.Document(io.BytesIO(write(brief(), theme(twice)))).styles]
    assert len(ids) == len(set(ids))


# ── Letterheads ──────────────────────────────────────────────────────────────────────────────────


PROMPT = (
    "<w:p ><w:sdt><w:sdtPr><w:alias w:val=\"Phone\"/><w:id w:val=\"5\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    "<w:r><w:t>SAMPLE prompt</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)  # fmt: skip
BOUND = (
    '<w:p ><w:sdt><w:sdtPr><w:alias w:val="Phone"/><w:id w:val="6"/><w:dataBinding w:xpath="/CoverPageProperties/Phone" '
    'w:storeItemID="{{0}}"/></w:sdtPr><w:sdtContent><w:r><w:t>555 0199</w:t></w:r></w:sdtContent></w:sdt></w:p>'
).replace("{{0}}", "{55AF091B-3C7A-41E3-B477-F2FDAA23CFDA}")
CHANGED = (
    '<w:p ><w:bookmarkStart w:id="1" w:name="house"/><w:ins w:id="2" w:author="SAMPLE" w:date="2020-01-01T00:00:00Z">'
    '<w:r><w:t>Harbour Road</w:t></w:r></w:ins><w:del w:id="3" w:author="SAMPLE"><w:r><w:delText>SAMPLE</w:delText></w:r>'
    '</w:del><w:bookmarkEnd w:id="1"/></w:p>'
)  # fmt: skip


def known_to_one(base: Word) -> None:
    """Changes, bookmarks, prompts and other people's data in a header."""
    header = base.sections[0].header._element
    for xml in (PROMPT, BOUND, CHANGED):
        inserted(header, 0, xml)


def test_what_only_the_designers_file_knows_stays_behind() -> None:
    data = write(brief(), theme(known_to_one))
    assert problems(data) == []
    [head] = parts(data, "header").values()
    assert [words for words in ("SAMPLE", "w:author", "bookmark", "dataBinding") if words in head] == []
    assert all(words in head for words in ("Harbour Road", "555 0199"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (' DATE \\@ "d MMMM yyyy" ', "2 April 2031"), (' SAVEDATE \\@ "yyyy" ', "2031"), (" FILENAME ", "docx"),
        (" USERNAME ", ""), (" MERGEFIELD Client ", ""),
    ],
)  # fmt: skip
def test_fields_show_what_is_the_reports(code: str, expected: str) -> None:
    def shown(base: Word) -> None:
        add_field(base.sections[0].header.paragraphs[0], code)

    [head] = parts(write(brief(), theme(shown)), "header").values()
    assert "SAMPLE" not in head
    assert expected in head.replace("\u00a0", " ")
    assert (code.split()[0] in head) == (code.strip() == "FILENAME")


@pytest.mark.parametrize("floats", [True, False])
def test_our_line_stands_below_a_logo_that_floats(floats: bool) -> None:
    def logo(base: Word) -> None:
        data = io.BytesIO()
        Image.new("RGB", (60, 60), (200, 0, 0)).save(data, "PNG")
        data.seek(0)
        run = base.sections[0].header.paragraphs[0].add_run()
        run.add_picture(data, Mm(25))
        if floats:
            inline = run._r.find(f".//{qn('wp:inline')}")
            inline.tag = qn("wp:anchor")
            for name in ("relativeHeight", "behindDoc", "locked", "layoutInCell", "allowOverlap", "simplePos"):
                inline.set(name, "0")
            inline.insert(0, parse_xml(f'<wp:simplePos {nsdecls("wp")} x="0" y="0"/>'))
            for at, side in enumerate("HV", start=1):
                place = f'<wp:position{side} {nsdecls("wp")} relativeFrom="page"><wp:posOffset>500000</wp:posOffset>'
                inline.insert(at, parse_xml(f"{place}</wp:position{side}>"))
            inline.insert(4, parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))

    [head] = parts(write(brief(), theme(logo)), "header").values()
    assert ("w:before=" in head) == floats
