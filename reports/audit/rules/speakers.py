"""Whose view a sentence is by its subject: a person who argues or hopes, with whatever verb."""

from __future__ import annotations

from collections.abc import Sequence

from reports.audit.claims.sentence import Sentence
from reports.audit.claims.tokens import NAME
from reports.audit.context import Bench
from reports.audit.passages import Passage
from reports.domain.facts import Fact

PERSON = "person"
"""Kind of an actor who may hold a view."""
OPENING = 2
"""Words of a sentence among which its subject stands."""


def of_speaker(passage: Passage, sentence: Sentence, facts: Sequence[Fact], bench: Bench) -> bool:
    """Return whether a person whose view each of the `facts` is does what the sentence tells: she lays it at their door.

    A deed of theirs that a table knows is one, and no view.
    """
    name = next((each for each in sentence.tokens[:OPENING] if each.lemma == NAME), None)
    verb = next((each for each in sentence.tokens if name and each.start >= name.end), None)
    if name is None or verb is None:
        return False
    held = sentence.tokens[0].lemma in bench.claims.prepositions  # for her quiet rooms count
    single = verb.text != verb.lemma and verb.text.endswith(bench.claims.plural)
    if verb.start not in sentence.verbs and not (single or held):
        return False
    if any(each.start == verb.start and each.real and each.group for each in sentence.claims):
        return False
    found = next((each for each in bench.names.actors(passage.text) if each.start == name.start), None)
    ids = found.ids if found else frozenset()
    people = {id for id in ids if id in bench.book.actors and bench.book.actors[id].kind == PERSON}
    return bool(people) and all(people & bench.names.of(fact) for fact in facts)
