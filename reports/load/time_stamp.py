"""The moment that the environment asks time stamps to say, as reproducible builds do.

Source: https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from reports.errors import Place, Problem

VARIABLE = "SOURCE_DATE_EPOCH"
LAST = 253_402_300_799
"""The last second of the year 9999; no file format of ours writes a later one."""
_SECONDS = re.compile(r"0|[1-9][0-9]{0,11}")
"""As `date +%s` prints them."""


def stamp(environment: Mapping[str, str]) -> tuple[datetime | None, list[Problem]]:
    """Return the moment that `environment` asks for, in UTC, None where it asks for none; and what is wrong with it."""
    text = environment.get(VARIABLE)
    if text is None:
        return None, []
    if _SECONDS.fullmatch(text) and int(text) <= LAST:
        return datetime.fromtimestamp(int(text), UTC), []
    what = f"{text[:40]!r} is no moment: it takes whole seconds since 1 January 1970, from 0 to {LAST}"
    return None, [Problem(Place(VARIABLE), what, "set it as 'git log -1 --format=%ct' prints it, or unset it")]
