"""The data of a native chart: cells of its sheet, and the references by which the chart reads them."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.native.look import Look
from reports.document import ChartPoint, ChartSpec
from reports.ooxml.drawingml import NAMESPACES, Element, el, text_el, val

SHEET = "Data"
AIDS = "Drawing"
"""Name of the sheet of drawing aids: lengths that are worked out from the cells of the data, and say nothing besides."""
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its head and a cell a row; None is an empty cell."""

    head: str
    cells: tuple[float | str | None, ...]
    formats: tuple[str, ...] = ()
    """How each number is shown, as a number format of Excel: `"up to "0`; empty for all, or for one, as it is."""

    common: str = ""
    """The format of most cells; they need none of their own."""
    formulas: tuple[str, ...] = ()
    """What works each cell out, where the sheet does: `=Data!B2-1`; the cells are what comes out, None for nothing to draw."""

    def format(self, row: int) -> str:
        """Return the number format of a cell; empty where it has none."""
        return self.formats[row] if self.formats else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Data of a chart: categories first, then the series, then what is known of each row."""

    categories: Column
    series: tuple[Column, ...]
    more: tuple[Column, ...]
    outer: Column | None = None
    """Of small multiples: names of panels, left of the categories, each at its first row."""
    facts: tuple[Column, ...] = ()
    """Of a second sheet, where what stands behind the numbers takes a row for each of them."""
    aids: tuple[Column, ...] = ()
    """Of a last sheet: what marks are made of that Office cannot draw from a number at once."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return all columns from the left."""
        return (*((self.outer,) if self.outer else ()), self.categories, *self.series, *self.more)

    @property
    def first(self) -> int:
        """Return the place of the first series among the columns."""
        return 2 if self.outer else 1


def facts_of(spec: ChartSpec, look: Look) -> tuple[Column, ...]:
    """Return the columns that say where each row comes from, and the interval around its value where one has any."""
    heads = look.speech.tables["sheet"]
    around = [(p.low, p.high) if p.value is not None else (None, None) for p in spec.points]
    ends = tuple(
        Column(heads[head], tuple(None if each[at] is None else float(each[at] or 0) for each in around))
        for at, head in enumerate(("low", "high"))
    )
    return (
        Column(heads["fact"], tuple(p.fact_id for p in spec.points)),
        Column(heads["figure"], tuple(p.stated or p.figure for p in spec.points)),
        Column(heads["status"], tuple(status_of(p, look) for p in spec.points)),
        Column(heads["words"], tuple(p.words for p in spec.points)),
        Column(heads["sources"], tuple(marks_of(p) for p in spec.points)),
        *(ends if any(low is not None for low, _ in around) else ()),
    )


def status_of(point: ChartPoint, look: Look) -> str:
    """Return the status of `point` in the language; empty where it has none."""
    return look.speech.tables["statuses"].get(point.status, point.status)


def marks_of(point: ChartPoint) -> str:
    """Return the source marks of `point`."""
    return NBSP.join(f"[{n}]" for n in point.numbers)


def letter(column: int) -> str:
    """Return the letters of a sheet column; 0 is A."""
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def reference(sheet: Sheet, column: int, name: str = SHEET) -> str:
    """Return the cells below the head of `column`, such as `Data!$B$2:$B$6`."""
    return f"{name}!${letter(column)}$2:${letter(column)}${len(sheet.categories.cells) + 1}"


def series_head(sheet: Sheet, column: int) -> Element:
    """Return c:tx, the name of the series in `column`."""
    return _head(sheet.columns[column], column, SHEET)


def aid_head(sheet: Sheet, aid: int) -> Element:
    """Return c:tx of the series that the drawing aid `aid` makes."""
    return _head(sheet.aids[aid], aid, AIDS)


def is_aid(series: Element) -> bool:
    """Return whether a series of a chart draws what stands on the sheet of drawing aids."""
    return series.findtext("c:val/c:numRef/c:f", "", NAMESPACES).startswith(f"{AIDS}!")


def _head(source: Column, column: int, name: str) -> Element:
    cache = el("c:strCache", val("c:ptCount", 1), el("c:pt", text_el("c:v", source.head), idx=0))
    return el("c:tx", el("c:strRef", text_el("c:f", f"{name}!${letter(column)}$1"), cache))


def categories(sheet: Sheet) -> Element:
    """Return c:cat, the names of the rows; days where they lie on an axis of time."""
    cells = sheet.categories.cells
    if cells and not isinstance(cells[0], str):
        days = [el("c:pt", text_el("c:v", number(cell or 0.0)), idx=n) for n, cell in enumerate(cells)]
        code = text_el("c:formatCode", sheet.categories.format(0))
        dated = el("c:numCache", code, val("c:ptCount", len(cells)), *days)
        return el("c:cat", el("c:numRef", text_el("c:f", reference(sheet, 0)), dated))
    points = [el("c:pt", text_el("c:v", str(cell)), idx=n) for n, cell in enumerate(cells) if cell or not sheet.outer]
    if sheet.outer:
        heads = [el("c:pt", text_el("c:v", str(cell)), idx=n) for n, cell in enumerate(sheet.outer.cells) if cell]
        levels = el("c:multiLvlStrCache", val("c:ptCount", len(cells)), el("c:lvl", *points), el("c:lvl", *heads))
        both = reference(sheet, 0).replace(f"${letter(0)}${len(cells) + 1}", f"${letter(1)}${len(cells) + 1}")
        return el("c:cat", el("c:multiLvlStrRef", text_el("c:f", both), levels))
    cache = el("c:strCache", val("c:ptCount", len(cells)), *points)
    return el("c:cat", el("c:strRef", text_el("c:f", reference(sheet, 0)), cache))


def values(sheet: Sheet, column: int) -> Element:
    """Return c:val, the numbers in `column`; an empty cell has no point, never a zero."""
    return _values(sheet.columns[column], reference(sheet, column))


def aid_values(sheet: Sheet, aid: int) -> Element:
    """Return c:val, the lengths of the drawing aid `aid`."""
    return _values(sheet.aids[aid], reference(sheet, aid, AIDS))


def _values(source: Column, cells_at: str) -> Element:
    cells = source.cells
    points = [
        _point(n, cell, source.format(n) if source.format(n) != source.common else "")
        for n, cell in enumerate(cells)
        if cell is not None
    ]
    cache = el("c:numCache", text_el("c:formatCode", source.common or "General"), val("c:ptCount", len(cells)), *points)
    return el("c:val", el("c:numRef", text_el("c:f", cells_at), cache))


def _point(row: int, cell: float | str, format: str) -> Element:
    """Return c:pt; its own format (21.2.2.135) shows the hedge with the number, wherever Office shows the number."""
    shown = {"formatCode": format} if format else {}
    return el("c:pt", text_el("c:v", number(cell)), idx=row, **shown)


def number(cell: float | str) -> str:
    """Return a number as Office writes it, without idle zeros."""
    return f"{cell:.15g}" if isinstance(cell, float) else cell
