"""Our own design in a house's font: one that runs wider is set smaller, as small as can be read, before it is refused."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from reports.errors import InputError
from reports.formats.pptx import write
from reports.formats.pptx.plan import Deck, plan
from reports.formats.pptx.plan.house_sizes import LEAST, LEAST_TEXT, SHARES, runs_wider, smaller, title_size
from reports.formats.pptx.plan.layouts import Layout
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_model import Par, Run, TextShape
from reports.ooxml.presentationml import A
from reports.theme.definition import Theme
from reports.theme.metric_twins import TWINS, twins_of
from reports.theme.text_metrics import how_measured, metrics, run_length
from tests import sample
from tests.deck_cases import deck
from tests.font_desk import FAMILY, own_font

FITS = """{layout=table seconds=60}
# A title of this slide that is neither long nor short

A subtitle that tells what is measured, in which place, in which year and in which unit; this is very nearly the whole of a line

| One | Two |
|---|---|
""" + "".join(
    f"| First word of row {n} | Some more words that stand in a cell of a row of this table |\n" for n in range(7)
)
TOO_LONG = FITS.replace("very", "very " * 40)


def in_font(family: str, folder: Path | None = None) -> Theme:
    """Return the theme of the sample with another font in Office files."""
    theme = sample.theme()
    return replace(theme, fonts=replace(theme.fonts, office=family), folder=str(folder or ""))


def sizes(made: Deck) -> list[float]:
    """Return the sizes of running text on the slides of a deck that are set smaller."""
    looks = [slide.fitted for slide in made.slides if isinstance(slide.fitted, Layout)]
    return [each.look.styles["body"].size for each in looks]


def test_a_wider_font_is_set_smaller_and_told(tmp_path: Path) -> None:
    own_font(tmp_path)
    own_font(tmp_path, weight=700)
    made = plan(deck(FITS), in_font(FAMILY, tmp_path))
    assert sizes(made)
    assert all(18 <= size < 20 for size in sizes(made))
    [told] = [str(each) for each in made.warnings if FAMILY in str(each)]
    assert told.startswith("theme/theme.yaml: sets 1 of 1 slides smaller, since Harbour Text runs wider than Calibri")


@pytest.mark.parametrize("family", ["Calibri", "Carlito"])
def test_a_font_as_wide_as_ours_is_left_alone(family: str) -> None:
    made = plan(deck(FITS), in_font(family))
    assert not sizes(made)
    assert not any("smaller" in str(each) for each in made.warnings)
    assert not runs_wider(in_font(family))


def test_what_fits_in_no_size_is_refused_still() -> None:
    with pytest.raises(InputError, match="too tall"):
        plan(deck(TOO_LONG), in_font("Verdana"))


def test_our_own_font_never_shrinks() -> None:
    with pytest.raises(InputError, match=r"subtitle .* too tall"):
        plan(deck(FITS.replace("very", "quite certainly and very")), in_font("Calibri"))


def test_a_long_subtitle_takes_a_second_line_in_a_wide_font() -> None:
    text = FITS.replace("very", "quite certainly and")
    [slide] = plan(deck(text), in_font("Verdana")).slides
    [under] = [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.slot == "subtitle"]
    below = min(shape.box.y for shape in slide.shapes if shape.slot == "main")
    assert under.box.h > 20
    assert under.box.y + under.box.h <= below


@pytest.mark.parametrize("share", SHARES)
def test_no_text_goes_below_what_can_be_read(share: float) -> None:
    look = smaller(sample.theme().slides, share, 24)
    for name, style in look.styles.items():
        assert style.size >= LEAST.get(name, LEAST_TEXT)
        assert style.leading >= style.size


def test_titles_have_one_size() -> None:
    look, theme = sample.theme().slides, in_font("Verdana")
    setting = Setting(look.styles, metrics("Verdana"), sample.document("deck").words)
    short, long = (
        Par((Run("Short"),)),
        Par((Run("A title of many words that would take three lines " * 2 + "if they were much larger"),)),
    )
    assert title_size([("chart", short)], look, setting) == look.styles["title"].size
    assert title_size([("chart", short), ("chart", long)], look, setting) < look.styles["title"].size
    assert runs_wider(theme)


def test_slides_spell_sizes_that_are_not_those_of_the_master(tmp_path: Path) -> None:
    own_font(tmp_path)
    own_font(tmp_path, weight=700)
    theme = in_font(FAMILY, tmp_path)
    document = deck(FITS)
    [slide] = Presentation(io.BytesIO(write(document, theme))).slides
    found = {int(each.get("sz")) for each in slide._element.iter(f"{A}rPr", f"{A}defRPr") if each.get("sz")}
    assert not any(size > 2800 or 1600 < size < 1800 for size in found)
    assert min(found) >= 1000


@pytest.mark.parametrize(("family", "twin"), [("Georgia", "Gelasio"), ("Cambria", "Caladea")])
def test_a_font_of_the_same_widths_measures(family: str, twin: str, tmp_path: Path) -> None:
    assert not metrics(family).measured or metrics(family).by
    own_font(tmp_path, family=twin)
    found = metrics(family, str(tmp_path))
    assert (found.measured, found.by, found.family) == (True, twin, family)
    assert run_length(family, str(tmp_path)) == run_length(twin, str(tmp_path))
    assert how_measured(family, str(tmp_path)) == f"as wide as {twin}, which is measured"


@pytest.mark.parametrize(
    ("family", "wide", "line"),
    [("Arial", 0.5562, 1.15), ("Times New Roman", 0.5, 1.15), ("Courier New", 0.6001, 1.13), ("Calibri", 0.5068, 1.22)],
)
def test_the_fonts_of_every_office_are_known_without_their_files(family: str, wide: float, line: float) -> None:
    found = metrics(family)
    assert (found.measured, found.by) == (True, "")
    assert found.advances[0]["0"] == pytest.approx(wide, abs=0.0005)  # `hmtx` of the font itself
    assert found.line == pytest.approx(line, abs=0.005)
    assert how_measured(family, "") == "measured"


@pytest.mark.parametrize(("family", "twin"), [("Helvetica", "Arial"), ("Arimo", "Arial"), ("Times", "Times New Roman")])
def test_families_made_to_their_widths_are_known_by_them(family: str, twin: str) -> None:
    assert (metrics(family).measured, metrics(family).by) == (True, twin)


def test_the_family_itself_measures_before_its_twin(tmp_path: Path) -> None:
    own_font(tmp_path, family="Georgia")
    found = metrics("Georgia", str(tmp_path))
    assert (found.measured, found.by) == (True, "")
    assert how_measured("Georgia", str(tmp_path)) == "measured"


def test_a_family_without_a_twin_is_taken_to_be_wider() -> None:
    assert not metrics("Harbour Sans").measured
    assert how_measured("Harbour Sans", "").startswith("not measured here")


def test_no_family_is_its_own_twin() -> None:
    assert all(name not in map(str.casefold, twins_of(name)) for name in TWINS)
