"""Native charts and their workbooks, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.charts.native.number_formats import LOCALE
from reports.charts.native.shapes import RELATION as USER_SHAPES
from reports.charts.native.sheet import AIDS, is_aid
from reports.document.extracted_text import ChartRow, ChartText
from reports.languages.numerals import western
from reports.ooxml.package import OFFICE, Package, parse
from reports.ooxml.part_xml import NAMESPACES as PREFIXES
from reports.ooxml.part_xml import Element, clark
from reports.ooxml.zip_archive import Archive
from reports.theme.bidirectional import without_marks

NAMESPACES = dict(PREFIXES)

C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_QUOTED = re.compile(r'"([^"]*)"')
_CODE = re.compile(r'"([^"]*)"|\\(.)|(General|[#0][#,0.]*)')
"""A literal of a number format, an escaped character, or where its digits stand (ISO/IEC 29500-1, 18.8.31)."""
_DIGITS = re.compile(r"\N{MINUS SIGN}?[0-9](?:[0-9.,\u2019'\u00a0\u202f ]*[0-9])?")
_LETTERS = re.compile(r"[A-Z]+")


def chart_text(package: Package, name: str, number: int) -> ChartText:
    """Return the text of the chart part `name` and of its workbook."""
    root = package.root(name)
    assert root is not None, "the relationship leads to the part"
    series = list(root.iterfind(".//c:ser", NAMESPACES))
    book, over = package.related(name, f"{OFFICE}/package"), package.related(name, USER_SHAPES)
    return ChartText(
        number,
        tuple(_rows(series)),
        tuple(text for each in series if (text := without_marks(each.findtext("c:tx//c:v", "", NAMESPACES)))),
        tuple(word for each in _axis_formats(root) for word in _QUOTED.findall(each.get("formatCode", ""))),
        *(_sheets(package.parts[book]) if book in package.parts else ((), (), (), ())),
        _words_over(package.parts[over]) if over in package.parts else (),
    )


def _words_over(part: bytes) -> tuple[str, ...]:
    """Return the words of the shapes over a chart, a paragraph each."""
    paragraphs = ("".join(each.text or "" for each in one.iter(clark("a:t"))) for one in parse(part).iter(clark("a:p")))
    return tuple(filter(None, paragraphs))


Cells = tuple[tuple[str, ...], ...]


def _sheets(workbook: bytes) -> tuple[Cells, Cells, tuple[str, ...], Cells]:
    """Return data of a workbook, what stands behind each number, lines about it, and drawing aids; empty for none."""
    parts = Archive(workbook)
    names = [each.get("name", "") for each in parse(parts["xl/workbook.xml"]).iter(clark("s:sheet"))]
    shared = parse(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else ()
    strings = ["".join(each.text or "" for each in item.iter(clark("s:t"))) for item in shared]
    found = [(name, each) for n, name in enumerate(names, 1) if (each := tuple(_cells(parts, f"sheet{n}", strings)))]
    aids = next((each for name, each in found if name == AIDS), ())
    data, *more = [each for name, each in found if name != AIDS] or [()]
    facts = more[0] if len(more) > 1 else ()
    return data, facts, tuple(row[0] for row in more[-1] if row) if more else (), aids


def _rows(series: list[Element]) -> Iterator[ChartRow]:
    """Yield the rows; a line without a name belongs to the row above, and series that draw aids to what is drawn."""
    aids = [each for each in series if is_aid(each)]
    data = [each for each in series if each not in aids]
    names = [_cache(each, "c:cat") for each in series]
    values = [_cache(each, "c:val") for each in data]
    drawn = [_cache(each, "c:val") for each in aids]
    if any(each.find("c:yVal", NAMESPACES) is not None for each in series):
        names = [_named_cells(each) for each in series]
        values = [_cache(series[0], "c:xVal"), *(_cache(each, "c:yVal") for each in series)]
        values += [_cache(series[0], "c:bubbleSize")]
    said = {n: text for each in data for n, text in _labels(each)}
    lines = sorted({at for column in (*names, *values) for at in column})
    for first, row in _run_on(lines, {at for column in names for at, name in column.items() if name}):
        labels = dict.fromkeys(column[first] for column in names if first in column)
        held, marks = (tuple(column[n] for n in row for column in each if n in column) for each in (values, drawn))
        yield ChartRow(tuple(labels), held, said.get(first, ""), marks)


def _run_on(lines: list[int], named: set[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the first line of each row, and all of them: a line without a name goes on from the one above it."""
    row: list[int] = []
    for n in lines:
        if row and n not in named and named:
            row.append(n)
            continue
        if row:
            yield row[0], row
        row = [n]
    if row:
        yield row[0], row


def _cache(series: Element, axis: str) -> dict[int, str]:
    found = series.find(axis, NAMESPACES)
    levels = list(found.iter(clark("c:lvl"))) if found is not None else []
    held = levels[0] if levels else found  # of several levels of names the first is that of the categories (21.2.2.103)
    points = held.iter(clark("c:pt")) if held is not None else ()
    return {int(point.get("idx", "0")): without_marks(point.findtext("c:v", "", NAMESPACES)) for point in points}


def _named_cells(series: Element) -> dict[int, str]:
    """Return the names of points that stand in cells of the sheet ([MS-ODRAWXML] 2.24.3.11)."""
    cache = next(series.iter(f"{{{C15}}}dlblRangeCache"), None)
    points = cache.iter(clark("c:pt")) if cache is not None else ()
    return {int(point.get("idx", "0")): point.findtext("c:v", "", NAMESPACES) for point in points}


def _labels(series: Element) -> Iterator[tuple[int, str]]:
    for label in series.iterfind("c:dLbls/c:dLbl", NAMESPACES):
        index = label.find("c:idx", NAMESPACES)
        text = without_marks("".join(_printed(each, label) for each in label.iter(clark("a:t"))))
        yield int(index.get("val", "0")) if index is not None else 0, text


def _axis_formats(root: Element) -> Iterator[Element]:
    """Yield the number formats that are not those of single labels, which stand with their rows."""
    for each in root.iter(clark("c:numFmt")):
        parent = each.getparent()
        if parent is None or parent.tag != clark("c:dLbl"):
            yield each


def _printed(text: Element, label: Element) -> str:
    """Return a text of a label; a number that the label formats has around it what the format says, not what was saved."""
    run, code = text.getparent(), label.find("c:numFmt", NAMESPACES)
    if code is None or run is None or run.get("type") != "VALUE":
        return text.text or ""
    number = _DIGITS.search(western(text.text or ""))
    if not number:
        return text.text or ""
    negative = number[0].startswith("\N{MINUS SIGN}")
    positive, _, below = LOCALE.sub("", code.get("formatCode", "")).partition(";")
    parts = _CODE.findall(below if negative and below else positive)
    digits = number[0].lstrip("\N{MINUS SIGN}") if negative and below else number[0]
    return "".join(digits if place else literal or escaped for literal, escaped, place in parts)


def _cells(parts: Archive, name: str, strings: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a sheet, none where there is no such; cells that are left out are empty."""
    if f"xl/worksheets/{name}.xml" not in parts:
        return
    sheet = parse(parts[f"xl/worksheets/{name}.xml"])
    for row in sheet.iter(clark("s:row")):
        cells = {_column(cell.get("r", "A1")): _cell(cell, strings) for cell in row}
        yield tuple(cells.get(n, "") for n in range(max(cells, default=-1) + 1))


def _cell(cell: Element, strings: Sequence[str]) -> str:
    text = cell.findtext("s:v", "", NAMESPACES)
    if cell.get("t") == "s" and text:
        return strings[int(text)]
    if "e" in text.lower() and cell.get("t", "n") == "n":  # a number as programs write small and large ones: 1e-06
        return f"{Decimal(text):f}"
    return text or "".join(each.text or "" for each in cell.iter(clark("s:t")))


def _column(reference: str) -> int:
    number, match = 0, _LETTERS.match(reference)
    for letter in match[0] if match else "A":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
