"""How the time to write a Word file grows with the document; for the tests and for measuring."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from reports.document import Column, Contents, Document, Heading, Inlines, Paragraph, Row, Table, Text
from reports.formats.docx import write
from tests import sample
from tests.sample import words


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """Return the processor seconds of the fastest of some runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def grid(rows: int) -> Document:
    cells: tuple[Inlines, ...] = (words("Name"), words("Words of some length"), (sample.ref("cities"),))
    table = Table(tuple(Column(words("Head")) for _ in cells), (Row(cells),) * rows, words("Long"), "long", 1)
    return replace(sample.document(), blocks=(table,))


def chapters(count: int) -> Document:
    def one(n: int) -> tuple[Heading, Paragraph]:
        return Heading(1, words(f"Finding {n}"), f"finding-{n}"), Paragraph((Text("It is "), sample.ref("budget")))

    blocks = (Contents(words("Contents")), *(block for n in range(count) for block in one(n)))
    return replace(sample.document(), blocks=blocks)


def growth(make: Callable[[int], Document], small: int, factor: int = 4) -> float:
    """Return how many times as long `factor` times as much takes; `factor` where the time grows with the size alone."""
    few, many = make(small), make(factor * small)
    return cpu(lambda: write(many, sample.theme())) / cpu(lambda: write(few, sample.theme()))


def timings() -> dict[str, float]:
    """Return the processor seconds for a table of 1,000 rows and for 200 sections."""

    def written(document: Document) -> float:
        return cpu(lambda: write(document, sample.theme()))

    return {"docx, table of 1,000 rows": written(grid(1000)), "docx, 200 sections": written(chapters(200))}
