"""What a mark stands for, as text: the same in SVG, chart XML and workbook, so that they can be compared."""

from __future__ import annotations

from decimal import Decimal

from reports.document import ChartPoint, ChartSpec
from reports.errors import ReportError


def value_text(point: ChartPoint) -> str:
    """Return the value of `point`: a plain number, `low/high` of a range, `start/end` of a span, empty where none is stated."""
    if point.span is not None:
        return f"{point.span.start}/{point.span.end}"
    return "/".join(map(plain_number, point.values))


def plain_number(value: Decimal) -> str:
    """Return `value` without exponent and without idle zeros: 30, 14.8."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_drawable(spec: ChartSpec) -> None:
    """Refuse what no chart of ours can show without lying.

    Raises:
        ReportError: there is no point, a value is below zero, or one is beyond the fixed end of the axis.
    """
    if not spec.points:
        raise ReportError(f"chart {spec.id} has no facts to show; list some under points:")
    for point in spec.points:
        for value in point.values if point.span is None else ():
            if value < 0 and not spec.ticks:
                raise ReportError(
                    f"chart {spec.id}: {point.fact_id} is {value}, and axes start at zero; print it in a table"
                )
            if spec.maximum is not None and value > spec.maximum:
                what = f"chart {spec.id}: {point.fact_id} is {value}, beyond the axis, which ends at {spec.maximum}"
                raise ReportError(f"{what}; raise maximum:")
