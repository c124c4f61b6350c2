"""The look: what a project says over what the program brings, and every key it may say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from reports.errors import InputError
from reports.languages.registry import language, languages
from reports.load.theme_file import default_theme, load_theme
from reports.theme.designer_file import DesignerFile


def written(folder: Path, text: str) -> Path:
    """Return a theme folder with this theme.yaml."""
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    return folder


def test_no_folder_is_the_programs_own_look() -> None:
    theme = load_theme(None, "theme", {})
    assert theme.colours == default_theme().colours
    assert theme.word.styles == default_theme().word.styles


def test_what_is_said_counts_and_the_rest_stays(tmp_path: Path) -> None:
    text = "colours:\n  ink: '#101010'\nword:\n  styles:\n    title:\n      size: 30\n      keep-next: true\n"
    text += "slides:\n  boxes:\n    title:\n      y: 40\n"
    theme, default = load_theme(written(tmp_path, text), "theme", {}), default_theme()
    assert (theme.colours.ink, theme.colours.primary) == ("#101010", default.colours.primary)
    assert (theme.word.styles["title"].size, theme.word.styles["title"].leading) == (
        30,
        default.word.styles["title"].leading,
    )
    assert (theme.slides.boxes["title"].y, theme.slides.boxes["title"].x) == (40, default.slides.boxes["title"].x)
    assert theme.fonts == default.fonts


def test_style_sheets_add_up_and_base_files_are_carried(tmp_path: Path) -> None:
    (tmp_path / "summary.css").write_text("p { color: red }", encoding="utf-8")
    base = BytesIO()
    docx.Document().save(base)
    (tmp_path / "brief.docx").write_bytes(base.getvalue())
    theme = load_theme(tmp_path, "theme", {"docx": DesignerFile(("brief.docx",), ("word/document.xml",), "Word")})
    assert theme.css.startswith(default_theme().css)
    assert theme.css.endswith("p { color: red }")
    assert dict(theme.base) == {"docx": base.getvalue()}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("colour:\n  ink: '#101010'\n", "theme/theme.yaml:1:1: the theme has no 'colour' here"),
        ("colours:\n  inkk: '#101010'\n", "theme/theme.yaml:2:9: the theme has no 'inkk' here"),
        ("colours:\n  ink: black\n", "theme/theme.yaml:2:8: 'black' is no colour; write it as '#14213D', in quotes"),
        ("colours:\n  ink: #101010\n", "theme/theme.yaml:2:7: None is no colour"),
        ("fonts:\n  text: 12\n", "theme/theme.yaml:2:9: “12” is not what stands here"),
        ("word:\n  styles:\n    title:\n      size: large\n", "theme/theme.yaml:4:13: “large” is not what stands here"),
        ("word:\n  styles:\n    title:\n      size: 99999\n", "theme/theme.yaml:4:13: 99999 is out of range"),
        ("word:\n  styles:\n    title:\n      sise: 12\n", "theme/theme.yaml:4:13: the theme has no 'sise' here"),
        (
            "word:\n  styles:\n    titel:\n      size: 12\n",
            "theme/theme.yaml:3:5: the theme has no 'titel' here, did you",
        ),
        ("word:\n  styles:\n    title:\n      colour: navy\n", "theme/theme.yaml:4:15: there is no colour 'navy'"),
        ("word:\n  styles:\n    title:\n      keep-next: 1\n", "theme/theme.yaml:4:18: “1” is not what stands here"),
        ("slides:\n  boxes:\n    title: wide\n", "theme/theme.yaml:3:12: “wide” is not what stands here"),
        ("- ink\n", "theme/theme.yaml:1:1: must hold keys such as colours: and fonts:"),
        ("colours: &a\n  ink: *a\n", "uses an alias"),
    ],
)
def test_faults_of_a_theme(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_theme(written(tmp_path, text), "theme", {})
    assert any(problem in str(each) for each in caught.value.problems), caught.value


def test_all_faults_come_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_theme(written(tmp_path, "colours:\n  ink: a\n  primary: b\nfonts:\n  texxt: c\n"), "theme", {})
    assert len(caught.value.problems) == 3


def test_an_empty_theme_is_the_default(tmp_path: Path) -> None:
    assert load_theme(written(tmp_path, "# nothing\n"), "theme", {}).colours == default_theme().colours


def test_languages_are_those_with_a_file() -> None:
    assert set(languages()) >= {"en", "fr"}
    assert language("fr-FR").locale == "fr-FR"
    with pytest.raises(InputError, match="the language 'xx' is not known; use one of"):
        language("xx")
