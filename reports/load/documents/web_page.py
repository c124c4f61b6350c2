"""The text of an HTML page: its blocks as paragraphs, rows of tables in one, without menus, scripts and what stands around."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

from reports.load.documents.document_text import DocumentText, titled

AROUND = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "head", "nav", "header", "footer", "aside", "form", "button",
        "select", "iframe", "dialog",
    }
)  # fmt: skip
"""Elements that hold no content of the page; a header inside an article is one of it."""
ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog"})
"""Roles that say the same (WAI-ARIA landmarks)."""
BLOCKS = frozenset(
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "pre", "figcaption", "caption", "tr", "div",
        "section", "article", "main", "body", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "figure", "address", "hr",
    }
)  # fmt: skip
CELL = " | "


def web_page(text: str) -> DocumentText:
    """Return what a page says to its readers; its title is that of its first heading, or what its head says."""
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        return DocumentText("", ())
    article = next((each for name in ("article", "main") for each in root.iter(name)), None)
    whole = tuple(_paragraphs(root))
    inside = tuple(_paragraphs(article)) if article is not None else ()
    said = inside if sum(map(len, inside)) * 2 >= sum(map(len, whole)) else whole
    heads = (" ".join("".join(map(str, each.itertext())).split()) for each in root.iter("h1"))
    named = (each.get("content", "") for each in root.iter("meta") if each.get("property") == "og:title")
    tops = ("".join(map(str, each.itertext())) for each in root.iter("title"))
    return DocumentText(titled(said, (*heads, *named, *tops)), said)


def _paragraphs(root: html.HtmlElement) -> Iterator[str]:
    """Yield the texts of blocks, in reading order."""
    parts: list[str] = []
    for text, ends in _walked(root, inside=root.tag in ("article", "main")):
        if not ends:
            parts.append(text)
        elif said := " ".join("".join(parts).split()).strip(" |"):
            parts = []
            yield said
        else:
            parts = []
    if said := " ".join("".join(parts).split()).strip(" |"):
        yield said


def _walked(node: html.HtmlElement, *, inside: bool) -> Iterator[tuple[str, bool]]:
    """Yield (text, False) for each text, and ('', True) where a block begins or ends."""
    if not isinstance(node.tag, str) or _is_around(node, inside=inside):
        yield from ()
    else:
        block = node.tag in BLOCKS
        yield from [("", True)] * block
        yield from [(node.text, False)] * bool(node.text)
        for child in node:
            yield from _walked(child, inside=inside or node.tag in ("article", "main"))
            yield from [(CELL, False)] * (child.tag in ("td", "th"))
            yield from [(" ", False)] * (child.tag == "br")
            yield from [(child.tail, False)] * bool(child.tail)
        yield from [("", True)] * block


def _is_around(node: html.HtmlElement, *, inside: bool) -> bool:
    if inside and node.tag == "header":
        return False
    return node.tag in AROUND or node.get("role") in ROLES or node.get("hidden") is not None
