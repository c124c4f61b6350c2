"""What a slide prints of the status of its report: an approval changes it on every slide, and nothing of what a slide says."""

from __future__ import annotations

import re
from functools import cache

from reports.languages.registry import language, languages


@cache
def _status() -> re.Pattern[str]:
    """Return the mark of a draft and the line of an approval, in every language."""
    marks: list[str] = []
    for tag in languages():
        words = language(tag).tables["furniture"]
        marks.append(rf"(?:^|(?<= · )){re.escape(words['draft'])} · ")
        marks += [rf" · {re.escape(words[key].partition('{name}')[0])}.*$" for key in ("approved", "approved-on")]
    return re.compile("|".join(marks))


def without_status(text: str) -> str:
    """Return a text of a slide without the mark of a draft and without who has approved the report."""
    return _status().sub("", text)
