"""What the program asks of the merge of Word files: to keep a base, to join, to review, to list what is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reports.document import Document
from reports.formats.docx.merge import base_for, base_in, base_json, based, review
from reports.formats.docx.merge.comments import AUTHOR, FIGURE
from reports.formats.docx.read import extract_word
from reports.formats.docx.tracked_changes import unresolved
from reports.merge.altered_words import told, words_by_hand
from reports.merge.joined import STRIPPED, UNTRACED, ByHand, Joined, Reviewed, shortened
from reports.ooxml.outside_parts import STAYS, outside_parts
from reports.ooxml.wordprocessingml import opened

if TYPE_CHECKING:
    from reports.formats.docx.merge import Merged
    from reports.formats.docx.merge.merge_state import Conflict


def with_base(data: bytes, document: Document) -> tuple[bytes, bytes]:
    """Return a file as written with its base inside, and the same base as JSON to keep beside it."""
    whole, base = based(data, document)
    return whole, base_json(base)


def join(name: str, mine: bytes, new: bytes, beside: bytes | None, document: Document, restore: bool = False) -> Joined:
    """Return a person's Word file with what is generated now; arguments and errors as for `formats.registry.Join`."""
    from reports.formats.docx.merge import merge  # late: a build without edits needs none of it

    inside, language = base_in(mine), document.info.language
    base = inside or base_for(mine, beside)
    merged = merge(mine, new, base, document, restore=restore, language=language, written=True)
    hands = tuple(
        ByHand(hand.text, hand.sentence, ", ".join(filter(None, (name, hand.section)))) for hand in merged.by_hand
    )
    hands += tuple(
        ByHand(refusal.typed, refusal.passage, ", ".join(filter(None, (name, section))))
        for section, refusal in merged.requests.refused
    )
    fresh = merged.data == new
    words = () if fresh else words_by_hand(name, extract_word(merged.data), extract_word(new), document)
    stripped = (STRIPPED,) if inside is None else ()
    foreign = () if fresh else (f"it holds {what}; {STAYS}" for what in outside_parts(opened(merged.data)))
    said = (*stripped, *_told(merged, document), *map(told, words), *foreign)
    return Joined(merged.data, len(merged.edits), said, (*hands, *words), fresh)


def _told(merged: Merged, document: Document) -> Iterator[str]:
    yield from (_of_conflict(conflict, document) for conflict in merged.conflicts)
    for hand in merged.by_hand:
        if hand.fact_id:
            why = f"the fact {hand.fact_id!r} says “{hand.generated}”; correct the fact file or the document"
        else:
            why = UNTRACED
        yield f"in “{hand.section}” the figure “{hand.text}” was written by hand: {why}"
    for section, typed, printed in merged.requests.granted:
        yield f"in “{section}” “{typed}” became “{printed}”"
    for section, refusal in merged.requests.refused:
        yield f"in “{section}”: {refusal.words}"
    yield from (edit.after for edit in merged.edits if edit.kind == "converted")
    for edit in merged.deleted:
        yield f"deleted by hand and left out: “{shortened(edit.before)}”; --restore brings it back"
    if merged.open_changes or merged.open_comments:
        yield f"{merged.open_changes} tracked changes and {merged.open_comments} comments wait for a decision"


def _of_conflict(conflict: Conflict, document: Document) -> str:
    """Return what became of a place that a person and the template changed, in words."""
    if not conflict.kept:
        return f"left out, since what it belongs to was taken out by hand: “{shortened(conflict.generated)}”"
    section = f"in “{conflict.section}” " if conflict.section else ""
    now = f"the template now says “{conflict.generated}”" if conflict.generated else "the template has dropped it"
    at = f" ({document.info.shown(conflict.where)})" if conflict.where else ""
    return f"{section}an edit was kept, “{conflict.kept}”; {now}{at}"


def reviewed(mine: bytes, beside: bytes | None) -> Iterator[Reviewed]:
    """Yield what a person did to a file since it was generated.

    Raises:
        BrokenFileError: it is no Word document, or none of this program's.
    """
    for edit in review(mine, base_for(mine, beside)):
        if edit.kind == "converted":
            yield Reviewed(edit.after)
        else:
            yield Reviewed(f"{edit.place}: {edit.kind}", edit.words())


def remarks(data: bytes) -> Iterator[str]:
    """Yield tracked changes and comments, apart from the program's own on figures, each of which is told by itself.

    Raises:
        BrokenFileError: it is no Word document.
    """
    own = tuple(f"comment by {AUTHOR}: “{words}" for words in FIGURE)
    yield from (what for what in unresolved(opened(data)) if not what.startswith(own))
