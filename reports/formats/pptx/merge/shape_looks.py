"""How shapes look, in what every program keeps: a save by PowerPoint or LibreOffice alone must not show as an edit.

LibreOffice writes what a text inherits into each run, so each side is resolved: run, shape, layout, master.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

from reports.formats.pptx.merge.looks.deck_theme import Theme, main_master
from reports.ooxml.package import Package
from reports.ooxml.presentationml import LAYOUT, MASTER, THEME, A, P, key_of, local, placeholder
from reports.ooxml.scheme_colours import Scheme, rgb, scheme_behind
from reports.ooxml.wordprocessingml import Element

SCHEME = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
"""The usual colour map of a master (ISO/IEC 29500-1, 19.3.1.6)."""
TRAITS = ("sz", "b", "i", "u", "strike", "baseline")
UNSET = {"b": "0", "i": "0", "u": "none", "strike": "noStrike", "baseline": "0", "sz": "1800"}
TRUE = {"true": "1", "false": "0"}


def digest(text: str) -> str:
    """Return a short digest."""
    return sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a paragraph takes from the lists above it where it says nothing itself."""

    traits: tuple[str, ...]
    """One for each of `TRAITS`."""
    fill: Element | None
    face: str
    """Font, as the theme or the list calls it."""
    aligned: str
    lists: tuple[Element, ...] = ()
    """The properties of its level in these lists, nearest first."""


Levels = Callable[[int], Inherited]
"""What the paragraphs of a text inherit, by their level, from 1."""


@dataclass(frozen=True)
class Setting:
    """What the slides of a layout inherit from."""

    layout: Element | None
    master: Element | None
    colours: dict[str, str]
    """Colours of the theme, RRGGBB in small letters by place."""
    scheme: Scheme
    """The same as drawings name them."""
    fonts: dict[str, str]
    """Fonts of the theme, by what texts call them."""
    known: dict[tuple[str, str], Levels] = field(default_factory=dict, compare=False, repr=False)
    """What the texts of a placeholder inherit, once it has been worked out."""
    filled: dict[tuple[str, str], tuple[Element, ...]] = field(default_factory=dict, compare=False, repr=False)
    """The placeholders of layout and master that a shape fills, likewise."""

    @classmethod
    def of(cls, package: Package, slide: str) -> Setting:
        """Return the setting of the slide part `slide`."""
        layout = package.related(slide, LAYOUT)
        master = package.related(layout, MASTER) if layout in package.parts else ""
        theme = package.related(master, THEME) if master in package.parts else ""
        trees = [package.tree(name) if name in package.parts else None for name in (layout, master, theme)]
        scheme, fonts = scheme_behind(package, slide), _fonts(trees[2])
        return cls(trees[0], trees[1], _colours(trees[2]), scheme, fonts)

    def under(self, theme: Theme) -> Setting:
        """Return the same with the colours and fonts of another theme."""
        colours = {name: each.removeprefix("#") for name, each in theme.colours.items()}
        scheme = Scheme({name: rgb(each) for name, each in colours.items()}, self.scheme.names)
        return Setting(self.layout, self.master, colours, scheme, dict(theme.fonts))

    def levels(self, shape: Element) -> Levels:
        """Return what the paragraphs of `shape` inherit: from its own list style, its layout and its master."""
        own, mark = [each for each in shape.iterfind(f"{P}txBody/{A}lstStyle") if len(each)], _mark(shape)
        if own:
            return _levels((*own, *self._above(*mark)))
        if mark not in self.known:
            self.known[mark] = _levels(tuple(self._above(*mark)))
        return self.known[mark]

    def _above(self, kind: str, index: str) -> Iterator[Element]:
        """Yield the list styles that a text in such a placeholder inherits from, nearest first."""
        for each in self._filled(kind, index):
            yield from each.iterfind(f"{P}txBody/{A}lstStyle")
        if self.master is not None and kind:
            styles = {"title": "titleStyle", "body": "bodyStyle", "obj": "bodyStyle"}
            yield from self.master.iterfind(f"{P}txStyles/{P}{styles.get(kind, 'otherStyle')}")

    def placeholders(self, shape: Element) -> tuple[Element, ...]:
        """Return the placeholders of layout and master that `shape` fills, nearest first."""
        mark = _mark(shape)
        if mark not in self.filled:
            self.filled[mark] = tuple(self._filled(*mark))
        return self.filled[mark]

    def _filled(self, kind: str, index: str) -> Iterator[Element]:
        for root in (self.layout, self.master) if kind else ():
            for each in root.iterfind(f"{P}cSld/{P}spTree/{P}sp") if root is not None else ():
                if _fits(_mark(each), kind, index, master=root is self.master):
                    yield each
                    break

    def colour(self, fill: Element | None) -> str:
        """Return a fill as RRGGBB in small letters, with what is done to it; empty for none."""
        node = next(iter(fill), None) if fill is not None else None
        if node is None:
            return ""
        value = node.get("val", "").lower()
        if local(node) == "schemeClr":
            value = self.colours.get(SCHEME.get(value, value), value)
        return value


def settings(package: Package, theme: Theme | None = None) -> Callable[[str], Setting]:
    """Return what gives the setting of a slide part; slides of one layout share it, but for one that maps colours itself.

    With `theme`, slides of the deck's own master are read as if it had that one.
    """
    known: dict[str, Setting] = {}
    main = main_master(package) if theme else ""

    def setting(slide: str) -> Setting:
        maps = package.tree(slide).find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None
        key = slide if maps else package.related(slide, LAYOUT)
        if key not in known:
            made = Setting.of(package, slide)
            own = theme and package.related(package.related(slide, LAYOUT), MASTER) == main
            known[key] = made.under(theme) if theme and own else made
        return known[key]

    return setting


def _colours(theme: Element | None) -> dict[str, str]:
    if theme is None:
        return {}
    scheme = theme.find(f"{A}themeElements/{A}clrScheme")
    places = list(scheme) if scheme is not None else []
    return {local(each): str(each[0].get("lastClr", each[0].get("val", ""))).lower() for each in places if len(each)}


def _fonts(theme: Element | None) -> dict[str, str]:
    """Return the fonts of headings and body (ISO/IEC 29500-1, 20.1.4.1.18)."""
    scheme = theme.find(f"{A}themeElements/{A}fontScheme") if theme is not None else None
    places = {"+mj-lt": f"{A}majorFont/{A}latin", "+mn-lt": f"{A}minorFont/{A}latin"}
    found = {name: scheme.find(path) if scheme is not None else None for name, path in places.items()}
    return {name: each.get("typeface", "") for name, each in found.items() if each is not None}


def _mark(shape: Element) -> tuple[str, str]:
    mark = placeholder(shape)
    if mark is None:
        return "", ""
    kind = mark.get("type", "obj")
    return "title" if kind == "ctrTitle" else kind, mark.get("idx", "0")


def _fits(mark: tuple[str, str], kind: str, index: str, *, master: bool) -> bool:
    if master:
        return mark[0] == ("body" if kind in ("obj", "subTitle") else kind)
    return mark == (kind, index) if kind != "title" else mark[0] == kind


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────


def _levels(above: tuple[Element, ...]) -> Levels:
    """Return what the list styles `above`, nearest first, give to each level; each is worked out once."""

    @cache
    def inherited(level: int) -> Inherited:
        lists = [found for each in above if (found := each.find(f"{A}lvl{level}pPr")) is not None]
        runs = [found for each in lists if (found := each.find(f"{A}defRPr")) is not None]
        traits = tuple(
            next((each.get(name) or "" for each in runs if name in each.attrib), UNSET[name]) for name in TRAITS
        )
        faces = (each.find(f"{A}latin") for each in runs)
        face = next((each.get("typeface", "") for each in faces if each is not None), "+mn-lt")
        aligned = next(filter(None, (each.get("algn") for each in lists)), "l")
        return Inherited(traits, _fill(runs), face, aligned, tuple(lists))

    return inherited


def _fill(runs: list[Element]) -> Element | None:
    """Return the nearest solid fill of run properties."""
    return next((made for each in runs if (made := each.find(f"{A}solidFill")) is not None), None)


def level_of(own: Element | None) -> int:
    """Return the level of a paragraph with the properties `own`, from 1."""
    return int(own.get("lvl", "0")) + 1 if own is not None else 1


def text_look(shape: Element, levels: Levels, setting: Setting) -> str:
    """Return how the words of a shape look: size, weight, slope, lines and colour of each stretch."""
    return "\n".join(_paragraph(each, levels, setting) for each in shape.iter(f"{A}p"))


def typesetting(shape: Element, levels: Levels, setting: Setting) -> str:
    """Return fonts and alignment of each paragraph with words, resolved through layout, master and theme."""
    return "\n".join(filter(None, (_typeset(each, levels, setting) for each in shape.iter(f"{A}p"))))


def _typeset(paragraph: Element, levels: Levels, setting: Setting) -> str:
    own = paragraph.find(f"{A}pPr")
    inherited = levels(level_of(own))
    faces = [
        _face(run.find(f"{A}rPr"), inherited, setting)
        for run in paragraph.iterfind(f"{A}r")
        if run.findtext(f"{A}t", "").strip()
    ]
    runs = [face for n, face in enumerate(faces) if faces[n - 1 : n] != [face]]
    aligned = (own.get("algn") if own is not None else None) or inherited.aligned
    return " ".join([aligned, *runs]) if faces else ""


def _face(own: Element | None, inherited: Inherited, setting: Setting) -> str:
    """Return the font of a run by its name, whatever the theme calls it."""
    named = own.find(f"{A}latin") if own is not None else None
    face = named.get("typeface", "") if named is not None else inherited.face
    return setting.fonts.get(face, face)


def _paragraph(paragraph: Element, levels: Levels, setting: Setting) -> str:
    inherited = levels(level_of(paragraph.find(f"{A}pPr")))
    stretches: list[tuple[str, int]] = []
    for run in paragraph.iterfind(f"{A}r"):
        words = run.findtext(f"{A}t", "")
        if not words.strip():
            continue
        traits = _traits(run.find(f"{A}rPr"), inherited, setting)
        if stretches and stretches[-1][0] == traits:
            stretches[-1] = (traits, stretches[-1][1] + _letters(words))
        else:
            stretches.append((traits, _letters(words)))
    return "; ".join(traits if len(stretches) == 1 else f"{traits}×{count}" for traits, count in stretches)


def _letters(words: str) -> int:
    return sum(not each.isspace() for each in words)


def _traits(own: Element | None, inherited: Inherited, setting: Setting) -> str:
    found, fill, linked = inherited.traits, inherited.fill, False
    if own is not None:
        found = tuple(own.get(name, above) for name, above in zip(TRAITS, found, strict=True))
        linked = own.find(f"{A}hlinkClick") is not None
        fill = next((made for made in (own.find(f"{A}solidFill"), fill) if made is not None), None)
    colour = "" if linked else setting.colour(fill)
    return " ".join([*(TRUE.get(value, value.removesuffix("%")) for value in found), colour])


# ── Shapes ───────────────────────────────────────────────────────────────────────────────────────


def fill_look(shape: Element, setting: Setting) -> str:
    """Return the fill of a box, or of each cell of a table."""
    cells = [setting.colour(each.find(f"{A}solidFill")) for each in shape.iter(f"{A}tcPr")]
    own = shape.find(f"{P}spPr")
    return " ".join([*cells, setting.colour(own.find(f"{A}solidFill")) if own is not None else ""])


__all__ = ["Levels", "Setting", "digest", "fill_look", "key_of", "level_of", "settings", "text_look"]
