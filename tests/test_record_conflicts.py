"""Facts from one paragraph that give one thing two values: each pair is found, and thousands of facts take no longer each."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from reports.audit.record_rules import ALIKE, record_problems
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from tests import sample
from tests.growth import growth
from tests.test_growth import LINEAR

WORDINGS = (
    "Line {n} carries riders on a working day.",
    "Line {n} carries riders on a working day in May.",
    "The council has paid for {n} bridges over the river.",
    "Nobody knows how many letters there are.",
)


def fact(n: int, statement: str, value: int, part: str | None = None, topic: str = "trams") -> Fact:
    """Return one of the facts of a paragraph."""
    made = sample.fact(f"f{n:05}", str(value), "riders", "exactly", "reported", 1)
    return made.model_copy(update={"statement": statement.format(n=n), "part_of": part, "topic": topic, "label": None})


def found(facts: Sequence[Fact]) -> set[tuple[str, str]]:
    """Return the pairs that are told, by their ids."""
    book = FactBook({}, {}, {each.id: each for each in facts})
    told = [each.what.split("'") for each in record_problems(book, "en") if "from one paragraph" in each.what]
    return {(words[3], words[1]) for words in told}


def by_pairs(facts: Sequence[Fact]) -> set[tuple[str, str]]:
    """Return what looking at each pair finds."""

    def plain(fact: Fact) -> str:
        return "".join(each for each in fact.statement if not each.isdigit()).lower()

    return {
        (one.id, other.id)
        for one, other in combinations(facts, 2)
        if one.topic == other.topic
        and one.value != other.value
        and not (one.part_of and one.part_of == other.part_of)
        and fuzz.ratio(plain(one), plain(other)) >= ALIKE
    }


@pytest.mark.parametrize("seed", range(8))
def test_each_pair_is_found_that_a_look_at_all_pairs_finds(seed: int) -> None:
    chance = random.Random(seed)
    facts = [
        fact(
            n,
            chance.choice(WORDINGS),
            chance.randint(1, 3),
            chance.choice((None, "whole", "other")),
            chance.choice(("trams", "buses")),
        )
        for n in range(40)
    ]
    assert found(facts) == by_pairs(facts) != set()


QUIET: dict[str, Callable[[int], Fact]] = {
    "one value": lambda n: fact(n, WORDINGS[0], 7),
    "parts of one whole": lambda n: fact(n, WORDINGS[0], n, "whole"),
    "other figures": lambda n: fact(n, f"Line {n} carried 1{n} riders.", int(f"1{n}")),
    "other topics": lambda n: fact(n, WORDINGS[0], n, topic=f"topic-{n}"),
}


@pytest.mark.parametrize("name", QUIET)
def test_what_is_no_contradiction_is_let_pass(name: str) -> None:
    assert not found([QUIET[name](n) for n in range(60)])


def test_one_and_the_same_figure_written_otherwise_is_no_contradiction() -> None:
    other = fact(2, WORDINGS[0], 7).model_copy(update={"value": Decimal("7.0")})
    assert not found([fact(1, WORDINGS[0], 7), other])


@pytest.mark.parametrize("name", QUIET)
@pytest.mark.slow
def test_thousands_of_facts_of_one_paragraph_take_no_longer_each(name: str) -> None:
    few, many = ([QUIET[name](n) for n in range(count)] for count in (1000, 4000))
    assert growth(lambda: found(few), lambda: found(many)) < 4 * LINEAR


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"actors": ("north",)}, {"actors": ("south",)}, False),
        ({"actors": ("north",)}, {"actors": ("north",)}, True),
        ({"actors": ("north",)}, {"actors": ("north", "council")}, True),
        ({"countries": ("norvale",)}, {"countries": ("westfield",)}, False),
        ({"date": "2030"}, {"date": "2031"}, False),
        ({"date": "2030"}, {"date": "2030"}, True),
        ({"as_of": "2030"}, {"as_of": "2031"}, False),
        ({"as_of": "2030"}, {"as_of": "2030"}, True),
        ({"period": "2030/2031"}, {"period": "2031/2032"}, False),
        ({"as_of": "2030"}, {}, True),
        ({"statement": "In 2030 it carried 1 rider."}, {"statement": "In 2031 it carried 2 riders."}, False),
        ({"statement": "In 2030 it carried 1 rider."}, {"statement": "In 2030 it carried 2 riders."}, True),
        ({"statement": "Line 4 carried 1 rider."}, {"statement": "Line 5 carried 2 riders."}, False),
    ],
)
def test_facts_of_other_bodies_places_or_times_are_no_two_versions_of_one(
    one: dict[str, object], other: dict[str, object], told: bool
) -> None:
    facts = [fact(1, WORDINGS[0], 1).model_copy(update=one), fact(2, WORDINGS[0], 2).model_copy(update=other)]
    assert bool(found(facts)) is told
