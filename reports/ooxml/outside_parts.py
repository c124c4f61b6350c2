"""What a file holds or fetches that no reader of it can see: linked files and pictures, macros, links that run something.

A person may need such a thing, so it stays in their file; but it never goes out unsaid (ISO/IEC 29500-2, 6.5: a relationship
with the target mode External leads out of the package).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reports.notation.addresses import without_credentials
from reports.ooxml.package import Package, Relation

SAFE_LINK = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
HARMLESS = re.compile(r"(?:#|$)")
"""A link within the file."""
FETCHED: Mapping[str, str] = {
    "image": "a picture that is fetched from",
    "attachedTemplate": "a template that is loaded from",
    "oleObject": "an object that is linked to",
    "package": "a file that is linked to",
    "externalLink": "a workbook that is linked to",
    "externalLinkPath": "a workbook that is linked to",
    "audio": "sound that is fetched from",
    "video": "a film that is fetched from",
    "media": "a film that is fetched from",
    "frame": "a frame that shows",
    "subDocument": "a document that is loaded from",
}
"""What a relationship that leads out of the file brings in, by the last word of its type."""
RUN: Mapping[str, str] = {
    "vbaProject": "macros",
    "control": "a control that runs code",
}
"""Parts that run something, by the last word of the type of their relationship."""
EMBEDDED = "oleObject"
STAYS = "it stays in this file, and keeps it from going out"
"""Said of such a thing where a file is built anew."""
TAKE_OUT = "take it out, or put a copy of it into the file; save, and run again"
_ODD = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.\.?(?:/|$)|[\x00-\x1f\x7f]")
"""Names that no program for documents gives a part (ISO/IEC 29500-2, 6.2.2)."""


def outside_parts(package: Package) -> Iterator[str]:
    """Yield what `package` fetches, runs or leads to besides web pages and mail, each in a few words, once."""
    found = {what: None for part in ("", *package.parts) for what in _of(package, part)}
    found |= {f"a part with an odd name: {name!r}": None for name in package.parts if _ODD.search(name)}
    yield from found


def _of(package: Package, part: str) -> Iterator[str]:
    if part.endswith(".rels"):
        return
    for each in package.relations(part).values():
        if each.name in RUN:
            yield RUN[each.name]
        elif each.external:
            yield from _leading(each)
        elif each.name == EMBEDDED and each.target in package.parts:
            yield f"an embedded object ({each.target})"


def _leading(relation: Relation) -> Iterator[str]:
    shown = without_credentials(relation.target)
    if relation.name == "hyperlink":
        if shown != relation.target:
            yield f"a link to {shown!r} that holds a name or a password"
        elif not SAFE_LINK.match(relation.target) and not HARMLESS.match(relation.target):
            yield f"a link to {relation.target!r}, which is no web page and no mail"
    else:
        yield f"{FETCHED.get(relation.name, 'something that is fetched from')} {shown!r}"
