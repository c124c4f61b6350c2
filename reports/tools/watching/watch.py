"""`invoke watch`: previews in the browser, made anew at every save, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from reports.errors import ReportError
from reports.load.project_folders import Folders
from reports.pipeline.composition import notes_of
from reports.pipeline.worker_process import save_time
from reports.tools.watching.earlier_preview import NOTHING, Earlier
from reports.tools.watching.file_saves import saves, seen
from reports.tools.watching.finished_files import Building, Checking, Follower
from reports.tools.watching.preview import preview
from reports.tools.watching.preview_server import Server, listening
from reports.tools.watching.preview_state import Board, Finished, problems_of
from reports.tools.watching.problem_excerpt import excerpts, unexpected

Say = Callable[[str], None]
FIRST_PORT = 8760
MOST_NAMED = 3
"""Saved files that a line names."""
MOST_NOTED = 5
"""Notes that a save tells in the terminal."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of the watch."""

    port: int | None = None
    """None for the first that is free from `FIRST_PORT`."""
    browser: bool = True
    """Whether to open the page, where there is a browser to open it in."""
    build: bool = False
    """Whether to build into the output folder after each save."""


def watch(where: Folders, wish: Wish, say: Say, stop: Event | None = None) -> None:
    """Show previews of the reports in the browser until Ctrl-C, or until `stop` is set.

    Args:
        where: the folders.
        wish: what was asked for.
        say: takes one line a save.
        stop: ends the watch.

    Raises:
        FlagError: the port cannot be had.
    """
    save_time()
    stop = stop or Event()
    board = Board()
    follower = Follower(board, Building(where) if wish.build else Checking(where))
    with listening(board, wish.port, FIRST_PORT) as server:
        threads = [Thread(target=each, daemon=True) for each in (server.serve_forever, follower.run)]
        for thread in threads:
            thread.start()
        try:
            _greet(server, where, wish, say)
            _watch(where, board, follower, say, stop)
        except KeyboardInterrupt:
            pass
        finally:
            board.close()
            follower.end()
            server.shutdown()
            threads[1].join()
    say("the watch has ended" + ("" if wish.build else f"; {where.shown(where.output)} was not touched"))


def _greet(server: Server, where: Folders, wish: Wish, say: Say) -> None:
    into = where.shown(where.output)
    kept = f"each save is built into {into}" if wish.build else f"{into} is not touched: build when you are done"
    say(f"preview at {server.address} ({kept}); Ctrl-C ends it")
    if wish.browser and has_browser():
        import webbrowser

        webbrowser.open(server.address)


def has_browser() -> bool:
    """Return whether this machine shows windows; a browser in the terminal would take it away from the messages."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _watch(where: Folders, board: Board, follower: Follower, say: Say, stop: Event) -> None:
    folders = (where.facts, where.templates)
    before = seen(folders)  # what is saved while the first preview is being made counts as well
    left = show(where, board, follower, say, ())
    for changed in saves(folders, stop, before):
        left = show(where, board, follower, say, changed, left)


def show(
    where: Folders, board: Board, follower: Follower, say: Say, changed: Iterable[str], earlier: Earlier = NOTHING
) -> Earlier:
    """Make the previews anew and put them, or the problems, on the board; return what the next one need not make again."""
    begun = time.perf_counter()
    named = _named(where, tuple(changed))
    try:
        made = preview(where, earlier)
    except ReportError as failure:
        found = excerpts(problems_of(failure), where.root, (where.facts, where.templates))
    except Exception as failure:  # a defect of ours must not end the watch: the next save may go round it
        found = (unexpected(failure),)
    else:
        seconds = time.perf_counter() - begun
        said = f"{named}shown in {seconds:.2f} s"
        number = board.state.round + 1
        noted, before = notes_of(made.composed), board.state.notes
        board.change(
            said=said, round=number, parts=made.parts, files=made.files, problems=(), notes=noted, finished=Finished()
        )
        follower.want(made.composed)
        for note in _new(noted, before):
            say(note)
        say(said)
        return made.left
    follower.want(None)
    board.change(said=f"{named}not shown", problems=found, finished=Finished())
    for each in found:
        say(": ".join(filter(None, (each.where, "; ".join(filter(None, (each.what, each.cure)))))))
    say(f"{named}{len(found)} problem{'s' * (len(found) != 1)}; the page keeps what it showed")
    return earlier


def _new(noted: tuple[str, ...], before: tuple[str, ...]) -> Iterator[str]:
    """Yield a line for each of the first notes that were not there at the save before."""
    new = [each for each in noted if each not in before]
    yield from (f"note: {each}" for each in new[:MOST_NOTED])
    if len(new) > MOST_NOTED:
        yield f"note: {len(new) - MOST_NOTED} more; the page shows all {len(noted)}"


def _named(where: Folders, changed: tuple[str, ...]) -> str:
    """Return what was saved, for the beginning of a line."""
    if not changed:
        return ""
    names = [where.shown(Path(path)) for path in changed[:MOST_NAMED]]
    more = len(changed) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "") + " changed: "
