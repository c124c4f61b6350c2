"""Block tokens of Markdown become blocks of the model: a closed table of what a section may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from reports.document import (
    Block,
    Blocks,
    Column,
    Columns,
    Definition,
    Definitions,
    Focus,
    Heading,
    Inlines,
    List,
    Notes,
    PageBreak,
    Panel,
    Paragraph,
    Quote,
    Row,
    Table,
    TaskMark,
    Text,
    plain,
)
from reports.narrative.markdown.equation_notation import AFTER, MATHS
from reports.narrative.markdown.inline_tokens import Scope, inlines_of, maths, only_block, resolve
from reports.narrative.markdown.pictures import is_picture, picture
from reports.narrative.markdown.sentinels import LineMap
from reports.narrative.markdown.slugs import slug

PANELS = ("bottom-line", "gap", "analysis", "note", "point")
CONTAINERS = (*PANELS, "notes", "columns", "column", "table", "lead", "small", "landscape")
MAX_COLUMNS = 20
"""Of a table in Markdown."""
TASK = re.compile(r"\[([ xX])\] +(?=\S|$)")
"""The box before a task, as GitHub Flavored Markdown writes it (5.3)."""
_ALIGN = {"text-align:right": "right", "text-align:center": "center"}

Maker = Callable[[SyntaxTreeNode, "Reader"], Blocks]

NOT_READ = {"fence": "a block of code is not read"}
"""Kinds of block that Markdown has and reports do not, in words."""


class Reader:
    """Walks the syntax tree of one section and keeps the scope, the line map and the rendered lines at hand."""

    def __init__(self, scope: Scope, lines: LineMap, rows: Sequence[str]) -> None:
        """Read with `scope`; `rows` are the lines of the rendered text."""
        self.scope, self.lines, self.rows = scope, lines, rows
        self.has_open_box = False

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Blocks:
        """Return the model of block `nodes`."""
        found: list[Block] = []
        for node in nodes:
            self.at(node)
            if node.type != "heading" and node.attrs.get("page") == "new":
                found.append(self._page_break(node))
            maker = MAKERS.get(node.type)
            self._require_known(node)
            if node.type.startswith("container_"):
                maker = _container
            if maker is None:
                if node.type != "footnote_reference":  # read by `footnotes`, printed where it is called
                    self.scope.problem(
                        NOT_READ.get(node.type, f"Markdown {node.type!r} is not supported here"),
                        "use headings, paragraphs, lists, tables and ::: boxes",
                    )
                continue
            found += maker(node, self)
        return tuple(found)

    def at(self, node: SyntaxTreeNode) -> None:
        """Move the present place to the line of `node`."""
        if node.map:
            self.scope.place = self.lines.place(node.map[0])

    def _page_break(self, node: SyntaxTreeNode) -> PageBreak:
        """Return the break before `node`; pages are those of the document, so it stands in no list and in no box."""
        if node.level:
            self.scope.problem("a page cannot begin inside a list or a box", "write {page=new} above it", "page=new")
        return PageBreak(self.scope.place)

    def _require_known(self, node: SyntaxTreeNode) -> None:
        """Record a problem where attributes stand before a block that has none; a heading takes any."""
        known = {"start", *(["page"] if node.attrs.get("page") == "new" else [])}
        for name in sorted(node.attrs.keys() - known) if node.type != "heading" else ():
            what = f"the attribute {name}={str(node.attrs[name])!r} means nothing before this"
            self.scope.problem(what, "delete it, or use a ::: box", str(node.attrs[name]))

    def inlines(self, node: SyntaxTreeNode) -> Inlines:
        """Return the inlines of the first inline child of `node`."""
        return inlines_of(tokens_of(node), self.scope)


def tokens_of(node: SyntaxTreeNode) -> list[Token]:
    """Return the inline tokens of the first child of `node`, which is where Markdown keeps its words."""
    token = node.children[0].token if node.children and node.children[0].type == "inline" else None
    return list(token.children or ()) if token else []


def _heading(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    attributes = {key: str(value) for key, value in node.attrs.items()}
    inlines = reader.inlines(node)
    if not plain(inlines).strip():
        reader.scope.problem("a heading has no words", "write them behind its sign, or delete it")
    id = attributes.pop("id", "") or slug(plain(inlines))
    return (Heading(int(node.tag[1]), inlines, id, tuple(sorted(attributes.items())), reader.scope.place),)


def _paragraph(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    if is_picture(tokens_of(node)):
        return picture(tokens_of(node), reader.scope)
    block = only_block(tokens_of(node), reader.scope)
    if block is not None:
        return (replace(block, where=reader.scope.place),)
    _require_no_end(node, reader)
    inlines = reader.inlines(node)
    return (Paragraph(inlines, where=reader.scope.place),) if inlines else ()


def _require_no_end(node: SyntaxTreeNode, reader: Reader) -> None:
    """Record a problem where a line of a paragraph would close a box, and none is open; it would be printed."""
    place = reader.scope.place
    for line in range(*node.map) if node.map and not reader.has_open_box else ():
        if line < len(reader.rows) and re.fullmatch(r"[ \t>]*:{3,}[ \t]*", reader.rows[line]):
            reader.scope.place = reader.lines.place(line)
            reader.scope.problem(
                "no box is open here that could be closed", "delete the line, or open the box above it"
            )
    reader.scope.place = place


def _list(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    place, start = reader.scope.place, node.attrs.get("start", 1)
    if start != 1:  # all lists are numbered from 1, so the number would be lost
        cure = f"begin it with 1, or write {start}\\. where the number belongs to a sentence"
        reader.scope.problem(f"a list begins with {start}", cure, str(start))
    items = tuple(_task(reader.blocks(item.children)) for item in node.children)
    return (List(items, node.type == "ordered_list", place),)


def _task(item: Blocks) -> Blocks:
    """Return a list item with its box, `[ ]` or `[x]`, as a mark."""
    match item:
        case (Paragraph(inlines=(Text(text=text), *rest)) as first, *others) if found := TASK.match(text):
            words = (TaskMark(found[1] != " "), Text("\N{NO-BREAK SPACE}" + text[found.end() :]))
            return (replace(first, inlines=(*words, *rest)), *others)
        case _:
            return item


def _definitions(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    place = reader.scope.place
    items: list[Definition] = []
    for child in node.children:
        reader.at(child)
        if child.type == "dt":
            term = reader.inlines(child)
            items.append(Definition(term, ()))
        else:
            items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *reader.blocks(child.children)))
    return (Definitions(tuple(items), place),)


def _quote(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    place, blocks = reader.scope.place, reader.blocks(node.children)
    match blocks:
        case ():
            return ()
        case (Paragraph(words),) if (said := _speaker(node.children[0])) is not None:
            tokens = tokens_of(node.children[0])
            words = inlines_of(tokens[:said], reader.scope)
            return (Quote(words, _undashed(inlines_of(tokens[said + 1 :], reader.scope)), place),)
        case (Paragraph(words),):
            return (Quote(words, (), place),)
        case (Paragraph(words), Paragraph(by)):
            return (Quote(words, _undashed(by), place),)
    reader.scope.place = place
    reader.scope.problem(
        "a quotation holds more than its words and who said them",
        "write two paragraphs, the words and the speaker, and the rest outside",
    )
    return ()


_DASH = re.compile(r"(?:—|–|--+|-) *(?=\S)")
"""What stands before the name of a speaker."""


def _speaker(node: SyntaxTreeNode) -> int | None:
    """Return which token of a quotation in one paragraph breaks the line before its speaker; None where no dash names one."""
    tokens = tokens_of(node)
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at - 1].type in ("softbreak", "hardbreak"):
            return at - 1 if tokens[at].type == "text" and _DASH.match(tokens[at].content) else None
    return None


def _undashed(by: Inlines) -> Inlines:
    """Return the name of a speaker without the dash before it, which each format sets by itself."""
    match by:
        case (Text(text=text), *rest) if found := _DASH.match(text):
            return (Text(text[found.end() :]), *rest) if text[found.end() :] else tuple(rest)
        case _:
            return by


def table_of(node: SyntaxTreeNode, reader: Reader) -> Table:
    """Return a Markdown table; a row whose first cell is wholly in focus is a focus row."""
    place = reader.scope.place
    head, *body = node.children
    if (wide := len(head.children[0].children)) > MAX_COLUMNS:
        reader.scope.problem(f"the table has {wide} columns", f"keep at most {MAX_COLUMNS}: a page holds no more")
        return Table((Column(()),), (), where=place)
    columns = tuple(Column(reader.inlines(cell), _align(cell)) for cell in head.children[0].children)  # type: ignore[arg-type]
    rows = []
    for line in body[0].children if body else ():
        reader.at(line)
        _require_cells(line, len(columns), reader)
        cells = tuple(reader.inlines(cell) for cell in line.children)
        focus = len(cells[0]) == 1 and isinstance(cells[0][0], Focus)
        rows.append(Row(cells, focus))
    return Table(columns, tuple(rows), where=place)


def _require_cells(line: SyntaxTreeNode, most: int, reader: Reader) -> None:
    """Record a problem where a row has more cells than the head; Markdown would drop them without a word."""
    if not line.map or line.map[0] >= len(reader.rows):
        return
    cells = escapedSplit(reader.rows[line.map[0]].lstrip(" \t>").rstrip())
    cells = cells[not cells[0] :]
    if any(cell.strip() for cell in cells[most:]):
        what = f"a row has {len(cells) - (not cells[-1])} cells, the head of its table has {most}"
        reader.scope.problem(what, "give each column a head", "|")


def _align(cell: SyntaxTreeNode) -> str:
    return _ALIGN.get(str(cell.attrs.get("style", "")), "left")


def _container(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    from reports.narrative.markdown.containers import container

    return container(node, reader)


def _equation(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    place = reader.scope.place
    token = node.token
    if token is None:
        return ()
    found = (*maths(token, reader.scope), *resolve(str(token.meta[AFTER]), reader.scope))
    return (Paragraph(found, where=place),) if found else ()


def _rule(node: SyntaxTreeNode, reader: Reader) -> Blocks:
    reader.scope.problem("a horizontal rule has no meaning here", "delete it; use headings")
    return ()


MAKERS: Mapping[str, Maker] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _list,
    "ordered_list": _list,
    "dl": _definitions,
    "blockquote": _quote,
    "table": lambda node, reader: (table_of(node, reader),),
    "hr": _rule,
    MATHS: _equation,
}

__all__ = ["CONTAINERS", "PANELS", "Columns", "Notes", "Panel", "Reader", "Text", "slug", "table_of"]
