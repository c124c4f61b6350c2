"""Where each fact is used, as a reader finds it: reports, slides, headings, figures and tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reports.document import Document, Heading, plain
from reports.document.ledger import Use, used


class Spot(NamedTuple):
    """A heading or slide under which a fact stands."""

    heading: str
    """Empty on the cover."""
    slide: int
    """Number of the slide; 0 where the report has none."""
    parts: tuple[str, ...]
    """Kinds of block, as the ledger names them: paragraph, figure 2, speaker notes …"""
    only_cited: bool
    """Whether only its source marks stand here."""


class Used(NamedTuple):
    """A report that uses a fact."""

    report: str
    """Name of its file, without the ending."""
    spots: tuple[Spot, ...]
    """In reading order."""

    @property
    def slides(self) -> tuple[int, ...]:
        """Return the slides that show it, each once."""
        return tuple(dict.fromkeys(spot.slide for spot in self.spots if spot.slide))


def used_in(documents: tuple[Document, ...]) -> Mapping[str, tuple[Used, ...]]:
    """Return the reports that use each fact, by fact id, in the order of `documents`; unused facts are left out."""
    slides = {document.info.id: _slides(document) for document in documents}
    return {
        id: tuple(
            Used(document.info.name, _spots(mine, slides[document.info.id]))
            for document in documents
            if (mine := [use for use in found if use.report == document.info.id])
        )
        for id, found in used(documents).items()
    }


def _slides(document: Document) -> Mapping[str, int]:
    """Return the number of the slide for each heading: a level-1 heading opens one (as in `deck.plan`)."""
    if not document.info.slides:
        return {}
    number, found = 0, {"": 1}
    for block in document.blocks:
        if isinstance(block, Heading):
            number += block.level == 1
            found.setdefault(plain(block.inlines), number)
    return found


def _spots(uses: list[Use], slides: Mapping[str, int]) -> tuple[Spot, ...]:
    grouped: dict[str, list[Use]] = {}
    for use in uses:
        grouped.setdefault(use.heading, []).append(use)
    return tuple(
        Spot(
            heading,
            slides.get(heading, 0),
            tuple(dict.fromkeys(use.part for use in group)),
            all(use.format == "cite" for use in group),
        )
        for heading, group in grouped.items()
    )
