"""What stands around the bars of a native timeline: names of time below, the as-of date, the time with nothing on record.

Office has no lines and bands across a bar chart, so the last two are shapes over it, each with a name. Months are named by an
axis of their own, since Office sets its marks at equal steps and bars lie on true days.
"""

from __future__ import annotations

from reports.charts.drawing import blend
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS, value_axis
from reports.charts.native.look import Look
from reports.charts.native.shapes import Box, Ground, Shape, Upright, Words
from reports.charts.native.sheet import Sheet, categories, number, series_head, values
from reports.charts.timeline.silence import silent_rows, silent_time
from reports.charts.timeline.time_axis import Grain, TimeAxis
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, line, shape, val

ROW_AXIS, BAR_AXIS = 1003, 1004
JUST_PAST = 1e-6
"""Of a day: an axis of hours begins so much later, or a third of a day is shown as 07:59 (LibreOffice)."""
MONTH = 30.4375
"""Days between the marks of two months."""
INTO = 4
"""Days into the month that the mark of a month stands for, so that each falls into the month it names."""
CODES: dict[Grain, str] = {"year": "0", "month": "mmm yyyy", "day": "d mmm", "hour": "hh:mm"}
"""How Office names what an axis is marked by."""
FIRST_DAYS = 1
"""Their column among those of the data."""
LIGHT = 10
"""How much the band covers, in per cent: bars below it are seen as they are."""
HEAD, HEAD_ROWS = 1.7, 0.75
"""Height of the words of the as-of date above the rows: in the size of the labels, and in rows of two lines at least."""


def name_axis(spec: ChartSpec, look: Look, step: int) -> Element:
    """Return the axis below the rows: a mark every `step` years, months, days or hours."""
    axis = TimeAxis(spec.start, spec.stop)
    code = CODES[axis.grain]
    named = look.date_code(code) if axis.grain in ("month", "day") else code
    if axis.grain == "month":
        least, most, width = month_marks(axis, step)
    else:
        least, most, width = axis.first, axis.end, step / (24 if axis.grain == "hour" else 1)
        least += JUST_PAST if axis.grain == "hour" else 0
    return value_axis(look, least, most, step=width, code=named, grid=True)


def month_marks(axis: TimeAxis, step: int) -> tuple[float, float, float]:
    """Return where an axis of months begins, where it ends and how far its marks lie apart.

    They stand as near to the first days as equal steps allow.
    """
    units = axis.units
    ticks = range(step, len(units), step)
    firsts = [units[n] - axis.first for n in ticks]
    squares = sum((n // step) ** 2 for n in ticks)
    days = sum(n // step * first for n, first in zip(ticks, firsts, strict=True)) / squares if squares else step * MONTH
    long = (axis.end - axis.first) * step * MONTH / days
    least = axis.first + INTO
    return least, round(least + long, 4), step * MONTH


def name_plot(sheet: Sheet) -> Element:
    """Return the plot that the axis of names belongs to: the first days of the data, which it does not draw."""
    return el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        el(
            "c:ser",
            val("c:idx", 0),
            val("c:order", 0),
            series_head(sheet, FIRST_DAYS),
            shape(None, line("", 0)),
            val("c:invertIfNegative", 0),
            categories(sheet),
            values(sheet, FIRST_DAYS),
        ),
        val("c:gapWidth", 180),
        val("c:overlap", 100),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )


def row_axis() -> Element:
    """Return the axis of the rows once more, hidden: bars stand on axes of their own."""
    return el(
        "c:catAx",
        val("c:axId", ROW_AXIS),
        el("c:scaling", val("c:orientation", "maxMin")),
        val("c:delete", 1),
        val("c:axPos", "l"),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "none"),
        val("c:crossAx", BAR_AXIS),
        val("c:crosses", "autoZero"),
    )


def bar_axis(axis: TimeAxis) -> Element:
    """Return the axis that bars lie on, of which nothing is seen; LibreOffice forgets the ends of one that is deleted."""
    return el(
        "c:valAx",
        val("c:axId", BAR_AXIS),
        el(
            "c:scaling",
            val("c:orientation", "minMax"),
            val("c:max", number(axis.end)),
            val("c:min", number(axis.first)),
        ),
        val("c:delete", 0),
        val("c:axPos", "t"),
        el("c:numFmt", formatCode="General", sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "none"),
        el("c:spPr", el("a:noFill"), line("", 0)),
        val("c:crossAx", ROW_AXIS),
        val("c:crosses", "autoZero"),
        val("c:crossBetween", "between"),
    )


def today_on(spec: ChartSpec) -> float | None:
    """Return where the as-of line stands, at the end of its date; None where that is not on the axis."""
    axis = TimeAxis(spec.start, spec.stop)
    at = axis.finish(spec.today) if spec.today else axis.first
    return at if axis.first < at <= axis.end else None


def shapes_over(spec: ChartSpec, look: Look, rows: Box) -> tuple[Shape, ...]:
    """Return the band of what is not on record with its words, and the as-of line with its own; `rows` is where bars lie."""
    axis = TimeAxis(spec.start, spec.stop)
    day = rows.width / (axis.end - axis.first)
    band, today, found = silent_time(spec), today_on(spec), []
    if band:
        left, wide = rows.x + (band[0] - axis.first) * day, (band[1] - band[0]) * day
        found += _band(spec, look, rows, Box(left, rows.y, wide, rows.height))
    if today is not None:
        x, wide = rows.x + (today - axis.first) * day, 1.05 * look.text_width(spec.today_words)
        left = min(max(x - wide / 2, 0), look.width - wide)
        upright = Box(x, rows.y - 0.25 * look.face.size, 0, rows.height + 0.25 * look.face.size)
        said = Box(left, 0, wide, rows.y - 0.25 * look.face.size)
        found += (
            Upright("as-of date", upright, look.colours.ink, 0.9 * look.k),
            Words("as-of date: words", said, spec.today_words, look.colours.ink),
        )
    return tuple(found)


def _band(spec: ChartSpec, look: Look, rows: Box, band: Box) -> list[Shape]:
    """Return the band, and its words in a row without a mark in it, where they find room."""
    made: list[Shape] = [Ground("nothing on record", band, look.colours.ink, LIGHT)]
    free, wide = silent_rows(spec), 1.05 * look.text_width(spec.silent_words)
    if free and wide <= band.width:
        high, tall = rows.height / len(spec.points), 1.3 * look.face.size
        top = rows.y + (free[len(free) // 2] + 0.5) * high - tall / 2
        box = Box(band.x + (band.width - wide) / 2, top, wide, tall)
        ink, paper = look.colours.ink, look.colours.paper
        made.append(Words("nothing on record: words", box, spec.silent_words, ink, blend(ink, paper, LIGHT / 100)))
    return made
