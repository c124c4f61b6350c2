"""What a command did with the output folder, and what a check found: plain data that the library hands out too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.errors import Problem


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not made or not replaced, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What a command put into the output folder."""

    written: tuple[Path, ...]
    """Files that were made anew."""
    skipped: tuple[Skipped, ...]
    """Files that could not be made, or not be replaced."""
    notes: tuple[str, ...] = ()
    """What deserves a look: edits that were found, figures that somebody typed, doubtful wording."""

    @property
    def exit_code(self) -> int:
        """Return 0 where all was made, 3 where a file was skipped."""
        return 3 if self.skipped else 0


@dataclass(frozen=True, slots=True)
class BuildResult(Placed):
    """What a build did; where the content is wrong it does nothing and raises instead."""

    unchanged: tuple[Path, ...] = ()
    """Files that were left as they are, since they would have been the same."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found."""

    problems: tuple[Problem, ...]
    """Everything that a build would refuse, by place."""
    notes: tuple[str, ...] = ()
    """What deserves a look and stops nothing."""

    @property
    def passed(self) -> bool:
        """Return whether a build would be made."""
        return not self.problems
