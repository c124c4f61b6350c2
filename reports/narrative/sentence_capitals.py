"""A figure in words, or a name, that begins a heading or a sentence has a capital there: Three ferries are on order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.document import (
    Cite,
    Emphasis,
    FactRef,
    Figure,
    Focus,
    Heading,
    Inline,
    Inlines,
    Name,
    Paragraph,
    Picture,
    Strong,
    Table,
    plain,
)
from reports.document.inlines import CAPITAL
from reports.notation.first_letter import with_capital

ENDED = re.compile(r"\w{4}[’”)]?[.!?]['’”)]*\s+\Z")
"""What stands before the first word of a further sentence; words of up to three letters may be short for another: No. 3."""
WHOLE = re.compile(r"[.!?:]['’”)]*\s*(?:\[\d+\]\s*)*[.!?]?\s*\Z")
"""How a paragraph ends that is made of sentences, marks of sources aside."""
AS_WRITTEN = frozenset({"id", "quotation", "unit"})
"""Formats that print something letter for letter."""


def begun(node: object) -> object:
    """Return a block with capitals where its sentences, or its title, begin with a figure in words or a name."""
    match node:
        case Heading(inlines=title):
            return replace(node, inlines=_begun(title))
        case Paragraph(inlines=run) if WHOLE.search(plain(run)):
            return replace(node, inlines=_begun(run))
        case Figure(spec=spec):
            return replace(node, spec=replace(spec, title=_begun(spec.title)))
        case Table(caption=title) | Picture(caption=title) if title:
            return replace(node, caption=_begun(title))
        case _:
            return node


def _begun(run: Inlines) -> Inlines:
    if not any(_lower(each) or isinstance(each, Strong | Emphasis | Focus) for each in run):
        return run
    return tuple(_changed(run, before=""))


def _changed(run: Inlines, before: str) -> Iterator[Inline]:
    """Yield `run`, which follows the words `before`, with capitals at the beginnings."""
    for inline in run:
        begins = not before.strip() or bool(ENDED.search(before))
        match inline:
            case Strong(children) | Emphasis(children) | Focus(children):
                yield replace(inline, children=tuple(_changed(children, before)))
            case FactRef() if begins and _lower(inline):
                yield replace(inline, format=CAPITAL + inline.format, text=with_capital(inline.text))
            case Name() if begins and _lower(inline):
                yield replace(inline, text=with_capital(inline.text))
            case _:
                yield inline
        before += "" if isinstance(inline, Cite) else plain((inline,))


def _lower(inline: Inline) -> bool:
    """Return whether a figure or a name begins with a small letter that a sentence makes a capital: not kWh, not iPhone."""
    match inline:
        case FactRef(text=text) if inline.form.split(":")[0] not in AS_WRITTEN:
            first = text.split(maxsplit=1)[:1]
        case Name(text=text):
            first = text.split(maxsplit=1)[:1]
        case _:
            return False
    return bool(first) and first[0].isalpha() and first[0].islower()
