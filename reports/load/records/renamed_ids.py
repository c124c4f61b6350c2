"""Ids that were changed: `facts/renamed.json`, by which what was sent out before is read under the ids of now."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reports.errors import Place, Problem

FILE = "renamed.json"
Kind = Literal["facts", "sources", "actors"]
REPORTS: Literal["reports"] = "reports"
"""Reports are renamed as well; no entry of a fact file names one."""
AnyKind = Kind | Literal["reports"]
KEYS: Mapping[Kind, frozenset[str]] = {
    "facts": frozenset({"derived_from", "part_of", "supersedes"}),
    "sources": frozenset({"source"}),
    "actors": frozenset({"actors", "countries", "country"}),
}
"""Keys of an entry that name others of a kind, by their ids."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """An id that was changed."""

    kind: AnyKind
    old: str
    new: str


def load_renamed(facts: Path, shown: str) -> tuple[tuple[Renamed, ...], tuple[Problem, ...]]:
    """Return the ids that were changed, in the order in which they were; and what is wrong with the file.

    Args:
        facts: folder of the fact files.
        shown: how messages name it.
    """
    path = facts / FILE
    if not os.path.lexists(path):
        return (), ()
    try:
        rows = json.loads(path.read_text("utf-8"))
        return tuple(_row(*row) for row in rows), ()
    except (OSError, ValueError, TypeError) as failure:
        what = f"is no list of changed ids that can be read ({str(failure).splitlines()[0]})"
        return (), (Problem(Place(f"{shown}/{FILE}"), what, "restore it from the version control"),)


def _row(kind: object, old: object, new: object) -> Renamed:
    kinds: tuple[AnyKind, ...] = (*KEYS, REPORTS)
    for each in kinds:
        if each == kind and isinstance(old, str) and isinstance(new, str):
            return Renamed(each, old, new)
    raise ValueError(f"{[kind, old, new]!r} is no row of a kind, an old id and a new one")


def written(rows: Iterable[Renamed]) -> bytes:
    """Return `rows` as the bytes of their file, one a line."""
    lines = (f" {json.dumps([each.kind, each.old, each.new])}" for each in rows)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def now_called(kind: AnyKind, id: str, rows: Sequence[Renamed]) -> str:
    """Return how the entry `id` of then is called now."""
    for each in rows:
        if each.kind == kind and each.old == id:
            id = each.new
    return id


def with_ids_of_now(kind: Kind, entry: Mapping[str, object], rows: Sequence[Renamed]) -> dict[str, object]:
    """Return the content of an entry, as a release keeps it, under the ids of now."""
    made = {key: _value(key, value, rows) for key, value in entry.items()}
    return made | {"id": now_called(kind, str(entry["id"]), rows)} if "id" in entry else made


def _value(key: str, value: object, rows: Sequence[Renamed]) -> object:
    if isinstance(value, dict):
        return {inner: _value(inner, each, rows) for inner, each in value.items()}
    if isinstance(value, list | tuple):
        return [_value(key, each, rows) for each in value]
    if isinstance(value, str):
        for kind, keys in KEYS.items():
            if key in keys:
                return now_called(kind, value, rows)
    return value
