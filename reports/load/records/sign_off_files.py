"""Facts that somebody has signed off: `facts/signed-off.json`, an entry a line, each bound to the fact as it was."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from reports.errors import Place, Problem
from reports.load.records.approval_files import Approver, no_day, no_person

FILE = "signed-off.json"


class SignedOff(Approver):
    """Who signed a fact off, when, and as what it stood there."""

    sha256: str
    """Digest of the fact and its sources."""


SignOffs = Mapping[str, SignedOff]
"""By fact id."""


def load_sign_offs(facts: Path, shown: str) -> tuple[SignOffs, tuple[Problem, ...]]:
    """Return which facts somebody has signed off, and what is wrong with the file; nothing where there is none.

    Args:
        facts: folder of the fact files.
        shown: how messages name it.
    """
    path = facts / FILE
    if not os.path.lexists(path):
        return {}, ()
    place = Place(f"{shown}/{FILE}")
    try:
        content = json.loads(path.read_text("utf-8"))
        found = {str(id): SignedOff.model_validate(entry) for id, entry in content.items()}
    except (OSError, ValueError, AttributeError, ValidationError) as failure:
        what = f"holds no sign-offs that can be read ({str(failure).splitlines()[0]})"
        return {}, (Problem(place, what, "restore it from the version control"),)
    wrong = [(id, why) for id, each in found.items() if (why := no_person(each.by) or no_day(each.on))]
    cure = "run 'invoke sign-off {id} --by \"NAME\"'"
    return found, tuple(Problem(place, f"{id!r}: {why}", cure.format(id=id)) for id, why in wrong)


def written(sign_offs: SignOffs) -> bytes:
    """Return `sign_offs` as the bytes of their file, an entry a line."""
    lines = (
        f" {json.dumps(id)}: {json.dumps(each.model_dump(), ensure_ascii=False)}"
        for id, each in sorted(sign_offs.items())
    )
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
