"""A build as of a day stands on what was recorded by then; a fact that supersedes another takes its place on its day."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.document import plain
from reports.errors import FlagError, InputError
from reports.load.project_folders import Folders
from reports.pipeline.build import build
from reports.pipeline.composition import check, compose_all
from reports.tools.releasing import digest
from tests.release_cases import change, project

FACTS = "facts/facts.yaml"
MAIN = "templates/paper/main.md"
MONEY = "templates/charts/money.yaml"
FIRST, LATER = "2031-04-02", "2031-05-03"
NEWER = """  - id: spent-in-may
    statement: Spending on the trams had reached about $40 million.
    label: Spending
    topic: money
    value: 40
    unit: USD million
    qualifier: about
    status: reported
    sources:
      - source: gazette
        paragraph: 4
        anchor: about $40 million
    recorded: 2031-05-03
    supersedes: spent
  - id: spare
"""


def superseded(root: Path) -> Folders:
    """Return the project with a fact that took the place of another a month later."""
    where = project(root)
    change(where, {FACTS: {"  - id: spare\n": NEWER}})
    return where


def first_heading(where: Folders, as_of: str = "") -> str:
    """Return the first heading of the paper, which prints the fact."""
    return plain(compose_all(where, (), as_of).documents[0].blocks[0].inlines)  # type: ignore[union-attr]


def digests(where: Folders, as_of: str = "") -> list[str]:
    """Return the digest of each document."""
    composed = compose_all(where, (), as_of)
    return [digest(document, composed.templates.theme) for document in composed.documents]


@pytest.mark.parametrize("id", ["spent", "spent-in-may"])
@pytest.mark.parametrize(("as_of", "printed"), [(FIRST, "more than $30"), (LATER, "about $40"), ("", "about $40")])
def test_each_id_stands_for_the_fact_of_the_day(id: str, as_of: str, printed: str, tmp_path: Path) -> None:
    where = superseded(tmp_path)
    change(where, {MAIN: {'fact("spent")': f'fact("{id}")'}, MONEY: {"fact: spent": f"fact: {id}"}})
    assert printed in first_heading(where, as_of).replace("\N{NO-BREAK SPACE}", " ")


def test_what_was_recorded_later_leaves_no_trace_before(tmp_path: Path) -> None:
    assert digests(superseded(tmp_path / "new"), FIRST) == digests(project(tmp_path / "old"))
    assert digests(superseded(tmp_path / "now")) != digests(project(tmp_path / "then"))


def test_the_superseded_fact_is_out_of_the_book(tmp_path: Path) -> None:
    book = compose_all(superseded(tmp_path)).book
    assert "spent" not in book.facts
    assert (list(book.superseded), book.known_as("spent"), book.as_of) == (["spent"], "spent-in-may", LATER)
    before = compose_all(superseded(tmp_path / "before"), (), FIRST).book
    assert "spent-in-may" not in before.facts
    assert (list(before.superseded), before.known_as("spent-in-may"), before.as_of) == ([], "spent", FIRST)


def test_a_chain_of_successors_is_followed_both_ways(tmp_path: Path) -> None:
    where = superseded(tmp_path)
    third = NEWER.replace("spent-in-may", "spent-in-june").replace("supersedes: spent", "supersedes: spent-in-may")
    change(where, {FACTS: {"  - id: spare\n": third.replace("recorded: 2031-05-03", "recorded: 2031-06-01")}})
    for day, id in ((FIRST, "spent"), (LATER, "spent-in-may"), ("2031-06-01", "spent-in-june")):
        book = compose_all(where, (), day).book
        assert {book.known_as(each) for each in ("spent", "spent-in-may", "spent-in-june")} == {id}


def test_outputs_of_a_day_go_into_their_own_folder(tmp_path: Path) -> None:
    where = superseded(tmp_path)
    written = build(where, ("paper",), FIRST).written
    assert where.output / f"as-of-{FIRST}" / "paper.docx" in written
    assert {path.parent.name for path in written} == {f"as-of-{FIRST}"}
    assert not (where.output / "paper.docx").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (
            MAIN,
            "Trams are liked.",
            'Bells: {{ fact("bells", "statement") }} {{ cite() }}',
            "templates/paper/main.md:13:",
        ),
        (MONEY, "fact: spent", "fact: bells", "templates/charts/money.yaml:7:9:"),
    ],
)
def test_a_template_that_names_a_later_fact_is_told_so(
    file: str, old: str, new: str, place: str, tmp_path: Path
) -> None:
    where = project(tmp_path)
    bells = NEWER.replace("spent-in-may", "bells").replace("    supersedes: spent\n", "")
    change(where, {FACTS: {"  - id: spare\n": bells}, file: {old: new}})
    with pytest.raises(InputError) as failure:
        compose_all(where, (), FIRST)
    assert place in str(failure.value)
    assert f"the fact 'bells' was not recorded by {FIRST}, but on {LATER}; name that day or a later one" in str(
        failure.value
    )


@pytest.mark.parametrize("as_of", ["2031-02-30", "2031-4-2", "yesterday", "2031", "2031-04-02T00:00", "2030-12-31"])
def test_a_bad_day_is_a_bad_flag_with_the_cure(as_of: str, tmp_path: Path) -> None:
    with pytest.raises(FlagError, match=r"--as-of: .*(write it like|name 2031-04-02 or a later day)"):
        compose_all(project(tmp_path), (), as_of)


def test_a_source_fetched_later_is_not_there_before(tmp_path: Path) -> None:
    where = superseded(tmp_path)
    third = "  - id: letter\n    number: 3\n    title: A letter\n    short: Letter\n    accessed: 2031-05-03\nactors:\n"
    change(where, {FACTS: {"actors:\n": third}})
    assert list(compose_all(where, (), FIRST).book.sources) == ["council", "gazette"]
    assert list(compose_all(where).book.sources) == ["council", "gazette", "letter"]


def test_a_whole_recorded_later_is_no_whole_before(tmp_path: Path) -> None:
    where = project(tmp_path)
    whole = NEWER.replace("spent-in-may", "all-spent").replace("    supersedes: spent\n", "")
    change(where, {FACTS: {"  - id: spare\n": whole, "    review_by: 2031-06\n": "    part_of: all-spent\n"}})
    assert compose_all(where).book.facts["spent"].part_of == "all-spent"
    assert compose_all(where, (), FIRST).book.facts["spent"].part_of is None


def test_check_notes_templates_that_name_a_superseded_fact(tmp_path: Path) -> None:
    found = [note for note in check(superseded(tmp_path)) if "superseded" in note]
    assert len(found) == 5
    assert found[0] == (
        "templates/paper/main.md:1:32: 'spent' is superseded by 'spent-in-may', which is printed in its place; "
        "name that one"
    )
    assert any(note.startswith("templates/charts/money.yaml:7:9: 'spent'") for note in found)
    assert not [note for note in check(superseded(tmp_path / "then"), FIRST) if "superseded" in note]


@pytest.mark.parametrize(("as_of", "due"), [("", False), ("2031-06-30", False), ("2031-07-01", True)])
def test_check_notes_facts_past_their_review(as_of: str, due: bool, tmp_path: Path) -> None:
    where = project(tmp_path)
    for name in ("paper", "talk"):
        change(where, {f"templates/{name}/report.yaml": {"status: final": "status: draft"}})
    found = [note for note in check(where, as_of) if "review" in note]
    expected = [
        "facts/facts.yaml:18:9: the fact 'spent' was to be reviewed by 2031-06, and this is as of 2031-07-01; look at its "
        "sources again and set a new 'review_by:'"
    ]
    assert found == (expected if due else [])


def test_check_notes_facts_that_no_document_uses(tmp_path: Path) -> None:
    assert [note for note in check(project(tmp_path)) if "used in no document" in note] == [
        "facts/facts.yaml:73:9: the fact 'spare' is used in no document"
    ]


def test_many_unused_facts_are_one_note_until_all_are_asked_for(tmp_path: Path) -> None:
    where = project(tmp_path)
    path = where.facts / "facts.yaml"
    before, spare = path.read_text("utf-8").split("  - id: spare\n")
    entry = spare.split("  - id: ")[0]
    path.write_text(
        before + "".join(f"  - id: spare-{n}\n{entry}" for n in range(4)) + f"  - id: spare\n{spare}", "utf-8"
    )
    [note] = [note for note in check(where) if "used in no document" in note]
    assert note.startswith("5 of ")
    assert note.endswith(" facts are used in no document; 'invoke check --unused' lists them")
    assert sum("is used in no document" in note for note in check(where, unused=True)) == 5
