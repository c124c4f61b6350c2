"""The styles part: named styles on top of the built-in ones, from the sizes and colours of the theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.model import ReportInfo
from reports.theme import TextStyle, Theme
from reports.writers.docx import numbering
from reports.writers.docx.elements import Element, root, rule, shade, tint, twips, twips_mm, w

LINE = 1.2207
"""Height of a line of Calibri over its size (hhea ascent, descent and gap); leading is set as a multiple of it, since an
exact height would clip pictures."""
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
    priority: int = 40


P = ParagraphStyle
PARAGRAPH_STYLES: tuple[ParagraphStyle, ...] = (
    P("BodyText", "Body Text", BODY, next="BodyText", measure=True, priority=1),
    P("Lead", "Lead", based="BodyText", next="BodyText", own=True, colour="primary", priority=2),
    P("Note", "Note", "chart-note", next="BodyText", own=True, measure=True, before=10, after=7, priority=30),
    P("Masthead", "Masthead", "masthead", next="Title", own=True, tab=True, before=0, priority=30),
    P("Title", "Title", "title", next="Subtitle", keep_next=True, keep_lines=True, priority=10),
    P("Subtitle", "Subtitle", "subtitle", next="DocumentMeta", keep_lines=True, priority=11),
    P("DocumentMeta", "Document Meta", "meta", next="BodyText", own=True, priority=12),
    P("Heading1", "heading 1", "heading-1", next="BodyText", outline=0, keep_next=True, keep_lines=True, priority=9),
    P("Heading2", "heading 2", "heading-2", next="BodyText", outline=1, keep_next=True, keep_lines=True, priority=9),
    P("Heading3", "heading 3", "heading-3", next="BodyText", outline=2, keep_next=True, keep_lines=True, priority=9),
    P("ListBullet", "List Bullet", BODY, number=numbering.BULLETS, indent=(14, 14), measure=True, after=4),
    P("ListBullet2", "List Bullet 2", based="ListBullet", number=numbering.BULLETS, depth=1, indent=(28, 14)),
    P("ListBullet3", "List Bullet 3", based="ListBullet", number=numbering.BULLETS, depth=2, indent=(42, 14)),
    P("ListNumber", "List Number", BODY, number=numbering.NUMBERS, indent=(18, 18), measure=True, after=4),
    P("ListNumber2", "List Number 2", based="ListNumber", number=numbering.NUMBERS, depth=1, indent=(36, 18)),
    P("ListNumber3", "List Number 3", based="ListNumber", number=numbering.NUMBERS, depth=2, indent=(54, 18)),
    P("ListContinue", "List Continue", BODY, indent=(14, 0), measure=True, after=4),
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
    P("ChartNote", "Chart Note", "chart-note", next="ChartSource", own=True, before=4, keep_lines=True),
    P("ChartSource", "Chart Source", "chart-note", next="BodyText", own=True, after=11, keep_lines=True),
    P("PictureLabel", "Picture Label", "chart-note", next="BodyText", own=True, before=2, after=20),
    P("TableHead", "Table Head", "table-head", own=True, keep_next=True),
    P("TableText", "Table Text", "table-text", own=True),
    P("TableNote", "Table Note", "chart-note", next="BodyText", own=True, before=4, after=9),
    P("PanelLabel", "Panel Label", "bottom-line-label", own=True),
    P("PanelText", "Panel Text", "bottom-line-text", own=True),
    P("PanelHeading", "Panel Heading", "box-heading", next="PanelText", own=True, keep_next=True),
    P("AnalysisNote", "Analysis Note", "chart-note", next="PanelText", own=True, after=4, keep_next=True),
    P("PanelBullet", "Panel Bullet", "box-bullet", own=True, number=numbering.PANEL_BULLETS, indent=(11, 11)),
    P("GapBullet", "Gap Bullet", "box-bullet", own=True, number=numbering.GAP_BULLETS, indent=(11, 11)),
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
    P("Reference", "Reference", "reference", own=True, indent=(16, 16), keep_lines=True),
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


def styles_part(theme: Theme, info: ReportInfo, text_width: int) -> Element:
    """Return the styles part; `text_width` is the width of the text column in twips."""
    made = root("styles", (_defaults(theme, info), _latent()))
    made.append(_normal())
    made.append(_default_character())
    made.append(_default_table())
    made.append(_no_list())
    made.extend(list(_paragraph_styles(theme, text_width)))
    made.extend([_character_style(style, theme) for style in CHARACTER_STYLES])
    made.append(_footnote_reference())
    made.extend(list(_table_styles(theme)))
    return made


def looks(theme: Theme) -> dict[str, TextStyle]:
    """Return the text styles of the theme; what it lacks follows from its running text."""
    named = dict(theme.word.styles)
    body, first = named[BODY], named["heading-1"]
    below = TextStyle(body.size, body.leading, first.weight, first.colour, 12, 3, True)
    named.setdefault("heading-2", below)
    named.setdefault("heading-3", TextStyle(body.size, body.leading, first.weight, "primary", 9, 2, True))
    named.setdefault("quote", TextStyle(body.size, body.leading, body.weight, body.colour, 7, 2))
    return named


def _defaults(theme: Theme, info: ReportInfo) -> Element:
    body = theme.word.styles[BODY]
    fonts = w(
        "rFonts", asciiTheme="minorHAnsi", hAnsiTheme="minorHAnsi", eastAsiaTheme="minorEastAsia", cstheme="minorBidi"
    )
    text = w(
        "rPr",
        fonts,
        w("color", **tint(theme, body.colour)),
        w("sz", val=_half_points(body.size)),
        w("szCs", val=_half_points(body.size)),
        w("lang", val=info.language, eastAsia=info.language, bidi="ar-SA"),
    )
    return w(
        "docDefaults",
        w("rPrDefault", text),
        w("pPrDefault", w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))),
    )


def _latent() -> Element:
    shown = ("Normal", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "Body Text", "Quote", "caption")
    exceptions = [w("lsdException", name=name, uiPriority=9, qFormat=1, semiHidden=0, unhideWhenUsed=0) for name in shown]
    return w(
        "latentStyles",
        *exceptions,
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=0,
        defUnhideWhenUsed=0,
        defQFormat=0,
        count=376,
    )


def _normal() -> Element:
    widow = w("pPr", w("widowControl"))
    return w("style", w("name", val="Normal"), w("qFormat"), widow, type="paragraph", default=1, styleId="Normal")


def _default_character() -> Element:
    name = w("name", val="Default Paragraph Font")
    return w(
        "style",
        name,
        w("uiPriority", val=1),
        w("semiHidden"),
        w("unhideWhenUsed"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )


def _default_table() -> Element:
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _no_list() -> Element:
    return w(
        "style",
        w("name", val="No List"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        type="numbering",
        default=1,
        styleId="NoList",
    )


def _paragraph_styles(theme: Theme, text_width: int) -> Iterator[Element]:
    named = looks(theme)
    for style in (*PARAGRAPH_STYLES, _header(theme)):
        look = named[style.look] if style.look else None
        made = w("style", w("name", val=style.name), w("basedOn", val=style.based))
        if style.next:
            made.append(w("next", val=style.next))
        made.extend([w("uiPriority", val=style.priority), w("qFormat")])
        made.append(_paragraph_properties(style, look, theme, text_width))
        made.append(_run_properties(style, look, theme))
        _head(made, "paragraph", style.id, own=style.own)
        yield made


def _header(theme: Theme) -> ParagraphStyle:
    """Return the running header; the space below it ends at the upper margin of the pages that have one."""
    margins, look = theme.word.margins_mm, theme.word.styles["header-footer"]
    room = (margins["top"] - margins["header"]) * 72 / 25.4 - look.leading - HEADER_GAP
    hairline = (("bottom", 0.5, "hairline", HEADER_GAP),)
    return P("Header", "header", "header-footer", rules=hairline, tab=True, after=max(round(room, 1), 0))


def _head(made: Element, kind: str, id: str, *, own: bool) -> None:
    made.attrib.update(w("style", type=kind, styleId=id, **({"customStyle": 1} if own else {})).attrib)


def _paragraph_properties(style: ParagraphStyle, look: TextStyle | None, theme: Theme, text_width: int) -> Element:
    rules = _rules(style, look, theme)
    number = w("numPr", w("ilvl", val=style.depth), w("numId", val=style.number)) if style.number else None
    keep = style.keep_next or bool(look and look.keep_next)
    return w(
        "pPr",
        w("keepNext") if keep else None,
        w("keepLines") if style.keep_lines else None,
        number,
        w("pBdr", *rules) if rules else None,
        w("tabs", w("tab", val="right", pos=text_width)) if style.tab else None,
        _spacing(style, look),
        _indent(style, theme),
        w("outlineLvl", val=style.outline) if style.outline < 9 else None,
    )


def _rules(style: ParagraphStyle, look: TextStyle | None, theme: Theme) -> list[Element]:
    if style.rules:
        return [rule(side, theme, _theme_points(side, points, look), colour, gap) for side, points, colour, gap in style.rules]
    if look and look.border_top:
        return [rule("top", theme, look.border_top, look.colour, round(look.before))]
    return []


def _theme_points(side: str, points: float, look: TextStyle | None) -> float:
    """Return the thickness that the theme says, or `points`."""
    if look is None:
        return points
    return (look.border_top if side == "top" else look.border_bottom) or points


def _spacing(style: ParagraphStyle, look: TextStyle | None) -> Element | None:
    if look is None and style.before is None and style.after is None:
        return None
    made = w("spacing")
    before = style.before if style.before is not None else look.before if look else None
    after = style.after if style.after is not None else look.after if look else None
    line = round(240 * look.leading / (look.size * LINE)) if look else None
    values = {"before": before and twips(before), "after": after and twips(after), "line": line}
    known = {key: value for key, value in values.items() if value is not None}
    if line is not None:
        known["lineRule"] = "auto"  # type: ignore[assignment]
    made.attrib.update(w("spacing", **{key: round(v) if isinstance(v, float) else v for key, v in known.items()}).attrib)
    return made


def _indent(style: ParagraphStyle, theme: Theme) -> Element | None:
    values: dict[str, int] = {}
    if style.indent:
        left, hanging = style.indent
        values |= {"left": twips(left), "hanging": twips(hanging)} if hanging else {"left": twips(left)}
    if style.measure:
        values["right"] = twips_mm(theme.word.styles[BODY].right_indent_mm)
    return w("ind", **values) if values else None


def _run_properties(style: ParagraphStyle, look: TextStyle | None, theme: Theme) -> Element:
    colour = style.colour or (look.colour if look else "")
    bold = look is not None and look.weight >= 600
    return w(
        "rPr",
        *((w("b"), w("bCs")) if bold else ()),
        *((w("i"), w("iCs")) if style.slanted else ()),
        w("color", **tint(theme, colour)) if colour else None,
        *((w("sz", val=_half_points(look.size)), w("szCs", val=_half_points(look.size))) if look else ()),
    )


def _half_points(size: float) -> int:
    return round(size * 2)


def _character_style(style: CharacterStyle, theme: Theme) -> Element:
    size = _half_points(theme.word.styles[style.look].size) if style.look else 0
    properties = w(
        "rPr",
        *((w("b"), w("bCs")) if style.bold else ()),
        *((w("i"), w("iCs")) if style.slanted else ()),
        w("color", **tint(theme, style.colour)) if style.colour else None,
        *((w("sz", val=size), w("szCs", val=size)) if size else ()),
        w("u", val="single") if style.underlined else None,
    )
    made = w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="DefaultParagraphFont"),
        w("uiPriority", val=22),
        w("qFormat"),
        properties,
    )
    _head(made, "character", style.id, own=style.own)
    return made


def _footnote_reference() -> Element:
    made = w(
        "style",
        w("name", val="footnote reference"),
        w("basedOn", val="DefaultParagraphFont"),
        w("uiPriority", val=99),
        w("rPr", w("vertAlign", val="superscript")),
    )
    _head(made, "character", "FootnoteReference", own=False)
    return made


def _table_styles(theme: Theme) -> Iterator[Element]:
    edge, hair = (0.75, "ink"), (0.5, "hairline")
    lines = _borders(theme, top=edge, bottom=edge, insideH=hair)
    head = w("tcPr", w("tcBorders", rule("bottom", theme, *edge)))
    yield _table_style("ReportTable", "Report Table", lines, (3.6, 0, 3.6, 8), head=head)
    rows = _borders(theme, top=hair, bottom=hair, insideH=hair)
    yield _table_style("Definitions", "Definitions", rows, (6, 0, 6, 12))
    for id, name, borders, margins, fill in (
        ("PanelBottomLine", "Panel Bottom Line", {"insideH": (0.5, "panel-rule")}, (8, 12, 8, 12), "panel"),
        ("PanelGap", "Panel Gap", {"left": (3, "focus")}, (9, 12, 9, 12), "panel"),
        ("PanelPoint", "Panel Point", {}, (9, 12, 9, 12), "panel"),
        ("PanelAnalysis", "Panel Analysis", {"left": (3, "primary")}, (2, 12, 2, 0), ""),
        ("PanelNote", "Panel Note", {"left": (3, "hairline")}, (2, 12, 2, 0), ""),
        ("TileTable", "Tile Table", {}, (6, 0, 0, 0), ""),
    ):
        cells = w("tcPr", shade(theme, fill)) if fill else None
        yield _table_style(id, name, _borders(theme, **borders) if borders else None, margins, cells)


def _borders(theme: Theme, **sides: tuple[float, str]) -> Element:
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    return w("tblBorders", *(rule(side, theme, *sides[side]) for side in order if side in sides))


def _margins(top: float, left: float, bottom: float, right: float) -> Element:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    return w("tblCellMar", *(w(side, w=twips(points), type="dxa") for side, points in sides))


def _table_style(
    id: str,
    name: str,
    borders: Element | None,
    margins: tuple[float, float, float, float],
    cells: Element | None = None,
    head: Element | None = None,
) -> Element:
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), borders, _margins(*margins))
    bold = w("rPr", w("b"), w("bCs"))
    parts = []
    if head is not None:
        parts = [w("tblStylePr", bold, w("tblPr"), head, type="firstRow"), w("tblStylePr", w("rPr", w("b"), w("bCs")), type="firstCol")]
    made = w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=40),
        w("qFormat"),
        properties,
        cells,
        *parts,
    )
    _head(made, "table", id, own=True)
    return made
