"""Native bars: names at the axis, figure and words at the bar, one series a status and hedge."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts.grammar.bar_marks import bar_marks, bar_scale
from reports.charts.mark_values import evenly_filled
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS, category_axis, layout, value_axis
from reports.charts.native.chart import Plot
from reports.charts.native.labels import RowText, row_texts
from reports.charts.native.look import AXIS_ROWS, Look
from reports.charts.native.series import Drawn, series_element, series_of
from reports.charts.native.sheet import Column, Sheet, facts_of, number
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, line, shape, val

THIN = 500
"""The widest gap that Office takes: a bar as thin as a stem."""
LEAST = 0.15
"""Share of the room that bars have, however long their labels."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things lie, and how long a unit is."""

    left: float
    """Share of the chart left of the axis."""
    wide: float
    """Share of the chart that the plot takes."""
    unit: float
    """Points a unit."""


def bar_names(spec: ChartSpec, look: Look) -> tuple[str, ...]:
    """Return the names of the rows as they stand at the axis."""
    return tuple(text.name for text in row_texts(spec, look))


def native_bars(spec: ChartSpec, look: Look) -> Plot:
    """Return bars with a hidden axis that ends where the longest label does."""
    return _bars(evenly_filled(spec), look)


def _bars(spec: ChartSpec, look: Look) -> Plot:
    texts = row_texts(spec, look)
    marks = bar_marks(spec)
    left = look.label_column(tuple(text.name for text in texts))
    room = look.width - left - 2
    needed = [text.width(look) if mark.stretches else 0 for mark, text in zip(marks, texts, strict=True)]
    scale = bar_scale(marks, needed, room, maximum=spec.maximum, least=LEAST)
    unit = scale.unit or room
    frame = _Frame(left / look.width, room / look.width, unit)
    axis = value_axis(look, 0 - scale.zero / unit, (room - scale.zero) / unit)
    return _plot(spec, look, texts, frame, axis, look.gap_width, 1.0)


def native_ladder(spec: ChartSpec, look: Look) -> Plot:
    """Return bars led by the name of their stage, in the fill of their status."""
    return _bars(spec, look)


def native_lollipop(spec: ChartSpec, look: Look) -> Plot:
    """Return shares as thin bars on a whole axis, whose two ends are named; stems are drawn solid, as on paper."""
    spec = replace(spec, points=tuple(replace(p, fill="solid") if p.fill == "plain" else p for p in spec.points))
    texts = row_texts(spec, look)
    left = look.label_column(tuple(text.name for text in texts))
    given = [float(p.reach) for p in spec.points if p.reach is not None]
    most = float(spec.maximum) if spec.maximum is not None else max(given, default=1) * 1.15
    room = look.width - left - 2
    pairs = zip(spec.points, texts, strict=True)
    bounds = [(room - text.width(look)) * most / float(p.reach) for p, text in pairs if p.reach]
    wide = max(min([*bounds, room - look.text_width("100%") / 2]), room / 4)
    frame = _Frame(left / look.width, wide / look.width, wide / most)
    first, last = spec.axis_words
    code = f'[=0]"{first or 0}";[={number(most)}]"{last or number(most)}";General'
    axis = value_axis(look, 0, most, step=most, code=code)
    return _plot(spec, look, texts, frame, axis, THIN, len(spec.points) / (len(spec.points) + AXIS_ROWS))


def _plot(
    spec: ChartSpec, look: Look, texts: tuple[RowText, ...], frame: _Frame, axis: Element, gap: int, tall: float
) -> Plot:
    all_series = series_of(spec, look)
    names = Column(spec.unit, tuple(text.name for text in texts))
    sheet = Sheet(names, tuple(series.column(spec, look) for series in all_series), facts_of(spec, look))
    drawn = Drawn(spec, bar_marks(spec), look, sheet, texts, frame.unit)
    chart = el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "clustered"),
        val("c:varyColors", 0),
        *(series_element(n, series, drawn) for n, series in enumerate(all_series)),
        val("c:gapWidth", gap),
        val("c:overlap", 100),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    place = layout(frame.left, 0, frame.wide, tall)
    return Plot(el("c:plotArea", place, chart, category_axis(look), axis, shape(None, line("", 0))), sheet)
