"""A validation error in the words of the person who keeps the file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reports.errors import Problem
from reports.load.constraints import refusal
from reports.notation.addresses import without_credentials
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route, Tree


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
            return Problem(place, f"{_part(way, value, name)} lacks the key {key!r}", f"add '{key}:'")
        case "extra_forbidden":
            return Problem(place, *_unknown(key, way, name, model))
        case "enum" | "literal_error":
            choices = str((error.get("ctx") or {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
            what = f"{value!r} is no {key}" if isinstance(way[-1], str) else f"{value!r} is not possible here"
            return Problem(place, what + nearest(str(value), choices.split(", ")), f"use one of {choices}")
        case "too_short" | "too_long" | "string_too_short" | "string_too_long" | "string_type":
            return Problem(place, *_text(error, key, name))
        case "decimal_parsing" | "decimal_type" | "int_parsing" | "int_type" | "finite_number":
            return Problem(place, *_number(error, key, name))
        case "model_type" | "model_attributes_type":
            return Problem(place, f"{name} is no entry with keys", "write one key a line: 'key: value'")
        case "string_pattern_mismatch" if key == "id" or "a-z0-9" in str(error.get("ctx")):
            return Problem(
                place, f"{value!r} is no id", "use small letters, digits and single hyphens, such as total-budget"
            )
        case _:
            named = f"{str(way[-2]).removesuffix('s')} {int(way[-1]) + 1}" if way and isinstance(way[-1], int) else key
            return Problem(place, *_other(error, named, name))


def _unknown(key: str, way: tuple[str | int, ...], name: str, model: type[BaseModel]) -> tuple[str, str]:
    """Return what is wrong with a key that means nothing where it stands, and the cure."""
    if key not in _keys(model):
        return f"the key {key!r} is not known{nearest(key, _keys(model))}", "correct or delete it"
    cure = "move or delete it"
    if key in model.model_fields and len(way) > 1:
        cure = f"it is a key of {name} itself: begin its line where that of {str(way[0])!r} begins"
    return f"the key {key!r} means nothing here", cure


def _other(error: ErrorDetails, key: str, name: str) -> tuple[str, str]:
    """Return what is wrong with any other value, and the cure."""
    value = error["input"]
    if value is None and error["type"] in ("tuple_type", "list_type"):
        return f"{key!r} of {name} is empty", "write its entries below it, each behind '- ', or delete the key"
    return f"{key!r} of {name}: {refusal(error)} (found {without_credentials(str(value))[:60]!r})", "correct it"


def _number(error: ErrorDetails, key: str, name: str) -> tuple[str, str]:
    """Return what is wrong with a number that is none, and the cure."""
    cure = "write digits only, such as 30"
    if error["type"].startswith(("decimal", "finite")):
        cure += ".5; the rest goes into 'unit:', a word such as about into 'qualifier:'"
    return f"{key!r} of {name} is no number: {str(error['input'])[:60]!r}", cure


def _part(way: tuple[str | int, ...], value: object, name: str) -> str:
    """Return what lacks a key: `name`, or the entry of a list in it that holds `value`."""
    places = [n for n, part in enumerate(way) if isinstance(part, int)]
    if not places or not places[-1]:
        return name
    own = next((str(value[key]) for key in _NAMING if key in value), "") if isinstance(value, dict) else ""
    number, kind = int(way[places[-1]]) + 1, str(way[places[-1] - 1]).removesuffix("s")
    return f"{kind} {number}{own and f' ({own!r})'} of {name}"


_NAMING = ("fact", "source", "name", "head")
"""Keys that say which entry of a list is meant."""


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
