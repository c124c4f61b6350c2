"""Figures worked out from figures: a closed set, each with what it takes, what it gives and in which unit.

Growth and change are no sums: what they bring together is one series at two times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal

from reports.domain.rounding import DIGITS

Gives = Literal["same", "percent", "points", "index", "rank"]
"""Unit of the result: that of the operands, percent, percentage points where those are shares, an index, a place."""
Work = Callable[[Sequence[Decimal]], Decimal]
HUNDRED = Decimal(100)


class UndefinedError(ArithmeticError):
    """The operation has no result for these numbers; the message says why."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A way to work a figure out of others."""

    name: str
    least: int
    """Operands that it needs."""
    most: int | None
    """Operands that it takes at most; None for any number."""
    gives: Gives
    adds: bool
    """Whether it adds up its operands, which then must be of one status and declared additive."""
    work: Work
    help: str
    """What the operands are, in their order."""


def _over(part: Decimal, whole: Decimal) -> Decimal:
    if not whole:
        raise UndefinedError("it would divide by zero")
    return part / whole


def _growth(values: Sequence[Decimal]) -> Decimal:
    now, before = values
    if before < 0:
        raise UndefinedError("growth from a negative value means nothing; use change")
    return HUNDRED * (_over(now, before) - 1)


def _annual(values: Sequence[Decimal]) -> Decimal:
    now, before, years = values
    if before <= 0 or now < 0 or years <= 0:
        raise UndefinedError("compound growth needs a positive value before, and a time between")
    return HUNDRED * (_over(now, before) ** (1 / years) - 1)


def _rank(values: Sequence[Decimal]) -> Decimal:
    """Return the place of the first among all of them, 1 for the highest; equals share the better place."""
    return Decimal(1 + sum(each > values[0] for each in values))


def _lowrank(values: Sequence[Decimal]) -> Decimal:
    return Decimal(1 + sum(each < values[0] for each in values))


_ALL = (
    Operation("change", 2, 2, "points", False, lambda v: v[0] - v[1], "now, before"),
    Operation("growth", 2, 2, "percent", False, _growth, "now, before"),
    Operation("annual", 3, 3, "percent", False, _annual, "now, before, years between"),
    Operation("share", 2, 2, "percent", False, lambda v: HUNDRED * _over(v[0], v[1]), "part, whole"),
    Operation("sum", 2, None, "same", True, lambda v: sum(v, Decimal(0)), "the parts"),
    Operation("mean", 1, None, "same", False, lambda v: sum(v, Decimal(0)) / len(v), "the values"),
    Operation("highest", 1, None, "same", False, max, "the values"),
    Operation("lowest", 1, None, "same", False, min, "the values"),
    Operation("rank", 2, None, "rank", False, _rank, "the one, then the others; 1 is the highest"),
    Operation("rank-lowest", 2, None, "rank", False, _lowrank, "the one, then the others; 1 is the lowest"),
    Operation("index", 2, 2, "index", False, lambda v: HUNDRED * _over(v[0], v[1]), "now, base"),
)  # fmt: skip
OPERATIONS: Mapping[str, Operation] = {each.name: each for each in _ALL}
"""Every operation by name."""


def worked_out(name: str, values: Sequence[Decimal]) -> Decimal:
    """Return the result of the operation `name`, not rounded.

    Raises:
        UndefinedError: it has no result for these numbers.
        KeyError: there is no such operation.
    """
    operation = OPERATIONS[name]
    if len(values) < operation.least or (operation.most is not None and len(values) > operation.most):
        raise UndefinedError(f"{name} takes {operation.help}")
    with localcontext() as context:
        context.prec = DIGITS
        return operation.work(values)


def unit_given(name: str, unit: str) -> str:
    """Return the unit of the result of an operation on figures in `unit`."""
    share = unit == "percent" or unit.startswith("percent of ")
    match OPERATIONS[name].gives:
        case "percent":
            return "percent"
        case "points":
            return "percentage points" if share else unit
        case "rank":
            return "rank"
        case "index":
            return "index"
        case _:
            return unit
