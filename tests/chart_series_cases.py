"""Reads charts of several series written as data in tests/cases/chart_series."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from reports.document import ChartPoint, ChartSpec, Text, Tick

FOLDER = Path(__file__).parent / "cases" / "chart_series"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
NUMBERS = ("value", "low", "high")


def case(name: str) -> ChartSpec:
    """Return the chart of the case `name`."""
    data: dict[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    text = (Text(f"Case {name}"),)
    return ChartSpec(
        id=data["id"],
        kind=data["kind"],
        unit=data["unit"],
        title=text,
        subtitle=text,
        note=text,
        sources=text,
        points=tuple(map(_point, data["points"])),
        alt=f"Finding of {name}",
        ticks=tuple(Tick(Decimal(each), each) for each in data["ticks"]),
    )


def _point(data: dict[str, Any]) -> ChartPoint:
    given = {"qualifier": "exactly", "status": "reported", "fill": "plain", "end": "flat", "words": "", **data}
    numbers: dict[str, Any] = {key: Decimal(given.pop(key)) if key in given else None for key in NUMBERS}
    return ChartPoint(
        fact_id=given.pop("fact"), focus=given.pop("focus", "") == "true", numbers=(1,), **numbers, **given
    )
