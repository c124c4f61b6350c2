"""Both sides of a change that Git could not join, as they stand in a file until somebody chooses one."""

from __future__ import annotations

import re

from reports.errors import Place, Problem

FIRST = "<<<<<<<"
MARKER = re.compile(r"^<{7}(?: .*)?$.*?^>{7}(?: .*)?$", re.MULTILINE | re.DOTALL)


def unjoined(text: str, shown: str) -> Problem | None:
    """Return the problem that `text` holds such a change, with its first line; None where it holds none.

    Args:
        text: of a file, with line ends of one character.
        shown: how messages name the file.
    """
    if FIRST not in text or (found := MARKER.search(text)) is None:
        return None
    first, last = (text.count("\n", 0, at) + 1 for at in found.span())
    what = f"holds both sides of a change that Git could not join (to line {last})"
    return Problem(
        Place(shown, first), what, "keep what is right, and delete the lines with <<<<<<<, ======= and >>>>>>>"
    )
