"""Whether a text comes out of the reader of Markdown as it went in; worked out from the text, not by the parser."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reports.document import Blocks, Cite, FactRef, Figure, Footnote, Inlines, Literal, Text, walk
from reports.narrative.markdown.sentinels import Carrier
from tests import sample

CALL = re.compile(r"\{\{[^{}\n]*\}\}")
"""What prints something in a template; here it becomes the mark of a sample."""
MARKUP = (
    CALL,
    re.compile(r"\{(?:[^\n]|\n(?!\s*\n))*\}"),  # attributes
    re.compile(r"(?m)^[\s>*+:.)\d-]*:::+[^\S\n]*[\w-]*"),  # the name of a box
    re.compile(r"(?m)^[\s>*+:.)\d-]+"),  # the number of a list item
    re.compile(r"\]\((?:[^\n]|\n(?!\s*\n))*\)"),  # the address of a link
    re.compile(r"\[\^[^\]\n]*\]"),  # the label of a footnote
    re.compile(r"&#?\w+;"),  # a character by its name
)
"""What may be markup, and then is not printed."""


def carried(text: str) -> tuple[str, Carrier]:
    """Return `text` with a mark in place of each call, and what the marks stand for: figures, marks of sources, charts."""
    carrier = Carrier()

    def carry(match: re.Match[str]) -> str:
        n = len(carrier.objects)
        match n % 8:
            case 3:
                return carrier.carry(Cite((_name(n),), (1,)))
            case 5:
                return carrier.carry(Figure(sample.BARS, _name(n)))
            case _:
                return carrier.carry(FactRef(_name(n), "figure", "?"))

    return CALL.sub(carry, text), carrier


def _name(n: int) -> str:
    return f"call-{n}"


def unprinted(text: str, found: Blocks | Inlines) -> Sequence[str]:
    """Return the calls of `text` that are not printed exactly once; those in a footnote that is cited twice are."""
    wanted = [_name(n) for n in range(len(CALL.findall(text)))]
    once = Counter(_printed(found, repeated=False))
    return [name for name in wanted if once[name] != 1]


def _printed(found: object, *, repeated: bool) -> Iterator[str]:
    for node in _nodes(found, repeated=repeated):
        match node:
            case FactRef(fact_id=id) | Figure(id=id) | Cite(fact_ids=(id,)):
                yield id
            case _:
                pass


def lost(text: str, found: Blocks | Inlines) -> str:
    """Return the letters and digits of `text` that `found` lacks, apart from those that may be markup."""
    for each in MARKUP:
        text = each.sub(" ", text)
    return "".join((_letters(text) - _letters(_said(found, repeated=True))).elements())


def added(text: str, found: Blocks | Inlines) -> str:
    """Return the letters and digits that `found` has more often than `text`."""
    possible = _letters(text) | _letters(html.unescape(text))
    return "".join((_letters(_said(found, repeated=False)) - possible).elements())


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


def _said(found: object, *, repeated: bool) -> str:
    """Return the words of `found`; a footnote that is cited again counts again where `repeated`."""
    return " ".join(node.text for node in _nodes(found, repeated=repeated) if isinstance(node, Text | Literal))


def _nodes(found: object, *, repeated: bool) -> Iterator[object]:
    """Yield the nodes of `found`, without those inside of charts, and of equal footnotes those of the first."""
    skipped: Counter[int] = Counter()
    known: set[Footnote] = set()
    for node in walk(found):
        if skipped[id(node)]:
            skipped[id(node)] -= 1
            continue
        if isinstance(node, Figure):
            skipped.update(id(below) for below in walk(node) if below is not node)
        elif isinstance(node, Footnote):
            if node in known and not repeated:
                skipped.update(id(below) for below in walk(node) if below is not node)
            known.add(node)
        yield node
