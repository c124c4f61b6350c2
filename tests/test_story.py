"""The project's own documents: who reads them, on what evidence, what they advise and what the public edition leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import pypdfium2
import pytest

from reports.document import (
    Blocks,
    Cite,
    CrossRef,
    Definitions,
    Document,
    FactRef,
    Figure,
    Heading,
    Inlines,
    Notes,
    Panel,
    SourceList,
    Table,
    Tiles,
    is_run,
    plain,
    rebuild,
    walk,
)
from reports.formats.pdf.assembly import write
from reports.formats.pptx import decks
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.editions.editions import composed, offers
from reports.pipeline.libreoffice import convert
from tests.second_subject import ROOT, flat
from tests.test_office import HAS_OFFICE

pytestmark = pytest.mark.skipif(not (ROOT / "templates" / "summary").is_dir(), reason="the project has other reports")
MOVES = (("read", "records"), ("MOUs", "projects"), ("decide", "forum"))
"""Words of each of the moves that the documents advise."""
WHEN = re.compile(r"\w, (?:before|once|as soon as) \w")
"""Whose a move is, and when it is due."""
ADVICE = re.compile(
    r"What to do|our analysis|\bAnalysis\b|recommend|[Ll]ines? to take|[Ii]f asked|\bconsult\b(?!ed)|\b[Rr]ead the\b"
    r"|\bdecide (?:about|whether)\b|\b[Tt]urn the MOUs\b|\bthe ask\b|\b(?:should|ought to|must)\b"
)
"""What only a reader in the ministry is told."""
WELL_KNOWN = frozenset({"US", "UK"})
"""Short forms that need no spelling out."""
WORDY = 4
"""Words of a cell, on average, above which a table is a text."""


@cache
def project() -> Composed:
    """Return the reports of the project."""
    return compose_all(folders(ROOT))


def document(id: str) -> Document:
    return next(each for each in project().documents if each.info.id == id)


def edition(name: str) -> Document:
    whole = project()
    [offer] = [each for each in offers(whole.templates) if (each.report, each.edition) == ("summary", name)]
    return composed(offer, whole.templates, whole.book).document


def texts(blocks: object) -> Iterator[str]:
    """Yield every line of `blocks`, figures and names included, and what charts print."""
    runs: list[Inlines] = []

    def note(node: object) -> object:
        if is_run(node) and node:
            runs.append(node)
        return node

    rebuild(blocks, note)
    yield from map(plain, runs)
    for node in walk(blocks):
        if isinstance(node, Figure):
            yield node.spec.alt
            yield from (part for point in node.spec.points for part in (point.label, point.words))


def said(blocks: object) -> str:
    return flat("\n".join(texts(blocks)))


def front(made: Document) -> Blocks:
    """Return what stands before the first heading; of a deck the slide after the cover."""
    heads = [at for at, block in enumerate(made.blocks) if isinstance(block, Heading)]
    return made.blocks[heads[1] : heads[2]] if made.info.slides else made.blocks[: heads[0]]


# ── Readers, evidence, advice ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("id", ["brief", "deck", "summary"])
def test_the_front_says_who_reads_and_on_what_evidence(id: str) -> None:
    text = said(tuple(block for block in front(document(id)) if not isinstance(block, Notes)))
    assert "ministry of energy" in text
    assert "five public news reports" in text
    assert "no official records" in text
    if id != "deck":
        assert "none describes anything later than the meeting" in text


def bottom_line(blocks: Blocks) -> dict[str, str]:
    [rows] = [node for node in walk(blocks) if isinstance(node, Definitions) and len(node.items) > 2]
    return {plain(item.term): said(item.blocks) for item in rows.items}


@pytest.mark.parametrize("id", ["brief", "deck", "summary"])
def test_the_front_says_what_to_do_as_analysis_in_the_same_moves(id: str) -> None:
    rows = bottom_line(front(document(id)))
    assert list(rows) == ["What happened", "For Pakistan", "Not known", "What to do"]
    assert "our analysis" in rows["What to do"]
    for move in MOVES:
        assert all(word.lower() in rows["What to do"].lower() for word in move), move
    assert sum(len(text.split()) for text in rows.values()) <= 100


@pytest.mark.parametrize("id", ["brief", "deck"])
def test_every_move_has_an_owner_and_a_time(id: str) -> None:
    tables = [node for node in walk(document(id).blocks) if isinstance(node, Table) and node.columns]
    [moves] = [table for table in tables if plain(table.columns[0].head) == "Move"]
    assert plain(moves.columns[-1].head) in ("Whose, and when", "Owner, and when")
    assert len(moves.rows) == len(MOVES)
    assert [cell for row in moves.rows if not WHEN.search(cell := plain(row.cells[-1]))] == []


def test_the_edition_for_anybody_carries_no_advice() -> None:
    made = edition("public")
    assert ADVICE.search(said(made.blocks)) is None
    assert not [node for node in walk(made.blocks) if isinstance(node, Panel) and node.kind == "analysis"]
    assert list(bottom_line(made.blocks)) == ["What happened", "For Pakistan", "Not known"]


def test_advice_is_found_where_there_is_some() -> None:
    assert ADVICE.search(said(edition("full").blocks))
    assert ADVICE.search(said(document("brief").blocks))


# ── Words ────────────────────────────────────────────────────────────────────────────────────────


def test_no_document_prints_the_id_of_a_fact() -> None:
    ids = [id for id in project().book.facts if id.count("-") > 1]
    assert ids
    for made in project().documents:
        text = said(made.blocks)
        assert [id for id in ids if id in text] == []
        assert not [node for node in walk(made.blocks) if isinstance(node, FactRef) and node.format == "id"]
    for deck in decks(project().plans).values():
        notes = "\n".join(par.text for slide in deck.slides for par in slide.notes)
        assert [id for id in ids if id in notes] == []


def parts(made: Document) -> list[str]:
    """Return the text of a document, block by block; of a deck, slide by slide without its notes."""
    if not made.info.slides:
        return [said((block,)) for block in made.blocks]
    return [said(tuple(block for block in slide if not isinstance(block, Notes))) for slide in slides(made)]


@pytest.mark.parametrize("id", ["brief", "deck", "summary", "public"])
def test_a_short_form_is_spelled_out_where_it_first_stands(id: str) -> None:
    made = edition(id) if id == "public" else document(id)
    forms = {"MOU": "memorandum"}
    for actor in project().book.actors.values():
        words = set(actor.name.split())
        if (
            actor.short
            and actor.kind != "person"
            and actor.short not in WELL_KNOWN
            and not set(actor.short.split()) & words
        ):
            forms[actor.short] = actor.name
    read, missing = "", []
    for part in parts(made):
        for short, name in forms.items():
            standing = re.compile(rf"(?<!\w){re.escape(short)}s?(?!\w)")
            if standing.search(part) and not standing.search(read):
                known = name in part if made.info.slides else name in read + part
                missing += [] if known else [short]
        read += part
    assert missing == []


# ── The deck ─────────────────────────────────────────────────────────────────────────────────────


def is_text(table: Table) -> bool:
    """Return whether a table is a text: its cells hold more than so many words on average; an exhibit is none."""
    if table.id in project().templates.charts:
        return False
    cells = [re.sub(r"\[[0-9]+\]", "", plain(cell)).split() for row in table.rows for cell in row.cells]
    return sum(map(len, cells)) > WORDY * len(cells)


def slides(made: Document) -> Sequence[Blocks]:
    heads = [at for at, block in enumerate(made.blocks) if isinstance(block, Heading) and block.level == 1]
    return [made.blocks[start:stop] for start, stop in zip(heads, [*heads[1:], len(made.blocks)], strict=True)]


def test_at_most_a_third_of_the_slides_are_tables_of_text() -> None:
    every = slides(document("deck"))
    wordy = [
        plain(heading.inlines)
        for heading, *blocks in every
        if isinstance(heading, Heading)
        and any(isinstance(each, SourceList) or (isinstance(each, Table) and is_text(each)) for each in blocks)
    ]
    assert len(wordy) * 3 <= len(every), wordy


def test_the_deck_has_its_length_and_ends_on_the_decision() -> None:
    deck = next(each for each in decks(project().plans).values() if each.info.id == "deck")
    talk = [slide for slide in deck.slides if not slide.backup]
    assert 12 <= len(talk) <= 14
    assert len(deck.slides) - len(talk) <= 4
    assert talk[-1].layout == "decision"
    assert all(slide.backup for slide in deck.slides[len(talk) :])


def test_a_cut_of_five_minutes_holds_the_whole_story_and_the_decision() -> None:
    deck = next(each for each in decks(project().plans).values() if each.info.id == "deck")
    cut = [slide for slide in deck.slides if slide.cut == 5]
    assert {"whole-story", "decision"} <= {slide.layout for slide in cut}
    assert 240 <= sum(slide.seconds for slide in cut) <= 300


# ── Figures and tables ───────────────────────────────────────────────────────────────────────────


def test_the_brief_mentions_every_figure_before_it_stands() -> None:
    mentioned: set[str] = set()
    for block in document("brief").blocks:
        shown = [node for node in walk(block) if isinstance(node, Figure) and node.number]
        assert [node.id for node in shown if node.id not in mentioned] == []
        mentioned |= {node.target for node in walk(block) if isinstance(node, CrossRef)}


def test_each_document_has_an_exhibit_that_the_others_have_not() -> None:
    shown = {
        made.info.id: {node.id for node in walk(made.blocks) if isinstance(node, Figure | Table) and node.id}
        for made in project().documents
        if made.info.language.startswith("en")
    }
    for id, exhibits in shown.items():
        others = set().union(*(each for other, each in shown.items() if other != id))
        assert exhibits - others, id


def test_a_passage_of_the_brief_that_rests_on_one_source_bears_one_mark() -> None:
    wrong = []
    for block in document("brief").blocks:
        run: Inlines = getattr(block, "inlines", ())
        marks = [node.numbers for node in run if isinstance(node, Cite)]
        wrong += [plain(run)] * (len(marks) > 1 and len(set(marks)) == 1 and len(marks[0]) == 1)
    assert wrong == []


def test_key_figures_stand_on_each_front() -> None:
    for made in project().documents:
        assert [node for node in walk(front(made) if made.info.slides else made.blocks) if isinstance(node, Tiles)]


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────

FOOT = 0.8
"""Part of the height between the margins that a page of the brief fills, but for the last."""
MAIN = 6
"""Pages of the brief before its annexes."""


@pytest.mark.parametrize("name", ["full", "public"])
def test_each_edition_of_the_summary_has_two_pages(name: str) -> None:
    data = write(edition(name), project().templates.theme)
    assert len(pypdfium2.PdfDocument(data)) == 2


@pytest.mark.slow
@pytest.mark.skipif(not HAS_OFFICE, reason="LibreOffice is not on this machine")
def test_the_brief_has_its_pages_and_leaves_no_foot_empty() -> None:
    made = document("brief")
    data = FORMATS["docx"].write(made, project().templates.theme)
    [pdf] = convert({"brief.docx": data}, "pdf:writer_pdf_Export", purpose="the test").values()
    pages = pypdfium2.PdfDocument(pdf)
    annexes = next(n for n, page in enumerate(pages) if "Annexes: " in page.get_textpage().get_text_range() and n)
    assert annexes == MAIN
    for number in range(len(pages) - 1):
        assert filled(pages[number]) >= FOOT, f"page {number + 1}"


def filled(page: pypdfium2.PdfPage) -> float:
    """Return how much of the height between the margins is filled, from 0 to 1; header and footer are no content."""
    height = page.get_height()
    top, bottom = height - mm(24), mm(22)
    lowest = min((low for _, low, _, high in boxes(page) if high < top + mm(4) and low > bottom - mm(2)), default=top)
    return float((top - lowest) / (top - bottom))


def boxes(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Yield what stands on the page, as left, bottom, right and top in points."""
    for each in page.get_objects():
        yield each.get_bounds() if hasattr(each, "get_bounds") else each.get_pos()


def mm(length: float) -> float:
    """Return millimetres in points."""
    return length * 72 / 25.4
