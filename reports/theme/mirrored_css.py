"""A style sheet for lines from right to left: left and right change places, whoever wrote it.

Logical properties (`padding-inline-start`) would ask it of every style sheet of a project, and grids of the layout engine know
none. Selectors keep their names, and what a project says by logical properties stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, IdentToken, Node, QualifiedRule, WhitespaceToken

SIDES = {"left": "right", "right": "left"}
CLOCKWISE = frozenset({"margin", "padding", "inset", "border-width", "border-style", "border-color"})
"""Properties of four sides: top, right, bottom, left (CSS 2.2, 8.3)."""
CORNERS = frozenset({"border-radius"})
"""Properties of four corners, from the top left one (CSS Backgrounds 3, 4.1)."""
PHYSICAL = frozenset({"transform", "content", "font", "font-family", "src", "quotes", "grid-template-areas"})
"""Properties whose values name no side."""


@lru_cache(maxsize=8)
def mirrored_css(css: str) -> str:
    """Return a style sheet with left and right in each other's place."""
    return _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _rules(nodes: Iterable[Node]) -> str:
    return "\n".join(filter(None, map(_rule, nodes)))


def _rule(node: Node) -> str:
    match node:
        case QualifiedRule():
            return f"{tinycss2.serialize(node.prelude)}{{{_block(node.content)}}}"
        case AtRule(content=None):
            return f"@{node.at_keyword}{tinycss2.serialize(node.prelude)};"
        case AtRule():
            return f"@{_swapped(node.at_keyword)}{tinycss2.serialize(node.prelude)}{{{_block(node.content)}}}"
        case Declaration():
            important = " !important" if node.important else ""
            return f"{_swapped(node.name)}:{_value(node)}{important};"
        case _:
            return ""


def _block(content: Iterable[Node]) -> str:
    return _rules(tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True))


def _swapped(name: str) -> str:
    """Return a name with its sides swapped: `padding-left`, `@bottom-left-corner`; custom properties are names alone."""
    return name if name.startswith("--") else "-".join(SIDES.get(part, part) for part in name.split("-"))


def _value(declaration: Declaration) -> str:
    name, value = declaration.lower_name, list(declaration.value)
    if name in PHYSICAL or name.startswith("--"):
        return str(tinycss2.serialize(value))
    if name in CLOCKWISE | CORNERS and len(parts := list(_parts(value))) == 4:
        first, second, third, fourth = parts
        order = (first, fourth, third, second) if name in CLOCKWISE else (second, first, fourth, third)
        return " ".join(tinycss2.serialize(part) for part in order)
    return str(tinycss2.serialize(_turned(value)))


def _parts(value: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield the values of a shorthand, as spaces part them."""
    part: list[Node] = []
    for node in value:
        if isinstance(node, WhitespaceToken):
            yield from (part,) if part else ()
            part = []
        else:
            part.append(node)
    yield from (part,) if part else ()


def _turned(value: Iterable[Node]) -> list[Node]:
    """Return a value whose words for sides are swapped, within functions too: `linear-gradient(to right, …)`."""
    found: list[Node] = []
    for node in value:
        if isinstance(node, IdentToken) and node.lower_value in SIDES:
            found.append(IdentToken(node.source_line, node.source_column, SIDES[node.lower_value]))
        elif isinstance(node, FunctionBlock) and node.lower_name != "url":
            inside = _turned(node.arguments)
            found.append(FunctionBlock(node.source_line, node.source_column, node.name, inside))
        else:
            found.append(node)
    return found
