"""What a presenter did to the deck is never lost: base, edited file and new file become one file, slide by slide.

The person's file is the carrier: what they left alone is refreshed in place. `reading` makes slides comparable whatever
program saved them, `compare` says what was done, `merging` carries the merge out, `adopting` brings parts across.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reports.document.report import Document
from reports.formats.pptx.merge.base import DeckBase, base_from_json, base_json, base_of_reading, put_base, take_base
from reports.formats.pptx.merge.file_reading import read
from reports.ooxml.presentationml import opened

if TYPE_CHECKING:
    from reports.formats.pptx.merge.file_merge import Merged, merge
    from reports.formats.pptx.merge.merge_messages import DeckEdit, DeckFlag

__all__ = [
    "DeckBase",
    "DeckEdit",
    "DeckFlag",
    "Merged",
    "base_from_json",
    "base_in",
    "base_json",
    "base_of",
    "based",
    "merge",
    "review",
]
LATE = {"DeckEdit": "merge_messages", "DeckFlag": "merge_messages", "Merged": "file_merge", "merge": "file_merge"}
"""Names to their modules, which are loaded when they are asked for: a build without edits needs none of them."""


def __getattr__(name: str) -> object:
    """Return what `LATE` names (PEP 562)."""
    if name in LATE:
        return getattr(import_module(f"{__name__}.{LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def base_of(data: bytes, facts_version: str = "", document: Document | None = None) -> DeckBase:
    """Return the base of a file as written; `document` tells what each row of its tables is about."""
    package = opened(data)
    return base_of_reading(read(package), facts_version, document)


def based(data: bytes, facts_version: str = "", document: Document | None = None) -> tuple[bytes, DeckBase]:
    """Return a file as the writer made it, with its own base inside, and that base; `document` as for `base_of`."""
    package = opened(data)
    base = base_of_reading(read(package.copy()), facts_version, document)
    put_base(package, base)
    return package.pack(), base


def base_in(data: bytes) -> DeckBase | None:
    """Return the base inside a file; None where it has none.

    Raises:
        BrokenFileError: it is no presentation.
    """
    return take_base(opened(data))


def review(mine: bytes, base: DeckBase) -> tuple[DeckEdit, ...]:
    """Return what a person did to a file since `base` was generated.

    Raises:
        BrokenFileError: it is no presentation.
    """
    from reports.formats.pptx.merge.whole_deck import every_edit, read_edited

    return tuple(every_edit(base, read_edited(opened(mine), base)))
