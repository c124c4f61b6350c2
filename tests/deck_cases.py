"""Cases of slides: Markdown with sample facts, charts and blocks in it."""

from __future__ import annotations

import re
from dataclasses import replace

from reports.document import Block, Blocks, Document, Figure, Inline, SourceList
from reports.narrative.markdown import parse_section
from reports.narrative.markdown.sentinels import Carrier, LineMap
from tests import sample

CHARTS = {spec.id: spec for spec in (sample.BARS, sample.UNITS, sample.SHARES, sample.TIMELINE)}
QUOTES = ("“", "”", "‘", "’")


def blocks(markdown: str, path: str = "case.md") -> Blocks:
    """Return the blocks of `markdown`: <<fact id>>, <<cite id>>, <<chart id>>, <<block n>>, <<sources>> of the sample."""
    carrier = Carrier()

    def carry(match: re.Match[str]) -> str:
        return carrier.carry(_sample(match[1], match[2] or ""))

    text = re.sub(r"<<(\w+)(?: ([\w-]+))?>>", carry, markdown)
    lines = LineMap(path, tuple(range(1, text.count("\n") + 2)))
    parsed, found = parse_section(text, carrier, lines, text, QUOTES)
    assert found == ()
    return parsed


def _sample(what: str, id: str) -> Inline | Block:
    match what:
        case "fact":
            return sample.ref(id)
        case "cite":
            return sample.cite(id)
        case "chart":
            return Figure(CHARTS[id], f"fig-{id}")
        case "sources":
            return SourceList(tuple(sample.BOOK.sources.values()))
        case _:
            return sample.BLOCKS[int(id)]


def deck(markdown: str, *, minutes: int = 0) -> Document:
    """Return `markdown` as a document for slides."""
    document = sample.document("deck")
    return replace(document, blocks=blocks(markdown), info=replace(document.info, minutes=minutes))
