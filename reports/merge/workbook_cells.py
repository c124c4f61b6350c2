"""The workbook behind a chart that a person worked in: generated cells are refreshed, all else in it is theirs (18.3)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from reports.ooxml.package import OFFICE, Package
from reports.ooxml.part_xml import Element, clark

Cells = Mapping[str, Mapping[str, str]]
"""Text of each cell by sheet and reference, such as 'Data' and 'B2'; a number as all programs agree on it."""
_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
FORMULA = "="
"""What stands for the text of a cell that is worked out."""
ROW, CELL, VALUE, INLINE, TEXT = (clark(f"s:{tag}") for tag in ("row", "c", "v", "is", "t"))


def cells_of(workbook: bytes) -> Cells:
    """Return what the cells of a workbook hold.

    Raises:
        BrokenFileError: it is no workbook.
    """
    package = Package.read(workbook)
    shared = package.root(package.related(package.main, f"{OFFICE}/sharedStrings"))
    strings = ["".join(each.text or "" for each in item.iter(TEXT)) for item in shared] if shared is not None else []
    return {
        name: {cell.get("r", ""): text for cell in package.tree(part).iter(CELL) if (text := _said(cell, strings))}
        for name, part in _sheets(package)
    }


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    relations = package.relations(package.main)
    for sheet in package.tree(package.main).iter(clark("s:sheet")):
        relation = relations.get(sheet.get(clark("r:id"), ""))
        if relation is not None and relation.target in package.parts:
            yield sheet.get("name", ""), relation.target


def _said(cell: Element, strings: list[str]) -> str:
    if cell.find(clark("s:f")) is not None:
        return FORMULA
    text = cell.findtext(VALUE, "")
    if cell.get("t") == "s" and text.isdecimal() and int(text) < len(strings):
        return strings[int(text)]
    return _number(text) or text or "".join(each.text or "" for each in cell.iter(TEXT))


def _number(text: str) -> str:
    try:
        return f"{float(text):.10g}"
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The cells of a workbook as generated last, as a person left it, and as generated now."""

    base: Cells
    mine: Cells
    new: Cells


def refreshed(mine: bytes, sheets: Sheets, row_of: Callable[[int], int], typed: Mapping[tuple[str, str], str]) -> bytes:
    """Return a person's workbook with what is generated now in the cells that they left alone.

    Args:
        mine: the workbook, a person's.
        sheets: its cells, with those of the base and of the new one.
        row_of: gives the row of the new sheet of data for one of the base; what was typed in a row goes with it.
        typed: what a person typed into the chart alone, by sheet and reference in the new workbook.
    """
    package = Package.read(mine)
    for number, (name, part) in enumerate(_sheets(package)):
        if name in sheets.new:
            wanted = dict(_wanted(sheets, name, row_of if number == 0 else _same))
            wanted |= {reference: text for (sheet, reference), text in typed.items() if sheet == name}
            for reference, text in wanted.items():
                _set(package.tree(part), reference, text)
    return package.pack()


def _same(row: int) -> int:
    return row


def _wanted(sheets: Sheets, name: str, row_of: Callable[[int], int]) -> Iterator[tuple[str, str]]:
    """Yield what is to be set: first what is generated, then what a person typed and whose row stands elsewhere now."""
    base, mine, new = (cells.get(name, {}) for cells in (sheets.base, sheets.mine, sheets.new))
    own = {at for at in mine if at in base and mine[at] != base[at]} if base else set()
    for at in dict.fromkeys((*base, *new)):
        if at not in own and mine.get(at, "") != new.get(at, "") and mine.get(at) != FORMULA:
            yield at, new.get(at, "")
    for at in (at for at in own if _moved(at, row_of) != at and mine[at] != FORMULA):
        yield at, new.get(at, "")
    yield from ((_moved(at, row_of), mine[at]) for at in own if _moved(at, row_of) != at and mine[at] != FORMULA)


def _moved(reference: str, row_of: Callable[[int], int]) -> str:
    found = _REFERENCE.fullmatch(reference)
    return f"{found[1]}{row_of(int(found[2]))}" if found else reference


def _set(sheet: Element, reference: str, text: str) -> None:
    """Set the text of a cell; its format stays."""
    cell = _cell(sheet, reference)
    if cell is None:
        return
    for each in list(cell):
        cell.remove(each)
    if "t" in cell.attrib:
        del cell.attrib["t"]
    if not text:
        return
    if _number(text):
        etree.SubElement(cell, VALUE).text = text
        return
    cell.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(cell, INLINE), TEXT).text = text


def _cell(sheet: Element, reference: str) -> Element | None:
    """Return the cell at a place, made where there is none."""
    found, data = _REFERENCE.fullmatch(reference), sheet.find(clark("s:sheetData"))
    if found is None or data is None:
        return None
    row = _at(data, ROW, "r", found[2], int)
    return _at(row, CELL, "r", reference, _column)


def _at(parent: Element, tag: str, attribute: str, value: str, place: Callable[[str], int]) -> Element:
    there = list(parent.iterchildren(tag))
    n = bisect_left([place(each.get(attribute, "1")) for each in there], place(value))
    if n < len(there) and there[n].get(attribute) == value:
        return there[n]
    made = etree.Element(tag, {attribute: value})
    parent.insert(parent.index(there[n]) if n < len(there) else len(parent), made)
    return made


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


__all__ = ["Cells", "Sheets", "cells_of", "refreshed"]
