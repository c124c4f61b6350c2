"""What the record of a figure that is worked out says of it: its formula, its sources, the time between its operands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reports.domain.datasets.cells import Wording
from reports.domain.datasets.dataset import Dimension
from reports.domain.datasets.queries import ALL
from reports.domain.facts import Fact, SourceRef
from reports.domain.periods import Period
from reports.domain.rounding import rounded


def short(value: Decimal) -> Decimal:
    """Return `value` with as many digits as a record needs to be checked."""
    return rounded(value, 12)


def years_between(before: Period, here: Period) -> Decimal:
    """Return the time between two periods in years: whole months counted as twelfths, days as parts of 365.25."""
    if here.months:
        months = (here.first.year - before.first.year) * 12 + here.first.month - before.first.month
        return Decimal(months) / 12
    return Decimal((here.first - before.first).days) / Decimal("365.25")


def whole_named(words: Wording, dimension: Dimension, code: str) -> str:
    """Return what the whole of a share is called: its code, or all codes together."""
    return words.speech.word("slices", "all") if code == ALL else words.code(dimension, code)


def digest_of(slugs: Sequence[str]) -> str:
    """Return six hex digits that tell one list of codes from another."""
    from hashlib import sha256

    return sha256(",".join(slugs).encode()).hexdigest()[:6]


def formula_of(name: str, count: int, operands: Sequence[Decimal | None]) -> str:
    """Return how a figure is worked out, over `derived_from` in order."""
    if name == "annual":
        return (
            f"annual(a, b, {operands[2]:f})"
            if operands[2] == rounded(operands[2] or Decimal(0), 2)
            else "annual(a, b, years)"
        )
    if count == 2 and name not in ("sum", "mean", "highest", "lowest", "rank", "rank-lowest"):
        return f"{name}(a, b)"
    return f"{name}(derived_from)"


def sources_of(facts: Sequence[Fact]) -> tuple[SourceRef, ...]:
    """Return where the operands stand, each source once, at the first cell; the operands name their own."""
    found: dict[str, SourceRef] = {}
    for fact in facts:
        for ref in fact.sources:
            found.setdefault(ref.source, ref)
    return tuple(found.values())
