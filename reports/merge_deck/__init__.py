"""What a presenter did to the deck is never lost: base, edited file and new file become one file, slide by slide.

The person's file is the carrier: what they left alone is refreshed in place. `reading` makes slides comparable whatever
program saved them, `compare` says what was done, `merging` carries the merge out, `adopting` brings parts across.
"""

from __future__ import annotations

from reports.merge.package import BrokenFile, Package
from reports.merge_deck.base import DeckBase, base_from_json, base_json, put_base, take_base
from reports.merge_deck.compare import compare, edits
from reports.merge_deck.merging import Merged, merge
from reports.merge_deck.names import opened
from reports.merge_deck.reading import design, read
from reports.merge_deck.telling import DeckEdit, DeckFlag

__all__ = [
    "BrokenFile",
    "DeckBase",
    "DeckEdit",
    "DeckFlag",
    "Merged",
    "base_from_json",
    "base_in",
    "base_json",
    "base_of",
    "merge",
    "review",
    "with_base",
]


def base_of(data: bytes, facts_version: str = "") -> DeckBase:
    """Return the base of a file as written."""
    return _base(opened(data), facts_version)


def _base(package: Package, facts_version: str) -> DeckBase:
    return DeckBase(tuple(page.slide for page in read(package).pages), facts_version, design(package))


def with_base(data: bytes, facts_version: str = "") -> bytes:
    """Return a file as the writer made it, with its own base inside."""
    package = opened(data)
    put_base(package, _base(package, facts_version))
    return package.pack()


def base_in(data: bytes) -> DeckBase | None:
    """Return the base inside a file; None where it has none.

    Raises:
        BrokenFile: it is no presentation.
    """
    return take_base(opened(data))


def review(mine: bytes, base: DeckBase) -> tuple[DeckEdit, ...]:
    """Return what a person did to a file since `base` was generated.

    Raises:
        BrokenFile: it is no presentation.
    """
    return tuple(edits(compare(base.slides, read(opened(mine)))))
