"""The points of a chart that is made from a slice of a dataset: one row each observation, or what is worked out from it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reports.domain.datasets.cells import Cell
from reports.domain.datasets.derived import Deriving
from reports.domain.datasets.queries import Query, QueryError, asked, dimension_of
from reports.errors import Problem
from reports.load.definition_files import ChartFile, ObservationsFile, PointFile
from reports.narrative.observation_functions import fault

if TYPE_CHECKING:
    from reports.narrative.template_functions import Setting
    from reports.notation.yaml_tree import Tree


def with_points(file: ChartFile, tree: Tree, setting: Setting, problems: list[Problem]) -> ChartFile:
    """Return `file` with a point for each observation that it asks for; as it is where it asks for none."""
    if file.observations is None or file.observations.dataset in setting.book.broken:
        return file
    try:
        points = _points(file.observations, setting)
    except QueryError as failure:
        found = fault(failure)
        problems.append(Problem(tree.place(("observations",)), found.what, found.cure))
        return file
    return file.model_copy(update={"points": (*file.points, *points)})


def _points(wanted: ObservationsFile, setting: Setting) -> tuple[PointFile, ...]:
    catalogue = setting.book.datasets
    if catalogue is None:
        raise QueryError("there are no datasets in the fact files", "add one with 'invoke add-data FILE'", "")
    name, codes = _dimension(wanted.rows)
    many, several = _dimension(wanted.series)
    query = asked(
        catalogue, wanted.dataset, (), {**wanted.at, name: codes or "all", **({many: several or "all"} if many else {})}
    )
    rows = dimension_of(query.table, name)
    figure, _, since = (part.strip() for part in wanted.figure.partition(":"))
    series = dimension_of(query.table, many).id if many else ""
    points: list[PointFile] = []
    for one in query.codes[series] if many else ("",):
        cells: list[tuple[str, Cell]] = []
        for code in query.codes[rows.id]:
            place = {**query.codes, rows.id: (code,), **({series: (one,)} if many else {})}
            try:
                cells.append(
                    (code, _cell(Deriving(catalogue, Query(query.table, query.measure, place)), figure, since))
                )
            except QueryError:
                if codes and code in codes and not many:
                    raise
        if wanted.sort != "file":
            cells.sort(key=lambda each: each[1].value or Decimal(0), reverse=wanted.sort == "descending")
        format = "date-short" if rows.period else f"code:{rows.id}"
        for code, cell in cells[: None if many else wanted.most]:
            made = PointFile(
                fact=cell.id,
                label=f'{{{{ fact("{cell.id}", "{format}") }}}}',
                focus=bool({code, one} & set(wanted.focus)),
            )
            name = f'{{{{ fact("{cell.id}", "code:{series}") }}}}'
            points.append(made.model_copy(update={"series": name}) if many else made)
    return tuple(points)


def _dimension(text: str) -> tuple[str, str]:
    """Return a dimension and its codes, empty for all: 'industry: mining, construction'."""
    name, _, codes = (part.strip() for part in text.partition(":"))
    return name, codes


def _cell(one: Deriving, figure: str, since: str) -> Cell:
    match figure:
        case "value":
            return one.one()
        case "share":
            return one.share(since, None)
        case _:
            return one.since(figure, since or "previous", None)
