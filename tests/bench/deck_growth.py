"""How long a deck takes, and how that grows with its slides: numbers for the bench, measured on a document of the project."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.document import Block, Document, Figure, Heading, Text
from reports.formats.pptx.assembly import write_deck
from reports.formats.pptx.plan import plan
from reports.theme.definition import Theme


@dataclass(frozen=True, slots=True)
class Timing:
    """Best times of a deck."""

    slides: int
    plan_seconds: float
    write_seconds: float

    @property
    def seconds(self) -> float:
        """Return both together."""
        return self.plan_seconds + self.write_seconds


def timed(document: Document, theme: Theme, rounds: int = 3) -> Timing:
    """Return the best times of `rounds` runs, after one that is not counted, since it imports what charts need.

    Raises:
        InputError: a text does not fit its slide.
    """
    deck = plan(document, theme)
    write_deck(deck, theme)
    plans, writes = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        deck = plan(document, theme)
        planned = time.perf_counter()
        write_deck(deck, theme)
        plans.append(planned - start)
        writes.append(time.perf_counter() - planned)
    return Timing(len(deck.slides), min(plans), min(writes))


def growth(document: Document, theme: Theme, counts: Sequence[int] = (25, 50, 100)) -> tuple[Timing, ...]:
    """Return the times of decks with so many slides, each with the first native chart of `document`.

    Raises:
        ValueError: `document` has no such chart.
    """
    return tuple(timed(chart_slides(document, count), theme, rounds=1) for count in counts)


def chart_slides(document: Document, count: int) -> Document:
    """Return a deck of `count` slides, each with the first native chart of `document`.

    Raises:
        ValueError: `document` has no such chart.
    """
    chart = next((each for each in document.blocks if isinstance(each, Figure) and each.spec.kind != "dots"), None)
    if chart is None:
        raise ValueError(f"the report {document.info.id!r} has no native chart")
    blocks = tuple(block for number in range(1, count + 1) for block in _slide(chart, number))
    return replace(document, blocks=blocks, info=replace(document.info, minutes=0))


def _slide(chart: Figure, number: int) -> Iterator[Block]:
    keys = (("layout", "chart"), ("seconds", "0"))
    yield Heading(1, (Text(f"Chart {number}"),), f"chart-{number}", keys)
    yield replace(chart, id=f"{chart.id}-{number}")
