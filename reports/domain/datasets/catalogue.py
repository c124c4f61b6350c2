"""Every dataset with what was made of its cells so far: facts by id, made when they are asked for and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reports.domain.datasets.cells import Cell, Speeches, Wording, cell_id, cell_of, wordings
from reports.domain.datasets.dataset import Dataset, Measure
from reports.domain.datasets.observations import Key, Observation, Observations
from reports.languages.registry import code_of


@dataclass(frozen=True)
class Catalogue:
    """The datasets of a project."""

    tables: Mapping[str, Observations]
    speeches: Speeches = field(repr=False)
    kept: dict[str, Cell] = field(default_factory=dict, repr=False)
    """What was made, by id: a memory, so that a cell that is used twice is the same fact."""

    @cached_property
    def entries(self) -> Mapping[str, Dataset]:
        """Return the entries by id."""
        return {id: table.dataset for id, table in self.tables.items()}

    @cached_property
    def words(self) -> Mapping[str, tuple[Wording, ...]]:
        """Return the words of each table in every language, by id."""
        return {id: wordings(table, self.speeches) for id, table in self.tables.items()}

    def wording(self, dataset: str, locale: str) -> Wording:
        """Return the words of a table in the language of `locale`, or else in that of the fact file."""
        own = code_of(locale)
        return next((each for each in self.words[dataset] if each.language == own), self.words[dataset][0])

    def fact(self, id: str) -> Cell | None:
        """Return the fact `id`: a cell with a value, or what was worked out already; None where there is none."""
        if id in self.kept:
            return self.kept[id]
        found = self.find(id)
        return self.cell(*found) if found else None

    def find(self, id: str) -> tuple[Observations, Observation] | None:
        """Return the observation that the coordinates in `id` name; None where they name none."""
        name, _, rest = id.partition(".")
        table, parts = self.tables.get(name), rest.split(".")
        if table is None:
            return None
        measure = ""
        if len(table.dataset.measures) > 1:
            measure, *parts = parts
        dimensions = table.dataset.dimensions
        if len(parts) != len(dimensions):
            return None
        try:
            key = tuple(table.slugs[each.id][slug] for each, slug in zip(dimensions, parts, strict=True))
            observation = table.find(measure, key)
        except KeyError:
            return None
        return (table, observation) if observation else None

    def cell(self, table: Observations, observation: Observation) -> Cell | None:
        """Return the fact that an observation is; None where it has no value."""
        if observation.value is None:
            return None
        id = cell_id(table, observation.measure, observation.key)
        if id not in self.kept:
            self.kept[id] = cell_of(observation, table, self.words[table.dataset.id])
        return self.kept[id]

    def keep(self, fact: Cell) -> Cell:
        """Return the fact that is kept under the id of `fact`, which is kept where there was none."""
        return self.kept.setdefault(fact.id, fact)

    def replace(self, fact: Cell) -> Cell:
        """Keep `fact` under its id, whatever was kept there, and return it."""
        self.kept[fact.id] = fact
        return fact

    def at(self, table: Observations, measure: Measure, key: Key) -> Cell | None:
        """Return the fact at `key`; None where there is no such cell, or it has no value."""
        observation = table.find(measure.id, key)
        return self.cell(table, observation) if observation else None
