"""A copy and what it is made with, and who makes copies: this process, others of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.formats.pdf.copy_sheets import Forme
from reports.pipeline.editions.recipients import Recipient
from reports.pipeline.workers import each

Kit = Mapping[str, Forme]
"""What copies are made with, by the name in `Job.forme`."""


Made = tuple["Job", bytes]
Runner = Callable[[Kit, Iterable["Job"]], Iterator[Made]]
"""Makes copies in any order; what it is given is made once."""


@dataclass(frozen=True, slots=True)
class Job:
    """A copy to be made."""

    id: str
    """Names the copy: letters in three groups."""
    file: str
    forme: str
    """Name in the kit; empty where the copy is laid out by itself."""
    line: str
    """'Prepared for …'."""
    recipient: Recipient


def press(kit: Kit, job: Job) -> bytes:
    """Return the copy that `job` asks for; all workers everywhere call this."""
    return kit[job.forme].copy(job.line, job.id)


def run_here(kit: Kit, todo: Iterable[Job]) -> Iterator[Made]:
    """Make the copies one after the other in this process."""
    return ((job, press(kit, job)) for job in todo)


def run_processes(kit: Kit, todo: Iterable[Job], count: int) -> Iterator[Made]:
    """Make the copies in `count` processes of this machine; one that dies is replaced, and its copy made again.

    Raises:
        ReportError: a copy cannot be made, or ended its process every time.
    """
    return each(press, kit, todo, count, lambda job: job.file)
