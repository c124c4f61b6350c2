"""A validation error in the words of the person who keeps the file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reports.errors import Problem
from reports.load.nearest import nearest
from reports.load.tree import Route, Tree


def explain_all(
    failure: ValidationError, tree: Tree, route: Route, name: str, model: type[BaseModel]
) -> Iterator[Problem]:
    """Yield the problem behind each error of `failure` in the entry `name` at `route` of `tree`.

    A list whose entries are wrong also counts as too short; that says nothing new and is left out.
    """
    for error in failure.errors():
        if not (error["type"] == "too_short" and error["input"]):
            yield explain(error, tree, route, name, model)


def explain(error: ErrorDetails, tree: Tree, route: Route, name: str, model: type[BaseModel]) -> Problem:
    """Return the problem behind a pydantic `error` in the entry `name` at `route` of `tree`."""
    way = tuple(error["loc"])
    place, key, value = tree.place(route + way), str(way[-1]) if way else "", error["input"]
    match error["type"]:
        case "missing":
            return Problem(place, f"{name} lacks the key {key!r}", f"add '{key}:'")
        case "extra_forbidden":
            return Problem(place, f"the key {key!r} is not known{nearest(key, _keys(model))}", "correct or delete it")
        case "enum" | "literal_error":
            choices = str((error.get("ctx") or {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
            what = f"{value!r} is no {key}" if isinstance(way[-1], str) else f"{value!r} is not possible here"
            return Problem(place, what + nearest(str(value), choices.split(", ")), f"use one of {choices}")
        case "too_short" | "too_long" | "string_too_short" | "string_too_long" | "string_type":
            what, cure = _text(error, key, name)
            return Problem(place, what, cure)
        case "model_type" | "model_attributes_type":
            return Problem(place, f"{name} is no entry with keys", "write one key a line: 'key: value'")
        case "string_pattern_mismatch" if key == "id" or "a-z0-9" in str(error.get("ctx")):
            return Problem(
                place, f"{value!r} is no id", "use small letters, digits and single hyphens, such as total-budget"
            )
        case _:
            text = error["msg"].removeprefix("Value error, ")
            return Problem(place, f"{key!r} of {name}: {text} (found {str(value)[:60]!r})", "correct it")


def _text(error: ErrorDetails, key: str, name: str) -> tuple[str, str]:
    """Return what is wrong with a text or list of the wrong type or length, and the cure."""
    value = error["input"]
    if isinstance(value, Decimal | bool):
        read = f"{key!r} of {name} must be text, but {str(value).lower()} reads as a number or truth value"
        return read, "put it in quotes"
    if not value:
        return f"{key!r} of {name} is empty", "fill it or delete the key"
    if error["type"].endswith("too_long"):
        unit = "characters" if isinstance(value, str) else "entries"
        return (
            f"{key!r} of {name} has {len(value)} {unit}",
            f"keep at most {(error.get('ctx') or {}).get('max_length')}",
        )
    return f"{key!r} of {name} must be one line of text", "write it behind the colon, without list or keys"


@cache
def _keys(model: type[BaseModel], depth: int = 3) -> frozenset[str]:
    """Return the keys of `model` and of the models inside it."""
    keys = set(model.model_fields)
    if depth:
        for info in model.model_fields.values():
            for part in getattr(info.annotation, "__args__", ()):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    keys |= _keys(part, depth - 1)
    return frozenset(keys)
