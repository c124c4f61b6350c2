"""What a preview leaves for the next: a document that is still the same is neither laid out, judged nor drawn again.

A save changes a section, a fact or a chart. What is kept of a document stands under everything that it was made from: its
content with the places it came from, the facts behind it, and the look with every file of its folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reports.audit import Verdicts
from reports.document import Document, ReportInfo
from reports.domain.fact_book import FactBook
from reports.errors import Problem
from reports.formats.format import Planned
from reports.formats.registry import formats_of
from reports.load.fact_entries import Validated
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.notation.yaml_tree import Tree, tree_of
from reports.pipeline.composition import Composed, Key, audited, compose, load
from reports.theme.definition import Theme
from reports.tools.watching.file_saves import Seen, seen
from reports.tools.watching.preview_state import File

Made = tuple[str, str, File]
"""Name, title and content of the preview of a report."""
Parsed = tuple[Tree, tuple[Problem, ...]]
"""What can be used of a YAML file, and what is wrong in it."""
Rest = tuple[ReportInfo, str]
"""All that a document was made from: what is said of it, and the digest of everything else."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Fact files taken apart, by their text and how messages name them; those whose text is as before are so already."""

    before: Mapping[tuple[str, str], Parsed] = field(default_factory=dict)
    now: dict[tuple[str, str], Parsed] = field(default_factory=dict)
    validated: Validated = field(default_factory=Validated)
    """Entries of these files."""

    def parse(self, text: str, shown: str) -> Parsed:
        """Return what `tree_of` returns."""
        known = self.before.get((text, shown))
        self.now[text, shown] = known or tree_of(text, shown)
        return self.now[text, shown]


@dataclass(frozen=True, slots=True)
class Facts:
    """The fact book, and the files that it was read from."""

    files: Seen
    found: tuple[FactBook, tuple[Problem, ...]]
    """The book, and what was wrong with the files."""
    trees: Trees


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the preview before this one was made of."""

    rest: Mapping[str, Rest] = field(default_factory=dict)
    """By id of the report."""
    plans: Mapping[Key, Planned] = field(default_factory=dict)
    made: Mapping[str, tuple[Made, ...]] = field(default_factory=dict)
    """By id of the report."""
    verdicts: Verdicts = field(default_factory=Verdicts)
    facts: Facts | None = None


NOTHING = Earlier()
"""What the first preview has."""


@dataclass(frozen=True, slots=True)
class Again:
    """What was composed and audited, and what of it is as it was."""

    composed: Composed
    rest: Mapping[str, Rest]
    same: frozenset[str]
    """Ids of the reports that are as they were."""
    verdicts: Verdicts
    facts: Facts


def composed_again(where: Folders, earlier: Earlier) -> Again:
    """Load, compose and audit everything, but for what is as it was.

    Raises:
        InputError: with every problem.
    """
    facts = _facts(where, earlier.facts)
    draft, problems = compose(load(where, read=lambda *_: facts.found))
    look = _look(draft.templates.theme)
    rest = {each.info.id: (each.info, _digest(each, look)) for each in draft.documents}
    same = frozenset(id for id, each in rest.items() if earlier.rest.get(id) == each)
    plans = {key: plan for key, plan in earlier.plans.items() if key[0] in same}
    verdicts = Verdicts(earlier.verdicts.clean, books=earlier.verdicts.books)
    composed = audited(draft, problems, fitting=plans.keys(), verdicts=verdicts)
    return Again(_with_plans(composed, {**plans, **composed.plans}), rest, same, verdicts, facts)


def _facts(where: Folders, earlier: Facts | None) -> Facts:
    """Return the fact book, the earlier one where no file of its folder was saved since."""
    files = seen((where.facts,))  # before they are read: what is saved meanwhile is another save
    if earlier and earlier.files == files:
        return earlier
    trees = Trees(earlier.trees.now, validated=Validated(earlier.trees.validated.now)) if earlier else Trees()
    found = load_facts(where.facts, where.shown(where.facts), parse=trees.parse, validated=trees.validated)
    return Facts(files, found, Trees(now=trees.now, validated=Validated(now=trees.validated.now)))


def _with_plans(composed: Composed, plans: Mapping[Key, Planned]) -> Composed:
    """Return `composed` with `plans` in the order of its documents, in which they are told of."""
    order = ((each.info.id, format.name) for each in composed.documents for format in formats_of(each))
    return replace(composed, plans={key: plans[key] for key in order if key in plans})


def _digest(document: Document, look: str) -> str:
    """Return the digest of what a document says, where each part of it came from, its facts and its look."""
    content = repr((document.blocks, sorted(document.words.texts.items()), document.facts_version, look))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def _look(theme: Theme) -> str:
    """Return what changes with the look: what was read of it, and the files in its folder, fonts and pictures too."""
    return repr((theme, sorted(_files(theme.folder)) if theme.folder else ()))


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """Yield path and SHA-256 of every file below a folder."""
    for place, _, names in os.walk(folder):
        for path in (Path(place, name) for name in names):
            if path.is_file():
                yield str(path), hashlib.sha256(path.read_bytes()).hexdigest()
