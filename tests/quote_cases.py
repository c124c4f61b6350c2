"""Invented facts of every hedge and unit, and how they are printed: the table that `test_quote` reads."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import yaml

from reports.domain.facts import Fact, SourceRef
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.domain.wording import FORMATS, FormatError, Speech, quote

TABLE = Path(__file__).parent / "cases" / "quote" / "table.yaml"
FIGURES = ("figure", "full", "short", "symbol", "number", "words", "bare", "bare-short", "hedge")
SHOWN = {"\N{NO-BREAK SPACE}": "␣", "\N{NARROW NO-BREAK SPACE}": "␠"}
"""How the table writes what cannot be seen."""
UNITS = ("USD billion", "EUR million", "EUR", "percent", "towns")
WORDS = {"towns": "communes"}
"""The nouns in French."""


def fact(value: str | None, unit: str | None, qualifier: str | None, **more: object) -> Fact:
    """Return an invented fact; a range where `value` is 'low/high'."""
    low, slash, high = (value or "").partition("/")
    numbers: Mapping[str, object] = (
        {"low": Decimal(low), "high": Decimal(high)} if slash else {"value": Decimal(low) if low else None}
    )
    labels = {"fr": {"unit": WORDS[unit]}} if unit in WORDS else {}
    return Fact.model_validate(
        {
            "id": "case",
            "statement": "A case.",
            "topic": "cases",
            "unit": unit,
            "qualifier": qualifier and Qualifier(qualifier),
            "status": Status.REPORTED,
            "sources": (SourceRef(source="paper", paragraph=1, anchor="case"),),
            "recorded": "2031-04-02",
            "labels": labels,
            **numbers,
            **more,
        }
    )


def printed(case: Fact, name: str, speech: Speech) -> str:
    """Return the fact in a format as the table writes it; a refusal begins with '!'."""
    assert name in FORMATS
    try:
        text = quote(case, name, speech)
    except FormatError as failure:
        return f"! {failure}"
    for char, sign in SHOWN.items():
        text = text.replace(char, sign)
    return text


def table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the table: case 'qualifier value unit', language, format, text."""
    content: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load(TABLE.read_text("utf-8"))
    return content
