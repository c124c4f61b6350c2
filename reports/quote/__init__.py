"""Named formats: a fact becomes the text a reader sees, the same in every document.

Every format prints the hedge; only formats whose name begins with `bare` leave it out.
"""

from reports.quote.changes import is_change
from reports.quote.figures import number
from reports.quote.formats import ALWAYS, FORMATS, Format, quote
from reports.quote.moments import date_text, period_text
from reports.quote.speech import NBSP, FormatError, Speech, fill
from reports.quote.units import SCALES, Unit, mistyped_currency, rescaled, scale_word, unit_noun, unit_of, unit_words
from reports.quote.wording import (
    place_text,
    reading_text,
    source_dated,
    source_names,
    source_tip,
)

__all__ = [
    "ALWAYS",
    "FORMATS",
    "NBSP",
    "SCALES",
    "Format",
    "FormatError",
    "Speech",
    "Unit",
    "date_text",
    "fill",
    "is_change",
    "mistyped_currency",
    "number",
    "period_text",
    "place_text",
    "quote",
    "reading_text",
    "rescaled",
    "scale_word",
    "source_dated",
    "source_names",
    "source_tip",
    "unit_noun",
    "unit_of",
    "unit_words",
]
