"""Text back from finished files, to audit them by what a reader finds in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.extract.pages import extract_pages
from reports.extract.runs import ChartRow, ChartText, Extracted, Run
from reports.extract.slides import extract_slides
from reports.extract.word import extract_word

__all__ = ["EXTRACTORS", "ChartRow", "ChartText", "Extracted", "Run", "extract"]

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
