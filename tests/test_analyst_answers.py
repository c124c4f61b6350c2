"""Answers about a new fact: each is looked at at once, names serve as ids, and nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reports.errors import FlagError
from reports.load.fact_files import load_facts
from reports.tools.curating.add_source import add_source
from reports.tools.curating.new_fact import Request, new_fact
from tests.analyst_cases import facts_of, project, tree_bytes

DAY = "2031-05-01"
ANSWERS: Mapping[str, list[str]] = {
    "statement": ["The library lends tools."],
    "topic": ["use"],
    "status": ["reported"],
    "source": ["1"],
    "paragraph": ["4"],
    "anchor": ["tools on loan"],
}


class Desk:
    """Somebody at a terminal who answers by plan, and Enter where there is no more."""

    def __init__(self, **answers: list[str]) -> None:
        """Take what is answered to each question, by its first word, in turn."""
        self.left = {key: list(texts) for key, texts in {**ANSWERS, **answers}.items()}
        self.asked: list[str] = []
        self.said: list[str] = []

    def ask(self, question: str) -> str:
        """Return the next answer to `question`; raises where it is Ctrl-C."""
        self.asked.append(question)
        texts = self.left.get(question.split(" ")[0].rstrip(":"), [])
        answer = texts.pop(0) if texts else ""
        if answer == "^C":
            raise KeyboardInterrupt
        return answer

    def add(self, root: Path, given: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Return the lines of the fact that was added to a new project."""
        return new_fact(facts_of(project(root)), Request(given or {}, DAY), self.ask, self.said.append).lines


def test_names_numbers_and_titles_stand_for_ids(tmp_path: Path) -> None:
    desk = Desk(
        source=["note of the council on the library"], actors=["Town Library, council"], countries=["town council"]
    )
    lines = desk.add(tmp_path)
    assert {"      - library", "      - council", "      - source: council-note"} <= set(lines)
    [question] = [each for each in desk.asked if each.startswith("source")]
    assert "[1] library-report, [2] council-note" in question


@pytest.mark.parametrize(
    ("key", "wrong", "right", "says"),
    [
        ("status", "sgned", "signed", "'sgned' is no status, did you mean 'signed'?"),
        ("source", "9", "2", "there is no source '9'"),
        ("paragraph", "four", "4", "'four' is no number"),
        ("anchor", "one two three four five six seven eight nine", "tools", "the anchor has 9 words"),
        ("date", "May", "2031-05", "'May' cannot stand there: must be a date such as 2026"),
        (
            "actors",
            "Town Libary",
            "Town Library",
            "'Town Libary' is no actor that is declared, did you mean 'Town Library'?",
        ),
    ],
)
def test_a_wrong_answer_is_asked_for_again_at_once(key: str, wrong: str, right: str, says: str, tmp_path: Path) -> None:
    desk = Desk(**{key: [wrong, right], "date_basis": ["stated"]})
    desk.add(tmp_path)
    assert [line for line in desk.said if line.startswith(f"--{key}: {says}")]
    again = [n for n, question in enumerate(desk.asked) if question.startswith(key)]
    assert len(again) >= 2
    assert desk.asked[again[0] + 1].startswith(f"{key} again")


def test_enter_leaves_out_what_was_wrong_and_need_not_be(tmp_path: Path) -> None:
    desk = Desk(countries=["Nowhere", ""])
    assert not [line for line in desk.add(tmp_path) if "countries" in line]
    assert "countries again (Enter leaves it out): " in desk.asked


@pytest.mark.parametrize("answers", [{"anchor": ["^C"]}, {"anchor": ["", "", "", ""]}])
def test_who_leaves_gets_the_command_with_all_answers(answers: dict[str, list[str]], tmp_path: Path) -> None:
    desk, where = Desk(**answers), project(tmp_path)
    before = tree_bytes(where.facts)
    with pytest.raises((KeyboardInterrupt, FlagError)):
        new_fact(facts_of(where), Request({}, DAY), desk.ask, desk.said.append)
    assert desk.said[-1] == (
        "nothing was written; to go on from here: invoke new-fact --statement 'The library lends tools.' --topic use "
        "--status reported --source library-report --paragraph 4"
    )
    assert tree_bytes(where.facts) == before


@pytest.mark.parametrize("given", [{}, {"topic": "moneys"}])
def test_a_topic_like_another_is_asked_about_before(given: dict[str, str], tmp_path: Path) -> None:
    desk = Desk(topic=["moneys"], **{"note:": ["money"]})
    desk.left["note"] = ["money"]
    assert "    topic: money" in desk.add(tmp_path, given)
    assert any("did you mean 'money'? Enter keeps it" in question for question in desk.asked)


@pytest.mark.parametrize("text", ["facts:\n", "# nothing yet\nfacts:\n"])
def test_the_first_fact_of_all(text: str, tmp_path: Path) -> None:
    where = project(tmp_path)
    path = where.facts / "facts.yaml"
    path.write_text(text, "utf-8")
    (tmp_path / "new.txt").write_text("A title\n", "utf-8")
    add_source(facts_of(where), tmp_path / "new.txt", {}, DAY)
    assert load_facts(where.facts, "facts")[1], "and yet nothing can be built from it"
    given = {key: texts[0] for key, texts in ANSWERS.items()} | {"actors": "Town Library"}
    new_fact(facts_of(where), Request(given, DAY), None, print)
    book, problems = load_facts(where.facts, "facts")
    assert (problems, list(book.facts)) == ((), ["library-lends-tools"])
    assert book.facts["library-lends-tools"].actors == ("library",)
