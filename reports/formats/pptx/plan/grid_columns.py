"""How wide the columns of a native table are: by what their cells hold, and so that no row becomes a tower."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.formats.pptx.plan.setting import BIG, Setting
from reports.formats.pptx.plan.slide_model import Cell
from reports.formats.pptx.plan.slide_text import lines, narrowest, widest
from reports.theme.column_relief import relieved


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before its height is known; `padding` None takes what the table can spare."""

    cells: tuple[Cell, ...]
    padding: float | None = None


def column_widths(drafts: Sequence[Draft], weights: Sequence[int], total: float, setting: Setting) -> tuple[float, ...]:
    """Return column widths that add up to `total`: by `weights` where they differ, else by what the cells hold."""
    count = len(weights)
    least, most = [0.0] * count, [0.0] * count
    for draft in drafts:
        for at, cell in enumerate(draft.cells):
            side = cell.insets.left + cell.insets.right + 0.5
            least[at] = max(least[at], side + narrowest(cell.paragraphs, setting.styles, BIG, setting.font))
            most[at] = max(most[at], side + widest(cell.paragraphs, setting.styles, BIG, setting.font))
    if len(set(weights)) > 1:
        most = [total * weight / sum(weights) for weight in weights]

    def lines_in(row: int, at: int, wide: float) -> int:
        cell = drafts[row].cells[at]
        return _lines(cell, wide - cell.insets.left - cell.insets.right, setting)

    return relieved(_shared(least, most, total), least, len(drafts), lines_in)


def _lines(cell: Cell, room: float, setting: Setting) -> int:
    return sum(len(lines(par, setting.styles[par.style or BIG], room, setting.font)) for par in cell.paragraphs)


def _shared(least: Sequence[float], most: Sequence[float], total: float) -> tuple[float, ...]:
    """Return widths that add up to `total`, none below `least` if that can be.

    Columns that fit into a fair share get what they want, the narrowest first; the others share the rest by their
    length, so that short columns never wrap on behalf of long ones.
    """
    if sum(least) > total:  # `limits` names the words that are too long
        return tuple(width * total / sum(least) for width in least)
    wanted = [max(pair) for pair in zip(least, most, strict=True)]
    if sum(wanted) <= total:
        return tuple(width + (total - sum(wanted)) * width / sum(wanted) for width in wanted)
    given = list(least)
    rest, open_columns = total, sorted(range(len(wanted)), key=wanted.__getitem__)
    while open_columns and wanted[open_columns[0]] <= rest / len(open_columns):
        given[open_columns[0]] = wanted[open_columns[0]]
        rest -= wanted[open_columns.pop(0)]
    spare = max(rest - sum(least[at] for at in open_columns), 0)
    wish = sum(wanted[at] - least[at] for at in open_columns)
    for at in open_columns:
        given[at] += spare * (wanted[at] - least[at]) / wish if wish else 0
    return tuple(given)
