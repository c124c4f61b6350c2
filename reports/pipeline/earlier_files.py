"""Files that may stay as they are: made by this very program from what they would be made from now."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from reports.pipeline.output_store import EDITS, MADE_FROM, known


@dataclass(frozen=True, slots=True)
class EarlierFiles:
    """What an earlier build left in the output folder and nobody touched since."""

    made_from: Mapping[str, str] = field(default_factory=dict)
    """File name to the digest of what it was made from."""

    def hold(self, name: str, made_from: str) -> bool:
        """Return whether the file `name` was made from what has the digest `made_from`."""
        return self.made_from.get(name) == made_from


def earlier_files(output: Path, names: Set[str]) -> EarlierFiles:
    """Return the files in `output` that may stay; `names` are those that this very program made and nobody touched since.

    A file with a person's edits in it is none of them: it is joined anew each time, and its edits told.
    """
    if not names:
        return EarlierFiles()
    listed = {name: entry for name, entry in known(output).items() if name in names and entry.get(EDITS, "0") == "0"}
    return EarlierFiles({name: entry[MADE_FROM] for name, entry in listed.items() if MADE_FROM in entry})
