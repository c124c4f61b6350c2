"""Commands of whoever changes the program: schema, tests, measurements, style. Their work is done by other programs."""

from __future__ import annotations

import os

from reports.cli.declaration import command
from reports.cli.project_root import project, run_python
from reports.cli.terminal import say


@command()
def schema() -> int:
    """Write the JSON Schema of the fact file to facts/schema.json. Example: invoke schema"""
    from reports.load.json_schema import write_schema

    say("written: " + write_schema(project() / "facts"))
    return 0


@command(
    slow="run what takes long instead: LibreOffice, validators, whole builds",
    long="run the random rounds by the hundred instead, of which --slow takes the first",
    accept="rewrite the golden files with what is made now",
    match="only tests whose name holds this",
    lowest="in an environment of its own, with the lowest versions that pyproject.toml declares",
    recorded="in an environment of its own, with the versions of tests/constraints.txt",
    python="in environments of their own, with the newest versions under each of these: 3.12,3.13",
)
def test(
    slow: bool = False,
    long: bool = False,
    accept: bool = False,
    match: str = "",
    lowest: bool = False,
    recorded: bool = False,
    python: str = "",
) -> int:
    """Run the tests. Example: invoke test --match docx"""
    if lowest or recorded or python:
        which = ["--lowest"] * lowest + ["--recorded"] * recorded
        return run_python(["-m", "tests.versions", *which, f"--python={python}"], os.environ)
    marked = "long" if long else "slow and not long" if slow else "not slow and not long"
    arguments = ["-n", "2", "--dist", "loadfile", "-m", marked] + (["-k", match] if match else [])
    environment = {**os.environ, **({"ACCEPT_GOLDEN": "1"} if accept else {})}
    return run_python(["-m", "pytest", *arguments], environment)


@command(
    rounds="rounds of this job and the conventional pipeline in turn (default: 5)",
    quick="leave out how the time grows",
    copies="measure this many copies of the summary for recipients instead, beside a plain loop",
    saves="measure this many saves of a fact instead, until the page of invoke watch shows them",
)
def bench(rounds: int = 5, quick: bool = False, copies: int = 0, saves: int = 0) -> int:
    """Measure this job beside a conventional pipeline, and its growth. Example: invoke bench --quick"""
    for name, count in (("copies", copies), ("saves", saves)):
        if count:
            return run_python(["-m", f"tests.bench.{name}", str(count)], os.environ)
    return run_python(["-m", "tests.bench", "--rounds", str(rounds), *(["--quick"] if quick else [])], os.environ)


@command(
    seconds="time for all targets together (default: 60)",
    target="facts or markdown (default: both, one after the other)",
    again="an input that was found: run it once more, with its traceback",
)
def fuzz(seconds: int = 60, target: str = "", again: str = "") -> int:
    """Feed the readers of facts and templates inputs nobody thought of. Example: invoke fuzz --seconds 600"""
    flags = [f"--seconds={seconds}", f"--target={target}", f"--again={again}"]
    return run_python(["-m", "tests.fuzz", *flags], os.environ)


@command(language="language of the table, such as en (default: each that has one)")
def lemmas(language: str = "") -> int:
    """Write the tables from form to lemma that the audits use, from simplemma's lists. Example: invoke lemmas --language fr"""
    from reports.languages.lemmas import write_tables

    for path in write_tables((language,) if language else ()):
        say(f"written: {path}")
    return 0


@command()
def lint() -> int:
    """Check style and types. Example: invoke lint"""
    for arguments in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        if code := run_python(["-m", *arguments], os.environ):
            return code
    return 0
