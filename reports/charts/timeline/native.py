"""Native timeline: stacked bars whose first series is invisible; then one series for what is done, planned or derived.

The axis is marked by months, or by years, days or hours. What is shorter than a mark can be is a sign on its day, not a bar:
an outline would close up, and a bar drawn longer would say so in its data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

from reports.charts.drawing import blend
from reports.charts.native.axes import category_axis, layout
from reports.charts.native.chart import Plot
from reports.charts.native.labels import ARROW, named, shows
from reports.charts.native.look import AXIS_ROWS, Look
from reports.charts.native.series import error_bars
from reports.charts.native.shapes import Box
from reports.charts.native.sheet import (
    NBSP,
    SHEET,
    Column,
    Sheet,
    aid_head,
    aid_values,
    categories,
    facts_of,
    marks_of,
    number,
    status_of,
)
from reports.charts.timeline.layout import PALE, RADIUS
from reports.charts.timeline.native_calendar import (
    BAR_AXIS,
    HEAD,
    ROW_AXIS,
    bar_axis,
    name_axis,
    name_plot,
    row_axis,
    shapes_over,
    today_on,
)
from reports.charts.timeline.time_axis import Grain, Stay, TimeAxis, stay
from reports.document import ChartPoint, ChartSpec, Span
from reports.domain.statuses import Status
from reports.ooxml.drawingml import Element, el, gradient, line, shape, solid, text_body, text_run, val

PLACES: Mapping[Grain, tuple[str, str]] = {
    "year": ("", ""),
    "month": ("yyyy-mm-dd", "0"),
    "day": ("yyyy-mm-dd", "0"),
    "hour": ("yyyy-mm-dd hh:mm", "0.00"),
}
"""How dates and lengths of time are shown in the workbook, as number formats; it knows no day before 1900."""
LABEL_SHARE = 0.5
"""Of the width, at most, for the names of the rows."""
DONE, PLANNED = "●", "○"
"""Signs of a point; a derived one is pale."""
SIGN_SIZE = 1.7
"""Of a sign, in the size of the labels."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the chart and where it lies."""

    point: ChartPoint
    span: Span
    place: Stay
    is_sign: bool
    """Whether it is too short for a bar."""
    arrow: float = 0
    """How much of the axis the arrow of an open end takes."""


def timeline_names(spec: ChartSpec, look: Look) -> tuple[str, ...]:
    """Return the names of the rows, with words and marks on a line below."""
    return tuple(
        "\n".join(filter(None, (named(point, look), NBSP.join(filter(None, (point.words, marks_of(point)))))))
        for point in spec.points
    )


def native_timeline(spec: ChartSpec, look: Look) -> Plot:
    """Return one bar a row, from its first day to its last; names and words stand in the labels of the rows."""
    axis = TimeAxis(spec.start, spec.stop)
    labels = timeline_names(spec, look)
    left = look.label_column(labels, LABEL_SHARE)
    widest = look.text_width("Mmm 0000")
    room = look.width - left - widest / 2
    rows = _rows(spec, axis, look, room / (axis.end - axis.first))
    groups = _groups(rows)
    sheet = _sheet(spec, axis, labels, rows, groups, look)
    step = axis.label_step(room / len(axis.units), 1.25 * widest)
    bars = el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        _series(1, 1, sheet, shape(None, line("", 0))),
        *(_group(n + 1, n + 1, members, sheet, rows, look) for n, members in enumerate(groups.values(), 1)),
        val("c:gapWidth", 180),
        val("c:overlap", 100),
        val("c:axId", ROW_AXIS),
        val("c:axId", BAR_AXIS),
    )
    axes = (category_axis(look), name_axis(spec, look, step), row_axis(), bar_axis(axis))
    head = HEAD * look.face.size if today_on(spec) is not None else 0
    tall = (look.height - head) * len(spec.points) / (len(spec.points) + AXIS_ROWS)
    place = layout(left / look.width, head / look.height, room / look.width, tall / look.height)
    area = el("c:plotArea", place, name_plot(sheet), bars, *axes, shape(None, line("", 0)))
    return Plot(area, sheet, shapes=shapes_over(spec, look, Box(left, head, room, tall)))


def _rows(spec: ChartSpec, axis: TimeAxis, look: Look, unit: float) -> dict[int, _Row]:
    """Return the rows that have a date, by their place; 1 of the axis is `unit` points wide."""
    found = {}
    arrow = ARROW * look.k / unit
    for n, point in enumerate(spec.points):
        if point.span is not None:
            place = stay(point.span, axis)
            taken = (ceil(arrow) if axis.grain in ("month", "day") else round(arrow, 6)) if place.open else 0
            found[n] = _Row(point, point.span, place, place.is_short(unit, 2 * RADIUS * look.k), taken)
    return found


def _groups(rows: Mapping[int, _Row]) -> dict[tuple[str, bool, bool], tuple[int, ...]]:
    """Return the rows of each series: of one status, done or planned, stated or derived."""
    found: dict[tuple[str, bool, bool], tuple[int, ...]] = {}
    for n, row in rows.items():
        key = (row.point.status, row.span.planned, row.span.derived)
        found[key] = (*found.get(key, ()), n)
    return found


def _sheet(
    spec: ChartSpec,
    axis: TimeAxis,
    labels: tuple[str, ...],
    rows: Mapping[int, _Row],
    groups: Mapping[tuple[str, bool, bool], tuple[int, ...]],
    look: Look,
) -> Sheet:
    """Return the days of each row, and on the sheet of drawing aids where its bar begins and how long it is."""
    heads, places = look.speech.tables["sheet"], range(len(spec.points))
    names = Column(spec.unit, labels)
    spans = tuple(f"{rows[n].span.start}/{rows[n].span.end}" if n in rows else "" for n in places)
    begun = {n: axis.begin(row.span.start) for n, row in rows.items() if row.span.start}
    ended = {n: axis.last(row.span.end) for n, row in rows.items() if row.span.end}
    date = PLACES[axis.grain][0]
    days, last = (_dates(heads[key], found, date, places) for key, found in (("first", begun), ("last", ended)))
    starts = Column(
        heads["start"],
        tuple(rows[n].place.first if n in rows else None for n in places),
        (date,) * len(places),
        date,
        formulas=tuple(f"=MAX({SHEET}!B{n + 2},{number(axis.first)})" for n in places),
    )
    copied = tuple(f"={SHEET}!A{n + 2}" for n in places)
    lengths = (_lengths(_name(rows[members[0]], look), members, rows, axis, places) for members in groups.values())
    more = (days, last, *facts_of(spec, look), Column(heads["span"], spans))
    return Sheet(names, (), more, aids=(replace(names, formulas=copied), starts, *lengths))


def _dates(head: str, found: Mapping[int, float], code: str, places: range) -> Column:
    """Return a column of dates; an empty cell where a span is open."""
    return Column(head, tuple(found.get(n) for n in places), (code,) * len(places), code)


def _lengths(name: str, members: tuple[int, ...], rows: Mapping[int, _Row], axis: TimeAxis, places: range) -> Column:
    """Return how much time of each row lies on the axis."""
    cells = tuple(rows[n].place.length - rows[n].arrow if n in members else None for n in places)
    made = []
    for n in places:
        if n not in members:
            made.append("=0")
            continue
        row, end = rows[n], rows[n].span.end
        added = axis.finish(end) - axis.last(end) if end else 1.0  # the end of a day, where a cell holds the day
        open_end = number(axis.end - row.arrow)
        last = f"{SHEET}!C{n + 2}+{number(round(added, 6))}" if added else f"{SHEET}!C{n + 2}"
        made.append(f'=MIN(IF({SHEET}!C{n + 2}="",{open_end},{last}),{number(axis.end)})-B{n + 2}')
    code = PLACES[axis.grain][1]
    return Column(name, cells, (code,) * len(cells), code, tuple(made))


def _name(row: _Row, look: Look) -> str:
    """Return the name of a series: the status, whether it is a plan where the status does not say so, what is derived."""
    parts = [status_of(row.point, look)]
    if row.span.planned and not Status(row.point.status).standing.ahead:
        parts.append(look.speech.word("statuses", "planned"))
    if row.span.derived:
        parts.append(look.speech.word("sheet", "derived"))
    return look.between.join(parts)


def _series(order: int, aid: int, sheet: Sheet, look: Element, *inside: Element | None) -> Element:
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        aid_head(sheet, aid),
        look,
        val("c:invertIfNegative", 0),
        *inside,
        categories(sheet),
        aid_values(sheet, aid),
    )


def _group(
    order: int, aid: int, members: tuple[int, ...], sheet: Sheet, rows: Mapping[int, _Row], look: Look
) -> Element:
    """Return the series of the rows `members`, in the look of the first; what looks otherwise has a look of its own."""
    first = _kind(rows[members[0]])
    own = [n for n in members if rows[n].is_sign or rows[n].point.focus or _kind(rows[n]) != first]
    signs = {n: rows[n] for n in members if rows[n].is_sign}
    common = _bar(rows[members[0]], look.colours.primary, look)
    return _series(
        order,
        aid,
        sheet,
        common,
        *(_point(n, rows[n], look) for n in own),
        _signs(signs, look) if signs else None,
        _arrows(members, rows, look),
    )


def _arrows(members: tuple[int, ...], rows: Mapping[int, _Row], look: Look) -> Element | None:
    """Return what stands after bars without an end."""
    lengths = {n: number(float(rows[n].arrow)) for n in members if rows[n].arrow}
    if not lengths:
        return None
    stroke = line(_hue(rows[next(iter(lengths))], look), 1.2 * look.k, dash="sysDash", arrow=True)
    return error_bars("plus", (lengths,), stroke, 1 + max(rows), caps=False)


def _kind(row: _Row) -> tuple[bool, bool, bool]:
    """Return what decides how a bar looks within a series."""
    return row.span.is_moment, row.span.derived_start or row.place.early, row.span.derived_end


def _hue(row: _Row, look: Look) -> str:
    return look.colours.focus if row.point.focus else look.colours.primary


def _bar(row: _Row, hue: str, look: Look) -> Element:
    """Return the look of a bar: filled, pale or fading where derived; an outline where planned, dashed where derived.

    It fades too where it has begun before the axis.
    """
    paper, span = look.colours.paper, row.span
    if span.planned:
        return shape(solid(paper), line(hue, look.outline, dash="sysDash" if span.derived else ""))
    if not span.derived and not row.place.early:
        return shape(solid(hue), line("", 0))
    if span.is_moment and not row.place.early:
        return shape(solid(blend(hue, paper, PALE)), line("", 0))
    # three stops at most: LibreOffice 7 does not read a gradient of four
    stops = ((0.0, paper), (0.35, hue), (1.0, hue)) if _kind(row)[1] else ((0.0, hue), (0.65, hue), (1.0, paper))
    return shape(gradient(stops), line("", 0))


def _point(n: int, row: _Row, look: Look) -> Element:
    mark = shape(None, line("", 0)) if row.is_sign else _bar(row, _hue(row, look), look)
    return el("c:dPt", val("c:idx", n), val("c:invertIfNegative", 0), val("c:bubble3D", 0), mark)


def _signs(rows: Mapping[int, _Row], look: Look) -> Element:
    """Return the signs on their days, as labels in the middle of bars that are not drawn."""
    return el("c:dLbls", *(_sign(n, row, look) for n, row in rows.items()), *shows())


def _sign(n: int, row: _Row, look: Look) -> Element:
    span, hue = row.span, _hue(row, look)
    ink = blend(hue, look.colours.paper, PALE) if span.derived else hue
    face = replace(look.face, size=round(look.face.size * SIGN_SIZE))
    run = text_run(PLANNED if span.planned else DONE, face, ink, bold=True)
    return el(
        "c:dLbl",
        val("c:idx", n),
        el("c:tx", text_body("c:rich", face, ink, (run,), wrap=False)),
        el("c:spPr", el("a:noFill"), line("", 0)),
        val("c:dLblPos", "ctr"),
        *shows("Val"),
    )
