"""Text of a Word file: body, tables, footnotes, headers and footers, alternative texts, charts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import get_args

from reports.charts.chart_extraction import chart_text
from reports.document.extracted_text import ChartText, Extracted, Part, Run
from reports.formats.docx.designer.letterhead import LETTERHEAD
from reports.formats.docx.named_styles import CONTENTS_NUMBER
from reports.ooxml.equation_text import said
from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element, clark
from reports.ooxml.wordprocessingml import opened

PAGE_FIELDS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b")
"""Fields (17.16.5) whose results are numbers of pages."""
P, R, T, TAB, BR, CR, HYPHEN = map(clark, ("w:p", "w:r", "w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen"))
FIELD, SIMPLE, INSTRUCTION, FALLBACK = map(clark, ("w:fldChar", "w:fldSimple", "w:instrText", "mc:Fallback"))
TABLE, PROPERTIES, PROPERTIES_OF_RUN = map(clark, ("w:tbl", "w:pPr", "w:rPr"))
VAL = clark("w:val")
NUMBER = f"{clark('w:rPr')}/{clark('w:rStyle')}[@{VAL}='{CONTENTS_NUMBER.id}']"
"""Says of a run that it is the number of a heading in the contents."""
MATHS = clark("m:oMath")
BREAKS = {TAB: "\t", BR: "\n", CR: "\n", HYPHEN: "-"}


def extract_word(data: bytes) -> Extracted:
    """Return all text of a .docx, in reading order; deleted text of tracked changes is left out."""
    package = opened(data)
    runs: list[Run] = []
    charts: list[ChartText] = []
    for kind, name in [("body", package.main), *_related(package)]:
        if kind == "chart":
            charts.append(chart_text(package, name, len(charts) + 1))
        elif (root := package.root(name)) is not None:
            part = next(each for each in get_args(Part) if each == kind)
            runs += _Reader(part).read(root)
            runs += _alternatives(root)
    runs += (Run("properties", 0, text) for text in package.properties())
    return Extracted(tuple(runs), tuple(charts))


def _related(package: Package) -> Iterator[tuple[str, str]]:
    kinds = {"footnotes": "footnote", "endnotes": "footnote", "header": "header", "footer": "footer", "chart": "chart"}
    found = [(kinds[each.name], each.target) for each in package.relations(package.main).values() if each.name in kinds]
    return iter(sorted(found, key=lambda each: (each[0], _number(each[1]))))


def _number(name: str) -> int:
    digits = re.search(r"(\d+)\.xml$", name)
    return int(digits[1]) if digits else 0


def _alternatives(root: Element) -> Iterator[Run]:
    letterheads = _letterheads(root)
    for each in root.iter(clark("wp:docPr")):
        if not letterheads.isdisjoint(each.iterancestors(P)):
            continue
        yield from (Run("alt", 0, text) for key in ("title", "descr") if (text := each.get(key)))
    for tag in ("w:tblCaption", "w:tblDescription"):
        yield from (Run("alt", 0, text) for each in root.iter(clark(tag)) if (text := each.get(clark("w:val"))))
    for each in root.iter(clark("w:hyperlink")):
        if text := each.get(clark("w:tooltip")):
            yield Run("tip", 0, text)


def _letterheads(root: Element) -> frozenset[Element]:
    """Return the paragraphs of a designer's header or footer, whose words are none of the report's."""
    styles = (each for each in root.iter(clark("w:pStyle")) if each.get(VAL, "").startswith(LETTERHEAD))
    return frozenset(paragraph for each in styles for paragraph in islice(each.iterancestors(P), 1))


def _numbers(root: Element) -> frozenset[Element]:
    """Return the runs that are numbers of headings in the contents."""
    styles = (each for each in root.iter(clark("w:rStyle")) if each.get(VAL) == CONTENTS_NUMBER.id)
    return frozenset(run for each in styles for run in islice(each.iterancestors(R), 1))


@dataclass
class _Line:
    """A paragraph being read."""

    text: list[str] = field(default_factory=list)
    numbering: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """Reads one part; a field may reach over several paragraphs, so its state belongs to the part."""

    part: Part
    fields: list[tuple[str, bool]] = field(default_factory=list)
    """Open fields, innermost last: instruction so far, and whether its result has begun."""
    found: list[Run] = field(default_factory=list)
    letterheads: frozenset[Element] = frozenset()
    numbers: frozenset[Element] = frozenset()

    def read(self, root: Element) -> list[Run]:
        self.letterheads, self.numbers = _letterheads(root), _numbers(root)
        self._walk(root, None, in_table=False)
        return self.found

    def _walk(self, node: Element, line: _Line | None, *, in_table: bool) -> None:
        for child in node:
            tag = child.tag
            if tag == T and line is not None:  # as most elements are
                self._print(child.text or "", line)
                continue
            if tag in (FALLBACK, PROPERTIES, PROPERTIES_OF_RUN):
                continue
            if child in self.letterheads:
                continue
            if tag == P:
                own = _Line()
                at = len(self.found)
                self._walk(child, own, in_table=in_table)
                part: Part = "table" if in_table and self.part == "body" else self.part
                self.found.insert(at, Run(part, 0, "".join(own.text), tuple(own.numbering)))
            elif line is not None and self._printed(child, line):
                continue
            elif tag == SIMPLE:
                self.fields.append((child.get(clark("w:instr"), ""), True))
                self._walk(child, line, in_table=in_table)
                self.fields.pop()
            else:
                self._walk(child, line, in_table=in_table or tag == TABLE)

    def _printed(self, child: Element, line: _Line) -> bool:
        """Print what has no content of its own, or is read as a whole; return whether `child` is that."""
        if child.tag == MATHS:
            line.text.append(said(child))
        elif child in self.numbers:
            line.numbering.extend("".join(each.text or "" for each in child.iter(T)).split())
        elif len(child) == 0:
            self._leaf(child, line)
        else:
            return False
        return True

    def _leaf(self, leaf: Element, line: _Line) -> None:
        match leaf.tag:
            case tag if tag == FIELD:
                self._field(leaf.get(clark("w:fldCharType"), ""))
            case tag if tag == INSTRUCTION and self.fields:
                self.fields[-1] = (self.fields[-1][0] + (leaf.text or ""), False)
            case tag if tag in BREAKS:
                line.text.append(BREAKS[str(tag)])
            case _:
                pass

    def _field(self, kind: str) -> None:
        match kind:
            case "begin":
                self.fields.append(("", False))
            case "separate" if self.fields:
                self.fields[-1] = (self.fields[-1][0], True)
            case "end" if self.fields:
                self.fields.pop()
            case _:
                pass

    def _print(self, text: str, line: _Line) -> None:
        if self.fields and any(PAGE_FIELDS.match(code) for code, begun in self.fields if begun):
            line.numbering.append(text)
        else:
            line.text.append(text)
