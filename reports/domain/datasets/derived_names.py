"""How figures worked out from observations are called, in every language: statement, label, name and unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reports.domain.datasets.cells import Cell, Said, Wording
from reports.domain.datasets.dataset import Dimension
from reports.domain.datasets.queries import Query
from reports.domain.formulas.number_formulas import unit_given

Parts = Callable[[Wording], Mapping[str, str]]
"""What a pattern needs besides the name of the series, in a language."""
OVER_TIME = frozenset({"change", "growth", "annual", "index"})
"""Operations that name both of their periods, so that the series is named without one."""
FEW = 3
"""Codes that are named one by one; more of them are told by their dimension."""


def phrased(name: str, cell: Cell, query: Query, words: Sequence[Wording], parts: Parts) -> list[Said]:
    """Return what the result of the operation `name` on `cell` and others is called."""
    measure, said = query.measure, []
    key = tuple(cell.coordinates[each.id] for each in query.table.dataset.dimensions)
    for each in words:
        what = each.name(measure, key) if name in OVER_TIME else each.cell(measure, key)
        more = parts(each)
        unit = each.unit(measure) if unit_given(name, measure.unit) == measure.unit else None
        said.append(
            (each.sentence(name, what=what, **more), _label(each, name, what, more), each.name(measure, key), unit)
        )
    return said


def of_several(name: str, query: Query, words: Sequence[Wording], count: int) -> list[Said]:
    """Return what the result of an operation on `count` cells is called."""
    measure, said = query.measure, []
    for each in words:
        ranges = (_range(dimension, query, each) for dimension in query.table.dataset.dimensions)
        what = ", ".join(filter(None, (each.measure(measure), *ranges)))
        more = {"count": str(count)}
        said.append((each.sentence(name, what=what, **more), _label(each, name, what, more), what, each.unit(measure)))
    return said


def _label(words: Wording, name: str, what: str, parts: Mapping[str, str]) -> str:
    """Return the statement without the name of its table."""
    return words.speech.word("observations", name).format(table="", what=what, **parts).lstrip(" :\u00a0")


def _range(dimension: Dimension, query: Query, words: Wording) -> str:
    codes = query.codes.get(dimension.id, ())
    if codes and len(codes) <= FEW:
        return ", ".join(words.code(dimension, code) for code in codes)
    ends = codes or query.table.codes[dimension.id]
    if dimension.period:
        return f"{words.code(dimension, ends[0])}–{words.code(dimension, ends[-1])}"
    return words.head(dimension).lower()
