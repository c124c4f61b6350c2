"""What a person did to a deck since it was generated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.formats.pptx.merge.file_reading import Page, Reading
from reports.formats.pptx.merge.looks.kept_traits import LookEdit, look_edits, of_all_slides, told_together
from reports.formats.pptx.merge.merge_messages import DeckEdit, Kind
from reports.formats.pptx.merge.slide_pairing import moved, pair_shapes, pair_slides
from reports.formats.pptx.merge.slide_records import Shape, Slide
from reports.merge.chart_content import shown, values_of
from reports.merge.joined import shortened

SAID_BY_LAYOUT = ("look", "place", "spacing", "outline", "fill")
"""Edits of what fills a placeholder that come with another layout of its slide."""


SAID_BY_SIZE = ("place", "columns", "rows")
"""Edits that come with another size of the slides."""


@dataclass(frozen=True)
class Comparison:
    """A base beside a person's file."""

    base: tuple[Slide, ...]
    pages: tuple[Page, ...]
    pairs: dict[int, int]
    """Index in the file by index in the base."""
    shapes: dict[int, dict[int, int]]
    """By slide of the base: index of the shape in the file by its index in the base."""

    @property
    def moved(self) -> tuple[int, ...]:
        """Return the slides of the base that a person put elsewhere."""
        return moved(self.pairs)

    @property
    def added(self) -> tuple[int, ...]:
        """Return the slides of the file that no base has."""
        paired = {*self.pairs.values()}
        return tuple(n for n in range(len(self.pages)) if n not in paired)

    @property
    def deleted(self) -> tuple[int, ...]:
        """Return the slides of the base that the file lacks."""
        return tuple(b for b in range(len(self.base)) if b not in self.pairs)


def compare(base: tuple[Slide, ...], mine: Reading) -> Comparison:
    """Return `base` and the file side by side."""
    slides = [page.slide for page in mine.pages]
    pairs = pair_slides(base, slides, ids=not any(page.foreign for page in mine.pages))
    shapes = {b: pair_shapes(base[b].shapes, slides[n].shapes) for b, n in pairs.items()}
    return Comparison(base, mine.pages, pairs, shapes)


def edits(found: Comparison, *, resized: bool = False) -> Iterator[DeckEdit]:
    """Yield what the person did, to all slides, then slide by slide as they stand in the file, deleted ones last.

    Where they gave the slides another size, no place of a shape is told: a program moves and sizes all of them then.
    """
    by_place = {n: b for b, n in found.pairs.items()}
    looks = {
        b: [each for each in _look_edits(found, b) if not (resized and each.kind in SAID_BY_SIZE)] for b in found.pairs
    }
    shapes = [shape for slide in found.base for shape in slide.shapes]
    whole, said_of_all = of_all_slides((each for told in looks.values() for each in told), shapes)
    yield from said_of_all
    away = {*found.moved}
    for n, page in enumerate(found.pages):
        slide = page.slide
        if n not in by_place:
            yield DeckEdit("added", slide.title, n + 1)
            continue
        b = by_place[n]
        was = found.base[b]
        if b in away:
            yield DeckEdit("moved", slide.title, n + 1, f"after {b}", f"after {n}")
        if was.hidden != slide.hidden:
            yield DeckEdit("hidden" if slide.hidden else "shown", slide.title, n + 1)
        yield from (DeckEdit(kind, slide.title, n + 1, *said) for kind, said in _slide_edits(found, b))
        own = [each for each in looks[b] if (each.kind, each.shape.key) not in whole]
        yield from (DeckEdit(kind, slide.title, n + 1, *said) for kind, said in told_together(own))
    for b in found.deleted:
        yield DeckEdit("deleted", found.base[b].title, b + 1)


def _slide_edits(found: Comparison, b: int) -> Iterator[tuple[Kind, tuple[str, str]]]:
    """Yield what was done to a slide beside the looks of its shapes."""
    page, was, pairs = found.pages[found.pairs[b]], found.base[b], found.shapes[b]
    now, held = page.slide, {*pairs.values()}
    for s, shape in enumerate(was.shapes):
        if s in pairs:
            yield from _shape_edits(shape, now.shapes[pairs[s]])
        else:
            yield "shape", (shape.words or shape.kind, "")
    for n, shape in enumerate(now.shapes):
        if n not in held:
            yield "shape", ("", shape.words or shape.kind)
    if was.notes != now.notes:
        yield "notes", _difference(was.notes, now.notes)
    if relaid(page, was):
        yield "layout", ("", "")


def _shape_edits(was: Shape, now: Shape) -> Iterator[tuple[Kind, tuple[str, str]]]:
    if _reworded(was, now):
        said = _difference(was.texts, now.texts)
        yield ("words", said) if any(said) or was.kind != "table" else ("cells", ("", shortened(now.words)))
    if was.content and now.content:
        yield from (("data", said) for said in _chart_edits(was, now))
    elif not was.draws_as(now):
        yield "data", ("", "")


def _chart_edits(was: Shape, now: Shape) -> Iterator[tuple[str, str]]:
    """Yield before and after of everything that a person changed in a chart."""
    found = was.charted(now)
    yield from ((shown(each, each.was), shown(each, each.now)) for each in found.changed)
    for m in found.own:
        yield "", f"{now.content[m].name}: {', '.join(values_of(now.content[m].points))}"
    yield from ((was.content[b].name, "") for b in found.gone)


def _look_edits(found: Comparison, b: int) -> Iterator[LookEdit]:
    """Yield what was done to the looks of the shapes of a slide, apart from what comes with another layout."""
    page, was = found.pages[found.pairs[b]], found.base[b]
    laid_out = _laid_out(page, was)
    for s, o in found.shapes[b].items():
        shape, mine = was.shapes[s], page.slide.shapes[o]
        told = look_edits(shape, mine, reworded=_reworded(shape, mine))
        yield from (each for each in told if not (laid_out and shape.key and each.kind in SAID_BY_LAYOUT))


def _reworded(was: Shape, now: Shape) -> bool:
    return was.texts != now.texts or was.grid != now.grid


def relaid(page: Page, was: Slide) -> bool:
    """Return whether a person gave a slide another layout, background, transition or animation."""
    return page.slide.extras != was.extras or _laid_out(page, was)


def _laid_out(page: Page, was: Slide) -> bool:
    """Return whether a person gave a slide another layout."""
    return not page.foreign and page.slide.layout != was.layout


def touched(comparison: Comparison, b: int) -> bool:
    """Return whether a person changed what is on a slide, or its notes."""
    page, was = comparison.pages[comparison.pairs[b]], comparison.base[b]
    return not as_made(comparison, b) or page.slide.notes != was.notes or page.slide.hidden != was.hidden


def worked_on(comparison: Comparison) -> list[int]:
    """Return the slides of the base that a person changed or deleted."""
    return [*(b for b in comparison.pairs if touched(comparison, b)), *comparison.deleted]


def as_made(comparison: Comparison, b: int) -> bool:
    """Return whether a slide looks and reads as it was generated."""
    page, was, pairs = comparison.pages[comparison.pairs[b]], comparison.base[b], comparison.shapes[b]
    if len(pairs) != len(was.shapes) or len(pairs) != len(page.slide.shapes) or relaid(page, was):
        return False
    return all(was.shapes[s].same(page.slide.shapes[o]) for s, o in pairs.items())


def _difference(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str]:
    """Return the paragraphs that differ, then and now."""
    before, after = [each for each in was if each not in now], [each for each in now if each not in was]
    return "\n".join(filter(None, before)), "\n".join(filter(None, after))
