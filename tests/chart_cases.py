"""Reads chart specs written as data in tests/cases/charts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from reports.document import ChartPoint, ChartSpec, Span, Text, Tick

FOLDER = Path(__file__).parent / "cases" / "charts"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def case(name: str) -> ChartSpec:
    """Return the chart of the case `name`."""
    data: dict[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    points = tuple(_point(each) for each in data.pop("points"))
    head = {key: data.pop(key) for key in ("id", "kind", "unit")}
    if "maximum" in data:
        data["maximum"] = Decimal(data["maximum"])
    for key in ("head_words", "month_words"):
        if key in data:
            data[key] = tuple(data[key])
    if "axis_words" in data:
        data["axis_words"] = tuple(data["axis_words"])
    data["ticks"] = tuple(Tick(Decimal(each), each) for each in data.pop("ticks", ()))
    text = (Text(f"Case {name}"),)
    return ChartSpec(
        title=text,
        subtitle=text,
        note=text,
        sources=text,
        points=points,
        alt=f"Finding of {name} & more",
        **head,
        **data,
    )


def _point(data: dict[str, Any]) -> ChartPoint:
    given = dict(data)
    span = given.pop("span", None)
    if span is not None:
        span = Span(
            span["start"], span["end"], *(span.get(k) == "true" for k in ("derived_start", "derived_end", "planned"))
        )
    named = given.pop("named", None)
    value, low, high = (Decimal(given.pop(key)) if key in given else None for key in ("value", "low", "high"))
    return ChartPoint(
        fact_id=given.pop("fact"),
        value=value,
        low=low,
        high=high,
        numbers=tuple(int(n) for n in given.pop("numbers")),
        named=None if named is None else int(named),
        focus=given.pop("focus", "") == "true",
        apart=given.pop("apart", "") == "true",
        named_words=tuple(given.pop("named_words", ("", ""))),
        span=span,
        **given,
    )
