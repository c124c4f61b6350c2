"""The colours of a design by role: taken from the template's own, each held against what it stands on.

A colour stays a colour of the theme, lightened or darkened in the steps that PowerPoint's own menu has, so that a presenter
who picks another variant recolours the slides; only where the ground is none of the theme is it spelled out.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from reports.ooxml.scheme_colours import RGB, WHITE, Scheme, contrast, hex_of, luminance, mixed, modified
from reports.theme.definition import Colours, Paint

TEXT, LARGE, GRAPHIC = 4.5, 3.0, 3.0
"""Least contrasts (WCAG 2.2, 1.4.3 and 1.4.11)."""
ACCENTS = tuple(f"accent{n}" for n in range(1, 7))
SCHEME = ("tx1", "bg1", "tx2", "bg2", *ACCENTS)
DARKER = ((1.0, 0.0), (0.75, 0.0), (0.5, 0.0), (0.25, 0.0))
DULL = 25
"""Per cent of its lightness at which an accent is nearly black."""
PALER = ((1.0, 0.0), (0.6, 0.4), (0.4, 0.6), (0.2, 0.8))
GREYER = ((0.5, 0.5), (0.65, 0.35), (0.75, 0.25), (0.85, 0.15), (1.0, 0.0))
"""From pale to full, of a dark colour of text."""
DIMMER = ((0.65, 0.0), (0.75, 0.0), (0.85, 0.0), (0.95, 0.0), (1.0, 0.0))
"""From dim to full, of a bright colour of text."""
COLOURFUL = 0.25
"""Saturation from which a colour is no grey."""
APART = 0.08
"""Share of the circle of hues that two colours must differ by, so that one can be told from the other."""
MIDDLE = 0.6
"""Luminance below which a ground is not bright, so that what stands out from it is brighter."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours by role on one ground."""

    paints: Mapping[str, Paint]
    """By the names of `Colours`, written with `-`."""
    colours: Colours
    """The same as `#RRGGBB`, for charts."""
    legible: bool
    """False where the ground is so mixed that nothing can be read on all of it."""
    coloured: bool
    """False where every accent must be taken so far from itself, to be read, that it is a grey."""


@lru_cache(maxsize=4096)
def palette(scheme: Scheme, grounds: tuple[RGB, ...]) -> Palette:
    """Return the roles on `grounds`, all of which they stand on; the first is the largest."""
    made = _Mixer(scheme, grounds)
    paints = made.roles()
    primary = paints["primary"]
    coloured = primary.scheme in ACCENTS and primary.mod > DULL
    return Palette(paints, shown_colours(paints), made.least(made.rgb(paints["ink"])) >= TEXT, coloured)


def shown_colours(paints: Mapping[str, Paint]) -> Colours:
    """Return colours by role as they look."""
    return Colours(**{each.name: paints[each.name.replace("_", "-")].shown for each in fields(Colours)})


def title_paint(scheme: Scheme, grounds: Sequence[RGB], own: RGB | None) -> Paint | None:
    """Return what to paint large words in; None where their own colour can be read on all of `grounds`."""
    shown = own or scheme["tx1"]
    if min(contrast(shown, ground) for ground in grounds) >= LARGE:
        return None
    return _Mixer(scheme, tuple(grounds)).ink()


def legible(colour: RGB, grounds: Sequence[RGB]) -> bool:
    """Return whether words in `colour` can be read on all of `grounds`."""
    return min(contrast(colour, ground) for ground in grounds) >= TEXT


@dataclass(frozen=True, slots=True)
class _Mixer:
    """Finds colours of a scheme that can be read on some grounds."""

    scheme: Scheme
    grounds: tuple[RGB, ...]

    def rgb(self, paint: Paint) -> RGB:
        digits = paint.shown.lstrip("#")
        return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255

    def least(self, colour: RGB, *more: RGB) -> float:
        return min(contrast(colour, ground) for ground in (*self.grounds, *more))

    def paint(self, name: str, mod: float = 1.0, off: float = 0.0) -> Paint:
        """Return a colour of the scheme at a share of its lightness, and something added to it."""
        shown = modified(self.scheme[name], (("lumMod", mod), ("lumOff", off)))
        return Paint(hex_of(shown), name, round(mod * 100), round(off * 100))

    def spelled(self, colour: RGB) -> Paint:
        return Paint(hex_of(colour))

    def ink(self) -> Paint:
        """Return the colour of words: that of the theme where it can be read, else whichever can be read best."""
        first = self.paint("tx1")
        if self.least(self.rgb(first)) >= TEXT:
            return first
        named = [self.paint(name) for name in ("bg1", "tx2", "bg2")]
        plain = [self.spelled((0.0, 0.0, 0.0)), self.spelled((1.0, 1.0, 1.0))]
        ranked = max(named, key=lambda each: self.least(self.rgb(each)))
        return (
            ranked if self.least(self.rgb(ranked)) >= TEXT else max(plain, key=lambda each: self.least(self.rgb(each)))
        )

    def paper(self) -> Paint:
        """Return the ground itself."""
        for name in SCHEME:
            if contrast(self.scheme[name], self.grounds[0]) < 1.02 and _near(self.scheme[name], self.grounds[0]):
                return self.paint(name)
        return self.spelled(self.grounds[0])

    def beside(self, ground: Paint, share: float, ink: Paint) -> Paint:
        """Return the ground with a little of `ink` in it: of panels, rules and swatches."""
        colour, bright = self.rgb(ground), luminance(self.rgb(ground)) > 0.4
        if ground.scheme and not ground.off and ground.mod == 100 and bright:
            return self.paint(ground.scheme, 1 - share)
        if luminance(self.rgb(ink)) < luminance(colour) < MIDDLE:  # dark words on a ground that is not bright
            return self.spelled(mixed(colour, WHITE, share * 2.5))
        return self.spelled(mixed(colour, self.rgb(ink), share))

    def fit(self, names: Sequence[str], steps: Sequence[tuple[float, float]], need: float, *more: RGB) -> Paint | None:
        """Return the first of `names`, in the first of `steps`, that differs enough from the grounds and from `more`."""
        for name in names:
            for mod, off in steps:
                made = self.paint(name, mod, off)
                if self.least(self.rgb(made), *more) >= need:
                    return made
        return None

    def roles(self) -> dict[str, Paint]:
        ink, paper = self.ink(), self.paper()
        dark = luminance(self.grounds[0]) < luminance(self.rgb(ink))
        panel = self.beside(paper, 0.06 if not dark else 0.12, ink)
        below = self.rgb(panel)
        steps, greys = (PALER, DIMMER) if dark else (DARKER, GREYER)
        muted = (self.fit([ink.scheme], greys, TEXT + 0.5, below) if ink.scheme else None) or ink
        context = (self.fit([ink.scheme], greys, GRAPHIC, below) if ink.scheme else None) or ink
        primary = self.accent(ACCENTS, steps, below) or ink
        focus = self.focus(primary, steps, below)
        hairline = self.beside(paper, 0.25, ink)
        tints = {name: self.spelled(mixed(self.grounds[0], self.rgb(paint), 0.22))
                 for name, paint in (("primary-tint", primary), ("focus-tint", focus))}  # fmt: skip
        return {
            "ink": ink, "paper": paper, "muted": muted, "panel": panel, "primary": primary, "focus": focus,
            "context": context, "hairline": hairline, "swatch": self.beside(paper, 0.08, ink), "panel-rule": hairline,
            **tints, "focus-on-ink": focus, "text-on-ink": muted, "context-on-ink": context, "mark-on-ink": primary,
        }  # fmt: skip

    def accent(self, names: Sequence[str], steps: Sequence[tuple[float, float]], below: RGB) -> Paint | None:
        """Return the first colourful accent that words can be set in: as it is if it can be, else a shade of it."""
        colourful = [name for name in names if _saturation(self.scheme[name]) >= COLOURFUL] or list(names)
        return self.fit(colourful, steps[:1], TEXT, below) or self.fit(colourful, steps, TEXT, below)

    def focus(self, primary: Paint, steps: Sequence[tuple[float, float]], below: RGB) -> Paint:
        """Return the accent for the focus: of another hue than `primary`; of another lightness where there is none."""
        hue = _hue(self.rgb(primary))
        others = [name for name in ACCENTS if name != primary.scheme and _apart(_hue(self.scheme[name]), hue) >= APART
                  and _saturation(self.scheme[name]) >= COLOURFUL]  # fmt: skip
        found = self.accent(others, steps, below) if others else None
        if found:
            return found
        rest = list(self.shades(steps, below))
        return max(rest, key=lambda each: contrast(self.rgb(each), self.rgb(primary)), default=primary)

    def shades(self, steps: Sequence[tuple[float, float]], below: RGB) -> Iterator[Paint]:
        for name in (*ACCENTS, "tx2", "tx1"):
            for mod, off in steps:
                made = self.paint(name, mod, off)
                if self.least(self.rgb(made), below) >= TEXT:
                    yield made


def _saturation(colour: RGB) -> float:
    return colorsys.rgb_to_hls(*colour)[2] if 0.02 < luminance(colour) < 0.95 else 0.0


def _hue(colour: RGB) -> float:
    return colorsys.rgb_to_hls(*colour)[0]


def _apart(one: float, other: float) -> float:
    return min(abs(one - other), 1 - abs(one - other))


def _near(one: RGB, other: RGB) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 0.03
