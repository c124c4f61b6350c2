"""Word parts whose counters, marks and dates are in the digits of the report; figures of facts are so before they are written.

Done on finished parts, so that nothing is missed. Counters of Word itself (pages, lists, notes) have formats for Devanagari and
Thai digits alone (ISO/IEC 29500-1, 17.18.59); elsewhere Word shows them as its user has set numerals.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.languages.numerals import SYSTEMS, lone_digits
from reports.ooxml.wordprocessingml import Element, clark

TOOLTIP = clark("w:tooltip")
DECIMAL = r"\* ARABIC"


def in_digits(part: Element, system: str) -> Element:
    """Set the texts of `part` in digits of `system`, in place, and its fields and counters as far as Word can; return it."""
    if not system:
        return part
    for each in part.iter(clark("w:t")):
        each.text = lone_digits(each.text or "", system)
    for each, name in _descriptions(part):
        each.set(name, lone_digits(each.get(name, ""), system))
    known = SYSTEMS[system]
    for each in part.iter(clark("w:instrText")) if known.field else ():
        each.text = _with_switch(each.text or "", known.field)
    for each in part.iter(clark("w:numFmt")) if known.word else ():
        if each.get(clark("w:val")) == "decimal":
            each.set(clark("w:val"), known.word)
    return part


def _descriptions(part: Element) -> Iterator[tuple[Element, str]]:
    """Yield what holds words that are heard or hovered for: of drawings, tables and links, with the attribute."""
    for each in part.iter(clark("wp:docPr")):
        yield from ((each, name) for name in ("descr", "title") if name in each.attrib)
    yield from ((each, TOOLTIP) for each in part.iter(clark("w:hyperlink")) if TOOLTIP in each.attrib)
    value = clark("w:val")
    yield from ((each, value) for each in part.iter(clark("w:tblCaption"), clark("w:tblDescription")))


def _with_switch(code: str, field: str) -> str:
    """Return the code of a field that counts, with the switch for its digits (17.16.4.3.1)."""
    name = code.split()[0] if code.split() else ""
    if name == "SEQ":
        return code.replace(DECIMAL, rf"\* {field}")
    return f"{code.rstrip()} \\* {field} " if name in ("PAGE", "NUMPAGES", "PAGEREF") else code
