"""The cells of a table: found by their coordinates, read when they are used, never made into objects all at once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import product

from reports.domain.datasets.dataset import STATUS_CODES, Attribute, Code, Dataset, Measure
from reports.domain.facts import Observed
from reports.domain.periods import read_period
from reports.domain.qualifiers import Qualifier

Key = tuple[str, ...]
"""Codes in the order of the dimensions; periods as `Period.text` writes them."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell."""

    measure: Measure
    key: Key
    value: Decimal | None
    """As the file has it, not rounded; None where it is missing or suppressed."""
    observed: Observed
    low: Decimal | None
    high: Decimal | None
    note: str
    qualifier: Qualifier | None
    """Its hedge; None where that of the dataset."""
    source: str
    """Id of its source; empty where those of the dataset."""
    line: int
    """Of the file, from 1."""
    place: str
    """As a spreadsheet names it: 'M39'."""
    text: str
    """As the file writes it."""


@dataclass(frozen=True)
class Observations:
    """A table that was read and found sound: rows of texts, and where each coordinate stands in them."""

    dataset: Dataset
    rows: Sequence[Sequence[str]] = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    """Line of the file of each row."""
    row_of: Mapping[Key, int] = field(repr=False)
    """Codes of all dimensions but the one across, to the number of the row."""
    column_of: Mapping[str, int] = field(repr=False)
    """Head to the number of the column, from 0."""
    heads_of: Mapping[str, str] = field(repr=False)
    """Code of the dimension across to the head of its column."""
    codes: Mapping[str, tuple[str, ...]] = field(repr=False)
    """Every code of each dimension, as in the file; periods in order of time."""
    names: Mapping[str, Mapping[str, str]] = field(repr=False)
    """Label of each code that a column of the file gives, by dimension."""
    sha256: str = ""
    """Fingerprint of the file."""
    shown: str = ""
    """How messages name the file."""

    @cached_property
    def slugs(self) -> Mapping[str, Mapping[str, str]]:
        """Return each code by what stands for it in ids, by dimension."""
        return {
            id: slugged(codes, time=self.dataset.dimension(id).period is not None) for id, codes in self.codes.items()
        }

    @cached_property
    def slug_of(self) -> Mapping[str, Mapping[str, str]]:
        """Return what stands for each code in ids, by dimension."""
        return {id: {code: slug for slug, code in table.items()} for id, table in self.slugs.items()}

    def code(self, dimension: str, code: str) -> Code | None:
        """Return what the fact file says of a code of `dimension`; None where it lists none."""
        return self._listed.get(dimension, {}).get(code)

    @cached_property
    def _listed(self) -> Mapping[str, Mapping[str, Code]]:
        return {each.id: {code.code: code for code in each.codes} for each in self.dataset.dimensions}

    def wholes(self, dimension: str, code: str) -> tuple[str, ...]:
        """Return the wholes that `code` is declared to be a part of, the nearest first."""
        found: list[str] = []
        entry = self.code(dimension, code)
        while entry and entry.part_of and entry.part_of not in found:
            found.append(entry.part_of)
            entry = self.code(dimension, entry.part_of)
        return tuple(found)

    def find(self, measure: str, key: Key) -> Observation | None:
        """Return the cell at `key`, missing ones too; None where the table has no row or column for it."""
        across = self.dataset.across
        rest = tuple(code for each, code in zip(self.dataset.dimensions, key, strict=True) if each is not across)
        number = self.row_of.get(rest)
        if number is None:
            return None
        wanted = self.dataset.measure(measure)
        head = self._head(wanted, key)
        if head is None or (column := self.column_of.get(head)) is None:
            return None
        row = self.rows[number]
        text = row[column]
        value, observed = read_value(text, self.dataset)
        marks = {each.says: row[self.column_of[each.column]] for each in self.dataset.attributes
                 if each.measure in (None, wanted.id)}  # fmt: skip
        if observed is Observed.NORMAL and "status" in marks:
            observed = self._status(marks["status"], wanted)
        if observed in (Observed.MISSING, Observed.SUPPRESSED):
            value = None
        low, high = (read_value(marks.get(key, ""), self.dataset)[0] for key in ("low", "high"))
        hedge, source, line = marks.get("hedge", "").strip(), marks.get("source", "").strip(), self.lines[number]
        qualifier = Qualifier(hedge) if hedge else None
        return Observation(wanted, key, value, observed, low, high, marks.get("note", ""), qualifier, source, line,
                           f"{letters(column)}{line}", text)  # fmt: skip

    def _head(self, measure: Measure, key: Key) -> str | None:
        across = self.dataset.across
        if across is None:
            return measure.column
        return self.heads_of.get(key[self.dataset.dimensions.index(across)])

    def _status(self, text: str, measure: Measure) -> Observed:
        says = next(
            each for each in self.dataset.attributes if each.says == "status" and each.measure in (None, measure.id)
        )
        return status_of(text, says) or Observed.NORMAL

    def combined(self, fixed: Mapping[str, Sequence[str]]) -> Iterable[Key]:
        """Return every combination of the codes in `fixed`, and of all codes where a dimension is not named there."""
        return product(*(fixed.get(each.id, self.codes[each.id]) for each in self.dataset.dimensions))


HEDGES = frozenset(each for each in Qualifier if each.reach in ("value", "above", "below", "around"))
"""Qualifiers that suit a single number."""


def status_of(text: str, attribute: Attribute) -> Observed | None:
    """Return what a code of a status column means; None for an unknown one."""
    return (attribute.codes or STATUS_CODES).get(text.strip())


_NUMBER = re.compile(r"[-+−]?[0-9]+(?:\.[0-9]+)?")


def is_number(text: str) -> bool:
    """Return whether `text` is a plain number with a decimal point."""
    return _NUMBER.fullmatch(text) is not None


def plain_number(text: str, decimal: str, thousands: str) -> str:
    """Return a number of a file as a plain one, with a decimal point and without groups; any other text nearly as it is.

    Args:
        text: as the file writes it.
        decimal: its decimal sign, a point or a comma.
        thousands: what groups its thousands; empty where nothing does.
    """
    text = text.strip()
    if thousands:
        grouped = re.compile(rf"(?<=[0-9])[{re.escape(thousands)}\u00a0\u202f](?=[0-9]{{3}}(?![0-9]))")
        text = grouped.sub("", text)
        if thousands in (".", ",") and thousands in text:
            return ""  # a group of more or fewer digits than three: no number
    if decimal == ",":
        return "" if "." in text else text.replace(",", ".")
    return text


def read_value(text: str, dataset: Dataset) -> tuple[Decimal | None, Observed]:
    """Return the number in a cell and what its mark says of it; None where the cell holds none."""
    text = text.strip()
    if text == "" or text in dataset.missing:
        return None, Observed.MISSING
    number, observed = plain_number(text, dataset.decimal, dataset.thousands), Observed.NORMAL
    if not is_number(number):
        for mark, meaning in dataset.flags.items():
            if text.endswith(mark):
                text, observed = text.removesuffix(mark).strip(), meaning
                break
        if not text or text in dataset.missing:
            return None, observed if observed is Observed.SUPPRESSED else Observed.MISSING
        number = plain_number(text, dataset.decimal, dataset.thousands)
    return (Decimal(number.replace("−", "-")) if is_number(number) else None), observed


def slugged(codes: Iterable[str], *, time: bool) -> dict[str, str]:
    """Return each code by its form in ids: small letters, digits and hyphens; those that would be alike get a digest."""
    plain = {code: slug_of(code) for code in codes}
    often = Counter(plain.values())
    table: dict[str, str] = {}
    for code, slug in plain.items():
        if not time and (not slug or often[slug] > 1 or not code.isascii()):
            slug = f"{slug}-{sha256(code.encode()).hexdigest()[:6]}".lstrip("-")
        table[slug] = code
    return table


def slug_of(code: str) -> str:
    """Return `code` in small letters, digits and hyphens; empty where it has none of them."""
    folded = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def letters(column: int) -> str:
    """Return the column number `column`, from 0, as spreadsheets name it: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def in_order(periods: Iterable[str]) -> tuple[str, ...]:
    """Return `periods`, each once, in order of time."""
    return tuple(sorted(dict.fromkeys(periods), key=lambda text: read_period(text).first))
