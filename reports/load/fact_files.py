"""Fact files in, `FactBook` out; every problem of every file in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reports.domain.datasets.dataset_opening import opened
from reports.domain.fact_book import FactBook
from reports.domain.facts import Actor, Entry, Fact, Source, Term
from reports.domain.fingerprints import digest, fingerprint
from reports.errors import FlagError, Place, Problem, at_first_place
from reports.load.datasets.dataset_consistency import dataset_problems
from reports.load.derivations import with_claims
from reports.load.entry_places import BookPlaces
from reports.load.fact_consistency import UNDECLARED, disagreements
from reports.load.fact_entries import (
    DATASETS,
    KINDS,
    UNKNOWN,
    Found,
    Parse,
    Validated,
    by_id,
    declared_ids,
    entries_of,
    read_trees,
    unknown_keys,
)
from reports.load.record_history import misrecorded, sources_then, standing
from reports.notation.garbage_collection import without_collector
from reports.notation.yaml_tree import tree_of

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue
    from reports.domain.datasets.dataset import Dataset

NO_FACTS = "holds no facts"
"""What is said of files without a fact."""
E_ = TypeVar("E_", bound=Entry)
Tables = Mapping[str, Mapping[str, Found]]
"""Entries by their ids, by kind."""


@without_collector()
def load_facts(
    folder: Path, shown: str, as_of: str = "", parse: Parse = tree_of, validated: Validated | None = None
) -> tuple[FactBook, tuple[Problem, ...]]:
    """Return the facts of all `*.yaml` in `folder`, recorded up to `as_of`, and every problem with its place.

    The book holds whatever could be read, so that templates can be checked in the same run.

    Args:
        folder: folder of the fact files.
        shown: how messages name the folder.
        as_of: last day to take into account, ISO 8601; empty for the newest `recorded`.
        parse: takes the YAML of a file apart.
        validated: entries that were validated before.

    Raises:
        FlagError: no fact was recorded by `as_of`.
    """
    problems: list[Problem] = []
    lost: set[str] = set()
    trees = list(read_trees(folder, shown, problems, lost, parse))
    found = {kind: list(entries_of(trees, kind, problems, validated)) for kind in KINDS}
    problems += unknown_keys(trees)
    tables = {kind: by_id(entries, kind, problems) for kind, entries in found.items()}
    problems += _numbers(found["sources"])
    unread = (declared_ids(trees) | lost) - set().union(*tables.values())
    catalogue, amiss = _catalogue(folder, shown, tables)
    problems += amiss
    unread |= set(tables["datasets"]).difference(catalogue.tables if catalogue else ())
    wrong = [*disagreements(tables, unread, catalogue), *misrecorded(tables["facts"])]
    wrong += dataset_problems(tables, unread) if tables["datasets"] else ()
    # what is missing may be declared in a file that cannot be read
    problems += at_first_place(each for _, each in wrong if UNKNOWN not in lost or UNDECLARED not in each.what)
    if not (tables["facts"] or tables["datasets"] or problems):
        problems.append(Problem(Place(shown), NO_FACTS, "add a file with 'facts:' and at least one entry"))
    broken = unread | {id for id, _ in wrong} | set(_unsourced(tables, unread))
    return _book(tables, as_of, broken, catalogue), tuple(problems)


def _catalogue(folder: Path, shown: str, tables: Tables) -> tuple[Catalogue | None, list[Problem]]:
    """Return the observations of all datasets, and what is wrong with their files; None where there are no datasets."""
    if not tables["datasets"]:
        return None, []
    from reports.domain.datasets.catalogue import Catalogue
    from reports.languages.registry import language, languages
    from reports.load.datasets.dataset_files import load_datasets

    loaded, problems = load_datasets(folder, shown, tables["datasets"])
    return Catalogue(loaded, {tag: language(tag) for tag in languages()}), problems


def _unsourced(tables: Tables, unread: Set[str]) -> Iterator[str]:
    """Yield the ids of facts that cite an entry which could not be read."""
    for id, fact in _of(tables, "facts", Fact).items():
        if any(ref.source in unread for ref in fact.all_refs):
            yield id


def _numbers(sources: Iterable[Found]) -> Iterator[Problem]:
    known: dict[int, str] = {}
    for found in sources:
        assert isinstance(found.entry, Source)
        number = found.entry.number
        if number in known:
            yield Problem(
                found.tree.place((*found.route, "number")),
                f"the number {number} is also that of {known[number]!r}",
                "number the sources apart",
            )
        known[number] = found.entry.id


def _of(tables: Mapping[str, Mapping[str, Found]], kind: str, model: type[E_]) -> dict[str, E_]:
    return {id: found.entry for id, found in tables[kind].items() if isinstance(found.entry, model)}


def _datasets(tables: Tables) -> dict[str, Dataset]:
    if not tables[DATASETS]:
        return {}
    from reports.domain.datasets.dataset import Dataset

    return _of(tables, DATASETS, Dataset)


def _book(tables: Tables, as_of: str, broken: frozenset[str], catalogue: Catalogue | None) -> FactBook:
    everything = {id: fact for id, fact in _of(tables, "facts", Fact).items() if id not in broken}
    datasets = {id: each for id, each in _datasets(tables).items() if id not in broken}
    days = [*(each.recorded for each in everything.values()), *(each.recorded for each in datasets.values())]
    until = as_of or max(days, default="")
    then = standing(everything, until)
    known = {id: each for id, each in datasets.items() if each.recorded <= until}
    if (everything or datasets) and not (then.facts or known):
        raise FlagError(f"--as-of: no fact was recorded by {until}; name {min(days)} or a later day")
    cited = {source for each in known.values() for source in each.sources}
    sources, actors = sources_then(_of(tables, "sources", Source), then, until, cited), _of(tables, "actors", Actor)
    version = fingerprint((sources, actors, then.facts, known) if known else (sources, actors, then.facts))
    if catalogue:
        catalogue = replace(catalogue, tables={id: each for id, each in catalogue.tables.items() if id in known})
        version = digest(version, *(each.sha256 for each in catalogue.tables.values()))
    facts = with_claims(then.facts, opened(then.facts, catalogue))
    later = {**then.later, **{id: each.recorded for id, each in datasets.items() if id not in known}}
    terms = _of(tables, "terms", Term)
    book = FactBook(sources, actors, facts, version, until, broken, terms=terms, where=BookPlaces(tables))
    return replace(book, datasets=catalogue, superseded=then.superseded, aliases=then.aliases, later=later)
