"""What a template names of a dataset, in words, becomes coordinates: codes, periods, `latest`, ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.domain.datasets.dataset import Dimension, Measure
from reports.domain.datasets.observations import Key, Observations, slug_of
from reports.domain.periods import read_period, read_span

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue

LATEST, FIRST, ALL = "latest", "first", "all"
"""Words that stand for periods and codes."""
TIME = "time"
"""Name under which a period may be given, whatever its dimension is called."""
MEASURE = "measure"
"""Name under which a measure is given."""


class QueryError(ValueError):
    """The words name nothing in the dataset; carries what is wrong, the cure, and the words to point at."""

    def __init__(self, what: str, cure: str, words: str = "", known: Sequence[str] = ()) -> None:
        """Keep all three, and the words that were possible instead."""
        super().__init__(what)
        self.what, self.cure, self.words, self.known = what, cure, words, known


@dataclass(frozen=True, slots=True)
class Query:
    """Part of a dataset: a measure, and for each dimension the codes that are meant; none where nothing was said of it."""

    table: Observations
    measure: Measure
    codes: Mapping[str, tuple[str, ...]]

    def free(self) -> tuple[Dimension, ...]:
        """Return the dimensions of which not exactly one code is meant."""
        return tuple(each for each in self.table.dataset.dimensions if len(self.codes.get(each.id, ())) != 1)

    def key(self, **others: str) -> Key:
        """Return the coordinates, with those in `others` instead of the own."""
        return tuple(others.get(each.id) or self.codes[each.id][0] for each in self.table.dataset.dimensions)

    def meant(self) -> list[Key]:
        """Return every combination that is meant, and all codes of a dimension of which nothing was said."""
        return list(self.table.combined(self.codes))


def asked(catalogue: Catalogue, dataset: str, positional: Sequence[str], named: Mapping[str, str]) -> Query:
    """Return what the words of a template mean.

    Args:
        catalogue: the datasets.
        dataset: id of one.
        positional: codes, a measure or a period, in any order.
        named: by id of a dimension, by the length of its periods (`month`), or `measure`.

    Raises:
        QueryError: they name nothing, or more than one thing.
    """
    table = catalogue.tables.get(dataset)
    if table is None:
        cure = f"use one of {', '.join(catalogue.tables)}"
        raise QueryError(f"there is no dataset {dataset!r}", cure, dataset, tuple(catalogue.tables))
    said = dict(named)
    measure = _measure(table, said, positional)
    codes: dict[str, tuple[str, ...]] = {}
    for word, text in said.items():
        dimension = dimension_of(table, word)
        codes[dimension.id] = meant(table, dimension, text)
    for text in positional:
        if text in [each.id for each in table.dataset.measures]:
            continue
        dimension, found = _place_of(table, text)
        if dimension.id in codes:
            raise QueryError(f"{text!r} is a second {dimension.id}", "name one", text)
        codes[dimension.id] = found
    return _with_words(Query(table, measure, codes))


def _measure(table: Observations, said: dict[str, str], positional: Sequence[str]) -> Measure:
    known = {each.id: each for each in table.dataset.measures}
    named = [text for text in positional if text in known]
    if (text := said.pop(MEASURE, "")) and text not in known:
        raise QueryError(
            f"the dataset {table.dataset.id!r} has no measure {text!r}", f"use one of {', '.join(known)}", text
        )
    text = text or (named[0] if named else "")
    if not text and len(known) > 1:
        what = f"the dataset {table.dataset.id!r} has several measures"
        raise QueryError(what, f"name one of {', '.join(known)}", table.dataset.id)
    return known[text] if text else table.dataset.measures[0]


def axis_of(text: str) -> tuple[str, str]:
    """Return the dimension in 'industry: construction, mining', and the codes behind it, empty where all are meant."""
    name, _, codes = text.partition(":")
    return name.strip(), codes.strip()


def dimension_of(table: Observations, word: str) -> Dimension:
    """Return the dimension of that id, or time where `word` is the length of its periods; QueryError where there is none."""
    for each in table.dataset.dimensions:
        if word in (each.id, each.period, TIME if each.period else ""):
            return each
    known = ", ".join(each.id for each in table.dataset.dimensions)
    what = f"the dataset {table.dataset.id!r} has no dimension {word!r}"
    raise QueryError(what, f"use one of {known}", word, known.split(", "))


def _place_of(table: Observations, text: str) -> tuple[Dimension, tuple[str, ...]]:
    found = []
    for dimension in table.dataset.dimensions:
        try:
            found.append((dimension, meant(table, dimension, text)))
        except QueryError:
            continue
    if len(found) == 1:
        return found[0]
    dimensions = " and ".join(each.id for each, _ in found)
    what = f"{text!r} is a code of {dimensions}" if found else f"the dataset {table.dataset.id!r} has no code {text!r}"
    cure = f'write it with its dimension, such as {found[0][0].id}="{text}"' if found else _known(table)
    every = [code for codes in table.codes.values() for code in codes] if not found else ()
    raise QueryError(what, cure, text, every)


def _known(table: Observations) -> str:
    rows = (f"{each.id}: {', '.join(table.codes[each.id][:6])} …" for each in table.dataset.dimensions)
    return f"use one of its codes ({'; '.join(rows)})"


def meant(table: Observations, dimension: Dimension, text: str) -> tuple[str, ...]:
    """Return the codes of `dimension` that `text` means: one, several with commas between, a range of periods, or `all`.

    Periods come in their order, whatever that in `text`.

    Raises:
        QueryError: it means none.
    """
    known = table.codes[dimension.id]
    if text == ALL:
        return known
    if dimension.period and "," in text:
        return _some_periods(table, dimension, text)
    if dimension.period:
        return _periods(table, dimension, text)
    by_slug = table.slugs[dimension.id]
    found = []
    for part in (each.strip() for each in text.split(",")) if text not in known else (text,):
        code = part if part in table.slug_of[dimension.id] else by_slug.get(slug_of(part))
        if code is None:
            raise QueryError(f"there is no {dimension.id} {part!r}", _known(table), part, known)
        found.append(code)
    return tuple(found)


def _some_periods(table: Observations, dimension: Dimension, text: str) -> tuple[str, ...]:
    """Return the periods of a list, each of which is one or a range."""
    parts = [part.strip() for part in text.split(",")]
    if words := [part for part in parts if part in (LATEST, FIRST)]:
        raise QueryError(f"{words[0]!r} stands among other periods", "name all of them, or it alone", text)
    wanted = {code for part in parts for code in _periods(table, dimension, part)}
    return tuple(code for code in table.codes[dimension.id] if code in wanted)


def _periods(table: Observations, dimension: Dimension, text: str) -> tuple[str, ...]:
    known = table.codes[dimension.id]
    if text in (LATEST, FIRST):
        return (text,)
    try:
        first, last = read_span(text)
    except ValueError as failure:
        raise QueryError(str(failure), "write it like " + known[-1], text) from None
    if "/" not in text and first and first.grain == dimension.period:
        if first.text not in known:
            what = f"the dataset {table.dataset.id!r} has no {dimension.id} {text}; it has {known[0]} to {known[-1]}"
            raise QueryError(what, "name one of those", text)
        return (first.text,)
    low, high = first.first if first else None, last.last if last else None
    found = tuple(
        each for each in known
        if (low is None or read_period(each).first >= low) and (high is None or read_period(each).last <= high)
    )  # fmt: skip
    if not found:
        what = f"the dataset {table.dataset.id!r} has no {dimension.id} within {text}; it has {known[0]} to {known[-1]}"
        raise QueryError(what, "name some of those", text)
    return found


def _with_words(query: Query) -> Query:
    """Return `query` with the newest or oldest period that has a value in place of `latest` and `first`."""
    time = query.table.dataset.time
    if time is None or query.codes.get(time.id) not in ((LATEST,), (FIRST,)):
        return query
    known = query.table.codes[time.id]
    order = known if query.codes[time.id] == (FIRST,) else known[::-1]
    for period in order:
        codes = {**query.codes, time.id: (period,)}
        found = (query.table.find(query.measure.id, key) for key in query.table.combined(codes))
        if any(each and each.value is not None for each in found):
            return Query(query.table, query.measure, codes)
    raise QueryError("no period has a value there", "name other codes", query.table.dataset.id)


def only(query: Query) -> Key:
    """Return the coordinates of the one cell that is meant.

    Raises:
        QueryError: a dimension is missing, or several codes are meant.
    """
    for each in query.free():
        said = query.codes.get(each.id, ())
        what = (
            f"{len(said)} codes of {each.id!r} are meant"
            if said
            else f"it is not said which {each.id} of {query.table.dataset.id!r}"
        )
        example = query.table.codes[each.id][-1]
        raise QueryError(
            what, f'add {each.id}="{example}"' + (' or "latest"' if each.period else ""), query.table.dataset.id
        )
    return query.key()
