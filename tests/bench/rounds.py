"""This job and the peer in turn, round by round, and what is done with the times."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from num2words import num2words

from reports.document import facts_used
from reports.errors import InputError
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from tests.bench.material import save, sizes
from tests.bench.measure import ROOT, Run, build, run

PEER = Path(__file__).parent / "peer" / "pipeline.py"
NUMBER = re.compile(r"^(    value: )([0-9]+)$", re.MULTILINE)
WORDS = re.compile(r"^ +(?:- )?(?:value|statement|label|anchor|text): .*$", re.MULTILINE)
"""What gives the figure of a fact: words that do not change with it are refused."""
ENTRY = re.compile(r"^  - id: (.+)$", re.MULTILINE)
LANGUAGES = re.compile(r"^languages:\n(?:[ ]+.*\n)+", re.MULTILINE)
"""The other languages of a report, which the peer does not write."""
TRIES = 40
CPU = ", processor"
"""Ends the name of a case whose processor time is meant."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The folders that a measurement works in."""

    folder: Path
    sizes: Mapping[str, Mapping[str, int]]
    """Words, charts, tables and sections of each report, the same for both."""
    changed: Mapping[str, str]
    """The fact file with one value changed, by the name of the case."""

    @property
    def facts(self) -> Path:
        """Return the folder of a copy of the facts."""
        return self.folder / "facts"

    @property
    def output(self) -> Path:
        """Return the folder that this job writes to."""
        return self.folder / "output"

    def peer(self) -> list[str]:
        """Return the command of the peer."""
        material = self.folder / "material.yaml"
        return [sys.executable, str(PEER), str(self.facts), str(material), str(self.folder / "peer")]


def prepare(folder: Path) -> Stage:
    """Copy the project to `folder`, in the language of its peer alone, and write what the peer needs there."""
    shutil.copytree(ROOT / "facts", folder / "facts")
    shutil.copytree(ROOT / "templates", folder / "templates")
    for path in folder.glob("templates/*/report.yaml"):
        path.write_text(LANGUAGES.sub("", path.read_text("utf-8")), encoding="utf-8")
    for path in folder.glob("templates/*-ur/*.md"):
        path.unlink()
    composed = compose_all(folders(folder))
    save(composed, folder / "material.yaml")
    shown = [set(facts_used(document)) for document in composed.documents]
    often = {id: sum(id in ids for ids in shown) for id in composed.book.facts}
    changed = {
        "one fact changed": _with_one_value_changed(folder / "facts", lambda id: often.get(id) == 1),
        "a fact of every report changed": _with_one_value_changed(
            folder / "facts", lambda id: often.get(id) == len(shown)
        ),
    }
    return Stage(folder, sizes(composed), changed)


def _with_one_value_changed(facts: Path, wanted: Callable[[str], bool]) -> str:
    """Return the text of the fact file with one more of something in a fact that is wanted, where all else still holds."""
    path = facts / "facts.yaml"
    text = path.read_text("utf-8")
    try:
        for changed in islice((changed for id, changed in _variants(text) if wanted(id)), TRIES):
            path.write_text(changed, encoding="utf-8")
            try:
                compose_all(folders(facts.parent))
            except InputError:
                continue
            return changed
    finally:
        path.write_text(text, encoding="utf-8")
    raise ValueError("no value of such a fact can be changed without changing others")


def _variants(text: str) -> Iterator[tuple[str, str]]:
    """Yield the id of each fact with a whole number, and the file with one more in it and in the words of the fact."""
    for found in NUMBER.finditer(text):
        id = ENTRY.findall(text, 0, found.start())[-1]
        start, end = text.rindex("  - id: ", 0, found.start()), text.find("\n  - id: ", found.end())
        entry = WORDS.sub(partial(_one_more, int(found[2])), text[start:end])
        yield id, text[:start] + entry + text[end:]


def _one_more(number: int, line: re.Match[str]) -> str:
    """Return `line` with one more wherever it gives `number`, in digits or as a word."""
    words = {f"{number}": f"{number + 1}", num2words(number): num2words(number + 1)}
    text = line[0]
    for old, new in words.items():
        text = re.sub(rf"(?<![\w.,-]){old}(?![\w-]|[.,]\d)", new, text)
        text = re.sub(rf"(?<![\w.,-]){old.capitalize()}(?![\w-])", new.capitalize(), text)
    return text


def one_round(stage: Stage) -> dict[str, float]:
    """Return the wall time of each case in one round, and its processor time under its name with `CPU`."""
    path, shown = stage.facts / "facts.yaml", build(stage.folder)
    text = path.read_text("utf-8")
    shutil.rmtree(stage.output, ignore_errors=True)
    times: dict[str, float] = {}

    def timed(case: str, done: Run) -> Run:
        times[case], times[case + CPU] = done.wall, done.cpu
        return done

    timed("peer", run(stage.peer()))
    timed("cold", run(shown))
    timed("unchanged", run(shown))
    for case, changed in stage.changed.items():
        path.write_text(changed, encoding="utf-8")
        try:
            timed(case, run(shown))
        finally:
            path.write_text(text, encoding="utf-8")
        run(shown)
    edit(stage.output / "brief.docx")
    merged = run(shown, allowed=(0, 3))
    if merged.code == 0:
        timed("edited brief", merged)
    return times


def edit(path: Path) -> None:
    """Add words to a paragraph of the Word file, as a person would."""
    from docx import Document

    document = Document(str(path))
    paragraph = max(document.paragraphs, key=lambda each: len(each.runs))
    paragraph.add_run(" An editor added these words.")
    document.save(str(path))


def medians(rounds: list[dict[str, float]]) -> dict[str, tuple[float, float]]:
    """Return the median time of each case, and the median over the rounds of its ratio to the same time of the peer."""
    names = [name for name in rounds[0] if all(name in times for times in rounds)]
    return {
        name: (
            median(times[name] for times in rounds),
            median(times[name] / times["peer" + CPU if name.endswith(CPU) else "peer"] for times in rounds),
        )
        for name in names
    }
