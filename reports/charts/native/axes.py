"""The axes of a native chart, and where its plot lies."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.mark_values import plain_number
from reports.charts.native.look import Look
from reports.charts.native.sheet import number
from reports.document import Tick
from reports.ooxml.drawingml import Element, el, line, text_body, val

CATEGORY_AXIS, VALUE_AXIS = 1001, 1002


def tick_code(ticks: Sequence[Tick]) -> str:
    """Return the number format of an axis whose marks were decided: as many decimals as the finest of them has."""
    decimals = max(max(0, -int(tick.value.normalize().as_tuple().exponent)) for tick in ticks)
    return "#,##0" + ("." + "0" * decimals if decimals else "") + ('"%"' if "%" in ticks[-1].text else "")


def between_ticks(ticks: Sequence[Tick]) -> Element:
    """Return where an axis whose marks were decided begins and ends."""
    ends = val("c:max", plain_number(ticks[-1].value)), val("c:min", plain_number(ticks[0].value))
    return el("c:scaling", val("c:orientation", "minMax"), *ends)


def base_face(look: Look, code: str) -> tuple[Element, ...]:
    """Return how an axis across looks: an ink line with marks below it, its words in the number format `code`."""
    return (
        el("c:numFmt", formatCode=code, sourceLinked=0),
        val("c:majorTickMark", "out"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        el("c:spPr", el("a:noFill"), line(look.colours.ink, 0.9 * look.k)),
        text_body("c:txPr", look.face, look.colours.muted),
    )


def layout(x: float, y: float, width: float, height: float) -> Element:
    """Return where the inside of the plot lies; shares of the chart."""
    places = [("x", x), ("y", y), ("w", width), ("h", height)]
    return el(
        "c:layout",
        el(
            "c:manualLayout",
            val("c:layoutTarget", "inner"),
            val("c:xMode", "edge"),
            val("c:yMode", "edge"),
            *(val(f"c:{name}", f"{share:.5f}") for name, share in places),
        ),
    )


def category_axis(look: Look) -> Element:
    """Return the axis of the rows, first row on top."""
    ink = look.colours.ink
    return el(
        "c:catAx",
        val("c:axId", CATEGORY_AXIS),
        el("c:scaling", val("c:orientation", "maxMin")),
        val("c:delete", 0),
        val("c:axPos", "l"),
        el("c:numFmt", formatCode="General", sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        el("c:spPr", el("a:noFill"), line(ink, 0.9 * look.k)),
        text_body("c:txPr", look.face, ink),
        val("c:crossAx", VALUE_AXIS),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblAlgn", "ctr"),
        val("c:lblOffset", 60),
        val("c:tickLblSkip", 1),  # no row without its name, however many there are
        val("c:noMultiLvlLbl", 1),
    )


def value_axis(
    look: Look, least: float, most: float, *, step: float = 0, code: str = "", grid: bool = False
) -> Element:
    """Return the axis of the values; hidden where no `step` between labels is given."""
    hidden = not step
    rule = el("c:spPr", line(look.colours.hairline, 0.6 * look.k))
    return el(
        "c:valAx",
        val("c:axId", VALUE_AXIS),
        el("c:scaling", val("c:orientation", "minMax"), val("c:max", number(most)), val("c:min", number(least))),
        val("c:delete", int(hidden)),
        val("c:axPos", "t" if hidden else "b"),
        el("c:majorGridlines", rule) if grid else None,
        el("c:numFmt", formatCode=code or "General", sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "none" if hidden else "nextTo"),
        el("c:spPr", el("a:noFill"), line("" if hidden else look.colours.hairline, 0.75)),
        text_body("c:txPr", look.face, look.colours.muted),
        val("c:crossAx", CATEGORY_AXIS),
        val("c:crosses", "autoZero" if hidden else "max"),  # rows run downwards, so the last one is at the bottom
        val("c:crossBetween", "between"),
        val("c:majorUnit", number(step)) if step else None,
    )
