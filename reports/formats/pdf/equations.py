"""Equations on pages: drawn, and before the drawing, unseen, the line of text that readers of text and screen readers meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from html import escape

from reports.document import Equation
from reports.formats.pdf.small_drawings import SCHEME, UNSEEN, Files
from reports.formats.pdf.typesetting.structure_tags import FORMULA
from reports.theme.definition import Theme
from reports.theme.equation_drawing import drawn
from reports.theme.fonts import lacking

SIZE, DISPLAY_SIZE = 10.5, 11.5
"""Of letters in an equation, in points: x-heights of STIX Two Math and of the text are alike then."""
ABOVE: Mapping[str, str] = {
    "\u0302": "hat", "\u0303": "tilde", "\u0305": "bar", "\u20d7": "vector", "\u0307": "dot", "\u0308": "two dots",
}  # fmt: skip
"""How signs above a letter are read out."""


def equation(made: Equation, theme: Theme, files: Files, width: float) -> str:
    """Return an equation that stands on the line of the text around it, or is as wide as it can be, at most `width` points."""
    size = DISPLAY_SIZE if made.display else SIZE
    picture = drawn(made.mathml, size, theme.colours.ink)
    scale = min(1.0, width / picture.width)
    address = f"{SCHEME}:{sha256(picture.svg.encode()).hexdigest()[:16]}"
    files[address] = picture.svg.encode()
    width, height = picture.width * scale, picture.height * scale
    words = escape(equation_words(made))
    around = (
        f"display: inline-block; width: {width:.2f}pt; height: {height:.2f}pt; font-size: {UNSEEN}pt; "
        f"vertical-align: {-picture.depth * scale:.2f}pt; line-height: {UNSEEN}pt; color: transparent; "
        "white-space: nowrap; text-indent: 0; text-align: left"
    )
    inside = f"width: {width:.2f}pt; height: {height:.2f}pt; margin-right: {-width:.2f}pt; vertical-align: baseline"
    shown = f'<img src="{address}" alt="{FORMULA}{words}" style="{inside}">'
    return f'<span class="equation" style="{around}">{shown}{words}</span>'


def equation_words(made: Equation) -> str:
    """Return the line of text of an equation, with signs that the fonts of pages lack in words: x bar, element of."""
    signs = lacking(made.text)
    if not signs:
        return made.text
    words = re.sub(f"[{re.escape(signs)}]", lambda sign: f" {_named(sign[0])} ", made.text)
    return " ".join(words.split())


def _named(sign: str) -> str:
    known = ABOVE.get(sign)
    letter = unicodedata.normalize("NFKC", sign)
    return known or (letter if letter != sign and not lacking(letter) else unicodedata.name(sign, "sign").lower())
