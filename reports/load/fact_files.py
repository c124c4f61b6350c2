"""Fact files in, `FactBook` out; every problem of every file in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import ValidationError

from reports.domain.datasets.dataset_opening import opened
from reports.domain.fact_book import FactBook
from reports.domain.facts import SOURCE_LINE, Actor, Entry, Fact, Source, Term
from reports.domain.fingerprints import digest, fingerprint
from reports.errors import FlagError, InputError, Place, Problem, at_first_place
from reports.load.conflict_copies import conflict_copy
from reports.load.datasets.dataset_consistency import dataset_problems
from reports.load.derivations import with_claims
from reports.load.fact_consistency import UNDECLARED, disagreements
from reports.load.folder_access import unreachable
from reports.load.record_history import misrecorded, sources_then, standing
from reports.load.validation_messages import explain_all
from reports.notation.garbage_collection import without_collector
from reports.notation.nearest_name import suggester
from reports.notation.yaml_tree import Route, Tree, Value, read_text, tree_of

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue
    from reports.domain.datasets.dataset import Dataset

DATASETS = "datasets"
KINDS: Mapping[str, type[Entry] | None] = {
    "sources": Source,
    "actors": Actor,
    "facts": Fact,
    DATASETS: None,
    "terms": Term,
}
"""What each list holds; the model of datasets is loaded where there are some (see `model_of`)."""
NO_FACTS = "holds no facts"
"""What is said of files without a fact."""
MAX_PROBLEMS = 1000
"""Of the entries of a list that are looked at; a file with more of them is of another kind."""
E_ = TypeVar("E_", bound=Entry)
Tables = Mapping[str, Mapping[str, "Found"]]
UNKNOWN = ""
"""Stands among the ids of unreadable files where not even those can be made out."""
_ID = re.compile(r"^[ -]*id: *([a-z0-9-]+) *$", re.MULTILINE)


class Found(NamedTuple):
    """An entry with the file and the route it stands at."""

    entry: Entry
    tree: Tree
    route: Route


@without_collector()
def load_facts(folder: Path, shown: str, as_of: str = "") -> tuple[FactBook, tuple[Problem, ...]]:
    """Return the facts of all `*.yaml` in `folder`, recorded up to `as_of`, and every problem with its place.

    The book holds whatever could be read, so that templates can be checked in the same run.

    Args:
        folder: folder of the fact files.
        shown: how messages name the folder.
        as_of: last day to take into account, ISO 8601; empty for the newest `recorded`.

    Raises:
        FlagError: no fact was recorded by `as_of`.
    """
    problems: list[Problem] = []
    lost: set[str] = set()
    trees = list(_trees(folder, shown, problems, lost))
    found = {kind: list(_entries(trees, kind, problems)) for kind in KINDS}
    problems += _unknown_keys(trees)
    tables = {kind: _by_id(entries, kind, problems) for kind, entries in found.items()}
    problems += _numbers(found["sources"])
    unread = (_ids(trees) | lost) - set().union(*tables.values())
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


def _ids(trees: Iterable[Tree]) -> frozenset[str]:
    """Return every id that stands in the files, readable entry or not, also below a mistyped kind."""
    lists = (entries for tree in trees if isinstance(tree.value, dict) for entries in tree.value.values())
    items = (item for entries in lists if isinstance(entries, list) for item in entries)
    return frozenset(str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)


def _trees(folder: Path, shown: str, problems: list[Problem], lost: set[str]) -> Iterator[Tree]:
    """Yield what can be read; ids in a file that is no YAML go to `lost`, so that templates may name them."""
    if closed := unreachable(folder, shown, "name the folder of the fact files with --facts"):
        problems.extend(closed)
        return
    for path in sorted(folder.glob("[!.]*.y*ml")):  # a hidden one is an editor's own, such as a lock
        if copy := conflict_copy(path, f"{shown}/{path.name}"):
            problems.append(copy)
            continue
        try:
            text = read_text(path, f"{shown}/{path.name}")
            tree, found = tree_of(text, f"{shown}/{path.name}")
        except InputError as failure:
            problems.extend(failure.problems)
            lost.update(_ids_of_unreadable(path) or {UNKNOWN})
            continue
        problems.extend(found)
        yield tree


def _ids_of_unreadable(path: Path) -> set[str]:
    """Return the ids in a file that is no YAML or no UTF-8, as far as they can be made out; none of what is no plain file."""
    if not path.is_file():
        return set()
    try:
        return set(_ID.findall(path.read_bytes().decode("utf-8", "replace")))
    except OSError:
        return set()


def _unknown_keys(trees: Iterable[Tree]) -> Iterator[Problem]:
    near = suggester({"": KINDS})
    for tree in trees:
        if not isinstance(tree.value, dict):
            yield Problem(
                Place(tree.path, 1, 1),
                "holds no entries",
                "start it with 'sources:', 'actors:', 'facts:' or 'datasets:'",
            )
            continue
        for key in tree.value:
            if key not in KINDS:
                yield Problem(
                    tree.place((key,)),
                    f"the key {key!r} is not known{near('', key)}",
                    f"use one of {', '.join(KINDS)}",
                )


def _entries(trees: Iterable[Tree], kind: str, problems: list[Problem]) -> Iterator[Found]:
    for tree in trees:
        items = tree.value.get(kind) if isinstance(tree.value, dict) else None
        if items is None:
            continue
        if not isinstance(items, list):
            problems.append(Problem(tree.place((kind,)), f"{kind!r} must be a list", "begin each entry with '- id:'"))
            continue
        yield from _of_list(items, tree, kind, problems)


def _of_list(items: Sequence[Value], tree: Tree, kind: str, problems: list[Problem]) -> Iterator[Found]:
    lost: dict[Route, set[Route]] = {}
    for route in tree.lost:
        lost.setdefault(route[:2], set()).add(route)
    before = len(problems)
    for n, item in enumerate(items):
        if len(problems) - before > MAX_PROBLEMS:
            left = f"{len(items) - n:,}"
            what = f"those above have more than {MAX_PROBLEMS:,} problems; the {left} from here on were not looked at"
            problems.append(Problem(tree.place((kind, n)), what, "correct those above first"))
            return
        found = _entry(item, tree, (kind, n), lost.get((kind, n), set()))
        if isinstance(found, Found):
            yield found
        else:
            problems += found


def _entry(item: Value, tree: Tree, route: Route, lost: Set[Route]) -> Found | list[Problem]:
    """Return an entry, or what is wrong with it; nothing more is said of what is `lost`, which is told already."""
    if route in lost:
        return []
    kind = str(route[0])
    name = f"{kind.removesuffix('s')} {str(item.get('id', '?') if isinstance(item, dict) else '?')!r}"
    try:
        entry = model_of(kind).model_validate(item)
    except ValidationError as failure:
        told = {tree.place(each) for each in lost}
        explained = explain_all(failure, tree, route, name, model_of(kind))
        return [problem for problem in explained if problem.where not in told]
    return [] if lost else Found(entry, tree, route)


def model_of(kind: str) -> type[Entry]:
    """Return what an entry of a list is."""
    if model := KINDS[kind]:
        return model
    from reports.domain.datasets.dataset import Dataset

    return Dataset


def _by_id(entries: Iterable[Found], kind: str, problems: list[Problem]) -> dict[str, Found]:
    table: dict[str, Found] = {}
    for found in entries:
        id = str(getattr(found.entry, "id"))  # noqa: B009 - every kind of entry has an id; Entry itself has none
        if id in table:
            first = table[id].tree.place((*table[id].route, "id"))
            problems.append(
                Problem(
                    found.tree.place((*found.route, "id")),
                    f"the id {id!r} stands twice in {kind} (first at {first})",
                    "give one of them another id",
                )
            )
        else:
            table[id] = found
    return table


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
    book = FactBook(sources, actors, facts, version, until, broken, terms=terms, where=_where(tables))
    return replace(book, datasets=catalogue, superseded=then.superseded, aliases=then.aliases, later=later)


def _where(tables: Tables) -> dict[tuple[str, str], object]:
    """Return the place of each entry, and of each number of a fact."""
    where: dict[tuple[str, str], object] = {
        (kind, id): found.tree.place((*found.route, "id"))
        for kind, table in tables.items()
        for id, found in table.items()
    }
    where |= {
        (key, id): found.tree.place((*found.route, key))
        for id, found in tables["facts"].items()
        for key in ("value", "low", "high")
        if getattr(found.entry, key) is not None
    }
    return where | {
        (f"source {key}", id): at
        for id, found in tables["sources"].items()
        for key in SOURCE_LINE
        if (at := found.tree.places.get((*found.route, key)))
    }
