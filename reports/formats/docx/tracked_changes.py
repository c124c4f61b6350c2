"""What waits for a decision in a Word file: tracked changes and comments, wherever it holds text."""

from __future__ import annotations

from collections.abc import Iterator

from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
COMMENTS = f"{OFFICE}/comments"
EXCERPT = 60
"""Characters of a change or comment that are quoted."""
CHANGED = tuple(
    _W + tag
    for tag in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
        "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
"""Marks of a change that waits to be accepted or rejected (ISO/IEC 29500-1, 17.13.5)."""


def stories(package: Package) -> Iterator[str]:
    """Yield the parts of a Word file that hold text: the body, notes, headers and footers."""
    yield package.main
    kinds = tuple(f"{OFFICE}/{kind}" for kind in ("footnotes", "endnotes", "header", "footer"))
    for each in package.relations(package.main).values():
        if each.kind in kinds and each.target in package.parts:
            yield each.target


def story_trees(package: Package) -> Iterator[Element]:
    """Yield the trees of the parts that hold text."""
    return map(package.tree, stories(package))


def tracked_changes(package: Package) -> Iterator[Element]:
    """Yield the marks of changes that wait to be accepted or rejected."""
    for tree in story_trees(package):
        yield from tree.iter(*CHANGED)


def unresolved(package: Package) -> Iterator[str]:
    """Yield every tracked change and comment, in the order of the text, with its first words and who made it."""
    for node in tracked_changes(package):
        by = node.get(_W + "author", "")
        kind = {"ins": "insertion", "moveTo": "insertion", "del": "deletion", "moveFrom": "deletion"}
        what = kind.get(node.tag.rpartition("}")[2], "change of format") if isinstance(node.tag, str) else ""
        yield f"tracked {what}{_by(by)}: “{_excerpt(_changed(node))}”"
    part = package.related(package.main, COMMENTS)
    for node in package.tree(part).iterfind(_W + "comment") if part in package.parts else ():
        yield f"comment{_by(node.get(_W + 'author', ''))}: “{_excerpt(node)}”"


def _changed(node: Element) -> Element:
    """Return the paragraph around a mark that holds no words of its own, such as that of a paragraph's end."""
    if any(each.tag in (_W + "t", _W + "delText") for each in node.iter()):
        return node
    return next(node.iterancestors(_W + "p"), node)


def _by(author: str) -> str:
    return f" by {author}" if author else ""


def _excerpt(node: Element) -> str:
    words = " ".join("".join(each.text or "" for each in node.iter(_W + "t", _W + "delText")).split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"
