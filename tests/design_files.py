"""Small templates as designers make them, each odd in one way, made by python-pptx from its own default one."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Show
from pptx.util import Pt

GERMAN = (
    "Titelfolie",
    "Titel und Inhalt",
    "Abschnitts-\nüberschrift",
    "Zwei Inhalte",
    "Vergleich",
    "Nur Titel",
    "Leer",
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BACKGROUND = (
    '<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:bgPr>{}<a:effectLst/></p:bgPr></p:bg>'
)


def saved(show: Show) -> bytes:
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def resized(show: Show, width: float, height: float) -> None:
    """Scale every placeholder to another size of slides."""
    across, down = Pt(width) / show.slide_width, Pt(height) / show.slide_height
    master = show.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)
    show.slide_width, show.slide_height = Pt(width), Pt(height)


def ground(show: Show, fill: str) -> None:
    inner = show.slide_master._element.find(qn("p:cSld"))
    old = inner.find(qn("p:bg"))
    if old is not None:
        inner.remove(old)
    inner.insert(0, etree.fromstring(BACKGROUND.format(fill)))


def plain(show: Show) -> None:
    """Leave the template as it is: 4:3, black on white."""


def german(show: Show) -> None:
    for layout, name in zip(show.slide_layouts, GERMAN, strict=False):
        layout.name = name


def untyped(show: Show) -> None:
    for number, layout in enumerate(show.slide_layouts):
        layout.name = f"Layout {number}"
        layout._element.attrib.pop("type", None)


def wide(show: Show) -> None:
    resized(show, 960, 600)


def odd(show: Show) -> None:
    resized(show, 793.75, 446.5)


def dark(show: Show) -> None:
    ground(show, '<a:solidFill><a:srgbClr val="102030"/></a:solidFill>')


def gradient(show: Show) -> None:
    stops = '<a:gs pos="0"><a:srgbClr val="001030"/></a:gs><a:gs pos="100000"><a:srgbClr val="304070"/></a:gs>'
    ground(show, f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>')


def footless(show: Show) -> None:
    for holder in (show.slide_master, *show.slide_layouts):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type in (13, 15, 16):
                shape._element.getparent().remove(shape._element)


def portrait(show: Show) -> None:
    resized(show, 540, 780)


def poster(show: Show) -> None:
    resized(show, 2400, 1350)


def black_to_white(show: Show) -> None:
    """Nothing can be read on all of it."""
    stops = '<a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs>'
    ground(show, f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>')


def without_titles(show: Show) -> None:
    for holder in (show.slide_master, *show.slide_layouts):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type in (1, 3):
                shape._element.getparent().remove(shape._element)


def only_titles(show: Show) -> None:
    for layout in list(show.slide_layouts):
        if layout.name not in ("Title Slide", "Title Only"):
            show.slide_layouts.remove(layout)


def without_layouts(show: Show) -> None:
    for layout in list(show.slide_layouts):
        show.slide_layouts.remove(layout)


def with_logo(show: Show) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), (200, 0, 0)).save(out, "PNG")
    out.seek(0)
    _, rel = show.slide_master.part.get_or_add_image_part(out)
    tree = show.slide_master.shapes._spTree
    tree.add_pic(90, "Logo", "logo", rel, Pt(620), Pt(505), Pt(80), Pt(30))


def with_band(show: Show) -> None:
    band = show.slide_master.shapes._spTree.add_autoshape(91, "Band", "rect", 0, 0, Pt(720), Pt(118))
    fill = etree.fromstring(
        '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:srgbClr val="2C3E50"/></a:solidFill>'
    )
    band.spPr.append(fill)
    tree = show.slide_master.shapes._spTree
    tree.remove(band)
    tree.insert(2, band)


def photograph(show: Show) -> None:
    """A ground of very many colours, none of which covers much of it."""
    dots = random.Random(7)
    picture = Image.frombytes("RGB", (96, 72), dots.randbytes(96 * 72 * 3))
    out = io.BytesIO()
    picture.resize((960, 720)).save(out, "PNG")
    out.seek(0)
    _, rel = show.slide_master.part.get_or_add_image_part(out)
    ground(
        show,
        f'<a:blipFill xmlns:r="{RELATIONS}"><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>',
    )


def small_titles(show: Show) -> None:
    """Titles as small as running text, on the cover too."""
    for style in show.slide_master._element.iter(qn("p:titleStyle")):
        for run in style.iter(qn("a:defRPr")):
            run.set("sz", "1400")


def narrow_footer(show: Show) -> None:
    """A footer so narrow that only a few words stand in it."""
    for holder in (show.slide_master, *show.slide_layouts):
        for shape in holder.placeholders:
            if shape.placeholder_format.type == 15:
                shape.left, shape.width, shape.top, shape.height = Pt(300), Pt(40), Pt(500), Pt(12)


def small(show: Show) -> None:
    """Slides of 16:9 that are ten inches wide, as programs in browsers make them, set in a font that nothing measures."""
    resized(show, 720, 405)
    for part in show.slide_master.part.rels.values():
        if part.reltype.endswith("/theme"):
            part.target_part._blob = part.target_part.blob.replace(b'typeface="Calibri"', b'typeface="House Sans"')


def tiny(show: Show) -> None:
    """Slides as small as a card."""
    resized(show, 320, 180)


def one_line_titles(show: Show) -> None:
    """Titles in boxes one line high, with the content close below."""
    for layout in (show.slide_master, *show.slide_layouts):
        for shape in layout.placeholders:
            if shape.placeholder_format.type == 1 and shape.height < Pt(100):
                shape.left, shape.width, shape.top, shape.height = Pt(36), Pt(648), Pt(88), Pt(32)


def logo_in_content(show: Show) -> None:
    """A logo in the corner of the place for content, as a shape filled with a picture."""
    out = io.BytesIO()
    Image.new("RGB", (60, 60), (200, 0, 0)).save(out, "PNG")
    out.seek(0)
    _, rel = show.slide_master.part.get_or_add_image_part(out)
    logo = show.slide_master.shapes._spTree.add_autoshape(92, "Logo", "rect", *LOGO_IN_CONTENT)
    logo.spPr.append(etree.fromstring(
        f'<a:blipFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{RELATIONS}">'
        f'<a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    ))  # fmt: skip


LOGO_IN_CONTENT = (Pt(624), Pt(430), Pt(60), Pt(60))
"""Left, top, width and height of that logo."""
TEMPLATES: Mapping[str, Callable[[Show], None]] = {
    each.__name__: each
    for each in (
        plain, german, untyped, wide, odd, portrait, poster, dark, gradient, black_to_white, footless, without_titles,
        only_titles, without_layouts, with_logo, with_band, photograph, small_titles, narrow_footer,
        small, tiny, one_line_titles, logo_in_content,
    )
}  # fmt: skip


def template(name: str) -> bytes:
    """Return the template `name` of `TEMPLATES`, with what a designer leaves in it: sample slides, a name, a title."""
    show = Presentation()
    TEMPLATES[name](show)
    if len(show.slide_layouts):
        sample = show.slides.add_slide(show.slide_layouts[0])
        sample.shapes.add_textbox(0, 0, Pt(90), Pt(30)).text_frame.text = "SAMPLE of the designer"
    show.core_properties.title, show.core_properties.author = "SAMPLE title", "SAMPLE author"
    show.core_properties.comments = show.core_properties.last_modified_by = "SAMPLE"
    return saved(show)
