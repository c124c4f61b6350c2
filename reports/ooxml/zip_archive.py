"""Zip files, read and written the same way by everybody: guarded when they are read, without a clock when they are written."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from reports.errors import BrokenFileError

EPOCH = (1980, 1, 1, 0, 0, 0)
"""First moment that a zip file can name."""
DOS_EPOCH = struct.pack("<HH", 0, (1 << 5) | 1)
"""The same as a file holds it, time before date (APPNOTE 4.4.6)."""
LARGEST = 512 * 1024 * 1024
"""Bytes of all parts together, unpacked; more is a trap, not a report."""
MOST_PARTS = 100_000
"""Of a file; a deck has some five a slide."""
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)
"""What the library raises on a damaged or locked zip file."""


class NoZipError(BrokenFileError):
    """A file is no zip file, or it is damaged; `__cause__` says how."""


class TooLargeError(BrokenFileError):
    """A zip file unpacks to more than it may."""


class Archive(Mapping[str, bytes]):
    """The parts of a zip file by their names, in its order; each is unpacked when it is asked for."""

    def __init__(self, data: bytes, most_bytes: int = LARGEST, most_parts: int = MOST_PARTS) -> None:
        """Open the zip file in `data`.

        Raises:
            TooLargeError: its parts together have more than `most_bytes`, or there are more than `most_parts`.
            NoZipError: it is no zip file, or it is damaged.
        """
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            entries = self._file.infolist()
        except BROKEN as failure:
            raise NoZipError(f"it is no zip file, or it is damaged ({failure})") from failure
        if len(entries) > most_parts or sum(entry.file_size for entry in entries) > most_bytes:
            raise TooLargeError("it unpacks to more than a report can be")
        self._names = dict.fromkeys(name for name in self._file.namelist() if not name.endswith("/"))
        if twice := _twice(entries):
            raise NoZipError(f"it holds {twice} more than once, so that programs may read it differently")

    def __getitem__(self, name: str) -> bytes:
        """Return a part; `KeyError` where there is none, `NoZipError` where it is damaged."""
        try:
            return self._file.read(name)
        except BROKEN as failure:
            raise NoZipError(f"{name} in it is damaged ({failure})") from failure

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the parts."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many parts there are."""
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        """Return whether there is such a part; none is unpacked for it."""
        return name in self._names


def _twice(entries: Iterable[zipfile.ZipInfo]) -> str:
    """Return the name of a part that stands there twice; empty where none does, or only a picture does, unchanged.

    Names of parts differ by more than case (ISO/IEC 29500-2, 6.2.2.3).
    """
    seen: dict[str, int] = {}
    for entry in entries:
        name = entry.filename.lower()
        if name in seen and (name.endswith((".xml", ".rels")) or seen[name] != entry.CRC):
            return entry.filename
        seen[name] = entry.CRC
    return ""


def zipped(parts: Iterable[tuple[str, bytes]], *, compressed: bool = True) -> bytes:
    """Return `parts`, names with their bytes, as a zip file in this order; the same parts give the same bytes."""
    target = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", kind) as made:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = kind
            entry.external_attr = 0o600 << 16
            made.writestr(entry, data)
    return target.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return the zip file `data` with each part, by name, as `change` makes it; dates and order stay.

    Raises:
        NoZipError: it is no zip file, or it is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            entries = [(entry, old.read(entry)) for entry in old.infolist()]
    except BROKEN as failure:
        raise NoZipError(f"it is no zip file, or it is damaged ({failure})") from failure
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry, content in entries:
            new.writestr(entry, change(entry.filename, content))
    return target.getvalue()


def undated(data: bytes) -> bytes:
    """Return a zip file with every time stamp at the earliest date, in both its headers (APPNOTE 4.3.7, 4.3.12)."""
    made = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start, count = archive.start_dir, len(archive.infolist())
        for entry in archive.infolist():
            made[entry.header_offset + 10 : entry.header_offset + 14] = DOS_EPOCH
    for _ in range(count):
        made[start + 12 : start + 16] = DOS_EPOCH
        start += 46 + sum(struct.unpack("<HHH", made[start + 28 : start + 34]))
    return bytes(made)
