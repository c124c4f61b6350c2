"""Markdown of a section becomes blocks of the model; every block knows the template line it came from."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from reports.errors import Place, Problem
from reports.markup.blocks import Reader
from reports.markup.inlines import Scope, inlines_of
from reports.markup.sentinels import Carrier, LineMap
from reports.model import Blocks, Inlines

__all__ = ["parse_inlines", "parse_section"]


Marks = tuple[str, str, str, str]
"""Quotation marks of a language: outer opening and closing, inner opening and closing."""


@cache
def _parser(quotes: Marks) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": quotes})
    parser.enable(["table", "smartquotes"])
    parser.disable(["html_block", "html_inline", "image", "autolink", "code", "fence", "reference", "lheading"])
    parser.use(attrs_plugin, spans=True).use(attrs_block_plugin).use(deflist_plugin)
    parser.use(footnote_plugin, inline=True)
    parser.use(container_plugin, name="box", validate=lambda params, *_: bool(params.strip()))
    return parser


def parse_section(
    text: str, carrier: Carrier, lines: LineMap, source: str, quotes: Marks
) -> tuple[Blocks, tuple[Problem, ...]]:
    """Return the blocks of a rendered section and the problems found in it.

    Args:
        text: Markdown with the marks of `carrier`, without line marks.
        carrier: the objects that the marks stand for.
        lines: where each line came from.
        source: the template as written, to find the column of quoted words.
        quotes: what straight quotation marks become.
    """
    environment: dict[str, object] = {}
    tokens = _parser(quotes).parse(text, environment)
    scope = Scope(carrier, _footnotes(environment), Place(lines.path), [])
    blocks = Reader(scope, lines, {}).blocks(SyntaxTreeNode(tokens).children)
    return blocks, pointed(scope, source)


def parse_inlines(text: str, carrier: Carrier, place: Place, quotes: Marks) -> tuple[Inlines, tuple[Problem, ...]]:
    """Return one line of rendered Markdown as inlines, and the problems found in it."""
    tokens = _parser(quotes).parseInline(text, {})
    scope = Scope(carrier, {}, place, [])
    return inlines_of(tokens[0].children, scope), tuple(scope.problems)


def _footnotes(environment: dict[str, object]) -> dict[int, list[Token]]:
    notes = environment.get("footnotes")
    entries = notes.get("list", {}) if isinstance(notes, dict) else {}
    return {int(id): entry["tokens"] for id, entry in entries.items() if "tokens" in entry}


def pointed(scope: Scope, source: str) -> tuple[Problem, ...]:
    """Return the problems of `scope` with the column of their words, as far as the template's line holds them."""
    rows, problems = source.split("\n"), list(scope.problems)
    for index, words in scope.pointers:
        problem = problems[index]
        place = locate(rows, problem.where, words)
        problems[index] = Problem(place, problem.what, problem.cure)
    return tuple(problems)


def locate(rows: list[str], place: Place, words: str) -> Place:
    """Return `place` moved to where `words` stand in the template, searching from its line to the end of its paragraph."""
    for number in range(place.line, len(rows) + 1):
        row = rows[number - 1]
        if words in row:
            return Place(place.path, number, row.index(words) + 1)
        if number > place.line and not row.strip():
            break
    return place
