"""A document arrives: it is recorded, numbered and compared; nothing is decided, and no bad file gets in."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from reports.domain.qualifiers import Qualifier
from reports.errors import FlagError, InputError
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.notation.yaml_tree import Value
from reports.pipeline.composition import check
from reports.tools.curating.add_source import add_source, told
from reports.tools.curating.entry_additions import whole_book
from tests.analyst_cases import CASES, cases, facts_of, project, texts, tree_bytes

DAY = "2031-05-01"
SPACE = "\N{NO-BREAK SPACE}"


def added(root: Path, given: Mapping[str, str] | None = None) -> tuple[Folders, str]:
    """Return a project to which the document of the cases was added, and what the analyst was told."""
    where = project(root)
    shutil.copy(CASES / "document.txt", root / "document.txt")
    made = add_source(facts_of(where), root / "document.txt", given or {}, DAY)
    return where, "\n".join(told(made)).replace(SPACE, " ")


def test_a_document_becomes_a_source_with_what_is_known_of_it(tmp_path: Path) -> None:
    where, text = added(tmp_path)
    book = whole_book(facts_of(where))
    source = book.sources["library-figures"]
    assert (source.number, source.title, source.short) == (3, "The library in figures", "The library in figures")
    assert (source.publisher, source.date, source.accessed) == ("not stated", "not stated", DAY)
    assert source.document == "document.txt"
    assert source.sha256 == hashlib.sha256((CASES / "document.txt").read_bytes()).hexdigest()
    assert text.startswith("added source [3] 'library-figures' at facts/sources.yaml:25\nfacts name it by that id")
    assert "\n  ¶ 1   The library in figures\n  ¶ 2   The library counted 12,500 visits" in text


def test_what_the_user_names_goes_first(tmp_path: Path) -> None:
    given = {"publisher": "The Gazette", "date": "May 2031", "id": "gazette", "url": "https://example.org/a"}
    where, _ = added(tmp_path, given)
    source = whole_book(facts_of(where)).sources["gazette"]
    assert (source.publisher, source.date, source.short, source.url) == (
        "The Gazette", "May 2031", "The Gazette", "https://example.org/a",
    )  # fmt: skip


def test_a_long_title_is_cut_for_source_lines(tmp_path: Path) -> None:
    where, _ = added(tmp_path, {"title": "The library, " * 9 + "again", "id": "long"})
    short = whole_book(facts_of(where)).sources["long"].short
    assert short == "The library, The library, The library…"


def test_candidates_agree_differ_or_speak_of_the_same(tmp_path: Path) -> None:
    _, text = added(tmp_path)
    verdicts = [line.split(":")[0] for line in text.split("\n") if line.startswith(("differs", "agrees", "mentions"))]
    assert verdicts == [
        "differs   visits",
        "differs   book-budget",
        "agrees    branches",
        "agrees    building-grant",
        "mentions  opening",
    ]
    assert "5 facts to compare; nothing was decided and no fact was changed" in text
    assert "differs   book-budget: about $0.4 million; ¶ 4 says 'of the library, $0.6 million is planned in'" in text


def test_what_is_pasted_loads(tmp_path: Path) -> None:
    """The YAML of an agreeing and of a differing candidate is put into the fact, as the command says."""
    where, text = added(tmp_path)
    path = where.facts / "facts.yaml"
    facts = path.read_text("utf-8")
    for head, anchor in (
        ("agrees    building-grant", "        anchor: up to $2.5 million for a new building\n"),
        ("differs   visits", "        anchor: more than 12,000 visits\n"),
    ):
        facts = facts.replace(anchor, anchor + _pasted(text, head), 1)
    path.write_text(facts, "utf-8")
    book, problems = load_facts(where.facts, "facts")
    assert problems == ()
    assert book.facts["building-grant"].source_ids == ("council-note", "library-figures")
    own, reading = book.facts["visits"].readings
    assert (str(reading.value), reading.qualifier, reading.sources[0].paragraph) == ("12500", Qualifier.EXACTLY, 2)
    assert (own.name, own.text, reading.name, reading.text) == (
        "library-report", "more than 12,000 visits", "library-figures", "12,500 visits",
    )  # fmt: skip
    assert any("“TODO” stands in 'visits' for words to be written; write them" in note for note in check(where))
    path.write_text(facts.replace("TODO: ", ""), "utf-8")
    assert not any("TODO" in note for note in check(where))


COUNTING = """
  - id: documents
    statement: Two documents are behind the facts.
    topic: use
    value: 2
    unit: documents
    qualifier: exactly
    status: reported
    sources:
      - source: library-report
        paragraph: 1
        anchor: Report of the library
      - source: council-note
        paragraph: 1
        anchor: Note of the council
    formula: count(sources)
    recorded: 2031-04-01
"""


def test_facts_that_count_sources_are_named_until_they_count_the_new_one(tmp_path: Path) -> None:
    where = project(tmp_path)
    path = where.facts / "facts.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + "\n" + COUNTING, "utf-8")
    shutil.copy(CASES / "document.txt", tmp_path / "document.txt")
    text = "\n".join(told(add_source(facts_of(where), tmp_path / "document.txt", {}, DAY)))
    assert "facts that count sources;" in text
    assert "  documents (facts/facts.yaml:" in text
    note = "the fact 'documents' counts 2 sources, and the reports cite [3] too"
    assert not any(note in each for each in check(where)), "no report cites it yet"
    cited = path.read_text("utf-8").replace(
        "        anchor: more than 12,000 visits\n",
        "        anchor: more than 12,000 visits\n"
        "      - source: library-figures\n        paragraph: 2\n        anchor: 12,000 visits\n",
        1,
    )
    path.write_text(cited, "utf-8")
    assert any(note in each for each in check(where))
    more = "      - source: library-figures\n        paragraph: 1\n        anchor: The library in figures\n    formula"
    mended = cited.replace("    formula: count", f"{more}: count").replace(
        "value: 2\n    unit: doc", "value: 3\n    unit: doc"
    )
    path.write_text(mended.replace("Two documents", "Three documents"), "utf-8")
    assert not any(note in each for each in check(where))


def _pasted(text: str, head: str) -> str:
    """Return what is to be pasted for the candidate whose line begins with `head`."""
    lines = text[text.index(head) :].split("\n\n")[0].split("\n")[2:]
    return "\n".join(lines) + "\n"


def test_facts_are_not_touched(tmp_path: Path) -> None:
    before = tree_bytes(project(tmp_path / "before").facts)
    where, _ = added(tmp_path)
    after = tree_bytes(where.facts)
    assert {name for name in after if after[name] != before[name]} == {"sources.yaml"}
    assert after["sources.yaml"].startswith(before["sources.yaml"])


def test_a_document_of_other_things_has_no_candidates(tmp_path: Path) -> None:
    where = project(tmp_path)
    (tmp_path / "other.txt").write_text("Rain fell on 12 days.\n\nIt cost $9 million.\n", "utf-8")
    assert add_source(facts_of(where), tmp_path / "other.txt", {}, DAY).candidates == ()


MEETING = """
  - id: meeting
    statement: The council met on 4 February 2031.
    topic: use
    status: reported
    date: 2031-02-04
    date_basis: stated
    actors:
      - council
    sources:
      - source: council-note
        paragraph: 9
        anchor: met on 4 February 2031
    recorded: 2031-04-01
  - id: readings
    statement: The library held 11 readings and talks.
    topic: use
    value: 11
    unit: readings and talks
    qualifier: exactly
    status: reported
    sources:
      - source: library-report
        paragraph: 9
        anchor: 11 readings and talks
    recorded: 2031-04-01
  - id: lent-share
    statement: Of the books of the library 40 percent were lent to schools and homes.
    topic: use
    value: 40
    unit: percent
    qualifier: exactly
    status: reported
    sources:
      - source: library-report
        paragraph: 10
        anchor: 40 percent were lent
    recorded: 2031-04-01
"""
DIARY = """\
Diary of a town

Eleven readings were held on February 4, when the council came.

Books, homes and schools of the library were painted, and 2.5 percent of all copper of the wharf was sold in March 5 times over.

The Harbour Dance Society asked for 27 licences in 2031.
"""


def test_number_words_and_days_agree_and_what_is_new_is_listed(tmp_path: Path) -> None:
    where = project(tmp_path)
    path = where.facts / "facts.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + "\n" + MEETING, "utf-8")
    (tmp_path / "diary.txt").write_text(DIARY, "utf-8")
    text = "\n".join(told(add_source(facts_of(where), tmp_path / "diary.txt", {}, DAY))).replace(SPACE, " ")
    verdicts = [line.split(";")[0] for line in text.split("\n") if line.startswith(("differs", "agrees", "mentions"))]
    assert verdicts == ["agrees    meeting: 2031-02-04", "agrees    readings: 11 readings and talks"]
    new = text[text.index("no fact yet:") :].split("\n")
    assert new[1].startswith("  ¶ 3   “2.5 percent of all copper”")
    assert new[3:] == [
        "  ¶ 4   “27 licences in 2031”",
        '        invoke new-fact --source 3 --paragraph 4 --anchor "Society asked for 27 licences in 2031"',
        "",
        "no actor yet: Harbour Dance Society",
    ]


def test_the_same_document_is_not_added_twice(tmp_path: Path) -> None:
    where, _ = added(tmp_path)
    before = tree_bytes(where.facts)
    copy = Path(shutil.copy(tmp_path / "document.txt", tmp_path / "copy.txt"))
    with pytest.raises(InputError, match=r"copy.txt: is the document of source \[3\] 'library-figures' already"):
        add_source(facts_of(where), copy, {}, DAY)
    (tmp_path / "document.txt").write_text("Another text\n", "utf-8")
    with pytest.raises(InputError, match=r"has the name of the document of source .* but another content"):
        add_source(facts_of(where), tmp_path / "document.txt", {}, DAY)
    assert tree_bytes(where.facts) == before


@pytest.mark.parametrize("case", cases("refused"), ids=lambda case: str(case["name"]))
def test_what_is_no_text_is_refused_with_the_cure(case: Mapping[str, Value], tmp_path: Path) -> None:
    where, file = project(tmp_path), tmp_path / "file.txt"
    file.write_bytes(bytes.fromhex(str(case["hex"] or "")))
    before = tree_bytes(where.facts)
    with pytest.raises(InputError) as failure:
        add_source(facts_of(where), file, {}, DAY)
    assert str(failure.value).startswith(f"{file}{case['says']}")
    assert tree_bytes(where.facts) == before


def test_a_file_that_is_not_there_and_bad_flags_are_told(tmp_path: Path) -> None:
    where = project(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        add_source(facts_of(where), tmp_path / "none.txt", {}, DAY)
    shutil.copy(CASES / "document.txt", tmp_path / "a.txt")
    for given, message in (
        ({"id": "council-note"}, "--id: the id 'council-note' stands twice"),
        ({"short": "x" * 50}, "--short: 'short' of source .* has 50 characters"),
        ({"id": "No Id"}, "--id: 'No Id' is no id"),
    ):
        with pytest.raises(FlagError, match=message):
            add_source(facts_of(where), tmp_path / "a.txt", given, DAY)
    with pytest.raises(FlagError, match="--accessed: 'accessed' of source"):
        add_source(facts_of(where), tmp_path / "a.txt", {}, "yesterday")
    assert texts(list(whole_book(facts_of(where)).sources)) == ["library-report", "council-note"]
