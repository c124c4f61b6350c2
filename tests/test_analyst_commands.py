"""The commands of the analyst at the command line: exit codes, messages, help, and a first day from end to end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from shutil import rmtree

import pytest

import tasks
from reports.cli import project_commands
from tests.spreadsheet_files import edit

ROOT = Path(__file__).parents[1]


def invoke(*words: str, folder: Path = ROOT, program: Path = ROOT) -> tuple[int, str, str]:
    """Run a command in `folder` as a user would and return exit code, output and messages."""
    command = [sys.executable, "-m", "invoke", *words]
    environment = os.environ | {"PYTHONPATH": str(program)}  # as if the program were installed there
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.slow
def test_a_first_day(tmp_path: Path) -> None:
    """Start a subject, add a document and a fact, find it, use it, check and export, with what each command prints."""
    root = tmp_path / "project"
    facts, templates = f"--facts={root}/facts", f"--templates={root}/templates"
    assert invoke("new-project", str(root))[0] == 0
    document = tmp_path / "letter.txt"
    document.write_text("Letter of the friends\n\nThe friends of the library gave $0.1 million for chairs.\n", "utf-8")
    code, said, _ = invoke("add-source", str(document), "--publisher", "Friends", facts)
    assert (code, said.split("\n")[0]) == (0, f"added source [3] 'friends' at {root}/facts/sources.yaml:25")
    code, said, problems = invoke(
        "new-fact", facts, "--statement", "Chairs for $0.1 million were a gift of friends.", "--topic", "money",
        "--value", "0.1", "--unit", "USD million", "--status", "reported", "--source", "3", "--paragraph", "2",
        "--anchor", "gave $0.1 million for chairs", "--actors", "library", "--documents", str(tmp_path), "--id", "chairs",
    )  # fmt: skip
    assert code == 0, problems
    paste = said.split("paste: ")[1].strip()
    assert paste == '{{ fact("chairs") }} {{ cite("chairs") }}'
    assert "value: $0.1" in invoke("facts", "chairs friends", facts)[1].replace("\N{NO-BREAK SPACE}", " ")
    section = root / "templates" / "brief" / "money.md"
    section.write_text(section.read_text("utf-8") + f"\nThe gift for chairs is {paste}.\n", "utf-8")
    assert invoke("check", facts, templates)[:2] == (0, "no problem found; 0 notes\n")
    code, said, _ = invoke("export-charts", facts, templates, f"--output={root}/output")
    assert (code, (root / "output" / "charts" / "money.png").is_file()) == (0, True)


@pytest.mark.slow
def test_a_new_project_is_worked_on_in_its_own_folder(tmp_path: Path) -> None:
    """Every command works there without a flag, also from a folder inside; paths in messages begin there."""
    folder = tmp_path / "a b"
    assert invoke("new-project", str(folder))[0] == 0
    code, said, problems = invoke("build-reports", folder=folder)
    assert (code, problems) == (0, "")
    assert said.rstrip().split("\n")[-1].startswith("written: output/brief.docx, output/deck.pptx, output/summary.pdf")
    assert (folder / "output" / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert invoke("check", folder=folder / "templates")[:2] == (0, "no problem found; 0 notes\n")
    assert "earlier build" not in said
    rmtree(folder / "templates" / "deck")
    code, said, problems = invoke("build-reports", folder=folder)
    assert "output/deck.pptx is of an earlier build, and no report makes it now" in said
    assert (code, problems, (folder / "output" / "deck.pptx").is_file()) == (0, "", True)
    (folder / "facts" / "schema.json").unlink()
    assert invoke("schema", folder=folder)[0] == 0
    assert (folder / "facts" / "schema.json").is_file()
    assert "Example: invoke where-used" in invoke("where-used", "--help", folder=folder)[1]
    (folder / "facts" / "facts.yaml").unlink()
    assert invoke("check", folder=folder)[2].startswith("facts: holds no facts")


def test_a_project_without_the_program_says_so(tmp_path: Path) -> None:
    assert invoke("new-project", str(tmp_path / "project"))[0] == 0
    hiding = "raise ModuleNotFoundError(\"No module named 'reports'\", name='reports')\n"
    (tmp_path / "reports.py").write_text(hiding, encoding="utf-8")  # the program may be installed where tests run
    code, _, problems = invoke("check", folder=tmp_path / "project", program=tmp_path)
    assert (code, problems.startswith("the program is not installed here; activate")) == (1, True)


def test_a_project_has_every_command_but_those_that_change_the_program() -> None:
    assert {*tasks.__all__} - {*project_commands.__all__} == {"bench", "fuzz", "lemmas", "lint", "test"}
    assert all(getattr(project_commands, name) is getattr(tasks, name) for name in project_commands.__all__)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("facts", "money", "--facts=nowhere"), 1, "nowhere: is no folder"),
        (("new-fact", "--status=signed"), 2, "--statement is missing"),
        (("add-source", "nowhere.txt"), 1, "nowhere.txt: cannot be read"),
        (("new-project", "tests"), 1, "tests: is not empty"),
        (("import-facts", "nowhere.xlsx"), 1, "nowhere.xlsx: cannot be read"),
        (("import-facts", "README.md"), 1, "README.md: has none of the headings that are expected"),
        (("export-facts", "--facts=nowhere"), 1, "nowhere: is no folder"),
        (("export-charts", "--only=nothing"), 2, "--only: no report prints a chart 'nothing'"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_bad_input_says_so(words: tuple[str, ...], code: int, message: str) -> None:
    ended, _, said = invoke(*words)
    assert ended == code, said
    assert message in said
    assert said.rstrip().split("\n")[-1].endswith("nothing was written")


def test_a_search_that_finds_nothing_says_so_and_no_words_list_the_topics() -> None:
    assert invoke("facts", "xylophone") == (1, "no fact holds 'xylophone'\n", "")
    code, said, _ = invoke("facts", "")
    assert (code, said.rstrip().split("\n")[-1]) == (0, "search with words, such as: invoke facts countries")
    assert ": 1 fact\n" in said or " facts\n" in said


@pytest.mark.parametrize(
    ("words", "help"),
    [
        (("facts", "licence", "council"), 'put the words in quotes: invoke facts "licence council"'),
        (("add-source",), "add-source needs a FILE, such as: invoke add-source report.txt --publisher Gazette"),
        (
            ("biuld-reports",),
            "there is no command 'biuld-reports', did you mean 'build-reports'?; 'invoke --list' names all",
        ),
        (
            ("check", "--unussed"),
            "check has no flag --unussed, did you mean '--unused'?; 'invoke --help check' explains the flags",
        ),
        (
            ("approve", "brief", "--bye", "Ada"),
            "approve has no flag --bye, did you mean '--by'?; 'invoke --help approve' explains the flags",
        ),
        (
            ("watch", "--no-browser", "--prot=1"),
            "watch has no flag --prot, did you mean '--port'?; 'invoke --help watch' explains the flags",
        ),
        (("check", "-x"), "check has no flag -x; 'invoke --help check' explains the flags"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_shown_right(words: tuple[str, ...], help: str) -> None:
    code, said, problems = invoke(*words)
    assert (code, said, problems.rstrip().split("\n")[-1]) == (1, "", help)


@pytest.mark.parametrize("words", [("--list",), ("--help", "facts"), ("facts", ""), ("--version",)])
def test_a_command_line_that_can_be_read_needs_no_hint(words: tuple[str, ...]) -> None:
    code, _, problems = invoke(*words)
    assert (code, problems) == (0, "")


def test_a_check_for_machines(tmp_path: Path) -> None:
    """One JSON object, whether something is wrong or not; the exit code is that of a check."""
    shutil.copytree(Path(__file__).parent / "cases" / "releases" / "_project", tmp_path, dirs_exist_ok=True)
    flags = (f"--facts={tmp_path / 'facts'}", f"--templates={tmp_path / 'templates'}")
    code, said, problems = invoke("check", "--json", *flags)
    found = json.loads(said)
    assert (code, problems, found["passed"], found["problems"]) == (0, "", True, [])
    assert any("nobody has approved" in note for note in found["notes"])
    path = tmp_path / "facts" / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace("qualifier: more-than", "qualifier: more-then"), encoding="utf-8")
    code, said, problems = invoke("check", "--json", *flags)
    found = json.loads(said)
    assert (code, problems, found["passed"]) == (1, "", False)
    assert [(each["line"], each["column"]) for each in found["problems"] if "more-then" in each["what"]] == [(24, 16)]
    assert {*found["problems"][0]} == {"path", "line", "column", "what", "cure"}


def test_help_of_a_command_with_an_argument_is_help() -> None:
    code, said, _ = invoke("facts", "--help")
    assert code == 0
    assert "Example: invoke facts" in said


def test_a_command_with_an_argument_named_so_is_no_help() -> None:
    assert invoke("where-used", "help")[0] == 2


@pytest.mark.slow
def test_facts_go_to_a_workbook_and_back(tmp_path: Path) -> None:
    root = tmp_path / "project"
    facts, output = f"--facts={root}/facts", f"--output={root}/output"
    assert invoke("new-project", str(root))[0] == 0
    code, said, _ = invoke("export-facts", facts, output)
    path = root / "output" / "facts.xlsx"
    assert (code, said) == (0, f"written: {path}\n")
    code, said, _ = invoke("import-facts", str(path), facts)
    assert (code, said) == (0, "nothing to change: the fact files say what the spreadsheet says\n")
    edit(path, [{"sheet": "Facts", "row": "visits", "column": "value", "text": "12500"}])
    code, said, problems = invoke("import-facts", str(path), facts)
    assert (code, said.split("\n")[1]) == (2, "  value: 12000 → 12500")
    assert problems.startswith("--yes is missing")
    code, _, problems = invoke("export-facts", facts, output)
    assert (code, problems.startswith("skipped facts.xlsx: it was edited")) == (3, True)
    code, said, _ = invoke("import-facts", str(path), "--yes", facts)
    assert (code, said.split("\n")[-2].partition(";")[0]) == (0, f"written: {root}/facts/facts.yaml")
    assert "value: 12500" in (root / "facts" / "facts.yaml").read_text("utf-8")
    assert invoke("export-facts", facts, output)[0] == 0
