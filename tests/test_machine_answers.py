"""`--json`: one object with the keys that README.md names, whether a command went well or not; `--quiet` beside it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from reports.cli.machine_answers import COMMON, KEYS, told_as_json
from reports.cli.terminal import hush
from reports.errors import FlagError, InputError, Place, Problem
from tests.release_cases import FOLDER
from tests.test_analyst_commands import ROOT, invoke

ASKED = {
    "check": ("check",),
    "facts": ("facts", "tram"),
    "where-used": ("where-used", "lines"),
    "review-edits": ("review-edits",),
    "distribute": ("distribute", "--recipients", "nowhere.csv"),
}
"""A command line of each command that answers so."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project."""
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(FOLDER / "_project", folder, dirs_exist_ok=True)
    return folder


def flags(root: Path, command: str) -> list[str]:
    """Return the flags of the folders that a command takes."""
    names = ("facts",) if command == "facts" else ("facts", "templates")
    return [f"--{name}={root / name}" for name in names]


@pytest.mark.parametrize("command", KEYS)
def test_every_key_is_there(command: str, root: Path) -> None:
    code, said, told = invoke(*ASKED[command], *flags(root, command), "--json")
    answer = json.loads(said)
    assert told == ""
    assert answer.keys() == COMMON.keys() | KEYS[command].keys()
    assert answer["passed"] is (code == 0) is (not answer["problems"])
    assert code == (1 if command == "distribute" else 0)


@pytest.mark.slow
def test_what_is_wrong_is_in_the_answer_and_nowhere_else(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "_project", tmp_path, dirs_exist_ok=True)
    (tmp_path / "facts" / "facts.yaml").write_text("facts: 7\n")
    for command in KEYS:
        code, said, told = invoke(*ASKED[command], *flags(tmp_path, command), "--json")
        answer = json.loads(said)
        assert (code, told, answer["passed"]) == (1, "", False), command
        assert {"path", "line", "column", "what", "cure"} == answer["problems"][0].keys()


def test_a_search_without_a_find_ends_with_one_and_is_no_problem(root: Path) -> None:
    code, said, _ = invoke("facts", "xyzzy", *flags(root, "facts"), "--json")
    answer = json.loads(said)
    assert (code, answer["passed"], answer["found"], answer["total"]) == (1, True, [], 0)


@pytest.mark.parametrize(
    ("failure", "code", "what"),
    [
        (FlagError("--port: none"), 2, "--port: none"),
        (InputError([Problem(Place("a", 3), "is off", "mend")]), 1, "is off"),
    ],
)
def test_a_failure_keeps_its_exit_code(
    failure: Exception, code: int, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> dict[str, object]:
        raise failure

    assert told_as_json("check", work) == code
    answer = json.loads(capsys.readouterr().out)
    assert [each["what"] for each in answer["problems"]] == [what]
    assert answer["notes"] == []
    hush(False)


def test_a_key_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        told_as_json("check", lambda: {"colour": "red"})
    hush(False)


def test_the_readme_names_every_key() -> None:
    text = (ROOT / "README.md").read_text("utf-8").split("## For scripts")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", text, re.MULTILINE))
    assert {command: set(re.findall(r"`([a-z_]+)`", row)) for command, row in rows.items()} == {
        command: set(keys) for command, keys in KEYS.items()
    }


def test_quiet_says_what_was_asked_for_and_notes_but_no_progress(root: Path, tmp_path: Path) -> None:
    loud, quiet = (invoke("check", *flags(root, "check"), *more)[1].splitlines() for more in ((), ("--quiet",)))
    assert loud[:-1] == quiet
    assert all(line.startswith("note: ") for line in quiet)
    assert loud[-1].startswith("no problem found")
    found = [invoke("facts", "tram", *flags(root, "facts"), *more)[1] for more in ((), ("-q",))]
    assert found[0] == found[1] != ""
