"""What the audit found without fault is not judged again, and whatever a judgement rests on brings it back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from reports.audit import RULES, Verdicts, audit
from reports.audit.context import Bench
from reports.audit.declared_names import Names
from reports.audit.dissection import passages
from reports.document import Document
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.statuses import Status
from reports.errors import Problem
from reports.load.project_folders import folders
from reports.load.template_files import Templates
from reports.pipeline import build_cache
from reports.pipeline.build_cache import FOLDER
from reports.pipeline.composition import compose, load
from reports.pipeline.verdict_store import FILE, LARGEST, earlier_verdicts, forget_verdicts, keep_verdicts

ROOT = Path(__file__).parents[1]
REPORTS = ("summary",)
"""Of the project; the smallest one is enough for most."""


@dataclass(frozen=True)
class Composed:
    """Documents of the project, with what an audit of them found without fault."""

    documents: tuple[Document, ...]
    templates: Templates
    book: FactBook
    known: Verdicts

    def judged(self, change: Callable[[FactBook], FactBook], verdicts: Verdicts | None) -> tuple[Problem, ...]:
        """Return what is wrong once the fact book is another, with the texts as they were."""
        book = change(self.book)
        documents = tuple(replace(each, book=change(each.book)) for each in self.documents)
        return audit(documents, self.templates, book, verdicts=verdicts)

    def again(self) -> Verdicts:
        """Return what the next build knows of this one."""
        return Verdicts(dict(self.known.clean))

    @property
    def printed(self) -> tuple[str, ...]:
        """Return the facts that the summary is about, some of each kind."""
        every = [id for id in self.book.facts if any(id in repr(each.blocks) for each in self.documents)]
        return tuple(every[:: max(1, len(every) // 12)])


def composed_of(names: tuple[str, ...]) -> Composed:
    """Compose some reports of the project and audit them once."""
    draft, problems = compose(load(folders(ROOT), (), ""))
    assert not problems
    known = Verdicts()
    documents = tuple(each for each in draft.documents if each.info.id in names)
    assert not audit(documents, draft.templates, draft.book, verdicts=known)
    return Composed(documents, draft.templates, draft.book, known)


@pytest.fixture(scope="module")
def project() -> Composed:
    return composed_of(REPORTS)


def facts_with(**fields: object) -> Callable[[Fact], Fact]:
    """Return what gives a fact other fields."""
    return lambda fact: fact.model_copy(update=fields)


EDITS: dict[str, Callable[[Fact], Fact]] = {
    "value": lambda fact: fact.model_copy(update={"value": (fact.value or Decimal(0)) + 1}),
    "unit": facts_with(unit="elephants"),
    "status": facts_with(status=Status.HOPED),
    "not stated": facts_with(status=Status.NOT_STATED),
    "statement": facts_with(statement="Nobody has done anything of the kind."),
    "label": facts_with(label="Something else"),
    "date": facts_with(date="1999-01-01"),
    "actors": facts_with(actors=(), countries=()),
    "derived": facts_with(derived_from=()),
    "part": facts_with(part_of=None),
    "labels": facts_with(labels={}),
    "readings": facts_with(readings=(), preferred=None),
    "quotation": facts_with(quotation="So they said"),
}


def with_facts(ids: tuple[str, ...], edit: Callable[[Fact], Fact]) -> Callable[[FactBook], FactBook]:
    """Return what edits some facts of a book."""
    return lambda book: replace(book, facts={id: edit(fact) if id in ids else fact for id, fact in book.facts.items()})


@pytest.mark.parametrize("name", EDITS)
def test_what_is_known_changes_nothing_that_is_found_where_facts_change(name: str, project: Composed) -> None:
    change = with_facts(project.printed, EDITS[name])
    assert project.judged(change, project.again()) == project.judged(change, None)


def test_the_edits_of_facts_are_found_at_all(project: Composed) -> None:
    found = [project.judged(with_facts(project.printed, EDITS[each]), None) for each in ("value", "status", "unit")]
    assert all(found), "else the comparison above proves nothing"


def test_a_fact_of_nobody_who_is_named_still_counts_where_a_rule_asks_about_all_of_an_actor(project: Composed) -> None:
    """What licenses a claim beside no fact may be any fact about whom it names."""
    every = tuple(project.book.facts)
    change = with_facts(every, facts_with(status=Status.HOPED))
    assert project.judged(change, project.again()) == project.judged(change, None) != ()


BOOKS: dict[str, Callable[[FactBook], FactBook]] = {
    "sources": lambda book: replace(
        book, sources={id: each.model_copy(update={"number": each.number + 1}) for id, each in book.sources.items()}
    ),
    "actors": lambda book: replace(
        book,
        actors={
            id: each.model_copy(update={"name": f"Old {each.name}", "short": None, "aliases": ()})
            for id, each in book.actors.items()
        },
    ),
    "a fact that could not be read": lambda book: replace(book, broken=frozenset({next(iter(book.facts))})),
    "no facts": lambda book: replace(book, facts={}),
}


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_known_changes_nothing_that_is_found_where_the_book_changes(name: str, project: Composed) -> None:
    assert project.judged(BOOKS[name], project.again()) == project.judged(BOOKS[name], None)


def test_only_passages_about_the_changed_fact_are_judged_again(project: Composed) -> None:
    verdicts = project.again()
    project.judged(with_facts(project.printed[:1], facts_with(review_by="2099-01-01")), verdicts)
    new = verdicts.clean.keys() - project.known.clean.keys()
    assert 0 < len(new) < len(project.known.clean) / 4


def test_nothing_is_judged_again_where_nothing_has_changed(project: Composed) -> None:
    verdicts = project.again()
    assert not project.judged(lambda book: book, verdicts)
    assert verdicts.clean == project.known.clean


def test_what_is_wrong_is_never_kept(project: Composed) -> None:
    change = with_facts(project.printed, EDITS["value"])
    verdicts = Verdicts()
    first = project.judged(change, verdicts)
    assert first
    assert project.judged(change, Verdicts(dict(verdicts.clean))) == first


@pytest.fixture(scope="module")
def whole() -> Composed:
    return composed_of(("brief", "deck", "brief-ur"))


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_the_same_holds_of_several_reports_and_languages_together(name: str, whole: Composed) -> None:
    change = with_facts(whole.printed, EDITS[name])
    assert whole.judged(change, whole.again()) == whole.judged(change, None)


# ── From build to build ──────────────────────────────────────────────────────────────────────────

CLEAN = {"0" * 32: {}, "1" * 32: {"pakistan,united-states": "2" * 32}}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Return an output folder in which the program 'p' has left its verdicts."""
    keep_verdicts(tmp_path, "p", Verdicts(clean=dict(CLEAN)))
    return tmp_path


def test_verdicts_are_read_as_they_were_kept(output: Path) -> None:
    assert earlier_verdicts(output, "p").before == CLEAN


def test_they_lie_where_nothing_is_handed_out() -> None:
    assert FOLDER == build_cache.FOLDER


def test_no_more_is_kept_than_the_last_build_found(output: Path) -> None:
    keep_verdicts(output, "p", Verdicts(before=dict(CLEAN), clean={"3" * 32: {}}))
    assert earlier_verdicts(output, "p").before == {"3" * 32: {}}


SPOILT: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:40]),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "of another kind": lambda path: path.write_text("[]", encoding="utf-8"),
    "without its program": lambda path: path.write_text('{"clean": {}}', encoding="utf-8"),
    "of other content": lambda path: path.write_text('{"program": "p", "clean": {"a": 1}}', encoding="utf-8"),
    "of deeper content": lambda path: path.write_text('{"program": "p", "clean": {"a": {"b": []}}}', encoding="utf-8"),
    "far too deep": lambda path: path.write_text("[" * 100_000, encoding="utf-8"),
    "far too large": lambda path: os.truncate(path, LARGEST + 1),
    "by another program": lambda path: path.write_text(json.dumps({"program": "q", "clean": CLEAN}), encoding="utf-8"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_spoilt_or_of_another_program_is_not_believed(how: str, output: Path) -> None:
    SPOILT[how](output / FOLDER / FILE)
    assert earlier_verdicts(output, "p") == Verdicts()


def test_without_a_known_program_nothing_is_read_or_kept(output: Path) -> None:
    assert earlier_verdicts(output, "") == Verdicts()
    forget_verdicts(output)
    keep_verdicts(output, "", Verdicts(clean=dict(CLEAN)))
    assert not (output / FOLDER / FILE).exists()


def test_a_file_in_the_way_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in the way", encoding="utf-8")
    keep_verdicts(tmp_path, "p", Verdicts(clean=dict(CLEAN)))
    assert earlier_verdicts(tmp_path, "p") == Verdicts()


def test_rules_on_printed_figures_have_nothing_to_say_of_passages_that_print_none(project: Composed) -> None:
    """So the audit need not ask them there; the other rules have."""
    document = project.documents[0]
    bench = Bench(document.book, Names(document.book), document.info.language)
    bare = [replace(each, pieces=()) for each in passages(document)]
    said = {rule.name: [found for each in bare for found in rule.find(each, bench)] for rule in RULES}
    assert not [rule.name for rule in RULES if rule.of_figures and said[rule.name]]
    assert said["figures"], "else the passages held nothing to find"


KEYS = """
from tests.test_verdicts import composed_of
print("\\n".join(composed_of(("summary",)).known.clean))
"""


def test_what_is_kept_is_found_by_a_later_process_whose_sets_lie_otherwise() -> None:
    """Words of a set of one length, such as EUR and USD, stand in a pattern in the same order in every process."""
    first, second = (
        subprocess.run(
            [sys.executable, "-c", KEYS],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for seed in ("1", "2")
    )
    assert len(first) > 100
    assert first == second
