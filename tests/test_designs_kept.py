"""What stays of a designer's look where much has to give way: a logo on our own layouts, letters as close as they were."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from reports.formats.pptx import write
from reports.formats.pptx.design.clearance import overlap
from reports.formats.pptx.design.content_plate import band_of
from reports.formats.pptx.design.own_layout import bare, title_band
from reports.formats.pptx.design.template_reading import template_of
from reports.formats.pptx.design.text_sizes import sized
from reports.formats.pptx.kept_ornaments import FIRST_ID, copied, with_ornaments
from reports.formats.pptx.plan import Layout, plan
from reports.formats.pptx.plan.layouts import layouts
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_model import Par, Run, TextShape
from reports.formats.pptx.plan.title_lines import evened
from reports.ooxml.presentationml import A, P
from reports.theme.definition import Box
from reports.theme.text_metrics import metrics
from tests import design_files, sample
from tests.deck_cases import deck
from tests.test_designs import FULL, theme

LOGO, BAND = "90", "91"
FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
MASTER = "ppt/slideMasters/slideMaster1.xml"


def alone(name: str, *, banded: bool = False) -> Layout:
    """Return our layout for a chart, alone on the ground of the master of a template, or on the band of its titles."""
    template = template_of(design_files.template(name))
    [master] = template.masters
    look = sized(sample.theme().slides, template, master, 24, 14)
    return bare("chart", look, template, master, "theme/deck.pptx", band=title_band(template, master) if banded else ())


@pytest.mark.parametrize(("name", "kept"), [("with_logo", (LOGO,)), ("with_band", ()), ("plain", ())])
def test_what_stands_clear_of_our_layout_stays(name: str, kept: tuple[str, ...]) -> None:
    assert alone(name).kept == tuple((MASTER, id) for id in kept)


@pytest.mark.parametrize(
    ("name", "band"), [("with_band", (BAND,)), ("with_logo", ()), ("plain", ()), ("photograph", ())]
)
def test_the_band_behind_titles_is_carried_into_our_layouts(name: str, band: tuple[str, ...]) -> None:
    template = template_of(design_files.template(name))
    assert tuple(each.id for each in title_band(template, template.masters[0])) == band
    made, without = alone(name, banded=True), alone(name)
    if not band:
        assert made == without
        return
    [ornament] = title_band(template, template.masters[0])
    title, subtitle = made.slot("title"), made.slot("subtitle")
    assert title
    assert subtitle
    assert made.kept == tuple((MASTER, id) for id in band)
    assert ornament.box.y < title.box.y < title.box.y + title.box.h < ornament.box.y + ornament.box.h
    assert overlap(ornament.box, subtitle.box) == 0
    ink, dark = (each.slot("title").paints["ink"].shown for each in (without, made))  # type: ignore[union-attr]
    assert (ink, dark) == ("#000000", "#FFFFFF"), "words are held against the band that they stand on"


TALL = """{layout=title seconds=10 section="One"}
# A title of a talk about a matter

{layout=table seconds=10}
# No place of the designer's holds these rows

| What | How much |
|---|---|
""" + "".join(f"| Row {name} | many |\n" for name in "abcdefgh")


def low(name: str) -> bytes:
    """Return a template in which only a low strip is left for exhibits."""
    show = Presentation(io.BytesIO(design_files.template(name)))
    for holder in (show.slide_master, *show.slide_master.slide_layouts):
        for shape in holder.placeholders:
            if shape.placeholder_format.type not in FURNITURE and shape.placeholder_format.idx:
                shape.left, shape.top, shape.width, shape.height = Pt(40), Pt(330), Pt(640), Pt(80)
    return design_files.saved(show)


@pytest.mark.parametrize(("name", "shown"), [("with_band", True), ("plain", False)])
def test_a_slide_in_our_layout_shows_the_band(name: str, *, shown: bool) -> None:
    show = Presentation(io.BytesIO(write(deck(TALL), theme(low(name)))))
    layout = show.slides[1].slide_layout
    assert layout.name == layouts(sample.theme().slides)["table"].name, "the slide takes our layout"
    assert 'showMasterSp="0"' in etree.tostring(layout._element, encoding="unicode")
    assert ("Band" in [each.name for each in layout.shapes]) is shown


@pytest.mark.parametrize(
    ("beside", "across"),
    [(None, True), (Box(700, 200, 15, 15), False), (Box(300, 20, 15, 15), True)],
)
def test_a_plate_goes_across_the_slide_but_for_what_stands_beside_it(beside: Box | None, across: bool) -> None:
    template = template_of(design_files.template("plain"))
    boxes = {"source": Box(50, 460, 600, 24), "footer": Box(50, 500, 600, 20)}
    made = band_of(Box(40, 100, 620, 350), boxes, template, [beside] if beside else [])
    assert (made.x, made.w) == ((0, template.width) if across else (40, 620))
    assert 484 <= made.y + made.h <= 500, "the sources stand on it, the footer does not"


def test_a_logo_is_copied_with_its_picture() -> None:
    show = Presentation(io.BytesIO(design_files.template("with_logo")))
    master, layout = show.slide_master.part, show.slide_layouts[6].part
    [logo] = copied(master, (LOGO,), layout)
    embedded = next(logo.iter(f"{A}blip")).get(f"{{{design_files.RELATIONS}}}embed")
    assert layout.related_part(embedded) is master.related_part(
        next(master._element.iter(f"{A}blip")).get(f"{{{design_files.RELATIONS}}}embed")
    )
    assert copied(master, ("12345",), layout) == []


def test_copies_stand_behind_what_fills_the_layout() -> None:
    show = Presentation(io.BytesIO(design_files.template("with_logo")))
    master, layout = show.slide_master.part, show.slide_layouts[1].part
    made = etree.fromstring(with_ornaments(layout.blob, copied(master, (LOGO,), layout)))
    tags = [each.tag for each in made.iterfind(f"{P}cSld/{P}spTree/*")]
    assert tags[:3] == [f"{P}nvGrpSpPr", f"{P}grpSpPr", f"{P}pic"]
    assert f"{P}sp" in tags[3:]
    assert next(next(made.iter(f"{P}pic")).iter(f"{P}cNvPr")).get("id") == str(FIRST_ID)


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
