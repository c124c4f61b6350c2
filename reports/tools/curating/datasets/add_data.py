"""A file of numbers arrives: it is put below facts/data/, and its entry written, after what nobody can see in it was asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reports.domain.datasets.dataset import Dataset
from reports.errors import FlagError, InputError
from reports.load.datasets.cell_values import number_at_odds
from reports.load.datasets.dataset_files import FOLDER, READERS, reader_of
from reports.load.datasets.text_table import NoTableError, Table
from reports.tools.curating.datasets.dataset_answers import Ask, answered, flags_told
from reports.tools.curating.datasets.entry_proposal import Proposal, proposed
from reports.tools.curating.entry_additions import Addition, Facts, addition, objections, whole_book
from reports.tools.curating.entry_blocks import Item

SOME = 12
"""Columns of numbers from which it is asked whether they are values of one dimension."""


@dataclass
class Wish:
    """What the command line says."""

    file: Path
    recorded: str
    """Day it enters the fact file."""
    given: dict[str, str] = field(default_factory=dict)
    """statement, topic, source, unit, id, across, sheet, encoding; whatever was named."""


@dataclass(frozen=True)
class Added:
    """A dataset that was recorded."""

    entry: Addition
    notes: tuple[str, ...]
    copied: Path
    """Where the file lies now."""


def add_data(facts: Facts, wish: Wish, ask: Ask | None) -> Added:
    """Put the file below facts/data/, write its entry, and return both.

    Args:
        facts: the fact files.
        wish: the file, and what is known of it.
        ask: shows a question and returns the answer; None where nobody can be asked.

    Raises:
        InputError: the file or a fact file cannot be used, or the entry does not suit it.
        FlagError: something is missing that nobody could be asked for, or an answer is wrong.
    """
    book = whole_book(facts)
    table = _read(wish)
    flags = flags_told(wish.given.get("flags", ""))
    proposal = proposed(table, wish.given.get("across", ""), flags)
    if not proposal.numeric:
        raise FlagError(f"{wish.file} has no column of numbers; {_hint(table, proposal)}")
    if ask and len(proposal.numeric) >= SOME and not wish.given.get("across") and not _is_wide(proposal):
        question = f"the {len(proposal.numeric)} columns of numbers are values of one dimension; its id (Enter: no): "
        if across := ask(question).strip():
            proposal = proposed(table, across, flags)
    entry = _entry(wish, proposal, answered(wish.given, wish.file, book, proposal, ask))
    with _placed(wish.file, facts.folder / FOLDER / wish.file.name) as target:
        added = addition(facts, "datasets", entry)
        if wrong := objections(facts, added):
            raise InputError(wrong)
        added.write()
    return Added(added, tuple(proposal.notes), target)


def _hint(table: Table, proposal: Proposal) -> str:
    """Return what keeps a table from having a column of numbers, as far as one can see: the first cell that is nearly one."""
    if proposal.doubts:
        return proposal.doubts[0]
    for row, line in zip(table.rows, table.lines, strict=True):
        for column, text in enumerate(row):
            if odd := number_at_odds(text):
                return f"{table.place(line, column)}: {odd[0]}; {odd[1]}"
    return "name the line with the heads with --heads"


@contextmanager
def _placed(file: Path, target: Path) -> Iterator[Path]:
    """Put a copy of `file` at `target`, and take it away again where what follows fails; it may lie there already.

    Raises:
        FlagError: another file lies there.
    """
    fresh = not (target.exists() and target.read_bytes() == file.read_bytes())
    if fresh and target.exists():
        raise FlagError(f"{FOLDER}/{file.name} is there already; name the new file otherwise, or replace that one")
    target.parent.mkdir(parents=True, exist_ok=True)
    if fresh:
        shutil.copyfile(file, target)
    try:
        yield target
    except BaseException:
        if fresh:
            target.unlink(missing_ok=True)
        raise


def _is_wide(proposal: Proposal) -> bool:
    return any("across" in each for each in proposal.dimensions)


def _read(wish: Wish) -> Table:
    """Return the table in the file, whatever its rows look like."""
    read = reader_of(wish.file.name)
    if read is None:
        raise FlagError(f"{wish.file} is of no kind that is read; save it as one of {', '.join(READERS)}")
    heads, given = wish.given.get("heads", "1"), wish.given
    if not (heads.isascii() and heads.isdigit() and int(heads)):
        raise FlagError(f"--heads: {heads!r} is no line; write its number")
    dialect = Dataset.model_construct(  # type: ignore[call-arg]  # what the readers look at is there
        encoding=given.get("encoding", "utf-8"), delimiter=None, heads=int(heads), ends=None, sheet=given.get("sheet")
    )
    try:
        table, _ = read(wish.file, str(wish.file), dialect)
    except NoTableError as failure:
        raise InputError(failure.problems) from None
    return table


def _entry(wish: Wish, proposal: Proposal, answers: Mapping[str, str]) -> dict[str, Item]:
    measures: list[Item] = [dict(_measure(each, answers)) for each in proposal.measures]
    entry: dict[str, Item] = {
        "id": answers["id"],
        "statement": answers["statement"],
        "topic": answers["topic"],
        "file": wish.file.name,
    }
    entry |= {key: wish.given[key] for key in ("sheet", "encoding") if wish.given.get(key)}
    if wish.given.get("heads", "1") != "1":
        entry["heads"] = wish.given["heads"]
    entry |= proposal.notation | ({"missing": proposal.missing} if proposal.missing else {})
    entry["dimensions"] = proposal.dimensions or [{"id": "row"}]
    entry["measures"] = measures
    entry |= {"attributes": proposal.attributes} if proposal.attributes else {}
    return entry | {"sources": [answers["source"]], "recorded": wish.recorded}


def _measure(measure: Mapping[str, Item], answers: Mapping[str, str]) -> Iterator[tuple[str, Item]]:
    yield from ((key, measure[key]) for key in ("id", "label", "column") if key in measure)
    yield from (("unit", answers[f"unit {measure['id']}"]), ("decimals", measure["decimals"]))
    if over := answers.get(f"additive {measure['id']}"):
        yield "additive", over.split(", ")


def told(added: Added, shown: str) -> tuple[str, ...]:
    """Return what tells the user where file and entry went, the entry, and what to look at in it."""
    return (
        f"added at {added.entry.place}, with the file {shown}",
        *added.entry.lines,
        "",
        *(f"note: {note}" for note in added.notes),
        "check labels, 'decimals:' and 'additive:', and add labels in your other languages; facts/README.md tells all keys",
    )
