"""The audit of a merged deck: every row, key figure and paragraph of it comes from one place, whatever was paired.

As in the audit of a Word file, rows are held by their words alone against what is generated now and what the person left.
Paragraphs on slides are taken over whole or not at all, so each must stand on the slide that is generated now, or have
stood there in the person's file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.errors import InternalError
from reports.formats.pptx.merge.file_reading import Page, Reading
from reports.formats.pptx.merge.merge_state import Merging
from reports.formats.pptx.merge.slide_records import Shape, Slide
from reports.formats.pptx.merge.table_rows import rows_of
from reports.merge.joined import shortened
from reports.merge.provenance import Traced, Versions, mixed
from reports.merge.row_pairing import Unit
from reports.ooxml.presentationml import A
from reports.ooxml.wordprocessingml import Element

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Snapshot:
    """A person's deck before the merge."""

    rows: Mapping[Element, Unit]
    """By the element of the row; of a key figure, of its cell."""
    slides: Mapping[str, Slide]
    """By part."""


def snapshot(reading: Reading) -> Snapshot:
    """Return what a person's deck says, before anything is merged."""
    rows = {holder: unit for page in reading.pages for unit, holder in _rows(page)}
    return Snapshot(rows, {page.part: page.slide for page in reading.pages})


def nothing_lost(work: Merging, after: Reading) -> None:
    """Refuse a merge in which a word that a person wrote is missing; the file on disk stays as it is.

    Args:
        work: the merge, all done.
        after: the deck that it made.

    Raises:
        InternalError: a word is missing.
    """
    before = (page.slide for page in work.mine.pages)
    written = _words(before) - _words(work.comparison.base)
    missing = written - _words(page.slide for page in after.pages)
    if missing:
        raise InternalError(f"the merge would lose what a person wrote: {' '.join(sorted(missing)[:8])}")


def _words(slides: Iterable[Slide]) -> Counter[str]:
    return Counter(word for slide in slides for text in _texts(slide) for word in _WORD.findall(text))


def _texts(slide: Slide) -> Iterator[str]:
    yield from (text for shape in slide.shapes for text in shape.texts)
    yield from slide.notes


def nothing_mixed(work: Merging, before: Snapshot, after: Reading) -> None:
    """Refuse a merge that puts words of one row or slide with those of another.

    Args:
        work: the merge, all done.
        before: the person's deck as it was.
        after: the deck that it made.

    Raises:
        InternalError: something is mixed up; the person's file stays as it is.
    """
    pages = after.pages
    base = [unit for n, slide in enumerate(work.comparison.base) for unit in _units(slide, n)]
    fresh = [unit for n, page in enumerate(work.new.pages) for unit in _units(page.slide, n)]
    versions = Versions(_labelled(base), _labelled(fresh))
    for unit in mixed(_traced(work, before, pages, versions), versions):
        raise InternalError(f"the merge would mix up what belongs apart: “{shortened(unit.text)}”")
    for title in _mispaired(work):
        raise InternalError(f"the merge would put what a person kept on another slide: “{shortened(title)}”")
    for text in _strayed(work, before, pages):
        raise InternalError(f"the merge would put on a slide what belongs elsewhere: “{shortened(text)}”")


def _labelled(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.label]


def _units(slide: Slide, number: int) -> Iterator[Unit]:
    """Yield the rows and key figures of a slide, its tables numbered apart from those of other slides."""
    for n, shape in enumerate(slide.shapes):
        found = rows_of(shape, number * 1000 + n)
        yield from found.grid.rows if found else ()


def _rows(page: Page) -> Iterator[tuple[Unit, Element]]:
    """Yield the rows and key figures of a slide, each with its element."""
    for shape, element in zip(page.slide.shapes, page.elements, strict=True):
        found = rows_of(shape)
        rows = list(element.iter(f"{A}tr"))
        for unit in found.grid.rows if found else ():
            row = rows[unit.place[1]]
            yield unit, row.findall(f"{A}tc")[unit.place[2]] if len(unit.place) == 3 else row


def _traced(work: Merging, before: Snapshot, pages: Sequence[Page], versions: Versions) -> Iterator[Traced]:
    """Yield the rows of the merged deck, each with what it was in the person's."""
    theirs = Counter(unit.said for unit in before.rows.values())
    known = Counter(unit.said for unit in versions.base)
    own = {page.part for n, page in enumerate(work.mine.pages) if n in work.comparison.added}
    for page in pages:
        told = page.part in work.kept or page.part in work.gone
        for unit, holder in _rows(page):
            if unit.label:
                origin = work.origins.get(holder, holder)
                was = (before.rows[origin],) if origin in before.rows else ()
                copied = page.part in own or theirs[unit.said] > known[unit.said]
                yield Traced(unit, was, copied, told)


def _mispaired(work: Merging) -> Iterator[str]:
    """Yield titles of slides that hold a person's words and were taken for another slide than the one that is so titled."""
    titles = Counter(map(_title, (page.slide for page in work.new.pages)))
    for b, n in work.later.items():
        was = _title(work.comparison.base[b])
        page = work.comparison.pages[work.comparison.pairs[b]] if b in work.comparison.pairs else None
        if page is None or page.part not in work.kept:
            continue
        if titles[was] and was != _title(work.new.pages[n].slide):
            yield was


def _title(slide: Slide) -> str:
    """Return the first words of a slide."""
    return next((text for shape in slide.shapes for text in shape.texts if text), "")


def _strayed(work: Merging, before: Snapshot, pages: Sequence[Page]) -> Iterator[str]:
    """Yield paragraphs outside rows that stand on a slide for which they are not generated, and did not stand there before."""
    sources = {target: source for source, target in work.adopter.slides.items()}
    fresh = {page.part: {*_texts(page.slide)} for page in work.new.pages}
    base = Counter(text for slide in work.comparison.base for text in _texts(slide))
    mine = Counter(text for slide in before.slides.values() for text in _texts(slide))
    added = {page.part for n, page in enumerate(work.mine.pages) if n in work.comparison.added}
    for page in pages:
        now = fresh.get(sources.get(page.part, ""), set())
        was = {*_texts(before.slides[page.part])} if page.part in before.slides else set()
        told = page.part in work.kept or page.part in work.gone or page.part in added
        for text in _blocks(page.slide):
            if text in now or (text in was and (told or mine[text] > base[text])):
                continue
            yield text


def _blocks(slide: Slide) -> Iterator[str]:
    """Yield the paragraphs of a slide and its notes that stand for themselves."""
    yield from (text for shape in slide.shapes if not _has_rows(shape) for text in shape.texts if text)
    yield from filter(None, slide.notes)


def _has_rows(shape: Shape) -> bool:
    found = rows_of(shape)
    return found is not None and any(unit.label for unit in found.grid.rows)
