"""Native unit squares: stacked bars, a series a square and a gap before it, worked out from the number by formulas.

The number stands in the data as that of a bar does, in a series of its status and hedge that is not drawn and carries the
label. The squares stand on the sheet of drawing aids, so who edits the number adds or takes squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from reports.charts.grammar.bar_marks import bar_marks
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS, category_axis, layout, value_axis
from reports.charts.native.chart import Plot
from reports.charts.native.labels import ARROW, RowText, row_texts, shows
from reports.charts.native.look import Look
from reports.charts.native.series import Drawn, Series, body_look, data_label, error_bars, series_of
from reports.charts.native.sheet import (
    SHEET,
    Column,
    Sheet,
    aid_head,
    aid_values,
    categories,
    facts_of,
    letter,
    number,
    series_head,
    values,
)
from reports.charts.units.layout import require_countable, square_body, with_named_words
from reports.charts.units.lines import BETWEEN, WALL, Line, Lines, lines_of
from reports.document import ChartPoint, ChartSpec
from reports.ooxml.drawingml import Element, el, line, shape, solid, val

TALL = 0.8
"""Of the height of a line, at most, for its squares."""
WIDEST_GAP = 500
"""Between bars, in per cent of one: what Office takes at most."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A series that draws something of each line: a gap, a square, an end."""

    column: Column
    looks: tuple[Element | None, ...]
    """By line; None where nothing is drawn."""
    arrows: Element | None = None


def unit_names(spec: ChartSpec, look: Look) -> tuple[str, ...]:
    """Return the names of the rows as they stand at the axis."""
    return tuple(text.name for text in row_texts(with_named_words(spec), look))


def unit_lines(spec: ChartSpec, look: Look) -> int:
    """Return how many lines of squares there are."""
    spec = with_named_words(spec)
    return len(lines_of(spec, row_texts(spec, look), look).each)


def native_units(spec: ChartSpec, look: Look) -> Plot:
    """Return rows of squares, each with its name at the axis, and figure and words after its first line.

    Raises:
        ReportError: a number cannot be shown by squares.
    """
    for point in spec.points:
        require_countable(point, spec)
    spec = with_named_words(spec)
    texts = row_texts(spec, look)
    lines = lines_of(spec, texts, look)
    left = look.label_column(tuple(text.name for text in texts))
    room, height = look.width - left - 2, look.height / len(lines.each)
    side = min(lines.pitch / (1 + BETWEEN), TALL * height)
    series = series_of(spec, look)
    pieces = _pieces(spec, lines, letter(len(series)), side, look)
    sheet = _sheet(spec, texts, series, lines, pieces, look)
    chart = el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        *(_drawn(n, piece, sheet) for n, piece in enumerate(pieces)),
        *_numbers(series, len(pieces), Drawn(spec, bar_marks(spec), look, sheet, texts, 0), lines),
        val("c:gapWidth", min(round((height / side - 1) * 100), WIDEST_GAP)),
        val("c:overlap", 100),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    place = layout(left / look.width, 0, room / look.width, 1.0)
    axis = value_axis(look, 0, room / side)
    return Plot(el("c:plotArea", place, chart, category_axis(look), axis, shape(None, line("", 0))), sheet)


# ── What is drawn ────────────────────────────────────────────────────────────────────────────────


def _pieces(spec: ChartSpec, lines: Lines, last: str, side: float, look: Look) -> tuple[_Piece, ...]:
    """Return gap and square in turn, then what stands at the ends; numbers stand in columns B to `last` of the data."""
    found: list[_Piece] = []
    for k in range(lines.across):
        at = letter(2 * k + 2)
        found += (_gap(k, at, lines), _square(k, spec, last, lines, look))
    if any(point.end in ("arrow", "wall") for point in spec.points):
        found += _ends(spec, lines, side, look)
    return tuple(found)


def _gap(k: int, square: str, lines: Lines) -> _Piece:
    """Return what keeps square `k` of each line off the one before, as long as there is a square in column `square`."""
    cells = tuple(BETWEEN if k < each.squares else None for each in lines.each)
    formulas = tuple(f"={BETWEEN}*{square}{n}" for n, _ in enumerate(lines.each, start=2))
    return _Piece(Column(f"┆ {k + 1}", cells, formulas=formulas), (None,) * len(cells))


def _square(k: int, spec: ChartSpec, last: str, lines: Lines, look: Look) -> _Piece:
    """Return square `k` of each line; a part of one where somebody types a number that is not whole."""
    cells = tuple(1.0 if k < each.squares else None for each in lines.each)
    formulas = []
    for each in lines.each:
        row = lines.place(each.row) + 2
        formulas.append(f"=MAX(0,MIN(1,MAX({SHEET}!$B${row}:${last}${row})-{each.first + k}))")
    looks = tuple(
        body_look(square_body(spec.points[each.row], each.first + k), _hue(spec.points[each.row], look), look)
        if k < each.squares
        else None
        for each in lines.each
    )
    return _Piece(Column(f"■ {k + 1}", cells, formulas=tuple(formulas)), looks)


def _ends(spec: ChartSpec, lines: Lines, side: float, look: Look) -> tuple[_Piece, ...]:
    """Return a gap, and after it the upright of 'up to', or what the arrow of 'more than' starts from."""
    ends = tuple(_end(spec.points[each.row], each) for each in lines.each)
    points = [spec.points[each.row] for each in lines.each]
    walls = tuple(
        shape(solid(_hue(point, look)), line("", 0)) if end == "wall" else None
        for point, end in zip(points, ends, strict=True)
    )
    lengths = {n: number(ARROW * look.k / side) for n, end in enumerate(ends) if end == "arrow"}
    hue = next((_hue(point, look) for point, end in zip(points, ends, strict=True) if end == "arrow"), "")
    stroke = line(hue, 1.2 * look.k, dash="sysDash", arrow=True)
    arrows = error_bars("plus", (lengths,), stroke, len(ends), caps=False) if lengths else None
    gaps = tuple(BETWEEN if end else None for end in ends)
    uprights = tuple(WALL if end == "wall" else BETWEEN if end else None for end in ends)
    return _Piece(Column("┆", gaps), (None,) * len(ends)), _Piece(Column("▮", uprights), walls, arrows)


def _end(point: ChartPoint, of: Line) -> OneOf["arrow", "wall", ""]:
    """Return the open or closed end of a line."""
    if not of.ends or not of.squares:
        return ""
    return point.end if point.end in ("arrow", "wall") else ""


def _hue(point: ChartPoint, look: Look) -> str:
    return look.colours.focus if point.focus else look.colours.primary


def _drawn(order: int, piece: _Piece, sheet: Sheet) -> Element:
    """Return the series of a piece; the look of the first line that has one is that of the series."""
    first = next((each for each in piece.looks if each is not None), None)
    own = [
        el("c:dPt", val("c:idx", n), val("c:invertIfNegative", 0), val("c:bubble3D", 0), each)
        for n, each in enumerate(piece.looks)
        if each is not None and each is not first
    ]
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        aid_head(sheet, order + 1),
        first if first is not None else shape(None, line("", 0)),
        val("c:invertIfNegative", 0),
        *own,
        piece.arrows,
        categories(sheet),
        aid_values(sheet, order + 1),
    )


# ── What is said ─────────────────────────────────────────────────────────────────────────────────


def _sheet(
    spec: ChartSpec,
    texts: Sequence[RowText],
    series: Sequence[Series],
    lines: Lines,
    pieces: Sequence[_Piece],
    look: Look,
) -> Sheet:
    names = _spread(Column(spec.unit, tuple(text.name for text in texts)), lines, "")
    copied = tuple(f'={SHEET}!A{n}&""' for n, _ in enumerate(lines.each, start=2))
    return Sheet(
        names,
        tuple(_spread(each.column(spec, look), lines) for each in series),
        tuple(_spread(column, lines) for column in facts_of(spec, look)),
        aids=(replace(names, formulas=copied), *(piece.column for piece in pieces)),
    )


def _spread(column: Column, lines: Lines, idle: str | None = None) -> Column:
    """Return `column` with a row a line; lines in which squares run on have an idle cell."""
    rows = [(each.row, not each.first) for each in lines.each]
    cells = tuple(column.cells[row] if begins else idle for row, begins in rows)
    formats = tuple(column.formats[row] if begins else "" for row, begins in rows) if column.formats else ()
    return replace(column, cells=cells, formats=formats)


def _numbers(series: Sequence[Series], order: int, drawn: Drawn, lines: Lines) -> list[Element]:
    """Return the series that hold the numbers, after all squares: not drawn, with the labels where they begin."""
    return [
        el(
            "c:ser",
            val("c:idx", order + n),
            val("c:order", order + n),
            series_head(drawn.sheet, n + 1),
            shape(None, line("", 0)),
            val("c:invertIfNegative", 0),
            _labels(each, drawn, lines),
            categories(drawn.sheet),
            values(drawn.sheet, n + 1),
        )
        for n, each in enumerate(series)
    ]


def _labels(series: Series, drawn: Drawn, lines: Lines) -> Element:
    """Return figure and words at the rows whose label stands at this number, not at the other end of a range."""
    tips = [row for row, value in series.rows.items() if value == drawn.marks[row].tip]
    said = (data_label(row, drawn.spec.points[row], drawn, at=lines.place(row), place="inBase") for row in tips)
    return el("c:dLbls", *said, *shows())
