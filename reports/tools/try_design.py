"""`invoke try-design FILE`: what would be made of a designer's file, before it is put into the folder of the theme.

The reports of the project are made in it and shown as pictures; nothing else of the project is touched.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from reports.document import Document
from reports.errors import InputError, Place, Problem
from reports.formats.format import Format
from reports.formats.registry import FORMATS
from reports.load.designer_package import broken, cure_of
from reports.load.project_folders import Folders
from reports.pipeline.composition import compose as composed
from reports.pipeline.composition import load
from reports.pipeline.libreoffice import OfficeError, convert, find_office
from reports.pipeline.output_access import require_writable
from reports.pipeline.output_store import held, place
from reports.theme.definition import Theme

FOLDER = "try-design"
WIDTH = 900
"""Pixels of a page in the picture."""
STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;color:#14213d}img{width:100%;border:1px solid #c5cbd3;"
    "margin:0 0 1rem}pre{background:#f4efe6;padding:1rem;white-space:pre-wrap}"
)


def try_design(where: Folders, file: Path, say: Callable[[str], None] = lambda line: None) -> tuple[Path, ...]:
    """Say what would be made of `file`, write the reports in it and their pictures, and return what was written.

    Raises:
        InputError: the file cannot be read, with the one thing to do about it; or the project cannot.
    """
    format = _format_of(file)
    assert format.designer_file is not None
    if why := broken(file, format.designer_file.parts):
        raise InputError([Problem(Place(str(file)), why, cure_of(why, format.designer_file.program, file.name))])
    folder = where.output / FOLDER
    require_writable(folder, where.shown(folder))
    draft, _ = composed(load(where))
    theme = _dressed(draft.templates.theme, format, file)
    lines = list(_described(format, theme))
    for line in lines:
        say(line)
    files: dict[str, bytes] = {}
    for document in (each for each in draft.documents if format.name in each.info.formats):
        files |= _report(document, theme, format, file.stem, say)
    pictures = _pictures(files, say)
    files[f"{file.stem}.html"] = _page(file.name, lines, pictures)
    with held(folder, where.shown(folder)):
        place(folder, files)
    return tuple(folder / name for name in files)


def _format_of(file: Path) -> Format:
    """Return the format whose reports follow files such as this one."""
    for each in FORMATS.values():
        names = each.designer_file.names if each.designer_file else ()
        if file.suffix.casefold() in {Path(name).suffix for name in names}:
            return each
    endings = [
        Path(name).suffix for each in FORMATS.values() if each.designer_file for name in each.designer_file.names
    ]
    raise InputError(
        [Problem(Place(str(file)), "is no design that reports can follow", f"use one of {', '.join(endings)}")]
    )


def _dressed(theme: Theme, format: Format, file: Path) -> Theme:
    data, shown = file.read_bytes(), str(file)
    return replace(theme, base={**theme.base, format.name: data}, base_names={**theme.base_names, format.name: shown})


def _described(format: Format, theme: Theme) -> Iterator[str]:
    if format.name == "pptx":
        from reports.formats.pptx.design.design_report import described

        yield from described(theme)
    else:
        from reports.formats.docx.designer.design_report import described as in_word

        yield from in_word(theme)


def _report(
    document: Document, theme: Theme, format: Format, stem: str, say: Callable[[str], None]
) -> dict[str, bytes]:
    """Return a report in the design, by the name of its file; none where something does not fit, which is said."""
    name = f"{stem}-{document.info.id}.{format.name}"
    try:
        if format.plan is None:
            return {name: format.write(document, theme)}
        planned = format.plan.plan(document, theme)
        for warning in planned.warnings:
            say(f"warning: {warning}")
        return {name: format.plan.write(planned, theme)}
    except InputError as failure:
        for line in str(failure).splitlines():
            say(f"does not fit: {line}")
        return {}


def _pictures(files: dict[str, bytes], say: Callable[[str], None]) -> list[bytes]:
    """Return the pages of reports as PNG; none where nothing fits, and none without LibreOffice, which is said."""
    if not files:
        return []
    if find_office() is None:
        say("no pictures: LibreOffice is not on this machine")
        return []
    import pypdfium2

    found = []
    try:
        for data in convert(files, "pdf", purpose="the page of pictures").values():
            for page in pypdfium2.PdfDocument(data):
                target = io.BytesIO()
                page.render(scale=WIDTH / page.get_width()).to_pil().save(target, "PNG")
                found.append(target.getvalue())
    except OfficeError as failure:
        say(f"no pictures: {failure}")
    return found


def _page(name: str, lines: list[str], pictures: list[bytes]) -> bytes:
    shown = "".join(
        f'<img alt="Page {number}" src="data:image/png;base64,{base64.b64encode(data).decode()}">'
        for number, data in enumerate(pictures, 1)
    )
    said = escape("\n".join(lines))
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(name)}</title><style>{STYLE}</style>'
        f"</head><body><h1>{escape(name)}</h1><pre>{said}</pre>{shown}</body></html>\n"
    ).encode()
