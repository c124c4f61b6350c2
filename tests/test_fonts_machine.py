"""Fonts of the machine, where the theme asks for them, and a family of its own for headings in Word and decks."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import reports
from reports.errors import MissingLibraryError
from reports.formats.docx import write as write_brief
from reports.formats.pptx.design.font_widths import face
from reports.load.theme_file import default_theme
from reports.theme.definition import Theme
from reports.theme.font_files import FontError, family_files
from reports.theme.machine_fonts import asks_machine, machine_files
from reports.theme.text_metrics import metrics
from tests import sample
from tests.deck_cases import deck
from tests.font_desk import FSTYPE, own_font
from tests.picture_files import project

FAMILY = "Quay Letters"
ASKING = f"fonts:\n  text: {FAMILY}\n  office: {FAMILY}\n  machine: true\n"
NOT_ASKING = f"fonts:\n  text: {FAMILY}\n  office: {FAMILY}\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install fonts on the machine for a while: a home with a font folder, which fontconfig and we look through."""
    folder = tmp_path / "machine"
    listing = tmp_path / "machine.conf"
    listing.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(listing))
    monkeypatch.setattr("reports.theme.machine_fonts.FOLDERS", (folder,))
    machine_files.cache_clear()
    yield folder
    machine_files.cache_clear()


def asking(folder: Path, text: str = ASKING) -> Path:
    """Return the folder of a theme that says `text`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    return folder


WAYS = [
    pytest.param(True, marks=pytest.mark.skipif(not shutil.which("fc-list"), reason="fontconfig is not here")),
    False,
]


@pytest.mark.parametrize("with_fontconfig", WAYS)
def test_a_font_of_the_machine_is_found_where_asked_for(
    with_fontconfig: bool, machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not with_fontconfig:
        monkeypatch.setattr("reports.theme.machine_fonts.shutil.which", lambda name: None)
    own_font(machine, family=FAMILY)
    own_font(machine, family=FAMILY, weight=700)
    folder = asking(tmp_path / "theme")
    assert [file.lightest for file in family_files(FAMILY, str(folder))] == [400, 700]
    assert metrics(FAMILY, str(folder)).measured


@pytest.mark.parametrize("text", [NOT_ASKING, NOT_ASKING + "  machine: false\n"])
def test_a_font_of_the_machine_is_left_where_nobody_asks(text: str, machine: Path, tmp_path: Path) -> None:
    own_font(machine, family=FAMILY)
    folder = asking(tmp_path / "theme", text)
    assert not asks_machine(str(folder))
    with pytest.raises(MissingLibraryError, match="machine: true"):
        family_files(FAMILY, str(folder))


def test_a_font_that_is_nowhere_is_named_with_what_to_install(machine: Path, tmp_path: Path) -> None:
    own_font(machine, family="Another")
    with pytest.raises(MissingLibraryError, match=f"nor on this machine.*; install '{FAMILY}' here"):
        family_files(FAMILY, str(asking(tmp_path / "theme")))


def test_a_font_of_the_machine_is_refused_by_its_licence_bits(machine: Path, tmp_path: Path) -> None:
    own_font(machine, family=FAMILY, bits=FSTYPE["forbidden"])
    with pytest.raises(FontError, match=r"may not be embedded.*OS/2 fsType"):
        family_files(FAMILY, str(asking(tmp_path / "theme")))


def test_the_folder_of_the_theme_comes_before_the_machine(machine: Path, tmp_path: Path) -> None:
    own_font(machine, family=FAMILY)
    folder = asking(tmp_path / "theme")
    mine = own_font(folder, family=FAMILY)
    assert [file.path for file in family_files(FAMILY, str(folder))] == [mine]


def test_pages_hold_a_part_of_a_font_of_the_machine(machine: Path, tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    own_font(machine, family=FAMILY)
    own_font(machine, family=FAMILY, weight=700)
    asking(folder / "templates" / "theme")
    reports.build(folder, processes=False, only=("summary",))
    with pikepdf.open(folder / "output" / "summary.pdf") as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
        whole = next(iter(machine.rglob("*.ttf"))).stat().st_size
        mine = [each for each in fonts if "Quay" in str(each["/FontName"])]
        assert mine
        assert all(0 < len(bytes(each["/FontFile2"].read_bytes())) < whole / 2 for each in mine)


# ── Headings ─────────────────────────────────────────────────────────────────────────────────────


def headed(family: str) -> Theme:
    theme = default_theme()
    return replace(theme, fonts=replace(theme.fonts, headings=family))


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize(("family", "marked"), [("Georgia", 6), ("", 0), ("Calibri", 0)])
def test_headings_in_word_are_set_in_their_family(family: str, marked: int) -> None:
    made = write_brief(sample.document("brief"), headed(family))
    assert f'<a:majorFont><a:latin typeface="{family or "Calibri"}"/>' in part(made, "word/theme/theme1.xml")
    assert '<a:minorFont><a:latin typeface="Calibri"/>' in part(made, "word/theme/theme1.xml")
    assert part(made, "word/styles.xml").count('w:asciiTheme="majorHAnsi"') == marked


def test_titles_of_a_deck_are_set_in_the_family_of_headings() -> None:
    from reports.formats.pptx import write

    document = deck('{layout=title seconds=10 section="One"}\n# A title of a talk\n')
    theme_part = part(write(document, headed("Georgia")), "ppt/theme/theme1.xml")
    assert '<a:majorFont><a:latin typeface="Georgia"/>' in theme_part
    assert '<a:minorFont><a:latin typeface="Calibri"/>' in theme_part


def test_layouts_of_a_designer_are_measured_by_the_project_s_own_font(tmp_path: Path) -> None:
    own_font(tmp_path, family=FAMILY)
    own_font(tmp_path, family=FAMILY, weight=700)
    mine, unknown = face(FAMILY, str(tmp_path)), face(FAMILY, "")
    assert (mine.measured, unknown.measured) == (True, False)
    assert mine.advances[0]["m"] != unknown.advances[0]["m"]
