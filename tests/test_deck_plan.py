"""The plan of a talk: what it says, how long it takes, and what it warns of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.document import Document, Heading, Notes, Paragraph, SourceList, Text, plain
from reports.errors import InputError, Place
from reports.formats.pptx.plan import layouts, plan, rehearse
from reports.formats.pptx.plan.list_portions import portions
from reports.formats.pptx.plan.slide_model import GridShape, TextShape
from tests import sample
from tests.deck_cases import deck

LONG_NOTES = "::: notes\n" + "We will say it slowly. " * 15 + "\n:::\n"
BOXES = layouts(sample.theme().slides)


def test_titles_read_alone_tell_the_story() -> None:
    made = plan(sample.document("deck"), sample.theme())
    said = [plain(b.inlines) for b in sample.SLIDE_BLOCKS if isinstance(b, Heading)]
    assert [row.title for row in rehearse(made)] == said


def test_rehearsal_adds_up_to_the_talk() -> None:
    rows = rehearse(plan(sample.document("deck"), sample.theme()))
    assert [row.total_seconds for row in rows] == [30, 90, 160, 230, 290, 300]
    assert rows[0].words == 10
    assert rows[0].spoken_seconds == 5
    assert not any("minutes" in str(w) for w in plan(sample.document("deck"), sample.theme()).warnings)


def test_labelled_notes_are_not_counted_as_spoken() -> None:
    text = "{layout=section seconds=60}\n# A title\n\n::: notes\nTwo words.\n\n**Likely question:** Why?\n\n"
    made = plan(deck(text + "Answer\n: For no reason.\n:::\n"), sample.theme())
    assert made.slides[0].spoken == 2
    assert [par.text for par in made.slides[0].notes] == [
        "Say",
        "Two words.",
        "Likely question: Why?",
        "Answer: For no reason.",
        "Time: 1:00",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{layout=section seconds=60}\n# A title\n", "has no notes"),
        (
            "{layout=decision seconds=60}\n# A title\n\nS\n\n- A\n\n::: notes\nShort.\n:::\n",
            "have 1 words; aim at 60 to 120",
        ),
        ("{layout=decision seconds=1}\n# A title\n\nS\n\n- A\n\n" + LONG_NOTES, "take 34 seconds to say, not 1"),
        (
            "{layout=decision seconds=60}\n"
            "# A title that is only a little longer than a line of these slides can hold, or two\n"
            "\nS\n\n- A\n\n" + LONG_NOTES,
            "ends in a short line: “two”",
        ),
        (
            "{layout=section seconds=300}\n# A title\n\n"
            + LONG_NOTES.replace(":::\n", "\nWhy\n: " + "So. " * 500 + "\n:::\n"),
            "pt longer than a page",
        ),
    ],
)
def test_what_spoils_a_talk_is_a_warning(text: str, said: str) -> None:
    [warning] = plan(deck(text), sample.theme()).warnings
    assert said in str(warning)
    assert warning.where == Place("case.md", 2)


def test_a_talk_of_another_length_is_a_warning() -> None:
    text = "{layout=section seconds=60}\n# A title\n\n" + LONG_NOTES
    assert plan(deck(text, minutes=1), sample.theme()).warnings == ()
    [warning] = plan(deck(text, minutes=5), sample.theme()).warnings
    assert "the slides take 1:00 minutes, but the talk has 5" in str(warning)


def test_every_problem_is_told_in_one_run() -> None:
    text = "{layout=poster seconds=x}\n# A title\n\n{layout=chart seconds=10}\n# Nothing here\n"
    with pytest.raises(InputError) as failure:
        plan(deck(text), sample.theme())
    assert len(failure.value.problems) >= 3


def test_a_source_list_longer_than_a_slide_goes_on() -> None:
    title = (
        "A report with a title that is long enough to take two lines of the table on the slide of sources, as they do"
    )
    sources = tuple(
        sample.source(1).model_copy(update={"number": n, "id": f"s-{n}", "title": f"{title} {n}"}) for n in range(1, 9)
    )
    blocks = (
        Heading(1, (Text("Eight reports"),), "sources", (("layout", "sources"), ("seconds", "10"))),
        SourceList(sources),
        Notes((Paragraph((Text("The sources."),)),)),
    )
    book = replace(sample.BOOK, sources={each.id: each for each in sources})
    made = plan(replace(sample.document("deck"), blocks=blocks, book=book), sample.theme())
    assert [slide.title for slide in made.slides] == ["Eight reports", "Eight reports (2)"]
    assert [slide.id for slide in made.slides] == ["sources", "sources-2"]
    grids = [shape for slide in made.slides for shape in slide.shapes if isinstance(shape, GridShape)]
    listed = [row.cells[0].paragraphs[0].text for grid in grids for row in grid.rows[1:]]
    assert listed == [str(n) for n in range(1, 9)]
    assert all(grid.height <= grid.box.h for grid in grids)
    assert [len(grid.rows) - 1 for grid in grids] == [4, 4], "no slide is nearly empty"
    assert not any("notes" in warning.what for warning in made.warnings), "nobody has written the second slide"


@pytest.mark.parametrize(
    ("tall", "parts"),
    [
        ([1] * 5, [(0, 5)]),
        ([1] * 6, [(0, 3), (3, 6)]),
        ([1] * 11, [(0, 3), (3, 7), (7, 11)]),
        ([1, 1, 1, 1, 2, 2, 2], [(0, 4), (4, 6), (6, 7)]),
        ([9, 9], [(0, 1), (1, 2)]),
        ([], []),
    ],
)
def test_a_list_goes_onto_few_slides_as_evenly_as_it_fits(tall: list[int], parts: list[tuple[int, int]]) -> None:
    assert list(portions(len(tall), lambda start, stop: sum(tall[start:stop]) <= 5)) == parts


def test_the_cover_is_balanced_without_a_typed_break() -> None:
    text = "{layout=title seconds=10}\n# Trams in all of the cities of the northern and southern Harbour\n"
    title = plan(deck(text), sample.theme()).slides[0].shapes[0]
    assert isinstance(title, TextShape)
    assert "\n" not in title.paragraphs[0].text
    assert title.box.w < BOXES["title"].slots[0].box.w


def test_a_draft_says_so() -> None:
    document: Document = sample.document("deck")
    made = plan(replace(document, info=replace(document.info, draft=True)), sample.theme())
    assert made.footer.startswith("Draft · ")


def test_exhibits_stay_inside_their_boxes() -> None:
    made = plan(sample.document("deck"), sample.theme())
    for slide in made.slides:
        for shape in slide.shapes:
            bottom = shape.box.y + (shape.height if isinstance(shape, GridShape) else shape.box.h)
            assert bottom <= 540
            assert shape.box.x + shape.box.w <= 912 + 0.01
