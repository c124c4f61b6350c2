"""What a reader sees, as digests: of a whole document and of what stands under each heading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass, replace

from reports.document import (
    Block,
    ChartPoint,
    ChartSpec,
    Cite,
    CrossRef,
    Document,
    Equation,
    FactRef,
    Heading,
    Literal,
    Name,
    SourceList,
    SourceStrip,
    TaskMark,
    Text,
    Tile,
    plain,
    rebuild,
    walk,
)
from reports.load.records.release_files import Passage
from reports.theme.definition import Theme

BETWEEN = "\x1f"
"""Between two texts, so that moving a word from one to the next shows."""


def digest(document: Document, theme: Theme) -> str:
    """Return a SHA-256 in hex that changes with whatever `document` is made from, but not with lines of the templates."""
    blocks = rebuild(document.blocks, _placeless)
    look = replace(theme, folder="")
    content = repr((document.info, blocks, sorted(document.words.texts.items()), look, document.facts_version))
    return hashlib.sha256(content.encode()).hexdigest()


def digests(documents: Sequence[Document], theme: Theme) -> dict[str, str]:
    """Return the digest of each document by its report id, and under '' that of all, for what is made from all of them."""
    each = {document.info.id: digest(document, theme) for document in documents}
    return {**each, "": hashlib.sha256(BETWEEN.join(each.values()).encode()).hexdigest()}


def _placeless(node: object) -> object:
    if is_dataclass(node) and not isinstance(node, type) and getattr(node, "where", None) is not None:
        return replace(node, where=None)
    return node


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the headings of `document`, the cover first with an empty one, each with the digest of what it heads."""
    info = document.info
    parts: list[tuple[str, list[str]]] = [("", list(seen((info.title, info.subtitle, info.basis))))]
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append((plain(block.inlines), []))
        parts[-1][1].extend(seen(block))
    return tuple(
        Passage(heading=heading, sha256=hashlib.sha256(BETWEEN.join(texts).encode()).hexdigest())
        for heading, texts in parts
    )


def seen(node: Block | tuple[object, ...]) -> Iterator[str]:
    """Yield every text that a reader sees in `node`, in reading order; ids, formats and places are none."""
    for each in walk(node):
        match each:
            case Text() | FactRef() | Name() | Literal() | CrossRef() | Cite() | TaskMark() | Equation():
                yield each.text
            case Tile(status=status, hedge=hedge):
                yield from (status, hedge)
            case ChartSpec(kind=kind, alternative=alt, unit=unit):
                yield from (kind, alt, unit)
            case ChartPoint(label=label, figure=figure, words=words, named_words=named, fill=fill, end=end):
                yield from (label, figure, words, *named, fill, end)
                yield from filter(None, (each.group, each.series, each.at))
            case SourceStrip(printed=printed, other=other):
                yield f"{printed}{other}"
            case SourceList(sources=sources):
                yield from (
                    " ".join(
                        filter(None, (source.title, source.publisher, source.author, source.date, source.accessed))
                    )
                    for source in sources
                )
            case _:
                pass


__all__ = ["digest", "digests", "passages", "seen"]
