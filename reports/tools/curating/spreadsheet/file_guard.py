"""What is looked at before a spreadsheet is opened: its family, its size when unpacked, macros, passwords, XML entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.errors import InputError, Place, Problem, collect
from reports.ooxml.zip_archive import Archive, NoZipError, TooLargeError
from reports.pipeline.atomic_files import read_file

MAX_BYTES = 30_000_000
MAX_UNPACKED = 150_000_000
"""Bytes of all parts; some fifty times what the largest fact files need."""
MAX_PARTS = 1000
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds a workbook with a password (MS-OFFCRYPTO, 1.3.3)."""
SAVE_AS = "save it as .xlsx (Excel Workbook) and import that"
FAMILIES: Mapping[bytes, tuple[str, str]] = {
    b"%PDF": ("a PDF file", "name a workbook (.xlsx) or a CSV file"),
    b"{\\rtf": ("an RTF file", "name a workbook (.xlsx) or a CSV file"),
    b"\xff\xfe": ("UTF-16 text", "save it as 'CSV UTF-8', or as a workbook (.xlsx)"),
    b"\xfe\xff": ("UTF-16 text", "save it as 'CSV UTF-8', or as a workbook (.xlsx)"),
    b"<html": ("a web page", SAVE_AS),
    b"<?xml": ("an XML file", SAVE_AS),
}
"""First bytes of files that are neither, what they are, and what to do."""


def read_spreadsheet(path: Path, shown: str) -> bytes:
    """Return the bytes of the file at `path`: a workbook that is safe to open, or what may be a CSV file.

    Raises:
        InputError: it is something else, or larger than anybody's facts; says what it is and what to do.
    """
    try:
        large = path.stat().st_size > MAX_BYTES
    except OSError:
        large = False  # told by the reading
    collect(_told(shown, f"is larger than {MAX_BYTES:,} bytes", "split it into several files") if large else ())
    data = read_file(path, shown)
    collect(_wrong(data, shown))
    return data


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes are a zip file."""
    return data.startswith(ZIP)


def _told(shown: str, what: str, cure: str) -> Iterator[Problem]:
    yield Problem(Place(shown), what, cure)


def _wrong(data: bytes, shown: str) -> Iterator[Problem]:
    """Yield why the bytes cannot be imported, by their family."""
    if not data.strip():
        yield from _told(shown, "is empty", "name the workbook that 'invoke export-facts' wrote, with your changes")
    elif data.startswith(OLD):
        if ENCRYPTED in data:
            yield from _told(shown, "is protected with a password", "take the password off (File, Info) and save it")
        else:
            yield from _told(shown, "is an old Excel file (.xls)", SAVE_AS)
    elif is_workbook(data):
        yield from _unsafe(data, shown)
    else:
        start = data[:200].lstrip().lower()
        for first, (name, cure) in FAMILIES.items():
            if start.startswith(first.lower()):
                yield from _told(shown, f"is {name}, no workbook", cure)


def _unsafe(data: bytes, shown: str) -> Iterator[Problem]:
    """Yield why the zip file cannot be opened as a workbook; no part is unpacked before all sizes are known."""
    try:
        yield from _parts(Archive(data, MAX_UNPACKED, MAX_PARTS), shown)
    except TooLargeError:
        what = f"unpacks to more than {MAX_UNPACKED:,} bytes or {MAX_PARTS:,} parts"
        yield from _told(shown, what, "export the facts again and copy your changes into the new file")
    except NoZipError as failure:
        what = f"cannot be read as a workbook ({failure.__cause__})"
        raise InputError(
            _told(shown, what, "open it in Excel or LibreOffice, save it as .xlsx and try again")
        ) from None


def _parts(parts: Archive, shown: str) -> Iterator[Problem]:
    names = set(parts)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield from _told(shown, "holds macros", "save it as .xlsx (Excel Workbook), which holds none, and import that")
    elif "xl/workbook.xml" not in names:
        kind = "an OpenDocument file" if "content.xml" in names else "no Excel workbook"
        yield from _told(shown, f"is {kind}", SAVE_AS)
    for name in sorted(names):
        if name.endswith((".xml", ".rels")):
            text = parts[name]
            if (
                b"<!DOCTYPE" in text
                or b"<!ENTITY" in text
                or text.startswith((b"\xff\xfe", b"\xfe\xff"))
                or b"\0" in text
            ):
                yield from _told(shown, f"has XML in {name} that no workbook has", "export the facts again")
