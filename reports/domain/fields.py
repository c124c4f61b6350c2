"""What a field of a file may hold: a line, an id, a number, a date, a period."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from reports.domain.periods import FORMS, read_period, read_span
from reports.notation.addresses import without_credentials


def _one_line(text: str) -> str:
    if text.isprintable() and " " not in (text[0], text[-1]):  # nearly every one, and there are many
        return text
    if len(text.splitlines()) > 1 or text != text.strip():
        raise ValueError("must be one line without space at its ends")
    if "\t" in text:
        raise ValueError("must not hold a tab")
    return text


_DATE = re.compile(r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def _dated(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError("must be a date such as 2026, 2026-02 or 2026-02-04")
    if text.count("-") == 2:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ValueError("is a day that the calendar does not have") from None
    return text


def _moment(text: str) -> str:
    try:
        read_period(text)
    except ValueError as failure:
        if re.fullmatch(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", text):
            raise ValueError("is a day that the calendar does not have") from None
        raise ValueError(f"must be a date such as {FORMS}") from failure
    return text


def _span(text: str) -> str:
    if "/" not in text:
        raise ValueError(
            "must be a period such as 2025-08/2026-02; a side may be empty, and one year, quarter or month is a date"
        )
    read_span(text)
    return text


LARGEST = Decimal("1e15")
"""Beyond it no number of a report is meant, and floating-point readers lose digits."""
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Return whether a document may lead to `text`: other schemes run a program, or lead nowhere (RFC 3986, 3.1).

    A name or a password before the host would be read by everybody who gets the document (RFC 3986, 7.5).
    """
    return bool(_ADDRESS.fullmatch(text)) and without_credentials(text) == text


def _address(text: str) -> str:
    if without_credentials(text) != text:
        raise ValueError("must be an address without a name or a password before the host; every reader would see them")
    if not is_address(text):
        raise ValueError("must be an address that begins with https://, http:// or mailto:")
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Kebab-case, at most 60 characters."""
CellId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$", max_length=300)]
"""Id of a fact, or of an observation: that of its dataset and its coordinates with points between, `jobs.mining.2009-02`."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_one_line)]
"""One line of text; text only, never markup."""


def _written(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


Number = Annotated[
    Decimal,
    Field(allow_inf_nan=False, ge=-LARGEST, le=LARGEST, decimal_places=12),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": -int(LARGEST), "maximum": int(LARGEST)}, {"type": "string"}]}
    ),
]
"""Kept exactly as written, trailing zeros included. Its schema is ours: every release of pydantic writes another one."""
Date = Annotated[str, BeforeValidator(_written), AfterValidator(_dated)]
"""ISO 8601 to the year, the month or the day; a bare year reads as a number in YAML and is taken as text."""
Moment = Annotated[str, BeforeValidator(_written), AfterValidator(_moment)]
"""When something was: a date, a quarter, half-year, week, fiscal year or decade, also about or uncertain (EDTF)."""
Period = Annotated[str, AfterValidator(_span)]
Address = Annotated[Line, AfterValidator(_address)]
"""Where a link may lead."""
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,8}$")]
"""A language tag (BCP 47, RFC 5646 §2.1): subtags have at most eight characters."""
