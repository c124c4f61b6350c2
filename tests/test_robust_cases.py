"""Whole projects that are broken, as data: every problem with its place, nothing written, and nothing that runs away."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from reports.errors import MOST_OF_A_KIND, InputError, Place, Problem
from reports.load.reference_cycles import circular
from reports.notation.nearest_name import suggester
from reports.notation.yaml_tree import parse_tree
from tests.accepting import ACCEPT, accept
from tests.robust_cases import CASES, Case, cases, laid_out, told
from tests.test_build_second import command

ALL = cases()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_every_problem_is_told_and_nothing_written(case: Case, tmp_path: Path) -> None:
    code, lines = told(laid_out(tmp_path, case))
    if ACCEPT:
        accept(CASES / f"{case.name}.yaml", problems=list(lines))
        return
    assert lines == case.problems
    assert code == (1 if case.problems else 0)
    assert (tmp_path / "output").exists() == (not case.problems)


def test_the_project_that_they_break_is_right(tmp_path: Path) -> None:
    assert told(laid_out(tmp_path)) == (0, ())


def test_every_problem_has_place_and_cure() -> None:
    lines = [line for case in ALL for line in case.problems]
    assert len(ALL) >= 60
    assert len(lines) >= 70
    assert all(re.match(r"(facts|templates|reports)/[^:]+(:\d+){0,2}: .+; .+", line) for line in lines)
    assert max(map(len, lines)) < 2500


@pytest.mark.parametrize("name", ["yaml-deep", "macro-endless", "chart-negative", "theme-base-no-zip"])
def test_the_command_ends_with_one_and_no_traceback(name: str, tmp_path: Path) -> None:
    case = next(case for case in ALL if case.name == name)
    laid_out(tmp_path, case)
    places = [f"--{each}={tmp_path / each}" for each in ("facts", "templates", "output")]
    done = command("build-reports", *places)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.rstrip().endswith("nothing was written")
    assert not (tmp_path / "output").exists()


def test_a_file_of_nothing_but_problems_is_told_in_part(tmp_path: Path) -> None:
    (laid_out(tmp_path) / "facts" / "more.yaml").write_text("facts:\n" + "- 1\n" * 1500, encoding="utf-8")
    code, lines = told(tmp_path)
    assert code == 1
    assert len(lines) == 502
    assert ", and 500 more of this kind; " in lines[-2]
    assert lines[-1].startswith("facts/more.yaml:1003:3: those above have more than 1,000 problems; the 499 from here")


def test_the_good_file_beside_it_is_not_blamed(tmp_path: Path) -> None:
    (laid_out(tmp_path) / "facts" / "a.yaml").write_text("facts:\n" + "- !t 1\n" * 1500, encoding="utf-8")
    code, lines = told(tmp_path)
    assert code == 1
    assert not [line for line in lines if not line.startswith("facts/a.yaml:")]


OPENINGS = ("[", "{a: ", "[{", "[[a], ", "? [", "{'x': [", "[\n", "{? ", "- ")
"""What makes a value deeper by a level or two; the parser reads ahead behind some of them, and not behind others."""


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("count", [400, 1001, 30_000])
def test_deep_nesting_is_told_alike_whatever_the_parser_bears(opening: str, count: int) -> None:
    with pytest.raises(InputError) as failure:
        parse_tree("facts:\n- " + opening * count, "a.yaml")
    [problem] = failure.value.problems
    assert str(problem).endswith("is nested deeper than 20 levels; flatten it")


def test_a_slip_below_shallow_nesting_is_told_as_one() -> None:
    with pytest.raises(InputError, match="is not valid YAML: a quotation mark is not closed"):
        parse_tree("facts: " + "[" * 19 + "'" + "]" * 19, "a.yaml")
    assert parse_tree("facts: " + "[" * 19 + "]" * 19, "a.yaml").value is not None


FACT = """\
- id: f{n}
  statement: A thing was counted here.
  topic: lines
  value: {n}
  unit: lines
  qualifier: exactly
  status: reported
  sources:
  - source: nowhere-{n}
    paragraph: 1
    anchor: a thing
  recorded: 2031-01-01
"""
JUNK: Mapping[str, tuple[str, str]] = {
    "entries": ("facts:\n" + "- id: x\n  wrong: y\n" * 45_000, "the 44,"),
    "too many": ("facts:\n" + "- id: x\n  statement: y\n  wrong: z\n" * 150_000, "holds more than 1,000,000"),
    "empty": ("facts:\n" + "- \n" * 200_000, "the 198,999 from here on"),
    "maps": ("facts:\n" + "- {}\n" * 100_000, "from here on"),
    "references": ("facts:\n" + "".join(FACT.format(n=n) for n in range(6000)), ", and 5,499 more of this kind"),
    "kinds": ("".join(f"kind{n}: 1\n" for n in range(50_000)), ", and 49,499 more of this kind"),
    "tags": ("facts:\n" + "- !t 1\n" * 50_000, ", and 49,499 more of this kind"),
    "keys": ("id: 1\n" * 50_000, ", and 49,498 more of this kind"),
    "lists": (
        "facts:\n- id: x\n  sources:\n" + "  - {}\n" * 100_000,
        "'sources' has 100,000 entries; keep at most 1,000",
    ),
}
"""What is wrong in very many places, and what must be told of it."""


def _second() -> float:
    """Return the processor time of some work that takes about half a second on a machine of its own."""
    began = time.process_time()
    table = {str(n): n for n in range(1_000_000)}
    assert sum(table[str(n)] for n in range(1_000_000)) > 0
    return time.process_time() - began


@pytest.mark.parametrize("name", JUNK)
@pytest.mark.slow
def test_very_many_problems_are_told_in_little_time(name: str, tmp_path: Path) -> None:
    text, says = JUNK[name]
    (laid_out(tmp_path) / "facts" / "more.yaml").write_text(text, encoding="utf-8")
    measured = _second()
    began = time.process_time()
    code, lines = told(tmp_path)
    assert time.process_time() - began < 6 * max(measured, _second()), "on a machine as loaded as this one"
    assert code == 1
    assert len(lines) < 2100
    assert any(says in line for line in lines), lines[-1]


def test_some_hundred_problems_are_told_one_by_one() -> None:
    few = [Problem(Place("a.yaml", n + 1), f"the key 'k{n}' is not known") for n in range(MOST_OF_A_KIND)]
    other = [Problem(Place("b.yaml", n + 1), f"the key 'k{n}' is not known") for n in range(3)]
    assert str(InputError(few + other)).split("\n") == [str(problem) for problem in few + other]
    more = [Problem(Place("a.yaml", n + 1), f"the key 'k{n}' is not known") for n in range(MOST_OF_A_KIND + 2)]
    lines = str(InputError(more + other)).split("\n")
    assert len(lines) == MOST_OF_A_KIND + 1 + 3
    assert lines[MOST_OF_A_KIND] == f"a.yaml:{MOST_OF_A_KIND + 1}: the key 'k500' is not known, and 1 more of this kind"


def test_suggestions_are_bounded_and_each_name_is_looked_up_once() -> None:
    near = suggester({"facts": ["lines", "trams"]}, 2)
    assert near("facts", "lnes") == ", did you mean 'lines'?"
    assert near("facts", "xyz") == ""
    assert near("facts", "tramz") == ""
    assert near("facts", "lnes") == ", did you mean 'lines'?"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    import os

    laid_out(tmp_path)
    os.mkfifo(tmp_path / "facts" / "more.yaml")
    code, lines = told(tmp_path)
    assert code == 1
    assert any("more.yaml: cannot be read (is no file)" in line for line in lines)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({"a": ["b"], "b": ["a"]}, "ab"),
        ({"a": ["a"]}, "a"),
        ({"a": ["b"], "b": ["c"], "c": []}, ""),
        ({"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["c"], "e": ["a"]}, "abcd"),
        ({"a": ["b"], "b": ["a"], "x": ["b", "y"], "y": ["z"], "z": ["z", "nowhere"]}, "abz"),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, ""),
        ({"a": ["b"], "b": ["c", "a"], "c": ["a"]}, "abc"),
    ],
)
def test_circles_are_found_and_what_leads_to_them_is_not(links: dict[str, list[str]], expected: str) -> None:
    assert circular(links) == frozenset(expected)


def test_long_chains_do_not_end_the_process() -> None:
    count = 20_000
    links = {str(n): [str(n + 1)] for n in range(count)}
    assert circular(links) == frozenset()
    assert len(circular({**links, str(count): ["0"]})) == count + 1
