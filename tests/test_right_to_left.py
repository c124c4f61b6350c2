"""Languages from right to left: every output turned, Latin names and figures in their order; other languages untouched."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from zipfile import ZipFile

import pytest
from lxml import etree

from reports.charts.drawing import Discs, Drawing, Lines, Mark, Run, mirrored
from reports.charts.native.parts import office_chart
from reports.charts.svg import draw_svg
from reports.document import ChartSpec, Document, Paragraph, Text, Words
from reports.formats.docx import write as write_word
from reports.formats.docx.mirrored_parts import from_right
from reports.formats.evidence import write as write_evidence
from reports.formats.pdf import write as write_pdf
from reports.formats.pdf.glyph_text import in_order, pages_as_written
from reports.formats.pptx.assembly import write_deck
from reports.formats.pptx.plan.slide_plan import plan
from reports.languages import registry
from reports.languages.registry import Language, is_rtl
from reports.ooxml.wordprocessingml import clark
from reports.theme.bidirectional import line_pieces, line_stretches, marked, ordered, without_marks
from reports.theme.mirrored_css import mirrored_css
from reports.theme.scripts import LRM
from tests import sample
from tests.chart_cases import case
from tests.chart_series_cases import case as series_case

TAG = "fa"
"""A language of the Arabic script for these tests, whose words are English."""
RLM = "\N{RIGHT-TO-LEFT MARK}"
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SENTENCE = "پاکستان (Reko Diq) میں 24–104 فیصد، $14.8 ارب"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
Made = TypeVar("Made")


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the program speak a language from right to left."""
    folder = tmp_path_factory.mktemp("languages")
    shutil.copytree(registry.FOLDER / "en", folder / "en")
    shutil.copytree(registry.FOLDER / "en", folder / TAG)
    row = Language(code=TAG, name="فارسی", direction="rtl")
    monkeypatch.setattr(registry, "FOLDER", folder)
    monkeypatch.setattr(registry, "LANGUAGES", (*registry.LANGUAGES, row))
    yield
    for known in (registry.language, registry.member, registry.lacking):
        known.cache_clear()


def turned(document: Document) -> Document:
    """Return `document` in the language from right to left, with a sentence of its letters in front."""
    words = Words(TAG, document.words.texts)
    blocks = (*document.blocks[:1], Paragraph((Text(SENTENCE),)), *document.blocks[1:])
    charted = with_charts(replace(document, blocks=blocks if "pptx" not in document.info.formats else document.blocks))
    return replace(charted, info=replace(charted.info, language=TAG), words=words)


def with_charts(node: Made) -> Made:
    """Return a document whose charts are read from right to left."""
    value: Any = node
    if isinstance(value, tuple):
        return tuple(map(with_charts, value))  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return node
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    changed = {name: made for name, old in held.items() if (made := with_charts(old)) is not old and made != old}
    more = {"rtl": True} if isinstance(value, ChartSpec) else {}
    return replace(value, **changed, **more) if changed or more else node  # type: ignore[return-value]


def parts(data: bytes) -> dict[str, etree._Element]:
    """Return the XML parts of an Office file by name."""
    with ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


# ── Order ────────────────────────────────────────────────────────────────────────────────────────

LINES = {
    "پاکستان اور Reko Diq میں": "Reko Diq",
    "صرف 14.8 ارب": "14.8",
    "رقم $14.8 billion تھی": "<$14.8 billion>",
    "24–104 فیصد": "<24–104>",
    "≈ 5 ارب": "<≈ 5>",
    "تقریباً ≤\u00a010": "<≤\u00a010>",
    "20% اور -5%": "<20%>|<-5%>",
    "29 January 2026 کو": "<29 January 2026>",
    "معاہدہ [3][4]۔": "[3]|[4]",
    "Reko Diq [3] کا": "Reko Diq|[3]",
    "وزارت (EXIM Bank) کی": "(EXIM Bank)",
    "کان Reko Diq (RDMC) کی": "<Reko Diq (RDMC)>",
    "Version 1 · 2026-11-29 · draft": "Version 1|<2026-11-29>|draft",
    "۲۴–۱۰۴ ارب": "<۲۴–۱۰۴>",
    "خط؛ سوال": "",
    "> سے زیادہ، ≤ تک": "<>>|<≤>",
}
"""A line → what runs from left to right in it; in angle brackets what Unicode's algorithm would turn round."""


@pytest.mark.parametrize("line", LINES)
def test_latin_names_and_figures_keep_their_order(line: str) -> None:
    cut = line_stretches(line, TAG)
    assert "".join(each.text for each in cut) == line
    wanted = [each[1:-1] if each.startswith("<") else each for each in filter(None, LINES[line].split("|"))]
    assert [each.text for each in cut if not each.rtl] == wanted
    said = "".join(marked(cut))
    assert without_marks(said) == line
    for each in filter(None, LINES[line].split("|")):
        kept = each[1:-1]
        assert (f"{LRM}{kept}{LRM}" in said) is each.startswith("<")
        assert (f"\u2066{kept}\u2069" in ordered(line)) is each.startswith("<")


@pytest.mark.parametrize("line", [*LINES, "Dawn, 24–104%", ""])
def test_a_line_from_left_to_right_is_cut_by_scripts_alone(line: str) -> None:
    assert not any(MARKS.search(each.text) for each in line_stretches(line))
    assert all(each.script is None or not each.figures for each in line_stretches(line))


def test_order_is_that_of_the_whole_line_over_texts_of_several_looks() -> None:
    pieces = line_pieces(("مقدار 24–", "104", " ", "[3]"), TAG)
    assert [[said for _, said in each] for each in pieces] == [
        ["مقدار ", f"{LRM}24–"],
        [f"104{LRM}"],
        [f"{RLM} "],
        ["[3]"],
    ]
    assert {stretch.language for each in pieces for stretch, _ in each} == {TAG, ""}


@pytest.mark.parametrize(
    ("clusters", "turned", "speech"),
    [
        (["(", " "], True, " )"),
        (["(", " "], False, "( "),
        ([".", "1", " ", "ا", "ک"], True, "کا 1."),
        (["[", "3", "]"], True, "[3]"),
    ],
)
def test_signs_alone_are_read_as_the_pieces_around_them_run(clusters: list[str], turned: bool, speech: str) -> None:
    assert in_order(clusters, turned=turned) == speech


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def test_word_turns_paragraphs_runs_tables_and_sections() -> None:
    made = parts(write_word(turned(sample.document("brief")), sample.theme()))
    for name, root in made.items():
        if not re.fullmatch(r"word/(document|footnotes|header\d+|footer\d+)\.xml", name):
            continue
        for paragraph in root.iter(clark("w:p")):
            [bidi] = paragraph.findall(f"{clark('w:pPr')}/{clark('w:bidi')}")
            assert bidi.get(clark("w:val")) == ("0" if paragraph.find(f".//{clark('w:drawing')}") is not None else None)
        assert all(
            table.find(f"{clark('w:tblPr')}/{clark('w:bidiVisual')}") is not None for table in root.iter(clark("w:tbl"))
        )
        assert all(each.find(clark("w:bidi")) is not None for each in root.iter(clark("w:sectPr")))
        for run in root.iter(clark("w:r")):
            words = run.findtext(clark("w:t"), "")
            properties = run.find(clark("w:rPr"))
            if re.search("[\u0600-\u06ff]", words):
                assert properties is not None
                assert properties.find(clark("w:rtl")) is not None
                assert properties.find(clark("w:lang")).get(clark("w:bidi")) == TAG  # type: ignore[union-attr]
            elif re.search("[A-Za-z0-9]", words):
                assert properties is None or properties.find(clark("w:rtl")) is None
    styles = made["word/styles.xml"]
    assert all(each.find(clark("w:bidi")) is not None for each in styles.iter(clark("w:pPr")))
    assert styles.find(f".//{clark('w:rPrDefault')}//{clark('w:lang')}").get(clark("w:bidi")) == TAG  # type: ignore[union-attr]
    runs = [each.text for each in made["word/document.xml"].iter(clark("w:t"))]
    assert {f"{LRM}24–104{LRM}", f"{LRM}$14.8{LRM}", "(Reko Diq)"} <= set(runs)


def test_lines_of_text_stand_at_one_distance_but_where_something_taller_is() -> None:
    """A font of Arabic letters asks for so much room that pages would end half empty; programs differ on how much."""
    made = parts(write_word(turned(sample.document("brief")), sample.theme()))
    rules = {
        each.get(clark("w:styleId")): each.find(f".//{clark('w:spacing')}").get(clark("w:lineRule"))  # type: ignore[union-attr]
        for each in made["word/styles.xml"].iter(clark("w:style"))
        if each.find(f".//{clark('w:spacing')}") is not None and each.find(f".//{clark('w:sz')}") is not None
    }
    assert {"BodyText", "TableText", "Heading1"} <= rules.keys()
    assert set(rules.values()) == {"exact"}
    plain = parts(write_word(sample.document("brief"), sample.theme()))["word/styles.xml"]
    assert "exact" not in [each.get(clark("w:lineRule")) for each in plain.iter(clark("w:spacing"))]
    paragraph = f'<w:p xmlns:w="{W}" xmlns:m="{M}"><w:r><w:t>جمع</w:t></w:r><m:oMath/></w:p>'
    for text, lines in ((paragraph, ["auto"]), (paragraph.replace("<m:oMath/>", ""), [])):
        part = from_right(etree.fromstring(f"<w:body xmlns:w='{W}'>{text}</w:body>"), TAG)
        assert [each.get(clark("w:lineRule")) for each in part.iter(clark("w:spacing"))] == lines


def test_no_line_ends_within_a_source_mark() -> None:
    paragraph = f'<w:p xmlns:w="{W}"><w:r><w:t>معاہدہ [3]</w:t></w:r><w:r><w:t>[4] اور [ج]</w:t></w:r></w:p>'
    part = from_right(etree.fromstring(f"<w:body xmlns:w='{W}'>{paragraph}</w:body>"), TAG)
    said = [each.text for each in part.iter(clark("w:t"))]
    assert {f"{RLM}{LRM}[{number}]{LRM}" for number in (3, 4)} <= set(said)
    assert without_marks("".join(map(str, said))) == "معاہدہ [3][4] اور [ج]"
    assert "".join(map(str, said)).count(LRM) == 4


def test_word_in_other_languages_holds_no_direction() -> None:
    for name, root in parts(write_word(sample.document("brief"), sample.theme())).items():
        assert not [each.tag for each in root.iter(*map(clark, ("w:bidi", "w:rtl", "w:bidiVisual")))], name
        assert not MARKS.search("".join(map(str, root.itertext()))), name


# ── Slides ───────────────────────────────────────────────────────────────────────────────────────


def places(root: etree._Element) -> list[tuple[int, int]]:
    """Return where the shapes of a slide begin, and how wide they are."""
    shown = [each for each in root.iter(f"{A}off") if "grpSpPr" not in each.getparent().getparent().tag]  # type: ignore[union-attr]
    return [(int(each.get("x", "0")), int(each.getnext().get("cx", "0"))) for each in shown]  # type: ignore[union-attr]


def test_slides_are_turned_round_with_their_grid_and_texts() -> None:
    theme, before = sample.theme(), sample.document("deck")
    plain, made = (parts(write_deck(plan(each, theme), theme)) for each in (before, turned(before)))
    width = int(plain["ppt/presentation.xml"].find(".//{*}sldSz").get("cx", "0"))  # type: ignore[union-attr]
    for name in (each for each in made if re.fullmatch(r"ppt/(slides|slideLayouts|slideMasters)/[^/]*\.xml", each)):
        mirror = [(width - x - wide, wide) for x, wide in places(plain[name])]
        assert places(made[name]) == mirror, name
        assert all(each[0].get("rtl") == "1" for each in made[name].iter(f"{A}p")), name
        assert all(each.get("rtl") == "1" for each in made[name].iter(f"{A}tblPr")), name
        cells = [each for cell in made[name].iter(f"{A}tc") for each in cell.iter(f"{A}pPr")]
        assert all(each.get("algn") in ("r", "ctr") for each in cells), name
    for name, root in plain.items():
        assert not [each for each in root.iter() if each.get("rtl") == "1"], name
        assert not MARKS.search("".join(map(str, root.itertext()))), name


# ── Charts ───────────────────────────────────────────────────────────────────────────────────────


def test_a_drawing_is_mirrored_letters_and_hatches_apart() -> None:
    bar, disc, label = Lines((((0, 0), (30, 0)),)), Discs(((10, 5),), 2), Run(0, 0, "خزانہ", 10, "#000000")
    [mark] = mirrored(Drawing(100, 10, (Mark("one", (bar, disc, label)),))).marks
    turned_bar, turned_disc, turned_label = mark.shapes
    assert turned_bar.runs == (((100, 0), (70, 0)),)  # type: ignore[union-attr]
    assert turned_disc.centres == ((90, 5),)  # type: ignore[union-attr]
    assert turned_label == replace(label, x=100 - label.width, rtl=True)


def test_parts_of_a_label_stand_from_the_right() -> None:
    run = Run(0, 0, "مقدار 24–104", 10, "#000000", rtl=True)
    assert [each.text for each, _ in run.parts()] == ["24–104", "مقدار "]
    assert [each.text for each, _ in replace(run, rtl=False).parts()] == ["مقدار", " 24–104"]


def axes(chart: bytes) -> dict[str, str]:
    """Return the orientation of each axis of a chart part, by its place."""
    found = (each for each in etree.fromstring(chart).iter(f"{C}catAx", f"{C}valAx", f"{C}dateAx"))
    return {
        each.find(f"{C}axPos").get("val", ""): each.find(f"{C}scaling/{C}orientation").get("val", "")  # type: ignore[union-attr]
        for each in found
    }


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [
        ("bars-every-mark", {"l": "maxMin", "t": "minMax"}, {"r": "maxMin", "t": "maxMin"}),
        ("line-five", {"l": "minMax", "b": "minMax"}, {"r": "minMax", "b": "maxMin"}),
        (
            "timeline-spans",
            {"l": "maxMin", "b": "minMax", "t": "minMax"},
            {"r": "maxMin", "b": "maxMin", "t": "maxMin"},
        ),
    ],
)
def test_native_bars_grow_from_the_right(name: str, left: dict[str, str], right: dict[str, str]) -> None:
    spec = series_case(name) if name.startswith("line") else case(name)
    plain = office_chart(spec, sample.theme(), "word").xml
    made = office_chart(replace(spec, rtl=True), sample.theme(), "word", language=TAG).xml
    assert axes(plain) == left
    assert axes(made) == right
    assert all(each.get("rtl") == "1" for each in etree.fromstring(made).iter(f"{A}pPr"))
    assert b"rtl" not in plain


def test_signs_of_a_label_stand_before_its_number_whoever_works_it_out() -> None:
    spec, codes = case("bars-every-mark"), []
    for turned in (spec, replace(spec, rtl=True)):
        chart = etree.fromstring(office_chart(turned, sample.theme(), "word", language=TAG).xml)
        codes.append([each.get("formatCode", "") for each in chart.iterfind(f".//{C}dLbl/{C}numFmt")])
    assert any(">" in code for code in codes[0])
    assert not any(LRM in code for code in codes[0])
    assert all(code.startswith(f'"{LRM}"') and code.endswith(f'"{LRM}"') for code in codes[1] if '"' in code)


def test_a_chart_on_paper_is_as_wide_and_says_the_same_from_right_to_left() -> None:
    spec = case("bars-every-mark")
    plain, made = (draw_svg(each, sample.theme(), 400) for each in (spec, replace(spec, rtl=True)))
    texts = [sorted(" ".join(re.findall(r"<text[^>]*>([^<]*)<", each)).split()) for each in (plain, made)]
    assert texts[0] == texts[1]
    assert plain != made


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("css", "turned"),
    [
        ("p { margin-left: 1pt }", "p {margin-right: 1pt;}"),
        ("p { padding: 1pt 2pt 3pt 4pt !important }", "p {padding:1pt 4pt 3pt 2pt !important;}"),
        ("p { padding: 1pt 2pt 3pt }", "p {padding: 1pt 2pt 3pt;}"),
        (
            ".left { text-align: left; background: url(left.png) left }",
            ".left {text-align: right;\nbackground: url(left.png) right;}",
        ),
        ('@page { @top-left { content: "left" } }', '@page {@top-right {content: "left";}}'),
        ("@media print { a:hover { float: right } }", "@media print {a:hover {float: left;}}"),
        ("p { --left: left; margin-inline-start: 1pt }", "p {--left: left;\nmargin-inline-start: 1pt;}"),
        ("p { border-radius: 1pt 2pt 3pt 4pt }", "p {border-radius:2pt 1pt 4pt 3pt;}"),
    ],
)
def test_style_sheets_are_turned(css: str, turned: str) -> None:
    assert re.sub(r"\s+", "", mirrored_css(css)) == re.sub(r"\s+", "", turned)


def test_what_is_copied_from_a_page_is_what_was_written() -> None:
    [first, *_] = pages_as_written(write_pdf(turned(sample.document("summary")), sample.theme()))
    assert SENTENCE in first


def test_the_evidence_page_says_its_direction_and_isolates_figures() -> None:
    document = sample.document("brief")
    plain, made = (
        write_evidence((each,), each.book, sample.theme(), (), ()).decode() for each in (document, turned(document))
    )
    assert f'<html lang="{TAG}" dir="rtl">' in made
    assert 'dir="rtl"' not in plain
    assert not MARKS.search(plain)


def test_only_the_row_of_a_language_says_its_direction() -> None:
    assert is_rtl(TAG)
    assert is_rtl(f"{TAG}-IR")
    assert not any(map(is_rtl, ("en-GB", "fr", "xx")))
