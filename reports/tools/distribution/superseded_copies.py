"""Copies of an earlier list that no row asks for any longer: they are named, since nobody should send them by mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reports.pipeline.editions.copies import Job
from reports.tools.distribution.manifest import MANIFEST, Entry

SHOWN = 20
"""How many copies are named one by one."""


def superseded(entries: Iterable[Entry], todo: Sequence[Job]) -> Iterator[str]:
    """Yield a line for each copy in the manifest that is none of `todo`: its row was corrected, or is gone."""
    wanted = {job.id for job in todo}
    instead = {job.recipient.key: job.file for job in todo}
    lines = [_said(each, instead.get(each.key, "")) for each in entries if each.recipient not in wanted]
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"{len(lines) - SHOWN:,} more copies are of an earlier list; they stand at the end of {MANIFEST}"


def _said(entry: Entry, instead: str) -> str:
    if instead:
        return f"{entry.file} is of an earlier list: {entry.email} gets {instead} now; delete it, and do not send it"
    row = f"{entry.email}, {entry.edition}, {entry.language}"
    return f"{entry.file} is of an earlier list, and no row asks for it now ({row}); delete it, and do not send it"
