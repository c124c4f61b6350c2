"""The letters of one paragraph as nodes, whatever runs they are split over, and a stretch of them put in other elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reports.formats.docx.merge.run_editing import set_text
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
P, R, T = (_W + tag for tag in ("p", "r", "t"))
GONE = (_W + "del", _W + "moveFrom")
UNSEEN = (_W + "rPr", _W + "softHyphen", _W + "lastRenderedPageBreak", _W + "instrText", _W + "fldChar")
BETWEEN = "\n"
"""Stands for what is no letter, such as a tab or a picture."""
Content = Callable[[Element | None, Element], list[Element]]
"""Takes the look of a run, to be used once, and what the run stands in; returns what goes there."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a run, and what it says."""

    node: Element
    text: str


def spots(paragraph: Element) -> list[Spot]:
    """Return what a paragraph says, node by node: without deleted words and what stands in text boxes within it."""
    return [Spot(node, _text(node)) for run in _runs(paragraph) for node in run if node.tag not in UNSEEN]


def _runs(node: Element) -> Iterator[Element]:
    for child in node:
        if child.tag == R:
            yield child
        elif child.tag not in GONE and isinstance(child.tag, str):
            yield from _runs(child)


def _text(node: Element) -> str:
    if node.tag == T:
        return node.text or ""
    return "\u2011" if node.tag == _W + "noBreakHyphen" else BETWEEN


def put(paragraph: Element, start: int, end: int, content: Content) -> None:
    """Put `content` in the place of the letters from `start` to `end`, which are not none, as `spots` counts them."""
    inside = list(_inside(paragraph, start, end))
    first, at = inside[0]
    run = first.node.getparent()
    assert run is not None, "a letter stands in a run"
    last, last_at = inside[-1]
    rest = last.text[end - last_at :]
    _part(run, first.node)
    set_text(first.node, first.text[: start - at])
    emptied = [run]
    for spot, _ in inside[1:]:
        if spot is last and rest and spot.node.tag == T:
            set_text(spot.node, rest)
        else:
            emptied.append(_taken(spot.node))
    look, holder = run.find(_W + "rPr"), run.getparent()
    assert holder is not None, "a run stands in something"
    made = content(deepcopy(look) if look is not None else None, holder)
    if first is last and rest:
        made.append(_like(run, rest))
    for each in reversed(made):
        run.addnext(each)
    for each in emptied:
        _tidy(each)


def _inside(paragraph: Element, start: int, end: int) -> Iterator[tuple[Spot, int]]:
    at = 0
    for spot in spots(paragraph):
        if at < end and at + len(spot.text) > start:
            yield spot, at
        at += len(spot.text)


def _part(run: Element, node: Element) -> None:
    """Move what follows `node` in its run to a run of its own, right behind."""
    following: Sequence[Element] = list(node.itersiblings())
    if following:
        other = _like(run, "")
        other.extend(following)
        run.addnext(other)


def edge(paragraph: Element, place: int, *, front: bool) -> Element | None:
    """Return the run, or the link around it, that begins (`front`) or ends at `place`; it is parted where none does.

    None where the paragraph has no letters there.
    """
    at = 0
    for spot in spots(paragraph):
        begin, at = at, at + len(spot.text)
        if (begin <= place < at) if front else (begin < place <= at):
            return _edge(spot, place - begin, front=front)
    return None


def _edge(spot: Spot, inside: int, *, front: bool) -> Element:
    """Return the run on the wanted side of a place within a node."""
    run = spot.node.getparent()
    assert run is not None, "a letter stands in a run"
    if 0 < inside < len(spot.text):
        rest = _like(run, spot.text[inside:])
        _part(run, spot.node)
        set_text(spot.node, spot.text[:inside])
        run.addnext(rest)
        return rest if front else run
    if front and any(each.tag != _W + "rPr" for each in spot.node.itersiblings(preceding=True)):
        before = next(each for each in spot.node.itersiblings(preceding=True))
        _part(run, before)
        moved = run.getnext()
        return moved if moved is not None else run
    if not front:
        _part(run, spot.node)
    holder = run.getparent()
    return holder if holder is not None and holder.tag == _W + "hyperlink" and len(holder) == 1 else run


def _like(run: Element, words: str) -> Element:
    made = etree.Element(R)
    look = run.find(_W + "rPr")
    if look is not None:
        made.append(deepcopy(look))
    if words:
        set_text(etree.SubElement(made, T), words)
    return made


def _taken(node: Element) -> Element:
    """Take a node out of its run, and return the run."""
    run = node.getparent()
    assert run is not None, "a letter stands in a run"
    run.remove(node)
    return run


def _tidy(run: Element) -> None:
    """Take away a run that says nothing any more, and the link around it if that is empty too."""
    parent = run.getparent()
    if parent is None or any(each.tag != _W + "rPr" and not (each.tag == T and not each.text) for each in run):
        return
    parent.remove(run)
    if parent.tag == _W + "hyperlink" and not any(each.tag == R for each in parent):
        _tidy_link(parent)


def _tidy_link(link: Element) -> None:
    above = link.getparent()
    if above is not None:
        for each in list(link):
            link.addprevious(each)
        above.remove(link)


__all__ = ["Spot", "edge", "put", "spots"]
