"""A project's own style sheet, read before pages are set: what it prints, what it fetches, and whether more must be tried.

Most of what a style sheet says changes how pages look and not what they say. What may change that can only be known by
setting them (`is_harmless`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, Node, QualifiedRule, StringToken, URLToken

from reports.audit.figure_atoms import atoms
from reports.audit.figure_search import figures
from reports.errors import Place, Problem
from reports.languages.lexicon import lexicon
from reports.theme.fonts import instead, lacking, named

SAFE = frozenset(
    (
        "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left", "border-radius",
        "border-right", "border-spacing", "border-style", "border-top", "border-width", "break-after", "break-before",
        "break-inside", "color", "column-gap", "font-size", "font-style", "font-weight", "gap", "line-height", "margin",
        "margin-bottom", "margin-left", "margin-right", "margin-top", "max-width", "min-width", "orphans", "padding",
        "padding-bottom", "padding-left", "padding-right", "padding-top", "page-break-after", "page-break-before",
        "page-break-inside", "row-gap", "text-align", "text-decoration", "text-decoration-color", "text-indent",
        "vertical-align", "widows", "width",
    )
)  # fmt: skip
"""Properties that change neither what a page says nor in which order; `SIZES` only where they are not nothing."""
SIZES = frozenset({"font-size", "line-height"})
SAFE_RULES = frozenset({"page", "media"})
"""At-rules around other rules; margin boxes are others."""


@dataclass(frozen=True, slots=True)
class Said:
    """A declaration, or what stands for one."""

    name: str
    """Of the property, or of the at-rule with its sign."""
    value: tuple[Node, ...]
    node: Node


def refused(css: str, shown: str, folder: str, languages: Iterable[str]) -> Iterator[Problem]:
    """Yield what pages would be refused for on account of a project's style sheet.

    Args:
        css: the style sheet.
        shown: how messages name its file.
        folder: of the theme; addresses start there.
        languages: of the reports, as BCP 47 tags.
    """
    base = Path(folder).resolve().as_uri() + "/"
    tags = tuple(dict.fromkeys(languages))
    try:
        declarations = tuple(_declarations(_parsed(css)))
    except RecursionError:
        yield Problem(Place(shown), "is nested too deep to be read", "write its rules side by side")
        return
    for each in declarations:
        for node in _within(each.value) if isinstance(each.node, Declaration) else ():
            place = Place(shown, node.source_line, node.source_column)
            if each.name == "content" and isinstance(node, StringToken):
                yield from _printed(node.value, place, tags)
            elif address := _address(node):
                yield from _fetched(address, urljoin(base, address), folder, place)


def is_harmless(css: str) -> bool:
    """Return whether a style sheet can change only how pages look."""
    try:
        return all(each.name in SAFE and not _is_nothing(each) for each in _declarations(_parsed(css)))
    except RecursionError:
        return False  # what is wrong with it is told by `refused`


def _is_nothing(each: Said) -> bool:
    return each.name in SIZES and any(getattr(node, "value", None) == 0 for node in each.value)


def _parsed(css: str) -> list[Node]:
    found: list[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return found


def _declarations(nodes: Iterable[Node]) -> Iterator[Said]:
    """Yield every declaration in `nodes`, however deep, and at-rules that are not known to be harmless."""
    for node in nodes:
        match node:
            case Declaration(lower_name=name, value=value):
                yield Said(str(name), tuple(value), node)
            case AtRule(lower_at_keyword=keyword):
                if keyword not in SAFE_RULES:
                    yield Said(f"@{keyword}", tuple(node.prelude), node)
                yield from _declarations(_content(node))
            case QualifiedRule():
                yield from _declarations(_content(node))
            case _:
                pass


def _content(node: AtRule | QualifiedRule) -> list[Node]:
    inside: list[Node] = tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True)
    return inside


def _within(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, FunctionBlock) and node.lower_name != "url":
            yield from _within(node.arguments)


def _address(node: Node) -> str:
    """Return what a value fetches; empty where it fetches nothing."""
    match node:
        case URLToken(value=address):
            return str(address)
        case FunctionBlock(lower_name="url"):
            return "".join(each.value for each in node.arguments if isinstance(each, StringToken))
        case _:
            return ""


def _printed(text: str, place: Place, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the figures, words of status and hedge in a text that the style sheet prints, and characters without a glyph."""
    found = {figure.text for language in languages for figure in figures(text, language)}
    for figure in sorted(found):
        what = f"“{figure}” is a figure that no fact stands behind"
        yield Problem(place, what, "take it out of the style sheet, and print it from a template")
    said = (word for tag in languages for word in atoms(text, lexicon(tag)) if word in lexicon(tag).guards)
    for word in dict.fromkeys(said):
        what = f"“{word}” says how far a thing has come, or how sure it is, of every fact that it is printed beside"
        yield Problem(place, what, "take it out of the style sheet, and write it in a template, where it is audited")
    if signs := lacking(text):
        yield Problem(place, f"the fonts of the PDF have no {named(signs)}", instead(signs))


def _fetched(shown: str, url: str, folder: str, place: Place) -> Iterator[Problem]:
    """Yield why the file at `url` cannot be fetched; a place in the page itself is none."""
    from reports.formats.pdf.typesetting.fetch_guard import RefusedError, check, read  # few style sheets fetch anything

    if shown.startswith("#"):
        return
    try:
        read(check(url, files=frozenset(), folder=Path(folder).resolve()), url)
    except RefusedError as failure:
        what, _, cure = str(failure).partition("; ")
        yield Problem(place, what, cure)
