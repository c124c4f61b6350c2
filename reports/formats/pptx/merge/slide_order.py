"""The order of slides in a merged deck: what comes in stands behind what it follows, what the templates dropped goes."""

from __future__ import annotations

from collections.abc import Sequence

from reports.formats.pptx.merge.comparison import touched
from reports.formats.pptx.merge.merge_state import Merging
from reports.formats.pptx.merge.slide_pairing import moved
from reports.formats.pptx.merge.slide_records import Slide
from reports.formats.pptx.merge.status_words import without_status


def order_of(work: Merging, *, restore: bool) -> list[str]:
    """Return the slide parts of the new file, in order; slides that come in are made, still empty."""
    comparison, new = work.comparison, work.new.pages
    parts = {n: work.mine.pages[o].part for b, o in comparison.pairs.items() if (n := work.later.get(b)) is not None}
    for n, part in parts.items():
        work.adopter.slides[new[n].part] = part
    _part_with_dropped(work)
    order = [page.part for page in work.mine.pages if page.part not in work.dropped]
    kept = {b: later for b, later in work.later.items() if b in comparison.pairs}
    if not comparison.moved and moved(kept):
        order = _reordered(order, [parts[n] for n in sorted(parts)])
    gone = {work.later[b] for b in comparison.deleted if b in work.later}
    for n, page in enumerate(new):
        if n in parts or (n in gone and not restore):
            continue
        parts[n] = work.adopter.slides[page.part] = _twin(work, page.slide) or work.adopter.new_slide(page.part)
        before = next((parts[m] for m in range(n - 1, -1, -1) if m in parts), None)
        if parts[n] not in order:
            order.insert(order.index(before) + 1 if before else 0, parts[n])
    return order


def _part_with_dropped(work: Merging) -> None:
    """Tell slides that the templates have dropped: what a person touched stays."""
    for b, o in work.comparison.pairs.items():
        if b not in work.later:
            (work.gone if touched(work.comparison, b) else work.dropped).add(work.mine.pages[o].part)


def _twin(work: Merging, slide: Slide) -> str:
    """Return the slide part of a person's own that says what a new slide says; empty where there is none."""
    own = (work.mine.pages[o] for o in work.comparison.added)
    return next((page.part for page in own if says(page.slide) == says(slide)), "")


def _reordered(order: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return `order` with the slides of `wanted` in its order; each other slide stays behind the one it follows."""
    followers: dict[str, list[str]] = {"": []}
    last, listed = "", {*wanted}
    for part in order:
        if part in listed:
            last = part
            followers[last] = []
        else:
            followers[last].append(part)
    return [*followers[""], *(each for part in wanted for each in (part, *followers[part]))]


def says(slide: Slide) -> object:
    """Return what a slide says, whatever the status of its report."""
    texts = [tuple(map(without_status, shape.texts)) for shape in slide.shapes]
    said = [
        (each, shape.plot.says if shape.plot else shape.data) for each, shape in zip(texts, slide.shapes, strict=True)
    ]
    return said, slide.notes
