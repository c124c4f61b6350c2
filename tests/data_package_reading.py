"""A data package as a stranger reads it: by its description alone, with every value held to its column."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Read:
    """The tables by name, and what is wrong with them."""

    package: Mapping[str, Any]
    tables: Mapping[str, list[Row]]
    problems: list[str]


def read(files: Mapping[str, bytes]) -> Read:
    """Return the package of `files`, by name."""
    package = json.loads(files["datapackage.json"])
    tables, problems = {}, []
    for resource in package["resources"]:
        heads, rows = _rows(resource, files)
        names = [field["name"] for field in resource["schema"]["fields"]]
        if heads != names:
            problems.append(f"{resource['name']}: heads {heads}, described {names}")
        problems += [
            f"{resource['name']}: {each}" for row in rows for each in _wrong(row, resource["schema"]["fields"])
        ]
        problems += _alike(resource, rows)
        tables[resource["name"]] = rows
    problems += [each for resource in package["resources"] for each in _lost(resource, tables)]
    return Read(package, tables, problems)


def _rows(resource: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[list[str], list[Row]]:
    if "data" in resource:
        return list(resource["data"][0]), [
            {key: "" if v is None else v for key, v in row.items()} for row in resource["data"]
        ]
    reader = csv.DictReader(io.StringIO(files[resource["path"]].decode(resource["encoding"]), newline=""), strict=True)
    rows: list[Row] = list(reader)
    return list(reader.fieldnames or ()), rows


def _wrong(row: Row, fields: list[Mapping[str, Any]]) -> Iterator[str]:
    for field in fields:
        name, value, limits = field["name"], row.get(field["name"]), field.get("constraints", {})
        if value in (None, ""):
            if limits.get("required"):
                yield f"{name} is missing"
        elif not _fits(value, field["type"]) or ("enum" in limits and value not in limits["enum"]):
            yield f"{name} is {value!r}"


def _fits(value: object, kind: str) -> bool:
    text = str(value)
    match kind:
        case "integer":
            return bool(re.fullmatch(r"-?[0-9]+", text))
        case "number":
            return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", text))
        case "boolean":
            return text in ("true", "false", "True", "False")
        case "date":
            return bool(datetime.date.fromisoformat(text))
        case _:
            return isinstance(value, str)


def _alike(resource: Mapping[str, Any], rows: list[Row]) -> Iterator[str]:
    """Yield rows whose key another row has."""
    seen = set()
    for row in rows:
        key = tuple(row.get(name) for name in resource["schema"].get("primaryKey", row))
        if key in seen:
            yield f"{resource['name']}: {key} stands twice"
        seen.add(key)


def _lost(resource: Mapping[str, Any], tables: Mapping[str, list[Row]]) -> Iterator[str]:
    """Yield ids that lead nowhere."""
    for each in resource["schema"].get("foreignKeys", ()):
        name, there = each["fields"], each["reference"]
        known = {row.get(there["fields"]) for row in tables[there["resource"] or resource["name"]]}
        yield from (
            f"{resource['name']}: there is no {name} {row[name]!r}"
            for row in tables[resource["name"]]
            if row.get(name) and row[name] not in known
        )
