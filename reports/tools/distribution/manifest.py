"""The manifest: one line a finished copy. It is written as the run goes, so that a run that was killed goes on from it.

A copy is whole before its line is: first the file is renamed into place, then the line is added. So a line without its
newline was being written, and a file without a line is made again, to the same bytes.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from reports.pipeline.output_store import sha256

MANIFEST = "manifest.csv"
PART = ".part"
"""Ends the name of a file that is being written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest."""

    file: str
    recipient: str
    """Id of the copy."""
    edition: str
    language: str
    email: str
    sha256: str
    facts_version: str
    version: str = ""
    """Version that the report prints; `DRAFT` for a draft, empty where an earlier program made the copy."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what the rows of a list are told apart by, as `Recipient.key` does."""
        return self.email.casefold(), self.edition, self.language.casefold()


HEAD = ("file", "recipient id", "edition", "language", "e-mail", "SHA-256", "facts version", "version")
OLDER = 7
"""Columns of the manifests of earlier programs."""
DRAFT = "draft"
DELIMITERS = ",;\t"


def read_manifest(folder: Path) -> dict[str, Entry]:
    """Return the finished copies by their ids: those whose file is there, as it was made.

    A copy that was signed is known by the hash of the signed file, so it is not signed twice. A manifest that a
    spreadsheet program saved in its own way is read all the same; a line that cannot be read is one of no copy.
    """
    try:
        data = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return {}
    entries = (Entry(*row) for row in decoded_rows(data) if len(row) in (OLDER, len(HEAD)))
    return {each.recipient: each for each in entries if _stands(folder, each)}


def _text(data: bytes) -> str:
    """Return the text of a manifest: ours is UTF-8, others save UTF-16 or Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def decoded_rows(data: bytes) -> Iterator[list[str]]:
    """Yield the whole lines behind the first of a table that we wrote, by their cells, however it was saved since."""
    text = _text(data)
    whole = text[: text.rfind("\n") + 1].replace("\0", "")
    delimiter = max(DELIMITERS, key=whole.split("\n", 1)[0].count)
    with suppress(csv.Error):
        yield from list(csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter))[1:]


def _stands(folder: Path, entry: Entry) -> bool:
    try:
        return Path(entry.file).name == entry.file and sha256((folder / entry.file).read_bytes()) == entry.sha256
    except (OSError, ValueError):
        return False


def write_manifest(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the whole manifest anew, in this order; at any moment there is an old one or the new one."""
    put(folder / MANIFEST, (_line(HEAD) + "".join(_line(astuple(each)) for each in entries)).encode())


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


class Manifest:
    """The manifest of a run, open for more lines."""

    def __init__(self, folder: Path, done: Mapping[str, Entry]) -> None:
        """Begin with what is done."""
        self.folder, self.entries = folder, dict(done)
        write_manifest(folder, self.entries.values())
        self._file = (folder / MANIFEST).open("ab", buffering=0)

    def add(self, entry: Entry, data: bytes) -> None:
        """Put the file of a copy in place, then its line."""
        put(self.folder / entry.file, data)
        self._file.write(_line(astuple(entry)).encode())
        self.entries[entry.recipient] = entry

    def close(self, order: Iterable[str]) -> None:
        """Write the lines once more in the order of these ids, then those of other lists."""
        self._file.close()
        ids = dict.fromkeys((*(id for id in order if id in self.entries), *self.entries))
        write_manifest(self.folder, (self.entries[id] for id in ids))


def put(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(path.name + PART)
    part.write_bytes(data)
    os.replace(part, path)


def sweep(folder: Path) -> None:
    """Remove what a run that was killed left half-written."""
    for path in folder.glob(f"*{PART}"):
        path.unlink()
