"""Datasets against what they were taken from: the fingerprint of their file, and each cell where the source is a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from reports.domain.datasets.observations import Key, Observation, Observations
from reports.domain.fact_book import FactBook
from reports.domain.facts import NOT_STATED, Source
from reports.errors import Place, Problem
from reports.load.datasets.dataset_files import reader_of
from reports.load.datasets.observation_assembly import assembled
from reports.load.datasets.text_table import NoTableError
from reports.load.entry_places import Places

PAGES = frozenset({".html", ".htm"})
MOST = 20
"""Cells of one dataset that are told; where more differ, it is another edition."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was compared."""

    problems: tuple[Problem, ...]
    datasets: int
    cells: int
    """Observations that were found in the table of their source."""


def tabular(book: FactBook) -> frozenset[str]:
    """Return the sources that datasets cite and no fact does: tables, which have no paragraphs."""
    if book.datasets is None:
        return frozenset()
    by_facts = {ref.source for fact in book.every_fact for ref in fact.all_refs if ref.cell is None}
    cited = {source for table in book.datasets.tables.values() for source in table.dataset.sources}
    return frozenset(cited - by_facts)


def check_tables(book: FactBook, folder: str, places: Places, only: frozenset[str]) -> Checked:
    """Return what datasets do not share with what they were taken from.

    Args:
        book: with its datasets.
        folder: of the source documents.
        places: of the entries.
        only: ids of the sources to look at.
    """
    problems: list[Problem] = []
    tables = [
        each for each in (book.datasets.tables.values() if book.datasets else ()) if only & set(each.dataset.sources)
    ]
    cells = 0
    for table in tables:
        problems += _fingerprint(table, places)
        for id in table.dataset.sources:
            source = book.sources[id]
            path = Path(folder) / source.document
            if id in only and source.document != NOT_STATED and path.is_file():
                found, wrong = _compared(table, source, path, places)
                cells += found
                problems += wrong
    return Checked(tuple(problems), len(tables), cells)


def _fingerprint(table: Observations, places: Places) -> Iterator[Problem]:
    dataset = table.dataset
    if dataset.sha256 is None:
        what = f"the dataset {dataset.id!r} has no SHA-256 of its file"
        yield Problem(places.at("datasets", dataset.id, "file"), what, f"add 'sha256: {table.sha256}'")
    elif dataset.sha256 != table.sha256:
        what = f"{dataset.file} is not the file that {dataset.id!r} was recorded with: its SHA-256 is {table.sha256}"
        cure = "look at what changed in it, then correct 'sha256:' and 'recorded:'"
        yield Problem(places.at("datasets", dataset.id, "sha256"), what, cure)


def _compared(table: Observations, source: Source, path: Path, places: Places) -> tuple[int, list[Problem]]:
    """Return how many cells of `table` stand in the document of their source, and where it says otherwise."""
    place = places.at("datasets", table.dataset.id, "sources")
    if source.sha256 and source.sha256 != sha256(path.read_bytes()).hexdigest():
        what = f"{path.name} is not the document that {source.id!r} was curated from"
        return 0, [
            Problem(places.at("sources", source.id, "sha256"), what, "fetch the same again, or correct 'sha256:'")
        ]
    suffix = PurePosixPath(path.name).suffix.lower()
    if suffix in PAGES or reader_of(path.name) is None or suffix == ".txt":
        return _in_text(table, path, place)
    original = _original(table, path, places)
    if isinstance(original, list):
        return 0, original
    return _cell_by_cell(table, original, path.name, place)


def _original(table: Observations, path: Path, places: Places) -> Observations | list[Problem]:
    """Return the table of the source, read as the dataset is; or why it cannot be."""
    read = reader_of(path.name)
    assert read is not None
    dataset = table.dataset.model_copy(update={"file": path.name, "ends": None})

    def at(*route: str | int) -> Place:
        return places.at("datasets", dataset.id, *route)

    try:
        found, _ = read(path, path.name, dataset)
    except NoTableError as failure:
        return list(failure.problems)
    made, wrong = assembled(dataset, found, path.name, at)
    return made if made is not None else list(wrong)


def _cell_by_cell(table: Observations, original: Observations, name: str, place: Place) -> tuple[int, list[Problem]]:
    found, wrong = 0, []
    for measure, key, mine in every(table):
        theirs = original.find(measure, key)
        if theirs is not None and theirs.value == mine.value:
            found += 1
            continue
        said = "has no such cell" if theirs is None else f"has {theirs.text or 'nothing'} in {theirs.place}"
        what = f"{mine.place} of {table.dataset.file} is {mine.text} ({', '.join(key)}), but {name} {said}"
        wrong.append(Problem(place, what, "correct the cell, or record the new edition of the source"))
    if len(wrong) > MOST:
        rest = f"{len(wrong) - MOST:,} more cells of {table.dataset.file} are not as in {name}"
        wrong = [*wrong[:MOST], Problem(place, rest, "it may be another edition")]
    return found, wrong


def every(table: Observations) -> Iterator[tuple[str, Key, Observation]]:
    """Yield each cell of `table` that has a value."""
    for measure in table.dataset.measures:
        for key in table.combined({}):
            observation = table.find(measure.id, key)
            if observation is not None and observation.value is not None:
                yield measure.id, key, observation


def _in_text(table: Observations, path: Path, place: Place) -> tuple[int, list[Problem]]:
    """Return how many cells stand as numbers anywhere in a page or text, and the first that do not."""
    from reports.audit.sources.source_amounts import values

    text = path.read_text("utf-8", "replace")
    if PurePosixPath(path.name).suffix.lower() in PAGES:
        from lxml import html

        text = "\n".join(str(part) for part in html.fromstring(text).itertext())
    known = frozenset().union(*(values(line) for line in text.split("\n") if line.strip()))
    found, lost = 0, []
    for _, _, mine in every(table):
        if mine.value is not None and abs(mine.value) in known:
            found += 1
        else:
            lost.append(f"{mine.text} ({mine.place})")
    if not lost:
        return found, []
    some = ", ".join(lost[:5]) + (f" and {len(lost) - 5:,} more" if len(lost) > 5 else "")
    return found, [Problem(place, f"{path.name} does not state {some} of {table.dataset.file}", "correct the cells")]
