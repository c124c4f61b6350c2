"""The slower documents: Word, PowerPoint and PDF files, each made and audited behind the preview, by a worker."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from threading import Condition
from typing import Protocol

from reports.errors import Problem, ReportError
from reports.formats.format import Preview
from reports.formats.registry import SLOWEST_FIRST
from reports.load.project_folders import Folders
from reports.pipeline.build import build
from reports.pipeline.build_results import BuildResult
from reports.pipeline.composition import Composed
from reports.pipeline.file_writing import Part as FilePart
from reports.pipeline.file_writing import load_libraries, parts_of, write_file
from reports.pipeline.workers import Workers, one_beside
from reports.tools.watching.preview_state import PREVIEW, Board, File, Finished, Part, Phase, State, digest, problems_of
from reports.tools.watching.problem_excerpt import excerpts, unexpected

SHARPNESS = 1.5
"""Pixels a point of the pictures of pages."""
QUIET_SECONDS = 0.4
"""How long nothing newer may be asked for: the page is drawn meanwhile, and needs the processor more."""
MOST_PAGES = 40
"""Pages of a PDF that are shown as pictures."""
Picture = tuple[int, int, bytes]
"""Width, height, PNG."""


class Finish(Protocol):
    """What makes the finished files of a preview."""

    def __call__(self, composed: Composed, workers: Workers, stale: Callable[[], bool]) -> State | None:
        """Return a state with `finished`, `pages` and `pictures` set; None where the preview went stale on the way."""
        ...


class Follower:
    """Finishes the files of the newest preview, one preview at a time, on a thread of its own."""

    def __init__(self, board: Board, finish: Finish) -> None:
        """Take what tells the page, and what makes the files."""
        self._board, self._finish = board, finish
        self._news = Condition()
        self._wanted: Composed | None = None
        self._ended = False

    def want(self, composed: Composed | None) -> None:
        """Ask for the files of `composed`, and forget what was asked for before; None asks for nothing."""
        with self._news:
            self._wanted = composed
            self._news.notify_all()

    def end(self) -> None:
        """Ask `run` to return when the file under way is made."""
        with self._news:
            self._ended, self._wanted = True, None
            self._news.notify_all()

    def run(self) -> None:
        """Finish files until the end; the worker ends with it."""
        with one_beside() as workers:
            workers.submit(load_libraries, SLOWEST_FIRST[0].name)
            while (composed := self._next()) is not None:
                if not self._stale():
                    self._one(composed, workers)

    def _next(self) -> Composed | None:
        with self._news:
            self._news.wait_for(lambda: self._wanted is not None or self._ended)
            while self._news.wait(QUIET_SECONDS) and not self._ended:
                pass  # something newer is wanted
            composed, self._wanted = self._wanted, None
            return composed

    def _stale(self) -> bool:
        """Return whether something newer was asked for, or problems stand in the way."""
        return self._wanted is not None or self._ended or bool(self._board.state.problems)

    def _one(self, composed: Composed, workers: Workers) -> None:
        self._board.change(finished=Finished("making"))
        try:
            done = self._finish(composed, workers, self._stale)
        except Exception as failure:  # a defect of ours must not end the watch: the next save may go round it
            done = State(finished=Finished("wrong", "", (unexpected(failure),)))
        if done is None or self._stale():
            self._board.change(finished=Finished())
        else:
            result = done
            self._board.update(lambda now: _with(now, result))


def _with(now: State, done: State) -> State:
    """Return the state with what became of the files; pages stay where no new ones could be made."""
    if not done.pages:
        return replace(now, finished=done.finished)
    return replace(now, finished=done.finished, pages=done.pages, pictures=done.pictures)


@dataclass(frozen=True, slots=True)
class Checking:
    """Makes and audits every file as a build would, and puts none in place."""

    where: Folders

    def __call__(self, composed: Composed, workers: Workers, stale: Callable[[], bool]) -> State | None:
        """Return what became of the files; None where the preview went stale on the way."""
        parts = parts_of(composed)
        made: dict[str, bytes] = {}
        skipped: list[str] = []
        found: list[Problem | str] = []
        for part in sorted(parts, key=lambda part: not _has_pages(part)):
            if stale():
                return None
            try:
                outcome = workers.submit(write_file, part).result()
            except ReportError as failure:
                found += problems_of(failure)
                continue
            found += outcome.problems
            skipped += [f"{skip.name} would be skipped: {skip.reason}" for skip in outcome.skipped]
            if outcome.file:
                made[part.name] = outcome.file.data
        ready = [part.name for part in parts if part.name in made]
        pdfs = {part.name: made[part.name] for part in parts if part.name in made and _has_pages(part)}
        said = "; ".join([*([f"{', '.join(ready)}: made and audited, not written"] if ready else []), *skipped])
        return _result(self.where, found, said, bool(skipped), pdfs, workers)


def _has_pages(part: FilePart) -> bool:
    """Return whether the pages of a finished file are shown."""
    return part.format.preview is Preview.PAPER


@dataclass(frozen=True, slots=True)
class Building:
    """Builds into the output folder, exactly as `invoke build-reports` does."""

    where: Folders

    def __call__(self, composed: Composed, workers: Workers, stale: Callable[[], bool]) -> State | None:
        """Return what was written; None where the preview went stale before it began."""
        if stale():
            return None
        try:
            built = build(self.where, workers=workers)
        except ReportError as failure:
            return _result(self.where, list(problems_of(failure)), "", False, {}, workers)
        pdfs = {path.name: path.read_bytes() for path in built.written if path.suffix == ".pdf"}
        return _result(self.where, [], _told(built, self.where), bool(built.skipped), pdfs, workers)


def _told(built: BuildResult, where: Folders) -> str:
    names = ", ".join(path.name for path in built.written)
    lines = [f"written into {where.shown(where.output)}: {names}"] if names else []
    lines += [f"skipped {skip.name}: {skip.reason}" for skip in built.skipped]
    return "; ".join([*lines, *built.notes])


def _result(
    where: Folders, found: list[Problem | str], said: str, skipped: bool, pdfs: Mapping[str, bytes], workers: Workers
) -> State:
    problems = excerpts(found, where.root, (where.facts, where.templates))
    phase: Phase = "wrong" if problems else "skipped" if skipped else "made"
    parts, files = [], {}
    for name, data in pdfs.items():
        part, more = _pages(name, data, workers.submit(pictures, data).result())
        parts.append(part)
        files.update(more)
    return State(finished=Finished(phase, said, problems), pages=tuple(parts), pictures=files)


# ── Pages as pictures ────────────────────────────────────────────────────────────────────────────


def pictures(data: bytes) -> tuple[Picture, ...]:
    """Return the pages of a PDF as pictures, `MOST_PAGES` at most."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        found = []
        for number in range(min(len(pdf), MOST_PAGES)):
            page = pdf[number]
            image = page.render(scale=SHARPNESS).to_pil()
            page.close()
            buffer = io.BytesIO()
            image.save(buffer, "PNG", compress_level=3)
            found.append((image.width, image.height, buffer.getvalue()))
        return tuple(found)
    finally:
        pdf.close()


def _pages(name: str, data: bytes, pages: tuple[Picture, ...]) -> tuple[Part, dict[str, File]]:
    """Return the preview of the finished pages of a PDF, and its files."""
    path = f"/pages/{digest(name.encode())}"
    files: dict[str, File] = {}
    shown = []
    for number, (width, height, png) in enumerate(pages, 1):
        address = f"{path}/{digest(png)}.png"
        files[address] = File("image/png", png)
        alt = f"Page {number} of {len(pages)} of {escape(name)}"
        shown.append(f'<p><img src="{address}" width="{width}" height="{height}" alt="{alt}"></p>')
    head = f'<meta charset="utf-8"><title>{escape(name)}</title><link rel="stylesheet" href="/colours.css">'
    head += '<link rel="stylesheet" href="/slides.css">'
    html = f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body class="pages">{"".join(shown)}</body></html>\n'
    files[path] = File("text/html; charset=utf-8", html.encode(), PREVIEW)
    return Part(path, f"{name}, pages", digest(html.encode())), files
