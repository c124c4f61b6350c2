"""What a person changed in a chart, put back on the chart of today: values, names and labels, series of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from reports.merge.chart_content import (
    AXES,
    LABEL,
    NAME,
    Change,
    Changes,
    Content,
    content_of,
    labels_of,
    name_of,
    pair_rows,
    pair_series,
    points_of,
)
from reports.merge.chart_series import SER
from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import NAMESPACES, Element

_C = f"{{{NAMESPACES['c']}}}"
_PLACE = re.compile(r"'?([^'!]+)'?!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


@dataclass
class Kept:
    """What a person changed in a chart, taken out of it while the data in it are refreshed."""

    base: Content
    changes: Changes
    series: tuple[Element, ...]
    """Copies of all series, as the person left them."""
    lost: list[Change] = field(default_factory=list)
    """What has no place in the chart of today."""
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    """What was typed, by sheet and cell of the workbook of today."""
    rows: Mapping[str, str] = field(default_factory=dict)
    """Number of each point in the chart of today, by that in the base."""
    today: Content = ()
    """What is generated now."""


def take_out(chart: Element, base: Content, changes: Changes) -> Kept:
    """Return what a person changed in `chart`, which is left with series of the base, by the names that those had."""
    series = list(chart.iter(SER))
    kept = Kept(base, changes, tuple(deepcopy(each) for each in series))
    for b, m in changes.there.items():
        if name_of(series[m]) != base[b].name:
            _rename(series[m], base[b].name)
    for m in changes.own:
        remove(series[m])
    return kept


def put_back(chart: Element, kept: Kept, today: Content) -> None:
    """Put what a person changed into `chart`, whose data are those of `today`."""
    kept.today = today
    kept.rows = pair_rows(kept.base, today) or {index: index for index in _indices(kept.base)}
    series = list(chart.iter(SER))
    there = pair_series([each.name for each in kept.base], [each.name for each in today])
    _own_series(chart, kept, series)
    everyone = list(chart.iter(SER))
    for change in kept.changes.changed:
        n = there.get(change.series)
        if n is None or n >= len(series) or not _put(everyone, series[n], change, kept):
            kept.lost.append(change)
    for b in kept.changes.gone:
        if (n := there.get(b)) is not None and len(series) > 1:
            remove(series[n])


def now_of(change: Change, kept: Kept) -> str:
    """Return what is generated now where a person changed something."""
    there = pair_series([each.name for each in kept.base], [each.name for each in kept.today])
    n = there.get(change.series)
    if n is None:
        return ""
    if change.key == NAME:
        return kept.today[n].name
    kind, _, index = change.key.partition(" ")
    return kept.today[n].points.get(f"{kind} {kept.rows.get(index, '')}", "")


def _indices(content: Content) -> Iterator[str]:
    yield from dict.fromkeys(key.partition(" ")[2] for each in content for key in each.points)


# ── One change ───────────────────────────────────────────────────────────────────────────────────


def _put(series: Sequence[Element], target: Element, change: Change, kept: Kept) -> bool:
    """Make one change; return whether there is a place for it."""
    if change.key == NAME:
        _rename(target, change.now)
        _remember(kept, target.find(f"{_C}tx"), 0, change.now)
        return True
    kind, _, index = change.key.partition(" ")
    known = any(f"{axis} {index}" in each.points for each in kept.base for axis in AXES)
    row = kept.rows.get(index) if known else _own_row(index, kept)
    if row is None:
        return False
    if kind == LABEL:
        return _label(target, row, kept.series[kept.changes.there[change.series]], index)
    if not known:
        for found in (found for each in series for tag in AXES for found in each.iterfind(_C + tag)):
            _lengthen(found, int(row) + 1)
    for each in series if kind == "cat" else (target,):
        axis = each.find(_C + kind)
        if axis is not None:
            _set_point(axis, row, change.now)
            _remember(kept, axis, int(row), change.now)
    return target.find(_C + kind) is not None


def _own_row(index: str, kept: Kept) -> str:
    """Return the number of a row of a person's own: behind those that are generated."""
    last = [
        max((int(n) for n in _indices(content) if n.isdecimal()), default=-1) for content in (kept.base, kept.today)
    ]
    return str(int(index) - last[0] + last[1])


def _rename(series: Element, name: str) -> None:
    found = series.find(f"{_C}tx")
    texts = list(found.iter(f"{_C}v")) if found is not None else []
    for n, each in enumerate(texts):
        each.text = name if n == 0 else ""


def _set_point(axis: Element, row: str, text: str) -> None:
    level = next(axis.iter(f"{_C}lvl"), None)
    cache = (
        level
        if level is not None
        else next(axis.iter(f"{_C}numCache", f"{_C}strCache", f"{_C}numLit", f"{_C}strLit"), None)
    )
    if cache is None:
        return
    points = {each.get("idx", ""): each for each in cache.iterfind(f"{_C}pt")}
    if row in points and not text:
        cache.remove(points[row])
        return
    point = points.get(row)
    if point is None and text:
        point = etree.Element(f"{_C}pt", idx=row)
        etree.SubElement(point, f"{_C}v")
        before = [each for index, each in points.items() if int(index) < int(row)]
        ahead = before[-1] if before else next(iter(cache.iterfind(f"{_C}ptCount")), None)
        cache.insert(cache.index(ahead) + 1 if ahead is not None else 0, point)
    if point is not None:
        value = point.find(f"{_C}v")
        if value is not None:
            value.text = text


def _lengthen(axis: Element, count: int) -> None:
    """Let an axis have at least `count` points, its cells included."""
    for each in axis.iter(f"{_C}ptCount"):
        if int(each.get("val", "0")) >= count:
            return
        each.set("val", str(count))
    formula = axis.find(f".//{_C}f")
    found = _PLACE.fullmatch(formula.text or "") if formula is not None else None
    if formula is not None and found is not None:
        head = (formula.text or "").partition(":")[0]
        formula.text = f"{head}:${found[4] or found[2]}${int(found[3]) + count - 1}"


def _label(target: Element, row: str, mine: Element, index: str) -> bool:
    """Put a person's label of a point in the place of the generated one; a label that they took out goes."""
    theirs, ours = dict(labels_of(mine)).get(index), dict(labels_of(target))
    if theirs is None:
        if row in ours:
            remove(ours[row])
        return True
    made = deepcopy(theirs)
    number = made.find(f"{_C}idx")
    if number is not None:
        number.set("val", row)
    if row in ours:
        parent = ours[row].getparent()
        assert parent is not None
        parent.replace(ours[row], made)
        return True
    labels = target.find(f"{_C}dLbls")
    if labels is None:
        return False
    before = [each for each_row, each in ours.items() if int(each_row) < int(row)]
    labels.insert(labels.index(before[-1]) + 1 if before else 0, made)
    return True


def _remember(kept: Kept, axis: Element | None, row: int, text: str) -> None:
    formula = axis.find(f".//{_C}f") if axis is not None else None
    found = _PLACE.match(formula.text or "") if formula is not None else None
    if found:
        kept.cells[found[1], f"{found[2]}{int(found[3]) + row}"] = text


# ── Series of a person's own ─────────────────────────────────────────────────────────────────────


def _own_series(chart: Element, kept: Kept, series: Sequence[Element]) -> None:
    """Put series of a person's own behind the generated ones, each value with its row."""
    number = max((int(each.get("val", "0")) for one in series for each in one.iterfind(f"{_C}idx")), default=-1)
    for m in kept.changes.own:
        made = deepcopy(kept.series[m])
        last = next((each for each in reversed(list(chart.iter(SER)))), None)
        if last is None:
            kept.lost.append(Change(-1, NAME, "", name_of(made)))
            continue
        number += 1
        for tag in ("idx", "order"):
            each = made.find(_C + tag)
            if each is not None:
                each.set("val", str(number))
        _follow_rows(made, series[0] if series else None, kept)
        last.addnext(made)


def _follow_rows(made: Element, sample: Element | None, kept: Kept) -> None:
    """Let the values of a series stand with the rows that they stood with."""
    if all(index == row for index, row in kept.rows.items()):
        if sample is not None:
            _same_names(made, sample)
        return
    values = [(key, node.findtext(f"{_C}v", "")) for key, node in points_of(made) if not key.startswith("cat ")]
    for axis in AXES[1:]:
        found = made.find(_C + axis)
        if found is None:
            continue
        mine = {key.partition(" ")[2]: text for key, text in values if key.startswith(f"{axis} ")}
        for index in mine:
            _set_point(found, index, "")
        for index, text in mine.items():
            _set_point(found, kept.rows.get(index) or _own_row(index, kept), text)
            _remember(kept, found, int(kept.rows.get(index) or _own_row(index, kept)), text)
    if sample is not None:
        _same_names(made, sample)


def _same_names(made: Element, sample: Element) -> None:
    ours, theirs = made.find(f"{_C}cat"), sample.find(f"{_C}cat")
    if ours is not None and theirs is not None:
        made.replace(ours, deepcopy(theirs))


__all__ = ["Kept", "content_of", "now_of", "put_back", "take_out"]
