"""What a person wrote is never lost: base, edited file and new file become one file.

`base` is what was generated last; it travels inside the file. The person's file is the carrier: what they left alone is
refreshed in place, everything else stays. `compare` says what they did, `words` plans one paragraph, `editing` carries
that out on runs, `structure` puts in and takes out what the template added and dropped.
"""

from __future__ import annotations

from reports.merge.base import Base, base_from_json, base_json, base_of, put_base, take_base
from reports.merge.compare import Edit, compare, edits
from reports.merge.merging import ByHand, Conflict, Merged, merge
from reports.merge.package import BrokenFile, Package
from reports.merge.reading import read
from reports.model import Document

__all__ = [
    "Base",
    "BrokenFile",
    "ByHand",
    "Conflict",
    "Edit",
    "Merged",
    "base_from_json",
    "base_in",
    "base_json",
    "base_of",
    "merge",
    "review",
    "with_base",
]


def with_base(data: bytes, document: Document | None = None) -> bytes:
    """Return a file as the writer made it, with its own base inside.

    `document` tells which fact each figure prints and where each block stands in the templates.
    """
    package = Package.read(data)
    put_base(package, base_of(data, document))
    return package.pack()


def base_in(data: bytes) -> Base | None:
    """Return the base inside a file; None where it has none.

    Raises:
        BrokenFile: it is no Word document.
    """
    return take_base(Package.read(data))


def review(mine: bytes, base: Base) -> tuple[Edit, ...]:
    """Return what a person did to a file since `base` was generated.

    Raises:
        BrokenFile: it is no Word document.
    """
    return tuple(edits(compare(base.records, read(Package.read(mine)).lines)))
