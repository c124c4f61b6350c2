"""Files in: YAML, themes and languages become frozen data with the place of each entry."""

from reports.load.language import language, languages
from reports.load.theme import default_theme, load_theme

__all__ = ["default_theme", "language", "languages", "load_theme"]
