"""A document with its figures in the digits that its author chose, ready to be written.

Composed and audited in Western digits, which every rule reads; each format begins with this, before it measures anything.
Idempotent: figures that are in the digits of the report already stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TypeVar

from reports.document.blocks import Heading, Table, Tile
from reports.document.chart_spec import ChartEvent, ChartPoint, ChartSpec, Tick
from reports.document.inlines import CrossRef, Equation, FactRef, Foreign, Literal, Name, Text
from reports.document.report import Document, ReportInfo
from reports.document.traversal import rebuild
from reports.languages.numerals import digits_alone, native_figure, native_text, western

WORDED = frozenset({"statement", "reason", "difference", "label", "quotation", "id"})
"""Formats that print words about a fact, in which names may stand; of the others each is a figure."""
FIGURES = frozenset({"figure", "stated", "described", "text", "x_figure", "size_figure"})
"""Fields of charts that hold a figure with its hedge and unit, or name figures one by one."""
SAID = (
    "label", "words", "named_words", "group", "series", "panel", "alt", "unit", "today_words", "silent_words",
    "month_words", "as_of", "area_words", "axis_words", "head_words",
)  # fmt: skip
"""Fields of charts that hold words."""
N = TypeVar("N")


def in_own_digits(document: Document) -> Document:
    """Return `document` with its figures in the digits of the report; the same where those are Western ones."""
    info = document.info
    if not info.digits:
        return document
    digits = _Digits(info.digits, info.language)
    title, subtitle, basis, blocks = (
        rebuild(node, digits.changed) for node in (info.title, info.subtitle, info.basis, document.blocks)
    )
    said = {key: digits.words(getattr(info, key)) for key in ("kind", "as_of_text", "approved_text", "edition")}
    own = replace(info, title=title, subtitle=subtitle, basis=basis, **said)  # type: ignore[arg-type]  # as they were
    return replace(document, blocks=blocks, info=own, words=replace(document.words, digits=info.digits))  # type: ignore[arg-type]


def own_figure(figure: str, info: ReportInfo) -> str:
    """Return the figure of a fact as a report prints it, in its digits."""
    return native_figure(figure, info.digits, info.language) if info.digits else figure


@dataclass(frozen=True, slots=True)
class _Digits:
    """The digits of a report."""

    system: str
    tag: str

    def words(self, text: str) -> str:
        return native_text(text, self.system, self.tag)

    def figure(self, text: str) -> str:
        return native_figure(text, self.system, self.tag)

    def plain(self, text: str) -> str:
        return digits_alone(text, self.system)

    def changed(self, node: object) -> object:
        """Return a part of the document with its own texts in these digits; what stands below it is so already."""
        match node:
            case Heading(number=number) if number:
                return replace(node, number=self.plain(number))
            case Table(alt=alt) if alt:
                return replace(node, alt=self.words(alt))
            case Tile(hedge=hedge) if hedge:
                return replace(node, hedge=self.words(hedge))
            case ChartSpec():
                return replace(self.charted(node), digits=self.system)
            case ChartPoint() | ChartEvent() | Tick():
                return self.charted(node)
            case _:
                return self.inline(node)

    def inline(self, node: object) -> object:
        match node:
            case Text(text=text) | Name(text=text) | Literal(text=text):
                return replace(node, text=self.words(text))
            case FactRef(text=text):
                worded = node.form in WORDED
                return replace(node, text=self.words(text) if worded else self.figure(text))
            case CrossRef(text=text):
                return replace(node, text=self.plain(text))
            case Foreign() | Equation():  # in another language, or in that of mathematics
                return rebuild(node, _in_western)
            case _:
                return node

    def charted(self, node: N) -> N:
        """Return a part of a chart with its texts in these digits; ids, dates for machines and numbers stay."""
        made: dict[str, str | tuple[str, ...]] = {}
        for each in fields(node):  # type: ignore[arg-type]  # a dataclass
            change = self.figure if each.name in FIGURES else self.words if each.name in SAID else None
            value = getattr(node, each.name)
            if change and value:
                made[each.name] = change(value) if isinstance(value, str) else tuple(map(change, value))
        return replace(node, **made)  # type: ignore[type-var]  # a dataclass


def _in_western(node: object) -> object:
    match node:
        case Text() | Name() | Literal() | FactRef() | CrossRef():
            return replace(node, text=western(node.text))
        case _:
            return node
