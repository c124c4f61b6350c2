"""Edited files in a whole build: joined with what is new, told, refused on request; nothing of a person's lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from reports.errors import InputError, ReportError
from reports.load.project_folders import Folders, folders
from reports.pipeline.build import build
from reports.pipeline.edit_policy import EditPolicy
from reports.pipeline.output_store import HISTORY
from reports.tools.reviewing.review_edits import reviewed, written_back
from reports.tools.where_used import answered
from tests.test_build import edit, ledger, project

__all__ = ["project"]

OWN = "The mayor has seen this."


def words(path: Path) -> str:
    """Return the running text of a Word file."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def typed(path: Path, starts: str, text: str) -> None:
    """Type `text` at the end of the paragraph that starts with `starts`."""
    document = docx.Document(str(path))
    paragraph = next(each for each in document.paragraphs if each.text.startswith(starts))
    paragraph.add_run(text)
    document.save(str(path))


def brief(project: Path) -> Path:
    """Return the Word file of the small project, built and edited."""
    build(folders(project))
    path = project / "output" / "main.docx"
    typed(path, "The city opened 1", f" {OWN}")
    return path


def test_an_edit_survives_and_its_figure_follows_the_facts(project: Path) -> None:
    path = brief(project)
    mine = path.read_bytes()
    edit(project / "facts" / "facts.yaml", "11", "12")
    edit(project / "facts" / "facts.yaml", "eleven", "twelve")
    built = build(folders(project))
    assert built.exit_code == 0
    assert OWN in words(path)
    assert "The city opened 12 lines" in words(path)
    assert built.notes == ("main.docx: 1 edit of yours found, which exist in this file only",)
    assert [copy.read_bytes() for copy in (project / "output" / HISTORY).iterdir()] == [mine]


def test_an_edit_survives_many_builds_and_is_counted_in_the_ledger(project: Path) -> None:
    path = brief(project)
    for value in (12, 13, 14):
        edit(project / "facts" / "facts.yaml", f"{value - 1}", f"{value}")
        build(folders(project))
        assert OWN in words(path)
        assert f"The city opened {value} lines" in words(path)
    assert ledger(project)["files"]["main.docx"]["edits"] == "1"


def test_force_starts_afresh_and_keeps_a_copy(project: Path) -> None:
    path = brief(project)
    built = build(folders(project), policy=EditPolicy(force=True))
    assert built.notes == ()
    assert OWN not in words(path)
    assert [OWN in words(copy) for copy in (project / "output" / HISTORY).iterdir()] == [True]


def test_no_room_for_the_copy_of_an_edited_file_is_told_and_leaves_no_half(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = brief(project)
    mine = path.read_bytes()
    edit(project / "facts" / "facts.yaml", "11", "12")
    edit(project / "facts" / "facts.yaml", "eleven", "twelve")

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:1000])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copy2", half)
        with pytest.raises(ReportError, match=r"No space left on device\); free some space"):
            build(folders(project))
    assert path.read_bytes() == mine
    assert list((project / "output" / HISTORY).iterdir()) == []
    assert build(folders(project)).exit_code == 0
    assert [copy.read_bytes() for copy in (project / "output" / HISTORY).iterdir()] == [mine]


def test_a_file_where_the_copies_belong_is_told(project: Path) -> None:
    path = brief(project)
    mine = path.read_bytes()
    edit(project / "facts" / "facts.yaml", "11", "12")
    edit(project / "facts" / "facts.yaml", "eleven", "twelve")
    (project / "output" / HISTORY).write_text("mine", "utf-8")
    with pytest.raises(ReportError, match=r"\.history"):
        build(folders(project))
    assert path.read_bytes() == mine


def test_without_ledger_and_sidecar_the_base_inside_serves(project: Path) -> None:
    path = brief(project)
    for name in ("ledger.json", ".main.docx.base.json"):
        (project / "output" / name).unlink()
    edit(project / "facts" / "facts.yaml", "11", "12")
    edit(project / "facts" / "facts.yaml", "eleven", "twelve")
    build(folders(project))
    assert OWN in words(path)
    assert "The city opened 12 lines" in words(path)


def test_a_figure_written_by_hand_is_told_listed_and_refused_by_strict(project: Path) -> None:
    path = brief(project)
    typed(path, "The city opened 1", " It cost 77 euros.")
    with pytest.raises(InputError, match="“77” was written by hand") as caught:
        build(folders(project), policy=EditPolicy(strict=True))
    assert caught.value.problems[0].where.path.startswith("output/main.docx")
    assert "77" in words(path)
    built = build(folders(project))
    assert any("“77” was written by hand" in note for note in built.notes)
    assert "77" in (project / "output" / "evidence.html").read_text("utf-8")
    assert [hand["text"] for hand in ledger(project)["by_hand"]] == ["77"]


def test_an_edited_evidence_page_stays_though_figures_were_written_by_hand(project: Path) -> None:
    typed(brief(project), "The city opened 1", " It has 77 trams.")
    page = project / "output" / "evidence.html"
    page.write_text("mine", encoding="utf-8")
    built = build(folders(project))
    assert any("“77” was written by hand" in note for note in built.notes)
    assert [skip.name for skip in built.skipped] == ["evidence.html"]
    assert page.read_text("utf-8") == "mine"


def test_an_untouched_file_is_simply_replaced(project: Path) -> None:
    build(folders(project))
    edit(project / "facts" / "facts.yaml", "11", "12")
    edit(project / "facts" / "facts.yaml", "eleven", "twelve")
    built = build(folders(project))
    assert built.notes == ()
    assert not (project / "output" / HISTORY).exists()
    assert "edits" not in ledger(project)["files"]["main.docx"]


def test_edits_are_shown_and_written_back(project: Path) -> None:
    path = brief(project)
    where = folders(project)
    edits = reviewed(where)
    assert [("in", f" {OWN}")] == [pair for pair in edits[0].words if pair[0] != "same"]
    files, left = written_back(where)
    assert (files, left) == (("templates/main/main.md",), ())
    assert OWN in (project / "templates" / "main" / "main.md").read_text("utf-8")
    build(where)
    assert words(path).count(OWN) == 1
    assert reviewed(where) == ()


@pytest.fixture
def elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return the folders of the small project, seen from another one."""
    facts, templates, output = (str(project / name) for name in ("facts", "templates", "output"))
    return folders(tmp_path_factory.mktemp("other"), facts, templates, output)


def test_files_name_places_from_the_templates_on_and_messages_in_full(project: Path, elsewhere: Folders) -> None:
    path, section = project / "output" / "main.docx", project / "templates" / "main" / "main.md"
    build(elsewhere)
    kept = (project / "output" / ".main.docx.base.json").read_bytes() + path.read_bytes()
    assert b"templates/main/main.md" in kept
    assert str(project).encode() not in kept + (project / "output" / "ledger.json").read_bytes()
    assert f", {section}:3: " in "\n".join(answered(elsewhere, "lines"))
    document = docx.Document(str(path))
    next(each for each in document.paragraphs if each.text.startswith("The city opened 1")).runs[
        0
    ].text = "The town has "
    document.save(str(path))
    edit(section, "The city opened", "The council opened")
    [_, conflict] = build(elsewhere).notes
    assert "The town has" in conflict
    assert conflict.endswith(f"({section}:3)")


def test_edits_are_written_back_into_templates_that_lie_elsewhere(project: Path, elsewhere: Folders) -> None:
    brief(project)
    files, left = written_back(elsewhere)
    section = project / "templates" / "main" / "main.md"
    assert (files, left) == ((str(section),), ())
    assert OWN in section.read_text("utf-8")


def test_the_sidecar_holds_what_was_generated(project: Path) -> None:
    build(folders(project))
    beside = json.loads((project / "output" / ".main.docx.base.json").read_text("utf-8"))
    assert "The city opened" in json.dumps(beside)
