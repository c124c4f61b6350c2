"""The pipeline on a small project: what is built, skipped, kept and told."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from reports.document import Document
from reports.errors import FlagError, InputError, MissingLibraryError
from reports.formats.format import Format
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.pipeline.build import build
from reports.pipeline.build_results import BuildResult
from reports.pipeline.composition import check, compose_all
from reports.pipeline.edit_policy import EditPolicy
from reports.pipeline.output_store import HISTORY, LEDGER, sha256
from reports.theme.definition import Theme
from tests.narrative_cases import FACTS
from tests.test_build_second import command
from tests.test_file_writing import Recorder

REPORT = "title: A report of trams\nkind: Brief\nformats:\n- docx\nsections:\n- main\n"
SECTION = """\
# The city opened {{ fact("lines", "words") }} lines

The city opened {{ fact("lines") }} lines {{ cite() }}.

{{ sources() }}
"""
FILES = {"report.yaml": REPORT, "main.md": SECTION}


def laid_out(root: Path, templates: Mapping[str, str]) -> Path:
    """Return `root` with these files below `templates/`, by their names, and the facts of the cases."""
    for name, text in templates.items():
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "facts").mkdir()
    shutil.copy(FACTS, root / "facts" / "facts.yaml")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project of two reports, 'main' and 'other', each a Word file."""
    return laid_out(tmp_path, {f"{id}/{name}": text for id in ("main", "other") for name, text in FILES.items()})


def reports(built: BuildResult) -> list[str]:
    """Return the names of the reports that were written, without those of the project, which come with every build."""
    return [path.name for path in built.written if path.suffix not in (".html", ".csv", ".json")]


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old` by `new` in a text file, where it must stand."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def ledger(project: Path, folder: str = "output") -> dict[str, Any]:
    """Return the ledger of a build."""
    content: dict[str, Any] = json.loads((project / folder / LEDGER).read_text("utf-8"))
    return content


def test_a_build_writes_what_the_reports_name_and_says_each_step(project: Path) -> None:
    said: list[str] = []
    built = build(folders(project), say=said.append)
    assert reports(built) == ["main.docx", "other.docx"]
    assert (built.exit_code, built.skipped) == (0, ())
    assert said[0] == "load facts and templates"
    assert any("main.docx" in line for line in said)
    assert said[-1].startswith("place main.docx, other.docx")


def test_the_order_of_the_steps_is_that_of_the_work(project: Path) -> None:
    said: list[str] = []
    build(folders(project), say=said.append)
    assert [line.partition(" main")[0] for line in said if "other.docx" not in line or line.startswith("place")] == [
        "load facts and templates", "compose", "audit what was composed", "write and audit",
        "write evidence.html, facts.csv, datapackage.json", "place",
    ]  # fmt: skip


def test_nothing_is_written_before_the_audit_of_the_model_is_through(project: Path) -> None:
    edit(project / "templates" / "other" / "main.md", "{{ sources() }}", "It cost 77 euros.\n\n{{ sources() }}")
    said: list[str] = []
    workers = Recorder()
    with pytest.raises(InputError, match="77"):
        build(folders(project), workers=workers, say=said.append)
    assert said[-1] == "audit what was composed"
    assert workers.given == [], "nothing is handed over before"
    assert not (project / "output").exists()


def test_the_ledger_says_what_each_file_is_and_where_each_fact_is_used(project: Path) -> None:
    build(folders(project))
    content = ledger(project)
    entry = content["files"]["main.docx"]
    assert entry["sha256"] == sha256((project / "output" / "main.docx").read_bytes())
    assert (entry["report"], len(entry["facts_version"])) == ("main", 12)
    assert content["files"]["evidence.html"]["facts_version"] == content["facts_version"]
    assert {(use["report"], use["format"]) for use in content["uses"]["lines"]} == {
        (report, name) for report in ("main", "other") for name in ("words", "figure", "cite")
    }
    assert "budget" in content["unused"]
    assert "lines" not in content["unused"]


def test_the_same_input_gives_the_same_bytes(project: Path) -> None:
    build(folders(project))
    first = {path.name: path.read_bytes() for path in (project / "output").glob("*.*")}
    build(folders(project, output=str(project / "again")))
    assert {path.name: path.read_bytes() for path in (project / "again").glob("*.*")} == first


def test_only_builds_one_and_leaves_the_version_of_the_other(project: Path) -> None:
    build(folders(project))
    old = ledger(project)
    edit(project / "facts" / "facts.yaml", "Dozens of stops", "Some dozens of stops")
    built = build(folders(project), ("other",))
    new = ledger(project)
    assert reports(built) == ["other.docx"]
    assert new["facts_version"] != old["facts_version"]
    assert new["files"]["main.docx"] == old["files"]["main.docx"]
    assert new["files"]["other.docx"] == old["files"]["other.docx"], "no fact behind it has changed"
    assert {use["report"] for use in new["uses"]["lines"]} == {"main", "other"}


@pytest.mark.parametrize(
    ("only", "as_of", "says"),
    [
        (("mian",), "", "--only: there is no report 'mian', did you mean 'main'\\?; use main, other"),
        ((), "yesterday", "--as-of: 'yesterday' is no day; write it like 2026-11-21"),
        ((), "2031-04", "is no day"),
        ((), "20310402", "is no day"),
        ((), "../2031-04-02", "is no day"),
        ((), "2031-02-30", "is no day"),
        ((), "2001-01-01", "--as-of: no fact was recorded by 2001-01-01"),
    ],
)
def test_flags_that_make_no_sense(project: Path, only: tuple[str, ...], as_of: str, says: str) -> None:
    with pytest.raises(FlagError, match=says) as caught:
        build(folders(project), only, as_of)
    assert caught.value.exit_code == 2
    assert not (project / "output").exists()


def test_as_of_writes_into_a_folder_of_its_own(project: Path) -> None:
    build(folders(project))
    before = (project / "output" / "main.docx").read_bytes()
    edit(
        project / "facts" / "facts.yaml",
        "recorded: 2031-04-02\n  - id: opening",
        "recorded: 2031-06-01\n  - id: opening",
    )
    built = build(folders(project), as_of="2031-05-01")
    assert built.written[0] == project / "output" / "as-of-2031-05-01" / "main.docx"
    assert ledger(project, "output/as-of-2031-05-01")["as_of"] == "2031-05-01"
    assert "grant" not in ledger(project, "output/as-of-2031-05-01")["unused"]
    assert (project / "output" / "main.docx").read_bytes() == before


def test_a_fact_of_later_is_told_as_such(project: Path) -> None:
    edit(project / "facts" / "facts.yaml", "recorded: 2031-04-02\n  - id: stops", "recorded: 2031-06-01\n  - id: stops")
    with pytest.raises(
        InputError, match="the fact 'lines' was not recorded by 2031-05-01, but on 2031-06-01"
    ) as caught:
        build(folders(project), as_of="2031-05-01")
    assert len(caught.value.problems) == 4


def test_an_edited_file_is_skipped_and_kept_by_force(project: Path) -> None:
    build(folders(project))
    path = project / "output" / "main.docx"
    path.write_bytes(b"my own words")
    edit(project / "templates" / "main" / "main.md", "The city opened", "The City has opened")
    built = build(folders(project))
    assert built.exit_code == 3
    assert [(skip.name, "cannot be joined" in skip.reason) for skip in built.skipped] == [("main.docx", True)]
    assert path.read_bytes() == b"my own words"
    forced = build(folders(project), policy=EditPolicy(force=True))
    assert (forced.exit_code, forced.skipped) == (0, ())
    assert path.read_bytes() != b"my own words"
    assert [copy.read_bytes() for copy in (project / "output" / HISTORY).iterdir()] == [b"my own words"]
    assert build(folders(project)).exit_code == 0


def test_a_file_open_elsewhere_is_skipped_even_by_force(project: Path) -> None:
    build(folders(project))
    (project / "output" / ".~lock.main.docx#").touch()
    for force in (False, True):
        built = build(folders(project), policy=EditPolicy(force=force))
        assert built.exit_code == 3
        assert [skip.name for skip in built.skipped] == ["main.docx"]
        assert reports(built) == ["other.docx"]


def test_a_foreign_file_is_never_overwritten(project: Path) -> None:
    (project / "output").mkdir()
    (project / "output" / "main.docx").write_bytes(b"not ours")
    built = build(folders(project))
    assert [skip.name for skip in built.skipped] == ["main.docx"]
    assert (project / "output" / "main.docx").read_bytes() == b"not ours"


def test_a_missing_library_skips_one_report(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(document: Document, theme: Theme) -> bytes:
        raise MissingLibraryError("Pango is missing; install it with your package manager")

    edit(project / "templates" / "other" / "report.yaml", "- docx", "- pdf")
    monkeypatch.setitem(cast(dict[str, Format], FORMATS), "pdf", replace(FORMATS["pdf"], write=refuse))
    built = build(folders(project))
    assert built.exit_code == 3
    assert [(skip.name, skip.reason) for skip in built.skipped] == [
        ("other.pdf", "Pango is missing; install it with your package manager")
    ]
    assert reports(built) == ["main.docx"]


def test_two_reports_may_not_write_the_same_file(project: Path) -> None:
    edit(project / "templates" / "other" / "report.yaml", "kind: Brief", "output: main")
    with pytest.raises(
        InputError, match=r"other/report.yaml:2:9: the file main.docx is also that of the report 'main'"
    ):
        compose_all(folders(project))


def test_problems_of_all_rooms_come_together(project: Path) -> None:
    edit(project / "facts" / "facts.yaml", "qualifier: dozens", "qualifier: dozen")
    edit(project / "templates" / "main" / "main.md", 'fact("lines")', 'fact("lnies")')
    edit(project / "templates" / "other" / "report.yaml", "kind: Brief", "knid: Brief")
    with pytest.raises(InputError) as caught:
        build(folders(project))
    places = [str(problem.where) for problem in caught.value.problems]
    assert places == [
        "facts/facts.yaml:58:16",
        "templates/main/main.md:3:26",
        "templates/other/report.yaml:2:7",
    ]
    assert not (project / "output").exists()


@pytest.mark.parametrize("missing", ["facts", "templates"])
def test_a_missing_folder_is_a_problem(project: Path, missing: str) -> None:
    shutil.rmtree(project / missing)
    with pytest.raises(InputError, match=f"{missing}: is no folder"):
        build(folders(project))


@pytest.mark.parametrize("facts", ["", "facts:\n", "facts: []\n", "hello\n", "facts:\n- id: a\n"])
def test_no_facts_are_a_problem_and_no_crash(project: Path, facts: str) -> None:
    (project / "facts" / "facts.yaml").write_text(facts, encoding="utf-8")
    with pytest.raises(InputError, match="facts"):
        build(folders(project))


def test_check_names_what_is_used_nowhere_and_writes_nothing(project: Path) -> None:
    notes = check(folders(project), unused=True)
    assert any("'budget'" in note for note in notes)
    assert not any("'lines'" in note for note in notes)
    assert not (project / "output").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_that_cannot_be_written(project: Path) -> None:
    (project / "output").mkdir(mode=0o500)
    with pytest.raises(InputError, match="output: cannot be written"):
        build(folders(project))


def test_exit_codes_of_the_command(project: Path) -> None:
    places = [f"--{name}={project / name}" for name in ("facts", "templates", "output")]
    good = command("build-reports", *places, "--only", "main")
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout.splitlines()[-1].startswith(f"written: {project / 'output' / 'main.docx'}")
    bad = command("build-reports", *places, "--only", "mian")
    assert (bad.returncode, bad.stdout) == (2, "load facts and templates\n")
    assert bad.stderr.startswith("--only: there is no report 'mian'")
    (project / "output" / "main.docx").write_bytes(b"mine")
    partly = command("build-reports", *places)
    assert partly.returncode == 3
    assert partly.stderr.startswith("skipped main.docx: it cannot be joined with what is new")
    assert "Traceback" not in good.stderr + bad.stderr + partly.stderr
