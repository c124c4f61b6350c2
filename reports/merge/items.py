"""Custom XML items of a package: data that the file keeps for this program (ISO/IEC 29500-1, 15.2.5 and 22.5)."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping

from lxml import etree

from reports.errors import BrokenFileError, NewerFileError
from reports.merge.package import OFFICE, Package, parse
from reports.writers.docx.elements import Element, blob

ITEM, PROPERTIES = "customXml/item9001.xml", "customXml/itemProps9001.xml"
DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
DATA_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
LARGEST = 64 * 1024 * 1024
"""Bytes that a text may unpack to."""


def put_item(package: Package, root: Element, namespace: str, id: str) -> None:
    """Put `root` into the package, in place of every item with a root of its name.

    Args:
        package: the file.
        root: content of the item, an element `base` of the namespace.
        namespace: by which the item is found again.
        id: of the item, where it is new; a GUID in braces.
    """
    known = items(package, namespace)
    for name in known:
        package.parts[name], package.trees[name] = blob(root), root
    if known:
        return
    name = package.add(ITEM, "application/xml", blob(root))
    package.relate(package.main, f"{OFFICE}/customXml", name)
    item = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
    item.set(f"{{{DATA_STORE}}}itemID", id)
    references = etree.SubElement(item, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", namespace)
    package.relate(name, f"{OFFICE}/customXmlProps", package.add(PROPERTIES, DATA_STORE_TYPE, blob(item)))


def items(package: Package, namespace: str) -> tuple[str, ...]:
    """Return the names of the items whose root is `base` of the namespace; one that is no XML is none."""
    found = []
    for name, data in package.parts.items():
        if name.lower().startswith("customxml/") and namespace.encode() in data:
            try:
                if parse(data).tag == f"{{{namespace}}}base":
                    found.append(name)
            except BrokenFileError:
                continue
    return tuple(found)


def format_of(content: Mapping[str, object], newest: int) -> int:
    """Return the number of the format that a base is kept in; the first bases had none.

    Raises:
        NewerFileError: it is above `newest`, the last that this version of the program knows.
        ValueError: it is no number.
    """
    number = content.get("form", 1)
    if not isinstance(number, int) or number < 1:
        raise ValueError
    if number > newest:
        raise NewerFileError(
            f"a newer version of this program has written it: what tells edits in it is kept in format {number}, "
            f"and this version reads formats up to {newest}"
        )
    return number


def packed(data: bytes) -> str:
    """Return `data` as a text for an item: compressed, in base64."""
    return base64.b64encode(zlib.compress(data, 9)).decode()


def unpacked(text: str) -> bytes:
    """Return what `packed` was given; empty where `text` is none of its, or unpacks to more than `LARGEST`."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(text), LARGEST)
    except (binascii.Error, zlib.error, ValueError):
        return b""
    return b"" if unpacker.unconsumed_tail else data
