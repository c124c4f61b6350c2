"""One finished file of a document, audited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from reports.document import Document
from reports.errors import Problem
from reports.theme.definition import Theme

Writer = Callable[[Document, Theme], bytes]
Made = tuple[bytes, tuple[Problem, ...]]
"""A file, and what is wrong with it."""
WRITERS: Mapping[str, str] = {
    "docx": "reports.formats.docx",
    "pptx": "reports.formats.pptx",
    "pdf": "reports.formats.pdf",
}
"""Format to the module whose `write(document, theme) -> bytes` makes it; imported when needed."""
SLOWEST_FIRST = ("pdf", "docx", "pptx")
"""The formats by how long they take to write."""


def written(kind: str, document: Document, theme: Theme) -> bytes:
    """Return the file of `document` in a format; arguments and errors as for `made`."""
    write: Writer = import_module(WRITERS[kind]).write
    return write(document, theme)


def load_writer(kind: str) -> None:
    """Load the libraries that write a format, which takes a while.

    Raises:
        MissingLibraryError: one is not on this machine.
    """
    import_module(WRITERS[kind]).load()


def made(kind: str, document: Document, theme: Theme) -> Made:
    """Return the file of `document` in a format, and every figure in it that is not the document's.

    Args:
        kind: docx, pptx or pdf.
        document: the report.
        theme: the look.

    Raises:
        MissingLibraryError: a library of the format is not on this machine.
        ReportError: as the writers do.
    """
    data = written(kind, document, theme)
    from reports.formats.extraction import audit_file

    return data, audit_file(kind, data, document)
