"""The merge of one Word file: base and mine and new, block by block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.document import Document
from reports.errors import InternalError
from reports.formats.docx.merge import comments, completion
from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.base import Base, base_of_reading, put_base, take_base
from reports.formats.docx.merge.bookmarked_requests import Requests, grant
from reports.formats.docx.merge.certainty import doubtful_blocks, part_doubtful_rows, without_facts
from reports.formats.docx.merge.comparison import Comparison, compare, said
from reports.formats.docx.merge.contents_merge import refresh_contents
from reports.formats.docx.merge.edit_list import Edit
from reports.formats.docx.merge.edited_charts.chart_join import every_edit
from reports.formats.docx.merge.figure_tracing import own_figures
from reports.formats.docx.merge.file_reading import TBL, Line, P, Reading, Remembered, read, read_as
from reports.formats.docx.merge.looks.kept_looks import looked_after, remember_looks
from reports.formats.docx.merge.merge_audit import nothing_mixed, snapshot
from reports.formats.docx.merge.merge_state import Conflict, Merged, Merging
from reports.formats.docx.merge.other_hands.conversion import came_through
from reports.formats.docx.merge.page_breaks import BREAK_BEFORE, set_on_paragraph
from reports.formats.docx.merge.paragraph_merge import merge_block
from reports.formats.docx.merge.structure_merge import Frame, cells_of, insert, nearest, remove, reorder
from reports.formats.docx.merge.tables.table_frames import follow_columns, own_columns, reorder_rows
from reports.merge.pairing import pair
from reports.merge.records import Record
from reports.notation.spaces import even_spaces
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W, opened

_W = f"{{{W}}}"


def merge(
    mine: bytes,
    new: bytes,
    base: Base,
    document: Document | None = None,
    *,
    restore: bool = False,
    language: str = "en-GB",
    copy: bool = False,
    written: bool = False,
) -> Merged:
    """Return a person's file with what is generated now in the place of what was generated last.

    Args:
        mine: the file as a person left it.
        new: the file as the writer makes it now.
        base: what the writer made when the person began.
        document: what `new` was written from.
        restore: bring back generated blocks that the person deleted.
        language: BCP 47 tag, for the figures in a person's own words.
        copy: `new` is another person's copy, so that its bookmarks tell which paragraph is which.
        written: nobody has touched `new` since it was written, so that its own base says all that is in it.

    Raises:
        BrokenFileError: a file is no Word document.
    """
    theirs, inside = _fresh(opened(new), written=written)
    fresh_base = (None if copy else inside) or base_of_reading(theirs, document)
    ours, asked = _granted(read(opened(mine)), theirs, base, document)
    remembered = Remembered(ours)
    work = _begun(ours, theirs, base, fresh_base, language, restore=restore, copy=copy)
    before, restyled = snapshot(work.comparison), looked_after(base, work.mine.package, work.comparison)
    converted = base.converted or came_through(work.comparison)
    _carry_out(work)
    reading = remembered.read(work.mine.package)
    fresh = _remembered(work, asked, reading.lines)
    left = compare(fresh.records, reading.lines)
    fresh = replace(remember_looks(fresh, reading.package, left, restyled), converted=converted)
    put_base(work.mine.package, fresh)
    _nothing_lost(work.comparison, reading.lines)
    nothing_mixed(work, before, left)
    return replace(_merged(work, tuple(every_edit(fresh, reading.package, left))), requests=asked)


def _fresh(package: Package, *, written: bool) -> tuple[Reading, Base | None]:
    """Return the new file, and its base where that says, paragraph by paragraph, what the file says: nobody edited that."""
    base = take_base(package)
    if base and written:
        return read_as(package, base.records), base
    reading = read(package)
    said = [(each.text, each.key) for each in base.records] if base else []
    return reading, base if said == [(line.record.text, line.record.key) for line in reading.lines] else None


def _granted(ours: Reading, theirs: Reading, base: Base, document: Document | None) -> tuple[Reading, Requests]:
    """Return the person's file with the figures that they asked for, as far as `document` is known, and what came of that."""
    asked = grant(ours, theirs, base, document) if document else Requests(dict(base.requests))
    return read(ours.package) if asked.changed else ours, asked


def _carry_out(work: Merging) -> None:
    """Put what is generated now into the person's file."""
    for group in work.comparison.groups:
        merge_block(work, group)
    own_figures(work)
    _structure(work)
    dropped = (line.element for _, line in work.dropped if line.element not in work.keys)
    completion.finish(work.adopter, work.keys, work.names, dropped)


def _remembered(work: Merging, asked: Requests, left: Sequence[Line]) -> Base:
    """Return what the file is to remember of what is generated now, and of what its reader was told and given.

    Remarks are known again by the headings above them as they stand in the merged file.
    """
    above = dict(zip((line.element for line in left), _sections(left), strict=True))
    told = {even_spaces(f"{above[element]}: {remark}") for element, remark in work.told if element in above}
    plots = {**work.fresh_base.plots, **work.plots}
    return replace(work.fresh_base, told=tuple(sorted(told | asked.told)), plots=plots, requests=asked.kept)


def _begun(
    ours: Reading, theirs: Reading, base: Base, fresh: Base, language: str, *, restore: bool, copy: bool = False
) -> Merging:
    """Return the merge as it begins: the person's file compared with the base, the table of contents refreshed."""
    comparison = compare(base.records, ours.lines)
    pairs = pair(base.records, without_facts(fresh.records, base.records), edited=copy)
    part_doubtful_rows(comparison, pairs)
    later = pairs.there
    adopter = Adopter(ours.package, theirs.package, _notes(comparison, later, theirs))
    work = Merging(base, ours, theirs, comparison, later, adopter, language, restore, rows=pairs.rows, fresh_base=fresh)
    work.copy = copy
    work.cells, work.new_cells = cells_of(ours.lines), cells_of(theirs.lines)
    work.doubted = doubtful_blocks(comparison, pairs)
    for b in work.doubted & {*comparison.deleted}:  # what a person deleted was another paragraph
        pairs.part_block(b)
    work.sections = dict(enumerate(_sections(ours.lines)))
    for element in _broken_off(comparison):
        set_on_paragraph(element)
    refresh_contents(ours, theirs, comparison, later, adopter)
    return work


def _broken_off(comparison: Comparison) -> Iterator[Element]:
    """Yield the paragraphs that are generated at the head of a page, as LibreOffice may not have written them."""
    for group in comparison.groups:
        if BREAK_BEFORE in comparison.records(group)[0].layout.split():
            yield comparison.mine(group)[0].element


def _merged(work: Merging, found: tuple[Edit, ...]) -> Merged:
    """Return the file, and what has to be told about it; `found` are the edits that exist in it only."""
    return Merged(
        work.mine.package.pack(),
        found,
        tuple(work.conflicts),
        tuple(work.hands),
        tuple(edit for edit in found if edit.kind == "deleted"),
        len(work.comparison.deleted) if work.restore else 0,
        comments.others(work.mine.package),
        completion.open_changes(work.mine.package),
    )


_WORD = re.compile(r"\w+")


def _nothing_lost(comparison: Comparison, left: Sequence[Line]) -> None:
    """Refuse a merge in which a word that a person wrote is missing; the file on disk stays as it is.

    Raises:
        InternalError: a word is missing.
    """

    def texts(records: Iterable[Record]) -> Counter[str]:
        return Counter(r.unmarked for r in records if not r.entry)

    def words(texts: Counter[str]) -> Counter[str]:
        return Counter(word for text in texts.elements() for word in _WORD.findall(text))

    mine, base = texts(line.record for line in comparison.lines), texts(comparison.base)
    written = words(mine - base) - words(base - mine)
    if not written:
        return
    printed = {word for r in comparison.base for s in r.spans for word in _WORD.findall(r.text[s.start : s.end])}
    missing = written - words(texts(line.record for line in left))
    if missing.keys() - printed:  # a figure that was typed again is refreshed with the others
        raise InternalError(f"the merge would lose what a person wrote: {' '.join(sorted(missing)[:8])}")


def _sections(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the heading above each paragraph."""
    above = ""
    for line in lines:
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


def _structure(work: Merging) -> None:
    """Put in what the template gained, take out what it dropped, and follow its order."""
    lines, later = work.new.lines, work.later
    body = [n for n, line in enumerate(lines) if line.record.kind in ("p", "c")]
    deleted = {later[b] for b in work.comparison.deleted if b in later}
    back = set(later.values()) - (deleted if work.restore else set())
    fresh, headings = [], _headings(lines)
    own = {work.comparison.lines[n].record.plain: work.comparison.lines[n].element for n in work.comparison.own}
    for n in body:
        if n in back:
            continue
        if work.copy and (twin := own.get(lines[n].record.plain)) is not None:  # both have written it
            work.counterpart[n] = twin
            continue
        if headings[n] in deleted and not work.restore:
            work.conflicts.append(Conflict("", "", said(lines[n].record)))  # its section was deleted by the person
            work.left_out.add(n)
        else:
            fresh.append(n)
    reshaped = follow_columns(work)
    frame = Frame(work.adopter, lines, work.counterpart, own_columns(work))
    known = [n for n, line in enumerate(lines) if (n in back or n in reshaped) and line.part == lines[body[0]].part]
    for n in insert(frame, [n for n in fresh if n not in reshaped], known):
        work.conflicts.append(Conflict("", "", said(lines[n].record)))
        work.left_out.add(n)
    work.put_in = frozenset(
        frame.numbers[each] for top in frame.inserted for each in top.iter(P) if each in frame.numbers
    )
    texts = {line.element for line in work.comparison.lines if line.record.text.strip() or line.owned}
    texts |= set(work.counterpart.values())
    remove(list(_gone(work)), lambda element: element in texts)
    reorder(frame, set(_moved(work)))
    reorder_rows(work, frame)


def _moved(work: Merging) -> Iterator[Element]:
    """Yield what a person moved in the body: paragraphs, and tables by their first cells."""
    rows = work.comparison.rows.theirs
    first = {min(n for at, cell in rows.cells.items() if at[0] == grid.number for n in cell) for grid in rows.grids}
    for n in work.comparison.moved:
        if n not in rows.unit_of or n in first:
            element = work.comparison.lines[n].element
            yield from (element, *element.iterancestors(TBL))


def _headings(lines: Sequence[Line]) -> list[int]:
    """Return the heading that each paragraph stands under; -1 for none."""
    above, found = -1, []
    for n, line in enumerate(lines):
        above = n if line.record.style.startswith("heading") and line.record.kind == "p" else above
        found.append(above)
    return found


def _gone(work: Merging) -> Iterator[Line]:
    """Yield what is to be taken out: not a heading under which something of a person's stays."""
    theirs = set(_theirs(work.comparison))
    heading: Line | None = None
    waiting: dict[Element, bool] = {}
    for line in work.comparison.lines:
        if line.record.kind == "p" and line.record.style.startswith("heading"):
            heading = line
        elif heading is not None and line.element in theirs and line.record.text.strip() and line.record.kind in "pc":
            waiting[heading.element] = True
    for line in work.vanished:
        if line.record.style.startswith("heading") and waiting.get(line.element):
            if all(each.generated or each.section != said(line.record) for each in work.conflicts):
                work.conflicts.append(Conflict("", said(line.record), ""))  # else it is told with what it heads
            work.kept.add(line.element)
        else:
            yield line


def _theirs(comparison: Comparison) -> Iterator[Element]:
    """Yield the paragraphs that a person wrote or worked on."""
    yield from (comparison.lines[n].element for n in comparison.own)
    for group in comparison.groups:
        if not comparison.left(group):
            yield from (line.element for line in comparison.mine(group))
