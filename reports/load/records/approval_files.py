"""What people have approved: `facts/approvals/<report>.json`, each bound to the content that was before them."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reports.domain.fields import Date, Line
from reports.errors import Place, Problem
from reports.load.conflict_copies import conflict_copy
from reports.load.constraints import refusal
from reports.load.folder_access import unreachable

FOLDER = "approvals"
NAME_LENGTH = 100
"""Characters of the name of one person."""
_STAND_IN = re.compile(
    r"(?:todo|tbd|tbc|tba|fixme|x+|n\.?\s?n\.?|n/?a|none|nobody|unknown|name|somebody|test|[\W_\d]*)\.?", re.IGNORECASE
)
"""What people type in place of a name they do not have yet."""


class _Part(BaseModel):
    """Base: frozen; a key of a newer version of the program is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Approver(_Part):
    """Somebody who approved, and when."""

    by: Annotated[Line, Field(max_length=NAME_LENGTH)]
    on: Date
    """A day, ISO 8601."""


class HeadedContent(_Part):
    """What stands under one heading, or on one slide, as a digest of all that is printed from."""

    heading: str
    """Empty for the cover."""
    sha256: str


class Content(_Part):
    """What was approved, part by part, so that a later build can say which part is another."""

    info: Mapping[str, str]
    """What `report.yaml` says of the report as a whole, and the version of the facts behind it."""
    look: str
    """Digest of colours, fonts, sizes, style sheet and the designer's own file, as far as they are the project's."""
    passages: tuple[HeadedContent, ...]
    """In reading order."""
    facts: Mapping[str, Mapping[str, str]]
    """Each fact behind the report, by id: its keys, figures and status as they are, the others as digests."""
    sources: Mapping[str, Mapping[str, str]]
    """Each source behind it, by id, in the same way."""
    editions: Mapping[str, str] = {}
    """Digest of each edition for `distribute`, by its name."""
    edits: Mapping[str, tuple[str, ...]] = {}
    """By file: what people wrote into it, an edit a line; none where nobody did."""

    @property
    def fingerprint(self) -> str:
        """Return a SHA-256 in hex that changes with any part."""
        return digest_of(self.model_dump(mode="json"))


class Approval(_Part):
    """What was approved, by whom and when."""

    report: str
    fingerprint: str
    """Of `content`."""
    approved: Annotated[tuple[Approver, ...], Field(min_length=1)]
    content: Content
    program: str = ""
    """Version of the program that made the report that was approved."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return who has approved, in the order of their approvals."""
        return tuple(each.by for each in self.approved)

    @property
    def day(self) -> str:
        """Return the day of the last approval, ISO 8601."""
        return max(each.on for each in self.approved)


Approvals = Mapping[str, Approval]
"""By report id."""


def digest_of(content: object) -> str:
    """Return the SHA-256 in hex of what JSON can hold, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def no_person(name: str) -> str:
    """Return why `name` cannot stand for who approved, as the middle of a message; empty where it can."""
    if not name.strip():
        return "nobody is named"
    if _STAND_IN.fullmatch(name.strip()):
        return f"{name.strip()!r} stands in for a name that is still to be written"
    if len(name) > NAME_LENGTH or len(name.splitlines()) > 1:
        return f"{name[:40]!r} is no name: at most {NAME_LENGTH} characters, in one line"
    return ""


def no_day(day: str) -> str:
    """Return why `day` is not one day of the calendar, as the middle of a message; empty where it is."""
    from datetime import date

    try:
        if date.fromisoformat(day).isoformat() == day:
            return ""
    except ValueError:
        pass
    return f"{day!r} is no day; write it like 2026-11-21" if day else "the day is missing; write it like 2026-11-21"


def same_person(one: str, other: str) -> bool:
    """Return whether two names are one, in whatever capitals, spaces and kinds of letters they are written."""

    def folded(name: str) -> str:
        return " ".join(normalize("NFKC", name).casefold().split())

    return folded(one) == folded(other)


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` without those that name somebody a second time."""
    found: list[str] = []
    for name in names:
        if not any(same_person(name, other) for other in found):
            found.append(name)
    return tuple(found)


def load_approvals(facts: Path, shown: str) -> tuple[Approvals, tuple[Problem, ...]]:
    """Return the approvals in the fact folder `facts`, and a problem for each file that is none or was altered by hand.

    Args:
        facts: folder of the fact files.
        shown: how messages name it.
    """
    folder = facts / FOLDER
    if not os.path.isdir(folder):
        return {}, ()
    if closed := unreachable(folder, f"{shown}/{FOLDER}", ""):
        return {}, closed
    found: dict[str, Approval] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.json")):
        if copy := conflict_copy(path, f"{shown}/{FOLDER}/{path.name}"):
            problems.append(copy)
            continue
        approval, what = _read(path)
        if approval:
            found[path.stem] = approval
        if what:
            where = Place(f"{shown}/{FOLDER}/{path.name}")
            cure = f"restore it from the version control, or delete it and run 'invoke approve {path.stem}'"
            problems.append(Problem(where, f"is no approval that can be relied on ({what})", cure))
    return found, tuple(problems)


def _read(path: Path) -> tuple[Approval | None, str]:
    """Return the approval in a file, as far as it is one, and what is wrong with it."""
    try:
        approval = Approval.model_validate_json(path.read_bytes())
    except ValidationError as failure:
        error = failure.errors()[0]
        return None, " ".join(filter(None, ("/".join(map(str, error["loc"])), refusal(error))))
    except (OSError, ValueError) as failure:
        return None, str(failure)
    return approval, _altered(approval, path.stem)


def _altered(approval: Approval, name: str) -> str:
    """Return what in a file of an approval no command wrote; empty where all is as it was written."""
    if approval.report != name:
        return f"it approves the report {approval.report!r}"
    if approval.fingerprint != approval.content.fingerprint:
        return "its content is not that of its fingerprint"
    return next(filter(None, (no_person(each.by) or no_day(each.on) for each in approval.approved)), "")


def written(approval: Approval) -> bytes:
    """Return `approval` as the bytes of its file."""
    return (json.dumps(approval.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()
