"""Derived facts: the program works them out again, and refuses a value that differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reports.domain.facts import Fact
from reports.domain.formulas.evaluation import GRAMMAR, agrees, evaluated
from reports.domain.formulas.number_formulas import OPERATIONS
from reports.domain.rounding import rounded
from reports.errors import Problem

if TYPE_CHECKING:
    from reports.load.fact_entries import Found


_TWO = re.compile(r"(?P<name>[a-z-]+)\(\s*(?P<one>[a-z])\s*,\s*(?P<two>[a-z])\s*(?P<rest>(?:,.*)?)\)")
MOST_DECIMALS = 12
"""A result with more of them is to be rounded."""


def derived(found: Found, fact: Fact, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Yield what is wrong with the formula of `fact`, and with the value that it is to give."""
    if not fact.formula:
        if fact.derived_from and fact.value is not None:
            yield Problem(
                found.tree.place((*found.route, "derived_from")),
                f"the fact {fact.id!r} is derived but has no 'formula'",
                "say how, such as 'a + b' or 'count(countries)'",
            )
        return
    try:
        outcome = evaluated(fact, facts)
        right = agrees(outcome, fact)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError) as failure:
        what = f"the formula {fact.formula!r} cannot be worked out ({_why(failure)})"
        yield Problem(found.tree.place((*found.route, "formula")), what, GRAMMAR)
        return
    if not right:
        given = outcome.value if fact.round is None else rounded(outcome.value, fact.round)
        digits = given.normalize() if fact.round is None else given
        endless = fact.round is None and len(f"{digits:f}".partition(".")[2]) > MOST_DECIMALS
        exact = "" if fact.round is None or outcome.value == given else f", rounded to {fact.round} decimals"
        yield Problem(
            found.tree.place((*found.route, "value")),
            f"the formula {fact.formula!r} gives {digits:f}{exact}, but the value is {fact.value}",
            _turned(fact, facts) or ("correct one, or add 'round:'" if endless else "correct one of them"),
        )


def _turned(fact: Fact, facts: Mapping[str, Fact]) -> str:
    """Return the cure where the formula gives the value once its first two facts change places, such as now and before."""
    found = _TWO.fullmatch(fact.formula or "")
    if found is None or found["name"] not in OPERATIONS:
        return ""
    turned = "{name}({two}, {one}{rest})".format(**found.groupdict())
    try:
        other = fact.model_copy(update={"formula": turned})
        right = agrees(evaluated(other, facts), other)
    except (SyntaxError, ValueError, ArithmeticError):
        return ""
    return f"{found['name']} takes {OPERATIONS[found['name']].help}: write {turned!r}" if right else ""


def _why(failure: Exception) -> str:
    match failure:
        case ZeroDivisionError():
            return "it divides by zero"
        case SyntaxError() | RecursionError():
            return "it is no formula"
        case ArithmeticError():
            return str(failure) if type(failure).__module__.startswith("reports") else "its numbers are too large"
        case _:
            return str(failure)


def with_claims(facts: Mapping[str, Fact], every: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return `facts`, those of a set formula with the claim that it bears; `every` holds what the formulas read."""
    return {id: _with_claim(fact, every) for id, fact in facts.items()}


def _with_claim(fact: Fact, every: Mapping[str, Fact]) -> Fact:
    if not fact.formula or not all(id in every for id in fact.derived_from):
        return fact
    try:
        outcome = evaluated(fact, every)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError):  # a problem already
        return fact
    return fact.claiming(outcome.claim) if outcome.claim else fact
