"""Parts and relationships of an Office file (ECMA-376 part 2), read without a library: only text is wanted, and fast."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from reports.errors import ReportError

Element = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
}
PROPERTIES = ("dc:title", "dc:subject", "dc:description")
"""Of a file, as a reader sees them in its dialogue and in the title bar."""
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def clark(name: str) -> str:
    """Return 'w:p' in the notation of lxml."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True)
class Package:
    """An Office file, opened for reading."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def root(self, name: str) -> Element | None:
        """Return the XML of the part `name`, or None where there is no such part."""
        if name not in self.names:
            return None
        return etree.fromstring(self.archive.read(name), _SAFE)

    def related(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Return kind and target of each relationship of the part `name`, by id; outside targets are left out."""
        folder, base = posixpath.split(name)
        found = self.root(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        return {
            each.get("Id", ""): (each.get("Type", "").rpartition("/")[2], _target(folder, each.get("Target", "")))
            for each in (found if found is not None else ())
            if each.get("TargetMode") != "External"
        }

    def first(self, name: str, kind: str) -> str:
        """Return the target of the first relationship of this kind, or an empty text."""
        return next((target for found, target in self.related(name).values() if found == kind), "")

    def properties(self) -> Iterator[str]:
        """Yield title, subject and description of the file."""
        core = self.root("docProps/core.xml")
        for name in PROPERTIES if core is not None else ():
            assert core is not None
            if text := core.findtext(name, "", NAMESPACES):
                yield text


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def open_package(data: bytes) -> Package:
    """Return the Office file with these bytes.

    Raises:
        ReportError: the bytes are no zip file.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise ReportError("the file is no Office file: it cannot be opened as zip") from None
    return Package(archive, frozenset(archive.namelist()))
