"""A .docx as its parts: read, related, added to and packed again, without a word lost of what is not understood."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from reports.errors import BrokenFileError
from reports.ooxml.wordprocessingml import Element, blob

EPOCH = (1980, 1, 1, 0, 0, 0)
TYPES = "[Content_Types].xml"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LARGEST = 512 * 1024 * 1024
"""Bytes of all parts together, unpacked; more is a trap, not a report."""


def parse(data: bytes) -> Element:
    """Return the root of an XML part; entities and outside addresses are not followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        raise BrokenFileError(f"a part is no XML ({failure})") from None


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to."""

    id: str
    kind: str
    """Relationship type, a URI."""
    target: str
    """Name of the part, or an outside address."""
    external: bool


@dataclass
class Package:
    """The parts of one file; trees that were asked for are written back when it is packed."""

    parts: dict[str, bytes]
    """By name without the leading slash, in the order of the file."""
    trees: dict[str, Element] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Package:
        """Return the package in `data`.

        Raises:
            BrokenFileError: it is no zip file, or no Word document.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                    raise BrokenFileError("it unpacks to more than a report can be")
                parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
            raise BrokenFileError("it is no .docx file, or it is damaged") from None
        made = cls(parts)
        if TYPES not in parts or not made.main:
            raise BrokenFileError("it holds no Word document")
        return made

    @property
    def main(self) -> str:
        """Return the name of the document part; empty where there is none."""
        found = self.related("", f"{OFFICE}/officeDocument")
        return found if found in self.parts else ""

    def tree(self, name: str) -> Element:
        """Return the part `name` as a tree that may be changed."""
        if name not in self.trees:
            self.trees[name] = parse(self.parts[name])
        return self.trees[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of `part` by id; of the package for the empty name."""
        name = _relations_name(part)
        if name not in self.parts and name not in self.trees:
            return {}
        folder = posixpath.dirname(part)
        found = {}
        for each in self.tree(name).iterfind(f"{RELATIONS}Relationship"):
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relation(each.get("Id", ""), each.get("Type", ""), target, external)
        return found

    def related(self, part: str, kind: str) -> str:
        """Return the target of the first relationship of this kind; empty where there is none."""
        return next((each.target for each in self.relations(part).values() if each.kind == kind), "")

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship from `part` to `target`, a part's name or an address; made where missing."""
        known = self.relations(part)
        for each in known.values():
            if (each.kind, each.target, each.external) == (kind, target, external):
                return each.id
        name = _relations_name(part)
        if name not in self.parts and name not in self.trees:
            self.trees[name] = parse(f'<Relationships xmlns="{RELATIONS[1:-1]}"/>'.encode())
            self.parts[name] = b""
        number = 1
        while f"rId{number}" in known:
            number += 1
        made = etree.SubElement(self.tree(name), f"{RELATIONS}Relationship")
        made.set("Id", f"rId{number}")
        made.set("Type", kind)
        made.set("Target", target if external else posixpath.relpath("/" + target, "/" + posixpath.dirname(part)))
        if external:
            made.set("TargetMode", "External")
        return f"rId{number}"

    def add(self, pattern: str, content_type: str, data: bytes) -> str:
        """Return the name of a new part that holds `data`; `pattern` has a place for its number, or none."""
        number = 1
        while (name := pattern.format(number)) in self.parts and "{}" in pattern:
            number += 1
        self.parts[name] = data
        self.trees.pop(name, None)
        self.declare(name, content_type)
        return name

    def declare(self, name: str, content_type: str) -> None:
        """State what kind of part `name` is, unless the table of types says it by its ending."""
        types = self.tree(TYPES)
        ending = name.rpartition(".")[2].lower()
        for each in types:
            if each.get("PartName") == f"/{name}":
                each.set("ContentType", content_type)
                return
            if each.get("Extension", "").lower() == ending and each.get("ContentType") == content_type:
                return
        made = etree.SubElement(types, f"{CONTENT}Override")
        made.set("PartName", f"/{name}")
        made.set("ContentType", content_type)

    def content_type(self, name: str) -> str:
        """Return what kind of part `name` is."""
        ending, found = name.rpartition(".")[2].lower(), ""
        for each in self.tree(TYPES):
            if each.get("PartName") == f"/{name}":
                return each.get("ContentType", "")
            if each.get("Extension", "").lower() == ending:
                found = each.get("ContentType", "")
        return found

    def pack(self) -> bytes:
        """Return the parts as a zip file; the same parts give the same bytes."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
            for name in sorted(self.parts, key=lambda name: (name != TYPES, not name.startswith("_rels/"), name)):
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                made.writestr(entry, blob(self.trees[name]) if name in self.trees else self.parts[name])
        return target.getvalue()


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
