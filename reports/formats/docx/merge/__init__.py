"""What a person wrote is never lost: base, edited file and new file become one file.

`base` is what was generated last; it travels inside the file. The person's file is the carrier: what they left alone is
refreshed in place, everything else stays. `compare` says what they did, `words` plans one paragraph, `editing` carries
that out on runs, `structure` puts in and takes out what the template added and dropped.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reports.document import Document
from reports.errors import UnmarkedFileError
from reports.formats.docx.merge.base import (
    Base,
    base_from_json,
    base_json,
    base_of,
    base_of_reading,
    put_base,
    take_base,
)
from reports.formats.docx.merge.file_reading import Reading, read
from reports.ooxml.wordprocessingml import opened

if TYPE_CHECKING:
    from reports.formats.docx.merge.edit_list import Edit
    from reports.formats.docx.merge.file_merge import merge
    from reports.formats.docx.merge.merge_state import ByHand, Conflict, Merged

__all__ = [
    "Base",
    "ByHand",
    "Conflict",
    "Edit",
    "Merged",
    "base_for",
    "base_from_json",
    "base_in",
    "base_json",
    "base_of",
    "based",
    "merge",
    "review",
]
LATE = {
    "ByHand": "merge_state",
    "Conflict": "merge_state",
    "Edit": "edit_list",
    "Merged": "merge_state",
    "merge": "file_merge",
}
"""Names to their modules, which are loaded when they are asked for: a build without edits needs none of them."""


def __getattr__(name: str) -> object:
    """Return what `LATE` names (PEP 562)."""
    if name in LATE:
        return getattr(import_module(f"{__name__}.{LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def based(data: bytes, document: Document | None = None) -> tuple[bytes, Base]:
    """Return a file as the writer made it, with its own base inside, and that base.

    `document` tells which fact each figure prints and where each block stands in the templates.
    """
    package = opened(data)
    base = base_of_reading(read(package.copy()), document)
    put_base(package, base)
    return package.pack(), base


def base_in(data: bytes) -> Base | None:
    """Return the base inside a file; None where it has none.

    Raises:
        BrokenFileError: it is no Word document.
    """
    return take_base(opened(data))


OURS = 0.3
"""Share of the blocks of a base that a file without one must hold, to be taken for the report that the base is of."""
ALIKE = 0.4
"""Share of the longer paragraphs of a base that a file without any mark must hold word for word."""
TELLING = 40
"""Characters from which a paragraph tells one report from another."""


def base_for(mine: bytes, beside: bytes | None = None) -> Base:
    """Return the base of a person's file: the one inside it, else the one kept beside it.

    The one inside wins, so that an old copy saved over a newer build still merges. Word's Document Inspector and some
    web editors drop it; then the file must hold blocks of the one beside, or, where bookmarks went too, its words.

    Args:
        mine: the file as a person left it.
        beside: the JSON that `base_json` made at the last build, if there is any.

    Raises:
        UnmarkedFileError: nothing in it or beside it says what was generated.
    """
    package = opened(mine)
    if (inside := take_base(package)) is not None:
        return inside
    reading = read(package)
    base = base_from_json(beside) if beside is not None else None
    keys = {record.key for record in base.records if record.key} if base else set()
    here = {key for line in reading.lines for key in (line.record.key, *line.record.extra_keys)}
    if base is None or (len(keys & here) < OURS * len(keys) and not _reads_as(base, reading)):
        raise UnmarkedFileError("it holds nothing to tell a person's edits by")
    return base


def _reads_as(base: Base, reading: Reading) -> bool:
    """Return whether a file that another program stripped of all marks still reads as what was generated last."""
    texts = {record.plain for record in base.records if len(record.plain) >= TELLING}
    return len(texts & {line.record.plain for line in reading.lines}) >= ALIKE * len(texts) > 0


def review(mine: bytes, base: Base) -> tuple[Edit, ...]:
    """Return what a person did to a file since `base` was generated.

    Raises:
        BrokenFileError: it is no Word document.
    """
    from reports.formats.docx.merge.comparison import compare
    from reports.formats.docx.merge.edited_charts.chart_join import every_edit

    reading = read(opened(mine))
    comparison = compare(base.records, reading.lines)
    return tuple(every_edit(base, reading.package, comparison))
