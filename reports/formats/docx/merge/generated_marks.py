"""The program's own bookmarks in a paragraph: labels, headings, sources and the first marks that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.file_reading import ID, NAME, Line
from reports.formats.docx.merge.run_editing import put_at
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, W, w

_W = f"{{{W}}}"
START, END = _W + "bookmarkStart", _W + "bookmarkEnd"
GENERATED = re.compile(r"_Toc_|_Ref_|cite-\d|src-\d")
"""Names of what the program leads readers to (`formats/docx/bookmarks.py`), apart from blocks and figures."""


def follow_marks(mine: Line, fresh: Line, adopter: Adopter) -> None:
    """Hold the generated bookmarks of a person's paragraph, whose words are as generated now, to those of the new one."""
    if not any(GENERATED.match(each.get(NAME, "")) for line in (mine, fresh) for each in line.element.iter(START)):
        return
    wanted = dict(_marks(fresh))
    have = dict(_marks(mine.again()))
    if wanted == have:
        return
    if _at_once(mine.element, have, wanted):
        return
    for start in [each for each in mine.element.iter(START) if each.get(NAME, "") in have]:
        _take_out(mine.element, start)
    for name, (first, last) in wanted.items():
        id = adopter.bookmark_id()
        put_at(mine, last, w("bookmarkEnd", id=id))
        put_at(mine, first, w("bookmarkStart", id=id, name=name))


def _at_once(element: Element, have: Mapping[str, tuple[int, int]], wanted: Mapping[str, tuple[int, int]]) -> bool:
    """Give the bookmarks other names where they stand in the right places; return whether that is all."""
    if list(have.values()) != list(wanted.values()):
        return False
    names = dict(zip(have, wanted, strict=True))
    for each in element.iter(START):
        each.set(NAME, names.get(each.get(NAME, ""), each.get(NAME, "")))
    return True


def _marks(line: Line) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each generated bookmark that begins and ends in a paragraph, with the stretch of its text that it is around."""
    starts = {node: len(piece.text) for piece in line.pieces for node in piece.nodes[:1]}
    at, open_marks = 0, dict[str, tuple[str, int]]()
    for node in line.element.iter():
        at += starts.get(node, 0)
        if node.tag == START and GENERATED.match(node.get(NAME, "")):
            open_marks[node.get(ID, "")] = (node.get(NAME, ""), at)
        elif node.tag == END and node.get(ID, "") in open_marks:
            name, first = open_marks.pop(node.get(ID, ""))
            yield name, (first, at)


def _take_out(element: Element, start: Element) -> None:
    for node in [start, *(each for each in element.iter(END) if each.get(ID) == start.get(ID))]:
        remove(node)


__all__ = ["follow_marks"]
