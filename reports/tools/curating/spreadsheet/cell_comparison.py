"""What one cell says against what the fact file says: unchanged, changed, or in conflict; and what a program made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reports.errors import InputError, Problem
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Value, require_safe
from reports.tools.curating.spreadsheet.cell_notation import TOO_LONG, Unreadable, cell_text, cell_value
from reports.tools.curating.spreadsheet.entry_records import Base
from reports.tools.curating.spreadsheet.sheet_columns import Column, Form
from reports.tools.curating.spreadsheet.sheet_reading import Cell, Kind

EXACT_DIGITS = 15
"""Significant digits that a spreadsheet keeps of a number (https://support.microsoft.com/office/excel-specifications-and-limits)."""
LOST_ZEROS = 6
"""Zeros at the end of a number that a spreadsheet may have dropped and that are looked for."""
AS_TEXT = "format the cell as text, and type it again"
_CONVERTED = (
    (re.compile(r"TRUE|FALSE"), "a truth value"),
    (re.compile(r"#[A-Z0-9/]+[!?]?"), "an error of a formula"),
    (re.compile(r"-?[0-9](\.[0-9]+)?E[+-]?[0-9]+"), "a number in scientific notation"),
    (re.compile(r"[0-9]{1,2}-[A-Z][a-z]{2}(-[0-9]{2,4})?|[A-Z][a-z]{2}-[0-9]{2}"), "a date"),
    (re.compile(r"=.*", re.DOTALL), "a formula"),
)
"""What Excel makes of a text that it reads as something else, as a CSV file holds it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that somebody changed, with what it now says."""

    column: Column
    was: str
    """What the fact file says, as the text of a cell; empty for nothing."""
    now: str
    value: Value
    """None where it was emptied."""


class Wrong(Exception):  # noqa: N818  # carries a problem
    """A cell cannot be taken over."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(str(problem))


def compared(column: Column, cell: Cell, filed: str, base: Base | None) -> Changed | None:
    """Return what was changed in a cell; None where nothing was, or where both sides changed it alike.

    Args:
        column: of the cell.
        cell: as it was read.
        filed: text of the value that the fact file holds now; empty for none.
        base: what the row held when it was exported; None for a new row.

    Raises:
        Wrong: the cell holds what no fact can, or the fact file was changed as well, to something else.
    """
    text = _said(column, cell, filed, base)
    if text == filed or (base is not None and base.had(column.key, text)):
        return None
    value = _value(column, cell, text)
    now = cell_text(column.form, value)  # as an export would write it
    if now == filed or (base is not None and base.had(column.key, now)):
        return None
    if base is not None and not base.had(column.key, filed):
        there = f"the fact file was changed as well since the export: there it is {_quoted(filed)}, here {_quoted(now)}"
        cure = f"write the one that holds into both, or export the facts again and change {column.heading} there"
        raise Wrong(Problem(cell.place, f"conflict: {there}", cure))
    return Changed(column, filed, now, value)


def _quoted(text: str) -> str:
    return repr(text) if text else "empty"


# ── What a program made of it ────────────────────────────────────────────────────────────────────


def _said(column: Column, cell: Cell, filed: str, base: Base | None) -> str:
    """Return the text that a person meant by a cell.

    Raises:
        Wrong: it cannot be known.
    """
    match cell.kind:
        case Kind.TEXT:
            return cell.text
        case Kind.TYPED:
            return _typed(column, cell, filed, base)
        case Kind.NUMBER:
            return _number(column, cell, filed, base)
        case Kind.DATE:
            what = f"holds the date {cell.text.removesuffix(' 00:00:00')}, which the spreadsheet made of what was typed"
        case Kind.TRUTH:
            what = f"holds the truth value {cell.text.upper()}, which the spreadsheet made of what was typed"
        case Kind.FORMULA:
            raise Wrong(Problem(cell.place, "holds a formula", "replace it by its result, as text"))
        case Kind.ERROR:
            what = f"holds the error {cell.text}"
    raise Wrong(Problem(cell.place, what + _instead(filed), AS_TEXT))


def _instead(filed: str) -> str:
    return f" (the fact file says {filed[:60]!r})" if filed else ""


def _original(cell: Cell, column: Column, filed: str, base: Base | None) -> str | None:
    """Return the text of which a spreadsheet may have made the number in a cell, where it is one that was there before."""
    zeros = ("0" * n for n in range(1, LOST_ZEROS + 1))
    point = "" if "." in cell.text else "."
    for text in (cell.text, filed, *(f"{cell.text}{point}{more}" for more in zeros)):
        if _same_number(text, cell.text) and (text == filed or (base is not None and base.had(column.key, text))):
            return text
    return None


def _same_number(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _number(column: Column, cell: Cell, filed: str, base: Base | None) -> str:
    """Return the text of a cell that a spreadsheet keeps as a number: whole numbers, and what it made of a text from before."""
    original = _original(cell, column, filed, base)
    if original is not None:
        return original
    digits = cell.text.lstrip("-").replace(".", "")
    year = column.form is Form.DAY and re.fullmatch("[1-9][0-9]{3}", cell.text)
    if year or (column.form is Form.NUMBER and "." not in cell.text and len(digits) <= EXACT_DIGITS):
        return cell.text
    if column.form is not Form.NUMBER:
        what = f"holds the number {cell.text} where text is kept; zeros at its beginning may have been lost"
    elif len(digits.strip("0")) > EXACT_DIGITS or "." not in cell.text:
        what = f"holds the number {cell.text}, which has more digits than a spreadsheet keeps"
    else:
        what = f"holds {cell.text} as a number; a zero at its end, as in {cell.text}0, would have been lost"
    raise Wrong(Problem(cell.place, what + _instead(filed), AS_TEXT))


def _typed(column: Column, cell: Cell, filed: str, base: Base | None) -> str:
    """Return the text of a cell of a CSV file; what looks converted and was not there before is refused."""
    if cell.text == filed or (base is not None and base.had(column.key, cell.text)):
        return cell.text
    if column.form is Form.NUMBER:
        original = _original(cell, column, filed, base)
        if original is not None:
            return original
    elif _same_number(cell.text, filed):
        what = f"holds {cell.text} where {filed!r} was: a spreadsheet read it as a number"
        raise Wrong(Problem(cell.place, what, AS_TEXT))
    for pattern, name in _CONVERTED:
        if pattern.fullmatch(cell.text):
            what = f"holds {cell.text[:60]!r}, which looks like {name} that a spreadsheet made of what was typed"
            cure = f"{AS_TEXT}; or import the workbook in place of the CSV file"
            raise Wrong(Problem(cell.place, what + _instead(filed), cure))
    return cell.text


# ── What it says ─────────────────────────────────────────────────────────────────────────────────


def _value(column: Column, cell: Cell, text: str) -> Value:
    """Return what the text of a changed cell says.

    Raises:
        Wrong: it is no value of this column.
    """
    for problem in _objections(column, cell, text):
        raise Wrong(problem)
    try:
        require_safe(text, cell.place.path)
        return cell_value(column.form, text)
    except Unreadable as answer:
        raise Wrong(Problem(cell.place, answer.what, answer.cure)) from None
    except InputError as failure:
        raise Wrong(Problem(cell.place, failure.problems[0].what, failure.problems[0].cure)) from None


def _objections(column: Column, cell: Cell, text: str) -> Iterator[Problem]:
    if text == TOO_LONG:
        yield Problem(cell.place, "stands for what is too long for a cell", "change it in the fact file")
    if text and column.choices and text not in column.choices:
        what = f"{text[:60]!r} is no {column.heading}{nearest(text, column.choices)}"
        yield Problem(cell.place, what, f"use one of {', '.join(column.choices)}")
