"""The evidence page by the rules of axe (WCAG 2.2 A and AA, and its best practices), and as a screen reader goes through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from reports.formats.evidence import write
from reports.languages.registry import language
from reports.load.project_folders import folders
from reports.notation.spaces import even_spaces
from reports.pipeline.composition import Composed, compose_all
from tests.browsing import NEEDED, chromium, opened
from tests.second_subject import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

base = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed: pip install -e '.[dev]'")
pytestmark = [pytest.mark.slow, NEEDED]
NARROW, WIDE = 320, 1248
"""320 px is 1280 px at 400 per cent (WCAG 2.2, 1.4.10)."""
REACH = 160
"""Characters within which what belongs together is heard."""
ENGLISH = language("en-GB")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def composed() -> Composed:
    return compose_all(folders(ROOT))


@pytest.fixture(scope="module")
def address(composed: Composed, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the page of the project's own facts."""
    path = tmp_path_factory.mktemp("axe") / "evidence.html"
    path.write_bytes(write(composed.documents, composed.book, composed.templates.theme))
    return path.as_uri()


def violations(page: Page) -> list[str]:
    """Return what axe finds, each as its rule and the first place."""
    page.evaluate(base.AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate("axe.run()")
    assert found["passes"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("everything", [False, True], ids=["closed", "open"])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, everything: bool) -> None:
    with opened(browser, address, width) as watched:
        if everything:
            watched.page.eval_on_selector_all(
                "details.fact", "rows => rows.slice(0, 12).forEach(row => row.open = true)"
            )
        assert violations(watched.page) == []


def test_axe_sees_what_is_wrong(browser: Browser, address: str) -> None:
    bad = "<h4>x</h4><button></button><img src='data:,'><p style='color: #ccc'>faint</p>"
    with opened(browser, address) as watched:
        watched.page.eval_on_selector("main", f'node => node.insertAdjacentHTML("beforeend", "{bad}")')
        found = {each.partition(":")[0] for each in violations(watched.page)}
    assert {"button-name", "image-alt", "heading-order"} <= found


def unheard(composed: Composed, heard: str) -> list[str]:
    """Return the facts whose figure does not stand right before their statement, or their status and sources after it."""
    missing: list[str] = []
    for fact in composed.book.facts.values():
        before, found, after = heard.partition(" ".join(even_spaces(fact.statement).split()))
        hedge = ENGLISH.tables["hedge-words"].get(str(fact.qualifier), "") if fact.value is not None else ""
        said = hedge in before[-REACH:]
        told = ENGLISH.tables["statuses"][str(fact.status)] in after[:REACH] and "source " in after[:REACH]
        missing += [] if found and said and told else [fact.id]
    return missing


def test_a_screen_reader_hears_each_figure_with_its_hedge_its_status_and_its_sources(
    browser: Browser, address: str, composed: Composed
) -> None:
    """By the tree that Chromium hands to screen readers."""
    with opened(browser, address) as watched:
        tree = watched.page.locator("main").aria_snapshot()
    heard = " ".join(even_spaces(re.sub(r'[\s"\']+', " ", tree)).split())
    assert unheard(composed, heard) == []
    assert unheard(composed, heard.replace("more than ", "")) != []
