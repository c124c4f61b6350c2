"""Native charts in digits of another script: their numbers stay numbers, and their number formats show them so.

Done on the finished part, so that no kind of chart is missed. A format names the shape of its digits with a language that has
them (ISO/IEC 29500-1, 18.8.31): `[$-3000429]#,##0.0`. The sign of decimals is that of the program that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from reports.charts.native.sheet import Column, Sheet, number
from reports.languages.numerals import SYSTEMS, lone_digits
from reports.notation.reading_order import runs_from_right
from reports.ooxml.part_xml import Element, blob, clark
from reports.theme.bidirectional import EMBEDDED_END, RLM

_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(;|$)')
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
LOCALE = re.compile(r"\[\$-([0-9A-F]+)\]")
"""The language of a number format, and the shape of its digits."""
_MARK = re.compile(r"\[\d+\]")
"""A source mark, whose brackets LibreOffice turns round behind a number of the chart in a line from the right."""
_LANGUAGE = 0xFFFF
"""The bits of a locale that name the language ([MS-LCID])."""


def in_digits(chart: bytes, system: str) -> bytes:
    """Return a chart part (c:chartSpace), or one with the shapes over it, whose words and numbers show digits of `system`."""
    root = etree.fromstring(chart)
    for each in root.iter(clark("a:t")):
        said = lone_digits(each.text or "", system)
        each.text = _MARK.sub(rf"{RLM}\g<0>{RLM}", said) if runs_from_right(said) or EMBEDDED_END in said else said
    for cache in root.iter(clark("c:strCache"), clark("c:multiLvlStrCache")):
        for each in cache.iter(clark("c:v")):
            each.text = lone_digits(each.text or "", system)
    for each in root.iter(clark("c:numCache")):
        _set_format(each, system)
    for each in root.iter(clark("c:numFmt")):
        each.set("formatCode", native_code(each.get("formatCode", ""), system))
    return blob(root)


def sheet_in_digits(sheet: Sheet, system: str) -> Sheet:
    """Return the sheet of a chart with texts and number formats in digits of `system`; its numbers are the same."""

    def column(each: Column) -> Column:
        cells = tuple(lone_digits(cell, system) if isinstance(cell, str) else cell for cell in each.cells)
        formats = tuple(
            native_code(each.format(n), system, cell)
            if isinstance(cell, float) and not each.formulas
            else each.format(n)
            for n, cell in enumerate(each.cells)
        )
        return replace(each, head=lone_digits(each.head, system), cells=cells, formats=formats)

    return replace(
        sheet,
        categories=column(sheet.categories),
        series=tuple(map(column, sheet.series)),
        more=tuple(map(column, sheet.more)),
        outer=column(sheet.outer) if sheet.outer else None,
        facts=tuple(map(column, sheet.facts)),
        aids=tuple(map(column, sheet.aids)),
    )


def native_code(code: str, system: str, value: float | None = None) -> str:
    """Return a number format with digits of `system`; General, which LibreOffice shows in Western ones, as long as `value`."""
    plain = "0" + _decimals(value)
    return "".join(
        _section(part.replace("General", plain) or (plain if not code else ""), system) + end
        for part, end in _sections(code)
    )


def _sections(code: str) -> Iterator[tuple[str, str]]:
    """Yield the sections of a number format, for positive, negative and other numbers, and what ends each."""
    if not code:
        yield "", ""
        return
    for found in _SECTION.finditer(code):
        if found[0]:
            yield found[1], found[2]


def _section(code: str, system: str) -> str:
    bare, office = _LITERAL.sub("", code), SYSTEMS[system].office
    if re.search("[dmyhs]", bare):
        return _date(code, office)
    return f"[$-{office}]{code}" if re.search("[0#?]", bare) else code


def _date(code: str, office: str) -> str:
    """Return the format of a date; months by number where LibreOffice has such digits with names of another language alone."""
    named = LOCALE.match(code)
    rest = code[named.end() :] if named else code
    if named and (int(named[1], 16) & _LANGUAGE) != (int(office, 16) & _LANGUAGE):
        rest = re.sub("m{3,}", "m", rest).replace(" ", "/")
    return f"[$-{office}]{rest}"


def _set_format(cache: Element, system: str) -> None:
    """Set the format of the numbers of a series, and that of each with decimals where they had none of their own."""
    code = cache.find(clark("c:formatCode"))
    if code is None:
        return
    general = code.text == "General"
    code.text = native_code(code.text or "", system)
    for point in cache.iter(clark("c:pt")):
        if own := point.get("formatCode"):
            point.set("formatCode", native_code(own, system))
        elif general and "." in (said := point.findtext(clark("c:v"), "")):
            point.set("formatCode", native_code("", system, float(said)))


def _decimals(value: float | None) -> str:
    places = 0 if value is None else max(0, -int(Decimal(number(value)).as_tuple().exponent))
    return "." + "0" * places if places else ""
