"""Tables on slides as rows and key figures: a row with its label is one thing, as in the Word merge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.document.report import Document
from reports.formats.pptx.merge.slide_records import Shape, Slide
from reports.merge.records import plain
from reports.merge.row_facts import RowFacts, unmarked
from reports.merge.row_pairing import Grid, Unit

TILE = 4
"""Paragraphs of a key figure: status, value, label, sources."""
LABEL = 2
"""Which of them says what the figure is of."""
Cells = tuple[tuple[str, ...], ...]
"""The paragraphs of each cell of a row."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table on a slide."""

    cells: tuple[Cells, ...]
    """Row by row."""
    grid: Grid
    """Its rows, or its key figures where these stand side by side."""


def counts(shape: Shape, others: Sequence[Shape]) -> tuple[int, ...]:
    """Return how many paragraphs each cell of a table holds; the first format of the base did not say.

    Told by their number, or by `others`, versions of the same table in which as many stand in the same grid; empty
    where nothing tells.
    """
    rows, columns = shape.grid
    if shape.cells or not rows * columns:
        return shape.cells
    if len(shape.texts) == rows * columns:
        return (1,) * len(shape.texts)
    if rows == 1 and columns % 2 and len(shape.texts) == (columns + 1) // 2 * TILE + columns // 2:
        return tuple(1 if n % 2 else TILE for n in range(columns))
    same = (each for each in others if each.grid == shape.grid and len(each.texts) == len(shape.texts))
    return next((each.cells for each in same if each.cells), ())


def rows_of(shape: Shape, number: int = 0, others: Sequence[Shape] = ()) -> TableRows | None:
    """Return the rows of a table, the table `number` of a deck; None for other shapes, and where they are not known."""
    found = counts(shape, others) if shape.kind == "table" else ()
    if not found or sum(found) != len(shape.texts):
        return None
    texts = iter(shape.texts)
    flat = [tuple(next(texts) for _ in range(count)) for count in found]
    columns = shape.grid[1]
    cells = tuple(tuple(flat[at : at + columns]) for at in range(0, len(flat), columns))
    return TableRows(cells, _grid(cells, number, shape.about))


def _grid(cells: Sequence[Cells], number: int, about: Sequence[str]) -> Grid:
    strip = _is_strip(cells)
    if strip:
        units = [_tile((number, 0, c), cell) for c, cell in enumerate(cells[0]) if any(cell)]
    else:
        units = [_row((number, r), row) for r, row in enumerate(cells)]
    if len(about) == len(units):
        units = [replace(unit, facts=frozenset(each.split())) for unit, each in zip(units, about, strict=True)]
    return Grid(number, tuple(units), strip=strip)


def _is_strip(cells: Sequence[Cells]) -> bool:
    """Return whether a table is a row of key figures; those of earlier versions have empty cells between them."""
    if len(cells) != 1 or len(cells[0]) < 2:
        return False
    gaps = len(cells[0]) % 2 and not any(any(cell) for cell in cells[0][1::2])
    return bool(gaps) or any(len(cell) > LABEL for cell in cells[0])


def _tile(place: tuple[int, ...], cell: Sequence[str]) -> Unit:
    label = cell[LABEL] if len(cell) > LABEL else next(filter(None, cell), "")
    return Unit(place, (plain(" ".join(cell)),), plain(label))


def _row(place: tuple[int, ...], row: Cells) -> Unit:
    said = tuple(plain(" ".join(cell)) for cell in row)
    label = next(filter(None, said), "") if len(row) > 1 else ""  # a box of one column has paragraphs, not rows
    return Unit(place, said, label)


def with_facts(slides: Sequence[Slide], document: Document) -> Iterator[Slide]:
    """Yield the slides of a deck written from `document`, their tables with what each row is about."""
    known = RowFacts(document, str)
    for slide in slides:
        yield replace(slide, shapes=tuple(_about(shape, known) for shape in slide.shapes))


def _about(shape: Shape, known: RowFacts) -> Shape:
    found = rows_of(shape)
    if found is None:
        return shape
    about = tuple(" ".join(known.take(tuple(map(unmarked, unit.cells)))) for unit in found.grid.rows)
    return replace(shape, about=about) if any(about) else shape
