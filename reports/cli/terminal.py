"""What the user is told and asked, and how what is typed is read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from reports.cli.project_root import NAME, own_program

if TYPE_CHECKING:
    from pathlib import Path

    from reports.load.project_folders import Folders
    from reports.pipeline.build_results import Skipped


_COMMAND = re.compile(r"\binvoke ([a-z]+(?:-[a-z]+)*)")
_HUSHED: ContextVar[bool] = ContextVar("hushed", default=False)
"""Whether only problems, notes and what was asked for are said."""


def hush(quiet: bool) -> None:
    """Keep to problems, notes and what was asked for, until told otherwise."""
    _HUSHED.set(quiet)


def hushed() -> bool:
    """Return whether only those are said."""
    return _HUSHED.get()


def as_typed(text: str) -> str:
    """Return `text` with the commands in it as this user types them: messages call them by Invoke's name."""
    if not own_program():
        return text
    known = getattr(sys.modules.get("reports.cli.project_commands"), "__all__", ())
    names = {name.replace("_", "-") for name in known}
    return _COMMAND.sub(lambda found: f"{NAME} {found[1]}" if found[1] in names else found[0], text)


def say(line: str) -> None:
    """Print one line of progress, at once, unless the user wants none."""
    if not hushed():
        tell(line)


def tell(line: str) -> None:
    """Print one line that was asked for, at once."""
    print(as_typed(line), flush=True)


def say_all(lines: Iterable[str]) -> None:
    """Print the lines that were asked for, and notes."""
    for line in lines:
        print(as_typed(line))


def say_problem(line: str) -> None:
    """Print what went wrong, as a message."""
    print(as_typed(line), file=sys.stderr)


def say_skipped(skipped: Iterable[Skipped]) -> None:
    """Print which files were not replaced, and why, as a message."""
    for skip in skipped:
        say_problem(f"skipped {skip.name}: {skip.reason}")


def say_written(names: Iterable[str]) -> None:
    """Print which files were written, on one line; nothing where there is none."""
    if listed := ", ".join(names):
        say(f"written: {listed}")


def say_unchanged(names: Iterable[str]) -> None:
    """Print which files were left as they are, on one line; nothing where there is none."""
    if listed := ", ".join(names):
        say(f"unchanged: {listed}")


def say_made(
    where: Folders, written: Iterable[Path], skipped: Iterable[Skipped] = (), notes: Iterable[str] = ()
) -> None:
    """Print which files were skipped, what is to be noted, and which files were written."""
    say_skipped(skipped)
    say_all(f"note: {note}" for note in notes)
    say_written(where.shown(path) for path in written)


def asking() -> Callable[[str], str] | None:
    """Return what asks the user; None where nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return None

    def ask(question: str) -> str:
        try:
            return input(question)
        except EOFError:
            raise KeyboardInterrupt from None

    return ask


def names(text: str) -> tuple[str, ...]:
    """Return the names in a list that is separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def today() -> str:
    """Return the day of this machine, ISO 8601: an entry says when it was made, and no report depends on the clock."""
    from datetime import date

    return date.today().isoformat()
