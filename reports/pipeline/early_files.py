"""Files that a second process makes while this one goes on: begun as soon as their report is composed.

What takes longest goes there (see `formats.registry.Early`), and where those files will stand as they are, what takes
longest of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reports.document import Document
from reports.domain.facts import FactBook
from reports.errors import ReportError
from reports.formats.registry import EARLY, FORMATS, Format
from reports.pipeline.document_digests import digest
from reports.pipeline.second_process import Helper, load
from reports.pipeline.up_to_date import Standing
from reports.theme.definition import Theme
from reports.theme.paper import on_paper

if TYPE_CHECKING:
    from reports.pipeline.file_batch import Batch

Begun = Mapping[str, Callable[[], "Batch"]]
"""File name to what waits for it."""


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
    _formats: tuple[Format, ...] = field(default_factory=lambda: EARLY[:1])

    def read(self, book: FactBook) -> Set[str]:
        """Take the facts, once they are read; return the reports that they probably change, which are to come first."""
        doubtful = [name for name in self.standing.files if not self.standing.expected(name, book)]
        [slowest] = self._formats
        if any(name.endswith(f".{slowest.name}") for name in doubtful):
            if self.helper:
                self.helper.prepare(partial(load, slowest.name))
        elif self.standing.files:
            self._formats = tuple(each for each in EARLY[:2] if not (self.paginate and each.page_numbers))
        return {self.standing.files[name].report for name in doubtful}

    def composed(self, document: Document, theme: Theme) -> None:
        """Begin the files of `document` that are for the second process, unless they stand as they are."""
        if not (self.helper and self.helper.works) or (self.only and document.info.id not in self.only):
            return
        [document] = on_paper((document,), self.paper)
        for format in self._formats:
            name = document.info.file(format.name)
            if format.name in document.info.formats and not self._stands(name, document, theme):
                self.begun.update(_begun(name, format, document, theme, self.helper))

    def _stands(self, name: str, document: Document, theme: Theme) -> bool:
        return name in self.standing.files and self.standing.holds(name, digest(document, theme))


def _begun(name: str, format: Format, document: Document, theme: Theme, helper: Helper) -> Begun:
    """Return what waits for the file `name`; nothing where it cannot be begun: whoever makes it meets the error."""
    if format.early is None or format.early.begin is None:
        return {name: helper.ask(_whole, format.name, document, theme)}
    try:
        rest = helper.ask(format.early.begin(document, theme))
    except ReportError:
        return {}
    return {name: lambda: _finished(document, format.name, rest)}


def _whole(name: str, document: Document, theme: Theme) -> Batch:
    """Return the file of `document` in the format `name`; this is what the second process does."""
    return _finished(document, name, lambda: FORMATS[name].write(document, theme))


def _finished(document: Document, kind: str, write: Callable[[], bytes]) -> Batch:
    """Return the file that `write` makes, audited, and with its base where it has one."""
    from reports.pipeline.file_batch import Part, batch  # by now the second process has its work

    return batch([Part(document, kind)], lambda part: write())
