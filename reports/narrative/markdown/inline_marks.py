"""Marks within a line beside those of CommonMark: H~2~O, m^2^, and addresses that become links by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from reports.document import Inline, Link, Text
from reports.domain.fields import is_address
from reports.notation.addresses import addresses, without_credentials

SCRIPTS = {"~": "sub", "^": "sup"}
"""Kind of token by its mark."""
_PATTERN = {
    mark: re.compile(rf"{re.escape(mark)}((?:\\.|[^\s{re.escape(mark)}\\])+){re.escape(mark)}(?!{re.escape(mark)})")
    for mark in SCRIPTS
}
"""As pandoc reads them: no space inside."""


def script_plugin(parser: MarkdownIt) -> None:
    """Teach `parser` indices below and exponents above the line."""
    parser.inline.ruler.before("emphasis", "script", _script)


def _script(state: StateInline, silent: bool) -> bool:
    mark = state.src[state.pos]
    if mark not in SCRIPTS or (state.pos and state.src[state.pos - 1] == mark):
        return False
    match = _PATTERN[mark].match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        last = state.posMax
        state.pos, state.posMax = match.start(1), match.end(1)
        state.push(f"{SCRIPTS[mark]}_open", SCRIPTS[mark], 1)
        state.md.inline.tokenize(state)
        state.push(f"{SCRIPTS[mark]}_close", SCRIPTS[mark], -1)
        state.posMax = last
    state.pos = match.end()
    return True


def linked(text: str) -> Iterator[Inline]:
    """Yield `text` with its web addresses as links."""
    last = 0
    for start, end in addresses(text):
        if text[start:end].startswith(("http://", "https://")):
            while text[end : end + 1] == ")" and text[start:end].count("(") > text[start:end].count(")"):
                end += 1  # a bracket that the address itself opens belongs to it
            if start > last:
                yield Text(text[last:start])
            yield Link((Text(text[start:end]),), text[start:end])
            last = end
    if last < len(text):
        yield Text(text[last:])


def fault_of_target(target: str) -> tuple[str, str] | None:
    """Return what is wrong with the target of a link and the cure; None where nothing is."""
    shown = without_credentials(target)
    if shown != target:
        what = f"the link leads to {shown!r} by a name or a password, which every reader would see"
        return what, "take what stands before the @ out, and change the password"
    if not (target.startswith("#") or is_address(target)):
        return f"the link leads to {target!r}", "use https://, http://, mailto: or #id"
    return None
