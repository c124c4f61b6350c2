"""The points of a chart as a table: for whoever works on with them, and for whoever cannot see the drawing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from reports.charts.mark_values import value_text
from reports.charts.registry import KINDS
from reports.document import ChartPoint, ChartSpec

HEAD = ("order", "label", "value", "unit", "as printed", "hedge", "status", "what it is", "fact id", "sources")
SERIES = ("series", "period begins", "as published")
"""Further columns of a chart of several series."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(/-?[0-9]+(\.[0-9]+)?)*")
"""What is a number, or the ends of a range, and no formula."""
FORMULA = ("=", "+", "-", "@", "\t")
"""A cell that begins so is a formula to a spreadsheet."""
Rows = tuple[Sequence[str], ...]
"""Heads, and below them the values."""


def points(spec: ChartSpec) -> Rows:
    """Return the points of a chart, a row each, below their heads."""
    grid = KINDS[spec.kind].grid_of(spec.points) is not None
    rows = ((str(n), *_row(point, spec), *_beside(point, grid=grid)) for n, point in enumerate(spec.points, 1))
    return ((*HEAD, *(SERIES if grid else ())), *rows)


def _beside(point: ChartPoint, *, grid: bool) -> tuple[str, ...]:
    """Return what a point of a chart of several series is besides: which series, when, and what the publisher says of it."""
    return (point.series, point.at, point.observed) if grid else ()


def _row(point: ChartPoint, spec: ChartSpec) -> tuple[str, ...]:
    marks = " ".join(f"[{number}]" for number in point.numbers)
    printed = point.figure.replace("\N{NO-BREAK SPACE}", " ")
    return (
        point.label, value_text(point), spec.unit, printed, point.qualifier, point.status, point.words, point.fact_id, marks,
    )  # fmt: skip


def table(rows: Rows) -> bytes:
    """Return rows as CSV (RFC 4180, UTF-8 with a mark, so that Excel reads it), heads in line 1."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(map(_safe, row) for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _safe(text: str) -> str:
    """Return `text` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text
