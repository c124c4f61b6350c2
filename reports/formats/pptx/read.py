"""Text of a PowerPoint file: slides with their tables, notes, alternative texts, charts."""

from __future__ import annotations

from collections.abc import Iterator

from reports.charts.chart_extraction import chart_text
from reports.document.extracted_text import ChartText, Extracted, Part, Run
from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element, clark
from reports.ooxml.presentationml import opened
from reports.ooxml.slide_equations import FALLBACK, MATHS, maths_said

A_P, A_T, A_BR, A_FLD, A_RUN = map(clark, ("a:p", "a:t", "a:br", "a:fld", "a:r"))
COUNTED = ("slidenum", "datetime")
"""Fields (21.1.2.2.4) that the program showing the slides fills in."""


def extract_slides(data: bytes) -> Extracted:
    """Return all text of a .pptx, slide by slide: shapes, alternative texts, notes, charts."""
    package = opened(data)
    runs: list[Run] = []
    charts: list[ChartText] = []
    for number, name in enumerate(_slides(package), start=1):
        root = package.root(name)
        assert root is not None, "the presentation lists the slide"
        related = package.relations(name).values()
        runs += _paragraphs(root, "slide", number)
        runs += _alternatives(root, number)
        notes = next((each.target for each in related if each.name == "notesSlide"), "")
        if notes and (page := package.root(notes)) is not None:
            runs += _paragraphs(page, "notes", number)
        charts += (chart_text(package, each.target, number) for each in related if each.name == "chart")
    runs += (Run("properties", 0, text) for text in package.properties())
    return Extracted(tuple(runs), tuple(charts))


def _slides(package: Package) -> Iterator[str]:
    """Yield the parts of the slides in the order they are shown."""
    related = package.relations(package.main)
    for each in package.tree(package.main).iter(clark("p:sldId")):
        yield related[each.get(clark("r:id"), "")].target


def _paragraphs(root: Element, part: Part, number: int) -> Iterator[Run]:
    for paragraph in root.iter(A_P):
        if next(paragraph.iterancestors(FALLBACK), None) is not None:  # the same again, for programs without equations
            continue
        text, counted = [], []
        for child in paragraph:
            if child.tag == A_BR:
                text.append("\n")
            elif child.tag == A_FLD and child.get("type", "").startswith(COUNTED):
                counted.append(child.findtext(A_T, ""))
            elif child.tag == MATHS:
                text.append(maths_said(child))
            elif child.tag in (A_RUN, A_FLD):
                text.append(child.findtext(A_T, ""))
        yield Run(part, number, "".join(text), tuple(counted))


def _alternatives(root: Element, number: int) -> Iterator[Run]:
    for each in root.iter(clark("p:cNvPr")):
        if next(each.iterancestors(FALLBACK), None) is not None:
            continue
        yield from (Run("alt", number, text) for key in ("title", "descr") if (text := each.get(key)))
