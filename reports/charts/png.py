"""A strip of dots as a PNG, for Word and PowerPoint, which have no chart of that kind; drawn without matplotlib.

Importing matplotlib takes half a second, and a strip holds nothing but discs and rings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image, ImageChops, ImageDraw

from reports.charts.drawing import Discs, Drawing
from reports.charts.mark_values import check_drawable
from reports.charts.pen import Pen
from reports.charts.registry import KINDS
from reports.document import ChartSpec
from reports.errors import InternalError
from reports.theme.definition import Colours, Theme

FINE = 8
"""Each pixel of a disc is drawn as FINE × FINE and averaged, for smooth edges."""
POINTS_PER_INCH = 72


def draw_png(spec: ChartSpec, theme: Theme, width_pt: float, dpi: int = 200, *, on_ink: bool = False) -> bytes:
    """Return the plot of `spec` as a PNG of `width_pt` × `dpi`, without background; for dots, which hold no text.

    `on_ink` takes the colours for a dark page. The picture says its resolution, so its size in points follows.

    Raises:
        InternalError: the kind holds text, or has a native chart.
    """
    if KINDS[spec.kind].has_native:
        raise InternalError(f"chart {spec.id}: a {spec.kind} chart is never a picture of pixels")
    check_drawable(spec)
    pen = Pen(_on_ink(theme.colours) if on_ink else theme.colours, 1)
    picture = _painted(KINDS[spec.kind].draw(spec, pen, width_pt), dpi / POINTS_PER_INCH)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


def _on_ink(colours: Colours) -> Colours:
    return replace(
        colours,
        focus=colours.focus_on_ink,
        context=colours.context_on_ink,
        primary=colours.mark_on_ink,
        paper=colours.ink,
    )


def _painted(drawing: Drawing, scale: float) -> Image.Image:
    """Return `drawing` at `scale` pixels a point, on nothing."""
    size = (int(drawing.width * scale), int(drawing.height * scale))
    picture = Image.new("RGBA", size)
    for discs in _discs(drawing):
        line = discs.width if discs.stroke else 0
        outer, inner = discs.radius + line / 2, max(discs.radius - line / 2, 0)
        if discs.stroke:
            cover = _cover(discs, outer, size, scale)
            picture.alpha_composite(_tinted(discs.stroke, cover))
        if discs.fill:
            picture.alpha_composite(_tinted(discs.fill, _cover(discs, inner if line else discs.radius, size, scale)))
    return picture


def _discs(drawing: Drawing) -> Iterator[Discs]:
    for mark in drawing.marks:
        for shape in mark.shapes:
            if not isinstance(shape, Discs):
                raise InternalError(f"a picture of pixels holds discs only, not {type(shape).__name__}")
            yield shape


def _cover(discs: Discs, radius: float, size: tuple[int, int], scale: float) -> Image.Image:
    """Return how much of each pixel the discs cover, 0…255."""
    cover = Image.new("L", size)
    for x, y in discs.centres:
        left, top = int((x - radius) * scale) - 1, int((y - radius) * scale) - 1
        side = int(2 * radius * scale) + 4
        fine = Image.new("L", (side * FINE, side * FINE))
        middle = ((x * scale - left) * FINE, (y * scale - top) * FINE)
        ImageDraw.Draw(fine).circle(middle, radius * scale * FINE, fill=255)
        place = (left, top, left + side, top + side)
        cover.paste(ImageChops.lighter(fine.reduce(FINE), cover.crop(place)), place)
    return cover


def _tinted(colour: str, cover: Image.Image) -> Image.Image:
    """Return a plane of `colour` (#RRGGBB) with `cover` as its opacity."""
    plane = Image.new("RGBA", cover.size, colour)
    plane.putalpha(cover)
    return plane
