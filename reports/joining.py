"""A file that a person edited meets the next build: both become one file, and every difference is told.

The merges themselves are in `merge` (Word) and `merge_deck` (PowerPoint); here both have one face for the pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.errors import BrokenFileError
from reports.model import Document

if TYPE_CHECKING:
    from reports.merge_deck import DeckBase


UNTRACED = "no fact stands behind it; declare one and print it, or take it out"
"""Said of a figure that a person wrote."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A figure in a person's own words, which no fact stands behind, or no longer."""

    text: str
    passage: str
    where: str
    """File, and the heading above or the slide."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One file of a person's edits and what is generated now."""

    data: bytes
    edits: int
    """How many edits exist in this file only."""
    told: tuple[str, ...]
    """What has to be said, one line each, without the name of the file."""
    by_hand: tuple[ByHand, ...] = ()
    fresh: bool = False
    """Whether it is what was written now, byte for byte, with nothing of a person's in it."""


def sidecar(name: str) -> str:
    """Return the name of the file beside `name` that keeps what was generated last."""
    return f".{name}.base.json"


def with_base(kind: str, data: bytes, document: Document) -> tuple[bytes, bytes]:
    """Return a file as written with its base inside, and the same base as JSON to keep beside it."""
    if kind == "docx":
        from reports import merge

        whole, base = merge.based(data, document)
        return whole, merge.base_json(base)
    from reports import merge_deck

    deck, slides = merge_deck.based(data, document.facts_version, document)
    return deck, merge_deck.base_json(slides)


Join = Callable[[str, bytes, bytes, bytes | None, Document, bool], Joined]


def join_brief(
    name: str, mine: bytes, new: bytes, beside: bytes | None, document: Document, restore: bool = False
) -> Joined:
    """Return a person's Word file with what is generated now.

    Args:
        name: of the file, for messages.
        mine: as the person left it.
        new: as written now.
        beside: the base kept beside it, if there is one; the one inside the file wins.
        document: what `new` was written from.
        restore: whether to bring back generated blocks that the person deleted.

    Raises:
        BrokenFileError: `mine` is no Word file of this program.
        InternalError: words of the person would be lost; nothing was merged.
    """
    from reports import merge

    merged = merge.merge(
        mine, new, merge.base_for(mine, beside), document, restore=restore, language=document.info.language
    )
    hands = tuple(
        ByHand(hand.text, hand.sentence, ", ".join(filter(None, (name, hand.section)))) for hand in merged.by_hand
    )
    return Joined(merged.data, len(merged.edits), tuple(_told_of_brief(merged, document)), hands, merged.data == new)


def _told_of_brief(merged: object, document: Document) -> Iterator[str]:
    from reports.merge import Merged

    assert isinstance(merged, Merged)
    for conflict in merged.conflicts:
        now = f"the template now says “{conflict.generated}”" if conflict.generated else "the template has dropped it"
        yield f"in “{conflict.section}” an edit was kept, “{conflict.kept}”; {now} ({document.info.shown(conflict.where)})"
    for hand in merged.by_hand:
        if hand.fact_id:
            why = f"the fact {hand.fact_id!r} says “{hand.generated}”; correct the fact file or the document"
        else:
            why = UNTRACED
        yield f"in “{hand.section}” the figure “{hand.text}” was written by hand: {why}"
    for edit in merged.deleted:
        yield f"deleted by hand and left out: “{_short(edit.before)}”; --restore brings it back"
    if merged.open_changes or merged.open_comments:
        yield f"{merged.open_changes} tracked changes and {merged.open_comments} comments wait for a decision"


def join_deck(
    name: str, mine: bytes, new: bytes, beside: bytes | None, document: Document, restore: bool = False
) -> Joined:
    """Return a person's PowerPoint file with what is generated now; arguments and errors as for `join_brief`."""
    from reports import merge_deck
    from reports.audit.strays import strays

    merged = merge_deck.merge(mine, new, deck_base(mine, beside), document, restore=restore)
    fresh = merged.data == new
    typed = () if fresh else tuple(strays("pptx", merged.data, document))
    deleted = (f"{edit}; left out, --restore brings it back" for edit in merged.deleted)
    figures = (f"{each.part}: the figure “{each.figure}” was written by hand: {UNTRACED}" for each in typed)
    hands = tuple(ByHand(each.figure, each.line, f"{name}, {each.part}") for each in typed)
    return Joined(merged.data, len(merged.edits), (*map(str, merged.flags), *figures, *deleted), hands, fresh)


def deck_base(mine: bytes, beside: bytes | None) -> DeckBase:
    """Return the base of a person's deck: the one inside it, else the one kept beside it.

    Raises:
        BrokenFileError: it is no PowerPoint file of this program.
    """
    from reports import merge_deck

    base = merge_deck.base_in(mine) or (merge_deck.base_from_json(beside) if beside is not None else None)
    if base is None:
        raise BrokenFileError("it holds nothing to tell a person's edits by, so this program has not written it")
    return base


JOINS: Mapping[str, Join] = {"docx": join_brief, "pptx": join_deck}
"""Formats that people edit."""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:77].rstrip() + "…"
