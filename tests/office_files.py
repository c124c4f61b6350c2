"""The smallest Word and PowerPoint files that hold native charts, for looking at them and for the validators."""

from __future__ import annotations

import io

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part as SlidePart
from pptx.opc.packuri import PackURI as SlideURI
from pptx.oxml import parse_xml as parse_slide_xml
from pptx.util import Pt as SlidePt

from reports.charts.native import shapes as native_shapes
from reports.charts.native.parts import OfficeChart
from reports.charts.native.shapes import RELATION

GRAPHIC = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{number}" name="Chart {number}" descr="A chart"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{rel}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


def docx_with(charts: list[OfficeChart]) -> bytes:
    """Return a Word file with one chart a paragraph."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    for number, chart in enumerate(charts, start=1):
        package = document.part.package
        xlsx = Part(PackURI(f"/word/embeddings/data{number}.xlsx"), CONTENT_TYPE.SML_SHEET, chart.workbook, package)
        part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, chart.xml, package)
        assert part.relate_to(xlsx, RELATIONSHIP_TYPE.PACKAGE) == "rId1"
        if chart.shapes:
            name = PackURI(f"/word/drawings/drawing{number}.xml")
            assert part.relate_to(Part(name, native_shapes.CONTENT_TYPE, chart.shapes, package), RELATION) == "rId2"
        rel = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        cx, cy = round(chart.width_pt * 12700), round(chart.height_pt * 12700)
        run = document.add_paragraph().add_run()
        run._r.append(parse_xml(GRAPHIC.format(cx=cx, cy=cy, number=number, rel=rel)))
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(9)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pptx_with(charts: list[OfficeChart]) -> bytes:
    """Return a PowerPoint file with one chart a slide."""
    show = Presentation()
    show.slide_width, show.slide_height = SlidePt(960), SlidePt(540)
    for chart in charts:
        slide = show.slides.add_slide(show.slide_layouts[6])
        dummy = CategoryChartData()
        dummy.categories = ["a"]
        dummy.add_series("s", (1,))
        size = SlidePt(48), SlidePt(142), SlidePt(chart.width_pt), SlidePt(chart.height_pt)
        part = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *size, dummy).chart.part
        part._element = parse_slide_xml(chart.xml)
        part.chart_workbook.xlsx_part._blob = chart.workbook
        if chart.shapes:
            name = SlideURI(f"/ppt/drawings/drawing{slide.slide_id}.xml")
            over = SlidePart(name, native_shapes.CONTENT_TYPE, part.package, chart.shapes)
            assert part.relate_to(over, RELATION) == "rId2"
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()
