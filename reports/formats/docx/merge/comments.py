"""Comments by the program: at the place, so that a person sees in Word what the merge could not settle."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from lxml import etree

from reports.formats.docx.merge.file_reading import ID, Line
from reports.merge.figure_requests import REFUSED
from reports.notation.spaces import even_spaces
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, W, blob, root, text, w

_W = f"{{{W}}}"
_WITH_ID = etree.XPath("w:comment[@w:id=$id]", namespaces={"w": W})
AUTHOR = "reports"
KIND = f"{OFFICE}/comments"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


FIGURE = ("This figure was changed by hand", "No fact stands behind")
"""How comments on figures begin; all others tell what the template says."""
REQUEST = (REFUSED,)
"""How comments on figures begin that a person asked for in vain."""


def comment(package: Package, lines: Sequence[Line], words: str) -> None:
    """Put a comment around `lines`, in place of those that the program put there before on other things than figures."""
    if not lines or lines[0].part != package.main:
        return  # headers and notes hold no comments (17.13.4)
    words = even_spaces(words)
    if words not in _said(package, lines):
        withdraw(package, lines, lambda said: not said.startswith((*FIGURE, *REQUEST)))
        _put(package, lines, words)


def comment_figures(
    package: Package,
    lines: Sequence[Line],
    remarks: Sequence[str],
    dismissed: Container[str],
    kind: tuple[str, ...] = FIGURE,
) -> None:
    """Hold the program's comments on the figures of `lines` to `remarks`, apart from those that a person has removed.

    Args:
        package: the file.
        lines: paragraphs of it.
        remarks: what is to be said now, each in a comment of its own; comments on what is settled go.
        dismissed: remarks made before, which stay away where their comments are gone.
        kind: how comments of this kind begin.
    """
    if not lines or lines[0].part != package.main:
        return
    here = _said(package, lines)
    withdraw(package, lines, lambda said: said.startswith(kind) and said not in remarks)
    for words in dict.fromkeys(remarks):
        if words not in here and words not in dismissed:
            _put(package, lines, words)


def on_request(package: Package, line: Line) -> bool:
    """Return whether a comment on a paragraph says why a figure that was asked for is not there."""
    return any(said.startswith(REQUEST) for said in _said(package, [line]))


def _said(package: Package, lines: Iterable[Line]) -> list[str]:
    ids = [id for line in lines for id in _ids(line.element)]
    known = dict(said(package, frozenset(ids))) if ids else {}
    return [known[id] for id in ids if id in known]


def _put(package: Package, lines: Sequence[Line], words: str) -> None:
    put(package, lines, w("comment", w("p", w("r", text(words))), id="", author=AUTHOR, initials="r"))


def put(package: Package, lines: Sequence[Line], made: Element) -> None:
    """Put the comment `made` around `lines`, under an id that no other has."""
    part = _part(package)
    id = _free_id(package.tree(part))
    made.set(ID, id)
    package.tree(part).append(made)
    first, last = lines[0].element, lines[-1].element
    properties = first.find(_W + "pPr")
    start = w("commentRangeStart", id=id)
    if properties is not None:
        properties.addnext(start)
    else:
        first.insert(0, start)
    last.extend([w("commentRangeEnd", id=id), w("r", w("commentReference", id=id))])


def _free_id(part: Element) -> str:
    """Return an id that no comment has, behind that of the last one."""
    id = int(part[-1].get(ID, "-1")) + 1 if len(part) else 0
    while _comments(part, frozenset((str(id),))):
        id += 1
    return str(id)


def withdraw(package: Package, lines: Iterable[Line], settled: Callable[[str], bool] = bool) -> None:
    """Take the program's own comments off `lines`, where what they say has been `settled`."""
    signs = (_W + "commentRangeStart", _W + "commentRangeEnd", _W + "commentReference")
    nodes = [node for line in lines for node in line.element.iter(*signs)]
    here = frozenset(node.get(ID, "") for node in nodes)
    known = {id for id, words in said(package, here) if settled(words)} if nodes else set[str]()
    gone: set[str] = set()
    for node in nodes:
        if node.get(ID, "") in known:
            gone.add(node.get(ID, ""))
            remove(node)
    if gone:
        for each in list(package.tree(_part(package))):
            if each.get(ID, "") in gone:
                remove(each)


def others(package: Package) -> int:
    """Return how many comments a person has left."""
    part = package.related(package.main, KIND)
    if part not in package.parts:
        return 0
    return sum(each.get(_W + "author") != AUTHOR for each in package.tree(part).iterfind(_W + "comment"))


def ours_only(line: Line, package: Package) -> bool:
    """Return whether every comment on a paragraph is the program's own."""
    ids = {*_ids(line.element)}
    return not ids or ids <= {id for id, _ in said(package, frozenset(ids))}


def _ids(node: Element) -> Iterator[str]:
    for each in node.iter(_W + "commentRangeStart", _W + "commentReference"):
        yield each.get(ID, "")


def said(package: Package, ids: frozenset[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield id and words of each of the program's own comments; of those with these `ids` only, where some are given."""
    part = package.related(package.main, KIND)
    if part not in package.parts:
        return
    for each in _comments(package.tree(part), ids):
        if each.get(_W + "author") == AUTHOR:
            yield each.get(ID, ""), even_spaces("".join(node.text or "" for node in each.iter(_W + "t")))


def _comments(part: Element, ids: frozenset[str] | None) -> list[Element]:
    """Return the comments with these ids; a file may hold hundreds, of which each paragraph asks for its own."""
    if ids is None:
        return part.findall(_W + "comment")
    return [each for id in sorted(ids) for each in _with_id(part, id)]


def _with_id(part: Element, id: str) -> list[Element]:
    """Return the comments with this id: looked up as if they were numbered in order, which they mostly are, then in all."""
    if id.isdecimal() and len(part):
        at = bisect_left(range(len(part)), int(id), key=lambda n: _number(part[n]))
        if at < len(part) and part[at].get(ID) == id:
            return [part[at]]
    found = _WITH_ID(part, id=id)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []


def _number(comment: Element) -> int:
    id = comment.get(ID, "")
    return int(id) if id.isdecimal() else -1


def _part(package: Package) -> str:
    part = package.related(package.main, KIND)
    if part not in package.parts:
        part = package.add("word/comments.xml", TYPE, blob(root("comments")))
        package.relate(package.main, KIND, part)
    return part


def remove(node: Element) -> None:
    """Take a node out, and the run around it where nothing else is in it."""
    parent = node.getparent()
    if parent is None:
        return
    parent.remove(node)
    if parent.tag == _W + "r" and all(each.tag == _W + "rPr" for each in parent):
        above = parent.getparent()
        if above is not None:
            above.remove(parent)
