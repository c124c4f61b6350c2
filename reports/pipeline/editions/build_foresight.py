"""What only a build or `distribute` would meet, told by `check` as well, with a place: fonts, style sheet, editions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reports.audit.page_rules import on_pages
from reports.errors import InputError, MissingLibraryError, Place, Problem, ReportError
from reports.load.theme_file import DEFAULTS
from reports.notation.yaml_tree import read_tree
from reports.pipeline.editions.edition_foresight import Editions, editions_of, refused_rows
from reports.theme.font_files import FontError, family_files

if TYPE_CHECKING:
    from reports.document import Document
    from reports.domain.fact_book import FactBook
    from reports.load.template_files import Templates
    from reports.pipeline.editions.editions import Edition
    from reports.theme.definition import Theme

STYLE_SHEET = "summary.css"


def refused_look(templates: Templates) -> Iterator[Problem]:
    """Yield fonts that pages cannot have, and what the style sheet of the project prints and fetches."""
    files = [file for file, _ in templates.reports.values()]
    if not any("pdf" in file.formats or file.editions for file in files):
        return
    theme, folder = templates.theme, f"{templates.folder}/theme"
    for key, family in (("text", theme.fonts.text), ("title", theme.fonts.title)):
        if problem := _unusable(theme, family):
            tree = read_tree(Path(theme.folder) / "theme.yaml", f"{folder}/theme.yaml")
            yield Problem(tree.place(("fonts", key)), *problem)
    if css := style_sheet(theme):
        from reports.formats.pdf.house_style import refused  # few projects have one

        yield from refused(css, f"{folder}/{STYLE_SHEET}", theme.folder, (file.language for file in files))


def _unusable(theme: Theme, family: str) -> tuple[str, str] | None:
    """Return why a font cannot be used, and the cure; None where it can."""
    try:
        family_files(family, theme.folder)
    except (FontError, MissingLibraryError) as error:
        what, _, cure = str(error).rpartition("; ")
        return what, cure
    return None


def blamed(problems: Iterable[Problem], templates: Templates) -> tuple[Problem, ...]:
    """Return `problems` with those of pages told of the project's style sheet, where that may change what pages say."""
    css = style_sheet(templates.theme)
    if not css or _is_harmless(css):
        return tuple(problems)
    place = Place(f"{templates.folder}/theme/{STYLE_SHEET}")
    return tuple(
        Problem(place, f"{each.where}: {each.what}", "take the rule out that changes what pages say")
        if each.where.path.endswith(".pdf")
        else each
        for each in problems
    )


def _is_harmless(css: str) -> bool:
    from reports.formats.pdf.house_style import is_harmless  # few projects have a style sheet

    return is_harmless(css)


def style_sheet(theme: Theme) -> str:
    """Return the project's own style sheet; empty where it has none."""
    return theme.css.removeprefix((DEFAULTS / STYLE_SHEET).read_text("utf-8")).removeprefix("\n")


@dataclass(frozen=True)
class Foresight:
    """What has been composed, looked at as a build and `distribute` will."""

    documents: tuple[Document, ...]
    templates: Templates
    book: FactBook
    recipients: Path | None = None
    """List that copies are to be made for, if there is one."""
    shown: str = ""
    """How messages name the list."""

    @cached_property
    def editions(self) -> Editions:
        """Return every edition of every report, as far as it could be composed."""
        return editions_of(self.documents, self.templates, self.book)

    @property
    def paged(self) -> tuple[Document, ...]:
        """Return the reports that become files of pages."""
        return tuple(each for each in self.documents if on_pages(each.info))

    def refused(self, found: Collection[Problem]) -> Iterator[Problem]:
        """Yield what else is wrong, where that is not `found` already."""
        known = {(each.where, each.what) for each in found}
        for problem in self.editions.problems:
            if (problem.where, problem.what.partition("': ")[2]) not in known:
                yield problem
        yield from refused_look(self.templates)
        if self.recipients is not None:
            yield from refused_rows(self.recipients, self.shown, self.editions, self.templates)

    def tried(self) -> Iterator[Problem]:
        """Yield what is wrong with the pages, where the style sheet may change what they say: they are set, and thrown away."""
        if not (css := style_sheet(self.templates.theme)) or _is_harmless(css):
            return
        theme = self.templates.theme
        pages = [(each, partial(_pages, each, theme)) for each in self.paged]
        for document, make in (*pages, *((each.document, partial(_copy, each, theme)) for each in self.editions.all)):
            yield from self._said(document, make)

    def _said(self, document: Document, make: Callable[[], Iterable[Problem]]) -> Iterator[Problem]:
        """Yield what is wrong with the pages that `make` sets of `document`."""
        try:
            yield from blamed(make(), self.templates)
        except MissingLibraryError:
            return  # no pages are made on this machine, and a build says so
        except InputError as failure:
            yield from blamed(failure.problems, self.templates)
        except ReportError as failure:
            what, _, cure = str(failure).removeprefix(f"{document.info.name}.pdf: ").partition("; ")
            yield Problem(Place(f"{self.templates.folder}/theme/{STYLE_SHEET}"), what, cure)


def _pages(document: Document, theme: Theme) -> Iterable[Problem]:
    """Set the pages of a report and return what they say that it does not."""
    from reports.formats.finished_file import made

    return made("pdf", document, theme)[1]


def _copy(edition: Edition, theme: Theme) -> Iterable[Problem]:
    """Set the pages of an edition, ready for copies; raises where they cannot be had, or say what they should not."""
    from reports.pipeline.editions.copy_jobs import specimen

    specimen(edition, theme)
    return ()
