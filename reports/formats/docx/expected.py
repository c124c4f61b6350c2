"""What a finished Word file must and may print of its document, worked out from the model alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from reports.audit.finished.allowed_text import Beside
from reports.audit.finished.expected_lines import Line, Printer, marked_title
from reports.audit.finished.printed_text import Printed, printed
from reports.document import (
    ChartSpec,
    Cite,
    Document,
    Emphasis,
    Focus,
    Footnote,
    Inlines,
    Link,
    SourceList,
    SourceStrip,
    Strong,
    walk,
)
from reports.domain.wording import source_tip


def printed_word(document: Document) -> Printed:
    """Return what a Word file must and may show of `document`."""
    return printed(Beside(WordPrinter(document)))


@dataclass(frozen=True)
class WordPrinter(Printer):
    """Takes a document apart into the lines of a Word file; its marks say more when pointed at."""

    native_charts: ClassVar[bool] = True

    def footnotes(self, inlines: Inlines) -> Iterator[Line]:
        """Yield the lines of the footnotes of `inlines`, and what its marks say when pointed at."""
        yield from self._mark_tips(inlines)
        for node in walk(inlines):
            if isinstance(node, Footnote):
                yield from self.run(node.children, "footnote")
            elif isinstance(node, SourceStrip):
                yield from self._strip_tips(node)

    @cached_property
    def _listed(self) -> bool:
        """Return whether the document lists its sources, so that marks can lead there."""
        return any(isinstance(node, SourceList) for node in walk(self.document.blocks))

    def _mark_tips(self, inlines: Inlines) -> Iterator[Line]:
        """Yield source and paragraphs of each mark; footnotes have lines of their own."""
        if not self._listed:
            return
        book, sign = self.document.book, self.document.words["paragraph-sign"]
        sources = {source.number: source for source in book.sources.values()}
        for cite in _cites(inlines):
            facts = [book.facts[id] for id in cite.fact_ids if id in book.facts]
            yield from (Line(source_tip(sources[n], facts, sign), "tip") for n in cite.numbers if n in sources)

    def _strip_tips(self, strip: SourceStrip) -> Iterator[Line]:
        for numbers, key in ((strip.printed, "strip-printed"), (strip.other, "strip-other")):
            yield from (Line(self.document.words[key].format(number=number), "tip") for number in numbers)

    def strip(self, strip: SourceStrip) -> str:
        """Return a source strip as Word files write it."""
        return " ".join([*(f"[{n}]" for n in strip.printed), *(f"([{n}])" for n in strip.other)])

    def dots_label(self, spec: ChartSpec) -> Inlines:
        """Return the label below a strip of dots, with the marks of its first row where it has none of its own."""
        return marked_title(spec, spec.points[:1])


def _cites(inlines: Inlines) -> Iterator[Cite]:
    """Yield the marks of a line, not those of its footnotes."""
    for inline in inlines:
        match inline:
            case Cite():
                yield inline
            case Strong(children) | Emphasis(children) | Focus(children) | Link(children, _):
                yield from _cites(children)
            case _:
                pass
