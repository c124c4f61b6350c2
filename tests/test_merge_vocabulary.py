"""Sections of one small vocabulary, each about the same fact: what is replaced under edits is told, never mixed up."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from reports.document import Block, Document, Heading, Paragraph, Text
from reports.domain.wording import quote
from reports.formats.docx import merge
from reports.merge.row_pairing import Unit
from reports.merge.text_tokens import tail
from reports.merge.unit_pool import generations, sure
from reports.ooxml.wordprocessingml import W, paragraph, run
from tests import sample
from tests.growth import told_apart
from tests.long_runs import batches
from tests.merge_desk import Desk, assert_whole, build, changed, lines_of, whole

_W = f"{{{W}}}"
OWN = "Of my own"


def sections(document: Document) -> list[list[Block]]:
    """Return the blocks of a document, heading by heading."""
    found: list[list[Block]] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append([])
        found[-1].append(block)
    return found


def partly(one: Document, other: Document, taken: Callable[[int], bool]) -> Document:
    """Return `one` with those of its sections that are `taken` replaced by the sections of `other`."""
    pairs = enumerate(zip(sections(one), sections(other), strict=True))
    return replace(one, blocks=tuple(block for n, pair in pairs for block in pair[taken(n)]))


def replaced(desk: Desk, share: float, rolls: random.Random) -> None:
    """Replace a word wherever it stands, or in some paragraphs only."""
    for node in desk.body.iter(f"{_W}t"):
        if rolls.random() < share:
            node.text = (node.text or "").replace("river", "stream")


def typed_over(desk: Desk, share: float, rolls: random.Random) -> None:
    """Type over figures."""
    for node in desk.body.iter(f"{_W}t"):
        if rolls.random() < share:
            node.text = (node.text or "").replace("30 billion", "33 billion")


def written(desk: Desk, share: float, rolls: random.Random) -> None:
    """Write a paragraph below some others."""
    for node in list(desk.body.iterchildren(f"{_W}p")):
        if rolls.random() < share:
            node.addnext(paragraph("BodyText", run(f"{OWN}: a stream.")))


ACTS = (replaced, typed_over, written)


def merged(mine: bytes, after: Document) -> bytes:
    """Return a person's file after a build."""
    base = merge.base_in(mine)
    assert base is not None
    made = merge.merge(mine, build(after), base, after)
    assert_whole(made.data)
    return made.data


def typed(data: bytes) -> Counter[str]:
    """Return what only a person wrote."""
    words = whole(data).replace("\u00a0", " ")
    return Counter({each: words.count(each) for each in ("stream", "33 billion", OWN)})


def check(seed: int) -> None:
    """Edit, and build three times with other sections and another value of the fact that all of them print."""
    rolls = random.Random(seed)
    count = rolls.choice((2, 3, 5))
    document, other = told_apart(count, seed), told_apart(count, 10_000 + seed)
    desk = Desk(build(document))
    rolls.choice(ACTS)(desk, rolls.choice((0.3, 1.0)), rolls)
    mine = desk.save()
    for _ in range(3):
        share = rolls.choice((0.0, 0.3, 1.0))
        taken = {n for n in range(count) if rolls.random() < share}
        after = changed(partly(document, other, taken.__contains__), budget=rolls.choice("456"))
        made = merged(mine, after)
        assert not typed(mine) - typed(made), seed
        assert merged(made, after) == made, f"{seed}: joined again without a change"
        mine = made


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_replaced_joins(seed: int) -> None:
    check(seed)


@pytest.mark.parametrize("start", batches(1000, 1080, 20))
def test_whatever_is_replaced_joins_in_hundreds_of_files(start: int) -> None:
    for seed in range(start, start + 20):
        check(seed)


def test_a_third_of_the_sections_replaced_after_a_word_was_replaced_everywhere() -> None:
    document, other = told_apart(6), told_apart(6, 99)
    desk = Desk(build(document))
    replaced(desk, 1.0, random.Random(0))
    after = changed(partly(document, other, lambda n: n % 3 == 0), budget="31")
    made = merged(desk.save(), after)
    kept = [line.replace("river", "stream") for section in sections(document)[1:3] for line in said(section)]
    assert set(kept) <= {line.replace("\u00a0", " ") for line in lines_of(made)}
    assert "$30" not in whole(made), "a figure in a paragraph that is kept in doubt is that of today"
    assert "No fact stands behind" not in comments(made)
    assert "changed by hand" not in comments(made)
    back = merged(made, document)
    assert not typed(desk.save()) - typed(back)
    assert "$31" not in whole(back)


def said(section: list[Block]) -> list[str]:
    """Return the paragraphs of a section, with the figure of today."""
    return [
        "".join(each.text if isinstance(each, Text) else "more than $31 billion" for each in block.inlines)
        for block in section
        if isinstance(block, Paragraph)
    ]


def comments(data: bytes) -> str:
    """Return what the comments of a file say."""
    part = Desk(data).package.parts.get("word/comments.xml", b"")
    return part.decode()


# ── What tells rows ──────────────────────────────────────────────────────────────────────────────


def row(n: int, label: str, words: str, facts: str = "a") -> Unit:
    """Return a row."""
    return Unit((1, n), (label, words), label, frozenset(facts.split()))


BASE = (row(0, "Copper", "from the river"), row(1, "Cobalt", "by the harbour"))
TOLD: dict[str, tuple[Unit, tuple[Unit, ...], bool]] = {
    # what became of the first row: (it, the others that are generated now, whether it is the same beyond doubt)
    "same label": (row(0, "Copper", "out of mines"), (BASE[1],), True),
    "other label, the only one about the fact that changed": (row(0, "Iron", "out of mines"), (BASE[1],), True),
    "other label, others about the same fact": (
        row(0, "Iron", "out of mines"),
        (row(1, "Zinc", "in the council"),),
        False,
    ),
    "label and words a little other": (
        row(0, "The copper", "from the river"),
        (row(1, "Zinc", "in the council"),),
        False,
    ),
    "label a little other": (row(0, "Coppers", "from the river"), (row(1, "Zinc", "in the council"),), True),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_fact_tells_a_row_only_where_no_other_is_about_it(name: str) -> None:
    now, others, expected = TOLD[name]
    assert sure(BASE[0], now, generations(BASE, (now, *others))) is expected


# ── Long ids ─────────────────────────────────────────────────────────────────────────────────────


LONG = "budget-of-the-ministry-of-works-for-the-coming-year"


def spending(before: int, value: int) -> Document:
    """Return a report in which so many figures stand before one of a fact with a long id."""
    document = sample.document()
    fact = document.book.facts["budget"].model_copy(update={"id": LONG, "value": Decimal(value)})
    figure = sample.ref("budget")
    figure = replace(figure, fact_id=LONG, text=quote(fact, figure.format, sample.SPEECH))
    above = (
        Paragraph((Text(f"Line {letter * 9} serves "), sample.ref("cities"))) for letter in "abcdefghijkl"[:before]
    )
    below = Paragraph((Text("The ministry spends "), figure, Text(" on roads.")))
    book = replace(document.book, facts={**document.book.facts, LONG: fact}, version=str(value))
    return replace(document, book=book, blocks=(Heading(1, sample.words("Roads"), "roads"), *above, below))


def test_a_figure_of_a_long_id_is_refreshed_when_its_number_gains_a_digit() -> None:
    desk = Desk(build(spending(7, 30)))
    desk.type_over("The ministry spends", "The rich ministry spends")
    made = [line.replace("\u00a0", " ") for line in lines_of(merged(desk.save(), spending(11, 31)))]
    assert [line for line in made if "ministry spends" in line] == [
        "The rich ministry spends more than $31 billion on roads."
    ]


def test_names_of_figures_are_one_whatever_their_number_and_no_two_facts_are() -> None:
    assert tail("_f_9_the_budget_of_the_ministry_o_1c37b8") == tail("_f_1100_the_budget_of_the_minist_1c37b8")
    assert tail("_f_9_exports_of_copper_of_chile_202401") != tail("_f_9_exports_of_copper_of_chine_202401")
    assert tail("_f_9_budget") == "budget"
