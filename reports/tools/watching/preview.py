"""Facts and templates → previews of every report, in one go and without a file written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.document import Document
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.file_writing import EVIDENCE, write_evidence
from reports.pipeline.project_folders import Folders
from reports.tools.watching.paper_preview import paper
from reports.tools.watching.preview_state import PREVIEW, File, Part, digest
from reports.tools.watching.preview_style import colours_css, theme_files
from reports.tools.watching.slide_preview import slides

HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"
ON_PAPER = ("docx", "pdf")


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
    return Preview(composed, tuple(parts), files)


def _shown(composed: Composed) -> Iterator[tuple[str, str, File]]:
    """Yield name, title and content of each preview: those of the reports in their order, the evidence page last."""
    theme = composed.templates.theme
    for document in composed.documents:
        if printed := _names(document, ON_PAPER):
            title = (
                f"content of {printed}" if ".docx" in printed else printed
            )  # it looks as the PDF does, not as in Word
            yield document.info.id, title, File(HTML, paper(document, theme), PREVIEW)
        if talked := _names(document, ("pptx",)):
            deck = composed.decks[document.info.id]
            yield f"{document.info.id}.slides", talked, File(HTML, slides(deck, theme), PREVIEW)
    yield "evidence.page", EVIDENCE, File(HTML, write_evidence(composed), "")


def _names(document: Document, kinds: tuple[str, ...]) -> str:
    """Return the names of the files of `document` in these formats."""
    return ", ".join(f"{document.info.name}.{kind}" for kind in document.info.formats if kind in kinds)
