"""The check against the sources: each thing changed in facts or documents is told, and nothing else."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from reports.audit.figure_search import figures
from reports.audit.sources import verify_sources
from reports.audit.sources.source_amounts import states
from reports.audit.sources.source_hedges import qualifiers_at
from reports.audit.sources.source_matching import stands_in
from reports.audit.sources.source_references import anchors, stated
from reports.audit.sources.verification_context import Bench
from reports.domain.facts import Fact, SourceRef
from reports.domain.qualifiers import Qualifier
from reports.errors import FlagError, InputError
from reports.load.entry_places import fact_places
from reports.load.fact_files import load_facts
from reports.load.source_documents import load_documents
from tests.verify_cases import Case, cases, lay_out

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "sources"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the source documents are not part of the project")


def told(facts: Path, sources: Path) -> tuple[str, ...]:
    """Return the problems, one line each."""
    try:
        verify_sources(facts, "facts", str(sources))
    except InputError as failure:
        return tuple(str(problem).replace(f"{sources}", "documents") for problem in failure.problems)
    return ()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_each_change_is_told_with_place_and_cure(case: Case, tmp_path: Path) -> None:
    facts, documents = lay_out(tmp_path, case.facts, case.documents)
    assert told(facts, documents) == case.problems


def test_cases_can_fail() -> None:
    failing = [case for case in cases() if case.problems]
    assert len(failing) >= 25
    assert len({case.problems for case in failing}) >= 25
    assert all(problem.startswith("facts/facts.yaml:") for case in failing for problem in case.problems)
    assert {case.name for case in cases() if not case.problems} >= {
        "fine",
        "spaces-lost",
        "name-no-copy",
        "date-derived",
    }


def test_what_was_checked_is_counted(tmp_path: Path) -> None:
    facts, documents = lay_out(tmp_path)
    assert verify_sources(facts, "facts", str(documents)) == (
        "11 facts with 13 anchors checked against 2 documents: all found"
    )


def test_what_cites_a_document_that_is_absent_is_not_judged(tmp_path: Path) -> None:
    facts, documents = lay_out(tmp_path)
    (documents / "council.txt").unlink()
    with pytest.raises(InputError) as failure:
        verify_sources(facts, "facts", str(documents))
    assert [problem.what for problem in failure.value.problems] == [
        f"the source 'council' names the document 'council.txt', which is not in {documents}"
    ]


@pytest.mark.parametrize("named", ["gazette", "2", "[2]"])
def test_one_source_is_checked_by_itself(named: str, tmp_path: Path) -> None:
    facts, documents = lay_out(tmp_path)
    (documents / "council.txt").unlink()
    said = verify_sources(facts, "facts", str(documents), named)
    assert said == "5 facts with 5 anchors checked against the document of 'gazette': all found"
    (documents / "gazette.txt").write_text("Another text\n", "utf-8")
    with pytest.raises(InputError, match="'gazette'"):
        verify_sources(facts, "facts", str(documents), named)


def test_a_source_that_is_none_is_a_bad_flag(tmp_path: Path) -> None:
    facts, documents = lay_out(tmp_path)
    with pytest.raises(FlagError, match="--source: there is no source 'gazete', did you mean 'gazette'"):
        verify_sources(facts, "facts", str(documents), "gazete")


@pytest.mark.parametrize("folder", ["", "no-such-folder"])
def test_a_folder_that_is_none_is_a_bad_flag(folder: str, tmp_path: Path) -> None:
    facts, _ = lay_out(tmp_path)
    with pytest.raises(FlagError, match="--documents"):
        verify_sources(facts, "facts", folder)


@real
def test_the_real_sources_bear_out_every_fact() -> None:
    assert told(ROOT / "facts", REAL) == ()


REAL_CHANGES = [
    ("facts.yaml", "value: 43\n", "value: 44\n", "the value 44"),
    ("facts.yaml", "value: 14.8\n", "value: 18.4\n", "the value 18.4"),
    ("facts.yaml", "paragraph: 10\n", "paragraph: 11\n", "it stands in paragraph 10"),
    ("facts.yaml", "anchor: signed 11 new", "anchor: signed 12 new", "the anchor 'signed 12 new"),
    ("facts.yaml", "quotation: transform the", "quotation: transform this", "the quotation"),
    ("facts.yaml", "qualifier: more-than", "qualifier: exactly", "another hedge than exactly"),
    ("sources.yaml", "sha256: 8", "sha256: 9", "its SHA-256 is 8"),
]


@real
@pytest.mark.parametrize(("file", "old", "new", "message"), REAL_CHANGES)
def test_a_change_in_the_real_facts_is_noticed(file: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    shutil.copytree(ROOT / "facts", facts)
    text = (facts / file).read_text(encoding="utf-8")
    assert old in text
    (facts / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(message in line for line in told(facts, REAL))


def bench() -> tuple[tuple[Fact, ...], Bench]:
    """Return the real facts, and what they are checked with."""
    book, _ = load_facts(ROOT / "facts", "facts")
    texts = load_documents(str(REAL), book.sources.values())
    return book.every_fact, Bench(texts, fact_places(ROOT / "facts", "facts"), ())


@real
def test_each_figure_altered_in_turn_is_noticed() -> None:
    facts, tools = bench()
    stating = [fact for fact in facts if fact.value is not None and not (fact.formula or fact.derived_from)]
    assert len(stating) >= 20
    for fact in stating:
        assert fact.value is not None
        altered = fact.model_copy(update={"value": fact.value * 7 + 13})
        assert any(repr(fact.id) in problem.what for problem in stated(altered, tools)), fact.id


@real
def test_each_anchor_and_paragraph_altered_in_turn_is_noticed() -> None:
    facts, tools = bench()
    for fact in facts:
        for n, ref in enumerate(fact.sources):
            for change in ({"anchor": ref.anchor[::-1]}, {"paragraph": ref.paragraph + 90}):
                refs: list[SourceRef] = list(fact.sources)
                refs[n] = ref.model_copy(update=change)
                assert list(anchors(fact.model_copy(update={"sources": tuple(refs)}), tools)), (fact.id, change)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("overfifty-four of54countries", "54", "countries"),
        ("some $1.8 billion", "1.8", "USD billion"),
        ("some USD 1.8 billion", "1800", "USD million"),
        ("500 million dollars", "0.5", "USD billion"),
        ("eleven new lines", "11", "lines"),
        ("1,250 people", "1250", "people"),
        ("72 per cent of it", "72", "percent"),
        ("two and a half million people", "2500000", "people"),
    ],
)
def test_a_value_is_found_in_any_spelling(text: str, value: str, unit: str) -> None:
    assert states(text, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,250 people", "250", "people"),
        ("$54 million", "54", "countries"),
        ("54 percent", "54", "countries"),
        ("54 countries", "54", "percent"),
        ("€30 million", "30", "USD million"),
        ("$30 billion", "30", "USD million"),
        ("dozens of towns", "12", "towns"),
        ("the weight of freight", "8", "trams"),
        ("14.8 people", "8", "people"),
    ],
)
def test_another_value_is_not_found(text: str, value: str, unit: str) -> None:
    assert not states(text, Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("over 50 towns", "fromover50towns", True),
        ("mayor's “office”", 'the mayor’s "office"', True),
        ("a - b", "a – b", True),
        ("50 towns", "150 towns", False),
        ("in 20", "in 2031", False),
        ("1.5", "11.5", False),
        ("50 towns", "1,50 towns", False),
        ("Towns", "towns", False),
        ("", "towns", False),
    ],
)
def test_words_stand_in_a_text_but_for_spaces_and_marks(words: str, text: str, *, found: bool) -> None:
    assert stands_in(words, text) is found


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("from over50towns", "more-than"),
        ("more than USD 50", "more-than"),
        ("over US$50", "more-than"),
        ("no more than 50", "up-to"),
        ("at least 50", "at-least"),
        ("50 or more", "at-least"),
        ("some 50", "about"),
        ("atapproximately 50", "approximately"),
        ("plus d’50", "more-than"),
        ("the 50", "exactly"),
        ("overall, 50", "exactly"),
    ],
)
def test_a_hedge_is_read_before_and_after_a_figure(text: str, qualifier: str) -> None:
    (figure,) = figures(text, "en")
    assert Qualifier(qualifier) in qualifiers_at(text, figure)
    assert (qualifiers_at(text, figure) == {Qualifier.EXACTLY}) is (qualifier == "exactly")


WRITTEN = [
    ("range 24–104 beds", "24", "beds"),
    ("range 24–104 beds", "104", "beds"),
    ("2.5–3.5 per cent growth", "2.5", "percent"),
    ("3.2 ± 0.4 tonnes", "3.2", "tonnes"),
    ("(95% CI 2.8–3.6%)", "2.8", "percent"),
    ("some 145 900 people", "145900", "people"),
    ("between £3 million and £5 million", "5", "GBP million"),
    ("some 3–5 million euros", "3", "EUR million"),
    ("up 3.1 percentage points", "3.1", "percentage points"),
    ("a result of (3.1%)", "-3.1", "percent"),
    ("worth €1.2bn to it", "1.2", "EUR billion"),
    ("between $2 and $3 million", "2", "USD million"),
    ("a fall of 3.1 percent", "-3.1", "percent"),
]


@pytest.mark.parametrize(("text", "value", "unit"), WRITTEN)
def test_figures_are_read_as_people_write_them(text: str, value: str, unit: str) -> None:
    assert states(text, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("some 145 900 people", "900", "people"),
        ("at 95% CI 2.8–3.6%", "95", "percent"),
        ("up 3.1 percentage points", "3.1", "percent"),
        ("a result of 3.1%)", "-3.1", "percent"),
        ("a rise of 3.1 percent", "-3.1", "percent"),
        ("in the second quarter of 2026", "0.25", "shares"),
        ("COVID-19 cases", "19", "cases"),
    ],
)
def test_parts_of_numbers_and_names_are_no_figures(text: str, value: str, unit: str) -> None:
    assert not states(text, Decimal(value), unit)
