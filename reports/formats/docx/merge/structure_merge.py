"""Paragraphs, rows and tables that the template added, dropped or moved, in a file whose order is a person's."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.belongings import leave_behind
from reports.formats.docx.merge.file_reading import SDT, TBL, TC, TR, Line, P
from reports.merge.element_order import in_new_order
from reports.ooxml.wordprocessingml import Element, W, paragraph, w

_W = f"{{{W}}}"
BODY = _W + "body"


@dataclass
class Frame:
    """The generated file over the person's: which element stands for which."""

    adopter: Adopter
    new: Sequence[Line]
    counterpart: Mapping[int, Element]
    """Paragraph in the person's file by index in `new`."""
    columns: Mapping[Element, Sequence[int | None]] = field(default_factory=dict)
    """By table of the new file whose columns a person changed: for each column in theirs the generated one, or none."""
    inserted: dict[Element, Element] = field(default_factory=dict)
    """Copy in the person's file by element of the new file."""

    def __post_init__(self) -> None:
        self.numbers = {line.element: n for n, line in enumerate(self.new)}

    def of(self, element: Element) -> Element | None:
        """Return what stands in the person's file for an element of the new one."""
        if element in self.inserted:
            return self.inserted[element]
        if element.tag == P:
            n = self.numbers.get(element)
            return self.counterpart.get(n) if n is not None else None
        if element.tag == TC:
            return self._cell(element)
        for line in element.iter(P):
            n = self.numbers.get(line)
            found = self.counterpart.get(n) if n is not None else None
            if found is not None and nearest(line, element.tag) is element:
                return nearest(found, element.tag)
        return None

    def _cell(self, element: Element) -> Element | None:
        for line in element.iterchildren(P):
            n = self.numbers.get(line)
            found = self.counterpart.get(n) if n is not None else None
            if found is not None:
                return nearest(found, TC)
        row = element.getparent()
        mine = self.of(row) if row is not None else None
        if row is None or mine is None:
            return None
        cells, theirs = list(mine.iterchildren(TC)), list(row.iterchildren(TC))
        return cells[theirs.index(element)] if len(cells) == len(theirs) else None


def nearest(node: Element, tag: str) -> Element | None:
    """Return the closest element `tag` around `node`."""
    return next(node.iterancestors(tag), None)


def cells_of(lines: Iterable[Line]) -> dict[tuple[int, ...], Element]:
    """Return the cells of the tables in the running text, by number of the table, row and column."""
    inside = ((line.record.at, nearest(line.element, TC)) for line in lines if line.record.kind == "c")
    return {at: cell for at, cell in inside if cell is not None and len(at) == 3}


def insert(frame: Frame, fresh: Iterable[int], old: Iterable[int]) -> list[int]:
    """Put the paragraphs `fresh` of the new file into the person's, whole tables and rows where all of it is new.

    Returns those for which no place was found.
    """
    known = {above for n in old for above in frame.new[n].element.iterancestors()}
    lost = []
    for n in fresh:
        line = frame.new[n]
        top = _top(line.element, known)
        if top in frame.inserted:
            continue
        copy = frame.adopter.adopt(top, line.part, frame.adopter.mine.main)
        _fit(frame, top, copy)
        if _put(frame, top, copy):
            frame.inserted[top] = copy
        else:
            lost.append(n)
    return lost


def _fit(frame: Frame, top: Element, copy: Element) -> None:
    """Give a new row the columns that a person's table has: theirs stay empty, those that they deleted are left out."""
    columns = frame.columns.get(top.getparent()) if top.tag == TR else None  # type: ignore[arg-type]  # a row has a parent
    cells = copy.findall(TC)
    if columns is None or any(c is not None and c >= len(cells) for c in columns):
        return
    made = [emptied(cells[-1]) if c is None else cells[c] for c in columns]
    for each in cells:
        copy.remove(each)
    copy.extend(made)


def emptied(cell: Element) -> Element:
    """Return a cell like this one with nothing in it."""
    made = deepcopy(cell)
    blocks = [each for each in made if each.tag != _W + "tcPr"]
    style = next((each.find(_W + "pPr") for each in blocks if each.tag == P), None)
    for each in blocks:
        made.remove(each)
    made.append(w("p", deepcopy(style) if style is not None else None))
    return made


def _top(element: Element, known: set[Element]) -> Element:
    """Return the largest element around a new paragraph that is new as a whole; a cell is none by itself."""
    top = element
    for above in element.iterancestors():
        if above.tag == BODY or above in known:
            break
        if above.tag in (TR, TBL, SDT):
            top = above
    return top


def _put(frame: Frame, top: Element, copy: Element) -> bool:
    """Put `copy` behind what stands above it in the new file, else before what stands below; say whether it could be."""
    above = _first_known(frame, top.itersiblings(preceding=True))
    below = _first_known(frame, top.itersiblings())
    if above is not None:
        _after(above, copy)
    elif below is not None:
        below.addprevious(copy)
    else:
        return _put_last(frame, top.getparent(), copy)
    return True


def _first_known(frame: Frame, siblings: Iterable[Element]) -> Element | None:
    found = (frame.of(sibling) for sibling in siblings)
    return next((each for each in found if each is not None and each.getparent() is not None), None)


def _put_last(frame: Frame, parent: Element | None, copy: Element) -> bool:
    if parent is None or parent.tag == BODY:
        body = frame.adopter.mine.tree(frame.adopter.mine.main).find(BODY)
        last = body.find(_W + "sectPr") if body is not None else None
        if last is not None:
            last.addprevious(copy)
        return last is not None
    mine = frame.of(parent)
    if mine is not None:
        mine.append(copy)
    return mine is not None


def _after(found: Element, copy: Element) -> None:
    found.addnext(copy)
    if found.tag == TBL and copy.tag == TBL:  # Word would join two tables that touch
        found.addnext(paragraph("Spacer"))


def remove(lines: Iterable[Line], stays: Callable[[Element], bool]) -> None:
    """Take paragraphs out of the person's file; rows and tables that hold nothing else go with them.

    `stays` says whether a paragraph is to be kept.
    """
    gone = [line.element for line in lines]
    known = set(gone)
    for element in gone:
        above = _emptied(element, known, stays)
        parent = above.getparent()
        if parent is None:
            continue
        if above.tag == P and parent.tag == TC and len(parent.findall(P)) == 1:
            for child in list(above):
                if child.tag != _W + "pPr":
                    above.remove(child)
            continue
        leave_behind(above)
        parent.remove(above)


def _emptied(element: Element, gone: set[Element], stays: Callable[[Element], bool]) -> Element:
    top = element
    for above in element.iterancestors():
        if above.tag == BODY:
            break
        if above.tag in (TR, TBL, SDT):
            if any(each not in gone and stays(each) for each in above.iter(P)):
                break
            top = above
    return top


def reorder(frame: Frame, moved: Container[Element]) -> bool:
    """Put sections into the template's new order; return whether that changed anything.

    What a person wrote stays behind the paragraph it stands behind, and so does what they `moved` there.
    """
    main = frame.adopter.mine.main
    body = frame.adopter.mine.tree(main).find(BODY)
    if body is None:
        return False
    places = sorted(frame.counterpart.items(), reverse=True)
    ranks = {top: n for n, element in places if (top := _child(element, body)) not in moved}
    return in_new_order(body, ranks)


def _child(element: Element, body: Element) -> Element:
    top = element
    for above in element.iterancestors():
        if above is body:
            break
        top = above
    return top


__all__ = ["Frame", "cells_of", "emptied", "insert", "nearest", "remove", "reorder"]
