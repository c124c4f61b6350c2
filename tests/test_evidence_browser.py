"""The evidence page in a real Chromium: search, filters, links, keyboard, phone, print, no script, no network."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from reports.formats.evidence import page_context, write
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from tests.browsing import NEEDED, Watched, chromium, opened
from tests.evidence_files import book, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, NEEDED]
ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds after which a process hangs that should have ended."""
CHECKS = (Path(__file__).parent / "cases" / "evidence" / "checks.js").read_text("utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("evidence page") / "evidence.html"
    path.write_bytes(page())
    return path.as_uri()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the page of the project's own facts."""
    composed = compose_all(folders(ROOT))
    path = tmp_path_factory.mktemp("real") / "evidence.html"
    path.write_bytes(write(composed.documents, composed.book, composed.templates.theme))
    return path.as_uri()


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a page of the same facts that has one row as an element, and stores the others."""
    path = tmp_path_factory.mktemp("packed") / "evidence.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_context, "SHOWN", 1)
        path.write_bytes(page())
    assert b"ui_rows" in path.read_bytes()
    return path.as_uri()


@pytest.fixture(params=["address", "packed"])
def desktop(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """Yield the page on a desk; whatever a test does, nothing may go wrong or leave the page."""
    with opened(browser, request.getfixturevalue(request.param)) as watched:
        watched.page.wait_for_selector(f"details.fact >> nth={len(book().facts) - 1}", state="attached")
        yield watched
        assert watched.said == []
        assert watched.left == []


def shown(watched: Watched) -> list[str]:
    """Return the ids of the rows in sight."""
    found: list[str] = watched.page.eval_on_selector_all("details.fact:not([hidden])", "rows => rows.map(r => r.id)")
    return found


def search(watched: Watched, words: str) -> None:
    watched.page.fill("#ui_search", words)
    watched.page.wait_for_timeout(200)


# ── Search and filters ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("ferry", ["ferry-plan"]),
        ("FERRY  Plan", ["ferry-plan"]),
        ("cautious bank", ["depot-loan"]),
        ("harbour city", ["depot-loan"]),
        ("announced twelve", ["depot-loan"]),
        ("€12 million", ["depot-loan"]),
        ("depot-loan", ["depot-loan"]),
        ("nothing of the kind", []),
    ],
)
def test_search_finds_words_of_every_field(desktop: Watched, words: str, ids: list[str]) -> None:
    search(desktop, words)
    assert shown(desktop) == ids
    assert desktop.page.inner_text("#ui_status") == f"Showing {len(ids)} of {len(book().facts)} facts"
    assert desktop.page.is_visible("#ui_none") == (not ids)
    desktop.page.press("#ui_search", "Escape")
    assert len(shown(desktop)) == len(book().facts)


def test_filters_narrow_and_their_counts_follow(desktop: Watched) -> None:
    status = desktop.page.locator('[data-group=status][data-value="signed"]')
    status.click()
    assert shown(desktop) == [f.id for f in book().facts.values() if f.status == "signed"]
    desktop.page.click('[data-group=status][data-value="planned"]')  # in a group one choice is enough
    assert "ferry-plan" in shown(desktop)
    desktop.page.click('[data-group=country][data-value="hill"]')  # and groups must all hold
    assert shown(desktop) == ["ferry-plan"]
    assert desktop.page.inner_text('[data-group=topic][data-value="trams"] .count') == "0"
    assert status.get_attribute("aria-pressed") == "true"
    desktop.page.click("#ui_clear")
    assert len(shown(desktop)) == len(book().facts)
    assert desktop.page.get_attribute('[data-value="all"]', "aria-pressed") == "true"


@pytest.mark.parametrize(
    ("value", "ids"), [("differ", ["depot-loan"]), ("unstated", ["depot"]), ("unused", ["depot-loan", "ferry-plan"])]
)
def test_facts_in_doubt_are_one_click_away(desktop: Watched, value: str, ids: list[str]) -> None:
    desktop.page.click(f'[data-group=show][data-value="{value}"]')
    assert shown(desktop) == ids


def test_the_address_keeps_search_and_filters(desktop: Watched) -> None:
    search(desktop, "the & bank")
    desktop.page.click('[data-group=source][data-value="3"]')
    assert "q=the%20%26%20bank&source=3" in desktop.page.url
    desktop.page.reload()
    assert desktop.page.input_value("#ui_search") == "the & bank"
    assert desktop.page.get_attribute('[data-group=source][data-value="3"]', "aria-pressed") == "true"
    before = shown(desktop)
    desktop.page.goto(desktop.page.url.partition("?")[0] + "?status=%3Cscript%3E,nonsense&show=all")
    assert before != shown(desktop) != []


# ── Links to facts ───────────────────────────────────────────────────────────────────────────────


def test_a_link_opens_its_row_and_shows_it(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}#depot-loan") as watched:
        watched.page.wait_for_function("document.activeElement.closest('#depot-loan')")
        assert watched.page.is_visible("#depot-loan .detail")
        place = watched.page.locator("#depot-loan").bounding_box()
        assert place is not None
        assert 0 <= place["y"] < 900
        assert watched.said == []


def test_a_link_wins_over_filters_that_would_hide_its_row(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}?status=signed#depot-loan") as watched:
        watched.page.wait_for_selector("#depot-loan .detail", state="visible")
        assert "status" not in watched.page.url


def test_rows_are_made_as_they_are_wanted(browser: Browser, tmp_path: Path) -> None:
    """Of 1,400 facts 500 stand in the page; others come with scrolling, by the search, and by their link."""
    fact = next(iter(book().facts.values()))
    many = (fact.model_copy(update={"id": f"line-{n}", "statement": f"Line {n}th & last."}) for n in range(1400))
    path = tmp_path / "evidence.html"
    path.write_bytes(page(book(*many)))
    rows = "nodes => nodes.length"
    with opened(browser, path.as_uri()) as watched:
        watched.page.wait_for_selector("#ui_further", state="visible")
        assert watched.page.eval_on_selector_all("details.fact", rows) == page_context.SHOWN
        watched.page.locator("#ui_further").scroll_into_view_if_needed()
        watched.page.wait_for_selector(f"details.fact >> nth={page_context.SHOWN + 1}", state="attached")
        search(watched, "1399th & last")
        watched.page.wait_for_selector("#line-1399", state="visible")
        assert shown(watched) == ["line-1399"]
        assert not watched.page.is_visible("#ui_further")
        assert watched.said == []
    with opened(browser, f"{path.as_uri()}#line-1300") as watched:
        watched.page.wait_for_selector("#line-1300 .detail", state="visible")
        before = "id => document.getElementById(id).nextElementSibling"
        assert watched.page.evaluate(f"({before})('line-1300')") is None
        watched.page.evaluate("location.hash = 'line-1200'")
        watched.page.wait_for_selector("#line-1200 .detail", state="visible")
        assert watched.page.evaluate(f"({before})('line-1200').id") == "line-1300"
    with opened(browser, path.as_uri(), script=False) as watched:
        assert watched.page.locator("summary:visible").count() == page_context.SHOWN
        number = len(book().facts) + 1400 - page_context.SHOWN
        assert watched.page.inner_text("#ui_stored").startswith(f"The other {number} facts")
        assert not watched.page.is_visible("#ui_further")


def test_a_browser_that_cannot_unpack_says_what_is_not_shown(browser: Browser, packed: str) -> None:
    with opened(browser, "about:blank") as watched:
        assert not watched.page.is_visible("#ui_stored")
        watched.page.add_init_script("delete window.DecompressionStream")
        watched.page.goto(packed)
        watched.page.wait_for_selector("#ui_stored", state="visible")
        assert len(shown(watched)) == 1
        assert watched.said == []


def test_links_between_facts_and_to_sources_work(desktop: Watched) -> None:
    desktop.page.click("#depot-loan summary")
    desktop.page.wait_for_url("**#depot-loan")
    desktop.page.click('#depot-loan dd a[href="#loan"]')
    desktop.page.wait_for_selector("#loan .detail", state="visible")
    desktop.page.click("#loan .title")
    assert desktop.page.url.endswith("#source_1")


def test_an_unknown_or_broken_fragment_does_no_harm(browser: Browser, address: str) -> None:
    for fragment in ("#nobody", "#%E0%A4%A", "#ui_search", "#"):
        with opened(browser, address + fragment) as watched:
            assert len(shown(watched)) == len(book().facts)
            assert watched.said == []


@pytest.mark.parametrize("url", ["", "https://example.org/evidence.html"])
def test_copy_link_copies_the_published_address(
    browser: Browser,
    tmp_path: Path,
    url: str,
) -> None:
    (tmp_path / "evidence.html").write_bytes(page(evidence_url=url))
    here = (tmp_path / "evidence.html").as_uri()
    with opened(browser, f"{here}?q=bank#depot-loan") as watched:
        watched.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
        watched.page.click("#depot-loan .copy")
        watched.page.wait_for_function("window.copied")
        assert watched.page.evaluate("window.copied") == f"{url or here}#depot-loan"
        assert watched.page.inner_text("#depot-loan .copy") == "Link copied"
        assert watched.page.inner_text("#ui_status") == "Link copied"


# ── Keyboard, screen reader, phone ───────────────────────────────────────────────────────────────


def test_the_keyboard_alone_opens_a_row(desktop: Watched) -> None:
    desktop.page.keyboard.press("Tab")
    assert desktop.page.evaluate("document.activeElement.className") == "skip"
    desktop.page.keyboard.press("Enter")
    for _ in range(9):
        desktop.page.keyboard.press("Tab")
        if desktop.page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    ring = desktop.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    desktop.page.keyboard.press("Enter")
    first = shown(desktop)[0]
    assert desktop.page.is_visible(f"#{first} .detail")
    desktop.page.keyboard.press("Space")
    assert not desktop.page.is_visible(f"#{first} .detail")


def test_a_filter_is_a_button_with_a_state(desktop: Watched) -> None:
    button = desktop.page.get_by_role("button", name="Sources differ 1", exact=True)
    assert button.get_attribute("aria-pressed") == "false"
    button.focus()
    desktop.page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert desktop.page.get_by_role("group", name="Show").count() == 1


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("everything", [False, True], ids=["closed", "open"])
@pytest.mark.parametrize("which", ["address", "real"])
def test_basic_checks_of_accessibility(
    browser: Browser,
    request: pytest.FixtureRequest,
    phone: bool,
    everything: bool,
    which: str,
) -> None:
    with opened(browser, request.getfixturevalue(which), phone=phone) as watched:
        if everything:
            watched.page.click("#ui_all")
            if phone:
                watched.page.click("#ui_more")
        assert watched.page.evaluate(f"({CHECKS})({'true' if phone else 'false'})") == []
        assert watched.said == []
        assert watched.left == []


def test_the_checks_see_what_is_wrong(browser: Browser, address: str) -> None:
    bad = """() => { document.querySelector("main").insertAdjacentHTML("beforeend",
        '<h4>x</h4><button></button><p id="ui_all" class="faint">faint</p><img src="data:,">');
        const sheet = new CSSStyleSheet(); sheet.replaceSync(".faint { color: #ccc !important; font-size: 9px !important }");
        document.adoptedStyleSheets = [sheet]; }"""
    with opened(browser, address, phone=True) as watched:
        watched.page.evaluate(bad)
        found = "\n".join(watched.page.evaluate(f"({CHECKS})(true)"))
    for words in (
        "level 4 after 2",
        "no name: <button>",
        "id twice: ui_all",
        "contrast 1.",
        "below 13 px",
        "picture",
        "target",
    ):
        assert words in found


def test_filters_on_a_phone_need_no_scroller_and_topics_open_with_the_others(browser: Browser, real: str) -> None:
    """At 320 px, which is 1280 px at 400 per cent (WCAG 2.2, 1.4.10)."""
    with opened(browser, real, 320) as watched:
        scrollers = "nodes => nodes.filter(n => n.scrollWidth > n.clientWidth + 1).length"
        assert watched.page.eval_on_selector_all(".rail, .rail div", scrollers) == 0
        topic = watched.page.locator(".group-topic button").first
        assert not topic.is_visible()
        watched.page.click("#ui_more")
        assert topic.is_visible()
        topic.click()
        watched.page.click("#ui_more")
        assert topic.is_visible(), "what filters stays in sight"


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1248, 1920])
def test_no_width_scrolls_sideways(browser: Browser, real: str, width: int) -> None:
    with opened(browser, real, width) as watched:
        watched.page.click("#ui_all")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_filters_are_chips_and_the_rest_unfolds(
    browser: Browser,
    address: str,
) -> None:
    with opened(browser, address, phone=True) as watched:
        assert not watched.page.is_visible("[data-group=status]")
        watched.page.tap("#ui_more")
        assert watched.page.get_attribute("#ui_more", "aria-expanded") == "true"
        watched.page.tap('[data-group=status][data-value="planned"]')
        assert shown(watched) == ["ferry-plan"]
        watched.page.tap("#ferry-plan summary")
        assert watched.page.is_visible("#ferry-plan .detail")


# ── Without script, on paper, without network ────────────────────────────────────────────────────


def test_without_a_script_every_fact_can_be_read_and_linked(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}#depot-loan", script=False) as watched:
        assert watched.page.locator("summary:visible").count() == len(book().facts)
        assert watched.page.is_visible("#depot-loan .detail")
        assert not watched.page.is_visible("#ui_search")
        watched.page.click("#ferry-plan summary")
        assert watched.page.is_visible("#ferry-plan .detail")


@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_what_is_shown_with_its_whole_record(
    browser: Browser,
    address: str,
    script: bool,
) -> None:
    with opened(browser, f"{address}?topic=hill-lines", script=script) as watched:
        document = pypdfium2.PdfDocument(io.BytesIO(watched.page.pdf(format="A4")))
        text = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())
        document.close()
        assert "a ferry is planned" in text
        assert "ferry-plan" in text
        assert "Search facts" not in text
        assert ("approved a ceiling of twelve" in text) == (not script)
        if script:
            assert watched.page.locator("details[open]").count() == 0  # as it was before


def test_the_browser_refuses_to_leave_the_page(browser: Browser, address: str) -> None:
    attempt = """async () => {
        const image = new Image(); image.src = "http://127.0.0.1:9/pixel.png"; document.body.append(image);
        try { await fetch("http://127.0.0.1:9/data"); return "fetched"; } catch (error) { return "refused"; } }"""
    with opened(browser, address) as watched:
        assert watched.page.evaluate(attempt) == "refused"
        watched.page.wait_for_timeout(100)
        assert any("Content Security Policy" in line for line in watched.said)
    with opened(browser, "about:blank") as watched:  # without the policy the watch does see a request leave
        watched.page.set_content('<img src="http://127.0.0.1:9/pixel.png">')
        assert watched.left == ["http://127.0.0.1:9/pixel.png"]
        assert watched.said


def test_script_in_a_fact_never_runs(browser: Browser, tmp_path: Path) -> None:
    hostile = '</script><script>window.hit = 1</script><img src=x onerror="window.hit = 1">'
    fact = next(iter(book().facts.values())).model_copy(update={"id": "hostile", "statement": hostile, "note": hostile})
    (tmp_path / "evidence.html").write_bytes(page(book(fact)))
    with opened(browser, (tmp_path / "evidence.html").as_uri() + "#hostile") as watched:
        assert watched.page.inner_text("#hostile .statement") == hostile
        assert watched.page.evaluate("window.hit") is None
        assert watched.said == []


def test_every_real_fact_opens_by_its_link(browser: Browser, real: str) -> None:
    with opened(browser, real) as watched:
        ids = shown(watched)
        assert ids
        opens = """id => new Promise(done => { location.hash = id;
            setTimeout(() => done(document.getElementById(id).open), 5); })"""
        assert [id for id in ids if not watched.page.evaluate(opens, id)] == []
        assert watched.said == []
        assert watched.left == []


def test_the_browser_ends_with_the_test() -> None:
    code = (
        "from tests.browsing import chromium, descendants; import os\nwith chromium(): print(*descendants(os.getpid()))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    started = {int(pid) for pid in run.stdout.split()}
    assert started
    deadline = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}").exists() for pid in started) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
