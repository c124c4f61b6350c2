"""Small multiples: one chart in panels side by side, all with the same categories, series and scale.

Office has no panels. One chart holds them all in a row, a free place between two, with the names of the panels on a second
level of its axis: so they share one scale whatever is edited, one sheet and one frame. Several charts would each have a scale
of its own as soon as somebody touches an axis.
"""

from __future__ import annotations

from dataclasses import replace

from reports.charts.grammar.grid import Grid, Series, grid_of
from reports.document import ChartPoint, ChartSpec

MANY = 12
"""Panels of one chart, at most."""


def panel_names(spec: ChartSpec) -> tuple[str, ...]:
    """Return the names of the panels in the order of their first points; none where the chart has no panels."""
    return tuple(dict.fromkeys(point.panel for point in spec.points if point.panel))


def panels_of(spec: ChartSpec) -> tuple[ChartSpec, ...]:
    """Return the panels as charts of their own, which share what all points have in common."""
    return tuple(
        replace(spec, points=tuple(p for p in spec.points if p.panel == name), shared=spec.points)
        for name in panel_names(spec)
    )


def in_a_row(spec: ChartSpec) -> Grid:
    """Return the panels as one grid, one after the other, with a category without name and points between two.

    A chart without panels is the grid of its points.
    """
    grids = [grid_of(panel) for panel in panels_of(spec)]
    if not grids:
        return grid_of(spec)
    names: list[str] = []
    points: list[list[ChartPoint | None]] = [[] for _ in grids[0].series]
    for n, grid in enumerate(grids):
        names += [""] * (n > 0) + list(grid.categories)
        for column, series in zip(points, grid.series, strict=True):
            column += [None] * (n > 0) + list(series.points)
    found = tuple(Series(series.name, tuple(column)) for series, column in zip(grids[0].series, points, strict=True))
    return Grid(tuple(names), (), found)


def heads_in_a_row(spec: ChartSpec) -> tuple[str, ...]:
    """Return what stands on the second level of the axis of `in_a_row`: the name of a panel at its first category."""
    found: list[str] = []
    for n, panel in enumerate(panels_of(spec)):
        count = len(grid_of(panel).categories)
        found += [""] * (n > 0) + [panel.points[0].panel] + [""] * (count - 1)
    return tuple(found)


def spans_in_a_row(spec: ChartSpec) -> tuple[str, ...]:
    """Return `heads_in_a_row` with the first and the last period of each panel, where not each of them is named."""
    categories = grid_of(panels_of(spec)[0]).categories
    span = f"{categories[0]}\N{EN DASH}{categories[-1]}"
    return tuple(f"{head}, {span}" if head else "" for head in heads_in_a_row(spec))


def across_of(count: int, width: float, least: float) -> int:
    """Return how many panels stand in a row of `width`, each `least` wide: rows as even as can be."""
    most = max(int(width / least), 1)
    wanted = count if count <= 3 else 2 if count == 4 else 3 if count <= 9 else 4
    return min(wanted, most)
