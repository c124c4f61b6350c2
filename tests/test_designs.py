"""Templates of other people: any that can be read makes a deck on which everything stands, is legible and overlaps nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from pptx import Presentation

from reports.errors import InputError
from reports.formats.pptx import write
from reports.formats.pptx.design.backdrop import backdrop
from reports.formats.pptx.design.clearance import overlap
from reports.formats.pptx.design.design_report import described
from reports.formats.pptx.design.layout_candidates import candidates
from reports.formats.pptx.design.layout_choice import choose
from reports.formats.pptx.design.template_cleaning import cleaned
from reports.formats.pptx.design.template_model import Template
from reports.formats.pptx.design.template_reading import template_of
from reports.formats.pptx.plan import Deck, Layout, plan
from reports.formats.pptx.plan.exhibits import below
from reports.formats.pptx.plan.layouts import layouts
from reports.formats.pptx.plan.slide_model import GridShape
from reports.ooxml.package import Package
from reports.ooxml.presentationml import A
from reports.ooxml.scheme_colours import contrast, rgb
from reports.ooxml.scheme_palette import palette
from reports.theme.definition import Box, Theme
from reports.tools.watching import slide_preview
from tests import design_files, sample
from tests.deck_cases import deck

SHARED = Path(__file__).parents[2] / "shared/designs"
UNREADABLE = ("encrypted",)
FOREIGN = sorted(each.stem for each in SHARED.glob("*.pptx") if each.stem not in UNREADABLE)
TOUCHING = 1.0
"""Square points that two boxes may share by rounding."""
FULL = """{layout=title seconds=10 section="One"}
# A title of a talk about a matter

{layout=two-columns seconds=10}
# What is found stands in a title that takes two lines where the slide is narrow

A measure, a place, a year

:::: columns
::: column
- First of all
- Second of all
:::
::: column
- Third of all
:::
::::

::: point
One sentence below it.
:::

{layout=table seconds=10}
# A table stands here

| What | How much | Since |
|---|--:|---|
| apples | many | long ago |
| pears | few | lately |
"""


def theme(data: bytes, **more: object) -> Theme:
    return replace(sample.theme(), base={"pptx": data}, base_names={"pptx": "theme/deck.pptx"}, **more)  # type: ignore[arg-type]


def boxes(layout: Layout, shapes: tuple[object, ...]) -> Iterator[tuple[str, Box]]:
    """Yield what stands on a slide, with its footer and number, by slot."""
    for shape in shapes:
        box: Box = shape.box  # type: ignore[attr-defined]
        if isinstance(shape, GridShape):
            box = replace(box, h=below(shape) - box.y)
        yield shape.slot, box  # type: ignore[attr-defined]
    for name in ("footer", "number"):
        if slot := layout.slot(name):
            yield name, slot.box


def faults(made: Deck, width: float, height: float) -> Iterator[str]:
    """Yield what overlaps, stands off the slide, or cannot be read."""
    for slide in made.slides:
        layout = slide.fitted
        assert isinstance(layout, Layout)
        placed = list(boxes(layout, slide.shapes))
        for name, box in placed:
            if box.x < -1 or box.y < -1 or box.x + box.w > width + 1 or box.y + box.h > height + 1:
                yield f"{slide.title}: {name} stands off the slide"
        for (one, first), (other, second) in combinations(placed, 2):
            if overlap(first, second) > TOUCHING:
                yield f"{slide.title}: {one} overlaps {other}"
        for name in {"source", "footer", "number"} & {name for name, _ in placed}:
            slot = layout.slot(name)
            assert slot is not None
            size = layout.look.styles[slot.style].size
            if size < 7.9 * min(
                1, height / 540, width / 960 * 1.35
            ):  # as large on a screen as 8 pt on slides of our size
                yield f"{slide.title}: {name} is set in {size} pt"


def below_of(box: Box) -> float:
    return box.y + box.h


def illegible(made: Deck, data: bytes) -> Iterator[str]:
    """Yield texts whose colour does not stand out from what is below them."""
    template = template_of(data)
    for slide in made.slides:
        layout = slide.fitted
        assert isinstance(layout, Layout)
        ground = backdrop(template, layout.part or layout.master, layout.kept if layout.bare else None)
        for name in ("subtitle", "source", "version", "as-of", "footer", "number"):
            slot = layout.slot(name)
            if slot is None or (slot.followed and not slot.colour):
                continue
            colour = slot.paints[slot.colour or layout.look.styles[slot.style].colour].shown
            on_plate = layout.plate and layout.plate.y <= slot.box.y and below_of(slot.box) <= below_of(layout.plate)
            paper = (slot if slot.fill else layout).paints["paper"].shown
            grounds = [rgb(paper)] if slot.fill or on_plate else ground.colours(slot.box)
            if min(contrast(rgb(colour), each) for each in grounds) < 4.4:
                yield f"{slide.title}: {name} in {colour}"


@pytest.mark.parametrize("name", design_files.TEMPLATES)
def test_a_deck_stands_in_any_template(name: str) -> None:
    data = design_files.template(name)
    look = theme(data)
    for document in (sample.document("deck"), deck(FULL)):
        made = plan(document, look)
        show = Presentation(io.BytesIO(write(document, look)))
        assert (show.slide_width, show.slide_height) == (
            Presentation(io.BytesIO(data)).slide_width,
            Presentation(io.BytesIO(data)).slide_height,
        )
        assert list(faults(made, show.slide_width / 12700, show.slide_height / 12700)) == []
        assert list(illegible(made, data)) == []
        assert len(show.slides) == len(made.slides)
        assert all(slide.shapes.title is not None for slide in show.slides)


@pytest.mark.parametrize("name", design_files.TEMPLATES)
def test_draft_date_and_number_stand_on_every_slide(name: str) -> None:
    document = sample.document("deck")
    draft = replace(document, info=replace(document.info, draft=True))
    slides = list(Presentation(io.BytesIO(write(draft, theme(design_files.template(name))))).slides)
    for number, slide in enumerate(slides[1:], 2):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any("Draft · " in text and draft.info.as_of_text in text for text in texts)
        assert str(number) in texts
    cover = [shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame]
    assert any("Draft" in text for text in cover)


@pytest.mark.parametrize("name", ["plain", "with_logo", "without_layouts"])
def test_nothing_of_the_designer_leaks(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write(sample.document("deck"), theme(design_files.template(name))))) as file:
        assert not [part for part in file.namelist() if b"SAMPLE" in file.read(part)]
        assert not [part for part in file.namelist() if part.startswith("docProps/thumbnail")]


def test_layouts_are_found_in_any_language_and_without_a_type() -> None:
    for name in ("german", "untyped"):
        made = plan(sample.document("deck"), theme(design_files.template(name)))
        known = plan(sample.document("deck"), theme(design_files.template("plain")))
        parts = [
            [slide.fitted.part for slide in each.slides if isinstance(slide.fitted, Layout)] for each in (made, known)
        ]
        assert parts[0] == parts[1]


def test_the_map_of_the_project_comes_first() -> None:
    data = design_files.template("plain")
    made = plan(sample.document("deck"), theme(data, slide_layouts={"chart": "title only"}))
    shown = next(slide.fitted for slide in made.slides if slide.layout == "chart")
    assert isinstance(shown, Layout)
    assert "“Title Only”" in shown.source
    with pytest.raises(
        InputError, match=r"theme/deck\.pptx: has no layout 'Titel only', .* for chart, did you mean 'Title Only'"
    ):
        plan(sample.document("deck"), theme(data, slide_layouts={"chart": "Titel only"}))


def test_a_template_without_layouts_gets_ours_and_the_build_says_so() -> None:
    data = design_files.template("without_layouts")
    made = plan(sample.document("deck"), theme(data))
    assert any("take ours in its theme" in str(each) for each in made.warnings)
    names = {
        slide.slide_layout.name
        for slide in Presentation(io.BytesIO(write(sample.document("deck"), theme(data)))).slides
    }
    assert "Headline + chart" in names
    quiet = plan(sample.document("deck"), theme(design_files.template("plain")))
    assert not any("take ours" in str(each) for each in quiet.warnings)


def test_charts_take_the_colours_of_the_template() -> None:
    data = design_files.template("plain")
    with zipfile.ZipFile(io.BytesIO(write(sample.document("deck"), theme(data)))) as file:
        charts = b"".join(file.read(name) for name in file.namelist() if name.startswith("ppt/charts/chart"))
    own = sample.theme().colours.primary[1:].upper().encode()
    assert own not in charts
    primary = palette(template_of(data).layouts[1].scheme, ((1.0, 1.0, 1.0),)).paints["primary"]
    assert f'schemeClr val="{primary.scheme}"'.encode() in charts
    assert b"srgbClr" not in charts, "who picks other colours for the template recolours its charts"


def test_the_same_template_gives_the_same_bytes() -> None:
    look = theme(design_files.template("with_band"))
    assert write(sample.document("deck"), look) == write(sample.document("deck"), look)


def test_a_report_on_a_template_says_what_is_used_and_why() -> None:
    said = "\n".join(described(theme(design_files.template("german"))))
    assert "chart: “Titel und Inhalt” (its type is obj)" in said
    assert "  section: 'Abschnitts- überschrift'" in said
    assert "accent: #" in said


@pytest.mark.skipif(not FOREIGN, reason="the templates of other people are not here")
@pytest.mark.parametrize("name", FOREIGN)
def test_a_deck_stands_in_templates_of_other_people(name: str) -> None:
    data = (SHARED / f"{name}.pptx").read_bytes()
    made = plan(sample.document("deck"), theme(data))
    template = template_of(data)
    assert list(faults(made, template.width, template.height)) == []
    assert list(illegible(made, data)) == []
    assert write(sample.document("deck"), theme(data))


def test_the_preview_of_slides_shows_them_on_the_designers_ground() -> None:
    for name, painted in (("with_band", True), ("", False)):
        look = theme(design_files.template(name)) if name else sample.theme()
        made = plan(sample.document("deck"), look)
        page = slide_preview.slides(made, look).decode()
        assert page.count('<section class="slide"') == len(made.slides)
        assert ("background:url(data:image/png" in page) is painted


def test_a_ground_of_many_colours_gets_a_plate_below_all_that_stands_on_it() -> None:
    """None of its colours is frequent, and words can be read on none of it."""
    made = plan(deck(FULL), theme(design_files.template("photograph")))
    shown = [slide.fitted for slide in made.slides]
    assert all(isinstance(each, Layout) and each.plate for each in shown[1:])
    for layout in shown:
        assert isinstance(layout, Layout)
        off = [each for each in layout.slots if not (layout.plate and overlap(each.box, layout.plate))]
        assert all(slot.fill for slot in off if slot.kind not in ("title", "ctrTitle"))


def two_masters() -> Template:
    """Return a template whose first master holds its title low, as masters of covers do, and its second one high."""
    found = template_of(design_files.template("plain"))
    high = found.masters[0]
    low = replace(high, part="low", holders=tuple(replace(each, box=_lowered(each.box)) for each in high.holders))
    bent = tuple(replace(each, holders=tuple(replace(one, box=_lowered(one.box)) for one in each.holders))
                 for each in found.layouts)  # fmt: skip
    return replace(found, masters=(low, high), layouts=bent)


def _lowered(box: Box | None) -> Box | None:
    return replace(box, y=box.y + 200, h=box.h / 2) if box and box.y < 300 else box


def test_the_master_with_more_room_comes_before_a_layout_with_little() -> None:
    look = sample.theme().slides
    own, bent = template_of(design_files.template("plain")), two_masters()
    table = layouts(look)["table"]
    [(first, below), *_] = candidates("table", choose(table, bent), bent, look)
    assert (first.part, below) == (bent.masters[1].part, True)
    [(first, below), *_] = candidates("table", choose(table, own), own, look)
    assert (first.name, below) == ("Title and Content", False)
    wanted = choose(table, bent, "Title and Content")
    [(first, below), *_] = candidates("table", wanted, bent, look)
    assert (first.name, below) == ("Title and Content", False)


def test_a_theme_that_names_no_font_names_one_in_the_deck() -> None:
    """An empty name is invalid (20.1.4.1.16), and some programs leave one."""
    package = Package.read(design_files.template("plain"))
    for part in [name for name in package.parts if name.startswith("ppt/theme/") and name.endswith(".xml")]:
        for latin in package.tree(part).iter(f"{A}latin"):
            latin.set("typeface", "")
    made = Package.read(cleaned(package.pack()))
    fonts = [latin.get("typeface") for part in made.parts if part.startswith("ppt/theme/") and part.endswith(".xml")
             for latin in made.tree(part).iter(f"{A}latin")]  # fmt: skip
    assert fonts
    assert set(fonts) == {"Calibri"}
