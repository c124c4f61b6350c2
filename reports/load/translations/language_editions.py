"""A report in its other languages: each becomes a report of its own, with the structure of the first and words of its own.

What a language lacks is told by name and place; nothing is taken from another one. A region of the same language, as
Canadian French is of that of France, takes over what it does not word again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from reports.errors import Place, Problem
from reports.languages.registry import called, code_of, lacking, languages
from reports.load.definition_files import EditionFile, ReportFile, TranslatedReportFile
from reports.load.records.approval_files import no_person
from reports.notation.yaml_tree import Route, Tree

Reports = Mapping[str, tuple[ReportFile, Tree]]
OWN = ("title", "subtitle", "kind", "basis", "organisation", "audience", "keywords")
"""What a report says of itself in each language."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What is known of a report in another language, beside its file."""

    report: str
    """The report that it is in another language."""
    language: str
    """BCP 47."""
    foreign: bool
    """Whether words without a language are in another one; not so for a region of the same language."""
    where: Place
    """Of its block in report.yaml."""
    read_by: str = ""
    """Who has read it; empty while nobody has."""

    @property
    def unread(self) -> bool:
        """Return whether it is the program's own translation still, which nobody answers for."""
        return self.foreign and not self.read_by

    @property
    def problem(self) -> Problem:
        """Return why it may not be sent out while it is unread."""
        what = f"nobody has read the {called(self.language)} translation of {self.report!r}"
        cure = "have it read, then name who read it with 'approved_by:' there"
        return Problem(self.where, what, f"{cure}, or leave it out with --only")


@dataclass(frozen=True, slots=True)
class Translated:
    """The reports in all their languages, those of the files first."""

    reports: Reports
    translations: Mapping[str, Translation]
    """By id of the report that a translation is: 'brief-ur'."""
    problems: tuple[Problem, ...]


def translated(reports: Reports, sections: Set[str], lost: Set[str]) -> Translated:
    """Return `reports` with one more for each language that a report declares, and what those languages lack.

    Args:
        reports: those of the files, by id.
        sections: names of the sections that there are, such as 'brief-ur/money'.
        lost: names of those that cannot be read, which are problems already.
    """
    made: dict[str, tuple[ReportFile, Tree]] = {}
    translations: dict[str, Translation] = {}
    problems: list[Problem] = []
    for id, (file, tree) in reports.items():
        for tag, words in file.languages.items():
            if wrong := tuple(_unspoken(file, tree, tag)):
                problems += wrong
                continue
            drafting = _Drafting(id, file, tree, tag, words, sections | lost)
            name = translated_id(id, tag)
            if name in reports:
                what = f"the report {name!r} has the name of {id!r} in {called(tag)}"
                problems.append(Problem(drafting.where, what, f"rename the folder {name!r}"))
                continue
            problems += drafting.missing()
            made[name] = drafting.made(), drafting.tree_of_its_own()
            translations[name] = drafting.translation
    return Translated({**reports, **made}, translations, tuple(problems))


def translated_id(report: str, tag: str) -> str:
    """Return the id of a report in the language `tag`: brief-ur."""
    return f"{report}-{tag.lower()}"


def section_in(name: str, tag: str) -> str:
    """Return the name of a section in the language `tag`: brief-ur/money of brief/money, in a folder of that name."""
    folder, _, rest = name.partition("/")
    return f"{translated_id(folder, tag)}/{rest}"


def _unspoken(file: ReportFile, tree: Tree, tag: str) -> Iterator[Problem]:
    place = tree.place(("languages", tag))
    if tag.lower() == file.language.lower():
        yield Problem(place, f"{tag!r} is the language of the report already", "delete the block")
    elif code_of(tag) not in languages():
        cure = f"use one of {', '.join(languages())}, or add a folder and a row below reports/languages"
        yield Problem(place, f"the language {tag!r} is not known", cure)
    else:
        yield from lacking(code_of(tag))


@dataclass(frozen=True, slots=True)
class _Drafting:
    """One report on its way into one language."""

    id: str
    file: ReportFile
    tree: Tree
    tag: str
    words: TranslatedReportFile
    sections: Set[str]

    @property
    def where(self) -> Place:
        """Return the place of its block."""
        return self.tree.place(("languages", self.tag))

    @property
    def foreign(self) -> bool:
        """Return whether it is another language, and no region of the same."""
        return code_of(self.tag) != code_of(self.file.language)

    @property
    def translation(self) -> Translation:
        """Return what is known of it beside its file."""
        return Translation(self.id, self.tag, self.foreign, self.where, self.words.approved_by)

    def section(self, name: str) -> str:
        """Return the section that stands for `name`: that of the tag, of its language, or of the report where it has them."""
        key = name if "/" in name else f"{self.id}/{name}"
        own = (section_in(key, self.tag), section_in(key, code_of(self.tag)))
        return next((each for each in own if each in self.sections), own[0] if self.foreign else key)

    def missing(self) -> Iterator[Problem]:
        """Yield what the language lacks, each with its place."""
        if self.words.approved_by and (why := no_person(self.words.approved_by)):
            place = self.tree.place(("languages", self.tag, "approved_by"))
            yield Problem(place, why, "name the person who has read the translation")
        for key in OWN if self.foreign else ():
            if getattr(self.file, key) and not getattr(self.words, key):
                what = f"the {called(self.tag)} {key} of the report {self.id!r} is missing"
                yield Problem(self.where, what, f"add '{key}:' to it")
        for name in self.file.editions if self.foreign else ():
            if name not in self.words.markings:
                what = f"the {called(self.tag)} marking of the edition {name!r} is missing"
                yield Problem(self.where, what, f"add 'markings: {{{name}: …}}' to it")
        for route, name in _listed(self.file):
            if (key := self.section(name)) not in self.sections and self.foreign:
                what = f"the {called(self.tag)} text of the section {name!r} is missing"
                yield Problem(self.tree.place(route), what, f"add {key}.md, or take '{self.tag}:' out of 'languages:'")

    def made(self) -> ReportFile:
        """Return the report in the language."""
        file, words = self.file, self.words
        own = {key: getattr(words, key) or getattr(file, key) for key in OWN}
        foreign_gap = {key: "" for key in ("subtitle", "kind", "basis", "audience") if not getattr(words, key)}
        editions = {
            name: EditionFile(sections=self._all(each.sections), marking=words.markings.get(name) or each.marking)
            for name, each in file.editions.items()
        }
        changed = {
            **own,
            **(foreign_gap if self.foreign else {}),
            "language": self.tag,
            "digits": words.digits or ("" if self.foreign else file.digits),
            "output": translated_id(file.output or self.id, self.tag),
            "status": "draft" if self.translation.unread else file.status,
            "approved_by": "",
            "approved_on": None,
            "sections": self._all(file.sections),
            "editions": editions,
            "languages": {},
        }
        return file.model_copy(update=changed)

    def _all(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self.section, names))

    def tree_of_its_own(self) -> Tree:
        """Return the tree of report.yaml, in which what the language words again stands where it does so."""
        return self.tree.raised(("languages", self.tag))


def _listed(file: ReportFile) -> Iterator[tuple[Route, str]]:
    """Yield the sections of a report and its editions, each once, with its place."""
    seen: set[str] = set()
    lists: list[tuple[Route, tuple[str, ...]]] = [(("sections",), file.sections)]
    lists += [(("editions", name, "sections"), each.sections) for name, each in file.editions.items()]
    for route, names in lists:
        for n, name in enumerate(names):
            if name not in seen:
                seen.add(name)
                yield (*route, n), name
