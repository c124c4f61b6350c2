"""A chart definition and its facts become a `ChartSpec`, decided to the last word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.document import ChartPoint, ChartSpec, FactRef, Figure, Inlines, Table, Text, plain, walk
from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import FormatError, quote, rescaled, unit_words
from reports.errors import Place, Problem
from reports.load.definition_files import ChartFile, PointFile
from reports.narrative.chart_captions import axis_words, key_words, month_words, source_line
from reports.narrative.chart_limits import off_the_axis, too_long, undrawable
from reports.narrative.fact_tables import matrix
from reports.narrative.observed_points import with_points
from reports.narrative.spans import outside, span_of, when
from reports.narrative.template_functions import Setting, marks, unknown
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route, Tree

TEXTS = ("title", "subtitle", "note", "alt")
MAX_YEARS = 20
"""A longer timeline has no room for its months."""
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

    def text(self, key: str) -> Inlines:
        """Return the line under `key` of the chart file."""
        value = str(getattr(self.file, key))
        return self.line(value, self.tree.place((key,))) if value else ()


def figure(draft: Drafting) -> Figure | Table | None:
    """Return the chart, or the matrix, of a definition; None where problems were found."""
    before = len(draft.problems)
    draft = replace(draft, file=with_points(draft.file, draft.tree, draft.setting, draft.problems))
    if _missing(draft):
        return None
    draft.problems.extend(_unknown(draft))
    if len(draft.problems) > before:
        for key in TEXTS:  # for the problems in them
            draft.text(key)
        return None
    if draft.file.kind == "matrix":
        return _matrix(draft)
    points = tuple(_point(draft, n, point) for n, point in enumerate(draft.file.points))
    if len(draft.problems) > before:
        return None
    return Figure(_spec(draft, points), draft.id)


def _matrix(draft: Drafting) -> Table:
    ids = tuple(dict.fromkeys(f for column in draft.file.columns for f in column.facts))
    title, subtitle, own, alt = (draft.text(key) for key in TEXTS)
    note = (*own, *(Text(" "),) * bool(own), *source_line(ids, draft.setting))
    return replace(matrix(draft.id, draft.file, title, subtitle, note, draft.setting), alt=plain(alt))


def _missing(draft: Drafting) -> bool:
    """Return whether the chart stands on an entry that could not be read, which is a problem already."""
    ids = [id for point in draft.file.points for id in (point.fact, point.named)]
    ids += [*(id for column in draft.file.columns for id in column.facts), *draft.file.rows]
    ids += [draft.file.observations.dataset] if draft.file.observations else []
    return any(id in draft.setting.book.broken for id in ids)


def _unknown(draft: Drafting) -> Iterable[Problem]:
    facts, actors = draft.setting.book.facts, draft.setting.book.actors
    named: list[tuple[Route, str]] = [(("points", n, "fact"), p.fact) for n, p in enumerate(draft.file.points)]
    named += [(("points", n, "named"), p.named) for n, p in enumerate(draft.file.points) if p.named]
    for n, column in enumerate(draft.file.columns):
        named += [(("columns", n, "done", m), f) for m, f in enumerate(column.done)]
        named += [(("columns", n, "open", m), f) for m, f in enumerate(column.open)]
    for route, id in named:
        if id not in facts and (fault := unknown(id, draft.setting.book)).what:
            yield Problem(draft.tree.place(route), fault.what, fault.cure)
    for n, id in enumerate(draft.file.rows):
        if id not in actors:
            yield Problem(
                draft.tree.place(("rows", n)),
                f"there is no actor {id!r}{nearest(id, actors)}",
                "correct the id or declare it",
            )
    if draft.file.kind != "matrix" and not (draft.file.points or draft.file.observations):
        yield Problem(draft.tree.place(()), "the chart has no points", "add 'points:' with at least one fact")
    yield from undrawable(draft.file, draft.tree)
    if draft.file.kind == "timeline":
        yield from _axis(draft)


def _axis(draft: Drafting) -> Iterable[Problem]:
    """Yield what is wrong with the first and last month of a timeline."""
    first, last = draft.file.start, draft.file.stop
    for key, month in (("start", first), ("stop", last)):
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
            yield Problem(
                draft.tree.place((key,)),
                f"the timeline needs a month as {key!r}, not {month!r}",
                f"write '{key}: 2026-02'",
            )
            return
    if not first < last < f"{int(first[:4]) + MAX_YEARS}{first[4:]}":
        what = f"the timeline runs from {first} to {last}"
        yield Problem(draft.tree.place(("stop",)), what, f"end it after its start, within {MAX_YEARS} years")


def _point(draft: Drafting, n: int, point: PointFile) -> ChartPoint:
    fact, speech = draft.setting.book.facts[point.fact], draft.setting.speech
    place = draft.tree.place(("points", n, "fact"))
    label, words = _label(draft, point, fact, place), draft.line(point.words, place) if point.words else ()
    named = draft.setting.book.facts[point.named] if point.named else None
    brackets = tuple(draft.line(text, place) for text in point.named_words)
    drawn = _drawn(draft, fact, place)
    span = span_of(fact, planned=point.planned) if draft.file.kind == "timeline" else None
    if draft.file.kind == "timeline" and span is None:
        draft.problems.append(
            Problem(place, f"the fact {fact.id!r} has no date", "give it 'date:' or 'period:', or leave it out")
        )
    if span and outside(span, draft.file):
        what = f"the fact {fact.id!r} lies outside {draft.file.start} to {draft.file.stop}"
        draft.problems.append(Problem(place, what, "widen 'start:' and 'stop:', or leave it out"))
    for shown in (plain(label), plain(words), *map(plain, brackets)):
        draft.problems.extend(too_long(shown, place))
    said = plain(words)
    if span:
        said = ", ".join(filter(None, (when(fact, speech), said)))
    return ChartPoint(
        fact_id=fact.id,
        label=plain(label),
        value=drawn.value,
        qualifier=str(fact.qualifier or Qualifier.EXACTLY),
        status=str(fact.status),
        fill=fact.status.standing.fill,
        end=(fact.qualifier or Qualifier.EXACTLY).end,
        figure=drawn.figure,
        words=said,
        numbers=marks((fact.id,), draft.setting.book).numbers,
        focus=point.focus,
        named=_named(draft, point, named),
        span=span,
        named_words=(plain(brackets[0]) if brackets else "", plain(brackets[1]) if len(brackets) > 1 else ""),
        low=drawn.low,
        high=drawn.high,
        stated=drawn.stated,
        refs=tuple(ref for ref in walk((label, words, *brackets)) if isinstance(ref, FactRef)),
    )


def _label(draft: Drafting, point: PointFile, fact: Fact, place: Place) -> Inlines:
    """Return the label of a point: its own, or else that of its fact."""
    if not (point.label or fact.label):
        what = f"the point of {fact.id!r} has no label, nor has the fact"
        draft.problems.append(Problem(place, what, "add 'label:' to one of them"))
        return ()
    return draft.line(point.label or f'{{{{ fact("{fact.id}", "label") }}}}', place)


def _named(draft: Drafting, point: PointFile, named: Fact | None) -> int | None:
    if named is not None and named.value is not None:
        return int(named.value)
    return 1 if draft.file.kind == "dots" and point.focus else None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The numbers of a fact in the unit of the chart, and how they are printed."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    figure: str = ""
    stated: str = ""


def _drawn(draft: Drafting, fact: Fact, place: Place) -> _Drawn:
    speech, kind = draft.setting.speech, draft.file.kind
    if kind == "timeline" or (kind == "dots" and fact.value is None and fact.low is None):
        return _Drawn(fact.value)
    if not fact.has_value:
        what = f"the fact {fact.id!r} has no value to draw"
        draft.problems.append(Problem(place, what, "choose another fact or kind"))
        return _Drawn()
    try:
        scaled = rescaled(fact, draft.file.unit) if draft.file.unit else fact
        drawn = _Drawn(scaled.value, scaled.low, scaled.high)
        stands = [each for each in (drawn.value, drawn.low, drawn.high) if each is not None]
        draft.problems.extend(p for each in stands for p in off_the_axis(each, fact, draft.file, place))
        short = "symbol" if scaled.unit == "percent" or not stands else "number"
        return replace(drawn, figure=quote(scaled, short, speech), stated=quote(fact, "figure", speech))
    except FormatError as failure:
        draft.problems.append(
            Problem(place, f"the fact {fact.id!r} {failure}", "put facts of other units into another chart")
        )
        return _Drawn()


def _spec(draft: Drafting, points: tuple[ChartPoint, ...]) -> ChartSpec:
    file, speech = draft.file, draft.setting.speech
    assert file.kind != "matrix", "a matrix is a table"
    alt = draft.text("alt")
    months = month_words(file.start, file.stop, speech) if file.kind == "timeline" else ()
    maximum = None if file.maximum is None else Decimal(file.maximum)
    return ChartSpec(
        id=draft.id,
        kind=file.kind,
        title=draft.text("title"),
        subtitle=draft.text("subtitle"),
        points=points,
        note=_note(draft, points),
        sources=source_line(tuple(p.fact_id for p in points), draft.setting),
        alt=plain(alt),
        unit=unit_words(file.unit, speech),
        maximum=maximum,
        start=file.start,
        stop=file.stop,
        month_words=months,
        axis_words=axis_words(maximum, file.unit, speech),
        refs=tuple(ref for ref in walk(alt) if isinstance(ref, FactRef)),
    )


def _note(draft: Drafting, points: tuple[ChartPoint, ...]) -> Inlines:
    """Return the key to the hedges and fills that occur, then the author's own note."""
    key, own = key_words(draft.file.kind, points, draft.setting.speech), draft.text("note")
    return (*((Text(f"{key}. " if own else f"{key}."),) if key else ()), *own)
