"""What a designer's list prints before headings of the first level, as a table of contents shows it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.ooxml.wordprocessingml import Element, clark

VALUE = clark("w:val")
PLACE = "%1"
"""Stands for the number in the text of a level (ISO/IEC 29500-1, 17.9.11)."""
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LETTERS = 26


@dataclass(frozen=True, slots=True)
class HeadingLabels:
    """How headings of the first level are numbered."""

    form: str
    """Of the number (17.18.59, ST_NumberFormat)."""
    pattern: str
    """Its surroundings, such as 'Article %1.'."""
    start: int = 1

    def label(self, number: int) -> str:
        """Return what stands before the heading `number`, from 1; empty for a form that is not known."""
        made = FORMS.get(self.form)
        shown = made(number + self.start - 1) if made else ""
        return self.pattern.replace(PLACE, shown).strip() if shown else ""


def _roman(number: int) -> str:
    said = ""
    for value, sign in ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def _letters(number: int) -> str:
    """Return a letter, doubled after z as office programs do."""
    return chr(ord("a") + (number - 1) % LETTERS) * ((number - 1) // LETTERS + 1)


FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}


def heading_labels(style: str, number: str, numbering: Element) -> HeadingLabels | None:
    """Return how the headings of a style are numbered; None where no list numbers them in a way that can be told.

    Args:
        style: id of the style.
        number: id of the list that it names.
        numbering: the part with the lists.
    """
    level = _level(numbering, number, style)
    if level is None:
        return None
    form, pattern, start = (_value(level, tag) for tag in ("numFmt", "lvlText", "start"))
    others = pattern.replace(PLACE, "")
    return (
        HeadingLabels(form or "decimal", pattern, int(start or "1")) if PLACE in pattern and "%" not in others else None
    )


def _level(numbering: Element, number: str, style: str) -> Element | None:
    """Return the level of a list that numbers a style: the one that names it, else the first."""
    listed = _with(numbering, "num", "numId", number)
    abstract = listed.find(clark("w:abstractNumId")) if listed is not None else None
    if abstract is None:
        return None
    found = _with(numbering, "abstractNum", "abstractNumId", abstract.get(VALUE, ""))
    levels = found.findall(clark("w:lvl")) if found is not None else []
    named = (each for each in levels if _value(each, "pStyle") == style)
    return next(named, levels[0] if levels else None)


def _with(part: Element, tag: str, attribute: str, value: str) -> Element | None:
    return next((each for each in part.iterfind(clark(f"w:{tag}")) if each.get(clark(f"w:{attribute}")) == value), None)


def _value(element: Element, tag: str) -> str:
    found = element.find(clark(f"w:{tag}"))
    return found.get(VALUE, "") if found is not None else ""
