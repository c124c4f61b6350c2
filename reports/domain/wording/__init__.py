"""Named formats: a fact becomes the text a reader sees, the same in every document.

Every format prints the hedge; only formats whose name begins with `bare` leave it out.
"""

from reports.domain.wording.actor_names import actor_name
from reports.domain.wording.fact_details import (
    date_text,
    derived_text,
    period_text,
    place_text,
    reading_text,
    source_dated,
    source_names,
    source_tip,
)
from reports.domain.wording.fact_formats import ALWAYS, FORMATS, Format, quote
from reports.domain.wording.unit_names import SCALES, Unit, rescaled, scale_word, unit_noun, unit_of
from reports.domain.wording.value_text import number
from reports.languages.speech import NBSP, FormatError, Speech, fill

__all__ = [
    "ALWAYS",
    "FORMATS",
    "NBSP",
    "SCALES",
    "Format",
    "FormatError",
    "Speech",
    "Unit",
    "actor_name",
    "date_text",
    "derived_text",
    "fill",
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
]
