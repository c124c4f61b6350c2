"""The whole document as one HTML page: head, masthead, title, blocks."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.registry import KINDS
from reports.document import Blocks, Document, Figure, Heading, Inlines, SourceList, plain, walk, whole_names
from reports.document.program_version import PROGRAM
from reports.formats.pdf.blocks import BlockWriter
from reports.formats.pdf.chart_figures import GRID, Pictures
from reports.formats.pdf.inlines import InlineWriter, Marks, element, keep_last_words, safe, said
from reports.formats.pdf.page_style import TEXT_WIDTH
from reports.formats.pdf.picture_files import logo
from reports.theme.definition import Theme
from reports.theme.fonts import text_width

TITLE_SIZE = 27.0
"""In points (tokens: title)."""
LEAD = 4.0
"""Points by which lines of the title stand further apart than its size."""
SMALLER = 23.0
"""Of a title that keeps a declared name on one line only so."""
BESIDE = 18.0
"""Between the title and the dots, in points; the style sheet sets it."""
SERIF = 1.05
"""How much wider the title face runs than the text face, on average."""


def html(document: Document, theme: Theme, pictures: Pictures) -> str:
    """Return `document` as HTML; it fetches nothing but the drawings it leaves in `pictures`."""
    lists = (node for node in walk(document.blocks) if isinstance(node, SourceList))
    marks = Marks(frozenset(source.number for each in lists for source in each.sources))
    inlines = InlineWriter(document.words, theme, marks, pictures.files)
    width = TEXT_WIDTH[document.info.paper]
    base = min((node.level for node in walk(document.blocks) if isinstance(node, Heading)), default=1)
    writer = BlockWriter(document, theme, inlines, pictures, width, base)
    opening, blocks = _opening(document.blocks)
    title = _title(document, inlines, width - (GRID + BESIDE if opening else 0))
    if opening is not None:
        title = element("div", title + pictures.dots(opening, inlines), class_="opening")
    body = (
        _copy(document)
        + logo(theme.logo, document.info.organisation or plain(document.info.title), pictures.files)
        + _masthead(document)
        + title
        + "\n"
        + writer.write(blocks)
    )
    language = safe(document.info.language)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head>{_head(document)}</head>'
        f'<body class="{safe(document.info.id)}">\n{body}\n</body></html>\n'
    )


def _opening(blocks: Blocks) -> tuple[Figure | None, Blocks]:
    """Return the strip of dots that stands first, which goes beside the title, and the other blocks."""
    match blocks:
        case (Figure() as figure, *rest) if KINDS[figure.spec.kind].is_strip:
            return figure, tuple(rest)
        case _:
            return None, blocks


def _head(document: Document) -> str:
    info = document.info
    status = document.words["draft"] if info.draft else info.approved_text
    moment = f"{info.moment:%Y-%m-%dT%H:%M:%SZ}"
    described = {
        "author": info.organisation,
        "description": plain(info.subtitle),
        "keywords": ", ".join(filter(None, (*info.keywords, status))),
        "generator": PROGRAM,
        "dcterms.created": moment,
        "dcterms.modified": moment,
    }
    metas = "".join(f'<meta name="{name}" content="{safe(text)}">' for name, text in described.items() if text)
    return f'<meta charset="utf-8"><title>{safe(plain(info.title))}</title>{metas}'


def _masthead(document: Document) -> str:
    info, words = document.info, document.words
    parts = [
        info.kind,
        words["as-of-inside"].format(date=info.as_of_text),
        words["version-inside"].format(version=info.version),
    ]
    right = said(" · ".join(filter(None, parts)))
    if info.draft:
        right += f" · {element('strong', safe(words['draft']), class_='draft')}"
    named = element("p", said(info.organisation), class_="organisation") + element("p", right, class_="edition")
    approved = element("p", said(info.approved_text), class_="approved") if info.approved_text else ""
    return element("div", named, class_="masthead") + approved


def _copy(document: Document) -> str:
    """Return the line above the page that says whose copy it is; it takes no room, so that all copies break alike."""
    info = document.info
    recipient = element("p", safe(info.recipient), class_="recipient") if info.recipient else ""
    named = " · ".join(filter(None, (info.edition, info.copy)))
    named = element("p", safe(named), class_="named") if named else ""
    return element("div", recipient + named, class_="copy") if recipient or named else ""


def _title(document: Document, inlines: InlineWriter, width: float) -> str:
    info = document.info
    title, size = _with_whole_names(info.title, width)
    style = f"max-width: {_balanced(plain(title), width, size):.0f}pt"
    style += f"; font-size: {size:.0f}pt; line-height: {size + LEAD:.0f}pt" if size < TITLE_SIZE else ""
    parts = element("h1", inlines.write_whole(title), style=style)
    if info.subtitle:
        parts += element("p", inlines.write_whole(info.subtitle), class_="document-subtitle")
    if info.basis:
        parts += element("p", inlines.write_whole(info.basis), class_="basis")
    return element("div", parts, class_="title-block")


def _with_whole_names(title: Inlines, width: float) -> tuple[Inlines, float]:
    """Return the title with each declared name on one line, where a line holds it, and its size in points."""
    whole = whole_names(title)
    for size in (TITLE_SIZE, SMALLER):
        if max(_words(plain(whole), size), default=0.0) <= width:
            return whole, size
    return title, TITLE_SIZE


def _words(title: str, size: float) -> list[float]:
    """Return how wide each word of the title is, in points."""
    return [text_width(word, size, 600) * SERIF for word in keep_last_words(title).split(" ")]


def _balanced(title: str, width: float, size: float = TITLE_SIZE) -> float:
    """Return the least width, in points, at which the title takes no more lines than at `width`: lines about equal."""
    words = _words(title, size)
    wanted = _lines(words, width, size)
    steps = (width * share / 50 for share in range(25, 50))
    return next((step for step in steps if _lines(words, step, size) == wanted), width)


def _lines(words: Sequence[float], width: float, size: float = TITLE_SIZE) -> int:
    """Return how many lines words of these widths fill, as many on each as fit."""
    space = text_width(" ", size, 600)
    count, used = 1, 0.0
    for word in words:
        wider = used + space + word if used else word
        count, used = (count, wider) if wider <= width else (count + 1, word)
    return count
