"""The scanner finds figures in any spelling, and only figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from num2words import num2words

from reports.audit.figure_search import Figure, figures

FOUND = [
    ("eleven of the 54 countries", ["eleven", "54"]),
    ("half a million people", ["half a million"]),
    ("thirty-nine, twenty-first", ["thirty-nine", "twenty-first"]),
    ("a dozen and dozens", ["a dozen", "dozens"]),
    ("$14.8 billion, 74% and 72 per cent", ["$14.8 billion", "74%", "72 per cent"]),
    ("two and a half", ["two and a half"]),
    ("two hundred and fifty thousand", ["two hundred and fifty thousand"]),
    ("at 9:00 am", ["9:00"]),
    ("two-thirds; a third of supply", ["two-thirds", "a third"]),
    ("the third-largest", ["third"]),
    ("G7, 2025-26, 30–40, ½", ["G7", "2025-26", "30–40", "½"]),
    ("1,250.5 tonnes", ["1,250.5"]),
    ("hundreds of millions", ["hundreds", "millions"]),
    ("ele\u00adven", ["eleven"]),
    ("twice as much, a couple of agencies", ["Twice", "couple"]),
    ("５ lines, a quarter, halves", ["５", "a quarter", "halves"]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_every_spelling_is_found(text: str, expected: list[str]) -> None:
    assert [figure.text.lower() for figure in figures(text, "en-GB")] == [word.lower() for word in expected]


@pytest.mark.parametrize(
    "text",
    [
        "headquarters",
        "someone often",
        "one-on-one",
        "no one",
        "the first meeting",
        "a third speaks",
        "bilateral",
        "tent",
    ],
)
def test_other_words_are_no_figures(text: str) -> None:
    assert figures(text, "en-GB") == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thirty-nine", "39"),
        ("half a million", "500000"),
        ("$14.8 billion", "14800000000"),
        ("two hundred and fifty thousand", "250000"),
        ("1,250.5", "1250.5"),
    ],
)
def test_values_are_worked_out(text: str, value: str) -> None:
    assert [figure.value for figure in figures(text, "en-GB")] == [Decimal(value)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_number_spelled_out_is_found_with_its_value(language: str) -> None:
    numbers = [*range(2, 120), *range(121, 1_000, 37), *range(1_001, 2_000_000, 97_003)]
    for number in numbers:
        spelled = str(num2words(number, lang=language))
        found = figures(f"Of {spelled} lines.", language)
        rest = "".join(f" {spelled} "[at] for at in range(len(spelled) + 2) if not _within(at + 2, found))
        assert set(rest.replace(",", " ").split()) <= {"and", "et", "one", "un"}, (number, spelled)
        assert len(found) > 1 or found[0].value in (number, None), (number, spelled)


def _within(at: int, found: tuple[Figure, ...]) -> bool:
    return any(figure.start <= at < figure.end for figure in found)


def test_offsets_lead_to_the_words() -> None:
    text = "It signed ele\u00adven of 54."
    assert [text[figure.start : figure.end] for figure in figures(text, "en-GB")] == ["ele\u00adven", "54"]
