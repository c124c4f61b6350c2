"""Figures that a person asks for in a Word file: `[[id]]` becomes the figure with its marks, and is refreshed from then on.

Each stands in a hidden bookmark that names its fact. Where what stands there is no longer what was printed, it has become
the person's own words, and the bookmark goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reports.document import Document
from reports.domain.wording import NBSP, source_tip
from reports.formats.docx import bookmarks
from reports.formats.docx.merge import comments
from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.base import Base
from reports.formats.docx.merge.file_reading import ID, NAME, Line, P, Reading
from reports.formats.docx.merge.paragraph_text import Spot, put, spots
from reports.formats.docx.tracked_changes import story_trees
from reports.merge.figure_requests import Granted, Kept, Refusal, answer, requests
from reports.notation.spaces import even_spaces
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W, clark, run, text, w

_W = f"{{{W}}}"
START, END = _W + "bookmarkStart", _W + "bookmarkEnd"
LINK = _W + "hyperlink"
UNLINKED = (LINK, _W + "ins", _W + "moveTo", _W + "fldSimple")
"""Around a run these hold no link, or none that opens (17.16.22, 17.13.5.18)."""
MARK = "SourceMark"


@dataclass
class Requests:
    """What came of the requests in a file."""

    kept: dict[str, Kept] = field(default_factory=dict)
    """Those that were granted, now or before, by bookmark."""
    granted: list[tuple[str, str, str]] = field(default_factory=list)
    """Section, what was typed, what stands there now; of this build only."""
    refused: list[tuple[str, Refusal]] = field(default_factory=list)
    """Section, and what is said."""
    told: set[str] = field(default_factory=set)
    """What comments say of requests, with their sections."""
    changed: bool = False


@dataclass
class _Desk:
    """One file at work."""

    package: Package
    adopter: Adopter
    base: Base
    document: Document
    anchors: frozenset[str]
    generated: str
    """All texts of the base: a request in one of them is none of a person's."""
    made: Requests = field(default_factory=Requests)

    def free_name(self, id: str) -> str:
        """Return a bookmark that no request has."""
        found = (re.match(bookmarks.REQUESTED, name) for name in (*self.anchors, *self.made.kept))
        return bookmarks.requested_bookmark(max((int(each[1]) for each in found if each), default=0) + 1, id)


def grant(mine: Reading, new: Reading, base: Base, document: Document) -> Requests:
    """Print what is asked for in a person's file, refresh what was printed before, and comment what cannot be.

    Args:
        mine: the person's file, whose parts are changed.
        new: the file as written now, from which styles come.
        base: what was generated last.
        document: facts, sources and language.
    """
    trees = list(story_trees(mine.package))
    names = frozenset(each.get(NAME, "") for tree in trees for each in tree.iter(START))
    asking = [tree for tree in trees if "[[" in "".join(each.text or "" for each in tree.iter(_W + "t"))]
    asked = [each for tree in asking for each in tree.iter(P) if "[[" in _said(each)]
    known = any(re.match(bookmarks.REQUESTED, name) for name in names)
    if not asked and not known and not any(_is_open(line, mine.package) for line in mine.lines):
        return Requests()
    generated = "\n".join(record.text for record in base.records)
    desk = _Desk(mine.package, Adopter(mine.package, new.package), base, document, names, generated)
    sections = _sections(mine.lines)
    if known:
        for tree in trees:
            _refresh(desk, tree, sections)
    for paragraph in asked:
        _grant(desk, paragraph, sections.get(paragraph, ""))
    _comment(desk, mine.lines, sections)
    return desk.made


def _said(paragraph: Element) -> str:
    return "".join(spot.text for spot in spots(paragraph))


def _sections(lines: tuple[Line, ...]) -> dict[Element, str]:
    """Return the heading above each paragraph."""
    found, above = {}, ""
    for line in lines:
        if line.record.kind == "p" and line.record.style.startswith("heading"):
            above = " ".join(line.record.shown.split())
        found[line.element] = above
    return found


# ── What was printed before ──────────────────────────────────────────────────────────────────────


def _refresh(desk: _Desk, tree: Element, sections: Mapping[Element, str]) -> None:
    ends = {each.get(ID): each for each in tree.iter(END)}
    tails = {_tail(bookmarks.requested_bookmark(0, id)): id for id in desk.document.book.facts}
    for start in [each for each in tree.iter(START) if re.match(bookmarks.REQUESTED, each.get(NAME, ""))]:
        name, end = start.get(NAME, ""), ends.get(start.get(ID))
        paragraph = next(start.iterancestors(P), None)
        kept = desk.base.requests.get(re.sub(r"_Copy_\d+$", "", name))
        tail = _tail(name)
        here = _between(paragraph, start, end) if paragraph is not None and end is not None else []
        printed = "".join(spot.text for spot in here)
        typed = kept.typed if kept else f"[[{tails[tail]}]]" if tail in tails else ""
        for node in (start, end):
            _remove(node)
        if (
            paragraph is None
            or not printed
            or not typed
            or (kept and even_spaces(kept.printed) != even_spaces(printed))
        ):
            desk.made.changed = True  # they are a person's own words from now on
            continue
        found = answer(typed, desk.document)
        if isinstance(found, Refusal):
            desk.made.refused.append((sections.get(paragraph, ""), replace(found, passage=_said(paragraph))))
        again = found if isinstance(found, Granted) and even_spaces(found.printed) != even_spaces(printed) else None
        name = name if "_Copy_" not in name else desk.free_name(tail)
        desk.made.kept[name] = Kept(typed, again.printed if again else printed)
        desk.made.changed |= bool(again) or name != start.get(NAME)
        if again:
            place = next(n for n, spot in enumerate(spots(paragraph)) if spot.node is here[0].node)
            first = sum(len(spot.text) for spot in spots(paragraph)[:place])
            _print(desk, paragraph, first, first + len(printed), again, name)
        else:
            _around(desk, here, name)


def _tail(name: str) -> str:
    """Return what a bookmark says of the fact."""
    return re.sub(rf"^{bookmarks.REQUESTED}|_Copy_\d+$", "", name)


def _between(paragraph: Element, start: Element, end: Element) -> list[Spot]:
    """Return the texts of a paragraph between two of its elements; none where either stands elsewhere."""
    order = {node: n for n, node in enumerate(paragraph.iter())}
    if start not in order or end not in order:
        return []
    return [spot for spot in spots(paragraph) if order[start] < order[spot.node] < order[end] and spot.text]


def _around(desk: _Desk, here: list[Spot], name: str) -> None:
    """Put the bookmark around what stands there already."""
    start, end = desk.adopter.bookmark(name, [])
    first, last = (_outermost(here[n].node) for n in (0, -1))
    first.addprevious(start)
    last.addnext(end)


def _outermost(node: Element) -> Element:
    """Return the run of a text, or the link around it."""
    run = node.getparent()
    assert run is not None, "a text stands in a run"
    above = run.getparent()
    return above if above is not None and above.tag == LINK else run


# ── What is asked for ────────────────────────────────────────────────────────────────────────────


def _grant(desk: _Desk, paragraph: Element, section: str) -> None:
    """Print what is asked for in a paragraph, from its end on, so that places before stay."""
    for each in reversed([*requests(_said(paragraph))]):
        if each.typed in desk.generated:
            continue
        found = answer(each.typed, desk.document)
        if isinstance(found, Refusal):
            desk.made.refused.append((section, replace(found, passage=_said(paragraph))))
            continue
        name = desk.free_name(found.fact_id)
        _print(desk, paragraph, each.start, each.end, found, name)
        desk.made.kept[name] = Kept(each.typed, found.printed)
        desk.made.granted.append((section, each.typed, found.printed))
        desk.made.changed = True


def _print(desk: _Desk, paragraph: Element, start: int, end: int, granted: Granted, name: str) -> None:
    """Put a figure with its marks into a stretch of a paragraph, in the look of what stood there."""

    def content(look: Element | None, holder: Element) -> list[Element]:
        linked = holder.tag not in UNLINKED and not any(each.tag in UNLINKED for each in holder.iterancestors())
        runs = [w("r", look, text(granted.figure + NBSP * bool(granted.marks.numbers)))]
        runs += [_mark(desk, number, granted, linked=linked) for number in granted.marks.numbers]
        in_copy = any(each.tag == clark("mc:Fallback") for each in paragraph.iterancestors())
        return runs if in_copy else desk.adopter.bookmark(name, runs)  # Word makes the copy anew from the first one

    put(paragraph, start, end, content)


def _mark(desk: _Desk, number: int, granted: Granted, *, linked: bool) -> Element:
    made, anchor = run(granted.mark(number), desk.adopter.style(MARK)), bookmarks.source_bookmark(number)
    if not linked or anchor not in desk.anchors:
        return made
    book = desk.document.book
    source = next(each for each in book.sources.values() if each.number == number)
    from reports.formats.docx.inlines import hyperlink  # late: a file without requests needs no writer

    return hyperlink(
        anchor, source_tip(source, (book.facts[granted.fact_id],), desk.document.words["paragraph-sign"]), made
    )


# ── What is said ─────────────────────────────────────────────────────────────────────────────────


def _is_open(line: Line, package: Package) -> bool:
    """Return whether a paragraph has a comment of the program's on a request."""
    return line.commented and comments.on_request(package, line)


def _comment(desk: _Desk, lines: tuple[Line, ...], sections: Mapping[Element, str]) -> None:
    """Comment what could not be granted at its place; a comment that a person removed stays away."""
    for line in lines:
        remarks = [
            found.words
            for each in requests(_said(line.element))
            if each.typed not in desk.generated and isinstance(found := answer(each.typed, desk.document), Refusal)
        ]
        if not remarks and not _is_open(line, desk.package):
            continue
        told = {even_spaces(words): even_spaces(f"{sections[line.element]}: {words}") for words in remarks}
        dismissed = {words for words, entry in told.items() if entry in desk.base.told}
        comments.comment_figures(desk.package, [line], tuple(told), dismissed, comments.REQUEST)
        desk.made.told.update(told.values())
        desk.made.changed = True


def _remove(node: Element | None) -> None:
    parent = node.getparent() if node is not None else None
    if node is not None and parent is not None:
        parent.remove(node)
