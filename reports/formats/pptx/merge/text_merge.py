"""Words of a shape, three ways: paragraph by paragraph; what a person left alone is refreshed in their formatting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.formats.pptx.merge.file_reading import said
from reports.merge.pairing import pair
from reports.merge.records import Record
from reports.ooxml.part_xml import remove
from reports.ooxml.presentationml import A, local
from reports.ooxml.slide_equations import maths_said
from reports.ooxml.wordprocessingml import Element

RUNS = ("r", "br", "fld", "m")
"""What a paragraph is made of; `m` is an equation."""


@dataclass(frozen=True, slots=True)
class Words:
    """What to do with the paragraphs of a shape."""

    refresh: tuple[tuple[int, int], ...]
    """Index in the person's text, index in the new one."""
    kept: tuple[tuple[str, str], ...]
    """What was kept, and what is generated now instead of it."""
    come: tuple[tuple[int, int], ...] = ()
    """Index in the new text of what it gained, and of the person's paragraph behind which it goes, -1 for the front."""
    gone: tuple[int, ...] = ()
    """Index in the person's text of what they left alone and the new text has no longer."""


def plan(base: Sequence[str], mine: Sequence[str], new: Sequence[str]) -> Words:
    """Return what the person's paragraphs take over from the new ones."""
    if tuple(base) == tuple(new):
        return Words((), ())
    if len(base) == len(mine) == len(new) == 1:
        return Words(((0, 0),), ()) if base[0] == mine[0] else Words((), ((mine[0], new[0]),) if mine != new else ())
    here = _places(base, mine)
    later = pair([Record(text) for text in base], [Record(text) for text in new], edited=False).there
    refresh, kept, gone = [], [], []
    for b, was in enumerate(base):
        n = later.get(b)
        now = new[n] if n is not None else ""
        if now == was:
            continue
        if b in here and n is not None:
            refresh.append((here[b], n))
        elif b in here and was:
            gone.append(here[b])
        elif now not in mine:
            kept.append((_instead(b, base, mine, here), now))
    return Words(tuple(refresh), tuple(kept), tuple(_come(base, mine, new, here, later)), tuple(gone))


def _come(
    base: Sequence[str], mine: Sequence[str], new: Sequence[str], here: Mapping[int, int], later: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs that the new text gained, each with the one of the person's behind which it goes."""
    back = {n: b for b, n in later.items()}
    above = -1
    for n, text in enumerate(new):
        if n in back:
            b = back[n]
            above = here[b] if b in here else min((here[m] for m in here if m > b), default=len(mine)) - 1
        elif text and text not in mine:
            yield n, above


def _places(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, list(base), list(other), autojunk=False)
    return {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def _instead(b: int, base: Sequence[str], mine: Sequence[str], here: Mapping[int, int]) -> str:
    """Return what stands in the person's text between the neighbours of a paragraph that they changed."""
    if b in here:
        return mine[here[b]]
    before = max((here[n] + 1 for n in here if n < b), default=0)
    after = min((here[n] for n in here if n > b), default=len(mine))
    return "\n".join(mine[before:after])


def carry_out(made: Words, olds: Sequence[Element], news: Sequence[Element]) -> None:
    """Do to the paragraphs `olds` what was planned, with `news`, made at home in the person's file."""
    for place, source in made.refresh:
        retype(olds[place], news[source])
    last: dict[int, Element] = {}
    for source, place in made.come:
        fresh = deepcopy(news[source])
        if place in last or place >= 0:
            last.get(place, olds[max(place, 0)]).addnext(fresh)
        else:
            olds[0].addprevious(fresh)
        last[place] = fresh
    for place in made.gone:
        _take_out(olds[place])


def _take_out(paragraph: Element) -> None:
    """Take a paragraph out of its text, or all its words where it is the last one there (ISO/IEC 29500-1, 21.1.2.1.2)."""
    parent = paragraph.getparent()
    if parent is not None and len(parent.findall(f"{A}p")) > 1:
        parent.remove(paragraph)
        return
    for each in [each for each in paragraph if local(each) in RUNS]:
        paragraph.remove(each)


def same_form(old: Element, new: Element) -> bool:
    """Return whether two shapes have the same runs in the same paragraphs, so that only words need to change."""
    ours, theirs = list(old.iter(f"{A}p")), list(new.iter(f"{A}p"))
    return [_kinds(each) for each in ours] == [_kinds(each) for each in theirs]


def _kinds(paragraph: Element) -> list[str]:
    return [local(each) for each in _runs(paragraph)]


def retype(old: Element, new: Element) -> None:
    """Put the words of the paragraph `new` into `old`, whose formatting stays as far as there is a place for it."""
    if said(old) == said(new):
        return
    if _kinds(old) == _kinds(new):
        for was, now in zip(_runs(old), _runs(new), strict=True):
            text, fresh = was.find(f"{A}t"), now.find(f"{A}t")
            if text is not None and fresh is not None and local(was) == "r":
                text.text = fresh.text
            elif local(was) == "m" and maths_said(was) != maths_said(now):
                old.replace(was, deepcopy(now))
        return
    _retype_whole(old, new)


def _retype_whole(old: Element, new: Element) -> None:
    """Put the runs of `new` into `old`, in the look of its first words."""
    ours = _runs(old)
    look = next((found for each in ours if local(each) == "r" and (found := each.find(f"{A}rPr")) is not None), None)
    for each in ours:
        remove(each)
    end = old.find(f"{A}endParaRPr")
    for each in _runs(new):
        made = deepcopy(each)
        if look is not None and local(each) == "r":
            _dress(made, look)
        if end is not None:
            end.addprevious(made)
        else:
            old.append(made)


def _runs(paragraph: Element) -> list[Element]:
    """Return the runs of a paragraph, those without a letter left out."""
    found = []
    for each in paragraph:
        if local(each) in RUNS:
            if local(each) == "r" and not each.findtext(f"{A}t", ""):
                continue
            found.append(each)
    return found


def _dress(run: Element, look: Element) -> None:
    """Give a run the look of the person's first words, bold where the program prints it bold."""
    own = run.find(f"{A}rPr")
    made = deepcopy(look)
    for tag in ("hlinkClick", "hlinkMouseOver"):
        for each in made.findall(A + tag):
            remove(each)
    if own is not None:
        if own.get("b") == "1":
            made.set("b", "1")
        remove(own)
    run.insert(0, made)
