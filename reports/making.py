"""One finished file of a document, audited; the slow one begun ahead, in a second process, while this one goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from reports.errors import Problem, ReportError
from reports.model import Document
from reports.parallel import Helper
from reports.theme import Theme

Writer = Callable[[Document, Theme], bytes]
Made = tuple[bytes, tuple[Problem, ...]]
"""A file, and what is wrong with it."""
Ahead = Mapping[str, Callable[[], bytes]]
"""File name to what waits for it, for files that the second process makes."""
WRITERS: Mapping[str, str] = {
    "docx": "reports.writers.docx",
    "pptx": "reports.writers.pptx",
    "pdf": "reports.writers.pdf",
}
"""Format to the module whose `write(document, theme) -> bytes` makes it; imported when needed."""
SLOW = "pdf"
"""The format that the second process makes: it takes longest, and needs nothing of the rest of the program."""


def made(writer: str, kind: str, document: Document, theme: Theme) -> Made:
    """Return the file of `document` in a format, and every figure in it that is not the document's.

    Args:
        writer: module whose `write(document, theme) -> bytes` makes it.
        kind: docx, pptx or pdf.
        document: the report.
        theme: the look.

    Raises:
        MissingLibraryError: a library of the format is not on this machine.
        ReportError: as the writers do.
    """
    write: Writer = import_module(writer).write
    data = write(document, theme)
    from reports.audit.finished import audit_file

    return data, audit_file(kind, data, document)


def asked(document: Document, theme: Theme, helper: Helper | None) -> Ahead:
    """Ask the second process, where there is one, to set the PDF of `document`, where it has one.

    What cannot be set is left out: whoever makes it in this process meets the error.
    """
    if helper is None or not helper.works or SLOW not in document.info.formats:
        return {}
    from reports.typeset import render
    from reports.writers.pdf import sheet

    try:
        page = sheet(document, theme)
    except ReportError:
        return {}
    return {page.name: helper.ask(render, page)}
