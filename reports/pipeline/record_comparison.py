"""Two states of the record side by side: which facts were added, changed and removed, which passages read differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reports.document import Document
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.load.records.release_files import Passage, Release
from reports.pipeline.document_digests import passages


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact then and now; one of the two may be missing."""

    old_id: str
    """Empty for an added one."""
    old: Fact | None
    """None for an added one, and where the old one can no longer be read."""
    new: Fact | None
    """None for a removed one."""


Change = Literal["changed", "renamed", "added", "removed", "came", "went"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A passage that reads differently."""

    report: str
    heading: str
    """Empty for the cover, and where a whole report came or went."""
    change: Change
    before: str = ""
    """Heading until now, where it was reworded."""


def pairs(previous: Release, book: FactBook) -> tuple[Pair, ...]:
    """Return every fact whose entry differs, in the order of the file; removed ones last.

    A fact that supersedes one of the release is its successor, not an addition.
    """
    before = {id: _before(id, previous, book) for id in book.facts}
    found = [
        Pair(old, previous.fact(old), fact)
        for id, fact in book.facts.items()
        if (old := before[id]) != id or previous.facts[id] != content(fact)
    ]
    gone = [id for id in previous.facts if id not in set(before.values())]
    return (*found, *(Pair(id, previous.fact(id), None) for id in gone))


def _before(id: str, previous: Release, book: FactBook) -> str:
    """Return the id under which the release held the fact `id`; empty where it held none."""
    older = [other for other, current in book.aliases.items() if current == id]
    return next((each for each in (id, *older) if each in previous.facts), "")


def content(fact: Fact) -> dict[str, object]:
    """Return the canonical content of `fact`, key by key, as a release keeps it."""
    return fact.model_dump(mode="json", exclude_defaults=True)


def moved(previous: Release, documents: Sequence[Document]) -> tuple[Moved, ...]:
    """Return the passages that read differently, report by report, in reading order; those gone last."""
    now = {document.info.id: passages(document) for document in documents}
    reports = (*now, *(report for report in previous.passages if report not in now))
    return tuple(
        each for report in reports for each in _moved(report, previous.passages.get(report, ()), now.get(report, ()))
    )


def _moved(report: str, old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[Moved]:
    if not (old and new):
        yield from [Moved(report, "", "came" if new else "went")] * bool(old or new)
        return
    before, after = _numbered(old), _numbered(new)
    renamed = _renamed(list(before), list(after))
    for key, sha256 in after.items():
        if key in renamed:
            yield Moved(report, key[0], "renamed", renamed[key][0])
        elif before.get(key) != sha256:
            yield Moved(report, key[0], "changed" if key in before else "added")
    for key in before:
        if key not in after and key not in renamed.values():
            yield Moved(report, key[0], "removed")


Key = tuple[str, int]
"""Heading, and how often it stood before in the same report."""


def _renamed(old: Sequence[Key], new: Sequence[Key]) -> Mapping[Key, Key]:
    """Return the new heading to the old one, where a run of as many stands in the place of a run of others."""
    table: dict[Key, Key] = {}
    for what, start, end, start_new, end_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "replace" and end - start == end_new - start_new:
            gone, come = old[start:end], new[start_new:end_new]
            if not (set(gone) & set(new) or set(come) & set(old)):
                table.update(zip(come, gone, strict=True))
    return table


def _numbered(found: Sequence[Passage]) -> Mapping[Key, str]:
    """Return the digest of each passage by its heading and how often that stood before."""
    seen: Counter[str] = Counter()
    table: dict[Key, str] = {}
    for passage in found:
        table[passage.heading, seen[passage.heading]] = passage.sha256
        seen[passage.heading] += 1
    return table
