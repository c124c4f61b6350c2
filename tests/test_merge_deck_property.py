"""Random edits of slides and random changes of facts: nothing that a person wrote is ever lost, in hundreds of runs."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest

from reports.formats.pptx import merge
from reports.formats.pptx.merge.file_reading import read
from reports.ooxml.presentationml import opened
from tests.deck_desk import Desk
from tests.long_runs import batches
from tests.test_merge_deck import built, merged, whole
from tests.test_pptx import problems, unzip

SLIDES = (
    "Trams in 54", "The Harbour attended", "Only one amount", "The lines follow", "The sources differ", "Three reports",
)  # fmt: skip
WORDS = {
    "The Harbour attended": (
        "The meeting in four figures",
        "Whether the Harbour signed",
        "letters of interest included.",
    ),
    "Only one amount": ("Financing as each source", "Sources:"),
    "The lines follow": ("Agreements by status", "Ferry", "The Harbour is not among"),
    "The sources differ": ("Printed reading", "One reading", "Dash"),
    "Three reports": ("Accessed", "Annual tram report, volume B"),
}
NOTES = {
    "The Harbour attended": "The office claims more than",
    "Only one amount": "Do not add",
    "The lines follow": "Three groups",
    "The sources differ": "Each difference",
}
PERSONS = "outside the placeholders|no language|empty placeholder"
"""What a person may do on a slide, and this program never does."""
FACTS = ("budget", "lines_open", "lines_agreed", "grant", "cities", "depot")


@cache
def fresh(seed: int) -> bytes:
    """Return the deck of a day on which some facts have other values."""
    rolls = random.Random(seed)
    chosen = rolls.sample(FACTS, rolls.randint(0, 3))
    return built(**{name: str(rolls.randint(2, 60)) for name in chosen})


class Person:
    """Somebody who edits at random, and remembers what they wrote and which slides are theirs."""

    def __init__(self, rolls: random.Random, data: bytes) -> None:
        self.rolls, self.desk = rolls, Desk(data)
        self.wrote: list[str] = []
        self.gone: set[str] = set()
        self.hidden: set[str] = set()
        self.moved = False

    def word(self) -> str:
        """Return words that stand nowhere else."""
        self.wrote.append(f"Own words {self.rolls.randint(10**6, 10**7)} stand here")
        return self.wrote[-1]

    def work(self) -> bytes:
        """Make a few edits and save."""
        deeds = (self.reword, self.note, self.add, self.hide, self.box, self.move, self.delete)
        for deed in self.rolls.choices(deeds, weights=(5, 3, 2, 1, 2, 1, 1), k=self.rolls.randint(1, 6)):
            deed()
        return self.desk.save()

    def slide(self, among: tuple[str, ...]) -> str:
        """Return one of `among` that is still there; empty where none is."""
        left = [each for each in among if each not in self.gone]
        return self.rolls.choice(left) if left else ""

    def reword(self) -> None:
        """Type over a paragraph."""
        slide = self.slide(tuple(WORDS))
        if slide:
            was = self.rolls.choice(WORDS[slide])
            now = self.word()
            try:
                self.desk.words({"slide": slide, "was": was, "now": now})
            except LookupError:  # typed over before
                self.wrote.remove(now)

    def note(self) -> None:
        """Type over a paragraph of the notes, or add one."""
        slide = self.slide(tuple(NOTES))
        if not slide:
            return
        now = self.word()
        try:
            if self.rolls.random() < 0.5:
                self.desk.notes({"slide": slide, "was": NOTES[slide], "now": now})
            else:
                self.desk.notes_added({"slide": slide, "now": now})
        except LookupError:
            self.wrote.remove(now)

    def add(self) -> None:
        """Add a slide."""
        self.desk.add({"after": self.slide(SLIDES), "title": self.word(), "body": self.word()})

    def box(self) -> None:
        """Add a text box."""
        self.desk.box({"slide": self.slide(SLIDES), "now": self.word()})

    def hide(self) -> None:
        """Hide a slide."""
        slide = self.slide(SLIDES)
        self.desk.hide({"slide": slide})
        self.hidden.add(slide)

    def move(self) -> None:
        """Put a slide elsewhere."""
        slide, after = self.slide(SLIDES), self.slide(SLIDES)
        if slide != after:
            self.desk.move({"slide": slide, "after": after})
            self.moved = True

    def delete(self) -> None:
        """Delete a slide on which nothing was written; the one that all source lines lead to too."""
        slide = self.slide(SLIDES[2:])
        if slide and not any(words in self.text(slide) for words in self.wrote):
            self.desk.delete({"slide": slide})
            self.gone.add(slide)
            self.hidden.discard(slide)

    def text(self, slide: str) -> str:
        """Return the words on a slide and in its notes."""
        found = self.desk.find(slide)
        return " ".join(["".join(found.part._element.itertext()), "".join(found.notes_slide.part._element.itertext())])


def order(data: bytes) -> list[str]:
    """Return the slides of the sample and of the person, in order, by the words that name them."""
    titles = [page.slide.title for page in read(opened(data)).pages]
    return [next((each for each in SLIDES if title.startswith(each)), title) for title in titles]


def lost(seed: int) -> list[str]:
    """Let a person edit a deck, build, edit and build again; return what of theirs does not stand, or is broken."""
    rolls = random.Random(seed)
    data = fresh(rolls.randint(0, 5))
    wrote: list[str] = []
    gone: set[str] = set()
    for _ in range(2):
        person = Person(rolls, data)
        person.gone |= gone
        mine = person.work()
        wrote += person.wrote
        gone = person.gone
        before = [words for words in wrote if words in whole(mine)]  # a person may type over their own words
        new = fresh(rolls.randint(0, 5))
        made = merged(mine, new)
        text = whole(made.data)
        found = [words for words in before if words not in text]
        found += ["the order of the slides"] * (order(made.data) != order(mine))
        hidden = [page.slide.title for page in read(opened(made.data)).pages if page.slide.hidden]
        found += [slide for slide in person.hidden if not any(title.startswith(slide) for title in hidden)]
        found += [each for each in problems(unzip(made.data)) if not re.search(PERSONS, each)]
        found += ["the same bytes when joined again"] * (merged(made.data, new).data != made.data)
        if found:
            return found
        data = made.data
    return []


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_lost(seed: int) -> None:
    assert lost(seed) == []


@pytest.mark.parametrize("start", batches(1000, 1200, 20))
def test_nothing_is_lost_in_hundreds_of_runs(start: int) -> None:
    found = {seed: lost(seed) for seed in range(start, start + 20)}
    assert {seed: each for seed, each in found.items() if each} == {}


def test_a_merge_that_overwrites_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def overwrite(mine: bytes, new: bytes) -> merge.Merged:
        return merge.Merged(new, (), ())

    monkeypatch.setattr("tests.test_merge_deck_property.merged", overwrite)
    assert lost(0) != []
