"""Figures in a person's words: which fact each was, and which have none behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from reports.audit.figure_search import figures
from reports.formats.docx.merge import comments
from reports.formats.docx.merge.comparison import Group, said
from reports.formats.docx.merge.file_reading import Line
from reports.formats.docx.merge.merge_state import ByHand, Merging
from reports.formats.docx.merge.run_editing import retype
from reports.languages.numerals import western
from reports.merge.figure_requests import REQUEST
from reports.merge.records import MARK, Record
from reports.merge.three_way_text import Hand, Plan, tail, twins
from reports.notation.spaces import even_spaces


def changed_figures(work: Merging, group: Group, made: Plan) -> None:
    """List the figures of a paragraph that a person changed or wrote, and comment them at their place."""
    section, untouched = work.sections[group.mine[0]], work.comparison.untouched(group)
    if untouched and not made.hands:
        _comment(work, section, work.comparison.mine(group), ())
        return
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
    if not untouched:
        remarks += _untraced(work, section, _printed_now(mine, made), _traced(work, group, made))
    _comment(work, section, work.comparison.mine(group), remarks)


def _comment(work: Merging, section: str, lines: Sequence[Line], remarks: Sequence[str]) -> None:
    """Comment the figures of `lines`; a comment that was made in this section before and is gone stays away."""
    told = {remark: even_spaces(f"{section}: {remark}") for remark in map(even_spaces, remarks)}
    dismissed = {remark for remark, entry in told.items() if entry in work.base.told}
    comments.comment_figures(work.mine.package, lines, tuple(told), dismissed)
    work.told.update((line.element, remark) for line in lines[:1] for remark in told)


def _traced(work: Merging, group: Group, made: Plan) -> list[str]:
    """Return texts whose figures are accounted for: what is generated now, figures listed already."""
    now = [line.record.shown for line in work.fresh(group)]
    return [*now, *(hand.is_now for hand in made.hands)]


def _printed_now(records: Sequence[Record], made: Plan) -> list[Record]:
    """Return `records` with the bookmarks that stay: a figure that nothing prints any more is a person's now."""
    alive = {MARK, *(name for name, _ in made.alive)}
    return [replace(record, spans=tuple(span for span in record.spans if span.name in alive)) for record in records]


def _untraced(work: Merging, section: str, records: Sequence[Record], traced: Sequence[str]) -> list[str]:
    """List the figures in `records` that no fact stands behind; return what is to be said of them."""
    known: Counter[str] = Counter()
    for text in traced:
        known |= Counter(western(each.text) for each in figures(legible(text, work.language), work.language))
    sentence = "\n".join(map(said, records))
    loose: list[str] = []
    for record in records:
        spans = []
        words = legible(REQUEST.sub(" ", record.unmarked), work.language)  # what is asked for is told by itself
        for each in figures(words, work.language):
            if known[western(each.text)]:
                known[western(each.text)] -= 1
            else:
                spans.append((each.start, each.end))
        loose += whole_dates(words, spans, work.language)
    work.hands.extend(ByHand(section, each, sentence=sentence) for each in loose)
    return [_UNTRACED.format(each) for each in loose]


_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def legible(text: str, language: str) -> str:
    """Return `text` in one kind of space, but for the narrow one that groups thousands where the language does so."""
    even = even_spaces(text)
    return _THOUSANDS.sub("\u202f", even) if _groups_by_space(language) else even


@cache
def _groups_by_space(language: str) -> bool:
    from babel.numbers import get_group_symbol

    return bool(get_group_symbol(language.replace("-", "_")).isspace())


_UNTRACED = (
    "No fact stands behind “{}”, which was written by hand. Declare a fact and print it, or take the figure out."
)


def whole_dates(text: str, spans: Sequence[tuple[int, int]], language: str) -> list[str]:
    """Return the words of `spans` in `text`; those of a day with its month, and of its year, as one."""
    if not spans:
        return []
    dates = [match.span() for match in _dates(language).finditer(text)]
    whole = [next((date for date in dates if date[0] <= start < date[1]), (start, end)) for start, end in spans]
    return [text[start:end] for n, (start, end) in enumerate(whole) if whole[n - 1 : n] != [(start, end)]]


@cache
def _dates(language: str) -> re.Pattern[str]:
    """Return what matches a day or a year with the name of its month, in either order."""
    from babel.dates import get_month_names

    tag = language.replace("-", "_")
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
    names = {str(name) for width in widths for name in get_month_names(width, locale=tag).values()}
    month = "(?:" + "|".join(re.escape(name.rstrip(".")) for name in sorted(names, key=len, reverse=True)) + r")\b\.?"
    day, year = r"\d{1,2}(?:st|nd|rd|th|er|\.)?", r"(?:\d{4})"
    space = r"[ \u00a0\u202f]+"
    return re.compile(
        rf"\b(?:{day}{space}(?:of{space})?{month}(?:,?{space}{year})?|{month}{space}(?:{year}|{day}(?:,?{space}{year})?))(?!\w)",
        re.IGNORECASE,
    )


def _remark(hand: Hand, id: str) -> str:
    fact = f" (fact {id})" if id else ""
    if not hand.generated:
        return f"This figure was changed by hand: “{hand.is_now}”; it was “{hand.was}”{fact}."
    return (
        f"This figure was changed by hand: “{hand.is_now}”; the facts say “{hand.generated}”{fact}. "
        "Change the fact, or put its figure back."
    )


def own_figures(work: Merging) -> None:
    """Refresh figures in words that nothing generates, or no longer; list those that no fact stands behind."""
    printed, names = _printed(work), _Names(work)
    own = [(n, work.comparison.lines[n]) for n in work.comparison.own]
    for n, line in sorted([*own, *work.dropped], key=lambda each: each[0]):
        if line.record.entry:
            continue
        for span in reversed(line.record.spans):
            now = printed.get((tail(span.name), line.record.spaced[span.start : span.end]))
            if now is not None:
                retype(line, span.start, span.end, now)
        work.names[line.element] = {span.name: names.free(span.name) for span in line.record.spans}
        _comment(work, work.sections[n], [line], _untraced(work, work.sections[n], [line.again().record], ()))


class _Names:
    """Names of figures that no generated one has."""

    def __init__(self, work: Merging) -> None:
        self.taken = {span.name for line in work.new.lines for span in line.record.spans}
        mine = {span.name for line in work.comparison.lines for span in line.record.spans}
        numbers = (re.match(r"_f_(\d+)_", name) for name in self.taken | mine)
        self.last = max((int(each[1]) for each in numbers if each), default=0)

    def free(self, name: str) -> str:
        """Return a name for a figure that was called `name`: the same, unless a generated one is called so now."""
        if name not in self.taken:
            self.taken.add(name)
            return name
        self.last += 1
        return f"_f_{self.last}_{tail(name)}"


def _printed(work: Merging) -> dict[tuple[str, str], str]:
    """Return what a figure prints now, by its fact and what it printed last."""
    found: dict[tuple[str, str], str] = {}
    for b, n in work.later.items():
        was, now = work.base.records[b], work.new.lines[n].record
        for old, new in twins(was.spans, now.spans):
            if new is not None:
                found[tail(old.name), was.spaced[old.start : old.end]] = now.text[new.start : new.end]
    return found
