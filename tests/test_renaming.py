"""An entry gets another id in one step: in facts, templates and charts, in what went out, and in files that people edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document as Word

from reports.errors import FlagError, InputError
from reports.load.project_folders import Folders
from reports.load.records.release_files import load_releases
from reports.pipeline.build import build
from reports.pipeline.composition import check, compose_all
from reports.tools.curating.entry_additions import Facts
from reports.tools.curating.renaming import rename
from reports.tools.curating.spreadsheet.import_facts import Wish, planned
from reports.tools.releasing import changes
from reports.tools.releasing.publishing import Sent, publish
from tests.release_cases import change, pretend_built, project
from tests.spreadsheet_files import as_csv

DEARER = {"facts/facts.yaml": {"value: 30\n": "value: 31\n", "$30 million": "$31 million"}}


def note(where: Folders) -> str:
    """Return the correction note."""
    composed = compose_all(where)
    return (changes(composed.releases, composed.documents, composed.book) or b"").decode()


def everything(where: Folders) -> str:
    """Return all that facts and templates say."""
    paths = (path for folder in (where.facts, where.templates) for path in sorted(folder.rglob("*.[ym]*")))
    return "\n".join(path.read_text("utf-8") for path in paths if path.is_file() and "releases" not in path.parts)


@pytest.fixture
def where(tmp_path: Path) -> Folders:
    """Return a project that was published."""
    made = project(tmp_path)
    pretend_built(made)
    publish(made, Sent("1.0"))
    return made


def test_a_fact_is_renamed_wherever_it_is_named_and_known_as_the_same(where: Folders) -> None:
    kept = (where.facts / "releases" / "1.0.json").read_bytes()
    told = rename(where, "spent", "outlay")
    assert told == (
        "'spent' is called 'outlay' now",
        "facts/facts.yaml: 1 place",
        "templates/charts/money.yaml: 2 places",
        "templates/paper/main.md: 2 places",
        "templates/talk/slides.md: 2 places",
        "facts/renamed.json keeps the old id, by which releases are read: keep it under version control",
    )
    assert "spent" not in everything(where).replace("spent on", "")
    assert (where.facts / "releases" / "1.0.json").read_bytes() == kept, "what went out stays as it went out"
    assert note(where) == ""
    change(where, DEARER)
    said = note(where)
    assert "Was more than $30\N{NO-BREAK SPACE}million (reported); is now more than $31" in said
    assert "## What came in" not in said
    assert "removed" not in said


def test_ids_that_were_renamed_twice_are_followed(where: Folders) -> None:
    rename(where, "spent", "outlay")
    rename(where, "outlay", "outlays")
    rename(where, "depot", "outlay")
    assert json.loads((where.facts / "renamed.json").read_text("utf-8"))[0] == ["facts", "spent", "outlay"]
    [release] = load_releases(where.facts, "facts")[0]
    assert {"outlays", "outlay"} <= release.facts.keys()
    assert release.facts["outlay"]["label"] == "New depot"
    assert note(where) == ""


@pytest.mark.parametrize(("old", "new", "places"), [("council", "town-council", 4), ("valley", "lower-valley", 3)])
def test_sources_and_actors_too(old: str, new: str, places: int, where: Folders) -> None:
    told = rename(where, old, new)
    assert sum(int(line.split(": ")[1].split()[0]) for line in told[1:-1]) == places
    assert check(where) is not None
    assert note(where) == ""


def test_words_that_only_look_alike_are_let_be(where: Folders) -> None:
    change(where, {"templates/paper/main.md": {"Trams are liked.": 'It is spent; the “spent” years, "spent" well.'}})
    rename(where, "spent", "outlay")
    text = (where.templates / "paper" / "main.md").read_text("utf-8")
    assert 'It is spent; the “spent” years, "spent" well.' in text


def test_an_edited_file_joins_as_before(tmp_path: Path) -> None:
    where = project(tmp_path)
    build(where)
    path = where.output / "paper.docx"
    document = Word(str(path))
    [line] = [p for p in document.paragraphs if "The council reports spending" in p.text]
    line.runs[0].text = f"Indeed: {line.runs[0].text}"
    document.save(str(path))
    build(where)
    rename(where, "spent", "outlay")
    assert not [note for note in build(where).notes if "changed" in note]
    change(where, DEARER)
    build(where)
    [line] = [p for p in Word(str(path)).paragraphs if "Indeed" in p.text]
    assert (
        line.text.replace("\N{NO-BREAK SPACE}", " ")
        == "Indeed: The council reports spending of more than $31 million [1]."
    )


REFUSED = [
    (("spend", "outlay", ""), "there is no fact, source, actor or report 'spend', did you mean 'spent'?"),
    (("spent", "lines", ""), "'lines' is the id of another fact already; choose another"),
    (("spent", "Out lay", ""), "'Out lay' is no id; use small letters, digits and single hyphens"),
    (("spent", "x" * 61, ""), "is no id"),
    (("spent", "outlay", "actor"), "there is no fact, source, actor or report 'spent'"),
    (("spent", "outlay", "report"), "there is no report 'spent'"),
    (("spent", "outlay", "colour"), "--kind: 'colour' is none; use fact, source, actor or report"),
]


@pytest.mark.parametrize(("given", "why"), REFUSED)
def test_what_cannot_be_renamed_is_refused(given: tuple[str, str, str], why: str, where: Folders) -> None:
    before = everything(where)
    with pytest.raises(FlagError) as failure:
        rename(where, *given)
    assert why in str(failure.value)
    assert everything(where) == before
    assert not (where.facts / "renamed.json").exists()


def test_an_id_of_two_kinds_asks_which(where: Folders) -> None:
    change(where, {"facts/facts.yaml": {"  - id: gazette\n": "  - id: depot\n", "source: gazette": "source: depot"}})
    with pytest.raises(FlagError, match="'depot' is the id of fact and source; say which with --kind"):
        rename(where, "depot", "new-depot")
    rename(where, "depot", "new-depot", "fact")
    assert "source: depot" in everything(where)


def test_a_call_that_is_not_understood_leaves_all_as_it_was(where: Folders) -> None:
    change(
        where,
        {"templates/paper/main.md": {"Trams are liked.": '{% set it = "spent" %}{{ fact(it) }} {{ cite("spent") }}'}},
    )
    before = everything(where)
    with pytest.raises(InputError, match="there is no fact 'spent'"):
        rename(where, "spent", "outlay")
    assert everything(where) == before


def test_a_broken_list_of_ids_is_told(where: Folders) -> None:
    (where.facts / "renamed.json").write_text('[["fact", "a", "b"]]', encoding="utf-8")
    with pytest.raises(InputError, match=r"facts/renamed.json: is no list of changed ids that can be read"):
        compose_all(where)


# ── Deleting what is in use ──────────────────────────────────────────────────────────────────────


def without_row(where: Folders, id: str) -> Path:
    """Return a sheet of the facts that lacks the row of `id`."""
    lines = as_csv(Facts(where.facts, "facts")).split("\r\n")
    path = where.root / "facts.csv"
    path.write_text("\r\n".join(line for line in lines if not line.startswith(f"{id},")), encoding="utf-8")
    return path


def test_a_fact_that_templates_name_is_not_deleted(where: Folders) -> None:
    wish = Wish(without_row(where, "spent"), "2031-05-01", delete=True, templates=where.templates)
    before = everything(where)
    with pytest.raises(InputError) as failure:
        planned(Facts(where.facts, "facts"), wish)
    assert str(failure.value) == (
        "facts/facts.yaml:18:9: the fact 'spent' is to be deleted, and is named at templates/charts/money.yaml:5:37, "
        "templates/charts/money.yaml:7:9, templates/paper/main.md:1:32, templates/paper/main.md:3:42, "
        "templates/talk/slides.md:9:32 and 1 more; take it out there first, or keep its row"
    )
    assert everything(where) == before


def test_one_that_nothing_names_is(where: Folders) -> None:
    wish = Wish(without_row(where, "spare"), "2031-05-01", delete=True, templates=where.templates)
    plan = planned(Facts(where.facts, "facts"), wish)
    assert plan.summary
    assert b"id: spare" not in plan.files["facts.yaml"][1]


def test_a_report_is_renamed_its_files_keep_their_names_and_releases_are_of_it(where: Folders) -> None:
    assert rename(where, "paper", "white-paper")[0] == (
        "the report 'paper' is called 'white-paper' now; its files keep their names"
    )
    assert not (where.templates / "paper").exists()
    whole = compose_all(where)
    [document] = [each for each in whole.documents if each.info.id == "white-paper"]
    assert document.info.file("docx") == "paper.docx"
    assert "white-paper" in whole.releases[-1].passages
    assert note(where) == "", "nothing of it is new, and nothing was removed"
    assert "nobody has approved" in whole.unapproved["white-paper"]
    change(where, DEARER)
    assert "is now more than $31" in note(where)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("paper", "talk", "templates/talk is there already"),
        ("paper", "White Paper", "'White Paper' is no id of a report"),
        ("paper", "con", "'con' is no id of a report"),
        ("papers", "x", "there is no report 'papers', did you mean 'paper'"),
    ],
)
def test_a_report_that_cannot_be_called_so_is_left(old: str, new: str, told: str, where: Folders) -> None:
    before = everything(where)
    with pytest.raises(FlagError, match=told):
        rename(where, old, new, "report")
    assert everything(where) == before
