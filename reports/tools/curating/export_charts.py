"""Each chart as PNG, SVG and a small data file with its points, for mail and social media."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reports.charts.data_table import HEAD, Rows, points, table
from reports.document import ChartSpec, Document, Figure, Inlines, Table, Words, plain, walk
from reports.document.marked_cells import SIGNS, mark_of
from reports.errors import FlagError, InputError, Place, Problem, ReportError
from reports.languages.registry import code_of
from reports.load.project_folders import Folders
from reports.notation.json_lines import listed
from reports.notation.nearest_name import nearest
from reports.notation.spaces import even_spaces
from reports.pipeline.atomic_files import read_file
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.output_access import require_writable
from reports.pipeline.output_store import held, place

FOLDER = "charts"
NAMES = "name"
"""Head of a column of names that the page leaves without one."""
Exhibit = ChartSpec | Table


def export_charts(
    where: Folders, only: Sequence[str], say: Callable[[str], None] = lambda line: None
) -> tuple[Path, ...]:
    """Write every chart of every report into `output/charts/` as PNG, SVG and CSV with its description, and return the files.

    Args:
        where: the folders.
        only: ids of charts; empty for all.
        say: takes one line a chart.

    Raises:
        InputError: the input is wrong, or the folder cannot be written.
        FlagError: `only` names no chart.
    """
    folder = where.output / FOLDER
    require_writable(folder, where.shown(folder))
    composed = compose_all(where)
    exhibits = dict(charts(composed.documents, composed.templates.charts.keys()))
    _check(only, tuple(exhibit.id for exhibit, _ in exhibits.values()))
    files: dict[str, bytes] = {}
    for name, (exhibit, words) in exhibits.items():
        if not only or exhibit.id in only:
            say(f"draw {name}")
            files |= _files(name, exhibit, words, composed)
    with held(folder, where.shown(folder)):
        changed = {name: data for name, data in files.items() if _was(folder / name) != data}
        if changed:
            place(folder, changed)
    return tuple(folder / name for name in files)


def charts(documents: Sequence[Document], ids: Collection[str]) -> Iterator[tuple[str, tuple[Exhibit, Words]]]:
    """Yield every chart or matrix of `ids` once, with the words of its language and the name of its files.

    The name is its id, with another language, or the report, where a second one differs.
    """
    known: dict[str, tuple[Exhibit, Words]] = {}
    first: dict[str, str] = {}  # language in which each is met first
    for document in documents:
        for node in walk(document.blocks):
            exhibit = node.spec if isinstance(node, Figure) else node
            if not isinstance(exhibit, ChartSpec | Table) or exhibit.id not in ids:
                continue
            exhibit = replace(exhibit, number=0, where=None) if isinstance(exhibit, Table) else exhibit
            tag = code_of(document.info.language)
            translated = [f"-{tag}"] if first.setdefault(exhibit.id, tag) != tag else []
            for ending in ("", *translated, "-" + document.info.id):
                if known.setdefault(exhibit.id + ending, (exhibit, document.words))[0] == exhibit:
                    break
    yield from sorted(known.items())


def _check(only: Sequence[str], known: Sequence[str]) -> None:
    for id in only:
        if id not in known:
            choices = ", ".join(dict.fromkeys(known))
            raise FlagError(f"--only: no report prints a chart {id!r}{nearest(id, known)}; use {choices}")


def _files(name: str, exhibit: Exhibit, words: Words, composed: Composed) -> dict[str, bytes]:
    from reports.charts.picture import picture, picture_png, picture_svg

    theme = composed.templates.theme
    try:
        shown = picture(exhibit, theme)
    except ReportError as failure:
        where = Place(composed.templates.charts[exhibit.id][1].path)
        raise InputError([Problem(where, str(failure))]) from None
    rows = points(exhibit) if isinstance(exhibit, ChartSpec) else cells(exhibit, words)
    return {
        f"{name}.png": picture_png(shown, theme),
        f"{name}.svg": picture_svg(shown, theme),
        f"{name}.csv": table(rows),
        f"{name}.csv-metadata.json": described(name, exhibit, rows[0], composed.book.as_of, words.language),
    }


def cells(table: Table, words: Words) -> Rows:
    """Return the cells of a matrix below their heads, its marks in words."""
    rows = [[_cell(cell, words) for cell in row.cells] for row in table.rows]
    head = tuple(plain(column.head) or NAMES for column in table.columns)
    return (head, *map(tuple, rows))


def _cell(cell: Inlines, words: Words) -> str:
    sign, _ = mark_of(cell)
    return words[SIGNS[sign]] if sign else plain(cell)


def described(name: str, exhibit: Exhibit, heads: Sequence[str], as_of: str, language: str) -> bytes:
    """Return what the data file `name` holds, as CSV on the Web looks for it beside a file (Tabular Data Model, 5.3).

    Claim, subtitle, note and source line of the chart, its unit, and the day up to which facts were taken into account.
    """
    said: dict[str, str] = {"title": plain(exhibit.title if isinstance(exhibit, ChartSpec) else exhibit.caption)}
    said |= {
        "description": f"{plain(exhibit.subtitle)} {plain(exhibit.note)}".strip(),
        "language": language,
        "date": as_of,
    }
    said |= {"source": plain(exhibit.sources)} if isinstance(exhibit, ChartSpec) else {}
    unit = {"unit": exhibit.unit} if isinstance(exhibit, ChartSpec) and exhibit.unit else {}
    columns = [{"name": re.sub(r"\W+", "_", head), "titles": head, **_typed(head)} for head in heads]
    content = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{name}.csv",
        **{f"dc:{key}": even_spaces(text) for key, text in said.items() if text},
        **{f"schema:{key}Text": text for key, text in unit.items()},
        "tableSchema": {"columns": columns},
    }
    return listed(content)


def _typed(head: str) -> Mapping[str, str]:
    return {"datatype": "integer"} if head == HEAD[0] else {}


def _was(path: Path) -> bytes | None:
    return read_file(path, str(path)) if path.is_file() else None
