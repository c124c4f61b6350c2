"""The sample brief as a build makes it, and a person at a desk who changes it as Word saves it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from reports import merge
from reports.merge.package import Package
from reports.merge.reading import read
from reports.model import ChartPoint, Document, FactRef, Text, rebuild
from reports.quote import quote
from reports.writers.docx import write
from reports.writers.docx.elements import Element, W, run
from tests import sample
from tests.test_docx_checks import CHECKS, unzip

_W = f"{{{W}}}"
NEW = {"budget": "31", "lines_open": "12"}
"""What a build finds changed in the facts after a person has edited the file."""


# ── Documents ────────────────────────────────────────────────────────────────────────────────────


def changed(document: Document, **values: str) -> Document:
    """Return `document` with other values of facts; `_` in a name stands for `-`."""
    facts = dict(document.book.facts)
    for name, value in values.items():
        id = name.replace("_", "-")
        facts[id] = facts[id].model_copy(update={"value": Decimal(value)})
    book = replace(document.book, facts=facts, version="changed")

    def change(node: object) -> object:
        if isinstance(node, FactRef):
            return replace(node, text=quote(facts[node.fact_id], node.format, sample.SPEECH))
        if isinstance(node, ChartPoint) and node.value is not None:
            fact = facts[node.fact_id]
            return replace(node, value=fact.value, figure=quote(fact, "number", sample.SPEECH))
        return node

    blocks = rebuild(document.blocks, change)
    return replace(document, book=book, blocks=blocks)  # type: ignore[arg-type]


def reworded(document: Document, was: str, now: str) -> Document:
    """Return `document` with other words in its template."""

    def change(node: object) -> object:
        return replace(node, text=node.text.replace(was, now)) if isinstance(node, Text) else node

    return replace(document, blocks=rebuild(document.blocks, change))  # type: ignore[arg-type]


@cache
def built(**values: str) -> bytes:
    """Return the sample brief as a build makes it, with its base inside."""
    document = changed(sample.document(), **values)
    return merge.based(write(document, sample.theme()), document)[0]


def build(document: Document) -> bytes:
    """Return `document` as a build makes it."""
    return merge.based(write(document, sample.theme()), document)[0]


# ── A person at work ─────────────────────────────────────────────────────────────────────────────


class Desk:
    """A Word file on a person's desk."""

    def __init__(self, data: bytes) -> None:
        self.package = Package.read(data)
        self.body = self.package.tree(self.package.main)[0]

    def paragraph(self, words: str) -> Element:
        """Return the paragraph that holds `words`."""
        for each in self.body.iter(_W + "p"):
            if words in text_of(each):
                return each
        raise LookupError(words)

    def run_of(self, words: str) -> Element:
        """Return the run that holds `words`."""
        return next(each for each in self.body.iter(_W + "r") if words in text_of(each))

    def type_over(self, was: str, now: str) -> None:
        """Replace `was`, within one run."""
        for node in self.body.iter(_W + "t"):
            if was in (node.text or ""):
                node.text = (node.text or "").replace(was, now, 1)
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                return
        raise LookupError(was)

    def retype(self, words: str, now: str) -> None:
        """Select a whole paragraph and type over it: the bookmarks shrink to nothing and are gone."""
        node = self.paragraph(words)
        for child in list(node):
            if child.tag != _W + "pPr":
                node.remove(child)
        node.append(run(now))

    def save(self) -> bytes:
        """Return the file."""
        return self.package.pack()


def text_of(node: Element) -> str:
    """Return the words below `node`."""
    return "".join(each.text or "" for each in node.iter(_W + "t"))


def lines_of(data: bytes) -> list[str]:
    """Return the paragraphs of a file as they are shown."""
    return [line.record.shown for line in read(Package.read(data)).lines]


def whole(data: bytes) -> str:
    """Return all the text of a file."""
    return "\n".join(lines_of(data))


def merged(desk: Desk | bytes, new: bytes | None = None, *, restore: bool = False) -> merge.Merged:
    """Return the file after the next build; by default with another value of a fact that stands in many places."""
    mine = desk if isinstance(desk, bytes) else desk.save()
    base = merge.base_in(mine)
    assert base is not None
    made = merge.merge(mine, new or built(budget="31", lines_open="12"), base, restore=restore)
    assert_whole(made.data)
    return made


def assert_whole(data: bytes) -> None:
    """Assert that the file keeps the rules that validators do not look at."""
    files = unzip(data)
    found = [problem for check in CHECKS for problem in check(files)]
    assert found == [], found
