"""Copies that a program makes beside a file which two people changed at once: named as what they are, and read by nobody.

Names: Syncthing (https://docs.syncthing.net/users/syncing.html#conflicting-changes), Dropbox ("conflicted copy"), OneDrive
(the name of a computer at the end), `git mergetool` (BACKUP, BASE, LOCAL, REMOTE with a number).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from reports.errors import Place, Problem

MADE_BY: Mapping[str, re.Pattern[str]] = {
    "Syncthing": re.compile(r"(.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?"),
    "Dropbox": re.compile(r"(.+) \([^()]*(?:conflicted copy|case conflict)[^()]*\)", re.IGNORECASE),
    "Git": re.compile(r"(.+)[._](?:BACKUP|BASE|LOCAL|REMOTE)[._]\d+"),
    "OneDrive": re.compile(r"(.+?)-(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)+(?:-\d+)?"),
}
"""Who makes a copy, and what its name without ending looks like; the group is the name of the file itself."""


def conflict_copy(path: Path, shown: str) -> Problem | None:
    """Return the problem that a file is such a copy, where it is one; a name alone does not do: the file stands beside it.

    Args:
        path: of the file.
        shown: how messages name it.
    """
    for service, pattern in MADE_BY.items():
        if (found := pattern.fullmatch(path.stem)) and (own := path.with_name(found[1] + path.suffix)).exists():
            what = f"is a copy that {service} made of {own.name}, which was changed in two places at once"
            return Problem(Place(shown), what, f"take what is right into {own.name}, then delete this copy")
    return None
