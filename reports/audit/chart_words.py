"""The words of a chart as inlines again, so that they are audited like every other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal as OneOf
from typing import NamedTuple

from reports.audit.inline_pieces import split
from reports.document import ChartPoint, ChartSpec, Document, FactRef, Inlines, Literal, Text
from reports.domain.wording import FormatError, quote
from reports.languages.registry import language
from reports.load.definition_files import ChartFile, PointFile
from reports.notation.yaml_tree import Route

DRAWN = ""
"""Format of the figure that stands at a chart's mark; it is compared with its fact by a rule of its own."""


class Part(NamedTuple):
    """One text of a chart."""

    kind: OneOf["caption", "chart", "alt", "label"]
    inlines: Inlines
    facts: tuple[str, ...]
    """Facts that actors in it may belong to."""
    route: Route
    """Way to it in the chart's file."""


def chart_parts(spec: ChartSpec, document: Document, file: ChartFile | None) -> Iterator[Part]:
    """Yield the texts of a chart, but for source line and unit, which the program writes.

    `file` is the chart's definition, whose literals are waived; None where it was made by hand.
    """
    marked = (event.fact_id for event in spec.events if event.fact_id)
    facts = tuple(dict.fromkeys((*(point.fact_id for point in spec.points), *marked)))
    yield Part("caption", spec.title, facts, ("title",))
    yield Part("caption", spec.subtitle, facts, ("subtitle",))
    yield Part("chart", spec.note, facts, ("note",))
    yield Part("alt", tuple(split(spec.alt, [*spec.refs, *_literals(file.alt if file else "")])), facts, ("alt",))
    if spec.x_ticks:
        yield from (
            Part("label", (Text(text),), facts, (key,))
            for key, text in zip(("across", "up"), spec.axis_words, strict=True)
        )
    if spec.area_words:
        yield Part("label", (Text(spec.area_words),), facts, ("area",))
    for n, event in enumerate(spec.events):
        known: list[FactRef | Literal] = [
            *event.refs,
            *_literals(file.events[n].words if file and n < len(file.events) else ""),
        ]
        yield Part("label", tuple(split(event.words, known)), (event.fact_id,), ("events", n, "words"))
    for n, point in enumerate(spec.points):
        row = file.points[n] if file and n < len(file.points) else None
        yield from _point(point, row, document, ("points", n))


def _point(point: ChartPoint, row: PointFile | None, document: Document, route: Route) -> Iterator[Part]:
    facts = (point.fact_id, *(ref.fact_id for ref in point.refs))
    texts = (row.series, row.lane, row.panel, row.label, row.words, *row.named_words) if row else ()
    waived = [literal for text in texts for literal in _literals(text)]
    known: list[FactRef | Literal] = [*point.refs, *waived]
    drawn = FactRef(point.fact_id, DRAWN, point.figure)
    when = _when(point, document)
    said = split(point.words, [when, *known] if when else known)
    yield Part("label", (*split(point.label, known), Text(" "), drawn, Text(" "), *said), facts, (*route, "label"))
    if point.series:
        yield Part("label", tuple(split(point.series, known)), facts, (*route, "series"))
    if point.panel:
        yield Part("label", tuple(split(point.panel, known)), facts, (*route, "panel"))
    if point.group:
        yield Part("label", tuple(split(point.group, known)), facts, (*route, "label"))
    counted = (*facts, row.named) if row and row.named else facts
    for n, words in enumerate(point.named_words):
        if words:
            yield Part("label", tuple(split(words, known)), counted, (*route, "named_words", n))


_LITERAL = re.compile(r"""\[([^\]]*)\]\{\.literal\s+why=["']([^"']*)["']\s*\}""")


def _literals(text: str) -> list[Literal]:
    """Return the literals of a line of a chart file, which the resolved words no longer show."""
    return [Literal(found[1], found[2]) for found in _LITERAL.finditer(text)]


def _when(point: ChartPoint, document: Document) -> FactRef | None:
    """Return the date that a timeline prints before the words of a row."""
    fact = document.book.facts.get(point.fact_id)
    if point.span is None or fact is None:
        return None
    try:
        text = quote(fact, "date", language(document.info.language))
    except FormatError:
        return None
    return FactRef(fact.id, "date", text) if point.words.startswith(text) else None
