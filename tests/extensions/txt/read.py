"""The lines of a file of plain text."""

from __future__ import annotations

from reports.document.extracted_text import Extracted, Run
from reports.errors import ReportError


def extract_lines(data: bytes) -> Extracted:
    """Return the lines of a file.

    Raises:
        ReportError: it is no UTF-8.
    """
    try:
        return Extracted(tuple(Run("body", 0, line) for line in data.decode().splitlines()))
    except UnicodeDecodeError as failure:
        raise ReportError(f"the file is no text: {failure}") from None
