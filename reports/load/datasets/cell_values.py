"""What is wrong with a cell that should hold a number, in the words of whoever keeps the table."""

from __future__ import annotations

import re

from reports.domain.datasets.dataset import Dataset

Fault = tuple[str, str]
"""What is wrong, and the cure."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
KINDS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), what, cure)
    for pattern, what, cure in (
        (r"=.*", "is a formula", "save its value"),
        (r"#(?:N/?A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)", "is an error of a spreadsheet", "correct it there"),
        (r"#+", "is a column that was too narrow when it was saved", "widen it, and save it again"),
        (r"[-+]?[0-9]+(?:[.,][0-9]+)?E[-+]?[0-9]+", "is a number that a spreadsheet has rounded", "write all its digits"),
        (rf"[0-9]{{1,2}}[-. ]{_MONTH}\.?(?:[-. ][0-9]{{2,4}})?|{_MONTH}[-. ][0-9]{{1,4}}",
         "is what a spreadsheet has made a date of", "write the number anew, in a column of the kind text"),
        (r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", "is a date", "write the number that the publisher gives"),
        (r"\(\s*[0-9][0-9.,\u00a0 ]*\)", "is negative in the manner of accountants", "write it with a minus sign"),
        (r"[-+−]?[0-9][0-9.,]*\s*%", "has its unit behind it", "take the sign away; 'unit: percent' prints it"),
        (r"[$€£¥₹]\s*[0-9].*", "has its unit before it", "take the sign away; 'unit:' of the measure prints it"),
    )
)  # fmt: skip
_DECIMAL_COMMA = re.compile(r"[-+−]?[0-9]+,[0-9]+")
_GROUPED = re.compile(
    r"[-+−]?[0-9]{1,3}(?P<group>[,.' \u00a0\u202f])[0-9]{3}(?:(?P=group)[0-9]{3})*(?P<rest>[.,][0-9]+)?"
)
_NUMBER_AND_MARK = re.compile(r"([-+−]?[0-9]+(?:\.[0-9]+)?)\s*([^\s0-9.,]{1,3})")
ODD = {
    "date": (
        "a spreadsheet has made a date of this cell",
        "write it as text, or as the number that the publisher gives",
    ),
    "formula": (
        "this cell is a formula, whose result nothing traces",
        "paste its value over it (Paste special, values)",
    ),
    "error": ("this cell holds an error of the spreadsheet", "correct it there"),
    "merged": ("this cell is merged with others, so that it is not said whose value it is", "take the cells apart"),
    "boolean": ("this cell holds true or false", "write a number"),
    "text-number": ("this number is longer than a spreadsheet keeps; it has rounded it", "write it as text"),
}
"""What is told of a cell of a workbook, by the kind of its oddity."""


def at_odds(kind: str) -> Fault:
    """Return what is wrong with a cell of a workbook that is of this kind."""
    return ODD[kind]


def number_at_odds(text: str) -> Fault | None:
    """Return what is wrong with `text` where it is a number but for what a spreadsheet or a writer added; else None."""
    text = text.strip()
    return next(((f"{text!r} {what}", cure) for pattern, what, cure in KINDS if pattern.fullmatch(text)), None)


def not_a_number(text: str, dataset: Dataset) -> Fault:
    """Return what is wrong with the `text` of a cell, which is no number."""
    text = text.strip()
    if fault := number_at_odds(text):
        return fault
    if grouped := _GROUPED.fullmatch(text):
        group = " " if grouped["group"] in "\u00a0\u202f" else grouped["group"]
        if group != dataset.thousands and not (group == "," and not grouped["rest"] and _DECIMAL_COMMA.fullmatch(text)):
            more = " and \"decimal: ','\"" if grouped["rest"] and grouped["rest"][0] == "," else ""
            return f"{text!r} has its thousands grouped", f"add \"thousands: '{group}'\"{more} to the dataset"
    if _DECIMAL_COMMA.fullmatch(text) and dataset.decimal == ".":
        cure = "add \"decimal: ','\" to the dataset, or \"thousands: ','\" where it groups thousands"
        return f"{text!r} has a comma, which may be the decimal sign", cure
    if dataset.decimal == "," and re.fullmatch(r"[-+−]?[0-9]+\.[0-9]+", text):
        return f"{text!r} has a point, but the dataset says that a comma is its decimal sign", "correct one of the two"
    if mark := _NUMBER_AND_MARK.fullmatch(text):
        return (
            f"{text!r} has the mark {mark[2]!r} behind its number",
            f"say what it means: add 'flags:' with '{mark[2]}: …'",
        )
    cure = f"correct it; where it stands for no value, add it to 'missing:' of the dataset ({dataset.id})"
    return f"{text!r} is no number", cure
