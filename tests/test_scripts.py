"""Names and titles in any script: set stretch by stretch, in all outputs, and refused by name where no font is at hand."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from reports.audit.finished.source_list import unlisted
from reports.charts.svg import draw_svg
from reports.domain.facts import Source
from reports.formats.docx.script_runs import set_scripts
from reports.formats.evidence.html import bare, text
from reports.formats.pdf.glyph_text import in_order, pages_as_written
from reports.formats.pdf.inlines import said
from reports.formats.pdf.typesetting.font_subset import instance
from reports.formats.pdf.typesetting.glyph_meaning import meanings
from reports.formats.pdf.typesetting.joined_letters import part, write_parted
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.plan.slide_model import Par, Run
from reports.ooxml.wordprocessingml import clark, paragraph, run
from reports.theme import fonts, scripts
from reports.theme.scripts import ARABIC, HAN, LRM, SCRIPTS, Script, font_files, is_plain, stretches
from reports.theme.shaping import shaped, shaped_width
from reports.theme.text_metrics import Piece, break_lines, metrics, width
from tests.chart_cases import case
from tests.sample import theme
from tests.test_build import FILES, laid_out
from tests.test_build_second import command

TITLE = "پاکستان کی وزارتِ خزانہ بالا علاقہ (2026)"
"""With letters that the font joins into one glyph, kaf and yeh, lam and alef, and a sign below the line."""
LOST = Script(
    name="Runic", code="Runr", family="Lost", module="fontpkg_lost_for_ever", office="Arial", language="und",
    blocks=(range(0x16A0, 0x1700),),
)  # fmt: skip
CUT = {
    "Straße, Ωmega, дом ½ ฿": [("Straße, Ωmega, дом ½ ฿", "")],
    f"Dawn, {TITLE}, 2025": [("Dawn, ", ""), (TITLE, "ur"), (", 2025", "")],
    "وزارة المالية 12": [("وزارة المالية", "ar"), (" 12", "")],
    "وزارت: ۵۰۰ ارب، 3.5 فیصد [2]": [("وزارت: ۵۰۰ ارب، 3.5 فیصد [2]", "ur")],
    "خزانہ (Vault)": [("خزانہ", "ur"), (" (Vault)", "")],
    "US 矿产 in 2026": [("US ", ""), ("矿产", "zh-CN"), (" in 2026", "")],
    "東京の 会議": [("東京の 会議", "ja")],
    "अर्थ और भारत": [("अर्थ और भारत", "hi")],
    "": [],
}


@pytest.mark.parametrize("written", CUT)
def test_a_text_is_cut_where_its_script_changes(written: str) -> None:
    assert [(each.text, each.language) for each in stretches(written)] == CUT[written]
    assert is_plain(written) == all(not language for _, language in CUT[written])


def test_no_character_is_of_two_scripts() -> None:
    blocks = sorted((block.start, block.stop) for each in SCRIPTS for block in each.blocks)
    assert all(before[1] <= after[0] for before, after in pairwise(blocks))
    assert len({each.code for each in SCRIPTS}) == len(SCRIPTS)


def test_urdu_and_arabic_come_with_the_base_install() -> None:
    assert fonts.lacking(f"{TITLE} ٹڈڑںھہےۓژگ ًٌٍَُِّ ۔،؛؟ ۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ ٪٫٬ وزارة المالية") == ""
    assert fonts.families("IBM Plex Sans", TITLE) == ("IBM Plex Sans", "IBM Plex Sans Arabic")
    assert fonts.families("IBM Plex Sans", "Straße") == ("IBM Plex Sans",)


def test_a_font_that_is_not_at_hand_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Latin, Greek or Cyrillic" in fonts.instead("ᚠᚢ")
    assert "another sign" in fonts.instead("⇒")
    monkeypatch.setattr(scripts, "script_of", lambda sign: LOST if ord(sign) in LOST.blocks[0] else None)
    assert fonts.lacking("Stone ᚠᚢ of Jelling") == "ᚠᚢ"
    assert "the font for Runic: pip install fontpkg-lost-for-ever" in fonts.instead("ᚠᚢ")
    assert "fact-reports[scripts]" in fonts.instead("ᚠᚢ")


def test_words_are_as_wide_as_they_are_set() -> None:
    alone = sum(shaped_width(letter, ARABIC) for letter in "پاکستان")
    assert 0 < shaped_width("پاکستان", ARABIC) < alone, "joined letters are narrower"
    assert fonts.text_width("a پاکستان", 10) == pytest.approx(
        fonts.text_width("a ", 10) + 10 * shaped_width("پاکستان", ARABIC)
    )
    font = metrics("Calibri")
    lines = break_lines((Piece(f"{TITLE} {TITLE}"),), 10, width((Piece(TITLE),), 10, font) + 1, font)
    assert [line.text for line in lines] == [TITLE, TITLE]


def test_figures_run_from_left_to_right_in_outlines() -> None:
    reversed_, plain = shaped("خزانہ 21", ARABIC), shaped("خزانہ 12", ARABIC)
    assert reversed_.width == plain.width
    assert reversed_.outline != plain.outline
    assert plain.outline[: len(shaped("12", ARABIC).outline)] == shaped("12", ARABIC).outline, "they stand at the left"


# ── Each output ──────────────────────────────────────────────────────────────────────────────────


def test_word_says_font_language_and_direction_of_each_run() -> None:
    made = set_scripts(paragraph("SourceEntry", run(f"Dawn. {TITLE}, 2025", "Emphasis")))
    before, urdu, after = made.findall(clark("w:r"))
    assert [each.findtext(clark("w:t")) for each in (before, urdu, after)] == ["Dawn. ", TITLE, f"{LRM}, 2025"]
    look = [child.tag.partition("}")[2] for child in urdu[0]]
    assert look == ["rStyle", "rFonts", "iCs", "rtl", "lang"]
    assert urdu[0][-1].get(clark("w:bidi")) == "ur"
    assert before.find(f".//{clark('w:rtl')}") is None


def test_word_leaves_other_runs_alone() -> None:
    made = paragraph("SourceEntry", run("Dawn, Ωmega", "Emphasis"))
    before = etree.tostring(made)
    assert etree.tostring(set_scripts(made)) == before


def test_slides_say_font_and_language_of_each_run() -> None:
    made = Pen(theme(), "en-GB").paragraph(Par((Run(f"Dawn {TITLE}, 2025", italic=True),)), None, lambda to: ("", ""))
    font = '<a:cs typeface="Noto Naskh Arabic" panose="020B0604020202020204" pitchFamily="34" charset="-78"/>'
    assert f'<a:rPr lang="ur" dirty="0">{font}</a:rPr><a:t>{TITLE}{LRM}</a:t>' in made
    assert '<a:rPr lang="en-GB" i="1" dirty="0"></a:rPr><a:t>, 2025</a:t>' in made
    plain = Pen(theme(), "en-GB").paragraph(Par((Run("Dawn, 2025"),)), None, lambda to: ("", ""))
    assert "a:cs" not in plain
    assert LRM not in plain


def test_pages_isolate_each_stretch() -> None:
    assert said(f"{TITLE}, 2025") == f'<span lang="ur" dir="rtl" class="script">{TITLE}</span>, 2025'
    assert said("R&D, 2025") == "R&amp;D, 2025"
    assert text(f"{TITLE}, 2025") == f'<bdi lang="ur">{TITLE}</bdi>, 2025'
    assert bare(TITLE) == TITLE


def test_charts_draw_letters_that_join_and_keep_the_others_as_text() -> None:
    spec = case("bars-every-mark")
    first = replace(spec.points[0], label="EXIM وزارت خزانہ (Vault)")
    drawn = draw_svg(replace(spec, points=(first, *spec.points[1:])), theme(), 400)
    assert re.findall(r"<text[^>]*>(EXIM|\(Vault\))</text>", drawn) == ["EXIM", "(Vault)"]
    assert "وزارت" not in re.sub("<title>.*</title>", "", drawn)
    assert drawn.count("<text") == draw_svg(spec, theme(), 400).count("<text") + 1


@pytest.mark.parametrize(
    ("page", "found"),
    [("1 خزانہ یک وزارت. 2 x", True), ("1 خزانہ کی. 2 x", False), ("خزانہ کی وزارت", False)],
)
def test_a_title_from_right_to_left_is_found_on_a_page_in_any_order(page: str, *, found: bool) -> None:
    source = Source.model_validate(
        {"id": "one", "number": 1, "title": "وزارت کی خزانہ", "short": "One", "accessed": "2026-01-01"}
    )
    assert (not list(unlisted((source,), (page,)))) is found


@pytest.mark.parametrize(
    ("clusters", "speech"),
    [
        (["b", "a"], "ba"),
        (["ہ", "ر", "ا", "د", "ا"], "ادارہ"),
        (["2", "1", " ", "ہ", "ن"], "نہ 21"),
        (["ی", "ک", " ", "D", "F", " ", "3", ".", "5"], "3.5 DF کی"),
    ],
)
def test_glyphs_from_left_to_right_are_read_in_the_order_of_speech(clusters: list[str], speech: str) -> None:
    assert in_order(clusters) == speech


def test_a_letter_that_first_occurs_with_a_sign_is_copied_without_it() -> None:
    content = font_files(ARABIC)[-3].read_bytes()
    with TTFont(BytesIO(content)) as font:
        order, known = {name: number for number, name in enumerate(font.getGlyphOrder())}, font.getBestCmap()
    teh, kasra, final = order[known[ord("ت")]], order[known[0x650]], order["uniFE96"]
    assert meanings(content, 0, {teh: "", kasra: "تِ", final: ""}) == {teh: "ت", kasra: "\u0650", final: "ت"}
    assert meanings(content, 0, {teh: "ت", kasra: "تِ"}) == {}, "nothing is lost"


def test_letters_with_signs_that_the_font_has_no_glyph_for_are_copied_once() -> None:
    [path] = [each for each in fonts.font_files("IBM Plex Sans") if "Italic" not in each.name]
    content = path.read_bytes()
    with TTFont(BytesIO(content)) as font:
        order, known = {name: number for number, name in enumerate(font.getGlyphOrder())}, font.getBestCmap()
    g, caron, acute = order[known[ord("g")]], order[known[0x30C]], order[known[ord("é")]]
    assert meanings(content, 0, {g: "", caron: "ǧ", acute: "é"}) == {g: "g", caron: "\u030c", acute: "é"}


@dataclass
class Font:
    """A font as the letters of its ligatures are parted."""

    hash: str
    to_unicode: dict[int, str]
    widths: dict[int, float]


def test_letters_of_a_ligature_are_copied_one_by_one() -> None:
    font = Font("F", {7: "لا", 3: "ب", 9: "fi"}, {7: 500, 3: 200, 9: 300})
    parted = part([font])
    assert font.to_unicode == {7: "ل", 1: "ا", 3: "ب", 9: "fi"}
    assert font.widths[1] == 0
    stream: list[object] = [b"/F 16 Tf", b"[<00030007>-20<0009>] TJ", b"/G 16 Tf", b"[<0007>] TJ"]
    write_parted([stream], {"F": parted})
    assert stream == [b"/F 16 Tf", b"[<000300010007>-20<0009>] TJ", b"/G 16 Tf", b"[<0007>] TJ"]
    plain = Font("G", {9: "fi"}, {9: 300})
    assert (part([plain]), plain.to_unicode) == ({}, {9: "fi"})


REPORT = FILES["report.yaml"].replace("- docx\n", "- docx\n- pptx\n- pdf\n")


def written(root: Path, title: str) -> Path:
    """Return a project whose first source has this title, and whose report becomes three files."""
    project = laid_out(root, {"main/report.yaml": REPORT, "main/main.md": FILES["main.md"]})
    facts = project / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Annual tram report", title), encoding="utf-8")
    return project


def ran(project: Path, name: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Return what a command said to the project."""
    return command(name, "--facts", str(project / "facts"), "--templates", str(project / "templates"), *more)


def test_an_urdu_title_of_a_source_builds_in_all_outputs(tmp_path: Path) -> None:
    project = written(tmp_path, f"'{TITLE}'")
    done = ran(project, "build-reports", "--output", str(project / "output"))
    assert (done.returncode, done.stderr) == (0, "")
    output = project / "output"
    assert {path.suffix for path in output.glob("main.*")} == {".docx", ".pptx", ".pdf"}
    page = pypdfium2.PdfDocument(output / "main.pdf")[0].get_textpage().get_text_range()
    [written_page] = pages_as_written((output / "main.pdf").read_bytes())
    for word in (*TITLE.split()[:-1], "2026"):
        assert word in page, "a reader that goes by places copies each word as it was written"
        assert word in written_page
    assert " ".join(TITLE.split()[:-1]) in written_page
    assert f'<bdi lang="ur">{TITLE}</bdi>' in (output / "evidence.html").read_text("utf-8")


def test_what_no_font_can_print_is_told_with_file_and_line(tmp_path: Path) -> None:
    project = written(tmp_path, "ᚠᚢᚦᚨᚱᚲ")
    done = ran(project, "check")
    assert done.returncode == 1
    assert re.search(r"facts\.yaml:5:\d+: the fonts of the PDF have no 'ᚠ' \(U\+16A0", done.stderr)


@pytest.mark.skipif(not HAN.installed, reason="the extra 'scripts' is not installed")
def test_chinese_is_set_where_the_extra_is_installed() -> None:
    assert fonts.lacking("矿产 2026") == ""
    assert shaped("矿产", HAN).width == 2
    [path] = [each for each in font_files(HAN) if "Regular" in each.name]
    content = instance(path.read_bytes(), 0, (), frozenset({1000, 2000}))
    with TTFont(BytesIO(content)) as font:
        named = font["CFF "].cff.topDictIndex[0].charset
    assert [named[1000], named[2000]] == ["cid01000", "cid02000"], "a page names glyphs by their places"


def test_nothing_of_other_scripts_is_loaded_for_plain_texts() -> None:
    code = "import sys; from reports.theme.fonts import lacking; lacking('Straße'); print('uharfbuzz' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
