"""Without a clone: a wheel in an environment of its own lays a project out and builds it, as `invoke` does in a clone. Slow.

The environment is empty but for the wheel, and finds the libraries in the environment of the tests, so that no index is asked.
It so proves what the wheel holds and how it is called; that the libraries it declares can be had, the first command of the
README shows, and that no other is used, nothing here does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.second_subject import ROOT

pytestmark = pytest.mark.slow

MANUALS = ("facts/README.md", "templates/README.md")
MADE = ("brief.docx", "deck.pptx", "summary.pdf", "evidence.html", "facts.csv", "datapackage.json")
OF_DEVELOPERS = ("test", "lint", "bench", "fuzz")
NO_PROJECT = "this is no project; `fact-reports new-project FOLDER` lays one out"
OLD_TASKS = "from reports.commands.project import *\n"
"""The `tasks.py` of projects that version 0.1.0 laid out."""


def run(*call: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program in `folder`, which knows nothing of the clone."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        list(map(str, call)), cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the package."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    assert done.returncode == 0, done.stderr
    [made] = folder.glob("*.whl")
    return made


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel."""

    scripts: Path
    """Folder of its programs."""

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self.scripts / ("python.exe" if sys.platform == "win32" else "python")

    @property
    def program(self) -> Path:
        """Return the program that the wheel brings."""
        return self.scripts / ("fact-reports.exe" if sys.platform == "win32" else "fact-reports")

    def ways(self) -> Mapping[str, tuple[str | Path, ...]]:
        """Return how a command is called."""
        return {
            "program": (self.program,),
            "module": (self.python, "-m", "reports"),
            "invoke": (self.python, "-m", "invoke"),
        }


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return an environment of the wheel alone, which finds the libraries in that of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    assert run(sys.executable, "-m", "venv", "--without-pip", folder).returncode == 0
    made = Installed(folder / ("Scripts" if sys.platform == "win32" else "bin"))
    done = run(sys.executable, "-m", "pip", "--python", made.python, "install", "-q", "--no-deps", "--no-index", wheel)
    assert done.returncode == 0, done.stderr
    asked = run(made.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    libraries = "".join(f"{sysconfig.get_path(name)}\n" for name in ("purelib", "platlib"))
    (Path(asked.stdout.strip()) / "libraries.pth").write_text(libraries, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def demo(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that the installed program has laid out."""
    folder = tmp_path_factory.mktemp("work")
    done = run(installed.program, "new-project", "demo", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "build it: cd demo && fact-reports build-reports"
    return folder / "demo"


def test_the_wheel_holds_every_file_of_the_package_both_manuals_and_the_changelog(wheel: Path) -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "reports").rglob("*") if path.is_file()}
    mine = {name for name in files if "__pycache__" not in name}
    copies = {
        f"reports/tools/curating/manuals/{name}": (ROOT / name).read_bytes() for name in (*MANUALS, "CHANGELOG.md")
    }
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
        assert held == mine | copies.keys()
        assert {name: packed.read(name) for name in copies} == copies


def test_the_package_is_that_of_the_wheel(installed: Installed, tmp_path: Path) -> None:
    done = run(installed.python, "-c", "import reports; print(reports.__file__)", folder=tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(installed.scripts.parent)


def test_a_new_project_has_both_manuals(demo: Path) -> None:
    assert {name: (demo / name).read_bytes() for name in MANUALS} == {
        name: (ROOT / name).read_bytes() for name in MANUALS
    }


def test_every_way_builds_the_same(installed: Installed, demo: Path, tmp_path: Path) -> None:
    said, made = {}, {}
    for name, way in installed.ways().items():
        done = run(*way, "build-reports", "--no-cache", folder=demo)
        assert (done.returncode, done.stderr) == (0, ""), name
        said[name] = done.stdout
        made[name] = {file: (demo / "output" / file).read_bytes() for file in MADE}
    assert said["program"] == said["module"] == said["invoke"]
    assert made["program"] == made["module"] == made["invoke"]
    in_clone = run(
        sys.executable, "-m", "invoke", "build-reports", *(f"--{part}={demo / part}" for part in ("facts", "templates")),
        f"--output={tmp_path}",
    )  # fmt: skip
    assert in_clone.returncode == 0, in_clone.stderr
    assert {file: (tmp_path / file).read_bytes() for file in MADE} == made["program"]


def test_a_command_works_anywhere_in_the_project(installed: Installed, demo: Path) -> None:
    for name, way in installed.ways().items():
        done = run(*way, "check", folder=demo / "templates" / "brief")
        assert (done.returncode, done.stdout) == (0, "no problem found; 0 notes\n"), name


def test_what_is_wrong_is_told_alike(installed: Installed, demo: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    text = (demo / "facts" / "facts.yaml").read_text("utf-8")
    (facts / "facts.yaml").write_text(text.replace("qualifier: more-than", "qualifier: morethan", 1), encoding="utf-8")
    ends = {
        name: run(*way, "check", f"--facts={facts}", f"--templates={demo / 'templates'}", folder=demo)
        for name, way in installed.ways().items()
    }
    codes = {(done.returncode, done.stdout, done.stderr) for done in ends.values()}
    assert len(codes) == 1
    [(code, _, told)] = codes
    assert code == 1
    assert "'morethan' is no qualifier, did you mean 'more-than'?" in told
    flag = {run(*way, "build-reports", "--as-of", "x", folder=demo).returncode for way in installed.ways().values()}
    assert flag == {2}


@pytest.mark.parametrize("command", ["build-reports", "check", "facts ship", "schema", "publish 1.0"])
def test_outside_a_project_the_way_to_one_is_told(command: str, installed: Installed, tmp_path: Path) -> None:
    for name in ("program", "module"):
        done = run(*installed.ways()[name], *command.split(), folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (1, "", NO_PROJECT)
    assert list(tmp_path.iterdir()) == []


def test_a_project_is_not_needed_where_every_folder_is_named(installed: Installed, demo: Path, tmp_path: Path) -> None:
    places = [f"--{part}={demo / part}" for part in ("facts", "templates")]
    done = run(installed.program, "check", *places, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_commands_of_developers_are_not_offered(installed: Installed, demo: Path) -> None:
    listed = run(installed.program, "--list", folder=demo).stdout
    assert "build-reports" in listed
    assert "Example: invoke" not in listed
    assert [name for name in OF_DEVELOPERS if f"\n  {name} " in listed] == []
    for name in OF_DEVELOPERS:
        done = run(installed.program, name, folder=demo)
        assert (done.returncode, done.stderr.splitlines()[0]) == (1, f"No idea what '{name}' is!")


def test_projects_of_earlier_versions_go_on_working(installed: Installed, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text(OLD_TASKS, encoding="utf-8")
    for part in ("facts", "templates"):
        (tmp_path / part).symlink_to(demo / part, target_is_directory=True)
    listed = run(*installed.ways()["invoke"], "--list", folder=tmp_path).stdout
    assert "build-reports" in listed
    assert [name for name in OF_DEVELOPERS if f"\n  {name} " in listed] == []
    done = run(*installed.ways()["invoke"], "build-reports", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "output").iterdir()} >= set(MADE)


def test_its_name_stands_in_help_and_hints(installed: Installed, demo: Path) -> None:
    assert run(installed.program, "--version", folder=demo).stdout.startswith("fact-reports 0.")
    helped = run(installed.program, "where-used", "--help", folder=demo).stdout
    assert helped.startswith("Usage: fact-reports ")
    assert "Example: fact-reports where-used" in helped
    hint = run(installed.program, "chekc", folder=demo).stderr.splitlines()[1]
    assert hint == "there is no command 'chekc', did you mean 'check'?; 'fact-reports --list' names all"
