"""What the codes of a table are called, and which of them is the sum of the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.datasets.observations import is_number
from reports.load.datasets.text_table import Table
from reports.tools.curating.datasets.column_heads import name_and_unit
from reports.tools.curating.entry_blocks import Item

MOST_CODES = 60
"""Codes that an entry lists; more of them are taken as they come."""
FEWEST_SUMS = 2
"""Sums that must come out before one code is taken for the whole of the others."""
_JOINT = re.compile(r"[_.]+|(?<=[a-z])(?=[A-Z])")
Cells = Iterable[tuple[str, Sequence[str], str]]
"""Code, the coordinates beside it, and the number as the file writes it."""


def label_of(code: str) -> str:
    """Return what a code is called in print: 'retail_trade' becomes 'Retail trade'; empty where it can stand as it is."""
    words = " ".join(_JOINT.sub(" ", code).split())
    made = words[:1].upper() + (words[1:].lower() if "_" in code or words.islower() else words[1:])
    return "" if made == code else made


def coded(codes: Iterable[str], whole: str = "") -> list[Item]:
    """Return the entries of codes with a label where they need one, and as parts of `whole` where there is one.

    Empty where nothing is to be said of them, or where they are too many to list.
    """
    known = list(dict.fromkeys(codes))
    if len(known) > MOST_CODES or not (whole or any(map(label_of, known))):
        return []
    return [dict(_code(each, whole)) for each in known]


def _code(code: str, whole: str) -> Iterator[tuple[str, Item]]:
    yield "code", code
    if label := label_of(code):
        yield "label", label
    if whole and code != whole:
        yield "part_of", whole


def whole_of(cells: Cells) -> str:
    """Return the code whose value is the sum of the others wherever all of them stand; empty where none is, or two are."""
    groups: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    for code, beside, text in cells:
        if is_number(text):
            groups[tuple(beside)][code] = Decimal(text.replace("−", "-"))
    codes = {code for values in groups.values() for code in values}
    full = [values for values in groups.values() if len(values) == len(codes)]
    if not 3 <= len(codes) <= MOST_CODES or len(full) < FEWEST_SUMS:
        return ""
    wholes = [code for code in codes if all(_adds_up(code, values) for values in full)]
    return wholes[0] if len(wholes) == 1 else ""


def _adds_up(whole: str, values: Mapping[str, Decimal]) -> bool:
    """Return whether a value is the sum of the others, but for what rounding each of them may have taken away."""
    places = max(-int(value.as_tuple().exponent) for value in values.values())
    off = abs(values[whole] * 2 - sum(values.values(), Decimal(0)))
    return bool(values[whole]) and off <= Decimal(len(values)).scaleb(-places) / 2


@dataclass(frozen=True)
class Columns:
    """A table, and what its columns are taken for."""

    table: Table
    dimensions: Sequence[dict[str, Item]]
    across: Sequence[str]
    """Heads that are codes, where a dimension stands across."""

    def codes(self, dimension: Mapping[str, Item]) -> Sequence[str]:
        """Return the codes of a dimension in the order of the file; none where another column labels them."""
        if "across" in dimension:
            return self.across
        return [] if "label_column" in dimension else self._texts(dimension["column"])

    def cells(self, dimension: Mapping[str, Item], measure: Mapping[str, Item]) -> Cells:
        """Yield each cell of a measure with its code, and what stands beside it."""
        others = [str(head) for each in self.dimensions if each is not dimension for head in heads_of(each)]
        beside = [*zip(*map(self._texts, others), strict=True)] or [()] * len(self.table.rows)
        pairs = [(dimension["column"], measure["column"])] if {"column"} <= dimension.keys() & measure.keys() else []
        for head in self.across if "across" in dimension else ():
            yield from ((head, *each) for each in zip(beside, self._texts(head), strict=True))
        for code, value in pairs:
            yield from zip(self._texts(code), beside, self._texts(value), strict=True)

    def _texts(self, head: Item) -> list[str]:
        at = list(self.table.heads).index(str(head))
        return [row[at].strip() for row in self.table.rows]


def heads_of(dimension: Mapping[str, Item]) -> Sequence[Item]:
    """Return the heads of the columns in which a dimension stands."""
    columns = dimension.get("columns", [dimension["column"]] if "column" in dimension else [])
    assert isinstance(columns, Sequence)
    return columns


def described(columns: Columns, measures: Sequence[dict[str, Item]]) -> list[str]:
    """Add codes, labels and what may be added up to the dimensions and `measures` of a proposal; return what was decided."""
    notes: list[str] = []
    for measure in measures:
        name, _ = name_and_unit(str(measure.get("column", "")))
        if label := label_of(name) or (name if name != measure["id"] else ""):
            measure["label"] = label
    for dimension in columns.dimensions:
        if "period" in dimension:
            continue
        wholes = {str(each["id"]): whole_of(columns.cells(dimension, each)) for each in measures}
        whole = next(filter(None, wholes.values()), "")
        if codes := coded(columns.codes(dimension), whole):
            dimension["codes"] = codes
        if whole and codes:
            notes.append(f"{whole!r} is the sum of the others, and so taken for the whole of {dimension['id']!r}")
            _add(measures, [id for id, found in wholes.items() if found == whole], str(dimension["id"]))
    return notes


def _add(measures: Sequence[dict[str, Item]], ids: Sequence[str], dimension: str) -> None:
    """Note that the measures `ids` may be added over `dimension`."""
    for measure in measures:
        if measure["id"] in ids:
            before = measure.get("additive", [])
            assert isinstance(before, Sequence)
            measure["additive"] = [*before, dimension]
