"""One slide, shape by shape: what a person left alone is refreshed, what they changed stays."""

from __future__ import annotations

from lxml import etree

from reports.formats.pptx.merge.adoption import renumber_shape
from reports.formats.pptx.merge.chart_refresh import refresh_around, refresh_chart
from reports.formats.pptx.merge.file_reading import Page
from reports.formats.pptx.merge.looks.kept_pictures import dress_picture, same_proportions
from reports.formats.pptx.merge.merge_state import Kept, Merging
from reports.formats.pptx.merge.slide_pairing import pair_shapes
from reports.formats.pptx.merge.slide_records import Shape
from reports.formats.pptx.merge.table_merge import merge_table
from reports.formats.pptx.merge.text_merge import carry_out, plan, retype, same_form
from reports.ooxml.part_xml import remove
from reports.ooxml.presentationml import A, P, placeholder, properties, shapes_of
from reports.ooxml.wordprocessingml import Element


def refresh_shapes(work: Merging, b: int, page: Page, fresh: Page) -> Kept:
    """Refresh a slide shape by shape; return what was kept of a person's words against what is new."""
    was, pairs = work.comparison.base[b].shapes, work.comparison.shapes[b]
    later = pair_shapes(was, fresh.slide.shapes)
    kept: list[tuple[str, str]] = []
    for s, shape in enumerate(was):
        n = later.get(s)
        if s in pairs and n is not None:
            kept += _shape(work, shape, (page, pairs[s]), (fresh, n))
        elif s in pairs and shape.same(page.slide.shapes[pairs[s]]):
            remove(page.elements[pairs[s]])  # the templates dropped it
        elif s in pairs:
            kept.append((page.slide.shapes[pairs[s]].words, ""))
    for n in range(len(fresh.slide.shapes)):
        shape = fresh.slide.shapes[n]
        own = (each for o, each in enumerate(page.slide.shapes) if o not in pairs.values())
        if n not in later.values() and not any(shape.same(each) for each in own):
            _add(work, page, fresh, n)
    return tuple(kept)


def _shape(  # noqa: C901  # one arm a kind of shape
    work: Merging, was: Shape, here: tuple[Page, int], there: tuple[Page, int]
) -> Kept:
    page, fresh = here[0], there[0]
    old, new = page.elements[here[1]], fresh.elements[there[1]]
    mine, now = page.slide.shapes[here[1]], fresh.slide.shapes[there[1]]
    _describe(old, now.alt, was.alt)
    if mine.same(was):
        rewritten = page.foreign and mine.form != was.form  # what an earlier merge brought home is as it was
        if rewritten or not now.same(was) or was.plot != now.plot:
            _refresh(work, was, (page, old), (fresh, new), now)
        return ()
    if page.foreign:
        _fit_placeholder(old, new)
    if was.kind == "chart" and mine.kind == "chart" == now.kind:
        return _restyled_chart(work, was, mine, (page, old), (fresh, new))
    if not mine.draws_as(was):
        return ((mine.kind, now.kind),) if now.data != was.data else ()
    if now.kind == "picture" and now.data != was.data:
        return _repainted(work, (was, mine), (page, old), (fresh, new))
    source = work.adopter.adopt(new, fresh.part, page.part)
    if mine.placed_as(was) and not now.placed_as(was):
        _put_where(old, source)  # its neighbours went there too
    if was.kind == mine.kind == now.kind == "table":
        return merge_table(was, (mine, old), (now, source), work.origins)
    return _words(was, mine, now, old, source)


def _refresh(work: Merging, was: Shape, old: tuple[Page, Element], new: tuple[Page, Element], now: Shape) -> None:
    """Put a new shape in the place of one that the person left alone.

    Where both have the same form, words alone are taken over, so that formatting no comparison sees stays.
    """
    (page, element), (fresh, source) = old, new
    if not page.foreign and was.form == now.form and was.look == now.look and now.kind == "chart":
        refresh_chart(work.mine.package, (element, page.part), work.new.package, (source, fresh.part), was)
        return
    if not page.foreign and was.form == now.form and now.texts and same_form(element, source):
        for ours, theirs in zip(element.iter(f"{A}p"), list(source.iter(f"{A}p")), strict=True):
            retype(ours, theirs)
        return
    made = work.adopter.adopt(source, fresh.part, page.part)
    renumber_shape(made, None if page.foreign else element, work.mine.package.tree(page.part))
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, made)


def _repainted(
    work: Merging, shapes: tuple[Shape, Shape], old: tuple[Page, Element], new: tuple[Page, Element]
) -> Kept:
    """Put a new picture where a person put the old one, as wide as they made it, with the outline and turn that they gave it.

    Its shape is its own; what was cut off the old one is cut off one of the same shape, else told.
    """
    (was, mine), (page, element), (fresh, source) = shapes, old, new
    made = work.adopter.adopt(source, fresh.part, page.part)
    renumber_shape(made, element, work.mine.package.tree(page.part))
    traits, now = (
        was.traits(mine),
        next(s for s, e in zip(fresh.slide.shapes, fresh.elements, strict=True) if e is source),
    )
    cropped = "crop" in traits and same_proportions(was.box, now.box)
    ours, theirs = element.find(f"{P}spPr/{A}xfrm"), made.find(f"{P}spPr/{A}xfrm")
    if ours is not None and theirs is not None and not cropped and not mine.placed_as(was):
        _put_as_wide(ours, theirs)
    dress_picture(element, made, traits, cropped=cropped)
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, made)
    return (("a picture, cropped by hand", "another picture, whole"),) if "crop" in traits and not cropped else ()


def _put_as_wide(ours: Element, theirs: Element) -> None:
    """Give a frame the place and the width of `ours`; its height follows."""
    place, size = theirs.find(f"{A}off"), theirs.find(f"{A}ext")
    at, wide = ours.find(f"{A}off"), ours.find(f"{A}ext")
    if place is None or size is None or at is None or wide is None:
        return
    share = int(wide.get("cx", "0")) / max(int(size.get("cx", "1")), 1)
    for key in ("x", "y"):
        place.set(key, at.get(key, "0"))
    size.set("cy", str(round(int(size.get("cy", "0")) * share)))
    size.set("cx", wide.get("cx", "0"))


def _restyled_chart(
    work: Merging, was: Shape, mine: Shape, old: tuple[Page, Element], new: tuple[Page, Element]
) -> Kept:
    (page, element), (fresh, source) = old, new
    now = next(shape for shape, each in zip(fresh.slide.shapes, fresh.elements, strict=True) if each is source)
    if not mine.draws_as(was) and mine.content and was.content:
        if now.content == was.content and not page.foreign:
            return ()
        host, source_host = (element, page.part), (source, fresh.part)
        return refresh_around(work.mine.package, host, work.new.package, source_host, (was, mine, now))
    if not mine.draws_as(was):  # a base of an earlier version does not say what stood where
        return (("data of the chart, changed by hand", "data of the facts"),) if now.data != was.data else ()
    refresh_chart(work.mine.package, (element, page.part), work.new.package, (source, fresh.part), was)
    return ()


def _words(was: Shape, mine: Shape, now: Shape, old: Element, new: Element) -> Kept:
    made = plan(was.texts, mine.texts, now.texts)
    carry_out(made, list(old.iter(f"{A}p")), list(new.iter(f"{A}p")))
    return made.kept


def _put_where(old: Element, new: Element) -> None:
    """Put a shape where the new one stands."""
    for path in (f"{P}xfrm", f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm"):
        ours, theirs = old.find(path), new.find(path)
        if ours is not None and theirs is not None:
            for tag in ("off", "ext"):
                place, fresh = ours.find(A + tag), theirs.find(A + tag)
                if place is not None and fresh is not None:
                    for name, value in fresh.attrib.items():
                        place.set(name, value)


def _describe(element: Element, now: str, was: str) -> None:
    """Refresh what a shape says to readers who do not see it, unless a person changed it."""
    mark = properties(element)
    if mark is not None and now and mark.get("descr", "") in ("", was):
        mark.set("descr", now)


def _fit_placeholder(old: Element, new: Element) -> None:
    """Tell a shape that LibreOffice wrote which placeholder of the program's layout it fills; it drops those of frames."""
    ours, theirs = placeholder(old), placeholder(new)
    holder = next((made for each in old if (made := each.find(f"{P}nvPr")) is not None), None)
    if ours is None and theirs is not None and holder is not None:
        ours = etree.Element(f"{P}ph")
        holder.insert(0, ours)
    if ours is None or theirs is None:
        return
    for name in list(ours.attrib):
        del ours.attrib[name]
    for name, value in theirs.attrib.items():
        ours.set(name, value)


def _add(work: Merging, page: Page, fresh: Page, n: int) -> None:
    """Put a shape that the templates have added where it stands on the new slide."""
    root = work.mine.package.tree(page.part)
    made = work.adopter.adopt(fresh.elements[n], fresh.part, page.part)
    renumber_shape(made, None, root)
    tree = root.find(f"{P}cSld/{P}spTree")
    there = shapes_of(root)
    if tree is None:
        return
    if n < len(there):
        there[n].addprevious(made)
    elif there:
        there[-1].addnext(made)
    else:
        tree.append(made)
