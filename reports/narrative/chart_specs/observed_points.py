"""The points of a chart that is made from a slice of a dataset: one row each observation, or what is worked out from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.domain.datasets.catalogue import Catalogue
from reports.domain.datasets.cells import Cell
from reports.domain.datasets.dataset import Dimension
from reports.domain.datasets.derived import Deriving
from reports.domain.datasets.queries import Query, QueryError, asked, axis_of, dimension_of
from reports.errors import Problem
from reports.load.definition_files import ChartFile, ObservationsFile, PointFile
from reports.narrative.observation_functions import fault, unworded

if TYPE_CHECKING:
    from reports.narrative.template_functions import Setting
    from reports.notation.yaml_tree import Tree


def with_points(file: ChartFile, tree: Tree, setting: Setting, problems: list[Problem]) -> ChartFile:
    """Return `file` with a point for each observation that it asks for; as it is where it asks for none."""
    if file.observations is None or file.observations.dataset in setting.book.broken:
        return file
    if gap := unworded(setting, file.observations.dataset):
        problems.append(Problem(tree.place(("observations", "dataset")), gap, "add it under its 'labels:'"))
        return file
    try:
        points = _points(file.observations, setting)
    except QueryError as failure:
        found = fault(failure)
        problems.append(Problem(tree.place(("observations",)), found.what, found.cure))
        return file
    return file.model_copy(update={"points": (*file.points, *points)})


@dataclass(frozen=True, slots=True)
class _Slice:
    """What a definition asks of a dataset: the dimensions of its rows, series and panels, and the codes of each."""

    wanted: ObservationsFile
    catalogue: Catalogue
    query: Query
    rows: Dimension
    named: str
    """Codes of the rows, as the definition names them; empty for all."""
    series: str
    panels: str

    def at(self, key: str) -> Query | None:
        """Return the part from which the value on another axis comes, `x` or `size`; None where none is asked for."""
        other: dict[str, str] = getattr(self.wanted, key)
        return _asked(self.wanted, self.catalogue, other) if other else None


def _asked(wanted: ObservationsFile, catalogue: Catalogue, other: Mapping[str, str]) -> Query:
    """Return the part of the dataset that is meant, with `other` places than those of 'at:'."""
    dimensions = [axis_of(text) for text in (wanted.rows, wanted.series, wanted.panels) if text]
    return asked(
        catalogue, wanted.dataset, (), {**wanted.at, **other, **{name: codes or "all" for name, codes in dimensions}}
    )


def _points(wanted: ObservationsFile, setting: Setting) -> tuple[PointFile, ...]:
    catalogue = setting.book.datasets
    if catalogue is None:
        raise QueryError("there are no datasets in the fact files", "add one with 'invoke add-data FILE'", "")
    name, codes = axis_of(wanted.rows)
    query = _asked(wanted, catalogue, {})
    series, panels = (
        dimension_of(query.table, axis_of(text)[0]).id if text else "" for text in (wanted.series, wanted.panels)
    )
    part = _Slice(wanted, catalogue, query, dimension_of(query.table, name), codes, series, panels)
    return tuple(
        point
        for panel in (query.codes[panels] if panels else ("",))
        for one in (query.codes[series] if series else ("",))
        for point in _row_points(part, one, panel)
    )


def _row_points(part: _Slice, one: str, panel: str) -> Iterator[PointFile]:
    """Yield the points of a series in a panel, in the order that the definition asks for."""
    wanted, rows = part.wanted, part.rows
    figure, _, since = (text.strip() for text in wanted.figure.partition(":"))
    lone = not (part.series or part.panels)
    place = {**({part.series: (one,)} if part.series else {}), **({part.panels: (panel,)} if part.panels else {})}
    beside = {key: query for key in ("x", "size") if (query := part.at(key))}
    cells: list[tuple[str, Cell, dict[str, str]]] = []
    for code in part.query.codes[rows.id]:
        here = {**place, rows.id: (code,)}
        try:
            others = {key: _deriving(part, query, here).one().id for key, query in beside.items()}
            cells.append((code, _cell(_deriving(part, part.query, here), figure, since), others))
        except QueryError:
            if part.named and code in part.named and lone:
                raise
    if wanted.sort != "file":
        cells.sort(key=lambda each: each[1].value or Decimal(0), reverse=wanted.sort == "descending")
    format = _named(part, rows.id)
    for code, cell, others in cells[: wanted.most if lone else None]:
        names = {
            key: f'{{{{ fact("{cell.id}", "{_named(part, dimension)}") }}}}'
            for key, dimension in (("series", part.series), ("panel", part.panels))
            if dimension
        }
        yield PointFile(
            fact=cell.id,
            label=f'{{{{ fact("{cell.id}", "{format}") }}}}',
            focus=bool({code, one, panel} & set(wanted.focus)),
            **names,
            **others,
        )


def _named(part: _Slice, dimension: str) -> str:
    """Return the format in which a fact prints its code of a dimension: as a date where that is time."""
    return "date-short" if dimension_of(part.query.table, dimension).period else f"code:{dimension}"


def _deriving(part: _Slice, query: Query, here: Mapping[str, tuple[str, ...]]) -> Deriving:
    return Deriving(part.catalogue, Query(query.table, query.measure, {**query.codes, **here}))


def _cell(one: Deriving, figure: str, since: str) -> Cell:
    match figure:
        case "value":
            return one.one()
        case "share":
            return one.share(since, None)
        case _:
            return one.since(figure, since or "previous", None)
