"""What the fuzzer feeds, and what must hold of whatever comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reports.document import Blocks, Inlines
from reports.domain.fact_book import FactBook
from reports.errors import InputError, Place, Problem
from reports.load.fact_files import load_facts
from reports.narrative.markdown import parse_inlines, parse_section
from reports.narrative.markdown.sentinels import LineMap
from reports.notation.yaml_tree import require_safe
from tests.fuzz.keeping import added, carried, lost, unprinted

Target = Callable[[bytes], None]
"""Takes one input; raises `BrokenRuleError`, or whatever the program raised, where something is wrong."""
Loader = Callable[[Path, str], tuple[FactBook, tuple[Problem, ...]]]
Parser = Callable[[str], tuple[Blocks, tuple[Problem, ...]]]

SECONDS = 2.0
"""Of processor time for one input, while its coverage is watched; a file of this size takes a hundredth of it."""
LONGEST = 5000
"""Characters of one problem as a person reads it."""
QUOTES = ("“", "”", "‘", "’")
NAME = "facts.yaml"


class BrokenRuleError(AssertionError):
    """Something that must hold does not."""


def facts_target(folder: Path, load: Loader = load_facts, seconds: float = SECONDS) -> Target:
    """Return what loads an input as the only fact file of `folder`.

    Whatever the bytes are, there is a book with facts or a problem with place and cure, in little time.
    """

    def target(data: bytes) -> None:
        (folder / NAME).write_bytes(data)
        began = time.process_time()
        book, problems = load(folder, "facts")
        _in_time(began, seconds)
        _told_well(problems, f"facts/{NAME}", len(data.decode("utf-8", errors="replace").splitlines()) + 1)
        if not (problems or book.facts):
            raise BrokenRuleError("there is neither a fact nor a problem")

    return target


def _section(text: str) -> tuple[Blocks, tuple[Problem, ...]]:
    """Return the blocks of `text`, whose calls print samples, and the problems found."""
    marked, carrier = carried(text)
    lines = LineMap("case.md", tuple(range(1, marked.count("\n") + 2)))
    return parse_section(marked, carrier, lines, text, QUOTES)


def _line(text: str) -> tuple[Inlines, tuple[Problem, ...]]:
    """Return the inlines of `text`, likewise."""
    marked, carrier = carried(text)
    return parse_inlines(marked, carrier, Place("case.md", 1, 1), QUOTES)


def markdown_target(parse: Parser = _section) -> Target:
    """Return what reads an input as the Markdown of a section, and its first line as a title.

    Whatever the text is, every word and every mark of it comes out once, nothing else does, or there is a problem.
    """

    def target(data: bytes) -> None:
        if (text := _readable(data)) is None:
            return
        began = time.process_time()
        blocks, problems = parse(text)
        first = text.split("\n", 1)[0]
        inlines, more = _line(first)
        _in_time(began, SECONDS)
        _told_well((*problems, *more), "case.md", text.count("\n") + 1)
        for found, source, wrong in ((blocks, text, problems), (inlines, first, more)):
            if not wrong:
                _all_there(source, found)

    return target


def _readable(data: bytes) -> str | None:
    """Return `data` as text; None for what no template may hold, which is refused before it is parsed."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")  # as rendering does
        require_safe(text, "case.md")
    except (UnicodeDecodeError, InputError):
        return None
    return text


def _all_there(text: str, found: Blocks | Inlines) -> None:
    for what, letters in (("lost", lost(text, found)), ("added", added(text, found))):
        if letters:
            raise BrokenRuleError(f"{what} without a problem: {letters!r}")
    if calls := unprinted(text, found):
        raise BrokenRuleError(f"printed not at all, or more than once, without a problem: {calls}")


def _in_time(began: float, most: float) -> None:
    if (taken := time.process_time() - began) > most:
        raise BrokenRuleError(f"takes {taken:.1f} s of processor time, {most} s at most are right")


def _told_well(problems: Iterable[Problem], path: str, lines: int) -> None:
    """Raise `BrokenRuleError` where a problem lacks a place inside the file, a cure, or a length that people read."""
    for problem in problems:
        for wrong in _ill_told(problem, path, lines):
            raise BrokenRuleError(f"a problem {wrong}: {str(problem)[:300]!r}")


def _ill_told(problem: Problem, path: str, lines: int) -> Iterator[str]:
    text = str(problem)
    if problem.where.path not in (path, str(Path(path).parent)):
        yield "names another file"
    if problem.where.line > lines + 1:
        yield "stands behind the end of the file"
    if problem.where.path == path and not (problem.where.line and problem.where.column) and "larger" not in text:
        yield "has no line and column"
    if not (problem.what.strip() and problem.cure.strip()):
        yield "lacks words or cure"
    if len(text) > LONGEST or "\n" in text:
        yield "is no line that people read"
