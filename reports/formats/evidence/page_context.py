"""What every part of the evidence page needs to know, and the small texts that several parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, SourceRef
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import FormatError, Speech, actor_name, quote
from reports.formats.evidence.fact_uses import Used

SHOWN = 500
"""Facts whose rows stand in the page as elements; those of more are made when they are wanted."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The facts, how the language writes them, and where they are used."""

    book: FactBook
    speech: Speech
    words: Mapping[str, str]
    """Furniture of the language."""
    used: Mapping[str, tuple[Used, ...]]
    """Fact id → the reports that use it."""
    focus: frozenset[str]
    """Actors in the focus colour."""
    tabled: Mapping[str, Fact] = field(default_factory=dict)
    """Observations that have no row of their own, since only tables show them, by id."""

    def name(self, actor_id: str) -> str:
        """Return the full name of an actor in the language; its id where the book lacks it."""
        actor = self.book.actors.get(actor_id)
        return actor_name(actor, "name", self.speech) if actor else actor_id

    def said(self, fact: Fact, form: str) -> str:
        """Return `fact` in the format `form`; empty where it cannot be printed so."""
        try:
            return quote(fact, form, self.speech)
        except FormatError:
            return ""

    def known(self, id: str) -> Fact | None:
        """Return the fact or observation `id`; None where the page shows none."""
        return self.book.facts.get(id) or self.tabled.get(id)

    def counted(self, key: str, number: int, **more: str) -> str:
        """Return furniture that has a singular and a plural, for `number` things."""
        form = "one" if _is_one(self.speech.locale, number) else "other"
        return self.words[f"{key}-{form}"].format(number=number, **more)

    def topic(self, topic: str) -> str:
        """Return the name of a topic: that of the actor with its id, or the id as words."""
        return self.name(topic) if topic in self.book.actors else topic.replace("-", " ").capitalize()

    def is_focus(self, fact: Fact) -> bool:
        """Return whether `fact` speaks of the focus of a report."""
        return not self.focus.isdisjoint((*fact.countries, *fact.actors))

    def numbers(self, refs: tuple[SourceRef, ...]) -> tuple[int, ...]:
        """Return the marks of the sources of `refs`, ascending."""
        return tuple(sorted({self.book.numbers[ref.source] for ref in refs}))

    def labelled(self, label: str) -> str:
        """Return a label with the colon of the language after it."""
        return self.words["evidence-labelled"].format(label=label)

    def quoted(self, words: str) -> str:
        """Return `words` in quotation marks."""
        return self.words["quote-open"] + words + self.words["quote-close"]


@cache
def _is_one(locale: str, number: int) -> bool:
    """Return whether the language takes the singular for `number` (CLDR plural rules)."""
    from babel import Locale

    form: str = Locale.parse(locale.replace("-", "_")).plural_form(number)
    return form == "one"


def flags(fact: Fact, setting: Setting) -> tuple[str, ...]:
    """Return what the filters of the group 'Show' know of `fact`."""
    known = {
        "differ": bool(fact.readings),
        "unused": fact.id not in setting.used,
        "unstated": fact.qualifier is Qualifier.NOT_STATED,
    }
    return tuple(flag for flag, holds in known.items() if holds)


def facets(fact: Fact, setting: Setting) -> dict[str, tuple[str, ...]]:
    """Return the values of `fact` in each group of filters."""
    return {
        "show": flags(fact, setting),
        "topic": (fact.topic,),
        "status": (str(fact.status),),
        "country": fact.countries,
        "source": tuple(map(str, setting.numbers(fact.all_refs))),
    }


def by_topic(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Return `facts` by topic, as the page lists them."""
    topics: dict[str, list[Fact]] = {}
    for fact in facts:
        topics.setdefault(fact.topic, []).append(fact)
    return topics


def shown_and_stored(setting: Setting) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return the facts whose rows are elements of the page, and those whose rows are stored in it; in its order."""
    listed = tuple(fact for facts in by_topic(setting.book.facts.values()).values() for fact in facts)
    return listed[:SHOWN], listed[SHOWN:]
