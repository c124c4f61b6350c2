"""A text says what its facts license: paragraphs that the audit refuses or lets pass, of every kind, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.errors import InputError
from reports.languages.claim_tables import claim_words, every_lemma, read_content
from reports.languages.phrases import TIGHT
from tests.claims_cases import Case, cases, told

LANGUAGES = {
    "english.txt": ("en-GB", "facts.yaml"),
    "french.txt": ("fr-FR", "faits.yaml"),
    "urdu.txt": ("ur", "haqaiq.yaml"),
    "urdu-fields.txt": ("ur", "zaraat.yaml"),
    "urdu-energy.txt": ("ur", "tawanai.yaml"),
}
"""File of cases to its language and its facts."""
COMPUTED = {"computed-english.txt": "en-GB", "computed-french.txt": "fr-FR"}
"""Claims about sets, which rest on facts that compute them."""
FEWEST = 80
"""Cases that a language has at least."""


def verdicts(name: str, folder: Path) -> tuple[tuple[Case, tuple[str, ...]], ...]:
    language, facts = LANGUAGES[name]
    return tuple(told(cases(name), folder, language, facts))


@pytest.mark.parametrize("name", LANGUAGES)
def test_poison_is_refused_and_plain_words_pass(name: str, tmp_path: Path) -> None:
    wrong = [(case.group, case.text, found) for case, found in verdicts(name, tmp_path) if bool(found) != case.refuse]
    assert not wrong


@pytest.mark.parametrize("name", LANGUAGES)
def test_there_are_cases_of_both_kinds(name: str) -> None:
    every = cases(name)
    assert len(every) >= FEWEST
    assert 0.2 < sum(case.refuse for case in every) / len(every) < 0.9


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_message_says_what_to_do(name: str, tmp_path: Path) -> None:
    for case, found in verdicts(name, tmp_path):
        assert all("; " in line for line in found), (case.text, found)


@pytest.mark.parametrize("code", ["en", "fr", "ur"])
def test_the_table_of_lemmas_covers_the_words_of_the_language(code: str) -> None:
    words = claim_words(code)
    known = {*words.lemmas.table.values()}
    patterns = [pattern for entries in words.verbs.by_first.values() for pattern, _ in entries]
    heads = {pattern[-1 if words.final else 0].removeprefix(TIGHT) for pattern in patterns}
    verbs = [lemma for lemma in heads if lemma.isalpha()]
    assert len(known & set(verbs)) > 0.8 * len(verbs)
    assert {word.removeprefix(TIGHT) for word in every_lemma(read_content(code))} >= set(verbs)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("lent", "lend"), ("paid", "pay"), ("underwrote", "underwrite"), ("inks", "ink"), ("table", "table")],
)
def test_forms_lead_to_lemmas(form: str, lemma: str) -> None:
    assert claim_words("en").lemmas.of(form) == lemma


def test_a_language_without_tables_is_refused() -> None:
    with pytest.raises(InputError, match="the language 'de' is not known"):
        claim_words("de-DE")


@pytest.mark.parametrize("name", COMPUTED)
def test_a_claim_about_a_set_rests_on_a_fact_that_computes_it(name: str, tmp_path: Path) -> None:
    every = cases(name)
    found = tuple(told(every, tmp_path, COMPUTED[name], "computed.yaml"))
    assert not [(case.group, case.text, said) for case, said in found if bool(said) != case.refuse]
    assert {case.refuse for case in every} == {True, False}
