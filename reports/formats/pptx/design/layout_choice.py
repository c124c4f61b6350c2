"""Which layout of a template serves for which of ours: as the project's map says, by name, else by type and placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.formats.pptx.design.template_model import HEADS, TAKES_EXHIBITS, FoundLayout, Holder, Template
from reports.formats.pptx.plan.layouts import Layout

COVER, SECTION = "title", "section"
SIDE_BY_SIDE = frozenset({"two-columns", "chart-points"})
TYPES: Mapping[str, tuple[str, ...]] = {
    COVER: ("title",),
    SECTION: ("secHead",),
    "columns": ("twoObj", "twoColTx", "obj", "tx", "titleOnly"),
    "content": ("obj", "tx", "titleOnly"),
}
"""`p:sldLayout/@type` (ECMA-376 part 1, 19.7.15), the best first, that programs set in every language."""
CONTENTS = ("agenda", "table of content", "inhaltsverzeichnis", "gliederung", "sommaire", "table des mat", "ordre du jour",
            "índice", "sumário", "sommario", "inhoudsopgave", "spis treści", "оглавление", "目次", "目录", "目錄", "목차",
            "アジェンダ", "فهرس")  # fmt: skip
"""What designers call the layout of a table of contents."""
BIG = 0.1
"""Share of the slide from which a placeholder can hold an exhibit."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A layout of the template for one of ours."""

    found: FoundLayout
    reason: str
    """Why, as `try-design` prints it."""
    certain: bool = False
    """Whether somebody gave it that part, by a map or a name."""


def choose(layout: Layout, template: Template, wanted: str = "") -> Choice | None:
    """Return the layout of `template` that serves for ours; `wanted` is the name that the project's map gives it.

    None where the template has none with a title.
    """
    usable = sorted((each for each in template.layouts if title_of(each)), key=_lists_contents)
    if wanted:
        named = next((each for each in template.layouts if _plain(each.name) == _plain(wanted)), None)
        return Choice(named, "the map says so", certain=True) if named else None
    named = next((each for each in usable if each.name.casefold() in (layout.name.casefold(), layout.key)), None)
    if named:
        return Choice(named, "its name is ours", certain=True)
    return _by_type(layout.key, usable, template) or _by_holders(layout.key, usable, template)


def _lists_contents(found: FoundLayout) -> bool:
    """Return whether a layout is named as the one for a table of contents, which others may be copied from."""
    return any(each in _plain(found.name) for each in CONTENTS)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def title_of(found: FoundLayout) -> Holder | None:
    """Return the placeholder of the title, where its words run from left to right and it is wider than high."""
    holder = found.holder(*HEADS)
    fits = holder and holder.box and holder.look.upright and holder.box.w > holder.box.h
    return holder if fits else None


def exhibits(found: FoundLayout, template: Template) -> list[Holder]:
    """Return the placeholders that are large enough for an exhibit, from left to right."""
    area = template.width * template.height * BIG
    big = [each for each in found.holders if each.kind in TAKES_EXHIBITS and each.look.upright and each.box
           and each.box.w * each.box.h >= area]  # fmt: skip
    return sorted(big, key=lambda each: (each.box.x, each.box.y) if each.box else (0.0, 0.0))


def _family(key: str) -> str:
    return key if key in (COVER, SECTION) else "columns" if key in SIDE_BY_SIDE else "content"


def _by_type(key: str, usable: list[FoundLayout], template: Template) -> Choice | None:
    for kind in TYPES[_family(key)]:
        for each in usable:
            sits = _family(key) in (COVER, SECTION) or kind == "titleOnly" or exhibits(each, template)
            if each.kind == kind and sits:
                return Choice(each, f"its type is {kind}")
    return None


def _roomiest_first(usable: list[FoundLayout], template: Template) -> list[FoundLayout]:
    """Return layouts with those first that have the largest place for an exhibit; those of tables of contents stay last."""

    def room(found: FoundLayout) -> int:
        return max((round(each.box.w * each.box.h / 100) for each in exhibits(found, template) if each.box), default=0)

    return sorted(usable, key=lambda each: (_lists_contents(each), -room(each)))


def _by_holders(key: str, usable: list[FoundLayout], template: Template) -> Choice | None:
    """Return a layout without a known type by what it has room for."""
    for each in _roomiest_first(usable, template) if _family(key) == "content" else usable:
        count, kinds = len(exhibits(each, template)), {one.kind for one in each.holders}
        match _family(key):
            case "title" if "ctrTitle" in kinds or ("subTitle" in kinds and not count):
                return Choice(each, "it has a title and a subtitle")
            case "section" if not count and not {"ctrTitle", "subTitle", "ftr"} & kinds and "body" in kinds:
                return Choice(each, "it has a title and a text, and no room for more")
            case "columns" if count == 2:
                return Choice(each, "it has a title and two places for content")
            case "content" if count == 1:
                return Choice(each, "it has a title and one place for content")
            case _:
                continue
    if _family(key) == SECTION:
        return _by_type(COVER, usable, template) or _by_holders(COVER, usable, template)
    return _by_holders("content", usable, template) if _family(key) == "columns" else None
