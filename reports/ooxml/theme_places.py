"""Which place of an Office theme holds which colour of a report, and any other colour as a tint of one of these.

A designer's palette and a user's change of theme reach what names its colours so. A mark is painted in a colour by role,
or in one on paper at so many per cent of its strength; both are found again here from how they look.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import fields, replace

from reports.ooxml.scheme_colours import hex_of, modified, rgb
from reports.theme.definition import Colours, Paint

Places = Mapping[str, str]
"""Colours by role, to the names that drawings give to places of the theme (20.1.10.54 ST_SchemeColorVal)."""
WORD: Places = {
    "ink": "tx1", "paper": "bg1", "muted": "tx2", "panel": "bg2", "primary": "accent1", "focus": "accent2",
    "context": "accent3", "hairline": "accent4", "panel-rule": "accent5", "swatch": "accent6",
}  # fmt: skip
SLIDES: Places = {
    "ink": "tx1", "paper": "bg1", "muted": "tx2", "panel": "bg2", "primary": "accent1", "focus": "accent2",
    "context": "accent3", "hairline": "accent4", "primary-tint": "accent5", "focus-tint": "accent6",
}  # fmt: skip
_IN_WORD = {"tx1": "text1", "bg1": "background1", "tx2": "text2", "bg2": "background2"}
_PARENTS = {"primary-tint": "primary", "focus-tint": "focus", "swatch": "muted", "panel-rule": "panel"}
"""Roles that not every theme has a place for, and the one that each is a tint of."""
_PALED = ("primary", "focus", "context", "ink", "muted")
"""Roles of marks, which stand paler where they say less."""
_OFF = 1.5 / 255
"""How far a channel may be off, so that nobody sees it."""
_AMID = 0.3 / 255
"""Aimed so far above a channel, so that programs which cut off and programs which round come to the same."""
PERCENT, DEGREE = 100_000, 60_000
"""In the units of DrawingML (20.1.10.40 ST_Percentage, 20.1.10.3 ST_Angle)."""


def word_name(place: str) -> str:
    """Return what Word calls a place of the theme in the look of its text (17.18.97 ST_ThemeColor)."""
    return _IN_WORD.get(place, place)


def own_paints(colours: Colours, places: Places) -> dict[str, Paint]:
    """Return the colours of our own theme by role, those that have one of `places`."""
    return {role: Paint(colours[role], place) for role, place in places.items()}


def paint_of(colour: str, colours: Colours, paints: Mapping[str, Paint]) -> Paint | None:
    """Return how the theme says `colour`, '#RRGGBB', one of `colours` or a tint of one; None where it cannot.

    `paints` are the colours by role as the theme has them.
    """
    roles = [each.name.replace("_", "-") for each in fields(colours) if colours[each.name] == colour]
    for role in roles:
        if role in paints and paints[role].scheme:
            return paints[role]
    parents = [_PARENTS[role] for role in roles if role in _PARENTS]
    parents += [role for role in _PALED if not roles and _is_paler(colour, colours[role], colours.paper)]
    tints = (tint_of(paints[role], colour) for role in parents if role in paints and paints[role].scheme)
    return next((each for each in tints if each), None)


def _is_paler(colour: str, hue: str, paper: str) -> bool:
    """Return whether `colour` is `hue` on paper at so many whole per cent of its strength."""
    mixed, full, none = rgb(colour), rgb(hue), rgb(paper)
    channel = max(range(3), key=lambda n: abs(full[n] - none[n]))
    reach = full[channel] - none[channel]
    share = round((mixed[channel] - none[channel]) / reach, 2) if reach else 0
    return 0 < share < 1 and _near(mixed, tuple(a * share + b * (1 - share) for a, b in zip(full, none, strict=True)))


def tint_of(paint: Paint, colour: str) -> Paint | None:
    """Return `colour`, '#RRGGBB', as a change of a colour of the theme; None where no change comes near enough.

    The fewest changes are taken: lightness as PowerPoint's own menu has it, then how vivid it is, then its hue (20.1.2.3).
    """
    hue, light, vivid = colorsys.rgb_to_hls(*rgb(paint.shown))
    turned, lighter, duller = colorsys.rgb_to_hls(*(min(channel + _AMID, 1) for channel in rgb(colour)))
    share = (1 - lighter) / (1 - light) if lighter > light else lighter / max(light, 0.001)
    lightness = (("lumMod", round(share * PERCENT)), ("lumOff", round((1 - share) * PERCENT) if lighter > light else 0))
    dulled = ("satMod", round(duller / vivid * PERCENT) if vivid else PERCENT)
    turn = ("hueOff", round((turned - hue + 0.5) % 1 * 360 * DEGREE) - 180 * DEGREE)
    ways = [tuple(each for each in (*more, *lightness) if each[1]) for more in ((), (dulled,), (turn, dulled))]
    for exact in (True, False):
        for changes in ways:
            shown = changed(paint.shown, changes)
            if shown == rgb(colour) or (not exact and _near(shown, rgb(colour))):
                return replace(paint, shown=colour, more=(*paint.more, *changes))
    return None


def changed(colour: str, changes: tuple[tuple[str, int], ...]) -> tuple[float, float, float]:
    """Return what a colour shows after its transforms."""
    return rgb(hex_of(modified(rgb(colour), ((name, value / PERCENT) for name, value in changes))))


def _near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= _OFF for a, b in zip(one, other, strict=True))
