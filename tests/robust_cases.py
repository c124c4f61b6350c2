"""A small project on disk, and how the cases of `cases/robust` break it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from reports.errors import ReportError
from reports.load.project_folders import folders
from reports.pipeline.build import build
from tests.narrative_cases import FACTS

CASES = Path(__file__).parent / "cases" / "robust"
REPORT = "title: A report of trams\nkind: Brief\nformats:\n- docx\n- pdf\nsections:\n- main\n"
SECTION = """\
# The city opened lines

The city opened {{ fact("lines") }} lines {{ cite() }}.

{{ sources() }}
"""


@dataclass(frozen=True)
class Case:
    """What differs from the small project, and every line that must be told."""

    name: str
    files: Mapping[str, bytes]
    links: Mapping[str, str] = field(default_factory=dict)
    """Symbolic link to where it leads."""
    problems: tuple[str, ...] = ()


def cases() -> tuple[Case, ...]:
    """Return every case, in the order of their names."""
    return tuple(case(path) for path in sorted(CASES.glob("*.yaml")))


def case(path: Path) -> Case:
    """Return the case in `path`; `fill` says what a %WORD% in it stands for, and how often."""
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert set(content) <= {"about", "files", "facts", "section", "hex", "links", "fill", "problems"}, path.name
    fill = {name: text * int(count) for name, (text, count) in content.get("fill", {}).items()}
    texts = dict(content.get("files", {}))
    if "section" in content:
        texts["templates/main/main.md"] = SECTION + "\n" + content["section"]
    if "facts" in content:
        texts["facts/facts.yaml"] = _changed(content["facts"])
    files = {name: _filled(text, fill).encode() for name, text in texts.items()}
    files |= {name: bytes.fromhex(text) for name, text in content.get("hex", {}).items()}
    return Case(path.stem, files, content.get("links", {}), tuple(content.get("problems", ())))


def _changed(pairs: list[dict[str, str]]) -> str:
    text = FACTS.read_text("utf-8")
    for pair in pairs:
        assert pair["old"] in text, pair
        text = text.replace(pair["old"], pair["new"], 1)
    return text


def _filled(text: str, fill: Mapping[str, str]) -> str:
    for name, value in fill.items():
        text = text.replace(f"%{name}%", value)
    return text


def laid_out(folder: Path, case: Case | None = None) -> Path:
    """Write the small project, with what `case` changes in it, to `folder`."""
    files = {"templates/main/report.yaml": REPORT.encode(), "templates/main/main.md": SECTION.encode()}
    files |= {"facts/facts.yaml": FACTS.read_bytes(), **(case.files if case else {})}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name, target in case.links.items() if case else ():
        (folder / name).unlink(missing_ok=True)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)
    return folder


def told(folder: Path) -> tuple[int, tuple[str, ...]]:
    """Return the exit code of a build of the project in `folder`, and the lines it ends with."""
    try:
        return build(folders(folder)).exit_code, ()
    except ReportError as failure:
        return failure.exit_code, tuple(str(failure).split("\n"))
