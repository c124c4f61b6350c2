"""Blocks to HTML, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import assert_never

from reports.charts.drawing import ground
from reports.document import (
    Block,
    Blocks,
    Columns,
    Contents,
    Definitions,
    Document,
    Equation,
    Figure,
    Heading,
    Inlines,
    Landscape,
    List,
    Notes,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Quote,
    Row,
    SourceList,
    SourceStrip,
    Table,
    Tiles,
    Words,
    is_task,
    plain,
    walk,
)
from reports.document.marked_cells import mark_of
from reports.document.table_words import head_words
from reports.formats.pdf.chart_figures import Pictures
from reports.formats.pdf.inlines import InlineWriter, element, safe, said
from reports.formats.pdf.key_figure_tiles import key_figure, value_size
from reports.formats.pdf.page_style import LANDSCAPE_WIDTH
from reports.formats.pdf.picture_files import picture
from reports.formats.pdf.small_drawings import state
from reports.formats.pdf.source_list import source_list
from reports.languages.registry import is_rtl
from reports.theme.definition import Theme

GUTTER = 28.35
"""Between columns, in points (10 mm; tokens: grid)."""
EVEN = (86, 82)
"""Two columns of like weight: the left one a little wider (tokens: grid, page 2)."""
ABREAST = 3
"""Labelled statements that stand side by side; more stand one below the other."""
PANEL_PADDING = {"bottom-line": 28.0, "gap": 32.0, "analysis": 17.0, "note": 0.0, "point": 28.0}
"""What a panel takes from the width, in points; the style sheet sets it."""
LONG_TABLE = 14
"""Rows from which a table may break over pages, its header row repeated."""
CONTENTS_DEPTH = 2
"""Levels of headings in the table of contents."""
NARROWEST = 0.22
"""Least share of a column of the bottom line (tokens: bottom_line_columns_percent)."""
DIGIT, POINT = 0.6, 0.272
"""Widths of a digit and a decimal point in IBM Plex Sans, in em."""


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks; `width` and `level` change on the way down, the rest holds for the document."""

    document: Document
    theme: Theme
    inlines: InlineWriter
    pictures: Pictures
    width: float
    """Of the column that is being filled, in points."""
    base: int = 1
    """Highest level of a heading in the document; it becomes h2, since the title is h1."""
    level: int = 0
    """Of the last heading, from the base; a level is never skipped after it."""

    @property
    def words(self) -> Words:
        """Return the furniture of the document's language."""
        return self.document.words

    def write(self, blocks: Blocks) -> str:
        """Return `blocks` as HTML."""
        written, writer = [], self
        for block in blocks:
            written.append(writer.one(block))
            writer = replace(writer, level=writer.level_after(block))
        return "\n".join(written)

    def one(self, block: Block) -> str:  # noqa: C901  # one arm a kind of block
        """Return one block as HTML."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph(inlines=(Equation(display=True), *_)):
                return element("p", self.inlines.write(block.inlines), class_="display-equation")
            case Paragraph():
                return element("p", self.inlines.write(block.inlines), class_=block.role)
            case List():
                return self.list(block)
            case Definitions():
                return self.definitions(block)
            case Table():
                return self.table(block)
            case Figure():
                return self.pictures.figure(block, self.inlines, self.width)
            case Picture():
                return picture(block, self.inlines, self.width, self.words, self.pictures.files)
            case Tiles():
                return self.tiles(block)
            case Panel():
                return self.panel(block)
            case Columns():
                return self.columns(block)
            case Quote():
                return self.quote(block)
            case PageBreak():
                return element("div", "", style="break-before: page")
            case Landscape(blocks=blocks):
                return self.landscape(blocks)
            case Notes():
                return ""
            case Contents():
                return self.contents(block)
            case SourceList():
                return source_list(block, self.document, self.theme, self.inlines.marks)
            case _:
                assert_never(block)

    def tiles(self, block: Tiles) -> str:
        """Return key figures, side by side."""
        size = value_size(block.tiles, self.document, self.width)
        made = "".join(key_figure(tile, self.document, self.inlines, size) for tile in block.tiles)
        return element("div", made, class_=f"tiles across-{min(len(block.tiles), 5)}")

    def landscape(self, blocks: Blocks) -> str:
        """Return blocks on pages that lie on their side."""
        wide = replace(self, width=LANDSCAPE_WIDTH[self.document.info.paper])
        return element("div", wide.write(blocks), class_="landscape")

    def quote(self, block: Quote) -> str:
        """Return a quotation, with whoever said it."""
        by = element("p", f"— {self.inlines.write(block.by)}", class_="by") if block.by else ""
        return element("blockquote", element("p", self.inlines.write(block.inlines)) + by)

    def heading(self, heading: Heading) -> str:
        """Return a heading; the title of the document is h1, so the highest level is h2."""
        level = self.level_after(heading)
        kind = "opens-page" if heading.opens_page else ""
        return element(f"h{min(level + 1, 6)}", self.inlines.write_whole(heading.inlines), class_=kind, id=heading.id)

    def level_after(self, block: Block) -> int:
        """Return the level of the last heading when `block` has been read."""
        level = self.level
        for node in walk(block):
            if isinstance(node, Heading):
                level = min(node.level - self.base + 1, level + 1)
        return level

    def list(self, block: List) -> str:
        """Return a list; an item with one paragraph holds just its words."""
        items = (
            element("li", self._item(item), class_="task" if is_task(item) and not block.ordered else "")
            for item in block.items
        )
        return element("ol" if block.ordered else "ul", "".join(items))

    def _item(self, item: Blocks) -> str:
        match item:
            case (Paragraph(inlines=inlines), *rest):
                return self.inlines.write_whole(inlines) + self.write(tuple(rest))
            case _:
                return self.write(item)

    def definitions(self, block: Definitions) -> str:
        """Return labelled statements; as dl they would lose their labels in the tags (WeasyPrint writes LBody only)."""
        rows = (
            element(
                "div",
                element("p", self.inlines.write(item.term), class_="term") + self.write(item.blocks),
                class_="statement",
            )
            for item in block.items
        )
        below = " rows" if len(block.items) > ABREAST else ""
        return element("div", "".join(rows), class_=f"statements{below}")

    def panel(self, panel: Panel) -> str:
        """Return a box; its title is a heading beside the last one, so that it stands in the bookmarks."""
        inner = replace(self, width=self.width - PANEL_PADDING[panel.kind])
        match panel.blocks:
            case (Definitions() as statements,) if panel.kind == "bottom-line":
                body, style = inner.definitions(statements), f"--tracks: {self._tracks(statements)}"
            case _:
                body, style = inner.write(panel.blocks), ""
        mark = element("p", safe(self.words["analysis"]), class_="mark") if panel.kind == "analysis" else ""
        note = element("p", safe(self.words["analysis-note"]), class_="note") if panel.kind == "analysis" else ""
        level = max(self.level, 1) + 1
        title = element(f"h{min(level, 6)}", self.inlines.write_whole(panel.title)) if panel.title else ""
        return element("div", mark + title + body + note, class_=f"panel {panel.kind}", style=style)

    def _tracks(self, statements: Definitions) -> str:
        """Return the widths of the columns of the bottom line, from the left."""
        widths = _tracks(statements)
        return " ".join(reversed(widths) if is_rtl(self.words.language) else widths)

    def columns(self, columns: Columns) -> str:
        """Return blocks side by side, in the proportion of their weights."""
        shares = EVEN if columns.weights in ((1, 1), (2, 2)) else columns.weights
        total = sum(shares)
        free = self.width - GUTTER * (len(columns.columns) - 1)
        widths = [free * weight / total for weight in shares]
        cells = (
            element("div", replace(self, width=width).write(blocks), class_="column", style=f"--width: {width:.2f}pt")
            for blocks, width in zip(columns.columns, widths, strict=True)
        )
        return element("div", "".join(cells), class_="columns")

    def contents(self, contents: Contents) -> str:
        """Return the table of contents; the style sheet sets the page numbers (CSS target-counter)."""
        headings = (node for node in walk(self.document.blocks) if isinstance(node, Heading))
        levels = ((heading, heading.level - self.base + 1) for heading in headings)
        lines = (element("li", _contents_line(each), class_=f"level-{n}") for each, n in levels if n <= CONTENTS_DEPTH)
        title = element("p", self.inlines.write(contents.title), class_="contents-title") if contents.title else ""
        return element("div", title + element("ul", "".join(lines)), class_="contents")

    def table(self, table: Table) -> str:
        """Return a table with marked headers; a caption with number, subtitle; its note below."""
        caption = self._caption(table)
        fixed = len({column.width for column in table.columns}) > 1
        total = sum(column.width for column in table.columns)
        widths = "".join(
            f'<col style="width: {100 * column.width / total:.1f}%">' if fixed else "<col>" for column in table.columns
        )
        heads = zip(head_words(table, self.words), table.columns, strict=True)
        head = "".join(self._head(inlines, column.align) for inlines, column in heads)
        matrix = any(mark_of(cell)[0] for row in table.rows for cell in row.cells)
        places = tuple(self._places(table, index) for index in range(len(table.columns)))
        body = "".join(self.row(row, table, places) for row in table.rows)
        kind = "long" if len(table.rows) >= LONG_TABLE else "short"
        kind += " matrix" if matrix else ""
        inner = caption + element("colgroup", widths) + element("thead", element("tr", head)) + element("tbody", body)
        note = element("p", self.inlines.write(table.note), class_="note") if table.note else ""
        return element("div", element("table", inner) + note, class_=f"table {kind}", id=table.id)

    def _head(self, inlines: Inlines, align: str) -> str:
        """Return the head of a column; one without words heads nothing, and is no header (ISO 14289-1, 7.5)."""
        if not plain(inlines).strip():
            return element("td", "", class_=align)
        return element("th", self.inlines.write(inlines), scope="col", class_=align)

    def _caption(self, table: Table) -> str:
        if not table.caption:
            return ""
        label = self.words["table-label"].format(number=table.number) if table.number else ""
        parts = element("span", safe(label), class_="number") + " " if label else ""
        title = element("div", parts + self.inlines.write_whole(table.caption), class_="title")
        subtitle = element("div", self.inlines.write_whole(table.subtitle), class_="subtitle") if table.subtitle else ""
        return element("caption", title + subtitle)

    def _places(self, table: Table, index: int) -> int:
        """Return how many decimals the widest figure of a right-aligned column has."""
        if table.columns[index].align != "right":
            return 0
        return max((decimals(plain(row.cells[index]), self._point) or 0 for row in table.rows), default=0)

    @property
    def _point(self) -> str:
        from babel.numbers import get_decimal_symbol

        symbol: str = get_decimal_symbol(self.document.info.language.replace("-", "_"))
        return symbol

    def row(self, row: Row, table: Table, places: tuple[int, ...]) -> str:
        """Return a row; its first cell is mostly the header. Figures to the right are aligned on the decimal point."""
        cells = []
        for index, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            content = self.cell(cell, row.focus)
            if room := _room(decimals(plain(cell), self._point), places[index]):
                content = element("span", content, style=f"padding-right: {room:.2f}em")
            strip = " strips" if any(isinstance(inline, SourceStrip) for inline in cell) else ""
            is_head = index == 0 and not table.is_list
            attributes = {"scope": "row"} if is_head else {}
            if tinted := row.tint(index):
                attributes["style"] = f"background: {ground(self.theme.colours, tinted)}"
            cells.append(element("th" if is_head else "td", content, class_=column.align + strip, **attributes))
        return element("tr", "".join(cells), class_="focus" if row.focus else "")

    def cell(self, cell: Inlines, focus: bool) -> str:
        """Return the content of a cell; the sign of a matrix is drawn before the word that it stands for."""
        sign, word = mark_of(cell)
        if not sign:
            return self.inlines.write(cell)
        return state(sign, said(word), self.theme, self.inlines.drawings, focus=focus)


def decimals(text: str, point: str) -> int | None:
    """Return how many digits follow the decimal point of the figure that `text` ends with; None where it ends in words."""
    match = re.search(rf"\d(?:{re.escape(point)}(\d+))?\s*%?$", text)
    return len(match[1] or "") if match else None


def _room(own: int | None, widest: int) -> float:
    """Return the room, in em, that a figure with `own` decimals leaves for those of the widest."""
    if own is None:
        return 0
    return (widest - own) * DIGIT + (POINT if widest and not own else 0)


def _contents_line(heading: Heading) -> str:
    place = f"#{heading.id}"
    # The page number stands outside the link: a positioned box inside it would be a second, untagged link.
    return element("a", said(plain(heading.inlines)), href=place) + element("span", "", class_="page", data_to=place)


def _tracks(statements: Definitions) -> list[str]:
    """Return the widths of the statements of the bottom line: by length of text, none too narrow to read."""
    lengths = [_length(item.blocks) for item in statements.items]
    total = sum(lengths) or 1
    shares = [length / total for length in lengths]
    narrow = [share < NARROWEST for share in shares]
    rest = sum(share for share, is_narrow in zip(shares, narrow, strict=True) if not is_narrow) or 1
    free = 1 - NARROWEST * sum(narrow)
    widths = [NARROWEST if is_narrow else share / rest * free for share, is_narrow in zip(shares, narrow, strict=True)]
    return [f"minmax(0, {width:.2f}fr)" for width in widths]


def _length(blocks: Blocks) -> int:
    return sum(len(plain(node.inlines)) for node in walk(blocks) if isinstance(node, Paragraph))
