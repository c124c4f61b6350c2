"""The Jinja environment of the templates: sandboxed, no files, no arithmetic, every line marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import SandboxedEnvironment

from reports.errors import Place, Problem
from reports.load.nearest import nearest
from reports.load.templates import Template
from reports.markup.sentinels import LINE_CLOSE, LINE_OPEN, Carrier, Fault

MAX_RENDERED = 400_000
"""Characters a section may become; more is a loop gone wild."""

COMMENTS = ("<!--", "-->")
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
FILTERS = frozenset(
    {"join", "first", "last", "list", "sort", "reverse", "unique", "default", "select", "reject", "map"}
)


class LineMarks(Extension):
    """Puts an invisible mark with the template's line at each line end of a section's own text."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of `stream`, data tokens with their lines marked."""
        for token in stream:
            if token.type == "data":
                lines = str(token.value).split("\n")
                marked = (f"{line}{LINE_OPEN}{token.lineno + n}{LINE_CLOSE}" for n, line in enumerate(lines[:-1]))
                yield Token(token.lineno, "data", "\n".join((*marked, lines[-1])))
            else:
                yield token


def unknown(carrier: Carrier, known: Iterable[str]) -> type[StrictUndefined]:
    """Return an undefined value that prints as a fault, so that one rendering finds every unknown name."""

    class Unknown(StrictUndefined):
        def __str__(self) -> str:  # type: ignore[override] # a fault is recorded instead of raised
            name = self._undefined_name or "?"
            what = f"the name {name!r} is not known{nearest(str(name), known)}"
            return carrier.carry(Fault(what, f"use one of {', '.join(sorted(known))}", str(name)))

        def __call__(self, *args: object, **keys: object) -> str:  # type: ignore[override]
            return str(self)

    return Unknown


def environment(carrier: Carrier, functions: Mapping[str, object], *, marked: bool) -> SandboxedEnvironment:
    """Return the environment that renders one text.

    Args:
        carrier: takes what functions return.
        functions: what templates may call.
        marked: whether line ends carry their line.
    """
    env = SandboxedEnvironment(
        comment_start_string=COMMENTS[0],
        comment_end_string=COMMENTS[1],
        undefined=unknown(carrier, tuple(functions)),
        extensions=[LineMarks] if marked else [],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    env.globals.clear()
    env.globals.update(functions)
    env.filters = {name: env.filters[name] for name in FILTERS}
    return env


def render(
    template: Template, carrier: Carrier, functions: Mapping[str, object], *, marked: bool = True
) -> tuple[str, tuple[Problem, ...]]:
    """Return the text that `template` renders to, and the problems that rendering met.

    Bounded: at most `MAX_RENDERED` characters; loops only over what functions return.
    """
    env = environment(carrier, functions, marked=marked)
    try:
        tree = env.parse(template.text)
        problems = tuple(_forbidden(tree, template))
        if problems:
            return "", problems
        return _bounded(env.from_string(template.text).generate(), template)
    except TemplateSyntaxError as failure:
        what = f"is no valid template: {failure.message}"
        return "", (
            Problem(Place(template.path, failure.lineno), what, "compare the braces with a section that works"),
        )
    except Exception as failure:
        return "", (
            Problem(
                Place(template.path, _line_of(failure)), f"cannot be rendered: {failure}", "correct the expression"
            ),
        )


def _bounded(parts: Iterator[str], template: Template) -> tuple[str, tuple[Problem, ...]]:
    text, size = [], 0
    for part in parts:
        size += len(part)
        if size > MAX_RENDERED:
            what = f"becomes longer than {MAX_RENDERED:,} characters"
            return "", (Problem(Place(template.path, 1), what, "look for a loop that repeats too often"),)
        text.append(part)
    return "".join(text), ()


def _forbidden(tree: nodes.Template, template: Template) -> Iterator[Problem]:
    for node in tree.find_all(ARITHMETIC):
        place = Place(template.path, node.lineno)
        yield Problem(place, "calculates in a template", "declare a derived fact with 'derived_from' and 'formula'")
    for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        place = Place(template.path, node.lineno)
        yield Problem(place, "pulls in another file", "list the section in report.yaml; shared ones as 'shared/name'")
    for used in tree.find_all(nodes.Filter):
        if used.name not in FILTERS:
            place = Place(template.path, used.lineno)
            yield Problem(
                place,
                f"uses the filter {used.name!r}{nearest(str(used.name), FILTERS)}",
                f"use one of {', '.join(sorted(FILTERS))}",
            )


def _line_of(failure: BaseException) -> int:
    line, trace = 1, failure.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
