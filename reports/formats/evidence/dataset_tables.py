"""Datasets on the evidence page: each as a table of the rows and columns that are used, with the used cells marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.domain.datasets.cells import Cell, Wording
from reports.domain.datasets.dataset import Measure
from reports.domain.datasets.observations import Key, Observations
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, Observed
from reports.domain.rounding import rounded
from reports.domain.wording.period_text import date_text
from reports.domain.wording.unit_names import unit_words
from reports.domain.wording.value_text import number
from reports.formats.evidence.fact_uses import Used
from reports.formats.evidence.html import NOTHING, Html, join, tag, text
from reports.formats.evidence.page_context import Setting

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue

TABLE = "table"
"""How the ledger names a table, with or without its number."""
WITHOUT = {Observed.MISSING: "..", Observed.SUPPRESSED: "c"}
MOST_BESIDE = 5_000
"""Cells of a table among which those that are not used are shown, too; in larger ones they stay empty."""


def in_tables_alone(book: FactBook, used: Mapping[str, tuple[Used, ...]]) -> frozenset[str]:
    """Return the observations that only stand in tables, or behind other figures, and need no row of their own."""
    if book.datasets is None:
        return frozenset()
    return frozenset(
        id
        for id, fact in book.facts.items()
        if isinstance(fact, Cell) and (not fact.formula or id in used) and _tabled(used.get(id, ()))
    )


def _tabled(reports: Sequence[Used]) -> bool:
    """Return whether every place that shows a fact is a table."""
    parts = (part for report in reports for spot in report.spots if not spot.only_cited for part in spot.parts)
    return all(part.split()[0] == TABLE for part in parts)


Spot = tuple[str, Key]
"""Id of a measure, and coordinates."""


@dataclass(frozen=True)
class _Grid:
    """The cells of a dataset that are used: those of one measure, or of all where time alone tells them apart."""

    table: Observations
    words: Wording
    cells: Mapping[Spot, Cell]
    across: str
    """Dimension whose codes are columns; empty where the measures are the columns."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return the measures of the cells."""
        used = {measure for measure, _ in self.cells}
        return tuple(each for each in self.table.dataset.measures if each.id in used)

    def axis(self, *, rows: bool) -> tuple[Key, ...]:
        """Return the coordinates of the rows, or of the columns, in the order of the dataset."""
        dimensions = self.table.dataset.dimensions
        mine = [n for n, each in enumerate(dimensions) if (each.id != self.across) is rows]
        order = [{code: n for n, code in enumerate(self.table.codes[dimensions[n].id])} for n in mine]
        found = {tuple(key[n] for n in mine) for _, key in self.cells}
        return tuple(sorted(found, key=lambda part: [at[code] for at, code in zip(order, part, strict=True)]))

    def spot(self, row: Key, measure: Measure, column: Key) -> Spot:
        """Return measure and coordinates of a cell."""
        rest, codes = iter(row), iter(column)
        return measure.id, tuple(
            next(codes if each.id == self.across else rest) for each in self.table.dataset.dimensions
        )

    def name(self, part: Key, *, rows: bool) -> str:
        """Return what a row or column is called."""
        dimensions = [each for each in self.table.dataset.dimensions if (each.id != self.across) is rows]
        return ", ".join(self.words.code(each, code) for each, code in zip(dimensions, part, strict=True))


def datasets(setting: Setting, catalogue: Catalogue | None, facts: Mapping[str, Fact]) -> Html:
    """Return a section with each dataset of which a cell is used; nothing where there is none.

    Args:
        setting: words and sources of the page; `setting.tabled` are the cells whose anchors stand here.
        catalogue: the datasets.
        facts: every fact and observation that a report prints or that stands behind one.
    """
    if catalogue is None:
        return NOTHING
    grouped: dict[str, list[Cell]] = {}
    for fact in facts.values():
        if isinstance(fact, Cell) and not fact.formula and fact.dataset in catalogue.tables:
            grouped.setdefault(fact.dataset, []).append(fact)
    if not grouped:
        return NOTHING
    words = setting.words
    head = tag("h2", text(words["evidence-datasets"]), id="ui_datasets")
    note = tag("p", text(words["evidence-datasets-note"]), class_="small")
    parts = (_dataset(catalogue.tables[id], cells, setting, catalogue) for id, cells in grouped.items())
    return tag("section", head, note, join(parts), class_="listed datasets", aria_labelledby="ui_datasets")


def _dataset(table: Observations, cells: list[Cell], setting: Setting, catalogue: Catalogue) -> Html:
    words, dataset = catalogue.wording(table.dataset.id, setting.speech.locale), table.dataset
    alone = len(dataset.dimensions) == 1
    groups: dict[str, dict[Spot, Cell]] = {}
    for cell in cells:
        key = tuple(cell.coordinates[each.id] for each in dataset.dimensions)
        measure = cell.id.split(".")[1] if len(dataset.measures) > 1 else dataset.measures[0].id
        groups.setdefault("" if alone else measure, {})[measure, key] = cell
    marks = "".join(f"[{setting.book.numbers[source]}]" for source in dataset.sources)
    count = tag("span", text(setting.counted("evidence-observations", len(cells))), class_="count")
    head = tag("h3", text(f"{words.statement} {marks} "), count, id=f"data_{dataset.id}")
    lines = (tag("p", text(line), class_="small") for line in _said(table, setting))
    grids = (_Grid(table, words, found, _across(table, found)) for found in groups.values())
    return tag("section", head, join(lines), join(_shown(grid, setting) for grid in grids), class_="dataset")


def _said(table: Observations, setting: Setting) -> list[str]:
    """Return what is to be known of a dataset, in lines."""
    dataset, words = table.dataset, setting.words
    rule = words[f"evidence-rounding-{dataset.rounding}"]
    vintage = dataset.vintage and words["evidence-vintage"].format(date=date_text(dataset.vintage, setting.speech))
    recorded = words["evidence-recorded-on"].format(date=date_text(dataset.recorded, setting.speech))
    first = (dataset.file, dataset.sheet, dataset.seasonal, vintage, recorded, rule)
    return [" · ".join(filter(None, first)), f"SHA-256 {table.sha256}", *filter(None, [dataset.note])]


def _across(table: Observations, cells: Mapping[Spot, Cell]) -> str:
    """Return the dimension with fewest codes among `cells`, whose codes become columns; empty where there is only one."""
    dimensions = table.dataset.dimensions
    counts = {each.id: len({key[n] for _, key in cells}) for n, each in enumerate(dimensions)}
    return min(counts, key=lambda id: (counts[id], id)) if len(dimensions) > 1 else ""


def _shown(grid: _Grid, setting: Setting) -> Html:
    rows = grid.axis(rows=True)
    columns = [(measure, part) for measure in grid.measures for part in grid.axis(rows=False)]
    named = {
        measure.id: ", ".join(filter(None, (grid.words.measure(measure), _unit(grid, measure, setting))))
        for measure in grid.measures
    }
    caption = named[columns[0][0].id] if grid.across else grid.words.statement
    heads = (grid.name(part, rows=False) if grid.across else named[measure.id] for measure, part in columns)
    beside = len(rows) * len(columns) <= MOST_BESIDE
    body = (
        tag(
            "tr",
            tag("th", text(grid.name(row, rows=True)), scope="row"),
            join(_cell(grid, grid.spot(row, measure, part), setting, beside=beside) for measure, part in columns),
        )
        for row in rows
    )
    head = tag("thead", tag("tr", tag("td"), join(tag("th", text(each), scope="col") for each in heads)))
    table = tag(
        "table", tag("caption", text(caption), class_=None if grid.across else "sr"), head, tag("tbody", join(body))
    )
    return tag("div", table, class_="scroll", tabindex=0, role="region", aria_label=caption)


def _unit(grid: _Grid, measure: Measure, setting: Setting) -> str:
    return unit_words(measure.unit, setting.speech, grid.words.unit(measure) or "")


def _cell(grid: _Grid, spot: Spot, setting: Setting, *, beside: bool) -> Html:
    """Return a cell: marked where it is used, and with its anchor unless a row of its own has that."""
    used = grid.cells.get(spot)
    if used is not None:
        content = tag("b", text(setting.said(used, "number")))
        own = used.id not in setting.tabled
        place = setting.words["evidence-cell"].format(cell=used.sources[0].cell)
        if own:
            content = tag("a", content, href=f"#{used.id}")
        return tag("td", content, id=None if own else used.id, class_="used", title=place)
    observation = grid.table.find(*spot) if beside else None
    if observation is None:
        return tag("td")
    if observation.value is None:
        return tag("td", text(WITHOUT[observation.observed]))
    value = rounded(observation.value, observation.measure.decimals, grid.table.dataset.rounding)
    return tag("td", text(number(value, setting.speech)))
