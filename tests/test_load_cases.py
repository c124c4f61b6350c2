"""Bad fact files as data: what the program says of each, word for word, and of the good ones nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reports.errors import FlagError
from reports.load.fact_files import load_facts
from reports.notation.yaml_tree import parse_tree
from tests.accepting import ACCEPT, accept
from tests.load_cases import BASE, CASES, Case, cases


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_each_problem_is_told_once_with_its_place(case: Case, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_bytes(case.content)
    _, problems = load_facts(tmp_path, "facts")
    found = tuple(str(problem) for problem in sorted(set(problems)))
    if ACCEPT:
        accept(CASES / f"{case.name}.yaml", problems=list(found))
    else:
        assert found == case.problems


def test_cases_can_fail(tmp_path: Path) -> None:
    found = [case for case in cases() if case.problems]
    assert len(found) >= 60
    assert len({case.problems for case in found}) >= 55
    assert {case.name for case in cases() if not case.problems} >= {
        "fine",
        "bare-year",
        "formula-right",
        "part-and-sum",
    }


def test_every_problem_has_line_and_column() -> None:
    places = [line.split(" ")[0].rstrip(":") for case in cases() for line in case.problems if case.name != "no-facts"]
    assert places
    assert all(place.count(":") == 2 for place in places)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0.30", "0.30"), ("11", "11"), ("1e3", "1E+3"), ("-0.5", "-0.5"), (".5", "0.5"), ("007", "7"), ("+4", "4")],
)
def test_numbers_are_kept_as_written(written: str, kept: str) -> None:
    value = parse_tree(f"value: {written}", "x").value
    assert isinstance(value, dict)
    assert isinstance(value["value"], Decimal)
    assert str(value["value"]) == kept


@pytest.mark.parametrize("word", ["no", "off", "yes", "2031-04-02", "12:30:00", "1_000", "0x1E", ".nan", "<<", "="])
def test_words_stay_words(word: str) -> None:
    assert parse_tree(f"key: {word}", "x").value == {"key": word}


def test_facts_of_several_files_are_one_book(tmp_path: Path) -> None:
    cut = BASE.index("facts:")
    (tmp_path / "a.yaml").write_text(BASE[:cut], encoding="utf-8")
    (tmp_path / "b.yml").write_text(BASE[cut:], encoding="utf-8")
    book, problems = load_facts(tmp_path, "facts")
    assert not problems
    assert list(book.facts) == ["lines", "budget"]


def test_version_follows_content_and_nothing_else(tmp_path: Path) -> None:
    def version(text: str) -> str:
        (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
        return load_facts(tmp_path, "facts")[0].version

    base = version(BASE)
    assert version("# a comment\n" + BASE.replace("title: Annual tram report", "title: 'Annual tram report'")) == base
    assert version(BASE.replace("value: 30\n", "value: 31\n")) != base
    assert version(BASE.replace("value: 30\n", "value: 30.0\n")) != base


def test_as_of_leaves_out_what_was_recorded_later(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(BASE.replace("recorded: 2031-04-02", "recorded: 2031-03-01", 1), "utf-8")
    book, problems = load_facts(tmp_path, "facts", "2031-03-31")
    assert not problems
    assert (list(book.facts), book.as_of) == (["lines"], "2031-03-31")
    with pytest.raises(FlagError, match="no fact was recorded by 2030-01-01"):
        load_facts(tmp_path, "facts", "2030-01-01")


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    _, problems = load_facts(tmp_path / "nowhere", "nowhere")
    assert [str(problem) for problem in problems] == [
        "nowhere: is no folder; name the folder of the fact files with --facts"
    ]


def test_ids_of_a_file_that_is_no_yaml_raise_no_further_problems(tmp_path: Path) -> None:
    cut = BASE.index("  - id: budget")
    (tmp_path / "a.yaml").write_text(BASE[:cut], encoding="utf-8")
    (tmp_path / "b.yaml").write_text("facts:\n" + BASE[cut:] + "    note: 'open\n", encoding="utf-8")
    book, problems = load_facts(tmp_path, "facts")
    assert len(problems) == 1
    assert "budget" in book.broken
    assert list(book.facts) == ["lines"]
