"""What a table shows of itself: time and its steps, dimensions, labels, measures with their decimals, status columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from reports.domain.datasets.dataset import STATUS_CODES, Dimension
from reports.domain.datasets.observations import in_order, is_number
from reports.domain.facts import Observed
from reports.domain.periods import Period, read_period
from reports.load.datasets.period_patterns import period_reader
from reports.load.datasets.text_table import Table
from reports.tools.curating.datasets.column_heads import name_and_unit
from reports.tools.curating.datasets.number_notation import NO_VALUE, notation_of
from reports.tools.curating.datasets.parts_and_wholes import Columns, described, heads_of
from reports.tools.curating.entry_blocks import Item
from reports.tools.curating.new_fact import proposed_id

PATTERNS = ("%d.%m.%Y", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%b %Y", "%B %Y", "%b-%y", "%Y%m%d")
"""How files write periods besides the forms that are read as they are."""
MOST_DECIMALS = 3
"""More of them are what a computer has added to a number."""
SAMPLE = 5_000
"""Rows that are looked at."""
FEW = 0.6
"""Share of different values in a column below which it tells groups apart."""
STATUS_HEADS = re.compile(r"(obs[_ ]?)?(status|state|flag|quality)s?", re.IGNORECASE)
PART = re.compile(r"(quarter|month|half|week)s?", re.IGNORECASE)


@dataclass
class Proposal:
    """What was found."""

    dimensions: list[dict[str, Item]] = field(default_factory=list)
    measures: list[dict[str, Item]] = field(default_factory=list)
    attributes: list[dict[str, Item]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notation: dict[str, Item] = field(default_factory=dict)
    """How its numbers are written, where they are not plain: decimal, thousands, flags."""
    doubts: list[str] = field(default_factory=list)
    """Columns that may hold numbers, and what would have to be said of them."""
    notes: list[str] = field(default_factory=list)
    """What was decided, and what was left aside, for the person to check."""
    numeric: list[str] = field(default_factory=list)
    """Heads of the columns that hold numbers: measures, or values of one dimension."""


def proposed(table: Table, across: str = "", flags: Mapping[str, Observed] = MappingProxyType({})) -> Proposal:
    """Return what `table` shows.

    Args:
        table: as its file has it.
        across: names the dimension whose values its numeric columns are, where they are.
        flags: what marks behind numbers mean, beyond those whose meaning is known.
    """
    notation = notation_of(_columns(table), flags)
    proposal = _Looking(notation.plain(table), across).found()
    doubts = list(notation.doubts())
    notes = [*notation.notes(), *doubts, *proposal.notes]
    return replace(proposal, notation=dict(notation.keys()), doubts=doubts, notes=notes)


class _Looking:
    """Looks at one table."""

    def __init__(self, table: Table, across: str) -> None:
        """Take columns apart."""
        self.table, self.across, self.proposal = table, across, Proposal()
        self.columns = _columns(table)
        self.left = dict(self.columns)

    def found(self) -> Proposal:
        """Return the proposal."""
        self._time()
        self._statuses()
        numeric = [head for head, texts in self.left.items() if _numbers(texts, empty=head in self.wide)]
        for head in numeric:
            del self.left[head]
        self._groups()
        self.proposal.numeric = numeric
        self._measures(numeric)
        values = [head for head in numeric if head not in self.wide]
        self.proposal.notes += described(Columns(self.table, self.proposal.dimensions, values), self.proposal.measures)
        return self.proposal

    # ── Time ─────────────────────────────────────────────────────────────────────────────────────────

    def _time(self) -> None:
        heads = {head: period for head in self.columns if (period := _period(head))}
        grains = {period.grain for period in heads.values()}
        if len(heads) > 1 and len(grains) == 1 and all(_numbers(self.columns[head], empty=True) for head in heads):
            [grain] = grains
            self.proposal.dimensions.append({"id": grain, "across": True, "period": grain})
            self.proposal.notes.append(f"the heads {next(iter(heads))} … {list(heads)[-1]} are a {grain} each")
            self.wide = heads
            return
        self.wide = {}
        if self._two_columns():
            return
        for head, texts in self.left.items():
            if grain_pattern := _grain(texts):
                self._is_time(head, *grain_pattern)
                return

    def _two_columns(self) -> bool:
        """Return whether time stands in two columns, a year and a part of it."""
        year = next((head for head, texts in self.left.items() if head.lower() == "year" and _grain(texts)), None)
        part = next((head for head, texts in self.left.items() if PART.fullmatch(head) and _numbers(texts)), None)
        if year is None or part is None:
            return False
        grain = PART.fullmatch(part)[1].lower()  # type: ignore[index]  # it matched above
        self.proposal.dimensions.append({"id": grain, "columns": [year, part], "period": grain})
        del self.left[year], self.left[part]
        return True

    def _is_time(self, head: str, grain: str, pattern: str) -> None:
        entry: dict[str, Item] = {"id": grain, "column": head, "period": grain}
        if pattern:
            entry["pattern"] = pattern
            if pattern in ("%d/%m/%Y", "%m/%d/%Y"):
                self.proposal.notes.append(
                    f"{head!r} is read as {pattern}; check whether the day or the month comes first"
                )
        if missing := _gap(entry, self.columns[head]):
            entry["gaps"] = True
            self.proposal.notes.append(f"{missing} and perhaps more periods are missing; 'gaps: true' lets that pass")
        self.proposal.dimensions.append(entry)
        del self.left[head]

    # ── Other columns ────────────────────────────────────────────────────────────────────────────────

    def _statuses(self) -> None:
        for head, texts in list(self.left.items()):
            if STATUS_HEADS.fullmatch(head) and set(texts) <= set(STATUS_CODES):
                self.proposal.attributes.append({"column": head, "says": "status"})
                del self.left[head]

    def _groups(self) -> None:
        """Find the dimensions among the columns of texts: those that tell rows apart, without those that say the same again."""
        kept: list[str] = []
        for head, texts in self._telling():
            different = set(texts)
            if len(different) == 1:
                self.proposal.notes.append(
                    f"the column {head!r} is the same in every row ({texts[0]!r}), and was left out"
                )
            elif twin := next((each for each in kept if _same(self.columns[each], texts)), None):
                self._twins(twin, head)
            elif len(different) <= max(len(texts) * FEW, 1) or self.wide or self.across or not self._are_apart():
                kept.append(head)
                self.proposal.dimensions.append({"id": _id(head, self.proposal), "column": head})
            else:
                self.proposal.notes.append(f"the column {head!r} differs in nearly every row, and was left out")

    def _telling(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Return the columns of texts, those first that say the same of many rows: what differs in each may be a remark."""
        return sorted(self.left.items(), key=lambda pair: len(set(pair[1])) > len(pair[1]) * FEW)

    def _are_apart(self) -> bool:
        """Return whether the dimensions found so far tell each row from every other."""
        heads = [str(head) for each in self.proposal.dimensions for head in heads_of(each)]
        rows = list(zip(*(self.columns[head] for head in heads), strict=True)) if heads else []
        return bool(rows) and len(set(rows)) == len(rows)

    def _twins(self, first: str, second: str) -> None:
        """Take the shorter of two columns that go together for the code, the longer for its label."""
        short, long = sorted((first, second), key=lambda head: sum(map(len, self.columns[head])))
        entry = next(each for each in self.proposal.dimensions if each.get("column") == first)
        entry.update({"column": short, "label_column": long})

    def _measures(self, numeric: Sequence[str]) -> None:
        values = [head for head in numeric if head not in self.wide]
        if self.wide or self.across:
            heads = list(self.wide) or values
            if self.across and not self.wide:
                codes: list[Item] = [{"code": head} for head in values]  # which tell its columns from others
                self.proposal.dimensions.append({"id": self.across, "across": True, "codes": codes})
            texts = [text for head in heads for text in self.columns[head]]
            self.proposal.measures.append({"id": "value", "decimals": _decimals(texts)})
            if self.wide and values:
                self.proposal.notes.append(f"the columns {', '.join(values)} were left out")
        else:
            for head in values:
                texts, (name, unit) = self.columns[head], name_and_unit(head)
                entry: dict[str, Item] = {"id": _id(name, self.proposal), "column": head, "decimals": _decimals(texts)}
                self.proposal.measures.append(entry | ({"unit": unit} if unit else {}))
        used = (text for head in numeric for text in self.columns[head])
        self.proposal.missing = sorted({text for text in used if text in NO_VALUE and text})


def _columns(table: Table) -> dict[str, list[str]]:
    """Return the texts of each column that has a head, as far as they are looked at."""
    rows = table.rows[:SAMPLE]
    return {head: [row[n].strip() for row in rows] for n, head in enumerate(table.heads) if head}


def _id(head: str, proposal: Proposal) -> str:
    taken = {str(each["id"]) for each in (*proposal.dimensions, *proposal.measures)}
    return proposed_id(head, taken, 3)


def _numbers(texts: Sequence[str], *, empty: bool = False) -> bool:
    """Return whether a column holds numbers and nothing else; or nothing at all, where it may be `empty`."""
    said = [text for text in texts if text not in NO_VALUE]
    return (empty or bool(said)) and all(map(is_number, said))


def _decimals(texts: Sequence[str]) -> Decimal:
    most = max((len(text.partition(".")[2]) for text in texts if is_number(text)), default=0)
    return Decimal(min(most, MOST_DECIMALS))


def _period(text: str) -> Period | None:
    try:
        return read_period(text)
    except ValueError:
        return None


def _grain(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return the length of the steps in a column of periods, and its pattern; None where it is none."""
    said = list(dict.fromkeys(texts))
    if not all(said) or len(said) < 2:
        return None
    plain = [re.sub(r"[T ]00:00(:00(\.0+)?)?Z?$", "", text) for text in said]
    periods = [_period(text) for text in plain]
    if all(periods):
        return _steps([each for each in periods if each]), ""
    for pattern in PATTERNS:
        try:
            days = [datetime.strptime(text, pattern).date().isoformat() for text in plain]
        except ValueError:
            continue
        return _steps([read_period(day) for day in days]), pattern
    return None


def _steps(periods: Sequence[Period]) -> str:
    """Return the length of the steps: that of a month where every day is the first of one, and so on."""
    if periods[0].grain != "day":
        return str(periods[0].grain)
    days = [each.first for each in periods]
    if any(day.day != 1 for day in days):
        return "day"
    months = {day.month for day in days}
    if months == {1}:
        return "year"
    return "quarter" if months <= {1, 4, 7, 10} and len(days) > len(months) else "month"


def _gap(entry: Mapping[str, Item], texts: Sequence[str]) -> str:
    """Return the first period that is missing between those of a column; empty where none is."""
    read = period_reader(Dimension.model_validate(entry))
    known = in_order(code for text in texts if (code := read(text)))
    steps = pairwise(known)
    return next(
        (read_period(one).stepped(1).text for one, other in steps if read_period(one).stepped(1).text != other), ""
    )


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two columns say the same in other words: each value of one goes with one of the other."""
    pairs: Mapping[str, str] = dict(zip(one, other, strict=True))
    back = dict(zip(other, one, strict=True))
    return len(pairs) == len(back) and all(pairs[a] == b for a, b in zip(one, other, strict=True))
