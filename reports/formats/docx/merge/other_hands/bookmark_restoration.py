"""Bookmarks that another program dropped, put back where the same words stand, so that links and figures are found again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.file_reading import ID, NAME, Line
from reports.formats.docx.merge.paragraph_text import edge, spots
from reports.notation.spaces import even_spaces
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
START, END = _W + "bookmarkStart", _W + "bookmarkEnd"
LED_TO = re.compile(r"src-|cite-|_Toc_|_Ref_")
"""Bookmarks that links of the program lead to."""
FIGURE = "_f_"


def restore(adopter: Adopter, keys: Mapping[Element, Line]) -> None:
    """Put back the bookmarks of the new file that are missing in a person's; `keys`: which paragraph is which.

    Those of figures only where the file has lost them all, since else a person has deleted them.
    """
    names = {each.get(NAME, "") for element in _roots(keys) for each in element.iter(START)}
    figures = not any(name.startswith(FIGURE) for name in names)
    for element, fresh in keys.items():
        if all(each.get(NAME, "") in names for each in fresh.element.iter(START)):
            continue
        for name, start, end in list(_marked(fresh.element)):
            if name not in names and (LED_TO.match(name) or (figures and name.startswith(FIGURE))):
                place = _place(_said(element), _said(fresh.element), start, end)
                if place is None and name.startswith(FIGURE):
                    continue
                _put(adopter, element, name, place or (0, len(_said(element))))
                names.add(name)


def _roots(keys: Mapping[Element, Line]) -> Iterator[Element]:
    """Yield the parts in which the paragraphs stand, each once."""
    yield from dict.fromkeys(element.getroottree().getroot() for element in keys)


def _said(paragraph: Element) -> str:
    return even_spaces("".join(spot.text for spot in spots(paragraph)))


def _marked(paragraph: Element) -> Iterator[tuple[str, int, int]]:
    """Yield the bookmarks of a generated paragraph, each with the letters that it holds."""
    letters = {spot.node: spot.text for spot in spots(paragraph)}
    at, begun = 0, {}
    for node in paragraph.iter():
        if node.tag == START:
            begun[node.get(ID)] = (node.get(NAME, ""), at)
        elif node.tag == END and node.get(ID) in begun:
            name, start = begun.pop(node.get(ID))
            yield name, start, at
        at += len(letters.get(node, ""))


def _place(mine: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the letters of the new paragraph stand in the person's: the same place, or the only one that reads so."""
    if mine == new:
        return start, end
    words = new[start:end]
    at = mine.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 and mine.find(words, at + 1) < 0 else None


def _put(adopter: Adopter, paragraph: Element, name: str, place: tuple[int, int]) -> None:
    start, end = adopter.bookmark(name, [])
    first, last = edge(paragraph, place[0], front=True), edge(paragraph, place[1], front=False)
    if first is None or last is None:
        paragraph.extend([start, end])
        return
    last.addnext(end)
    first.addprevious(start)
