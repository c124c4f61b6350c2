"""A table and its entry become observations: every cell is looked at, and every problem told with its line or cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.domain.datasets.dataset import Attribute, Dataset, Dimension
from reports.domain.datasets.observations import HEDGES, Key, Observations, in_order, is_number, read_value, status_of
from reports.domain.periods import read_period
from reports.errors import Place, Problem
from reports.load.datasets.cell_values import at_odds, not_a_number
from reports.load.datasets.period_patterns import period_reader
from reports.load.datasets.text_table import Table
from reports.notation.nearest_name import nearest

MOST = 500
"""Problems of one file that are told; the rest are of the same kinds."""
At = Callable[..., Place]
"""Keys of the entry to their place in the fact file."""


@dataclass
class Assembly:
    """A table on its way to observations; collects problems."""

    dataset: Dataset
    table: Table
    shown: str
    at: At
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the columns."""
        self.column_of = self._columns()
        self.periods: list[str | None] = []
        """Period of each row, where time stands in a column."""

    def observations(self) -> Observations | None:
        """Return the cells; None where the heads of the table are not those of the entry."""
        before = len(self.problems)
        self.problems += self._lacking()
        heads_of = self._heads_across()
        if len(self.problems) > before:
            return None
        row_of, codes = self._rows()
        if across := self.dataset.across:
            codes[across.id] = in_order(heads_of) if across.period else tuple(heads_of)
        self.problems += self._numbers(heads_of)
        self.problems += self._gaps(codes)
        self.problems += self._parts(codes)
        names = {each.id: self._names(each) for each in self.dataset.dimensions if each.label_column}
        table = self.table
        return Observations(self.dataset, table.rows, table.lines, row_of, self.column_of, heads_of,
                            codes, names, table.sha256, self.shown)  # fmt: skip

    # ── Columns ──────────────────────────────────────────────────────────────────────────────────────

    def _columns(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, head in enumerate(self.table.heads):
            if head in found and head in self._wanted():
                what = f"the head {head!r} stands twice (first in column {found[head] + 1})"
                self.problems.append(Problem(self._head_place(number), what, "give one of the columns another head"))
            found.setdefault(head, number)
        return found

    def _wanted(self) -> dict[str, tuple[str | int, ...]]:
        """Return each head that the entry names, with its route in the entry."""
        found: dict[str, tuple[str | int, ...]] = {}
        for n, dimension in enumerate(self.dataset.dimensions):
            for key in ("column", "label_column"):
                if head := getattr(dimension, key):
                    found.setdefault(head, ("dimensions", n, key))
            for m, head in enumerate(dimension.columns):
                found.setdefault(head, ("dimensions", n, "columns", m))
        for n, measure in enumerate(self.dataset.measures):
            if measure.column:
                found.setdefault(measure.column, ("measures", n, "column"))
        for n, attribute in enumerate(self.dataset.attributes):
            found.setdefault(attribute.column, ("attributes", n, "column"))
        return found

    def _lacking(self) -> Iterator[Problem]:
        for head, route in self._wanted().items():
            if head not in self.column_of:
                what = f"{self.shown} has no column {head!r}{nearest(head, self.column_of)}"
                known = ", ".join(list(self.column_of)[:8]) + (" …" if len(self.column_of) > 8 else "")
                yield Problem(self.at(*route), what, f"correct it; the heads are {known}")

    def _head_place(self, number: int) -> Place:
        return self.table.place(self.table.head_line, number)

    def _heads_across(self) -> dict[str, str]:
        """Return each code of the dimension across, to the head of its column."""
        across = self.dataset.across
        if across is None:
            return {}
        listed = {code.code for code in across.codes}
        for n, code in enumerate(across.codes):
            if code.code not in self.column_of:
                what = f"{self.shown} has no column {code.code!r}{nearest(code.code, self.column_of)}"
                self.problems.append(Problem(self.at("dimensions", self.dataset.dimensions.index(across), "codes", n), what,
                                             "correct or delete it"))  # fmt: skip
        others = (head for head in self.column_of if head and head not in self._wanted())
        read = period_reader(across)
        found: dict[str, str] = {}
        for head in others:
            if listed and not across.others and head not in listed:
                continue
            named = read(head) if across.period else head
            if named is not None:
                found[named] = head
        if not found:
            what = f"{self.shown} has no column whose head is a {across.id}"
            self.problems.append(Problem(self.at("dimensions", self.dataset.dimensions.index(across), "id"), what,
                                         "list them under 'codes:', or correct 'period:' and 'pattern:'"))  # fmt: skip
        return found

    # ── Rows ─────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self) -> tuple[dict[Key, int], dict[str, tuple[str, ...]]]:
        """Return the row of each key, and the codes of each dimension that stands in a column."""
        dimensions = [each for each in self.dataset.dimensions if not each.across]
        columns = [self._codes_in(each) for each in dimensions]
        row_of: dict[Key, int] = {}
        for number, key in enumerate(zip(*columns, strict=True)):
            if None in key:
                continue  # a problem already
            first = row_of.setdefault(key, number)
            if first != number:
                said = ", ".join(key)
                what = f"{said} stands twice (first in line {self.table.lines[first]})"
                self._tell(
                    self._place(number, dimensions[0]), what, "delete one, or add the dimension that tells them apart"
                )
        codes = {}
        for dimension, column in zip(dimensions, columns, strict=True):
            self.periods = column if dimension.period else self.periods
            found = (code for code in dict.fromkeys(column) if code is not None)
            codes[dimension.id] = in_order(found) if dimension.period else tuple(found)
        return row_of, codes

    def _place(self, row: int, dimension: Dimension) -> Place:
        head = dimension.column or dimension.columns[0]
        return self.table.place(self.table.lines[row], self.column_of[head])

    def _codes_in(self, dimension: Dimension) -> list[str | None]:
        """Return the code of each row in `dimension`; None where there is none, which is told."""
        texts, read = self._texts(dimension), self._reader(dimension)
        known = {text: read(text) for text in dict.fromkeys(texts)}
        wrong = {text for text, code in known.items() if code is None}
        for row, text in enumerate(texts) if wrong else ():
            if text in wrong:
                self._tell(self._place(row, dimension), *self._no_code(text, dimension))
        return [known[text] for text in texts]

    def _texts(self, dimension: Dimension) -> Sequence[str]:
        if dimension.column:
            number = self.column_of[dimension.column]
            return [row[number].strip() for row in self.table.rows]
        year, part = (self.column_of[head] for head in dimension.columns)
        return [f"{row[year].strip()}\0{row[part].strip()}" for row in self.table.rows]

    def _reader(self, dimension: Dimension) -> Callable[[str], str | None]:
        """Return what reads a text as a code of `dimension`; None for what is none."""
        if dimension.period:
            return period_reader(dimension)
        if dimension.codes and not dimension.others:
            known = {code.code for code in dimension.codes}
            return lambda text: text if text in known else None
        return lambda text: text or None

    def _no_code(self, text: str, dimension: Dimension) -> tuple[str, str]:
        said = " and ".join(repr(part) for part in text.split("\0"))
        if not text.strip("\0"):
            return f"the cell is empty, and its row has no {dimension.id}", "fill it in, or delete the row"
        if dimension.period:
            cure = f"write it like 2009-02, or say how with 'pattern:' of {dimension.id!r}"
            return f"{said} is no {dimension.period} of the dimension {dimension.id!r}", cure
        known = [code.code for code in dimension.codes]
        what = f"{said} is no code of the dimension {dimension.id!r}{nearest(text, known)}"
        return what, "correct it, add it under 'codes:', or write 'others: true'"

    def _names(self, dimension: Dimension) -> Mapping[str, str]:
        """Return the label of each code, from a column of the file."""
        assert dimension.label_column
        assert dimension.column
        code, label = self.column_of[dimension.column], self.column_of[dimension.label_column]
        return {row[code].strip(): row[label].strip() for row in self.table.rows}

    # ── Cells ────────────────────────────────────────────────────────────────────────────────────────

    def _tell(self, place: Place, what: str, cure: str) -> None:
        if len(self.problems) < MOST:
            self.problems.append(Problem(place, what, cure))

    def _numbers(self, heads_of: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong with the cells that hold numbers, and with those that say their status."""
        plain = self.dataset.decimal == "." and not self.dataset.thousands
        heads = [*heads_of.values(), *(each.column for each in self.dataset.measures if each.column)]
        heads += [each.column for each in self.dataset.attributes if each.says in ("low", "high")]
        count = 0
        for head in dict.fromkeys(heads):
            number = self.column_of[head]
            for line, row in zip(self.table.lines, self.table.rows, strict=True):
                text, odd = row[number], self.table.oddities.get((line, number))
                if (odd is None and plain and is_number(text)) or count > MOST:
                    continue
                if fault := at_odds(odd) if odd else self._fault(text):
                    count += 1
                    yield Problem(self.table.place(line, number), *fault)
        yield from self._attributes()
        yield from self._odd_codes()

    def _fault(self, text: str) -> tuple[str, str] | None:
        value, observed = read_value(text, self.dataset)
        return not_a_number(text, self.dataset) if value is None and observed.value == "normal" else None

    def _attributes(self) -> Iterator[Problem]:
        """Yield what is wrong with the columns that say something of a cell: a status, a hedge, a source."""
        for attribute in self.dataset.attributes:
            number = self.column_of[attribute.column]
            faults = {text: self._unsaid(text, attribute) for text in {row[number] for row in self.table.rows}}
            for line, row in zip(self.table.lines, self.table.rows, strict=True):
                if fault := faults[row[number]]:
                    yield Problem(self.table.place(line, number), *fault)

    def _unsaid(self, text: str, attribute: Attribute) -> tuple[str, str] | None:
        """Return what is wrong with a cell of an attribute, and the cure; None where nothing is."""
        said = text.strip()
        match attribute.says:
            case "status" if status_of(text, attribute) is None:
                cure = "correct it, or say under 'codes:' of the attribute what it means"
                return f"{text!r} is no status of an observation", cure
            case "hedge" if said and said not in HEDGES:
                names = sorted(each.value for each in HEDGES)
                return f"{said!r} is no hedge of a number{nearest(said, names)}", f"use one of {', '.join(names)}"
            case "source" if said and said not in self.dataset.sources:
                known = self.dataset.sources
                return f"{said!r} is no source of the dataset{nearest(said, known)}", f"use one of {', '.join(known)}"
            case _:
                return None

    def _odd_codes(self) -> Iterator[Problem]:
        """Yield cells of the dimensions that a spreadsheet has changed; a date is what a period may be."""
        heads = {head: each for each in self.dataset.dimensions for head in (each.column, *each.columns) if head}
        numbers = {self.column_of[head]: dimension for head, dimension in heads.items()}
        for (line, number), odd in self.table.oddities.items():
            if number in numbers and not (odd == "date" and numbers[number].period):
                yield Problem(self.table.place(line, number), *at_odds(odd))

    def _gaps(self, codes: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        """Yield the periods that are missing between the first and the last one."""
        time = self.dataset.time
        if time is None or time.gaps or not codes[time.id]:
            return
        known = codes[time.id]
        have, period, last = set(known), read_period(known[0]), read_period(known[-1])
        lost: list[str] = []
        while period.first < last.first and len(lost) < MOST:
            period = period.stepped(1)
            lost += [period.text] * (period.text not in have)
        if lost:
            some = ", ".join(lost[:5]) + (f" and {len(lost) - 5} more" if len(lost) > 5 else "")
            cure = f"add the rows, or write 'gaps: true' in the dimension {time.id!r} where the publisher has none"
            after = read_period(lost[0]).stepped(1).first
            late = (n for n, each in enumerate(self.periods) if each and read_period(each).first >= after)
            row = next(late, None)
            place = Place(self.shown) if row is None else self._place(row, time)
            yield Problem(place, f"has no {some} between {known[0]} and {known[-1]}", cure)

    def _parts(self, codes: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        for n, dimension in enumerate(self.dataset.dimensions):
            for m, code in enumerate(dimension.codes):
                if code.part_of and code.part_of not in codes[dimension.id]:
                    what = f"{code.code!r} is part of {code.part_of!r}, which is no code of {dimension.id!r}"
                    yield Problem(self.at("dimensions", n, "codes", m, "part_of"), what, "correct it")


def assembled(dataset: Dataset, table: Table, shown: str, at: At) -> tuple[Observations | None, tuple[Problem, ...]]:
    """Return the observations of a table, and what is wrong with it; None where there are none.

    Args:
        dataset: the entry.
        table: what the file holds.
        shown: how messages name the file.
        at: keys of the entry to their place in the fact file.
    """
    assembly = Assembly(dataset, table, shown, at)
    made = assembly.observations()
    return made, tuple(assembly.problems)
