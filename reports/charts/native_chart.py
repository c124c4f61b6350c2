"""What every native chart shares: its look, its sheet of data, and the chartSpace around the plot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from reports.document import ChartPoint, ChartSpec
from reports.domain.wording import Speech
from reports.languages.registry import code_of, language, languages
from reports.ooxml.drawingml import NAMESPACES, C, Element, Face, el, line, shape, text_body, text_el, val
from reports.theme.definition import Colours, Theme
from reports.theme.text_metrics import Piece, metrics, width

Medium = Literal["word", "slides"]
NBSP = "\N{NO-BREAK SPACE}"
SHEET = "Data"
BESIDE_NAMES = 1.6
"""Room between the names and the axis, and left of them, in the size of the letters."""
NAMES_SHARE = 0.42
"""Of the width, at most, for the names of the rows."""
CATEGORY_AXIS, VALUE_AXIS = 1001, 1002


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and measures of one native chart, in points."""

    colours: Colours
    medium: Medium
    face: Face
    outline: float
    k: float
    """Scale of marks, as in the drawings."""
    gap_width: int
    """Between bars, in per cent of a bar."""
    width: float
    height: float
    speech: Speech
    """Words of the language, for the names of series and columns."""
    family: str
    """Font by whose widths texts are broken."""

    def text_width(self, text: str, *, bold: bool = False) -> float:
        """Return how wide `text` runs in the document's font, in points."""
        return width((Piece(text, bold),), self.face.size, metrics(self.family))

    def label_column(self, labels: tuple[str, ...], share: float = NAMES_SHARE) -> float:
        """Return the room for the category labels; long ones break, at this share of the width at most."""
        longest = max((self.text_width(part) for label in labels for part in label.split("\n")), default=0)
        return min(longest + BESIDE_NAMES * self.face.size, share * self.width)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its head and a cell a row; None is an empty cell."""

    head: str
    cells: tuple[float | str | None, ...]
    formats: tuple[str, ...] = ()
    """How each number is shown, as a number format of Excel: `"up to "0`; empty for all, or for one, as it is."""

    common: str = ""
    """The format of most cells; they need none of their own."""

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

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return all columns from the left."""
        return (*((self.outer,) if self.outer else ()), self.categories, *self.series, *self.more)

    @property
    def first(self) -> int:
        """Return the place of the first series among the columns."""
        return 2 if self.outer else 1


@dataclass(frozen=True, slots=True)
class Plot:
    """The inside of a native chart."""

    area: Element
    """c:plotArea."""
    sheet: Sheet
    legend: bool = False
    """Whether a legend stands above the plot."""


NativeChart = Callable[[ChartSpec, Look], Plot]


AXIS_ROWS = 0.8
"""Height of an axis below the rows, in rows."""
ROW: Mapping[Medium, float] = {"word": 24, "slides": 50}
"""Usual height of a row, in points."""


def look_of(theme: Theme, medium: Medium, tag: str, wide: float, tall: float, rows: float) -> Look:
    """Return the look for `medium` in the language `tag`; `wide` and `tall` 0 stand for the usual ones of so many rows."""
    said, usual = _speech(tag), rows * ROW[medium] + 2
    if medium == "word":
        page, margins = theme.word.page_mm, theme.word.margins_mm
        full = (page["width"] - margins["left"] - margins["right"]) * 72 / 25.4
        # by name: a base file of somebody else's may have another body font in its theme than its text has
        face = Face(theme.word.styles["chart-note"].size, theme.fonts.office, tag)
        outline, k, gap = 1.0, 0.95, 80
        wide, tall = wide or full, tall or usual
    else:
        box = theme.slides.boxes["content"]
        face = Face(theme.slides.styles["chart-label"].size, "+mn-lt", tag)
        outline, k, gap = 1.75, 1.8, 85
        wide, tall = wide or box.w, tall or min(usual, box.h)
    return Look(theme.colours, medium, face, outline, k, gap, wide, tall, said, theme.fonts.office)


def _speech(tag: str) -> Speech:
    """Return the words of the language `tag`; those of English where the program does not speak it."""
    return language(tag if code_of(tag) in languages() else "en-GB")


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


def reference(sheet: Sheet, column: int) -> str:
    """Return the cells below the head of `column`, such as `Data!$B$2:$B$6`."""
    return f"{SHEET}!${letter(column)}$2:${letter(column)}${len(sheet.categories.cells) + 1}"


def series_head(sheet: Sheet, column: int) -> Element:
    """Return c:tx, the name of the series in `column`."""
    cache = el("c:strCache", val("c:ptCount", 1), el("c:pt", text_el("c:v", sheet.columns[column].head), idx=0))
    return el("c:tx", el("c:strRef", text_el("c:f", f"{SHEET}!${letter(column)}$1"), cache))


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
    source = sheet.columns[column]
    cells = source.cells
    points = [
        _point(n, cell, source.format(n) if source.format(n) != source.common else "")
        for n, cell in enumerate(cells)
        if cell is not None
    ]
    cache = el("c:numCache", text_el("c:formatCode", source.common or "General"), val("c:ptCount", len(cells)), *points)
    return el("c:val", el("c:numRef", text_el("c:f", reference(sheet, column)), cache))


def _point(row: int, cell: float | str, format: str) -> Element:
    """Return c:pt; its own format (21.2.2.135) shows the hedge with the number, wherever Office shows the number."""
    shown = {"formatCode": format} if format else {}
    return el("c:pt", text_el("c:v", number(cell)), idx=row, **shown)


def number(cell: float | str) -> str:
    """Return a number as Office writes it, without idle zeros."""
    return f"{cell:.15g}" if isinstance(cell, float) else cell


def layout(x: float, y: float, width: float, height: float) -> Element:
    """Return where the inside of the plot lies; shares of the chart."""
    places = [("x", x), ("y", y), ("w", width), ("h", height)]
    return el(
        "c:layout",
        el(
            "c:manualLayout",
            val("c:layoutTarget", "inner"),
            val("c:xMode", "edge"),
            val("c:yMode", "edge"),
            *(val(f"c:{name}", f"{share:.5f}") for name, share in places),
        ),
    )


def category_axis(look: Look) -> Element:
    """Return the axis of the rows, first row on top."""
    ink = look.colours.ink
    return el(
        "c:catAx",
        val("c:axId", CATEGORY_AXIS),
        el("c:scaling", val("c:orientation", "maxMin")),
        val("c:delete", 0),
        val("c:axPos", "l"),
        el("c:numFmt", formatCode="General", sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        el("c:spPr", el("a:noFill"), line(ink, 0.9 * look.k)),
        text_body("c:txPr", look.face, ink),
        val("c:crossAx", VALUE_AXIS),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblAlgn", "ctr"),
        val("c:lblOffset", 60),
        val("c:tickLblSkip", 1),  # no row without its name, however many there are
        val("c:noMultiLvlLbl", 1),
    )


def value_axis(
    look: Look, least: float, most: float, *, step: float = 0, code: str = "", grid: bool = False
) -> Element:
    """Return the axis of the values; hidden where no `step` between labels is given."""
    hidden = not step
    rule = el("c:spPr", line(look.colours.hairline, 0.6 * look.k))
    return el(
        "c:valAx",
        val("c:axId", VALUE_AXIS),
        el("c:scaling", val("c:orientation", "minMax"), val("c:max", number(most)), val("c:min", number(least))),
        val("c:delete", int(hidden)),
        val("c:axPos", "t" if hidden else "b"),
        el("c:majorGridlines", rule) if grid else None,
        el("c:numFmt", formatCode=code or "General", sourceLinked=0),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "none" if hidden else "nextTo"),
        el("c:spPr", el("a:noFill"), line("" if hidden else look.colours.hairline, 0.75)),
        text_body("c:txPr", look.face, look.colours.muted),
        val("c:crossAx", CATEGORY_AXIS),
        val("c:crosses", "autoZero" if hidden else "max"),  # rows run downwards, so the last one is at the bottom
        val("c:crossBetween", "between"),
        val("c:majorUnit", number(step)) if step else None,
    )


def _legend(look: Look) -> Element:
    """Return the legend, above the plot and not over it."""
    return el(
        "c:legend", val("c:legendPos", "t"), val("c:overlay", 0), text_body("c:txPr", look.face, look.colours.ink)
    )


def chart_space(plot: Plot, look: Look) -> bytes:
    """Return the chart part: no title, no legend, no frame; `rId1` is the workbook."""
    root = etree.Element(f"{{{C}}}chartSpace", nsmap=NAMESPACES)
    external = el("c:externalData", val("c:autoUpdate", 0))
    external.set(f"{{{NAMESPACES['r']}}}id", "rId1")
    chart = el(
        "c:chart",
        val("c:autoTitleDeleted", 1),
        plot.area,
        _legend(look) if plot.legend else None,
        val("c:plotVisOnly", 1),
        val("c:dispBlanksAs", "gap"),
    )
    root.extend(
        (
            val("c:date1904", 0),
            val("c:lang", look.face.language),
            val("c:roundedCorners", 0),
            chart,
            shape(None, line("", 0)),
            text_body("c:txPr", look.face, look.colours.ink),
            external,
        )
    )
    etree.cleanup_namespaces(root, keep_ns_prefixes=["c", "a", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
