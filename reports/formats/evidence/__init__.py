"""Facts and documents → one HTML file in which every figure can be traced to its sources; it asks no network for anything.

It is a format of the project as a whole: one file, made of all reports. `assembly` puts the page together of its parts.

What stands here is what the row of the format names; it imports what it needs when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.audit import Waiver
    from reports.document import Document
    from reports.domain.fact_book import FactBook
    from reports.merge.joined import ByHand
    from reports.theme.definition import Theme


def write(
    documents: tuple[Document, ...],
    book: FactBook,
    theme: Theme,
    literals: tuple[Waiver, ...] = (),
    by_hand: tuple[ByHand, ...] = (),
) -> bytes:
    """Return the evidence page as UTF-8; arguments as for `assembly.page`."""
    from reports.document.report import untranslated
    from reports.formats.evidence.assembly import page

    return page(untranslated(documents), book, theme, literals, by_hand)
