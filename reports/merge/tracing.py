"""Figures in a person's words: which fact each was, and which have none behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports.audit.figures import figures
from reports.merge.compare import Group, said
from reports.merge.editing import retype
from reports.merge.shape import Record
from reports.merge.state import ByHand, Merging
from reports.merge.words import Hand, Plan, tail, twins


def changed_figures(work: Merging, group: Group, made: Plan) -> list[str]:
    """List the figures of a paragraph that a person changed or wrote; return what is to be said at their place."""
    section = work.sections[group.mine[0]]
    mine = [line.again().record for line in work.comparison.mine(group)]
    after = "\n".join(map(said, mine))
    remarks = []
    for hand in made.hands:
        if not figures(hand.is_now, work.language) and figures(hand.was, work.language):
            continue  # other words stand where the figure stood: it is gone, not changed
        figure = work.base.figures.get(hand.name)
        id = figure.fact_id if figure else ""
        work.hands.append(ByHand(section, hand.is_now, id, hand.generated, after))
        remarks.append(_remark(hand, id))
    if not work.comparison.untouched(group):
        _untraced(work, section, mine, _traced(work, group, made))
    return remarks


def _traced(work: Merging, group: Group, made: Plan) -> list[str]:
    """Return texts whose figures are accounted for: the base, what is generated now, figures listed already."""
    was = [record.shown for record in work.comparison.records(group)]
    now = [line.record.shown for line in work.fresh(group)]
    return [*was, *now, *(hand.is_now for hand in made.hands)]


def _untraced(work: Merging, section: str, records: Sequence[Record], traced: Sequence[str]) -> None:
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


def own_figures(work: Merging) -> None:
    """Refresh figures in copies that a person made of generated text; list the figures of their own words."""
    printed = _printed(work)
    for n in work.comparison.own:
        line = work.comparison.lines[n]
        if line.record.entry:
            continue
        for span in reversed(line.record.spans):
            now = printed.get((tail(span.name), line.record.text[span.start : span.end]))
            if now is not None:
                retype(line, span.start, span.end, now)
        _untraced(work, work.sections[n], [line.again().record], ())


def _printed(work: Merging) -> dict[tuple[str, str], str]:
    """Return what a figure prints now, by its fact and what it printed last."""
    found: dict[tuple[str, str], str] = {}
    for b, n in work.later.items():
        was, now = work.base.records[b], work.new.lines[n].record
        for old, new in twins(was.spans, now.spans):
            if new is not None:
                found[tail(old.name), was.text[old.start : old.end]] = now.text[new.start : new.end]
    return found
