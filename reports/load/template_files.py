"""Read `templates/`: reports, their sections, chart definitions and the look, all into memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from reports.domain.facts import Entry
from reports.errors import InputError, Place, Problem
from reports.languages.numerals import NATIVE, SYSTEMS, system_named, systems_of
from reports.languages.registry import called, code_of, lacking, languages
from reports.load.approval import unapproved
from reports.load.conflict_copies import conflict_copy
from reports.load.definition_files import FORMATS, ChartFile, ReportFile
from reports.load.file_names import reserved
from reports.load.folder_access import unreachable
from reports.load.picture_folder import PictureFolder
from reports.load.project_folders import followed
from reports.load.theme_file import default_theme, load_theme
from reports.load.time_stamp import stamp
from reports.load.translations.language_editions import Translation, translated, translated_id
from reports.load.validation_messages import explain_all
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route, Tree, read_text, read_tree, require_safe
from reports.theme.definition import Theme
from reports.theme.designer_file import DesignerFile

M = TypeVar("M", bound=Entry)
IGNORED = frozenset({"readme.md"})


class Offered(Protocol):
    """A format that a report may ask for, as far as its templates have to do with it."""

    @property
    def name(self) -> str:
        """Return what report.yaml calls it."""
        ...

    @property
    def slides(self) -> bool:
        """Return whether its files are slides."""
        ...

    @property
    def designer_file(self) -> DesignerFile | None:
        """Return what is known of the file of a designer's own that it follows; None where it follows none."""
        ...


@dataclass(frozen=True, slots=True)
class Template:
    """A section: Markdown with Jinja."""

    path: str
    """As messages name it."""
    text: str


@dataclass(frozen=True)
class Templates:
    """Everything under `templates/`."""

    reports: Mapping[str, tuple[ReportFile, Tree]]
    sections: Mapping[str, Template]
    """By name without ending: 'brief/money', 'shared/differences'."""
    charts: Mapping[str, tuple[ChartFile, Tree]]
    theme: Theme
    broken: frozenset[str] = frozenset()
    """Ids of charts that could not be read; they are problems already and raise no further ones."""
    stamped: datetime | None = None
    """What time stamps inside the files are to say; None for the day that the facts were last added to."""
    folder: str = "templates"
    """As messages name it."""
    slide_formats: frozenset[str] = frozenset()
    """Names of the formats that make a talk of a report."""
    pictures: PictureFolder | None = None
    """Where the pictures lie that sections name; None where there is no folder."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """By id of a report that is another one in one of its other languages."""

    @property
    def originals(self) -> Mapping[str, tuple[ReportFile, Tree]]:
        """Return the reports in the languages of their files, without their translations."""
        return {id: each for id, each in self.reports.items() if id not in self.translations}


def load_templates(folder: Path, shown: str, formats: Sequence[Offered]) -> tuple[Templates, tuple[Problem, ...]]:
    """Return reports, sections, charts and theme below `folder`, as far as they can be read, and every problem.

    Problems: bad keys, unknown languages, sections that are missing or that no report uses, a time stamp that is none.

    Args:
        folder: folder of the templates.
        shown: how messages name the folder.
        formats: those that a report may ask for.
    """
    stamped, problems = stamp(os.environ)
    if closed := unreachable(folder, shown, "name the folder of the templates with --templates"):
        return Templates({}, {}, {}, default_theme()), (*problems, *closed)
    theme = _theme(folder, shown, formats, problems)
    names = tuple(each.name for each in formats)
    reports = dict(_files(folder, shown, "*/report.yaml", ReportFile, names, problems))
    charts = {
        Path(id).name: item for id, item in _files(folder, shown, "charts/[!.]*.yaml", ChartFile, names, problems)
    }
    lost: set[str] = set()
    sections = dict(_sections(folder, shown, problems, lost))
    if not reports and not problems:
        problems.append(Problem(Place(shown), "holds no report", "add a folder with a report.yaml"))
    broken = any(Path(problem.where.path).name == "report.yaml" for problem in problems)
    problems += _twice(reports)
    problems += _languages(reports)
    spoken = translated(reports, sections.keys(), lost)
    problems += spoken.problems
    problems += _missing(
        spoken.reports, {} if broken else sections, lost | _untold(spoken.translations, spoken.reports)
    )
    reports = dict(spoken.reports)
    for faults in (_digits(reports), _file_names(reports), _chart_names(charts), unapproved(reports)):
        problems += faults
    unread = frozenset(path.stem for path in folder.glob("charts/[!.]*.yaml")) - charts.keys()
    talks = frozenset(each.name for each in formats if each.slides)
    pictures = PictureFolder(folder, shown)
    read = Templates(reports, sections, charts, theme, unread, stamped, shown, talks, pictures, spoken.translations)
    return read, tuple(problems)


def _untold(translations: Mapping[str, Translation], reports: Mapping[str, tuple[ReportFile, Tree]]) -> set[str]:
    """Return the sections of the translations, of which it is told elsewhere that one is missing."""
    return {section_name(id, name) for id in translations for _, name in _named(reports[id][0])}


def _theme(folder: Path, shown: str, formats: Sequence[Offered], problems: list[Problem]) -> Theme:
    files = {each.name: each.designer_file for each in formats if each.designer_file}
    try:
        return load_theme(folder / "theme" if (folder / "theme").is_dir() else None, f"{shown}/theme", files)
    except InputError as failure:
        problems.extend(failure.problems)
        return default_theme()


def _files(
    folder: Path, shown: str, pattern: str, model: type[M], formats: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[str, tuple[M, Tree]]]:
    for path in sorted(folder.glob(pattern)):
        inside = path.relative_to(folder)
        id = str(inside.parent) if path.name == "report.yaml" else inside.stem
        if not _inside(path, folder):
            problems.append(
                Problem(Place(f"{shown}/{inside.as_posix()}"), "leads out of the templates", "copy the file here")
            )
            continue
        if copy := conflict_copy(path, f"{shown}/{inside.as_posix()}"):
            problems.append(copy)
            continue
        try:
            tree = read_tree(path, f"{shown}/{inside.as_posix()}")
            yield id, (model.model_validate(tree.value, context={FORMATS: formats}), tree)
        except InputError as failure:
            problems.extend(failure.problems)
        except ValidationError as failure:
            name = f"{'report' if model is ReportFile else 'chart'} {id!r}"
            problems.extend(explain_all(failure, tree, (), name, model))


def _inside(path: Path, folder: Path) -> bool:
    """Return whether `path` lies in `folder`, also when links are followed; a link that leads to itself does not."""
    target = followed(path)
    return target.is_relative_to(followed(folder)) and not target.is_symlink()


def _sections(folder: Path, shown: str, problems: list[Problem], lost: set[str]) -> Iterator[tuple[str, Template]]:
    """Yield the sections; the names of those that cannot be read go to `lost`: they are problems already."""
    for path in sorted(folder.glob("**/[!.]*.md")):  # a hidden one is an editor's own, such as a lock
        inside = path.relative_to(folder)
        if path.name.lower() in IGNORED or inside.parts[0] == "theme":
            continue
        if not _inside(path, folder):
            problems.append(Problem(Place(f"{shown}/{inside}"), "leads out of the templates", "copy the file here"))
            lost.add(inside.with_suffix("").as_posix())
            continue
        if copy := conflict_copy(path, f"{shown}/{inside.as_posix()}"):
            problems.append(copy)
            continue
        try:
            text = read_text(path, f"{shown}/{inside.as_posix()}")
            require_safe(text, f"{shown}/{inside.as_posix()}")
        except InputError as failure:
            problems.extend(failure.problems)
            lost.add(inside.with_suffix("").as_posix())
            continue
        yield inside.with_suffix("").as_posix(), Template(f"{shown}/{inside.as_posix()}", text)


def _chart_names(charts: Mapping[str, tuple[ChartFile, Tree]]) -> Iterator[Problem]:
    """Yield a problem for each chart whose pictures could not be saved everywhere."""
    for id, (_, tree) in charts.items():
        if what := reserved(id):
            yield Problem(tree.place(()), what, "give the file of the chart another name")


def _file_names(reports: Mapping[str, tuple[ReportFile, Tree]]) -> Iterator[Problem]:
    """Yield a problem for each report whose files could not be saved everywhere."""
    for id, (file, tree) in reports.items():
        route: Route = ("output",) if file.output else ()
        name = file.output or id
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            what = f"the folder {name!r} gives its name to files, but is no id"
            yield Problem(tree.place(route), what, "use small letters, digits and single hyphens, or add 'output:'")
        if what := reserved(name):
            yield Problem(tree.place(route), what, "choose another name for the folder, or add 'output:'")


def _languages(reports: Mapping[str, tuple[ReportFile, Tree]]) -> Iterator[Problem]:
    for file, tree in reports.values():
        if code_of(file.language) not in languages():
            what = f"the language {file.language!r} is not known"
            cure = f"use one of {', '.join(languages())}, or add a folder and a row below reports/languages"
            yield Problem(tree.place(("language",)), what, cure)
        else:
            yield from lacking(code_of(file.language))


def _digits(reports: Mapping[str, tuple[ReportFile, Tree]]) -> Iterator[Problem]:
    """Yield a problem for each report, in whichever language, whose figures are to be in digits that its language lacks."""
    told: set[Place] = set()
    for file, tree in reports.values():
        place = tree.place(("digits",))
        spoken = code_of(file.language) in languages()
        if spoken and place not in told and system_named(file.digits, file.language) is None:
            told.add(place)
            yield Problem(place, *_strange_digits(file.digits, file.language))


def _strange_digits(name: str, tag: str) -> tuple[str, str]:
    """Return what is wrong with digits `name` of the language `tag`, and what to do."""
    *own, plain = systems_of(tag)
    if not own:
        return f"{called(tag)} has no digits of its own", "delete the line; its figures are in Western digits"
    what = "are digits of no language" if name not in SYSTEMS else f"are no digits of {called(tag)}"
    return f"{name!r} {what}", f"write {NATIVE}, {', '.join(own)} or {plain}, or delete the line for Western digits"


def section_name(report: str, name: str) -> str:
    """Return the key in `Templates.sections` of the section `name` of `report`; a name with a folder stands for itself."""
    return name if "/" in name else f"{report}/{name}"


def _named(file: ReportFile) -> Iterator[tuple[Route, str]]:
    """Yield the sections that a report and its editions name, each with its place in the file."""
    yield from ((("sections", n), name) for n, name in enumerate(file.sections))
    for edition, each in file.editions.items():
        yield from ((("editions", edition, "sections", n), name) for n, name in enumerate(each.sections))


def _twice(reports: Mapping[str, tuple[ReportFile, Tree]]) -> Iterator[Problem]:
    """Yield a problem for each section that a list of sections names again; it would be printed twice."""
    for id, (file, tree) in reports.items():
        seen: set[tuple[Route, str]] = set()
        for route, name in _named(file):
            listed = (route[:-1], section_name(id, name))
            if listed in seen:
                yield Problem(tree.place(route), f"the section {name!r} is listed twice", "delete one of the two lines")
            seen.add(listed)


def _missing(
    reports: Mapping[str, tuple[ReportFile, Tree]], sections: Mapping[str, Template], lost: Set[str]
) -> Iterator[Problem]:
    """Yield a problem for each section that is not there, unless it is `lost`, or that no report prints."""
    used = set()
    for id, (file, tree) in reports.items():
        for route, name in _named(file):
            key = section_name(id, name)
            used.add(key)
            if sections and key not in sections and key not in lost:
                what = f"the section {name!r} does not exist{nearest(key, sections)}"
                yield Problem(tree.place(route), what, f"add {key}.md or correct the name")
    refused = (
        {
            translated_id(id, code)
            for id, (file, _) in reports.items()
            for tag in file.languages
            for code in (tag, code_of(tag))
        }
        - reports.keys()
    )  # languages that the program does not speak: told already, and no reason to delete what is in them
    for key, template in sections.items():
        if key not in used and key.partition("/")[0] not in refused:
            yield Problem(Place(template.path, 1, 1), "is used by no report", "list it in a report.yaml or delete it")
