"""Office files in their strict form (ISO/IEC 29500-1), read as the transitional one (29500-4) in which all programs write.

Both say the same in other namespaces. Word's "Strict Open XML Document" is one; a build gives it back in the usual form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)(?:/([A-Za-z]+))?")
_CONFORMANCE = re.compile(rb"\s(?:\w+:)?conformance=[\"']strict[\"']")
_RENAMED = {
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
}
"""Names that differ by more than the year (29500-4, annex A)."""
_KINDS = (
    (b"2006/relationships/extendedProperties", b"2006/relationships/extended-properties"),
    (b"2006/relationships/customProperties", b"2006/relationships/custom-properties"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/metadata/core-properties",
        b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
)


def is_strict(parts: Mapping[str, bytes]) -> bool:
    """Return whether a package is in the strict form, as its relationships tell."""
    return STRICT in parts.get("_rels/.rels", b"")


def transitional(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a strict package in the transitional form; pictures and what else is no XML stay as they are."""
    return {
        name: _renamed(data) if name.endswith((".xml", ".rels")) and STRICT in data else data
        for name, data in parts.items()
    }


def _renamed(data: bytes) -> bytes:
    made = _CONFORMANCE.sub(b"", _NAMES.sub(_transitional_name, data))
    for strict, usual in _KINDS:
        made = made.replace(strict, usual)
    return made


def _transitional_name(found: re.Match[bytes]) -> bytes:
    room, name = found[1], found[2] or b""
    whole = _RENAMED.get(room + b"/" + name, room + b"/2006" + (b"/" + name if name else b""))
    return b"http://schemas.openxmlformats.org/" + whole
