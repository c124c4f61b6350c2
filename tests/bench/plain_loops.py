"""Our writers beside the plainest loop over the library below each: `python -m tests.bench.plain_loops NAME`.

Both have the same words, and the loop more than it would have: the text is composed already. It makes no links, no base for
edits, nothing that a merge or an audit needs.
"""

from __future__ import annotations

import gc
import io
import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.document import Document, Heading, Notes, Paragraph, Table, plain
from reports.load.project_folders import Folders, folders
from reports.pipeline.worker_process import save_time
from tests.bench.grown import Growth, page_of_text, report, slides
from tests.bench.grown import write as write_project

ROUNDS = 3
"""Of both in turn; what counts is the least of each."""


@dataclass(frozen=True, slots=True)
class Versus:
    """One of our writers beside a plain loop."""

    name: str
    """As the bench names it."""
    size: int
    """Pages or slides."""
    goal: float
    """Processor time at most, as a share of the loop's."""
    make: Callable[[int], Mapping[str, str]]
    """Size to the files of `templates/`."""
    format: str
    loop: Callable[[Document], bytes]

    @property
    def what(self) -> str:
        """Return what the bench calls it."""
        return f"{self.size} {self.name}"


def docx_loop(document: Document) -> bytes:
    """Return `document` written by python-docx alone."""
    import docx

    file = docx.Document()
    for block in document.blocks:
        match block:
            case Heading(inlines=inlines, level=level):
                file.add_heading(plain(inlines), level)
            case Paragraph(inlines=inlines):
                file.add_paragraph(plain(inlines))
            case _:
                pass
    return _saved(file.save)


def pptx_loop(document: Document) -> bytes:
    """Return `document` written by python-pptx alone: a title, a table and notes to a slide."""
    from pptx import Presentation
    from pptx.util import Cm

    file = Presentation()
    slide = None
    for block in document.blocks:
        match block:
            case Heading(inlines=inlines):
                slide = file.slides.add_slide(file.slide_layouts[5])
                slide.shapes.title.text = plain(inlines)
            case Table(columns=columns, rows=rows) if slide is not None:
                texts = [[plain(each.head) for each in columns], *([plain(cell) for cell in row.cells] for row in rows)]
                shape = slide.shapes.add_table(len(texts), len(columns), Cm(1), Cm(4), Cm(23), Cm(6))
                for row, line in zip(shape.table.rows, texts, strict=True):
                    for cell, text in zip(row.cells, line, strict=True):
                        cell.text = text
            case Notes(blocks=blocks) if slide is not None:
                said = "\n".join(plain(each.inlines) for each in blocks if isinstance(each, Paragraph))
                slide.notes_slide.notes_text_frame.text = said
            case _:
                pass
    return _saved(file.save)


SHEET = """\
@page { size: A4; margin: 25mm 16mm 19mm; font: 8.5pt sans-serif;
  @top-left { content: "The organisation"; border-top: 1pt solid } @top-right { content: "Brief"; border-top: 1pt solid }
  @bottom-left { content: "A report of trams"; border-top: 1pt solid }
  @bottom-right { content: "page " counter(page) " of " counter(pages); border-top: 1pt solid } }
body { font: 10pt/14pt sans-serif } p { margin: 0 0 6pt; max-width: 135mm } h1, h2 { font-size: 12.5pt; break-after: avoid }
.mark { font-size: 8.5pt; color: #0F4C5C }
"""
"""What anybody writes for such a report: paper, running lines, page numbers, marks of sources."""
_MARK = re.compile(r"(\[\d+\])")


def pdf_loop(document: Document) -> bytes:
    """Return `document` set by WeasyPrint alone: tagged, with running lines, page numbers and marks of sources."""
    from weasyprint import HTML

    body = []
    for block in document.blocks:
        match block:
            case Heading(inlines=inlines, level=level):
                body.append(f"<h{level}>{escape(plain(inlines))}</h{level}>")
            case Paragraph(inlines=inlines):
                body.append("<p>" + _MARK.sub(r"<span class=mark>\1</span>", escape(plain(inlines))) + "</p>")
            case _:
                pass
    page = f"<html lang=en><title>Trams</title><style>{SHEET}</style>{''.join(body)}"
    written: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return written


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def texts(kind: str) -> Callable[[int], Mapping[str, str]]:
    """Return what makes the templates of a report of so many pages of text."""
    return lambda size: report(kind, {f"page-{n}": page_of_text(n) for n in range(1, size + 1)})


LOOPS = (
    Versus("pages of Word beside python-docx", 300, 2.0, texts("docx"), "docx", docx_loop),
    Versus("slides beside python-pptx", 500, 1.2, slides, "pptx", pptx_loop),
    Versus("pages of PDF beside WeasyPrint", 300, 1.2, texts("pdf"), "pdf", pdf_loop),
)


def project(versus: Versus, size: int, folder: Path) -> Folders:
    """Write the project of so many pages or slides into `folder`, and return its folders."""
    write_project(Growth("", size, size, versus.make, lambda size: max(size, 100) + 10), size, folder)
    return folders(folder)


def times(name: str) -> tuple[float, float, float]:
    """Return the processor time of our writer, of the whole build, and of the loop, the least of some rounds each."""
    from reports.formats.registry import FORMATS
    from reports.pipeline.build import build
    from reports.pipeline.composition import compose_all

    save_time()
    versus = next(each for each in LOOPS if each.name == name)
    write = FORMATS[versus.format].write
    for size in (3, versus.size):  # the first one only loads what is loaded once
        with TemporaryDirectory() as folder:
            where = project(versus, size, Path(folder))
            whole = _cpu(partial(build, where))
            composed = compose_all(where)
        document, theme = composed.documents[0], composed.templates.theme
        rounds = [(_cpu(partial(write, document, theme)), _cpu(partial(versus.loop, document))) for _ in range(ROUNDS)]
    return min(ours for ours, _ in rounds), whole, min(theirs for _, theirs in rounds)


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    sys.stdout.write(json.dumps(times(sys.argv[1])) + "\n")
