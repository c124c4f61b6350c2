"""How long it takes from a saved fact to the page of `invoke watch`, in a real Chromium, with the project's own facts.

Run it with `python -m tests.bench.saves [COUNT [FACTS]]`: so many saves, and so many more facts in the file that is saved.
Exit code 1 where the median misses the goal.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.grown import FACT
from tests.bench.measure import ROOT
from tests.bench.rounds import prepare
from tests.browsing import chromium, opened

if TYPE_CHECKING:
    from playwright.sync_api import Page

GOAL = 1.0
"""Seconds from a save to the page."""
PATIENCE_MS = 30_000
QUIET = "#files:not(:empty):not(:has-text('being made'))"
"""What the page shows when the files behind the preview are done."""


def main(arguments: list[str]) -> int:
    """Measure, print, and return the exit code."""
    count, more = (int(each) for each in (*arguments, *("10", "0")[len(arguments) :]))
    with TemporaryDirectory() as folder:
        stage = prepare(Path(folder))
        path = stage.facts / "facts.yaml"
        texts = [
            text + _more(more) for text in (stage.changed["a fact of every report changed"], path.read_text("utf-8"))
        ]
        path.write_text(texts[1], encoding="utf-8")
        with _watch(stage.facts) as address, chromium() as browser, opened(browser, address) as watched:
            watched.page.wait_for_selector(QUIET, timeout=PATIENCE_MS)
            times = [_save(watched.page, path, texts[n % 2]) for n in range(count)]
    met = median(times) <= GOAL
    sys.stdout.write(
        f"from save to page, {more:,} more facts, {count} saves: median {median(times):.2f} s, longest {max(times):.2f} s; "
        f"goal {GOAL:.2f} s {'met' if met else 'MISSED'}\n"
    )
    return 0 if met else 1


def _more(count: int) -> str:
    """Return the entries of so many facts that no report uses."""
    entries = (FACT.format(n=n, value=1000 + n, paragraph=n) for n in range(1, count + 1))
    return "".join(each.replace("source: paper", "source: news-desk") for each in entries)


def _save(page: Page, path: Path, text: str) -> float:
    """Return the seconds from saving `text` to the page that shows it."""
    before = page.get_attribute("html", "data-round")
    aside = path.with_suffix(".tmp")
    aside.write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    aside.replace(path)
    page.wait_for_selector(f"html:not([data-round='{before}'])", timeout=PATIENCE_MS)
    seconds = time.perf_counter() - begun
    said = page.inner_text("#said")
    if "changed: shown" not in said:
        raise ValueError(f"the page says: {said}")
    page.wait_for_selector(QUIET, timeout=PATIENCE_MS)
    return seconds


@contextmanager
def _watch(facts: Path) -> Iterator[str]:
    """Yield the address of a watch in a process of its own, as a person starts it."""
    call = [sys.executable, "-m", "invoke", "watch", "--facts", str(facts), "--port", "0", "--no-browser"]
    process = subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().split()[2]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE_MS / 1000)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
