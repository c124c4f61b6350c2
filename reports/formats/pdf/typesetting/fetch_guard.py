"""The fetch guard: nothing is read but our own data, the fonts and the theme folder, whatever the markup says."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from reports.errors import ReportError
from reports.load.project_folders import followed
from reports.theme.weasyprint_engine import weasyprint

MAX_BYTES = 5_000_000
"""Largest file a theme may bring in; a page of a report needs less."""
MAX_PIXELS = 40_000_000
"""Largest picture, since a small file may unpack to a huge one."""
MARKUP = (".svg", ".xml", ".css", ".html")
TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
}
"""Media types by suffix; a table, since the one of the machine may differ."""


class RefusedError(ReportError):
    """A style sheet or picture asks for something it may not have."""


class Fetcher(Protocol):
    """What WeasyPrint calls with each address it meets."""

    refusals: list[RefusedError]
    """What it refused; a picture in SVG swallows even the fatal error of the one it names."""

    def __call__(self, url: str) -> object:
        """Return the response for `url`."""


def check(url: str, *, files: frozenset[Path], folder: Path) -> Path:
    """Return the file that `url` names, if it may be read.

    Args:
        url: absolute, as WeasyPrint resolved it.
        files: single files that may be read: the fonts. Resolved.
        folder: the theme; everything in it may be read. Resolved.

    Raises:
        RefusedError: anything else, symbolic links and `..` that lead out of the folder included.
    """
    from urllib.request import url2pathname  # brings the whole of http with it

    parts = urlsplit(url)
    if parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
        raise RefusedError(_refusal(url, "only files in the theme folder may be fetched"))
    path = followed(Path(url2pathname(parts.path)))
    if path in files:
        return path
    if not path.is_relative_to(folder):
        raise RefusedError(_refusal(url, f"it lies outside the theme folder ({folder.name}/)"))
    if not path.is_file():
        raise RefusedError(_refusal(url, "there is no such file in the theme folder"))
    return path


def _refusal(url: str, reason: str) -> str:
    shown = unquote(url) if len(url) <= 120 else f"{unquote(url)[:117]}..."
    cure = "copy the file into the theme folder and name it there, or take the reference out of summary.css"
    return f"the PDF may not fetch '{shown}': {reason}; {cure}"


def read(path: Path, url: str) -> bytes:
    """Return the content of a file that `check` allowed.

    Raises:
        RefusedError: it is larger than a theme needs, or would unpack to something huge.
    """
    if path.stat().st_size > MAX_BYTES:
        raise RefusedError(_refusal(url, f"it is larger than {MAX_BYTES // 1_000_000} MB"))
    content = path.read_bytes()
    if path.suffix.lower() in MARKUP and b"<!ENTITY" in content.upper():
        raise RefusedError(_refusal(url, "it declares entities, which can unpack to anything"))
    if path.suffix.lower() not in MARKUP and _pixels(path) > MAX_PIXELS:
        raise RefusedError(_refusal(url, f"it has more than {MAX_PIXELS // 1_000_000} million pixels"))
    return content


def _pixels(path: Path) -> int:
    """Return width times height of a raster picture, 0 for anything else; only the file's head is read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is judged here
            with Image.open(path) as picture:
                return picture.width * picture.height
    except Image.DecompressionBombError:
        return MAX_PIXELS + 1
    except (UnidentifiedImageError, OSError):
        return 0


def guard(drawings: Mapping[str, bytes], fonts: Iterable[Path], folder: str) -> Fetcher:
    """Return a WeasyPrint URL fetcher that reads what it may and stops the rendering at anything else.

    Args:
        drawings: our own drawings and the pictures of the document, by address; SVG where it has no ending.
        fonts: font files.
        folder: of the theme.
    """
    weasyprint()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    files = frozenset(followed(path) for path in fonts)
    theme = followed(Path(folder))

    class Guard(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Fetcher without network and without the rest of the disk."""

        def __init__(self) -> None:
            super().__init__()
            self.refusals: list[RefusedError] = []

        def fetch(self, url: str, headers: object = None) -> object:
            if url in drawings:
                kind = TYPES.get(Path(url).suffix, TYPES[".svg"])
                return URLFetcherResponse(url, drawings[url], {"Content-Type": kind})
            try:
                path = check(url, files=files, folder=theme)
                content = path.read_bytes() if path in files else read(path, url)
            except RefusedError as refused:
                self.refusals.append(refused)
                # The only error that WeasyPrint does not swallow (weasyprint.urls.fetch).
                raise FatalURLFetchingError(str(refused)) from refused
            kind = TYPES.get(path.suffix.lower(), "application/octet-stream")
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    fetcher: Fetcher = Guard()
    return fetcher
