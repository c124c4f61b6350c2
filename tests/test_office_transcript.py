"""The Word file and the deck as who cannot see meets them: every figure with its hedge, its status and its marks, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest

from reports.charts.alt_text import MOST
from reports.charts.registry import KINDS
from reports.document import Block, ChartPoint, ChartSpec, Cite, Document, FactRef, Figure, Heading, Table, Tile, walk
from reports.document.ledger import uses
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.notation.spaces import even_spaces
from reports.pipeline.composition import Composed, compose_all
from tests.office_transcript import Spoken, transcript
from tests.second_subject import ROOT

SUBJECTS = ROOT / "tests" / "subjects"
UNHEARD = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069"))
"""Signs without width, which steer lines and directions."""
SLOW = [pytest.param(each, marks=pytest.mark.slow) for each in ("fleuve", "bulletin", "gallery", "markdown")]


@cache
def composed(project: str) -> Composed:
    return compose_all(folders(ROOT if project == "own" else SUBJECTS / project))


@cache
def written(project: str) -> list[tuple[str, Document, bytes]]:
    """Return each Word file and deck of a project: its format, its document and the file."""
    theme = composed(project).templates.theme
    return [
        (format, each, FORMATS[format].write(each, theme))
        for each in composed(project).documents
        for format in ("docx", "pptx")
        if format in each.info.formats
    ]


@cache
def files(project: str) -> list[tuple[str, Document, list[Spoken]]]:
    """Return the same with what is read out in place of the file."""
    return [(format, document, transcript(data)) for format, document, data in written(project)]


def heard(text: str) -> str:
    """Return words as a voice says them: spaces alike, nothing without width."""
    return " ".join(even_spaces(text).translate(UNHEARD).split())


def flat(lines: Sequence[Spoken]) -> str:
    """Return all that is read out; marks of sources that stand apart are moved together."""
    return re.sub(r"\] (?=\[)", "]", heard(" ".join(each.text for each in lines)))


# ── What the ledger asks for ─────────────────────────────────────────────────────────────────────


def asked(block: Block, format: str) -> Iterator[str]:
    """Yield what must be read of a block, in order: figures with their hedge, words of status, marks."""
    match block:
        case Figure(spec=spec):
            strip = KINDS[spec.kind].is_strip
            yield from _printed((spec.title, spec.subtitle) if format == "docx" and not strip else ())
            rows = () if KINDS[spec.kind].grid_of(spec.points) else spec.points
            yield from (part for point in rows for part in _point(point))
            yield from _printed(spec.title if strip else (spec.note, spec.sources) if format == "docx" else ())
        case Table(caption=caption, subtitle=subtitle, columns=columns, rows=rows, note=note):
            yield from _printed((caption, subtitle) if format == "docx" else ())  # else the title of the slide
            yield from _printed((columns, rows, note if format == "docx" else ()))
        case _:
            yield from _printed(block)


def _point(point: ChartPoint) -> Iterator[str]:
    """Yield what must be read of a row of a chart."""
    yield "" if point.span else point.stated or point.figure
    yield point.words
    yield "".join(f"[{n}]" for n in point.numbers)


def _printed(node: object) -> Iterator[str]:
    for each in walk(node):
        match each:
            case FactRef() | Cite():
                yield each.text
            case Tile(status=status, hedge=hedge):
                yield " · ".join(filter(None, (status, hedge)))
            case _:
                pass


def sections(document: Document, format: str) -> Iterator[list[Block]]:
    """Yield the blocks of a document by heading, or by slide; first those before any."""
    found: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Heading) and (format == "docx" or block.level == 1):
            yield found
            found = []
        found.append(block)
    yield found


def spoken_sections(lines: Sequence[Spoken], format: str) -> list[str]:
    """Return what is read out by heading, or by slide, as `sections` has it."""
    found: list[list[Spoken]] = [[]]
    for each in lines:
        if each.kind.startswith("heading") or each.slide >= len(found):
            found.append([])
        found[-1].append(each)
    return [flat(each) for each in found]


def unsaid(document: Document, format: str, lines: Sequence[Spoken]) -> list[str]:
    """Return what the transcript does not say where it should, in the order of the blocks; on slides of each block."""
    missing: list[str] = []
    for blocks, text in zip(sections(document, format), spoken_sections(lines, format), strict=False):
        place = 0
        for block in blocks:
            place = place if format == "docx" else 0
            for words in filter(None, map(heard, asked(block, format))):
                at = text.find(words, place)
                missing += [f"{words} (in {text[:40]} …)"] if at < 0 else []
                place = place if at < 0 else at + len(words)
    return missing


@pytest.mark.parametrize("project", ["own", *SLOW])
def test_structure_alone_says_every_figure_with_its_hedge_status_and_marks_in_order(project: str) -> None:
    for format, document, lines in files(project):
        assert unsaid(document, format, lines) == [], document.info.id


@pytest.mark.parametrize("project", ["own", *SLOW])
def test_all_that_the_ledger_lists_is_read_out(project: str) -> None:
    for format, document, lines in files(project):
        text = flat(lines)
        listed = {use for _, use in uses(document) if use.format not in ("chart", "cite")}
        unprinted = (
            {plainly for each in _captions(document) for plainly in _printed(each)} if format == "pptx" else set()
        )
        wanted = {use.text for use in listed} - unprinted
        assert sorted(each for each in wanted if heard(each) not in text) == [], document.info.id


def _captions(document: Document) -> Iterator[object]:
    """Yield what decks print as titles of slides, or not at all."""
    yield (document.info.title, document.info.subtitle, document.info.basis)
    for node in walk(document.blocks):
        match node:
            case Figure(spec=spec):
                yield (spec.title, spec.subtitle, spec.note)
            case Table():
                yield (node.caption, node.subtitle, node.note)
            case _:
                pass


SPOILT = {
    "a hedge": ("docx", "more than $30", "$30"),
    "a status": ("docx", "Claimed", ""),
    "a mark": ("docx", "[1][3]", "[1]"),
    "a mark of a row of a chart": ("docx", "(issued) [3]", "(issued)"),
    "a row of a chart": ("docx", "up to $10 billion", "$10 billion"),
    "a figure on a slide": ("pptx", "11", "some"),
    "a hedge of a key figure on a slide": ("pptx", "Claimed · more than", "Claimed"),
}


@cache
def read(format: str) -> tuple[Document, list[Spoken]]:
    """Return the first report of a format and what is read out of it."""
    return next((document, lines) for made, document, lines in files("own") if made == format)


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_not_said_is_found(case: str) -> None:
    format, old, new = SPOILT[case]
    document, lines = read(format)
    spoilt = [replace(each, text=flat([each]).replace(old, new)) for each in lines]
    assert spoilt != [replace(each, text=flat([each])) for each in lines]
    assert unsaid(document, format, spoilt) != []


def test_what_is_said_in_another_order_is_found() -> None:
    document, lines = read("docx")
    assert unsaid(document, "docx", lines[::-1]) != []


def test_each_row_of_a_chart_is_read_with_its_words_and_its_marks() -> None:
    """As `[3]` stands beside the bar for who sees it."""
    [financing] = [
        each.text for each in read("docx")[1] if each.kind == "graphic" and "letters of interest: $14.8" in each.text
    ]
    assert "Intended, EXIM, letters of interest: $14.8 billion (issued) [3]; " in heard(financing)
    assert "Approved, EXIM, Project Vault: up to $10 billion (approved) [1]" in heard(financing)


@pytest.mark.parametrize("project", ["bulletin", "gallery"])
@pytest.mark.slow
def test_every_value_of_a_short_series_is_read_out(project: str) -> None:
    for _, document, lines in files(project):
        read = flat([each for each in lines if each.kind == "graphic"])
        charts = [node for node in walk(document.blocks) if isinstance(node, ChartSpec) and len(node.points) <= MOST]
        shown = [point.stated or point.figure for chart in charts for point in chart.points if not point.span]
        assert sorted({each for each in shown if heard(each) not in read}) == [], document.info.id


@pytest.mark.parametrize("project", ["own", *SLOW])
def test_every_dated_event_of_a_timeline_is_read_out(project: str) -> None:
    for _, document, lines in files(project):
        read = flat([each for each in lines if each.kind == "graphic"])
        dated = [point for node in walk(document.blocks) if isinstance(node, ChartPoint) and (point := node).span]
        assert [point.label for point in dated if heard(f"{point.label}") not in read] == []
        assert [point.words for point in dated if heard(point.words) not in read] == []
