"""How a paragraph looks as generated now, set on one of a person's whose words they left alone; what they set on it stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.file_reading import VAL, Line
from reports.formats.docx.merge.run_editing import Placed, parted, placed, put_words
from reports.formats.docx.merge.style_reading import SET_ON_PARAGRAPHS, SET_ON_RUNS, Names, etree_name, trait
from reports.formats.docx.property_order import PARAGRAPH_ORDER, RUN_ORDER, replace_properties
from reports.merge.records import THINGS, Record
from reports.ooxml.wordprocessingml import Element, W, w

_W = f"{{{W}}}"


def follow_looks(mine: Line, was: Record, fresh: Line, adopter: Adopter) -> None:
    """Give a paragraph that looks as it was generated the style, the layout and the formats that are generated now.

    Only what the program itself looks at is set, where it differs; its words are brought up to date before.
    """
    now = fresh.record
    if (was.style, was.layout) != (now.style, now.layout):
        _set_paragraph(mine.element, fresh.element, adopter)
    line = mine.again()
    if line.record.format != now.format and line.record.spaced == now.spaced:
        _set_runs(line, fresh, adopter)


def _set_paragraph(element: Element, fresh: Element, adopter: Adopter) -> None:
    ours, theirs = element.find(_W + "pPr"), fresh.find(_W + "pPr")
    if ours is None:
        ours = w("pPr")
        element.insert(0, ours)
    made = adopter.adopt(theirs, adopter.new.main, adopter.mine.main) if theirs is not None else w("pPr")
    replace_properties(ours, made, lambda node: etree_name(node) in SET_ON_PARAGRAPHS, PARAGRAPH_ORDER)


def _set_runs(line: Line, fresh: Line, adopter: Adopter) -> None:
    theirs = placed([fresh])
    for start, end, look in reversed(list(_differing(placed([line]), theirs))):
        source = next(each for each in theirs if each[0] <= start < each[1])[2]
        if _link(look) != _link(source.format):
            put_words(line, (start, end), fresh, adopter)
            continue
        for run in parted(line, start, end):
            _set_run(run, source.run, line, fresh, adopter)


def _differing(ours: Sequence[Placed], theirs: Sequence[Placed]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of words that look otherwise in the new paragraph, and how they look in the person's."""
    for start, end, piece, _ in ours:
        for first, last, other, _ in theirs:
            at, to = max(start, first), min(end, last)
            words = piece.text[at - start : to - start]
            if at < to and words.strip() and words not in THINGS and piece.format != other.format:
                yield at, to, piece.format


def _link(look: str) -> str:
    return next((part for part in look.split(" ") if part.startswith("->")), "")


def _set_run(run: Element, source: Element, line: Line, fresh: Line, adopter: Adopter) -> None:
    ours, theirs = (each.find(_W + "rPr") for each in (run, source))
    if ours is None:
        ours = w("rPr")
        run.insert(0, ours)
    wanted = deepcopy(theirs) if theirs is not None else w("rPr")
    for each in wanted.iterfind(_W + "rStyle"):
        each.set(VAL, adopter.style(each.get(VAL, "")))
    before, now = _traits(ours, line.names, line.given), _traits(wanted, line.names, fresh.given)
    other = {tag for tag in SET_ON_RUNS if before.get(tag, "") != now.get(tag, "")}
    replace_properties(ours, wanted, lambda node: etree_name(node) in other, RUN_ORDER)


def _traits(properties: Element, names: Names, given: frozenset[str]) -> dict[str, str]:
    found = ((etree_name(node), trait(etree_name(node), node, names.styles)) for node in properties)
    return {tag: said for tag, said in found if said not in given}


__all__ = ["follow_looks"]
