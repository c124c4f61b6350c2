"""What people changed in the brief and the deck since the last build, as lines to read; on request written back.

Nothing is built. Sentences that stand one-to-one in a template go into that Markdown, changed figures into the fact file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reports.document import Document
from reports.errors import (
    BrokenFileError,
    InputError,
    NewerFileError,
    OtherFormatError,
    Place,
    Problem,
    tell_what_stays,
)
from reports.formats.docx.merge import Edit, base_for
from reports.formats.format import Merge
from reports.formats.registry import DOCX, FORMATS
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.merge.joined import Reviewed
from reports.pipeline.atomic_files import replace_file
from reports.pipeline.composition import compose_all
from reports.pipeline.output_store import sidecar
from reports.tools.reviewing.write_back import WriteBack, write_back


def reviewed(where: Folders) -> tuple[Reviewed, ...]:
    """Return every edit in the files of the output folder.

    Raises:
        InputError: the input is wrong, or a file is none of this program's.
    """
    return tuple(edit for document in compose_all(where).documents for edit in _of(where, document))


def _of(where: Folders, document: Document) -> Iterator[Reviewed]:
    for format in FORMATS.values():
        name = document.info.file(format.name)
        path = where.output / name
        if format.merge and format.name in document.info.formats and path.is_file():
            try:
                yield from _edits(format.merge, name, path, where.output / sidecar(name))
            except BrokenFileError as failure:
                what = f"cannot be compared ({failure})"
                cure = (
                    failure.cure
                    if isinstance(failure, NewerFileError | OtherFormatError)
                    else "build it anew with --force"
                )
                raise InputError([Problem(Place(where.shown(path)), what, cure)]) from None


def _edits(merge: Merge, name: str, path: Path, beside: Path) -> Iterator[Reviewed]:
    for edit in merge.reviewed(path.read_bytes(), beside.read_bytes() if beside.is_file() else None):
        yield replace(edit, head=f"{name}, {edit.head}")


def written_back(where: Folders) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write edits of the brief into templates and facts; return the files written, and the edits left with the reason.

    Raises:
        InputError: the input is wrong, or a file changed meanwhile.
    """
    files: list[str] = []
    left: list[str] = []
    try:
        for document in compose_all(where).documents:
            left += _document_back(where, document, files)
    except BaseException as failure:
        if files:
            tell_what_stays(failure, f"{', '.join(files)} had been written by then")
        raise
    return tuple(files), tuple(left)


def _document_back(where: Folders, document: Document, files: list[str]) -> list[str]:
    """Write the edits of one brief back; add the files to `files` as they are written, and return the edits left."""
    path = where.output / document.info.file(DOCX.name)
    if DOCX.name not in document.info.formats or not path.is_file():
        return []
    texts, paths = _texts(where)
    found = _back(where, document, path.read_bytes(), texts)
    for name, text in sorted(found.texts.items()):
        if text != texts[name]:
            replace_file(paths[name], text.encode(), texts[name].encode(), name)
            files.append(name)
    return [f"{each.edit.kind}, {each.edit.place}: {_words(each.edit)} ({each.reason})" for each in found.left]


def _back(where: Folders, document: Document, mine: bytes, texts: dict[str, str]) -> WriteBack:
    beside = where.output / sidecar(document.info.file(DOCX.name))
    base = base_for(mine, beside.read_bytes() if beside.is_file() else None)
    book, _ = load_facts(where.facts, where.shown(where.facts))
    records = tuple(replace(record, where=document.info.shown(record.where)) for record in base.records)
    return write_back(mine, replace(base, records=records), texts, book, language=document.info.language)


def _texts(where: Folders) -> tuple[dict[str, str], dict[str, Path]]:
    """Return templates and fact files as text, and where each lies, by the path that messages name."""
    found = [*sorted(where.templates.glob("**/*.md")), *sorted(where.facts.glob("*.y*ml"))]
    paths = {
        f"{where.shown(folder)}/{path.relative_to(folder).as_posix()}": path
        for folder in (where.templates, where.facts)
        for path in found
        if path.is_relative_to(folder)
    }
    return {name: path.read_text("utf-8") for name, path in paths.items()}, paths


def _words(edit: Edit) -> str:
    return f"“{edit.before or '…'}” → “{edit.after or '…'}”"
