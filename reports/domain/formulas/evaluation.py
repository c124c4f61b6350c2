"""A formula of the fact file worked out: arithmetic over letters, the closed set of operations, and set formulas."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.facts import Fact
from reports.domain.formulas.number_formulas import OPERATIONS, worked_out
from reports.domain.formulas.set_claims import SetClaim
from reports.domain.formulas.set_formulas import is_set_call, work_out
from reports.domain.qualifiers import Qualifier
from reports.domain.rounding import rounded

COUNTED = ("countries", "actors", "sources", "derived_from")
GRAMMAR = (
    "use a, b, c … for derived_from in order, numbers, + - * / and count(countries|actors|sources|derived_from); "
    f"{', '.join(name for name in OPERATIONS if name.isidentifier())} of a, b … or of derived_from; "
    "common, only, count, first, most of facts"
)
"""What a formula may hold."""
_OPERATORS: Mapping[type, Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a formula gives."""

    value: Decimal
    """Not rounded."""
    claim: SetClaim | None = None
    """Of a set formula."""


def evaluated(fact: Fact, facts: Mapping[str, Fact]) -> Outcome:
    """Return what the formula of `fact` gives.

    Raises:
        SyntaxError: it is no formula.
        ValueError: it holds what it may not, or reads what a fact lacks.
        ArithmeticError: it has no result.
    """
    node = ast.parse(fact.formula or "", mode="eval").body
    if is_set_call(node):
        return Outcome(*work_out(node, fact, facts))
    return Outcome(_number(node, fact, facts))


def agrees(outcome: Outcome, fact: Fact) -> bool:
    """Return whether the value of `fact` is the `outcome`: rounded where it says so, else exactly, unless it is hedged."""
    if fact.value is None:
        return False
    if fact.round is not None:
        return fact.value == rounded(outcome.value, fact.round)
    return fact.value == (outcome.value if fact.qualifier is Qualifier.EXACTLY else outcome.value.quantize(fact.value))


def _number(node: ast.expr, fact: Fact, facts: Mapping[str, Fact]) -> Decimal:
    match node:
        case ast.Constant(value=int() as constant):
            return Decimal(constant)
        case ast.Constant(value=float() as constant):
            return Decimal(str(constant))
        case ast.Name(id=letter) if len(letter) == 1 and 0 <= (n := ord(letter) - ord("a")) < len(fact.derived_from):
            return _value(fact.derived_from[n], facts)
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_number(left, fact, facts), _number(right, fact, facts))
        case ast.Call(func=ast.Name(id="count"), args=[ast.Name(id=field)]) if field in COUNTED:
            return Decimal(len(getattr(fact, field)))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in OPERATIONS:
            return worked_out(name, [each for one in arguments for each in _operands(one, fact, facts)])
        case _:
            raise ValueError(f"{ast.unparse(node)!r} cannot stand in it")


def _operands(node: ast.expr, fact: Fact, facts: Mapping[str, Fact]) -> list[Decimal]:
    if isinstance(node, ast.Name) and node.id == "derived_from":
        return [_value(id, facts) for id in fact.derived_from]
    return [_number(node, fact, facts)]


def _value(id: str, facts: Mapping[str, Fact]) -> Decimal:
    """Return the value of a fact; that of an observation before it was rounded."""
    fact = facts[id]
    exact = getattr(fact, "exact", None)
    value: Decimal | None = fact.value if exact is None else exact
    if value is None:
        raise ValueError(f"{id!r} has no value")
    return value
