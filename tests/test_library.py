"""The program as a library: two functions, results that stay as they are, errors with every place, nothing loaded too early."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reports
from reports.tools.curating.new_project import new_project
from tests.second_subject import ROOT
from tests.test_build import edit
from tests.test_build_second import command

MADE = ("brief.docx", "deck.pptx", "summary.pdf", "evidence.html", "facts.csv", "datapackage.json")
_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that was built, by a call without a second process."""
    folder = tmp_path_factory.mktemp("library") / "demo"
    new_project(str(folder))
    made = reports.build(folder, processes=False)
    assert sorted(path.name for path in made.written) == sorted(MADE)
    assert (made.unchanged, made.skipped, made.notes, made.exit_code) == ((), (), (), 0)
    return folder


@pytest.fixture
def demo(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the project that was built."""
    return Path(shutil.copytree(built, tmp_path / "demo"))


def test_to_import_it_loads_nothing() -> None:
    program = "import sys; before = set(sys.modules); import reports; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.split(".")[0] == "reports"}
    assert ours == {"reports"}
    assert not {"pydantic", "invoke", "lxml", "docx", "jinja2", "multiprocessing"} & set(done.stdout.split())


def test_every_name_is_there_and_no_other() -> None:
    assert all(getattr(reports, name) for name in reports.__all__)
    assert set(reports.__all__) <= set(dir(reports))
    with pytest.raises(AttributeError, match="module 'reports' has no attribute 'biuld'"):
        getattr(reports, "biuld")  # noqa: B009 - a type checker would find it


def test_it_makes_the_bytes_of_the_command(built: Path, tmp_path: Path) -> None:
    places = [f"--{part}={built / part}" for part in ("facts", "templates")]
    assert command("build-reports", *places, f"--output={tmp_path}").returncode == 0
    assert {name: (tmp_path / name).read_bytes() for name in MADE} == {
        name: (built / "output" / name).read_bytes() for name in MADE
    }


def test_what_would_be_the_same_is_left(demo: Path) -> None:
    said: list[str] = []
    first = reports.build(demo, processes=False)
    again = reports.build(str(demo), processes=False, say=said.append)
    assert (again.written, set(again.unchanged), said) == ((), {*first.written, *first.unchanged}, [])
    assert sorted(path.name for path in again.unchanged) == sorted(MADE)
    fresh = reports.build(demo, cache=False, processes=False, say=said.append)
    assert (fresh.unchanged, set(fresh.written)) == ((), set(again.unchanged))
    assert said[0] == "load facts and templates"


def test_a_part_goes_where_it_is_told_to(demo: Path, tmp_path: Path) -> None:
    made = reports.build(
        tmp_path, only=["summary"], facts=demo / "facts", templates=demo / "templates", output=tmp_path / "out",
        paper="Letter", processes=False,
    )  # fmt: skip
    assert [path.relative_to(tmp_path).as_posix() for path in made.written] == [
        "out/summary.pdf",
        "out/evidence.html",
        "out/facts.csv",
        "out/datapackage.json",
    ]


def test_results_stay_as_they_are(demo: Path) -> None:
    for result in (reports.build(demo, processes=False), reports.check(demo)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            result.notes = ("other",)  # type: ignore[misc]


def test_what_is_wrong_is_raised_by_a_build_and_returned_by_a_check(demo: Path) -> None:
    assert reports.check(demo) == reports.CheckResult((), ())
    assert reports.check(demo).passed
    before = {path: path.read_bytes() for path in (demo / "output").iterdir() if path.is_file()}
    edit(demo / "facts" / "facts.yaml", "qualifier: more-than", "qualifier: morethan")
    found = reports.check(demo)
    with pytest.raises(reports.InputError) as caught:
        reports.build(demo, processes=False)
    assert isinstance(caught.value, reports.ReportError)
    assert found.problems == caught.value.problems
    assert not found.passed
    assert found.problems[0].where.path == "facts/facts.yaml"
    assert (found.problems[0].where.line > 1, "did you mean 'more-than'" in found.problems[0].what) == (True, True)
    assert {path: path.read_bytes() for path in (demo / "output").iterdir() if path.is_file()} == before


@pytest.mark.parametrize("wrong", [{"as_of": "soon"}, {"only": ["breif"]}, {"paper": "A0"}])
def test_an_argument_without_sense_is_named(wrong: dict[str, str], demo: Path) -> None:
    with pytest.raises(reports.FlagError):
        reports.build(demo, processes=False, cache=False, **wrong)  # type: ignore[arg-type]


def test_a_folder_that_is_no_project_is_named(tmp_path: Path) -> None:
    with pytest.raises(reports.InputError, match="facts: is no folder"):
        reports.build(tmp_path)
    assert [str(problem.where) for problem in reports.check(tmp_path).problems] == ["facts", "templates"]


def test_a_file_that_cannot_be_replaced_is_told(demo: Path) -> None:
    (demo / "output" / ".~lock.brief.docx#").touch()
    made = reports.build(demo, cache=False, processes=False)
    assert [(skip.name, "close it" in skip.reason) for skip in made.skipped] == [("brief.docx", True)]
    assert made.exit_code == 3


def test_the_process_of_the_caller_is_left_as_it_was(demo: Path) -> None:
    program = "import gc, os, signal, sys, reports; keep = lambda: (gc.get_threshold(), gc.isenabled(), "
    program += (
        "sys.getswitchinterval(), signal.getsignal(signal.SIGINT), dict(os.environ), os.getcwd()); was = keep(); "
    )
    program += f"reports.build({str(demo)!r}, cache=False); print(keep() == was)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")


def test_the_example_of_the_readme_runs(demo: Path) -> None:
    [example] = _EXAMPLE.findall((ROOT / "README.md").read_text("utf-8"))
    shutil.rmtree(demo / "output")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=demo.parent, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "wrote demo/output/brief.docx" in done.stdout.splitlines()
