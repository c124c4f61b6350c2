"""One slide as PresentationML: each shape fills a placeholder of the layout, in reading order."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from lxml import etree

from reports.charts.png import draw_png
from reports.document import ChartSpec
from reports.errors import InternalError
from reports.formats.pptx.design.designed_slides import fitted_theme
from reports.formats.pptx.drawing_xml import DECLARATION, NAMESPACES, LinkTo, Pen, attribute, body_properties, offset
from reports.formats.pptx.plan.layouts import CONTENT, Layout, Slot
from reports.formats.pptx.plan.slide_model import (
    ChartShape,
    Deck,
    GridShape,
    ImageShape,
    Par,
    PictureShape,
    Run,
    Shape,
    Slide,
    TextShape,
)
from reports.formats.pptx.slide_master import (
    FIELD_ID,
    TREE_HEAD,
    no_link,
    placeholder_mark,
    placeholder_name,
    slot_levels,
)
from reports.formats.pptx.tables import table
from reports.ooxml.picture_xml import blip
from reports.ooxml.scheme_palette import shown_colours
from reports.ooxml.slide_equations import alternate
from reports.pictures.print_size import scaled
from reports.theme.definition import Box, TextStyle

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
TEXT_FONT = "+mn-lt"
"""Of the theme; said in cells of tables in a designer's template, whose defaults may name none."""
PICTURE_DPI = 220
PLATE_GAP = 3.0
"""Points between a plate and the lines below it."""
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


@dataclass(frozen=True)
class Relate:
    """Makes the parts that a slide needs, and returns the ids of the relationships to them."""

    link: LinkTo
    chart: Callable[[ChartSpec, Box], str]
    image: Callable[[bytes, str], str]
    """Takes a file and its kind: png, jpeg or svg."""


@dataclass(frozen=True)
class _Page:
    """What every shape of a slide is written with."""

    pen: Pen
    deck: Deck
    slide: Slide
    layout: Layout
    relate: Relate


def slide_part(pen: Pen, deck: Deck, slide: Slide, layout: Layout, number: int, relate: Relate) -> str:
    """Return slide `number` of `deck`."""
    page = _Page(pen.on(layout.paints), deck, slide, layout, relate)
    shapes = [_both_forms(_shape(page, shape, id)) for id, shape in enumerate(slide.shapes, 2)]
    shapes += _foot(page, number, len(shapes) + 2)
    if layout.plate:
        shapes.insert(0, _plate(page.pen, _above_sources(layout.plate, slide), len(shapes) + 2))
    return (
        f"{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree>{TREE_HEAD}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _both_forms(shape: str) -> str:
    """Return a shape, one with equations in two forms."""
    if "<a14:m" not in shape:
        return shape
    made = alternate(etree.fromstring(f"<p:spTree {NAMESPACES}>{shape}</p:spTree>")[0])
    return etree.tostring(made, encoding="unicode")


def _above_sources(plate: Box, slide: Slide) -> Box:
    """Return a plate that ends above the lines of sources, which take more room the more there are, unless it holds them."""
    lines = [shape.box.y for shape in slide.shapes if isinstance(shape, TextShape) and shape.slot == "source"]
    if any(plate.y + plate.h >= shape.box.y + shape.box.h for shape in slide.shapes if shape.slot == "source"):
        return plate
    return replace(plate, h=min([plate.h, *(y - PLATE_GAP - plate.y for y in lines)]))


def _plate(pen: Pen, box: Box, id: int) -> str:
    """Return a plain ground below the content, which is decoration ([MS-ODRAWXML] 2.24.3.1)."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Ground {id}"><a:extLst><a:ext uri="{DECORATIVE}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{offset(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{pen.solid('paper')}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _shape(page: _Page, shape: Shape, id: int) -> str:
    slot = page.layout.slot(shape.slot)
    if slot is None:
        raise InternalError(f"the layout {page.layout.key} has no placeholder {shape.slot}")
    match shape:
        case TextShape():
            return _text(page, shape, slot, id)
        case GridShape():
            box = Box(shape.box.x, shape.box.y, sum(shape.columns), shape.height)
            pen = replace(page.pen, face=TEXT_FONT if page.layout.fonts else "")
            return _frame(slot, id, box, shape.alt, TABLE, table(pen, shape, page.relate.link), ("obj", "tbl"))
        case ChartShape():
            inside = f'<c:chart xmlns:c="{CHART}" r:id="{page.relate.chart(shape.spec, shape.box)}"/>'
            return _frame(slot, id, shape.box, shape.alt, CHART, inside, ("obj", "chart"))
        case PictureShape():
            return _picture(page, shape, slot, id)
        case ImageShape():
            return _image(page, shape, slot, id)
        case _:
            assert_never(shape)


def _click(page: _Page) -> str:
    """Return what a click on the source line does: it leads to the source list."""
    target = page.deck.source_slide
    if target is None or target is page.slide:
        return ""
    rel, action = page.relate.link(f"#{target.id}")
    return f'<a:hlinkClick r:id="{rel}" action="{action}" tooltip="{attribute(target.title)}"/>'


def _text(page: _Page, shape: TextShape, slot: Slot, id: int) -> str:
    pen, link = page.pen.on(slot.paints), page.relate.link
    pars = [par if at else replace(par, before=0) for at, par in enumerate(shape.paragraphs)]
    pars = [_coloured(par, slot) for par in pars] if slot.name == "subtitle" and slot.spelled else pars
    pars = [replace(par, fitted=slot.style) if any(run.equation for run in par.runs) else par for par in pars]
    said = "".join(
        pen.paragraph(par, pen.style(par.style) if par.style else None, link, spaced=slot.name in CONTENT)
        for par in pars
    )
    return _placeholder(pen, slot, id, said, shape.box, _click(page) if slot.name == "source" else "")


def _coloured(par: Par, slot: Slot) -> Par:
    """Return a paragraph whose runs say their colour: LibreOffice lightens once more what a designer's layout lightens."""
    return replace(par, runs=tuple(replace(run, colour=run.colour or slot.colour) for run in par.runs))


def _placeholder(pen: Pen, slot: Slot, id: int, paragraphs: str, box: Box, click: str = "") -> str:
    """Return a filled placeholder; box, insets and fill are spelled out for readers that look no layout up."""
    levels = slot_levels(pen, slot) if slot.spelled else "<a:lstStyle/>"
    form = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if slot.plain else ""
    locks = '<p:cNvSpPr txBox="1"/>' if slot.plain else '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{attribute(placeholder_name(slot, id))}">{click}</p:cNvPr>'
        f"{locks}{_mark(slot)}</p:nvSpPr>"
        f"<p:spPr>{offset(box)}{form}{pen.solid(slot.fill) if slot.fill else ''}</p:spPr>"
        f"<p:txBody>{body_properties(slot.insets, slot.anchor)}{levels}{paragraphs}</p:txBody></p:sp>"
    )


def _mark(slot: Slot, kinds: tuple[str, ...] = ()) -> str:
    """Return p:nvPr of a shape: which placeholder it fills, if there is one, of one of `kinds` where they are given."""
    fills = not slot.plain and (not kinds or slot.kind in kinds)
    return f"<p:nvPr>{placeholder_mark(slot)}</p:nvPr>" if fills else "<p:nvPr/>"


def _frame(slot: Slot, id: int, box: Box, alt: str, uri: str, inside: str, kinds: tuple[str, ...]) -> str:
    """Return a graphic frame; a placeholder for text alone, as some templates have, takes none."""
    name = attribute(placeholder_name(slot, id))
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{id}" name="{name}" descr="{attribute(alt)}"/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"{_mark(slot, kinds)}</p:nvGraphicFramePr>{offset(box, 'p')}"
        f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def _picture(page: _Page, shape: PictureShape, slot: Slot, id: int) -> str:
    theme = fitted_theme(page.pen.theme, page.layout)
    if slot.paints:
        theme = replace(theme, colours=shown_colours(slot.paints))
    png = draw_png(shape.spec, theme, shape.box.w, PICTURE_DPI, on_ink=page.layout.ground == "ink")
    wide, tall = png_size(png)
    box = Box(shape.box.x, shape.box.y, shape.box.w, shape.box.w * tall / wide)
    return _pic(slot, id, box, shape.alt, blip(page.relate.image(png, "png")))


def _image(page: _Page, shape: ImageShape, slot: Slot, id: int) -> str:
    image, relate = shape.image, page.relate
    pixels = relate.image(scaled(image, shape.box.w, PICTURE_DPI), image.media)
    vector = relate.image(image.vector, "svg") if image.vector else ""
    return _pic(slot, id, shape.box, shape.alt, blip(pixels, vector))


def _pic(slot: Slot, id: int, box: Box, alt: str, blip: str) -> str:
    """Return a picture; a placeholder for text alone, as some templates have, takes none."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{id}" name="{attribute(placeholder_name(slot, id))}" '
        f'descr="{attribute(alt)}"/><p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
        f"{_mark(slot, ('obj', 'pic'))}</p:nvPicPr>"
        f"<p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{offset(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def png_size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels (PNG specification, §11.2.2 IHDR)."""
    wide, tall = struct.unpack(">II", png[16:24])
    return wide, tall


def _foot_style(pen: Pen, slot: Slot) -> TextStyle | None:
    """Return what a footer is told run by run in a designer's template, whose footers some programs read no list style of."""
    style = pen.style(slot.style)
    colour = slot.colour or ("" if slot.followed else style.colour)
    return replace(style, colour=colour) if slot.spelled else None


def _foot_pen(pen: Pen, slot: Slot) -> Pen:
    return pen.on(slot.paints)


def _number_look(pen: Pen, slot: Slot) -> str:
    """Return the run properties of a slide number."""
    style = _foot_style(pen, slot)
    if style is None:
        return f'<a:rPr lang="{pen.language}" dirty="0"/>'
    return _foot_pen(pen, slot).run_properties("rPr", replace(style, weight=400), Run(""))


def _foot(page: _Page, number: int, id: int) -> list[str]:
    """Return footer and slide number, which PowerPoint shows only where the slide has them."""
    pen, found = page.pen, []
    if slot := page.layout.slot("footer"):
        par = _foot_pen(pen, slot).paragraph(
            Par((Run(page.deck.footer),)), _foot_style(pen, slot), no_link, spaced=False
        )
        found.append(_placeholder(pen.on(slot.paints), slot, id, par, slot.box))
    if slot := page.layout.slot("number"):
        field = (
            f'<a:p><a:fld id="{FIELD_ID}" type="slidenum">{_number_look(pen, slot)}'
            f'<a:t>{number}</a:t></a:fld><a:endParaRPr lang="{pen.language}" dirty="0"/></a:p>'
        )
        found.append(_placeholder(pen.on(slot.paints), slot, id + len(found), field, slot.box))
    return found
