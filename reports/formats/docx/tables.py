"""Tables: data with rules, and the layouts of panels and key figures.

Built as XML: cell access through python-docx is quadratic in the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.charts.drawing import ground
from reports.document import Column, Inlines, Row, Table, Tile, Tiles, plain
from reports.document.table_words import head_words, table_words, tiles_words
from reports.formats.docx import bookmarks
from reports.formats.docx.column_widths import roomy, table_height
from reports.formats.docx.inlines import PLAIN, Look, mark, runs
from reports.formats.docx.line_fitting import line_count
from reports.formats.docx.writing_state import Frame, Writing
from reports.languages.registry import is_rtl
from reports.ooxml.wordprocessingml import Element, paragraph, rule, run, shade, twips_mm, w
from reports.theme.definition import POINTS_A_MM
from reports.theme.text_metrics import Piece, break_lines

TOGETHER = 10
"""A table of at most so many rows stays on one page."""
LEAST = 3
"""Of a longer one at least so many rows begin a page and end on one."""
LARGE = 0.3
"""Share of a designer's page above which a table may go on overleaf, under its head, however few its rows are."""
FEW = 2
"""Of such a table at least so many rows begin a page, and end on one where there are enough."""
GUTTER_MM = 4
TILE_PADDING_PT = 6
"""Between the rule above a key figure and its first line."""
BORDER_SPACE_PT = 31
"""The most that a border may stand away from its text (17.3.1.24)."""
TERM_SHARE = 41.5 / 162
"""Width of the labels of a bottom line, as a share of the whole."""
TERM_LONGEST = 22
"""Characters of a label that fit on one line of that width."""
HEAD_SPACE = {"top": 60, "bottom": 20}
"""Twips around the head of labelled statements, which is read out more than it is looked at."""
PANEL_STYLES = {
    "bottom-line": "PanelBottomLine",
    "gap": "PanelGap",
    "analysis": "PanelAnalysis",
    "note": "PanelNote",
    "point": "PanelPoint",
}
BORDERED = ("gap", "analysis", "note")
BORDER_TWIPS = 30
"""Half of the left rule of a panel stands outside its cell."""
PADDING_PT = 24
"""Left and right padding of a panel together."""
UNBROKEN = 1e6
"""Points in which any key figure stands on one line."""
SPARE = 1.06
"""How much wider a key figure is taken to be than it was measured: fonts differ a little."""


def data_table(table: Table, id: str, frame: Frame, writing: Writing) -> Element:
    """Return `table` with a head row that repeats and a head column; `id` names its bookmark and those of its rows.

    A short table stays on one page, and the last rows of every table stay with its note.
    """
    widths = roomy(shares([column.width for column in table.columns], frame.width), table, writing)
    look = _HEAD_ROW | (0 if table.is_list else _HEAD_COLUMN)
    made = _table(
        "ReportTable",
        widths,
        look=look,
        title=plain(table.caption),
        description=table_words(table, writing.document.words),
    )
    head = w("tr", w("trPr", w("cantSplit"), w("tblHeader")))
    heads = head_words(table, writing.document.words)
    named = _named(heads)
    key = bookmarks.block_bookmark(id, "table")
    for n, (column, inlines, width) in enumerate(zip(table.columns, heads, widths, strict=True)):
        content = runs(inlines, writing)
        content = writing.bookmark(key, *content) if n == named else content
        last = n == len(widths) - 1
        head.append(_data_cell("TableHead", column, width, content, None, last=last))
    made.append(head)
    count, large = len(table.rows), is_large(table, widths, writing)
    for place, row in enumerate(table.rows, start=1):
        keep = (place < count or bool(table.note)) and _stays(place, count, large=large)
        key = bookmarks.block_bookmark(id, f"row{place}")
        made.append(_data_row(row, key, table.columns, widths, writing, keep=keep))
    return made


def is_large(table: Table, widths: Sequence[int], writing: Writing) -> bool:
    """Return whether a table on a designer's page may be parted: kept whole it would leave much of the page before white."""
    word = writing.theme.word
    return word.fixed_page and table_height(widths, table, writing) > LARGE * word.text_mm()[1] * POINTS_A_MM


def _stays(place: int, count: int, *, large: bool) -> bool:
    """Return whether row number `place` of `count` stays on a page with the next: all of a short table, ends of a long one."""
    if large:
        return place < FEW or (count > 2 * FEW - 1 and place > count - FEW)
    return count <= TOGETHER or place < LEAST or place > count - LEAST


def _named(cells: Sequence[Inlines]) -> int:
    """Return the first cell with words: LibreOffice writes a bookmark around nothing twice, so none else can carry it."""
    return next((n for n, cell in enumerate(cells) if plain(cell)), 0)


def _data_row(
    row: Row, key: str, columns: Sequence[Column], widths: Sequence[int], writing: Writing, *, keep: bool
) -> Element:
    """Return a row whose bookmark `key` tells it from those around it, also after a person's edit."""
    made = w("tr", w("trPr", w("cantSplit")))
    named = _named(row.cells)
    for n, (cell, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        look = Look(style="Focus", strong=True) if row.focus and n == 0 else PLAIN
        fill = shade(writing.theme, "panel") if row.focus else None
        if tinted := row.tint(n):
            fill = w("shd", val="clear", color="auto", fill=ground(writing.theme.colours, tinted).lstrip("#"))
        content = runs(cell, writing, look)
        content = writing.bookmark(key, *content) if n == named and content else content
        made.append(_data_cell("TableText", column, width, content, fill, last=n == len(widths) - 1, keep=keep))
    return made


def _data_cell(
    style: str,
    column: Column,
    width: int,
    content: Iterable[Element],
    fill: Element | None,
    *,
    last: bool,
    keep: bool = False,
) -> Element:
    stay = (w("keepNext"),) if keep else ()
    align = (w("jc", val=column.align),) if column.align != "left" else ()
    edge = w("tcMar", w("right", w=0, type="dxa")) if last and column.align == "right" else None
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), fill, edge))
    cell.append(paragraph(style, *content, properties=(*stay, *align)))
    return cell


def rows_table(
    style: str,
    head: tuple[list[Element], list[Element]],
    rows: Sequence[tuple[str, list[Element], list[Element]]],
    width: int,
    description: str,
) -> Element:
    """Return labels and what is said under each, one row each below `head`: (label in words, its paragraphs, what is said)."""
    longest = max((len(label) for label, _, _ in rows), default=0)
    term = round(width * TERM_SHARE * max(1, min(longest / TERM_LONGEST, 1.5)))
    widths = (term, width - term)
    made = _table(style, widths, look=_HEAD_ROW | _HEAD_COLUMN, title="", description=description)
    top = w("tr", w("trPr", w("cantSplit"), w("tblHeader")))
    for each, content in zip(widths, head, strict=True):
        slim = w("tcMar", *(w(side, w=space, type="dxa") for side, space in HEAD_SPACE.items()))
        top.append(_cell(each, content, slim))
    made.append(top)
    for _, label, said in rows:
        row = w("tr", w("trPr", w("cantSplit")))
        row.extend([_cell(widths[0], label), _cell(widths[1], said)])
        made.append(row)
    return made


def box(content: Sequence[Element], width: int, *, kind: str, title: str, whole: bool) -> Element:
    """Return `content` as a panel of one cell, `whole` where it may not run over the end of a page."""
    width -= BORDER_TWIPS if kind in BORDERED else 0
    made = _table(PANEL_STYLES[kind], (width,), look=0, title=title, description="")
    row = w("tr", w("trPr", w("cantSplit") if whole else None, w("tblHeader")))
    row.append(_cell(width, content))
    made.append(row)
    return made


def tiles_table(tiles: Tiles, frame: Frame, writing: Writing) -> Element:
    """Return key figures side by side; the rule above each is one of its paragraph, which ends before the gap to the next."""
    count = len(tiles.tiles)
    gutter = twips_mm(GUTTER_MM)
    tile = (frame.width - gutter * (count - 1)) // count
    rest = frame.width - (tile + gutter) * (count - 1)
    # Programs differ on which side of a turned cell is its right: there each of two neighbours keeps half of the gap.
    half = gutter // 2 if count > 1 and is_rtl(writing.document.info.language) else 0
    widths = [tile + gutter - half, *[tile + gutter] * (count - 2), rest + half] if count > 1 else [rest]
    made = _table("TileTable", widths, look=0, title="", description=tiles_words(tiles, writing.document.words))
    row = w("tr", w("trPr", w("cantSplit"), w("tblHeader")))
    lines = [_status_lines(each, tile, writing) for each in tiles.tiles]
    size = min(_value_size(each, tile, writing) for each in tiles.tiles)
    for at, (each, width, own) in enumerate(zip(tiles.tiles, widths, lines, strict=True)):
        before = w("left", w=half, type="dxa") if half and at else None
        behind = w("right", w=gutter - half, type="dxa") if at < count - 1 else None
        margin = w("tcMar", before, behind) if before is not None or behind is not None else None
        row.append(_cell(width, _tile(each, max(lines) - own, size, frame, writing), margin))
    made.append(row)
    return made


def _status_lines(tile: Tile, width: int, writing: Writing) -> int:
    pieces = (Piece(tile.status), Piece(" · " if tile.hedge else ""), Piece(tile.hedge, bold=True))
    return line_count(pieces, writing.theme.word.styles["tile-status"], width / 20, writing.font)


def _value_size(tile: Tile, width: int, writing: Writing) -> int:
    """Return the size in half points at which the value stands on one line, at most that of its style."""
    style = writing.theme.word.styles["tile-value"]
    pieces = (Piece(tile.value.text, style.weight >= 600),)
    [line, *_] = break_lines(pieces, style.size, UNBROKEN, writing.font)
    return int(2 * style.size * min(1.0, width / 20 / max(line.width * SPARE, 1)))


def _sized(runs: list[Element], size: int, writing: Writing) -> list[Element]:
    """Return `runs` set in `size` half points, where that is not the size of their style."""
    if size < 2 * writing.theme.word.styles["tile-value"].size:
        for each in (node for part in runs for node in part.iter(w("r").tag)):
            properties = each.find(w("rPr").tag)
            if properties is None:
                properties = w("rPr")
                each.insert(0, properties)
            properties.extend((w("sz", val=size), w("szCs", val=size)))
    return runs


def _tile(tile: Tile, missing: int, size: int, frame: Frame, writing: Writing) -> list[Element]:
    """Return the paragraphs of a key figure; `missing` lines above its status put its value level with those beside it."""
    colour = "focus" if tile.focus else "primary"
    hedge = [run(" · ", ""), run(tile.hedge, "TileHedge")] if tile.hedge else []
    status = writing.bookmark(writing.key("k", frame), run(tile.status), *hedge)
    look = Look(style="Focus", strong=True) if tile.focus else PLAIN
    above = TILE_PADDING_PT + missing * writing.theme.word.styles["tile-status"].leading
    edge = rule("top", writing.theme, 2.25, colour, min(round(above), BORDER_SPACE_PT))
    return [
        paragraph("TileStatus", *status, properties=(w("pBdr", edge),)),
        paragraph("TileValue", *_sized(runs((tile.value,), writing, look), size, writing)),
        paragraph("TileLabel", *runs(tile.label, writing)),
        paragraph("TileSource", *_spaced_marks(tile.cite.numbers, writing)),
    ]


def _spaced_marks(numbers: Sequence[int], writing: Writing) -> list[Element]:
    made: list[Element] = []
    for number in numbers:
        made += [run("\N{NO-BREAK SPACE}")] if made else []
        made += mark(number, writing)
    return made


def panel_label(inlines: Inlines, writing: Writing, key: str) -> list[Element]:
    """Return the label of a row in a panel."""
    return [paragraph("PanelLabel", *writing.bookmark(key, *runs(inlines, writing)))]


def shares(parts: Sequence[int], whole: int) -> list[int]:
    """Return `whole` divided as `parts` are to each other; the last takes what rounding leaves."""
    total = sum(parts) or 1
    made = [whole * part // total for part in parts]
    made[-1] += whole - sum(made)
    return made


_HEAD_ROW, _HEAD_COLUMN, _NO_BANDS = 0x20, 0x80, 0x600
"""Parts of a table's style that apply to it (17.4.55)."""


def _table(style: str, widths: Sequence[int], *, look: int, title: str, description: str) -> Element:
    flags = w(
        "tblLook",
        val=f"{look | _NO_BANDS:04X}",
        firstRow=int(bool(look & _HEAD_ROW)),
        lastRow=0,
        firstColumn=int(bool(look & _HEAD_COLUMN)),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        w("tblLayout", type="fixed"),
        flags,
        w("tblCaption", val=title) if title else None,
        w("tblDescription", val=description) if description else None,
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))


def _cell(width: int, content: Sequence[Element], margins: Element | None = None) -> Element:
    cell = w("tc", w("tcPr", w("tcW", w=width, type="dxa"), margins))
    cell.extend(list(content))
    if not content or not content[-1].tag.endswith("}p"):
        cell.append(paragraph("PanelText"))  # a cell ends with a paragraph (17.4.65)
    return cell
