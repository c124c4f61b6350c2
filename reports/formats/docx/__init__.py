"""The Word writer: a document becomes a .docx that an editor can keep working in.

Blocks become paragraphs and tables in named styles (`blocks`, `tables`, `chart_figures`), inlines become runs (`inlines`),
hidden bookmarks say which block and which fact each of them is (`bookmarks`), and `assembly` puts the parts together.
`expected` says what a finished file prints, `read` reads it back, `merge` joins it with what a person edited.

What stands here is what the row of the format names; each function imports what it needs when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.document.native_digits import in_own_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.audit.finished.printed_text import Printed
    from reports.document import Document
    from reports.document.extracted_text import Extracted
    from reports.merge.joined import Joined, Reviewed
    from reports.theme.definition import Theme


def write(document: Document, theme: Theme) -> bytes:
    """Return `document` as the bytes of a .docx; arguments and errors as for `assembly.assemble`."""
    from reports.formats.docx.assembly import assemble

    return assemble(in_own_digits(document), theme)


def write_with_pages(document: Document, theme: Theme, pages: Mapping[str, int]) -> bytes:
    """Return the same with the page of each heading, by its id, in the table of contents."""
    from reports.formats.docx.assembly import assemble

    return assemble(in_own_digits(document), theme, pages)


def lacks_pages(data: bytes) -> bool:
    """Return whether the table of contents of a .docx, where it has one, is without page numbers."""
    from reports.formats.docx.fields.table_of_contents import lacks_pages

    return lacks_pages(data)


def with_pages(data: bytes, pages: Mapping[str, int]) -> bytes:
    """Return a finished .docx with the pages in its contents as `pages` says, by the text of each heading."""
    from reports.formats.docx.fields.contents_pages import with_pages

    return with_pages(data, pages)


def text_of(data: bytes) -> Extracted:
    """Return all text of a .docx; arguments and errors as for `read.extract_word`."""
    from reports.formats.docx.read import extract_word

    return extract_word(data)


def expected_text(document: Document) -> Printed:
    """Return what a finished .docx must and may print of `document`."""
    from reports.formats.docx.expected import printed_word

    return printed_word(in_own_digits(document))


def with_base(data: bytes, document: Document) -> tuple[bytes, bytes]:
    """Return a file as written with its base inside, and the same base as JSON to keep beside it."""
    from reports.formats.docx.merge import joining

    return joining.with_base(data, in_own_digits(document))


def join(name: str, mine: bytes, new: bytes, beside: bytes | None, document: Document, restore: bool = False) -> Joined:
    """Return a person's file with what is generated now; arguments and errors as for `registry.Join`."""
    from reports.formats.docx.merge import joining

    return joining.join(name, mine, new, beside, in_own_digits(document), restore)


def combine(name: str, mine: bytes, other: bytes, document: Document) -> Joined:
    """Return two people's copies as one file; arguments and errors as for `registry.Combine`."""
    from reports.formats.docx.merge.other_hands import brief_copies

    return brief_copies.combine(name, mine, other, in_own_digits(document))


def reviewed(mine: bytes, beside: bytes | None) -> Iterator[Reviewed]:
    """Yield what a person did to a file since it was generated."""
    from reports.formats.docx.merge import joining

    return joining.reviewed(mine, beside)


def remarks(data: bytes) -> Iterator[str]:
    """Yield the tracked changes and the comments of people in a file."""
    from reports.formats.docx.merge import joining

    return joining.remarks(data)


def load() -> None:
    """Load what makes a file, reads it and gives it its base."""
    from reports.formats.docx import assembly, expected, merge, read  # noqa: F401
    from reports.formats.docx.merge import joining  # noqa: F401
