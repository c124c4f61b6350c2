"""What a template may not do: calculate, pull in files, use filters that change figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reports.errors import Place, Problem
from reports.load.template_files import Template
from reports.notation.nearest_name import nearest

ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
FILTERS = frozenset(
    {"join", "first", "last", "list", "sort", "reverse", "unique", "default", "select", "reject", "map"}
)


def forbidden(tree: nodes.Template, template: Template) -> Iterator[Problem]:
    """Yield a problem for each thing in the parsed `template` that no template may do."""
    every = tuple(tree.find_all(nodes.Node))
    yield from _arithmetic(every, template)
    for node in every:
        match node:
            case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends():
                cure = "list the section in report.yaml; shared ones as 'shared/name'"
                yield Problem(_place(template, node.lineno, "{%"), "pulls in another file", cure)
            case nodes.Call(node=nodes.Getattr() | nodes.Getitem() as method):
                name = str(method.attr if isinstance(method, nodes.Getattr) else "[…]")
                what, cure = f"calls the method {name!r}", "use the functions and filters of the templates"
                yield Problem(_place(template, node.lineno, name), what, cure)
            case nodes.For(recursive=True):
                where = _place(template, node.lineno, "recursive")
                yield Problem(where, "a loop calls itself", "write one loop inside the other")
            case nodes.Filter(name=name) if name not in FILTERS:
                what = f"uses the filter {name!r}{nearest(str(name), FILTERS)}"
                where = _place(template, node.lineno, str(name))
                yield Problem(where, what, f"use one of {', '.join(sorted(FILTERS))}")
            case _:
                pass


def _arithmetic(every: Iterable[nodes.Node], template: Template) -> Iterator[Problem]:
    unquoted: set[int] = set()
    for node in every:
        if not isinstance(node, ARITHMETIC) or id(node) in unquoted:
            continue
        if name := _dashed(node):
            unquoted |= {id(part) for part in node.find_all(nodes.Sub)}
            where = _place(template, node.lineno, name)
            yield Problem(where, f"the id {name} stands without quotes", f'write "{name}"')
        else:
            cure = "declare a derived fact with 'derived_from' and 'formula'"
            yield Problem(_place(template, node.lineno), "calculates in a template", cure)


def _dashed(node: nodes.Node) -> str:
    """Return the id that somebody wrote without quotes, such as lines-open; empty for anything else."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Sub():
            left, right = _dashed(node.left), _dashed(node.right)
            return f"{left}-{right}" if left and right else ""
        case _:
            return ""


def _place(template: Template, line: int, words: str = "{{") -> Place:
    row = template.text.split("\n")[line - 1]
    return Place(template.path, line, max(row.find(words), 0) + 1)


class _Allowed(NodeTransformer):
    """Takes what is forbidden out of a parsed template and leaves what it was applied to."""

    def visit_Sub(self, node: nodes.Sub) -> nodes.Node:  # noqa: N802 - Jinja calls it by the name of the node
        if name := _dashed(node):
            return nodes.Const(name, lineno=node.lineno)
        return self._both(node)

    def _both(self, node: nodes.BinExpr) -> nodes.Node:
        both = (self.visit(node.left), self.visit(node.right))
        kept = [each for each in both if not isinstance(each, nodes.Const)]  # a number here is none of the report's
        return nodes.Concat(kept, lineno=node.lineno) if kept else nodes.Const("", lineno=node.lineno)

    visit_Add = visit_Mul = visit_Div = visit_FloorDiv = visit_Mod = visit_Pow = _both  # noqa: N815

    def _one(self, node: nodes.UnaryExpr) -> nodes.Node:
        return self.visit(node.node)  # type: ignore[no-any-return]

    visit_Neg = visit_Pos = _one  # noqa: N815

    def _none(self, node: nodes.Node) -> None:
        return None

    visit_Include = visit_Import = visit_FromImport = visit_Extends = _none  # noqa: N815

    def visit_Call(self, node: nodes.Call) -> nodes.Node | None:  # noqa: N802
        if isinstance(node.node, nodes.Getattr | nodes.Getitem):
            return nodes.Const("", lineno=node.lineno)
        return self.generic_visit(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        node.recursive = False
        return self.generic_visit(node)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        kept = self.generic_visit(node)
        return kept if node.name in FILTERS or node.node is None else node.node


def allowed(tree: nodes.Template) -> nodes.Template:
    """Return the parsed template without what `forbidden` names."""
    changed = _Allowed().visit(tree)
    assert isinstance(changed, nodes.Template)
    return changed
