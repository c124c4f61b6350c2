"""What a table of numbers does not say of itself: it is told on the command line, or whoever sits there is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from reports.domain.fact_book import FactBook
from reports.domain.facts import Observed
from reports.domain.wording import unit_of
from reports.errors import FlagError
from reports.notation.nearest_name import nearest
from reports.tools.curating.datasets.entry_proposal import Proposal
from reports.tools.curating.entry_blocks import Item
from reports.tools.curating.fact_answers import objection, resolved
from reports.tools.curating.new_fact import proposed_id

Ask = Callable[[str], str]
"""Shows a question and returns the answer."""
ASKED: Mapping[str, str] = {
    "statement": "what the table holds, in one sentence without figures",
    "topic": "heading it belongs to, one word",
    "source": "id or number of the source that published it",
}
"""What no file says of itself, and what it is."""
NOWHERE = "none"
"""Said of a measure that may be added over no dimension."""
UNITS = "'percent', 'USD billion', 'thousand jobs'"


def answered(
    given: Mapping[str, str], file: Path, book: FactBook, proposal: Proposal, ask: Ask | None
) -> dict[str, str]:
    """Return what the file does not say: id, statement, topic, source, and 'unit ID' and 'additive ID' of each measure.

    Args:
        given: what the command line says, by flag.
        file: whose name an id is made of where none is given.
        book: the facts so far.
        proposal: what the table shows.
        ask: None where nobody can be asked.

    Raises:
        FlagError: something is missing or wrong.
    """
    answers = {key: given[key] for key in ("id", *ASKED) if given.get(key)}
    known = ", ".join(f"[{each.number}] {each.id}" for each in book.sources.values())
    for key, help in ASKED.items():
        if key not in answers and ask:
            answers[key] = ask(f"{key} ({help}{': ' + known if key == 'source' else ''}): ").strip()
    answers["source"] = resolved("source", answers.get("source", ""), book)
    answers |= _of_measures(given, proposal, ask)
    if lacking := list(_lacking(answers, proposal, book)):
        raise FlagError("\n".join(lacking))
    datasets = book.datasets.tables if book.datasets else {}
    answers.setdefault("id", proposed_id(file.stem, {*book.facts, *datasets}, 3))
    return answers


def _of_measures(given: Mapping[str, str], proposal: Proposal, ask: Ask | None) -> dict[str, str]:
    """Return unit and dimensions of each measure, as 'unit ID' and 'additive ID'."""
    units, answers = _units(given.get("unit", ""), proposal), {}
    for measure in proposal.measures:
        id = str(measure["id"])
        unit = units.get(id) or units.get("") or _unit(id, str(measure.get("unit", "")), ask)
        answers[f"unit {id}"] = unit
        if _adds(unit):
            answers[f"additive {id}"] = _over(measure, proposal, given.get("additive", ""), ask)
    return answers


def _unit(id: str, shown: str, ask: Ask | None) -> str:
    """Return the unit of a measure as it is told, else the one `shown` at the head of its column."""
    question = f"unit of {id} ({UNITS}{'; Enter: ' + shown if shown else ''}): "
    return (ask(question).strip() if ask else "") or shown


def _lacking(answers: Mapping[str, str], proposal: Proposal, book: FactBook) -> Iterator[str]:
    """Yield what is missing, or else what is wrong."""
    missing = [f"--{key} is missing: {help}" for key, help in ASKED.items() if not answers.get(key)]
    ids = [str(each["id"]) for each in proposal.measures]
    if bare := [id for id in ids if not answers[f"unit {id}"]]:
        each = f"; of several columns: '{', '.join(f'{id}: …' for id in bare)}'" if len(ids) > 1 else ""
        missing.append(f"--unit is missing: 'percent', 'USD billion', or a plural noun{each}")
    if not missing and (wrong := objection("source", answers["source"], book)):
        missing.append(f"--source: {wrong}")
    yield from missing


def flags_told(text: str) -> dict[str, Observed]:
    """Return what a person says that marks behind numbers mean, as in 'p: provisional, u: normal'.

    Raises:
        FlagError: a part is no mark with one of the meanings there are.
    """
    told = _pairs(text)
    for mark, meaning in told.items():
        if not mark or meaning not in {*Observed}:
            what = f"{mark}: {meaning}" if meaning else mark
            raise FlagError(f"--flags: {what!r} is no 'mark: meaning'; the meanings are {', '.join(Observed)}")
    return {mark: Observed(meaning) for mark, meaning in told.items()}


def _pairs(text: str) -> dict[str, str]:
    """Return what stands behind each name in 'name: words, other: words'."""
    parts = (part.partition(":") for part in text.split(",") if part.strip())
    return {name.strip(): words.strip() for name, _, words in parts}


def _units(given: str, proposal: Proposal) -> dict[str, str]:
    """Return the unit of each measure by its id, as 'list: patients, wait: weeks' gives them; one for all by ''.

    Raises:
        FlagError: a part names no measure of the table.
    """
    if ":" not in given:
        return {"": given}
    known = [str(each["id"]) for each in proposal.measures]
    units = _pairs(given)
    for id, unit in units.items():
        if id not in known or not unit:
            raise FlagError(
                f"--unit: {id!r} is no column of numbers{nearest(id, known)}; write 'id: unit' of {', '.join(known)}"
            )
    return units


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
