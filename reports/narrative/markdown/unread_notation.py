"""Notation of other programs, and marks that were left open: what nothing here reads would be printed as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

UNREAD = "unread"
"""Key of the parser's environment under which the findings stand."""
HELD = "\0"
"""Stands for what is no plain text: a mark that was escaped, code, an equation."""


class Unread(NamedTuple):
    """A stretch that nothing reads."""

    line: int
    """Of the rendered text, from 0."""
    what: str
    cure: str
    words: str


class Notation(NamedTuple):
    """What gives a notation away, and what to write instead."""

    pattern: re.Pattern[str]
    what: str
    cure: str
    signs: tuple[str, ...]
    """No stretch of it is without one of these; a text that has none need not be searched."""


def _of(signs: str, pattern: str, what: str, cure: str) -> Notation:
    return Notation(re.compile(pattern, re.MULTILINE), what, cure, tuple(signs.split()))


LETTERED = r"\(?(?:[a-z]|[ivx]{1,4})[.)] "
"""Begins an item of a list that is counted by letters or roman numbers."""
WITHIN: Sequence[Notation] = (
    _of("<!--", r"<!--(?:[^>]*-->)?", "a comment of HTML is not read", "write {# words #}, or delete it"),
    _of("<", r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>", "HTML is not read", "delete it, or use Markdown and ::: boxes"),
    _of(":", r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/])", "a short code for an emoji is not read", "write it in words"),
    _of("\\", r"\\(?:[A-Za-z]{2,}|[()\[\]](?=\\))", "a command of LaTeX is not read here", "write equations between $ and $"),
    _of("\\", r"\\\([^\n]+?\\\)", "an equation between \\( and \\) is not read", "write it between $ and $"),
    _of("\\", r"(?<!\\)\\\Z", "a backslash ends the paragraph", "delete it, or write two where one is meant"),
    _of("==", r"==(?=\S)[^=\n]+==", "a highlight is not read", "write **words** or [words]{.focus}"),
    _of("++", r"\+\+(?=\S)[^+\n]+\+\+", "an underline is not read", "write **words** or *words*"),
    _of("[[", r"\[\[[^\]\n]+\]\]", "a link of a wiki is not read", "write [words](address), or {{ ref(\"id\") }}"),
    _of("[T [t [_", r"\[(?:TOC|toc|_TOC_)\](?!\()", "a mark for the contents is not read", "write {{ contents() }}"),
    _of("[!", r"^\[![A-Za-z]+\]", "a box of another program is not read", "open one with ::: note"),
    _of("!!! ???", r"^(?:!!!|\?\?\?\+?) ?[a-z]*", "a box of another program is not read", "open one with ::: note"),
    _of("[^", r"\[\^[^\]\s]+\]", "a footnote is called that stands nowhere", "write its words: [^name]: The note."),
    # two numbers in brackets are source marks that somebody typed: figures, which the audit finds
    _of("][", r"\[(?!\d+\])[^\]\n]+\]\[[^\]\n]*\]", "a link by name is not read", "write [words](address)"),
    _of("]:", r"^\[[^\]\n]+\]:\s", "a link by name is not read", "write [words](address) where it is to stand"),
    _of("** __ ~~", r"(?<!\\)\*\*|(?<![\w_])__(?=\w)|~~",
        "a mark for bold or struck words has no partner", "close it, without a space"),
    _of("$$", r"\$\$", "an equation is not closed", "write it between $$ and $$, without an empty line"),
    _of("`", r"(?<!`)``?(?!`)", "a mark for code has no partner", "close it"),
    _of("#", r"^#{1,6}[^\s#\d][^\n]*", "a heading has no space behind its sign", "write # and a space"),
    _of("=== ---", r"(?<=\n)(?:={3,}|-{3,})$", "a heading by underlining is not read", "write # before it"),
    _of("](", r"\]\(", "a link is not read", "close it with ), and write its address without spaces"),
    _of("@", r"\[-?@[\w:.-]+[^\]\n]*\]", "a citation of another program is not read", "write {{ cite(\"fact\") }}"),
    _of("[", r"\A\[[-~]?\] ", "a box of a task is not read", "write [ ] or [x] in a list"),
    _of("• ◦ ▪ ‣ ·", r"^[•◦▪‣·] ", "a list with signs of its own is not read", "begin its items with - and a space"),
    _of(") .", rf"^{LETTERED}[^\n]*\n(?={LETTERED})", "a list by letters is not read", "begin its items with 1. or -"),
    _of("Table:", r"\ATable: ",
        "a caption of another program is not read", "open a box above the table: ::: table Caption"),
    _of("^", r"(?<=[\w)])\^(?=[\w(+-])", "an exponent is not closed", "write m^2^, or an equation between $ and $"),
    _of("~", r"(?<=[^\W\d_])~\w+ \w+~", "an index holds a space", "write ~words~ without it"),
    _of("+", r"^\+[-=:+]{3,}\+$", "a table drawn with signs is not read", "write | and a row |---|---| below its head"),
    _of("|", r"^\|.*\|$", "a row of a table stands without its head", "write a head and a row |---|---| above it"),
    _of(
        "{", r"\{(?::?\s?[.#:][\w-]+|[\w-]+=|-\})[^{}\n]*\}?", "an attribute stands where it means nothing",
        "delete it, or write it on the line above: {#id}, {number=no}, {page=new}",
    ),
)  # fmt: skip


def unread_plugin(parser: MarkdownIt) -> None:
    """Let `parser` note down what it leaves as it was typed, before escaped marks become plain text."""
    parser.core.ruler.after("inline", UNREAD, _look)


def _look(state: StateCore) -> None:
    found: list[Unread] = state.env.setdefault(UNREAD, [])
    for token in state.tokens:
        if token.type == "inline" and token.children:
            found.extend(_in_line(token.children, token.map[0] if token.map else 0))


def _in_line(children: Sequence[Token], line: int) -> Iterator[Unread]:
    text = "".join(_shown(each) for each in children)
    taken: list[tuple[int, int]] = []
    for notation in WITHIN:
        if not any(sign in text for sign in notation.signs):
            continue
        for match in notation.pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                number = line + text.count("\n", 0, match.start())
                yield Unread(number, f"{notation.what}: {match[0]!r}", notation.cure, match[0].split("\n")[0])


ESCAPED = (r"\(", r"\)")
"""Escaped signs that need no backslash: who writes it means an equation of LaTeX."""


def _shown(token: Token) -> str:
    if token.type == "text_special" and token.markup in ESCAPED:
        return token.markup
    is_plain = token.type == "text" or (token.type == "text_special" and len(token.content) > 1)
    return BREAKS.get(token.type, token.content if is_plain else HELD)


BREAKS: Mapping[str, str] = {"softbreak": "\n", "hardbreak": "\n"}
