"""Write a document as PDF: PDF/UA-1 and PDF/A-3a in one file. HTML is private to this package."""

from __future__ import annotations

from collections.abc import Iterable

from reports.errors import ReportError
from reports.fonts import font_files
from reports.model import CrossRef, Document, Figure, Heading, Link, Table, walk
from reports.theme import Theme
from reports.writers.pdf.enclosed import enclosed
from reports.writers.pdf.fetch import guard
from reports.writers.pdf.forme import Font, Forme, character_blocks, cut, stand_in
from reports.writers.pdf.page import html
from reports.writers.pdf.pictures import Pictures, shadings
from reports.writers.pdf.render import Attachment, Keep, render
from reports.writers.pdf.style import variables
from reports.writers.pdf.tags import PdfFile

__all__ = ["Attachment", "Forme", "character_blocks", "enclosed", "make_forme", "write"]


def write(document: Document, theme: Theme, attachments: tuple[Attachment, ...] | None = None) -> bytes:
    """Return `document` as a PDF that is PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.

    The same input gives the same bytes: dates are those of `document.info.as_of`, the identifier is made from what
    the document is. Attachments stand in the relationship Data to it.

    Raises:
        MissingLibraryError: Pango is not on this machine, or a font package is missing.
        ReportError: the style sheet asks for something outside the theme folder, a link leads nowhere, or a character
            has no glyph in the fonts of the PDF.
    """
    return _rendered(document, theme, attachments, lambda pdf, fonts: None)


def make_forme(
    document: Document, theme: Theme, wanted: Iterable[int], attachments: tuple[Attachment, ...] | None = None
) -> Forme:
    """Return what copies of `document` are made with, for recipients in characters of the blocks `wanted`.

    Raises:
        ReportError: as `write`, and where the style sheet hides the lines that copies need.
    """
    kept: list[tuple[PdfFile, tuple[Font, ...]]] = []
    model = stand_in(document, wanted)
    data = _rendered(model, theme, attachments, lambda pdf, fonts: kept.append((pdf, tuple(fonts))))  # type: ignore[arg-type]
    return cut(data, *kept[0], model)


def _rendered(document: Document, theme: Theme, attachments: tuple[Attachment, ...] | None, keep: Keep) -> bytes:
    _check_links(document)
    pictures = Pictures(theme, document.words)
    page = html(document, theme, pictures)
    fonts = [path for family in (theme.fonts.text, theme.fonts.title) for path in font_files(family)]
    fetcher = guard(pictures.files, shadings(pictures.files), fonts, theme.folder)
    inside = enclosed(document) if attachments is None else attachments
    return render(page, (variables(document, theme), theme.css), document, fetcher, theme.folder, inside, keep)


def _check_links(document: Document) -> None:
    nodes = tuple(walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)))
    places = {node.id for node in nodes if isinstance(node, Heading | Figure | Table)}
    targets = {node.target for node in nodes if isinstance(node, CrossRef)}
    targets |= {node.target[1:] for node in nodes if isinstance(node, Link) and node.target.startswith("#")}
    if lost := sorted(targets - places):
        listed = ", ".join(f"#{target}" for target in lost)
        raise ReportError(
            f"{document.info.name}.pdf: nothing in the document is called {listed}; correct the link or name the place"
        )
