"""Why a model refuses a value, in words of our own: those of pydantic differ from release to release.

The types of its errors do not; they are listed at https://docs.pydantic.dev/latest/errors/validation_errors/.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pydantic_core import ErrorDetails

LIST, KEYS, TEXT = "must be a list", "must be keys with values", "must be text"
NUMBER, WHOLE = "must be a number", "must be a whole number"
EMPTY, LONG, CHOICE = "must not be empty", "must be no longer than {max_length}", "must be {expected}"
WORDS: Mapping[str, str] = {
    "value_error": "{error}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "decimal_max_places": "must have at most {decimal_places} decimal places",
    "decimal_parsing": NUMBER, "decimal_type": NUMBER, "finite_number": NUMBER,
    "int_from_float": WHOLE, "int_parsing": WHOLE, "int_parsing_size": WHOLE, "int_type": WHOLE,
    "string_pattern_mismatch": "must have the form {pattern}",
    "string_too_short": EMPTY, "too_short": EMPTY,
    "string_too_long": LONG, "too_long": LONG,
    "string_type": TEXT,
    "enum": CHOICE, "literal_error": CHOICE,
    "tuple_type": LIST, "list_type": LIST,
    "dict_type": KEYS, "mapping_type": KEYS, "model_type": KEYS, "model_attributes_type": KEYS,
    "missing": "is missing",
    "json_invalid": "is no JSON",
}  # fmt: skip
"""By the type of the error; braces stand for what its context names."""


def refusal(error: ErrorDetails) -> str:
    """Return why the value of a pydantic `error` is refused, without the value itself, such as "must be 1 or more"."""
    words = WORDS.get(error["type"], f"cannot be used ({error['type']})")
    return words.format_map({key: _shown(value) for key, value in (error.get("ctx") or {}).items()})


def _shown(value: object) -> str:
    """Return a value of a context; a number without exponent."""
    return f"{Decimal(value):,f}" if isinstance(value, int | float | Decimal) else str(value)
