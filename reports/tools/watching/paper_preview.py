"""A document as a sheet of paper in the browser: the HTML that the PDF is made from, in the same style sheet."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from html import unescape

from reports.document import Document
from reports.document.native_digits import in_own_digits
from reports.formats.pdf.chart_figures import SCHEME, Pictures
from reports.formats.pdf.html_page import html
from reports.formats.pdf.mirrored_pages import from_right
from reports.formats.pdf.page_digits import in_digits
from reports.formats.pdf.picture_files import SCHEME as PICTURE
from reports.languages.registry import is_rtl
from reports.theme.definition import Theme
from reports.theme.mirrored_css import mirrored_css
from reports.tools.watching.preview_style import sheets

_PICTURE = re.compile(rf'src="({PICTURE}:[^"]*)"')
_DRAWING = re.compile(rf'<img src="({SCHEME}:[^"]*)" alt="[^"]*">')


def paper(document: Document, theme: Theme) -> bytes:
    """Return `document` as an HTML page of one long sheet; its charts stand in it, with their alt texts.

    A picture of its own could not use the fonts of the page (SVG 2, §2.4: an image fetches nothing).

    Raises:
        ReportError: a chart cannot be drawn, or a link leads where none may lead.
    """
    document = in_own_digits(document)
    pictures = Pictures(theme, document.words)
    page = in_digits(html(document, theme, pictures), document.info.digits)
    look = sheets(theme, "/theme/theme.css", "/paper.css")
    if is_rtl(document.info.language):
        page = from_right(page, document.info.language)
        look = f"{sheets(theme)}<style>{mirrored_css(theme.css)}</style>{sheets(theme, '/paper.css')}"
    drawn = _DRAWING.sub(lambda match: pictures.files[unescape(match[1])].decode(), page)
    drawn = _PICTURE.sub(lambda match: f'src="{_data(unescape(match[1]), pictures.files)}"', drawn)
    return drawn.replace("</head>", f"{look}</head>", 1).encode()


def _data(address: str, files: Mapping[str, bytes]) -> str:
    """Return a picture as an address that holds it."""
    ending = address.rpartition(".")[2]
    kind = "image/svg+xml" if ending == "svg" else f"image/{ending}"
    return f"data:{kind};base64,{base64.b64encode(files[address]).decode()}"
