"""Set formulas over recorded lists: what they give, which words they license, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reports.domain.facts import Fact
from reports.domain.formulas.set_claims import SetClaim
from reports.domain.wording.fact_formats import quote
from reports.languages.registry import language
from reports.load.fact_files import load_facts

BASE: dict[str, dict[str, Any]] = {
    "signed": {"countries": ["alder", "birch", "cedar"], "date": "2030-03", "value": 3},
    "funded": {"countries": ["cedar", "dogwood"], "date": "2031-01", "value": 2},
    "opened": {"countries": ["dogwood", "elm"], "date": "2029", "value": 2},
    "named": {"countries": ["cedar", "elm"], "partial": ["countries"], "date": "2030-03", "value": 2},
}
LANDS = ("alder", "birch", "cedar", "dogwood", "elm")


def book(
    folder: Path, formula: str, operands: list[str], value: object, **more: object
) -> tuple[Fact | None, list[str]]:
    """Return the fact with a set formula, and what is wrong."""
    shared = {"topic": "t", "status": "reported", "recorded": "2031-04-01", "unit": "countries", "qualifier": "exactly"}
    refs = [{"source": "paper", "paragraph": 1, "anchor": "a"}]
    facts = [
        {"id": id, "statement": f"The list {id}.", "date_basis": "stated", "sources": refs, **shared, **entry}
        for id, entry in BASE.items()
    ]
    claim = {"id": "claim", "statement": "The claim.", "sources": refs, **shared, "value": value, "formula": formula}
    content = {
        "sources": [{"id": "paper", "number": 1, "title": "P", "short": "P", "accessed": "2031-01-01"}],
        "actors": [{"id": id, "name": id.capitalize(), "kind": "country"} for id in LANDS],
        "facts": [*facts, {**claim, "derived_from": operands, **more}],
    }
    (folder / "facts.yaml").write_text(json.dumps(content), "utf-8")  # JSON is YAML
    made, problems = load_facts(folder, "facts")
    return made.facts.get("claim"), [problem.what for problem in problems]


ROWS: dict[str, tuple[str, list[str], int, set[str], bool, tuple[str, ...], str]] = {
    # name: formula, operands, value, words, partial, members, in words
    "one in common": ("common(a, b)", ["signed", "funded"], 1, {"only"}, False, ("cedar",), "the only one of three"),
    "none in common": ("common(a, b)", ["signed", "opened"], 0, {"none"}, False, (), "none"),
    "all of one list": ("common(a, a.countries)", ["opened"], 2, {"all"}, False, ("dogwood", "elm"), "all two"),
    "three lists": (
        "common(a, b, c)",
        ["signed", "funded", "named"],
        1,
        {"only"},
        True,
        ("cedar",),
        "the only one of three, among those named",
    ),
    "in the first alone": ("only(a, b)", ["signed", "funded"], 2, set(), False, ("alder", "birch"), "two"),
    "only one in the first alone": (
        "only(a, b)",
        ["funded", "opened"],
        1,
        {"only"},
        False,
        ("cedar",),
        "the only one of two",
    ),
    "a partial list": (
        "only(a, b)",
        ["funded", "named"],
        1,
        {"only"},
        True,
        ("dogwood",),
        "the only one of two, among those named",
    ),
    "how many": ("count(a.countries)", ["signed"], 3, set(), False, ("alder", "birch", "cedar"), "three"),
    "the first": ("first(a, b)", ["opened", "signed"], 1, {"first"}, False, ("opened",), "the first of two"),
    "the second": ("first(a, b)", ["signed", "opened"], 2, set(), False, ("signed",), "two"),
    "first with another": ("first(a, b)", ["signed", "named"], 1, set(), True, ("signed",), "one, among those named"),
    "the largest": ("most(a, b)", ["signed", "opened"], 1, {"most"}, False, ("signed",), "the largest of two"),
    "the longest list": (
        "most(a.countries, b.countries)",
        ["signed", "opened"],
        1,
        {"most"},
        False,
        ("signed",),
        "the largest of two",
    ),
    "as large as another": ("most(a, b)", ["funded", "opened"], 1, set(), False, ("funded",), "one"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_set_formula_gives_number_word_and_licence(name: str, tmp_path: Path) -> None:
    formula, operands, value, words, partial, members, said = ROWS[name]
    fact, problems = book(tmp_path, formula, operands, value)
    assert problems == []
    assert fact
    claim = fact.set_claim
    assert claim
    assert (set(claim.words), claim.partial, claim.members) == (words, partial, members)
    assert claim.facts == tuple(operands)
    assert claim.days == {id: BASE[id]["date"] for id in operands}
    assert quote(fact, "words", language("en-GB")) == said


REFUSED = {
    "another value": ("common(a, b)", ["signed", "funded"], 2, "gives 1, but the value is 2"),
    "one operand": ("common(a)", ["signed"], 3, "common needs two facts or more"),
    "no such operand": ("common(a, c)", ["signed", "funded"], 1, "'c' stands for no fact under 'derived_from:'"),
    "no such list": ("common(a.lands, b)", ["signed", "funded"], 1, "is neither a fact such as a, nor a list"),
    "an empty list": ("common(a.actors, b)", ["signed", "funded"], 0, "'signed' has no actors"),
    "no formula": ("union(a, b)", ["signed", "funded"], 4, "'union(a, b)' cannot stand in it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_set_formula_that_does_not_hold_is_refused(name: str, tmp_path: Path) -> None:
    formula, operands, value, says = REFUSED[name]
    _, problems = book(tmp_path, formula, operands, value)
    assert len(problems) == 1
    assert says in problems[0]


def test_a_fact_without_a_set_formula_licenses_nothing(tmp_path: Path) -> None:
    fact, problems = book(tmp_path, "a + b", ["signed", "funded"], 5)
    assert problems == []
    assert fact
    assert fact.set_claim is None


def test_a_claim_is_no_field_of_the_file(tmp_path: Path) -> None:
    _, problems = book(tmp_path, "a + b", ["signed", "funded"], 5, set_claim="only")
    assert problems == ["the key 'set_claim' is not known"]
    assert SetClaim(frozenset(), False, (), 0, ()).days == {}


def test_a_rounded_formula_must_be_rounded_as_it_says(tmp_path: Path) -> None:
    right, none = book(tmp_path, "share(a, b)", ["funded", "signed"], 66.7, round=1, unit="percent")
    assert none == []
    assert right
    _, wrong = book(tmp_path, "share(a, b)", ["funded", "signed"], 66.6, round=1, unit="percent")
    assert wrong == ["the formula 'share(a, b)' gives 66.7, rounded to 1 decimals, but the value is 66.6"]
