"""Files that may stay as they are: made by this very program from what they would be made from now."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from reports.domain.facts import FactBook, fingerprint
from reports.pipeline.output_store import EDITS, MADE_FROM, known, uses


@dataclass(frozen=True, slots=True)
class Left:
    """A file as an earlier build left it."""

    report: str
    """Id of its report."""
    made_from: str
    """Digest of what it was made from."""
    facts_version: str
    facts: tuple[str, ...]
    """Ids of the facts that it shows or cites."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an earlier build left in the output folder."""

    files: Mapping[str, Left] = field(default_factory=dict)
    """By name; only files that this very program made and nobody touched."""

    def holds(self, name: str, made_from: str) -> bool:
        """Return whether the file `name` was made from what has the digest `made_from`."""
        return name in self.files and self.files[name].made_from == made_from

    def expected(self, name: str, book: FactBook) -> bool:
        """Return whether the file `name` will probably hold: the facts behind it, and their sources, are as they were."""
        left = self.files[name]
        facts = {id: book.facts[id] for id in book.behind(left.facts)}
        named = {ref.source for fact in facts.values() for ref in fact.all_refs}
        sources = {source.id: source for source in book.sources.values() if source.id in named}
        return fingerprint((facts, sources)) == left.facts_version


def standing(output: Path, names: Set[str]) -> Standing:
    """Return what stands in `output`; `names` are the files that this very program made and nobody touched since.

    A file with a person's edits in it is none of them: it is joined anew each time, and its edits told.
    """
    if not names:
        return Standing()
    used = uses(output)
    return Standing(
        {
            name: Left(entry["report"], entry[MADE_FROM], entry["facts_version"], used.get(entry["report"], ()))
            for name, entry in known(output).items()
            if name in names and MADE_FROM in entry and entry.get(EDITS, "0") == "0"
        }
    )
