"""The statement of a fact as messages quote it, so that a reader need not look it up."""

from __future__ import annotations

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
