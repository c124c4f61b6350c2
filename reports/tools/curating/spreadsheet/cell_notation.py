"""A value of the fact file as the text of a cell, and back; numbers stay exactly as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, assert_never

from reports.notation.yaml_tree import Value
from reports.tools.curating.spreadsheet.sheet_columns import NOTATION, Form

LONGEST = 32_767
"""Characters that a cell holds (https://support.microsoft.com/office/excel-specifications-and-limits)."""
TOO_LONG = "too long for a cell; change it in the fact file"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_CITATION = re.compile(r"(\S+) +(?:¶ *)?([0-9]+)(?: *\[([^\]]+)\])?: *(.+)")
_NAME = re.compile(r"([A-Za-z0-9-]+): *(.+)")
_LABEL = re.compile(r"([A-Za-z0-9-]+) +([a-z]+): *(.+)")


class Unreadable(Exception):  # noqa: N818  # an answer, told at its cell
    """A text says no value of its form; holds what is wrong and the cure."""

    def __init__(self, what: str, cure: str) -> None:
        """Keep both parts."""
        self.what, self.cure = what, cure
        super().__init__(f"{what}; {cure}")


def cell_text(form: Form, value: Value) -> str:
    """Return `value` as the text of a cell; empty for none."""
    text = "\n".join(_lines(form, value)) if isinstance(value, list | dict) else _plain(value)
    return text if len(text) <= LONGEST else TOO_LONG


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _lines(form: Form, value: list[Value] | dict[str, Value]) -> Iterator[str]:
    match value:
        case list() if form is Form.IDS:
            yield ", ".join(map(_plain, value))
        case list():
            yield from (_citation(item) if isinstance(item, dict) else _plain(item) for item in value)
        case dict():
            for language, words in value.items():
                if isinstance(words, dict):
                    yield from (f"{language} {key}: {_plain(text)}" for key, text in words.items())
                else:
                    yield f"{language}: {_plain(words)}"


def _citation(item: dict[str, Value]) -> str:
    cell = f" [{_plain(item['cell'])}]" if item.get("cell") else ""
    return f"{_plain(item.get('source'))} {_plain(item.get('paragraph'))}{cell}: {_plain(item.get('anchor'))}"


def cell_value(form: Form, text: str) -> Value:
    """Return what the text of a cell says; None for an empty one.

    Raises:
        Unreadable: it does not keep to the notation of `form`.
    """
    if not text:
        return None
    match form:
        case Form.NUMBER:
            return _number(text)
        case Form.DAY:
            return Decimal(text) if re.fullmatch("[1-9][0-9]{3}", text) else _one(text)
        case Form.LINE:
            return _one(text)
        case Form.IDS:
            return [part for part in re.split(r"[,;\s]+", text) if part]
        case _:
            return _several(form, [line for line in text.split("\n") if line])


def _several(form: Literal[Form.LINES, Form.CITATIONS, Form.NAMES, Form.LABELS], lines: Sequence[str]) -> Value:
    """Return what a cell with one value a line says."""
    match form:
        case Form.LINES:
            return list(lines)
        case Form.CITATIONS:
            return [_cited(line) for line in lines]
        case Form.NAMES:
            return dict(_named(line) for line in lines)
        case Form.LABELS:
            return _labels(lines)
        case _:
            assert_never(form)


def _one(text: str) -> str:
    if "\n" in text:
        raise Unreadable("holds more than one line", "write it as one line")
    return text


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise Unreadable(
            f"{text!r} is no number", "write digits, and a point before decimals, such as 1000 or 14.8; nothing else"
        )
    return Decimal(text)


def _kept_to(form: Form, line: str, pattern: re.Pattern[str]) -> re.Match[str]:
    found = pattern.fullmatch(line)
    if not found:
        raise Unreadable(f"the line {line!r} does not say what it should", f"write {NOTATION[form]}")
    return found


def _cited(line: str) -> Value:
    found = _kept_to(Form.CITATIONS, line, _CITATION)
    cell: dict[str, Value] = {"cell": found[3]} if found[3] else {}
    return {"source": found[1], "paragraph": Decimal(found[2]), "anchor": found[4], **cell}


def _named(line: str) -> tuple[str, Value]:
    found = _kept_to(Form.NAMES, line, _NAME)
    return found[1], found[2]


def _labels(lines: Sequence[str]) -> Value:
    labels: dict[str, dict[str, Value]] = {}
    for line in lines:
        found = _kept_to(Form.LABELS, line, _LABEL)
        labels.setdefault(found[1], {})[found[2]] = found[3]
    return {**labels}
