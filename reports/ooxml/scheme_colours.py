"""Colours of Office files as numbers: what a colour element shows, how far two colours differ (ECMA-376 part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import LAYOUT, MASTER, THEME, A, P, local

RGB = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""
BLACK: RGB = (0.0, 0.0, 0.0)
WHITE: RGB = (1.0, 1.0, 1.0)
PRESET: Mapping[str, RGB] = {
    "black": BLACK, "white": WHITE, "red": (1, 0, 0), "green": (0, 0.5, 0), "blue": (0, 0, 1), "gray": (0.5, 0.5, 0.5),
    "yellow": (1, 1, 0), "orange": (1, 0.65, 0), "navy": (0, 0, 0.5), "silver": (0.75, 0.75, 0.75),
}  # fmt: skip
"""The preset colours (20.1.10.48) that templates use; any other counts as grey."""
USUAL_MAP: Mapping[str, str] = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


def rgb(text: str) -> RGB:
    """Return 'RRGGBB', with or without '#', as numbers; grey where it is none."""
    digits = text.lstrip("#")
    try:
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return PRESET["gray"]
    return red, green, blue


def hex_of(colour: RGB) -> str:
    """Return a colour as '#RRGGBB'."""
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02X}" for part in colour)


def luminance(colour: RGB) -> float:
    """Return the relative luminance, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = map(_light, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _light(part: float) -> float:
    """Return the share of light that a share of a channel stands for (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _in_light(colour: RGB, share: float, more: float) -> RGB:
    """Return a colour with a share of its light, and so much light more, as Office mixes shades and tints."""
    light = (_light(part) * share + more for part in colour)
    red, green, blue = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in light)
    return red, green, blue


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """Return `one` with so much of `other` in it, from 0 to 1."""
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def modified(colour: RGB, changes: Iterable[tuple[str, float]]) -> RGB:
    """Return a colour after its transforms in their order (20.1.2.3): names such as 'lumMod' with their share."""
    for name, share in changes:
        hue, light, colourful = colorsys.rgb_to_hls(*colour)
        match name:
            case "lumMod":
                colour = colorsys.hls_to_rgb(hue, min(light * share, 1), colourful)
            case "lumOff":
                colour = colorsys.hls_to_rgb(hue, min(max(light + share, 0), 1), colourful)
            case "satMod":
                colour = colorsys.hls_to_rgb(hue, light, min(colourful * share, 1))
            case "hueOff":  # in 60000ths of a degree, so that a share of 216 is the whole circle
                colour = colorsys.hls_to_rgb((hue + share / 216) % 1, light, colourful)
            case "shade":
                colour = _in_light(colour, share, 0.0)
            case "tint":
                colour = _in_light(colour, share, 1 - share)
            case _:
                pass
    return colour


@dataclass(frozen=True, eq=False)
class Scheme:
    """The colours of a theme, as a master or layout names them; each reading is one of its own."""

    colours: Mapping[str, RGB]
    """By the names of the theme: dk1, lt1, dk2, lt2, accent1 to accent6, hlink, folHlink."""
    names: Mapping[str, str]
    """The master's name of a colour to that of the theme (19.3.1.6)."""

    def __getitem__(self, name: str) -> RGB:
        """Return the colour that `name`, such as 'tx1' or 'accent1', stands for."""
        place = self.names.get(name, USUAL_MAP.get(name, name))
        return self.colours.get(place, self.colours.get(name, BLACK))

    def shown(self, parent: Element | None, instead: RGB | None = None) -> RGB | None:
        """Return what the colour element below `parent` shows; None where there is none.

        `instead` is what the placeholder colour of a style stands for.
        """
        found = (self.value(each, instead) for each in (parent if parent is not None else ()))
        return next((each for each in found if each is not None), None)

    def value(self, colour: Element, instead: RGB | None = None) -> RGB | None:
        """Return what a colour element shows; None where it is none."""
        value = colour.get("val", "")
        changes = [(local(one), float(one.get("val", "0")) / 100_000) for one in colour if one.get("val")]
        match local(colour):
            case "srgbClr":
                return modified(rgb(value), changes)
            case "sysClr":
                return modified(rgb(colour.get("lastClr", "FFFFFF" if value == "window" else "000000")), changes)
            case "schemeClr":
                return modified(instead if value == "phClr" and instead else self[value], changes)
            case "prstClr":
                return modified(PRESET.get(value, PRESET["gray"]), changes)
            case "scrgbClr":
                linear = [float(colour.get(part, "0")) / 100_000 for part in "rgb"]
                return modified((linear[0] ** (1 / 2.2), linear[1] ** (1 / 2.2), linear[2] ** (1 / 2.2)), changes)
            case _:
                return None


def scheme_of(theme: Element | None, colour_map: Element | None) -> Scheme:
    """Return the colours of a theme part under the names of a p:clrMap; black on white where there is no theme."""
    listed = theme.find(f"{A}themeElements/{A}clrScheme") if theme is not None else None
    plain = Scheme({}, {})
    colours = {local(each): plain.shown(each) or BLACK for each in listed} if listed is not None else {}
    names = {str(key): str(value) for key, value in colour_map.attrib.items()} if colour_map is not None else {}
    return Scheme({"dk1": BLACK, "lt1": WHITE, **colours}, names)


def scheme_behind(package: Package, part: str) -> Scheme:
    """Return the colours that drawings in `part` name: those of the theme of its slide master, or of the Word file."""
    layout = package.related(part, LAYOUT)
    master = package.related(layout, MASTER) if layout else ""
    theme = package.related(master or package.main, THEME)
    above = [package.tree(name) for name in (part, layout, master) if master and name in package.parts]
    ways = (f"{P}clrMapOvr/{A}overrideClrMapping", f"{P}clrMap")
    maps = (found for way in ways for each in above if (found := each.find(way)) is not None)
    return scheme_of(package.tree(theme) if theme in package.parts else None, next(maps, None))
