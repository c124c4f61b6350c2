"""Axes of an Office chart of several series, with the marks that were decided."""

from __future__ import annotations

from datetime import date

from reports.charts.grammar.grid import Grid
from reports.charts.mark_values import plain_number
from reports.charts.native_chart import CATEGORY_AXIS, VALUE_AXIS, Look
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, line, text_body, val


def base_axis(look: Look, every: int) -> Element:
    """Return the axis of the categories, left to right, names below the plot; `every` n-th name is printed."""
    ink = look.colours.ink
    return el(
        "c:catAx",
        val("c:axId", CATEGORY_AXIS),
        el("c:scaling", val("c:orientation", "minMax")),
        val("c:delete", 0),
        val("c:axPos", "b"),
        el("c:numFmt", formatCode="General", sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        el("c:spPr", el("a:noFill"), line(ink, 0.9 * look.k)),
        text_body("c:txPr", look.face, look.colours.muted),
        val("c:crossAx", VALUE_AXIS),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblAlgn", "ctr"),
        val("c:lblOffset", 60),
        val("c:tickLblSkip", every),
        val("c:tickMarkSkip", every),
        val("c:noMultiLvlLbl", 1),
    )


def upright_axis(spec: ChartSpec, look: Look, *, between: bool, bare: bool = False) -> Element:
    """Return the axis of the values at the left, with the marks that were decided; `between` leaves room for columns.

    A `bare` one is not printed, since every mark says its figure.
    """
    low, high = spec.ticks[0].value, spec.ticks[-1].value
    step = spec.ticks[1].value - low
    decimals = max(max(0, -int(tick.value.normalize().as_tuple().exponent)) for tick in spec.ticks)
    code = "#,##0" + ("." + "0" * decimals if decimals else "") + ('"%"' if "%" in spec.ticks[-1].text else "")
    return el(
        "c:valAx",
        val("c:axId", VALUE_AXIS),
        el(
            "c:scaling",
            val("c:orientation", "minMax"),
            val("c:max", plain_number(high)),
            val("c:min", plain_number(low)),
        ),
        val("c:delete", int(bare)),
        val("c:axPos", "l"),
        None if bare else el("c:majorGridlines", el("c:spPr", line(look.colours.hairline, 0.6 * look.k))),
        el("c:numFmt", formatCode=code, sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "nextTo"),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, look.colours.muted),
        val("c:crossAx", CATEGORY_AXIS),
        val("c:crosses", "min"),
        val("c:crossBetween", "between" if between else "midCat"),
        val("c:majorUnit", plain_number(step)),
    )


UNITS = {"years": (365.25, "yyyy", (1, 2, 5, 10, 20, 50)), "months": (30.44, "mmm yyyy", (1, 2, 3, 6, 12, 24, 60, 120))}
"""Days of a unit of an axis of time, how Office prints it, and the steps in which it is marked."""
DAYS = (1.0, "d mmm yyyy", (1, 7, 14, 28, 91, 182, 365))


def time_axis(look: Look, grid: Grid, width: float) -> Element:
    """Return the axis of periods, spaced by their days and named as far as there is room (21.2.2.39)."""
    days = [date.fromordinal(day) for day in grid.days]
    years = all((day.month, day.day) == (1, 1) for day in days)
    unit = "years" if years else "months" if all(day.day == 1 for day in days) else "days"
    long, code, steps = UNITS.get(unit, DAYS)
    count = (grid.days[-1] - grid.days[0]) / long
    needed = look.text_width({"yyyy": "2000", "mmm yyyy": "Mmm 2000"}.get(code, "28 Mmm 2000")) + 0.9 * look.face.size
    step = next((each for each in steps if each * width / max(count, 1) >= needed), steps[-1])
    return el(
        "c:dateAx",
        val("c:axId", CATEGORY_AXIS),
        el("c:scaling", val("c:orientation", "minMax")),
        val("c:delete", 0),
        val("c:axPos", "b"),
        el("c:numFmt", formatCode=code, sourceLinked=0),
        val("c:majorTickMark", "out"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        el("c:spPr", el("a:noFill"), line(look.colours.ink, 0.9 * look.k)),
        text_body("c:txPr", look.face, look.colours.muted),
        val("c:crossAx", VALUE_AXIS),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblOffset", 60),
        val("c:baseTimeUnit", unit),
        val("c:majorUnit", step),
        val("c:majorTimeUnit", unit),
    )
