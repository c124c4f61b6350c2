"""What was sent out is kept, and what has changed since is told in words: cases as data, refusals, whole builds."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from reports.errors import FlagError, InputError
from reports.languages.registry import language, languages
from reports.load.project_folders import Folders, folders
from reports.load.records.approval_files import load_approvals
from reports.load.records.release_files import load_releases
from reports.pipeline import release_store
from reports.pipeline.build import build
from reports.pipeline.composition import compose_all
from reports.pipeline.output_store import CHANGES, sha256
from reports.pipeline.release_store import missing_files
from reports.tools.releasing import changes, publishing
from reports.tools.releasing.publishing import Published, Sent
from reports.tools.releasing.publishing import publish as run
from tests.approving import approved
from tests.release_cases import Case, cases, change, pretend_built, project

FACTS = "facts/facts.yaml"
PAPER = "templates/paper/main.md"
SPACE = "\N{NO-BREAK SPACE}"
DEARER = {FACTS: {"value: 30\n": "value: 31\n", "$30 million": "$31 million"}}


def publish(where: Folders, version: str, only: tuple[str, ...] = (), archive: Path | None = None) -> Published:
    """Publish what lies in the output folder."""
    return run(where, Sent(version, only, archive, "9.9"))


def note(where: Folders) -> str:
    """Return the correction note of the project as it stands."""
    composed = compose_all(where)
    return (changes(composed.releases, composed.documents, composed.book) or b"").decode()


def published(where: Folders, version: str = "1.0") -> Folders:
    """Return `where` with what it says now, under this version, built and published."""
    for path in where.templates.glob("*/report.yaml"):
        path.write_text(re.sub(r"(?m)^version: .*$", f"version: '{version}'", path.read_text("utf-8")), "utf-8")
    pretend_built(where)
    publish(where, version)
    return where


def refused(where: Folders) -> str:
    """Return why the project cannot be published."""
    with pytest.raises(InputError) as failure:
        publish(where, "1.0")
    return str(failure.value)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_each_change_is_told(case: Case, tmp_path: Path) -> None:
    where = published(project(tmp_path))
    change(where, case.swaps)
    told = ""
    problems: tuple[str, ...] = ()
    try:
        told = note(where)
    except InputError as failure:
        problems = tuple(map(str, failure.problems))
    assert (told, problems) == (case.note, case.problems)


def test_cases_can_fail() -> None:
    found = cases()
    assert len({case.note for case in found if case.note}) >= 14
    assert {case.name for case in found if not (case.note or case.problems)} == {"same", "comment-only"}


def test_nothing_released_means_no_note(tmp_path: Path) -> None:
    assert note(project(tmp_path)) == ""


def test_a_release_holds_ledger_hashes_and_facts(tmp_path: Path) -> None:
    where = published(project(tmp_path))
    content = json.loads((where.facts / "releases" / "1.0.json").read_text(encoding="utf-8"))
    found = [
        path for path in where.output.iterdir() if path.is_file() and path.name != "ledger.json" and path.name[0] != "."
    ]
    files = {path.name: sha256(path.read_bytes()) for path in found}
    assert {name: entry["sha256"] for name, entry in content["files"].items()} == files
    assert content["facts"]["spent"]["value"] == "30"
    assert {use["heading"] for use in content["uses"]["lines"]} == {"The network has eleven lines"}
    assert (content["version"], content["order"], content["as_of"]) == ("1.0", 1, "2031-04-02")


def test_the_same_state_makes_the_same_release(tmp_path: Path) -> None:
    first, second = (published(project(tmp_path / name)) for name in "ab")
    assert (first.facts / "releases/1.0.json").read_bytes() == (second.facts / "releases/1.0.json").read_bytes()


def test_a_build_is_compared_with_the_newest_release(tmp_path: Path) -> None:
    where = published(project(tmp_path), "1.10")
    change(where, DEARER)
    assert note(where).startswith("# Changes since version 1.10\n")
    published(where, "1.9")
    assert note(where) == ""
    change(where, {FACTS: {"value: 31\n": "value: 32\n", "$31 million": "$32 million"}})
    assert f"Was more than $31{SPACE}million (reported); is now more than $32{SPACE}million (reported)." in note(where)
    assert [release.version for release in load_releases(where.facts, "facts")[0]] == ["1.10", "1.9"]


@pytest.mark.parametrize(
    "version", ["1.0", "1.0 ", "", "../1", "a/b", ".hidden", "1.", "x" * 41, "ü", "con", "Nul", "aux.1", "COM1.2-x"]
)
def test_a_version_that_exists_or_is_no_name_is_refused(version: str, tmp_path: Path) -> None:
    where = published(project(tmp_path))
    with pytest.raises(FlagError, match="version"):
        publish(where, version)
    assert [path.name for path in (where.facts / "releases").glob("*.json")] == ["1.0.json"]


def test_a_version_may_begin_as_a_device_does(tmp_path: Path) -> None:
    assert published(project(tmp_path), "con-1") is not None
    assert (tmp_path / "facts" / "releases" / "con-1.json").is_file()


def test_a_version_that_differs_in_capitals_only_is_refused(tmp_path: Path) -> None:
    where = published(project(tmp_path), "May")
    with pytest.raises(FlagError, match="'May' is published already"):
        publish(where, "may")


def test_missing_outputs_are_refused(tmp_path: Path) -> None:
    text = refused(project(tmp_path))
    assert "output/paper.docx: has not been built; run 'invoke build-reports'" in text
    assert "output/talk.pptx: has not been built" in text


def test_a_draft_is_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    change(where, {"templates/paper/report.yaml": {"status: final": "status: draft"}})
    pretend_built(where)
    assert refused(where) == (
        "templates/paper/report.yaml:5:9: the report 'paper' is a draft; set 'status: final', build, approve and publish"
    )


def test_outputs_of_other_facts_are_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    pretend_built(where)
    change(where, DEARER)
    assert refused(where).count("was built from the facts") == 5


CONTENT = ("datapackage.json", "evidence.html", "facts.csv", "paper.docx")


def test_outputs_of_other_templates_are_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    pretend_built(where)
    change(where, {PAPER: {"Trams are liked.": "Trams are well liked."}})
    why = "was built from other templates than those of now; run 'invoke build-reports' and publish again"
    *stale, again = refused(where).split("\n")
    assert stale == [f"output/{name}: {why}" for name in CONTENT]
    since = "since The board of the valley approved it on 2031-04-05, “A view” reads differently"
    assert again.startswith(
        f"templates/paper/report.yaml:5:9: the report 'paper' is a draft again: {since}; look at it"
    )


def test_outputs_edited_by_hand_are_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    pretend_built(where)
    (where.output / "talk.pptx").write_bytes(b"edited")
    assert refused(where).startswith("output/talk.pptx: was edited by hand since it was built; build again")


def test_outputs_of_somebody_else_are_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    pretend_built(where)
    (where.output / "ledger.json").unlink()
    assert refused(where).count("was not written by this program") == 5


def test_nothing_is_written_where_publishing_is_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    refused(where)
    assert not (where.facts / "releases").exists()


def test_a_version_that_is_not_printed_is_refused(tmp_path: Path) -> None:
    where = project(tmp_path)
    pretend_built(where)
    with pytest.raises(InputError) as failure:
        publish(where, "1.1")
    first, second = str(failure.value).split("\n")
    assert first.startswith(
        "templates/paper/report.yaml:4:10: the report 'paper' prints version 1.0, and is to be published as 1.1; "
    )
    assert second.startswith("templates/talk/report.yaml:4:10: ")
    assert not (where.facts / "releases").exists()


def test_what_went_out_is_kept_whole_beside_the_release(tmp_path: Path) -> None:
    where = published(project(tmp_path))
    kept = where.facts / "releases" / "1.0"
    names = {"paper.docx", "talk.pptx", "evidence.html", "facts.csv", "datapackage.json"}
    assert {path.name for path in kept.iterdir()} == names
    [release] = load_releases(where.facts, "facts")[0]
    assert {name: entry.kept for name, entry in release.files.items()} == {name: f"1.0/{name}" for name in names}
    assert {name: sha256((kept / name).read_bytes()) for name in names} == {
        n: e.sha256 for n, e in release.files.items()
    }
    assert release.program == "9.9"
    assert release.reports["paper"]["approved_by"] == "The board of the valley"
    assert release.reports["paper"]["approval"] == load_approvals(where.facts, "facts")[0]["paper"].fingerprint
    shutil.rmtree(where.output)
    assert missing_files(where, release) == ()
    (kept / "paper.docx").write_bytes(b"another")
    assert missing_files(where, release) == ("paper.docx",)


def test_large_files_go_to_an_archive_by_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release_store, "LARGE_BYTES", 60)
    monkeypatch.setattr(publishing, "LARGE_BYTES", 60)
    where = project(tmp_path)
    pretend_built(where)
    assert [each.split(" has ")[0] for each in publish(where, "1.0").notes] == [
        f"facts/releases/1.0/{name}" for name in (*CONTENT, "talk.pptx")
    ]
    shutil.rmtree(where.facts / "releases")
    assert publish(where, "1.0", archive=tmp_path / "sent").notes == ()
    [release] = load_releases(where.facts, "facts")[0]
    assert release.files["paper.docx"].archive == "sent"
    assert (tmp_path / "sent" / f"{release.files['paper.docx'].sha256}.docx").is_file()
    assert not list((where.facts / "releases" / "1.0").iterdir())
    shutil.rmtree(where.output)
    assert missing_files(where, release) == ()


def test_an_interrupted_run_leaves_nothing_that_hinders_the_next(tmp_path: Path) -> None:
    where = project(tmp_path)
    pretend_built(where)
    for name in ("1.0", ".1.0.part"):
        (where.facts / "releases" / name).mkdir(parents=True)
        (where.facts / "releases" / name / "left.docx").write_bytes(b"left")
    publish(where, "1.0")
    assert not (where.facts / "releases" / "1.0" / "left.docx").exists()
    assert not (where.facts / "releases" / ".1.0.part").exists()


def test_some_reports_are_published_and_each_is_compared_with_its_own_release(tmp_path: Path) -> None:
    where = published(project(tmp_path))
    change(where, {PAPER: {"Trams are liked.": "Trams are loved."}, "templates/paper/report.yaml": {"'1.0'": "'1.1'"}})
    told = note(where)
    pretend_built(where)
    with pytest.raises(FlagError, match="there is no report 'papers', did you mean 'paper'"):
        publish(where, "1.1", only=("papers",))
    publish(where, "1.1", only=("paper",))
    assert (where.facts / "releases" / "1.1" / "changes.md").read_text("utf-8") == told
    assert note(where) == ""
    [_, second] = load_releases(where.facts, "facts")[0]
    assert (set(second.files), set(second.passages), second.order) == (set(CONTENT), {"paper"}, 2)
    change(where, DEARER)
    told = note(where)
    newer, older = told.split("\n# ")
    assert newer.startswith("# Changes since version 1.1\n")
    assert older.startswith("Changes since version 1.0\n")
    assert ("- Paper, “" in newer, "- Talk, slide “" in newer, "- Talk, slide “" in older) == (True, False, True)
    assert f"is now more than $31{SPACE}million" in newer
    assert f"is now more than $31{SPACE}million" in older


def test_a_broken_release_is_a_problem_with_its_place(tmp_path: Path) -> None:
    where = published(project(tmp_path))
    (where.facts / "releases" / "1.0.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"facts/releases/1\.0\.json: is no release that can be read"):
        compose_all(where)


def test_a_release_of_another_version_of_the_program_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    where = published(project(tmp_path))
    path = where.facts / "releases" / "1.0.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["facts"]["spare"] |= {"status": "forgotten"}
    content["facts"]["depot"] |= {"colour": "green"}
    path.write_text(json.dumps(content | {"more": 1}), encoding="utf-8")
    assert note(where).endswith("nothing printed has changed: New depot; Nobody prints that the trams are green.\n")


def test_every_language_words_the_note() -> None:
    tables = [set(language(tag).tables["changes"]) for tag in languages()]
    assert all(table == tables[0] for table in tables)


def test_the_note_is_in_the_language_of_the_reports(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "subjects" / "fleuve", tmp_path, dirs_exist_ok=True)
    where = published(folders(tmp_path))
    change(where, {"facts/faits.yaml": {"    value: 850\n": "    value: 900\n", "850 millions": "900 millions"}})
    told = note(where)
    assert told.startswith("# Modifications depuis la version 1.0\n")
    assert f"Version précédente{SPACE}: jusqu’à 850{SPACE}millions" in told
    assert f"diapositive «{SPACE}Un seul montant est approuvé" in told


def test_builds_write_the_note_and_take_it_back(tmp_path: Path) -> None:
    where = approved(project(tmp_path))
    assert build(where).exit_code == 0
    publish(where, "1.0")
    assert CHANGES not in {path.name for path in build(where).written}
    change(where, DEARER)
    assert where.output / CHANGES in build(where).written
    assert f"is now more than $31{SPACE}million" in (where.output / CHANGES).read_text(encoding="utf-8")
    assert build(where, as_of="2031-04-02").exit_code == 0
    assert not (where.output / "as-of-2031-04-02" / CHANGES).exists()
    change(where, {FACTS: {"value: 31\n": "value: 30\n", "$31 million": "$30 million"}})
    taken = "note: changes.md is taken away: nothing differs from what was sent out last, as version 1.0"
    assert [each for each in build(where).notes if each.startswith(taken)]
    assert not (where.output / CHANGES).exists()
    assert not [each for each in build(where).notes if CHANGES in each]


def test_a_note_that_a_person_edited_is_kept(tmp_path: Path) -> None:
    where = approved(project(tmp_path))
    build(where)
    publish(where, "1.0")
    change(where, DEARER)
    build(where)
    (where.output / CHANGES).write_text("mine", encoding="utf-8")
    assert [skip.name for skip in build(where).skipped] == [CHANGES]
    change(where, {FACTS: {"value: 31\n": "value: 30\n", "$31 million": "$30 million"}})
    assert [
        each for each in build(where).notes if each.startswith("note: changes.md was edited by hand and stays, but")
    ]
    assert (where.output / CHANGES).read_text(encoding="utf-8") == "mine"


def test_a_report_that_was_no_part_of_a_release_is_one_line_of_the_note(tmp_path: Path) -> None:
    where = project(tmp_path)
    pretend_built(where)
    publish(where, "1.0", only=("paper",))
    assert note(where) == "", "nothing that went out has changed"
    change(where, DEARER)
    assert note(where).count("no part of version 1.0") == 1
    assert "(new)" not in note(where)
