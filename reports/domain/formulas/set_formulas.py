"""Set formulas over recorded lists: `common(a, b)`, `only(a, b)`, `count(a)`, `first(a, b)`, `most(a, b)`.

The operands are facts, by letter; `a.actors` names one of their lists, else the countries are meant, or the actors where
a fact has no countries. `common`: in every list. `only`: in the first and in none of the others. `count`: how many.
`first`, `most`: the place of the first operand by date, and by value or length of its list, from the front.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.facts import Fact, ListName
from reports.domain.formulas.set_claims import SetClaim, SetWord
from reports.domain.periods import read_span

NAMES = ("common", "only", "count", "first", "most")
LISTS: tuple[ListName, ...] = ("countries", "actors", "sources")


@dataclass(frozen=True, slots=True)
class Operand:
    """A fact with one of its lists."""

    fact: Fact
    list: ListName
    named: bool
    """Whether the formula names the list."""

    @property
    def members(self) -> tuple[str, ...]:
        """Return the list, each entry once."""
        if self.list == "sources":
            return self.fact.source_ids
        return tuple(dict.fromkeys(getattr(self.fact, self.list)))

    @property
    def partial(self) -> bool:
        """Return whether the source gives the list as partial."""
        return self.list in self.fact.partial


def is_set_call(node: ast.expr) -> bool:
    """Return whether a formula, parsed, is one over sets; `count(countries)`, without a fact, is none."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in NAMES:
            return isinstance(first, ast.Attribute) or (isinstance(first, ast.Name) and len(first.id) == 1)
        case _:
            return False


def work_out(node: ast.expr, fact: Fact, facts: Mapping[str, Fact]) -> tuple[Decimal, SetClaim]:
    """Return the number that a set formula gives, and the claim that it bears.

    Raises:
        ValueError: it is no set formula, or a fact lacks what it reads.
    """
    match node:
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in NAMES:
            operands = [_operand(each, fact, facts) for each in arguments]
        case _:
            raise ValueError(f"{ast.unparse(node)!r} is no formula over lists")
    if len(operands) < (1 if name == "count" else 2):
        raise ValueError(f"{name} needs two facts or more")
    if name in ("first", "most"):
        return _place(name, operands)
    for each in operands:
        if not each.members:
            raise ValueError(f"{each.fact.id!r} has no {each.list}")
    return _set(name, operands)


def _operand(node: ast.expr, fact: Fact, facts: Mapping[str, Fact]) -> Operand:
    match node:
        case ast.Attribute(value=ast.Name(id=letter), attr=name) if name in LISTS:
            return Operand(_fact(letter, fact, facts), name, True)
        case ast.Name(id=letter):
            found = _fact(letter, fact, facts)
            return Operand(found, "countries" if found.countries else "actors", False)
        case _:
            raise ValueError(f"{ast.unparse(node)!r} is neither a fact such as a, nor a list such as a.countries")


def _fact(letter: str, fact: Fact, facts: Mapping[str, Fact]) -> Fact:
    number = ord(letter) - ord("a") if len(letter) == 1 else -1
    if not 0 <= number < len(fact.derived_from):
        raise ValueError(f"{letter!r} stands for no fact under 'derived_from:'")
    return facts[fact.derived_from[number]]


def _set(name: str, operands: Sequence[Operand]) -> tuple[Decimal, SetClaim]:
    first, *others = operands
    held = [set(each.members) for each in others]
    if name == "common":
        members = tuple(each for each in first.members if all(each in other for other in held))
    elif name == "only":
        members = tuple(each for each in first.members if not any(each in other for other in held))
    else:
        members = tuple(dict.fromkeys(each for operand in operands for each in operand.members))
    among = len(first.members)
    words: set[SetWord] = set()
    if name != "count":
        words |= {"none"} if not members else {"only"} if len(members) == 1 else set()
        words |= {"all"} if len(members) == among else set()
    return Decimal(len(members)), _claim(words, members, among, operands)


def _place(name: str, operands: Sequence[Operand]) -> tuple[Decimal, SetClaim]:
    """Return the place of the first operand, 1 in front; equals share the better place, and license no word."""
    scores = [_moment(each.fact) if name == "first" else _size(each) for each in operands]
    own, others = scores[0], scores[1:]
    ahead = sum((each < own) if name == "first" else (each > own) for each in others)  # type: ignore[operator]
    alone = own not in others
    words: set[SetWord] = {"first" if name == "first" else "most"} if ahead == 0 and alone else set()
    return Decimal(ahead + 1), _claim(words, (operands[0].fact.id,), len(operands), operands)


def _moment(fact: Fact) -> object:
    text = fact.date or fact.period or fact.as_of
    start = read_span(text)[0] if text else None
    if start is None:
        raise ValueError(f"{fact.id!r} has no date on which it began")
    return start.first


def _size(operand: Operand) -> object:
    if operand.named:
        return Decimal(len(operand.members))
    if operand.fact.value is None:
        raise ValueError(f"{operand.fact.id!r} has no value; to compare lists write a.countries")
    return operand.fact.value


def _claim(words: set[SetWord], members: tuple[str, ...], among: int, operands: Sequence[Operand]) -> SetClaim:
    facts = tuple(dict.fromkeys(each.fact.id for each in operands))
    days = {
        each.fact.id: each.fact.date or each.fact.as_of or each.fact.period or each.fact.recorded for each in operands
    }
    return SetClaim(frozenset(words), any(each.partial for each in operands), members, among, facts, days)
