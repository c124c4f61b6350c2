"""Problems a user can meet, as data: where, what is wrong, what to do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

LONGEST_WORD = 160
"""Characters of a word without a space that a message quotes."""
MOST_OF_A_KIND = 500
"""Problems of one kind in one file that are told one by one; more than that no person makes."""
MOST_LINES = 5
"""Of further lines that a problem names."""
_OWN_WORDS = re.compile(r", did you mean '[^']*'\?|'[^']*'|\"[^\"]*\"|“[^”]*”|[0-9]+")
"""What one problem says and another of its kind does not."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in an input file; line and column count from 1, 0 where not known."""

    path: str
    """Path as the user would type it, relative to the project folder where it can be."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `path`, `path:line` or `path:line:column`, as far as known."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in the input, with its cure."""

    where: Place
    what: str
    """What is wrong, quoting the offending words."""
    cure: str = ""
    """What to do about it, as an imperative; empty where `what` says it."""

    def __str__(self) -> str:
        """Return the problem on one line: `path:line:column: what; cure`."""
        text = f"{self.where}: {self.what}" + (f"; {self.cure}" if self.cure else "")
        return " ".join(_short(word) for word in text.split())


def _short(word: str) -> str:
    """Return `word`, or its beginning and end where it is longer than anybody reads."""
    half = LONGEST_WORD // 2
    return word if len(word) <= LONGEST_WORD else f"{word[:half]}…{word[-half:]}"


class ReportError(Exception):
    """Base of every error this program raises on purpose."""

    exit_code = 1


class InputError(ReportError):
    """The input or the content is wrong; carries every problem found in one run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems` sorted by place, without repeats; the message tells them as `summed` does."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems), key=_order))
        super().__init__("\n".join(map(str, summed(self.problems))))


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    """Return what problems are sorted by, as `Problem` itself compares; a key is quicker where there are many."""
    return problem.where.path, problem.where.line, problem.where.column, problem.what, problem.cure


def summed(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield `problems`; of one kind in one file the first ones, then one that says how many more there are."""
    if len(problems) <= MOST_OF_A_KIND:
        yield from problems
        return
    kinds = [(problem.where.path, _OWN_WORDS.sub("", problem.what)) for problem in problems]
    every, told = Counter(kinds), Counter[tuple[str, str]]()
    for kind, problem in zip(kinds, problems, strict=True):
        told[kind] += 1
        left = every[kind] - MOST_OF_A_KIND - 1
        if told[kind] <= MOST_OF_A_KIND or not left:
            yield problem
        elif told[kind] == MOST_OF_A_KIND + 1:
            yield replace(problem, what=f"{problem.what}, and {left:,} more of this kind")


def at_first_place(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield `problems`; what is said of several lines of a file in the same words only of the first, with the others named."""
    places: dict[tuple[str, str, str], list[Place]] = {}
    for problem in problems:
        places.setdefault((problem.where.path, problem.what, problem.cure), []).append(problem.where)
    for (_, what, cure), found in places.items():
        first, *others = sorted(set(found))
        lines = ", ".join(dict.fromkeys(str(place.line) for place in others[:MOST_LINES]))
        more = f" and {len(others) - MOST_LINES} more" * (len(others) > MOST_LINES)
        yield Problem(first, what + (f" (also in line{'s' * (len(others) > 1)} {lines}{more})" if others else ""), cure)


class WhatStays(str):
    """What a command that failed leaves all the same, as a note on its error: Python and libraries leave notes there too."""

    __slots__ = ()


def tell_what_stays(failure: BaseException, text: str) -> None:
    """Let `failure` say at the end of the command what stays: "2 of 5 copies were made and stay"."""
    failure.add_note(WhatStays(text))


def what_stays(failure: BaseException) -> str:
    """Return what a command that failed has left; empty where it is nothing."""
    return "; ".join(note for note in getattr(failure, "__notes__", ()) if isinstance(note, WhatStays))


class FlagError(ReportError):
    """A flag of the command line has a value that makes no sense (exit code 2)."""

    exit_code = 2


class MissingLibraryError(ReportError):
    """A library that one report needs is not on this machine; the other reports are still built (exit code 3)."""

    exit_code = 3


class BrokenFileError(ReportError):
    """A file is no Word document, or no presentation, that can be read."""

    cure = "move it away, or use --force, which keeps a copy in .history"
    """What to do about one that stands where a new file would."""


class UnmarkedFileError(BrokenFileError):
    """A file holds nothing that says what was generated in it: another program has written it, or has stripped it."""

    cure = (
        "move it away and build; if somebody edited it, `join-copy FILE` then joins it by likeness; "
        "or use --force, which keeps a copy in .history"
    )


class OtherFormatError(BrokenFileError):
    """A file of another format stands under the name of a Word document or a presentation."""

    def __init__(self, what: str, cure: str) -> None:
        """Say what it is, and what to do."""
        super().__init__(what)
        self.cure = cure


class NewerFileError(BrokenFileError):
    """A file keeps its edits in a format that only newer versions of this program know; it is left alone."""

    cure = "update this program and build again"


class InternalError(ReportError):
    """The program broke its own rules; always a defect of ours, never of the input."""


def collect(problems: Iterable[Problem]) -> None:
    """Raise `InputError` with all `problems`, or return where there is none."""
    found = tuple(problems)
    if found:
        raise InputError(found)
