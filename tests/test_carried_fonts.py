"""Fonts of other scripts: carried by Word files, named on slides, signs on the line of a page; lines broken as scripts ask."""

from __future__ import annotations

import io
import uuid
from dataclasses import replace
from zipfile import ZipFile

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from lxml import etree

from reports.charts.native.parts import office_chart
from reports.document import Paragraph, Text
from reports.formats.docx import write as write_word
from reports.formats.docx.script_runs import set_scripts
from reports.formats.pdf.typesetting.raised_marks import given, lifts, lower, with_raised
from reports.formats.pptx.drawing_xml import script_font
from reports.formats.pptx.mirrored_slides import share_gaps
from reports.languages.registry import date_code
from reports.ooxml.wordprocessingml import clark, paragraph, run
from reports.theme.bidirectional import line_stretches
from reports.theme.embedded_fonts import carried, key_of, obfuscated, word_family
from reports.theme.line_chances import LONGEST_UNSPACED
from reports.theme.script_table import EMOJI
from reports.theme.scripts import ARABIC, HAN, SCRIPTS, stretches
from reports.theme.text_metrics import Piece, break_lines, longest_word, metrics
from tests import sample
from tests.chart_cases import case

URDU = "پاکستان کی وزارتِ توانائی"
CALIBRI = metrics("Calibri")
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAMED = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def word_file(language: str) -> ZipFile:
    """Return a Word file of one sentence in a language."""
    document = sample.document()
    info = replace(document.info, language=language)
    return ZipFile(
        io.BytesIO(write_word(replace(document, info=info, blocks=(Paragraph((Text(URDU),)),)), sample.theme()))
    )


# ── Word files ───────────────────────────────────────────────────────────────────────────────────


def test_a_word_file_in_urdu_carries_its_font_and_names_one_for_programs_that_read_none() -> None:
    with word_file("ur") as package:
        fonts = etree.fromstring(package.read("word/fontTable.xml"))
        relations = etree.fromstring(package.read("word/_rels/fontTable.xml.rels"))
        targets = {each.get("Id"): f"word/{each.get('Target')}" for each in relations}
        [own] = [each for each in fonts if each.get(clark("w:name")) == ARABIC.family]
        assert own.find(clark("w:altName")).get(clark("w:val")) == ARABIC.office  # type: ignore[union-attr]
        for face, path in carried(ARABIC).items():
            said = own.find(clark(f"w:embed{face.title()}"))
            assert said is not None
            key = uuid.UUID(str(said.get(clark("w:fontKey"))))
            data = package.read(targets[said.get(RELATION)])
            assert data[:32] != path.read_bytes()[:32]
            assert obfuscated(data, key) == path.read_bytes(), "the same key turns it back"
        assert b"embedTrueTypeFonts" in package.read("word/settings.xml")
        assert f'w:cs="{ARABIC.family}"'.encode() in package.read("word/document.xml")


def test_a_word_file_in_another_language_carries_no_font() -> None:
    with word_file("en-GB") as package:
        assert not [name for name in package.namelist() if "odttf" in name or "fontTable.xml.rels" in name]
        assert b"embedTrueTypeFonts" not in package.read("word/settings.xml")
        assert b'w:cs="Arial"' in package.read("word/document.xml"), "a name in an English line is set in Office's font"


def test_a_font_that_varies_is_not_carried() -> None:
    assert word_family(ARABIC) == ARABIC.family
    assert key_of(carried(ARABIC)["bold"]) != key_of(carried(ARABIC)["regular"])
    assert (dict(carried(HAN)), word_family(HAN)) == ({}, HAN.office)


# ── Slides and charts ────────────────────────────────────────────────────────────────────────────


def test_slides_name_a_font_and_the_class_by_which_another_is_found() -> None:
    assert script_font(ARABIC) == (
        '<a:cs typeface="Noto Naskh Arabic" panose="020B0604020202020204" pitchFamily="34" charset="-78"/>'
    )
    assert script_font(HAN) == '<a:ea typeface="Microsoft YaHei"/>'
    assert script_font(EMOJI) == '<a:latin typeface="Segoe UI Emoji"/><a:ea typeface="Segoe UI Emoji"/>'


@pytest.mark.parametrize(
    ("margins", "widths", "expected"),
    [
        ([(0, 20), (0, 30), (0, 0)], [100, 100, 100], ([(0, 10), (10, 15), (15, 0)], [90, 95, 115])),
        ([(0, 20), (8, 30)], [100, 100], ([(0, 20), (8, 30)], [100, 100])),
        ([(0, 0)], [300], ([(0, 0)], [300])),
    ],
)
def test_neighbouring_columns_share_the_gap_between_them(
    margins: list[tuple[int, int]], widths: list[int], expected: tuple[list[tuple[int, int]], list[int]]
) -> None:
    cells = "".join(f'<a:tc><a:tcPr marL="{left}" marR="{right}"/></a:tc>' for left, right in margins)
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    table = etree.fromstring(
        f'<a:tbl xmlns:a="{DRAWING}"><a:tblGrid>{grid}</a:tblGrid><a:tr>{cells}</a:tr><a:tr>{cells}</a:tr></a:tbl>'
    )
    share_gaps(table)
    rows = [
        [(int(cell.get("marL")), int(cell.get("marR"))) for cell in row.iter(f"{{{DRAWING}}}tcPr")]  # type: ignore[arg-type]
        for row in table.iter(f"{{{DRAWING}}}tr")
    ]
    assert rows == [expected[0]] * 2
    assert [int(str(each.get("w"))) for each in table.iter(f"{{{DRAWING}}}gridCol")] == expected[1]


@pytest.mark.parametrize(
    ("tag", "code", "said"),
    [
        ("ur", "mmm yyyy", "[$-420]mmmm yyyy"),
        ("fr-FR", "d mmm yyyy", "[$-40C]d mmm yyyy"),
        ("en-GB", "mmm yyyy", "[$-809]mmm yyyy"),
        ("ur", "yyyy", "yyyy"),
        ("xx", "mmm yyyy", "mmm yyyy"),
    ],
)
def test_months_of_an_axis_are_named_in_the_language_of_the_chart(tag: str, code: str, said: str) -> None:
    assert date_code(tag, code) == said


def test_each_line_of_a_name_runs_from_the_right() -> None:
    spec = case("bars-every-mark")
    label = "پاکستان\n4 فروری 2026 تک"
    points = (replace(spec.points[0], label=label), *spec.points[1:])
    made = office_chart(replace(spec, points=points, rtl=True), sample.theme(), "word", language="ur")
    names = [each.text or "" for each in etree.fromstring(made.xml).iter(f"{NAMED}v") if "فروری" in (each.text or "")]
    assert names
    for line in names[0].split("\n"):
        assert line.startswith("\u202b")
        assert line.endswith("\u202c")


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────

PAGE = [b"/F 10 Tf", b"[<0003>0] TJ", b"-6 Ts", b"[-300<0005>] TJ", b"0 Ts", b"[<>300<0004>0] TJ"]


def test_a_sign_that_is_lifted_off_the_line_is_shown_on_it() -> None:
    stream: list[object] = [*PAGE]
    found = lifts([stream], "F")
    assert [each.raised for each in found] == [(5, 300, -600)]
    glyphs = given(found, iter((9,)).__next__)
    lower(found, glyphs)
    assert stream == [b"/F 10 Tf", b"0 Ts", b"0 Ts", b"0 Ts", b"0 Ts", b"[<0003>0 <0009> <0004>0] TJ"]


@pytest.mark.parametrize(
    "page", [[*PAGE[:5], b"[<>200<0004>] TJ"], [*PAGE[:2], b"-6 Ts", b"[<00050006>] TJ", *PAGE[4:]], PAGE[:2]]
)
def test_what_is_no_single_sign_stays_where_it_is(page: list[object]) -> None:
    assert lifts([page], "F") == ()
    assert lifts([[*PAGE]], "G") == (), "of another font"


def test_the_glyph_of_a_sign_holds_how_far_it_is_moved() -> None:
    content = carried(ARABIC)["regular"].read_bytes()
    with TTFont(io.BytesIO(content)) as font:
        order, known = font.getGlyphOrder(), font.getBestCmap()
        kasra, free = order.index(known[0x650]), order.index(known[0x626])
        before = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[order[kasra]].draw(before)
    with TTFont(io.BytesIO(with_raised(content, {(kasra, 100, -50): free}))) as font:
        after = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[order[free]].draw(after)
        assert font["hmtx"][order[free]][0] == font["hmtx"][order[kasra]][0]
    moved = [b - a for a, b in zip(before.bounds, after.bounds, strict=True)]
    assert moved == pytest.approx([100, -50, 100, -50])


# ── Emoji ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "cut", "emoji"),
    [
        ("Launch 🚀, 2026 ✅", ["Launch ", "🚀", ", 2026 ", "✅"], ["🚀", "✅"]),
        ("👩‍🚀 ☀️ 🇵🇰", ["👩‍🚀", " ", "☀️", " ", "🇵🇰"], ["👩‍🚀", "☀️", "🇵🇰"]),
        ("🚀 (2026)", ["🚀", " (2026)"], ["🚀"]),
        ("✓ ● ☑ ©", ["✓ ● ☑ ©"], []),
    ],
)
def test_emoji_are_set_in_their_font_and_nothing_else_is(text: str, cut: list[str], emoji: list[str]) -> None:
    assert [each.text for each in stretches(text)] == cut
    assert [each.text for each in stretches(text) if each.script is EMOJI] == emoji
    assert {each.language for each in stretches(text)} == {""}


def test_emoji_keep_the_language_of_their_line() -> None:
    made = set_scripts(paragraph("BodyText", run("Launch 🚀")))
    properties = made.findall(clark("w:r"))[1][0]
    assert [child.tag for child in properties] == [clark("w:rFonts")]
    assert properties[0].get(clark("w:ascii")) == EMOJI.office
    cut = line_stretches("پاکستان 🚀 میں", "ur")
    assert [(each.text, each.rtl) for each in cut if each.script is EMOJI] == [("🚀", False)]


@pytest.mark.skipif(not EMOJI.installed, reason="the extra 'scripts' is not installed")
@pytest.mark.parametrize("script", [each for each in SCRIPTS if each.installed], ids=lambda each: each.name)
def test_each_script_of_the_extra_finds_its_font(script: object) -> None:
    from reports.theme.scripts import Script, letters

    assert isinstance(script, Script)
    signs = [chr(code) for block in script.blocks for code in block]
    assert sum(sign in letters(script) for sign in signs) > 40


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────

THAI = "กระทรวงพลังงานแห่งราชอาณาจักรไทยและกรมทรัพยากรธรณี"


def lines(text: str, room: float) -> list[str]:
    return [line.text for line in break_lines((Piece(text),), 20, room, CALIBRI)]


def test_words_that_no_space_parts_break_a_whole_word_early() -> None:
    whole = break_lines((Piece(THAI),), 20, 1e6, CALIBRI)[0].width
    broken = lines(THAI, whole / 2 + 1)
    assert len(broken) == 3, "two lines would do if words ended where lines do"
    assert "".join(broken) == THAI
    assert longest_word((Piece(THAI),), 20, CALIBRI) <= whole * LONGEST_UNSPACED * 1.6 / len(THAI)


@pytest.mark.parametrize(
    ("text", "room", "broken"),
    [
        ("交通局新。路线", 81, ["交通局", "新。路线"]),
        ("交通局「路线」", 81, ["交通局", "「路线」"]),
        ("대한민국 산업통상", 101, ["대한민국", "산업통상"]),
    ],
)
def test_signs_stay_with_what_they_belong_to(text: str, room: float, broken: list[str]) -> None:
    assert lines(text, room) == broken
