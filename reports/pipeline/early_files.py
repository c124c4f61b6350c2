"""Files that a second process makes while this one goes on: begun as soon as their report is composed.

What takes longest goes there: the PDF files, and where those will stand as they are, the Word files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.document import Document
from reports.domain.facts import FactBook
from reports.errors import ReportError
from reports.formats.registry import SLOWEST, written
from reports.pipeline.document_digests import digest
from reports.pipeline.second_process import Helper, load_pages
from reports.pipeline.up_to_date import Standing
from reports.theme.definition import Theme
from reports.theme.paper import on_paper

if TYPE_CHECKING:
    from reports.pipeline.file_batch import Batch

Begun = Mapping[str, Callable[[], "Batch"]]
"""File name to what waits for it."""
NEXT_SLOWEST = "docx"
"""What takes longest where no PDF is to be made."""


@dataclass
class Ahead:
    """What the second process is given; `begun` fills as the reports are composed."""

    helper: Helper | None
    standing: Standing
    """What an earlier build left."""
    only: tuple[str, ...]
    """Reports to be built; empty for all."""
    paper: str
    """Paper of the PDF files; empty for what the report says."""
    paginate: bool
    """Whether Word files wait for LibreOffice, which is nothing for the second process."""
    begun: dict[str, Callable[[], Batch]] = field(default_factory=dict)
    _formats: tuple[str, ...] = (SLOWEST,)

    def read(self, book: FactBook) -> Set[str]:
        """Take the facts, once they are read; return the reports that they probably change, which are to come first."""
        doubtful = [name for name in self.standing.files if not self.standing.expected(name, book)]
        if any(name.endswith(f".{SLOWEST}") for name in doubtful):
            if self.helper:
                self.helper.prepare(load_pages)
        elif self.standing.files and not self.paginate:
            self._formats = (SLOWEST, NEXT_SLOWEST)
        return {self.standing.files[name].report for name in doubtful}

    def composed(self, document: Document, theme: Theme) -> None:
        """Begin the files of `document` that are for the second process, unless they stand as they are."""
        if not (self.helper and self.helper.works) or (self.only and document.info.id not in self.only):
            return
        [document] = on_paper((document,), self.paper)
        for kind in self._formats:
            name = f"{document.info.name}.{kind}"
            if kind in document.info.formats and not self._stands(name, document, theme):
                begin = _pages if kind == SLOWEST else _words
                self.begun.update(begin(name, document, theme, self.helper))

    def _stands(self, name: str, document: Document, theme: Theme) -> bool:
        return name in self.standing.files and self.standing.holds(name, digest(document, theme))


def _words(name: str, document: Document, theme: Theme, helper: Helper) -> Begun:
    return {name: helper.ask(_words_finished, document, theme)}


def _pages(name: str, document: Document, theme: Theme, helper: Helper) -> Begun:
    """Return what waits for the PDF of `document`; nothing where it cannot be begun: whoever makes it meets the error."""
    from reports.formats.pdf import sheet
    from reports.formats.pdf.typesetting import render

    try:
        pages = helper.ask(render, sheet(document, theme))
    except ReportError:
        return {}
    return {name: lambda: _finished(document, SLOWEST, pages)}


def _words_finished(document: Document, theme: Theme) -> Batch:
    """Return the Word file of `document`; this is what the second process does."""
    return _finished(document, NEXT_SLOWEST, lambda: written(NEXT_SLOWEST, document, theme))


def _finished(document: Document, kind: str, write: Callable[[], bytes]) -> Batch:
    """Return the file that `write` makes, audited, and with its base where it has one."""
    from reports.pipeline.file_batch import Part, batch  # by now the second process has its work

    return batch([Part(document, kind)], lambda part: write())
