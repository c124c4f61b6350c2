"""Blocks as paragraphs and tables, one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from reports.document import (
    Block,
    Blocks,
    Columns,
    Contents,
    Definitions,
    Figure,
    Heading,
    Landscape,
    List,
    Notes,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Quote,
    SourceList,
    Table,
    Tiles,
    is_task,
    plain,
)
from reports.document.table_words import statements_words
from reports.formats.docx import bookmarks, list_numbering
from reports.formats.docx.chart_figures import caption, figure
from reports.formats.docx.fields.table_of_contents import contents
from reports.formats.docx.front_page import contents_open_page
from reports.formats.docx.inlines import even, runs
from reports.formats.docx.panel_heads import panel_title, stays_whole
from reports.formats.docx.picture_files import picture
from reports.formats.docx.source_list import source_list
from reports.formats.docx.tables import PADDING_PT, box, data_table, panel_label, rows_table, tiles_table
from reports.formats.docx.text_sections import is_table, is_wide, must_lie, opening
from reports.formats.docx.writing_state import Frame, Writing, printed
from reports.ooxml.wordprocessingml import Element, clark, paragraph, run, twips, w

ROLES = {"lead": "Lead", "note": "SmallPrint"}
CONTINUED = ("", "ListContinue", "ListContinue2", "ListContinue3")
"""Style of a further paragraph of an item, by depth of what is in the item."""
BULLETS_IN = {"gap": "GapBullet"}


def compose(blocks: Blocks, frame: Frame, writing: Writing) -> list[Element]:
    """Return `blocks` as the content of the body or of a cell."""
    made: list[Element] = []
    opens_page = False
    for block in printed(blocks):
        if isinstance(block, PageBreak):
            opens_page = True
            continue
        in_text = frame.width == writing.page.text and not frame.depth
        if isinstance(block, Landscape):
            new = _landscape(block, made, frame, writing)
        elif in_text and must_lie(block, writing.spans or frame.width, writing):
            new = _landscape(Landscape((block,)), made, frame, writing)
        elif in_text and writing.spans and is_wide(block):
            new = _spanning(block, made, frame, writing)
        else:
            new = _block(block, frame, writing)
        if new and opens_page:
            new, opens_page = _on_new_page(new), False
        elif new and made and is_table(made[-1]):
            made += _gap(block)
        made += new
    return made


def _on_new_page(made: list[Element]) -> list[Element]:
    """Return `made` so that it begins a page; a table cannot by itself (17.3.1.23 is of paragraphs)."""
    if is_table(made[0]) or made[0].tag.endswith("}sdt"):
        return [paragraph("Spacer", properties=(w("pageBreakBefore"),)), *made]
    properties = made[0][0]
    before = [clark(f"w:{tag}") for tag in ("pStyle", "keepNext", "keepLines")]
    if properties.find(clark("w:pageBreakBefore")) is None:
        properties.insert(sum(1 for each in properties if each.tag in before), w("pageBreakBefore"))
    return made


def _landscape(block: Landscape, before: list[Element], frame: Frame, writing: Writing) -> list[Element]:
    """Return blocks as a section of their own, whose pages lie on their side; what stood before ends a section upright."""
    wide = replace(frame, width=frame.width + writing.page.height - writing.page.width)
    return [*opening(before, writing), *compose(block.blocks, wide, writing), writing.end_section(lying=True)]


def _spanning(block: Block, before: list[Element], frame: Frame, writing: Writing) -> list[Element]:
    """Return a block as a section of its own, on the same page, that goes over all its columns."""
    begun = opening(before, writing) if before else []
    return [*begun, *_block(block, replace(frame, width=writing.spans), writing), writing.end_section(spanning=True)]


def _gap(below: Block) -> list[Element]:
    """Return what separates a table from the block below it: Word would join two tables that touch."""
    match below:
        case Heading() | Figure():
            return []
        case Table(caption=title) | Picture(caption=title) if title:
            return []
        case Tiles() | Contents():
            return [paragraph("BodyText")]
        case _:
            return [paragraph("Spacer")]


def _block(block: Block, frame: Frame, writing: Writing) -> list[Element]:  # noqa: C901  # one arm a kind of block
    match block:
        case Heading():
            return [_heading(block, writing)]
        case Paragraph(inlines=inlines, role=role):
            style = ROLES.get(role, frame.text)
            return [paragraph(style, *writing.bookmark(writing.key("p", frame), *runs(inlines, writing)))]
        case List():
            return _end_list(_list(block, frame, writing), frame, writing)
        case Quote():
            return _quote(block, frame, writing)
        case Contents(title=title):
            made = contents(title, writing)
            return _on_new_page([made]) if contents_open_page(writing.document.blocks, writing) else [made]
        case SourceList(sources=sources):
            return source_list(sources, writing)
        case Notes() | Columns() | PageBreak() | Landscape():
            return compose((block,), frame, writing)
        case Figure():
            return figure(block, frame, writing)
        case Picture():
            return picture(block, frame, writing)
        case Table() | Tiles() | Definitions() | Panel():
            return _tabular(block, frame, writing)
        case _:
            assert_never(block)


def _tabular(block: Table | Tiles | Definitions | Panel, frame: Frame, writing: Writing) -> list[Element]:
    match block:
        case Table():
            return _table(block, frame, writing)
        case Tiles():
            return [tiles_table(block, frame, writing)]
        case Definitions():
            return [_definitions(block, "Definitions", frame, writing)]
        case Panel():
            return _panel(block, frame, writing)
        case _:
            assert_never(block)


def _heading(block: Heading, writing: Writing) -> Element:
    writing.section = block.id or writing.section
    content = writing.bookmark(writing.key("h", Frame(0)), *runs(block.inlines, writing))
    if block.id:
        content = writing.bookmark(bookmarks.heading_bookmark(block.id), *content)
    level = min(max(block.level, 1), 3)
    narrowed = even("", block.inlines, "heading-1", writing.page.text, writing) if level == 1 else []
    opening = (
        [w("pageBreakBefore")] if block.opens_page and writing.theme.word.front_fits else []
    )  # before w:ind (ISO/IEC 29500-1, 17.3.1.26, CT_PPrBase)
    numbers: list[Element] = []
    if block.number and not writing.listed_headings:
        writing.count("numbered heading")
        numbers = [w("numPr", w("ilvl", val=level - 1), w("numId", val=list_numbering.HEADINGS))]
    elif writing.listed_headings and block.attribute("number") == "no":
        numbers = [w("numPr", w("ilvl", val=0), w("numId", val=0))]  # 0 takes a numbering away (17.9.18)
    return paragraph(f"Heading{level}", *content, properties=[*opening, *numbers, *narrowed])


def _list(block: List, frame: Frame, writing: Writing) -> list[Element]:
    numbered = _numbering(block, frame, writing)
    style = frame.style(frame.numbers if block.ordered else frame.bullets)
    made: list[Element] = []
    for item in block.items:
        first, rest = item[:1], item[1:]
        key = writing.key("i", frame)
        opening = runs(first[0].inlines, writing) if first and isinstance(first[0], Paragraph) else []
        number = [w("numPr", w("ilvl", val=level), w("numId", val=id)) for level, id in numbered]
        below = frame.below()
        if is_task(item) and not block.ordered:  # its box stands in the place of the bullet
            made.append(_beside(below, writing.bookmark(key, *opening)))
        else:
            made.append(paragraph(style, *writing.bookmark(key, *opening), properties=number))
        for part in item if not opening else rest:
            if isinstance(part, Paragraph):
                made.append(_continued(part, below, writing))
            else:
                made += compose((part,), below, writing)
    return made


def _continued(block: Paragraph, frame: Frame, writing: Writing) -> Element:
    return _beside(frame, writing.bookmark(writing.key("p", frame), *runs(block.inlines, writing)))


def _beside(frame: Frame, content: list[Element]) -> Element:
    """Return a paragraph that stands in as the words of an item do."""
    if len(frame.bullets) > 1:
        return paragraph(frame.style(CONTINUED), *content)
    indent = w("ind", left=twips(list_numbering.PANEL_STEP * frame.depth))
    return paragraph(frame.text, *content, properties=(indent,))


def _end_list(made: list[Element], frame: Frame, writing: Writing) -> list[Element]:
    """Return a list whose last paragraph is as far from what follows as running text is."""
    if not frame.depth and made and made[-1].tag.endswith("}p"):
        properties = made[-1][0]
        properties.append(w("spacing", after=twips(writing.theme.word.styles["body-text"].after)))
    return made


def _numbering(block: List, frame: Frame, writing: Writing) -> tuple[tuple[int, int], ...]:
    """Return the level and the id of the numbering of a list, or nothing where its style carries it."""
    depth = min(frame.depth, list_numbering.DEPTHS - 1)
    if block.ordered:
        id = list_numbering.FIRST_FREE + len(writing.numberings)
        writing.numberings.append((id, list_numbering.NUMBERS))
    elif depth and len(frame.bullets) == 1:
        id = list_numbering.GAP_BULLETS if frame.bullets == ("GapBullet",) else list_numbering.PANEL_BULLETS
    else:
        return ()
    return ((depth, id),)


def _quote(block: Quote, frame: Frame, writing: Writing) -> list[Element]:
    said = writing.bookmark(writing.key("q", frame), *runs(block.inlines, writing))
    made = [paragraph("Quote", *said)]
    if block.by:
        by = writing.bookmark(writing.key("qb", frame), *runs(block.by, writing))
        made.append(paragraph("QuoteSource", *by))
    return made


def _table(block: Table, frame: Frame, writing: Writing) -> list[Element]:
    id = block.id or f"{writing.section}-t{writing.count('table', writing.section)}"
    made: list[Element] = []
    if block.caption:
        key = bookmarks.block_bookmark(id, "caption")
        made.append(
            caption("table", block.id, block.number, block.caption, key, frame, writing, follows=bool(block.subtitle))
        )
    if block.subtitle:
        content = writing.bookmark(bookmarks.block_bookmark(id, "subtitle"), *runs(block.subtitle, writing))
        made.append(paragraph("ChartSubtitle", *content))
    made.append(data_table(block, id, frame, writing))
    if block.note:
        content = writing.bookmark(bookmarks.block_bookmark(id, "note"), *runs(block.note, writing))
        made.append(paragraph("TableNote", *content))
    return made


def _definitions(block: Definitions, style: str, frame: Frame, writing: Writing) -> Element:
    inner = replace(frame, width=round(frame.width * 0.7), text="PanelText")
    rows = [
        (
            plain(item.term),
            panel_label(item.term, writing, writing.key("d", frame)),
            compose(item.blocks, inner, writing),
        )
        for item in block.items
    ]
    return rows_table(
        style, _statements_head(frame, writing), rows, frame.width, statements_words(block, writing.document.words)
    )


def _statements_head(frame: Frame, writing: Writing) -> tuple[list[Element], list[Element]]:
    """Return the head of labelled statements: what each column holds."""
    words = writing.document.words
    first, second = (
        [paragraph("TableHead", *writing.bookmark(writing.key(key, frame), run(words[word])))]
        for key, word in (("dh", "statements-point"), ("ds", "statements-said"))
    )
    return first, second


def _panel(block: Panel, frame: Frame, writing: Writing) -> list[Element]:
    scope = f"{frame.scope}_g{writing.count('panel', writing.section, frame.scope)}"
    bullet = BULLETS_IN.get(block.kind, "PanelBullet")
    inner = Frame(frame.width - PADDING_PT * 20, "BoxText", (bullet,), ("BoxText",), scope)
    match block.blocks:
        case (Definitions() as only,) if block.kind == "bottom-line":
            rows = _definitions(only, "PanelBottomLine", replace(inner, width=frame.width), writing)
            return [*panel_title(block, inner, writing), rows]
        case _:
            whole = stays_whole(block, writing)
            content = [*panel_title(block, inner, writing, whole=whole), *compose(block.blocks, inner, writing)]
            return [box(content, frame.width, kind=block.kind, title=plain(block.title), whole=whole)]
