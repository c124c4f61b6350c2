"""Heads of the columns of tables made from datasets; units and dates in them are traced, since both may hold figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.document.inlines import CAPITAL, FactRef, Inlines, Text
from reports.domain.datasets.catalogue import Catalogue
from reports.domain.datasets.cells import Cell
from reports.domain.datasets.derived import PREVIOUS
from reports.domain.datasets.queries import Query, QueryError, meant
from reports.domain.formulas.number_formulas import unit_given
from reports.domain.wording.fact_formats import quote
from reports.languages.speech import Speech
from reports.notation.first_letter import with_capital

Words = Text | FactRef


@dataclass(frozen=True)
class Heads:
    """Makes the heads of one table."""

    catalogue: Catalogue
    query: Query
    speech: Speech

    def head(self, name: str, since: str = "") -> Inlines:
        """Return the head of a column that shows the figure `name`, measured `since` a period."""
        words = self.speech.tables["slices"]
        made: list[Words] = []
        for part in re.split(r"(\{[a-z]+\})", words[name]):
            match part:
                case "{unit}":
                    made.append(self.unit(name))
                case "{since}" if since == PREVIOUS:
                    made.append(Text(words[f"since-{PREVIOUS}-{self._grain()}"]))
                case "{since}" if f"since-{since}" in words:
                    made.append(Text(words[f"since-{since}"]))
                case "{since}":
                    before, _, after = words["since"].partition("{date}")
                    made += [Text(before), self._date(since), Text(after)]
                case _:
                    made.append(Text(part))
        return tuple(beginning([each for each in made if each.text]))

    def unit(self, name: str) -> Words:
        """Return the unit of a column: that of the measure, or percentage points where a share has changed."""
        given = unit_given("change", self.query.measure.unit) if name == "change" else self.query.measure.unit
        if given != self.query.measure.unit:
            return Text(self.speech.word("units", given))
        cell = self._any(self.query)
        return FactRef(cell.id, "unit", quote(cell, "unit", self.speech))

    def _grain(self) -> str:
        """Return the length of the steps of the table."""
        time = self.query.table.dataset.time
        if time is None or time.period is None:
            raise QueryError("the table has no time, so nothing has changed in it", "show other figures", "")
        return time.period

    def _date(self, text: str) -> FactRef:
        time = self.query.table.dataset.time
        period = meant(self.query.table, time, text) if time else ()
        if not time or len(period) != 1:
            raise QueryError(f"{text!r} is no period to compare with", "write growth:year or growth:2008-02", text)
        cell = self._any(Query(self.query.table, self.query.measure, {**self.query.codes, time.id: period}))
        return FactRef(cell.id, "date-short", quote(cell, "date-short", self.speech))

    def _any(self, query: Query) -> Cell:
        """Return the first cell of `query` that has a value."""
        cells = (self.catalogue.at(query.table, query.measure, key) for key in query.meant())
        if cell := next((each for each in cells if each), None):
            return cell
        raise QueryError("no cell of the table has a value", "name other rows or columns", query.table.dataset.id)


def beginning(made: Sequence[Words]) -> list[Words]:
    """Return `made` with a capital at its beginning, where that is text of ours or a unit."""
    match list(made):
        case [Text(text=text), *rest]:
            return [Text(with_capital(text)), *rest]
        case [FactRef(fact_id=id, format="unit", text=text), *rest]:
            return [FactRef(id, f"{CAPITAL}unit", with_capital(text)), *rest]
        case _:
            return list(made)
