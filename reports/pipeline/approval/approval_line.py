"""The line that names who has approved a report, where a person worked on it: their words would keep it as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.document import Document
from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element, clark

SEPARATOR = " · "
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|ppt/slides/slide\d+\.xml")
_TEXTS = ((clark("w:p"), clark("w:t")), (clark("a:p"), clark("a:t")))
"""Paragraphs and the texts in them, of a Word file and of a slide."""


def with_true_approval(data: bytes, document: Document) -> bytes:
    """Return an edited Word file or deck whose every line of an approval says what holds for `document`.

    A draft names nobody, a final who has approved it; such a line follows a middle dot and ends with the paragraph, or at
    the next one. Whatever a person says in sentences stays.
    """
    package = Package.read(data)
    begins = document.words["approved-on"].partition("{name}")[0]
    line = re.compile(rf"{SEPARATOR}[^·]*?{re.escape(begins)}[^·]*?(?={SEPARATOR}|$)")
    true = f"{SEPARATOR}{document.info.approved_text}" if document.info.approved_text else ""
    changed = False
    for name in [each for each in package.parts if _PARTS.fullmatch(each)]:
        for texts in _paragraphs(package.tree(name)):
            changed |= _corrected(texts, line, true)
    return package.pack() if changed else data


def _paragraphs(root: Element) -> Iterator[Sequence[Element]]:
    for paragraph, text in _TEXTS:
        for each in root.iter(paragraph):
            yield list(each.iter(text))


def _corrected(texts: Sequence[Element], line: re.Pattern[str], true: str) -> bool:
    """Put what is `true` in the place of the line in `texts`, the parts of one paragraph; return whether it was another."""
    found = line.search("".join(each.text or "" for each in texts))
    if found is None or found[0].replace("\N{NO-BREAK SPACE}", " ") == true.replace("\N{NO-BREAK SPACE}", " "):
        return False
    at, left = 0, true
    for each in texts:
        text = each.text or ""
        start, end = max(found.start() - at, 0), min(found.end() - at, len(text))
        if start < end:
            each.text, left = f"{text[:start]}{left}{text[end:]}", ""
        at += len(text)
    return True
