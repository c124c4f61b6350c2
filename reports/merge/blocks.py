"""One paragraph of a merge: left alone, refreshed, merged word by word, or dropped by the template."""

from __future__ import annotations

from collections.abc import Sequence

from reports.merge import comments, finishing
from reports.merge.charts import merge_chart
from reports.merge.compare import Group, said
from reports.merge.editing import carry_out
from reports.merge.reading import Line
from reports.merge.shape import Record
from reports.merge.state import Conflict, Merging
from reports.merge.tracing import changed_figures
from reports.merge.words import Plan, join, plan, twins


def merge_block(work: Merging, group: Group) -> None:
    """Bring one paragraph of the person's file up to date."""
    mine, was, fresh = work.comparison.mine(group), work.records(group), work.fresh(group)
    for b in group.base:
        if b in work.later:
            work.counterpart[work.later[b]] = mine[-1].element
    if not fresh:
        _drop(work, group)
        return
    work.keys[mine[0].element] = fresh[0]
    if was[0].kind == "t":
        return
    if "chart" in mine[0].record.things and "chart" in fresh[0].record.things:
        merge_chart(work.mine.package, mine[0], work.new.package, fresh[0], work.base.plots.get(was[0].key))
    untouched, unchanged = work.comparison.untouched(group), _same(was, [line.record for line in fresh])
    if untouched and unchanged:
        pairs = twins(was[0].spans, fresh[0].record.spans)
        work.names[mine[0].element] = {old.name: new.name for old, new in pairs if new is not None}
    elif untouched and not mine[0].owned and not _like(was[0], fresh[0].record):
        _replace(work, was[0], mine[0], fresh[0], work.later[group.base[0]])
    else:
        _three_way(work, group, mine, fresh)


def _same(was: Sequence[Record], now: Sequence[Record]) -> bool:
    pairs = zip(was, now, strict=False)
    return len(was) == len(now) and all(a.same(b) and a.said == b.said for a, b in pairs)


def _like(was: Record, now: Record) -> bool:
    """Return whether only words differ, so that they can be changed where they stand, with what is set around them."""
    plain = was.format == now.format == ""
    return plain and (was.style, was.layout, was.things) == (now.style, now.layout, now.things)


def _replace(work: Merging, was: Record, line: Line, fresh: Line, number: int) -> None:
    """Put the new paragraph in the place of one whose words a person left alone; distances they set on it stay."""
    made = work.adopter.adopt(fresh.element, fresh.part, line.part)
    same = (was.style, was.layout) == (fresh.record.style, fresh.record.layout)
    finishing.keep_frame(line.element, made, whole=same)
    parent = line.element.getparent()
    if parent is None:
        return
    parent.replace(line.element, made)
    work.keys.pop(line.element, None)
    work.counterpart[number] = made


def _three_way(work: Merging, group: Group, mine: Sequence[Line], fresh: Sequence[Line]) -> None:
    was, records = work.records(group), [line.record for line in fresh]
    if [line.record.spaced for line in mine] == [record.spaced for record in records]:
        comments.withdraw(work.mine.package, mine)
    made = plan(join(was), join([line.record for line in mine]), join(records))
    done = carry_out(made.changes, mine, fresh, work.adopter)
    if len(mine) == len(was) == len(fresh) == 1 and mine[0].record.style == was[0].style != records[0].style:
        finishing.restyle(mine[0].element, work.adopter, fresh[0].element)
    for line in mine:
        work.names[line.element] = dict(made.alive)
    changed_figures(work, group, made)
    for remark in _conflict(work, group, made, done=done):
        comments.comment(work.mine.package, mine, remark)


def _conflict(work: Merging, group: Group, made: Plan, *, done: bool) -> list[str]:
    """List a paragraph that both changed; return what is to be said at its place."""
    generated = "\n".join(said(line.record) for line in work.fresh(group))
    kept = "\n".join(said(line.again().record) for line in work.comparison.mine(group))
    if (done and not made.conflict) or kept.split() == generated.split():
        return []
    work.conflicts.append(Conflict(work.sections[group.mine[0]], kept, generated, work.records(group)[0].where))
    return [f"Your text was kept. The template now says: “{generated}”"]


def _drop(work: Merging, group: Group) -> None:
    """Mark a paragraph that the template dropped, unless a person worked on it."""
    mine, was = work.comparison.mine(group), work.records(group)
    if work.comparison.untouched(group) and not mine[0].owned:
        work.vanished.append(mine[0])
        return
    if was[0].kind == "t" or not any(line.record.text.strip() for line in mine):
        return
    text = "\n".join(said(line.record) for line in mine)
    work.conflicts.append(Conflict(work.sections[group.mine[0]], text, "", was[0].where))
    comments.comment(work.mine.package, mine, "The template holds this no longer. It was kept, since you worked on it.")
