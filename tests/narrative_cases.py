"""A small project in memory, and how the cases of `cases/templates` bend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from reports.document import Document, Heading, Paragraph, Text
from reports.domain.fact_book import FactBook
from reports.errors import Place
from reports.formats.registry import FORMATS
from reports.load.fact_files import load_facts
from reports.load.template_files import load_templates
from reports.narrative import compose

CASES = Path(__file__).parent / "cases" / "templates"
FACTS = Path(__file__).parent / "cases" / "trams.yaml"
REPORT = "title: A report\nformats:\n- pdf\nlanguage: {language}\nsections:\n- main\n"


@dataclass(frozen=True)
class Case:
    """A section (and what else differs from a plain project), and what must come of it."""

    name: str
    files: Mapping[str, str]
    outline: str | None
    problems: tuple[str, ...]


def cases() -> tuple[Case, ...]:
    """Return every case, in the order of their names."""
    return tuple(case(path) for path in sorted(CASES.glob("*.yaml")))


def case(path: Path) -> Case:
    """Return the case in `path`: `section` or `files`, and `outline` or `problems`."""
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert set(content) <= {"about", "language", "section", "files", "outline", "problems"}, path.name
    files = {"r/report.yaml": REPORT.format(language=content.get("language", "en-GB"))}
    if "section" in content:
        files["r/main.md"] = content["section"]
    files |= content.get("files", {})
    return Case(path.stem, files, content.get("outline"), tuple(content.get("problems", ())))


@cache
def book() -> FactBook:
    """Return the facts that all cases share."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "facts.yaml").write_bytes(FACTS.read_bytes())
        loaded, problems = load_facts(Path(folder), "facts")
    assert not problems, [str(problem) for problem in problems]
    return loaded


def composed(files: Mapping[str, str], folder: Path) -> tuple[Document | None, tuple[str, ...]]:
    """Return the report 'r' of a project with these template files, and every problem in the words of the program."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    templates, found = load_templates(folder, "templates", tuple(FORMATS.values()))
    document, more = compose("r", templates, book()) if "r" in templates.reports else (None, ())
    return document, tuple(str(problem) for problem in sorted({*found, *more}))


def outline(node: object) -> str:
    """Return blocks and inlines as short text: type(fields that are not their default …), one block a line."""
    if isinstance(node, tuple):
        lines = [outline(item) for item in node]
        broken = any(
            isinstance(item, Paragraph | Heading) or "\n" in line for item, line in zip(node, lines, strict=True)
        )
        return ("\n" if broken else " ").join(lines)
    if isinstance(node, Text):
        return repr(node.text.replace("\u00a0", "␣"))
    if isinstance(node, str):
        return node.replace("\u00a0", "␣")
    if is_dataclass(node):
        return f"{type(node).__name__}({_shown(node)})"
    return str(node)


def _shown(node: object) -> str:
    parts = []
    for each in fields(node):  # type: ignore[arg-type]
        value = getattr(node, each.name)
        if isinstance(value, Place) or value in ((), "", None, False, 0):
            continue
        parts.append(f"{each.name}={outline(value)}")
    return ", ".join(parts)
