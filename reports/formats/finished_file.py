"""Finished files: read back, and audited by what a reader finds in them."""

from __future__ import annotations

from reports.audit.finished.file_audit import audit_text
from reports.document import Document
from reports.document.extracted_text import Extracted
from reports.errors import Problem
from reports.formats.registry import FORMATS
from reports.theme.definition import Theme

Made = tuple[bytes, tuple[Problem, ...]]
"""A file, and what is wrong with it."""


def extract(name: str, data: bytes) -> Extracted:
    """Return all text of a finished file of the format `name`.

    Raises:
        ReportError: the bytes are no such file.
    """
    return FORMATS[name].read(data)


def audit_file(name: str, data: bytes, document: Document) -> tuple[Problem, ...]:
    """Return every figure of a finished file that is not the document's, and every one that it lacks.

    Args:
        name: of the format.
        data: the file.
        document: what it was written from.
    """
    expected = FORMATS[name].expected(document)
    return audit_text(document.info.file(name), extract(name, data), expected, document.info.language)


def made(name: str, document: Document, theme: Theme) -> Made:
    """Return the file of `document` in the format `name`, and every figure in it that is not the document's.

    Raises:
        MissingLibraryError: a library of the format is not on this machine.
        ReportError: as the writers do.
    """
    data = FORMATS[name].write(document, theme)
    return data, audit_file(name, data, document)
