"""Figures that a person typed: listed as a reader would say them, and commented at their place, once and for good."""

from __future__ import annotations

import pytest

from reports.audit.figure_search import figures
from reports.formats.docx.merge.figure_tracing import whole_dates
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W
from tests import sample
from tests.merge_desk import NEW, Desk, assert_whole, build, built, changed, merged, reworded
from tests.merge_edits import body_text

_W = f"{{{W}}}"
SENTENCE = "We asked on 12 March; they expect 3 more lines and 40% more trams."
FIGURES = ["12 March", "3", "40%"]


def saying(figures: list[str]) -> list[str]:
    return [
        f"No fact stands behind “{figure}”, which was written by hand. Declare a fact and print it, or take the figure out."
        for figure in figures
    ]


def typed(words: str = SENTENCE) -> Desk:
    """Return a desk with a paragraph of a person's own."""
    desk = Desk(built())
    desk.paragraph("Steel leans on one supplier").addnext(body_text(words))
    return desk


def comments(data: bytes) -> list[str]:
    """Return the words of the comments in a file; each has its marks in the text."""
    package = Package.read(data)
    part = "word/comments.xml"
    found = list(package.tree(part)) if part in package.parts else []
    marks = [each.get(f"{_W}id") for each in package.tree(package.main).iter(f"{_W}commentReference")]
    assert sorted(map(str, marks)) == sorted(each.get(f"{_W}id", "") for each in found)
    return ["".join(map(str, each.itertext())) for each in found]


def uncommented(data: bytes, words: str) -> bytes:
    """Return a file from which a person has removed the comment that holds `words`."""
    package = Package.read(data)
    gone = [each for each in package.tree("word/comments.xml") if words in "".join(map(str, each.itertext()))]
    ids = {each.get(f"{_W}id") for each in gone}
    tags = ("commentRangeStart", "commentRangeEnd", "commentReference")
    marks = package.tree(package.main).iter(*(_W + tag for tag in tags))
    for each in [*gone, *(mark for mark in list(marks) if mark.get(f"{_W}id") in ids)]:
        taken_out(each)
    return package.pack()


def taken_out(node: Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def test_each_figure_is_commented_once_however_often_it_is_built() -> None:
    made = merged(typed())
    assert [hand.text for hand in made.by_hand] == FIGURES
    assert comments(made.data) == saying(FIGURES)
    assert_whole(made.data)
    again = merged(made.data)
    assert again.data == made.data
    assert [hand.text for hand in again.by_hand] == FIGURES
    assert comments(merged(typed("No figure stands in these words.")).data) == []


def test_a_figure_in_a_sentence_that_a_person_reworded_is_commented() -> None:
    desk = Desk(built())
    desk.type_over("Steel leans on one supplier: ", "For 9 years steel has leaned on one supplier: ")
    assert comments(merged(desk).data) == saying(["9"])


def test_a_comment_that_was_removed_stays_away_and_its_figure_is_still_listed() -> None:
    left = uncommented(merged(typed()).data, "40%")
    made = merged(merged(left).data)
    assert comments(made.data) == saying(["12 March", "3"])
    assert [hand.text for hand in made.by_hand] == FIGURES


def test_a_comment_goes_with_its_figure_and_no_other_goes() -> None:
    desk = Desk(merged(typed()).data)
    desk.type_over("3 more lines", "more lines")
    assert comments(merged(desk).data) == saying(["12 March", "40%"])


def test_a_comment_on_what_the_template_says_stays_beside_one_on_a_figure() -> None:
    desk = Desk(built())
    desk.type_over("Steel leans on one supplier: ", "For 9 years steel has leaned on one supplier: ")
    new = build(reworded(changed(sample.document(), **NEW), "Steel leans on one", "Steel hangs on one"))
    made = merged(merged(desk, new).data, new)
    conflict, figure = sorted(comments(made.data), reverse=True)
    assert conflict.startswith("Your text was kept. The template now says: “Steel hangs on one")
    assert [figure] == saying(["9"])


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en-GB", "on 12 March; in March 12, 2031 and 3 more", ["12 March", "March 12, 2031", "3"]),
        (
            "en-GB",
            "the 4th of May 2031, May 2031, 7 Feb. and 5 marches",
            ["4th of May 2031", "May 2031", "7 Feb.", "5"],
        ),
        ("fr-FR", "le 1er avril 2031, 12 mars et 3 trams", ["1er avril 2031", "12 mars", "3"]),
    ],
)
def test_a_day_is_told_with_its_month(language: str, text: str, told: list[str]) -> None:
    spans = [(each.start, each.end) for each in figures(text, language)]
    assert whole_dates(text, spans, language) == told
    assert whole_dates(text, [], language) == []
