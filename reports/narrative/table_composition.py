"""A chart definition of a kind that is a table becomes what the kind makes its table from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.charts.table_exhibit import Region, Stage, TableColumn, TablePoint, TableRequest
from reports.document import Text, plain
from reports.domain.datasets.queries import axis_of, dimension_of
from reports.load.definition_files import ColumnFile, PointFile
from reports.narrative.chart_specs.captions import source_line

if TYPE_CHECKING:
    from reports.narrative.chart_specs.chart_composition import Drafting


def table_request(draft: Drafting) -> TableRequest:
    """Return the facts, actors and words that a definition names, all resolved."""
    file, setting = draft.file, draft.setting
    ids = tuple(dict.fromkeys((*(p.fact for p in file.points), *(f for column in file.columns for f in column.facts))))
    title, subtitle, own, alt = (draft.text(key) for key in ("title", "subtitle", "note", "alt"))
    actors, sources = setting.book.actors, setting.book.sources
    return TableRequest(
        id=draft.id,
        title=title,
        subtitle=subtitle,
        note=(*own, *(Text(" "),) * bool(own), *source_line(ids, setting)),
        alt=plain(alt),
        book=setting.book,
        speech=setting.speech,
        focus=setting.focus,
        points=tuple(_point(draft, n, point) for n, point in enumerate(file.points)),
        actors=tuple(actors[id] for id in file.rows),
        columns=tuple(_column(draft, n, column) for n, column in enumerate(file.columns)),
        row_head=_row_head(draft),
        stages=stages_of(draft),
        regions=tuple(
            Region(
                draft.line(each.head, draft.tree.place(("regions", n, "head"))), tuple(actors[id] for id in each.actors)
            )
            for n, each in enumerate(file.regions)
        ),
        sources=tuple(sources[id] for id in file.sources) or tuple(sorted(sources.values(), key=lambda s: s.number)),
    )


def _row_head(draft: Drafting) -> str:
    """Return what the dimension in the rows is called, where points are a slice of a dataset."""
    wanted, catalogue = draft.file.observations, draft.setting.book.datasets
    if wanted is None or catalogue is None:
        return ""
    dimension = dimension_of(catalogue.tables[wanted.dataset], axis_of(wanted.rows)[0])
    return catalogue.wording(wanted.dataset, draft.setting.speech.locale).head(dimension)


def stages_of(draft: Drafting) -> tuple[Stage, ...]:
    """Return the stages of a definition, from the first to the last."""
    return tuple(
        Stage(draft.line(each.head, draft.tree.place(("stages", n, "head"))), each.statuses, each.apart)
        for n, each in enumerate(draft.file.stages)
    )


def _point(draft: Drafting, n: int, point: PointFile) -> TablePoint:
    fact, place = draft.setting.book.facts[point.fact], draft.tree.place(("points", n, "fact"))
    words = draft.line(point.words, place) if point.words else ()
    series = draft.line(point.series, place) if point.series else ()
    return TablePoint(fact, draft.label(point, fact, place), words, point.focus, series)


def _column(draft: Drafting, n: int, column: ColumnFile) -> TableColumn:
    facts = draft.setting.book.facts
    head = draft.line(column.head, draft.tree.place(("columns", n, "head")))
    done, open = (tuple(facts[id] for id in ids) for ids in (column.done, column.open))
    return TableColumn(head, done, open, facts[column.list] if column.list else None)
