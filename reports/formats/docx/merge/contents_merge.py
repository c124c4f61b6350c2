"""The table of contents, made anew where headings changed; what a person put into it or hung on it stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.belongings import carry, with_fields_of
from reports.formats.docx.merge.comparison import Comparison
from reports.formats.docx.merge.file_reading import SDT, Line, P, Reading
from reports.formats.docx.merge.structure_merge import nearest
from reports.formats.docx.property_order import PARAGRAPH_ORDER, replace_properties
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
KEPT_NEW = frozenset((_W + "pStyle", _W + "sectPr"))


def refresh_contents(
    mine: Reading, new: Reading, comparison: Comparison, later: Mapping[int, int], adopter: Adopter
) -> None:
    """Put the entries of today in the place of those of the base, where the headings changed."""
    ours = [line for line in mine.lines if line.record.kind == "t"]
    theirs = [line for line in new.lines if line.record.kind == "t"]
    was = [record.spaced for record in comparison.base if record.kind == "t"]
    if not ours or not theirs or was == [line.record.spaced for line in theirs]:
        return
    old, source = nearest(ours[0].element, SDT), nearest(theirs[0].element, SDT)
    parent = old.getparent() if old is not None else None
    if old is None or source is None or parent is None:
        return
    made = adopter.adopt(source, theirs[0].part, ours[0].part)
    copies = dict(zip(source.iter(P), made.iter(P), strict=True))
    _bring_over(ours, old, dict(_counterparts(comparison, later, new, copies)), next(iter(copies.values())))
    parent.replace(old, made)


def _counterparts(
    comparison: Comparison, later: Mapping[int, int], new: Reading, copies: Mapping[Element, Element]
) -> Iterator[tuple[Element, tuple[Element | None, bool]]]:
    """Yield, by paragraph of the base that stands in the person's file, the one of today and whether theirs reads otherwise."""
    for group in comparison.groups:
        line, b = comparison.mine(group)[0], group.base[0]
        if line.record.kind == "t":
            copy = copies.get(new.lines[later[b]].element) if b in later else None
            yield line.element, (copy, line.record.spaced != comparison.base[b].spaced)


def _bring_over(
    ours: list[Line], old: Element, counterparts: Mapping[Element, tuple[Element | None, bool]], first: Element
) -> None:
    """Bring what is a person's out of the old table into the new one, each at the entry that it stood at or behind."""
    last = first
    for line in (line for line in ours if nearest(line.element, SDT) is old):
        element = line.element
        if element not in counterparts:
            last.addnext(element)
            last = element
            continue
        copy, reworded = counterparts[element]
        parent = copy.getparent() if copy is not None else None
        if copy is None or parent is None:
            carry(element, last)
        elif reworded and with_fields_of(element, copy):
            parent.replace(copy, element)
            last = element
        else:
            _keep_properties(element, copy)
            carry(element, copy)
            last = copy


def _keep_properties(old: Element, made: Element) -> None:
    """Let an entry of today have what a person set on the one before, but for its style, which says its level."""
    theirs, ours = old.find(_W + "pPr"), made.find(_W + "pPr")
    if theirs is not None and ours is not None:
        replace_properties(ours, theirs, lambda node: node.tag not in KEPT_NEW, PARAGRAPH_ORDER)


__all__ = ["refresh_contents"]
