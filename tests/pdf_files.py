"""Documents the PDF writer is tried on, and what is read back from its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2

from reports.document import (
    Block,
    Blocks,
    Column,
    Columns,
    Definition,
    Definitions,
    Document,
    Figure,
    Focus,
    Heading,
    Inlines,
    List,
    Panel,
    Paragraph,
    Row,
    SourceList,
    SourceStrip,
    Strong,
    Table,
    Text,
    Tile,
    Tiles,
)
from reports.document.marked_cells import marked
from tests.sample import BARS, BOOK, DOTS, SHARES, UNITS, cite, document, point, ref, words


def said(*parts: str | tuple[str, ...]) -> Inlines:
    """Return a run of inlines: words, and ids of facts in tuples, cited."""
    return tuple(
        inline
        for part in parts
        for inline in ((Text(part),) if isinstance(part, str) else (Text("\u00a0"), cite(*part)))
    )


def body(*parts: str | tuple[str, ...]) -> Paragraph:
    """Return a paragraph of these parts."""
    return Paragraph(said(*parts))


def entry(term: Inlines, text: str) -> Definition:
    """Return a labelled statement."""
    return Definition(term, (Paragraph(words(text)),))


BOTTOM_LINE = Panel(
    "bottom-line",
    (),
    (
        Definitions(
            (
                entry(
                    words("What happened"),
                    "The office hosted the cities and the region and opened new lines and depots. Sources name some of "
                    "the partners; the office claims more than it has shown so far, letters of interest included.",
                ),
                entry(
                    (Focus(words("For the Harbour")),),
                    "It attended, led by its transport minister, and is not among those named. Its documented links "
                    "are earlier grants and the new depot, financed by the bank.",
                ),
                entry(words("Not known"), "Whether the Harbour signed anything, and the depot amount."),
            )
        ),
    ),
)


def tile(id: str, status: str, hedge: str, label: str, *, focus: bool = False) -> Tile:
    """Return a key figure."""
    return Tile(status, hedge, ref(id, "bare-short"), words(label), cite(id), focus)


TILES = Tiles(
    (
        tile("cities", "Took part", "", "cities, plus the region and its council"),
        tile("lines-open", "Signed", "", "new lines and depots; partners named"),
        tile("budget", "Claimed", "more than", "mobilised in months, letters of interest included"),
        tile("loan", "Approved", "up to", "by the bank for the new depot, a reserve"),
        tile("grant", "Signed earlier", "about", "the Harbour’s grants with its partners, early stage", focus=True),
    )
)
TEXT = (
    Heading(1, words("The meeting answered one worry: concentration"), "meeting"),
    body(
        "The head of the office led the meeting with the deputy mayor; foreign and other ministers took part",
        ("cities",),
        ". The steel works lead in most of the parts that trams need",
        ("share-steel",),
        ". The office answers with agreements, public finance and a new forum, chaired by the Hill through June",
        ("budget",),
        ".",
    ),
    Heading(1, words("For the Harbour, the links on record predate the meeting"), "harbour"),
    body(
        "Its transport minister led the delegation",
        ("grant",),
        ". The Harbour had signed grants with its partners, still at an early stage",
        ("grant",),
        ". The bank financed the new depot, for an amount that no source gives",
        ("depot",),
        ".",
    ),
)
STATES = {"●": "done", "○": "open", "–": "not named"}
MATRIX = Table(
    columns=(
        Column(words("")),
        *(Column(words(head), "center") for head in ("Took part", "Signed", "Second track", "Depot named")),
    ),
    rows=tuple(
        Row((words(name), *(marked(mark, STATES[mark]) for mark in marks)), focus=name == "Harbour")
        for name, marks in (
            ("Harbour", "●–○●"),
            ("Hill", "●–○○"),
            ("Old Town", "●–○○"),
            ("Ferry", "●●––"),
            ("Market", "●––○"),
            ("Station", "●–○–"),
            ("Mill", "––○○"),
            ("Bridge", "––○○"),
        )
    ),
    caption=words("The Harbour is named in three of four roles, but not as a signatory"),
    subtitle=words("Places that sources name in two roles or more"),
    note=said("Filled: reported as done. Ring: pursued, planned or potential. Dash: not named, not “absent”."),
    id="roles",
    alt="Eight places by role.",
)


def differing(point: str, main: str, other: str, printed: str, why: str, strip: str) -> Row:
    """Return a row of the table of differences; `strip` has a letter a source: p, o or -."""
    marks = [tuple(n for n, kind in enumerate(strip, start=1) if kind == want) for want in "po"]
    reason = (Strong(words(printed)), Text(f" {why}"))
    return Row((words(point), words(main), words(other), reason, (SourceStrip(marks[0], marks[1], len(strip)),)))


DIFFERENCES = Table(
    columns=tuple(
        Column(words(head), width=width)
        for head, width in (
            ("Point", 15),
            ("Main reading", 26),
            ("Other reading", 23),
            ("Printed here, and why", 25),
            ("Sources", 13),
        )
    ),
    rows=(
        differing("Cities", "All, with the region", "Most of the cities", "All:", "two sources agree", "ppo"),
        differing(
            "Ministers", "Foreign and other ministers", "Foreign ministers", "The wider:", "true either way", "p-o"
        ),
        differing("Day", "Wednesday, planned", "Friday; two days", "Wednesday:", "by dateline", "oo-"),
        differing("Depot", "Up to the sum approved", "A direct loan", "Up to:", "the cautious reading", "p-o"),
        differing(
            "Budget", "Loans, shares, letters of interest", "Letters not mentioned", "With letters:", "fuller", "p-o"
        ),
        differing("Chair", "The Hill, through June", "The Hill, at first", "Through June:", "the dated one", "po-"),
    ),
    id="differ",
    alt="Six points on which sources differ.",
)
GAPS = Panel(
    "gap",
    words("What the record does not say"),
    (
        List(
            tuple(
                (Paragraph(words(text)),)
                for text in (
                    "Whether the Harbour signed anything at the meeting.",
                    "How much the bank put into the depot, when, and on which terms.",
                    "Which partners and projects stand behind the grants.",
                    "Whether the Harbour is in the forum, or among those negotiated.",
                )
            )
        ),
    ),
)
UNITS_NARROW = replace(
    UNITS,
    points=(
        replace(
            point("lines-open", "at the meeting", "lines opened", "solid", "flat", named=8),
            named_words=("named", "not named"),
        ),
        point("lines-agreed", "concluded before it", "similar agreements", "dense", "flat"),
        point("lines-negotiated", "negotiations completed", "more lines", "light", "flat"),
    ),
)
SUMMARY: tuple[Block, ...] = (
    Figure(DOTS, "fig-cities"),
    BOTTOM_LINE,
    TILES,
    Columns((TEXT, (Figure(SHARES, "fig-shares"),)), (2, 1)),
    Figure(BARS, "fig-money"),
    Columns(
        (
            (
                Heading(1, words("New lines were opened, and sources name some of the partners"), "lines"),
                body(
                    "Ferry, Hill, Market, Mill, Old Town and Station are named",
                    ("lines-open",),
                    ". The Harbour is not.",
                ),
                Figure(UNITS_NARROW, "fig-lines"),
            ),
            (MATRIX, Panel("note", (), (body("Named once. Took part: Bridge, Mill. Signed: Market."),))),
        ),
        (1, 1),
    ),
    Heading(1, words("Where sources differ: they agree on the core, not on six details"), "differences"),
    DIFFERENCES,
    Columns(
        (
            (GAPS,),
            (
                Heading(1, words("Every figure rests on three reports"), "sources"),
                SourceList(tuple(BOOK.sources.values())),
            ),
        ),
        (1, 1),
    ),
)


def summary(**info: object) -> Document:
    """Return a summary for stakeholders, in the order of the reference picture; `info` replaces what it says."""
    base = document("summary")
    said_of_it = replace(base.info, kind="Summary for stakeholders", basis=(), **info)  # type: ignore[arg-type]
    return replace(base, info=said_of_it, blocks=SUMMARY)


def with_blocks(*blocks: Block, **info: object) -> Document:
    """Return a document of these blocks and nothing else."""
    base = document("summary")
    return replace(base, info=replace(base.info, **info), blocks=Blocks(blocks))  # type: ignore[arg-type]


# ── Reading back ─────────────────────────────────────────────────────────────────────────────────


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page, in reading order, as a PDF reader extracts it."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def squeezed(text: str) -> str:
    """Return `text` without white space of any kind."""
    return re.sub(r"\s+", "", text)


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield every element of the structure tree, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            continue
        yield element
        kids = element.get("/K", [])
        waiting[:0] = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
