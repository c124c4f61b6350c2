"""The Word writer: a document becomes a .docx that an editor can keep working in.

Blocks become paragraphs and tables in named styles (`blocks`, `tables`, `figures`), inlines become runs (`inlines`),
hidden bookmarks say which block and which fact each of them is (`names`), and `assembly` puts the parts together.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.document import Document
from reports.theme.definition import Theme

__all__ = ["load", "write"]


def write(document: Document, theme: Theme, *, pages: Mapping[str, int] | None = None) -> bytes:
    """Return `document` as the bytes of a .docx; the same input gives the same bytes.

    `pages` holds the page of each heading by its id where a layout engine has found them; without it the table of
    contents asks for no page numbers, since wrong ones are worse.

    Raises:
        InputError: the designer's base file in the theme cannot be read.
    """
    from reports.formats.docx.assembly import assemble  # late: whoever joins files needs the elements alone

    return assemble(document, theme, pages)


def load() -> None:
    """Load what writes Word files, and what tells edits in them later."""
    from reports.formats.docx import assembly, merge  # noqa: F401
