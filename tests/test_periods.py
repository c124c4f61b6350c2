"""A length of time before or after a date is worked out to the day: it ends where it is said to end."""

from __future__ import annotations

import pytest

from reports.domain.lengths_of_time import stretch_of


@pytest.mark.parametrize(
    ("written", "start", "end", "counted"),
    [
        ("P6M/2031-02-04", "2030-08-05", "2031-02-04", "start"),
        ("P5M/2031-02-04", "2030-09-05", "2031-02-04", "start"),
        ("P6M/2031-02", "2030-09", "2031-02", "start"),
        ("P2Y/2031", "2030", "2031", "start"),
        ("P2W/2031-03-14", "2031-03-01", "2031-03-14", "start"),
        ("P1M/2031-03-31", "2031-03-01", "2031-03-31", "start"),
        ("2031-01-31/P1M", "2031-01-31", "2031-02-27", "end"),
        ("2031-02/P3M", "2031-02", "2031-04", "end"),
        ("2031-02-04/P10D", "2031-02-04", "2031-02-13", "end"),
        ("2030-08/2031-02", "2030-08", "2031-02", ""),
        ("2030-08/", "2030-08", "", ""),
    ],
)
def test_the_other_side_is_counted(written: str, start: str, end: str, counted: str) -> None:
    period = stretch_of(written)
    assert (period.start, period.end, period.counted) == (start, end, counted)
    assert (period.length is not None) == bool(counted)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("P6M/2031", "months from a date to the month"),
        ("P2W/2031-02", "weeks from a date to the day"),
        ("P6M/", "months from a date"),
        ("P6M/P2W", "a date beside its length"),
        ("P9999Y/2031", "the years 1 to 9999"),
    ],
)
def test_a_length_that_cannot_be_counted_is_refused(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        stretch_of(written)
