"""The moment that the environment asks time stamps to say: whole seconds, or a message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reports.load.time_stamp import LAST, VARIABLE, stamp


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("0", datetime(1970, 1, 1, tzinfo=UTC)),
        ("1767225601", datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)),
        (str(LAST), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_seconds_are_a_moment(text: str, moment: datetime) -> None:
    assert stamp({VARIABLE: text}) == (moment, [])


def test_without_the_variable_nothing_is_asked_for() -> None:
    assert stamp({"OTHER": "1"}) == (None, [])


@pytest.mark.parametrize(
    "text",
    ["", " ", "-1", "+1", "01", "1.0", "1e9", "1_0", " 1", "1\n", "0x10", "٣", "now", "2026-01-01", str(LAST + 1), "9" * 5000],
)  # fmt: skip
def test_anything_else_is_refused_with_the_cure(text: str) -> None:
    moment, [problem] = stamp({VARIABLE: text})
    assert moment is None
    assert str(problem).startswith(f"{VARIABLE}: ")
    assert "git log -1 --format=%ct" in problem.cure
    assert len(str(problem)) < 300
