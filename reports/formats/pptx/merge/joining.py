"""What the program asks of the merge of decks: to keep a base, to join, to review, to list what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.audit.finished.typed_figures import strays
from reports.document import Document
from reports.errors import UnmarkedFileError
from reports.formats.pptx.expected import printed_deck
from reports.formats.pptx.merge import DeckBase, base_from_json, base_in, base_json, based, review
from reports.formats.pptx.merge.file_reading import FLAG, notes_body, read, said
from reports.formats.pptx.merge.slide_pairing import pair_slides
from reports.formats.pptx.read import extract_slides
from reports.merge.altered_words import told, words_by_hand
from reports.merge.figure_requests import Refusal
from reports.merge.joined import STRIPPED, UNTRACED, ByHand, Joined, Reviewed
from reports.ooxml.outside_parts import STAYS, outside_parts
from reports.ooxml.presentationml import A, opened

if TYPE_CHECKING:
    from reports.formats.pptx.merge import Merged

COMMENTS = "/comments"
"""How kinds of relationships end that lead from a slide to remarks, in the old form and in the new ([MS-PPTX] 2.1.3)."""
ALIKE = 0.3
"""Share of the slides of a base that a deck without one must hold, to be taken for the report that the base is of."""
SHOWN = 160
"""Characters of a remark that a message quotes."""


def with_base(data: bytes, document: Document) -> tuple[bytes, bytes]:
    """Return a file as written with its base inside, and the same base as JSON to keep beside it."""
    deck, slides = based(data, document.facts_version, document)
    return deck, base_json(slides)


def join(name: str, mine: bytes, new: bytes, beside: bytes | None, document: Document, restore: bool = False) -> Joined:
    """Return a person's deck with what is generated now; arguments and errors as for `formats.registry.Join`."""
    from reports.formats.pptx.merge import merge  # late: a build without edits needs none of it

    inside = base_in(mine)
    merged = merge(mine, new, inside or _base_beside(mine, beside), document, restore=restore)
    fresh = merged.data == new
    text, expected = extract_slides(merged.data), printed_deck(document)
    typed = (
        () if fresh else tuple(strays(text, expected, document, (each.kept.printed for each in merged.requests.kept)))
    )
    own = replace(
        text, runs=tuple(run for run in text.runs if not run.text.startswith(FLAG))
    )  # flags are the program's
    words = () if fresh else words_by_hand(name, own, extract_slides(new), document)
    deleted = (f"{edit}; left out, --restore brings it back" for edit in merged.deleted)
    figures = (f"{each.part}: the figure “{each.figure}” was written by hand: {UNTRACED}" for each in typed)
    hands = tuple(ByHand(each.figure, each.line, f"{name}, {each.part}") for each in typed)
    asked = (f"“{title}”: “{typed}” became “{printed}”" for title, typed, printed in merged.requests.granted)
    hands += tuple(
        ByHand(each.typed, each.passage, f"{name}, {part}") for part, refused in _refused(merged) for each in refused
    )
    foreign = () if fresh else (f"it holds {what}; {STAYS}" for what in outside_parts(opened(merged.data)))
    stripped = (STRIPPED,) if inside is None else ()
    said = (*stripped, *map(str, merged.flags), *asked, *figures, *map(told, words), *deleted, *foreign)
    return Joined(merged.data, len(merged.edits), said, (*hands, *words), fresh)


def _refused(merged: Merged) -> Iterator[tuple[str, Sequence[Refusal]]]:
    """Yield the slides on which figures were asked for in vain, as messages name them."""
    if not merged.requests.refused:
        return
    numbers = {page.part: number for number, page in enumerate(read(opened(merged.data)).pages, 1)}
    yield from ((f"slide {numbers[part]}", found) for part, found in merged.requests.refused.items())


def base_for(mine: bytes, beside: bytes | None) -> DeckBase:
    """Return the base of a person's deck: the one inside it, else the one kept beside it.

    Raises:
        UnmarkedFileError: nothing in it or beside it says what was generated.
    """
    return base_in(mine) or _base_beside(mine, beside)


def _base_beside(mine: bytes, beside: bytes | None) -> DeckBase:
    base = base_from_json(beside) if beside is not None else None
    if base is None or not _reads_as(base, mine):
        raise UnmarkedFileError("it holds nothing to tell a person's edits by")
    return base


def _reads_as(base: DeckBase, mine: bytes) -> bool:
    """Return whether a deck that another program stripped of its base still reads as what was generated last."""
    slides = [page.slide for page in read(opened(mine)).pages]
    return len(pair_slides(base.slides, slides, ids=False)) >= ALIKE * len(base.slides)


def reviewed(mine: bytes, beside: bytes | None) -> Iterator[Reviewed]:
    """Yield what a person did to a file since it was generated.

    Raises:
        BrokenFileError: it is no presentation, or none of this program's.
    """
    for edit in review(mine, base_for(mine, beside)):
        yield Reviewed(str(edit))


def remarks(data: bytes) -> Iterator[str]:
    """Yield the comments on slides, and what the program said in notes about a person's edits.

    Raises:
        BrokenFileError: it is no presentation.
    """
    package = opened(data)
    for number, page in enumerate(read(package).pages, 1):
        for each in package.relations(page.part).values():
            if each.kind.endswith(COMMENTS) and each.target in package.parts:
                words = " ".join("".join(map(str, package.tree(each.target).itertext())).split())
                yield f"slide {number}: comment “{words[:SHOWN]}”"
        body = notes_body(package, page.notes_part)
        for line in map(said, body.findall(f"{A}p")[:1] if body is not None else ()):
            if line.startswith(FLAG):
                yield f"slide {number}: remark in the notes “{line.removeprefix(FLAG)[:SHOWN]}”"
