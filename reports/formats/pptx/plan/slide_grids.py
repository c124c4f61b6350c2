"""Blocks that a slide shows as a native table: tables, labelled statements, key figures, boxes and the source list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.document import Definitions, Panel, Row, Table, Tile, Tiles, Words, plain
from reports.document.table_words import described, head_words, statements_words, table_words
from reports.errors import Place
from reports.formats.pptx.plan.grid_columns import Draft, column_widths
from reports.formats.pptx.plan.list_portions import portions
from reports.formats.pptx.plan.setting import BIG, SMALL, Setting
from reports.formats.pptx.plan.slide_model import Cell, Edge, GridRow, GridShape, Insets, Par, Run
from reports.formats.pptx.plan.slide_text import paragraphs, runs, widest
from reports.theme.definition import Box
from reports.theme.text_metrics import sunk

GAP = 18.0
"""Between columns, in points."""
GAP_AFTER_FIGURES = 32.0
FOCUS_INSET = 8.0
PADDING = (4.0, 17.0)
CLOSE_PADDING = 1.0
"""Of rows, and of the head of a table, that have to stand closer than is handsome."""
"""Least and most space above and below a row's text, in points."""
PANEL_PADDING = (5.0, 10.0)
HEAD_PADDING = 6.0
STATEMENTS_HEAD_PADDING = 3.0
TILE_GUTTER = 24.0
LABEL_LENGTH = 28
"""Characters up to which a first column is set in bold, as labels; longer ones are sentences."""
LABEL_SHARE = 0.36
"""Most that the labels of statements may take of the width."""
HEAD_RULE = Edge("ink", 1.5)
ROW_RULE = Edge("hairline", 0.75)
PANEL_RULE = Edge("panel-rule", 0.75)
NO_ROOM = 1e9
NARROW_VALUE = "tile-value-narrow"
"""Of key figures that are too wide for the usual size, where the look has a style for them; else that of titles."""


def _fill(
    drafts: Sequence[Draft], columns: Sequence[float], room: float, bounds: tuple[float, float], setting: Setting
) -> tuple[GridRow, ...]:
    """Return rows with heights and paddings; rows share the room that is left, within `bounds`."""
    texts = [max(_cell_height(cell, wide, setting) for cell, wide in zip(draft.cells, columns, strict=True))
             for draft in drafts]  # fmt: skip
    if setting.close:
        drafts = [replace(each, padding=each.padding and CLOSE_PADDING * 2) for each in drafts]
        bounds = (CLOSE_PADDING, bounds[1])
    fixed = sum(texts) + sum(2 * draft.padding for draft in drafts if draft.padding is not None)
    loose = sum(draft.padding is None for draft in drafts)
    each = min(max((room - fixed) / (2 * loose), bounds[0]), bounds[1]) if loose else 0.0
    return tuple(
        _padded(draft, text, each if draft.padding is None else draft.padding)
        for draft, text in zip(drafts, texts, strict=True)
    )


def _cell_height(cell: Cell, wide: float, setting: Setting) -> float:
    return setting.height(cell.paragraphs, wide - cell.insets.left - cell.insets.right)


def _padded(draft: Draft, text: float, padding: float) -> GridRow:
    cells = tuple(replace(cell, insets=replace(cell.insets, top=padding, bottom=padding)) for cell in draft.cells)
    return GridRow(cells, text + 2 * padding)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────


def table_grid(table: Table, slot: str, box: Box, setting: Setting, *, gaps: bool = False) -> GridShape:
    """Return a table; `gaps` sets its last column on the panel colour, as what the record leaves open."""
    grids = (_table(table, style, slot, box, setting, gaps=gaps) for style in (BIG, SMALL))
    return _first_fit(grids, box)


def _first_fit(grids: Iterator[GridShape], box: Box) -> GridShape:
    for grid in grids:
        if grid.height <= box.h:
            return grid
    return grid


def _table(table: Table, style: str, slot: str, box: Box, setting: Setting, *, gaps: bool) -> GridShape:
    head = Row(head_words(table, setting.words))
    drafts = [Draft(_table_cells(table, head, "table-head", gaps=gaps), HEAD_PADDING)]
    drafts += [Draft(_table_cells(table, row, style, gaps=gaps)) for row in table.rows]
    columns = column_widths(drafts, [column.width for column in table.columns], box.w, setting)
    rows = _fill(drafts, columns, box.h, PADDING, setting)
    return GridShape(
        slot, box, columns, rows, table_words(table, setting.words), header_column=not table.is_list, where=table.where
    )


def _table_cells(table: Table, row: Row, style: str, *, gaps: bool) -> tuple[Cell, ...]:
    count = len(table.columns)
    inset = any(row.focus for row in table.rows)
    labelled = not table.is_list and all(len(plain(row.cells[0])) <= LABEL_LENGTH for row in table.rows if row.cells)
    return tuple(
        _table_cell(
            row, at, table.columns[at].align, style, is_label=at == 0 and labelled,
            open_end=gaps and at == count - 1 and count > 1,
            insets=Insets(FOCUS_INSET if inset and at == 0 else 0, 0, 0 if at == count - 1 else _gap(table, at), 0),
        )
        for at in range(count)
    )  # fmt: skip


def _gap(table: Table, at: int) -> float:
    """Return the room right of a column; figures that end where words begin need more."""
    meets = table.columns[at].align == "right" and table.columns[at + 1].align != "right"
    return GAP_AFTER_FIGURES if meets else GAP


def _table_cell(row: Row, at: int, align: str, style: str, *, is_label: bool, open_end: bool, insets: Insets) -> Cell:
    is_head = style == "table-head"
    said = runs(row.cells[at]) if at < len(row.cells) else ()
    if is_head and is_label:
        style = "tile-status"
    elif is_head and open_end:
        said = tuple(replace(run, bold=True, colour="focus") for run in said)
    elif row.focus and at == 0:
        said = tuple(replace(run, bold=True, colour=run.colour or "focus") for run in said)
    elif is_label and not is_head:
        said = tuple(replace(run, bold=run.bold or not run.colour) for run in said)
    if open_end:
        insets = Insets(GAP, 0, 12, 0)
    par = Par(said, style, align=align)  # type: ignore[arg-type]
    fill = "panel" if not is_head and (open_end or row.focus) else ""
    fill = f"primary/{row.tint(at)}" if row.tint(at) else fill
    rule = HEAD_RULE if is_head else PANEL_RULE if open_end else ROW_RULE
    return Cell((par,), fill, bottom=rule, insets=insets)


# ── Labelled statements ──────────────────────────────────────────────────────────────────────────


def definitions_grid(block: Definitions, slot: str, box: Box, setting: Setting) -> GridShape:
    """Return labelled statements as rows on the panel colour, below a head; the labels are row headers."""
    grids = (_definitions(block, style, slot, box, setting) for style in ("body", SMALL))
    return _first_fit(grids, box)


def _definitions(block: Definitions, style: str, slot: str, box: Box, setting: Setting) -> GridShape:
    drafts = [_statements_head(setting.words)]
    for at, item in enumerate(block.items):
        said = tuple(replace(run, bold=True, colour=run.colour or "primary") for run in runs(item.term))
        rule = PANEL_RULE if at < len(block.items) - 1 else None
        label = Cell((Par(said, style),), "panel", bottom=rule, insets=Insets(GAP, 0, 24, 0))
        text = Cell(paragraphs(item.blocks, style), "panel", bottom=rule, insets=Insets(0, 0, GAP, 0))
        drafts.append(Draft((label, text)))
    labels = max((widest(d.cells[0].paragraphs, setting.styles, style, setting.font) for d in drafts), default=0)
    first = min(GAP + labels + 24 + 0.5, box.w * LABEL_SHARE)
    columns = (first, box.w - first)
    rows = _fill(drafts, columns, box.h, PANEL_PADDING, setting)
    return GridShape(slot, box, columns, rows, statements_words(block, setting.words), where=block.where)


def _statements_head(words: Words) -> Draft:
    """Return the head of labelled statements: what each column holds."""
    pairs = ((words["statements-point"], Insets(GAP, 0, 24, 0)), (words["statements-said"], Insets(0, 0, GAP, 0)))
    cells = (Cell((Par((Run(text),), "tile-status"),), "panel", bottom=PANEL_RULE, insets=at) for text, at in pairs)
    return Draft(tuple(cells), STATEMENTS_HEAD_PADDING)


# ── Boxes ────────────────────────────────────────────────────────────────────────────────────────


def panel_grid(panel: Panel, slot: str, box: Box, setting: Setting, alt: str) -> GridShape:
    """Return a box with a title as one column on the panel colour, a paragraph a row."""
    grids = (_panel(panel, style, slot, box, setting, alt) for style in ("body", SMALL))
    return _first_fit(grids, box)


def _panel(panel: Panel, style: str, slot: str, box: Box, setting: Setting, alt: str) -> GridShape:
    accent = "focus" if panel.kind == "gap" else "primary"
    side = Edge(accent, 3)
    insets = Insets(GAP, 0, GAP, 0)
    title = tuple(replace(run, bold=True, colour=run.colour or accent) for run in runs(panel.title))
    head = [Draft((Cell((Par(title, style),), "panel", left=side, insets=insets),))] if title else []
    items = paragraphs(panel.blocks, style)
    drafts = head + [
        Draft((Cell((replace(par, before=0),), "panel", PANEL_RULE if at or head else None, None, side, insets),))
        for at, par in enumerate(items)
    ]
    rows = _fill(drafts, (box.w,), box.h, (3.0, 8.0), setting)
    return GridShape(slot, box, (box.w,), rows, alt, header_row=bool(head), header_column=False, where=panel.where)


# ── Key figures ──────────────────────────────────────────────────────────────────────────────────


def tiles_grid(block: Tiles, slot: str, box: Box, setting: Setting, alt: str) -> GridShape:
    """Return the strip of key figures: one row, a cell each and none between, which would be read out as blank."""
    count = len(block.tiles)
    wide = (box.w - TILE_GUTTER * (count - 1)) / max(count, 1)
    values = [(Par((Run(tile.value.text),), "tile-value"),) for tile in block.tiles]
    fits = all(widest(value, setting.styles, "tile-value", setting.font) <= wide for value in values)
    narrow = NARROW_VALUE if NARROW_VALUE in setting.styles else "title"
    gutters = [*[TILE_GUTTER] * (count - 1), 0.0][:count]
    style = "tile-value" if fits else narrow
    clear = _clearance(block, style, setting)
    cells = tuple(_tile(tile, style, gutter, clear) for tile, gutter in zip(block.tiles, gutters, strict=True))
    columns = tuple(wide + gutter for gutter in gutters)
    tall = max((_cell_height(cell, width, setting) for cell, width in zip(cells, columns, strict=True)), default=0)
    row = GridRow(cells, tall + 8)
    return GridShape(slot, box, columns, (row,), alt, header_column=False, where=block.where)


def _clearance(block: Tiles, style: str, setting: Setting) -> float:
    """Return what keeps figures clear of the words above them, in points: deep lines of a fixed height lift larger letters.

    Programs put letters as far above the foot of such a line as their font reaches below them.
    """
    said = "".join(tile.status + tile.hedge + tile.value.text for tile in block.tiles)
    return round(sunk(said) * max(0.0, setting.styles[style].size - setting.styles["tile-status"].size), 1)


def _tile(tile: Tile, value_style: str, gutter: float, clear: float) -> Cell:
    colour = "focus" if tile.focus else ""
    hedge = (Run(" · "), Run(tile.hedge, bold=True, colour="ink")) if tile.hedge else ()
    pars = (
        Par((Run(tile.status), *hedge), "tile-status"),
        Par((Run(tile.value.text, colour=colour),), value_style, before=clear),
        Par(runs(tile.label), "tile-label"),
        Par(runs((tile.cite,)), "tile-source", before=2),
    )
    return Cell(pars, top=Edge(colour or "primary", 3), insets=Insets(0, 8, gutter, 0))


# ── Sources ──────────────────────────────────────────────────────────────────────────────────────


def source_grids(
    sources: Sequence[tuple[str, str, str, str]],
    names: Sequence[str],
    slot: str,
    box: Box,
    setting: Setting,
    where: Place | None,
) -> tuple[GridShape, ...]:
    """Return the source list as one table a slide; each source is (mark, title, publisher, date), `names` say them shortly."""
    words = setting.words
    heads = (words["source-mark"], words["source-title"], words["source-publisher"], words["source-date"])
    head = Draft(_source_cells(heads, ("tile-status",) * 4, HEAD_RULE), HEAD_PADDING)
    drafts = [Draft(_source_cells(source, (SMALL,) * 2 + ("tile-status",) * 2, ROW_RULE)) for source in sources]
    columns = column_widths([head, *drafts], (2, 24, 12, 10), box.w, setting)

    def fits(start: int, stop: int) -> bool:
        return sum(row.height for row in _fill([head, *drafts[start:stop]], columns, 0.0, PADDING, setting)) <= box.h

    grids = []
    for start, stop in portions(len(drafts), fits):
        rows = _fill([head, *drafts[start:stop]], columns, box.h, (PADDING[0], 7.0), setting)
        grids.append(GridShape(slot, box, columns, rows, described(heads, names[start:stop], words), where=where))
    return tuple(grids)


def _source_cells(texts: Sequence[str], styles: Sequence[str], rule: Edge) -> tuple[Cell, ...]:
    number = Run(texts[0], bold=True, colour="primary") if texts[0].isdecimal() else Run(texts[0])
    said = (number, *map(Run, texts[1:]))
    return tuple(
        Cell((Par((run,) if run.text else (), style),), bottom=rule, insets=Insets(0, 0, 0 if at == 3 else GAP, 0))
        for at, (run, style) in enumerate(zip(said, styles, strict=True))
    )
