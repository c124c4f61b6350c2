"""`invoke sign-off`: somebody answers for facts as they stand; a fact that is changed afterwards is no longer signed off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.errors import FlagError, Place, Problem, collect
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.load.records.sign_off_files import FILE, SignedOff, SignOffs, load_sign_offs, written
from reports.notation.nearest_name import nearest
from reports.pipeline.approval.person_and_day import require_person_and_day
from reports.pipeline.approval.signed_facts import fact_digest


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed off, and what is left."""

    facts: tuple[str, ...]
    """Ids that were signed off now."""
    open: tuple[str, ...]
    """Ids that nobody has signed off as they stand."""


def sign_off(where: Folders, ids: Sequence[str], by: str, on: str, today: str) -> Signed:
    """Record that `by` answers for the facts `ids` as they stand on the day `on`; with no ids, nothing is recorded.

    Args:
        where: the folders.
        ids: facts; empty to learn which are open.
        by: who signs.
        on: the day, ISO 8601.
        today: the day of this machine; a later one is refused.

    Raises:
        FlagError: a name or a day that is none, or a fact that does not exist.
        InputError: the fact files, or the file of the sign-offs, cannot be read as they should.
    """
    book, problems = load_facts(where.facts, where.shown(where.facts), "")
    known, wrong = load_sign_offs(where.facts, where.shown(where.facts))
    collect((*problems, *wrong))
    if ids:
        require_person_and_day(by, on, today)
    for id in ids:
        if id not in book.facts:
            raise FlagError(f"there is no fact {id!r}{nearest(id, book.facts)}; 'invoke facts' finds one by its words")
    if on < today:
        collect(_recorded_later(ids, {id: book.facts[id].recorded for id in ids}, on, where))
    made: SignOffs = {**known, **{id: SignedOff(by=by.strip(), on=on, sha256=fact_digest(id, book)) for id in ids}}
    if ids:
        path = where.facts / FILE
        staged = path.with_suffix(".part")
        staged.write_bytes(
            written({id: each for id, each in made.items() if id in book.facts or id in book.superseded})
        )
        staged.replace(path)
    left = (id for id in book.facts if id not in made or made[id].sha256 != fact_digest(id, book))
    return Signed(tuple(ids), tuple(left))


def _recorded_later(ids: Sequence[str], recorded: dict[str, str], on: str, where: Folders) -> Iterator[Problem]:
    for id in ids:
        if recorded[id] > on[: len(recorded[id])]:
            what = f"the fact {id!r} was recorded on {recorded[id]}, after the {on}"
            yield Problem(Place(where.shown(where.facts)), what, "correct 'recorded:', or give a later day with --on")
