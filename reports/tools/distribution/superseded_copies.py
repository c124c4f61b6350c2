"""Copies that nobody should have any longer: of a row that was corrected or is gone, or of what was sent before.

They are listed in `withdrawal.csv` beside the new ones, with whom to write to; the first ones are named as well.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.pipeline.editions.copies import Job
from reports.tools.distribution.manifest import MANIFEST, Entry, put, read_manifest

SHOWN = 3
"""How many copies are named one by one."""
WITHDRAWAL = "withdrawal.csv"
HEAD = ("file", "recipient id", "edition", "language", "e-mail", "why", "gets now", "version")


@dataclass(frozen=True, slots=True)
class Old:
    """A copy that is to be withdrawn."""

    entry: Entry
    folder: str
    """Name of the folder of its run; empty for this one."""
    instead: str
    """File that its recipient gets now; empty for none."""

    @property
    def file(self) -> str:
        """Return where it lies, from the folder of this run."""
        return f"../{self.folder}/{self.entry.file}" if self.folder else self.entry.file

    @property
    def entries(self) -> Mapping[str, str]:
        """Return it by the heads of its list."""
        entry = self.entry
        cells = (self.file, entry.recipient, entry.edition, entry.language, entry.email, self.why, self.instead)
        return dict(zip(HEAD, (*cells, entry.version), strict=True))

    @property
    def why(self) -> str:
        """Return why it is to be withdrawn."""
        if self.folder:
            return "of an earlier run" if self.instead else "of an earlier run, and no row asks for it now"
        return "the row was corrected" if self.instead else "no row asks for it now"

    def __str__(self) -> str:
        """Return it in one line of a message."""
        entry, what = self.entry, "of an earlier run" if self.folder else "of an earlier list"
        if self.instead:
            return f"{self.file} is {what}: {entry.email} gets {self.instead} now; delete it, and do not send it"
        row = f"{entry.email}, {entry.edition}, {entry.language}"
        return f"{self.file} is {what}, and no row asks for it now ({row}); delete it, and do not send it"


def superseded(entries: Iterable[Entry], todo: Sequence[Job], folder: str = "") -> Iterator[Old]:
    """Yield the copies that are none of `todo`: their row was corrected, or is gone.

    Args:
        entries: of a manifest.
        todo: every copy that the list of now asks for.
        folder: name of the folder of the manifest; empty for that of this run.
    """
    wanted = {job.id for job in todo}
    instead = {job.recipient.key: job.file for job in todo}
    for each in entries:
        if folder or each.recipient not in wanted:
            yield Old(each, folder, instead.get(each.key, ""))


def list_for_withdrawal(
    folder: Path, entries: Iterable[Entry], todo: Sequence[Job], *, beside: bool = True
) -> tuple[Old, ...]:
    """Write down which copies of this run and of those beside it are to be withdrawn, and return them.

    Args:
        folder: of this run; those beside it are of earlier ones.
        entries: of the manifest of this run.
        todo: every copy that the list of now asks for.
        beside: whether earlier runs count: drafts take the place of nothing that was sent.
    """
    old = to_be_withdrawn(folder, entries, todo, beside=beside)
    listed = folder / WITHDRAWAL
    if not old:
        listed.unlink(missing_ok=True)
        return ()
    put(listed, _table(old))
    return old


def to_be_withdrawn(
    folder: Path, entries: Iterable[Entry], todo: Sequence[Job], *, beside: bool = True
) -> tuple[Old, ...]:
    """Return those copies; arguments as for `list_for_withdrawal`."""
    old = list(superseded(entries, todo))
    for path in sorted(folder.parent.glob(f"*/{MANIFEST}")) if beside else ():
        if path.parent != folder:
            old += superseded(read_manifest(path.parent).values(), todo, path.parent.name)
    return tuple(old)


def told(old: Sequence[Old]) -> Iterator[str]:
    """Yield a line for each of the first copies of `old`, and where the others are listed."""
    yield from map(str, old[:SHOWN])
    if len(old) > SHOWN:
        yield f"{len(old) - SHOWN:,} more copies are of an earlier list or run; {WITHDRAWAL} lists them all"


def _table(old: Iterable[Old]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(each.entries.values() for each in old)
    return text.getvalue().encode()
