"""Colours and fonts of a deck's theme, which a person changes on all slides at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reports.ooxml.package import Package
from reports.ooxml.presentationml import LAYOUT, MASTER, THEME, A, P, R
from reports.ooxml.scheme_colours import BLACK, hex_of, scheme_of

FACES = {"+mj-lt": f"{A}majorFont/{A}latin", "+mn-lt": f"{A}minorFont/{A}latin"}
"""What texts call the fonts of headings and body, and where a theme names them (ISO/IEC 29500-1, 20.1.4.1.18)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a theme, '#rrggbb' by name, and its fonts by what texts call them."""

    colours: Mapping[str, str]
    fonts: Mapping[str, str]

    @property
    def texts(self) -> dict[str, str]:
        """Return both by name."""
        return {**self.colours, **self.fonts}

    @classmethod
    def of_texts(cls, texts: Mapping[str, str]) -> Theme | None:
        """Return what `texts` lists; None for nothing."""
        fonts = {name: texts[name] for name in FACES if name in texts}
        colours = {name: text for name, text in texts.items() if name not in FACES}
        return cls(colours, fonts) if texts else None


def main_master(package: Package) -> str:
    """Return the master part that most slides of a deck have, the first of equals; empty where they have none."""
    relations = package.relations(package.main)
    slides = (
        relations.get(each.get(f"{R}id", "")) for each in package.tree(package.main).iterfind(f"{P}sldIdLst/{P}sldId")
    )
    layouts = Counter(package.related(each.target, LAYOUT) for each in slides if each and each.target in package.parts)
    found: Counter[str] = Counter()
    for layout, count in layouts.items():
        found[package.related(layout, MASTER) if layout in package.parts else ""] += count
    master = max(found, key=lambda each: found[each], default="")
    return master if master in package.parts else ""


def is_another(was: Theme | None, now: Theme | None) -> bool:
    """Return whether a person gave a deck another theme, as far as it is known."""
    return was is not None and now is not None and was != now


def theme_of(package: Package) -> Theme | None:
    """Return the theme of the master that most slides of a deck have; None where there is none."""
    master = main_master(package)
    part = package.related(master, THEME) if master else ""
    root = package.root(part) if part else None
    if root is None:
        return None
    colours = {name: hex_of(colour or BLACK).lower() for name, colour in scheme_of(root, None).colours.items()}
    scheme = root.find(f"{A}themeElements/{A}fontScheme")
    found = {name: scheme.find(path) if scheme is not None else None for name, path in FACES.items()}
    return Theme(colours, {name: each.get("typeface", "") for name, each in found.items() if each is not None})


__all__ = ["Theme", "is_another", "main_master", "theme_of"]
