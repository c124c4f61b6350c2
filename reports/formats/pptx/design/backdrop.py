"""What text on a slide stands on: background, bands and pictures of layout and master, painted small to read their colours."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin
from typing import TYPE_CHECKING

from reports.formats.pptx.design.shape_outline import outline_of
from reports.formats.pptx.design.template_model import FoundLayout, Template
from reports.formats.pptx.design.text_inheritance import box_of
from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import THEME, A, P, R, local, opened, placeholder, shapes_of
from reports.ooxml.scheme_colours import RGB, luminance
from reports.theme.definition import Box

if TYPE_CHECKING:
    from PIL import Image

Shapes = tuple[tuple[str, str], ...]
"""Shapes of a template: the part of each, and its id there."""
ACROSS = 192
"""Pixels that a slide is wide."""
RARE = 0.04
"""Share of a box that its rarest colours may have together and still be lines and edges, not what words stand on."""
EDGE = 1.5
"""Pixels along the edges of a box that may show what lies beside it."""
SHADES = 64
"""Steps in which a gradient is painted."""
LIGHTS = 20
"""Steps of light and dark in which the colours of a photograph are told apart, which are very many."""
STEPS = 16
"""Of each of red, green and blue, in which colours are counted."""


@dataclass(frozen=True, eq=False)
class Backdrop:
    """A layout, painted without placeholders; each painting is one of its own, so that what is read of it can be kept."""

    picture: Image.Image
    scale: float
    """Pixels a point."""

    @lru_cache(maxsize=4096)  # noqa: B019  paintings are few, and kept as long as their template
    def colours(self, box: Box) -> tuple[RGB, ...]:
        """Return the colours below `box`; rare ones are left out. The most frequent is the first, unless they are many."""
        (left, right), (top, bottom) = (
            self._range(box.x, box.w, self.picture.width),
            self._range(box.y, box.h, self.picture.height),
        )
        if left >= right or top >= bottom:
            return ((1.0, 1.0, 1.0),)
        found = self.picture.crop((left, top, right, bottom)).getcolors(self.picture.width * self.picture.height) or []
        groups: dict[tuple[int, ...], list[tuple[int, tuple[int, ...]]]] = {}
        for count, pixel in found:
            assert isinstance(pixel, tuple), "the picture is RGB"
            groups.setdefault(tuple(part // STEPS for part in pixel), []).append((count, pixel))
        sizes = sorted(((sum(n for n, _ in each), each) for each in groups.values()), key=lambda pair: -pair[0])
        whole, seen, kept = sum(size for size, _ in sizes), 0, []
        for size, each in sizes:
            if seen < (1 - RARE) * whole:
                kept.append(_mean(each, size))
            seen += size
        return tuple(
            kept if len(kept) <= SHADES else {round(luminance(each) * SHADES): each for each in kept[::-1]}.values()
        )

    def _range(self, start: float, length: float, end: int) -> tuple[int, int]:
        """Return the pixels from `start` on, in points, without those at an edge that may show what lies beside it."""
        first, last = start * self.scale, (start + length) * self.scale
        beside = min(EDGE, (last - first) / 4)
        first, last = first + beside, last - beside
        left = max(int(first), 0)
        return left, min(max(int(last), left + 1), end)


def _mean(pixels: Sequence[tuple[int, tuple[int, ...]]], count: int) -> RGB:
    red, green, blue = (sum(n * pixel[at] for n, pixel in pixels) / count / 255 for at in range(3))
    return red, green, blue


@lru_cache(maxsize=64)
def backdrop(template: Template, part: str, only: Shapes | None = None) -> Backdrop:
    """Return the layout `part` of `template` without placeholders; of its shapes `only` these where they are given."""
    found = next(each for each in (*template.layouts, *template.masters) if each.part == part)
    return _Painter(template, found, only).paint()


class _Painter:
    """Paints one layout."""

    def __init__(self, template: Template, found: FoundLayout, only: Shapes | None) -> None:
        from PIL import Image

        self.package: Package = _package(template.data)
        self.found, self.scheme, self.only = found, found.scheme, only
        self.scale = ACROSS / template.width
        size = (ACROSS, max(round(template.height * self.scale), 1))
        self.picture = Image.new("RGB", size, _pixel(self.scheme["bg1"]))
        self.whole = Box(0, 0, template.width, template.height)

    def paint(self) -> Backdrop:
        layout, master = self.package.tree(self.found.part), self.package.tree(self.found.master)
        own = layout.find(f"{P}cSld/{P}bg")
        part = self.found.part if own is not None else self.found.master
        ground = own if own is not None else master.find(f"{P}cSld/{P}bg")
        if ground is not None:
            self.ground(ground, part)
        if self.found.part != self.found.master and layout.get("showMasterSp", "1") not in ("0", "false"):
            self.shapes(master, self.found.master)
        self.shapes(layout, self.found.part)
        return Backdrop(self.picture, self.scale)

    def ground(self, ground: Element, part: str) -> None:
        inside = ground.find(f"{P}bgPr")
        if inside is not None:
            self.fill(inside, part, self.whole, None)
            return
        reference = ground.find(f"{P}bgRef")
        if reference is None:
            return
        index, colour = int(reference.get("idx", "0")), self.scheme.shown(reference)
        self.styled("bgFillStyleLst" if index > 1000 else "fillStyleLst", index % 1000, colour, self.whole)

    def styled(self, group: str, index: int, colour: RGB | None, box: Box) -> None:
        """Paint with fill number `index`, from 1, of the theme."""
        name = self.package.related(self.found.master, THEME)
        theme = self.package.root(name)
        listed = theme.find(f".//{A}fmtScheme/{A}{group}") if theme is not None else None
        if listed is not None and 0 < index <= len(listed):
            holder = listed[index - 1]
            self.one_fill(holder, name, box, colour, None)

    def shapes(self, tree: Element, part: str) -> None:
        for shape in shapes_of(tree):
            if placeholder(shape) is None and self.is_shown(shape, part):
                self.shape(shape, part)

    def is_shown(self, shape: Element, part: str) -> bool:
        about = next(shape.iter(f"{P}cNvPr"), None)
        return self.only is None or (about is not None and (part, about.get("id", "")) in self.only)

    def shape(self, shape: Element, part: str) -> None:
        box, kind = box_of(shape), local(shape)
        if box is None or box.w * box.h <= 0:
            return
        if kind == "grpSp":
            for each in shape:
                if local(each) in ("sp", "pic", "grpSp"):
                    self.shape(_moved(each, shape, box), part)
        elif kind == "pic" and (blip := shape.find(f"{P}blipFill")) is not None:
            self.one_fill(blip, part, box, None, shape.find(f"{P}spPr"))
        elif kind == "sp" and (inside := shape.find(f"{P}spPr")) is not None:
            self.plain_shape(shape, inside, part, box)

    def plain_shape(self, shape: Element, inside: Element, part: str, box: Box) -> None:
        """Paint a shape with its own fill, else with that of its style."""
        reference = shape.find(f"{P}style/{A}fillRef")
        if not self.fill(inside, part, box, inside) and reference is not None:
            self.styled("fillStyleLst", int(reference.get("idx", "0")), self.scheme.shown(reference), box)

    def fill(self, holder: Element, part: str, box: Box, form: Element | None) -> bool:
        """Paint with the fill that `holder` spells out; return whether there is one."""
        return any(self.one_fill(each, part, box, None, form) for each in holder)

    def one_fill(self, each: Element, part: str, box: Box, instead: RGB | None, form: Element | None) -> bool:
        """Paint with one fill; return whether it is one, if only none at all."""
        match local(each):
            case "solidFill":
                self.plain(self.scheme.shown(each, instead), box, form, _alpha(each))
            case "pattFill":
                self.plain(self.scheme.shown(each.find(f"{A}bgClr"), instead), box, form, 1.0)
            case "gradFill":
                self.cover(self.gradient(each, box, instead), box, form, 1.0)
            case "blipFill" if picture := self.blip(each, part, box):
                self.cover(picture, box, form, 1.0)
            case "noFill" | "blipFill":
                pass
            case _:
                return False
        return True

    def plain(self, colour: RGB | None, box: Box, form: Element | None, alpha: float) -> None:
        from PIL import Image

        if colour:
            self.cover(Image.new("RGB", self.size(box), _pixel(colour)), box, form, alpha)

    def size(self, box: Box) -> tuple[int, int]:
        return max(round(box.w * self.scale), 1), max(round(box.h * self.scale), 1)

    def gradient(self, fill: Element, box: Box, instead: RGB | None) -> Image.Image:
        from PIL import Image

        stops = sorted(
            (int(each.get("pos", "0")) / 100_000, self.scheme.shown(each, instead) or self.scheme["bg1"])
            for each in fill.iterfind(f"{A}gsLst/{A}gs")
        )
        line = fill.find(f"{A}lin")
        angle = radians(int(line.get("ang", "0")) / 60_000) if line is not None else radians(45)
        wide, tall = self.size(box)
        across, down = abs(cos(angle)), abs(sin(angle))
        shades = [_pixel(_between(stops, at / SHADES)) for at in range(SHADES + 1)]
        whole = (across * wide + down * tall or 1) / SHADES
        made = Image.new("RGB", (wide, tall))
        made.putdata([shades[int((across * x + down * y) / whole)] for y in range(tall) for x in range(wide)])
        return made

    def blip(self, fill: Element, part: str, box: Box) -> Image.Image | None:
        from PIL import Image, UnidentifiedImageError

        blip = fill.find(f"{A}blip")
        relation = self.package.relations(part).get(blip.get(f"{R}embed", "")) if blip is not None else None
        data = self.package.parts.get(relation.target) if relation else None
        if data is None:
            return None
        try:
            picture: Image.Image = Image.open(io.BytesIO(data))
            if picture.mode.startswith("I"):  # 16 bits a pixel, which a conversion would clip
                picture = picture.convert("I").point(lambda value: value / 256).convert("L")
            return picture.convert("RGBA").resize(self.size(box))
        except (UnidentifiedImageError, OSError, ValueError):
            return None  # a drawing such as EMF, which only an office program can show

    def cover(self, over: Image.Image, box: Box, form: Element | None, alpha: float) -> None:
        """Lay `over` onto the picture at `box`, cut to the form of the shape."""
        from PIL import Image, ImageChops, ImageDraw

        mask = Image.new("L", over.size, round(255 * alpha))
        if over.mode == "RGBA":
            mask = over.getchannel("A")
        if form is not None and (outline := outline_of(form, over.size)):
            cut = Image.new("L", over.size, 0)
            for path in outline:
                part = Image.new("L", over.size, 0)
                ImageDraw.Draw(part).polygon(path, fill=round(255 * alpha))
                cut = ImageChops.difference(cut, part)  # a path within a path is a hole
            mask = cut
        self.picture.paste(over.convert("RGB"), (round(box.x * self.scale), round(box.y * self.scale)), mask)


@lru_cache(maxsize=4)
def _package(data: bytes) -> Package:
    return opened(data)


def _pixel(colour: RGB) -> tuple[int, int, int]:
    return round(colour[0] * 255), round(colour[1] * 255), round(colour[2] * 255)


def _alpha(fill: Element) -> float:
    found = next(fill.iter(f"{A}alpha"), None)
    return int(found.get("val", "100000")) / 100_000 if found is not None else 1.0


def _between(stops: Sequence[tuple[float, RGB]], at: float) -> RGB:
    if not stops:
        return 1.0, 1.0, 1.0
    before = max((stop for stop in stops if stop[0] <= at), default=stops[0])
    after = min((stop for stop in stops if stop[0] >= at), default=stops[-1])
    span = after[0] - before[0]
    share = (at - before[0]) / span if span else 0.0
    red, green, blue = (a + (b - a) * share for a, b in zip(before[1], after[1], strict=True))
    return red, green, blue


def _moved(shape: Element, group: Element, box: Box) -> Element:
    """Return a copy of a shape in a group at its place on the slide (20.1.7.5: child offset and extents)."""
    made = deepcopy(shape)
    frame = group.find(f"{P}grpSpPr/{A}xfrm")
    start, size = (frame.find(A + tag) if frame is not None else None for tag in ("chOff", "chExt"))
    inner = made.find(f"{P}grpSpPr/{A}xfrm" if local(made) == "grpSp" else f"{P}spPr/{A}xfrm")
    if start is None or size is None or inner is None:
        return made
    wide, tall = int(size.get("cx", "0")) or 1, int(size.get("cy", "0")) or 1
    kx, ky = box.w * 12700 / wide, box.h * 12700 / tall
    place, extent = inner.find(f"{A}off"), inner.find(f"{A}ext")
    if place is not None and extent is not None:
        place.set("x", str(round(box.x * 12700 + (int(place.get("x", "0")) - int(start.get("x", "0"))) * kx)))
        place.set("y", str(round(box.y * 12700 + (int(place.get("y", "0")) - int(start.get("y", "0"))) * ky)))
        extent.set("cx", str(round(int(extent.get("cx", "0")) * kx)))
        extent.set("cy", str(round(int(extent.get("cy", "0")) * ky)))
    return made
