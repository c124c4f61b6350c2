"""How the work of a writer grows with its document. What is compared is processor time, run by run in turn: never a clock."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from reports.document import Block, Column, Contents, Document, Figure, Heading, Inlines, Paragraph, Row, Table, Text
from tests import sample
from tests.sample import words

Work = Callable[[], object]


def growth(few: Work, many: Work, rounds: int = 3) -> float:
    """Return how many times the processor time of `few` the work `many` takes, by the least of some rounds of each.

    The two take turns, so that what else the machine does slows down both; the collector, which comes when it likes, is off.
    """
    few()  # what is loaded and kept once counts for neither
    pairs = [(cpu(few), cpu(many)) for _ in range(rounds)]
    return min(much for _, much in pairs) / min(little for little, _ in pairs)


def cpu(work: Work) -> float:
    """Return the processor seconds of `work` in this process."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


# ── Documents of any size ────────────────────────────────────────────────────────────────────────


def grid(rows: int) -> Document:
    """Return a table of so many rows."""
    cells: tuple[Inlines, ...] = (words("Name"), words("Words of some length"), (sample.ref("cities"),))
    table = Table(tuple(Column(words("Head")) for _ in cells), (Row(cells),) * rows, words("Long"), "long", 1)
    return replace(sample.document(), blocks=(table,))


def chapters(count: int) -> Document:
    """Return so many sections, with their table of contents."""

    def one(n: int) -> tuple[Heading, Paragraph]:
        return Heading(1, words(f"Finding {n}"), f"finding-{n}"), Paragraph((Text("It is "), sample.ref("budget")))

    blocks = (Contents(words("Contents")), *(block for n in range(count) for block in one(n)))
    return replace(sample.document(), blocks=blocks)


NOUNS = ("river", "harbour", "letter", "morning", "council", "window", "garden", "market", "bridge", "driver", "winter")


def told_apart(count: int, seed: int | None = None) -> Document:
    """Return so many sections of four paragraphs and a table, which all print the same fact and otherwise differ."""
    chance = random.Random(count if seed is None else seed)

    def phrase(length: int) -> str:
        return " ".join(chance.choice(NOUNS) for _ in range(length))

    def section(n: int) -> Iterator[Block]:
        yield Heading(1, words(f"The {phrase(4)}"), f"section-{n}")
        for _ in range(4):
            yield Paragraph((Text(f"A {phrase(20)} is "), sample.ref("budget"), Text(f" of the {phrase(20)}.")))
        rows = tuple(Row((words(phrase(3)), words(phrase(8)), (sample.ref("budget"),))) for _ in range(4))
        yield Table(
            tuple(Column(words(head)) for head in ("Name", "Words", "Sum")), rows, words(phrase(5)), f"t-{n}", 1
        )

    return replace(sample.document(), blocks=tuple(block for n in range(count) for block in section(n)))


def slides_apart(count: int) -> Document:
    """Return a deck of so many slides, each a table of other words, which all print the same fact."""
    chance = random.Random(count)

    def phrase(length: int) -> str:
        return " ".join(chance.choice(NOUNS) for _ in range(length))

    def slide(n: int) -> Iterator[Block]:
        title = f"The {phrase(4)} {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}"
        yield Heading(1, words(title), f"slide-{n}", (("layout", "table"), ("seconds", "0")))
        rows = tuple(Row((words(phrase(2)), words(phrase(2)), (sample.ref("budget"),))) for _ in range(3))
        yield Table(
            tuple(Column(words(head)) for head in ("Name", "Words", "Sum")), rows, words(phrase(5)), f"t-{n}", 1
        )

    deck = sample.document("deck")
    blocks = tuple(block for n in range(count) for block in slide(n))
    return replace(deck, blocks=blocks, info=replace(deck.info, minutes=0))


def chart_slides(count: int) -> Document:
    """Return a deck of so many slides, each with a native chart."""
    deck = sample.document("deck")
    chart = next(each for each in deck.blocks if isinstance(each, Figure) and each.spec.kind != "dots")
    blocks = tuple(block for number in range(1, count + 1) for block in _slide(chart, number))
    return replace(deck, blocks=blocks, info=replace(deck.info, minutes=0))


def _slide(chart: Figure, number: int) -> Iterator[Block]:
    keys = (("layout", "chart"), ("seconds", "0"))
    yield Heading(1, (Text(f"Chart {number}"),), f"chart-{number}", keys)
    yield replace(chart, id=f"{chart.id}-{number}")
