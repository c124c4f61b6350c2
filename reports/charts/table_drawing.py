"""A table as a drawing, for pictures that leave the reports: heads, words in lines, discs, rings and dashes."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.drawing import Discs, Drawing, Mark, Run, Shape, box, ground, segment
from reports.charts.line_breaking import filled_lines
from reports.document import Column, Inlines, Row, Table, plain
from reports.document.marked_cells import mark_of
from reports.theme.definition import Theme
from reports.theme.fonts import text_width

SIZE, LEADING, BOLD = 10.0, 13.5, 600
HEAD = 0.75
"""Width of the rule below the heads; rows are parted by thinner ones."""
ROW_RULE = 0.5
PAD = 5.0
GAP = 6.0
"""Between the words of two columns."""
RADIUS, LINE = 4.4, 1.6
SIGN = 2 * RADIUS + 4
"""Room for a sign before its word."""
SILENT = "–"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column stands, in points."""

    column: Column
    left: float
    width: float

    def lines(self, cell: Inlines, weight: int = 400) -> tuple[str, ...]:
        return filled_lines(plain(cell).strip(), SIZE, weight, self.width - GAP)

    def start(self, line: str, weight: int) -> float:
        """Return where a line of it begins."""
        spare = self.width - text_width(line, SIZE, weight)
        shares = {"left": 0.0, "center": 0.5, "right": 1.0}
        return self.left + spare * shares[self.column.align]


def draw_table(table: Table, theme: Theme, width: float) -> Drawing:
    """Return the cells of `table` in `width` points: heads over their columns, rows parted by hairlines."""
    colours = theme.colours
    places = _places(table, width)
    heads = [place.lines(place.column.head, BOLD) for place in places]
    top = LEADING * max(1, *map(len, heads)) + PAD
    shapes: list[Shape] = [segment((0, top), (width, top), colours.ink, HEAD)]
    for head, place in zip(heads, places, strict=True):
        first = top - PAD - LEADING * (len(head) - 1) - 2
        shapes += [_run(line, place, first + n * LEADING, colours.ink, BOLD) for n, line in enumerate(head)]
    for row in table.rows:
        drawn, bottom = _row(row, places, top, theme)
        shapes += [*drawn, segment((0, bottom), (width, bottom), colours.hairline, ROW_RULE)]
        top = bottom
    return Drawing(width, top, (Mark("", tuple(shapes)),))


def _places(table: Table, width: float) -> tuple[_Place, ...]:
    total = sum(column.width for column in table.columns)
    widths = [width * column.width / total for column in table.columns]
    lefts = [sum(widths[:n]) for n in range(len(widths))]
    return tuple(map(_Place, table.columns, lefts, widths))


def _row(row: Row, places: tuple[_Place, ...], top: float, theme: Theme) -> tuple[list[Shape], float]:
    """Return the shapes of a row from `top` on, and where it ends."""
    colours = theme.colours
    weight = BOLD if row.focus else 400
    texts = [
        place.lines(cell, weight if n == 0 else 400)
        for n, (cell, place) in enumerate(zip(row.cells, places, strict=True))
    ]
    bottom = top + LEADING * max(1, *map(len, texts)) + 2 * PAD
    mark = colours.focus if row.focus else colours.primary
    shapes: list[Shape] = []
    for n, (lines, place) in enumerate(zip(texts, places, strict=True)):
        if tinted := row.tint(n):
            shapes.append(box(place.left, top, place.width - 1, bottom - top, fill=ground(colours, tinted)))
        sign, word = mark_of(row.cells[n])
        if sign:
            shapes += _state(sign, word, place, (top + bottom) / 2, mark, theme)
            continue
        hue = colours.focus if row.focus and n == 0 else colours.ink
        shapes += [
            _run(line, place, top + PAD + 10 + k * LEADING, hue, weight if n == 0 else 400)
            for k, line in enumerate(lines)
        ]
    return shapes, bottom


def _run(line: str, place: _Place, y: float, colour: str, weight: int) -> Run:
    return Run(place.start(line, weight), y, line, SIZE, colour, weight)


def _state(sign: str, word: str, place: _Place, y: float, hue: str, theme: Theme) -> tuple[Shape, Shape]:
    """Return the sign of a state in the colour `hue`, and its word after it."""
    start = place.start(word, 400) + SIGN / 2 if place.column.align == "center" else place.left + SIGN
    ink = theme.colours.muted if sign == SILENT else theme.colours.ink
    return _mark(sign, start - SIGN + RADIUS, y, hue, theme), Run(start, y + 3.5, word, SIZE, ink)


def _mark(sign: str, x: float, y: float, hue: str, theme: Theme) -> Shape:
    match sign:
        case "●":
            return Discs(((x, y),), RADIUS, hue)
        case "○":
            return Discs(((x, y),), RADIUS - LINE / 2, theme.colours.paper, hue, LINE)
        case _:
            return segment((x - 3, y), (x + 3, y), theme.colours.context, 1)
