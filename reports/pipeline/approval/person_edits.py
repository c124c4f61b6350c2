"""What a reader finds in a file that a person worked on and that the program did not write, line by line.

Words, figures, rows of charts, pictures, remarks, and marks that strike or hide words; how words look otherwise (colour,
size, place on a slide) is no part of it.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from reports.formats.format import Format

_HIDING = re.compile(
    rb"<(?:w:(vanish|webHidden|strike|dstrike)(?=[\s/>])([^>]*)|a:rPr[^>]*\sstrike=\"(sng|dbl)Strike\")"
)
_OFF = re.compile(rb"val=\"(?:0|false|off)\"")
_HIDDEN_SLIDE = re.compile(rb"<p:sld\s[^>]*show=\"(?:0|false)\"")
_WORDS = re.compile(
    r"(?:word|ppt)/(?:document|footnotes|endnotes|header\d*|footer\d*|slides/slide\d+|notesSlides/\w+)\.xml"
)
START = "the beginning"
PAGE_STOP = "\t"
"""What stands before the page in an entry of the contents; which page that is, is nobody's edit."""


def person_edits(format: Format, generated: bytes, joined: bytes) -> tuple[str, ...]:
    """Return what differs between a file as written and the same joined with a person's edits, an edit a line.

    Args:
        format: of both files, one that people edit.
        generated: as the program writes it now.
        joined: as it goes to readers.

    Raises:
        ReportError: one of them is no such file.
    """
    old, new = list(_lines(format, generated)), list(_lines(format, joined))
    found: list[str] = []
    for what, start, end, start_new, end_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            gone = [f"− “{text}”" for text in old[start:end]]
            come = [f"+ “{text}”" for text in new[start_new:end_new]]
            found.append(" ".join((*gone, *come, "after", f"“{new[start_new - 1]}”" if start_new else START)))
    return tuple(found)


def _lines(format: Format, data: bytes) -> Iterator[str]:
    """Yield everything that a reader finds in a file, in reading order."""
    text = format.read(data).even()
    for run in text.runs:
        yield f"{run.name}: {run.text.rstrip(PAGE_STOP)}"
    for chart in text.charts:
        yield f"chart {chart.number}: {' | '.join((*chart.heads, *chart.axis))}"
        yield from (f"chart {chart.number}: {' | '.join((*row.labels, *row.values, row.said))}" for row in chart.rows)
        yield from (f"data of chart {chart.number}: {' | '.join(row)}" for row in chart.cells)
    if format.merge:
        yield from (f"remark: {remark}" for remark in format.merge.remarks(data))
    yield from _beside_words(data)


def _beside_words(data: bytes) -> Iterator[str]:
    """Yield pictures by their content, and how much of which part is struck or hidden."""
    pictures: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            content = archive.read(name)
            if "/media/" in name:
                pictures[hashlib.sha256(content).hexdigest()] += 1
            elif _WORDS.fullmatch(name):
                hidden = sum(1 for match in _HIDING.finditer(content) if not _OFF.search(match[2] or b""))
                slide = bool(_HIDDEN_SLIDE.search(content))
                if hidden or slide:
                    yield f"{name}: {'a hidden slide' if slide else f'{hidden} marks that strike or hide words'}"
    yield from (f"picture {sha256[:16]}" for sha256 in sorted(pictures.elements()))
