"""A designer's own .pptx or .potx: its layouts by name, where their placeholders stand, and its font."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reports.errors import BrokenFileError, InputError, Place, Problem
from reports.formats.pptx.plan.layouts import CONTENT, PANEL_MARGIN, Layout, PlaceholderType, Slot, layouts
from reports.ooxml.package import parse, relations_in, relations_name
from reports.ooxml.part_xml import Element
from reports.ooxml.zip_archive import Archive
from reports.theme.definition import Box, SlideTheme, Theme

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU = 12700
DARK = 0.3
"""Relative luminance below which a background is dark."""
KINDS: Mapping[str, PlaceholderType] = {
    "title": "title", "ctrTitle": "ctrTitle", "subTitle": "subTitle", "body": "body", "obj": "obj", "pic": "pic",
    "tbl": "tbl", "chart": "chart", "ftr": "ftr", "sldNum": "sldNum",
}  # fmt: skip
SAME_KIND: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "ctrTitle"), "subtitle": ("subTitle",), "footer": ("ftr",), "number": ("sldNum",), "picture": ("pic",),
}  # fmt: skip
BOXES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",), "subtitle": ("subtitle",), "content": (*CONTENT, "main-head", "points-head"), "source": ("source",),
    "footer": ("footer",), "slide-number": ("number",),
}  # fmt: skip
"""Boxes of the theme, and the placeholders that they are read from."""
COVER_BOXES: Mapping[str, tuple[str, ...]] = {
    "cover-title": ("title",), "cover-subtitle": ("subtitle",), "cover-picture": ("picture",),
    "cover-picture-label": ("picture-label",), "cover-organisation": ("organisation",), "cover-meta": ("as-of", "version"),
    "footer": ("footer",), "slide-number": ("number",),
}  # fmt: skip


IN_THE_DESIGN = frozenset({"organisation"})
"""What a designer's cover has a logo for, unless it has a placeholder of this name."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """A placeholder of the designer's layout."""

    kind: PlaceholderType
    index: int
    name: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A layout of the designer's file."""

    holders: tuple[_Holder, ...]
    dark: bool


def layouts_of(theme: Theme) -> Mapping[str, Layout]:
    """Return the layouts that slides may use: those of the designer's file where there is one, else all of our own.

    Raises:
        InputError: the file is no presentation.
    """
    own = layouts(theme.slides)
    if "pptx" not in theme.base:
        return own
    try:
        found = _read(theme.base["pptx"])
    except (BrokenFileError, KeyError) as failure:
        where = Place(f"{theme.folder}/deck.pptx")
        raise InputError(
            [Problem(where, f"is no presentation ({failure.__cause__ or failure})", "save it again in PowerPoint")]
        ) from None
    names = {key: name for key, layout in own.items() for name in (layout.name.casefold(), key) if name in found}
    return {key: _follow(key, theme.slides, found[name]) for key, name in names.items()}


def base_name(layout: Layout, names: Iterable[str]) -> str:
    """Return which of `names`, the layouts of the file, is `layout`; its own name where none is."""
    wanted = {layout.name.casefold(), layout.key}
    return next((name for name in names if name.casefold() in wanted), layout.name)


def font_of(theme: Theme) -> str:
    """Return the font of running text: the designer's, or that of the theme."""
    if "pptx" not in theme.base:
        return theme.fonts.office
    parts = Archive(theme.base["pptx"])
    master = next(name for name in sorted(parts) if name.startswith("ppt/slideMasters/slideMaster"))
    part = _related(parts, master, "theme")
    latin = parse(parts[part]).find(f".//{A}minorFont/{A}latin") if part else None
    return theme.fonts.office if latin is None else latin.get("typeface") or theme.fonts.office


# ── Reading the file ─────────────────────────────────────────────────────────────────────────────


def _related(parts: Archive, part: str, name: str) -> str:
    """Return the first part of this kind that `part` leads to; empty where there is none."""
    relations = relations_in(parse(parts[relations_name(part)]), part)
    return next((each.target for each in relations.values() if each.name == name), "")


def _read(data: bytes) -> dict[str, _Found]:
    found, parts = {}, Archive(data)
    for part in sorted(name for name in parts if name.startswith("ppt/slideLayouts/slideLayout")):
        root = parse(parts[part])
        above = _boxes(parse(parts[_related(parts, part, "slideMaster")]))
        name = root.find(f"{P}cSld")
        holders = tuple(_holder(shape, above) for shape in root.iter(f"{P}sp", f"{P}pic") if _mark(shape) is not None)
        key = str(name.get("name") if name is not None else "").casefold()
        found[key] = _Found(tuple(holder for holder in holders if holder), _is_dark(root))
    return found


def _mark(shape: Element) -> Element | None:
    return shape.find(f".//{P}ph")


def _boxes(master: Element) -> dict[str, Box | None]:
    marks = ((mark.get("type", "body"), shape) for shape in master.iter(f"{P}sp") if (mark := _mark(shape)) is not None)
    return {kind: _box(shape) for kind, shape in marks}


def _box(shape: Element) -> Box | None:
    place, size = shape.find(f".//{A}xfrm/{A}off"), shape.find(f".//{A}xfrm/{A}ext")
    if place is None or size is None:
        return None
    x, y, w, h = (
        int(each.get(key, "0")) / EMU for each, key in ((place, "x"), (place, "y"), (size, "cx"), (size, "cy"))
    )
    return Box(x, y, w, h)


def _holder(shape: Element, above: Mapping[str, Box | None]) -> _Holder | None:
    mark, about = _mark(shape), shape.find(f".//{P}cNvPr")
    kind = KINDS.get(mark.get("type", "obj")) if mark is not None else None
    if mark is None or kind is None:
        return None
    inherited = {"ctrTitle": "title", "ftr": "ftr", "sldNum": "sldNum", "title": "title"}.get(kind, "body")
    name = str(about.get("name", "") if about is not None else "").casefold()
    return _Holder(kind, int(mark.get("idx", "0")), name, _box(shape) or above.get(inherited))


def _is_dark(layout: Element) -> bool:
    colour = layout.find(f"{P}cSld/{P}bg//{A}srgbClr")
    if colour is not None:
        red, green, blue = (int(str(colour.get("val"))[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return bool(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 < DARK)
    named = layout.find(f"{P}cSld/{P}bg//{A}schemeClr")
    return named is not None and named.get("val") in ("tx1", "dk1", "tx2", "dk2")


# ── Following it ─────────────────────────────────────────────────────────────────────────────────


def _follow(key: str, look: SlideTheme, found: _Found) -> Layout:
    """Return our layout `key` at the places of the designer's, with the marks of its placeholders."""
    pairs = _paired(layouts(look)[key], found.holders)
    wanted = COVER_BOXES if key in ("title", "section") else BOXES
    boxes = {name: box for name, slots in wanted.items() if (box := _union(pairs.get(slot) for slot in slots))}
    if (panel := _union([pairs.get("panel")])) and (content := boxes.get("content")):
        below = panel.y + panel.h + PANEL_MARGIN  # the sentence panel stands inside the content
        boxes["content"] = replace(content, h=max(content.h, below - content.y))
    layout = layouts(replace(look, boxes={**look.boxes, **boxes}))[key]
    ground = layout.ground if found.dark or layout.ground == "paper" else "paper"
    slots = tuple(
        _marked(slot, pairs.get(slot.name), bright=ground != layout.ground)
        for slot in layout.slots
        if slot.name in pairs or slot.name not in IN_THE_DESIGN
    )
    return replace(layout, slots=slots, ground=ground)


def _paired(layout: Layout, holders: Iterable[_Holder]) -> dict[str, _Holder]:
    """Return the designer's placeholder for each of our slots: by kind, by name, or the next that takes exhibits."""
    free = list(holders)
    pairs: dict[str, _Holder] = {}
    for rule in (_by_kind, _by_name, _by_content):
        for slot in layout.slots:
            holder = None if slot.name in pairs else rule(slot, free)
            if holder:
                pairs[slot.name] = holder
                free.remove(holder)
    return pairs


def _by_kind(slot: Slot, free: list[_Holder]) -> _Holder | None:
    return next((each for each in free if each.kind in SAME_KIND.get(slot.name, ())), None)


def _by_name(slot: Slot, free: list[_Holder]) -> _Holder | None:
    wanted = slot.name.replace("-", " ")
    return next((each for each in free if each.name.rstrip("0123456789 ") == wanted), None)


def _by_content(slot: Slot, free: list[_Holder]) -> _Holder | None:
    takes = [each for each in free if each.kind in ("obj", "tbl", "chart") and each.box]
    in_order = sorted(takes, key=lambda each: (each.box.y, each.box.x) if each.box else (0.0, 0.0))
    return in_order[0] if slot.name in CONTENT and in_order else None


def _union(holders: Iterable[_Holder | None]) -> Box | None:
    boxes = [holder.box for holder in holders if holder and holder.box]
    if not boxes:
        return None
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.x + box.w for box in boxes) - left, max(box.y + box.h for box in boxes) - top)


def _marked(slot: Slot, holder: _Holder | None, *, bright: bool) -> Slot:
    """Return `slot` with the designer's mark; sizes are repeated on slides, since they are what was measured."""
    colour = ("ink" if slot.name == "title" else "muted") if bright else slot.colour
    made = replace(slot, colour=colour, fill="", spelled=True)
    return replace(made, kind=holder.kind, index=holder.index) if holder else made
