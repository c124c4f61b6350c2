"""The look of a report in a designer's Word file: its page, the colours and font of its theme, sizes that go with its text."""

from __future__ import annotations

from dataclasses import replace

from reports.formats.docx.designer_template import Base
from reports.formats.docx.letterhead import PageSetup
from reports.ooxml.package import parse
from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import A
from reports.ooxml.scheme_colours import WHITE, scheme_of
from reports.ooxml.scheme_palette import palette
from reports.ooxml.wordprocessingml import clark
from reports.theme.definition import TextStyle, Theme

OURS = "Report"
"""Name of the theme that this program writes: its places stand for our roles."""
BODY = 11.0
SMALLEST, LARGEST = 0.82, 1.1
"""Most that our sizes shrink or grow with the designer's running text."""
LEAST = 8.0


def dressed(theme: Theme, base: Base) -> Theme:
    """Return the theme as a report in the designer's file takes it; as it is where there is no file."""
    if base.letterhead is None:
        return theme
    page = base.letterhead.page
    word = replace(theme.word, styles=_sized(theme, base))
    if page:
        word = replace(
            word, page_mm={"width": page.width, "height": page.height}, margins_mm=_margins(page), fixed_page=True
        )
    theme = replace(theme, word=word)
    part = parse(base.theme) if base.theme else None
    return _painted(theme, part) if part is not None else theme


def _margins(page: PageSetup) -> dict[str, float]:
    return {**page.margins, "top-first-page": page.margins["top"]}


def _sized(theme: Theme, base: Base) -> dict[str, TextStyle]:
    """Return our styles, smaller or larger with the designer's running text."""
    size = _body_size(parse(base.styles)) if base.styles else BODY
    factor = min(max(size / BODY, SMALLEST), LARGEST)
    if abs(factor - 1) < 0.01:
        return dict(theme.word.styles)
    return {name: _scaled(style, factor) for name, style in theme.word.styles.items()}


def _scaled(style: TextStyle, factor: float) -> TextStyle:
    size = max(round(style.size * factor * 2) / 2, min(LEAST, style.size))
    return replace(style, size=size, leading=round(size * style.leading / style.size, 2))


def _body_size(styles: Element) -> float:
    """Return the size of running text in points: of the default style, else of the document, else 10."""
    size = f"{clark('w:rPr')}/{clark('w:sz')}"
    for each in styles.iterfind(clark("w:style")):
        if each.get(clark("w:type")) == "paragraph" and each.get(clark("w:default")) in ("1", "true"):
            found = each.find(size)
            if found is not None:
                return float(found.get(clark("w:val"), "20")) / 2
    found = styles.find(f"{clark('w:docDefaults')}/{clark('w:rPrDefault')}/{size}")
    return float(found.get(clark("w:val"), "20")) / 2 if found is not None else 10.0


def _painted(theme: Theme, part: Element) -> Theme:
    """Return the theme in the colours and the font of the designer's."""
    scheme = scheme_of(part, None)
    latin = part.find(f".//{A}minorFont/{A}latin")
    family = latin.get("typeface", "") if latin is not None else ""
    fonts = replace(theme.fonts, office=family or theme.fonts.office)
    if part.get("name") == OURS:
        return replace(theme, fonts=fonts)
    found = palette(scheme, (WHITE,))
    return replace(theme, colours=found.colours, fonts=fonts, paints=found.paints)
