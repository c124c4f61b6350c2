"""A watch at work on a small project: started on a thread, asked over HTTP, ended by the test."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from reports.load.project_folders import Folders, folders
from reports.tools.curating.starter_files import starter_files
from reports.tools.watching.watch import Wish, watch

PATIENCE = 30.0
"""Seconds after which something that should happen has failed; nothing is measured by it."""


def laid_out(root: Path) -> Folders:
    """Return the small project that comes with the program, laid out in `root`.

    The statement of its first fact leaves the figure out, so that a save can change the value alone.
    """
    for name, data in starter_files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.replace(b"More than 12,000 visits were", b"Visits were"))
    return folders(root)


def changed(path: Path, old: str, new: str) -> None:
    """Save a file with `new` in the place of the first `old`."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@dataclass
class Watched:
    """A watch that runs, and what it said."""

    where: Folders
    said: list[str] = field(default_factory=list)
    stop: Event = field(default_factory=Event)
    """Ends it."""

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return self.said[0].split()[2]

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        """Return status, headers and content of an answer."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def state(self) -> dict[str, object]:
        """Return what a page that opens now is told."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            connection.request("GET", "/events")
            answer = connection.getresponse()
            while not (line := answer.readline()).startswith(b"data: "):
                assert line, "the events ended"
            found = json.loads(line.removeprefix(b"data: "))
            assert isinstance(found, dict)
            return found
        finally:
            connection.close()

    def until(self, holds: Callable[[dict[str, object]], object]) -> dict[str, object]:
        """Return the first state that `holds`."""
        return wait(self.state, holds)


def wait(ask: Callable[[], dict[str, object]], holds: Callable[[dict[str, object]], object]) -> dict[str, object]:
    """Ask until the answer `holds`, and return it."""
    end = time.monotonic() + PATIENCE
    while not holds(found := ask()):
        assert time.monotonic() < end, found
        time.sleep(0.05)
    return found


@contextmanager
def watching(root: Path, *, build: bool = False) -> Iterator[Watched]:
    """Yield a watch over the small project in `root`; it has ended afterwards, whatever happens."""
    where = folders(root) if (root / "facts").exists() else laid_out(root)
    found = Watched(where)
    thread = Thread(target=watch, args=(where, Wish(0, browser=False, build=build), found.said.append, found.stop))
    thread.start()
    try:
        end = time.monotonic() + PATIENCE
        while not found.said:
            assert thread.is_alive()
            assert time.monotonic() < end
            time.sleep(0.01)
        found.until(lambda state: state["number"] != 0)
        yield found
    finally:
        found.stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()
