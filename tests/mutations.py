"""Alters figures of a finished Office file one by one: what the second audit must notice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from lxml import etree

from reports.audit.figure_atoms import atoms
from reports.languages.lexicon import Lexicon

WORDS = re.compile(r"[^\W_]+")
TEXTS = {"t", "v", "title", "subject", "description"}
"""Elements that hold text a reader finds, by local name: runs, cells, caches, properties."""
ATTRIBUTES = {"descr", "title", "val", "tooltip"}
CARRIERS = {"docPr", "cNvPr", "tblCaption", "tblDescription", "hyperlink"}
"""Elements with such an attribute."""
UNREAD = re.compile(r"(?:styles|numbering|settings|theme\d*|custom|app|fontTable|slideLayout\d+|Master\d+)\.xml$")
"""Parts that hold nothing a reader finds in the text."""
PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|PAGEREF)\b")


@dataclass(frozen=True)
class Mutation:
    """A file with one figure altered."""

    part: str
    before: str
    after: str
    data: bytes


def mutations(data: bytes, words: Lexicon) -> Iterator[Mutation]:
    """Yield the Office file `data` with each of its figures altered in turn."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if name.endswith(".xlsx"):
            for inner in mutations(content, words):
                yield Mutation(f"{name}/{inner.part}", inner.before, inner.after, _packed(parts, name, inner.data))
        elif name.endswith(".xml") and not UNREAD.search(name):
            for before, after, altered in _altered(content, words):
                yield Mutation(name, before, after, _packed(parts, name, altered))


def _packed(parts: dict[str, bytes], name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, content if each == name else data)
    return buffer.getvalue()


def _altered(content: bytes, words: Lexicon) -> Iterator[tuple[str, str, bytes]]:
    root = etree.fromstring(content)
    for text, put in _places(root):
        for match in WORDS.finditer(text):
            new = other(match[0], words)
            if new and atoms(match[0], words):
                after = text[: match.start()] + new + text[match.end() :]
                put(after)
                yield text, after, etree.tostring(root)
                put(text)


def other(atom: str, words: Lexicon) -> str:
    """Return another figure of the same kind, or an empty text."""
    if digits := re.search(r"\d", atom):
        at = digits.start()
        return atom[:at] + str((int(atom[at]) + 1) % 10) + atom[at + 1 :]
    return "twelve" if atom.lower() != "twelve" else "eleven"


def _places(root: etree._Element) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Yield every text of a part that a reader finds, and how to put another one there."""
    page = False
    for node in root.iter():
        local = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if local == "instrText":
            page = bool(PAGE.match(node.text or ""))
        page = page and not (local == "fldChar" and node.get(_w("fldCharType")) == "end")
        if local in TEXTS and node.text and not page and not _furniture(node):
            yield node.text, partial(_put, node)
        yield from ((node.get(key, ""), partial(node.set, key)) for key in _carried(node, local))


def _put(node: etree._Element, text: str) -> None:
    node.text = text


def _carried(node: etree._Element, local: str) -> list[str]:
    """Return the attributes of `node` that hold text."""
    keys = [str(key) for key in node.attrib] if local in CARRIERS else []
    return [key for key in keys if etree.QName(key).localname in ATTRIBUTES]


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _furniture(node: etree._Element) -> bool:
    """Return whether the text is the number of a slide, the length of an arrow, or where in the workbook a text is kept."""
    field = next((each for each in node.iterancestors() if etree.QName(each).localname == "fld"), None)
    arrow = any(etree.QName(each).localname == "numLit" for each in node.iterancestors())
    cell = node.getparent()
    shared = etree.QName(node).localname == "v" and cell is not None and cell.get("t") == "s"
    return arrow or shared or (field is not None and field.get("type") == "slidenum")
