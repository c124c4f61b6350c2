"""Pictures from files: a numbered caption where there is one, the picture below it, then whose it is."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from reports.document import Image, Picture, plain
from reports.formats.docx import bookmarks
from reports.formats.docx.chart_figures import caption, inline, picture_frame
from reports.formats.docx.inlines import runs
from reports.formats.docx.writing_state import Frame, Writing
from reports.ooxml.picture_xml import ENDINGS, SVG_TYPE, blip
from reports.ooxml.wordprocessingml import NAMESPACES, Element, element, paragraph, twips, twips_mm, w
from reports.pictures.print_size import printed_size, scaled

DPI = 220
"""What Word itself keeps of a picture by default."""
TALLEST = 0.6
"""Share of the text's height that a picture may take."""
EMU = 12700
CLOSE = 4
"""Space between a picture and its caption or credit, in points."""
AFTER = 11
"""Space below the last paragraph of a picture, in points."""


def picture(block: Picture, frame: Frame, writing: Writing) -> list[Element]:
    """Return the paragraphs of a picture."""
    made: list[Element] = []
    if block.caption:
        key = bookmarks.block_bookmark(block.id, "caption")
        made.append(caption("figure", block.id, block.number, block.caption, key, frame, writing))
    key = bookmarks.block_bookmark(block.id, "picture")
    gaps: dict[str, int] = {"before": twips(CLOSE)} if block.caption else {}
    gaps |= {} if block.credit else {"after": twips(AFTER)}
    last = [*(() if block.credit else (w("keepNext", val=0),)), *((w("spacing", **gaps),) if gaps else ())]
    style = "Chart" if block.caption else "Picture"
    made.append(paragraph(style, *writing.bookmark(key, w("r", _drawing(block, frame, writing))), properties=last))
    if block.credit:
        content = writing.bookmark(bookmarks.block_bookmark(block.id, "credit"), *runs(block.credit, writing))
        made.append(paragraph("ChartSource", *content, properties=(w("spacing", before=twips(CLOSE)),)))
    return made


def _drawing(block: Picture, frame: Frame, writing: Writing) -> Element:
    page, margins = writing.theme.word.paper_mm(writing.document.info.paper), writing.theme.word.margins_mm
    tallest = twips_mm(page["height"] - margins["top"] - margins["bottom"]) / 20 * TALLEST
    width, height = printed_size(block, frame.width / 20, tallest)
    size = round(width * EMU), round(height * EMU)
    number = writing.count("picture")
    data = _relation(f"image{number}.{ENDINGS[block.image.media]}", f"image/{block.image.media}",
                     scaled(block.image, width, DPI), writing)  # fmt: skip
    vector = _relation(f"image{number}.svg", SVG_TYPE, block.image.vector, writing) if block.image.vector else ""
    shown = picture_frame(etree.fromstring(blip(data, vector)), _name(block.image, number), *size)
    graphic = element("a:graphicData", {"uri": NAMESPACES["pic"]}, shown)
    return inline(graphic, plain(block.alt), plain(block.caption), *size, writing, f"Picture {number}")


def _name(image: Image, number: int) -> str:
    return f"image{number}.{ENDINGS[image.media]}"


def _relation(name: str, kind: str, data: bytes, writing: Writing) -> str:
    part = Part(PackURI(f"/word/media/{name}"), kind, data, writing.main.package)
    made: str = writing.main.relate_to(part, RT.IMAGE)
    return made
