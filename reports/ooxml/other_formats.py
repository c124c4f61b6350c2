"""What a file is that is no Office file of today, told by its first bytes, so that a message can say how to make it one."""

from __future__ import annotations

import re

from reports.errors import OtherFormatError
from reports.ooxml.zip_archive import Archive, NoZipError

RTF, OLE, PDF, ZIP, HTML = (
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-",
    b"PK\x03\x04",
    (b"<!doctype html", b"<html"),
)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Stream of a file with a password ([MS-OFFCRYPTO] 2.3.4.4)."""
BINARY = {"WordDocument": ".doc", "PowerPoint Document": ".ppt", "Workbook": ".xls"}
"""Streams of the binary formats, and how their files end ([MS-DOC] 2.1.1, [MS-PPT] 2.1.2, [MS-XLS] 2.1.7.20)."""
BESIDE = {".docx": (".doc", ".odt", ".rtf", ".docm"), ".pptx": (".ppt", ".odp", ".pptm")}
"""Under which endings an editor may have saved a file of ours, by its own ending."""
MIME = "mimetype"
OPEN = {"text": "an OpenDocument text (.odt)", "presentation": "an OpenDocument presentation (.odp)"}
OFFICE = {
    "word/": "a Word file (.docx)",
    "ppt/": "a PowerPoint file (.pptx)",
    "xl/": "an Excel file (.xlsx)",
}

_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")


def other_format(data: bytes) -> str:
    """Return what a file is, in words; empty where it is not known, or is damaged."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(RTF):
        return "a Rich Text file (.rtf)"
    if head.startswith(PDF):
        return "a PDF"
    if head.lower().startswith(HTML):
        return "a web page (.html)"
    if head.startswith(OLE):
        return _compound(data)
    return _zipped(data) if head.startswith(ZIP) else ""


def _compound(data: bytes) -> str:
    if ENCRYPTED in data:
        return "a file with a password"
    endings = (ending for stream, ending in BINARY.items() if stream.encode("utf-16-le") in data)
    return f"a file of Office 97 to 2003 ({next(endings, '.doc')})"


def _zipped(data: bytes) -> str:
    try:
        names = dict(Archive(data))
    except NoZipError:
        return ""
    kind = names.get(MIME, b"").decode("ascii", "replace").strip()
    if kind.startswith("application/vnd.oasis.opendocument."):
        return OPEN.get(kind.rpartition(".")[2], "an OpenDocument file")
    return next((what for folder, what in OFFICE.items() if any(name.startswith(folder) for name in names)), "")


def root_name(part: bytes) -> bytes:
    """Return the name of the root of an XML part, without its prefix; it is not read any further."""
    found = _ROOT.search(part)
    return found[1] if found else b""


def refuse_other(data: bytes, ending: str, programs: str) -> None:
    """Refuse a file of which it is known what else it is.

    Args:
        data: the file.
        ending: how a file of the format that is wanted ends, such as '.docx'.
        programs: which programs can save it so.

    Raises:
        OtherFormatError: it is known; the error says what to do.
    """
    if (what := other_format(data)) and ending not in what:
        cure = f"open it in {programs} and save it as {ending} under this name"
        if "password" in what:
            cure = f"open it in {programs}, take the password off and save it as {ending}"
        raise OtherFormatError(f"it is {what} under the name of a {ending} file", cure)
