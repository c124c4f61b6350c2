"""A drawing as a matplotlib artist, for pictures that leave the reports: it goes to any of matplotlib's renderers."""

from __future__ import annotations

from typing import assert_never

from lxml import etree
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from reports.charts.drawing import XY, Discs, Drawing, Lines, Mark, Run, Shape

SVG = "{http://www.w3.org/2000/svg}"
SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "reports", "path.simplify": False}
_CIRCLE = Path.unit_circle()


class Sheet(Artist):
    """A drawing as one matplotlib artist, which hands its shapes to whichever renderer asks."""

    def __init__(self, drawing: Drawing, family: str) -> None:
        super().__init__()
        self.drawing, self.family = drawing, family

    def draw(self, renderer: RendererBase) -> None:
        """Draw every mark in a group of its own, in reading order."""
        for place, mark in enumerate(self.drawing.marks):
            renderer.open_group("mark", gid=f"mark-{place}")
            for shape in mark.shapes:
                self.draw_shape(renderer, shape)
            renderer.close_group("mark")

    def draw_shape(self, renderer: RendererBase, shape: Shape) -> None:
        """Draw one shape."""
        down = self._down(renderer)
        context = renderer.new_gc()
        match shape:
            case Lines(runs, stroke, width, fill, dashes, closed, round_ends):
                _stroke(context, stroke, width, dashes, round_ends=round_ends)
                if not runs:
                    return
                path = Path.make_compound_path(*(_outline(run, closed=closed) for run in runs))
                renderer.draw_path(context, path, down, _rgb(fill))
            case Discs(centres, radius, fill, stroke, width):
                _stroke(context, stroke, width, ())
                for x, y in centres:
                    at = Affine2D().scale(radius).translate(x, y) + down
                    renderer.draw_path(context, _CIRCLE, at, _rgb(fill))
            case Run(x, y, text, size, colour, weight):
                context.set_foreground(colour)
                look = FontProperties(family=self.family, weight=weight, size=size)
                renderer.draw_text(context, x, y, text, look, 0)
            case _:
                assert_never(shape)
        context.restore()

    def _down(self, renderer: RendererBase) -> Affine2D:
        """Return the way from points downwards to pixels upwards."""
        scale = float(renderer.points_to_pixels(1))  # type: ignore[arg-type]
        return Affine2D().scale(scale, -scale).translate(0, self.drawing.height * scale)

    def draw_filled(self, renderer: RendererBase, path: Path, within: Affine2D, colour: str) -> None:
        """Draw `path`, which `within` brings to points from the upper left corner, filled and without outline."""
        context = renderer.new_gc()
        _stroke(context, "", 0, ())
        renderer.draw_path(context, path, within + self._down(renderer), _rgb(colour))
        context.restore()


def _rgb(colour: str) -> tuple[float, float, float] | None:
    """Return a colour as matplotlib's renderers take it; None where there is none."""
    if not colour:
        return None
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _stroke(
    context: GraphicsContextBase, colour: str, width: float, dashes: tuple[float, ...], *, round_ends: bool = False
) -> None:
    context.set_linewidth(width if colour else 0)
    context.set_capstyle("round" if round_ends else "butt")
    context.set_joinstyle("miter")
    if colour:
        context.set_foreground(colour)
    if dashes:
        context.set_dashes(0, dashes)


def _outline(run: tuple[XY, ...], *, closed: bool) -> Path:
    return Path((*run, run[0]), closed=True) if closed else Path(run)


def tidied(svg: bytes, id: str, alt: str, drawing: Drawing) -> str:
    """Return the element alone: alternative text first, marks named, ids of our own, no metadata, no style sheet.

    A style sheet inside an inline SVG would reach the whole page; a page with two charts may hold no id twice.
    """
    root = etree.fromstring(svg)
    for child in (*root.findall(f"{SVG}metadata"), *root.findall(f"{SVG}defs")):
        root.remove(child)  # no shape of ours refers to a definition
    title = etree.Element(f"{SVG}title")
    title.text = alt
    root.insert(0, title)
    names = {f"mark-{place}": mark for place, mark in enumerate(drawing.marks)}
    number = 0
    for element in root.iter(f"{SVG}g"):
        mark = names.get(str(element.attrib.pop("id", "")))
        if mark is not None and mark.fact_id:
            number += 1
            _name(element, mark, f"chart-{id}-{number}")
    root.attrib.pop("version", "")
    for key, value in (("role", "img"), ("id", f"chart-{id}"), *_INHERITED):
        root.set(key, value)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


_INHERITED = (("stroke-linejoin", "round"), ("stroke-linecap", "butt"))


def _name(element: etree._Element, mark: Mark, id: str) -> None:
    for key, value in (("id", id), ("data-fact", mark.fact_id), ("data-value", mark.value)):
        element.set(key, value)
