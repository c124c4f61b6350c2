"""A real Chromium without a window: started, watched and ended by the tests; nothing it asks for may leave the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e '.[dev]'")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Root has no sandbox; the rest keeps the browser itself off the network."""
PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
NEEDED = pytest.mark.skipif(not PROGRAM, reason="Chromium is not installed: apt-get install chromium")


@dataclass
class Watched:
    """A page with all that it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    """Errors and warnings of the console, and uncaught errors."""
    asked: list[str] = field(default_factory=list)
    """Addresses that were asked for."""

    @property
    def left(self) -> list[str]:
        """Return the requests that left the page: neither our file nor data inside it."""
        return [url for url in self.asked if not url.startswith(("file:", "data:"))]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser with an empty profile of its own; it is ended whatever happens."""
    with sync_api.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=PROGRAM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser, address: str, width: int = 1248, height: int = 900, *, phone: bool = False, script: bool = True
) -> Iterator[Watched]:
    """Yield the page at `address` in a fresh profile; a phone has a touch screen of 390 × 844."""
    size: ViewportSize = {"width": 390, "height": 844} if phone else {"width": width, "height": height}
    context = browser.new_context(viewport=size, has_touch=phone, is_mobile=phone, java_script_enabled=script)
    try:
        watched = Watched(context.new_page())
        watched.page.on("console", lambda m: watched.said.append(m.text) if m.type in ("error", "warning") else None)
        watched.page.on("pageerror", lambda error: watched.said.append(str(error)))
        watched.page.on("request", lambda request: watched.asked.append(request.url))
        watched.page.goto(address)
        yield watched
    finally:
        context.close()


def descendants(root: int) -> set[int]:
    """Return the processes below `root` (Linux: /proc/*/stat, field 4 is the parent)."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = entry.read_text()
        except OSError:
            continue
        state, parent = text.rpartition(")")[2].split()[:2]
        if state != "Z":
            parents[int(entry.parent.name)] = int(parent)
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root, os.getpid()}
