"""Native charts: editable in Word and PowerPoint, with their data in a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reports.charts.chart_workbook import CREATED, workbook
from reports.charts.mark_values import check_drawable
from reports.charts.native_chart import Medium, chart_space, look_of
from reports.charts.registry import KINDS
from reports.document import ChartSpec
from reports.errors import InternalError
from reports.theme.definition import Theme


@dataclass(frozen=True, slots=True)
class OfficeChart:
    """A chart part and the workbook behind it.

    The writer makes two parts: the chart (content type application/vnd.openxmlformats-officedocument.drawingml.chart+xml)
    and the workbook (…spreadsheetml.sheet, under embeddings/). It relates the workbook to the chart part with the
    relationship type …/officeDocument/2006/relationships/package and the id `rId1`, which the XML already names. The
    alternative text is the frame's: `descr` of wp:docPr in Word, of p:cNvPr in PowerPoint.
    """

    xml: bytes
    workbook: bytes
    width_pt: float
    height_pt: float


def has_native(spec: ChartSpec) -> bool:
    """Return whether Office has a chart of this kind; where not, writers place `svg.draw_png`."""
    return KINDS[spec.kind].native is not None


def office_chart(
    spec: ChartSpec,
    theme: Theme,
    medium: Medium,
    *,
    width_pt: float = 0,
    height_pt: float = 0,
    language: str = "en-GB",
    stamped: datetime | None = None,
) -> OfficeChart:
    """Return `spec` as a native chart for `medium`, made for a frame of this size.

    Width 0 is the text width in Word, the content box on slides; height 0 follows the rows. `stamped` is the time stamp in
    the workbook.

    Raises:
        InternalError: Office has no chart of this kind; ask `has_native` first.
        ReportError: as `values.check_drawable`.
    """
    native = KINDS[spec.kind].native
    if native is None:
        raise InternalError(f"chart {spec.id}: {spec.kind} has no native chart; place its picture")
    check_drawable(spec)
    look = look_of(spec, theme, medium, language, width_pt, height_pt)
    plot = native(spec, look)
    return OfficeChart(chart_space(plot, look), workbook(plot.sheet, stamped or CREATED), look.width, look.height)
