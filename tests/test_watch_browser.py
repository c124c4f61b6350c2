"""The preview in a real Chromium: a save changes the page, a broken one shows its line, mending takes it away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import browsing
from tests.browsing import NEEDED, chromium
from tests.watch_desk import PATIENCE, Watched, changed, laid_out, watching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

pytestmark = [pytest.mark.slow, NEEDED]
MS = PATIENCE * 1000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with watching(tmp_path) as found:
        yield found


@pytest.fixture
def page(browser: Browser, watched: Watched) -> Iterator[Page]:
    """Yield the page with its previews loaded; nothing may go wrong in it, and nothing may leave this machine."""
    with browsing.opened(browser, watched.address) as found:
        found.page.wait_for_selector("[role=tab]:has-text('pages')", timeout=MS)
        settled(found.page)
        yield found.page
        assert found.said == []
        assert [url for url in found.asked if not url.startswith((watched.address, "data:"))] == []


def settled(page: Page) -> None:
    """Wait until every preview has loaded that loads by itself."""
    for frame in page.frames[1:]:
        frame.wait_for_load_state("load")
    page.wait_for_timeout(300)


def preview(page: Page, name: str) -> Frame:
    """Return the preview of a report."""
    [found] = [frame for frame in page.frames if frame.url.endswith(f"/part/{name}")]
    return found


def tab(page: Page, title: str) -> None:
    page.get_by_role("tab", name=title, exact=False).first.click()


def save(watched: Watched, old: str, new: str) -> None:
    changed(watched.where.facts / "facts.yaml", old, new)


def test_a_saved_fact_changes_the_page_and_is_marked(page: Page, watched: Watched) -> None:
    brief = preview(page, "brief")
    assert "more than 12,000 visits" in brief.inner_text("body")
    save(watched, "value: 12000", "value: 13000")
    brief.wait_for_selector("text=more than 13,000 visits", timeout=MS)
    marked = brief.eval_on_selector_all(".changed", "all => all.map(each => each.textContent)")
    assert marked
    assert all("13,000" in text for text in marked)
    assert "12,000" not in brief.inner_text("body")
    assert page.inner_text("[role=tab] .count") == str(len(marked))
    page.click("#next")
    assert brief.locator(".here").count() == 1
    assert preview(page, "deck.slides").locator(".changed").count() == 0


def test_marks_are_those_of_the_last_save(page: Page, watched: Watched) -> None:
    save(watched, "value: 12000", "value: 13000")
    preview(page, "brief").wait_for_selector(".changed", timeout=MS)
    changed(watched.where.templates / "deck" / "slides.md", "Thank you.", "Many thanks.")
    preview(page, "deck.slides").wait_for_selector(".changed:has-text('Many thanks')", state="attached", timeout=MS)
    assert preview(page, "brief").locator(".changed").count() == 0


def test_a_broken_save_shows_its_line_and_mending_takes_it_away(page: Page, watched: Watched) -> None:
    save(watched, "value: 12000", "value: 12ooo")
    page.wait_for_selector("#problems", timeout=MS)
    first = page.locator("#list li").first
    assert first.locator(".where").inner_text().startswith("facts/facts.yaml:")
    assert "12ooo" in first.locator(".what").inner_text()
    assert first.locator(".line .text").inner_text().strip() == "value: 12ooo"
    assert first.locator("mark").inner_text() == "12ooo"
    assert page.title().startswith("(")
    assert "problem" in page.inner_text("#state")
    assert "more than 12,000" in preview(page, "brief").inner_text("body")
    save(watched, "value: 12ooo", "value: 12000")
    page.wait_for_selector("#problems", state="hidden", timeout=MS)
    assert page.inner_text("#state") == "Up to date"
    assert page.title() == "Preview"


def test_the_place_on_the_page_is_kept(page: Page, watched: Watched) -> None:
    brief = preview(page, "brief")
    place = brief.evaluate("scrollTo(0, 300), scrollY")
    assert place == 300
    save(watched, "value: 12000", "value: 13000")
    brief.wait_for_selector(".changed", state="attached", timeout=MS)
    assert brief.evaluate("scrollY") == place


def test_the_evidence_page_keeps_its_search(page: Page, watched: Watched) -> None:
    tab(page, "evidence.html")
    page.wait_for_timeout(500)
    evidence = preview(page, "evidence.page")
    evidence.fill("#ui_search", "visits")
    evidence.wait_for_selector("#ui_clear", timeout=MS)
    save(watched, "value: 12000", "value: 13000")
    evidence.wait_for_selector("details:has-text('13,000')", timeout=MS)
    assert evidence.input_value("#ui_search") == "visits"


def test_another_theme_is_shown(page: Page, watched: Watched) -> None:
    theme = watched.where.templates / "theme" / "theme.yaml"
    theme.write_text("colours:\n  ink: '#400000'\n", "utf-8")
    frame = page.frame_locator("iframe[src='/part/brief']")
    browsing.sync_api.expect(frame.locator("h1")).to_have_css("color", "rgb(64, 0, 0)", timeout=MS)


def test_the_keyboard_reaches_every_preview(page: Page) -> None:
    page.locator("[role=tab]").first.focus()
    seen = []
    for _ in range(page.locator("[role=tab]").count()):
        seen.append(page.locator("[role=tab][aria-selected=true]").inner_text())
        assert page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
        assert page.locator("iframe:visible").count() == 1
        page.keyboard.press("ArrowRight")
    assert len(set(seen)) == len(seen)
    assert page.locator("[role=tab][aria-selected=true]").inner_text() == seen[0]


def test_the_pages_of_the_pdf_follow(page: Page, watched: Watched) -> None:
    tab(page, "summary.pdf, pages")
    [pages] = [frame for frame in page.frames if "/pages/" in frame.url]
    pages.wait_for_selector("img", timeout=MS)
    before = pages.get_attribute("img", "src")
    assert pages.eval_on_selector("img", "e => e.complete && e.naturalWidth") > 500
    save(watched, "value: 12000", "value: 13000")
    pages.wait_for_selector(f"img:not([src='{before}'])", timeout=MS)


def test_an_address_outside_opens_a_window_of_its_own(page: Page, watched: Watched) -> None:
    with page.expect_popup() as popup:
        preview(page, "brief").evaluate(
            "(() => { const link = document.createElement('a'); link.href = 'http://localhost:9/'; "
            "document.body.append(link); link.click(); })()"
        )
    popup.value.close()
    assert preview(page, "brief").url.endswith("/part/brief")


def test_a_page_is_told_when_the_watch_ends(browser: Browser, tmp_path: Path) -> None:
    with watching(tmp_path) as watched, browsing.opened(browser, watched.address) as found:
        found.page.wait_for_selector("[role=tab]", timeout=MS)
        watched.stop.set()
        found.page.wait_for_selector("#state:has-text('The watch has ended')", timeout=MS)
        assert "invoke watch" in found.page.inner_text("#said")


def test_a_project_that_begins_broken_says_so(browser: Browser, tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    changed(where.facts / "facts.yaml", "value: 12000", "value: 12ooo")
    with watching(tmp_path) as watched, browsing.opened(browser, watched.address) as found:
        found.page.wait_for_selector("#problems", timeout=MS)
        assert "no preview yet" in found.page.inner_text("#empty")
        changed(where.facts / "facts.yaml", "value: 12ooo", "value: 12000")
        found.page.wait_for_selector("[role=tab]", timeout=MS)
        assert not found.page.is_visible("#problems")


def test_words_of_a_broken_file_are_no_markup(page: Page, watched: Watched) -> None:
    save(watched, "value: 12000", "value: <img src=x onerror=document.title='run'>")
    page.wait_for_selector("#problems", timeout=MS)
    assert "onerror" in page.inner_text("#list")
    assert page.locator("#list img").count() == 0


def test_a_page_of_another_site_learns_nothing(browser: Browser, watched: Watched) -> None:
    """The negative control of the guards: another origin may neither read, nor frame, nor use what is served."""
    with browsing.opened(browser, "data:text/html,<title>elsewhere</title>") as found:
        script = f"fetch('{watched.address}part/brief').then(r => r.text()).catch(() => 'refused')"
        assert found.page.evaluate(script) == "refused"
        script = f"fetch('{watched.address}part/brief', {{mode: 'no-cors'}}).then(() => 'had').catch(() => 'refused')"
        assert found.page.evaluate(script) == "refused"
        found.page.set_content(f"<iframe src='{watched.address}'></iframe>")
        found.page.wait_for_timeout(500)
        assert all(frame.url != watched.address or not frame.query_selector("#tabs") for frame in found.page.frames)


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_it_fits_any_window(width: int, browser: Browser, watched: Watched) -> None:
    with browsing.opened(browser, watched.address, width, 800) as found:
        found.page.wait_for_selector("[role=tab]", timeout=MS)
        settled(found.page)
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        for name in ("brief", "summary", "deck.slides"):
            tab(found.page, {"brief": "content of brief.docx", "summary": "summary.pdf"}.get(name, "deck.pptx"))
            assert preview(found.page, name).evaluate("document.documentElement.scrollWidth") <= width, name
