"""What the preview serves, and to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from reports.errors import FlagError
from reports.tools.watching.preview_server import HOST, listening, refusal
from reports.tools.watching.preview_state import Board
from reports.tools.watching.watch import FIRST_PORT
from tests.evidence_files import tree
from tests.watch_desk import Watched, watching

REQUESTS = yaml.safe_load((Path(__file__).parent / "cases" / "watch" / "requests.yaml").read_text("utf-8"))


def addresses(data: bytes) -> list[str]:
    """Return everything that a page asks for by itself, but for what it carries along."""
    found = [str(each.get("href") or each.get("src")) for each in tree(data).xpath("//link | //script[@src] | //img")]
    return [address for address in found if not address.startswith("data:")]


@pytest.mark.parametrize("case", REQUESTS, ids=[case["name"] for case in REQUESTS])
def test_only_pages_of_ours_and_people_at_this_machine_are_answered(case: Mapping[str, object]) -> None:
    headers = case["headers"]
    assert isinstance(headers, dict)
    reason = refusal(headers, ("127.0.0.1:8760", "localhost:8760"))
    assert (reason == "") is case["answered"]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Yield a watch whose files are not changed."""
    with watching(tmp_path_factory.mktemp("project")) as watched:
        watched.until(lambda state: state["phase"] == "made")
        yield watched


def test_it_listens_on_this_machine_only(running: Watched) -> None:
    assert running.address.startswith(f"http://{HOST}:")
    board = Board()
    with listening(board, 0, FIRST_PORT) as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"


def test_a_rebound_name_is_refused(running: Watched) -> None:
    status, _, answer = running.ask("/", Host="rebound.example")
    assert status == 403
    assert b"browser on this machine" in answer
    assert running.ask("/events", Host="rebound.example")[0] == 403
    assert running.ask("/", Origin="https://example.org")[0] == 403


def test_everything_a_page_names_is_served(running: Watched) -> None:
    parts = running.state()["parts"]
    assert isinstance(parts, list)
    assert [part["title"] for part in parts] == [
        "content of brief.docx",
        "deck.pptx",
        "summary.pdf",
        "summary.pdf, pages",
        "evidence.html",
    ]
    pages = {path: running.ask(path) for path in ["/", *(part["path"] for part in parts)]}
    for _, _, data in pages.values():
        assert [address for address in addresses(data) if running.ask(address)[0] != 200] == []
    assert all(status == 200 for status, _, _ in pages.values())


@pytest.mark.parametrize(
    "path",
    [
        "/facts/facts.yaml",
        "/../facts/facts.yaml",
        "/part/../../facts/facts.yaml",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/part/",
        "/part/none",
        "/page.html",
        "/output/",
        "/%00",
    ],
)
def test_nothing_else_is(path: str, running: Watched) -> None:
    assert running.ask(path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "MADE-UP"])
def test_nothing_can_be_written(method: str, running: Watched) -> None:
    status, headers, answer = running.ask("/part/brief", method)
    assert status == 405
    assert "Access-Control-Allow-Origin" not in headers
    assert b"only read" in answer


def test_no_answer_may_be_kept_or_used_elsewhere(running: Watched) -> None:
    for path in (
        "/",
        "/part/brief",
        "/part/brief.slides",
        "/part/evidence.page",
        "/page.js",
        "/nothing",
        "/colours.css",
    ):
        _, headers, _ = running.ask(path)
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Python" not in headers.get("Server", "")
        if path != "/part/evidence.page":  # states its own, by hashes
            policy = headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe-eval" not in policy
            assert "script-src 'unsafe-inline'" not in policy
    assert b"script-src &#x27;sha256-" in running.ask("/part/evidence.page")[2]


def test_a_head_is_answered_without_content(running: Watched) -> None:
    status, headers, data = running.ask("/part/brief", "HEAD")
    assert (status, data) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


def test_a_port_that_is_taken(running: Watched) -> None:
    port = int(running.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(
        FlagError, match=rf"--port: the port {port} is not to be had \(another program listens there\); name another"
    ):
        listening(Board(), port, FIRST_PORT)
    with listening(Board(), None, port) as server:
        assert server.server_port > port


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_number_that_is_no_port(port: int) -> None:
    with pytest.raises(FlagError, match="is no port"):
        listening(Board(), port, FIRST_PORT)
