"""Facts and templates → previews of every report, in one go and without a file written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from reports.audit import literals
from reports.document import Document
from reports.formats import pptx
from reports.formats.evidence.fact_uses import used_in
from reports.formats.format import Preview as Shown
from reports.formats.format import ProjectFormat
from reports.formats.registry import PROJECT_FORMATS, formats_of
from reports.load.project_folders import Folders
from reports.pipeline.composition import Composed
from reports.pipeline.file_writing import of_project
from reports.tools.watching.earlier_preview import NOTHING, Earlier, Made, composed_again
from reports.tools.watching.paper_preview import paper
from reports.tools.watching.preview_state import PREVIEW, File, Part, digest
from reports.tools.watching.preview_style import colours_css, theme_files
from reports.tools.watching.slide_preview import slides

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
CSS = "text/css; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything the browser shows of one state of the input."""

    composed: Composed
    parts: tuple[Part, ...]
    files: Mapping[str, File]
    """By address."""
    left: Earlier
    """What the next preview need not make again."""


def preview(where: Folders, earlier: Earlier = NOTHING) -> Preview:
    """Load, compose and audit everything and return what the browser shows of it.

    Args:
        where: the folders.
        earlier: what the last preview left.

    Raises:
        InputError: with every problem.
        ReportError: as the writers do.
    """
    again = composed_again(where, earlier)
    composed = again.composed
    theme, parts = composed.templates.theme, []
    files = {"/colours.css": File(CSS, colours_css(theme)), **theme_files(theme)}
    made = {
        each.info.id: earlier.made[each.info.id] if each.info.id in again.same else tuple(_shown(each, composed))
        for each in composed.documents
    }
    for name, title, file in chain(*made.values()):
        path = f"/part/{name}"
        parts.append(Part(path, title, digest(file.data), live=bool(file.policy)))
        files[path] = file
    for each in PROJECT_FORMATS.values():
        path = f"/part/{each.file.partition('.')[0]}.page" if each.preview else f"/part/{each.file}"
        files[path] = File(HTML if each.preview else TEXT, _when_asked(each, composed), "")
        if each.preview:
            parts.append(Part(path, each.file, _changing(composed), live=False))
    left = Earlier(again.rest, composed.plans, made, again.verdicts, again.facts)
    return Preview(composed, tuple(parts), files, left)


def _shown(document: Document, composed: Composed) -> Iterator[Made]:
    """Yield the previews of a report: as a page, and as slides."""
    theme = composed.templates.theme
    if printed := _names(document, Shown.CONTENT, Shown.PAPER):
        title = f"content of {printed}" if _names(document, Shown.CONTENT) else printed
        yield document.info.id, title, File(HTML, paper(document, theme), PREVIEW)
    if talked := _names(document, Shown.SLIDES):
        deck = pptx.decks(composed.plans)[document.info.id]
        yield f"{document.info.id}.slides", talked, File(HTML, slides(deck, theme), PREVIEW)


def _when_asked(format: ProjectFormat, composed: Composed) -> Callable[[], bytes]:
    """Return what makes a file of the project as a whole, once: many facts take longer than the reports, and few ask for it."""
    return cache(lambda: of_project(composed, formats=(format,))[format.file].data)


def _changing(composed: Composed) -> str:
    """Return a text that changes with whatever files of the project as a whole say, without making them."""
    book, documents = composed.book, composed.documents
    waived = [literals(each, composed.templates) for each in documents]
    translated = [each.labels for each in book.facts.values() if each.labels]
    about = ([each.info for each in documents], used_in(documents), colours_css(composed.templates.theme))
    return digest(repr((book.version, waived, translated, book.actors, about)).encode())


def _names(document: Document, *shown: Shown) -> str:
    """Return the names of the files of `document` in the formats that are shown so."""
    return ", ".join(document.info.file(each.name) for each in formats_of(document) if each.preview in shown)
