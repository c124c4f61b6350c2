"""About how much of the first page of a Word file stands before its contents: whether these must begin the next one.

Word keeps a heading with the lines below it. LibreOffice keeps none with a table of contents, and would leave its heading
behind at the end of a designer's page that holds less than ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from reports.document import (
    Block,
    Blocks,
    Contents,
    Definitions,
    Heading,
    Inlines,
    Panel,
    Paragraph,
    Tile,
    Tiles,
    plain,
)
from reports.formats.docx.line_fitting import line_count
from reports.formats.docx.tables import GUTTER_MM, PADDING_PT, TERM_SHARE
from reports.formats.docx.writing_state import Writing
from reports.theme.definition import POINTS_A_MM
from reports.theme.text_metrics import Piece

ROW = 16.0
"""Points above and below what is said in a row of labelled statements."""
TABLE = 12.0
"""Points that a panel, or the key figures, stand apart from what is around them."""
RULED = 9.0
"""Points around an entry of the contents."""
SURE = 1.1
"""How much taller the front may turn out than it is worked out here: a page of key figures alone would look worse."""


def contents_open_page(blocks: Blocks, writing: Writing) -> bool:
    """Return whether the contents find no room below what stands before them, which takes less than the whole page."""
    word = writing.theme.word
    if not word.fixed_page or writing.spans or not writing.font.measured:
        return False
    before = list(takewhile(lambda block: not isinstance(block, Contents | Heading), blocks))
    if len(before) == len(blocks) or isinstance(blocks[len(before)], Heading):
        return False
    room = word.text_mm()[1] * POINTS_A_MM
    front = _masthead(writing) + sum(_height(block, writing) for block in before)
    return front * SURE < room < front + _contents(writing)


def _masthead(writing: Writing) -> float:
    info = writing.document.info
    return (
        _text((), "masthead", writing) + _text(info.title, "title", writing)
        + _text(info.subtitle, "subtitle", writing) + _text((), "meta", writing)
    )  # fmt: skip


def _contents(writing: Writing) -> float:
    style, chapters = writing.theme.word.styles["body-text"], writing.document.blocks
    count = sum(isinstance(block, Heading) and block.level == 1 for block in chapters)
    return 2 * style.leading + RULED + count * (style.leading + RULED)


def _height(block: Block, writing: Writing) -> float:
    """Return about how tall a block of the front is, in points; what is rare there is taken for a line."""
    match block:
        case Paragraph(inlines=inlines, role=role):
            return _text(inlines, "chart-note" if role == "note" else "body-text", writing)
        case Panel(blocks=inner):
            return TABLE + sum(_height(each, writing) for each in inner)
        case Definitions(items=items):
            said = (1 - TERM_SHARE) * _width(writing) - PADDING_PT
            return sum(ROW + _lines(_plain(item.blocks), "body-text", said, writing) for item in items) + ROW
        case Tiles(tiles=tiles):
            return TABLE + max((_tile(each, len(tiles), writing) for each in tiles), default=0.0)
        case _:
            return writing.theme.word.styles["body-text"].leading


def _tile(tile: Tile, count: int, writing: Writing) -> float:
    styles, wide = writing.theme.word.styles, _width(writing) / count - GUTTER_MM * POINTS_A_MM
    lines = _lines(tile.status + tile.hedge, "tile-status", wide, writing)
    return lines + styles["tile-value"].leading + _lines(plain(tile.label), "tile-label", wide, writing) + TABLE


def _text(inlines: Inlines, name: str, writing: Writing) -> float:
    style = writing.theme.word.styles[name]
    wide = _width(writing) - style.right_indent_mm * POINTS_A_MM
    return style.before + _lines(plain(inlines), name, wide, writing) + style.after


def _lines(words: str, name: str, wide: float, writing: Writing) -> float:
    style = writing.theme.word.styles[name]
    return line_count((Piece(words, style.weight >= 600),), style, max(wide, 1.0), writing.font) * style.leading


def _width(writing: Writing) -> float:
    return writing.page.text / 20


def _plain(blocks: Iterable[Block]) -> str:
    return " ".join(plain(block.inlines) for block in blocks if isinstance(block, Paragraph))
