"""Negative controls of the first audit, as data: each case breaks a rule, or keeps it where one might think it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit_cases import Case, cases, told

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_told_as_expected(case: Case, tmp_path: Path) -> None:
    said = told(case, tmp_path)
    assert len(said) == len(case.problems), said
    for line, expected in zip(said, case.problems, strict=True):
        assert line.startswith(expected)
        assert "; " in line.removeprefix(expected), "it says what to do"


def test_there_are_enough_controls() -> None:
    assert sum(1 for case in CASES if case.problems) >= 40
