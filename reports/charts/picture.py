"""A chart as one whole picture for mail and social media: claim, subtitle, plot, note and source line, as SVG and PNG.

Letters are drawn as outlines of the program's own font, so that the picture looks the same wherever it is opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import assert_never

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from matplotlib import rc_context
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reports.charts.drawing import XY, Discs, Drawing, Lines, Mark, Run, Shape, moved, segment
from reports.charts.line_breaking import filled_lines
from reports.charts.mark_values import check_drawable
from reports.charts.matplotlib_artist import SETTINGS, Sheet, tidied
from reports.charts.pen import Pen
from reports.charts.registry import KINDS
from reports.charts.table_drawing import draw_table
from reports.document import ChartSpec, Inlines, Table, plain
from reports.errors import ReportError
from reports.theme.definition import Colours, Theme
from reports.theme.fonts import covered, lacking
from reports.theme.measured_fonts import measured_in, text_family, upright
from reports.theme.shaping import Command, shaped

WIDTH = 480.0
"""Of the picture, in points: 640 pixels of a web page."""
PIXELS = 1280
"""Across the PNG: two for each pixel of a web page."""
MARGIN = 20.0
INNER = WIDTH - 2 * MARGIN
TITLE, SUBTITLE, SMALL = (16.0, 20.0, 600), (10.5, 14.0, 400), (8.5, 11.5, 400)
"""Size, leading and weight of claim, subtitle, and of note and sources."""
RULE = 0.75
STEP = 4.0
"""By which lines are narrowed while their number stays the same, in points."""
_LONG = re.compile(r"(\.\d\d)\d+")
"""Decimals beyond a hundredth of a point."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture, and what it says to those who do not see it."""

    id: str
    alt: str
    drawing: Drawing


def picture(exhibit: ChartSpec | Table, theme: Theme) -> Picture:
    """Return the whole picture: rule, claim, subtitle, plot, note and source line on paper, from top to bottom.

    Args:
        exhibit: a chart; or one that is a table, whose note ends with its sources.
        theme: colours and fonts.

    Raises:
        ReportError: as `values.check_drawable`; where a kind cannot show a value, or the font lacks a letter.
    """
    with measured_in(theme):
        return _laid_out(exhibit, theme)


def _laid_out(exhibit: ChartSpec | Table, theme: Theme) -> Picture:
    match exhibit:
        case ChartSpec():
            check_drawable(exhibit)
            plot = KINDS[exhibit.kind].draw(exhibit, Pen(theme.colours, 1), INNER)
            words = (exhibit.title, exhibit.subtitle, exhibit.note, exhibit.sources)
        case Table():
            plot = draw_table(exhibit, theme, INNER)
            words = (exhibit.caption, exhibit.subtitle, exhibit.note, ())
        case _:
            assert_never(exhibit)
    drawing = _composed(words, plot, theme.colours)
    _check_letters(exhibit.id, drawing)
    alt = exhibit.alternative if isinstance(exhibit, ChartSpec) else exhibit.alt
    return Picture(exhibit.id, alt, drawing)


def _check_letters(id: str, drawing: Drawing) -> None:
    said = "".join(shape.text for mark in drawing.marks for shape in mark.shapes if isinstance(shape, Run))
    if lost := "".join(sign for sign in lacking(said) if sign not in covered(said)):
        letters = " ".join(lost[:8])
        raise ReportError(f"chart {id}: the font of pictures has no letters {letters}; export the others with --only")


def _composed(words: tuple[Inlines, Inlines, Inlines, Inlines], plot: Drawing, colours: Colours) -> Drawing:
    """Return `plot` between claim and subtitle above, and note and sources below."""
    title, subtitle, note, sources = words
    rule = segment((MARGIN, MARGIN), (WIDTH - MARGIN, MARGIN), colours.ink, RULE)
    head, at = _column(((title, TITLE, colours.ink), (subtitle, SUBTITLE, colours.muted)), MARGIN + 8)
    marks = (replace(mark, shapes=tuple(moved(shape, MARGIN, at + 8) for shape in mark.shapes)) for mark in plot.marks)
    foot, end = _column(((note, SMALL, colours.muted), (sources, SMALL, colours.muted)), at + 8 + plot.height + 10)
    return Drawing(WIDTH, end + MARGIN - 4, (Mark("", (rule, *head)), *marks, Mark("", foot)))


def _column(
    parts: tuple[tuple[Inlines, tuple[float, float, int], str], ...], top: float
) -> tuple[tuple[Run, ...], float]:
    """Return lines of text one below the other from `top`, and where they end."""
    runs: list[Run] = []
    for inlines, (size, leading, weight), colour in parts:
        for line in _wrapped(plain(inlines), size, weight):
            runs.append(Run(MARGIN, top + 0.8 * leading, line, size, colour, weight))
            top += leading
        top += 3 if inlines else 0
    return tuple(runs), top


def _wrapped(text: str, size: float, weight: int) -> tuple[str, ...]:
    """Return `text` in as few lines as fit between the margins, of about the same length: no word stands alone."""
    width = INNER
    lines = filled_lines(text, size, weight, width)
    while (narrower := filled_lines(text, size, weight, width - STEP)) and len(narrower) == len(lines) > 1:
        lines, width = narrower, width - STEP
    return lines


# ── Letters ──────────────────────────────────────────────────────────────────────────────────────


class _Outline(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Collects what a glyph draws as vertices and codes of a matplotlib path."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.vertices: list[tuple[float, float]] = []
        self.codes: list[int] = []

    def _add(self, code: int, *points: tuple[float, float]) -> None:
        self.vertices += points
        self.codes += [code] * len(points)

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the pen protocol of fontTools
        self._add(int(Path.MOVETO), pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add(int(Path.LINETO), pt)

    def _qCurveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float]) -> None:  # noqa: N802
        self._add(int(Path.CURVE3), pt1, pt2)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._add(int(Path.CURVE4), pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._add(int(Path.CLOSEPOLY), (0, 0))


@dataclass(frozen=True)
class _Glyph:
    """A letter at the size of its em."""

    path: Path | None
    width: float


@cache
def _font(family: str, theme_folder: str, weight: int) -> TTFont:
    return TTFont(upright(family, theme_folder, weight).path, lazy=True)


@cache
def _glyph(family: str, theme_folder: str, letter: str, weight: int) -> _Glyph:
    font = _font(family, theme_folder, weight)
    glyphs = font.getGlyphSet(location={"wght": weight} if "fvar" in font else None)
    name = font.getBestCmap().get(ord(letter), ".notdef")
    pen = _Outline(glyphs)
    glyphs[name].draw(pen)
    scale = 1 / font["head"].unitsPerEm
    path = Path([(x * scale, y * scale) for x, y in pen.vertices], pen.codes) if pen.codes else None
    return _Glyph(path, glyphs[name].width * scale)


def _glyphs(family: str, run: Run) -> Iterator[_Glyph]:
    """Yield what `run` is drawn with, from left to right: letters one by one, stretches of other scripts whole."""
    for each, _ in run.parts():
        if each.script is None:
            yield from (_glyph(family, text_family()[1], letter, run.weight) for letter in each.text)
        else:
            letters = shaped(each.text, each.script, run.weight, figures=each.figures)
            yield _Glyph(_path(letters.outline), letters.width)


CODES = {"M": Path.MOVETO, "L": Path.LINETO, "Q": Path.CURVE3, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}


def _path(outline: Iterable[Command]) -> Path | None:
    """Return an outline as a matplotlib path; None for nothing but spaces."""
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for letter, points in outline:
        pairs = list(zip(points[::2], points[1::2], strict=True)) or [(0.0, 0.0)]
        vertices += pairs
        codes += [int(CODES[letter])] * len(pairs)
    return Path(vertices, codes) if codes else None


class _Outlined(Sheet):
    """A drawing whose letters are outlines."""

    def draw_shape(self, renderer: RendererBase, shape: Shape) -> None:
        """Draw text as one path; everything else as on any sheet."""
        if not isinstance(shape, Run):
            super().draw_shape(renderer, shape)
            return
        at, paths = 0.0, []
        for glyph in _glyphs(self.family, shape):
            if glyph.path is not None:
                paths.append(Affine2D().translate(at, 0).transform_path(glyph.path))
            at += glyph.width
        if paths:
            text = Affine2D().scale(shape.size, -shape.size).translate(shape.x, shape.y)
            self.draw_filled(renderer, Path.make_compound_path(*paths), text, shape.colour)


class _Pixels(_Outlined):
    """The same for pixels, which show no dashes without length: dots become discs."""

    def draw_shape(self, renderer: RendererBase, shape: Shape) -> None:
        """Draw rows of dots as discs; everything else as outlined."""
        if isinstance(shape, Lines) and shape.round_ends and shape.dashes[:1] == (0,):
            centres = tuple(spot for run in shape.runs for spot in _along(run, sum(shape.dashes)))
            shape = Discs(centres, shape.width / 2, shape.stroke)
        super().draw_shape(renderer, shape)


def _along(run: tuple[XY, ...], step: float) -> tuple[XY, ...]:
    """Return spots `step` points apart on a level line."""
    (start, y), (end, _) = run[0], run[-1]
    return tuple((start + n * step, y) for n in range(int((end - start) / step) + 1))


def _figure(drawing: Drawing, theme: Theme, sheet: type[Sheet]) -> Figure:
    """Return a figure of the size of `drawing` on paper, 72 dots an inch."""
    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=72, facecolor=theme.colours.paper)
    figure.add_artist(sheet(drawing, theme.fonts.text))
    return figure


def picture_svg(shown: Picture, theme: Theme) -> bytes:
    """Return the picture as an SVG file; `<title>` holds the alternative text."""
    buffer = io.BytesIO()
    with rc_context(SETTINGS), measured_in(theme):
        FigureCanvasSVG(_figure(shown.drawing, theme, _Outlined)).print_svg(
            buffer, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    svg = tidied(buffer.getvalue(), shown.id, shown.alt, shown.drawing)
    short = re.sub(r' d="[^"]*"', lambda path: _LONG.sub(r"\1", path[0]), svg)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{short}\n'.encode()


def picture_png(shown: Picture, theme: Theme) -> bytes:
    """Return the picture as a PNG, `PIXELS` wide."""
    buffer = io.BytesIO()
    with rc_context(SETTINGS), measured_in(theme):
        figure = _figure(shown.drawing, theme, _Pixels)
        figure.set_dpi(PIXELS / (WIDTH / 72))
        FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None, "Description": shown.alt})
    return buffer.getvalue()
