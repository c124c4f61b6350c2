"""Page numbers for a table of contents: only a layout engine knows them, so LibreOffice is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from reports.document import Document, Heading, plain, walk
from reports.errors import MissingLibraryError
from reports.formats.format import Format, PageNumbers
from reports.pipeline.libreoffice import OfficeError, convert
from reports.theme.definition import Theme

ROUNDS = 3
"""Numbers in the contents can move a heading by a line, so pages are read again until they stay the same."""
PURPOSE = "--paginate"
MOST_LABEL = 3
"""Words that the number of a heading has at most."""

LayOut = Callable[[bytes], Mapping[str, int]]


def paginated(
    document: Document, theme: Theme, format: Format, numbers: PageNumbers, lay_out: LayOut | None = None
) -> bytes:
    """Return `document` as a file whose table of contents holds the page of each heading.

    Args:
        document: the report.
        theme: the look.
        format: of the file.
        numbers: how files of the format get their page numbers.
        lay_out: returns the pages of the headings of level 1 by their text; LibreOffice where it is None.

    Raises:
        MissingLibraryError: LibreOffice, or what reads its pages, is not installed.
        OfficeError: LibreOffice failed, or its pages do not come to rest.
    """
    lay_out = lay_out or partial(pages_of, document.info.file(format.name), numbers)
    data = format.write(document, theme)
    known: dict[str, int] = {}
    for _ in range(ROUNDS):
        found = _numbered(document, lay_out(data))
        if found == known:
            return data
        known = found
        data = numbers.write(document, theme, known)
    raise OfficeError(
        f"{document.info.file(format.name)}: the pages of its headings change with their numbers; use no --paginate"
    )


def repaged(file: str, data: bytes, numbers: PageNumbers, lay_out: LayOut | None = None) -> bytes:
    """Return the finished file `data` with the pages in its contents as they are now, edits of people included.

    Args:
        file: its name.
        data: its bytes.
        numbers: how files of its format get them.
        lay_out: as for `paginated`.

    Raises:
        MissingLibraryError, OfficeError: as `paginated`.
    """
    lay_out = lay_out or partial(pages_of, file, numbers)
    for _ in range(ROUNDS):
        renewed = numbers.renew(data, lay_out(data))
        if renewed == data:
            return data
        data = renewed
    raise OfficeError(f"{file}: the pages of its headings change with their numbers; use no --paginate")


def _numbered(document: Document, pages: Mapping[str, int]) -> dict[str, int]:
    """Return the page of each heading of level 1 by its id."""
    return {heading.id: pages[text] for heading, text in _headings(document) if heading.id and text in pages}


def _headings(document: Document) -> Iterator[tuple[Heading, str]]:
    for node in walk(document.blocks):
        if isinstance(node, Heading) and node.level == 1:
            yield node, _spaced(plain(node.inlines))


def pages_of(name: str, numbers: PageNumbers, data: bytes) -> Mapping[str, int]:
    """Return the page, from 1, of each heading of level 1 of the file `name` by its text, as LibreOffice lays it out.

    Raises:
        MissingLibraryError: LibreOffice, or what reads its pages, is not installed.
        OfficeError: LibreOffice failed.
    """
    try:
        import pypdfium2
    except ImportError as failure:
        raise MissingLibraryError(f"{PURPOSE} needs pypdfium2 ({failure}); install it: pip install pypdfium2") from None
    [pdf] = convert({name: data}, numbers.pages_filter, purpose=PURPOSE).values()
    laid = pypdfium2.PdfDocument(pdf)
    try:
        found: dict[str, int] = {}
        for entry in laid.get_toc():
            if entry.level:
                continue
            place = entry.get_dest()
            index = place.get_index() if place else None
            if index is not None:
                found.setdefault(_spaced(entry.get_title()), index + 1)
        return found | {text: page for text, page in _without_numbers(found).items() if text not in found}
    finally:
        laid.close()


def _without_numbers(titles: Mapping[str, int]) -> dict[str, int]:
    """Return pages by the words of headings whose outline begins with their numbers: '1. Lines', 'Article 2. Money'."""
    found: dict[str, int] = {}
    for title, page in titles.items():
        words = title.split(" ")
        for count in range(1, min(MOST_LABEL, len(words) - 1) + 1):
            found.setdefault(" ".join(words[count:]), page)
    return found


def _spaced(text: str) -> str:
    """Return `text` with every run of white space as one space: PDF outlines know no no-break space."""
    return " ".join(text.split())
