"""What is read back from a finished file: paragraphs of text, and charts row by row."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal as OneOf

from reports.notation.spaces import even_spaces

Part = OneOf[
    "body", "table", "footnote", "header", "footer", "slide", "notes", "alt", "tip", "page", "outline", "properties"
]


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph, a cell, a page of a PDF, or a property."""

    part: Part
    number: int
    """Of the slide or page, from 1; 0 where there is none."""
    text: str
    """As a reader sees it; a tab or line break is one character."""
    numbering: tuple[str, ...] = ()
    """What a layout engine fills in: numbers of pages and slides, left out of `text`."""

    @property
    def name(self) -> str:
        """Return the part in words, such as 'slide 3'."""
        return f"{self.part} {self.number}" if self.number else self.part


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row of a native chart, as its part holds it."""

    labels: tuple[str, ...]
    """Each spelling of its name once; every series holds a copy, and they should be the same."""
    values: tuple[str, ...]
    """Of every series that has a value here, as written."""
    said: str
    """The label at its mark; empty where it has none."""
    drawn: tuple[str, ...] = ()
    """Lengths of what its mark is made of, where Office cannot draw that from its values at once."""


@dataclass(frozen=True, slots=True)
class ChartText:
    """A native chart and the workbook behind it."""

    number: int
    """Order in the file, from 1; on slides the number of the slide."""
    rows: tuple[ChartRow, ...]
    heads: tuple[str, ...]
    """Names of the series."""
    axis: tuple[str, ...]
    """Words that number formats of the axes print."""
    cells: tuple[tuple[str, ...], ...]
    """The workbook's rows, its head first; an empty cell is an empty text."""
    facts: tuple[tuple[str, ...], ...] = ()
    """The rows of its second sheet, which says what stands behind each number; none where it has one sheet."""
    about: tuple[str, ...] = ()
    """The lines about it: claim, subtitle, note, sources and as of when; none in files of earlier versions."""
    aids: tuple[tuple[str, ...], ...] = ()
    """The rows of the sheet of drawing aids, its head first; none where its marks need none."""
    over: tuple[str, ...] = ()
    """The words of shapes that lie over the chart."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """All text of a finished file."""

    runs: tuple[Run, ...]
    charts: tuple[ChartText, ...] = field(default=())

    def even(self) -> Extracted:
        """Return the same with its texts in one kind of space; charts hold what no search and replace reaches."""
        return replace(self, runs=tuple(_even(run) for run in self.runs))


def _even(run: Run) -> Run:
    text = even_spaces(run.text)
    return run if text == run.text else replace(run, text=text)
