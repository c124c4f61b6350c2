"""The slow file of a document, begun ahead: laid out in a second process while this one goes on, audited here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.audit.finished import audit_file
from reports.errors import Problem, ReportError
from reports.model import Document
from reports.parallel import Helper
from reports.theme import Theme

Made = tuple[bytes, tuple[Problem, ...]]
"""A file, and what is wrong with it."""
Ahead = Mapping[str, Callable[[], Made]]
"""File name to what waits for it, for files that the second process makes."""
SLOW = "pdf"
"""The format that the second process makes: it takes longest, and needs nothing of the rest of the program."""


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
    answer = helper.ask(render, page)

    def made() -> Made:
        data = answer()
        return data, audit_file(SLOW, data, document)

    return {page.name: made}
