"""A small project in memory, and how the cases of `cases/audit` break the rules of the first audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reports.audit import audit, notes
from reports.errors import Problem
from reports.formats.registry import FORMATS
from reports.load.fact_files import load_facts
from reports.load.template_files import load_templates
from reports.narrative import compose

CASES = Path(__file__).parent / "cases" / "audit"
REPORT = """\
title: Trams of the City
formats:
- {format}
language: {language}
subjects:
- city
sections:
- main
"""


@dataclass(frozen=True)
class Case:
    """A project that breaks a rule, or keeps it where one might think that it does not."""

    name: str
    facts: str
    """Facts beside those that all cases share."""
    files: Mapping[str, str]
    problems: tuple[str, ...]
    """How each line of the program begins; none where it must keep quiet."""
    remarks: tuple[str, ...] = ()
    """How each note begins that is no problem."""


def cases() -> tuple[Case, ...]:
    """Return every case, in the order of their names."""
    return tuple(case(path) for path in sorted(CASES.glob("*.yaml")))


def case(path: Path) -> Case:
    """Return the case in `path`: `section` and perhaps `files`, `facts`, `format`, `language`; `problems`, `remarks`."""
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert set(content) <= {"about", "language", "format", "section", "files", "facts", "problems", "remarks"}, (
        path.name
    )
    report = REPORT.format(format=content.get("format", "docx"), language=content.get("language", "en-GB"))
    files = {"r/report.yaml": report, "r/main.md": content.get("section", "# A heading\n")} | content.get("files", {})
    return Case(
        path.stem, content.get("facts", ""), files, tuple(content["problems"]), tuple(content.get("remarks", ()))
    )


def told(case: Case, folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the problems and the remarks on the project of `case`, line by line; the project is made in `folder`."""
    facts = {"facts/base.yaml": (CASES / "base" / "facts.yaml").read_text("utf-8")}
    facts |= {"facts/more.yaml": case.facts} if case.facts else {}
    for name, text in {**facts, **{f"templates/{name}": text for name, text in case.files.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    book, found = load_facts(folder / "facts", "facts")
    templates, more = load_templates(folder / "templates", "templates", tuple(FORMATS.values()))
    document, faults = compose("r", templates, book)
    problems, remarks = {*found, *more, *faults}, set[Problem]()
    if document is not None:
        problems |= {*audit((document,), templates, book)}
        remarks |= {*notes((document,), templates, book)}
    return tuple(map(str, sorted(problems))), tuple(map(str, sorted(remarks)))
