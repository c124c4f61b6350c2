"""Inline tokens of Markdown become inlines of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from reports.document import (
    Block,
    Cite,
    CrossRef,
    Emphasis,
    Equation,
    FactRef,
    Focus,
    Footnote,
    Foreign,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Literal,
    Lowered,
    Name,
    Raised,
    SourceStrip,
    Strong,
    Struck,
    TaskMark,
    Text,
    merged,
    plain,
    walk,
)
from reports.errors import Place, Problem
from reports.narrative.markdown.equation_notation import FIRST, MATHS, EquationError, equation
from reports.narrative.markdown.inline_marks import fault_of_target, linked
from reports.narrative.markdown.sentinels import MARK, Carried, Carrier, Fault

INLINES = (
    Text,
    FactRef,
    Name,
    Cite,
    Literal,
    CrossRef,
    Strong,
    Emphasis,
    Focus,
    Link,
    Lowered,
    Raised,
    Struck,
    Foreign,
    TaskMark,
    Equation,
    Footnote,
    SourceStrip,
    LineBreak,
)


PRINTED = (FactRef, Name, Cite, Literal, CrossRef, Footnote, SourceStrip, Equation)
"""What a literal would print as bare words, or not at all."""


Pictures = Callable[[str], Image]
"""Takes the address in a section; raises `PictureError`."""


@dataclass
class Scope:
    """What one parse knows: the carried objects, footnotes, the place, and the problems found so far."""

    carrier: Carrier
    footnotes: Mapping[int, list[Token]]
    place: Place
    problems: list[Problem]
    in_note: bool = False
    """Whether a footnote is being read, which holds no other."""
    used: set[int] = field(default_factory=set)
    """Numbers of the carried objects that have been read."""
    pictures: Pictures | None = None
    """Reads the picture at an address; None where none can stand."""
    pointers: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of problems, and the words in the template that each is about."""

    def problem(self, what: str, cure: str, words: str = "") -> None:
        """Record a problem at the present place; `words` are looked up in the template for the column."""
        self.problems.append(Problem(self.place, what, cure))
        if words:
            self.pointers.append((len(self.problems) - 1, words))

    def carried(self, number: str) -> Carried:
        """Return the object behind a mark."""
        self.used.add(int(number))
        return self.carrier[number]


_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A tag of BCP 47, without private use."""
Wrap = Callable[[Inlines, Token, Scope], Inline]


def _span(children: Inlines, token: Token, scope: Scope) -> Inline:
    classes = str(token.attrs.get("class", "")).split()
    if "lang" not in token.attrs:
        return _of_class(classes, children, token, scope)
    language = str(token.attrs["lang"])
    if not _TAG.fullmatch(language):
        scope.problem(f"{language!r} is no language", "write its tag of BCP 47, such as {lang=fr}", plain(children))
    return Foreign((_of_class(classes, children, token, scope),) if classes else children, language)


def _of_class(classes: list[str], children: Inlines, token: Token, scope: Scope) -> Inline:
    match classes:
        case ["focus"]:
            return Focus(children)
        case ["literal"]:
            why = str(token.attrs.get("why", ""))
            if not why:
                scope.problem("a literal does not say why", 'write [2030]{.literal why="target year"}', plain(children))
            if any(isinstance(node, PRINTED) for node in walk(children)):
                cure = "write it around plain words and figures only"
                scope.problem("a literal holds a fact, a name, a mark or a note", cure, plain(children))
            return Literal(plain(children), why)
        case _:
            scope.problem(
                f"the span class {' '.join(classes)!r} is not known" if classes else "a span has no class",
                "use .focus or .literal, or {lang=fr} for words in another language",
                plain(children),
            )
            return Strong(children)


def _link(children: Inlines, token: Token, scope: Scope) -> Inline:
    if "title" in token.attrs:
        title = str(token.attrs["title"])
        scope.problem(f"the link has the title {title!r}, which is printed nowhere", "write it in the sentence", title)
    return _held(Link(children, str(token.attrs.get("href", ""))), scope)


def _held(inline: Inline, scope: Scope) -> Inline:
    if isinstance(inline, Link) and (fault := fault_of_target(inline.target)):
        scope.problem(*fault, inline.target)
    return inline


WRAPPERS: Mapping[str, Wrap] = {
    "s": lambda children, token, scope: Struck(children),
    "sub": lambda children, token, scope: Lowered(children),
    "sup": lambda children, token, scope: Raised(children),
    "strong": lambda children, token, scope: Strong(children),
    "em": lambda children, token, scope: Emphasis(children),
    "link": _link,
    "span": _span,
}


TAKEN: Mapping[str, frozenset[str]] = {
    "link": frozenset({"href", "title"}),
    "span": frozenset({"class", "why", "lang"}),
}
"""Attributes that mean something, by the kind of token; every other kind has none."""


def require_known(kind: str, token: Token, scope: Scope) -> None:
    """Record a problem where `token` has attributes that mean nothing there, such as a class of other programs."""
    for name in sorted(token.attrs.keys() - TAKEN.get(kind, frozenset())):
        value = str(token.attrs[name])
        scope.problem(f"the attribute {name}={value!r} means nothing here", "delete it", value)


def inlines_of(tokens: list[Token] | None, scope: Scope) -> Inlines:
    """Return the model of inline `tokens`; what cannot be had is recorded in `scope.problems`."""
    stack: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    for token in tokens or ():
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type.endswith("_open") and name in WRAPPERS:
            stack.append((token, []))
        elif token.type.endswith("_close") and name in WRAPPERS and len(stack) > 1:
            opener, children = stack.pop()
            assert opener is not None
            require_known(name, opener, scope)
            stack[-1][1].append(WRAPPERS[name](tuple(children), opener, scope))
        else:
            is_linked = any(opener is not None and opener.type == "link_open" for opener, _ in stack)
            stack[-1][1].extend(_leaf(token, scope, is_linked=is_linked))
    return merged(tuple(stack[0][1]))


def _leaf(token: Token, scope: Scope, *, is_linked: bool) -> Iterator[Inline]:  # noqa: C901  # one arm a kind of token
    match token.type:
        case "text" | "text_special":
            for inline in resolve(token.content, scope):
                if isinstance(inline, Text) and not is_linked:
                    yield from (_held(piece, scope) for piece in linked(inline.text))
                else:
                    yield inline
        case _ if token.type == MATHS:
            yield from maths(token, scope)
        case "softbreak":
            yield Text(" ")
        case "hardbreak":
            yield LineBreak()
        case "code_inline":
            require_known("code", token, scope)
            yield from resolve(token.content, scope)
        case "footnote_ref":
            yield from _footnote(int(token.meta["id"]), scope)
        case "image":
            cure = "put it into a section, on a line of its own with an empty line above and below"
            scope.problem("a picture stands where only words can", cure, str(token.attrs.get("src", "")))
        case _:
            scope.problem(
                f"Markdown {token.type.split('_')[0]!r} is not supported",
                "use plain words, * _ [ ] and lists",
                token.content,
            )


def maths(token: Token, scope: Scope) -> Iterator[Equation]:
    """Yield the equation of a token; what is wrong with it is recorded as a problem."""
    held: list[FactRef | Name] = []

    def stand_in(mark: re.Match[str]) -> str:
        item = scope.carried(mark[1])
        if isinstance(item, FactRef | Name):
            held.append(item)
            return chr(FIRST + len(held) - 1)
        if isinstance(item, Fault):
            if item.what:
                scope.problem(item.what, item.cure, item.words)
            held.append(FactRef("", "", "?"))
            return chr(FIRST + len(held) - 1)
        scope.problem(f"a {type(item).__name__.lower()} stands inside an equation", "write it before or behind it")
        return ""

    latex = MARK.sub(stand_in, token.content)
    try:
        yield equation(latex, held, display=token.block)
    except EquationError as failure:
        words = " ".join(MARK.sub("…", token.content).split())
        cure = "correct it; letters, indices, fractions, roots, sums, brackets and tables of signs are read"
        scope.problem(f"the equation “{words}” cannot be set: {failure}", cure, token.content.split("\n")[0])
    if token.markup == "$$" and not token.block:
        scope.problem(
            "an equation between $$ stands inside a sentence", "write it between $ and $, or on lines of its own"
        )


def _footnote(id: int, scope: Scope) -> Iterator[Inline]:
    if scope.in_note:
        scope.problem("a footnote stands inside another", "write both as one note")
        return
    scope.in_note = True
    yield Footnote(inlines_of(scope.footnotes.get(id, []), scope))
    scope.in_note = False


def resolve(text: str, scope: Scope) -> Iterator[Inline]:
    """Yield `text` with its marks turned into what they stand for."""
    parts = MARK.split(text)
    for n, part in enumerate(parts):
        if n % 2 == 0:
            if part:
                yield Text(part)
            continue
        item = scope.carried(part)
        if isinstance(item, Fault):
            if item.what:
                scope.problem(item.what, item.cure, item.words)
            yield FactRef("", "", "?")  # so that a mark behind it is not told to lack a fact
        elif isinstance(item, INLINES):
            yield item
        else:
            scope.problem(f"a {type(item).__name__.lower()} stands inside a sentence", "put it on a line of its own")


def only_block(tokens: list[Token] | None, scope: Scope) -> Block | None:
    """Return the carried block where a paragraph holds nothing else, or None."""
    text = "".join(t.content for t in tokens or () if t.type == "text").strip()
    match = MARK.fullmatch(text)
    if not match or any(t.type not in ("text", "softbreak") for t in tokens or ()):
        return None
    item = scope.carrier[match[1]]
    if isinstance(item, (Fault, *INLINES)):
        return None
    scope.used.add(int(match[1]))
    return item
