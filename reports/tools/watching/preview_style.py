"""The style sheets that all previews share: the theme's colours and fonts, then the style sheet of the PDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cache
from pathlib import Path
from urllib.parse import quote, urljoin

from reports.formats.evidence.page_assets import FONTS
from reports.formats.pdf.page_style import css_string
from reports.formats.pdf.typesetting.fetch_guard import TYPES, RefusedError, check, read
from reports.load.project_folders import followed
from reports.load.theme_file import default_theme
from reports.theme.definition import Theme
from reports.tools.watching.preview_state import File

FOLDER = Path(__file__).parent / "assets"
"""The page around the previews, its style sheet and script, and style sheets for screens."""
WEIGHTS = {"sans.woff2": "400 700", "serif.woff2": "600"}
THEME = "/theme/"
"""Address of the theme's own files."""
_ADDRESS = re.compile(r"""url\(\s*["']?(?!data:|https?:|#)([^"')\s]+)""", re.IGNORECASE)
FALLBACK = {"sans.woff2": "system-ui, sans-serif", "serif.woff2": "Georgia, serif"}


@cache
def asset(name: str) -> bytes:
    """Return the file `name` that comes with the program for the preview."""
    return (FOLDER / name).read_bytes()


def colours_css(theme: Theme) -> bytes:
    """Return the fonts and colours of the theme as custom properties."""
    faces = "".join(
        f"@font-face {{ font-family: {css_string(font.family(default_theme()))}; font-weight: {WEIGHTS[file]}; "
        f"src: url(/{file}); }}\n"
        for file, font in FONTS.items()
    )
    colours = "".join(
        f"--{each.name.replace('_', '-')}: {theme.colours[each.name]}; " for each in fields(theme.colours)
    )
    stacks = (
        f"--font-text: {css_string(theme.fonts.text)}, {FALLBACK['sans.woff2']}; "
        f"--font-title: {css_string(theme.fonts.title)}, {FALLBACK['serif.woff2']}; "
        f"--font-office: {css_string(theme.fonts.office)}, Carlito, {FALLBACK['sans.woff2']};"
    )
    return f"{faces}:root {{ {colours}{stacks} }}\n".encode()


def theme_files(theme: Theme) -> Mapping[str, File]:
    """Return the theme's style sheet of the PDF and the pictures that it names, by address.

    A browser passes over what is for pages of paper. What the PDF may not fetch is left out; making the PDF says so.
    """
    files = {f"{THEME}theme.css": File(TYPES[".css"], theme.css.encode())}
    folder = followed(Path(theme.folder))
    for name in dict.fromkeys(_ADDRESS.findall(theme.css) if theme.folder else ()):
        address = urljoin(f"{folder.as_uri()}/", name)
        with suppress(RefusedError, OSError, ValueError):
            path = check(address, files=frozenset(), folder=folder)
            kind = TYPES.get(path.suffix.lower(), "application/octet-stream")
            files[f"{THEME}{quote(path.relative_to(folder).as_posix())}"] = File(kind, read(path, address))
    return files


def sheets(theme: Theme, *own: str) -> str:
    """Return the links to the style sheets of a preview; they change with the theme.

    Args:
        theme: the look.
        own: addresses of further style sheets.
    """
    version = hashlib.sha256(colours_css(theme) + theme.css.encode()).hexdigest()[:16]
    return "".join(f'<link rel="stylesheet" href="{address}?{version}">' for address in ("/colours.css", *own))
