"""Two or three lists side by side: who is on one of them only, and between them who is on several, or the word for nobody."""

from __future__ import annotations

from itertools import zip_longest

from reports.charts.table_exhibit import ExhibitError, TableColumn, TableRequest, recorded_names
from reports.document import Column, Emphasis, Inlines, Row, Table, Text
from reports.domain.facts import Fact

FEWEST, MOST = 2, 3
"""Lists that can be compared at a glance."""


def sets_table(request: TableRequest) -> Table:
    """Return a column a list, with the names on no other list, and after the first what they share.

    Names stand in rows, in the order of the alphabet; whoever the report is about comes first. Lists that their source
    gives as partial say so below.

    Raises:
        ExhibitError: there are not two or three lists, or a column has none, or one that names nobody.
    """
    lists = _lists(request)
    known = {
        id: [n for n, fact in enumerate(lists) if id in recorded_names(fact)] for f in lists for id in recorded_names(f)
    }
    alone = [request.sorted_names({id for id, at in known.items() if at == [n]}) for n in range(len(lists))]
    shared = request.sorted_names({id for id, at in known.items() if len(at) > 1})
    columns = [
        (column.head, [request.name(id) for id in ids]) for column, ids in zip(request.columns, alone, strict=True)
    ]
    between = [_shared(request, id, known[id]) for id in shared] or [request.word("sets-none")]
    columns.insert(1, (request.word("sets-both" if len(lists) == FEWEST else "sets-several"), between))
    cites = [request.marks(fact) for fact in lists]
    heads = [head for head, _ in columns]
    for n, cite in zip((0, *range(2, len(columns))), cites, strict=True):
        heads[n] = (*heads[n], Text(" "), cite)
    rows = [Row(tuple(cells)) for cells in zip_longest(*(cells for _, cells in columns), fillvalue=())]
    if any(fact.partial for fact in lists):
        said = [(Emphasis(request.word("sets-partial")),) if fact.partial else () for fact in lists]
        rows.append(Row((said[0], (), *said[1:])))
    return request.table(tuple(Column(head) for head in heads), tuple(rows), is_list=True)


def _lists(request: TableRequest) -> tuple[Fact, ...]:
    if not FEWEST <= len(request.columns) <= MOST:
        what = f"the number of lists is {len(request.columns)}, and two or three can be compared"
        raise ExhibitError(("columns",), what, "change 'columns:', or use 'kind: matrix'")
    return tuple(_list(column, n) for n, column in enumerate(request.columns))


def _list(column: TableColumn, n: int) -> Fact:
    if column.list is None:
        cure = "name the fact whose countries or actors are the list: 'list: signatories'"
        raise ExhibitError(("columns", n), "a list that is compared has no 'list:'", cure)
    if not recorded_names(column.list):
        what = f"the fact {column.list.id!r} names nobody"
        raise ExhibitError(("columns", n, "list"), what, "record its 'countries:' or 'actors:', or choose another")
    return column.list


def _shared(request: TableRequest, id: str, at: list[int]) -> Inlines:
    """Return a name that is on several lists; of three, with the heads of those it is on."""
    if len(request.columns) == FEWEST:
        return request.name(id)
    heads: list[Inlines] = [request.columns[n].head for n in at]
    between = Text(request.speech.word("furniture", "list-separator"))
    said = tuple(each for k, head in enumerate(heads) for each in ((between,) * bool(k) + head))
    return (*request.name(id), Text(" ("), *said, Text(")"))
