"""The sheets behind a chart of several series: a column a series and a row a category, then what stands behind each number.

Numbers carry their hedge as a number format, so that labels, tips and cells say it and follow the number when it is edited.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.charts.grammar.grid import Grid, Series, begins_years, cell_value, is_range
from reports.charts.grammar.panels import heads_in_a_row, spans_in_a_row
from reports.charts.grammar.series_looks import SeriesLook, series_looks
from reports.charts.mark_values import plain_number
from reports.charts.native.labels import MINUS, both_signs
from reports.charts.native.look import Look
from reports.charts.native.sheet import NBSP, Column, Sheet, marks_of, status_of
from reports.document import ChartPoint, ChartSpec
from reports.domain.qualifiers import Qualifier

EPOCH = date(1899, 12, 30).toordinal()
"""Day 0 of spreadsheets."""
OLDEST, YEAR = date(1900, 3, 1).toordinal(), "0"
"""From it on spreadsheets count days as the calendar does; how they show a year before."""
DAY = "yyyy-mm-dd"
_UPPER = re.compile(r"(.*[^0-9.,])[0-9][0-9.,]*([^0-9]*)")
"""A range as it is printed: what stands before its upper end, and what after it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What all series of a chart are written with."""

    spec: ChartSpec
    look: Look
    grid: Grid
    looks: tuple[SeriesLook, ...]
    sheet: Sheet


def written(spec: ChartSpec, look: Look, grid: Grid, *, ranges: bool = False) -> Written:
    """Return what the series of `grid` are written with: their looks and the sheet behind them."""
    columns = tuple(_column(series, series.name or _only(spec, look), look, ranges=ranges) for series in grid.series)
    heads = heads_in_a_row(spec)
    named = not heads or names_fit(grid, look)
    outer = Column(look.speech.word("sheet", "panel"), heads if named else spans_in_a_row(spec)) if heads else None
    names = Column("", tuple("" for _ in heads)) if not named else _categories(spec, grid)
    more = (Column(look.speech.word("sheet", "category"), grid.categories),) if names.cells != grid.categories else ()
    sheet = Sheet(names, columns, more if heads else (), outer, facts_sheet(grid, look))
    return Written(spec, look, grid, series_looks(grid, look.colours), sheet)


def _column(series: Series, head: str, look: Look, *, ranges: bool) -> Column:
    formats = tuple(cell_format(point, look) for point in series.points)
    counts = Counter(each for each in formats if each)
    # a cell that somebody adds must not look hedged as others are
    common = max(counts, key=lambda each: (counts[each], '" "' not in each and not each.startswith('"')), default="")
    cells = tuple(_cell(cell_value(point, ranges=ranges)) for point in series.points)
    return Column(head, cells, formats, common)


def counted_by_years(grid: Grid) -> bool:
    """Return whether cells hold years instead of days: where they begin before spreadsheets count days."""
    return bool(grid.days) and min(grid.days) < OLDEST and begins_years(grid)


def serials(grid: Grid) -> tuple[int, ...]:
    """Return the days on which categories begin as spreadsheets count them, or their years where they are older than that."""
    if counted_by_years(grid):
        return tuple(date.fromordinal(day).year for day in grid.days)
    return tuple(day - EPOCH for day in grid.days)


def _categories(spec: ChartSpec, grid: Grid) -> Column:
    """Return the column of categories: their names, or days where these are not equally far from each other."""
    if not grid.by_day:
        return Column(spec.unit, grid.categories)
    code = YEAR if counted_by_years(grid) else DAY
    return Column(spec.unit, tuple(map(float, serials(grid))), (code,) * len(grid.days))


def names_fit(grid: Grid, look: Look) -> bool:
    """Return whether all names at the axis of panels find room; else the names of the panels say from when to when."""
    band = look.width / len(grid.categories)
    return not periods(grid) or max(map(look.text_width, grid.categories)) + 0.5 * look.face.size <= band


def periods(grid: Grid) -> bool:
    """Return whether the categories of panels are periods, of which not all need a name."""
    points = [point for _, _, point in grid.cells()]
    return all(point.at for point in points)


def _only(spec: ChartSpec, look: Look) -> str:
    """Return what the one series of a chart is called: its status, as elsewhere."""
    return status_of(spec.points[0], look)


def _cell(value: Decimal | None) -> float | None:
    return None if value is None else float(plain_number(value))


def facts_sheet(grid: Grid, look: Look) -> tuple[Column, ...]:
    """Return the columns of the second sheet: what stands behind each number, row by row."""
    heads = look.speech.tables["sheet"]
    cells = list(grid.cells())
    points = [point for _, _, point in cells]
    return (
        Column(heads["category"], tuple(grid.categories[n] for n, _, _ in cells)),
        Column(heads["series"], tuple(look.between.join(filter(None, (p.panel, p.series))) for p in points)),
        Column(heads["fact"], tuple(p.fact_id for p in points)),
        Column(heads["figure"], tuple(p.stated or p.figure for p in points)),
        Column(heads["low"], tuple(_cell(p.low) for p in points)),
        Column(heads["high"], tuple(_cell(p.high) for p in points)),
        Column(heads["status"], tuple(status_of(p, look) for p in points)),
        Column(heads["observed"], tuple(observed(p, look) for p in points)),
        Column(
            heads["words"],
            tuple(" ".join(filter(None, (p.words, p.x_fact, p.x_figure, p.size_fact, p.size_figure))) for p in points),
        ),
        Column(heads["sources"], tuple(marks_of(p) for p in points)),
    )


def observed(point: ChartPoint, look: Look) -> str:
    """Return what the publisher says of a point, in words; empty for a normal one."""
    return look.speech.tables["observed-alone"].get(point.observed, "")


def cell_format(point: ChartPoint | None, look: Look) -> str:
    """Return the number format of a cell: as many decimals as the fact has, its hedge and the publisher's mark as signs."""
    if point is None or point.reach is None:
        return ""
    value = point.value if point.value is not None else point.reach
    decimals = max(0, -int(value.as_tuple().exponent))
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    if is_range(point) and (ends := _UPPER.fullmatch(point.figure)):  # the lower end is a word of the upper one
        return "".join((f'"{ends[1]}"', digits, f'"{ends[2]}"' if ends[2] else ""))
    if "%" in point.figure:
        digits += '"%"'
    if mark := look.speech.tables["observed-marks"].get(point.observed, ""):
        digits += f'"{NBSP}{mark}"'
    before, _, after = look.speech.word("symbols", point.qualifier).partition("{figure}")
    hedged = point.qualifier not in (Qualifier.EXACTLY, Qualifier.BETWEEN)
    if not hedged:
        return f"{digits};{MINUS}{digits}" if value < 0 else digits
    shown = f'"{before}"{digits}' + (f'"{after}"' if after else "")
    return both_signs(shown, digits) if value < 0 else shown
