from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reports.errors import MissingLibraryError
from reports.theme import fonts
from reports.theme.scripts import installed


def test_every_family_has_its_files() -> None:
    for family in fonts.PACKAGES:
        files = fonts.font_files(family)
        assert files
        assert all(path.is_file() for path in files)


def test_a_family_without_a_package_is_refused_with_a_cure() -> None:
    with pytest.raises(MissingLibraryError, match=r"'Comic Sans'.*use one of IBM Plex Sans"):
        fonts.font_files("Comic Sans")


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts.PACKAGES, "Lost", "fontpkg_lost_for_ever")
    with pytest.raises(MissingLibraryError, match="pip install fontpkg-lost-for-ever"):
        fonts.font_folder("Lost")


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_the_table_of_widths_is_the_font_s_own(weight: int) -> None:
    measured = {c: int(width) for width, run in fonts.measured_widths(weight).items() for c in run}
    assert all(fonts.text_width(c, fonts.UNITS_PER_EM, weight) == width for c, width in measured.items())
    assert fonts.WIDTHS.read_text(encoding="utf-8") == fonts.widths_text()


def test_bold_runs_wider_and_text_adds_up() -> None:
    regular, bold = (fonts.text_width("> 30 claimed", 10, weight) for weight in (400, 600))
    assert bold > regular > 0
    assert fonts.text_width("ab", 10) == fonts.text_width("a", 10) + fonts.text_width("b", 10)
    assert fonts.text_width("ab", 20) == 2 * fonts.text_width("ab", 10)
    assert fonts.text_width("x", 10, 650) == fonts.text_width("x", 10, 600)


def test_characters_that_the_font_lacks_still_take_room() -> None:
    assert fonts.text_width("漢", 10) == 10
    assert fonts.text_width("\u0330", 10) == 0
    assert fonts.text_width("ᚠ", 10) == 6


@pytest.fixture
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "before")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)


@pytest.mark.usefixtures("_environment")
def test_the_font_set_is_ours_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    extra = tmp_path / "more & others"
    path = fonts.use_private_fontconfig(extra)
    text = path.read_text(encoding="utf-8")
    assert path.is_relative_to(tmp_path)
    assert os.environ["FONTCONFIG_FILE"] == str(path)
    assert text.count("<dir>") == len(fonts.PACKAGES) + len(installed()) + 1
    assert "more &amp; others" in text
    assert "/usr/share" not in text.replace(str(Path(fonts.__file__).parents[1]), "")
    assert fonts.use_private_fontconfig(extra) == path
    assert fonts.use_private_fontconfig() != path, "another set of folders is another file"


@pytest.mark.usefixtures("_environment")
def test_without_a_cache_folder_a_temporary_one_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    path = fonts.use_private_fontconfig()
    assert path.is_file()
    assert not path.is_relative_to(tmp_path)


@pytest.mark.usefixtures("_environment")
def test_without_a_home_a_temporary_folder_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("could not determine home directory")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert fonts.use_private_fontconfig().is_file()


def test_widths_need_neither_matplotlib_nor_font_tools() -> None:
    code = (
        "import sys; from reports.theme.fonts import text_width; text_width('a', 1); "
        "print([m for m in ('matplotlib', 'fontTools', 'weasyprint') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_other_programs_keep_the_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/other.conf")
    assert fonts.outer_environment()["FONTCONFIG_FILE"] == "/etc/fonts/other.conf"
    fonts.use_private_fontconfig()
    assert "FONTCONFIG_FILE" not in fonts.outer_environment()


PRINTED = (
    "Straße ½ − “x” ﬁ",
    "Ḥarka ǧ e\u0323\u0302",
    "a\u200bb\u200d\u00ad\ufe0f",
    "thin\u2009 and wide\u3000space",
    "Ω Я ђ ₽",
)
LACKING = (("ᚠᚢ", "ᚠᚢ"), ("x\u0330", "\u0330"), ("⇒ ●", "⇒●"), ("a\u2028b", "\u2028"))


@pytest.mark.parametrize("text", PRINTED)
def test_letters_with_marks_and_what_nobody_sees_are_printed(text: str) -> None:
    assert fonts.lacking(text) == ""


@pytest.mark.parametrize(("text", "signs"), LACKING)
def test_what_no_font_has_is_named(text: str, signs: str) -> None:
    assert sorted(fonts.lacking(text)) == sorted(signs)


def test_of_many_characters_some_are_named() -> None:
    assert fonts.named("京").startswith("'京' (U+4EAC")
    assert fonts.named("".join(map(chr, range(0x4E00, 0x4E64)))).endswith(" and 94 more")
    assert fonts.instead("⇒") != fonts.instead("ᚠ")
