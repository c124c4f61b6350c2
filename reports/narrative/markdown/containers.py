"""`::: name Title {key=value}` boxes become panels, notes, columns and tables with a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from reports.document import Blocks, Columns, Inlines, Landscape, Notes, Panel, Paragraph, Role, Table, plain
from reports.narrative.markdown.inline_tokens import resolve
from reports.notation.nearest_name import nearest

if TYPE_CHECKING:
    from reports.narrative.markdown.block_tokens import Reader

_INFO = re.compile(r"(?P<name>[\w-]+)\s*(?P<title>[^{]*?)\s*(?:\{(?P<keys>[^}]*)\})?")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,4}(?![0-9])")
UNTITLED = frozenset({"notes", "columns", "column", "lead", "small", "landscape"})
"""Boxes that print no title."""
_KEY = re.compile(r"""(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))|\#(?P<id>[\w-]+)""")


def container(node: SyntaxTreeNode, reader: Reader) -> Blocks:  # noqa: C901  # one arm a kind of box
    """Return what a `:::` box stands for; an unknown name is recorded as a problem."""
    from reports.narrative.markdown.block_tokens import CONTAINERS, PANELS

    place = reader.scope.place
    match = _INFO.fullmatch(node.info.strip())
    name = match["name"] if match else ""
    if not match or name not in CONTAINERS:
        reader.scope.problem(
            f"the box {name!r} is not known{nearest(name, CONTAINERS)}", f"use one of {', '.join(CONTAINERS)}", name
        )
        return ()
    _require_closed(node, name, reader)
    keys = {m["key"] or "id": m["quoted"] or m["plain"] or m["id"] or "" for m in _KEY.finditer(match["keys"] or "")}
    title = tuple(resolve(smart(match["title"]), reader.scope))
    if name in UNTITLED and match["title"]:
        cure = "delete it, or write it as a paragraph inside the box"
        reader.scope.problem(f"the box {name!r} prints no title, but has {match['title']!r}", cure, match["title"])
    if name == "columns":
        return (_columns(node, reader, keys),)
    blocks = reader.blocks(node.children)
    match name:
        case "table":
            return _table(blocks, title, keys, reader)
        case "notes":
            return (Notes(blocks, place),)
        case "landscape":
            if node.level:
                reader.scope.place = place
                reader.scope.problem("a page cannot lie on its side inside a box", "write ::: landscape around the box")
            return (Landscape(blocks, place),)
        case "column":
            return blocks
        case "lead" | "small":
            role: Role = "lead" if name == "lead" else "note"
            return tuple(replace(b, role=role) if isinstance(b, Paragraph) else b for b in blocks)
        case _:
            assert name in PANELS
            return (Panel(name, title, blocks, place),)  # type: ignore[arg-type]


def _require_closed(node: SyntaxTreeNode, name: str, reader: Reader) -> None:
    """Record a problem where a box goes on to the end of what it stands in, since no line closes it.

    A box that holds one with as many colons has taken the end of that one for its own: then it alone is told.
    """
    around = next(filter(_is_box, _ancestors(node)), None)
    if not node.map or (around is not None and len(around.markup) <= len(node.markup)):
        return
    last = node.map[1]
    inside = next((each for each in node.walk() if each is not node and _is_rival(each, node)), None)
    ended = last < len(reader.rows) and set(reader.rows[last].strip(" \t>")) == {":"}
    if inside is None and ended and not (around is not None and around.map and last >= around.map[1]):
        return
    reader.has_open_box = True
    cure = f"write {node.markup} on a line of its own below it"
    if inside is not None:
        cure += f", or give it more colons than the box {inside.info.split()[0]!r} inside it has"
    reader.scope.problem(f"the box {name!r} is not closed", cure)


def _is_box(node: SyntaxTreeNode) -> bool:
    return node.type.startswith("container_")


def _is_rival(inner: SyntaxTreeNode, outer: SyntaxTreeNode) -> bool:
    return _is_box(inner) and len(inner.markup) >= len(outer.markup)


def _ancestors(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def smart(text: str) -> str:
    """Return `text` with a typographic apostrophe."""
    return text.replace("'", "’")


def _columns(node: SyntaxTreeNode, reader: Reader, keys: Mapping[str, str]) -> Columns:
    place = reader.scope.place
    columns = tuple(reader.blocks([child]) for child in node.children)
    weights = tuple(int(part) for part in _NUMBER.findall(keys.get("weights", ""))) or (1,) * len(columns)
    if len(weights) != len(columns):
        reader.scope.problem(f"{len(columns)} columns have {len(weights)} weights", "give one weight a column")
        weights = (1,) * len(columns)
    return Columns(columns, weights, place)


def _table(blocks: Blocks, title: Inlines, keys: Mapping[str, str], reader: Reader) -> Blocks:
    tables = [block for block in blocks if isinstance(block, Table)]
    if len(tables) != 1:
        reader.scope.problem("a table box holds no table, or more than one", "put one Markdown table into it")
        return blocks
    at = blocks.index(tables[0])
    around = blocks[:at], blocks[at + 1 :]
    if any(len(each) > 1 or not all(isinstance(b, Paragraph) for b in each) for each in around):
        what = "a table box holds more than a table, a paragraph before it and a paragraph after it"
        reader.scope.problem(what, "write the rest outside the box")
    before, after = ([b for b in each if isinstance(b, Paragraph)] for each in around)
    widths = [int(part) for part in _NUMBER.findall(keys.get("widths", ""))]
    columns = tables[0].columns
    if widths and len(widths) != len(columns):
        reader.scope.problem(f"{len(columns)} columns have {len(widths)} widths", 'write widths="2 3 1", one a column')
    elif widths:
        columns = tuple(replace(column, width=width) for column, width in zip(columns, widths, strict=True))
    table = replace(
        tables[0],
        columns=columns,
        caption=title,
        id=keys.get("id", ""),
        subtitle=before[0].inlines if before else (),
        note=after[0].inlines if after else (),
        alt=keys.get("alt", "") or plain(title),
    )
    return (table,)
