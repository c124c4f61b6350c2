"""The preview over HTTP, for browsers on this machine only: known names, reading only, and nobody else's pages.

A page of another site can send requests to 127.0.0.1, and by DNS rebinding even pass as the same origin. So a request
must name this machine in Host; one that another origin sends is refused by Origin or Sec-Fetch-Site.
Sources: RFC 9110 §7.2 (Host); https://www.w3.org/TR/fetch-metadata/.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import urlsplit

from reports.errors import FlagError, ReportError
from reports.formats.evidence.page_assets import FONTS
from reports.load.theme_file import default_theme
from reports.tools.watching.preview_state import Board, File
from reports.tools.watching.preview_style import asset, colours_css

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
"""What a browser on this machine calls it."""
EVENTS = "/events"
BEAT_SECONDS = 10.0
"""How often a page that hears nothing is told that the watch goes on."""
TRIED = 20
"""Ports that are tried one after the other where none was asked for."""
SHELL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def own_files() -> Mapping[str, File]:
    """Return what the program brings along, by address; the colours until those of the project are known."""
    return {
        "/": File("text/html; charset=utf-8", asset("page.html"), SHELL),
        "/colours.css": File("text/css; charset=utf-8", colours_css(default_theme())),
        "/page.css": File("text/css; charset=utf-8", asset("page.css")),
        "/page.js": File("text/javascript; charset=utf-8", asset("page.js")),
        "/icon.svg": File("image/svg+xml", asset("icon.svg")),
        "/paper.css": File("text/css; charset=utf-8", asset("paper.css")),
        "/slides.css": File("text/css; charset=utf-8", asset("slides.css")),
        **{f"/{name}": File("font/woff2", font.data(default_theme())) for name, font in FONTS.items()},
    }


class Server(ThreadingHTTPServer):
    """Serves the board on one port of this machine, each request on a thread of its own."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name == "posix"  # on Windows it would let two programs have one port

    def __init__(self, port: int, board: Board) -> None:
        """Take the port; 0 for any that is free."""
        self.board, self.own = board, own_files()
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        """Bind without asking for the name of this machine, which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"http://{HOST}:{self.server_port}/"

    @property
    def authorities(self) -> tuple[str, ...]:
        """Return what Host may say."""
        return tuple(f"{name}:{self.server_port}" for name in NAMES)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a browser went away in the middle of an answer."""


def listening(board: Board, port: int | None, first: int) -> Server:
    """Return a server on `port`, or with None on the first free port from `first`.

    Raises:
        FlagError: the port is busy, or is none.
    """
    if port is not None and not 0 <= port <= 65535:
        raise FlagError(f"--port: {port} is no port; use one from 1024 to 65535, or 0 for any that is free")
    failure = ""
    for each in range(first, first + TRIED) if port is None else (port,):
        try:
            return Server(each, board)
        except OSError as busy:
            taken = busy.errno == errno.EADDRINUSE
            failure = "another program listens there" if taken else busy.strerror or str(busy)
    tried = f"the port {port} is" if port is not None else f"the ports {first} to {first + TRIED - 1} are"
    raise FlagError(f"--port: {tried} not to be had ({failure}); name another, or 0 for any that is free")


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for known names; everything else is refused."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "watch", ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer with a file, or with the events as they come."""
        if not self._refused():
            if urlsplit(self.path).path == EVENTS:
                self._events()
            else:
                self._file(body=True)

    def do_HEAD(self) -> None:
        """Answer without the content."""
        if not self._refused():
            self._file(body=False)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse, in plain words, what is no request or has a method without a `do_` of ours."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._plain(HTTPStatus.METHOD_NOT_ALLOWED, "the preview is only read; use GET")
        else:
            self._plain(HTTPStatus(code), "this is no request that can be answered")

    def _refused(self) -> bool:
        """Refuse a request that does not come from a page of ours, or from the person at this machine."""
        reason = refusal(
            {name: self.headers.get_all(name, []) for name in ("Host", "Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode")},
            self.server.authorities,
        )
        if reason:
            self._plain(HTTPStatus.FORBIDDEN, reason)
        return bool(reason)

    def _file(self, *, body: bool) -> None:
        path = urlsplit(self.path).path
        file = self.server.board.state.file(path) or self.server.own.get(path)
        if file is None:
            self._plain(HTTPStatus.NOT_FOUND, "nothing of that name is served")
            return
        try:
            data = file.data
        except ReportError as failure:
            self._plain(HTTPStatus.INTERNAL_SERVER_ERROR, str(failure))
            return
        self._head(HTTPStatus.OK, file.media_type, len(data), file.policy)
        if body:
            self.wfile.write(data)

    def _plain(self, status: HTTPStatus, said: str) -> None:
        data = f"{said}\n".encode()
        self.close_connection = True
        self._head(status, "text/plain; charset=utf-8", len(data), "default-src 'none'")
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: HTTPStatus, media_type: str, length: int | None, policy: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        if length is None or self.close_connection:
            self.send_header("Connection", "close")
        if length is not None:
            self.send_header("Content-Length", str(length))
        if policy:
            self.send_header("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()

    def _events(self) -> None:
        """Send each state as an event (HTML, §9.2 Server-sent events) until the browser goes or the watch ends."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream; charset=utf-8", None, "default-src 'none'")
        self.wfile.write(b"retry: 1000\n\n")
        for event in events(self.server.board):
            self.wfile.write(event)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the terminal tells of saves."""


def events(board: Board) -> Iterator[bytes]:
    """Yield each state of `board` as a server-sent event, and a comment now and then."""
    number = -1
    while board.open:
        news = board.after(number, BEAT_SECONDS)
        if news is None:
            yield b": still here\n\n"
            continue
        number, state = news
        yield b"data: " + state.told(number) + b"\n\n"


def refusal(headers: Mapping[str, list[str]], authorities: tuple[str, ...]) -> str:
    """Return why a request with these headers is refused; empty where it is not.

    Args:
        headers: each header that counts, with every value it was sent with.
        authorities: what Host may say, such as 127.0.0.1:8760.
    """
    hosts, origins = headers.get("Host", []), headers.get("Origin", [])
    if len(hosts) != 1 or hosts[0].lower() not in authorities:
        return "this preview is for the browser on this machine; use http://" + authorities[0]
    if any(origin.lower() not in {f"http://{each}" for each in authorities} for origin in origins):
        return "another site may not read this preview"
    sites, modes = headers.get("Sec-Fetch-Site", []), headers.get("Sec-Fetch-Mode", [])
    if not {*sites} <= {"same-origin", "none"} and "navigate" not in modes:
        return "another site may not read this preview"
    return ""
