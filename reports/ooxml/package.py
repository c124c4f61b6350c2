"""An Office file as its parts (ECMA-376 part 2): read, related, added to and packed again, with all that is not understood."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reports.errors import BrokenFileError
from reports.ooxml.part_xml import NAMESPACES, Element, blob
from reports.ooxml.part_xml import parse as parse
from reports.ooxml.strict_form import is_strict, transitional
from reports.ooxml.zip_archive import Archive, zipped

TYPES = "[Content_Types].xml"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROPERTIES = ("dc:title", "dc:subject", "dc:description")
"""Of a file, as a reader sees them in its dialogue and in the title bar."""


class NoDocumentError(BrokenFileError):
    """A zip file holds no document of an office program."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part leads to."""

    id: str
    kind: str
    """Relationship type, a URI."""
    target: str
    """Name of the part, or an outside address."""
    external: bool

    @property
    def name(self) -> str:
        """Return the last word of the type, such as 'chart'."""
        return self.kind.rpartition("/")[2]


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
            NoZipError: it is no zip file, or damaged.
            TooLargeError: it unpacks to more than a report can be.
            NoDocumentError: it is no Office file.
        """
        parts = dict(Archive(data))
        made = cls(transitional(parts) if is_strict(parts) else parts)
        if TYPES not in made.parts or not made.main:
            raise NoDocumentError("it is no Office file")
        return made

    def copy(self) -> Package:
        """Return the parts as they were read, without what was changed since."""
        return Package(dict(self.parts))

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

    def root(self, name: str) -> Element | None:
        """Return the part `name` as a tree; None where there is no such part."""
        return self.tree(name) if name in self.parts else None

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of `part` by id; of the package for the empty name."""
        name = relations_name(part)
        if name not in self.parts and name not in self.trees:
            return {}
        return relations_in(self.tree(name), part)

    def related(self, part: str, kind: str) -> str:
        """Return the target of the first relationship of this kind; empty where there is none."""
        return next((each.target for each in self.relations(part).values() if each.kind == kind), "")

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of the relationship from `part` to `target`, a part's name or an address; made where missing."""
        known = self.relations(part)
        for each in known.values():
            if (each.kind, each.target, each.external) == (kind, target, external):
                return each.id
        name = relations_name(part)
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

    def unrelate(self, part: str, id: str) -> None:
        """Take out the relationship `id` of a part; what it led to stays."""
        found = self.root(relations_name(part))
        for each in list(found) if found is not None else ():
            if each.get("Id") == id:
                each.getparent().remove(each)  # type: ignore[union-attr]  # it stands in the root

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

    def properties(self) -> Iterator[str]:
        """Yield title, subject and description of the file."""
        core = self.root("docProps/core.xml")
        for name in PROPERTIES if core is not None else ():
            assert core is not None
            if text := core.findtext(name, "", dict(NAMESPACES)):
                yield text

    def pack(self) -> bytes:
        """Return the parts as a zip file; the same parts give the same bytes."""
        names = sorted(self.parts, key=lambda name: (name != TYPES, not name.startswith("_rels/"), name))
        return zipped((name, blob(self.trees[name]) if name in self.trees else self.parts[name]) for name in names)


def relations_in(root: Element, part: str) -> dict[str, Relation]:
    """Return the relationships that the part with the root `root` states for `part`, by id."""
    folder, found = posixpath.dirname(part), {}
    for each in root.iterfind(f"{RELATIONS}Relationship"):
        external = each.get("TargetMode") == "External"
        target = each.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[each.get("Id", "")] = Relation(each.get("Id", ""), each.get("Type", ""), target, external)
    return found


def relations_name(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
