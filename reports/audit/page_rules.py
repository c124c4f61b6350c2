"""What pages cannot print, told before they are set: characters without a glyph, and links that lead nowhere in them."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.document import (
    Block,
    Document,
    Equation,
    Figure,
    Heading,
    Link,
    Picture,
    ReportInfo,
    SourceList,
    Table,
    plain,
    walk,
)
from reports.domain.fact_book import FactBook
from reports.domain.facts import SOURCE_LINE, Source
from reports.errors import Place, Problem
from reports.load.template_files import Templates
from reports.narrative.markdown import locate
from reports.theme.fonts import DRAWN, instead, lacking, named

UNPRINTED = ("alt", "notes")
"""Passages that pages say to those who do not see them, or not at all."""
UNDRAWN = ("label", "title")
"""Passages that stand in drawings or in the margins as well, where no shape can be drawn in a line."""
LINES = ("organisation", "version", "approved_by", "evidence_url")
"""Keys of report.yaml that pages print beside those that the audit reads as passages."""


def on_pages(info: ReportInfo) -> bool:
    """Return whether a report becomes a file of pages: by its formats, or as an edition, which is sent out as one."""
    return "pdf" in info.formats or bool(info.edition)


def without_glyphs(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield the characters of a passage that the fonts of pages lack."""
    if passage.kind in UNPRINTED or not on_pages(passage.info):
        return
    drawn = "" if passage.kind in UNDRAWN else DRAWN
    text = _undrawn(passage)
    if signs := "".join(sign for sign in lacking(text) if sign not in drawn):
        at = [place for place, sign in enumerate(text) if sign in signs] or [0]
        end = next((n for n, place in enumerate(at, at[0]) if n != place), at[-1] + 1)
        yield Finding(passage, at[0], end, *_said(signs))


def _undrawn(passage: Passage) -> str:
    """Return the text of a passage with a space in place of each character of its equations, which are drawn."""
    text = passage.text
    for piece in passage.pieces:
        if isinstance(piece.node, Equation):
            text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return text


def _said(signs: str) -> tuple[str, str]:
    return f"the fonts of the PDF have no {named(signs)}", instead(signs)


def beside_passages(document: Document, templates: Templates) -> Iterator[Problem]:
    """Yield what pages of `document` could not print of report.yaml and of its sources."""
    if not on_pages(document.info):
        return
    yield from _lines(document.info, templates)
    for node in walk(document.blocks):
        match node:
            case SourceList(sources=sources):
                for source in sources:
                    yield from _source(source, SOURCE_LINE, document.book)
            case Figure(spec=spec) if lacking(said := plain(spec.sources)):
                for source in document.book.sources.values():
                    if source.short in said:
                        yield from _source(source, ("short",), document.book)
            case _:
                pass


def _lines(info: ReportInfo, templates: Templates) -> Iterator[Problem]:
    tree = templates.reports[info.id][1]
    for key in LINES:
        if signs := lacking(str(getattr(info, key))):
            yield Problem(tree.place((key,)), *_said(signs))


def _source(source: Source, keys: tuple[str, ...], book: FactBook) -> Iterator[Problem]:
    for key in keys:
        if signs := lacking(getattr(source, key) or ""):
            where = book.where.get((f"source {key}", source.id))
            yield Problem(where if isinstance(where, Place) else Place("facts"), *_said(signs))


def lost_links(document: Document, templates: Templates) -> Iterator[Problem]:
    """Yield links within a document, which must be whole, to what it does not hold.

    Pages cannot lead there; other formats print bare words.
    """
    info = document.info
    if not on_pages(info):
        return
    places = {node.id for node in walk(document.blocks) if isinstance(node, Heading | Figure | Picture | Table)}
    where = templates.reports[info.id][1].place(("sections",))
    for node in walk((info.title, info.subtitle, info.basis, document.blocks)):
        where = (node.where or where) if isinstance(node, Block) else where
        match node:
            case Link(target=target) if target.startswith("#") and target[1:] not in places:
                yield _lost(target, where, templates)
            case _:
                pass


def _lost(target: str, where: Place, templates: Templates) -> Problem:
    rows = next((each.text.split("\n") for each in templates.sections.values() if each.path == where.path), [])
    place = locate(rows, where, target) if rows else where
    return Problem(place, f"nothing in the document is called {target}", "correct the link or name the place")
