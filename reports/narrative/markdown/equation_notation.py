"""Equations in Markdown, `$…$` and `$$…$$`: LaTeX becomes MathML and a line of text, or a problem that names what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element, ParseError, fromstring

from lxml.etree import XMLSyntaxError
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from reports.document import Equation, FactRef, Name
from reports.narrative.markdown.sentinels import MARK
from reports.ooxml.equation_text import said
from reports.ooxml.equation_xml import UnknownNotationError, omath
from reports.theme.equation_drawing import drawn

MATHS = "math"
"""Type of the tokens, inline and block."""
FIRST = 0xF100
"""Where the characters begin that stand for figures while an equation is read; no text holds them."""
_HELD = re.compile(f"[{chr(FIRST)}-{chr(FIRST + 0x3FF)}]")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_PATTERN = re.compile(r"\$(?![\s$])((?:\\.|[^\\$])*?(?:\\.|[^\\\s$]))\$(?![0-9])", re.DOTALL)
"""As pandoc reads it: nothing but a letter or sign inside of either dollar, and no digit behind the second."""
_DISPLAY = re.compile(r"\$\$((?:\\.|[^\\$])+?)\$\$", re.DOTALL)


_END = re.compile(rf"\$\$(?: *{MARK.pattern})*$")
"""What closes an equation on lines of its own: source marks may stand behind it."""
AFTER = "after"
"""Key of what a token knows beside its equation: the text behind it."""


class EquationError(ValueError):
    """What is wrong with an equation; its text says it."""


def equation_plugin(parser: MarkdownIt) -> None:
    """Teach `parser` equations in a line and on lines of their own."""
    parser.inline.ruler.before("escape", MATHS, _inline)
    parser.block.ruler.before("fence", MATHS, _block, {"alt": ["paragraph", "blockquote", "list"]})


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$" or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    match = _DISPLAY.match(state.src, state.pos, state.posMax) or _PATTERN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push(MATHS, "", 0)
        token.content, token.markup = match[1], "$$" if match[0].startswith("$$") else "$"
    state.pos = match.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read lines from one that begins with two dollars to the next that ends with them."""
    if state.is_code_block(start) or not _line(state, start).startswith("$$"):
        return False
    last = next((n for n in range(start, end) if _closes(_line(state, n), n == start)), None)
    if last is None or any(not _line(state, n) for n in range(start, last)):
        return False
    if silent:
        return True
    token = state.push(MATHS, "", 0)
    whole = "\n".join(_line(state, n) for n in range(start, last + 1)).strip()
    token.content, _, after = whole[2:].rpartition("$$")
    token.meta = {AFTER: after}
    token.map, token.block, state.line = [start, last + 1], True, last + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _closes(line: str, first: bool) -> bool:
    match = _END.search(line)
    return match is not None and (match.start() > 2 or not first)


def equation(latex: str, held: Sequence[FactRef | Name], *, display: bool) -> Equation:
    """Return an equation; the character `FIRST` + n in `latex` prints `held[n]`.

    Raises:
        EquationError: LaTeX or Office knows no such notation, or it holds nothing.
    """
    if not latex.strip():
        raise EquationError("it holds nothing")
    if "`" in latex:
        raise EquationError("it holds a mark for code")
    shown = _HELD.sub(lambda sign: held[ord(sign[0]) - FIRST].text, latex)
    mathml = _HELD.sub(lambda sign: escape(held[ord(sign[0]) - FIRST].text), _mathml(latex, display))
    facts = tuple(each for each in held if isinstance(each, FactRef))
    return Equation(" ".join(shown.split()), mathml, said(omath(mathml)), display, facts)


@lru_cache(maxsize=256)
def _mathml(latex: str, display: bool) -> str:
    from latex2mathml.converter import convert

    try:
        made: str = convert(latex, display="block" if display else "inline")
        made = re.sub(rf"<mi>({_HELD.pattern})</mi>", r"<mtext>\1</mtext>", made)
        root = fromstring(made)
        _require_known(root)
        omath(made)
        drawn(made, 10)
    except UnknownNotationError as failure:
        raise EquationError(f"{str(failure)!r} has no form in Word and PowerPoint") from None
    except (ParseError, XMLSyntaxError) as failure:
        raise EquationError("an & stands where no table of signs is open, such as \\begin{matrix}") from failure
    except EquationError:
        raise
    except Exception as failure:  # the libraries raise what they meet: IndexError, KeyError, errors of their own
        raise EquationError(_reason(failure)) from failure
    return made


def _reason(failure: Exception) -> str:
    name = type(failure).__name__.removesuffix("Error")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return f"it cannot be read ({words})"


def _require_known(root: Element) -> None:
    """Refuse commands that came out as words, and a line break in a row, which nothing keeps.

    Raises:
        EquationError: there is one.
    """
    for each in root.iter():
        if found := _COMMAND.search(each.text or ""):
            raise EquationError(f"the command {found[0]} is not known")
        if each.get("linebreak"):
            raise EquationError("a line break \\\\ stands outside a table of signs")
