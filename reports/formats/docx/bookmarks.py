"""Names of bookmarks: what a fact, a block, a heading or a source is found by, also after a person's edit.

Word and LibreOffice keep names of at most 40 characters; a name that begins with `_` is hidden in Word's dialogue.
"""

from __future__ import annotations

import re
from hashlib import sha256

LIMIT = 40


def shorten(id: str, limit: int) -> str:
    """Return `id` as part of a bookmark name, at most `limit` long; what is cut is told apart by a digest of the whole."""
    plain = re.sub(r"\W", "_", id)
    if len(plain) <= limit and "." not in id:  # the points of an observation would look like its hyphens
        return plain
    return f"{plain[: limit - 7]}_{sha256(id.encode()).hexdigest()[:6]}"


def fact_bookmark(count: int, fact_id: str) -> str:
    """Return the bookmark of the printed figure number `count`, which prints the fact `fact_id`."""
    head = f"_f_{count}_"
    return head + shorten(fact_id, LIMIT - len(head))


REQUESTED = r"_a_(\d+)_"
"""How the bookmark of a figure begins that a person asked for."""


def requested_bookmark(count: int, fact_id: str) -> str:
    """Return the bookmark of the figure number `count` that a person asked for, which prints the fact `fact_id`."""
    head = f"_a_{count}_"
    return head + shorten(fact_id, LIMIT - len("_a_0000_"))


def block_bookmark(section: str, kind: str, scope: str = "") -> str:
    """Return the bookmark that is a block's identity: section, panel within it (`scope`), kind with its ordinal."""
    tail = f"{scope}_{kind}"
    return "_b_" + shorten(section, LIMIT - 3 - len(tail)) + tail


def heading_bookmark(id: str) -> str:
    """Return the bookmark of a heading, for the table of contents and links; Word expects `_Toc`."""
    return "_Toc_" + shorten(id, LIMIT - 5)


def label_bookmark(id: str) -> str:
    """Return the bookmark around 'Figure 1' or 'Table 1', for cross-references; Word expects `_Ref`."""
    return "_Ref_" + shorten(id, LIMIT - 5)


def source_bookmark(number: int) -> str:
    """Return the bookmark of an entry in the source list."""
    return f"src-{number}"


def citation_bookmark(number: int) -> str:
    """Return the bookmark of the first mark in the text that leads to source `number`."""
    return f"cite-{number}"
