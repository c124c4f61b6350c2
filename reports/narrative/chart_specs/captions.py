"""The words around a chart: heads of axes and columns, the key to its marks, its source line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from reports.charts.chart_kind import ChartKind
from reports.charts.timeline.days import EPOCH
from reports.charts.timeline.time_axis import Grain, TimeAxis, day_at
from reports.document import ChartPoint, Cite, Inlines, Text
from reports.domain.wording import Speech, date_text, number, unit_of
from reports.narrative.chart_specs.grids import grid_keys
from reports.narrative.template_functions import Setting
from reports.notation.first_letter import with_capital


def axis_words(maximum: Decimal | None, unit: str, speech: Speech) -> tuple[str, str]:
    """Return what is printed at the two ends of a fixed axis: '0', '100%'."""
    if maximum is None:
        return "", ""
    pattern = speech.percent if unit_of(unit).is_percent else "{number}"
    return number(maximum * 0, speech), pattern.format(number=number(maximum, speech))


NAMED: Mapping[Grain, str] = {"year": "yyyy", "month": "MMM", "day": "d", "hour": "HH:mm"}
"""How what an axis of time is marked by is named, as patterns of CLDR."""


def time_words(axis: TimeAxis, speech: Speech) -> tuple[str, ...]:
    """Return the short names of the years, months, days or hours of an axis of time."""
    if axis.grain == "year":
        return tuple(str(int(at)) for at in axis.units)
    from babel.dates import format_datetime

    midnight = datetime.min.replace(year=EPOCH.year, month=EPOCH.month, day=EPOCH.day)
    times = (midnight + timedelta(minutes=round(at * 24 * 60)) for at in axis.units)
    return tuple(format_datetime(at, NAMED[axis.grain], locale=speech.locale.replace("-", "_")) for at in times)


def head_words(axis: TimeAxis, speech: Speech) -> tuple[str, ...]:
    """Return the months above the days of an axis, or the days above its hours; none above months, which have their years."""
    if axis.grain in ("year", "month"):
        return ()
    long = len("2031-03") if axis.grain == "day" else len("2031-03-04")
    return tuple(date_text(day_at(axis.units[n]).isoformat()[:long], speech) for n in axis.heads)


def key_words(kind: ChartKind, points: tuple[ChartPoint, ...], speech: Speech, *, silent: bool = False) -> str:
    """Return the key to the hedges and fills that occur in a chart of this kind, without its full stop.

    `silent` says that a band marks the time of which nothing is on record.
    """
    signs = _signs(points, speech) if kind.hedges_in_key else ""
    parts = []
    if kind.fills_in_key == "always" or (kind.fills_in_key == "unless-said" and not all(p.words for p in points)):
        fills = dict.fromkeys(p.fill for p in points if p.reach is not None)
        if kind.fills_in_key == "unless-said" and set(fills) == {"plain"}:
            fills = {}  # bars of one plain status are solid, and say nothing by it
        said = [_fill(fill, points, speech) for fill in fills]
        parts.append(speech.word("furniture", "list-separator").join(said))
    if kind.dated:
        parts.append(speech.word("furniture", "list-separator").join(_span_keys(points, speech, silent=silent)))
    if native := kind.grid_of(points):
        parts.append(grid_keys(native, points, speech))
    elif not kind.dated and any(point.value is not None and point.low is not None for point in points):
        parts.append(speech.word("furniture", "key-interval"))
    sentences = (with_capital(part) for part in parts if part)
    return speech.word("furniture", "stop").join(filter(None, (signs, *sentences)))


def _signs(points: tuple[ChartPoint, ...], speech: Speech) -> str:
    """Return what the signs of hedges and the publisher's marks at figures mean; a sign begins it, which has no capital."""
    hedges, marks = speech.tables["symbol-key"], speech.tables["observed-key"]
    found = dict.fromkeys(hedges[point.qualifier] for point in points if point.qualifier in hedges)
    found |= dict.fromkeys(marks[point.observed] for point in points if point.observed in marks)
    return speech.word("furniture", "key-separator").join(found)


def _span_keys(points: tuple[ChartPoint, ...], speech: Speech, *, silent: bool) -> tuple[str, ...]:
    """Return what outlines, fading and a band stand for, as far as they occur on a timeline."""
    spans = [point.span for point in points if point.span is not None]
    occurring = {
        "span-planned": any(span.planned for span in spans),
        "span-derived": any(span.derived for span in spans),
        "span-shaded": silent,
    }
    return tuple(speech.word("furniture", key) for key, occurs in occurring.items() if occurs)


def _fill(name: str, points: tuple[ChartPoint, ...], speech: Speech) -> str:
    statuses = dict.fromkeys(p.status for p in points if p.fill == name and p.reach is not None)
    named = speech.word("furniture", "key-separator").join(speech.word("statuses", status) for status in statuses)
    return speech.word("fills", name).format(statuses=named)


def source_line(ids: tuple[str, ...], setting: Setting) -> Inlines:
    """Return 'Sources: [1] …; [2] ….' for the sources of these facts, in the order of their numbers."""
    book, furniture = setting.book, setting.speech.tables["furniture"]
    sources = {id: book.sources[id] for fact in ids for id in book.facts[fact].source_ids}
    ordered = sorted(sources.values(), key=lambda source: source.number)
    before, _, after = furniture["source" if len(ordered) == 1 else "sources"].partition("{list}")
    runs: list[Text | Cite] = [Text(before)]
    for n, source in enumerate(ordered):
        facts = tuple(dict.fromkeys(f for f in ids if source.id in book.facts[f].source_ids))
        end = after if n == len(ordered) - 1 else furniture["list-separator"]
        runs += [Cite(facts, (source.number,)), Text(f"\N{NO-BREAK SPACE}{source.short}{end}")]
    return tuple(runs)
