"""Each chart as PNG, SVG and a small data file with its points, for mail and social media."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.build import Composed, Folders, compose_all
from reports.charts.values import value_text
from reports.errors import FlagError, InputError, Place, Problem, ReportError
from reports.keeping import read_file
from reports.load.nearest import nearest
from reports.model import ChartPoint, ChartSpec, Document, Figure, plain, walk
from reports.placing import held, place

FOLDER = "charts"
HEAD = ("order", "label", "value", "unit", "as printed", "hedge", "status", "what it is", "fact id", "sources")
FORMULA = ("=", "+", "-", "@", "\t")
"""A cell that begins so is a formula to a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what has no picture."""

    written: tuple[Path, ...]
    notes: tuple[str, ...]


def export_charts(where: Folders, only: Sequence[str], say: Callable[[str], None] = lambda line: None) -> Exported:
    """Write every chart of every report into `output/charts/` as PNG, SVG and CSV.

    Args:
        where: the folders.
        only: ids of charts; empty for all.
        say: takes one line a chart.

    Raises:
        InputError: the input is wrong, or the folder cannot be written.
        FlagError: `only` names no chart.
    """
    composed = compose_all(where)
    specs = dict(charts(composed.documents))
    tables = [id for id, (file, _) in composed.templates.charts.items() if file.kind == "matrix"]
    _check(only, specs, tables)
    files: dict[str, bytes] = {}
    for name, spec in specs.items():
        if not only or spec.id in only:
            say(f"draw {name}")
            files |= _files(name, spec, composed, where)
    folder = where.output / FOLDER
    with held(folder, where.shown(folder)):
        changed = {name: data for name, data in files.items() if _was(folder / name) != data}
        if changed:
            place(folder, changed)
    notes = [f"{id} is a matrix, which is a table: copy it from the report" for id in tables if not only or id in only]
    return Exported(tuple(folder / name for name in files), tuple(notes))


def charts(documents: Sequence[Document]) -> Iterator[tuple[str, ChartSpec]]:
    """Yield every chart once, with the name of its files: its id, and the language where a second one differs."""
    known: dict[str, ChartSpec] = {}
    for document in documents:
        for figure in (node for node in walk(document.blocks) if isinstance(node, Figure)):
            for name in (
                figure.spec.id,
                f"{figure.spec.id}-{document.info.language.split('-')[0]}",
                f"{figure.spec.id}-{document.info.id}",
            ):
                if known.setdefault(name, figure.spec) == figure.spec:
                    break
    yield from sorted(known.items())


def _check(only: Sequence[str], specs: Mapping[str, ChartSpec], tables: Sequence[str]) -> None:
    known = dict.fromkeys((*(spec.id for spec in specs.values()), *tables))
    for id in only:
        if id not in known:
            raise FlagError(f"--only: there is no chart {id!r}{nearest(id, known)}; use {', '.join(known)}")


def _files(name: str, spec: ChartSpec, composed: Composed, where: Folders) -> dict[str, bytes]:
    from reports.charts.picture import picture_png, picture_svg

    theme = composed.templates.theme
    try:
        drawn = {f"{name}.png": picture_png(spec, theme), f"{name}.svg": picture_svg(spec, theme)}
    except ReportError as failure:
        place = Place(composed.templates.charts[spec.id][1].path)
        raise InputError([Problem(place, str(failure))]) from None
    return {**drawn, f"{name}.csv": points(spec)}


def points(spec: ChartSpec) -> bytes:
    """Return the points of a chart as CSV (RFC 4180, UTF-8 with a mark, so that Excel reads it): a row each.

    Above them stand the claim, the subtitle, the note and the source line.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for key, inlines in (
        ("title", spec.title),
        ("subtitle", spec.subtitle),
        ("note", spec.note),
        ("sources", spec.sources),
    ):
        writer.writerow((key, _safe(plain(inlines))))
    writer.writerow(())
    writer.writerow(HEAD)
    for n, point in enumerate(spec.points, 1):
        writer.writerow((n, *map(_safe, _row(point, spec))))
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _row(point: ChartPoint, spec: ChartSpec) -> tuple[str, ...]:
    marks = " ".join(f"[{number}]" for number in point.numbers)
    printed = point.figure.replace("\N{NO-BREAK SPACE}", " ")
    return (
        point.label, value_text(point), spec.unit, printed, point.qualifier, point.status, point.words, point.fact_id, marks,
    )  # fmt: skip


def _safe(text: str) -> str:
    """Return `text` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _was(path: Path) -> bytes | None:
    return read_file(path, str(path)) if path.is_file() else None
