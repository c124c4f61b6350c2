"""The named styles as data: what each is called, which text of the theme it follows, and what the theme does not say."""

from __future__ import annotations

from dataclasses import dataclass

from reports.formats.docx import list_numbering

BODY = "body-text"
HEADER_GAP = 6
"""Points between the running header and the hairline below it."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style: which text of the theme it follows, and what the theme does not say."""

    id: str
    name: str
    """Built-in names as Word spells them in files, so that Word knows them."""
    look: str = ""
    """Key in the theme; empty for that of `based`."""
    based: str = "Normal"
    next: str = ""
    own: bool = False
    """Not one of Word's own styles."""
    outline: int = 9
    """Level in the outline from 0; 9 for text."""
    number: int = 0
    """Numbering that the style carries; see `numbering`."""
    depth: int = 0
    """Level of that numbering."""
    indent: tuple[float, float] | None = None
    """Left and hanging indent in points."""
    measure: bool = False
    """Keeps the measure of running text: right indent as the theme says."""
    before: float | None = None
    after: float | None = None
    rules: tuple[tuple[str, float, str, int], ...] = ()
    """Side, points, colour, distance in points."""
    tab: bool = False
    """Right tab at the end of the text column."""
    keep_next: bool = False
    keep_lines: bool = False
    colour: str = ""
    slanted: bool = False
    hidden: bool = False
    """Whether its words are for programs that cannot read what stands above them."""
    priority: int = 40


P = ParagraphStyle
PARAGRAPH_STYLES: tuple[ParagraphStyle, ...] = (
    P("BodyText", "Body Text", BODY, next="BodyText", measure=True, priority=1),
    P("Lead", "Lead", based="BodyText", next="BodyText", own=True, colour="primary", priority=2),
    P(
        "SmallPrint",
        "Small Print",
        "chart-note",
        next="BodyText",
        own=True,
        measure=True,
        before=10,
        after=7,
        priority=30,
    ),
    P("Masthead", "Masthead", "masthead", next="Title", own=True, tab=True, before=0, priority=30),
    P("Title", "Title", "title", next="Subtitle", keep_next=True, keep_lines=True, priority=10),
    P("Subtitle", "Subtitle", "subtitle", next="DocumentMeta", keep_lines=True, priority=11),
    P("DocumentMeta", "Document Meta", "meta", next="BodyText", own=True, priority=12),
    P("Heading1", "heading 1", "heading-1", next="BodyText", outline=0, keep_next=True, keep_lines=True, priority=9),
    P("Heading2", "heading 2", "heading-2", next="BodyText", outline=1, keep_next=True, keep_lines=True, priority=9),
    P("Heading3", "heading 3", "heading-3", next="BodyText", outline=2, keep_next=True, keep_lines=True, priority=9),
    P("ListBullet", "List Bullet", BODY, number=list_numbering.BULLETS, indent=(14, 14), measure=True, after=4),
    P(
        "ListBullet2",
        "List Bullet 2",
        based="ListBullet",
        measure=True,
        number=list_numbering.BULLETS,
        depth=1,
        indent=(28, 14),
    ),
    P(
        "ListBullet3",
        "List Bullet 3",
        based="ListBullet",
        measure=True,
        number=list_numbering.BULLETS,
        depth=2,
        indent=(42, 14),
    ),
    P("ListNumber", "List Number", BODY, number=list_numbering.NUMBERS, indent=(18, 18), measure=True, after=4),
    P(
        "ListNumber2",
        "List Number 2",
        based="ListNumber",
        measure=True,
        number=list_numbering.NUMBERS,
        depth=1,
        indent=(36, 18),
    ),
    P(
        "ListNumber3",
        "List Number 3",
        based="ListNumber",
        measure=True,
        number=list_numbering.NUMBERS,
        depth=2,
        indent=(54, 18),
    ),
    P("ListContinue", "List Continue", BODY, indent=(14, 0), measure=True, after=4),
    P("ListContinue2", "List Continue 2", based="ListContinue", indent=(28, 0), measure=True),
    P("ListContinue3", "List Continue 3", based="ListContinue", indent=(42, 0), measure=True),
    P("Quote", "Quote", "quote", next="QuoteSource", indent=(14, 0), measure=True, keep_next=True, slanted=True),
    P("QuoteSource", "Quote Source", "chart-note", next="BodyText", own=True, indent=(14, 0), measure=True, after=10),
    P(
        "Caption",
        "caption",
        "caption",
        next="ChartSubtitle",
        rules=(("top", 0.75, "ink", 5),),
        before=9,
        keep_next=True,
        keep_lines=True,
    ),
    P("TableCaption", "Table Caption", "caption", next="ChartSubtitle", own=True, before=7, after=5, keep_next=True),
    P("ChartSubtitle", "Chart Subtitle", "chart-subtitle", next="Chart", own=True, keep_next=True),
    P("Chart", "Chart", next="ChartNote", own=True, keep_next=True),
    P("Picture", "Picture", next="PictureLabel", own=True, before=14, keep_next=True),
    P("ChartWords", "Chart Words", "chart-note", next="ChartNote", own=True, keep_next=True, hidden=True),
    P("ChartNote", "Chart Note", "chart-note", next="ChartSource", own=True, before=4, keep_lines=True),
    P("ChartSource", "Chart Source", "chart-note", next="BodyText", own=True, after=11, keep_lines=True),
    P("PictureLabel", "Picture Label", "chart-note", next="BodyText", own=True, before=2, after=20),
    P("TableHead", "Table Head", "table-head", own=True, keep_next=True),
    P("TableText", "Table Text", "table-text", own=True),
    P("TableNote", "Table Note", "chart-note", next="BodyText", own=True, before=4, after=9),
    P("PanelLabel", "Table Heading", "bottom-line-label", own=True),
    P("PanelText", "Panel Text", "bottom-line-text", own=True),
    P(
        "PanelHeading", "Panel Heading", "box-heading", next="PanelText", own=True
    ),  # kept, its row would keep the next block
    P("AnalysisNote", "Analysis Note", "chart-note", next="PanelText", own=True, after=4, keep_next=True),
    P("PanelBullet", "Panel Bullet", "box-bullet", own=True, number=list_numbering.PANEL_BULLETS, indent=(11, 11)),
    P("GapBullet", "Gap Bullet", "box-bullet", own=True, number=list_numbering.GAP_BULLETS, indent=(11, 11)),
    P("BoxText", "Box Text", "bottom-line-text", own=True, after=5),
    P("TileStatus", "Tile Status", "tile-status", next="TileValue", own=True, keep_next=True),
    P("TileValue", "Tile Value", "tile-value", next="TileLabel", own=True, keep_next=True),
    P("TileLabel", "Tile Label", "tile-label", next="TileSource", own=True, keep_next=True),
    P("TileSource", "Tile Source", "tile-source", own=True),
    P("Spacer", "Spacer", BODY, next="BodyText", own=True, after=0, measure=True),
    P("TOCHeading", "TOC Heading", "toc-heading", next="BodyText", rules=(("bottom", 0.75, "ink", 4),), keep_next=True),
    P(
        "TOC1",
        "toc 1",
        "toc-1",
        next="BodyText",
        rules=(("bottom", 0.5, "hairline", 5), ("between", 0.5, "hairline", 5)),
        tab=True,
        after=0,
        keep_lines=True,
    ),
    P("SourceEntry", "Source Entry", "reference", own=True, indent=(16, 16), keep_lines=True),
    P("FootnoteText", "footnote text", "footnote-text"),
    P("HeaderFirst", "Header First Page", "header-footer", own=True, tab=True),
    P("Footer", "footer", "header-footer", tab=True),
)


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """A character style."""

    id: str
    name: str
    colour: str = ""
    bold: bool = False
    slanted: bool = False
    underlined: bool = False
    look: str = ""
    """Key in the theme whose size it takes."""
    own: bool = True


CHARACTER_STYLES: tuple[CharacterStyle, ...] = (
    CharacterStyle("Strong", "Strong", bold=True, own=False),
    CharacterStyle("Emphasis", "Emphasis", slanted=True, own=False),
    CharacterStyle("Focus", "Focus", "focus", bold=True),
    CharacterStyle("Hyperlink", "Hyperlink", "primary", underlined=True, own=False),
    CharacterStyle("CrossReference", "Cross Reference", "primary"),
    CharacterStyle("SourceMark", "Source Mark", "primary", look="source-mark"),
    CharacterStyle("SourceNumber", "Source Number", "primary", bold=True),
    CharacterStyle("CaptionLabel", "Caption Label", "primary"),
    CharacterStyle("TileHedge", "Tile Hedge", "ink", bold=True),
    CharacterStyle("MastheadKind", "Masthead Kind", "muted"),
)
CONTENTS_NUMBER = CharacterStyle("ContentsNumber", "Contents Number")
"""Of the numbers of headings in a table of contents, where there are any."""
