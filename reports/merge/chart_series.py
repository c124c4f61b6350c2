"""Series of a chart that a person restyled: each keeps its look by its name, and one that was parted or is new finds its own.

A series is a status and a hedge. Where a fact has got another one, or an earlier version of the program put several hedges
into one series, the rows stand in a series of another name: its outline and pattern say what it is now, in the person's
colour.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from reports.ooxml.part_xml import remove
from reports.ooxml.scheme_colours import Scheme, hex_of
from reports.ooxml.wordprocessingml import NAMESPACES, Element
from reports.theme.bidirectional import without_marks

_C = f"{{{NAMESPACES['c']}}}"
_A = f"{{{NAMESPACES['a']}}}"
SCHEME_COLOUR = f"{_A}schemeClr"
COLOURS = (f"{_A}srgbClr", SCHEME_COLOUR)
VAL = "val"
SER = f"{_C}ser"
DATA = tuple(_C + tag for tag in ("tx", "cat", "val", "xVal", "yVal", "bubbleSize"))
"""What a series says, apart from how it looks (ISO/IEC 29500-1, 21.2.2.170)."""


def merge_series(chart: Element, fresh: Element, looks: str, scheme: Scheme) -> None:
    """Put the series of `fresh` into `chart`, whose formatting stays.

    `looks` is how the chart looked as generated, `scheme` the colours of the theme of the file that it is in.
    """
    old, new = list(chart.iter(SER)), list(fresh.iter(SER))
    named = {_name(each): each for each in reversed(old)}
    kept = {_name(each) for each in new}
    parted = [each for each in old if _name(each) not in kept]
    made = [_merged(each, named.pop(_name(each), None), parted, looks, scheme) for each in new]
    homes = [each.getparent() for each in new]
    plots = list(dict.fromkeys(each.getparent() for each in old)) or [_first_plot(chart, new)]
    if None in plots:
        return
    places = [_place(plot, plot.find(SER)) for plot in plots if plot is not None]
    for each in old:
        remove(each)
    drawn_in = list(dict.fromkeys(homes))
    for series, home in zip(made, homes, strict=True):
        at = min(drawn_in.index(home), len(plots) - 1)
        plot = plots[at]
        if plot is not None:
            plot.insert(places[at], series)
            places[at] += 1


def shown_colour(colour: Element, scheme: Scheme) -> str:
    """Return a colour as RRGGBB, whether the theme has it or it is spelled out; some programs spell out what they save."""
    shown = scheme.value(colour) if colour.tag == SCHEME_COLOUR else None
    return hex_of(shown)[1:] if shown is not None else colour.get(VAL, "").upper()


def colours_of(shape: Element, scheme: Scheme) -> tuple[tuple[str, ...], ...]:
    """Return the colours of each fill of a shape, outlines left out."""
    return tuple(
        tuple(sorted({shown_colour(colour, scheme) for colour in fill.iter(*COLOURS)}))
        for fill in shape
        if not str(fill.tag).endswith("}ln")
    )


def _first_plot(chart: Element, new: list[Element]) -> Element | None:
    """Return where series go in a chart that has none: a plot of the kind of the first new one."""
    kind = new[0].getparent() if new else None
    return next(chart.iter(kind.tag), None) if kind is not None else None


def _place(plot: Element, first: Element | None) -> int:
    """Return where the series of a plot stand: where its first does, or behind what says how it is grouped (21.2.2.16)."""
    if first is not None:
        return plot.index(first)
    ahead = [n for n, each in enumerate(plot) if each.tag in (f"{_C}barDir", f"{_C}grouping", f"{_C}varyColors")]
    return max(ahead, default=-1) + 1


def _merged(new: Element, same: Element | None, old: list[Element], looks: str, scheme: Scheme) -> Element:
    """Return the series `new` in the look of the person's of that name, or in the colour that its rows had until now."""
    if same is not None:
        _refresh(same, new)
        return same
    made = deepcopy(new)
    rows = _rows(new)
    before = next((each for each in old if rows and rows <= _rows(each)), None)
    shape = before.find(f"{_C}spPr") if before is not None else None
    fills = colours_of(shape, scheme) if shape is not None else ()
    own = made.find(f"{_C}spPr")
    if shape is not None and own is not None and any(each and str(each) not in looks for each in fills):
        _paint(made, _hue(own), _hue(shape))
    return made


def _hue(shape: Element) -> Element | None:
    """Return the colour of a shape: that of its outline, or else the one that its fill holds most often."""
    outline = shape.find(f"{_A}ln")
    lines = list(outline.iter(*COLOURS)) if outline is not None else []
    fills = [each for each in shape.iter(*COLOURS) if each not in lines]
    times = Counter(_said(each) for each in fills)
    if lines:
        return lines[0]
    return max(fills, key=lambda each: times[_said(each)], default=None)


def _said(colour: Element) -> tuple[str, ...]:
    """Return a colour as it is written, with what is done to it: a tint is another colour than the one it is of."""
    return (str(colour.tag), *(f"{each.tag} {each.get(VAL)}" for each in colour.iter()))


def _paint(series: Element, was: Element | None, now: Element | None) -> None:
    """Give the shapes of `series` another colour; outline and pattern stay, since they say what it is."""
    if was is None or now is None:
        return
    for shape in (*series.findall(f"{_C}spPr"), *series.findall(f"{_C}dPt/{_C}spPr")):
        for colour in list(shape.iter(was.tag)):
            parent = colour.getparent()
            if parent is not None and _said(colour) == _said(was):
                parent.replace(colour, deepcopy(now))


def _name(series: Element) -> str:
    found = series.find(f"{_C}tx")
    return "" if found is None else without_marks("".join(each.text or "" for each in found.iter(f"{_C}v")))


def _rows(series: Element) -> frozenset[str]:
    """Return the places of the rows that a series has a value in."""
    found = series.find(f"{_C}val")
    return frozenset(each.get("idx", "") for each in found.iter(f"{_C}pt")) if found is not None else frozenset()


def _refresh(old: Element, new: Element) -> None:
    """Put order, data, labels and open ends of `new` into `old`; looks of single rows that it no longer has go."""
    for tag in ("idx", "order"):
        ours, theirs = old.find(_C + tag), new.find(_C + tag)
        if ours is not None and theirs is not None:
            ours.set(VAL, theirs.get(VAL, ""))
    _replace(old, new, DATA)
    rows = _rows(new)
    for point in old.findall(f"{_C}dPt"):
        if _index(point) not in rows:
            old.remove(point)
    for mine, fresh in zip(old.iterfind(f"{_C}errBars"), list(new.iterfind(f"{_C}errBars")), strict=False):
        _replace(mine, fresh, (f"{_C}plus", f"{_C}minus"))
    _labels(old.find(f"{_C}dLbls"), new.find(f"{_C}dLbls"))


def _replace(old: Element, new: Element, tags: tuple[str, ...]) -> None:
    """Put the children `tags` of `new` in place of those of `old`, where both have them."""
    for tag in tags:
        ours, theirs = old.find(tag), new.find(tag)
        if ours is not None and theirs is not None:
            old.replace(ours, deepcopy(theirs))


def _index(node: Element) -> str:
    found = node.find(f"{_C}idx")
    return found.get(VAL, "") if found is not None else ""


def _labels(old: Element | None, new: Element | None) -> None:
    """Refresh the words of labels at single points; each keeps the look of its first words, or of each run where they fit."""
    if old is None or new is None:
        return
    ours = {_index(each): each for each in old.iterfind(f"{_C}dLbl")}
    theirs = {_index(each): each for each in new.iterfind(f"{_C}dLbl")}
    for index, label in theirs.items():
        if index in ours:
            _label(ours[index], label)
        elif ours:
            list(ours.values())[-1].addnext(deepcopy(label))
    for index in ours.keys() - theirs.keys():
        old.remove(ours[index])


def _number_format(old: Element, new: Element) -> None:
    """Let the number of a label be shown as it is now: its format holds the hedge."""
    ours, theirs = (each.find(f"{_C}numFmt") for each in (old, new))
    if ours is not None and theirs is not None:
        old.replace(ours, deepcopy(theirs))
    elif theirs is not None and (text := old.find(f"{_C}tx")) is not None:
        text.addnext(deepcopy(theirs))


def _give_fields(old: Element, new: Element) -> None:
    """Let the words of a label follow its number, as those of today do; each run keeps its look, where there are as many."""
    text, fresh, more = old.find(f"{_C}tx"), new.find(f"{_C}tx"), new.find(f"{_C}extLst")
    if text is None or fresh is None:
        return
    made, looks = deepcopy(fresh), [each.find(f"{_A}rPr") for each in _runs(text)]
    runs = _runs(made)
    for run, look in zip(runs, looks, strict=False) if len(runs) == len(looks) else ():
        own = run.find(f"{_A}rPr")
        if own is not None and look is not None:
            run.replace(own, deepcopy(look))
    old.replace(text, made)
    if more is not None and old.find(f"{_C}extLst") is None:
        old.append(deepcopy(more))


def _runs(text: Element) -> list[Element]:
    return list(text.iter(f"{_A}r", f"{_A}fld"))


def _label(old: Element, new: Element) -> None:
    was, now = list(old.iter(f"{_A}t")), [each.text or "" for each in new.iter(f"{_A}t")]
    if not was or not now:
        return
    _number_format(old, new)
    if new.find(f".//{_A}fld") is not None and old.find(f".//{_A}fld") is None:
        _give_fields(old, new)
        return
    if len(was) == len(now):
        for node, text in zip(was, now, strict=True):
            node.text = text
        return
    was[0].text = "".join(now)
    for node in was[1:]:
        node.text = ""
