"""A file of numbers as rows of texts, whatever it was, with the place of each cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reports.domain.datasets.dataset import Dataset
from reports.errors import Place, Problem

MAX_BYTES = 64_000_000
"""Of a file; the memory it takes is about six times as much."""
MAX_ROWS = 250_000
"""Of a file; more of them belong into a database, of which a report prints an extract."""
MAX_COLUMNS = 2_000


class NoTableError(Exception):
    """The file is none that can be read; carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        """Keep `problems`."""
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Table:
    """Heads and rows of a file."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]] = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    """Line of the file, or row of the sheet, of each row; from 1."""
    head_line: int
    place: Callable[[int, int], Place]
    """Line and number of a column (from 0) to the place of a cell."""
    sha256: str
    oddities: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Line and column of cells of which more is to be said than their text: a date, a formula, a merged cell."""


Reader = Callable[[Path, str, Dataset], tuple[Table, tuple[Problem, ...]]]
"""File, how messages name it, and its entry to its table and to what is wrong with its shape."""


def content_of(path: Path, shown: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        NoTableError: it cannot be read, is empty, or is too large.
    """
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "is no file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as failure:
        raise NoTableError(Problem(Place(shown), f"cannot be read ({failure.strerror})", "check the path")) from None
    if len(data) > MAX_BYTES:
        what = f"is larger than {MAX_BYTES:,} bytes"
        raise NoTableError(Problem(Place(shown), what, "cut it to the rows and columns that reports print"))
    if not data.strip():
        raise NoTableError(Problem(Place(shown), "is empty", "save the table into it"))
    return data


def too_many(rows: int, shown: str) -> NoTableError:
    """Return the refusal of a table that is too long."""
    what = f"has {rows:,} rows, more than {MAX_ROWS:,}"
    return NoTableError(Problem(Place(shown), what, "cut it to the rows that reports print"))
