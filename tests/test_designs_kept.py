"""What stays of a designer's look where much has to give way: a logo on our own layouts, letters as close as they were."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation

from reports.formats.pptx import write
from reports.formats.pptx.design.layout_composition import bare
from reports.formats.pptx.design.template_reading import template_of
from reports.formats.pptx.design.text_sizes import sized
from reports.formats.pptx.kept_ornaments import FIRST_ID, copied, with_ornaments
from reports.formats.pptx.plan import Layout, plan
from reports.formats.pptx.plan.layouts import layouts
from reports.formats.pptx.plan.slide_grids import Setting
from reports.formats.pptx.plan.slide_model import Par, Run, TextShape
from reports.formats.pptx.plan.title_lines import evened
from reports.ooxml.presentationml import A, P
from reports.theme.text_metrics import metrics
from tests import design_files, sample
from tests.deck_cases import deck
from tests.test_designs import FULL, theme

LOGO, BAND = "90", "91"


def alone(name: str) -> Layout:
    """Return our layout for a chart, alone on the ground of the master of a template."""
    template = template_of(design_files.template(name))
    look = sized(sample.theme().slides, template, template.masters[0], 24, 14)
    return bare("chart", look, template, template.masters[0], "theme/deck.pptx")


@pytest.mark.parametrize(("name", "kept"), [("with_logo", (LOGO,)), ("with_band", ()), ("plain", ())])
def test_what_stands_clear_of_our_layout_stays(name: str, kept: tuple[str, ...]) -> None:
    assert alone(name).kept == kept


def test_a_logo_is_copied_with_its_picture() -> None:
    show = Presentation(io.BytesIO(design_files.template("with_logo")))
    master, layout = show.slide_master.part, show.slide_layouts[6].part
    [logo] = copied(master, master._element, (LOGO,), layout)
    embedded = next(logo.iter(f"{A}blip")).get(f"{{{design_files.RELATIONS}}}embed")
    assert layout.related_part(embedded) is master.related_part(
        next(master._element.iter(f"{A}blip")).get(f"{{{design_files.RELATIONS}}}embed")
    )
    assert next(logo.iter(f"{P}cNvPr")).get("id") == str(FIRST_ID)
    assert copied(master, master._element, ("12345",), layout) == []


def test_copies_stand_behind_what_fills_the_layout() -> None:
    show = Presentation(io.BytesIO(design_files.template("with_logo")))
    master, layout = show.slide_master.part, show.slide_layouts[1].part
    made = etree.fromstring(with_ornaments(layout.blob, copied(master, master._element, (LOGO,), layout)))
    tags = [each.tag for each in made.iterfind(f"{P}cSld/{P}spTree/*")]
    assert tags[:3] == [f"{P}nvGrpSpPr", f"{P}grpSpPr", f"{P}pic"]
    assert f"{P}sp" in tags[3:]


def closed_up(spacing: int, size: int) -> bytes:
    """Return a template whose titles have letters so much closer, in hundredths of a point, at a size."""
    show = Presentation(io.BytesIO(design_files.template("plain")))
    run = show.slide_master._element.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr")
    run.set("spc", str(spacing))
    run.set("sz", str(size))
    return design_files.saved(show)


@pytest.mark.parametrize(("spacing", "shrinks"), [(-300, True), (0, False)])
def test_letters_of_a_smaller_title_are_closed_up_less(spacing: int, shrinks: bool) -> None:
    data = closed_up(spacing, 6000)
    made = plan(deck(FULL), theme(data))
    layout = made.slides[1].fitted
    assert isinstance(layout, Layout)
    share = layout.look.styles["title"].size / 60
    assert layout.spacing == pytest.approx(spacing / 100 * share)
    slide = Presentation(io.BytesIO(write(deck(FULL), theme(data)))).slides[1]
    said = [each.get("spc") for each in slide.shapes.title._element.iter(f"{A}defRPr")]
    assert said == [str(round(spacing * share)) if shrinks else None]


def title_in(font: str, words: str) -> tuple[float, float]:
    """Return the width of the box of a title, and of its place, set in a font."""
    look = sample.theme().slides
    slot = replace(layouts(look)["chart"].slots[0], narrows="left")
    setting = Setting(look.styles, metrics(font), sample.document("deck").words)
    made = evened(TextShape("title", (Par((Run(words),)),), slot.box), slot, setting)
    return made.box.w, slot.box.w


LONG = "A title of a slide about trams that takes two lines of this place and ends in a second that is no short one"


def test_titles_in_a_font_that_nothing_measures_are_set_in_even_lines() -> None:
    narrow, whole = title_in("Harbour Sans", LONG)
    assert narrow < whole
    assert title_in("Calibri", LONG) == (whole, whole), "what is measured ends in no short line"
    assert title_in("Harbour Sans", "Short") == (whole, whole)


def test_a_plate_leaves_room_beside_what_stands_on_it() -> None:
    made = plan(deck(FULL), theme(design_files.template("black_to_white")))
    plates = [
        (slide.fitted.plate, slide.fitted.look.boxes["content"])
        for slide in made.slides[1:]
        if isinstance(slide.fitted, Layout) and slide.fitted.plate
    ]
    assert plates
    assert all(plate.x <= max(area.x - 8, 0) for plate, area in plates)


def test_cells_of_tables_name_the_font_of_the_theme_in_a_designers_template() -> None:
    for theme_of, named in ((theme(design_files.template("plain")), True), (sample.theme(), False)):
        show = Presentation(io.BytesIO(write(sample.document("deck"), theme_of)))
        cells = [run for slide in show.slides for cell in slide._element.iter(f"{A}tc") for run in cell.iter(f"{A}rPr")]
        assert cells
        assert {each.find(f"{A}latin") is not None for each in cells} == {named}
