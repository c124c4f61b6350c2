"""What the browser is told: previews, problems, what became of the finished files; one state at a time, for many threads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Condition
from typing import Literal as OneOf

from reports.errors import InputError, Problem, ReportError
from reports.tools.watching.problem_excerpt import Excerpt

Phase = OneOf["waiting", "making", "made", "skipped", "wrong"]
CLOSED = "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
"""A page that fetches nothing (CSP Level 3, §6.1)."""
PREVIEW = (
    "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
"""A page of ours without scripts; its elements say their own widths."""


@dataclass(frozen=True, slots=True)
class File:
    """Something that the browser may ask for."""

    media_type: str
    content: bytes | Callable[[], bytes] = field(repr=False)
    """What it holds, or what makes that once somebody asks for it."""
    policy: str = CLOSED
    """Content-Security-Policy; empty for a page that states a stricter one itself."""

    @property
    def data(self) -> bytes:
        """Return what it holds."""
        return self.content if isinstance(self.content, bytes) else self.content()


@dataclass(frozen=True, slots=True)
class Part:
    """A preview: one tab of the page."""

    path: str
    """Its address, from the slash."""
    title: str
    """The files that it shows, such as brief.docx."""
    digest: str
    """Changes with its content."""
    live: bool = True
    """Whether the page may put new content in place of the old; else it loads it anew."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the Word, PowerPoint and PDF files that follow a preview."""

    phase: Phase = "waiting"
    said: str = ""
    problems: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Everything the page shows."""

    said: str = ""
    """What was saved, and how long the preview took."""
    round: int = 0
    """How often previews were made."""
    parts: tuple[Part, ...] = ()
    """The last previews that were free of problems."""
    files: Mapping[str, File] = field(default_factory=dict)
    """By address."""
    problems: tuple[Excerpt, ...] = ()
    notes: tuple[str, ...] = ()
    """What is no error, of the last previews that were free of problems."""
    finished: Finished = Finished()
    pages: tuple[Part, ...] = ()
    """Pictures of the pages of finished files."""
    pictures: Mapping[str, File] = field(default_factory=dict)
    """What `pages` need, by address."""

    def file(self, path: str) -> File | None:
        """Return what stands at an address; None where nothing does."""
        return self.files.get(path) or self.pictures.get(path)

    def told(self, number: int) -> bytes:
        """Return the state as JSON, without the files themselves."""
        shown = {
            "number": number,
            "said": self.said,
            "round": self.round,
            "parts": [
                {"path": part.path, "title": part.title, "digest": part.digest, "live": part.live}
                for part in (*self.parts[:-1], *self.pages, *self.parts[-1:])
            ],
            "problems": [each.told() for each in (*self.problems, *self.finished.problems)],
            "notes": list(self.notes),
            "broken": bool(self.problems),
            "phase": self.finished.phase,
            "files": self.finished.said,
        }
        return json.dumps(shown, ensure_ascii=False).encode()


def digest(data: bytes) -> str:
    """Return a short name for this very content."""
    return hashlib.sha256(data).hexdigest()[:16]


def problems_of(failure: ReportError) -> tuple[Problem | str, ...]:
    """Return what an error has to say: problems with their places, or its one sentence."""
    return failure.problems if isinstance(failure, InputError) else (str(failure),)


class Board:
    """Holds the state; whoever waits is told of each change."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self._changed = Condition()
        self._state, self._number, self._open = State(), 0, True

    @property
    def state(self) -> State:
        """Return the state as it is now."""
        return self._state

    def change(self, **what: object) -> None:
        """Set fields of the state."""
        self.update(lambda state: replace(state, **what))  # type: ignore[arg-type]

    def update(self, change: Callable[[State], State]) -> None:
        """Put what `change` makes of the state in its place, and tell."""
        with self._changed:
            self._state, self._number = change(self._state), self._number + 1
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> tuple[int, State] | None:
        """Return the first state after `number`, with its own number; None where none came within `seconds`, or ever will."""
        with self._changed:
            self._changed.wait_for(lambda: self._number > number or not self._open, seconds)
            return (self._number, self._state) if self._open and self._number > number else None

    @property
    def open(self) -> bool:
        """Return whether there is more to come."""
        return self._open

    def close(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self._open = False
            self._changed.notify_all()
