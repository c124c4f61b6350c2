"""Why a value is refused is told in words of our own, which do not change with the release of pydantic."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reports.domain.facts import Fact, Source
from reports.load.constraints import refusal
from reports.load.records.release_files import Release

HEXADECIMAL = "^[0-9a-f]{64}$"


def errors(model: type[BaseModel], key: str, value: object) -> list[ErrorDetails]:
    """Return what `model` finds wrong with `value` under `key`."""
    with pytest.raises(ValidationError) as failure:
        model.model_validate({key: value})
    return [error for error in failure.value.errors() if error["loc"][:1] == (key,)]


@pytest.mark.parametrize(
    ("model", "key", "value", "words"),
    [
        (Source, "number", 0, "must be 1 or more"),
        (Source, "number", 10_000, "must be 9,999 or less"),
        (Source, "number", Decimal("2.5"), "must be a whole number"),
        (Source, "number", "two", "must be a whole number"),
        (Source, "sha256", "0", f"must have the form {HEXADECIMAL}"),
        (Source, "title", "", "must not be empty"),
        (Source, "title", [], "must be text"),
        (Source, "short", "x" * 41, "must be no longer than 40"),
        (Fact, "value", Decimal("1e99"), "must be 1,000,000,000,000,000 or less"),
        (Fact, "value", Decimal("-1e99"), "must be -1,000,000,000,000,000 or more"),
        (Fact, "value", "0.0000000000001", "must have at most 12 decimal places"),
        (Fact, "value", "NaN", "must be a number"),
        (Fact, "value", "some", "must be a number"),
        (Fact, "date_basis", "guessed", "must be 'stated' or 'derived'"),
        (Fact, "sources", (), "must not be empty"),
        (Fact, "sources", "one", "must be a list"),
        (Fact, "sources", ["one"], "must be keys with values"),
        (Fact, "labels", [], "must be keys with values"),
        (Fact, "date", "2026-02-30", "is a day that the calendar does not have"),
        (Release, "reports", 1, "must be keys with values"),
    ],
)
def test_a_refusal_is_ours(model: type[BaseModel], key: str, value: object, words: str) -> None:
    [error, *_] = errors(model, key, value)
    assert refusal(error) == words
    assert "nput should" not in words


def test_what_is_missing_or_no_json_is_said() -> None:
    with pytest.raises(ValidationError) as failure:
        Release.model_validate_json(json.dumps({}))
    assert {refusal(error) for error in failure.value.errors()} == {"is missing"}
    with pytest.raises(ValidationError) as failure:
        Release.model_validate_json("{")
    assert [refusal(error) for error in failure.value.errors()] == ["is no JSON"]


def test_an_error_of_a_kind_that_nobody_foresaw_is_named() -> None:
    [error] = errors(Source, "number", 0)
    assert refusal({**error, "type": "moon_phase"}) == "cannot be used (moon_phase)"
