"""Two people's copies of one deck become one: what the second changed comes into the first, conflicts into the notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports.document import Document
from reports.errors import BrokenFileError, InternalError
from reports.formats.pptx.merge.base import DeckBase, put_base, take_base
from reports.formats.pptx.merge.file_merge import Merged, merge
from reports.formats.pptx.merge.file_reading import Reading, read
from reports.formats.pptx.merge.merge_messages import COPY, DeckFlag
from reports.formats.pptx.merge.slide_records import Slide
from reports.formats.pptx.merge.whole_deck import every_edit, read_edited
from reports.merge.joined import Joined
from reports.ooxml.presentationml import opened

_WORD = re.compile(r"\w+")


def combine(name: str, mine: bytes, other: bytes, document: Document) -> Joined:
    """Return the first copy with what was changed in the second; arguments and errors as for that of Word files."""
    bases = [_base(each) for each in (mine, other)]
    made = merge(mine, other, bases[0], other=COPY)
    result = read(opened(made.data))
    put_base(
        result.package, replace(bases[0], requests=tuple(dict.fromkeys(each for b in bases for each in b.requests)))
    )
    data = result.package.pack()
    left = read_edited(opened(data), bases[0])
    _nothing_lost(bases[0], read(opened(other)), left, made)
    found = sum(1 for _ in every_edit(bases[0], left))
    return Joined(data, found, tuple(map(str, made.flags)))


def _base(data: bytes) -> DeckBase:
    base = take_base(opened(data))
    if base is None:
        raise BrokenFileError("it holds nothing to tell a person's edits by")
    return base


def _nothing_lost(base: DeckBase, theirs: Reading, left: Reading, made: Merged) -> None:
    """Refuse a deck in which a word that the second person wrote neither stands nor is told.

    Raises:
        InternalError: a word is missing.
    """
    written = _words(_texts(page.slide for page in theirs.pages)) - _words(_texts(base.slides))
    there = _words(_texts(page.slide for page in left.pages)) | _words(_told(made.flags))
    if missing := {word for word in written if word not in there}:
        raise InternalError(f"joining the copies would lose what was written: {' '.join(sorted(missing)[:8])}")


def _texts(slides: Iterable[Slide]) -> Iterator[str]:
    for slide in slides:
        yield from (text for shape in slide.shapes for text in shape.texts)
        yield from slide.notes


def _told(flags: Iterable[DeckFlag]) -> Iterator[str]:
    yield from (text for flag in flags for pair in flag.kept for text in pair)


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))


__all__ = ["combine"]
