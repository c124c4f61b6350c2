"""The Jinja environment of the templates: sandboxed, no files, no arithmetic, every line marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from inspect import Parameter, Signature, signature
from types import MethodType

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from reports.document import Tile
from reports.domain.wording import FORMATS
from reports.errors import Place, Problem
from reports.load.template_files import Template
from reports.narrative.markdown.sentinels import LINE_CLOSE, LINE_OPEN, Carrier, Fault
from reports.narrative.plain_calls import Call, Line, carried_out, plain_calls
from reports.narrative.syntax_messages import slip, told
from reports.narrative.template_budget import CALL, Budget, TooMuchError, bounded, filters
from reports.narrative.template_rules import FILTERS, allowed, forbidden
from reports.notation.nearest_name import nearest

MAX_RENDERED = 400_000
"""Characters a section may become; more is a loop gone wild."""

KINDS = {int: "a number", float: "a number", list: "a list", type(None): "nothing"}
"""What a function may be called with by mistake."""

COMMENTS = ("<!--", "-->")
SIGNS = ("{{", "{%", "{#", "\r", *COMMENTS)
"""A line without any of these is its own rendering."""


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
            name = str(self._undefined_name or "?")
            if name in FORMATS:
                return carrier.carry(Fault(f"the format {name} stands without quotes", f'write "{name}"', name))
            meant, cure = nearest(name, known), f"use one of {', '.join(sorted(known))}"
            cure = cure if meant else f'write "{name}" where it is an id, or {cure}'
            return carrier.carry(Fault(f"the name {name!r} is not known{meant}", cure, name))

    return Unknown


class _Sandbox(SandboxedEnvironment):
    """A sandbox in which the call of an unknown name prints as a fault, like the name itself, and every call is paid for."""

    budget: Budget

    def call(self, context: Context, obj: object, /, *args: object, **keys: object) -> object:
        """Return what `obj` returns, or the fault that an unknown `obj` is."""
        self.budget.spend(CALL)
        return str(obj) if isinstance(obj, Undefined) else super().call(context, obj, *args, **keys)


@cache
def _taken(function: Callable[..., object], bound: bool) -> tuple[Signature, str]:
    """Return what `function` takes, without its `self` where it is bound, and the same as people read it."""
    taken = signature(function)
    parameters = list(taken.parameters.values())[bound:]
    bare = [each.replace(annotation=Parameter.empty) for each in parameters]
    usage = taken.replace(parameters=bare, return_annotation=Parameter.empty)
    return taken.replace(parameters=parameters), str(usage)


def _guarded(name: str, function: Callable[..., object], carrier: Carrier) -> Callable[..., object]:
    """Return `function` so that a call with unknown names or wrong arguments carries a fault instead of stopping."""
    taken, usage = _taken(getattr(function, "__func__", function), isinstance(function, MethodType))

    def call(*args: object, **keys: object) -> object:
        unknowns = [str(value) for value in (*args, *keys.values()) if isinstance(value, Undefined)]
        if unknowns:
            return "".join(unknowns)
        try:
            taken.bind(*args, **keys)
        except TypeError as failure:
            return carrier.carry(Fault(f"{name}() is called wrongly: {failure}", f"write it as {name}{usage}", name))
        if wrong := [each for each in (*args, *keys.values()) if not isinstance(each, str | bool | Tile | Fault)]:
            kind = KINDS.get(type(wrong[0]), "no text")
            what = f"{name}() is called with {kind}"
            return carrier.carry(Fault(what, "give it ids and words in quotes", name))
        return function(*args, **keys)

    call.__name__ = name
    return call


def _example(function: Callable[..., object]) -> str:
    """Return how `function` is called: `name()`, or `name("…")` where it needs anything."""
    needs = any(each.default is Parameter.empty and each.kind is not Parameter.VAR_POSITIONAL
                for each in signature(function).parameters.values())  # fmt: skip
    return f'{function.__name__}("…")' if needs else f"{function.__name__}()"


def _printed(carrier: Carrier, functions: Mapping[str, Callable[..., object]], budget: Budget, value: object) -> object:
    """Return what is printed of a value, or the mark of the fault that it is."""
    if isinstance(value, Fault):
        return carrier.carry(value)
    if (name := getattr(value, "__name__", "")) in functions:
        return carrier.carry(Fault(f"{name} stands without brackets", f"write {_example(functions[name])}", name))
    try:
        return budget.text(value)
    except TypeError as failure:
        return carrier.carry(Fault(str(failure), "print its parts, one by one", ""))


def environment(carrier: Carrier, functions: Mapping[str, Callable[..., object]], *, marked: bool) -> _Sandbox:
    """Return the environment that renders one text.

    Args:
        carrier: takes what functions return.
        functions: what templates may call.
        marked: whether line ends carry their line.
    """
    budget = Budget()
    env = _Sandbox(
        comment_start_string=COMMENTS[0],
        comment_end_string=COMMENTS[1],
        undefined=unknown(carrier, tuple(functions)),
        extensions=[LineMarks] if marked else [],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=partial(_printed, carrier, functions, budget),
        optimized=False,  # takes longer than it saves in a text that is rendered once
    )
    env.budget = budget
    env.globals.clear()
    env.globals.update({name: _guarded(name, function, carrier) for name, function in functions.items()})
    env.filters = filters(budget, {name: env.filters[name] for name in FILTERS})
    return env


def render(
    template: Template, carrier: Carrier, functions: Mapping[str, Callable[..., object]], *, marked: bool = True
) -> tuple[str, tuple[Problem, ...]]:
    """Return the text that `template` renders to, and the problems that rendering met.

    Bounded: at most `MAX_RENDERED` characters, and a budget of steps and texts (`reports.narrative.template_budget`). What is
    forbidden is left out and the rest rendered all the same, so that one run finds what is wrong there as well.
    """
    if len(template.text) > MAX_RENDERED:
        return "", (
            _too_much(template, f"has more than {MAX_RENDERED:,} characters", "split it into several sections"),
        )
    if not marked and not any(sign in template.text for sign in SIGNS):
        return template.text, ()
    at = Line()
    problems: list[Problem] = []
    try:
        parts = _plain_parts(template.text, tuple(functions), marked=marked)
        if parts is not None:
            return _bounded(_carried_out(parts, carrier, functions, at), template)
        env = environment(carrier, functions, marked=marked)
        tree = env.parse(template.text)
        problems += forbidden(tree, template)
        rendered = env.from_string(bounded(allowed(tree) if problems else tree)).generate()
        text, more = _bounded(rendered, template)
        return text, (*problems, *more)
    except TemplateSyntaxError as failure:
        problem = slip(template) or Problem(_at(template, failure.lineno), *told(failure.message or ""))
    except RecursionError as failure:
        what = "is nested too deep, or calls itself without end"
        problem = Problem(_at(template, _line_of(failure, at)), what, "write it out step by step")
    except TooMuchError as failure:
        what = "makes too much text or takes too many steps"
        problem = Problem(_at(template, _line_of(failure, at)), what, "look for a loop that repeats too often")
    except Exception as failure:
        what = f"cannot be rendered: {failure}"
        problem = Problem(_at(template, _line_of(failure, at)), what, "correct the expression")
    return "", (*problems, problem)


@lru_cache(1024)  # reports share sections, charts and their words, and a saved file leaves the others as they are
def _plain_parts(text: str, known: tuple[str, ...], *, marked: bool) -> tuple[str | Call, ...] | None:
    """Return the words and calls of a template that holds nothing else, and nothing forbidden; None for any other.

    Raises:
        TemplateSyntaxError: it is no template.
    """
    tree = _sandbox(marked=marked).parse(text)
    return None if any(forbidden(tree, Template("", text))) else plain_calls(tree, known)


@cache
def _sandbox(*, marked: bool) -> _Sandbox:
    """Return an environment that parses templates, and knows nothing to call."""
    return environment(Carrier(), {}, marked=marked)


def _carried_out(
    parts: tuple[str | Call, ...], carrier: Carrier, functions: Mapping[str, Callable[..., object]], at: Line
) -> Iterator[str]:
    """Return the pieces of text that words and calls become; nothing is compiled for them."""
    budget = Budget()

    def call(name: str, /, *given: object, **named: object) -> object:
        budget.spend(CALL)
        return _guarded(name, functions[name], carrier)(*given, **named)

    return carried_out(parts, call, partial(_printed, carrier, functions, budget), at)


def _at(template: Template, line: int) -> Place:
    """Return the place of the first expression or tag in a line of `template`, or of its first word."""
    rows = template.text.split("\n")
    row = rows[line - 1] if 0 < line <= len(rows) else ""
    found = next((row.index(brace) for brace in ("{{", "{%") if brace in row), len(row) - len(row.lstrip()))
    return Place(template.path, max(line, 1), found + 1)


def _bounded(parts: Iterator[str], template: Template) -> tuple[str, tuple[Problem, ...]]:
    text, size = [], 0
    for part in parts:
        size += len(part)
        if size > MAX_RENDERED:
            what = f"becomes longer than {MAX_RENDERED:,} characters"
            return "", (_too_much(template, what, "look for a loop that repeats too often"),)
        text.append(part)
    return "".join(text), ()


def _too_much(template: Template, what: str, cure: str) -> Problem:
    return Problem(Place(template.path, 1, 1), what, cure)


def _line_of(failure: BaseException, at: Line) -> int:
    """Return the line of the template at which it failed, whether it was compiled or carried out call by call."""
    line, trace = at.number, failure.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
