"""Twice as long a document takes about twice the work, whoever writes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reports.document import Document
from reports.formats import docx, pptx
from reports.formats.docx import merge
from reports.formats.pptx import merge as deck_merge
from reports.ooxml.presentationml import A, opened
from reports.ooxml.wordprocessingml import W, paragraph, run
from tests import sample
from tests.audit_cases import REPORT, Case, told
from tests.growth import chapters, chart_slides, grid, growth, slides_apart, told_apart
from tests.merge_desk import Desk, build, changed, text_of

LINEAR = 1.8
"""Times what is in proportion, for what belongs to no row; work that grows with the square is four times that."""
Write = Callable[..., bytes]


@pytest.mark.parametrize(
    ("write", "make", "small"),
    [(docx.write, grid, 250), (docx.write, chapters, 50), (pptx.write, chart_slides, 20)],
    ids=["rows", "sections", "slides"],
)
@pytest.mark.slow
def test_the_work_grows_in_proportion(write: Write, make: Callable[[int], Document], small: int) -> None:
    few, many, look = make(small), make(4 * small), sample.theme()
    assert growth(lambda: write(few, look), lambda: write(many, look)) < 4 * LINEAR


@pytest.mark.parametrize(
    "sentence", ["Line {n} sold {n}700 tickets. ", "The trams sold 4,100 tickets. "], ids=["other", "same"]
)
@pytest.mark.slow
def test_a_list_of_problems_grows_in_proportion(sentence: str, tmp_path: Path) -> None:
    """One line with very many figures that no fact stands behind: each is told, with its own place."""
    head = REPORT.format(format="docx", language="en-GB")

    def line(count: int) -> Callable[[], int]:
        text = "".join(sentence.format(n=10 + n) for n in range(count))
        case = Case(f"line-{count}", "", {"r/report.yaml": head, "r/main.md": f"# A heading\n\n{text}\n"}, ())
        return lambda: len(told(case, tmp_path / case.name)[0])

    few, many = line(100), line(400)
    assert (few(), many()) == (100, 400)
    assert growth(few, many) < 4 * LINEAR


def _replaced(desk: Desk) -> None:
    for node in desk.body.iter(f"{{{W}}}t"):
        node.text = (node.text or "").replace("river", "stream")


def _typed_over(desk: Desk) -> None:
    for node in desk.body.iter(f"{{{W}}}t"):
        node.text = (node.text or "").replace("30 billion", "33 billion")


def _own(desk: Desk) -> None:
    for node in list(desk.body.iterchildren(f"{{{W}}}p"))[::2]:
        node.addnext(paragraph("BodyText", run(f"Of my own: {text_of(node)}")))


@pytest.mark.slow
@pytest.mark.parametrize("act", [_replaced, _typed_over, _own])
def test_a_join_grows_in_proportion(act: Callable[[Desk], None]) -> None:
    """Somebody replaced a word in the whole brief, typed over each figure, or wrote a paragraph below every other one."""

    def edited(count: int) -> Callable[[], object]:
        document = told_apart(count)
        desk = Desk(build(document))
        act(desk)
        mine, after = desk.save(), changed(document, budget="31")
        new, base = build(after), merge.base_in(mine)
        assert base is not None
        return lambda: merge.merge(mine, new, base, after)

    assert growth(edited(20), edited(80), rounds=1) < 4 * LINEAR


@pytest.mark.slow
@pytest.mark.parametrize("every", [False, True], ids=["one slide", "every slide"])
def test_a_join_of_a_deck_grows_in_proportion(every: bool) -> None:
    """Somebody typed on one slide, or on each; a fact that stands on all of them changes."""

    def edited(count: int) -> Callable[[], object]:
        document = slides_apart(count)
        package = opened(deck_merge.based(pptx.write(document, sample.theme()), document.facts_version, document)[0])
        for n in range(1, count + 1 if every else 2):
            text = list(package.tree(f"ppt/slides/slide{n}.xml").iter(f"{A}t"))[-4]
            text.text = f"{text.text} zebra{n}"
        mine, after = package.pack(), changed(document, budget="31")
        new, base = (
            deck_merge.based(pptx.write(after, sample.theme()), after.facts_version, after)[0],
            deck_merge.base_in(mine),
        )
        assert base is not None
        return lambda: deck_merge.merge(mine, new, base, after)

    assert growth(edited(20), edited(80), rounds=1) < 4 * LINEAR


@pytest.mark.slow
def test_work_that_grows_with_the_square_is_found() -> None:
    def squared(size: int) -> int:
        return sum(one == other for one in range(size) for other in range(size))

    assert growth(lambda: squared(300), lambda: squared(1200)) > 4 * LINEAR
