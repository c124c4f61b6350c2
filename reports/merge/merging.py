"""The merge of one Word file: base and mine and new, block by block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.audit.figures import figures
from reports.errors import InternalError
from reports.merge import comments, finishing
from reports.merge.adopting import Adopter
from reports.merge.base import Base, base_of_reading, put_base
from reports.merge.charts import merge_chart
from reports.merge.compare import Comparison, Edit, Group, compare, edits, said
from reports.merge.editing import carry_out, retype
from reports.merge.matching import pair
from reports.merge.package import Package
from reports.merge.reading import Line, Reading, read
from reports.merge.shape import Record
from reports.merge.structure import Frame, insert, nearest, remove, reorder
from reports.merge.words import Hand, Plan, join, plan, tail, twins
from reports.model import Document
from reports.writers.docx.elements import W, Element

_W = f"{{{W}}}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where a person and the template changed the same; the person's text was kept."""

    section: str
    kept: str
    """As it reads in the file."""
    generated: str
    """What the template says; empty where it dropped the block."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A figure that stands in the file but not in the facts."""

    section: str
    text: str
    """As written."""
    fact_id: str = ""
    """Fact whose figure was changed; empty for a figure of the person's own."""
    generated: str = ""
    """What the facts say now."""
    sentence: str = ""


@dataclass(frozen=True)
class Merged:
    """The new file, and what has to be told about it."""

    data: bytes
    edits: tuple[Edit, ...]
    """What exists in this file only."""
    conflicts: tuple[Conflict, ...]
    by_hand: tuple[ByHand, ...]
    deleted: tuple[Edit, ...]
    """Generated blocks that a person deleted; they stay deleted."""
    restored: int
    """Blocks of these that were brought back."""
    open_comments: int
    """Comments of people."""
    open_changes: int
    """Tracked changes that nobody has accepted or rejected."""


@dataclass
class _Merging:
    """One merge, as it goes on."""

    base: Base
    mine: Reading
    new: Reading
    comparison: Comparison
    later: Mapping[int, int]
    """Index in `new` by index in the base."""
    adopter: Adopter
    language: str
    restore: bool
    counterpart: dict[int, Element] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    hands: list[ByHand] = field(default_factory=list)
    names: dict[Element, dict[str, str]] = field(default_factory=dict)
    """New names of the figures in a paragraph of the person's."""
    keys: dict[Element, Line] = field(default_factory=dict)
    """The paragraph of the new file that each of the person's stands for."""
    vanished: list[Line] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)


def merge(
    mine: bytes,
    new: bytes,
    base: Base,
    document: Document | None = None,
    *,
    restore: bool = False,
    language: str = "en-GB",
) -> Merged:
    """Return a person's file with what is generated now in the place of what was generated last.

    Args:
        mine: the file as a person left it.
        new: the file as the writer makes it now.
        base: what the writer made when the person began.
        document: what `new` was written from.
        restore: bring back generated blocks that the person deleted.
        language: BCP 47 tag, for the figures in a person's own words.

    Raises:
        BrokenFile: a file is no Word document.
    """
    ours, theirs = read(Package.read(mine)), read(Package.read(new))
    comparison = compare(base.records, ours.lines)
    later = pair(base.records, [line.record for line in theirs.lines], edited=False)
    adopter = Adopter(ours.package, theirs.package, _notes(comparison, later, theirs))
    work = _Merging(base, ours, theirs, comparison, later, adopter, language, restore)
    work.sections = dict(enumerate(_sections(comparison)))
    _contents(work)
    for group in comparison.groups:
        _group(work, group)
    _own(work)
    _structure(work)
    finishing.finish(work.adopter, work.keys, work.names)
    fresh = base_of_reading(theirs, document)
    put_base(ours.package, fresh)
    left = read(ours.package).lines
    _nothing_lost(comparison, left)
    found = tuple(edits(compare(fresh.records, left)))
    gone = tuple(edit for edit in found if edit.kind == "deleted")
    return Merged(
        ours.package.pack(),
        found,
        tuple(work.conflicts),
        tuple(work.hands),
        gone,
        len(work.comparison.deleted) if restore else 0,
        comments.others(ours.package),
        finishing.open_changes(ours.package),
    )


_WORD = re.compile(r"\w+")


def _nothing_lost(comparison: Comparison, left: Sequence[Line]) -> None:
    """Refuse a merge in which a word that a person wrote is missing; the file on disk stays as it is.

    Raises:
        InternalError: a word is missing.
    """

    def words(records: Iterable[Record]) -> Counter[str]:
        return Counter(word for r in records if r.kind != "t" for word in _WORD.findall(r.unmarked))

    written = words(line.record for line in comparison.lines) - words(comparison.base)
    printed = {word for r in comparison.base for s in r.spans for word in _WORD.findall(r.text[s.start : s.end])}
    missing = written - words(line.record for line in left)
    if missing.keys() - printed:  # a figure that was typed again is refreshed with the others
        raise InternalError(f"the merge would lose what a person wrote: {' '.join(sorted(missing)[:8])}")


def _sections(comparison: Comparison) -> Iterator[str]:
    above = ""
    for line in comparison.lines:
        if line.record.style.startswith("heading") and line.record.kind == "p":
            above = line.record.shown
        yield above


def _notes(comparison: Comparison, later: Mapping[int, int], new: Reading) -> dict[str, str]:
    """Return the id of each footnote in the person's file by its id in the new one."""
    found = {}
    for group in comparison.groups:
        line = comparison.lines[group.mine[0]]
        n = later.get(group.base[0])
        if line.record.kind == "n" and n is not None:
            ours, theirs = (nearest(each.element, _W + "footnote") for each in (line, new.lines[n]))
            if ours is not None and theirs is not None:
                found[theirs.get(_W + "id", "")] = ours.get(_W + "id", "")
    return found


# ── One block ────────────────────────────────────────────────────────────────────────────────────


def _group(work: _Merging, group: Group) -> None:
    numbers = [work.later[b] for b in group.base if b in work.later]
    mine, was = work.comparison.mine(group), work.comparison.records(group)
    fresh = [work.new.lines[n] for n in numbers]
    for n in numbers:
        work.counterpart[n] = mine[-1].element
    if not fresh:
        _drop(work, group, mine, was)
        return
    work.keys[mine[0].element] = fresh[0]
    if was[0].kind == "t":
        return
    if "chart" in mine[0].record.things and "chart" in fresh[0].record.things:
        merge_chart(work.mine.package, mine[0], work.new.package, fresh[0], work.base.plots.get(was[0].key))
    records = [line.record for line in fresh]
    unchanged = len(fresh) == len(was) and all(
        a.same(b) and a.said == b.said for a, b in zip(was, records, strict=True)
    )
    untouched = work.comparison.untouched(group)
    if unchanged and untouched:
        pairs = twins(was[0].spans, records[0].spans)
        work.names[mine[0].element] = {old.name: new.name for old, new in pairs if new is not None}
    elif unchanged:
        made = _plan(was, mine, records)
        _rename(work, mine, made)
        _hands(work, group, mine, made)
    elif untouched and not mine[0].owned:
        _replace(work, mine[0], fresh[0], numbers[0])
    else:
        _three_way(work, group, mine, fresh)


def _plan(was: Sequence[Record], mine: Sequence[Line], new: Sequence[Record]) -> Plan:
    return plan(join(was), join([line.record for line in mine]), join(new))


def _rename(work: _Merging, mine: Sequence[Line], made: Plan) -> None:
    for line in mine:
        work.names[line.element] = dict(made.alive)


def _replace(work: _Merging, line: Line, fresh: Line, number: int) -> None:
    """Put the new paragraph in the place of one that a person left alone."""
    made = work.adopter.adopt(fresh.element, fresh.part, line.part)
    finishing.keep_frame(line.element, made)
    parent = line.element.getparent()
    if parent is None:
        return
    made.tail = None
    parent.replace(line.element, made)
    work.keys.pop(line.element, None)
    work.counterpart[number] = made


def _three_way(work: _Merging, group: Group, mine: list[Line], fresh: list[Line]) -> None:
    was = work.comparison.records(group)
    records = [line.record for line in fresh]
    if [line.record.text for line in mine] == [record.text for record in records]:
        comments.withdraw(work.mine.package, mine)
    made = _plan(was, mine, records)
    done = carry_out(made.changes, mine, fresh, work.adopter)
    if len(mine) == len(was) == len(fresh) == 1 and mine[0].record.style == was[0].style != records[0].style:
        finishing.restyle(mine[0].element, work.adopter, fresh[0].element)
    _rename(work, mine, made)
    _hands(work, group, mine, made)
    if made.conflict or not done:
        generated = "\n".join(said(record) for record in records)
        kept = "\n".join(said(line.again().record) for line in mine)
        if kept.split() == generated.split():
            return
        work.conflicts.append(Conflict(work.sections[group.mine[0]], kept, generated, was[0].where))
        comments.comment(work.mine.package, mine, f"Your text was kept. The template now says: “{generated}”")


def _hands(work: _Merging, group: Group, mine: Sequence[Line], made: Plan) -> None:
    """List figures that a person changed or wrote, and comment on the changed ones at their place."""
    section = work.sections[group.mine[0]]
    after = "\n".join(said(line.again().record) for line in mine)
    remarks = []
    for hand in made.hands:
        if not figures(hand.is_now, work.language) and figures(hand.was, work.language):
            continue  # other words stand where the figure stood: it is gone, not changed
        figure = work.base.figures.get(hand.name)
        id = figure.fact_id if figure else ""
        work.hands.append(ByHand(section, hand.is_now, id, hand.generated, after))
        remarks.append(_remark(hand, id))
    if remarks:
        comments.comment(work.mine.package, mine, " ".join(remarks))
    if not work.comparison.untouched(group):
        _untraced(work, section, [line.again().record for line in mine], _traced(work, group, made))


def _traced(work: _Merging, group: Group, made: Plan) -> list[str]:
    """Return texts whose figures are accounted for: the base, what is generated now, figures listed already."""
    was = [record.shown for record in work.comparison.records(group)]
    now = [work.new.lines[work.later[b]].record.shown for b in group.base if b in work.later]
    return [*was, *now, *(hand.is_now for hand in made.hands)]


def _untraced(work: _Merging, section: str, records: Sequence[Record], traced: Sequence[str]) -> None:
    """List the figures in `records` that no fact stands behind."""
    known: Counter[str] = Counter()
    for text in traced:
        known |= Counter(each.text for each in figures(text, work.language))
    sentence = "\n".join(map(said, records))
    for each in (found for record in records for found in figures(record.unmarked, work.language)):
        if known[each.text]:
            known[each.text] -= 1
        else:
            work.hands.append(ByHand(section, each.text, sentence=sentence))


def _remark(hand: Hand, id: str) -> str:
    fact = f" (fact {id})" if id else ""
    if not hand.generated:
        return f"This figure was changed by hand: “{hand.is_now}”; it was “{hand.was}”{fact}."
    return (
        f"This figure was changed by hand: “{hand.is_now}”; the facts say “{hand.generated}”{fact}. "
        "Change the fact, or put its figure back."
    )


def _own(work: _Merging) -> None:
    """Refresh figures in copies that a person made of generated text; list the figures of their own words."""
    printed = _printed(work)
    for n in work.comparison.own:
        line = work.comparison.lines[n]
        if line.record.kind == "t":
            continue
        for span in reversed(line.record.spans):
            now = printed.get((tail(span.name), line.record.text[span.start : span.end]))
            if now is not None:
                retype(line, span.start, span.end, now)
        _untraced(work, work.sections[n], [line.again().record], ())


def _printed(work: _Merging) -> dict[tuple[str, str], str]:
    """Return what a figure prints now, by its fact and what it printed last."""
    found: dict[tuple[str, str], str] = {}
    for b, n in work.later.items():
        was, now = work.base.records[b], work.new.lines[n].record
        for old, new in twins(was.spans, now.spans):
            if new is not None:
                found[tail(old.name), was.text[old.start : old.end]] = now.text[new.start : new.end]
    return found


def _drop(work: _Merging, group: Group, mine: Sequence[Line], was: Sequence[Record]) -> None:
    """Mark a block that the template dropped, unless a person worked on it."""
    if work.comparison.untouched(group) and not mine[0].owned:
        work.vanished.append(mine[0])
        return
    if was[0].kind == "t" or not any(line.record.text.strip() for line in mine):
        return
    text = "\n".join(said(line.record) for line in mine)
    work.conflicts.append(Conflict(work.sections[group.mine[0]], text, "", was[0].where))
    comments.comment(work.mine.package, mine, "The template holds this no longer. It was kept, since you worked on it.")


# ── The whole ────────────────────────────────────────────────────────────────────────────────────


def _contents(work: _Merging) -> None:
    """Refresh the table of contents: as a whole where it is as generated, entry by entry where Word has renewed it."""
    finishing.refresh_contents(work.mine, work.new, work.comparison, work.later, work.adopter)


def _structure(work: _Merging) -> None:
    lines, later = work.new.lines, work.later
    back = set(later.values())
    fresh = [n for n in range(len(lines)) if n not in back and lines[n].record.kind in ("p", "c")]
    if work.restore:
        fresh = sorted(
            [*fresh, *(later[b] for b in work.comparison.deleted if b in later and _in_body(lines[later[b]]))]
        )
    known = [n for n in range(len(lines)) if n not in set(fresh) and lines[n].record.kind in ("p", "c", "t")]
    frame = Frame(work.adopter, lines, work.counterpart)
    for n in insert(frame, fresh, known):
        work.conflicts.append(Conflict("", "", said(lines[n].record)))
    work.vanished = list(_gone(work))
    texts = {line.element for line in work.comparison.lines if line.record.text.strip() or line.owned}
    remove(work.vanished, lambda element: element in texts or element in work.counterpart.values())
    reorder(frame, bool(work.comparison.moved))


def _in_body(line: Line) -> bool:
    return line.record.kind in ("p", "c")


def _gone(work: _Merging) -> Iterator[Line]:
    """Yield what is to be taken out: not a heading under which something of a person's stays."""
    gone = {line.element for line in work.vanished}
    heading: Line | None = None
    waiting: dict[Element, bool] = {}
    for line in work.comparison.lines:
        if line.record.kind == "p" and line.record.style.startswith("heading"):
            heading = line
        elif heading is not None and line.element not in gone and line.record.text.strip() and line.record.kind in "pc":
            waiting[heading.element] = True
    for line in work.vanished:
        if line.record.style.startswith("heading") and waiting.get(line.element):
            work.conflicts.append(Conflict("", said(line.record), ""))
        else:
            yield line
