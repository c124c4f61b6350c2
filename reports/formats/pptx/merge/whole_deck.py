"""What a person did to the deck as a whole: its slide size, and text, pictures and shapes on its master and layouts.

LibreOffice makes a master of each layout, and a merge brings slides back to the program's own; what a person put there
goes along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from reports.formats.pptx.merge.base import DeckBase
from reports.formats.pptx.merge.comparison import Comparison, compare, edits
from reports.formats.pptx.merge.file_reading import Reading, read
from reports.formats.pptx.merge.looks.deck_theme import is_another, theme_of
from reports.formats.pptx.merge.merge_messages import DeckEdit
from reports.formats.pptx.merge.slide_backdrop import known, size_of, written
from reports.merge.chart_merge import by_libreoffice
from reports.ooxml.package import Package
from reports.ooxml.presentationml import LAYOUT, MASTER, P, R, properties, shapes_of
from reports.ooxml.wordprocessingml import Element


@dataclass(frozen=True, slots=True)
class Addition:
    """A text, picture or shape that a person put on the master or a layout."""

    part: str
    key: str
    element: Element


def read_edited(package: Package, base: DeckBase) -> Reading:
    """Return a person's deck; another theme that they gave it changes all slides at once, and no slide by itself."""
    another = not by_libreoffice(package) and is_another(base.theme, theme_of(package))
    return read(package, theme=base.theme if another else None)


def every_edit(base: DeckBase, mine: Reading) -> Iterator[DeckEdit]:
    """Yield what a person did: to the deck as a whole, then slide by slide."""
    yield from all_edits(base, mine, compare(base.slides, mine))


def all_edits(base: DeckBase, mine: Reading, comparison: Comparison) -> Iterator[DeckEdit]:
    """Yield the same, where a deck has been compared already."""
    yield from deck_edits(base, mine)
    yield from edits(comparison, resized=resized(base, mine.package))


def deck_edits(base: DeckBase, mine: Reading) -> Iterator[DeckEdit]:
    """Yield what a person did to the deck as a whole; nothing of what an earlier base does not tell."""
    if resized(base, mine.package):
        was, now = (f"{width} × {height} EMU" for width, height in (base.size, size_of(mine.package)))
        yield DeckEdit("size", "", 0, was, now)
    if mine.theme is not None:
        yield DeckEdit("theme", "", 0)
    told: set[str] = set()
    for each in additions(base, mine):
        if each.key not in told:
            told.add(each.key)
            kind, _, words = each.key.partition("|")
            yield DeckEdit("master", "", 0, "", {"text": words, "picture": "a picture"}.get(kind, "a shape"))


def resized(base: DeckBase, mine: Package) -> bool:
    """Return whether a person gave the slides another size."""
    return bool(base.size) and base.size != size_of(mine)


def follow_size(base: DeckBase, mine: Package, new: Package) -> None:
    """Give the slides the size of the new ones, unless a person has given them another."""
    ours, theirs = (package.tree(package.main).find(f"{P}sldSz") for package in (mine, new))
    if ours is not None and theirs is not None and not resized(base, mine):
        ours.attrib.clear()
        ours.attrib.update(theirs.attrib)


def additions(base: DeckBase, mine: Reading) -> tuple[Addition, ...]:
    """Return what a person put on the masters and layouts that the slides of their deck show."""
    if base.backdrop is None:
        return ()
    found: dict[tuple[str, str], Addition] = {}
    for part in dict.fromkeys(part for parts in shown(mine).values() for part in parts):
        for key, element in written(mine.package, part):
            if not known(key, base.backdrop):
                found.setdefault((part, key), Addition(part, key, element))
    return tuple(found.values())


def shown(mine: Reading) -> Mapping[str, tuple[str, ...]]:
    """Return the layout and the master of each slide part, before a merge gives it others."""
    layouts = {page.part: mine.package.related(page.part, LAYOUT) for page in mine.pages}
    masters = {each: mine.package.related(each, MASTER) for each in {*layouts.values()} if each}
    return {part: (layout, masters[layout]) for part, layout in layouts.items() if layout}


def carry(package: Package, before: Mapping[str, tuple[str, ...]], added: tuple[Addition, ...]) -> None:
    """Put what a person added behind slides on the layouts that these slides have now, where it is not there already."""
    for slide, parts in before.items():
        layout = package.related(slide, LAYOUT) if slide in package.parts else ""
        if not layout or layout in parts:
            continue
        there = {key for part in (layout, package.related(layout, MASTER)) for key, _ in written(package, part)}
        for each in added:
            if each.part in parts and each.key not in there:
                there.add(each.key)
                _put(package, each, layout)


def _put(package: Package, added: Addition, layout: str) -> None:
    root = package.tree(layout)
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is None:
        return
    made = deepcopy(added.element)
    related = package.relations(added.part)
    for node in made.iter():
        for name, value in node.attrib.items():
            if str(name).startswith(R) and (relation := related.get(str(value))):
                node.set(name, package.relate(layout, relation.kind, relation.target, external=relation.external))
    mark = properties(made)
    if mark is not None:
        taken = (int(each.get("id", "0")) for each in root.iter(f"{P}cNvPr"))
        mark.set("id", str(max(taken, default=1) + 1))
    last = shapes_of(root)
    if last:
        last[-1].addnext(made)
    else:
        tree.append(made)


__all__ = [
    "additions",
    "all_edits",
    "carry",
    "deck_edits",
    "every_edit",
    "follow_size",
    "read_edited",
    "resized",
    "shown",
]
