"""A file of numbers arrives: it is put below facts/data/, and its entry written, after what nobody can see in it was asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reports.domain.datasets.dataset import Dataset
from reports.domain.fact_book import FactBook
from reports.domain.wording import unit_of
from reports.errors import FlagError, InputError
from reports.load.datasets.dataset_files import FOLDER, READERS, reader_of
from reports.load.datasets.text_table import NoTableError, Table
from reports.notation.nearest_name import nearest
from reports.tools.curating.datasets.entry_proposal import Proposal, proposed
from reports.tools.curating.entry_additions import Addition, Facts, addition, objections, whole_book
from reports.tools.curating.entry_blocks import Item
from reports.tools.curating.fact_answers import objection, resolved
from reports.tools.curating.new_fact import proposed_id

Ask = Callable[[str], str]
ASKED: Mapping[str, str] = {
    "statement": "what the table holds, in one sentence without figures",
    "topic": "heading it belongs to, one word",
    "source": "id or number of the source that published it",
}
"""What no file says of itself, and what it is."""
NOWHERE = "none"
"""Said of a measure that may be added over no dimension."""
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
    proposal = proposed(table, wish.given.get("across", ""))
    if not proposal.numeric:
        raise FlagError(f"{wish.file} has no column of numbers; name the line with the heads with --heads")
    if ask and len(proposal.numeric) >= SOME and not wish.given.get("across") and not _is_wide(proposal):
        question = f"the {len(proposal.numeric)} columns of numbers are values of one dimension; its id (Enter: no): "
        if across := ask(question).strip():
            proposal = proposed(table, across)
    entry = _entry(wish, proposal, _answers(wish, book, proposal, ask))
    with _placed(wish.file, facts.folder / FOLDER / wish.file.name) as target:
        added = addition(facts, "datasets", entry)
        if wrong := objections(facts, added):
            raise InputError(wrong)
        added.write()
    return Added(added, tuple(proposal.notes), target)


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


def _answers(wish: Wish, book: FactBook, proposal: Proposal, ask: Ask | None) -> dict[str, str]:
    """Return what the file does not say: from the command line, or from whoever sits there.

    Raises:
        FlagError: it is missing or wrong.
    """
    answers = {key: wish.given[key] for key in ("id", "statement", "topic", "source", "unit") if wish.given.get(key)}
    known = ", ".join(f"[{each.number}] {each.id}" for each in book.sources.values())
    for key, help in ASKED.items():
        if key not in answers and ask:
            answers[key] = ask(f"{key} ({help}{': ' + known if key == 'source' else ''}): ").strip()
    answers["source"] = resolved("source", answers.get("source", ""), book)
    for measure in proposal.measures:
        key = f"unit {measure['id']}"
        given = answers.get("unit", "")
        answers[key] = given or (
            ask(f"unit of {measure['id']} ('percent', 'USD billion', 'thousand jobs'): ").strip() if ask else ""
        )
        if _adds(answers[key]):
            answers[f"additive {measure['id']}"] = _over(measure, proposal, wish.given.get("additive", ""), ask)
    lacking = [f"--{key} is missing: {help}" for key, help in ASKED.items() if not answers.get(key)]
    lacking += ["--unit is missing: 'percent', 'USD billion', or a plural noun"] * any(
        not answers[f"unit {each['id']}"] for each in proposal.measures
    )
    if not lacking and (wrong := objection("source", answers["source"], book)):
        lacking.append(f"--source: {wrong}")
    if lacking:
        raise FlagError("\n".join(lacking))
    datasets = book.datasets.tables if book.datasets else {}
    answers.setdefault("id", proposed_id(wish.file.stem, {*book.facts, *datasets}, 3))
    return answers


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
    entry |= {"missing": proposal.missing} if proposal.missing else {}
    entry["dimensions"] = proposal.dimensions or [{"id": "row"}]
    entry["measures"] = measures
    entry |= {"attributes": proposal.attributes} if proposal.attributes else {}
    return entry | {"sources": [answers["source"]], "recorded": wish.recorded}


def _measure(measure: Mapping[str, Item], answers: Mapping[str, str]) -> Iterator[tuple[str, Item]]:
    yield from ((key, measure[key]) for key in ("id", "label", "column") if key in measure)
    yield from (("unit", answers[f"unit {measure['id']}"]), ("decimals", measure["decimals"]))
    if over := answers.get(f"additive {measure['id']}"):
        yield "additive", over.split(", ")


def _adds(unit: str) -> bool:
    """Return whether figures in a unit can add up at all: shares, rates, prices and indices never do."""
    parsed = unit_of(unit)
    return not (parsed.is_percent or parsed.is_points or parsed.is_bare or parsed.tail or " per " in f" {unit} ")


def _over(measure: Mapping[str, Item], proposal: Proposal, given: str, ask: Ask | None) -> str:
    """Return the dimensions over which a measure may be added, as they are told or proposed: 'industry, month'.

    Raises:
        FlagError: one of them is none of the table.
    """
    known = [str(each["id"]) for each in proposal.dimensions]
    shown = measure.get("additive", [])
    assert isinstance(shown, Sequence)
    found = ", ".join(map(str, shown))
    said = given
    if ask and not given:
        name, default = measure["id"], found or NOWHERE
        question = f"over which of {', '.join(known)} may {name} be added up ('{NOWHERE}' for none; Enter: {default}): "
        said = ask(question).strip()
    said = said or found
    wanted = [part.strip() for part in said.split(",") if part.strip() and part.strip() != NOWHERE]
    for each in wanted:
        if each not in known:
            raise FlagError(
                f"--additive: there is no dimension {each!r}{nearest(each, known)}; use {', '.join(known)} or {NOWHERE}"
            )
    return ", ".join(wanted)


def told(added: Added, shown: str) -> tuple[str, ...]:
    """Return what tells the user where file and entry went, the entry, and what to look at in it."""
    return (
        f"added at {added.entry.place}, with the file {shown}",
        *added.entry.lines,
        "",
        *(f"note: {note}" for note in added.notes),
        "check labels, 'decimals:' and 'additive:', and add labels in your other languages; facts/README.md tells all keys",
    )
