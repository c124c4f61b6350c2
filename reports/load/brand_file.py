"""An organisation's `_brand.yml`, read as a theme: its colours, fonts and logo (brand.yml, https://posit-dev.github.io/brand-yml/).

What stands in `theme.yaml` wins over it. A colour that words could not be read in is darkened, or brightened on a dark
background, until they can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.errors import MissingLibraryError, Problem
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Tree, Value, read_tree
from reports.ooxml.scheme_colours import BLACK, WHITE, contrast, hex_of, luminance, mixed, rgb
from reports.theme.font_files import FontError, family_files

FILE = "_brand.yml"
ROLES: Mapping[str, tuple[str, ...]] = {
    "ink": ("foreground",), "paper": ("background",), "primary": ("primary",), "focus": ("secondary", "tertiary"),
}  # fmt: skip
"""Our colours, and those of a brand that they are taken from; the first that it has."""
SIZES = ("medium", "small", "large")
"""Of a logo, the one that is taken first."""
TEXT = 4.5
"""Least contrast of words (WCAG 2.2, 1.4.3)."""
TINT = 0.82
"""Share of the paper in a tint."""
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")


def brand_of(folder: Path, shown: str) -> tuple[dict[str, Value], list[Problem]]:
    """Return what the brand file in `folder` says as a theme has it, and what is wrong with it; nothing where there is none."""
    path = folder / FILE
    if not path.exists():
        return {}, []
    tree = read_tree(path, f"{shown}/{FILE}")
    problems: list[Problem] = []
    made: dict[str, Value] = {}
    if colours := _colours(tree, problems):
        made["colours"] = colours
    if fonts := _fonts(tree, folder):
        made["fonts"] = fonts
    made.update(_logos(tree))
    return made, problems


def _section(tree: Tree, name: str) -> Mapping[str, Value]:
    found = tree.value.get(name) if isinstance(tree.value, dict) else None
    return found if isinstance(found, dict) else {}


def _colours(tree: Tree, problems: list[Problem]) -> dict[str, Value]:
    section = _section(tree, "color")
    named = section.get("palette")
    palette = {key: value for key, value in named.items() if isinstance(value, str)} if isinstance(named, dict) else {}
    found: dict[str, str] = {}
    for role, keys in ROLES.items():
        key = next((each for each in keys if each in section), "")
        if key:
            value = _resolved(str(section[key]), palette)
            if COLOUR.fullmatch(value):
                found[role] = _long(value)
            else:
                what = f"“{section[key]}” is no colour{nearest(str(section[key]), list(palette))}"
                place = tree.place(("color", key))
                problems.append(Problem(place, what, "write it as '#14213D', or name one of the palette"))
    return dict(_legible(found)) if not problems else {}


def _resolved(value: str, palette: Mapping[str, str]) -> str:
    """Return a colour by its name in the palette, whose colours may name others."""
    for _ in range(len(palette)):
        if value not in palette:
            break
        value = palette[value]
    return value


def _long(colour: str) -> str:
    digits = colour[1:]
    return "#" + (digits if len(digits) == 6 else "".join(each * 2 for each in digits)).upper()


def _legible(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the colours by role, each so that words in it can be read on the paper, with their tints."""
    paper = rgb(found.get("paper", "#FFFFFF"))
    towards = BLACK if luminance(paper) > 0.2 else WHITE
    if "paper" in found:
        yield "paper", found["paper"]
    for role in ("ink", "primary", "focus"):
        if role in found:
            steps = (mixed(rgb(found[role]), towards, share / 20) for share in range(21))
            shade = next((each for each in steps if contrast(each, paper) >= TEXT), towards)
            yield role, hex_of(shade)
            if role != "ink":
                yield f"{role}-tint", hex_of(mixed(shade, paper, TINT))


def _fonts(tree: Tree, folder: Path) -> dict[str, Value]:
    """Return the families of text and headings; pages hold theirs inside, so those of pages must be at hand."""
    typography = _section(tree, "typography")
    base, headings = (_family(typography.get(name)) for name in ("base", "headings"))
    found: dict[str, Value] = {"office": base} if base else {}
    if headings and headings != base:
        found["headings"] = headings
    for role, family in (("text", base), ("title", headings or base)):
        if family and _is_at_hand(family, folder):
            found[role] = family
    return found


def _is_at_hand(family: str, folder: Path) -> bool:
    try:
        return bool(family_files(family, str(folder)))
    except (FontError, MissingLibraryError):
        return False


def _logos(tree: Tree) -> Iterator[tuple[str, Value]]:
    """Yield the files of the logo for light and for dark ground; of several sizes the middle one."""
    said = tree.value.get("logo") if isinstance(tree.value, dict) else None
    sizes = [said.get(size) for size in SIZES] if isinstance(said, dict) else [said]
    images = said.get("images") if isinstance(said, dict) else None
    chosen = next((each for each in sizes if each), None)
    pair = chosen if isinstance(chosen, dict) and "path" not in chosen else {"light": chosen}
    for key, ground in (("logo", "light"), ("logo-on-dark", "dark")):
        if path := _path(pair.get(ground), images if isinstance(images, dict) else {}):
            yield key, path


def _path(said: Value, images: Mapping[str, Value]) -> str:
    """Return the file of a picture by its name among `images`, or as it is written."""
    if isinstance(said, str):
        said = images.get(said, said)
    if isinstance(said, dict):
        said = said.get("path")
    return said if isinstance(said, str) else ""


def _family(said: Value) -> str:
    family = said.get("family") if isinstance(said, dict) else said
    return family if isinstance(family, str) else ""
