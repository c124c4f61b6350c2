"""Text of a PDF: pages, bookmarks, title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.document.extracted_text import Extracted, Run
from reports.errors import ReportError
from reports.formats.pdf.glyph_text import pages_as_written
from reports.notation.reading_order import runs_from_right

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


def _opened(data: bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        raise ReportError(f"the file is no PDF that can be read: {failure}") from None


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has; raises `ReportError` where it is none."""
    document = _opened(data)
    try:
        return len(document)
    finally:
        document.close()


def extract_pages(data: bytes) -> Extracted:
    """Return all text of a PDF, page by page; lines end where they end on the page.

    Raises:
        ReportError: the bytes are no PDF.
    """
    document = _opened(data)
    try:
        runs = tuple(_runs(document))
        return Extracted(_in_order(runs, data) if any(runs_from_right(run.text) for run in runs) else runs)
    finally:
        document.close()


def _in_order(runs: tuple[Run, ...], data: bytes) -> tuple[Run, ...]:
    """Return `runs` with pages on which letters run from right to left as they were written, not as they were guessed."""
    written = pages_as_written(data)
    return tuple(
        replace(run, text=run_over(written[run.number - 1]))
        if run.part == "page" and runs_from_right(run.text)
        else run
        for run in runs
    )


def run_over(text: str) -> str:
    """Return `text` with hyphens at the ends of lines as soft ones: whether one is to stay nobody knows."""
    return text.replace("-\n", "\u00ad")


def _runs(document: PdfDocument) -> Iterator[Run]:
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        yield Run("page", number + 1, _clean(text.get_text_range()))
        text.close()
        page.close()
    for bookmark in document.get_toc():
        yield Run("outline", 0, bookmark.get_title())
    properties = document.get_metadata_dict()
    yield from (Run("properties", 0, text) for key in ("Title", "Subject") if (text := properties.get(key)))


def _clean(text: str) -> str:
    """Return the text with words joined that break at a line's end, at a soft hyphen: whether one is to stay nobody knows.

    pdfium writes a hyphen at a line's end as U+FFFE or U+0002.
    """
    text = text.replace("\r\n", "\n")
    for mark in ("\ufffe", "\x02"):
        text = text.replace(f"{mark}\n", "\u00ad").replace(mark, "\u00ad")
    return text
