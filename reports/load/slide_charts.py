"""Chart definitions as reports show them: on slides with short labels, and without the rows that are for paper only."""

from __future__ import annotations

from dataclasses import replace

from reports.load.definition_files import ChartFile
from reports.load.template_files import Templates
from reports.load.translations.chart_texts import charts_of
from reports.notation.yaml_tree import Route, Tree


def as_shown(templates: Templates, report: str, *, slides: bool) -> Templates:
    """Return `templates` with the charts as `report` shows them: in its language, and as slides do where it has some."""
    charts = charts_of(templates, report)
    return replace(templates, charts={id: on_slides(*found) for id, found in charts.items()} if slides else charts)


def on_slides(file: ChartFile, tree: Tree) -> tuple[ChartFile, Tree]:
    """Return a chart definition as slides show it; its tree finds each row at its new number."""
    kept = [n for n, point in enumerate(file.points) if point.on_slides]
    rows = (file.points[n] for n in kept)
    points = tuple(row.model_copy(update={"label": row.short}) if row.short else row for row in rows)
    if points == file.points:
        return file, tree
    places = {found: place for route, place in tree.places.items() if (found := _moved(route, kept)) is not None}
    return file.model_copy(update={"points": points}), replace(tree, places=places)


def _moved(route: Route, kept: list[int]) -> Route | None:
    """Return the way to a value once only the rows `kept` are there; None to one of a row that is not."""
    match route:
        case ("points", int(n), *more):
            return ("points", kept.index(n), *more) if n in kept else None
        case _:
            return route
