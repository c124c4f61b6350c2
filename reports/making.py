"""One finished file of a document, audited: what the pipeline does once a file, in this process or in another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from reports.audit.finished import audit_file
from reports.errors import Problem
from reports.model import Document
from reports.parallel import Helper
from reports.theme import Theme

Writer = Callable[[Document, Theme], bytes]
Made = tuple[bytes, tuple[Problem, ...]]
"""A file, and what is wrong with it."""
Ahead = Mapping[str, Callable[[], Made]]
"""File name to what waits for it, for files that the second process makes."""
SLOW = "pdf"
"""The format that the second process makes: it takes longest, and shares nothing with the others."""


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
    return data, audit_file(kind, data, document)


def asked(writers: Mapping[str, str], document: Document, theme: Theme, helper: Helper | None) -> Ahead:
    """Ask the second process, where there is one, for the slow file of `document`, where it has one."""
    if helper is None or not helper.works or SLOW not in document.info.formats:
        return {}
    return {f"{document.info.name}.{SLOW}": helper.ask(made, writers[SLOW], SLOW, document, theme)}
