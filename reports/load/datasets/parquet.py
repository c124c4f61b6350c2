"""Parquet files, with pyarrow, which is loaded only where there is one and installed with the extra `data`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from reports.domain.datasets.dataset import Dataset
from reports.errors import Place, Problem
from reports.load.datasets.text_table import MAX_ROWS, NoTableError, Table, content_of, too_many


def read_parquet(path: Path, shown: str, dataset: Dataset) -> tuple[Table, tuple[Problem, ...]]:
    """Return the table in a Parquet file; the place of a cell is its row, from 1, and its column.

    Raises:
        NoTableError: pyarrow is not there, or the file is none that it reads.
    """
    data = content_of(path, shown)
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        cure = "install the program with its extra: pip install 'fact-reports[data]', or save the table as CSV"
        raise NoTableError(Problem(Place(shown), "needs the library pyarrow, which is not there", cure)) from None
    try:
        table = parquet.read_table(BytesIO(data))
    except (ArrowException, OSError, ValueError) as failure:
        raise NoTableError(
            Problem(Place(shown), f"is no Parquet file ({failure})", "save it again, or as CSV")
        ) from None
    if table.num_rows > MAX_ROWS:
        raise too_many(table.num_rows, shown)
    heads = [str(name) for name in table.column_names]
    columns = [[_text(value) for value in column.to_pylist()] for column in table.columns]
    rows = [list(row) for row in zip(*columns, strict=True)]

    def place(line: int, column: int) -> Place:
        return Place(f"{shown}, column {heads[column]!r}, row {line}")

    return Table(heads, rows, range(1, len(rows) + 1), 0, place, sha256(data).hexdigest()), ()


def _text(value: object) -> str:
    """Return a value as a CSV file would hold it: the shortest digits of a float, an ISO date, nothing for none."""
    match value:
        case None:
            return ""
        case datetime():
            return (
                value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(timespec="minutes")
            )
        case date():
            return value.isoformat()
        case float():
            return "" if value != value else f"{Decimal(repr(value)):f}"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
