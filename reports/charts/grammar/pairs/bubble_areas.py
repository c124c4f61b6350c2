"""Discs whose area is a value: radii go by the square root, so that nothing looks larger than it is."""

from __future__ import annotations

from decimal import Decimal
from math import sqrt

from reports.document import ChartPoint, ChartSpec

TINT = 0.3
"""Share of the colour in a disc, so that names on it can be read and what lies behind it be seen."""
SMALLEST = 1.6
"""Radius of a disc at least, in points: it must be seen."""


def bubble_radii(spec: ChartSpec, largest: float) -> tuple[float, ...]:
    """Return the radius of the disc of each point, `largest` for the greatest value; 0 for points without one."""
    most = max((point.size for point in spec.points if point.size is not None), default=Decimal(1))
    return tuple(
        0.0 if point.size is None else max(sqrt(float(point.size / most)) * largest, SMALLEST) for point in spec.points
    )


def key_points(spec: ChartSpec) -> tuple[ChartPoint, ...]:
    """Return the points whose discs stand in the key of sizes: the smallest and the largest; one where all are alike."""
    sized = sorted((point for point in spec.points if point.size), key=lambda point: point.size or 0)
    ends = [sized[0], sized[-1]] if sized else []
    return tuple({point.size: point for point in ends}.values())
