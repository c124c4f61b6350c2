"""What the head of a column of numbers says: what is counted and, behind it in brackets, often the unit."""

from __future__ import annotations

import re

from reports.domain.wording import unit_of

_BRACKETED = re.compile(r"(.*\S)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_PERCENT = re.compile(r"(?:in )?(?:%|per ?cent|percentage)(?: (of .+))?", re.IGNORECASE)
_PLURAL = re.compile(r"(?:(?:thousand|million|billion) )?[a-z]{2,}s(?: per [a-z]+)?")
_SCALES = frozenset({"thousands", "millions", "billions", "hundreds"})
"""How many, but not of what."""


def name_and_unit(head: str) -> tuple[str, str]:
    """Return what a head names, and its unit as a fact file writes it; empty where it gives none that is surely one.

    'Median wait (weeks)' is a median wait in weeks, 'Spending [EUR million]' a spending in 'EUR million', 'Share (%)' one in
    'percent', 'Chlorophyll (µg/L)' one in 'µg/L'; 'Prices (2015=100)' and 'Staff (thousands)' name no unit, and stay whole.
    """
    match = _BRACKETED.fullmatch(head)
    unit = _unit(match[2]) if match else ""
    return (match[1], unit) if match and unit else (head, "")


def _unit(text: str) -> str:
    if percent := _PERCENT.fullmatch(text):
        return f"percent {percent[1]}" if percent[1] else "percent"
    unit = unit_of(text)
    known = unit.currency or unit.is_symbol or (_PLURAL.fullmatch(text) and text not in _SCALES)
    return text if known else ""
