"""A problem as the page shows it: with the line of the file that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from reports.errors import Place, Problem
from reports.load.project_folders import followed

SHOWN = 160
"""Characters of a line that are shown, around the place."""
LARGEST = 4_000_000
"""Bytes of a file that a line is looked up in."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A problem, with the line it stands in."""

    what: str
    where: str = ""
    """path:line:column, as far as known."""
    cure: str = ""
    number: int = 0
    """Of the line, from 1; 0 where there is none."""
    line: str = ""
    """Text of the line, or the part of it around the place."""
    at: int = 0
    """How many characters of `line` stand before the place; -1 where the whole line is meant."""

    def told(self) -> dict[str, str | int]:
        """Return it as plain data."""
        return asdict(self)


def excerpts(problems: Iterable[Problem | str], root: Path, folders: Iterable[Path]) -> tuple[Excerpt, ...]:
    """Return each problem with its line.

    Args:
        problems: with a place, or as a sentence.
        root: folder that relative places start at.
        folders: only files below these are opened.
    """
    allowed = tuple(followed(folder) for folder in folders)
    return tuple(_excerpts(problems, root, allowed))


def _excerpts(problems: Iterable[Problem | str], root: Path, allowed: tuple[Path, ...]) -> Iterator[Excerpt]:
    known: dict[str, tuple[str, ...]] = {}
    for problem in problems:
        if isinstance(problem, str):
            yield Excerpt(problem)
            continue
        place = problem.where
        if place.path not in known:
            known[place.path] = _lines(root / place.path, allowed)
        found = known[place.path]
        line = found[place.line - 1] if 0 < place.line <= len(found) else ""
        text, at = _around(line, place)
        yield Excerpt(problem.what, str(place), problem.cure, place.line if line else 0, text, at)


def _lines(path: Path, allowed: tuple[Path, ...]) -> tuple[str, ...]:
    try:
        target = followed(path)
        if not any(target.is_relative_to(folder) for folder in allowed) or target.stat().st_size > LARGEST:
            return ()
        return tuple(target.read_text("utf-8", errors="replace").split("\n"))
    except (OSError, ValueError):
        return ()


def _around(line: str, place: Place) -> tuple[str, int]:
    """Return at most `SHOWN` characters of `line` around the place, and how many of them stand before it (-1: no column)."""
    at = min(max(place.column - 1, 0), len(line))
    start = max(0, min(at - SHOWN // 2, len(line) - SHOWN))
    return line[start : start + SHOWN].rstrip("\r"), at - start if place.column else -1


def unexpected(failure: Exception) -> Excerpt:
    """Return what is said of a defect of the program."""
    said = " ".join(f"{type(failure).__name__}: {failure}".split())
    return Excerpt(
        f"the program failed in a way that it should not ({said})", cure="run invoke check, and report what it prints"
    )
