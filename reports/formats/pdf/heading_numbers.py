"""Numbers of headings as part of their words: pages, bookmarks and the table of contents say them alike."""

from __future__ import annotations

from dataclasses import replace

from reports.document import Document, Heading, Text, rebuild, walk


def numbered_headings(document: Document) -> Document:
    """Return `document` with the number of each heading before its words."""
    if not any(isinstance(node, Heading) and node.number for node in walk(document.blocks)):
        return document

    def change(node: object) -> object:
        if isinstance(node, Heading) and node.number:
            return replace(node, inlines=(Text(f"{node.number}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"), *node.inlines))
        return node

    return replace(document, blocks=rebuild(document.blocks, change))  # type: ignore[arg-type]  # blocks stay blocks
