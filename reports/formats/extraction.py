"""Text back from finished files, to audit them by what a reader finds in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.audit.file_audit import audit_text
from reports.document import Document
from reports.document.extracted_text import ChartRow, ChartText, Extracted, Run
from reports.errors import Problem
from reports.formats.docx.read import extract_word
from reports.formats.pdf.read import extract_pages
from reports.formats.pptx.read import extract_slides

__all__ = ["EXTRACTORS", "ChartRow", "ChartText", "Extracted", "Run", "audit_file", "extract"]

EXTRACTORS: Mapping[str, Callable[[bytes], Extracted]] = {
    "docx": extract_word,
    "pptx": extract_slides,
    "pdf": extract_pages,
}
"""Format to what reads it."""


def extract(kind: str, data: bytes) -> Extracted:
    """Return all text of a finished file; `kind` is docx, pptx or pdf.

    Raises:
        ReportError: the bytes are no such file.
    """
    return EXTRACTORS[kind](data)


def audit_file(kind: str, data: bytes, document: Document) -> tuple[Problem, ...]:
    """Return every figure of a finished file that is not the document's, and every one that it lacks.

    Args:
        kind: docx, pptx or pdf.
        data: the file.
        document: what it was written from.
    """
    return audit_text(kind, extract(kind, data), document)
