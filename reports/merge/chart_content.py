"""What a chart says, series by series and point by point, and what a person changed of it; pure but for the reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.charts.native.sheet import is_aid
from reports.merge.chart_series import SER
from reports.notation.spaces import even_spaces
from reports.ooxml.wordprocessingml import NAMESPACES, Element

PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what a field of a label shows, where a file does not say it."""
_C = f"{{{NAMESPACES['c']}}}"
_A = f"{{{NAMESPACES['a']}}}"
AXES = ("cat", "val", "xVal", "yVal", "bubbleSize")
"""What a series says of its points (ISO/IEC 29500-1, 21.2.2.170)."""
NAME, LABEL = "name", "label"


@dataclass(frozen=True, slots=True)
class Said:
    """What one series says: its name, and by kind and number of the point what stands there."""

    name: str
    points: Mapping[str, str]
    """Text by key, such as 'val 3', 'cat 0' or 'label 3'."""


Content = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a person changed in a chart."""

    series: int
    """In the base."""
    key: str
    """NAME, or of a point."""
    was: str
    now: str
    row: str = ""
    """Name of the row of the point."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a person changed of what a chart says."""

    changed: tuple[Change, ...] = ()
    own: tuple[int, ...] = ()
    """Series of the file that a person added."""
    gone: tuple[int, ...] = ()
    """Series of the base that a person took out."""
    there: Mapping[int, int] = field(default_factory=dict)
    """Series of the file by that of the base."""

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.changed or self.own or self.gone)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────


def content_of(chart: Element) -> Content:
    """Return what a chart says; series that its workbook works out from its numbers say nothing of their own."""
    return tuple(Said(name_of(series), {} if is_aid(series) else dict(_points(series))) for series in chart.iter(SER))


def name_of(series: Element) -> str:
    """Return the name of a series."""
    found = series.find(f"{_C}tx")
    return _even("".join(each.text or "" for each in found.iter(f"{_C}v"))) if found is not None else ""


def _points(series: Element) -> Iterator[tuple[str, str]]:
    yield from ((key, _plain(node.findtext(f"{_C}v", ""))) for key, node in points_of(series))
    for index, label in labels_of(series):
        text = "".join(PLACE if _is_place(each) else each.text or "" for each in label.iter(f"{_A}t"))
        if text.strip():
            yield f"{LABEL} {index}", _even(text)


def _is_place(text: Element) -> bool:
    """Return whether programs saved a name such as `[VALUE]` or `[WERT]` in place of the number or cell that a label shows."""
    run = text.getparent()
    return run is not None and run.tag == f"{_A}fld" and bool(re.fullmatch(r"\[[^\]]+\]", text.text or ""))


def _same(was: str, now: str) -> bool:
    """Return whether a label says what it said, where a part of it may have been saved as a place only."""
    pattern = ".*".join(map(re.escape, now.split(PLACE))) if PLACE in now else ""
    return was == now or bool(pattern and re.fullmatch(pattern, was))


def points_of(series: Element) -> Iterator[tuple[str, Element]]:
    """Yield each point of a series by its key; of names of several levels, those of the first (21.2.2.103)."""
    for axis in AXES:
        found = series.find(_C + axis)
        if found is None:
            continue
        level = next(found.iter(f"{_C}lvl"), found)
        yield from ((f"{axis} {each.get('idx', '')}", each) for each in level.iter(f"{_C}pt"))


def labels_of(series: Element) -> Iterator[tuple[str, Element]]:
    """Yield the labels of single points by the number of the point."""
    for label in series.iterfind(f"{_C}dLbls/{_C}dLbl"):
        index = label.find(f"{_C}idx")
        yield (index.get("val", "") if index is not None else ""), label


def _even(text: str) -> str:
    return " ".join(even_spaces(text.replace("&#10;", " ")).split())


def _plain(text: str) -> str:
    """Return a number in the form that all programs agree on, and other text in one kind of space."""
    try:
        return f"{float(text):.10g}"
    except ValueError:
        return _even(text)


# ── Comparing ────────────────────────────────────────────────────────────────────────────────────


def changes(base: Content, mine: Content, *, lossy: bool) -> Changes:
    """Return what a person changed; where the program that saved the file is `lossy`, no label that is gone."""
    there = pair_series([each.name for each in base], [each.name for each in mine])
    found: list[Change] = []
    for b, m in there.items():
        if base[b].name != mine[m].name:
            found.append(Change(b, NAME, base[b].name, mine[m].name))
        if base[b].points:  # else it was worked out, which a program that saved the file need not say any more
            found += _of_points(b, base[b], mine[m], lossy=lossy)
    known = set(there.values())
    once = {
        (each.key if each.key.startswith("cat ") else f"{each.series} {each.key}"): each for each in reversed(found)
    }
    return Changes(
        tuple(each for each in found if each in once.values()),
        tuple(m for m in range(len(mine)) if m not in known),
        tuple(b for b in range(len(base)) if b not in there),
        there,
    )


def _of_points(b: int, base: Said, mine: Said, *, lossy: bool) -> Iterator[Change]:
    for key in dict.fromkeys((*base.points, *mine.points)):
        was, now = base.points.get(key, ""), mine.points.get(key, "")
        kind, _, index = key.partition(" ")
        if not _same(was, now) and (now or kind != LABEL or not lossy):
            yield Change(b, key, was, now, base.points.get(f"cat {index}", ""))


def pair_series(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Return which series is which by their names, and those that are left over by their order where as many are left."""
    there: dict[int, int] = {}
    for b, name in enumerate(base):
        free = (m for m, each in enumerate(other) if each == name and m not in there.values())
        if (m := next(free, None)) is not None:
            there[b] = m
    ours = [b for b in range(len(base)) if b not in there]
    theirs = [m for m in range(len(other)) if m not in there.values()]
    last = max((m for m in there.values()), default=-1)
    if len(ours) < len(theirs):  # what a person adds comes behind
        theirs = [m for m in theirs if m < max(last, len(base))]
    if len(ours) == len(theirs):
        there |= zip(ours, theirs, strict=True)
    return dict(sorted(there.items()))


def pair_rows(base: Content, new: Content) -> dict[str, str]:
    """Return the number of each point's row in another chart: by its name, whatever figures stand in that; else its number."""
    ours, theirs = _rows(base), _rows(new)
    if not ours or not theirs:
        return {}
    there: dict[str, str] = {}
    for sign in (str, _without_figures):
        for b, name in ours.items():
            free = (n for n, other in theirs.items() if n not in there.values() and sign(other) == sign(name))
            if b not in there and (n := next(free, None)) is not None:
                there[b] = n
    return there


def _rows(content: Content) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in content:
        for key, text in each.points.items():
            kind, _, index = key.partition(" ")
            if kind == "cat":
                found.setdefault(index, text)
    return found


def _without_figures(text: str) -> str:
    return re.sub(r"\d+(?:[.,]\d+)*", "#", text)


# ── Telling ──────────────────────────────────────────────────────────────────────────────────────


def shown(change: Change, text: str) -> str:
    """Return something in a chart with the row that it belongs to, as it is told."""
    row = " ".join(change.row.split())
    return f"{row}: {text}" if row and change.key != NAME and not change.key.startswith("cat ") and text else text


def values_of(points: Mapping[str, str]) -> Iterator[str]:
    """Yield the values of a series, each once."""
    yield from dict.fromkeys(text for key, text in points.items() if not key.startswith(("cat ", LABEL)))


__all__ = [
    "AXES",
    "LABEL",
    "NAME",
    "Change",
    "Changes",
    "Content",
    "Said",
    "changes",
    "content_of",
    "labels_of",
    "name_of",
    "pair_rows",
    "pair_series",
    "points_of",
]
