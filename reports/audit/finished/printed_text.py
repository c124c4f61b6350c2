"""What a finished file must and may show of a document, worked out from the model alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.audit.finished.allowed_text import Beside
from reports.audit.finished.expected_lines import Line
from reports.charts.registry import KINDS
from reports.document import ChartSpec, Figure, SourceList, walk
from reports.domain.facts import Source
from reports.notation.spaces import even_spaces


@dataclass(frozen=True)
class Printed:
    """What a finished file must and may show."""

    lines: tuple[Line, ...]
    """Each printed once."""
    allowed: tuple[str, ...]
    """Texts that may be printed any number of times: titles, headings, captions, sources, alternative texts."""
    charts: tuple[tuple[int, ChartSpec], ...]
    """Native charts with their slide, or 0, in order."""
    sources: tuple[Source, ...]
    """The source list, where there is one."""
    slides: int = 0
    """How many slides open with a heading."""
    listed: int = 0
    """The slide that begins the source list, or 0."""
    paged: bool = False
    """Whether the file is one of pages, whose paragraphs are not told apart when it is read back."""
    running: tuple[str, ...] = ()
    """What pages print beside the lines; `{page}` and `{pages}` stand for numbers."""
    besides: tuple[str, ...] = ()
    """What pages may print once."""
    together: tuple[str, ...] = ()
    """What pages print whole or not at all."""
    contents: tuple[str, ...] = ()
    """Headings that the table of contents of a file of pages repeats, each with its page."""

    def even(self) -> Printed:
        """Return the same with lines, texts and titles of sources in one kind of space."""
        return replace(
            self,
            lines=tuple(_even(line) for line in self.lines),
            allowed=tuple(map(even_spaces, self.allowed)),
            sources=tuple(each.model_copy(update={"title": even_spaces(each.title)}) for each in self.sources),
        )


def _even(line: Line) -> Line:
    text = even_spaces(line.text)
    return line if text == line.text else line._replace(text=text)


def printed(beside: Beside) -> Printed:
    """Return what a finished file must and may show of a document; `beside` knows the format, and its printer the document."""
    printer, slide, listed = beside.printer, 0, 0
    lines, charts = list(printer.front()), []
    sources: tuple[Source, ...] = ()
    for block in printer.printed_blocks():
        slide += printer.opens_slide(block)
        lines += (line._replace(slide=slide) for line in printer.block(block))
        for node in walk(block):
            if isinstance(node, Figure) and printer.native_charts and not KINDS[node.spec.kind].is_strip:
                charts.append((slide, node.spec))
            elif isinstance(node, SourceList):
                sources, listed = node.sources, slide
    return Printed(tuple(lines), tuple(beside.allowed()), tuple(charts), sources, slide, listed)
