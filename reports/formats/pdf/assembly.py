"""Gather everything that a PDF of a document is made from, and have it set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reports.document import (
    CrossRef,
    Document,
    Figure,
    Footnote,
    Heading,
    Link,
    Picture,
    SourceList,
    Table,
    Words,
    plain,
    walk,
)
from reports.document.native_digits import in_own_digits
from reports.errors import ReportError
from reports.formats.pdf.chart_attachments import chart_tables
from reports.formats.pdf.chart_figures import Pictures
from reports.formats.pdf.copy_sheets import Font, Forme, cut, stand_in
from reports.formats.pdf.fact_attachment import enclosed
from reports.formats.pdf.file_identity import identity
from reports.formats.pdf.font_faces import faces, files_of
from reports.formats.pdf.heading_numbers import numbered_headings
from reports.formats.pdf.html_page import html
from reports.formats.pdf.inlines import call_id, note_id, source_id, use_id
from reports.formats.pdf.mirrored_pages import from_right, mirrored_styles
from reports.formats.pdf.page_digits import counters, in_digits
from reports.formats.pdf.page_style import ALONE, variables
from reports.formats.pdf.typesetting import Attachment, PdfFile, Sheet, render
from reports.languages.registry import is_rtl
from reports.theme.definition import Theme
from reports.theme.measured_fonts import measured_in
from reports.theme.mirrored_css import mirrored_css


def write(document: Document, theme: Theme, attachments: tuple[Attachment, ...] | None = None) -> bytes:
    """Return `document` as a PDF that is PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.

    The same input gives the same bytes: dates are those of `document.info.as_of`, the identifier is made from what
    the document is. Attachments stand in the relationship Data to it.

    Raises:
        MissingLibraryError: Pango is not on this machine, or a font package is missing.
        ReportError: the style sheet asks for something outside the theme folder, a link leads nowhere, or a character
            has no glyph in the fonts of the PDF.
    """
    return render(sheet(document, theme, attachments))


def make_forme(
    document: Document, theme: Theme, wanted: Iterable[int], attachments: tuple[Attachment, ...] | None = None
) -> Forme:
    """Return what copies of `document` are made with, for recipients in characters of the blocks `wanted`.

    Raises:
        ReportError: as `write`, and where the style sheet hides the lines that copies need.
    """
    kept: list[tuple[PdfFile, tuple[Font, ...]]] = []
    model = stand_in(document, wanted)
    data = render(sheet(model, theme, attachments), lambda pdf, fonts: kept.append((pdf, tuple(fonts))))  # type: ignore[arg-type]
    return cut(data, *kept[0], model)


def sheet(document: Document, theme: Theme, attachments: tuple[Attachment, ...] | None = None) -> Sheet:
    """Return `document` as HTML with everything that its PDF is made from.

    Raises:
        ReportError: a link leads nowhere, or a chart cannot be drawn.
        MissingLibraryError: a font package is missing.
    """
    _check_links(document)
    document = numbered_headings(in_own_digits(document))
    info, pictures = document.info, Pictures(theme, document.words)
    with measured_in(theme):
        page = in_digits(html(document, theme, pictures), info.digits)
    styles: tuple[str, ...] = (variables(document, theme, page), theme.css, *filter(None, (counters(info.digits),)))
    if rtl := is_rtl(info.language):
        page, styles = from_right(page, info.language), mirrored_styles(*styles)
    return Sheet(
        name=f"{info.name}.pdf",
        page=page,
        styles=(*filter(None, (faces(theme),)), *styles),
        alone=mirrored_css(ALONE) if rtl else ALONE,
        folder=theme.folder,
        drawings=pictures.files,
        fonts=files_of(theme),
        attachments=(*(enclosed(document) if attachments is None else attachments), *chart_tables(document)),
        identity=identity(document),
        language=info.language,
        version=info.version,
        moment=info.moment,
        link_names=_link_names(document),
    )


def _link_names(document: Document) -> Mapping[str, str]:
    """Return what a screen reader says of each link inside the document, by its target."""
    names: dict[str, str] = {}
    notes = 0
    for node in walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)):
        notes += isinstance(node, Footnote)
        for target, name in _named(node, document.words, notes):
            names[target] = f"{names[target]}; {name}" if target in names and name not in names[target] else name
    return names


def _named(node: object, words: Words, notes: int) -> Iterator[tuple[str, str]]:  # noqa: C901  # one arm a kind of block
    """Yield target and words of links that lead to `node` or are `node`; they begin with what the page shows of the link."""
    match node:
        case SourceList(sources=sources):
            for source in sources:
                said = words["source-named"].format(number=source.number, title=source.title)
                yield source_id(source.number), f"[{source.number}] {said}"
                yield use_id(source.number), f"{source.number} {words['back-to-text']}"
        case Footnote(children=children):
            yield note_id(notes), f"{notes} {plain(children)}"
            yield call_id(notes), f"{notes} {words['back-to-text']}"
        case Heading(id=id, inlines=inlines) if id:
            yield id, plain(inlines)
        case Figure(id=id, number=number, spec=spec) if number:
            yield id, f"{words['figure'].format(number=number)}: {plain(spec.title)}"
        case Picture(id=id, number=number, caption=caption) if number:
            yield id, f"{words['figure'].format(number=number)}: {plain(caption)}"
        case Table(id=id, number=number, caption=caption) if number:
            yield id, f"{words['table'].format(number=number)}: {plain(caption)}"
        case Link(children=children, target=target) if target[:1] != "#" and plain(children) != target:
            yield target, f"{plain(children)}, {target}"


def _check_links(document: Document) -> None:
    nodes = tuple(walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)))
    places = {node.id for node in nodes if isinstance(node, Heading | Figure | Picture | Table)}
    targets = {node.target for node in nodes if isinstance(node, CrossRef)}
    targets |= {node.target[1:] for node in nodes if isinstance(node, Link) and node.target.startswith("#")}
    if lost := sorted(targets - places):
        listed = ", ".join(f"#{target}" for target in lost)
        raise ReportError(
            f"{document.info.name}.pdf: nothing in the document is called {listed}; correct the link or name the place"
        )
