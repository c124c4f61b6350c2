"""Read the look: the program's own theme, overridden key by key by `templates/theme/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from reports.document import Image
from reports.errors import InputError, Place, Problem, collect
from reports.load.brand_file import FILE as BRAND
from reports.load.brand_file import brand_of
from reports.load.designer_package import broken, cure_of
from reports.load.picture_folder import PictureFolder
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route, Tree, Value, read_text, read_tree
from reports.pictures.refusal import PictureError
from reports.theme.definition import SLIDE_LAYOUTS, Box, Colours, Fonts, SlideTheme, TextStyle, Theme, WordTheme
from reports.theme.designer_file import DesignerFile
from reports.theme.machine_fonts import ASKED

DEFAULTS = Path(__file__).parents[1] / "theme" / "defaults"
SIZES = frozenset({"size", "leading", "width", "height"})
"""What cannot be nothing."""
LEAST_ROOM_MM = 60
LOGOS = ("logo", "logo-on-dark")
"""Keys of the pictures that stand for the organisation, on light and on dark ground."""
LAYOUTS = "layouts"
"""Key of the map from our layouts of slides to those of a designer's template."""
MOST_RULES = 20_000
"""Of a style sheet; these take two seconds a PDF."""


@cache
def default_theme() -> Theme:
    """Return the theme that comes with the program."""
    return load_theme(None, "reports/theme/defaults", {})


def load_theme(folder: Path | None, shown: str, designer_files: Mapping[str, DesignerFile]) -> Theme:
    """Return the theme in `folder` (theme.yaml, summary.css, a designer's own files; each optional) on top of the default.

    Args:
        folder: where it lies; None for the default alone.
        shown: how messages name the folder.
        designer_files: what a designer's own file may be, by the format that follows it.

    Raises:
        InputError: every unknown key and bad value, each with its place.
    """
    default = read_tree(DEFAULTS / "theme.yaml", "reports/theme/defaults/theme.yaml")
    css = read_text(DEFAULTS / "summary.css", "reports/theme/defaults/summary.css")
    if folder is None:
        assert isinstance(default.value, dict)
        return _theme(default.value, css=css, folder=str(DEFAULTS))
    merged, logos = _merged(folder, shown, default, designer_files)
    if (folder / "summary.css").exists():
        css += "\n" + _style_sheet(folder / "summary.css", f"{shown}/summary.css")
    named = ((format, folder / name) for format, file in designer_files.items() for name in file.names)
    designers = {format: path for format, path in named if path.exists()}
    return replace(
        _theme(merged, css=css, folder=str(folder)),
        base={format: path.read_bytes() for format, path in designers.items()},
        base_names={format: f"{shown}/{path.name}" for format, path in designers.items()},
        slide_layouts=_slide_layouts(merged),
        logo=logos.get(LOGOS[0]),
        logo_on_dark=logos.get(LOGOS[1]),
        notes=tuple(_unread(folder, shown, designer_files)),
    )


def _merged(
    folder: Path, shown: str, default: Tree, designer_files: Mapping[str, DesignerFile]
) -> tuple[dict[str, Value], dict[str, Image]]:
    """Return what a theme says, the house's brand and its own file on top of the default, and its logos.

    Raises:
        InputError: every unknown key and bad value, each with its place.
    """
    path = folder / "theme.yaml"
    brand, faults = brand_of(folder, shown)
    problems = [*_broken_files(folder, shown, designer_files), *faults]
    merged, own = _merge(default.value, brand), None
    if path.exists():
        own = read_tree(path, f"{shown}/theme.yaml")
        problems += _problems(own, default)
        merged = _merge(merged, own.value)
        problems += () if problems else _narrow(own, merged)
    logos = _logos(folder, shown, merged, own, problems)
    collect(problems)
    assert isinstance(merged, dict)
    return merged, logos


def _theme(merged: Mapping[str, Value], *, css: str, folder: str) -> Theme:
    """Return the theme that these keys make."""
    return Theme(
        colours=Colours(**_keys(merged["colours"])),  # type: ignore[arg-type]
        fonts=Fonts(**_keys(merged["fonts"])),  # type: ignore[arg-type]
        word=_word(merged["word"]),
        slides=_slides(merged["slides"]),
        css=css,
        folder=folder,
    )


def _style_sheet(path: Path, shown: str) -> str:
    """Return a style sheet; one with more rules than any house has would keep each PDF for minutes."""
    text = read_text(path, shown)
    if (rules := text.count("{")) > MOST_RULES:
        what = f"has {rules:,} rules, which take very long to apply"
        raise InputError([Problem(Place(shown), what, f"keep those that the report needs, at most {MOST_RULES:,}")])
    return text


def _logos(folder: Path, shown: str, merged: Value, own: Tree | None, problems: list[Problem]) -> dict[str, Image]:
    """Return the logos by their keys; adds to `problems` those that cannot be printed."""
    found = {}
    for key in LOGOS:
        name = merged.get(key) if isinstance(merged, dict) else None
        if not isinstance(name, str):
            continue
        try:
            found[key] = PictureFolder(folder, shown).read(f"{shown}/theme.yaml", name)
        except PictureError as error:
            there = own is not None and isinstance(own.value, dict) and key in own.value
            where = own.place((key,)) if own is not None and there else Place(f"{shown}/{BRAND}")
            problems.append(Problem(where, f"the picture {name!r} {error.what}", error.cure))
    return found


def _broken_files(folder: Path, shown: str, designer_files: Mapping[str, DesignerFile]) -> Iterator[Problem]:
    """Yield a problem for each file of a designer that cannot be followed."""
    for file in designer_files.values():
        for name in file.names:
            if (path := folder / name).exists() and (why := broken(path, file.parts)):
                yield Problem(Place(f"{shown}/{name}"), why, cure_of(why, file.program, name))
        there = [name for name in file.names if (folder / name).exists()]
        if len(there) > 1:
            what = f"lies beside {', '.join(there[:-1])}, and reports can follow one of them"
            yield Problem(Place(f"{shown}/{there[-1]}"), what, "keep one, and take the others away")


def _unread(folder: Path, shown: str, designer_files: Mapping[str, DesignerFile]) -> Iterator[str]:
    """Yield a note for each office file in the folder that nothing reads, since its name is none that is looked for."""
    for path in sorted(folder.iterdir()):
        ending = path.suffix.casefold()
        for file in designer_files.values():
            endings = {f".{name.rpartition('.')[2]}" for name in file.names}
            if ending in endings and path.name not in file.names and not path.name.startswith(("~$", ".")):
                wanted = next(name for name in file.names if name.endswith(ending))
                yield f"{shown}/{path.name}: nothing reads this file; call it {wanted} if reports are to follow it"


def _slide_layouts(merged: Value) -> dict[str, str]:
    """Return the designer's layouts that stand in for ours, as the theme maps them."""
    listed = merged.get(LAYOUTS, {}) if isinstance(merged, dict) else {}
    return {key: str(name) for key, name in listed.items()} if isinstance(listed, dict) else {}


def _narrow(own: Tree, merged: Value) -> list[Problem]:
    """Return a problem where the margins of the Word page leave no room for text."""
    page, margins = (_keys(_at(merged, "word", key)) for key in ("page-mm", "margins-mm"))
    found = []
    for side, pair in (("width", ("left", "right")), ("height", ("top", "bottom"))):
        room = sum(float(str(page[side])) if each == side else -float(str(margins[each])) for each in (side, *pair))
        if room < LEAST_ROOM_MM:
            what = f"the margins leave {room:g} mm of the page's {side}"
            where = own.place(("word", "margins-mm"))
            found.append(Problem(where, what, f"leave at least {LEAST_ROOM_MM} mm"))
    return found


def _at(value: Value, *keys: str) -> Value:
    for key in keys:
        assert isinstance(value, dict)
        value = value[key]
    return value


def _keys(value: Value) -> dict[str, object]:
    assert isinstance(value, dict)
    return {key.replace("-", "_"): float(item) if isinstance(item, Decimal) else item for key, item in value.items()}


def _styles(value: Value) -> Mapping[str, TextStyle]:
    assert isinstance(value, dict)
    return {name: TextStyle(**_keys(style)) for name, style in value.items()}  # type: ignore[arg-type]


def _word(value: Value) -> WordTheme:
    assert isinstance(value, dict)
    page, margins = (
        {key: float(item) for key, item in part.items() if isinstance(item, Decimal)}
        for part in (value["page-mm"], value["margins-mm"])
        if isinstance(part, dict)
    )
    return WordTheme(page, margins, _styles(value["styles"]))


def _slides(value: Value) -> SlideTheme:
    assert isinstance(value, dict)
    boxes = value["boxes"]
    assert isinstance(boxes, dict)
    plain = {key: float(item) for key, item in value.items() if isinstance(item, Decimal)}
    known = {each.name for each in fields(Box)}
    placed = {name: Box(**{k: float(v) for k, v in _keys(box).items() if k in known}) for name, box in boxes.items()}  # type: ignore[arg-type]
    return SlideTheme(plain["width"], plain["height"], plain["margin"], placed, _styles(value["styles"]))


def _merge(default: Value, own: Value) -> Value:
    if isinstance(default, dict) and isinstance(own, dict):
        return default | {key: _merge(default.get(key), value) for key, value in own.items()}
    return default if own is None else own


def _problems(own: Tree, default: Tree) -> list[Problem]:
    if own.value is None:
        return []
    if not isinstance(own.value, dict):
        return [
            Problem(
                Place(own.path, 1, 1),
                "must hold keys such as colours: and fonts:",
                "start from the theme of the program",
            )
        ]
    return list(_compare(own, default.value, own.value, ()))


def _compare(own: Tree, default: Value, value: Value, route: Route) -> list[Problem]:
    if isinstance(default, dict) and isinstance(value, dict):
        known = {**_optional(route), **default}
        found = []
        for key, item in value.items():
            if key in known:
                found += _compare(own, known[key], item, (*route, key))
            else:
                cure = f"use one of {', '.join(known)}"
                what = f"the theme has no {key!r} here{nearest(key, known)}"
                found.append(Problem(own.place((*route, key)), what, cure))
        return found
    problem = _wrong(default, value, route)
    return [Problem(own.place(route), *problem)] if problem else []


def _optional(route: Route) -> dict[str, Value]:
    """Return the keys that may stand here though the program's own theme leaves them out, with a value of their kind."""
    if route == ("fonts",):
        return {"headings": "", ASKED: False}
    if not route:
        return {LAYOUTS: dict.fromkeys(SLIDE_LAYOUTS, ""), **dict.fromkeys(LOGOS, "")}
    if len(route) < 2 or route[-2] != "styles":
        return {}
    optional = (each for each in fields(TextStyle) if each.default is not MISSING)
    return {
        each.name.replace("_", "-"): each.default if isinstance(each.default, bool) else Decimal(0) for each in optional
    }


def _wrong(default: Value, value: Value, route: Route) -> tuple[str, str] | None:
    """Return what is wrong with a value of the theme, and the cure; None where nothing is."""
    if route[:1] == ("colours",) and not re.fullmatch(r"#[0-9A-Fa-f]{6}", str(value)):
        return f"{value!r} is no colour", "write it as '#14213D', in quotes"
    if type(default) is not type(value):
        what = f"“{value}” is not what stands here in the theme (such as “{default}”)"
        return what, "write the same kind of value"
    if isinstance(value, Decimal) and value < 1 and route[-1] in SIZES:
        return f"{value} is out of range", "use a number from 1 to 2000"
    if route[:1] == (LAYOUTS,) and not str(value).strip():
        return "the layout has no name", "write the name that PowerPoint shows, as try-design lists it"
    if route[:1] == ("fonts",) and not re.fullmatch(r"\w[\w .-]{0,60}", str(value)):
        return f"{value!r} is no name of a font", "write the name of the family, such as 'IBM Plex Sans'"
    if isinstance(value, Decimal) and not 0 <= value <= 2000:
        return f"{value} is out of range", "use a number from 0 to 2000"
    names = [each.name.replace("_", "-") for each in fields(Colours)]
    if route[-1:] == ("colour",) and value not in names:
        return f"there is no colour {value!r}{nearest(str(value), names)}", f"use one of {', '.join(names)}"
    return None


__all__ = ["InputError", "default_theme", "load_theme"]
