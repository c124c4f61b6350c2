"""A document as PDF: PDF/UA-1 and PDF/A-3a in one file, through HTML that is private to this package (`html_page`).

`assembly` gathers what a PDF is made from, `typesetting` sets it, `expected` says what a finished one prints, `read` reads
it back, `copy_sheets` makes copies of one for many recipients.

What stands here is what the row of the format names; each function imports what it needs when it is called.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reports.document.native_digits import in_own_digits

if TYPE_CHECKING:
    from reports.audit.finished.printed_text import Printed
    from reports.document import Document
    from reports.document.extracted_text import Extracted
    from reports.theme.definition import Theme

PARTS = ("assembly", "expected", "read")
"""Modules of this package that every PDF takes."""


def write(document: Document, theme: Theme) -> bytes:
    """Return `document` as a PDF; arguments and errors as for `assembly.write`."""
    from reports.formats.pdf import assembly

    return assembly.write(document, theme)


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    from reports.formats.pdf.read import count_pages

    return count_pages(data)


def text_of(data: bytes) -> Extracted:
    """Return all text of a PDF; arguments and errors as for `read.extract_pages`."""
    from reports.formats.pdf.read import extract_pages

    return extract_pages(data)


def expected_text(document: Document) -> Printed:
    """Return what a finished PDF must and may print of `document`."""
    from reports.formats.pdf.expected import printed_pages

    return printed_pages(in_own_digits(document))


def load() -> None:
    """Load what sets pages, which takes longer than all the rest, what draws for them, and what reads them.

    Raises:
        MissingLibraryError: Pango is not on this machine.
    """
    from reports.theme.weasyprint_engine import weasyprint

    weasyprint()
    for name in (
        "babel.numbers",
        "pypdfium2",
        "segno",
        "reports.charts.svg",
        *(f"{__name__}.{part}" for part in PARTS),
    ):
        import_module(name)
