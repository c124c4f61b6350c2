"""What decks keep of a designer's look: large titles, clear logos, the layout that is meant for content."""

from __future__ import annotations

from dataclasses import replace

from reports.formats.pptx.design.clearance import overlap
from reports.formats.pptx.design.layout_choice import choose
from reports.formats.pptx.design.template_reading import template_of
from reports.formats.pptx.plan import Layout, plan
from reports.formats.pptx.plan.layouts import layouts
from reports.theme.definition import Box
from tests import design_files, sample
from tests.deck_cases import deck
from tests.test_designs import FULL, TOUCHING, boxes, theme


def test_nothing_covers_a_logo_in_the_corner_of_the_place_for_content() -> None:
    left, top, wide, tall = (each.pt for each in design_files.LOGO_IN_CONTENT)
    for name, kept in (("logo_in_content", True), ("plain", False)):
        made = plan(deck(FULL), theme(design_files.template(name)))
        shown = [slide.fitted for slide in made.slides[1:]]
        assert all(isinstance(each, Layout) and each.part for each in shown), "in the designer's own layouts"
        met = [box for slide in made.slides[1:] for _, box in boxes(slide.fitted, slide.shapes)  # type: ignore[arg-type]
               if overlap(box, Box(left, top, wide, tall)) > TOUCHING]  # fmt: skip
        assert (not met) is kept


def test_titles_are_as_large_as_the_place_for_them_lets_them_be_and_end_in_no_short_line() -> None:
    made = plan(deck(FULL), theme(design_files.template("plain")))
    fitted = [slide.fitted for slide in made.slides[1:]]
    assert {each.look.styles["title"].size for each in fitted if isinstance(each, Layout)} == {33}
    assert all(isinstance(each, Layout) for each in fitted)
    assert not [each for each in made.warnings if "ends in a short line" in each.what]


def test_a_long_title_gets_a_second_line_where_the_designer_left_room_for_one() -> None:
    tops = []
    for title in ("A title that is far too long for one line, " * 2 + "as some are", "A title"):
        made = plan(deck(FULL.replace("A table stands here", title)), theme(design_files.template("one_line_titles")))
        layout = made.slides[2].fitted
        assert isinstance(layout, Layout)
        assert "Title and Content" in layout.source
        tops.append(layout.look.boxes["content"].y)
    assert tops[0] > tops[1], "a short title leaves the content where it was"


def test_a_layout_of_a_table_of_contents_is_taken_for_content_last() -> None:
    found = template_of(design_files.template("untyped"))
    table = layouts(sample.theme().slides)["table"]
    plainly, listed = (replace(found.layouts[1], name=name) for name in ("Inhalt", "Agenda"))
    for each in ((listed, plainly), (plainly, listed)):
        chosen = choose(table, replace(found, layouts=each))
        assert chosen
        assert chosen.found.name == "Inhalt"
    alone = choose(table, replace(found, layouts=(listed,)))
    assert alone
    assert alone.found.name == "Agenda"
