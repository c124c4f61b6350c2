"""Templates and facts become documents: Jinja, then Markdown, then numbering; all problems in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from reports.document import Block, Blocks, Document, Inlines, ReportInfo, Words, version_behind
from reports.document.traversal import facts_used
from reports.domain.datasets.dataset_opening import closed, opened
from reports.domain.fact_book import FactBook
from reports.domain.wording import date_text
from reports.errors import Place, Problem
from reports.languages.numerals import system_named
from reports.languages.registry import code_of, lacking, language
from reports.load.definition_files import ReportFile
from reports.load.slide_charts import on_slides
from reports.load.template_files import Template, Templates, section_name
from reports.load.translations.chart_texts import chart_in
from reports.load.translations.language_editions import Translation
from reports.narrative.actor_tables import fill_forms, twice, unlisted
from reports.narrative.chart_specs.chart_composition import Drafting, figure
from reports.narrative.final_pass import finish, unparted
from reports.narrative.heading_order import numbered, told_apart
from reports.narrative.jinja_environment import render
from reports.narrative.markdown import locate
from reports.narrative.markdown.sentinels import Carrier, Fault, take_lines
from reports.narrative.parsed_texts import parsed_line, parsed_section, rendered
from reports.narrative.source_places import fill_places
from reports.narrative.template_functions import Functions, Setting
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route, Tree

__all__ = ["compose", "compose_so_far"]


def compose(id: str, templates: Templates, book: FactBook) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return the report `id` as a document, and every problem met on the way (None where there is any)."""
    document, problems = compose_so_far(id, templates, book)
    return (None if problems else document), problems


def compose_so_far(id: str, templates: Templates, book: FactBook) -> tuple[Document, tuple[Problem, ...]]:
    """Return what could be composed of the report `id`, for the audit alone where there are problems, and those."""
    composer = Composer(id, templates, book)
    document = composer.document()
    return document, tuple(sorted(set(composer.problems)))


class Composer:
    """Composes one report; collects problems instead of stopping at the first."""

    def __init__(self, id: str, templates: Templates, book: FactBook) -> None:
        """Prepare the report `id`."""
        self.id, self.book = id, replace(book, facts=opened(book.facts, book.datasets))
        self.file: ReportFile
        self.tree: Tree
        self.file, self.tree = templates.reports[id]
        self.templates = templates
        known = not lacking(code_of(self.file.language))
        self.language = self.file.language if known else "en"  # one that is not known is a problem already
        self.translation = templates.translations.get(id)
        speech = language(self.language)
        if self.translation and self.translation.foreign:
            speech = replace(speech, untagged=False)
        self.setting = Setting(self.book, templates, speech, self.file.focus, book.as_of)
        self.problems: list[Problem] = []
        self.failed: set[str] = set(templates.broken)
        self.forms: dict[str, tuple[Inlines, Place]] = {}
        """Short forms that sections explain, what they stand for, and where."""
        self.whole = True
        """Whether every section that there is could be rendered."""

    def document(self) -> Document:
        """Return the composed document; complete only where no problem was recorded."""
        self.problems += self._actors()
        blocks = tuple(block for name in self.file.sections for block in self._section(name))
        blocks = told_apart(blocks)
        if self.file.numbered and self._is_talk:
            what, cure = "slides have numbers of their own, and no headings to number", "delete it"
            self.problems.append(Problem(self.tree.place(("numbered",)), what, cure))
        elif self.file.numbered:
            blocks = numbered(blocks)
        blocks = fill_places(blocks, self.book, self.setting.speech, self.file.evidence_url)
        self.problems += unlisted(blocks, self.forms)
        blocks = fill_forms(
            blocks, self.book, self.setting.speech, {short: long for short, (long, _) in self.forms.items()}
        )
        finished, findings = finish(blocks, self.setting, self.tree.place(()), self.failed, whole=self.whole)
        self.problems += (self._pointed(*finding) for finding in findings)
        self.problems += self._emptiness(finished)
        words = Words(self.language, dict(self.setting.speech.tables["furniture"]))
        made = Document(self._info(), finished, words, self.book)
        printed = closed(self.book.facts, facts_used(made))
        made = replace(made, book=replace(self.book, facts=printed, datasets=None))
        return replace(made, info=replace(made.info, facts_version=version_behind(made)))

    @property
    def _is_talk(self) -> bool:
        return not self.templates.slide_formats.isdisjoint(self.file.formats)

    def _emptiness(self, blocks: Blocks) -> Iterable[Problem]:
        """Yield a problem where the sections, all of which could be read, hold nothing to print."""
        known = all(section_name(self.id, name) in self.templates.sections for name in self.file.sections)
        if known and not blocks and not self.problems:
            what = f"the sections of the report {self.id!r} hold nothing to print"
            cure = "begin one with a heading, such as '# What the report says'"
            yield Problem(self.tree.place(("sections",)), what, cure)

    def _actors(self) -> Iterable[Problem]:
        named: list[tuple[Route, str]] = [(("focus",), self.file.focus)] * bool(self.file.focus)
        named += [(("subjects", n), id) for n, id in enumerate(self.file.subjects)]
        for route, id in named:
            if id not in self.book.actors and id not in self.book.broken:
                what = f"there is no actor {id!r}{nearest(id, self.book.actors)}"
                yield Problem(self.tree.place(route), what, "correct the id or declare it in the facts")

    def _pointed(self, problem: Problem, words: str) -> Problem:
        """Return `problem` with the column of `words`, where it stands in a section."""
        for template in self.templates.sections.values():
            if template.path == problem.where.path:
                return replace(problem, where=locate(template.text.split("\n"), problem.where, words))
        return problem

    def _section(self, name: str) -> Blocks:
        template = self.templates.sections.get(section_name(self.id, name))
        if template is None:  # a problem of report.yaml already
            self.whole = False
            return ()
        carrier = Carrier()
        marked, problems = render(template, carrier, self._functions(carrier))
        self.problems += problems
        self.whole &= bool(marked or not problems)
        text, lines = take_lines(marked, template.path)
        pictures = partial(self.templates.pictures.read, template.path) if self.templates.pictures else None
        whole = rendered(text, lines, self.setting.quotes, carrier, template.text)
        blocks, found, forms = parsed_section(whole, pictures)
        self.problems += found
        self.problems += (twice(each, *said, self.forms) for each, said in forms.items() if each in self.forms)
        self.forms.update(forms)
        return blocks

    def _functions(self, carrier: Carrier) -> dict[str, Callable[..., object]]:
        return dict(Functions(self.setting, carrier, self._chart).table())

    def _chart(self, id: str) -> Block | Fault:
        charts = self.templates.charts
        if id in self.templates.broken:
            return Fault("", "", "")
        if id not in charts:
            cure = f"correct the id or add {self.templates.folder}/charts/{id}.yaml"
            return Fault(f"there is no chart {id!r}{nearest(id, charts)}", cure, id)
        file, tree = charts[id]
        units: Mapping[str, str] = {}
        if not self.setting.speech.untagged:
            texts = chart_in(id, file, tree, self.language)
            self.problems += texts.problems
            if texts.problems:
                self.failed.add(id)
                return Fault("", "", "")
            file, tree, units = texts.file, texts.tree, texts.units
        if self._is_talk:
            file, tree = on_slides(file, tree)
        made = figure(Drafting(id, file, tree, self.setting, self._line, self.problems, units))
        if made is None:  # its own problems are recorded
            self.failed.add(id)
            return Fault("", "", "")
        return made

    def _line(self, text: str, place: Place) -> Inlines:
        """Return one line of a YAML file, rendered like a template."""
        carrier = Carrier()
        said, problems = render(Template(place.path, text), carrier, self._functions(carrier), marked=False)
        inlines, found = parsed_line(rendered(said, place, self.setting.quotes, carrier))
        self.problems += (replace(problem, where=place) for problem in (*problems, *found))
        return inlines

    def _info(self) -> ReportInfo:
        file = self.file

        def line(key: str) -> Inlines:
            value = str(getattr(file, key))
            place = self.tree.place((key,))
            done, findings = finish(self._line(value, place) if value else (), self.setting, place)
            self.problems += (problem for problem, _ in findings)
            return done

        return ReportInfo(
            id=self.id,
            name=file.output or self.id,
            formats=file.formats,
            slides=self._is_talk,
            title=unparted(line("title"), self.setting),
            subtitle=line("subtitle"),
            kind=file.kind,
            organisation=file.organisation,
            version=file.version,
            language=self.language,
            digits=system_named(file.digits, self.language) or "",  # what is no such system is a problem already
            as_of=self.book.as_of,
            as_of_text=date_text(self.book.as_of, self.setting.speech),
            audience=file.audience,
            basis=line("basis"),
            draft=True,  # until it is found that somebody approved it as it stands
            final=file.status == "final",
            paper=file.paper,
            evidence_url=file.evidence_url,
            focus=file.focus,
            subjects=file.subjects,
            minutes=file.minutes,
            pages=file.pages,
            keywords=file.keywords,
            stamped=self.templates.stamped,
            folder=self.templates.folder,
            approved_text=said_of_unread(self.translation, self.setting),
            translation_of=self.translation.report if self.translation else "",
        )


def said_of_unread(translation: Translation | None, setting: Setting) -> str:
    """Return what page 1 says of a translation that nobody has read; nothing of any other report."""
    return setting.speech.word("furniture", "unread") if translation and translation.unread else ""
