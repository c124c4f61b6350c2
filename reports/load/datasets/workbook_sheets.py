"""A sheet of a workbook (.xlsx), read from its XML: numbers with their own digits, and what a spreadsheet did to each cell.

ECMA-376-1, 18.3 (worksheets), 18.4 (shared strings), 18.8.30 (number formats). Read directly, since 100,000 cells take openpyxl
several seconds, and since it makes dates and floats of what the file writes as digits.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree

from reports.domain.datasets.dataset import Dataset
from reports.domain.datasets.observations import letters
from reports.errors import Place, Problem
from reports.load.datasets.text_table import MAX_COLUMNS, MAX_ROWS, NoTableError, Table, content_of, too_many
from reports.notation.nearest_name import nearest

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MOST_INFLATED = 512_000_000
"""Bytes of all parts together; a file that unpacks to more is none that people make."""
KEPT_DIGITS = 15
"""Significant digits that a spreadsheet keeps of a number."""
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Number formats that show dates or times, by id."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class _Book:
    """What the sheets of a workbook share."""

    package: zipfile.ZipFile
    strings: Sequence[str]
    dates: frozenset[int]
    """Styles that show a number as a date."""
    epoch: date

    def text(self, cell: etree._Element) -> tuple[str, str]:
        """Return the text of a cell, and the kind of its oddity; empty where it has none."""
        value = ""
        for child in cell:  # in this order: the formula, the value
            if child.tag.endswith("}v"):
                value = child.text or ""
            elif child.tag.endswith("}f"):
                return "", "formula"
        kind = cell.get("t", "n")
        return self._number(value, int(cell.get("s", "0"))) if kind == "n" else self._other(kind, value, cell)

    def _other(self, kind: str, value: str, cell: etree._Element) -> tuple[str, str]:
        match kind:
            case "s":
                return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else "", ""
            case "inlineStr":
                return "".join(str(part) for part in cell.itertext()), ""
            case "b" | "e":
                return value, "boolean" if kind == "b" else "error"
            case "d":
                return value[:10], "date"
            case _:
                return value, ""

    def _number(self, value: str, style: int) -> tuple[str, str]:
        if not value:
            return "", ""
        if style in self.dates:
            return _day(value, self.epoch), "date"
        digits = value.lstrip("-").replace(".", "").lstrip("0")
        if "E" not in value.upper() and len(digits) <= KEPT_DIGITS:
            return value, ""
        plain = f"{Decimal(f'{float(value):.{KEPT_DIGITS}g}'):f}"
        whole = "." not in plain and len(plain.lstrip("-")) > KEPT_DIGITS
        return plain, "text-number" if whole else ""


@lru_cache(maxsize=100_000)
def _day(value: str, epoch: date) -> str:
    """Return a serial number as an ISO date, with its time where it has one."""
    try:
        number = float(value)
        day = datetime.combine(epoch, datetime.min.time()) + timedelta(days=number)
    except (ValueError, OverflowError):
        return value
    return day.date().isoformat() if number == int(number) else day.isoformat(timespec="minutes")


def read_workbook(path: Path, shown: str, dataset: Dataset) -> tuple[Table, tuple[Problem, ...]]:
    """Return the table in a sheet of a workbook, and a problem for each cell beyond the heads.

    Raises:
        NoTableError: there is no such sheet, or no table in it.
    """
    data = content_of(path, shown)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_INFLATED:
                raise NoTableError(
                    Problem(Place(shown), "unpacks to more than half a gigabyte", "save a smaller table")
                )
            sheet, name = _sheet(package, shown, dataset.sheet)
            book = _Book(package, _strings(package), _dates(package), _epoch(package))
            rows, oddities = _cells(package, name, book, shown)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as failure:
        what = f"is no workbook that can be read ({failure})"
        raise NoTableError(Problem(Place(shown), what, "open it in a spreadsheet and save it as .xlsx")) from None
    return _table(rows, oddities, f"{shown}, {sheet}", dataset, sha256(data).hexdigest())


def _table(
    rows: Mapping[int, Mapping[int, str]],
    oddities: Mapping[tuple[int, int], str],
    shown: str,
    dataset: Dataset,
    digest: str,
) -> tuple[Table, tuple[Problem, ...]]:
    first = dataset.heads
    if first not in rows:
        raise NoTableError(Problem(Place(shown), f"has no row {first} with heads", "correct 'heads:' of the dataset"))

    def place(line: int, column: int) -> Place:
        return Place(f"{shown}!{letters(column)}{line}")

    width = max(rows[first]) + 1
    heads = [rows[first].get(n, "").strip() for n in range(width)]
    lines = [
        line for line in sorted(rows) if line > first and line <= (dataset.ends or line) and any(rows[line].values())
    ]
    body = [[rows[line].get(n, "") for n in range(width)] for line in lines]
    beyond = tuple(
        Problem(
            place(line, max(rows[line])),
            "this cell stands right of the last head",
            "give its column a head, or empty it",
        )
        for line in lines
        if any(text for column, text in rows[line].items() if column >= width)
    )
    return Table(heads, body, lines, first, place, digest, oddities), beyond


def _sheet(package: zipfile.ZipFile, shown: str, wanted: str | None) -> tuple[str, str]:
    """Return the name of the sheet that is wanted, the first one where none is, and its part."""
    book = etree.fromstring(package.read("xl/workbook.xml"))
    targets = {
        str(each.get("Id")): str(each.get("Target"))
        for each in etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = {
        str(each.get("name")): targets[str(next(value for key, value in each.items() if str(key).endswith("}id")))]
        for each in book.iter(f"{MAIN}sheet", f"{STRICT}sheet")
    }
    name = wanted or next(iter(sheets), "")
    if name not in sheets:
        what = f"has no sheet {name!r}{nearest(name, sheets)}; its sheets are {', '.join(map(repr, sheets))}"
        raise NoTableError(Problem(Place(shown), what, "correct 'sheet:' of the dataset"))
    target = sheets[name]
    return name, target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _strings(package: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    items = etree.fromstring(package.read("xl/sharedStrings.xml"))
    phonetic = (f"{MAIN}rPh", f"{STRICT}rPh")
    return ["".join(_written(item, phonetic)) for item in items]


def _written(item: etree._Element, phonetic: tuple[str, str]) -> Iterator[str]:
    """Yield the text of a shared string, without the hints on how to read it aloud (18.4.6)."""
    for node in item.iter(f"{MAIN}t", f"{STRICT}t"):
        parent = node.getparent()
        if parent is None or parent.tag not in phonetic:
            yield node.text or ""


def _dates(package: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the styles that show dates or times."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    styles = etree.fromstring(package.read("xl/styles.xml"))
    own = {
        int(each.get("numFmtId", "0")): bool(
            re.search("[ymdhs]", _QUOTED.sub("", each.get("formatCode", "")), re.IGNORECASE)
        )
        for each in styles.iter(f"{MAIN}numFmt", f"{STRICT}numFmt")
    }
    cells = next(styles.iter(f"{MAIN}cellXfs", f"{STRICT}cellXfs"), None)
    ids = [int(each.get("numFmtId", "0")) for each in cells] if cells is not None else []
    return frozenset(n for n, id in enumerate(ids) if own.get(id, id in BUILT_IN_DATES))


def _epoch(package: zipfile.ZipFile) -> date:
    """Return the day nought: 1904 where an old Macintosh made the workbook (18.2.28)."""
    text = package.read("xl/workbook.xml")
    return date(1904, 1, 1) if re.search(rb'date1904="(?:1|true)"', text) else date(1899, 12, 30)


def _cells(
    package: zipfile.ZipFile, name: str, book: _Book, shown: str
) -> tuple[dict[int, dict[int, str]], dict[tuple[int, int], str]]:
    """Return the texts of a sheet by row and column (from 0), and the kind of each cell of which more is to be said."""
    rows: dict[int, dict[int, str]] = {}
    oddities: dict[tuple[int, int], str] = {}
    with package.open(name) as part:
        wanted = [f"{space}{name}" for space in (MAIN, STRICT) for name in ("row", "mergeCell")]
        for _, node in etree.iterparse(part, tag=wanted, resolve_entities=False, no_network=True):
            if node.tag.endswith("}row"):
                line = int(node.get("r", str(len(rows) + 1)))
                rows[line] = _row(node, line, book, oddities)
                node.clear()
                if len(rows) > MAX_ROWS + 1000:
                    raise too_many(len(rows), shown)
            else:
                oddities.update(dict.fromkeys(_merged(str(node.get("ref"))), "merged"))
    return rows, oddities


def _row(node: etree._Element, line: int, book: _Book, oddities: dict[tuple[int, int], str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, cell in enumerate(node):
        column = number_of(cell.get("r", "").rstrip("0123456789")) if cell.get("r") else at
        text, odd = book.text(cell)
        if column < MAX_COLUMNS and (text or odd):
            found[column] = text
            if odd:
                oddities[line, column] = odd
    return found


def _merged(ref: str) -> Iterator[tuple[int, int]]:
    """Yield every cell of a merged range, at most as many as a table has."""
    ends = [_CELL.fullmatch(end) for end in ref.split(":")]
    if len(ends) == 2 and ends[0] and ends[1]:
        columns = range(number_of(ends[0][1]), min(number_of(ends[1][1]), MAX_COLUMNS) + 1)
        lines = range(int(ends[0][2]), min(int(ends[1][2]), MAX_ROWS) + 1)
        yield from ((line, column) for line in lines for column in columns)


@cache
def number_of(name: str) -> int:
    """Return the number of a column, from 0, that spreadsheets call `name`."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
