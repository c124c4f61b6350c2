"""An invented table of trams, right as it is, and projects in which cases bend it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from reports.domain.fact_book import FactBook
from reports.errors import Problem
from reports.load.fact_files import load_facts

CASES = Path(__file__).parent / "cases" / "datasets"
SOURCES: list[dict[str, Any]] = [
    {"id": "operator", "number": 1, "title": "Rides by line", "short": "Rides", "accessed": "2031-04-01"}
]
TEXT = """\
month,line,rides,fare,state
2029-12,Harbour,900,2.40,A
2029-12,Castle,600,2.40,A
2029-12,All,1500,2.40,A
2030-11,Harbour,1000,2.45,A
2030-11,Castle,640,2.45,A
2030-11,All,1640,2.45,A
2030-12,Harbour,1125,2.5,A
2030-12,Castle,576,2.5,P
2030-12,All,1701,2.5,P
2031-01,Harbour,1300.5,2.5,F
2031-01,Castle,..,2.5,M
2031-01,All,..,2.5,M
"""
ENTRY: dict[str, Any] = {
    "id": "rides",
    "statement": "Rides by month and line",
    "topic": "trams",
    "file": "rides.csv",
    "missing": [".."],
    "dimensions": [
        {"id": "month", "column": "month", "period": "month", "gaps": True, "labels": {"fr": "Mois"}},
        {
            "id": "line",
            "column": "line",
            "codes": [
                {"code": "All", "label": "All lines", "labels": {"fr": "Toutes les lignes"}},
                {"code": "Harbour", "labels": {"fr": "Port"}, "part_of": "All"},
                {"code": "Castle", "labels": {"fr": "Château"}, "part_of": "All"},
            ],
        },
    ],
    "measures": [
        {
            "id": "rides",
            "column": "rides",
            "unit": "thousand rides",
            "decimals": 0,
            "additive": ["line", "month"],
            "labels": {"fr": {"unit": "trajets"}},
        },
        {"id": "fare", "label": "Fare", "column": "fare", "unit": "EUR", "decimals": 2},
    ],
    "attributes": [{"column": "state", "says": "status", "measure": "rides"}],
    "sources": ["operator"],
    "recorded": "2031-04-02",
}


def project(
    folder: Path,
    entry: Mapping[str, Any] | None = None,
    data: Mapping[str, bytes | str] | None = None,
    facts: list[dict[str, Any]] | None = None,
    **more: Any,
) -> Path:
    """Return the fact folder of a project in `folder` with the table of rides, bent by `entry` and `data`."""
    home = folder / "facts"
    (home / "data").mkdir(parents=True, exist_ok=True)
    content = {"sources": SOURCES, "datasets": [{**ENTRY, **(entry or {})}], **more}
    if facts:
        content["facts"] = facts
    (home / "facts.yaml").write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    for name, text in (data or {"rides.csv": TEXT}).items():
        (home / "data" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return home


def loaded(home: Path) -> tuple[FactBook, tuple[Problem, ...]]:
    """Return the facts in `home`, named as a user does."""
    return load_facts(home, "facts")


def listed(name: str) -> list[dict[str, Any]]:
    """Return the cases in a file of the folder."""
    found = yaml.safe_load((CASES / name).read_text("utf-8"))
    assert isinstance(found, list)
    return found
