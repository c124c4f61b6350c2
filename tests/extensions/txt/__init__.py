"""A report as plain text, one paragraph a line: a format that the program does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.audit.finished.printed_text import Printed
    from reports.document import Document
    from reports.document.extracted_text import Extracted
    from reports.theme.definition import Theme


def write(document: Document, theme: Theme) -> bytes:
    """Return `document` as UTF-8."""
    from .assembly import assemble

    return assemble(document)


def text_of(data: bytes) -> Extracted:
    """Return the lines of a file."""
    from .read import extract_lines

    return extract_lines(data)


def expected_text(document: Document) -> Printed:
    """Return what a file must and may print of `document`."""
    from .expected import printed_lines

    return printed_lines(document)
