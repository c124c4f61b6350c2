"""A deck as a PowerPoint file: planned (`plan`), then written with a master made by script, native charts, notes pages.

`expected` says what a finished deck prints, `read` reads it back, `merge` joins it with what a presenter changed.

What stands here is what the row of the format names; each function imports what it needs when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.document.native_digits import in_own_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.audit.finished.printed_text import Printed
    from reports.document import Document
    from reports.document.extracted_text import Extracted
    from reports.formats.pptx.plan import Deck
    from reports.merge.joined import Joined, Reviewed
    from reports.theme.definition import Theme


def plan_deck(document: Document, theme: Theme) -> Deck:
    """Return the slides of `document`; arguments and errors as for `plan.plan`."""
    from reports.formats.pptx.plan import plan

    return plan(in_own_digits(document), theme)


def write(document: Document, theme: Theme) -> bytes:
    """Return `document` as a .pptx file; the same input gives the same bytes.

    Raises:
        InputError: a text does not fit its box, or a block has no place on its slide.
    """
    return write_planned(plan_deck(document, theme), theme)


def write_planned(planned: object, theme: Theme) -> bytes:
    """Return a planned deck as a .pptx file."""
    from reports.formats.pptx.assembly import write_deck
    from reports.formats.pptx.plan import Deck

    assert isinstance(planned, Deck)
    return write_deck(planned, theme)


def decks(plans: Mapping[tuple[str, str], object]) -> Mapping[str, Deck]:
    """Return the decks among what was planned, by the id of their report; keys are ids and names of formats."""
    from reports.formats.pptx.plan import Deck

    return {report: planned for (report, _), planned in plans.items() if isinstance(planned, Deck)}


def text_of(data: bytes) -> Extracted:
    """Return all text of a .pptx; arguments and errors as for `read.extract_slides`."""
    from reports.formats.pptx.read import extract_slides

    return extract_slides(data)


def expected_text(document: Document) -> Printed:
    """Return what a finished .pptx must and may print of `document`."""
    from reports.formats.pptx.expected import printed_deck

    return printed_deck(in_own_digits(document))


def with_base(data: bytes, document: Document) -> tuple[bytes, bytes]:
    """Return a file as written with its base inside, and the same base as JSON to keep beside it."""
    from reports.formats.pptx.merge import joining

    return joining.with_base(data, in_own_digits(document))


def join(name: str, mine: bytes, new: bytes, beside: bytes | None, document: Document, restore: bool = False) -> Joined:
    """Return a person's file with what is generated now; arguments and errors as for `registry.Join`."""
    from reports.formats.pptx.merge import joining

    return joining.join(name, mine, new, beside, in_own_digits(document), restore)


def combine(name: str, mine: bytes, other: bytes, document: Document) -> Joined:
    """Return two people's copies as one file; arguments and errors as for `registry.Combine`."""
    from reports.formats.pptx.merge import deck_copies

    return deck_copies.combine(name, mine, other, in_own_digits(document))


def reviewed(mine: bytes, beside: bytes | None) -> Iterator[Reviewed]:
    """Yield what a person did to a file since it was generated."""
    from reports.formats.pptx.merge import joining

    return joining.reviewed(mine, beside)


def remarks(data: bytes) -> Iterator[str]:
    """Yield the comments on slides, and what the program said in notes about a person's edits."""
    from reports.formats.pptx.merge import joining

    return joining.remarks(data)


def load() -> None:
    """Load what makes a file, reads it and gives it its base."""
    from reports.formats.pptx import assembly, deck_package, empty_deck, expected, read  # noqa: F401
    from reports.formats.pptx.merge import joining  # noqa: F401
