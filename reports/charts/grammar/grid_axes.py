"""Axes of an Office chart of several series, with the marks that were decided."""

from __future__ import annotations

from datetime import date

from reports.charts.grammar.grid import Grid, begins_years
from reports.charts.grammar.grid_sheet import YEAR, counted_by_years
from reports.charts.mark_values import plain_number
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS, base_face, between_ticks, tick_code
from reports.charts.native.look import Look
from reports.document import ChartSpec
from reports.ooxml.drawingml import AS_IT_FITS, Element, el, line, text_body, text_run, val


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
        text_body("c:txPr", look.face, look.colours.muted, turn=AS_IT_FITS if every > 1 else 0),
        val("c:crossAx", VALUE_AXIS),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblAlgn", "ctr"),
        val("c:lblOffset", 60),
        val("c:tickLblSkip", every),
        val("c:tickMarkSkip", every),
        val("c:noMultiLvlLbl", 1),
    )


def upright_axis(spec: ChartSpec, look: Look, *, between: bool, bare: bool = False, title: str = "") -> Element:
    """Return the axis of the values at the left, with the marks that were decided; `between` leaves room for columns.

    A `bare` one is not printed, since every mark says its figure. Where lines begin on it, tick marks that are not drawn keep
    its numbers clear of their signs.
    """
    step = spec.ticks[1].value - spec.ticks[0].value
    return el(
        "c:valAx",
        val("c:axId", VALUE_AXIS),
        between_ticks(spec.ticks),
        val("c:delete", int(bare)),
        val("c:axPos", "l"),
        None if bare else el("c:majorGridlines", el("c:spPr", line(look.colours.hairline, 0.6 * look.k))),
        axis_title(title, look, top=True) if title else None,
        el("c:numFmt", formatCode=tick_code(spec.ticks), sourceLinked=0),
        val("c:majorTickMark", "none" if between else "out"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "nextTo"),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, look.colours.muted),
        val("c:crossAx", CATEGORY_AXIS),
        val("c:crosses", "min"),
        val("c:crossBetween", "between" if between else "midCat"),
        val("c:majorUnit", plain_number(step)),
    )


def axis_title(text: str, look: Look, *, top: bool = False) -> Element:
    """Return the words of an axis, level: at the left above it where `top`, else where Office puts them."""
    run = text_run(text, look.face, look.colours.ink)
    place = el(
        "c:layout", el("c:manualLayout", val("c:xMode", "edge"), val("c:yMode", "edge"), val("c:x", 0), val("c:y", 0))
    )
    return el(
        "c:title",
        el("c:tx", text_body("c:rich", look.face, look.colours.ink, (run,))),
        place if top else None,
        val("c:overlay", 0),
    )


UNITS = {
    "years": (365.25, "yyyy", (1, 2, 5, 10, 20, 50, 100, 200)),
    "months": (30.44, "mmm yyyy", (1, 2, 3, 6, 12, 24, 60, 120)),
}
"""Days of a unit of an axis of time, how Office prints it, and the steps in which it is marked."""
DAYS = (1.0, "d mmm yyyy", (1, 7, 14, 28, 91, 182, 365))


def time_axis(look: Look, grid: Grid, width: float) -> Element:
    """Return the axis of periods, spaced by their days and named as far as there is room (21.2.2.39)."""
    days = [date.fromordinal(day) for day in grid.days]
    years = begins_years(grid)
    unit = "years" if years else "months" if all(day.day == 1 for day in days) else "days"
    long, code, steps = UNITS.get(unit, DAYS)
    count = (grid.days[-1] - grid.days[0]) / long
    needed = look.text_width({"yyyy": "2000", "mmm yyyy": "Mmm 2000"}.get(code, "28 Mmm 2000")) + 0.9 * look.face.size
    if counted_by_years(grid):  # a year is a day to it, so that it lies where it should
        unit, code = "days", YEAR
    step = next((each for each in steps if each * width / max(count, 1) >= needed), steps[-1])
    return el(
        "c:dateAx",
        val("c:axId", CATEGORY_AXIS),
        el("c:scaling", val("c:orientation", "minMax")),
        val("c:delete", 0),
        val("c:axPos", "b"),
        *base_face(look, look.date_code(code)),
        val("c:crossAx", VALUE_AXIS),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblOffset", 60),
        val("c:baseTimeUnit", unit),
        val("c:majorUnit", step),
        val("c:majorTimeUnit", unit),
    )
