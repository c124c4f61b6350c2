"""Rounding to decimals: half away from zero, as statistics offices do, or half to even where a dataset says so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

Mode = Literal["half-up", "half-even"]
MODES: Mapping[Mode, str] = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN}
DIGITS = 60
"""Precision in which results are worked out; no rounding before the one that is asked for."""


def rounded(value: Decimal, decimals: int, mode: Mode = "half-up") -> Decimal:
    """Return `value` with exactly `decimals` decimals; nought has no sign."""
    with localcontext() as context:
        context.prec = DIGITS
        found = value.quantize(Decimal(1).scaleb(-decimals), rounding=MODES[mode])
    return found if found else abs(found)
