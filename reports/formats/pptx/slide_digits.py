"""Slides whose counters, marks and dates are in the digits of the report; figures of facts are so before they are planned.

Done on finished parts, so that nothing is missed. Numbers of slides are fields that PowerPoint fills in Western digits;
numbered lists have schemes for Devanagari and Thai digits alone (ISO/IEC 29500-1, 20.1.10.61).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pptx.opc.package import Part

from reports.formats.pptx.part_trees import changed
from reports.languages.numerals import SYSTEMS, lone_digits
from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import A, P

SLIDES = re.compile(r"/ppt/(?:slides|slideLayouts|notesSlides)/[^/]*\.xml")


def set_digits(parts: Iterable[Part], system: str) -> None:
    """Set the texts of slides and notes in digits of `system`, in place."""
    for _, root in changed(parts, SLIDES):
        _set_slide(root, system)


def _set_slide(root: Element, system: str) -> None:
    for each in root.iter(f"{A}t"):
        if each.getparent().tag != f"{A}fld":  # type: ignore[union-attr]  # a text stands in a run or a field
            each.text = lone_digits(each.text or "", system)
    for each in root.iter(f"{P}cNvPr", f"{A}hlinkClick"):
        for name in ("descr", "tooltip"):
            if said := each.get(name):
                each.set(name, lone_digits(said, system))
    for each in root.iter(f"{A}buAutoNum") if SYSTEMS[system].slide else ():
        each.set("type", SYSTEMS[system].slide)
