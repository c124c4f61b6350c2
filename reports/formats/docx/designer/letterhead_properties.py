"""Custom properties that a designer's headers and footers show by a field: they stay in the file, with what is ours in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.document import Document, plain
from reports.formats.docx.designer.letterhead import Letterhead
from reports.formats.docx.designer.letterhead_filling import field_codes, meaning
from reports.ooxml.wordprocessingml import Element


def letterhead_values(document: Document) -> dict[str, str]:
    """Return what fields and content controls of a letterhead are filled with, by what they mean."""
    info = document.info
    return {
        "title": plain(info.title), "subject": plain(info.subtitle), "organisation": info.organisation,
        "date": info.as_of_text, "version": info.version, "file": info.file("docx"),
    }  # fmt: skip


def shown_properties(letterhead: Letterhead | None, document: Document) -> Mapping[str, str | None]:
    """Return the custom properties that headers and footers show, in small letters, with ours; None where we have none."""
    values = letterhead_values(document)
    trees = (letterhead.package.tree(part) for part in letterhead.parts.values()) if letterhead else ()
    return {name.casefold(): values.get(meaning(name)) for tree in trees for name in _named(tree)}


def _named(tree: Element) -> Iterator[str]:
    for code in field_codes(tree):
        name, _, rest = code.strip().partition(" ")
        if name == "DOCPROPERTY":
            yield rest.split("\\")[0].strip().strip('"')
