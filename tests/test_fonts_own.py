"""Fonts that an organisation brings along: in the PDF, the page and the charts, measured, and refused where they must be."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import reports
from reports.errors import MissingLibraryError
from reports.load.theme_file import default_theme
from reports.theme.definition import Theme
from reports.theme.font_files import FontError, family_files, notice
from reports.theme.fonts import text_width
from reports.theme.measured_fonts import measured_in
from reports.theme.text_metrics import metrics
from reports.theme.web_fonts import web_font
from tests.font_desk import FAMILY, FSTYPE, own_font
from tests.picture_files import project

YAML = f"fonts:\n  text: {FAMILY}\n  office: {FAMILY}\n"


def themed(folder: Path) -> Theme:
    theme = default_theme()
    return replace(theme, fonts=replace(theme.fonts, text=FAMILY, office=FAMILY), folder=str(folder))


@pytest.mark.parametrize("name", ["forbidden", "whole only"])
def test_a_font_that_may_not_be_embedded_is_refused(name: str, tmp_path: Path) -> None:
    own_font(tmp_path, bits=FSTYPE[name])
    with pytest.raises(FontError, match=r"harbour-regular\.ttf may not be embedded.*OS/2 fsType"):
        family_files(FAMILY, str(tmp_path))


@pytest.mark.parametrize("name", ["free", "to read"])
@pytest.mark.parametrize("ending", ["ttf", "woff2"])
def test_a_font_that_may_be_embedded_is_found_and_says_whose_it_is(name: str, ending: str, tmp_path: Path) -> None:
    own_font(tmp_path, ending, bits=FSTYPE[name])
    [file] = family_files(FAMILY, str(tmp_path))
    assert (file.family, file.lightest, file.boldest, file.italic) == (FAMILY, 400, 400, False)
    assert notice(FAMILY, str(tmp_path)) == (
        f"{FAMILY}: © Harbour Office. Licensed to the Harbour Office alone. https://example.org/licence."
    )


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "letter.ttf").write_bytes(b"PK\x03\x04")
    with pytest.raises(FontError, match=r"letter\.ttf cannot be read"):
        family_files(FAMILY, str(tmp_path))


def test_a_family_that_is_nowhere_is_told_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(
        MissingLibraryError, match=r"lies neither in theme/fonts/ nor in a package .fontpkg-no-such-letters"
    ):
        family_files("No Such Letters", str(tmp_path))


@pytest.mark.parametrize("ending", ["ttf", "woff2"])
def test_widths_are_the_font_s_own(ending: str, tmp_path: Path) -> None:
    own_font(tmp_path, ending)
    own_font(tmp_path, ending, weight=700)
    before = text_width("Harbour works", 10)
    with measured_in(themed(tmp_path)):
        regular, bold = (text_width("Harbour works", 10, weight) for weight in (400, 700))
    assert text_width("Harbour works", 10) == before
    assert before != regular < bold
    found = metrics(FAMILY, str(tmp_path))
    assert found.measured
    assert sum(found.advances[0][letter] for letter in "Harbour works") * 10 == pytest.approx(regular)


def test_widths_of_the_program_s_font_are_not_measured_anew() -> None:
    with measured_in(default_theme()):
        assert text_width("Harbour works", 10) == text_width("Harbour works", 10)
    assert not metrics("Another Family").measured


def test_the_page_holds_a_part_that_is_renamed_and_keeps_its_licence(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    own_font(tmp_path)
    made = web_font(FAMILY, str(tmp_path), (400, 700), "Evidence Sans", range(0x20, 0x7F))
    assert made == web_font(FAMILY, str(tmp_path), (400, 700), "Evidence Sans", range(0x20, 0x7F))
    font = TTFont(io.BytesIO(made))
    names = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert (names[1], names[0], names[13]) == (
        "Evidence Sans",
        "© Harbour Office",
        "Licensed to the Harbour Office alone.",
    )
    assert len(font.getBestCmap()) == 95


@pytest.mark.parametrize("ending", ["ttf", "woff2"])
def test_a_project_is_set_in_its_own_font(ending: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    theme = folder / "templates" / "theme"
    own_font(theme, ending)
    own_font(theme, ending, weight=700)
    (theme / "theme.yaml").write_text(YAML, encoding="utf-8")
    reports.build(folder, processes=False)
    with pikepdf.open(folder / "output" / "summary.pdf") as pdf:
        names = {
            str(each["/FontName"])
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        }
    assert any("Harbour" in name for name in names), names
    page = (folder / "output" / "evidence.html").read_text("utf-8")
    assert "Licensed to the Harbour Office alone." in page
    assert "IBM Corp." in page, "the title is set in the program's own"


def test_a_check_says_that_a_font_is_refused_with_its_place(tmp_path: Path) -> None:
    folder = project(tmp_path)
    theme = folder / "templates" / "theme"
    own_font(theme, bits=FSTYPE["forbidden"])
    (theme / "theme.yaml").write_text(YAML, encoding="utf-8")
    told = "\n".join(map(str, reports.check(folder).problems))
    assert "templates/theme/theme.yaml:2:9: the font harbour-regular.ttf may not be embedded" in told, told
