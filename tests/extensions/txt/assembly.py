"""The lines of a document, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Block, Document, Heading, List, Paragraph, SourceList, plain
from reports.errors import ReportError


def assemble(document: Document) -> bytes:
    """Return `document` as UTF-8."""
    info = document.info
    lines = [plain(info.title), plain(info.subtitle), plain(info.basis)]
    lines += (line for block in document.blocks for line in _lines(block))
    return "".join(f"{line}\n" for line in lines if line).encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(inlines=inlines):
            yield plain(inlines).upper()
        case Paragraph(inlines=inlines):
            yield plain(inlines)
        case List(items=items):
            yield from (line for blocks in items for each in blocks for line in _lines(each))
        case SourceList(sources=sources):
            yield from (f"{source.number} {source.title}" for source in sources)
        case _:
            raise ReportError(f"plain text has no {type(block).__name__}")
