"""The manifest: one line a finished copy. It is written as the run goes, so that a run that was killed goes on from it.

A copy is whole before its line is: first the file is renamed into place, then the line is added. So a line without its
newline was being written, and a file without a line is made again, to the same bytes.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
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

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what the rows of a list are told apart by, as `Recipient.key` does."""
        return self.email.casefold(), self.edition, self.language.casefold()


HEAD = ("file", "recipient id", "edition", "language", "e-mail", "SHA-256", "facts version")


def read_manifest(folder: Path) -> dict[str, Entry]:
    """Return the finished copies by their ids: those whose file is there, as it was made.

    A copy that was signed is known by the hash of the signed file, so it is not signed twice.
    """
    try:
        text = (folder / MANIFEST).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return {}
    whole = text[: text.rfind("\n") + 1]
    rows = list(csv.reader(io.StringIO(whole, newline="")))
    entries = (Entry(*row) for row in rows[1:] if len(row) == len(HEAD))
    return {each.recipient: each for each in entries if _stands(folder, each)}


def _stands(folder: Path, entry: Entry) -> bool:
    try:
        return sha256((folder / entry.file).read_bytes()) == entry.sha256
    except OSError:
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
