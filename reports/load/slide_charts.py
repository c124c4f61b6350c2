"""Chart definitions as reports show them: on slides with short labels, and without the rows that are for paper only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reports.errors import Place
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
    return file.model_copy(update={"points": points}), replace(tree, places=SlidePlaces(tree.places, tuple(kept)))


@dataclass(frozen=True, slots=True, eq=False)
class SlidePlaces(Mapping[Route, Place]):
    """Places once only some rows are there: each row is found at its new number; looked up when asked for."""

    places: Mapping[Route, Place]
    kept: tuple[int, ...]
    """Numbers of the rows that are there, in the file."""

    def __getitem__(self, route: Route) -> Place:
        """Return the place of the value at `route`; there is none of a row that is left out."""
        match route:
            case ("points", int(n), *more):
                if not 0 <= n < len(self.kept):
                    raise KeyError(route)
                return self.places["points", self.kept[n], *more]
            case _:
                return self.places[route]

    def __iter__(self) -> Iterator[Route]:
        """Yield every route."""
        for route in self.places:
            match route:
                case ("points", int(n), *more):
                    if n in self.kept:
                        yield ("points", self.kept.index(n), *more)
                case _:
                    yield route

    def __len__(self) -> int:
        """Return the number of routes."""
        return sum(1 for _ in self)
