"""Blocks of pages on slides, which lie on their side anyway and begin where a heading says so."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import Block, Blocks, Landscape, PageBreak


def without_pages(blocks: Blocks) -> Blocks:
    """Return `blocks` without breaks of pages, and with what lies on its side among the others."""
    return tuple(_each(blocks))


def _each(blocks: Blocks) -> Iterator[Block]:
    for block in blocks:
        match block:
            case PageBreak():
                continue
            case Landscape(blocks=inner):
                yield from _each(inner)
            case _:
                yield block
