"""What a person did since the last build as a list of edits: one act, one line."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from reports.formats.docx.merge.comparison import Comparison, Group, drops_cap, said
from reports.formats.docx.merge.file_reading import ID
from reports.formats.docx.merge.paragraph_acts import runs_of
from reports.formats.docx.merge.tables.cell_merges import CellMerge, cell_merges
from reports.formats.docx.merge.tables.table_acts import acts_of, text_of
from reports.merge.records import Record, plain
from reports.merge.text_tokens import Text, Token, tokens
from reports.notation.spaces import even_spaces
from reports.ooxml.wordprocessingml import W

_W = f"{{{W}}}"
NOTE, FOOTNOTE = _W + "footnoteReference", _W + "footnote"
SAME = 4
"""Letters that a heading and its bookmark share at least, where one was made from the other."""
EditKind = Literal[
    "reworded",
    "formatted",
    "restyled",
    "resized",
    "split",
    "joined",
    "merged",
    "moved",
    "added",
    "deleted",
    "charted",
    "converted",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that a person did."""

    kind: EditKind
    before: str
    """As generated; empty for what was added."""
    after: str
    """As it reads now; empty for what was deleted."""
    section: str
    """Heading above it."""
    where: str = ""
    """Template place of the block, as far as known."""
    key: str = ""
    """Hidden bookmark of the block."""

    @property
    def place(self) -> str:
        """Return where it stands, in words."""
        return f"“{self.section}”" if self.section else "before the first heading"

    def words(self) -> tuple[tuple[Literal["same", "out", "in"], str], ...]:
        """Return the edit word by word, for a diff in colour."""
        return word_diff(self.before, self.after)


def edits(comparison: Comparison, beside: Iterable[tuple[int, Edit]] = ()) -> Iterator[Edit]:
    """Yield what a person did, in the order of the file; deletions last.

    Args:
        comparison: of the base and the file.
        beside: edits of what paragraphs hold, each with the number of its paragraph in the file.
    """
    above = _sections([line.record for line in comparison.lines])
    merges = tuple(cell_merges(comparison))
    in_merges = ({n for each in merges for n in each.base}, {n for each in merges for n in each.mine})
    records = [line.record for line in comparison.lines]
    own = [n for n in comparison.own if n not in in_merges[1] and _told(records[n])]
    added = [n for n in own if not _kept_heading(records, n)]
    hosts = dict(_hosts(comparison, added))
    by_place = [*beside, *_merged(comparison, merges, above), *_of_groups(comparison, in_merges[1], above)]
    for acts in acts_of([n for n in added if n not in hosts], records):
        by_place.append((acts[0], Edit("added", "", text_of(acts, records), above[acts[0]])))
    yield from _with_guests((edit for edit in sorted(by_place, key=lambda each: each[0])), comparison, hosts, above)
    over = _sections(comparison.base)
    gone = [n for n in comparison.deleted if n not in in_merges[0] and comparison.base[n].kind != "t"]
    for acts in acts_of([n for n in gone if comparison.base[n].text.strip()], comparison.base):
        first = comparison.base[acts[0]]
        yield Edit("deleted", text_of(acts, comparison.base), "", over[acts[0]], first.where, first.key)


def _merged(comparison: Comparison, merges: Iterable[CellMerge], above: Sequence[str]) -> Iterator[tuple[int, Edit]]:
    """Yield the cells that a person made one, with what stood in them and what stands in the one."""
    for each in merges:
        was = [comparison.base[n] for n in each.base]
        before = " | ".join(filter(None, map(said, was)))
        after = "\n".join(filter(None, (said(comparison.lines[n].record) for n in each.mine)))
        yield each.mine[0], Edit("merged", before, after, above[each.mine[0]], was[0].where, was[0].key)


def _of_groups(comparison: Comparison, in_merged: Container[int], above: Sequence[str]) -> Iterator[tuple[int, Edit]]:
    """Yield what was done to the paragraphs that were generated, one act in one edit; of merged cells only where they went."""
    groups = (each for each in comparison.groups if each.mine[0] in comparison.moved or not comparison.untouched(each))
    done = [(group, edit) for group in groups for edit in _of_group(comparison, group, above)]
    done = [(group, edit) for group, edit in done if edit.kind == "moved" or group.mine[0] not in in_merged]
    for run in runs_of([(group, edit.kind) for group, edit in done], comparison):
        found = [done[n][1] for n in run]
        before, after = ("\n".join(texts) for texts in zip(*((each.before, each.after) for each in found), strict=True))
        yield done[run[0]][0].mine[0], replace(found[0], before=before, after=after)


def _kept_heading(records: Sequence[Record], n: int) -> bool:
    """Return whether a paragraph is a heading of a section that the template dropped, kept over what a person wrote in it.

    Its hidden bookmark, made from the words that it had, tells that they are not the person's.
    """
    record = records[n]
    if record.kind != "p" or not record.style.startswith("heading") or not _heads(records, n):
        return False
    letters = "".join(each for each in record.text.lower() if each.isalnum())
    made = "".join(each for each in record.key.removeprefix("_b_").rpartition("_h")[0].lower() if each.isalnum())
    return len(made) >= SAME and letters.startswith(made)


def _heads(records: Sequence[Record], n: int) -> bool:
    """Return whether something stands between the heading `n` and the next one."""
    below = next((each for each in records[n + 1 :] if each.text.strip()), None)
    return below is not None and not below.style.startswith("heading")


def _told(record: Record) -> bool:
    return not record.entry and bool(record.text.strip())


def _hosts(comparison: Comparison, added: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the footnotes and the paragraphs of text boxes of a person's, each with the paragraph that it hangs on."""
    numbers = {line.element: n for n, line in enumerate(comparison.lines)}
    notes = {each.get(ID): n for n, line in enumerate(comparison.lines) for each in line.element.iter(NOTE)}
    for n in added:
        above = list(comparison.lines[n].element.iterancestors())
        found = [numbers[each] for each in above if each in numbers]
        found += [notes[each.get(ID)] for each in above if each.tag == FOOTNOTE and each.get(ID) in notes]
        if found and comparison.lines[n].record.kind in ("x", "n"):
            yield n, found[0]


def _with_guests(
    found: Iterable[tuple[int, Edit]], comparison: Comparison, hosts: Mapping[int, int], above: Sequence[str]
) -> Iterator[Edit]:
    """Yield edits in order, each with the words of notes and boxes that came with it; these by themselves where none did."""
    guests: dict[int, list[int]] = {}
    for n, host in hosts.items():
        guests.setdefault(host, []).append(n)
    for n, edit in found:
        words = [said(comparison.lines[each].record) for each in guests.pop(n, ())]
        yield replace(edit, after="\n".join((edit.after, *words)))
    for n in (each for more in guests.values() for each in more):
        yield Edit("added", "", said(comparison.lines[n].record), above[n])


def _of_group(comparison: Comparison, group: Group, above: Sequence[str]) -> Iterator[Edit]:
    lines, records = comparison.mine(group), comparison.records(group)
    first = records[0]
    if first.kind == "t":
        return
    before, after = "\n".join(map(said, records)), "\n".join(said(line.record) for line in lines)

    def edit(kind: EditKind) -> Edit:
        return Edit(kind, before, after, above[group.mine[0]], first.where, first.key)

    if len(lines) > len(records):
        yield edit("restyled" if drops_cap(lines[0].record) else "split")
    if len(records) > len(lines):
        yield edit("joined")
    parted = len(lines) != len(records)
    if _words(records, parted=parted) != _words([line.record for line in lines], parted=parted):
        yield edit("reworded")
    elif len(lines) == len(records) == 1 and not comparison.untouched(group):
        mine = lines[0].record
        yield edit(
            "reworded" if mine.spaced != first.spaced else "formatted" if mine.format != first.format else "restyled"
        )
    if group.mine[0] in comparison.moved:
        yield edit("moved")


def _words(records: Sequence[Record], *, parted: bool) -> tuple[list[str], list[str]]:
    """Return what reads the same whatever fields show, and however it is split into paragraphs where a person `parted` it."""
    things = [even_spaces(thing) for record in records for thing in record.things]
    found = " ".join(record.text for record in records).split()
    return ["".join(found)] if parted else found, things


def section_of(comparison: Comparison, n: int) -> str:
    """Return the heading above a paragraph of the file."""
    return _sections([line.record for line in comparison.lines[: n + 1]])[n]


def _sections(records: Sequence[Record]) -> list[str]:
    above, made = "", []
    for record in records:
        if record.style.startswith("heading") and record.kind == "p":
            above = record.shown
        made.append(above)
    return made


def word_diff(before: str, after: str) -> tuple[tuple[Literal["same", "out", "in"], str], ...]:
    """Return `before` and `after` as one text of words kept, taken out and put in; kinds of spaces are no words."""
    a, b = (tokens(Text(text, (), (), ()), said=False) for text in (before, after))
    found: list[tuple[Literal["same", "out", "in"], str]] = []
    ours, theirs = ([plain(token.key) or " " for token in each] for each in (a, b))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", _text(a[i1:i2])))
            continue
        if i2 > i1:
            found.append(("out", _text(a[i1:i2])))
        if j2 > j1:
            found.append(("in", _text(b[j1:j2])))
    return tuple(found)


def _text(found: Sequence[Token]) -> str:
    return "".join(token.key for token in found)


__all__ = ["Edit", "EditKind", "edits", "section_of", "word_diff"]
