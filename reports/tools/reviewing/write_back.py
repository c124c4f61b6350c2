"""Edits of a person turned into the template's Markdown and the fact file, with comments and layout of those files kept.

Only what stands one-to-one in a template is written: words of one paragraph, apart from figures, names and markup. The
rest is listed with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.audit.figure_search import Figure, figures
from reports.domain.fact_book import FactBook
from reports.errors import Place
from reports.formats.docx.bookmarks import REQUESTED
from reports.formats.docx.merge.base import Base
from reports.formats.docx.merge.comparison import Comparison, Group, compare, said
from reports.formats.docx.merge.edit_list import Edit
from reports.formats.docx.merge.edited_charts.chart_join import every_edit
from reports.formats.docx.merge.file_reading import NAME, Line, read
from reports.languages.numerals import western
from reports.merge.figure_requests import REQUEST
from reports.merge.records import MARK, THINGS, plain
from reports.merge.three_way_text import Alignment, Hand, Text, join, plan
from reports.ooxml.wordprocessingml import W, opened
from reports.tools.reviewing.markdown_positions import places, put_words

_CODE = re.compile(r"{%|^\s*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Left:
    """An edit that stays in the report only, and why."""

    edit: Edit
    reason: str


@dataclass(frozen=True)
class WriteBack:
    """What to write into templates and facts."""

    texts: Mapping[str, str]
    """New text of each file that changes, by the path that places name."""
    done: tuple[Edit, ...]
    left: tuple[Left, ...]


class _Refused(Exception):  # noqa: N818  # no error, an answer
    """An edit cannot be written back; says why."""


def write_back(
    mine: bytes, base: Base, texts: Mapping[str, str], book: FactBook, *, language: str = "en-GB"
) -> WriteBack:
    """Return what the edits in `mine` make of templates and facts.

    Args:
        mine: the file as a person left it.
        base: what was generated last, with template places.
        texts: templates and fact files by the path that places name.
        book: the facts as loaded from `texts`.
        language: BCP 47 tag of the report.

    Raises:
        BrokenFileError: `mine` is no Word document.
    """
    reading = read(opened(mine))
    comparison = compare(base.records, reading.lines)
    now = dict(texts)
    done: list[Edit] = []
    left: list[Left] = []
    groups = {comparison.records(group)[0].key or n: group for n, group in enumerate(comparison.groups)}
    for edit in every_edit(base, reading.package, comparison):
        group = groups.get(edit.key) if edit.key else _group_of(comparison, edit)
        try:
            now |= _written(edit, group, comparison, base, now, book, language)
            done.append(edit)
        except _Refused as refusal:
            place = _place(edit, comparison, now) if edit.kind == "added" else ""
            left.append(Left(edit, str(refusal).replace("the template", place or "the template")))
    changed = {path: text for path, text in now.items() if text != texts.get(path)}
    return WriteBack(changed, tuple(done), tuple(left))


def _place(edit: Edit, comparison: Comparison, texts: Mapping[str, str]) -> str:
    """Return where a paragraph of a person's own would stand in a template, in words; empty where that is not known."""
    own = next((n for n in comparison.own if said(comparison.lines[n].record) == edit.after), 0)
    groups = {n: group for group in comparison.groups for n in group.mine}
    above = (comparison.records(groups[n])[-1].where for n in range(own - 1, -1, -1) if n in groups)
    path, line = _file_and_line(next(filter(None, above), ""))
    if path not in texts or not line:
        return ""
    [*_, (_, end)] = places(texts[path], line) or [(0, 0)]
    return f"{path}, below line {max(texts[path].count(chr(10), 0, end) + 1, line)}"


def _file_and_line(where: str) -> tuple[str, int]:
    """Return the template of a place and the line in it; no line where none is known."""
    path, _, line = where.rpartition(":")
    while path and not path.endswith(".md"):
        path, _, line = path.rpartition(":")
    return path, int(line) if line.isdigit() else 0


def _group_of(comparison: Comparison, edit: Edit) -> Group | None:
    """Return the paragraph of an edit that has no bookmark, such as a table cell, if only one reads so."""
    found = [
        group
        for group in comparison.groups
        if len(group.base) == len(group.mine) == 1
        and said(comparison.records(group)[0]) == edit.before
        and said(comparison.mine(group)[0].record) == edit.after
    ]
    return found[0] if len(found) == 1 else None


def _written(
    edit: Edit,
    group: Group | None,
    comparison: Comparison,
    base: Base,
    texts: Mapping[str, str],
    book: FactBook,
    language: str,
) -> dict[str, str]:
    if edit.kind != "reworded" or group is None or len(group.base) != 1 or len(group.mine) != 1:
        raise _Refused(_REASONS.get(edit.kind, "more than one paragraph stands for it"))
    _refuse_requests(comparison.mine(group)[0])
    if comparison.mine(group)[0].tracked:
        raise _Refused("it holds tracked changes; accept or reject them first")
    was, mine = join(comparison.records(group)), join([comparison.mine(group)[0].record])
    hands = plan(was, mine, was).hands
    made = dict(texts)
    for hand in hands:
        made |= _fact(hand, base, made, book, language)
    hunks = [hunk for hunk in Alignment(was, mine).edits if not _in_figure(hunk, was, hands)]
    if hunks:
        made |= _template(edit, was, hunks, made, language)
    return made


def _refuse_requests(line: Line) -> None:
    """Refuse a paragraph in which a person asked for a figure; a template names it in its own way."""
    if REQUEST.search(line.record.text):
        raise _Refused("a figure is asked for in it; build first")
    names = (each.get(NAME, "") for each in line.element.iter(f"{{{W}}}bookmarkStart"))
    if any(re.match(REQUESTED, name) for name in names):
        raise _Refused("it holds a figure that was asked for; print that with fact() and cite() in the template")


_REASONS = {
    "formatted": "only its formatting changed",
    "resized": "only its size changed",
    "converted": "the looks of another program are nobody's words",
    "restyled": "only its style changed",
    "split": "a paragraph was split",
    "joined": "paragraphs were joined",
    "merged": "cells of a table were merged",
    "moved": "it was moved; move it in the template",
    "added": "it is a paragraph of your own; add it to the template",
    "deleted": "it was deleted; delete it in the template",
    "charted": "it stands in a chart; change the fact, or what the chart says of it in templates/charts",
}


def _in_figure(hunk: tuple[int, int, str], was: Text, hands: Sequence[Hand]) -> bool:
    """Return whether a change of words lies in a figure that was changed; raise where it runs over its edge."""
    start, end, _ = hunk
    names = {hand.name for hand in hands}
    for span in was.spans:
        if (start < span.end and end > span.start) or (start == end and span.start < start < span.end):
            if span.name in names and span.start <= start and end <= span.end:
                return True
            what = "source marks" if span.name == MARK else "a figure"
            raise _Refused(f"{what} went with the words; change the template by hand")
    return any(sign in was.text[start:end] for sign in THINGS) and _refuse(
        "a note, field or picture went with the words"
    )


def _refuse(reason: str) -> bool:
    raise _Refused(reason)


# ── Templates ────────────────────────────────────────────────────────────────────────────────────


def _template(
    edit: Edit, was: Text, hunks: Sequence[tuple[int, int, str]], texts: Mapping[str, str], language: str
) -> dict[str, str]:
    path, line = _file_and_line(edit.where)
    text = texts.get(path)
    if text is None or not line:
        raise _Refused("its place in the templates is not known")
    for first, last, words in hunks:
        if figures(words, language) and not figures(was.text[first:last], language):
            raise _Refused("it holds a figure that is no fact; declare it in the fact file")
        if any(sign in words for sign in THINGS + "{}"):
            raise _Refused("it holds what Markdown cannot say")
    found = [(place, made) for place in places(text, line) if (made := put_words(was, hunks, text[slice(*place)]))]
    if len(found) != 1:
        raise _Refused("the words do not stand one-to-one in the template")
    (start, end), made = found[0]
    if _CODE.search(text[start:end]):
        raise _Refused("the template makes it with a loop or a condition")
    return {path: text[:start] + made + text[end:]}


# ── Facts ────────────────────────────────────────────────────────────────────────────────────────


def _fact(hand: Hand, base: Base, texts: Mapping[str, str], book: FactBook, language: str) -> dict[str, str]:
    known = base.figures.get(hand.name)
    fact = book.facts.get(known.fact_id) if known else None
    if known is None or fact is None:
        raise _Refused("the fact of a changed figure is not known")
    value = _new_value(hand, fact.value, language)
    place = book.where.get(("facts", known.fact_id))
    text = texts.get(place.path) if isinstance(place, Place) else None
    if fact.formula or fact.derived_from:
        raise _Refused(f"the fact {known.fact_id!r} is worked out from others; change those")
    if not isinstance(place, Place) or text is None or fact.value is None:
        raise _Refused(f"the fact {known.fact_id!r} has no value to change")
    lines = text.split("\n")
    for n in _entry(lines, known.fact_id):
        found = re.fullmatch(r"(\s+(?:- )?value:\s*)([\"']?)([^\s\"'#]+)\2(\s*(?:#.*)?)", lines[n])
        if found and _decimal(found[3]) == fact.value:
            lines[n] = f"{found[1]}{found[2]}{value}{found[2]}{found[4]}"
            return {place.path: "\n".join(lines)}
        if found and _decimal(found[3]) == _decimal(value):
            return {}
    raise _Refused(f"the fact {known.fact_id!r} has no plain 'value:' line; change it by hand")


def _entry(lines: Sequence[str], id: str) -> Iterator[int]:
    """Yield the lines of the entry with this id, before any list inside it."""
    start = next(
        (n for n, line in enumerate(lines) if re.fullmatch(rf"\s*- id:\s*[\"']?{re.escape(id)}[\"']?\s*(#.*)?", line)),
        None,
    )
    if start is None:
        return
    indent = len(lines[start]) - len(lines[start].lstrip())
    for n in range(start + 1, len(lines)):
        depth = len(lines[n]) - len(lines[n].lstrip())
        if lines[n].strip() and depth <= indent:
            return
        if depth == indent + 2:
            yield n


def _new_value(hand: Hand, value: Decimal | None, language: str) -> str:
    """Return the value of the fact that prints what the person wrote; everything but the number must be as it was."""
    was, now = figures(hand.was, language), figures(hand.is_now, language)
    if len(was) != 1 or len(now) != 1 or value is None:
        raise _Refused(f"“{hand.is_now}” for “{hand.was}” is no change of one number")
    if plain(_around(hand.was, was[0])) != plain(_around(hand.is_now, now[0])):
        raise _Refused(
            f"“{hand.is_now}” changes more than the number of “{hand.was}”; change hedge or unit in the fact file"
        )
    if not was[0].value or now[0].value is None:
        raise _Refused(f"“{hand.is_now}” is no number that can be worked out")
    made = now[0].value * value / was[0].value
    return f"{made.normalize():f}"


def _around(text: str, figure: Figure) -> str:
    """Return a printed figure without its digits."""
    return text[: figure.start] + re.sub(r"[\d.,]+", "#", western(figure.text)) + text[figure.end :]


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace("_", ""))
    except ArithmeticError:
        return None
