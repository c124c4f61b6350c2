"""A chart definition and its facts become a `ChartSpec`, decided to the last word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from reports.charts.chart_kind import ChartKind, GridNative, Tabled
from reports.charts.registry import KINDS
from reports.charts.stage_order import in_order
from reports.charts.table_exhibit import ExhibitError
from reports.charts.timeline.time_axis import TimeAxis
from reports.document import ChartEvent, ChartPoint, ChartSpec, FactRef, Figure, Inlines, Table, Text, Tick, plain, walk
from reports.domain.facts import Fact
from reports.domain.wording import FormatError, date_text, unit_of, unit_words
from reports.errors import Place, Problem
from reports.languages.registry import is_rtl
from reports.load.definition_files import ChartFile, PointFile
from reports.narrative.chart_specs.axis_across import across_ticks, area_key
from reports.narrative.chart_specs.captions import axis_words, head_words, key_words, source_line, time_words
from reports.narrative.chart_specs.events import events_of
from reports.narrative.chart_specs.grids import (
    based,
    began,
    cut_axis,
    grid_problems,
    loose_parts,
    loose_steps,
    ticks,
    with_periods,
)
from reports.narrative.chart_specs.limits import index_base
from reports.narrative.chart_specs.observed_points import with_points
from reports.narrative.chart_specs.points import point_of
from reports.narrative.chart_specs.references import missing, undeclared
from reports.narrative.spans import silent_from
from reports.narrative.table_composition import stages_of, table_request
from reports.narrative.template_functions import Setting
from reports.notation.yaml_tree import Tree

TEXTS = ("title", "subtitle", "note", "alt")
Line = Callable[[str, Place], Inlines]
"""Renders one line of template text at a place."""


@dataclass(frozen=True)
class Drafting:
    """A chart definition on its way: the file, its places, the setting and how its lines are rendered."""

    id: str
    file: ChartFile
    tree: Tree
    setting: Setting
    line: Line
    problems: list[Problem]
    units: Mapping[str, str] = field(default_factory=dict)
    """Words of the language for its units, by the nouns of the file."""

    def unit_words(self, unit: str) -> str:
        """Return a unit of the file as the language words it."""
        parsed = unit_of(unit)
        return unit_words(unit, self.setting.speech, self.units.get(parsed.tail or parsed.noun, ""))

    @property
    def kind(self) -> ChartKind:
        """Return what is known of the kind of chart."""
        return KINDS[self.file.kind]

    @property
    def grid(self) -> GridNative | None:
        """Return how its points become a native chart of several series; None where its rows are points."""
        return self.kind.grid_of(self.file.points)

    def text(self, key: str) -> Inlines:
        """Return the line under `key` of the chart file."""
        value = str(getattr(self.file, key))
        return self.line(value, self.tree.place((key,))) if value else ()

    def label(self, point: PointFile, fact: Fact, place: Place) -> Inlines:
        """Return the label of a point: its own, or else that of its fact."""
        if self.grid and not point.label and began(fact):
            return self.line(f'{{{{ fact("{fact.id}", "date") }}}}', place)
        if not (point.label or fact.label):
            what = f"the point of {fact.id!r} has no label, nor has the fact"
            self.problems.append(Problem(place, what, "add 'label:' to one of them"))
            return ()
        return self.line(point.label or f'{{{{ fact("{fact.id}", "label") }}}}', place)


def figure(draft: Drafting) -> Figure | Table | None:
    """Return the chart of a definition, as a figure or as a table; None where problems were found."""
    try:
        return _figure(draft)
    except FormatError as failure:
        draft.problems.append(Problem(draft.tree.place(()), f"the chart {draft.id!r} {failure}", failure.cure))
        return None


def _figure(draft: Drafting) -> Figure | Table | None:
    before = len(draft.problems)
    draft = replace(draft, file=with_points(draft.file, draft.tree, draft.setting, draft.problems))
    if missing(draft):
        return None
    draft.problems.extend(undeclared(draft))
    if len(draft.problems) > before:
        for key in TEXTS:  # for the problems in them
            draft.text(key)
        return None
    if isinstance(draft.kind.shown, Tabled):
        made = _table(draft, draft.kind.shown)
        return None if len(draft.problems) > before else made
    points = tuple(point_of(draft, n, point) for n, point in enumerate(draft.file.points))
    if len(draft.problems) > before:
        return None
    points = _gridded(draft, points)
    points = _staged(draft, points)
    return Figure(_spec(draft, points), draft.id) if len(draft.problems) == before else None


def _gridded(draft: Drafting, points: tuple[ChartPoint, ...]) -> tuple[ChartPoint, ...]:
    """Return the points of a chart of several series by period, where they have one; tell what cannot be one chart."""
    kind, grid, book = draft.kind, draft.grid, draft.setting.book
    if not grid:
        return points
    if kind.steps:
        points = tuple(replace(point, at="") for point in points)
        draft.problems.extend(loose_steps(points, book, draft.tree))
    points = with_periods(points)
    draft.problems.extend(grid_problems(grid, kind, points, draft.tree))
    if kind.adds:
        draft.problems.extend(loose_parts(draft.id, points, book, draft.tree))
    return points


def _staged(draft: Drafting, points: tuple[ChartPoint, ...]) -> tuple[ChartPoint, ...]:
    """Return the points with the stage that each stands at, where the definition has stages."""
    stages = stages_of(draft)
    facts = draft.setting.book.facts
    try:
        order = in_order([facts[point.fact_id] for point in points], stages) if stages else ()
    except ExhibitError as failure:
        draft.problems.append(Problem(draft.tree.place(failure.way), failure.what, failure.cure))
        return points
    if not stages:
        return points
    return tuple(
        replace(point, group=plain(stages[at].head), apart=stages[at].apart)
        for point, at in zip(points, order, strict=True)
    )


def _table(draft: Drafting, shown: Tabled) -> Table | None:
    try:
        return shown.tabulate(table_request(draft))
    except ExhibitError as failure:
        draft.problems.append(Problem(draft.tree.place(failure.way), failure.what, failure.cure))
        return None


def _spec(draft: Drafting, points: tuple[ChartPoint, ...]) -> ChartSpec:
    file, speech = draft.file, draft.setting.speech
    alt = draft.text("alt")
    time = TimeAxis(file.start, file.stop) if draft.kind.dated else None
    maximum = None if file.maximum is None else Decimal(file.maximum)
    marked = ticks(draft.kind, points, maximum, file.unit, speech)
    events = events_of(draft, points)
    silent, as_of = _silent(draft, points), _as_of(draft)
    made = ChartSpec(
        id=draft.id,
        kind=file.kind,
        title=draft.text("title"),
        subtitle=draft.text("subtitle"),
        points=points,
        note=_note(draft, points, marked, silent=bool(silent)),
        ticks=marked,
        x_ticks=across_ticks(draft, points),
        sources=_sources(draft, points, events),
        alt=plain(alt),
        unit=draft.unit_words(file.unit),
        maximum=maximum,
        start=file.start,
        stop=file.stop,
        month_words=time_words(time, speech) if time else (),
        head_words=head_words(time, speech) if time else (),
        silent=silent,
        silent_words=speech.word("furniture", "span-silent") if silent else "",
        today=draft.setting.as_of if file.as_of else "",
        today_words=as_of if file.as_of else "",
        as_of=as_of,
        area_words=file.area,
        events=events,
        axis_words=(file.across, file.up) if "across" in draft.kind.needs else axis_words(maximum, file.unit, speech),
        refs=tuple(ref for ref in walk(alt) if isinstance(ref, FactRef)),
        rtl=is_rtl(speech.locale),
    )
    return replace(made, described=draft.kind.words(made, speech))


def _sources(draft: Drafting, points: tuple[ChartPoint, ...], events: tuple[ChartEvent, ...]) -> Inlines:
    """Return the line of sources of all that is drawn."""
    shown = (id for p in points for id in (p.fact_id, p.x_fact, p.size_fact))
    ids = (*shown, *(event.fact_id for event in events))
    return source_line(tuple(filter(None, ids)), draft.setting)


def _silent(draft: Drafting, points: tuple[ChartPoint, ...]) -> str:
    """Return the day from which on nothing is on record, where the as-of date is marked on the axis behind it."""
    if not (draft.file.as_of and draft.kind.dated):
        return ""
    since = silent_from(draft.setting.book, {p.fact_id for p in points if p.span is not None and p.span.planned})
    axis = TimeAxis(draft.file.start, draft.file.stop)
    return since if since and axis.begin(since) < axis.end else ""


def _as_of(draft: Drafting) -> str:
    speech = draft.setting.speech
    return speech.word("furniture", "as-of-inside").format(date=date_text(draft.setting.as_of, speech))


def _note(draft: Drafting, points: tuple[ChartPoint, ...], marked: tuple[Tick, ...], *, silent: bool) -> Inlines:
    """Return the key to the hedges and fills that occur, where a cut axis begins, then the author's own note."""
    speech = draft.setting.speech
    key, own, cut = key_words(draft.kind, points, speech, silent=silent), draft.text("note"), cut_axis(marked, speech)
    stop = speech.word("furniture", "stop")
    said = (
        *((Text(f"{key}{stop}"),) if key else ()),
        *area_key(draft, points),
        *cut,
        *based(index_base(draft.file), speech),
    )
    if own or not said:
        return (*said, *own)
    assert isinstance(said[-1], Text), "it ends with a full stop and a space"
    return (*said[:-1], Text(said[-1].text.rstrip()))
