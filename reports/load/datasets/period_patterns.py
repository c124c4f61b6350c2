"""Periods as files write them: plain ones, with a pattern, in two columns, and fiscal years."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from reports.domain.datasets.dataset import Dimension
from reports.domain.periods import Period, read_period

_FISCAL = re.compile(r"(?:FY ?)?([0-9]{4})(?:[-/–]([0-9]{2}|[0-9]{4}))?")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?Z?$")
FINER = {
    "month": ("day",),
    "quarter": ("day", "month"),
    "half": ("day", "month"),
    "year": ("day", "month"),
    "week": ("day",),
}
"""Grains that may stand for a longer one where they are its beginning: 2006-01-01 for January 2006."""


def period_reader(dimension: Dimension) -> Callable[[str], str | None]:
    """Return what reads a text of the dimension as `Period.text`; None for what is no such period."""

    def read(text: str) -> str | None:
        try:
            return _read(_MIDNIGHT.sub("", text.strip()), dimension)
        except ValueError:
            return None

    return read


def _read(text: str, dimension: Dimension) -> str | None:
    if "\0" in text:
        year, _, part = text.partition("\0")
        text = _joined(year, part, dimension)
    elif dimension.pattern:
        text = datetime.strptime(text, dimension.pattern).date().isoformat()
    elif dimension.period == "fiscal":
        return _fiscal(text, dimension.fiscal_start or 1)
    found = read_period(text)
    if found.grain == dimension.period:
        return found.text
    finer = FINER.get(str(dimension.period), ())
    return _longer(found.first, dimension).text if found.grain in finer and _begins(found, dimension) else None


def _joined(year: str, part: str, dimension: Dimension) -> str:
    letter = {"quarter": "Q", "half": "H", "week": "W"}.get(str(dimension.period), "")
    digits = re.sub(r"^[^0-9]*", "", part)
    return f"{year}-{letter}{digits.zfill(2) if letter in ('', 'W') else digits}"


def _fiscal(text: str, start: int) -> str | None:
    """Return a fiscal year such as 2008/09, 2008-09, FY2008 or 2008, which begins in the month `start` of the first."""
    match = _FISCAL.fullmatch(text)
    if match is None:
        return read_period(text).text if text.upper().startswith("FY") else None
    if match[2] and (int(match[1]) + 1) % 100 != int(match[2]) % 100:
        return None
    return read_period(f"FY{match[1]}-{start:02}").text


def _longer(day: date, dimension: Dimension) -> Period:
    match dimension.period:
        case "quarter":
            return read_period(f"{day.year:04}-Q{(day.month + 2) // 3}")
        case "half":
            return read_period(f"{day.year:04}-H{(day.month + 5) // 6}")
        case "week":
            return read_period("{:04}-W{:02}".format(*day.isocalendar()[:2]))
        case "month":
            return read_period(f"{day.year:04}-{day.month:02}")
        case _:
            return read_period(f"{day.year:04}")


def _begins(found: Period, dimension: Dimension) -> bool:
    """Return whether `found` is the first day or month, or the last day, of the period of its dimension that it lies in."""
    whole = _longer(found.first, dimension)
    return found.first == whole.first or found.last == whole.last or bool(dimension.pattern)
