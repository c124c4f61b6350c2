"""An organisation's `_brand.yml`: its colours by role, legible, and its font; the project's own theme wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.errors import InputError
from reports.load.theme_file import default_theme, load_theme
from reports.ooxml.scheme_colours import contrast, rgb
from reports.theme.definition import Theme

BRAND = """meta:
  name: Harbour Office
color:
  palette:
    sea: '#03C'
    sun: '#FFD400'
    accent: sun
  foreground: '#101820'
  primary: sea
  secondary: accent
typography:
  base:
    family: Open Sans
    size: 1rem
  headings: Raleway
"""


def loaded(folder: Path, brand: str, own: str = "") -> Theme:
    (folder / "_brand.yml").write_text(brand, encoding="utf-8")
    if own:
        (folder / "theme.yaml").write_text(own, encoding="utf-8")
    return load_theme(folder, "theme", {})


def test_colours_and_font_of_a_brand_are_taken(tmp_path: Path) -> None:
    made = loaded(tmp_path, BRAND)
    assert (made.colours.ink, made.colours.primary, made.fonts.office) == ("#101820", "#0033CC", "Open Sans")
    assert made.colours.paper == default_theme().colours.paper
    assert made.fonts.text == default_theme().fonts.text


def test_a_colour_that_cannot_be_read_is_darker(tmp_path: Path) -> None:
    made = loaded(tmp_path, BRAND)
    assert made.colours.focus != "#FFD400"
    assert contrast(rgb(made.colours.focus), (1.0, 1.0, 1.0)) >= 4.5


def test_the_theme_of_the_project_wins(tmp_path: Path) -> None:
    made = loaded(tmp_path, BRAND, "colours:\n  primary: '#0F4C5C'\n")
    assert (made.colours.primary, made.colours.ink) == ("#0F4C5C", "#101820")


def test_a_colour_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"theme/_brand\.yml:9:12: “seaa” is no colour, did you mean 'sea'"):
        loaded(tmp_path, BRAND.replace("primary: sea\n", "primary: seaa\n"))


@pytest.mark.parametrize("brand", ["", "# nothing\n", "color: blue\n", "typography:\n  base: Lato\n", "- a list\n"])
def test_what_a_brand_leaves_out_keeps_its_value(brand: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, brand).colours == default_theme().colours
