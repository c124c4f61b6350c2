"""HTML and style sheets to PDF bytes: the one place that drives WeasyPrint."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from reports.errors import ReportError
from reports.model import Document, SourceList, walk
from reports.writers.pdf.engine import weasyprint
from reports.writers.pdf.fetch import Fetcher
from reports.writers.pdf.inlines import source_id, use_id
from reports.writers.pdf.metadata import add_conformance, identifier
from reports.writers.pdf.subset import Fonts
from reports.writers.pdf.tags import PdfFile, finish

VARIANT = "pdf/a-3a"
"""One variant a call; PDF/UA-1 is added to the metadata (see `add_conformance`)."""

Keep = Callable[[PdfFile, Iterable[object]], None]
"""Takes the objects of a file and its fonts."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes inside the PDF, such as the facts behind it."""

    name: str
    """File name, such as facts.json."""
    media_type: str
    """Must be what the ending of `name` says: readers go by either."""
    description: str
    """What it is, in a sentence."""
    data: bytes


def render(
    page: str,
    sheets: Iterable[str],
    document: Document,
    fetcher: Fetcher,
    folder: str,
    attachments: tuple[Attachment, ...],
    keep: Keep = lambda pdf, fonts: None,
) -> bytes:
    """Return the PDF of `page`, an HTML document, dressed by `sheets`; relative addresses in them start at `folder`.

    Args:
        page: HTML.
        sheets: style sheets.
        document: what they were made from.
        fetcher: reads what they name.
        folder: of the theme.
        attachments: files that go inside.
        keep: takes the objects of the file (pydyf) and its fonts just before it is written.

    Raises:
        ReportError: the fetcher refused an address, or the fonts lack a character.
    """
    engine = weasyprint()
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, path2url

    common = {"base_url": path2url(f"{folder}/"), "url_fetcher": fetcher}
    fonts = FontConfiguration()
    options = {"pdf_variant": VARIANT, "pdf_tags": True, "pdf_identifier": identifier(document)}
    colours = {"srgb": _srgb()}
    try:
        with _complaints() as complaints:
            styles = [engine.CSS(string=sheet, font_config=fonts, **common) for sheet in sheets]
            rendered = engine.HTML(string=page, **common).render(
                font_config=fonts, stylesheets=styles, color_profiles=colours, output_intent="srgb", **options
            )
            rendered.fonts = Fonts()
            _complete_metadata(rendered.metadata, document, attachments)
            written: bytes = rendered.write_pdf(
                finisher=_finisher(document, keep), output_intent="as rendered", **options
            )
    except FatalURLFetchingError:
        written = b""
    if fetcher.refusals:
        raise ReportError(f"{document.info.name}.pdf: {fetcher.refusals[0]}")
    if complaints:
        raise ReportError(f"{document.info.name}.pdf: {'; '.join(complaints)}; correct summary.css or the picture")
    return written


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint reports as an error; it goes on without the picture or style sheet concerned."""
    found: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


def _srgb() -> object:
    """Return the colour profile of the output intent; WeasyPrint's own way to it leaves the file open."""
    from weasyprint.css import ColorProfile

    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(io.BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _complete_metadata(metadata: object, document: Document, attachments: tuple[Attachment, ...]) -> None:
    """Add attachments and the conformance statement to WeasyPrint's DocumentMetadata."""
    day = document.info.stamped or datetime.fromisoformat(document.info.as_of).replace(tzinfo=UTC)
    metadata.attachments = [_attached(each, day) for each in attachments]  # type: ignore[attr-defined]
    original = metadata.generate_rdf_metadata  # type: ignore[attr-defined]

    def generate(variant: str, version: int, conformance: str) -> bytes:
        return add_conformance(original(variant, version, conformance), document)

    metadata.generate_rdf_metadata = generate  # type: ignore[attr-defined]


def _attached(attachment: Attachment, day: datetime) -> object:
    return weasyprint().Attachment(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        created=day,
        modified=day,
        relationship="Data",
    )


def _finisher(document: Document, keep: Keep) -> Callable[[object, PdfFile], None]:
    """Return what WeasyPrint calls before it writes the trailer: it checks the glyphs and completes the tags."""

    def complete(rendered: object, pdf: PdfFile) -> None:
        _check_glyphs(rendered.fonts, document)  # type: ignore[attr-defined]
        finish(pdf, link_names(document))
        keep(pdf, rendered.fonts.values())  # type: ignore[attr-defined]

    return complete


def _check_glyphs(fonts: Mapping[str, object], document: Document) -> None:
    lost = sorted({code for font in fonts.values() for code in font.missing})  # type: ignore[attr-defined]
    if lost:
        shown = ", ".join(f"'{chr(code)}' (U+{code:04X} {unicodedata.name(chr(code), '')})" for code in lost)
        raise ReportError(
            f"{document.info.name}.pdf: the fonts of the PDF have no {shown}; write it in words or with another sign"
        )


def link_names(document: Document) -> Mapping[str, str]:
    """Return what a screen reader says of each link inside the document, by its target."""
    words, names = document.words, {}
    for node in walk(document.blocks):
        if isinstance(node, SourceList):
            for source in node.sources:
                names[source_id(source.number)] = words["source-named"].format(number=source.number, title=source.title)
                names[use_id(source.number)] = words["back-to-text"]
    return names
