"""A small fact file that is right, and how the cases of `cases/load` bend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases" / "load"

BASE = """\
sources:
  - id: paper
    number: 1
    title: Annual tram report
    short: Tram report
    accessed: 2031-04-01
  - id: letter
    number: 2
    title: Letter to the riders
    short: Letter
    accessed: 2031-04-01
actors:
  - id: city
    name: City of Trams
    kind: city
  - id: harbour
    name: Harbour
    kind: district
    country: city
facts:
  - id: lines
    statement: The city opened 11 lines.
    topic: trams
    value: 11
    unit: lines
    qualifier: exactly
    status: signed
    countries:
      - city
      - harbour
    sources:
      - source: paper
        paragraph: 1
        anchor: opened 11 lines
    recorded: 2031-04-02
  - id: budget
    statement: The city claims more than 30 billion euros.
    topic: money
    value: 30
    unit: EUR billion
    qualifier: more-than
    status: claimed
    sources:
      - source: paper
        paragraph: 2
        anchor: more than 30 billion
    recorded: 2031-04-02
"""


@dataclass(frozen=True)
class Case:
    """A fact file and what the program must say of it."""

    name: str
    content: bytes
    problems: tuple[str, ...]


def cases() -> tuple[Case, ...]:
    """Return every case, in the order of their names."""
    return tuple(_case(path) for path in sorted(CASES.glob("*.yaml")))


def _case(path: Path) -> Case:
    case = yaml.load(
        path.read_text("utf-8"), Loader=yaml.BaseLoader
    )  # not the program's own reader, which refuses some
    assert isinstance(case, dict)
    assert set(case) <= {"about", "change", "text", "bytes", "problems"}
    return Case(path.stem, _content(case), tuple(case["problems"]))


def _content(case: dict[str, Any]) -> bytes:
    if "bytes" in case:
        return bytes.fromhex(case["bytes"])
    if "text" in case:
        return str(case["text"]).encode()
    text = BASE
    for pair in case["change"]:
        old, new = pair["old"], pair["new"]
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the base file"
        text = text.replace(old, new)
    return text.encode()
