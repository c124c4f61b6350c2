"""The source list of a finished file: every source stands there with its number and its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.audit.figure_atoms import folded
from reports.audit.finished.line_breaks import broken
from reports.domain.facts import Source

BETWEEN = 400
"""Characters between the number of a source and its title, beside its author and publisher."""


def unlisted(sources: Iterable[Source], texts: Iterable[str]) -> Iterator[str]:
    """Yield the sources whose title nowhere follows their number in `texts`."""
    text = "\n".join(map(folded, texts))
    for source in sources:
        if not _listed(source, text):
            yield f"the source {source.number}, “{source.title}”, is not in the list"


def _listed(source: Source, text: str) -> bool:
    title = folded(source.title).rstrip(".")
    room = BETWEEN + len(source.author or "") + len(source.publisher)
    number = rf"(?<!\w){source.number}(?!\w).{{0,{room}}}?"
    words = r"\s+".join(map(re.escape, title.split())).replace(r"\-", r"\-?")  # lost where a line of a PDF ends
    if re.search(number + words, text, re.DOTALL):
        return True
    return bool(re.search(number + broken(title).pattern, text, re.DOTALL))
