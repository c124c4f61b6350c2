"""Properties of a file that say what it was built from and who has approved it: those of the new file, after a merge."""

from __future__ import annotations

from copy import deepcopy

from reports.ooxml.custom_properties import LABEL_PREFIX, OURS, PROPERTY
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element

CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CUSTOM = f"{OFFICE}/custom-properties"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
STATED = (f"{_CORE}contentStatus", f"{_CORE}version")
"""Core properties that report.yaml decides (ECMA-376 part 2, 11.1)."""


def refresh_properties(package: Package, new: Package) -> None:
    """Let the file say what the new one says of its facts, its version and its approval; what a person set stays.

    A sensitivity label that the template gained since comes with it, unless the file has one.
    """
    ours, theirs = _root(package, CORE), _root(new, CORE)
    if ours is not None and theirs is not None:
        for name in STATED:
            _put(ours, ours.find(name), theirs.find(name))
    ours, theirs = _root(package, CUSTOM), _root(new, CUSTOM)
    if ours is not None and theirs is not None:
        for name in OURS:
            _put(ours, _named(ours, name), _named(theirs, name))
        if not _label(ours):
            ours.extend([deepcopy(each) for each in _label(theirs)])
        for number, each in enumerate(ours.iterfind(PROPERTY), start=2):
            each.set("pid", str(number))


def _root(package: Package, kind: str) -> Element | None:
    part = package.related("", kind)
    return package.tree(part) if part in package.parts else None


def _named(root: Element, name: str) -> Element | None:
    return next((each for each in root.iterfind(PROPERTY) if each.get("name") == name), None)


def _label(root: Element) -> list[Element]:
    """Return the properties of a sensitivity label."""
    return [each for each in root.iterfind(PROPERTY) if each.get("name", "").startswith(LABEL_PREFIX)]


def _put(root: Element, old: Element | None, made: Element | None) -> None:
    """Put a copy of `made` in the place of `old`; nothing where there is none, so that no approval outlives its report."""
    if made is not None:
        fresh = deepcopy(made)
        root.replace(old, fresh) if old is not None else root.append(fresh)
    elif old is not None:
        root.remove(old)
