"""The points of a chart: a row of a definition and its fact become what is drawn and printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.charts.timeline.time_axis import TimeAxis
from reports.document import ChartPoint, FactRef, Inlines, Span, plain, walk
from reports.domain.facts import Fact, Observed
from reports.domain.qualifiers import Qualifier
from reports.errors import Place, Problem
from reports.load.definition_files import PointFile
from reports.narrative.chart_specs.axis_across import across, area_named
from reports.narrative.chart_specs.grids import began
from reports.narrative.chart_specs.limits import too_long
from reports.narrative.chart_specs.point_values import drawn_values, whole_figure
from reports.narrative.spans import outside, span_of, when
from reports.narrative.template_functions import marks

if TYPE_CHECKING:
    from reports.narrative.chart_specs.chart_composition import Drafting


@dataclass(frozen=True)
class _Words:
    """The texts of a point, rendered."""

    label: Inlines
    words: Inlines
    series: Inlines
    lane: Inlines
    panel: Inlines
    named: tuple[Inlines, ...]

    @property
    def each(self) -> tuple[Inlines, ...]:
        """Return all of them."""
        return (self.label, self.words, self.series, self.lane, self.panel, *self.named)


def _words_of(draft: Drafting, point: PointFile, fact: Fact, place: Place) -> _Words:
    """Return the texts of a point; tell those that are too long."""
    label = (*draft.label(point, fact, place), *whole_figure(draft, fact), *area_named(draft, point))
    texts = (point.words, point.series, point.lane, point.panel)
    words, series, lane, panel = (draft.line(text, place) if text else () for text in texts)
    made = _Words(label, words, series, lane, panel, tuple(draft.line(text, place) for text in point.named_words))
    for shown in made.each:
        draft.problems.extend(too_long(plain(shown), place))
    return made


def _span(draft: Drafting, point: PointFile, fact: Fact, place: Place) -> Span | None:
    """Return where a point stands in time; tell where it has no date, or one beyond the axis."""
    if not draft.kind.dated:
        return None
    file = draft.file
    span = span_of(fact, planned=point.planned, clock=TimeAxis(file.start, file.stop).grain == "hour")
    if span is None:
        what = f"the fact {fact.id!r} has no date"
        draft.problems.append(Problem(place, what, "give it 'date:' or 'period:', or leave it out"))
    elif outside(span, file):
        what = f"the fact {fact.id!r} lies outside {file.start} to {file.stop}"
        draft.problems.append(Problem(place, what, "widen 'start:' and 'stop:', or leave it out"))
    return span


def point_of(draft: Drafting, n: int, point: PointFile) -> ChartPoint:
    """Return a row of a definition, decided: what is drawn, and what is printed beside it."""
    fact, place = draft.setting.book.facts[point.fact], draft.tree.place(("points", n, "fact"))
    texts = _words_of(draft, point, fact, place)
    drawn = drawn_values(draft, fact, place)
    span = _span(draft, point, fact, place)
    dated = when(fact, draft.setting.speech) if span else ""
    brackets = (*map(plain, texts.named), "", "")
    return ChartPoint(
        fact_id=fact.id,
        label=plain(texts.label),
        value=drawn.value,
        qualifier=str(fact.qualifier or Qualifier.EXACTLY),
        status=str(fact.status),
        fill=fact.status.standing.fill,
        end=(fact.qualifier or Qualifier.EXACTLY).end,
        figure=drawn.figure,
        words=draft.setting.speech.word("furniture", "key-separator").join(filter(None, (dated, plain(texts.words)))),
        numbers=marks((fact.id, *filter(None, (point.x, point.size))), draft.setting.book).numbers,
        focus=point.focus,
        named=_named(draft, point),
        span=span,
        named_words=(brackets[0], brackets[1]),
        low=drawn.low,
        high=drawn.high,
        stated=drawn.stated,
        refs=tuple(ref for ref in walk(texts.each) if isinstance(ref, FactRef)),
        group=plain(texts.lane),
        series=plain(texts.series),
        panel=plain(texts.panel),
        at=began(fact) if draft.grid else "",
        **across(draft, n, point),
        observed="" if fact.observed is Observed.NORMAL else str(fact.observed),
    )


def _named(draft: Drafting, point: PointFile) -> int | None:
    """Return how many of the things counted are named; of a strip of dots, that the first one is in focus."""
    named = draft.setting.book.facts[point.named] if point.named else None
    if named is not None and named.value is not None:
        return int(named.value)
    return 1 if draft.kind.is_strip and point.focus else None
