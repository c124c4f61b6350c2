"""Files that may stay as they are: made by this very program from what they would be made from now."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from reports.placing import EDITS, MADE_FROM, known


@dataclass(frozen=True, slots=True)
class Standing:
    """What an earlier build left in the output folder."""

    made_from: Mapping[str, str] = field(default_factory=dict)
    """Digest of what each file was made from, by name; only files that this very program made and nobody touched."""

    def holds(self, name: str, made_from: str) -> bool:
        """Return whether the file `name` was made from what has the digest `made_from`."""
        return self.made_from.get(name) == made_from


def standing(output: Path, names: Set[str]) -> Standing:
    """Return what stands in `output`; `names` are the files that this very program made and nobody touched since.

    A file with a person's edits in it is none of them: it is joined anew each time, and its edits told.
    """
    entries = known(output) if names else {}
    kept = {name: entry for name, entry in entries.items() if name in names and entry.get(EDITS, "0") == "0"}
    return Standing({name: entry[MADE_FROM] for name, entry in kept.items() if MADE_FROM in entry})
