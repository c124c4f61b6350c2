"""Native charts of several series in a finished file against their specs: numbers in their places, and what is behind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from reports.audit.figure_atoms import figures_of
from reports.charts.grammar.event_lines import event_places
from reports.charts.grammar.grid import Grid, by_last_value, cell_value, grid_of
from reports.charts.grammar.grid_sheet import serials
from reports.charts.grammar.panels import heads_in_a_row, in_a_row, panel_names, spans_in_a_row
from reports.charts.registry import KINDS
from reports.document import ChartSpec
from reports.document.extracted_text import ChartText
from reports.languages.lexicon import Lexicon


def grid_faults(spec: ChartSpec, chart: ChartText, words: Lexicon) -> Iterator[str]:
    """Yield where a chart differs from the points of `spec`: in number, order, names or what the second sheet says."""
    if panel_names(spec):
        yield from _panel_faults(spec, chart)
        yield from _facts(in_a_row(spec), chart, words)
        return
    native, plain = KINDS[spec.kind].grid_of(spec.points), grid_of(spec)
    ranges = native is not None and native.ranges
    grid = (
        by_last_value(plain) if chart.heads[: len(plain.series)] != _names(plain) and len(plain.series) > 1 else plain
    )
    key = {point.size_figure for point in spec.points}
    yield from (f"“{word}” stands over it" for word in chart.over if word not in key)
    if len(chart.cells) != len(grid.categories) + 1:
        yield f"{len(chart.cells) - 1} rows in its workbook, not {len(grid.categories)}"
        return
    columns = native.columns(spec) if native and native.columns else None
    events = tuple(event.words for event in spec.events)
    named = (*(_names(grid) if len(grid.series) > 1 else chart.heads[:1]), *events)
    if (len(grid.series) > 1 or events) and chart.heads != named:
        yield f"its series are {', '.join(chart.heads)}, not {', '.join(named)}"
        return
    marked = event_places(spec, grid)
    rows = {row.labels: row for row in chart.rows}
    for n, category in enumerate(grid.categories):
        expected = [cell_value(series.points[n], ranges=ranges) for series in grid.series]
        expected = [column[n] for column in columns] if columns else expected
        expected += [spec.ticks[-1].value if place == n else None for place in marked]
        kept = tuple(map(_number, chart.cells[n + 1][1:]))
        if tuple(expected) != (*kept, *(None,) * (len(expected) - len(kept))):
            yield f"row “{category}” of its workbook: its values are {chart.cells[n + 1][1:]}, not {expected}"
        row = rows.get((str(serials(grid)[n]) if grid.by_day else category,))
        shown = [value for value in expected if value is not None]
        if row is not None and list(map(_number, row.values)) != shown:
            yield f"row “{category}”: its values are {', '.join(row.values) or 'none'}, not {shown}"
        if shown and row is None:
            yield f"the row “{category}” is missing or altered"
    yield from _facts(grid, chart, words)


def _panel_faults(spec: ChartSpec, chart: ChartText) -> Iterator[str]:
    """Yield where the rows of small multiples differ: panel and category, and a number a series."""
    native, grid, heads = KINDS[spec.kind].grid_of(spec.points), in_a_row(spec), heads_in_a_row(spec)
    ranges = native is not None and native.ranges
    if len(chart.cells) != len(heads) + 1:
        yield f"{len(chart.cells) - 1} rows in its workbook, not {len(heads)}"
        return
    spans = spans_in_a_row(spec)
    expected = [[cell_value(series.points[n], ranges=ranges) for series in grid.series] for n in range(len(heads))]
    for n, (head, name) in enumerate(zip(heads, grid.categories, strict=True)):
        cells = (*chart.cells[n + 1], *("",) * (2 + len(grid.series)))
        kept = [_number(cell) for cell in cells[2 : 2 + len(grid.series)]]
        named = cells[0] in (head, spans[n]) and cells[1] in ("", name)
        if kept != expected[n] or not named:
            yield f"row “{head} {name}” of its workbook: its values are {cells}, not {expected[n]}"
    shown = [[value for value in row if value is not None] for row in expected]
    drawn = [list(map(_number, row.values)) for row in chart.rows if row.values]
    if drawn != [row for row in shown if row]:
        yield "the numbers of its panels are missing or altered"


def _names(grid: Grid) -> tuple[str, ...]:
    return tuple(series.name for series in grid.series)


def _facts(grid: Grid, chart: ChartText, words: Lexicon) -> Iterator[str]:
    points = [point for _, _, point in grid.cells()]
    if len(chart.facts) != len(points) + 1:
        yield f"{max(len(chart.facts) - 1, 0)} rows on the second sheet of its workbook, not {len(points)}"
        return
    for point, cells in zip(points, chart.facts[1:], strict=True):
        said = " ".join(cells)
        figure = point.stated or point.figure
        if point.fact_id not in cells or figure not in cells:
            yield f"the row of “{point.fact_id}” on the second sheet lacks “{figure}”"
        words_of = (
            point.label,
            point.panel,
            point.series,
            point.fact_id,
            figure,
            point.words,
            point.x_fact,
            point.x_figure,
            point.size_fact,
            point.size_figure,
        )
        known = " ".join((*words_of, *map(str, point.values)))
        marks = "".join(f"[{n}]" for n in point.numbers)
        if loose := figures_of(said, words) - figures_of(f"{known} {marks}", words):
            yield f"“{next(iter(loose))}” on the second sheet comes from no fact"


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
