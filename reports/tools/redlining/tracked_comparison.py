"""Two Word files compared as one with tracked changes, by python-redlines' engine (Docxodus, MIT licence).

The engine stood up to tables, rows, footnotes, headings, lists, fields and charts: accepted, its file reads as the new one,
rejected as the old one, and the same two files give the same bytes.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from reports.errors import MissingLibraryError, ReportError
from reports.formats.docx.tracked_changes import CHANGED, stories, tracked_changes
from reports.ooxml.package import OFFICE
from reports.ooxml.part_removal import drop_relations, sweep
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, W, opened
from reports.tools.redlining.foreign_save import carried, saved_by

_W = f"{{{W}}}"
AUTHOR = "reports"
INSERTED, DELETED = (_W + "ins", _W + "moveTo"), (_W + "del", _W + "moveFrom")
BESIDE = tuple(_W + tag for tag in ("ins", "del", "bookmarkStart", "bookmarkEnd"))
"""What stands between the words that are taken out and those in their place; a bookmark shows nothing."""
RANGES = tuple(_W + tag for tag in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"))
INSTALL = "pip install 'fact-reports[redline]'"


class RedlineError(ReportError):
    """The engine could not compare two files (exit code 3, as where it is missing)."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Redlined:
    """Two files as one."""

    data: bytes
    changes: int
    """Tracked changes in it; 0 where both files say the same."""
    note: str = ""
    """What else has to be said of it."""


def redline(old: bytes, new: bytes, moment: str) -> Redlined:
    """Return `new` with what differs from `old` as tracked changes, dated `moment` (ISO 8601: a day, or its second in UTC).

    Raises:
        BrokenFileError: a file is no Word document.
        MissingLibraryError: the engine is not installed.
        RedlineError: the engine failed.
    """
    moment = moment if "T" in moment else f"{moment}T00:00:00Z"
    theirs, note, formats = _comparable(old, new)
    made = opened(_compared(_plain(old), _plain(theirs), moment, formats=formats))
    for name in stories(made):
        _deletions_first(made.tree(name))
    sweep(made)
    return Redlined(made.pack(), len(list(tracked_changes(made))), note)


def _comparable(old: bytes, new: bytes) -> tuple[bytes, str, bool]:
    """Return what to compare `old` with, what is to be said of it, and whether changes of format are meant."""
    program = saved_by(new)
    if not program:
        return new, "", True
    if (made := carried(old, new)) is not None:
        return made, "", True
    return new, f"it was saved by {program}, so changes of words are shown, and none of format", False


def _deletions_first(root: Element) -> None:
    """Put what was taken out before what stands in its place, as readers expect; the engine does it the other way."""
    for first in [each for each in root.iter(_W + "ins") if _begins(each)]:
        stretch = [first]
        while (following := stretch[-1].getnext()) is not None and following.tag in BESIDE:
            stretch.append(following)
        for each in stretch:
            if each.tag == _W + "del":
                first.addprevious(each)


def _begins(node: Element) -> bool:
    before = node.getprevious()
    while before is not None and before.tag in BESIDE and before.tag != _W + "ins":
        before = before.getprevious()
    return not _is_property(node) and (before is None or before.tag != _W + "ins")


def _plain(data: bytes) -> bytes:
    """Return a file without custom XML, which is no text and differs from build to build."""
    package = opened(data)
    drop_relations(package, package.main, f"{OFFICE}/customXml")
    sweep(package)
    return package.pack()


def _compared(old: bytes, new: bytes, moment: str, *, formats: bool) -> bytes:
    try:
        from python_redlines import DocxodusEngine, EngineNotInstalledError
    except ImportError:
        raise MissingLibraryError(f"the comparison needs python-redlines; install it ({INSTALL})") from None
    try:
        data, _, _ = DocxodusEngine().run_redline(
            AUTHOR, original=old, modified=new, date_time=moment, detect_format_changes=formats
        )
    except (EngineNotInstalledError, OSError) as failure:
        raise MissingLibraryError(
            f"the comparison needs the engine of python-redlines ({failure}); {INSTALL}"
        ) from None
    except subprocess.CalledProcessError as failure:
        words = " ".join(str(failure.stderr or failure.stdout or failure).split())
        raise RedlineError(f"the two files could not be compared: {words[:400]}") from None
    return bytes(data)


# ── Reading tracked changes ──────────────────────────────────────────────────────────────────────


def resolved(data: bytes, *, accept: bool) -> bytes:
    """Return a file with all insertions and deletions accepted, or rejected; changes of formatting are accepted."""
    package = opened(data)
    for name in stories(package):
        _resolve(package.tree(name), *((INSERTED, DELETED) if accept else (DELETED, INSERTED)))
    return package.pack()


def _resolve(root: Element, stay: tuple[str, ...], go: tuple[str, ...]) -> None:
    for row in [each for each in root.iter(_W + "tr") if _marked(each, "trPr", go)]:
        remove(row)
    for table in [each for each in root.iter(_W + "tbl") if each.find(_W + "tr") is None]:
        remove(table)
    ended = [each for each in root.iter(_W + "p") if _marked(each, f"pPr/{_W}rPr", go)]
    _runs(root, stay, go)
    for paragraph in reversed(ended):
        _join_next(paragraph)
    for node in list(root.iter(*CHANGED, *RANGES)):
        remove(node)
    for each in list(root.iter(_W + "delText")):
        each.tag = _W + "t"


def _runs(root: Element, stay: tuple[str, ...], go: tuple[str, ...]) -> None:
    for node in [each for each in root.iter(*go) if not _is_property(each)]:
        remove(node)
    for node in [each for each in root.iter(*stay) if not _is_property(each)]:
        for child in list(node):
            node.addprevious(child)
        remove(node)


def _marked(node: Element, properties: str, marks: tuple[str, ...]) -> bool:
    return any(node.find(f"{_W}{properties}/{mark}") is not None for mark in marks)


def _is_property(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in (_W + "rPr", _W + "trPr")


def _join_next(paragraph: Element) -> None:
    """Take out the end of a paragraph: what is left of it comes before the words of the next one."""
    following = paragraph.getnext()
    content = [each for each in paragraph if each.tag != _W + "pPr"]
    if following is not None and following.tag == _W + "p":
        properties = following.find(_W + "pPr")
        at = 0 if properties is None else 1
        for number, each in enumerate(content):
            following.insert(at + number, each)
        remove(paragraph)
    elif not any(each.tag in (_W + "r", _W + "hyperlink") for each in content):
        remove(paragraph)


__all__ = ["AUTHOR", "Redlined", "redline", "resolved"]
