"""What a mark stands for, as text: the same in SVG, chart XML and workbook, so that they can be compared."""

from __future__ import annotations

from decimal import Decimal

from reports.model import ChartPoint


def value_text(point: ChartPoint) -> str:
    """Return the value of `point`: a plain number, `start/end` for a span, empty where none is stated."""
    if point.span is not None:
        return f"{point.span.start}/{point.span.end}"
    return "" if point.value is None else plain_number(point.value)


def plain_number(value: Decimal) -> str:
    """Return `value` without exponent and without idle zeros: 30, 14.8."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
