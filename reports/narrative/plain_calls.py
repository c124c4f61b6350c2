"""Templates of words and plain calls, `The loan is {{ fact("loan") }}`, carried out as they were parsed: nearly all are such.

Jinja makes a Python module of each template, compiles it and runs it once. Where nothing but calls with words in quotes stands
between the words, that is no more than to make these calls in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes


@dataclass
class Line:
    """The line of a template that is being carried out."""

    number: int = 1


@dataclass(frozen=True, slots=True)
class Call:
    """A call with everything that it is given."""

    line: int
    name: str
    given: tuple[object, ...]
    named: Mapping[str, object]


def plain_calls(tree: nodes.Template, known: Collection[str]) -> tuple[str | Call, ...] | None:
    """Return the words and calls of a parsed template in their order; None where it holds anything else.

    Args:
        tree: as Jinja has parsed it.
        known: names of the functions that it may call; the call of another is left to Jinja, which says what is wrong.
    """
    found: list[str | Call] = []
    for output in tree.body:
        if not isinstance(output, nodes.Output):
            return None
        for node in output.nodes:
            part = node.data if isinstance(node, nodes.TemplateData) else _call(node, known)
            if part is None:
                return None
            found.append(part)
    return tuple(found)


def _call(node: nodes.Expr, known: Collection[str]) -> Call | None:
    """Return a call of a known function that is given nothing but constants; None for anything else."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.node.name not in known:
        return None
    if node.dyn_args or node.dyn_kwargs:
        return None
    given = [each.value for each in node.args if isinstance(each, nodes.Const)]
    named = {each.key: each.value.value for each in node.kwargs if isinstance(each.value, nodes.Const)}
    if len(given) < len(node.args) or len(named) < len(node.kwargs):  # one that stands twice is Jinja's to refuse
        return None
    return Call(node.lineno, node.node.name, tuple(given), named)


def carried_out(
    parts: tuple[str | Call, ...], call: Callable[..., object], printed: Callable[[object], object], at: Line
) -> Iterator[str]:
    """Yield what each of `parts` becomes.

    Args:
        parts: words and calls.
        call: takes the name of a function and what it is given, and calls it.
        printed: what a value is printed as.
        at: is told the line of each call, for messages.

    Raises:
        Exception: whatever a function raises.
    """
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            at.number = part.line
            yield str(printed(call(part.name, *part.given, **part.named)))
