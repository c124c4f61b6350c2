"""A copy and what it is made with: all that a worker needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.formats.pdf.copy_sheets import Forme
from reports.pipeline.editions.recipients import Recipient

Kit = Mapping[str, Forme]
"""What copies are made with, by the name in `Job.forme`."""


@dataclass(frozen=True, slots=True)
class Job:
    """A copy to be made."""

    id: str
    """Names the copy: letters in three groups."""
    file: str
    forme: str
    line: str
    """'Prepared for …'."""
    recipient: Recipient


def press(kit: Kit, job: Job) -> bytes:
    """Return the copy that `job` asks for; all workers everywhere call this."""
    return kit[job.forme].copy(job.line, job.id)
