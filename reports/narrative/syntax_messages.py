"""What is wrong with an expression that cannot be read, in the words of whoever wrote it: quotes, braces, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.errors import Problem
from reports.load.template_files import Template
from reports.notation.yaml_tree import place_at

_OPENING = re.compile(r"<!--.*?-->|\{\{|\{%", re.DOTALL)
_CLOSING = {"{{": "}}", "{%": "%}"}
_CURLY = "“”„‟‘’‚«»"
"""Quotation marks of print; those of an expression are straight."""
_PAIRS = {")": "(", "]": "["}
Slip = tuple[int, str, str]
"""Offset into the text, what is wrong there, and the cure."""


def slip(template: Template) -> Problem | None:
    """Return the first expression of `template` that lacks a quotation mark, a brace or a bracket; None where none does."""
    done = 0
    for opening in _OPENING.finditer(template.text):
        if opening.start() < done or opening[0] not in _CLOSING:
            continue
        found, done = _expression(template.text, opening.start(), opening[0])
        if found:
            return Problem(place_at(template.text, found[0], template.path), *found[1:])
    return None


def told(message: str) -> tuple[str, str]:
    """Return what is wrong with a template, and the cure, where Jinja says `message` of it."""
    if "function call" in message:
        cure = 'write what has no name first: obs("jobs", "mining", month="latest")'
        return "is no valid template: in a bracket, something without a name stands behind month=… or the like", cure
    return f"is no valid template: {message}", "compare the braces with a section that works"


def _expression(text: str, start: int, brace: str) -> tuple[Slip | None, int]:
    """Return what is wrong with the expression at `start`, and where it ends."""
    closing, open_brackets = _CLOSING[brace], ""
    for at, mark in _marks(text, start + len(brace)):
        if mark in ("'", '"'):
            return (at, "a quotation mark is missing", f"write {mark} before the words and behind them"), at
        if mark in _CURLY:
            return (at, f"the quotation mark {mark} is none of an expression", 'use straight quotes: "'), at
        if mark in "([":
            open_brackets += mark
        elif mark in ")]":
            if not open_brackets.endswith(_PAIRS[mark]):
                return (
                    at,
                    f"a bracket is closed here that none opens: {mark}",
                    f"delete it, or write {_PAIRS[mark]}",
                ), at
            open_brackets = open_brackets[:-1]
        elif text.startswith(closing, at):
            missing = "".join({"(": ")", "[": "]"}[each] for each in reversed(open_brackets))
            end = at + len(closing)
            return ((at, f"a bracket is missing: {missing}", f"write it before {closing}") if missing else None), end
        else:
            return (at, f"a brace is missing: the expression ends in {closing}", f"write {closing}"), at
    what = f"a brace is missing: what {brace} begins has no end"
    return (start, what, f"write {closing} behind it, before the text goes on"), start + len(brace)


def _marks(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield the marks that structure an expression, up to the next one; of quotes only those that do not close."""
    at = start
    while at < len(text) and not text.startswith(("{{", "{%"), at):
        mark = text[at]
        if mark in ("'", '"') and not (text[at - 1].isalnum() and mark == "'"):  # that's no quotation
            end = text.find(mark, at + 1)
            inside = text[at + 1 : end]
            if end < 0 or "\n" in inside or "{{" in inside or "}}" in inside or _glued(text, end):
                yield at, mark
            at = end
        elif mark in "()[]}" + _CURLY or text.startswith("%}", at):
            yield at, mark
        at += 1


def _glued(text: str, end: int) -> bool:
    """Return whether a word follows the quote at `end` at once, so that it is rather the opening quote of that word."""
    return text[end + 1 : end + 2].isalnum()
