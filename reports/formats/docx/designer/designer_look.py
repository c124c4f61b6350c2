"""The look of a report in a designer's Word file: its page, the colours and font of its theme, sizes that go with its text."""

from __future__ import annotations

import math
from dataclasses import replace

from reports.formats.docx.designer.designer_template import Base
from reports.formats.docx.designer.header_heights import page_with_headers
from reports.formats.docx.designer.letterhead import PageSetup
from reports.formats.docx.named_styles import BODY as BODY_TEXT
from reports.ooxml.package import parse
from reports.ooxml.part_xml import Element
from reports.ooxml.presentationml import A
from reports.ooxml.scheme_colours import WHITE, scheme_of
from reports.ooxml.scheme_palette import palette
from reports.ooxml.wordprocessingml import clark
from reports.theme.definition import TextStyle, Theme, WordTheme
from reports.theme.text_metrics import run_length

OURS = "Report"
"""Name of the theme that this program writes: its places stand for our roles."""
BODY = 11.0
SMALLEST, LARGEST = 0.82, 1.1
"""Most that our sizes shrink or grow with the designer's running text."""
LEAST = 8.0
ROOMY = 1.0
"""Share of our own text area that a page needs to hold what ours holds: with less, a chapter that fills ours leaves a rest."""


def dressed(theme: Theme, base: Base) -> Theme:
    """Return the theme as a report in the designer's file takes it; as it is where there is no file."""
    if base.letterhead is None:
        return theme
    page = base.letterhead.page
    word = replace(theme.word, styles=_sized(theme, base))
    part = parse(base.theme) if base.theme else None
    if page:
        family = _text_family(theme, part, parse(base.styles) if base.styles else None)
        wider = run_length(family, theme.folder) / run_length(theme.fonts.office, theme.folder)
        word = _on_page(word, page, theme.word, page_with_headers(base.letterhead, page), wider)
    theme = replace(theme, word=word)
    return _painted(theme, part, parse(base.styles) if base.styles else None) if part is not None else theme


def _on_page(word: WordTheme, page: PageSetup, own: WordTheme, text: PageSetup, wider: float) -> WordTheme:
    """Return the look on the designer's page; running text keeps our measure, which a narrow column may not reach.

    `text` is the page with the margins that its headers leave to the text; `wider`, how much wider its font runs than ours.
    """
    body, first = word.styles[BODY_TEXT], own.styles[BODY_TEXT]
    made = replace(
        word, page_mm={"width": page.width, "height": page.height}, margins_mm=_margins(page), fixed_page=True
    )
    measure = (own.text_mm()[0] - first.right_indent_mm) * body.size / first.size
    indent = min(max(made.text_mm()[0] / page.columns - measure, 0.0), first.right_indent_mm)
    tall = text.height - text.margins["top"] - text.margins["bottom"]
    wide = min(
        made.text_mm()[0] / page.columns, measure + first.right_indent_mm
    )  # more of it is margin beside running text
    area, needed = wide * tall, math.prod(own.text_mm())
    styles = {**word.styles, BODY_TEXT: replace(body, right_indent_mm=round(indent, 1))}
    return replace(made, styles=styles, front_fits=area >= ROOMY * needed * wider * (body.size / first.size) ** 2)


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
        if _is_default(each):
            found = each.find(size)
            if found is not None:
                return float(found.get(clark("w:val"), "20")) / 2
    found = styles.find(f"{clark('w:docDefaults')}/{clark('w:rPrDefault')}/{size}")
    return float(found.get(clark("w:val"), "20")) / 2 if found is not None else 10.0


def _theme_family(part: Element, kind: str) -> str:
    """Return the family of text, 'minor', or of headings, 'major', that a theme names; empty where it names none."""
    latin = part.find(f".//{A}{kind}Font/{A}latin")
    return latin.get("typeface", "") if latin is not None else ""


def _family(styles: Element | None) -> str:
    """Return the family that the default style or the document names; empty where they leave it to the theme."""
    if styles is None:
        return ""
    fonts = f"{clark('w:rPr')}/{clark('w:rFonts')}"
    own = next((each.find(fonts) for each in styles.iterfind(clark("w:style")) if _is_default(each)), None)
    whole = styles.find(f"{clark('w:docDefaults')}/{clark('w:rPrDefault')}/{fonts}")
    for each in (own, whole):
        if each is not None and (each.get(clark("w:asciiTheme")) or each.get(clark("w:ascii"))):
            return "" if each.get(clark("w:asciiTheme")) else each.get(clark("w:ascii"), "")
    return ""


def _text_family(theme: Theme, part: Element | None, styles: Element | None) -> str:
    """Return the family of running text: of the designer's styles, else of their theme, else ours."""
    return _family(styles) or (_theme_family(part, "minor") if part is not None else "") or theme.fonts.office


def _is_default(style: Element) -> bool:
    return style.get(clark("w:type")) == "paragraph" and style.get(clark("w:default")) in ("1", "true")


def _painted(theme: Theme, part: Element, styles: Element | None) -> Theme:
    """Return the theme in the colours and the font of the designer's."""
    scheme = scheme_of(part, None)
    family = _text_family(theme, part, styles)
    fonts = replace(theme.fonts, office=family, headings=_theme_family(part, "major") or family)
    if part.get("name") == OURS:
        return replace(theme, fonts=fonts)
    found = palette(scheme, (WHITE,))
    return replace(theme, colours=found.colours, fonts=fonts, paints=found.paints)
