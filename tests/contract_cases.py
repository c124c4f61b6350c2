"""A small project in every format, with an edition, and how the cases of `cases/contract` change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reports.errors import ReportError
from reports.load.project_folders import Folders, folders
from reports.pipeline.build import build
from reports.pipeline.composition import check
from reports.tools.distribution.distribute import Order, distribute
from tests.narrative_cases import FACTS

CASES = Path(__file__).parent / "cases" / "contract"
CHART = """\
kind: bars
title: Money for trams
subtitle: Money
unit: EUR million
alt: A grant was signed.
points:
- fact: grant
  label: Funds
"""
REPORT = """\
title: A report of trams
kind: Brief
organisation: Tram office
formats:
- docx
- pdf
sections:
- main
editions:
  public:
    marking: Public
    sections:
    - main
"""
MAIN = '# The city opened lines\n\nThe city opened {{ fact("lines") }} lines {{ cite() }}.\n\n{{ sources() }}\n'
TALK = "title: A talk of trams\norganisation: Tram office\nformats:\n- pptx\nsections:\n- main\n"
SLIDES = '# The city opened many lines\n\n{{ chart("money") }}\n\n# Sources stand here\n\n{{ sources() }}\n'
LIST = "name,organisation,language,edition,e-mail\nDesk A,Harbour Office,en,public,a@harbour.example\n"
PLAIN: Mapping[str, str] = {
    "templates/main/report.yaml": REPORT,
    "templates/main/main.md": MAIN,
    "templates/talk/report.yaml": TALK,
    "templates/talk/main.md": SLIDES,
    "templates/charts/money.yaml": CHART,
    "list.csv": LIST,
}


@dataclass(frozen=True)
class Case:
    """What differs from the small project, and every line that `check` must print."""

    name: str
    files: Mapping[str, str]
    problems: tuple[str, ...]


def cases() -> tuple[Case, ...]:
    """Return every case, in the order of their names."""
    return tuple(case(path) for path in sorted(CASES.glob("*.yaml")))


def case(path: Path) -> Case:
    """Return the case in `path`.

    `files` are whole texts by path, `changes` pairs of old and new text by path, `section` is added to the report's own, and
    `fill` says what a %WORD% stands for, and how often; `@` in it is the number of the time, from 3.
    """
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert set(content) <= {"about", "files", "changes", "section", "fill", "problems"}, path.name
    files = {**PLAIN, "facts/facts.yaml": FACTS.read_text("utf-8")}
    files["templates/main/main.md"] += "\n" + content.get("section", "")
    files |= content.get("files", {})
    for name, pairs in content.get("changes", {}).items():
        for pair in pairs:
            assert pair["old"] in files[name], (path.name, pair)
            files[name] = files[name].replace(pair["old"], pair["new"], 1)
    for word, (text, count) in content.get("fill", {}).items():
        filled = "".join(text.replace("@", str(number)) for number in range(3, int(count) + 3))
        files = {name: each.replace(f"%{word}%", filled) for name, each in files.items()}
    return Case(path.stem, files, tuple(content.get("problems", ())))


def laid_out(folder: Path, case: Case) -> Folders:
    """Write the project of `case` to `folder`."""
    for name, text in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folders(folder)


def checked(where: Folders) -> tuple[str, ...]:
    """Return every line that `check` prints of the project and its list of recipients."""
    try:
        check(where, recipients=where.root / "list.csv")
    except ReportError as failure:
        return tuple(str(failure).replace(where.root.as_uri(), "file://").replace(f"{where.root}/", "").split("\n"))
    return ()


def built(where: Folders) -> tuple[str, ...]:
    """Return what a build and `distribute` refuse or leave out, line by line."""
    lines: list[str] = []
    try:
        lines += map(str, build(where).skipped)
    except ReportError as failure:
        lines += str(failure).split("\n")
    try:
        distribute(where, Order(where.root / "list.csv", workers=1, as_draft=True))
    except ReportError as failure:
        lines += str(failure).split("\n")
    return tuple(line.replace(where.root.as_uri(), "file://").replace(f"{where.root}/", "") for line in lines)
