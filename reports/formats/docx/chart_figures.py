"""Figures: a numbered claim, the native chart below it, then note and sources; a strip of dots is a picture."""

from __future__ import annotations

import struct

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from reports.charts.native import shapes as native_shapes
from reports.charts.native.parts import has_native, office_chart, tallest_in_word
from reports.charts.png import draw_png
from reports.document import ChartSpec, Cite, Figure, Inlines, Text, plain
from reports.domain.wording import NBSP
from reports.formats.docx import bookmarks
from reports.formats.docx.fields.word_fields import complex_field, words_around
from reports.formats.docx.inlines import even, runs
from reports.formats.docx.writing_state import Frame, Writing
from reports.languages.numerals import SYSTEMS, digits_alone
from reports.ooxml.wordprocessingml import NAMESPACES, Element, clark, element, paragraph, run, w

EMU_PER_TWIP = 635
PNG_DPI = 300


def figure(block: Figure, frame: Frame, writing: Writing) -> list[Element]:
    """Return the paragraphs of a figure."""
    if not has_native(block.spec):
        return _strip(block, frame, writing)
    spec, id = block.spec, block.id or block.spec.id
    made = [
        caption("figure", block.id, block.number, spec.title, bookmarks.block_bookmark(id, "caption"), frame, writing)
    ]
    if spec.subtitle:
        made.append(_part("ChartSubtitle", spec.subtitle, bookmarks.block_bookmark(id, "subtitle"), writing))
    drawing = w("r", _chart(spec, frame, writing))
    made.append(paragraph("Chart", *writing.bookmark(bookmarks.block_bookmark(id, "chart"), drawing)))
    made.append(_words(spec, id, writing))
    below = [("ChartNote", spec.note, "note"), ("ChartSource", spec.sources, "sources")]
    shown = [(style, inlines, kind) for style, inlines, kind in below if inlines]
    for style, inlines, kind in shown:
        made.append(
            _part(style, inlines, bookmarks.block_bookmark(id, kind), writing, keep=(style, inlines, kind) != shown[-1])
        )
    return made


def _words(spec: ChartSpec, id: str, writing: Writing) -> Element:
    """Return the words of a chart as a hidden paragraph: converters that drop charts keep it, voices say them once."""
    key = bookmarks.block_bookmark(id, "words")
    return paragraph("ChartWords", *writing.bookmark(key, run(spec.alternative)))


def _part(style: str, inlines: Inlines, key: str, writing: Writing, *, keep: bool = False) -> Element:
    properties = (w("keepNext"),) if keep else ()
    return paragraph(style, *writing.bookmark(key, *runs(inlines, writing)), properties=properties)


def caption(
    kind: str, id: str, number: int, claim: Inlines, key: str, frame: Frame, writing: Writing, *, follows: bool = False
) -> Element:
    """Return the caption of a figure or table: label with SEQ field, then the claim.

    The bookmark for cross-references stands around 'Figure 1', without the full stop after it. `follows` says that a
    subtitle stands right below.
    """
    content: list[Element] = []
    label_words = ""
    if number:
        before, after = words_around(writing.document.words[f"{kind}-label"], "number")
        before = before.replace(" ", NBSP)  # as it is wherever a reference repeats it, which no line may part
        field = _counted(kind, number, writing)
        label = [run(before, "CaptionLabel"), *field] if before else field
        content += writing.bookmark(bookmarks.label_bookmark(id), *label) if id else label
        content += [run(after, "CaptionLabel")] if after else []
        content.append(run(" "))
        label_words = f"{before}{number}{after} "
    content += runs(claim, writing)
    closer = [w("spacing", after=0)] if kind == "table" and follows else []
    # A designer's own Caption style may not keep with the exhibit below, so the paragraph does.
    properties = [w("keepNext"), *closer, *even(label_words, claim, "caption", frame.width, writing)]
    style = "Caption" if kind == "figure" else "TableCaption"
    return paragraph(style, *writing.bookmark(key, *content), properties=properties)


def _counted(kind: str, number: int, writing: Writing) -> list[Element]:
    """Return the number of a figure or table: a field, but plain words where Word counts in no such digits."""
    if (digits := writing.document.info.digits) and not SYSTEMS[digits].field:
        return [run(digits_alone(str(number), digits), "CaptionLabel")]
    return complex_field(f" SEQ {kind.title()} \\* ARABIC ", str(number), "CaptionLabel")


def _chart(spec: ChartSpec, frame: Frame, writing: Writing) -> Element:
    info = writing.document.info
    chart = office_chart(
        spec,
        writing.theme,
        "word",
        width_pt=frame.width / 20,
        tallest_pt=tallest_in_word(writing.theme, info.paper),
        language=info.language,
        stamped=info.moment,
    )
    number = writing.count("chart")
    package = writing.main.package
    workbook = Part(PackURI(f"/word/embeddings/workbook{number}.xlsx"), CT.SML_SHEET, chart.workbook, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CT.DML_CHART, chart.xml, package)
    part.relate_to(workbook, RT.PACKAGE)
    if chart.shapes:
        over = Part(PackURI(f"/word/drawings/drawing{number}.xml"), native_shapes.CONTENT_TYPE, chart.shapes, package)
        part.relate_to(over, native_shapes.RELATION)
    reference = element("c:chart", {"r:id": writing.main.relate_to(part, RT.CHART)})
    data = element("a:graphicData", {"uri": NAMESPACES["c"]}, reference)
    size = frame.width * EMU_PER_TWIP, round(chart.height_pt * 12700)
    return inline(data, spec.alternative, plain(spec.title), *size, writing, f"Chart {number}")


def inline(data: Element, alt: str, title: str, width: int, height: int, writing: Writing, name: str) -> Element:
    """Return a drawing in a line of text, `width` and `height` in EMU, with what it says to those who do not see it."""
    properties: dict[str, str | int] = {
        "id": writing.drawing_id(),
        "name": name,
        "descr": alt,
        "title": title,
    }
    made = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", {"cx": width, "cy": height}),
        element("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
        element("wp:docPr", properties),
        element("wp:cNvGraphicFramePr", {}),
        element("a:graphic", {}, data),
    )
    return w("drawing", made)


def _strip(block: Figure, frame: Frame, writing: Writing) -> list[Element]:
    spec, id = block.spec, block.id or block.spec.id
    png = draw_png(spec, writing.theme, frame.width / 20, PNG_DPI)
    number = writing.count("picture")
    part = Part(PackURI(f"/word/media/image{number}.png"), CT.PNG, png, writing.main.package)
    pixels = struct.unpack(">II", png[16:24])  # width and height stand first in IHDR (PNG specification, 11.2.2)
    width = frame.width * EMU_PER_TWIP
    height = round(width * pixels[1] / pixels[0])
    blip = element("a:blip", {})
    blip.set(clark("r:embed"), writing.main.relate_to(part, RT.IMAGE))
    picture = picture_frame(blip, f"image{number}.png", width, height)
    data = element("a:graphicData", {"uri": NAMESPACES["pic"]}, picture)
    drawing = w("r", inline(data, spec.alternative, plain(spec.title), width, height, writing, f"Picture {number}"))
    title = spec.title
    if spec.points and spec.points[0].numbers and not any(isinstance(each, Cite) for each in title):
        title += (Text("\N{NO-BREAK SPACE}"), Cite((spec.points[0].fact_id,), spec.points[0].numbers))
    return [
        paragraph("Picture", *writing.bookmark(bookmarks.block_bookmark(id, "picture"), drawing)),
        _part("PictureLabel", title, bookmarks.block_bookmark(id, "label"), writing),
    ]


def picture_frame(blip: Element, name: str, width: int, height: int) -> Element:
    """Return `pic:pic` around `blip`, `width` and `height` in EMU (20.2.2.5)."""
    return element(
        "pic:pic",
        {},
        element(
            "pic:nvPicPr",
            {},
            element("pic:cNvPr", {"id": 0, "name": name}),
            element("pic:cNvPicPr", {}),
        ),
        element("pic:blipFill", {}, blip, element("a:stretch", {}, element("a:fillRect", {}))),
        element(
            "pic:spPr",
            {},
            element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", {"cx": width, "cy": height})),
            element("a:prstGeom", {"prst": "rect"}, element("a:avLst", {})),
        ),
    )
