"""Negative controls of the first audit, as data: each case breaks a rule, or keeps it where one might think it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit_cases import Case, cases, told

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_told_as_expected(case: Case, tmp_path: Path) -> None:
    problems, remarks = told(case, tmp_path)
    assert (len(problems), len(remarks)) == (len(case.problems), len(case.remarks)), (*problems, *remarks)
    for line, expected in zip((*problems, *remarks), (*case.problems, *case.remarks), strict=True):
        assert line.startswith(expected)
        assert "; " in line.removeprefix(expected), "it says what to do"


def test_there_are_enough_controls() -> None:
    assert sum(1 for case in CASES if case.problems) >= 40
