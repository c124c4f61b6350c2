"""Who holds which version: one line a copy that was ever made here and not as a draft, in `holders.csv` beside the runs.

The program makes copies and sends none: what it lists is who holds what if every copy was sent. A line stays when the copy
and its folder are deleted, so that the list can be asked years later.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from reports.pipeline.editions.copies import Job
from reports.tools.distribution.manifest import DRAFT, MANIFEST, decoded_rows, put, read_manifest

HOLDERS = "holders.csv"
HEAD = ("e-mail", "edition", "language", "version", "copy", "file", "state")
NEWEST, REPLACED, WITHDRAWN = "newest", "replaced", "withdrawn"


@dataclass(frozen=True, slots=True)
class Held:
    """A copy that somebody holds: a line of the list."""

    email: str
    edition: str
    language: str
    version: str
    """Empty where an earlier program made it."""
    copy: str
    """Its name."""
    file: str
    """From the folder of all runs."""
    state: str
    """`NEWEST`, `REPLACED` by another copy, or `WITHDRAWN`, since no row asks for one any longer."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what the rows of a list are told apart by, as `Recipient.key` does."""
        return self.email.casefold(), self.edition, self.language.casefold()


def list_holders(folder: Path, todo: Collection[Job]) -> tuple[Held, ...]:
    """Bring the list up to date with the manifests of all runs, and return it.

    Args:
        folder: of all runs.
        todo: every copy that the list of now asks for.
    """
    wanted, asked = {job.id for job in todo}, {job.recipient.key for job in todo}
    rows = {each.copy: each for each in (*_known(folder / HOLDERS), *_made(folder))}
    now = sorted(
        (
            replace(each, state=NEWEST if id in wanted else REPLACED if each.key in asked else WITHDRAWN)
            for id, each in rows.items()
        ),
        key=astuple,
    )
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows((HEAD, *map(astuple, now)))
    put(folder / HOLDERS, text.getvalue().encode())
    return tuple(now)


def _known(path: Path) -> Iterable[Held]:
    """Return the lines that are there; those that somebody spoiled are left out."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(Held(*row) for row in decoded_rows(data) if len(row) == len(HEAD))


def _made(folder: Path) -> Iterable[Held]:
    """Yield the copies of every run that were not made as drafts."""
    for path in sorted(folder.glob(f"*/{MANIFEST}")):
        for each in read_manifest(path.parent).values():
            if each.version != DRAFT:
                file = f"{path.parent.name}/{each.file}"
                yield Held(each.email, each.edition, each.language, each.version, each.recipient, file, "")
