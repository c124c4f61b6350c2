"""Markdown of a section becomes blocks of the model; every block knows the template line it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from reports.document import Blocks, Equation, Footnote, Inlines, walk
from reports.errors import Place, Problem
from reports.narrative.markdown.block_tokens import Reader
from reports.narrative.markdown.equation_notation import equation_plugin
from reports.narrative.markdown.footnotes import footnotes
from reports.narrative.markdown.inline_marks import script_plugin
from reports.narrative.markdown.inline_tokens import Pictures, Scope, inlines_of
from reports.narrative.markdown.sentinels import MARK, STRAY, Carrier, LineMap
from reports.narrative.markdown.short_form_lines import short_forms
from reports.narrative.markdown.unread_notation import UNREAD, Unread, unread_plugin

__all__ = ["locate", "parse_inlines", "parse_section"]


Marks = tuple[str, str, str, str]
"""Quotation marks of a language: outer opening and closing, inner opening and closing."""


MAX_NESTED = 60
"""Boxes, quotes, list items and emphasis inside one another."""


@cache
def _parser(quotes: Marks) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": quotes})
    parser.enable(["table", "smartquotes", "strikethrough"])
    parser.disable(["html_block", "html_inline", "code", "reference", "lheading"])
    setattr(parser, "validateLink", lambda url: True)  # noqa: B010 - a method; bad links become problems, not bare words
    parser.use(attrs_plugin, spans=True).use(attrs_block_plugin).use(deflist_plugin)
    parser.use(footnote_plugin, inline=True, move_to_end=False)
    parser.use(equation_plugin).use(script_plugin).use(unread_plugin)
    parser.use(container_plugin, name="box", validate=lambda params, *_: bool(params.strip()))
    return parser


def parse_section(
    text: str, carrier: Carrier, lines: LineMap, source: str, quotes: Marks, pictures: Pictures | None = None
) -> tuple[Blocks, tuple[Problem, ...]]:
    """Return the blocks of a rendered section and the problems found in it.

    Args:
        text: Markdown with the marks of `carrier`, without line marks.
        carrier: the objects that the marks stand for.
        lines: where each line came from.
        source: the template as written, to find the column of quoted words.
        quotes: what straight quotation marks become.
        pictures: reads the pictures that the section names; None where there are none.
    """
    environment: dict[str, object] = {}
    text, forms = short_forms(text)
    tokens = _parser(quotes).parse(text, environment)
    notes, misplaced = footnotes(tokens, environment)
    if deep := _too_deep(tokens) or next(filter(None, map(_too_deep, notes.values())), 0):
        return (), (Problem(lines.place(deep - 1), "is nested too deep", "delete brackets, asterisks or indents"),)
    scope = Scope(carrier, notes, Place(lines.path), [], pictures=pictures)
    blocks = Reader(scope, lines, text.split("\n")).blocks(SyntaxTreeNode(tokens).children)
    for form in forms:
        scope.place = lines.place(form.line)
        said = _parser(quotes).parseInline(form.words, {})
        carrier.forms[form.short] = inlines_of(said[0].children, scope), scope.place
    for line, what, cure, name in misplaced:
        scope.place = lines.place(line)
        scope.problem(what, cure, f"[^{name}]")
    for unread in _unread(environment):
        scope.place = lines.place(unread.line)
        scope.problem(unread.what, unread.cure, unread.words)
    for problem, words in stray(blocks, Place(lines.path)):
        scope.place = problem.where
        scope.problem(problem.what, problem.cure, words)
    _require_used(text, scope, lines)
    return blocks, pointed(scope, source)


def parse_inlines(text: str, carrier: Carrier, place: Place, quotes: Marks) -> tuple[Inlines, tuple[Problem, ...]]:
    """Return one line of rendered Markdown as inlines, and the problems found in it."""
    environment: dict[str, object] = {}
    tokens = _parser(quotes).parseInline(text, environment)
    if _too_deep(tokens):
        return (), (Problem(place, "is nested too deep", "delete brackets and asterisks"),)
    scope = Scope(carrier, {}, place, [])
    inlines = inlines_of(tokens[0].children, scope)
    if any(isinstance(node, Footnote) for node in walk(inlines)):
        scope.problem("a footnote stands in a title or label", "write it into a section")
    if any(isinstance(node, Equation) for node in walk(inlines)):
        scope.problem("an equation stands in a title or label", "write it into a paragraph of a section")
    for unread in _unread(environment):
        scope.problem(unread.what, unread.cure)
    _require_used(text, scope, LineMap(place.path, ()))
    return inlines, (*scope.problems, *(problem for problem, _ in stray(inlines, place)))


def _unread(environment: Mapping[str, object]) -> Iterator[Unread]:
    """Yield what the parser has left as it was typed."""
    found = environment.get(UNREAD, [])
    yield from found if isinstance(found, list) else ()


def _require_used(text: str, scope: Scope, lines: LineMap) -> None:
    """Record a problem for each mark of `text` that came out nowhere, such as one in a comment between attributes."""
    if scope.problems:  # what they tell of may be why
        return
    for n, row in enumerate(text.split("\n")):
        for mark in MARK.finditer(row):
            if int(mark[1]) not in scope.used:
                scope.place = lines.place(n) if lines.lines else scope.place
                scope.problem("a figure stands where nothing is printed", "print it in a sentence", "fact(")


def _too_deep(tokens: list[Token]) -> int:
    """Return the line, from 1, at which tokens are nested deeper than any text is; 0 where none are."""
    depth, line = 0, 1
    for token in tokens:
        depth += token.nesting
        line = token.map[0] + 1 if token.map else line
        if depth > MAX_NESTED or (token.children and _too_deep(token.children)):
            return line
    return 0


def pointed(scope: Scope, source: str) -> tuple[Problem, ...]:
    """Return the problems of `scope` with the column of their words, as far as the template's line holds them."""
    rows, words = source.split("\n"), dict(scope.pointers)
    return tuple(
        Problem(locate(rows, problem.where, words.get(n, "")), problem.what, problem.cure)
        for n, problem in enumerate(scope.problems)
    )


def locate(rows: list[str], place: Place, words: str = "") -> Place:
    """Return `place` with a column: where `words` stand in its paragraph of the template, or where its line begins.

    Words in quotes go first, so that an id is not found inside another word.
    """
    for number in _paragraph(rows, place.line) if words else ():
        for sought, before in ((f'"{words}"', 1), (f"'{words}'", 1), (words, 0)):
            if sought in rows[number - 1]:
                return Place(place.path, number, rows[number - 1].index(sought) + 1 + before)
    if not 0 < place.line <= len(rows):
        return Place(place.path, max(place.line, 1), 1)
    row = rows[place.line - 1]
    return Place(place.path, place.line, len(row) - len(row.lstrip()) + 1)


def _paragraph(rows: list[str], line: int) -> Iterator[int]:
    """Yield the lines of the paragraph around `line`, from 1: onwards first, then backwards."""
    for step in (1, -1):
        number = line if step > 0 else line - 1
        while 0 < number <= len(rows) and (number == line or rows[number - 1].strip()):
            yield number
            number += step


def stray(nodes: Blocks | Inlines, where: Place) -> Iterator[tuple[Problem, str]]:
    """Yield a problem for each block that still holds a mark which is none: cut up, or put where no figure can stand.

    Nodes without a place stand at that of the block around them, or at `where`.
    """
    for node in walk(nodes):
        where = getattr(node, "where", None) or where
        texts = (value for each in fields(node) if isinstance(value := getattr(node, each.name), str))  # type: ignore[arg-type]
        if any(STRAY.search(text) for text in texts):
            cure = "print facts in running text, tables and titles, as they are, and nowhere else"
            yield Problem(where, "a figure is taken apart, or stands in an address or attribute", cure), "fact("
