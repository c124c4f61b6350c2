"""What the statements of facts license, and how messages quote one, so that a reader need not look it up."""

from __future__ import annotations

from reports.audit.claims.licence import Licence
from reports.audit.context import Bench
from reports.domain.facts import Fact

LONGEST = 160
"""Characters of a statement that a message quotes."""


def quoted(fact: Fact, bench: Bench) -> str:
    """Return 'the words of its statement', with these words in the language of the text."""
    tag = bench.tag
    label = fact.labels.get(tag) or fact.labels.get(tag.split("-")[0])
    said = (label and label.statement) or fact.statement
    if len(said) > LONGEST:
        said = said[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"the words of its statement (“{said}”)"


def licensed_by(ids: tuple[str, ...], bench: Bench) -> tuple[Licence, ...]:
    """Return what the facts license whose status counts: not lengths of time, unless somebody only says so."""
    every = (bench.licence(id) for id in ids if id in bench.book.facts)
    times = bench.words.time_units
    return tuple(each for each in every if each.fact.unit not in times or each.fact.status.standing.voice != "none")
