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
LOGO_HEIGHT = 34.0
"""In points."""
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


def logo(writing: Writing) -> list[Element]:
    """Return the logo above the masthead; nothing where there is none, or a designer's letterhead has one of its own."""
    theme, info = writing.theme, writing.document.info
    if theme.logo is None or "docx" in theme.base:
        return []
    shape = theme.logo.width / theme.logo.height
    wide = min(LOGO_HEIGHT * shape, writing.page.text / 20 / 2)
    drawing = w("r", _shown(theme.logo, wide, wide / shape, (info.organisation or plain(info.title), ""), writing))
    key = writing.key("logo", Frame(0))
    gaps = w("spacing", before=0, after=twips(AFTER))
    return [paragraph("Picture", *writing.bookmark(key, drawing), properties=(gaps,))]


def _drawing(block: Picture, frame: Frame, writing: Writing) -> Element:
    page, margins = writing.theme.word.paper_mm(writing.document.info.paper), writing.theme.word.margins_mm
    tallest = twips_mm(page["height"] - margins["top"] - margins["bottom"]) / 20 * TALLEST
    width, height = printed_size(block, frame.width / 20, tallest)
    return _shown(block.image, width, height, (plain(block.alt), plain(block.caption)), writing)


def _shown(image: Image, width: float, height: float, said: tuple[str, str], writing: Writing) -> Element:
    """Return an image `width` by `height` points; `said` are its alternative text and its title."""
    size = round(width * EMU), round(height * EMU)
    number = writing.count("picture")
    data = _relation(f"image{number}.{ENDINGS[image.media]}", f"image/{image.media}",
                     scaled(image, width, DPI), writing)  # fmt: skip
    vector = _relation(f"image{number}.svg", SVG_TYPE, image.vector, writing) if image.vector else ""
    shown = picture_frame(etree.fromstring(blip(data, vector)), _name(image, number), *size)
    graphic = element("a:graphicData", {"uri": NAMESPACES["pic"]}, shown)
    return inline(graphic, *said, *size, writing, f"Picture {number}")


def _name(image: Image, number: int) -> str:
    return f"image{number}.{ENDINGS[image.media]}"


def _relation(name: str, kind: str, data: bytes, writing: Writing) -> str:
    part = Part(PackURI(f"/word/media/{name}"), kind, data, writing.main.package)
    made: str = writing.main.relate_to(part, RT.IMAGE)
    return made
