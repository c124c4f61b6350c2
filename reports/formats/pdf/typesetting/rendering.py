"""HTML and style sheets to PDF bytes: the one place that drives WeasyPrint."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from reports.errors import ReportError
from reports.formats.pdf.typesetting.direction_marks import mark_directions
from reports.formats.pdf.typesetting.fetch_guard import guard
from reports.formats.pdf.typesetting.font_subset import Fonts
from reports.formats.pdf.typesetting.joined_letters import write_parted
from reports.formats.pdf.typesetting.structure_tags import PdfFile, finish
from reports.formats.pdf.typesetting.xmp_metadata import add_conformance, identifier
from reports.languages.registry import is_rtl
from reports.theme.fonts import instead, named
from reports.theme.weasyprint_engine import weasyprint

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a PDF is made from: plain data, which another process can be given."""

    name: str
    """File name, for messages."""
    page: str
    """HTML."""
    styles: tuple[str, ...]
    """Style sheets."""
    alone: str
    """What is to be said of the look of a page besides, where it is the only one."""
    folder: str
    """Of the theme; relative addresses start there."""
    drawings: Mapping[str, bytes]
    """SVG files of our own, by address."""
    fonts: tuple[Path, ...]
    """Font files that may be read."""
    attachments: tuple[Attachment, ...]
    """Files that go inside."""
    identity: str
    """What names the file."""
    language: str
    """BCP 47."""
    version: str
    """Of the document."""
    moment: datetime
    """When it was made, as its metadata say."""
    link_names: Mapping[str, str]
    """What a screen reader says of each link inside the document, by its target."""


def render(sheet: Sheet, keep: Keep = lambda pdf, fonts: None) -> bytes:
    """Return `sheet` as a PDF that is PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.

    `keep` takes the objects of the file (pydyf) and its fonts just before it is written.

    Raises:
        MissingLibraryError: Pango is not on this machine.
        ReportError: something asks for an address that it may not have, or the fonts lack a character.
    """
    engine = weasyprint()
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, path2url

    fetcher = guard(sheet.drawings, sheet.fonts, sheet.folder)
    common = {"base_url": path2url(f"{sheet.folder}/"), "url_fetcher": fetcher}
    fonts = FontConfiguration()
    options = {"pdf_variant": VARIANT, "pdf_tags": True, "pdf_identifier": identifier(sheet.identity)}
    colours = {"srgb": _srgb()}
    try:
        with _complaints() as complaints:
            styles = [engine.CSS(string=style, font_config=fonts, **common) for style in sheet.styles]
            page = engine.HTML(string=sheet.page, **common)
            setting = {"font_config": fonts, "color_profiles": colours, "output_intent": "srgb", **options}
            rendered = page.render(stylesheets=styles, **setting)
            if sheet.alone and len(rendered.pages) == 1:
                alone = engine.CSS(string=sheet.alone, font_config=fonts, **common)
                rendered = page.render(stylesheets=[*styles, alone], **setting)
            _complete(rendered, sheet)
            written: bytes = rendered.write_pdf(finisher=_finisher(sheet, keep), output_intent="as rendered", **options)
    except FatalURLFetchingError:
        written = b""
    except (ArithmeticError, RecursionError) as failure:
        what = f"its pages cannot be set ({failure})"
        raise ReportError(f"{sheet.name}: {what}; correct the sizes and the nesting in summary.css") from failure
    if fetcher.refusals:
        raise ReportError(f"{sheet.name}: {fetcher.refusals[0]}")
    if complaints:
        raise ReportError(f"{sheet.name}: {'; '.join(complaints)}; correct summary.css or the picture")
    return written


def _complete(rendered: Any, sheet: Sheet) -> None:
    """Give laid-out pages what their finisher needs, their metadata, and no links but ours."""
    for page in rendered.pages:
        page.links = [each for each in page.links if _leads(each)]
    rendered.fonts = fonts = Fonts(from_right=is_rtl(sheet.language))
    for page in rendered.pages:
        page.paint = _painter(page.paint, fonts)
    rendered.span_languages = [said for page in rendered.pages for said in _span_languages(page._page_box)]
    _complete_metadata(rendered.metadata, sheet)


def _painter(paint: Callable[..., None], fonts: Fonts) -> Callable[..., None]:
    """Return what paints a page and lets the fonts know what it was painted with."""

    def painted(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        fonts.streams.append(stream.stream)

    return painted


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


def _span_languages(box: object) -> Iterator[str]:
    """Yield the language of each span of a page, in the order in which the engine tags them; empty where it says none."""
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    box = getattr(box, "_box", box)  # what is set absolutely stands behind its place
    if isinstance(box, TextBox):
        return
    if box.element is not None and box.element_tag == "span" and not isinstance(box, LineBox):  # type: ignore[attr-defined]
        yield box.element.attrib.get("lang", "")  # type: ignore[attr-defined]
    for child in getattr(box, "children", ()):
        yield from _span_languages(child)


def _leads(link: tuple[str, str, object, object]) -> bool:
    """Return whether a link is one of ours: the engine makes one more, without a tag, of each element within a link."""
    *_, box = link
    return str(box.element_tag) == "a"  # type: ignore[attr-defined]


def _srgb() -> object:
    """Return the colour profile of the output intent; WeasyPrint's own way to it leaves the file open."""
    from weasyprint.css import ColorProfile

    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(io.BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _complete_metadata(metadata: object, sheet: Sheet) -> None:
    """Add attachments and the conformance statement to WeasyPrint's DocumentMetadata."""
    named = sorted(sheet.attachments, key=lambda each: each.name)  # as the names of a tree stand (ISO 32000-1, 7.9.6)
    metadata.attachments = [_attached(each, sheet.moment) for each in named]  # type: ignore[attr-defined]
    original = metadata.generate_rdf_metadata  # type: ignore[attr-defined]

    def generate(variant: str, version: int, conformance: str) -> bytes:
        return add_conformance(original(variant, version, conformance), sheet.identity, sheet.language, sheet.version)

    metadata.generate_rdf_metadata = generate  # type: ignore[attr-defined]


def _attached(attachment: Attachment, moment: datetime) -> object:
    return weasyprint().Attachment(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
        relationship="Data",
    )


def _finisher(sheet: Sheet, keep: Keep) -> Callable[[object, PdfFile], None]:
    """Return what WeasyPrint calls before it writes the trailer: it checks the glyphs and completes the tags."""

    def complete(rendered: object, pdf: PdfFile) -> None:
        fonts = rendered.fonts  # type: ignore[attr-defined]
        _check_glyphs(fonts, sheet.name)
        shown = [getattr(each, "stream", None) for each in pdf.objects if fonts.parted or is_rtl(sheet.language)]
        streams = [each for each in shown if isinstance(each, list)]
        if fonts.parted:
            write_parted(streams, fonts.parted)
        if is_rtl(sheet.language):
            mark_directions(streams, fonts.turned)
        finish(pdf, sheet.link_names, rendered.span_languages)  # type: ignore[attr-defined]
        keep(pdf, fonts.values())

    return complete


def _check_glyphs(fonts: Mapping[str, object], name: str) -> None:
    lost = "".join(map(chr, sorted({code for font in fonts.values() for code in font.missing})))  # type: ignore[attr-defined]
    if lost:
        raise ReportError(f"{name}: the fonts of the PDF have no {named(lost)}; {instead(lost)}")
