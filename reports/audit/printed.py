"""What a finished file must and may show of a document, worked out from the model alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.audit.beside import Beside
from reports.audit.lines import NATIVE, Line, Printer
from reports.facts import Source
from reports.model import ChartSpec, Document, Figure, Heading, SourceList, walk
from reports.spaces import even_spaces


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
            lines=tuple(replace(line, text=even_spaces(line.text)) for line in self.lines),
            allowed=tuple(map(even_spaces, self.allowed)),
            sources=tuple(each.model_copy(update={"title": even_spaces(each.title)}) for each in self.sources),
        )


def printed(document: Document, kind: str) -> Printed:
    """Return what a finished file of this kind (docx, pptx, pdf) must and may show of `document`."""
    printer = Printer(document, kind)
    lines, charts, slide, listed = list(printer.front()), [], 0, 0
    sources: tuple[Source, ...] = ()
    for block in document.blocks:
        slide += kind == "pptx" and isinstance(block, Heading) and block.level == 1
        lines += (replace(line, slide=slide) for line in printer.block(block))
        for node in walk(block):
            if isinstance(node, Figure) and kind in NATIVE and node.spec.kind != "dots":
                charts.append((slide, node.spec))
            elif isinstance(node, SourceList):
                sources, listed = node.sources, slide
    beside = Beside(printer)
    made = Printed(tuple(lines), tuple(beside.allowed()), tuple(charts), sources, slide, listed)
    return made if kind in NATIVE else _paged(made, beside)


def _paged(made: Printed, beside: Beside) -> Printed:
    """Return `made` with what a file of pages prints besides."""
    return replace(
        made,
        lines=(*made.lines, *beside.markers()),
        running=tuple(beside.running()),
        besides=tuple(beside.once()),
        together=tuple(beside.together()),
        contents=tuple(beside.headings()),
    )
