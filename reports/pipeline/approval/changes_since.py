"""What is another than it was approved, in words: facts, passages, lines of report.yaml, look, editions, edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reports.load.records.approval_files import Content, HeadedContent
from reports.pipeline.approval.content_fingerprint import LEGIBLE

SHOWN = 6
"""How many changes a message names."""
TOLD_ELSEWHERE = ("facts_version", "lines")
"""Keys of the info that change with facts and titles."""


def changes_since(approved: Content, now: Content) -> tuple[str, ...]:
    """Return what differs between what was approved and what is `now`, the most telling first; none where nothing does."""
    found = [
        *_entries("fact", approved.facts, now.facts),
        *_passages(approved.passages, now.passages),
        *_lines(approved.info, now.info),
        *(["the look is another"] if approved.look != now.look else []),
        *_entries("source", approved.sources, now.sources),
        *(edits_since(approved.edits, now.edits)),
    ]
    if not found and approved.info != now.info:
        found.append("title, subtitle or basis is printed otherwise")
    return tuple(found)


def summed_up(changes: Sequence[str]) -> str:
    """Return `changes` in one line, the first ones by name."""
    more = f"; and {len(changes) - SHOWN} more" if len(changes) > SHOWN else ""
    return "; ".join(changes[:SHOWN]) + more


def edits_since(approved: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield which edits of people have come and gone, file by file."""
    for name in sorted({*approved, *now}):
        before, after = Counter(approved.get(name, ())), Counter(now.get(name, ()))
        for edit in (after - before).elements():
            yield f"an edit in {name} that was not there: {_short(edit)}"
        for edit in (before - after).elements():
            yield f"an edit in {name} that is gone: {_short(edit)}"


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117].rstrip()}…"


Entries = Mapping[str, Mapping[str, str]]


def _entries(kind: str, approved: Entries, now: Entries) -> Iterator[str]:
    for id in (*approved, *(id for id in now if id not in approved)):
        if id not in now:
            yield f"the {kind} {id!r} is no longer in it"
        elif id not in approved:
            yield f"the {kind} {id!r} came into it"
        elif approved[id] != now[id]:
            yield f"the {kind} {id!r} was changed: {', '.join(_keys(approved[id], now[id]))}"


def _keys(approved: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield which keys of an entry are others, figures and statuses with what they were and are."""
    keys = [
        key for key in (*approved, *(key for key in now if key not in approved)) if approved.get(key) != now.get(key)
    ]
    for key in sorted(keys, key=lambda key: key not in LEGIBLE):
        old, new = (each.get(key, "nothing") for each in (approved, now))
        yield f"{key} was {old} and is {new}" if key in LEGIBLE else key


def _lines(approved: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for key in sorted({*approved, *now}):
        if key not in TOLD_ELSEWHERE and (old := approved.get(key, "")) != (new := now.get(key, "")):
            yield f"{key!r} of the report was {old!r} and is {new!r}"


def _passages(approved: Sequence[HeadedContent], now: Sequence[HeadedContent]) -> Iterator[str]:
    before, after = _numbered(approved), _numbered(now)
    for key, sha256 in after.items():
        if key not in before:
            yield f"{_named(key[0])} is new"
        elif before[key] != sha256:
            yield f"{_named(key[0])} reads differently"
    for key in before:
        if key not in after:
            yield f"{_named(key[0])} is gone"
    if list(before) != list(after) and {*before} == {*after}:
        yield "the passages stand in another order"


def _numbered(found: Sequence[HeadedContent]) -> Mapping[tuple[str, int], str]:
    """Return the digest of each passage by its heading and how often that stood before."""
    seen: Counter[str] = Counter()
    table: dict[tuple[str, int], str] = {}
    for passage in found:
        table[passage.heading, seen[passage.heading]] = passage.sha256
        seen[passage.heading] += 1
    return table


def _named(heading: str) -> str:
    return f"“{' '.join(heading.split())}”" if heading else "what stands before the first heading"
