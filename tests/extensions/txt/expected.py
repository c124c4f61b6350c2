"""What a file of plain text must and may print: what any format prints, with headings in capitals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.audit.finished.allowed_text import Beside
from reports.audit.finished.expected_lines import Line, Printer
from reports.audit.finished.printed_text import Printed, printed
from reports.document import Document, Heading, plain


def printed_lines(document: Document) -> Printed:
    """Return what a file must and may print of `document`."""
    return printed(Beside(TextPrinter(document)))


@dataclass(frozen=True)
class TextPrinter(Printer):
    """Takes a document apart into lines of plain text."""

    def heading(self, heading: Heading) -> Iterator[Line]:
        """Yield a heading in capitals."""
        yield Line(plain(heading.inlines).upper(), "heading")
