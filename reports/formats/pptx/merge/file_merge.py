"""The merge of a deck: base and mine and new, slide by slide and shape by shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reports.document.report import Document
from reports.formats.pptx.merge import slide_list
from reports.formats.pptx.merge.adoption import Adopter, tidy_slide
from reports.formats.pptx.merge.base import DeckBase, base_of_reading, put_base, take_base
from reports.formats.pptx.merge.comparison import Comparison, as_made, compare, worked_on
from reports.formats.pptx.merge.deck_audit import nothing_lost, nothing_mixed, snapshot
from reports.formats.pptx.merge.file_reading import Page, Reading, read, read_generated
from reports.formats.pptx.merge.looks.kept_traits import remembered
from reports.formats.pptx.merge.merge_messages import TEMPLATES, DeckEdit, DeckFlag, OtherSide
from reports.formats.pptx.merge.merge_state import Merging
from reports.formats.pptx.merge.notes_merge import merge_notes, put_flag
from reports.formats.pptx.merge.shape_merge import refresh_shapes
from reports.formats.pptx.merge.slide_order import order_of, says
from reports.formats.pptx.merge.slide_pairing import pair_shapes, pair_slides, part_doubtful
from reports.formats.pptx.merge.slide_records import Shape, Slide
from reports.formats.pptx.merge.slide_requests import Requests, grant
from reports.formats.pptx.merge.whole_deck import additions, all_edits, carry, follow_size, read_edited, resized, shown
from reports.ooxml.package import Package
from reports.ooxml.part_removal import sweep
from reports.ooxml.presentationml import P, opened
from reports.ooxml.refreshed_properties import refresh_properties
from reports.ooxml.slide_equations import alternate_shapes


@dataclass(frozen=True)
class Merged:
    """The new file, and what has to be told about it."""

    data: bytes
    edits: tuple[DeckEdit, ...]
    """What exists in this file only."""
    flags: tuple[DeckFlag, ...]
    """Slides whose facts changed under a person's edits."""
    deleted: tuple[DeckEdit, ...] = ()
    """Generated slides that a person deleted; they stay deleted."""
    requests: Requests = field(default_factory=Requests)
    """What came of the figures that were asked for in the deck."""


def merge(
    mine: bytes,
    new: bytes,
    base: DeckBase,
    document: Document | None = None,
    *,
    restore: bool = False,
    other: OtherSide = TEMPLATES,
) -> Merged:
    """Return a person's deck with what is generated now in the place of what was generated last.

    Args:
        mine: the file as a person left it.
        new: the file as the writer makes it now.
        base: what the writer made when the person began.
        document: what `new` was written from.
        restore: bring back generated slides that the person deleted.
        other: how remarks name what the deck is joined with.

    Raises:
        BrokenFileError: a file is no presentation.
        InternalError: the merge would lose or mix up something; the person's file stays as it is.
    """
    ours = read_edited(opened(mine), base)
    theirs, fresh = _new_side(new, document, other)
    asked = grant(ours, base.slides, base.requests, document) if document else Requests([*base.requests])
    ours = read(ours.package, ours) if asked.changed else ours
    comparison = compare(base.slides, ours)
    found = tuple(all_edits(base, ours, comparison))
    if not found and any(page.foreign for page in ours.pages):  # LibreOffice's save adds nothing worth carrying
        return Merged(new if take_base(opened(new)) else _based(theirs.package, fresh), (), ())
    ours = _as_sized(base, ours)
    comparison = replace(comparison, pages=ours.pages)
    adopter = Adopter(ours.package, theirs.package, redesigned=base.design != fresh.design)
    work = Merging(ours, theirs, comparison, _later(comparison, theirs), adopter, other)
    work.refused = {part: tuple(each.words for each in found) for part, found in asked.refused.items()}
    flags = _carry_out(work, base, replace(fresh, requests=tuple(asked.kept)), restore=restore)
    deleted = () if restore else tuple(each for each in found if each.kind == "deleted")
    return Merged(_packed(ours.package), found, flags, deleted, asked)


def _new_side(new: bytes, document: Document | None, other: OtherSide) -> tuple[Reading, DeckBase]:
    """Return the other file, read, and its own base, which a file as the writer made it has inside."""
    package = opened(new)
    inside = take_base(package) if other.as_made else None
    known = read_generated(package, inside.slides) if inside else None
    if inside and known:
        return known, inside
    reading = read(package)
    fresh = base_of_reading(reading, document.facts_version if document else "", document)
    pages = (replace(page, slide=slide) for page, slide in zip(reading.pages, fresh.slides, strict=True))
    return Reading(package, tuple(pages)), fresh


def _as_sized(base: DeckBase, ours: Reading) -> Reading:
    """Return a person's deck; if they gave it another size, what was made for it stays as their program has set it."""
    if not resized(base, ours.package):
        return ours
    return replace(ours, pages=tuple(replace(page, foreign=False) for page in ours.pages))


def _later(comparison: Comparison, theirs: Reading) -> dict[int, int]:
    """Return which slide of the new file each one of the base is now."""
    slides = [page.slide for page in theirs.pages]
    later = pair_slides(comparison.base, slides, ids=False)
    part_doubtful(comparison.base, slides, later, worked_on(comparison))
    return later


def _carry_out(work: Merging, base: DeckBase, fresh: DeckBase, *, restore: bool) -> tuple[DeckFlag, ...]:
    """Merge what has been compared, in the person's own package, and put `fresh` into it; return what is told of slides.

    Raises:
        InternalError: as for `merge`.
    """
    package, before = work.mine.package, snapshot(work.mine)
    added, behind = additions(base, work.mine), shown(work.mine)
    order = order_of(work, restore=restore)
    _slides(work)
    carry(package, behind, added)
    follow_size(base, package, work.new.package)
    _finish(work, order)
    left = read(package, work.mine)
    flags = tuple(_flags(work, order, left))
    put_base(package, replace(fresh, slides=tuple(_remembered(work, left))))
    sweep(package)
    after = read(package, left)
    nothing_lost(work, after)
    nothing_mixed(work, before, after)
    return flags


def _remembered(work: Merging, left: Reading) -> Iterator[Slide]:
    """Yield the slides of the new file as the next base has them.

    They have the ids of the merged deck, `left`, 0 where they are not there; and the looks that the merge left there.
    """
    ids = {part: int(each.get("id", "0")) for part, each in slide_list.listed(work.mine.package).items()}
    pages, back = {page.part: page for page in left.pages}, {n: b for b, n in work.later.items()}
    for n, page in enumerate(work.new.pages):
        part, b = work.adopter.slides.get(page.part, ""), back.get(n)
        slide = replace(page.slide, id=ids.get(part, 0))
        if b is not None and b in work.comparison.pairs and part in pages:
            slide = replace(slide, shapes=tuple(_shapes_left(work, b, slide, pages[part])))
        yield slide


def _shapes_left(work: Merging, b: int, fresh: Slide, left: Page) -> Iterator[Shape]:
    """Yield the shapes of a slide as the next base has them, with the looks that they have in the merged deck, `left`."""
    was, mine = work.comparison.base[b], work.comparison.pages[work.comparison.pairs[b]]
    back = {n: s for s, n in pair_shapes(was.shapes, fresh.shapes).items()}
    there, standing = (
        pair_shapes(fresh.shapes, left.slide.shapes),
        dict(zip(left.elements, left.slide.shapes, strict=True)),
    )
    for n, shape in enumerate(fresh.shapes):
        s = back.get(n)
        o = work.comparison.shapes[b].get(s) if s is not None else None
        if s is None or o is None:
            yield shape
            continue
        kept = standing.get(mine.elements[o]) or (left.slide.shapes[there[n]] if n in there else shape)
        yield remembered(shape, kept, was.shapes[s], mine.slide.shapes[o])


def _based(package: Package, base: DeckBase) -> bytes:
    put_base(package, base)
    return _packed(package)


def _packed(package: Package) -> bytes:
    """Return the parts as a file, shapes that hold equations in their two forms again."""
    for name, tree in package.trees.items():
        if tree.tag == f"{P}sld" and name in package.parts:
            alternate_shapes(tree)
    return package.pack()


# ── Slides ───────────────────────────────────────────────────────────────────────────────────────


def _slides(work: Merging) -> None:
    for b, o in work.comparison.pairs.items():
        n = work.later.get(b)
        if n is not None:
            _slide(work, b, work.mine.pages[o], work.new.pages[n])
    known = {page.part for page in work.mine.pages}
    for source, target in work.adopter.slides.items():
        if target not in known:
            work.adopter.fill_slide(source, target)


def _slide(work: Merging, b: int, page: Page, fresh: Page) -> None:
    was = work.comparison.base[b]
    kept = merge_notes(work.adopter, page.part, fresh.part, was.notes)
    if as_made(work.comparison, b) and (page.foreign or _shape_list(was) != _shape_list(fresh.slide)):
        _replace_slide(work, page, fresh)
    else:
        kept = (*refresh_shapes(work, b, page, fresh), *kept)
    relaid = was.layout != fresh.slide.layout and page.slide.layout == was.layout
    if page.foreign or relaid or work.adopter.redesigned:
        work.adopter.lay(fresh.part, page.part)  # what LibreOffice wrote comes back to the program's own master
    if kept or (_own_words(work, b) and says(fresh.slide) not in (says(was), says(page.slide))):
        work.kept[page.part] = kept
    tidy_slide(work.mine.package, page.part)


def _shape_list(slide: Slide) -> tuple[str, list[tuple[str, str]]]:
    return slide.layout, [(shape.kind, shape.key) for shape in slide.shapes]


def _own_words(work: Merging, b: int) -> bool:
    """Return whether words, data or shapes on a slide, or its notes, are a person's."""
    page, was, pairs = (
        work.comparison.pages[work.comparison.pairs[b]],
        work.comparison.base[b],
        work.comparison.shapes[b],
    )
    if page.slide.notes != was.notes or len(pairs) != len(page.slide.shapes) or len(pairs) != len(was.shapes):
        return True
    return not all(was.shapes[s].says_as(page.slide.shapes[o]) for s, o in pairs.items())


def _replace_slide(work: Merging, page: Page, fresh: Page) -> None:
    """Put the shapes of the new slide in the place of all the old ones, in its layout; hidden stays hidden."""
    root = work.adopter.adopt(work.new.package.tree(fresh.part), fresh.part, page.part)
    if page.slide.hidden:
        root.set("show", "0")
    work.mine.package.trees[page.part] = root
    work.adopter.lay(fresh.part, page.part)


# ── Afterwards ───────────────────────────────────────────────────────────────────────────────────


def _finish(work: Merging, order: Sequence[str]) -> None:
    package = work.mine.package
    was = slide_list.section_names(package)
    now = slide_list.section_names(work.new.package)
    names = {target: now[source] for source, target in work.adopter.slides.items() if source in now}
    slide_list.arrange(package, order)
    slide_list.put_sections(package, {**names, **was})
    if work.adopter.redesigned or any(page.foreign for page in work.mine.pages):
        slide_list.drop_unused_masters(package)
    work.adopter.complete()
    refresh_properties(package, work.new.package)


def _flags(work: Merging, order: Sequence[str], left: Reading) -> Sequence[DeckFlag]:
    if not (work.gone or work.kept or work.refused):
        return ()
    sources = {target: source for source, target in work.adopter.slides.items()}
    titles = {page.part: page.slide.title for page in left.pages}
    found = []
    for number, part in enumerate(order, 1):
        changed, refused = part in work.gone or part in work.kept, work.refused.get(part, ())
        if not changed and not refused:
            continue
        kept = work.kept.get(part, ())
        found.append(DeckFlag(titles.get(part, ""), number, kept, part in work.gone, refused, changed, work.other))
        put_flag(work.adopter, part, sources.get(part, ""), found[-1].words)
    return found
