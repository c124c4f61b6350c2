"""A deck as a PowerPoint file: the master made by script, native charts and tables, notes pages."""

from __future__ import annotations

from reports.document import Document
from reports.formats.pptx.plan import Deck, plan
from reports.theme.definition import Theme


def write(document: Document, theme: Theme) -> bytes:
    """Return `document` as a .pptx file; the same input gives the same bytes.

    Raises:
        InputError: a text does not fit its box, or a block has no place on its slide.
    """
    return write_deck(plan(document, theme), theme)


def write_deck(deck: Deck, theme: Theme) -> bytes:
    """Return a planned deck as a .pptx file."""
    from reports.formats.pptx.deck_package import Package
    from reports.formats.pptx.drawing_xml import Pen
    from reports.formats.pptx.empty_deck import template

    pen = Pen(theme, deck.info.language)
    package = Package(theme.base.get("pptx") or template(pen), pen, deck)
    package.fill()
    package.list_slides()
    package.describe()
    return package.save()


def load() -> None:
    """Load what writes decks, and what tells edits in them later."""
    from reports.formats.pptx import deck_package, empty_deck, merge  # noqa: F401
