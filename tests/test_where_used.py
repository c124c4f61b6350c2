"""Where a fact is used: everything known of it, and every place that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.errors import FlagError
from reports.tools.where_used import answered, entries_answered
from tests.release_cases import change, project
from tests.test_releases_as_of import FIRST, superseded

SPACE = "\N{NO-BREAK SPACE}"


def asked(root: Path, id: str) -> str:
    """Return the answer of the project for the fact `id`, with plain spaces."""
    return "\n".join(answered(project(root), id)).replace(SPACE, " ")


def test_readings_sources_and_places_are_shown(tmp_path: Path) -> None:
    assert asked(tmp_path, "lines") == "\n".join(
        (
            "lines",
            "  The network has eleven lines.",
            "  value: 11 lines",
            "  status: reported",
            "  sources:",
            "    [1] Council, paragraph 3: 'runs eleven lines'",
            "  sources differ on lines:",
            "    eleven: eleven lines",
            "    six: six lines open",
            "      [2] Gazette, paragraph 2: 'Six lines are open'",
            "    printed: eleven (The owner counts)",
            "  used in 1 place:",
            "    paper › The network has eleven lines",
            "      heading, templates/paper/main.md:7: 'eleven' (words)",
            "      paragraph, templates/paper/main.md:9: '11 lines' (full), sources [1]",
        )
    )


def test_value_hedge_and_every_document_are_shown(tmp_path: Path) -> None:
    text = asked(tmp_path, "spent")
    assert "  value: more than $30 million\n" in text
    assert "    paper › Spending has passed more than $30 million\n" in text
    assert "    talk › Spending has passed more than $30 million\n" in text
    assert "figure 1, templates/paper/main.md:5: " in text
    assert "speaker notes" in text
    assert "review by: 2031-06" in text


def test_a_statement_says_what_it_has(tmp_path: Path) -> None:
    text = asked(tmp_path, "depot")
    for line in (
        "value: none; it is a statement",
        "date: 2032 (stated)",
        "quotation: a depot",
        "attribution: the council",
    ):
        assert f"  {line}" in text


def test_an_unused_fact_says_so(tmp_path: Path) -> None:
    assert asked(tmp_path, "spare").endswith("  used in no document")


def test_machines_get_fact_and_uses(tmp_path: Path) -> None:
    content = entries_answered(project(tmp_path), "lines")
    fact, uses = content["fact"], content["uses"]
    assert isinstance(fact, dict)
    assert isinstance(uses, list)
    assert fact["value"] == "11"
    assert {(use["part"], use["id"]) for use in uses} == {("heading", "lines"), ("paragraph", "lines")}


def test_a_superseded_id_leads_to_its_successor(tmp_path: Path) -> None:
    lines = answered(superseded(tmp_path), "spent")
    assert lines[:2] == ("spent is known as spent-in-may", "spent-in-may")
    assert answered(superseded(tmp_path / "then"), "spent", FIRST)[0] == "spent"


@pytest.mark.parametrize(
    ("id", "message"),
    [("line", "did you mean 'lines'"), ("xyzzy", "there is no fact 'xyzzy'; give the id"), ("", "there is no fact ''")],
)
def test_an_unknown_id_is_a_bad_value(id: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(FlagError, match=message):
        answered(project(tmp_path), id)


def test_a_fact_of_a_later_day_is_told_so(tmp_path: Path) -> None:
    where = superseded(tmp_path)
    change(where, {"facts/facts.yaml": {"    supersedes: spent\n": ""}})
    with pytest.raises(FlagError, match="was not recorded by 2031-04-02, but on 2031-05-03"):
        answered(where, "spent-in-may", FIRST)
