"""Several files made one after the other: each written, audited, and given what tells edits in it later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reports.document import Document
from reports.errors import MissingLibraryError, Problem
from reports.formats.finished_file import audit_file
from reports.formats.registry import FORMATS, Format
from reports.pipeline.file_outcomes import File, Files
from reports.pipeline.libreoffice import OfficeError
from reports.pipeline.output_store import Skipped


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is to be made."""

    document: Document
    kind: str
    """Name of the format."""

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.document.info.file(self.kind)

    @property
    def format(self) -> Format:
        """Return what the program knows of the format."""
        return FORMATS[self.kind]


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the files."""

    files: Files
    skipped: tuple[Skipped, ...]
    """Those whose library is not on this machine."""
    problems: tuple[Problem, ...]
    """What a finished file says and its document does not."""


def batch(parts: Iterable[Part], write: Callable[[Part], bytes]) -> Batch:
    """Return the files of `parts`, in their order, each made by `write`.

    Raises:
        ReportError: as the writers do, but for a library or an office program that is missing.
    """
    files: Files = {}
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    for part in parts:
        try:
            data = write(part)
        except (MissingLibraryError, OfficeError) as failure:
            skipped.append(Skipped(part.name, str(failure)))
            continue
        problems += audit_file(part.kind, data, part.document)
        based = part.format.merge.with_base(data, part.document) if part.format.merge else (data, b"")
        files[part.name] = File(part.document.info.id, *based)
    return Batch(files, tuple(skipped), tuple(problems))


def together(batches: Sequence[Batch]) -> Batch:
    """Return what became of all files of `batches`."""
    files = {name: file for each in batches for name, file in each.files.items()}
    skipped = tuple(one for each in batches for one in each.skipped)
    return Batch(files, skipped, tuple(problem for each in batches for problem in each.problems))
