"""A small document with every block, inline and chart kind, made by hand: what writers are tested on."""

from __future__ import annotations

from decimal import Decimal

from reports.document import (
    ChartPoint,
    ChartSpec,
    Cite,
    Column,
    Columns,
    Contents,
    CrossRef,
    Definition,
    Definitions,
    Document,
    Emphasis,
    FactRef,
    Figure,
    Focus,
    Footnote,
    Heading,
    Inlines,
    LineBreak,
    Link,
    List,
    Literal,
    Name,
    Notes,
    Panel,
    Paragraph,
    Quote,
    ReportInfo,
    Row,
    SourceList,
    SourceStrip,
    Span,
    Strong,
    Table,
    Text,
    Tile,
    Tiles,
    Words,
)
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, Source, SourceRef
from reports.domain.qualifiers import End, Qualifier
from reports.domain.statuses import Fill, Status
from reports.domain.wording import quote
from reports.languages.registry import language
from reports.load.theme_file import default_theme
from reports.theme.definition import Theme


def theme() -> Theme:
    """Return the theme that comes with the program."""
    return default_theme()


def source(number: int) -> Source:
    """Return an invented source with this mark."""
    return Source(
        id=f"paper-{number}",
        number=number,
        title=f"Annual tram report, volume {'ABCDE'[number - 1]}",
        short=f"Tram report {'ABCDE'[number - 1]}",
        publisher="City transport office",
        date="March 2031",
        accessed="2031-04-01",
    )


def fact(id: str, value: str | None, unit: str, qualifier: str, status: str, *numbers: int) -> Fact:
    """Return an invented fact."""
    return Fact(
        id=id,
        statement=f"Statement of {id}.",
        label=id.replace("-", " "),
        topic="trams",
        value=None if value is None else Decimal(value),
        unit=unit,
        qualifier=Qualifier(qualifier),
        status=Status(status),
        sources=tuple(SourceRef(source=f"paper-{n}", paragraph=n, anchor=id) for n in numbers),
        recorded="2031-04-02",
    )


FACTS = (
    fact("lines-open", "11", "lines", "exactly", "signed", 1, 2),
    fact("lines-agreed", "10", "lines", "exactly", "concluded", 2),
    fact("lines-negotiated", "17", "lines", "exactly", "negotiated", 2),
    fact("budget", "30", "USD billion", "more-than", "claimed", 1, 2),
    fact("letters", "14.8", "USD billion", "exactly", "letter-of-interest", 3),
    fact("loan", "10", "USD billion", "up-to", "approved", 1),
    fact("grant", "0.5", "USD billion", "approximately", "signed", 2),
    fact("depot", None, "USD billion", "not-stated", "financed", 3),
    fact("share-steel", "74", "percent", "more-than", "reported", 3),
    fact("share-copper", "72", "percent", "about", "reported", 3),
    fact("share-glass", "70", "percent", "exactly", "reported", 2),
    fact("cities", "54", "cities", "exactly", "reported", 1, 2, 3),
)
BOOK = FactBook(
    sources={s.id: s for s in map(source, (1, 2, 3))},
    actors={},
    facts={f.id: f for f in FACTS},
    version="0123456789ab",
    as_of="2031-04-02",
)
SPEECH = language("en-GB")


def ref(id: str, name: str = "figure") -> FactRef:
    """Return a figure of the sample facts."""
    return FactRef(id, name, quote(BOOK.facts[id], name, SPEECH))


def cite(*ids: str) -> Cite:
    """Return the marks of these facts."""
    marks = BOOK.marks(tuple(s for id in ids for s in BOOK.facts[id].source_ids))
    return Cite(ids, tuple(BOOK.numbers[s] for s in marks))


def words(text: str) -> Inlines:
    """Return plain text as inlines."""
    return (Text(text),)


def point(
    id: str,
    label: str,
    said: str,
    fill: Fill,
    end: End,
    *,
    focus: bool = False,
    named: int | None = None,
    span: Span | None = None,
) -> ChartPoint:
    """Return a chart row of a sample fact."""
    f = BOOK.facts[id]
    figure = quote(f, "number", SPEECH) if f.value is not None else "not stated"
    marks = cite(id).numbers
    stated = "" if span else quote(f, "figure", SPEECH)
    return ChartPoint(
        id, label, f.value, str(f.qualifier), str(f.status), fill, end, figure, said, marks, focus, named, span,
        stated=stated,
    )  # fmt: skip


def chart(
    id: str,
    kind: str,
    title: str,
    unit: str,
    *points: ChartPoint,
    maximum: Decimal | None = None,
    start: str = "",
    stop: str = "",
    today: str = "",
) -> ChartSpec:
    """Return a chart of sample points."""
    return ChartSpec(
        id=id,
        kind=kind,
        title=words(title),
        subtitle=words(f"Trams by measure, {unit}; periods differ"),
        points=points,
        note=words("> more than, ≤ up to, ≈ about. Amounts may overlap; do not add them."),
        sources=(Text("Sources: "), cite("budget"), Text(" Tram report A; Tram report B.")),
        alt=f"{title}. Shown in words.",
        unit=unit,
        maximum=maximum,
        start=start,
        stop=stop,
        today=today,
    )


BARS = chart(
    "money",
    "bars",
    "Only one of five amounts is reported as approved, and it is a ceiling",
    "billions of US dollars",
    point("budget", "City total, letters of interest included", "claimed as mobilised", "dots", "arrow"),
    point("letters", "Bank, letters of interest", "issued", "dashed", "flat"),
    point("loan", "Bank, new depot", "approved", "solid", "wall"),
    point("grant", "Harbour, first grant", "signed earlier, early stage", "solid", "fade", focus=True),
    point("depot", "Harbour, depot", "financed by the bank", "solid", "none", focus=True),
)
UNITS = chart(
    "lines",
    "units",
    "Signed, concluded, negotiated: three groups apart",
    "lines",
    point("lines-open", "Signed at the meeting", "lines opened", "solid", "flat", named=8),
    point("lines-agreed", "Concluded before it", "similar agreements", "dense", "flat"),
    point("lines-negotiated", "Negotiations completed", "more lines", "light", "flat"),
)
SHARES = chart(
    "shares",
    "lollipop",
    "Steel and copper each lean on one supplier",
    "per cent",
    point("share-steel", "Steel: share of supply", "", "plain", "arrow"),
    point("share-copper", "Copper: share of reserves", "", "plain", "fade"),
    point("share-glass", "Glass: average share", "", "plain", "flat", focus=True),
    maximum=Decimal(100),
)
TIMELINE = chart(
    "dates",
    "timeline",
    "Five dated steps, most of them derived",
    "date",
    point(
        "budget",
        "Budget, past six months",
        "start derived: about August",
        "solid",
        "flat",
        span=Span("2030-08", "2031-02-03", derived_start=True),
    ),
    point(
        "letters",
        "Investment with the bank",
        "October, planned; year derived",
        "solid",
        "flat",
        span=Span("2030-10", "2030-10", planned=True),
    ),
    point(
        "loan",
        "Stake in the depot",
        "5 December, planned",
        "solid",
        "flat",
        span=Span("2030-12-05", "2030-12-05", planned=True),
    ),
    point("cities", "Meeting", "Wednesday", "solid", "flat", span=Span("2031-02-04", "2031-02-04")),
    point(
        "grant",
        "Harbour chairs",
        "through June",
        "solid",
        "flat",
        focus=True,
        span=Span("2031-02-04", "2031-06", derived_start=True),
    ),
    start="2030-08",
    stop="2031-06",
    today="2031-04-02",
)
DOTS = chart(
    "cities",
    "dots",
    "Harbour among the 54 cities; the ring is the region",
    "cities",
    point("cities", "cities", "", "solid", "flat", named=1),
)

TABLE = Table(
    columns=(
        Column(words("Point")),
        Column(words("One reading"), width=2),
        Column(words("Value"), "right"),
        Column(words("Sources")),
    ),
    rows=(
        Row(
            (
                words("Cities"),
                (ref("cities"), Text(" and the region"), cite("cities")),
                (ref("cities"),),
                (SourceStrip((1, 3), (2,), 3),),
            )
        ),
        Row(
            (
                words("Harbour"),
                (ref("grant"), Text(" "), cite("grant")),
                (ref("grant", "number"),),
                (SourceStrip((2,), (), 3),),
            ),
            focus=True,
        ),
    ),
    caption=words("Where sources differ"),
    id="differ",
    number=1,
    note=words("Dash: silent."),
    alt="Two points on which sources differ.",
)


def tile(id: str, status: str, hedge: str, label: str, *, focus: bool = False) -> Tile:
    """Return a key figure."""
    return Tile(status, hedge, ref(id, "bare-short"), words(label), cite(id), focus)


BLOCKS = (
    Figure(DOTS, "fig-cities"),
    Panel(
        "bottom-line",
        (),
        (
            Definitions(
                (
                    Definition(
                        words("What happened"),
                        (
                            Paragraph(
                                (
                                    Text("The office opened "),
                                    ref("lines-open"),
                                    Text(" lines and claims "),
                                    ref("budget"),
                                    Text(", letters of interest included."),
                                )
                            ),
                        ),
                    ),
                    Definition(
                        (Focus(words("For the Harbour")),),
                        (Paragraph((Text("It holds grants of "), ref("grant"), Text(", still at an early stage."))),),
                    ),
                    Definition(
                        words("Not known"),
                        (
                            Paragraph(
                                words("Whether the Harbour signed anything."),
                            ),
                        ),
                    ),
                )
            ),
        ),
    ),
    Tiles(
        (
            tile("cities", "Took part", "", "cities, plus the region"),
            tile("lines-open", "Signed", "", "new lines; eight partners named"),
            tile("budget", "Claimed", "more than", "mobilised, letters of interest included"),
            tile("grant", "Signed earlier", "about", "for the Harbour, at an early stage", focus=True),
        )
    ),
    Contents(words("In this brief")),
    Heading(1, words("The money figures differ in status and cannot be added"), "money"),
    Paragraph(
        (
            Text("The office claims "),
            ref("budget"),
            Text("\u00a0"),
            cite("budget"),
            Text(". The "),
            Name("bank", "Bank of 2030"),
            Text(" approved "),
            ref("loan"),
            Text("\u00a0"),
            cite("loan"),
            Text(" ("),
            CrossRef("fig-money", "Figure 1"),
            Text(")."),
            Footnote((Text("No source says how far they overlap "), cite("letters"), Text("."))),
        )
    ),
    Figure(BARS, "fig-money", 1),
    Heading(2, words("Groups stay apart"), "groups"),
    Paragraph(
        (
            Strong(words("Bold")),
            Text(", "),
            Emphasis(words("slanted")),
            Text(", "),
            Link(words("a page"), "https://example.org/"),
            Text(", target year "),
            Literal("2040", "target year"),
            Text("."),
            LineBreak(),
            Text("A new line."),
        )
    ),
    List(
        (
            (
                Paragraph(
                    words("First point of the list, with enough words to run over the end of a line of text in print.")
                ),
            ),
            (Paragraph(words("Second point.")), List(((Paragraph(words("Point below it.")),),))),
        )
    ),
    List(((Paragraph(words("Ask the bank.")),), (Paragraph(words("Ask the office.")),)), ordered=True),
    Figure(UNITS, "fig-lines", 2),
    Columns(
        (
            (
                Heading(2, words("Two suppliers stand out"), "two"),
                Paragraph(
                    (
                        Text("Steel leans on one supplier: "),
                        ref("share-steel"),
                        Text("\u00a0"),
                        cite("share-steel"),
                        Text("."),
                    )
                ),
            ),
            (Figure(SHARES, "fig-shares", 3),),
        ),
        (2, 1),
    ),
    Figure(TIMELINE, "fig-dates", 4),
    TABLE,
    Panel(
        "gap",
        words("What the record does not say"),
        (
            List(
                (
                    (
                        Paragraph(
                            words("Whether the Harbour signed anything."),
                        ),
                    ),
                    (Paragraph((Text("How much stands behind "), ref("grant"), Text("."))),),
                )
            ),
        ),
    ),
    Panel(
        "analysis",
        words("Options for a decision-maker"),
        (Paragraph(words("Reasons for and against, from the facts cited.")),),
    ),
    Quote(words("We will build new lines."), words("the transport office")),
    Heading(1, words("Three reports stand behind every figure"), "sources"),
    SourceList(tuple(BOOK.sources.values())),
)

SLIDE_BLOCKS = (
    Heading(1, words("Trams in 54 cities"), "cover", (("layout", "title"), ("seconds", "30"))),
    Figure(DOTS, "fig-cities"),
    Notes(
        (
            Paragraph(
                words("Good morning. This talk takes a quarter of an hour."),
            ),
        )
    ),
    Heading(
        1,
        words("The Harbour attended, but no source names it as a partner"),
        "story",
        (("layout", "whole-story"), ("seconds", "60"), ("section", "The story")),
    ),
    Paragraph(words("The meeting in four figures and three sentences")),
    BLOCKS[2],
    BLOCKS[1],
    Notes((Paragraph((Text("The office claims "), ref("budget"), Text("."))),)),
    Heading(
        1,
        words("Only one amount is approved, and it is a ceiling"),
        "slide-money",
        (("layout", "chart"), ("seconds", "70")),
    ),
    Paragraph(words("Financing as each source reports it, billions of US dollars")),
    Figure(BARS, "fig-money"),
    Notes(
        (
            Paragraph(
                words("Do not add these amounts."),
            ),
        )
    ),
    Heading(
        1,
        words("The lines follow months of agreements"),
        "slide-lines",
        (("layout", "chart-points"), ("seconds", "70")),
    ),
    Paragraph(words("Agreements by status")),
    Figure(UNITS, "fig-lines"),
    List(((Paragraph(words("Ferry")),), (Paragraph(words("Hill")),))),
    Panel("point", (), (Paragraph((Focus(words("The Harbour")), Text(" is not among the eight named."))),)),
    Notes(
        (
            Paragraph(
                words("Three groups, three kinds of paper."),
            ),
        )
    ),
    Heading(1, words("The sources differ on two points"), "slide-differ", (("layout", "table"), ("seconds", "60"))),
    Paragraph(words("Printed reading, other reading and reason")),
    TABLE,
    Notes(
        (
            Paragraph(
                words("Each difference is printed."),
            ),
        )
    ),
    Heading(
        1,
        words("Three reports stand behind every figure in this deck"),
        "slide-sources",
        (("layout", "sources"), ("seconds", "10")),
    ),
    SourceList(tuple(BOOK.sources.values())),
    Notes(
        (
            Paragraph(
                words("These are the sources."),
            ),
        )
    ),
)


def info(id: str, *formats: str) -> ReportInfo:
    """Return what the sample says of itself."""
    return ReportInfo(
        id=id,
        name=id,
        formats=formats,
        slides="pptx" in formats,
        title=words("Trams of the Harbour"),
        subtitle=words("What the office opened, and where the Harbour stands"),
        kind="Policy brief",
        organisation="Organisation name",
        version="0.1",
        language="en-GB",
        as_of="2031-04-02",
        as_of_text="2 April 2031",
        basis=words("Built on three reports"),
        focus="harbour",
        minutes=5,
    )


def document(id: str = "brief") -> Document:
    """Return the sample as a brief, or as a deck where `id` is 'deck'."""
    return Document(
        info(id, {"deck": "pptx", "summary": "pdf"}.get(id, "docx")),
        SLIDE_BLOCKS if id == "deck" else BLOCKS,
        Words("en-GB", dict(SPEECH.tables["furniture"])),
        BOOK,
    )
