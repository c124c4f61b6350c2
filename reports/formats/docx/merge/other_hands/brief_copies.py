"""Two people's copies of one brief become one: what the second changed comes into the first, conflicts as comments.

It is the merge of a build with the second copy in the place of what is generated: words that the first person left alone
follow the second, those that both changed stay as in the first, with a comment that shows the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from reports.document import Document
from reports.errors import BrokenFileError, InternalError
from reports.formats.docx import bookmarks
from reports.formats.docx.merge import comments
from reports.formats.docx.merge.base import Base, put_base, take_base
from reports.formats.docx.merge.comparison import compare
from reports.formats.docx.merge.completion import open_changes
from reports.formats.docx.merge.edit_list import edits
from reports.formats.docx.merge.file_merge import merge
from reports.formats.docx.merge.file_reading import ID, NAME, Line, Reading, read
from reports.formats.docx.merge.merge_state import Merged
from reports.merge.joined import Joined
from reports.merge.pairing import pair
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W, opened

_W = f"{{{W}}}"
MARKS = tuple(_W + tag for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of a person's in the second copy, and the paragraph at which it stands."""

    comment: Element
    at: int


def combine(name: str, mine: bytes, other: bytes, document: Document) -> Joined:
    """Return the first copy with what was changed in the second.

    Args:
        name: of the file, for messages.
        mine: the first copy, joined with what is generated now.
        other: the second copy, joined with the same.
        document: what is generated now.

    Raises:
        InternalError: words of one of them would be lost.
    """
    bases = [_base(each) for each in (mine, other)]
    theirs = opened(other)
    renamed = _renumbered(theirs, opened(mine))
    reading = read(theirs)
    remarks = list(_taken_out(theirs, reading))
    changes = open_changes(theirs)
    made = merge(mine, theirs.pack(), bases[0], language=document.info.language, copy=True)
    package = opened(made.data)
    _put_back(package, theirs, reading, remarks)
    asked = {renamed.get(name, name): kept for name, kept in bases[1].requests.items()}
    told = tuple(sorted({*bases[0].told, *bases[1].told}))
    put_base(package, replace(bases[0], told=told, requests={**bases[0].requests, **asked}))
    data = package.pack()
    left = read(opened(data)).lines
    _nothing_lost(bases[0], reading.lines, left, made)
    found = sum(1 for _ in edits(compare(bases[0].records, left)))
    return Joined(data, found, tuple(_told(made, len(remarks), changes)))


def _base(data: bytes) -> Base:
    base = take_base(opened(data))
    if base is None:
        raise BrokenFileError("it holds nothing to tell a person's edits by")
    return base


def _renumbered(other: Package, mine: Package) -> Mapping[str, str]:
    """Give the figures that were asked for in the second copy numbers that the first does not have; return the new names."""
    numbers = [int(found[1]) for each in _starts(mine) if (found := re.match(bookmarks.REQUESTED, each.get(NAME, "")))]
    last, made = max(numbers, default=0), {}
    for each in _starts(other):
        name = each.get(NAME, "")
        if found := re.match(bookmarks.REQUESTED, name):
            made[name] = f"_a_{last + int(found[1])}_{name[found.end() :]}"
            each.set(NAME, made[name])
    return made


def _starts(package: Package) -> Iterator[Element]:
    return package.tree(package.main).iter(_W + "bookmarkStart")


# ── Comments ─────────────────────────────────────────────────────────────────────────────────────


def _taken_out(package: Package, reading: Reading) -> Iterator[Remark]:
    """Take the marks of comments out of the second copy; yield the comments of people."""
    part = package.related(package.main, comments.KIND)
    found = {each.get(ID, ""): each for each in package.tree(part)} if part in package.parts else {}
    for n, line in enumerate(reading.lines):
        for node in list(line.element.iter(*MARKS)):
            comment = found.get(node.get(ID, ""))
            if node.tag == MARKS[2] and comment is not None and comment.get(_W + "author") != comments.AUTHOR:
                yield Remark(comment, n)
            comments.remove(node)


def _put_back(package: Package, other: Package, reading: Reading, remarks: Iterable[Remark]) -> None:
    """Put the comments of the second copy at the same paragraphs of the joined file, but those that stand there already."""
    here = read(package).lines
    places = pair([line.record for line in reading.lines], [line.record for line in here], edited=True).there
    known = {_content(each) for each in _comments(package)}
    for remark in remarks:
        if _content(remark.comment) not in known and here:
            line = here[places.get(remark.at, _nearest(remark.at, places))]
            made = deepcopy(remark.comment)
            for node in made.iter(_W + "hyperlink"):  # its address stands in a part of the second copy
                node.attrib.clear()
            comments.put(package, [line], made)


def _nearest(at: int, places: Mapping[int, int]) -> int:
    return next((places[n] for n in range(at, -1, -1) if n in places), 0)


def _comments(package: Package) -> Iterator[Element]:
    part = package.related(package.main, comments.KIND)
    yield from package.tree(part).iterfind(_W + "comment") if part in package.parts else ()


def _content(comment: Element) -> tuple[str, str, str]:
    words = "".join(each.text or "" for each in comment.iter(_W + "t"))
    return comment.get(_W + "author", ""), comment.get(_W + "date", ""), words


# ── What is told ─────────────────────────────────────────────────────────────────────────────────


def _nothing_lost(base: Base, theirs: Iterable[Line], left: Iterable[Line], made: Merged) -> None:
    """Refuse a file in which a word that the second person wrote neither stands nor is told.

    Raises:
        InternalError: a word is missing.
    """

    def words(texts: Iterable[str]) -> Counter[str]:
        return Counter(word for text in texts for word in _WORD.findall(text))

    written = words(line.record.unmarked for line in theirs if not line.record.entry)
    written -= words(record.unmarked for record in base.records if not record.entry)
    there = words(line.record.text for line in left) | words(each.generated for each in made.conflicts)
    if missing := {word for word in written if word not in there}:
        raise InternalError(f"joining the copies would lose what was written: {' '.join(sorted(missing)[:8])}")


def _told(made: Merged, remarks: int, changes: int) -> Iterator[str]:
    for conflict in made.conflicts:
        now = f"the other copy says “{conflict.generated}”" if conflict.generated else "the other copy has deleted it"
        kept = f"“{conflict.kept}” was kept" if conflict.kept else "nothing was put in"
        yield f"in “{conflict.section}” {kept}; {now}"
    if remarks:
        yield f"{remarks} comments of the other copy came with it"
    if changes:
        yield f"{changes} tracked changes of the other copy were taken as they read; its file still holds them"


__all__ = ["combine"]
