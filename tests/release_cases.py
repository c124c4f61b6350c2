"""A small invented project that is published, changed and built again; cases say what is changed and what must be told."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.document.ledger import ledger
from reports.formats.registry import PROJECT_FORMATS
from reports.load.project_folders import Folders, folders
from reports.notation.yaml_tree import Value, read_tree
from reports.pipeline.composition import compose_all
from reports.pipeline.output_store import LEDGER, place, sha256
from reports.tools.releasing import digests
from tests.approving import approved

FOLDER = Path(__file__).parent / "cases" / "releases"


@dataclass(frozen=True)
class Case:
    """What is changed in the files of the project, and what must follow."""

    name: str
    swaps: Mapping[str, Mapping[str, str]]
    """File, then old text to new text."""
    note: str
    """The correction note; empty where there must be none."""
    problems: tuple[str, ...]


def cases() -> tuple[Case, ...]:
    """Return every case, by name."""
    return tuple(_case(path) for path in sorted(FOLDER.glob("*.yaml")))


def _case(path: Path) -> Case:
    content = read_tree(path, path.name).value
    assert isinstance(content, dict)
    problems = content.get("problems") or []
    assert isinstance(problems, list)
    swaps = {
        name: {old: str(new or "") for old, new in _table(of).items()} for name, of in _table(content["swaps"]).items()
    }
    return Case(path.stem, swaps, str(content.get("note") or ""), tuple(map(str, problems)))


def _table(value: Value) -> Mapping[str, Value]:
    assert isinstance(value, dict)
    return value


def project(root: Path) -> Folders:
    """Return the folders of a copy of the project below `root`."""
    shutil.copytree(FOLDER / "_project", root, dirs_exist_ok=True)
    return folders(root)


def change(where: Folders, swaps: Mapping[str, Mapping[str, str]]) -> None:
    """Change the files of a project; every old text must stand there."""
    for name, of in swaps.items():
        path = where.root / name
        text = path.read_text(encoding="utf-8")
        for old, new in of.items():
            assert old in text, f"{old!r} does not stand in {name}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")


def pretend_built(where: Folders) -> None:
    """Approve the finals, and put outputs in place as a build does, but for the slow writers: the bytes are no documents."""
    composed = compose_all(approved(where))
    made_from = digests(composed.documents, composed.templates.theme)
    reports = {f"{each.info.name}.{kind}": each.info.id for each in composed.documents for kind in each.info.formats}
    reports |= {each.file: "" for each in PROJECT_FORMATS.values()}
    files = {name: f"{name} made from {made_from[report]}".encode() for name, report in reports.items()}
    entries = {
        name: {
            "report": report,
            "sha256": sha256(files[name]),
            "facts_version": composed.facts_version(report),
            "content": made_from[report],
        }
        for name, report in reports.items()
    }
    where.output.mkdir(exist_ok=True)
    place(where.output, {**files, LEDGER: ledger(composed.documents, entries)})
