"""What the base remembers of each chart: what it says and what the cells of its workbook hold, to tell a person's changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.errors import BrokenFileError
from reports.merge.chart_content import Content, Said, content_of
from reports.merge.chart_merge import PACKAGE, ChartHost, chart_part
from reports.merge.workbook_cells import Cells, cells_of
from reports.ooxml.package import Package


@dataclass(frozen=True, slots=True)
class ChartData:
    """A chart as data."""

    content: Content
    cells: Cells
    """Of its workbook; empty where it has none that can be read."""


def packed_content(content: Content) -> list[object]:
    """Return what a chart says as lists and texts, for JSON."""
    return [[each.name, dict(each.points)] for each in content]


def unpacked_content(value: object) -> Content:
    """Return what `packed_content` made.

    Raises:
        ValueError: it is nothing of the kind.
    """
    if not isinstance(value, list):
        raise ValueError
    return tuple(Said(str(name), _texts(points)) for name, points in value)


def chart_data(package: Package, host: ChartHost) -> ChartData | None:
    """Return what the chart in a paragraph says; None where there is none."""
    part = chart_part(package, host)
    if not part:
        return None
    return ChartData(
        content_of(package.tree(part)), cells_or_none(package.parts.get(package.related(part, PACKAGE), b""))
    )


def cells_or_none(workbook: bytes) -> Cells:
    """Return the cells of a workbook; none where it cannot be read."""
    try:
        return cells_of(workbook) if workbook else {}
    except BrokenFileError:
        return {}


def packed(data: ChartData) -> list[object]:
    """Return a chart as lists and texts, for JSON."""
    return [packed_content(data.content), {sheet: dict(cells) for sheet, cells in data.cells.items()}]


def unpacked(value: object) -> ChartData:
    """Return what `packed` made.

    Raises:
        ValueError: it is nothing of the kind.
    """
    match value:
        case [list(series), dict(sheets)]:
            return ChartData(unpacked_content(series), {str(name): _texts(cells) for name, cells in sheets.items()})
        case _:
            raise ValueError


def _texts(value: Mapping[object, object]) -> Mapping[str, str]:
    return {str(key): str(text) for key, text in value.items()}
