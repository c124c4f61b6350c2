"""One paragraph of a merge: left alone, refreshed, merged word by word, or dropped by the template."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from reports.formats.docx.merge import comments, completion
from reports.formats.docx.merge.comparison import Group, said
from reports.formats.docx.merge.edited_charts.chart_join import refresh_chart
from reports.formats.docx.merge.figure_tracing import changed_figures
from reports.formats.docx.merge.file_reading import Line
from reports.formats.docx.merge.generated_marks import follow_marks
from reports.formats.docx.merge.looks.paragraph_looks import follow_looks
from reports.formats.docx.merge.merge_state import Conflict, Merging
from reports.formats.docx.merge.picture_sizes import keep_width
from reports.formats.docx.merge.run_editing import carry_out
from reports.merge.records import Record
from reports.merge.table_units import Place
from reports.merge.three_way_text import Plan, join, plan, twins


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
    if group.base[0] in work.doubted:
        _keep_doubtful(work, group)
    else:
        _refresh(work, group, mine, fresh)
    if "chart" in mine[0].record.things and "chart" in fresh[0].record.things:
        refresh_chart(work, group, mine[0], fresh[0])


def _refresh(work: Merging, group: Group, mine: Sequence[Line], fresh: Sequence[Line]) -> None:
    """Leave a paragraph alone, or bring its words up to date where they stand; whatever else is in it stays."""
    was = work.records(group)
    untouched, unchanged = work.comparison.untouched(group), _same(was, [line.record for line in fresh])
    if untouched and unchanged:
        pairs = twins(was[0].spans, fresh[0].record.spans)
        work.names[mine[0].element] = {old.name: new.name for old, new in pairs if new is not None}
        return
    wide = deepcopy(mine[0].element)
    _three_way(work, group, mine, fresh)
    if untouched:
        keep_width(work.base.widths.get(was[0].key, 0), wide, mine[0].element)
        follow_looks(mine[0], was[0], fresh[0], work.adopter)
        follow_marks(mine[0], fresh[0], work.adopter)


def _same(was: Sequence[Record], now: Sequence[Record]) -> bool:
    pairs = zip(was, now, strict=False)
    return len(was) == len(now) and all(a.same(b) and a.said == b.said for a, b in pairs)


def _three_way(work: Merging, group: Group, mine: Sequence[Line], fresh: Sequence[Line]) -> None:
    was, records = work.records(group), [line.record for line in fresh]
    if [line.record.spaced for line in mine] == [record.spaced for record in records]:
        comments.withdraw(work.mine.package, mine)
    made = plan(join(was), join([line.record for line in mine]), join(records))
    done = carry_out(made.changes, mine, fresh, work.adopter)
    if len(mine) == len(was) == len(fresh) == 1 and mine[0].record.style == was[0].style != records[0].style:
        completion.restyle(mine[0].element, work.adopter, fresh[0].element)
    for line in mine:
        work.names[line.element] = dict(made.alive)
    changed_figures(work, group, made)
    for remark in _conflict(work, group, made, done=done):
        comments.comment(work.mine.package, mine, remark)


def _conflict(work: Merging, group: Group, made: Plan, *, done: bool) -> list[str]:
    """List a paragraph that both changed; return what is to be said at its place."""
    if done and not made.conflict:
        return []
    generated = "\n".join(said(line.record) for line in work.fresh(group))
    kept = "\n".join(said(line.again().record) for line in work.comparison.mine(group))
    if kept.split() == generated.split():
        return []
    work.conflicts.append(Conflict(work.sections[group.mine[0]], kept, generated, work.records(group)[0].where))
    work.kept.update(line.element for line in work.comparison.mine(group))
    return [f"{work.other_side.says} “{generated}”"]


def _keep_doubtful(work: Merging, group: Group) -> None:
    """Leave the words of a paragraph as a person made them, since what is generated in its place may be another one.

    Both are told. Figures of facts that both print are those of today all the same.
    """
    mine, was, fresh = work.comparison.mine(group), work.records(group), work.fresh(group)
    made = plan(join(was), join([line.record for line in mine]), join([line.record for line in fresh]))
    carry_out([each for each in made.changes if each.figure], mine, fresh, work.adopter)
    work.names.update((line.element, dict(made.alive)) for line in mine)
    changed_figures(work, group, made)
    kept = "\n".join(said(line.again().record) for line in mine)
    generated = "\n".join(said(line.record) for line in fresh)
    work.conflicts.append(Conflict(work.sections[group.mine[0]], kept, generated, was[0].where))
    work.kept.update(line.element for line in mine)
    comments.comment(work.mine.package, mine, f"{work.other_side.says} “{generated}”")


def _drop(work: Merging, group: Group) -> None:
    """Mark a paragraph that the template dropped, unless a person worked on it, or on the row in which it stands."""
    mine, was = work.comparison.mine(group), work.records(group)
    row = work.dropped_row(group)
    if work.comparison.left(group) and row is None:
        work.vanished.append(mine[0])
        return
    work.kept.update(line.element for line in mine)
    work.dropped.extend((n, line) for n, line in zip(group.mine, mine, strict=True))
    if row is not None:
        _tell_row(work, group, row)
        return
    if was[0].kind == "t" or not any(line.record.text.strip() for line in mine):
        return
    text = "\n".join(said(line.record) for line in mine)
    work.conflicts.append(Conflict(work.sections[group.mine[0]], text, "", was[0].where))
    comments.comment(work.mine.package, mine, work.other_side.dropped)


def _tell_row(work: Merging, group: Group, row: Place) -> None:
    """Tell once of a row that the template dropped and a person worked on: it stays whole, label and figures together."""
    lines = work.comparison.lines
    inside = [n for n in work.members.get(row, ()) if lines[n].record.text]
    if not inside or row in work.told_rows:
        return
    work.told_rows.add(row)
    work.conflicts.append(
        Conflict(
            work.sections[inside[0]],
            " | ".join(said(lines[n].record) for n in inside),
            "",
            work.records(group)[0].where,
        )
    )
    comments.comment(work.mine.package, [lines[inside[0]]], work.other_side.row_dropped)
