"""What a merge sets right at the end: names of bookmarks, notes without a sign, properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reports.formats.docx.merge.adoption import FOOTNOTES, Adopter
from reports.formats.docx.merge.file_reading import ID, NAME, VAL, Line
from reports.formats.docx.merge.other_hands.bookmark_restoration import restore
from reports.formats.docx.tracked_changes import story_trees
from reports.ooxml.package import Package
from reports.ooxml.part_xml import remove
from reports.ooxml.refreshed_properties import refresh_properties
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
START, END = _W + "bookmarkStart", _W + "bookmarkEnd"
COPY = re.compile(r"_Copy_\d+$")
"""What LibreOffice adds to the name of a bookmark that is copied with its text."""
TRACKED = tuple(
    _W + tag for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "cellIns", "cellDel", "tblPrChange",
                         "trPrChange", "tcPrChange", "sectPrChange", "numberingChange")
)  # fmt: skip


def restyle(mine: Element, adopter: Adopter, fresh: Element) -> None:
    """Set the style of the new paragraph on the person's."""
    ours, theirs = (each.find(f"{_W}pPr/{_W}pStyle") for each in (mine, fresh))
    if ours is not None and theirs is not None:
        ours.set(VAL, adopter.style(theirs.get(VAL, "")))


def finish(
    adopter: Adopter,
    keys: Mapping[Element, Line],
    names: Mapping[Element, Mapping[str, str]],
    dropped: Iterable[Element],
) -> None:
    """Name bookmarks as the new file does, and take away what leads nowhere.

    Args:
        adopter: of the person's file and the new one.
        keys: the paragraph of the new file that each of the person's stands for.
        names: new names of the figures in a paragraph; of those that have none, the bookmarks go.
        dropped: paragraphs that are no block of the program's any more.
    """
    package = adopter.mine
    for element in dropped:
        _drop_bookmarks(element, "_b_")
    for element, fresh in keys.items():
        _rekey(element, fresh, adopter)
    for element, renamed in names.items():
        _rename_figures(element, renamed)
    restore(adopter, keys)
    _one_each(package)
    _orphans(package)
    _number(package)
    refresh_properties(package, adopter.new)


def _rekey(element: Element, fresh: Line, adopter: Adopter) -> None:
    """Put the block's bookmark around the whole paragraph, and name those of headings and labels as the new file does."""
    marks = list(element.iter(START))
    if not _is_around(element, fresh.record.key, marks):
        _drop_bookmarks(element, "_b_")
        _put_around(element, fresh.record.key, adopter)
    for prefix in ("_Toc_", "_Ref_"):
        if ours := _named(marks, prefix):
            for node, wanted in zip(ours, _named(fresh.element.iter(START), prefix), strict=False):
                node.set(NAME, wanted.get(NAME, ""))


def _named(marks: Iterable[Element], prefix: str) -> list[Element]:
    return [each for each in marks if each.get(NAME, "").startswith(prefix)]


def _put_around(element: Element, key: str, adopter: Adopter) -> None:
    if not key:
        return
    content = [each for each in element if each.tag != _W + "pPr"]
    start, end = adopter.bookmark(key, [])
    if content:
        content[0].addprevious(start)
    else:
        element.append(start)
    element.append(end)


def _is_around(element: Element, key: str, marks: Iterable[Element]) -> bool:
    """Return whether the bookmark `key`, and no other of a block, stands around all of a paragraph; `marks`: all in it."""
    ours = _named(marks, "_b_")
    if [each.get(NAME) for each in ours] != [key] or ours[0].getparent() is not element:
        return False
    before = {each.tag for each in ours[0].itersiblings(preceding=True)}
    end = next((each for each in element.iterchildren(END) if each.get(ID) == ours[0].get(ID)), None)
    return end is not None and before <= {_W + "pPr", START} and {each.tag for each in end.itersiblings()} <= {END}


def _rename_figures(element: Element, renamed: Mapping[str, str]) -> None:
    for node in _named(element.iter(START), "_f_"):
        name = renamed.get(COPY.sub("", node.get(NAME, "")))
        if name:
            node.set(NAME, name)
        else:
            _drop_one(element, node)


def _drop_bookmarks(element: Element, prefix: str) -> None:
    for node in _named(element.iter(START), prefix):
        _drop_one(element, node)


def _drop_one(scope: Element, start: Element) -> None:
    for place in (scope, scope.getroottree().getroot()):  # few end in another paragraph
        if ends := [each for each in place.iter(END) if each.get(ID) == start.get(ID)]:
            break
    for end in ends:
        remove(end)
    remove(start)


def _one_each(package: Package) -> None:
    """Take away a second bookmark of the same name, and half ones of the program's own."""
    seen: set[str] = set()
    for tree in story_trees(package):
        ends = {each.get(ID): each for each in tree.iter(END)}
        for node in list(tree.iter(START)):
            name = node.get(NAME, "")
            copy = name.startswith("_b_") and "_Copy_" in name
            if name in seen or copy:
                remove(node)
                if node.get(ID) in ends:
                    remove(ends[node.get(ID)])
            seen.add(name)
        starts = {each.get(ID) for each in tree.iter(START)}
        for id, end in ends.items():
            if id not in starts:
                remove(end)
        kept = {each.get(ID) for each in tree.iter(END)}
        for node in [each for each in tree.iter(START) if each.get(ID) not in kept]:
            remove(node)


def _number(package: Package) -> None:
    """Number bookmarks in the order of the text, so that a merge with nothing to do changes nothing."""
    next_id = 1
    for tree in story_trees(package):
        known: dict[str | None, str] = {}
        for node in tree.iter(START, END):
            if node.get(ID) not in known:
                known[node.get(ID)] = str(next_id)
                next_id += 1
            node.set(ID, known[node.get(ID)])


def _orphans(package: Package) -> None:
    """Take away footnotes that no text leads to."""
    part = package.related(package.main, FOOTNOTES)
    if part not in package.parts:
        return
    used = {each.get(ID) for each in package.tree(package.main).iter(_W + "footnoteReference")}
    for note in list(package.tree(part)):
        if note.get(_W + "type", "normal") == "normal" and note.get(ID) not in used:
            remove(note)


def open_changes(package: Package) -> int:
    """Return how many tracked changes wait for a decision."""
    return sum(1 for tree in story_trees(package) for _ in tree.iter(*TRACKED))
