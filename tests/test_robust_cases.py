"""Whole projects that are broken, as data: every problem with its place, nothing written, and nothing that runs away."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from reports.load.circles import circular
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
    assert len(lines) == 1002
    assert lines[-1].startswith("facts/more.yaml:1003:3: has more than 1,000 problems")


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
