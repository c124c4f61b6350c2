"""Named formats: a fact becomes the text a reader sees, the same in every document.

Every format prints the hedge; only formats whose name begins with `bare` leave it out.
"""

from reports.domain.wording.actor_names import actor_name, actor_title, is_named, name_language
from reports.domain.wording.change_text import is_change
from reports.domain.wording.fact_details import (
    derived_text,
    place_text,
    reading_text,
    source_dated,
    source_names,
    source_tip,
)
from reports.domain.wording.fact_formats import ALWAYS, FORMATS, Format, quote
from reports.domain.wording.period_text import date_text, period_text
from reports.domain.wording.unit_names import (
    SCALES,
    Unit,
    mistyped_currency,
    rescaled,
    scale_word,
    unit_noun,
    unit_of,
    unit_words,
)
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
    "actor_title",
    "date_text",
    "derived_text",
    "fill",
    "is_change",
    "is_named",
    "mistyped_currency",
    "name_language",
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
