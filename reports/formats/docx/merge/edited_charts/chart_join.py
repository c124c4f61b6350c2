"""Charts of a Word file: the data are refreshed around what a person changed in them, which is kept and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.audit.figure_search import figures
from reports.formats.docx.merge import comments
from reports.formats.docx.merge.base import Base
from reports.formats.docx.merge.comparison import Comparison, Group
from reports.formats.docx.merge.edit_list import Edit, EditKind, edits, section_of
from reports.formats.docx.merge.file_reading import Line
from reports.formats.docx.merge.looks.kept_looks import look_edits
from reports.formats.docx.merge.merge_state import ByHand, Conflict, Merging
from reports.formats.docx.merge.other_hands.conversion import came_through, true_edits
from reports.languages.numerals import western
from reports.merge.chart_base import ChartData, cells_or_none, chart_data
from reports.merge.chart_content import Changes, Content, changes, content_of, shown, values_of
from reports.merge.chart_edits import Kept, now_of, put_back, take_out
from reports.merge.chart_merge import PACKAGE, by_libreoffice, chart_part, is_restyled, merge_chart, put_chart
from reports.merge.chart_merge import plot as plot_of
from reports.merge.workbook_cells import FORMULA, Sheets, refreshed
from reports.ooxml.package import Package


def refresh_chart(work: Merging, group: Group, mine: Line, fresh: Line) -> None:
    """Put the data of today into the chart of a paragraph; what a person changed in it stays and is told."""
    key = work.comparison.records(group)[0].key
    plot, base = work.base.plots.get(key), work.base.charts.get(key)
    package = work.mine.package
    part = chart_part(package, mine)
    if not part or base is None:
        merge_chart(package, mine, work.new.package, fresh, plot)
        return
    if is_twin(work.base, key, package, part):
        put_chart(package, mine, work.new.package, fresh, plot)
        return
    before = package.parts.get(package.related(part, PACKAGE), b"")
    restyled = plot is None or is_restyled(package, part, plot)
    cells = cells_or_none(before)
    found = changes(base.content, content_of(package.tree(part)), lossy=by_libreoffice(package))
    kept = take_out(package.tree(part), base.content, found)
    merge_chart(package, mine, work.new.package, fresh, plot)
    now = chart_data(work.new.package, fresh)
    if now is None:
        return
    if not restyled:
        looks = plot_of(package, mine)
        work.plots[fresh.record.key] = replace(plot_of(work.new.package, fresh), looks=looks.looks, ends=looks.ends)
    put_back(package.tree(part), kept, now.content)
    _refresh_workbook(
        work, (part, chart_part(work.new.package, fresh)), before, Sheets(base.cells, cells, now.cells), kept
    )
    _tell(work, group, mine, kept)


def is_twin(base: Base, key: str, package: Package, part: str) -> bool:
    """Return whether another generated chart stands where the one of the paragraph `key` stood, word for word.

    LibreOffice leaves one twice where somebody cuts a chart and pastes it elsewhere; no person has written any of it.
    """
    content = content_of(package.tree(part))
    others = (each.content for other, each in base.charts.items() if other != key and len(each.content) == len(content))
    own = base.charts.get(key)
    return not (own and _says(own.content, content)) and any(_says(each, content) for each in others)


def _says(base: Content, content: Content) -> bool:
    """Return whether a chart says what `base` does, as far as LibreOffice keeps it."""
    return bool(content) and not changes(base, content, lossy=True)


def _refresh_workbook(work: Merging, parts: tuple[str, str], before: bytes, sheets: Sheets, kept: Kept) -> None:
    """Refresh the workbook behind a chart: all of it where a person left it alone, else the cells that they left alone."""
    mine, new = work.mine.package, work.new.package
    name, source = mine.related(parts[0], PACKAGE), new.related(parts[1], PACKAGE)
    if name not in mine.parts or source not in new.parts:
        return
    worked_in = bool(before and sheets.base and sheets.mine != sheets.base)
    if not worked_in:
        mine.parts[name], sheets = new.parts[source], Sheets(sheets.new, sheets.new, sheets.new)

    def row_of(row: int) -> int:
        return int(kept.rows.get(str(row - 2), row - 2)) + 2  # the names of the series stand in the first row

    if worked_in or kept.cells:
        mine.parts[name] = refreshed(before if worked_in else mine.parts[name], sheets, row_of, kept.cells)


# ── Telling ──────────────────────────────────────────────────────────────────────────────────────


def _tell(work: Merging, group: Group, line: Line, kept: Kept) -> None:
    section, where = work.sections[group.mine[0]], work.comparison.records(group)[0].where
    for change in kept.changes.changed:
        now = now_of(change, kept)
        if change in kept.lost:
            _conflict(work, line, Conflict(section, shown(change, change.now), "", where))
        elif now not in (change.was, change.now):
            _conflict(work, line, Conflict(section, shown(change, change.now), shown(change, now), where))
        printed = {western(each.text) for each in figures(now, work.language)}
        typed = dict.fromkeys(each.text for each in figures(change.now, work.language))
        work.hands += [
            ByHand(section, text, "", now, shown(change, change.now)) for text in typed if western(text) not in printed
        ]
    for series in (content_of(kept.series[m])[0] for m in kept.changes.own):
        work.hands += [ByHand(section, text, "", "", f"{series.name}: {text}") for text in values_of(series.points)]


def _conflict(work: Merging, line: Line, conflict: Conflict) -> None:
    work.conflicts.append(conflict)
    now = (
        f"The facts now say: “{conflict.generated}”"
        if conflict.generated
        else "The chart has no place for it any more."
    )
    comments.comment(work.mine.package, [line], f"Your data were kept: “{conflict.kept}”. {now}")


# ── The list of edits ────────────────────────────────────────────────────────────────────────────


def every_edit(base: Base, package: Package, comparison: Comparison) -> Iterator[Edit]:
    """Yield what a person did in a file, to charts and to how things look too, in the order of the file."""
    beside = [*_chart_edits(base, package, comparison), *look_edits(base, package, comparison)]
    found = edits(comparison, beside)
    return true_edits(found, comparison) if base.converted or came_through(comparison) else found


def _chart_edits(base: Base, package: Package, comparison: Comparison) -> Iterator[tuple[int, Edit]]:
    """Yield what a person did to charts, each with the number of its paragraph in the file."""
    for group in comparison.groups:
        record, line = comparison.records(group)[0], comparison.mine(group)[0]
        part = chart_part(package, line) if "chart" in record.things else ""
        if not part:
            continue
        if is_twin(base, record.key, package, part):
            continue
        section = section_of(comparison, group.mine[0])
        was = base.charts.get(record.key)
        told = list(_of_chart(was, package, line)) if was else []
        plot = base.plots.get(record.key)
        if plot is not None and is_restyled(package, part, plot) and not any(not before for before, _ in told):
            told.append(("chart", "chart"))
        for before, after in told:
            kind: EditKind = "restyled" if before == after else "charted"
            yield group.mine[0], Edit(kind, before, after, section, record.where, record.key)


def _of_chart(was: ChartData, package: Package, line: Line) -> Iterator[tuple[str, str]]:
    """Yield before and after of everything that a person changed in a chart and in its workbook."""
    data = chart_data(package, line)
    if data is None:
        return
    found = changes(was.content, data.content, lossy=by_libreoffice(package))
    for change in found.changed:
        yield shown(change, change.was), shown(change, change.now)
    for m in found.own:
        series = data.content[m]
        yield "", f"{series.name}: {', '.join(values_of(series.points))}"
    for b in found.gone:
        yield was.content[b].name, ""
    if data.cells and was.cells:
        yield from _of_workbook(was, data, found)


def _of_workbook(was: ChartData, data: ChartData, found: Changes) -> Iterator[tuple[str, str]]:
    """Yield sheets of a person's own, and cells that they changed beside those that the chart shows."""
    for sheet, cells in data.cells.items():
        if sheet not in was.cells:
            yield "", f"sheet “{sheet}”: {', '.join(list(cells.values())[:8])}"
    charted = {text for change in found.changed for text in (change.was, change.now)}
    charted |= {text for m in found.own for text in (data.content[m].name, *data.content[m].points.values())}
    for sheet, before in was.cells.items():
        after = data.cells.get(sheet)
        if after is None:
            yield f"sheet “{sheet}”", ""
            continue
        places = [at for at in {**before, **after} if before.get(at, "") != after.get(at, "")]
        other = [at for at in places if not {before.get(at, ""), after.get(at, "")} - {""} <= charted]
        if other:
            texts = (
                [cells.get(at, "") for at in other if cells.get(at, FORMULA) != FORMULA] for cells in (before, after)
            )
            old, new = (", ".join(each) for each in texts)
            yield f"cells: {old}", f"cells: {new}"


__all__ = ["every_edit", "refresh_chart"]
