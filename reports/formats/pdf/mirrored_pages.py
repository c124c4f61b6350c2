"""Pages from right to left: the direction of the page and of what in its lines runs from left to right, and its style sheets.

Done on the finished page, so that no text is missed, whoever wrote it. The layout engine sets each element by itself and puts
those of a line one after the other in its direction: so a Latin name or a range of figures is an element of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from html import escape, unescape

from reports.theme.bidirectional import TAGS, line_stretches
from reports.theme.mirrored_css import mirrored_css
from reports.theme.scripts import Stretch

SCRIPT = re.compile(r'<span (?:lang="[^"]*" )?(?:dir="rtl" )?class="script">([^<]*)</span>')
"""A stretch of a script as a line from left to right has it (`inlines.said`)."""
SIGN = re.compile("[()\\[\\]{}«»‹›“”‘’]")
"""A sign that readers of the PDF may turn round, each by itself, since marks say how it is read (`direction_marks`)."""
BRACKETED = re.compile(r"(\()([^()]*[^\W\d_][^()]*)(\))")
"""Brackets around words in Latin letters, which stand in their line as around any words."""
FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
"""A plain figure, which stands well in any line."""
RULES = """
@page { direction: rtl; }
html { font-kerning: none; font-variant-ligatures: none; }
h1 { letter-spacing: normal; }
em { font-style: normal; }
.left { font-kerning: normal; }
em .left { font-style: italic; }
.masthead .organisation { flex-grow: 1; }
th.right, td.right { text-align: right; }
.opening { grid-template-columns: 104pt minmax(0, 1fr); }
.evidence { grid-template-columns: 62pt minmax(0, 1fr); }
.bottom-line .rows .statement { grid-template-columns: minmax(0, 1fr) 28mm; }
.opening > :first-child, .evidence > :first-child, .bottom-line .rows .statement > :first-child { grid-column: 2; grid-row: 1; }
.opening > :last-child, .evidence > :last-child, .bottom-line .rows .statement > * { grid-column: 1; }
.opening > :last-child, .evidence > :last-child { grid-row: 1; }
.sources li { text-indent: 0; }
.sources .number { margin-right: -14pt; }
.sources.wide .number { margin-right: -25pt; }
.across-5 { grid-auto-flow: row dense; }
"""
"""Of pages from right to left: letters that join, figures whose last digits stand below each other, and grids, which the
engine fills from the left."""
MOST = 5
"""Columns of a grid."""


def from_right(page: str, language: str) -> str:
    """Return the HTML of a page, turned to run from right to left in `language` (BCP 47)."""
    page = SCRIPT.sub(r"\1", page).replace("<html ", '<html dir="rtl" ', 1)
    parts = TAGS.split(page)
    texts, tags = parts[::3], parts[1::3]
    said = [_line(text, language) for text in texts]
    return said[0] + "".join(tag + text for tag, text in zip(tags, said[1:], strict=True))


def _line(text: str, language: str) -> str:
    """Return text of a page, HTML, with its stretches from left to right and those of other scripts as elements."""
    if not text.strip() or FIGURE.fullmatch(text):
        return text
    return "".join(map(partial(_stretch, language=language), line_stretches(unescape(text), language)))


def _stretch(stretch: Stretch, language: str) -> str:
    said = escape(stretch.text)
    if stretch.script is not None and stretch.language != language:
        direction = "rtl" if stretch.rtl else "ltr"
        return f'<span lang="{stretch.language}" dir="{direction}" class="script">{said}</span>'
    if stretch.rtl:
        return _signs(said)
    if stretch.script is None and (bracketed := BRACKETED.fullmatch(stretch.text)):
        opening, inside, closing = bracketed.groups()
        return _signs(opening) + _stretch(replace(stretch, text=inside), language) + _signs(closing)
    spoken = f' lang="{stretch.spoken}"' if stretch.spoken else ""
    return f'<span{spoken} dir="ltr" class="left">{said}</span>'


def _signs(said: str) -> str:
    """Return HTML with an element around each sign that readers of the PDF may turn round."""
    return SIGN.sub(r'<span class="sign">\g<0></span>', said)


def mirrored_styles(*styles: str) -> tuple[str, ...]:
    """Return style sheets for pages from right to left."""
    return (*map(mirrored_css, styles), RULES + "".join(_placed()))


def _placed() -> list[str]:
    """Return the rules that fill grids of equal columns from the right: what is last but n stands in column n."""
    one_row = ", ".join
    found = [
        one_row(
            (
                f".tiles:not(.across-5) > :nth-last-child({n})",
                f".bottom-line .statements:not(.rows) > :nth-last-child({n})",
            )
        )
        + f" {{ grid-column: {n}; grid-row: 1; }}\n"
        for n in range(1, MOST)
    ]
    return found + [
        f".across-5 > :nth-child({MOST}n+{n}) {{ grid-column: {MOST + 1 - n}; }}\n" for n in range(1, MOST + 1)
    ]
