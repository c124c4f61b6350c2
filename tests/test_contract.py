"""What `check` lets pass, a build and `distribute` make; what they refuse, it refuses in the same words, with a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.accepting import ACCEPT, accept
from tests.contract_cases import CASES, Case, built, cases, checked, laid_out

ALL = cases()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_check_build_and_distribute_agree(case: Case, tmp_path: Path) -> None:
    where = laid_out(tmp_path, case)
    lines = checked(where)
    if ACCEPT:
        accept(CASES / f"{case.name}.yaml", problems=list(lines))
        return
    assert lines == case.problems
    refused = built(where)
    assert bool(refused) == bool(case.problems)
    assert {core(line) for line in refused} <= {core(line) for line in lines}
    assert all(re.match(r"((facts|templates)/[^:]+|list\.csv)(:\d+){0,2}: .+; .+", line) for line in lines)


def core(line: str) -> str:
    """Return what a line says without where: a leak is told of each place in a file, by check of its place in the model."""
    what = re.sub(r"^[\w./-]+(:\d+)*: ", "", line)
    return re.sub(r"(gives away “.*?”) \([^)]*\)", r"\1", what)
