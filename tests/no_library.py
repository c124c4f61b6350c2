"""A writer whose library is not on this machine."""

from __future__ import annotations

from reports.document import Document
from reports.errors import MissingLibraryError
from reports.theme.definition import Theme


def write(document: Document, theme: Theme) -> bytes:
    """Raise what a writer raises without its library."""
    raise MissingLibraryError("Pango is missing; install it with your package manager")
