"""What one template may cost: every loop step, call and text is counted, so that none runs for long or grows large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Undefined, nodes
from jinja2.runtime import Context
from jinja2.utils import pass_context
from jinja2.visitor import NodeTransformer

MAX_WORK = 2_000_000
"""Characters made and steps taken in one rendering; a section of a report needs some thousand."""
MAX_TEXT = 20_000
"""Characters of one value inside an expression."""
STEP, CALL = 20, 100
"""What a loop step and a call cost beside the characters they make."""

JOINED, COUNTED, FLAT = "joined by ~", "counted", "flat list"
"""Filters that no template can name, since names hold no spaces or are put in by `Bounded` alone."""


class TooMuchError(Exception):
    """The template repeats too often or makes too much."""


@dataclass
class Budget:
    """What is left for one rendering."""

    left: int = MAX_WORK

    def spend(self, cost: int) -> None:
        """Take `cost` off; raise `TooMuchError` where nothing is left."""
        self.left -= cost
        if self.left < 0:
            raise TooMuchError

    def text(self, value: object) -> str:
        """Return `value` as text, paid for; a list or an object has none."""
        if isinstance(value, Undefined | str | int | float) or value is None:
            text = str(value)
            self.spend(len(text))
            return text
        kind = "list" if isinstance(value, list | tuple | Iterator) else type(value).__name__.lower()
        raise TypeError(f"a {kind} cannot be printed as a whole")

    def value(self, value: object) -> str:
        """Return `value` as text that may go on inside an expression."""
        text = self.text(value)
        if len(text) > MAX_TEXT:
            raise TooMuchError
        return text

    def steps(self, items: Iterable[object], cost: int) -> Iterator[object]:
        """Yield `items`, each for `cost` and that of a step."""
        for item in items:
            self.spend(STEP + cost)
            yield item


def filters(budget: Budget, known: Mapping[str, Callable[..., object]]) -> dict[str, Callable[..., object]]:
    """Return the filters of an environment: those `known`, paid for, and those that `Bounded` puts in."""

    @pass_context
    def joined(context: Context, parts: list[object]) -> str:
        return budget.value("".join(budget.value(part) for part in parts))

    @pass_context
    def counted(context: Context, items: object, size: int) -> Iterator[object]:
        if isinstance(items, Undefined) or not isinstance(items, Iterable):
            return budget.steps([str(items)] if isinstance(items, Undefined) else _refused(items), size)
        return budget.steps(items, size)

    @pass_context
    def flat(context: Context, items: list[object]) -> list[object]:
        if any(isinstance(item, list | tuple | dict) for item in items):
            raise TypeError("a list stands inside a list; give each a name of its own")
        return list(budget.steps(items, 0))

    @pass_context
    def join(context: Context, items: Iterable[object], between: str = "") -> str:
        return budget.value(str(between).join(budget.value(item) for item in budget.steps(items, len(str(between)))))

    paid = {name: _paid(budget, function) for name, function in known.items()}
    return {**paid, "join": join, JOINED: joined, COUNTED: counted, FLAT: flat}


def _refused(items: object) -> Iterable[object]:
    raise TypeError(f'a {type(items).__name__} cannot be looped over; loop over a list such as ["a", "b"]')


def _paid(budget: Budget, function: Callable[..., object]) -> Callable[..., object]:
    """Return the filter `function`, whose input is paid for as it is read."""
    taken = getattr(function, "jinja_pass_arg", None)

    def call(*args: object, **keys: object) -> object:
        at = 0 if taken is None else 1
        items = args[at] if len(args) > at else None
        if isinstance(items, str):
            budget.spend(len(items))
        elif isinstance(items, Iterable) and not isinstance(items, Undefined):
            args = (*args[:at], list(budget.steps(items, 0)), *args[at + 1 :])
        return function(*args, **keys)

    if taken is not None:
        setattr(call, "jinja_pass_arg", taken)  # noqa: B010 - the mark by which Jinja knows what to pass
    return call


class Bounded(NodeTransformer):
    """Puts the counting filters into a parsed template: round loops, `~`, and lists."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja calls it by the name of the node
        """Return a joining that is paid for."""
        parts = [self.visit(part) for part in node.nodes]
        return _filter(nodes.List(parts, lineno=node.lineno), JOINED)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Return the loop over counted steps; each also costs the text inside it."""
        size = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        kept = self.generic_visit(node)
        assert isinstance(kept, nodes.For)
        kept.iter = _filter(kept.iter, COUNTED, nodes.Const(size))
        return kept

    def visit_List(self, node: nodes.List | nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Return a list that holds no lists."""
        kept = self.generic_visit(node)
        return _filter(kept, FLAT)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Return a tuple that holds no lists; names that are set or looped over stay as they are."""
        return node if node.ctx == "store" else self.visit_List(node)


def _filter(node: nodes.Node, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


def bounded(tree: nodes.Template) -> nodes.Template:
    """Return the parsed template with every loop, joining and list counted."""
    changed = Bounded().visit(tree)
    assert isinstance(changed, nodes.Template)
    return changed
