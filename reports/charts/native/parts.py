"""Native charts: editable in Word and PowerPoint, with their data in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf

from reports.charts.chart_kind import GridNative, Native
from reports.charts.chart_workbook import CREATED, workbook
from reports.charts.mark_values import check_drawable
from reports.charts.native.chart import chart_space
from reports.charts.native.fit import Crowded, CrowdedError, fitted
from reports.charts.native.look import Look, Medium, look_of
from reports.charts.native.mirroring import from_right, shapes_from_right, words_from_right
from reports.charts.native.number_formats import in_digits, sheet_in_digits
from reports.charts.native.shapes import user_shapes
from reports.charts.registry import KINDS
from reports.document import ChartSpec, plain
from reports.errors import InternalError
from reports.languages.numerals import lone_digits
from reports.theme.bidirectional import script_of_language
from reports.theme.definition import POINTS_A_MM, Theme
from reports.theme.embedded_fonts import word_family
from reports.theme.measured_fonts import measured_in
from reports.theme.scripts import Script


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
    shapes: bytes = b""
    """The part with shapes over the chart (`shapes.CONTENT_TYPE`), which the XML names as `rId2`; empty for none."""


def has_native(spec: ChartSpec) -> bool:
    """Return whether Office has a chart of this kind; where not, writers place `svg.draw_png`."""
    return KINDS[spec.kind].has_native


def office_chart(
    spec: ChartSpec,
    theme: Theme,
    medium: Medium,
    *,
    width_pt: float = 0,
    height_pt: float = 0,
    tallest_pt: float = 0,
    language: str = "en-GB",
    stamped: datetime | None = None,
) -> OfficeChart:
    """Return `spec` as a native chart for `medium`, made for a frame of this size.

    Width 0 is the text width in Word, the content box on slides; height 0 follows the rows: in Word it grows with their
    names, up to `tallest_pt` where that is given, on slides up to the content box. `stamped` is the time stamp in the workbook.

    Raises:
        InternalError: Office has no chart of this kind; ask `has_native` first.
        ReportError: as `values.check_drawable`, and `CrowdedError` where the rows do not fit.
    """
    native = _native(spec)
    check_drawable(spec)
    usual = _look(spec, theme, medium, language, width_pt, height_pt)
    with measured_in(theme):
        tallest = inf if medium == "word" else theme.slides.boxes["content"].h
        look = fitted(spec, native, usual, tallest_pt or (0 if height_pt else tallest))
        plot = native.plot(spec, look)
        space = chart_space(plot, look)
        font = _font(script_of_language(language), medium)
        if spec.rtl:
            space = from_right(space, language, lambda text: look.text_width(text) / look.width, font)
    sheet = sheet_in_digits(plot.sheet, spec.digits) if spec.digits else plot.sheet
    about = tuple(lone_digits(each, spec.digits) for each in _about(spec)) if spec.digits else _about(spec)
    book = workbook(sheet, about, stamped or CREATED, rtl=spec.rtl)
    shapes = shapes_from_right(plot.shapes, look.width) if spec.rtl else plot.shapes
    over = user_shapes(shapes, look) if shapes else b""
    over = words_from_right(over, font) if over and spec.rtl else over
    if spec.digits:
        space, over = in_digits(space, spec.digits), in_digits(over, spec.digits) if over else over
    return OfficeChart(space, book, look.width, look.height, over)


def _font(script: Script, medium: Medium) -> Mapping[str, str]:
    """Return how a chart of `medium` names the font of its letters."""
    return script.slide_font if medium == "slides" else {"typeface": word_family(script)}


def _about(spec: ChartSpec) -> tuple[str, ...]:
    """Return what whoever opens the data alone must know: the claim, its measure, cautions, sources and the day."""
    return (*map(plain, (spec.title, spec.subtitle, spec.note, spec.sources)), spec.as_of)


def unnamed(
    spec: ChartSpec,
    theme: Theme,
    medium: Medium,
    *,
    width_pt: float,
    height_pt: float = 0,
    tallest_pt: float = 0,
    language: str = "en-GB",
) -> tuple[str, ...]:
    """Return the names of points that find no room in such a frame; arguments as for `crowded`, which must find nothing."""
    if not has_native(spec) or not names_marks(spec):
        return ()
    native = _native(spec)
    with measured_in(theme):
        look = fitted(spec, native, _look(spec, theme, medium, language, width_pt, height_pt), tallest_pt)
        return native.plot(spec, look).unnamed


NAME_CURE = "shorten their labels, show fewer points, or say them in a table"


def no_room_for_names(spec: ChartSpec, names: Sequence[str], where: str) -> str:
    """Return what is told of a chart in which some points stay without their names."""
    listed = ", ".join(f"“{name}”" for name in names)
    return f"the chart {spec.id!r} has no room for {len(names)} of {len(spec.points)} names {where}: {listed}"


def names_marks(spec: ChartSpec) -> bool:
    """Return whether names stand at the marks of a chart, where they may find no room, and not at an axis."""
    native = KINDS[spec.kind].native_of(spec.points)
    return isinstance(native, GridNative) and native.fit is None


BESIDE_CHART = 120.0
"""Points of a page that belong to what stands with a chart: caption, subtitle, note and source line."""
GRID_ROWS = 9
"""Usual height of a chart of several series, in rows."""


def tallest_in_word(theme: Theme, paper: str) -> float:
    """Return how tall a chart may be on a page of `paper` in a Word file, in points."""
    return theme.word.text_mm(paper)[1] * POINTS_A_MM - BESIDE_CHART


def crowded(
    spec: ChartSpec,
    theme: Theme,
    medium: Medium,
    *,
    width_pt: float,
    height_pt: float = 0,
    tallest_pt: float = 0,
    language: str = "en-GB",
) -> Crowded | None:
    """Return why the rows of `spec` do not fit into such a frame; None where they do, or Office has no such chart.

    One of the heights must be given: that of the frame, or how tall it may grow.
    """
    if not has_native(spec):
        return None
    try:
        with measured_in(theme):
            fitted(spec, _native(spec), _look(spec, theme, medium, language, width_pt, height_pt), tallest_pt)
    except CrowdedError as failure:
        return failure.crowded
    return None


def _native(spec: ChartSpec) -> Native | GridNative:
    native = KINDS[spec.kind].native_of(spec.points)
    if native is None:
        raise InternalError(f"chart {spec.id}: {spec.kind} has no native chart; place its picture")
    return native


def _look(spec: ChartSpec, theme: Theme, medium: Medium, language: str, width: float, height: float) -> Look:
    native = _native(spec)
    rows = GRID_ROWS if isinstance(native, GridNative) else len(spec.points) + native.axis_rows
    return look_of(theme, medium, language, width, height, rows)
