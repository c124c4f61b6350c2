"""Put a .pptx together of its slides."""

from __future__ import annotations

from reports.formats.pptx.deck_package import Package
from reports.formats.pptx.design.template_cleaning import cleaned
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.empty_deck import template
from reports.formats.pptx.plan import Deck
from reports.languages.registry import is_rtl
from reports.theme.definition import Theme


def write_deck(deck: Deck, theme: Theme) -> bytes:
    """Return a planned deck as a .pptx file."""
    pen = Pen(theme, deck.info.language)
    base = theme.base.get("pptx")
    package = Package(cleaned(base) if base else template(pen), pen, deck)
    package.fill()
    package.list_slides()
    package.describe()
    if deck.info.digits:
        package.set_digits(deck.info.digits)
    if is_rtl(deck.info.language):
        package.turn(grid=base is None)
    return package.save()
