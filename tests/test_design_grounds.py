"""What words stand on in a designer's template: shades and tints as Office mixes them, and plates where colours are alike."""

from __future__ import annotations

import pytest

from reports.formats.pptx.design.content_plate import colours_below, plate_for
from reports.ooxml.scheme_colours import BLACK, WHITE, Scheme, contrast, hex_of, modified, rgb
from reports.ooxml.scheme_palette import palette
from reports.theme.definition import Box

AREA = Box(40, 100, 600, 300)
SCHEME = Scheme({"dk1": BLACK, "lt1": WHITE, "accent1": rgb("41AEBD"), "accent2": rgb("A2CF49")}, {})


@pytest.mark.parametrize(
    ("colour", "change", "shown"),
    [
        ("000000", ("tint", 0.75), "#898989"),
        ("4F81BD", ("shade", 0.5), "#385D8A"),
        ("4F81BD", ("tint", 1.0), "#4F81BD"),
    ],
)
def test_shades_and_tints_are_those_of_office(colour: str, change: tuple[str, float], shown: str) -> None:
    assert hex_of(modified(rgb(colour), (change,))) == shown


def test_a_ground_that_leaves_no_colours_apart_gets_a_plate_on_which_its_words_could_stand_too() -> None:
    grey = palette(SCHEME, (rgb("989898"),))
    plate = plate_for(AREA, grey, SCHEME, coloured=True)
    assert plate is not None
    assert plate.palette.coloured
    assert contrast(rgb(grey.paints["ink"].shown), plate.colour) >= 4.5
    assert plate_for(AREA, grey, SCHEME, coloured=False) is None


def test_a_plain_ground_gets_none() -> None:
    assert plate_for(AREA, palette(SCHEME, (WHITE,)), SCHEME, coloured=True) is None


def test_what_lies_on_a_plate_stands_on_its_colour() -> None:
    plate = plate_for(AREA, palette(SCHEME, (BLACK, WHITE)), SCHEME, coloured=True)
    assert plate is not None
    assert colours_below(AREA, None, plate) == (plate.colour,)  # type: ignore[arg-type]
