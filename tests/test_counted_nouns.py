"""A figure is of what it counts: in a document that arrives, against the sources, and in what the fact file quotes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from reports.audit.counted_nouns import another_noun, stem, stems_of
from reports.audit.figure_search import figures
from reports.audit.sources import verify_sources
from reports.errors import InputError
from reports.load.project_folders import Folders, folders
from reports.pipeline.composition import check
from reports.tools.curating.add_source import add_source, told
from reports.tools.curating.new_project import new_project
from tests.analyst_cases import facts_of

CASES: list[Mapping[str, str]] = yaml.safe_load((Path(__file__).parent / "cases" / "nouns.yaml").read_text("utf-8"))
COUNTED = ("visits", "branches", "members of staff", "agreements")
NOUNS = {each: noun for noun in COUNTED for each in stems_of((noun,))}
DOCUMENT = "The library again\n\nThe library counted more than 14,000 visits and five branches in the year.\n"


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text'][:30]}, {case['figure']}" for case in CASES])
def test_what_a_figure_counts(case: Mapping[str, str]) -> None:
    found = [each for tag in ("en", "fr") for each in figures(case["text"], tag) if each.text == case["figure"]]
    assert found, [each.text for each in figures(case["text"], "en")]
    assert another_noun(case["text"], found[0], stems_of((case["unit"],)), NOUNS) == case["counts"]


def test_cases_are_of_both_kinds() -> None:
    assert sum(bool(case["counts"]) for case in CASES) >= 4
    assert sum(not case["counts"] for case in CASES) >= 6
    assert stem("branches") == stem("branch")


@pytest.fixture
def where(tmp_path: Path) -> Folders:
    """Return a new project."""
    new_project(str(tmp_path / "library"), "invoke")
    return folders(tmp_path / "library")


def test_a_document_that_arrives_pairs_no_figure_with_the_noun_of_the_next(where: Folders, tmp_path: Path) -> None:
    (tmp_path / "again.txt").write_text(DOCUMENT, encoding="utf-8")
    text = "\n".join(told(add_source(facts_of(where), tmp_path / "again.txt", {}, "2031-05-01")))
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert "differs   visits: more than 12,000 visits; ¶ 2 says 'counted more than 14,000 visits and five'" in text
    assert "differs   branches: 4 branches; ¶ 2 says '14,000 visits and five branches in the'" in text
    assert "text: 5 branches" in text
    assert "14,000 branches" not in text


READING = """      - name: again
        text: more than 14,000 branches
        value: 14000
        qualifier: more-than
        sources:
          - source: again
            paragraph: 2
            anchor: more than 14,000 visits
    preferred: four
"""


def test_a_reading_of_something_else_is_refused_by_verify_and_by_check(where: Folders, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "again.txt").write_text(DOCUMENT, encoding="utf-8")
    shutil.copy(documents / "again.txt", tmp_path / "again.txt")
    add_source(facts_of(where), tmp_path / "again.txt", {"id": "again"}, "2031-05-01")
    assert hashlib.sha256(DOCUMENT.encode()).hexdigest() in (where.facts / "sources.yaml").read_text("utf-8")
    path = where.facts / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace("    preferred: four\n", READING), encoding="utf-8")
    with pytest.raises(InputError) as failure:
        verify_sources(where.facts, "facts", str(documents), "again")
    assert (
        "the value 14000 (branches) of 'branches' counts “visits” in paragraph 2 of 'again'; name the paragraph"
        in str(failure.value)
    )
    with pytest.raises(InputError) as failure:
        check(where)
    assert "the anchor 'more than 14,000 visits' of 'branches' counts “visits”, and the fact counts branches" in str(
        failure.value
    )
    fixed = READING.replace("14,000 branches", "five branches").replace("value: 14000", "value: 5")
    fixed = fixed.replace("qualifier: more-than", "qualifier: exactly").replace(
        "more than 14,000 visits", "five branches"
    )
    path.write_text(path.read_text("utf-8").replace(READING, fixed), encoding="utf-8")
    verify_sources(where.facts, "facts", str(documents), "again")
    assert not [line for line in check(where) if "the anchor" in line]
