"""What must agree within a dataset, and between it and the other entries of the fact file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import unit_of
from reports.errors import Place, Problem
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue
    from reports.domain.datasets.dataset import Dataset
    from reports.load.fact_entries import Found

Tables = Mapping[str, Mapping[str, "Found"]]
Known = Callable[[str], bool]


def dataset_problems(tables: Tables, broken: Collection[str]) -> Iterator[tuple[str, Problem]]:
    """Yield (id, problem) for whatever does not agree in a dataset, or between it and other entries.

    References to `broken` ids, which are problems already, raise no further ones.
    """
    from reports.domain.datasets.dataset import Dataset

    for id, found in tables["datasets"].items():
        assert isinstance(found.entry, Dataset)
        if id in tables["facts"]:
            yield id, Problem(_at(found, "id"), f"the id {id!r} is also that of a fact", "give one of them another id")
        for route, wanted, kind in _named(found.entry):
            if wanted not in tables[kind] and wanted not in broken:
                what = f"the {kind.removesuffix('s')} {wanted!r} is not declared{nearest(wanted, tables[kind])}"
                yield id, Problem(_at(found, *route), what, "correct the id, or declare it")
        for part in (_doubled, _measures, _attributes):
            yield from ((id, problem) for problem in part(found, found.entry))


def _at(found: Found, *route: str | int) -> Place:
    return found.tree.place((*found.route, *route))


def _named(dataset: Dataset) -> Iterator[tuple[Route, str, str]]:
    for key, kind in (("sources", "sources"), ("actors", "actors"), ("countries", "actors")):
        for n, id in enumerate(getattr(dataset, key)):
            yield (key, n), id, kind
    for n, dimension in enumerate(dataset.dimensions):
        for m, code in enumerate(dimension.codes):
            if code.actor:
                yield ("dimensions", n, "codes", m, "actor"), code.actor, "actors"


def _doubled(found: Found, dataset: Dataset) -> Iterator[Problem]:
    lists: list[tuple[str, Route, Sequence[str]]] = [
        ("dimension", ("dimensions",), [each.id for each in dataset.dimensions]),
        ("measure", ("measures",), [each.id for each in dataset.measures]),
    ]
    for n, dimension in enumerate(dataset.dimensions):
        lists.append(("code", ("dimensions", n, "codes"), [code.code for code in dimension.codes]))
    for kind, route, names in lists:
        for n, name in enumerate(names):
            if name in names[:n]:
                yield Problem(_at(found, *route, n), f"the {kind} {name!r} stands twice", "delete or rename one")
    for key in ("period", "across"):
        having = [n for n, each in enumerate(dataset.dimensions) if getattr(each, key)]
        if len(having) > 1:
            what = f"two dimensions have {key!r}"
            yield Problem(_at(found, "dimensions", having[1], key), what, "keep one")


def _measures(found: Found, dataset: Dataset) -> Iterator[Problem]:
    if dataset.across and len(dataset.measures) > 1:
        what = "a wide table holds one measure, since the heads of its columns are codes"
        yield Problem(_at(found, "measures", 1), what, "make a dataset of its own for each")
    known = [each.id for each in dataset.dimensions]
    for n, measure in enumerate(dataset.measures):
        if (measure.column is None) is (dataset.across is None):
            what = (
                "has a column, but its numbers stand below the heads of a dimension"
                if measure.column
                else "has no 'column:'"
            )
            yield Problem(_at(found, "measures", n), f"the measure {measure.id!r} {what}", "correct it")
        if measure.shown and not _rescales(measure.unit, measure.shown.unit):
            what = f"{measure.shown.unit!r} is no other scale of {measure.unit!r}"
            yield Problem(_at(found, "measures", n, "shown"), what, "name the same unit with another scale, or none")
        for m, id in enumerate(measure.additive):
            if id not in known:
                what = f"there is no dimension {id!r}{nearest(id, known)}"
                yield Problem(_at(found, "measures", n, "additive", m), what, f"use one of {', '.join(known)}")


def _rescales(one: str, other: str) -> bool:
    """Return whether two units are one in different scales."""
    first, second = unit_of(one), unit_of(other)
    return (first.currency, first.noun, first.tail) == (second.currency, second.noun, second.tail)


def _attributes(found: Found, dataset: Dataset) -> Iterator[Problem]:
    for n, attribute in enumerate(dataset.attributes):
        if attribute.measure and attribute.measure not in [each.id for each in dataset.measures]:
            what = f"there is no measure {attribute.measure!r}"
            yield Problem(_at(found, "attributes", n, "measure"), what, "correct the id")
    says = {each.says for each in dataset.attributes}
    if ("low" in says) != ("high" in says):
        yield Problem(
            _at(found, "attributes"), "an interval needs a column for 'low' and one for 'high'", "add the other"
        )
    if dataset.qualifier is Qualifier.BETWEEN or dataset.qualifier.indefinite:
        what = f"the qualifier {dataset.qualifier.value!r} does not suit single numbers"
        yield Problem(_at(found, "qualifier"), what, "use exactly, about or approximately")


def operand_problems(
    found: Found, fact: Fact, catalogue: Catalogue | None, facts: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each observation that `fact` is derived from and that is not there, or came later."""
    for n, id in enumerate(fact.derived_from):
        if "." not in id:
            continue
        place = partial(found.tree.place, (*found.route, "derived_from", n))
        name = id.partition(".")[0]
        if catalogue is None or name not in catalogue.tables:
            if name not in facts:
                yield Problem(place(), f"there is no dataset {name!r} for the observation {id!r}", "correct the id")
            continue
        observed = catalogue.find(id)
        if observed is None:
            example = example_id(catalogue, name)
            yield Problem(place(), f"the dataset {name!r} has no observation {id!r}", f"write it like {example}")
        elif observed[1].value is None:
            what = f"the observation {id!r} has no value; it is {observed[1].observed.value}"
            yield Problem(place(), what, "derive the fact from others")
        elif fact.recorded < observed[0].dataset.recorded:
            what = f"the fact {fact.id!r} was recorded before the dataset {name!r} ({observed[0].dataset.recorded})"
            yield Problem(place(), what, "correct 'recorded:' of one of them")


def example_id(catalogue: Catalogue, name: str) -> str:
    """Return the id of an observation of the dataset `name`, to be written like."""
    from reports.domain.datasets.cells import cell_id

    table = catalogue.tables[name]
    key = tuple(table.codes[each.id][-1] if table.codes[each.id] else "?" for each in table.dataset.dimensions)
    return cell_id(table, table.dataset.measures[0], key)
