"""The styles part: named styles on top of the built-in ones, from the sizes and colours of the theme."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import ReportInfo
from reports.formats.docx.mirrored_parts import turn_properties
from reports.formats.docx.named_styles import (
    BODY,
    CHARACTER_STYLES,
    CONTENTS_NUMBER,
    HEADER_GAP,
    PARAGRAPH_STYLES,
    CharacterStyle,
    ParagraphStyle,
)
from reports.languages.registry import is_rtl
from reports.ooxml.wordprocessingml import Element, clark, root, rule, shade, tint, twips, twips_mm, w
from reports.theme.definition import TextStyle, Theme
from reports.theme.text_metrics import metrics

HEADS = ("Title", "Subtitle", "Heading1", "Heading2", "Heading3", "TOCHeading")
"""Styles that are set in the family of headings."""

CLEAR = 1.36
"""Of its size between lines of Arabic letters: four fifths of it stand above the line, as high as letters with signs reach."""


def styles_part(theme: Theme, info: ReportInfo, text_width: int, *, numbered: bool = False) -> Element:
    """Return the styles part.

    Args:
        theme: the look.
        info: of the report.
        text_width: width of the text column in twips.
        numbered: whether contents show the numbers of headings.
    """
    made = root("styles", (_defaults(theme, info), _latent()))
    made.append(_normal())
    made.append(_default_character())
    made.append(_default_table())
    made.append(_no_list())
    made.extend(list(_paragraph_styles(theme, text_width)))
    made.extend([_character_style(style, theme) for style in (*CHARACTER_STYLES, *[CONTENTS_NUMBER] * numbered)])
    made.append(_footnote_reference())
    made.extend(list(_table_styles(theme, rtl=is_rtl(info.language))))
    if is_rtl(info.language):
        for properties in made.iter(clark("w:pPr")):
            turn_properties(properties)
        _lines_of_other_scripts(made, theme)
    return made


def _lines_of_other_scripts(styles: Element, theme: Theme) -> None:
    """Say in points how far lines of paragraphs stand from each other, in place.

    A multiple would follow letters that are taller than those which the multiples were made for, and so would a least height:
    their font asks for up to 1.73 of its size, and programs read that from different tables of it (17.3.1.33).
    """
    for style in styles.iter(clark("w:style")):
        spacing, size = (
            style.find(f"{clark('w:pPr')}/{clark('w:spacing')}"),
            style.find(f"{clark('w:rPr')}/{clark('w:sz')}"),
        )
        if spacing is None or size is None or spacing.get(clark("w:lineRule")) != "auto":
            continue
        lines, points = int(spacing.get(clark("w:line"), "240")) / 240, int(size.get(clark("w:val"), "0")) / 2
        family = theme.fonts.office_headings if style.get(clark("w:styleId")) in HEADS else theme.fonts.office
        leading = max(lines * metrics(family, theme.folder).line, CLEAR) * points
        spacing.set(clark("w:line"), str(round(20 * leading)))
        spacing.set(clark("w:lineRule"), "exact")


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
        w("lang", val=info.language, eastAsia=info.language, bidi=info.language if is_rtl(info.language) else "ar-SA"),
    )
    return w(
        "docDefaults",
        w("rPrDefault", text),
        w("pPrDefault", w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))),
    )


def _latent() -> Element:
    shown = ("Normal", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "Body Text", "Quote", "caption")
    exceptions = [
        w("lsdException", name=name, uiPriority=9, qFormat=1, semiHidden=0, unhideWhenUsed=0) for name in shown
    ]
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
    return ParagraphStyle("Header", "header", "header-footer", rules=hairline, tab=True, after=max(round(room, 1), 0))


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
        _spacing(style, look, theme),
        _indent(style, theme),
        w("outlineLvl", val=style.outline) if style.outline < 9 else None,
    )


def _rules(style: ParagraphStyle, look: TextStyle | None, theme: Theme) -> list[Element]:
    if style.rules:
        return [
            rule(side, theme, _theme_points(side, points, look), colour, gap)
            for side, points, colour, gap in style.rules
        ]
    if look and look.border_top:
        return [rule("top", theme, look.border_top, look.colour, round(look.before))]
    return []


def _theme_points(side: str, points: float, look: TextStyle | None) -> float:
    """Return the thickness that the theme says, or `points`."""
    if look is None:
        return points
    return (look.border_top if side == "top" else look.border_bottom) or points


def _spacing(style: ParagraphStyle, look: TextStyle | None, theme: Theme) -> Element | None:
    if look is None and style.before is None and style.after is None:
        return None
    made = w("spacing")
    before = style.before if style.before is not None else look.before if look else None
    after = style.after if style.after is not None else look.after if look else None
    # A multiple of the font's own line, since an exact height would clip pictures (17.3.1.33).
    family = theme.fonts.office_headings if style.id in HEADS else theme.fonts.office
    line = round(240 * look.leading / (look.size * metrics(family, theme.folder).line)) if look else None
    values = {"before": before and twips(before), "after": after and twips(after), "line": line}
    known = {key: value for key, value in values.items() if value is not None}
    if line is not None:
        known["lineRule"] = "auto"  # type: ignore[assignment]
    made.attrib.update(
        w("spacing", **{key: round(v) if isinstance(v, float) else v for key, v in known.items()}).attrib
    )
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
        w("rFonts", asciiTheme="majorHAnsi", hAnsiTheme="majorHAnsi") if _is_head(style, theme) else None,
        *((w("b"), w("bCs")) if bold else ()),
        *((w("i"), w("iCs")) if style.slanted else ()),
        w("vanish") if style.hidden else None,
        w("color", **tint(theme, colour)) if colour else None,
        *((w("sz", val=_half_points(look.size)), w("szCs", val=_half_points(look.size))) if look else ()),
    )


def _is_head(style: ParagraphStyle, theme: Theme) -> bool:
    """Return whether a style is set in the family of headings, where that is another than that of text."""
    return style.id in HEADS and theme.fonts.office_headings != theme.fonts.office


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


def _table_styles(theme: Theme, *, rtl: bool) -> Iterator[Element]:
    end = 12 if rtl else 0  # programs differ on which side of a turned table is its left one
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
        ("PanelAnalysis", "Panel Analysis", {"left": (3, "primary")}, (2, 12, 2, end), ""),
        ("PanelNote", "Panel Note", {"left": (3, "hairline")}, (2, 12, 2, end), ""),
        ("TileTable", "Tile Table", {}, (0, 0, 0, 0), ""),
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
        parts = [
            w("tblStylePr", bold, w("tblPr"), head, type="firstRow"),
            w("tblStylePr", w("rPr", w("b"), w("bCs")), type="firstCol"),
        ]
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
