"""What a native chart says of each row: in its name, at its mark and in the format of its number.

Whoever opens the data, points at a mark or reads the file by program meets the name of the row, the name of its series and
the number; the hedge stands in each of them, so that no number looks firmer than its fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from lxml import etree

from reports.charts.native.look import BESIDE_NAMES, NAMES_SHARE, Look
from reports.charts.native.sheet import NBSP, marks_of
from reports.document import ChartPoint, ChartSpec
from reports.domain.qualifiers import Qualifier
from reports.languages.numerals import western
from reports.ooxml.drawingml import Element, Face, el, text_run, val

ARROW = 13.0
"""Length of the arrow of 'more than', in points at scale 1: it says 'open', never how much."""
C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
FIELDS = "{CE6537A1-D6FC-4F65-9D91-7224C49458BB}"
"""Name of the extension by which a label has fields ([MS-ODRAWXML] 2.24.3)."""
MINUS = '"\N{MINUS SIGN}"'
SIGNS = ("-", "\N{MINUS SIGN}")
LEAST_SHARE = 0.3
"""Of the room right of the names, for the longest bar at least: what would take more stands with the names."""


_SHOWS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
"""What a label may show, in the order of the schema (21.2.2.47)."""


def shows(*parts: str) -> tuple[Element, ...]:
    """Return what a label shows, and that it shows nothing else: `Val`, `SerName`."""
    return tuple(val(f"c:show{each}", int(each in parts)) for each in _SHOWS)


@dataclass(frozen=True, slots=True)
class RowText:
    """The words of a row."""

    name: str
    """At the axis."""
    figure: str
    """At the mark, in bold; empty where no mark can carry it."""
    words: str
    marks: str
    lead: str = NBSP
    """Keeps the label off the end of the mark; past an arrow, which is an error bar and knows no label."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the runs at the mark: what keeps it off the end, the figure, the words, the source marks."""
        return (self.lead, self.figure, *(NBSP * 2 + text if text else "" for text in (self.words, self.marks)))

    def width(self, look: Look) -> float:
        """Return how wide the label at the mark runs."""
        lead, figure, *rest = self.parts
        wide = look.text_width(figure, bold=True) + sum(map(look.text_width, rest))
        return wide + look.text_width(lead[1:]) + 1.1 * look.face.size


def row_texts(spec: ChartSpec, look: Look) -> tuple[RowText, ...]:
    """Return the words of each row; where they would leave no room for the bars, they stand with the names."""
    beside = tuple(_row_text(point, look, beside=True) for point in spec.points)
    room = look.width - look.label_column(tuple(text.name for text in beside))
    widest = max((text.width(look) for text in beside if text.figure), default=0)
    if widest <= (1 - LEAST_SHARE) * room:
        return beside
    return tuple(_row_text(point, look, beside=False) for point in spec.points)


def _row_text(point: ChartPoint, look: Look, *, beside: bool) -> RowText:
    point = replace(point, label=named(point, look), group="")
    marks = marks_of(point)
    if point.reach is None:  # no mark: all that is said stands with the name
        said = look.between.join(filter(None, (point.figure, point.words)))
        return RowText(
            _on_lines(_labelled(point.label, look), NBSP.join(filter(None, (said, marks))), look), "", "", ""
        )
    name = _on_lines(point.label, hedged_figure(point), look)
    past = ceil((ARROW * look.k + 2) / look.text_width(NBSP)) if point.end == "arrow" else 1
    if beside or not point.words:
        return RowText(name, point.figure, point.words, marks, NBSP * past)
    return RowText(f"{_labelled(name, look)} {point.words}", point.figure, "", marks, NBSP * past)


def named(point: ChartPoint, look: Look) -> str:
    """Return the name of a row, led by that of its group."""
    return f"{_labelled(point.group, look)} {point.label}" if point.group else point.label


def _labelled(name: str, look: Look) -> str:
    """Return a name with a colon, as the language sets one."""
    return look.speech.word("furniture", "evidence-labelled").format(label=name)


def _on_lines(name: str, said: str, look: Look) -> str:
    """Return the name of a row with what is said of it: on one line where there is room, else on a line of its own."""
    if not said:
        return name
    one = f"{name} {said}"
    fits = look.text_width(one) + BESIDE_NAMES * look.face.size <= NAMES_SHARE * look.width
    return one if fits else f"{name}\n{said}"


def hedged_figure(point: ChartPoint) -> str:
    """Return the figure of a row in words, as its name holds it where it is hedged: '(up to $10 billion)'."""
    return "" if point.qualifier == Qualifier.EXACTLY else f"({point.stated or point.figure})"


def number_format(point: ChartPoint, value: Decimal, look: Look) -> str:
    """Return the format in which Office shows `value` with its hedge: `"up to "#,##0`; empty for a plain number."""
    if point.qualifier in (Qualifier.EXACTLY, Qualifier.BETWEEN):
        return ""
    decimals = max(0, -int(value.as_tuple().exponent))
    before, slot, after = look.speech.word("hedges", point.qualifier).partition("{figure}")
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    shown = f"{_quoted(before)}{digits}{_quoted(after)}" if slot else ""
    return both_signs(shown, digits) if value < 0 else shown


def both_signs(format: str, digits: str) -> str:
    """Return a number format whose minus sign stands at the number, not before its hedge (ISO/IEC 29500-1, 18.8.31)."""
    return f"{format};{format.replace(digits, MINUS + digits)}" if format != digits else format


def _quoted(text: str) -> str:
    """Return `text` as a literal of a number format (ISO/IEC 29500-1, 18.8.31); a quotation mark needs a backslash."""
    return '\\"'.join(f'"{part}"' if part else "" for part in text.split('"'))


_NUMBER = re.compile(r"[0-9](?:[0-9.,\u2019'\u00a0\u202f ]*[0-9])?")


def figure_code(figure: str, value: Decimal) -> str:
    """Return the number format that shows `value` as `figure` does, hedge and unit as literals: `"≤ "0.0##`.

    Empty where the figure is made of more than that number, as a range is, or of another one.
    """
    figure = western(figure)
    found = _NUMBER.findall(figure)
    if len(found) != 1:
        return ""
    before, _, after = figure.partition(found[0])
    decimals = max(0, -int(value.as_tuple().exponent))
    digits = re.sub(r"[^0-9]", "", found[0])
    places = next((n for n in range(decimals, -1, -1) if digits == f"{abs(value):.{n}f}".replace(".", "")), None)
    if places is None or Decimal(digits).scaleb(-places) != abs(value):
        return ""
    grouped = len(digits) - places > 3 and not found[0][:4].isdigit()
    code = ("#,##0" if grouped else "0" if places else "General") + ("." + "0" * places + "##" if places else "")
    shown = f"{code}{_quoted(after)}"
    if value >= 0:
        return f"{_quoted(before)}{shown}"
    return f"{_quoted(before[:-1])}{shown};{_quoted(before)}{shown}" if before.endswith(SIGNS) else ""


def field(kind: str, number: int, text: str, face: Face, rgb: str, *, bold: bool = False) -> Element:
    """Return a field of a label: `VALUE`, its number in the format of the label, or `CELLRANGE`, its cell.

    `text` is what programs print that know no such fields.
    """
    run = text_run(text, face, rgb, bold=bold)
    run.tag = run.tag.replace("}r", "}fld")
    run.set("id", f"{{00000000-0000-4000-8000-{number + 1:012d}}}")
    run.set("type", kind)
    return run


def with_fields(*, cells: bool) -> Element:
    """Return the extension that says that a label has fields, or that it shows its cell: one element, by its schema."""
    inside = etree.Element(f"{{{C15}}}{'showDataLabelsRange' if cells else 'dlblFieldTable'}", nsmap={"c15": C15})
    if cells:
        inside.set("val", "1")
    return el("c:extLst", el("c:ext", inside, uri=FIELDS))
