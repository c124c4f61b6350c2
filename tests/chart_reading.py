"""Charts read back: which facts a finished SVG, chart part or workbook shows, with which values, in which order."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from reports.charts.mark_values import plain_number
from reports.languages.registry import language
from reports.ooxml.drawingml import NAMESPACES as C

S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of a chart as a reader finds it."""

    label: str
    """Empty in an SVG, where it is one text among others."""
    fact_id: str
    """Empty in a chart part, which does not hold it; the workbook does."""
    values: tuple[str, ...]
    """Plain numbers, of every series that has one here; `start/end` of a span in an SVG; none where nothing is stated."""
    span: str = ""
    """`start/end`, in the workbook of a timeline, whose series are positions on the axis."""


def shown_in_svg(svg: str) -> tuple[Shown, ...]:
    """Return the marks of an SVG, in drawing order."""
    marks = etree.fromstring(svg.encode()).xpath("//*[@data-fact]")
    assert isinstance(marks, list)
    found = []
    for mark in marks:
        assert isinstance(mark, etree._Element)
        value = mark.get("data-value", "")
        found.append(Shown("", mark.get("data-fact", ""), (value,) if value else ()))
    return tuple(found)


def shown_in_chart(xml: bytes) -> tuple[Shown, ...]:
    """Return the rows in the caches of a chart part, top to bottom."""
    series = etree.fromstring(xml).findall(".//c:ser", C)
    labels = _cache(series[0], "c:cat//c:strCache") if series else {}
    numbers = [each for each in series if each.findtext("c:val/c:numRef/c:f", "", C).startswith("Data!")]
    columns = [_cache(each, "c:val//c:numCache") for each in numbers]
    return tuple(
        Shown(label, "", tuple(plain_number(Decimal(column[n])) for column in columns if n in column))
        for n, label in sorted(labels.items())
        if label
    )


def drawn_in_chart(xml: bytes) -> tuple[tuple[str, ...], ...]:
    """Return what each line of a chart part is made of, on the sheet of drawing aids: the lengths of each series."""
    series = etree.fromstring(xml).findall(".//c:ser", C)
    aids = [each for each in series if each.findtext("c:val/c:numRef/c:f", "", C).startswith("Drawing!")]
    columns = [_cache(each, "c:val//c:numCache") for each in aids]
    lines = range(max((n for column in columns for n in column), default=-1) + 1)
    return tuple(tuple(column[n] for column in columns if n in column) for n in lines)


def _cache(series: etree._Element, path: str) -> dict[int, str]:
    return {
        int(point.get("idx", "0")): point.findtext("c:v", "", C)
        for point in series.findall(f"{path.replace('//', '/*/')}/c:pt", C)
    }


def shown_in_workbook(workbook: bytes, tag: str = "en-GB") -> tuple[Shown, ...]:
    """Return the rows of the sheet behind a chart in the language `tag`: the label, then series up to the fact id."""
    head, *rows = _cells(workbook)
    places = {text: column for column, text in head.items()}
    heads = language(tag).tables["sheet"]
    at, span = places[heads["fact"]], places.get(heads["span"], -1)
    return tuple(
        Shown(
            row.get(0, ""),
            row.get(at, ""),
            tuple(plain_number(Decimal(row[n])) for n in range(1, at) if n in row),
            row.get(span, ""),
        )
        for row in rows
        if row.get(0)
    )


def _cells(workbook: bytes) -> list[dict[int, str]]:
    """Return the cells of each row by column, from 0."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        names = package.namelist()
        shared = etree.fromstring(package.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else None
    strings = [] if shared is None else ["".join(str(t) for t in item.itertext()) for item in shared]
    rows = []
    for row in sheet.findall(".//s:row", S):
        cells = {}
        for cell in row.findall("s:c", S):
            text = cell.findtext("s:v", "", S)
            letters = cell.get("r", "A1").rstrip("0123456789")
            cells[_column(letters)] = strings[int(text)] if cell.get("t") == "s" else text
        rows.append(cells)
    return rows


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
