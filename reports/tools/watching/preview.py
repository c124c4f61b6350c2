"""Facts and templates → previews of every report, in one go and without a file written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.document import Document
from reports.formats import pptx
from reports.formats.registry import PROJECT_FORMATS, ProjectFormat, formats_of
from reports.formats.registry import Preview as Shown
from reports.frozen_classes import dataclass
from reports.load.project_folders import Folders
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.file_writing import of_project
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


def preview(where: Folders) -> Preview:
    """Load, compose and audit everything and return what the browser shows of it.

    Raises:
        InputError: with every problem.
        ReportError: as the writers do.
    """
    composed = compose_all(where)
    theme, parts = composed.templates.theme, []
    files = {"/colours.css": File(CSS, colours_css(theme)), **theme_files(theme)}
    for name, title, file in _shown(composed):
        path = f"/part/{name}"
        parts.append(Part(path, title, digest(file.data), live=bool(file.policy)))
        files[path] = file
    files |= {
        f"/part/{name}": File(TEXT, file.data, "") for name, file in of_project(composed, formats=_data()).items()
    }
    return Preview(composed, tuple(parts), files)


def _shown(composed: Composed) -> Iterator[tuple[str, str, File]]:
    """Yield name, title and content of each preview: those of the reports in their order, the evidence page last."""
    theme, decks = composed.templates.theme, pptx.decks(composed.plans)
    for document in composed.documents:
        if printed := _names(document, Shown.CONTENT, Shown.PAPER):
            title = f"content of {printed}" if _names(document, Shown.CONTENT) else printed
            yield document.info.id, title, File(HTML, paper(document, theme), PREVIEW)
        if talked := _names(document, Shown.SLIDES):
            yield f"{document.info.id}.slides", talked, File(HTML, slides(decks[document.info.id], theme), PREVIEW)
    for name, file in of_project(composed, formats=(each for each in PROJECT_FORMATS.values() if each.preview)).items():
        yield f"{name.partition('.')[0]}.page", name, File(HTML, file.data, "")


def _data() -> Iterator[ProjectFormat]:
    """Yield the formats of the project that the evidence page leads to."""
    return (each for each in PROJECT_FORMATS.values() if not each.preview)


def _names(document: Document, *shown: Shown) -> str:
    """Return the names of the files of `document` in the formats that are shown so."""
    return ", ".join(document.info.file(each.name) for each in formats_of(document) if each.preview in shown)
