"""What the program promises, on a copy of the project itself: all problems in one run, one value changes every document."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from reports.document import Document, FactRef, walk
from reports.domain.facts import Fact
from reports.domain.wording import quote
from reports.languages.registry import language
from reports.load.project_folders import folders
from reports.pipeline.build import build
from reports.pipeline.composition import Composed, compose_all
from tests.second_subject import ROOT, flat, text_of
from tests.test_build_second import command

pytestmark = pytest.mark.skipif(not (ROOT / "templates").is_dir(), reason="the project has no templates")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the project's facts and templates, with an output folder that a build has filled."""
    for name in ("facts", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "brief.docx").write_bytes(b"what was built before")
    return tmp_path


def line_of(path: Path, words: str) -> tuple[int, int]:
    """Return line and column of the first `words` in a file, from 1."""
    text = path.read_text("utf-8")
    at = text.index(words)
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def replaced(path: Path, old: str, new: str) -> None:
    """Replace the first text that matches `old` in a file."""
    text = path.read_text("utf-8")
    changed, count = re.subn(old, new, text, count=1)
    assert count == 1, f"{old} stands nowhere in {path.name}"
    path.write_text(changed, encoding="utf-8")


def appended(path: Path, text: str) -> None:
    """Add `text` to the end of a file."""
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def five_errors(project: Path) -> Mapping[str, str]:
    """Make five errors in a copy of the project; return what must be said, by place."""
    facts, sections = project / "facts" / "facts.yaml", project / "templates"
    first, second = sorted(sections.glob("brief/*.md"))[0], sorted(sections.glob("deck/*.md"))[0]
    entry = re.search(r"^  - id: (\S+)\n(?:    .*\n|\n)+?(?=  - id: |\Z)", facts.read_text("utf-8"), re.MULTILINE)
    assert entry
    replaced(facts, r"qualifier: more-than\b", "qualifier: morethan")
    replaced(facts, r"(?s)(.*)- source: (\S+)", r"\1- source: no-such-source")
    appended(facts, "\n" + entry[0].rstrip("\n") + "\n")
    appended(first, '\nA figure {{ fact("no-such-fact") }} stands here.\n')
    appended(second, '\nA typo {{ fcat("no-such-fact") }} stands here.\n')
    text = facts.read_text("utf-8")
    twice = text.count("\n", 0, text.rindex(f"id: {entry[1]}\n")) + 1
    spots = {
        (facts, line_of(facts, "morethan")): "'morethan' is no qualifier, did you mean 'more-than'?",
        (facts, line_of(facts, "no-such-source")): "the source 'no-such-source' is not declared",
        (facts, (twice, 9)): f"the id '{entry[1]}' stands twice in facts",
        (first, line_of(first, "no-such-fact")): "there is no fact 'no-such-fact'",
        (second, line_of(second, "fcat")): "the name 'fcat' is not known, did you mean 'fact'?",
    }
    return {f"{path}:{line}:{column}": what for (path, (line, column)), what in spots.items()}


@pytest.mark.parametrize("task", ["check", "build-reports"])
def test_five_errors_are_told_in_one_run(copy: Path, task: str) -> None:
    expected = five_errors(copy)
    output = ["--output", str(copy / "output")] * (task == "build-reports")
    before = {path: path.stat().st_mtime_ns for path in (copy / "output").rglob("*")}
    done = command(task, "--facts", str(copy / "facts"), "--templates", str(copy / "templates"), *output)
    told = done.stderr.splitlines()
    assert done.returncode == 1
    assert (told[-1][:10], told[-1][-19:]) == ("5 problems", "nothing was written")
    assert len(told) == 6
    for place, what in expected.items():
        assert any(line.startswith(f"{place}: {what}") for line in told), (place, what, told)
    assert "Traceback" not in done.stderr + done.stdout
    assert {path: path.stat().st_mtime_ns for path in (copy / "output").rglob("*")} == before


def printed_everywhere(composed: Composed) -> tuple[Fact, str]:
    """Return a fact whose hedged figure stands in every document and hangs together with no other, and that figure."""
    per = [_figures(document) for document in composed.documents if document.info.language.startswith("en")]
    derived = {id for fact in composed.book.facts.values() for id in fact.derived_from}
    for id, fact in composed.book.facts.items():
        alone = fact.value is not None and not (fact.readings or fact.formula or fact.part_of or id in derived)
        shared = set.intersection(*(figures.get(id, set()) for figures in per))
        if alone and shared and (fact.unit or "").startswith("USD"):
            return fact, min(shared)
    raise AssertionError("no fact is printed in every document")


def _figures(document: Document) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node in walk(document.blocks):
        if isinstance(node, FactRef) and node.format == "figure":
            found.setdefault(node.fact_id, set()).add(node.text)
    return found


@pytest.mark.slow
def test_one_value_changes_every_document(copy: Path) -> None:
    composed = compose_all(folders(copy))
    fact, old = printed_everywhere(composed)
    changed = fact.model_copy(update={"value": Decimal("7.31")})
    new = quote(changed, "figure", language("en-GB"))
    assert old != new
    replaced(
        copy / "facts" / "facts.yaml", rf"(  - id: {fact.id}\n(?:    .*\n)*?    value: ){fact.value}\n", r"\g<1>7.31\n"
    )
    built = build(folders(copy, output=str(copy / "new")))
    english = [path for path in built.written if "-" not in path.stem]
    reports = {path.suffix: path for path in english if path.suffix in (".docx", ".pptx", ".pdf")}
    assert set(reports) == {".docx", ".pptx", ".pdf"}
    for path in reports.values():
        text = flat(text_of(path))
        assert flat(new) in text, path.name
        assert flat(old) not in text, path.name
