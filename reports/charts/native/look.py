"""The look of a native chart: its colours, letters and measures in Word or on slides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reports.domain.wording import Speech
from reports.languages.registry import code_of, date_code, language, languages
from reports.ooxml.drawingml import Face
from reports.ooxml.theme_places import SLIDES, WORD, Places, own_paints, paint_of
from reports.theme.definition import Colours, Paint, Theme
from reports.theme.text_metrics import Piece, metrics, width

Medium = Literal["word", "slides"]
BESIDE_NAMES = 1.6
"""Room between the names and the axis, and left of them, in the size of the letters."""
NAMES_SHARE = 0.42
"""Of the width, at most, for the names of the rows."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and measures of one native chart, in points."""

    colours: Colours
    medium: Medium
    face: Face
    outline: float
    k: float
    """Scale of marks, as in the drawings."""
    gap_width: int
    """Between bars, in per cent of a bar."""
    width: float
    height: float
    speech: Speech
    """Words of the language, for the names of series and columns."""
    family: str
    """Font by whose widths texts are broken."""
    paints: Mapping[str, Paint]
    """Colours by role as the theme of the file has them."""
    smallest: float
    """Size down to which letters are made smaller than usual, so that all names find room."""

    @property
    def between(self) -> str:
        """Return what stands between the parts of a name."""
        return self.speech.word("furniture", "key-separator")

    def date_code(self, code: str) -> str:
        """Return the number format `code` of a date with months named in the language of the chart."""
        return date_code(self.speech.locale, code)

    def text_width(self, text: str, *, bold: bool = False) -> float:
        """Return how wide `text` runs in the document's font, in points."""
        return width((Piece(text, bold),), self.face.size, metrics(self.family))

    def paint_of(self, colour: str) -> Paint | None:
        """Return how the theme of the file says `colour`, '#RRGGBB'; None where it cannot."""
        return paint_of(colour, self.colours, self.paints)

    def label_column(self, labels: tuple[str, ...], share: float = NAMES_SHARE) -> float:
        """Return the room for the category labels; long ones break, at this share of the width at most."""
        longest = max((self.text_width(part) for label in labels for part in label.split("\n")), default=0)
        return min(longest + BESIDE_NAMES * self.face.size, share * self.width)


PLACES: Mapping[Medium, Places] = {"word": WORD, "slides": SLIDES}
"""Which place of our own theme holds which colour."""
SMALLEST: Mapping[Medium, float] = {"word": 8.5, "slides": 14}
"""Size of letters, in points, at least."""
IN_TEMPLATES: Mapping[Medium, float] = {"word": 8, "slides": 12}
"""The same in a designer's template, whose own sizes may be small."""
AXIS_ROWS = 0.8
"""Height of an axis below the rows, in rows."""
ROW: Mapping[Medium, float] = {"word": 24, "slides": 50}
"""Usual height of a row, in points."""


def look_of(theme: Theme, medium: Medium, tag: str, wide: float, tall: float, rows: float) -> Look:
    """Return the look for `medium` in the language `tag`; `wide` and `tall` 0 stand for the usual ones of so many rows."""
    said, usual = _speech(tag), rows * ROW[medium] + 2
    if medium == "word":
        page, margins = theme.word.page_mm, theme.word.margins_mm
        full = (page["width"] - margins["left"] - margins["right"]) * 72 / 25.4
        # by name: a base file of somebody else's may have another body font in its theme than its text has
        face = Face(theme.word.styles["chart-note"].size, theme.fonts.office, tag)
        outline, k, gap = 1.0, 0.95, 80
        wide, tall = wide or full, tall or usual
    else:
        box = theme.slides.boxes["content"]
        face = Face(theme.slides.styles["chart-label"].size, "+mn-lt", tag)
        outline, k, gap = 1.75, 1.8, 85
        wide, tall = wide or box.w, tall or min(usual, box.h)
    paints = own_paints(theme.colours, PLACES[medium]) if theme.paints is None else theme.paints
    smallest = (SMALLEST if theme.paints is None else IN_TEMPLATES)[medium]
    return Look(theme.colours, medium, face, outline, k, gap, wide, tall, said, theme.fonts.office, paints, smallest)


def _speech(tag: str) -> Speech:
    """Return the words of the language `tag`; those of English where the program does not speak it."""
    return language(tag if code_of(tag) in languages() else "en-GB")
