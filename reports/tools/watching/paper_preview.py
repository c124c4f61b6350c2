"""A document as a sheet of paper in the browser: the HTML that the PDF is made from, in the same style sheet."""

from __future__ import annotations

import re
from html import unescape

from reports.document import Document
from reports.formats.pdf.chart_figures import SCHEME, Pictures
from reports.formats.pdf.html_page import html
from reports.theme.definition import Theme
from reports.tools.watching.preview_style import sheets

_DRAWING = re.compile(rf'<img src="({SCHEME}:[^"]*)" alt="[^"]*">')


def paper(document: Document, theme: Theme) -> bytes:
    """Return `document` as an HTML page of one long sheet; its charts stand in it, with their alt texts.

    A picture of its own could not use the fonts of the page (SVG 2, §2.4: an image fetches nothing).

    Raises:
        ReportError: a chart cannot be drawn, or a link leads where none may lead.
    """
    pictures = Pictures(theme, document.words)
    page = html(document, theme, pictures)
    drawn = _DRAWING.sub(lambda match: pictures.files[unescape(match[1])].decode(), page)
    return drawn.replace("</head>", f"{sheets(theme, '/theme/theme.css', '/paper.css')}</head>", 1).encode()
