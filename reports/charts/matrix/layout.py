"""A matrix as a drawing: who is named in which role, a disc, a ring or a dash in each cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.charts.drawing import Discs, Drawing, Mark, Run, Shape, segment
from reports.document import Inlines, Table, plain
from reports.theme.definition import Theme
from reports.theme.fonts import text_width

SIZE, LEADING, BOLD = 10.0, 13.5, 600
HEAD = 0.75
"""Width of the rule below the heads; rows are parted by thinner ones."""
ROW_RULE = 0.5
PAD = 5.0
RADIUS, LINE = 4.4, 1.6
Break = Callable[[str, float], Sequence[str]]
"""Breaks a text into lines of at most so many points."""


def draw_matrix(table: Table, theme: Theme, width: float, lines: Break) -> Drawing:
    """Return the cells of `table` in `width` points: heads centred over their columns, rows parted by hairlines."""
    colours = theme.colours
    total = sum(column.width for column in table.columns)
    widths = [width * column.width / total for column in table.columns]
    edges = [sum(widths[:n]) for n in range(len(widths))]
    heads = [lines(plain(column.head), each - 6) for column, each in zip(table.columns, widths, strict=True)]
    top = LEADING * max(map(len, heads)) + PAD
    shapes: list[Shape] = [segment((0, top), (width, top), colours.ink, HEAD)]
    for head, left, wide in zip(heads[1:], edges[1:], widths[1:], strict=True):
        first = top - PAD - LEADING * (len(head) - 1) - 2
        shapes += [_centred(line, left + wide / 2, first + n * LEADING, colours.ink) for n, line in enumerate(head)]
    for row in table.rows:
        bottom = top + LEADING + 2 * PAD
        base, middle = top + PAD + 10, (top + bottom) / 2
        hue = colours.focus if row.focus else colours.ink
        shapes.append(Run(0, base, plain(row.cells[0]), SIZE, hue, BOLD if row.focus else 400))
        mark = colours.focus if row.focus else colours.primary
        for cell, left, wide in zip(row.cells[1:], edges[1:], widths[1:], strict=True):
            shapes.append(_cell(cell, left + wide / 2, middle, mark, theme))
        shapes.append(segment((0, bottom), (width, bottom), colours.hairline, ROW_RULE))
        top = bottom
    return Drawing(width, top, (Mark("", tuple(shapes)),))


def _centred(text: str, x: float, y: float, colour: str) -> Run:
    return Run(x - text_width(text, SIZE, BOLD) / 2, y, text, SIZE, colour, BOLD)


def _cell(cell: Inlines, x: float, y: float, hue: str, theme: Theme) -> Shape:
    match plain(cell).strip():
        case "●":
            return Discs(((x, y),), RADIUS, hue)
        case "○":
            return Discs(((x, y),), RADIUS - LINE / 2, theme.colours.paper, hue, LINE)
        case "–":
            return segment((x - 3, y), (x + 3, y), theme.colours.context, 1)
        case text:
            return Run(x - text_width(text, SIZE) / 2, y + 3.5, text, SIZE, theme.colours.ink)
