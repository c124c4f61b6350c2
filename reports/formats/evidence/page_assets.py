"""What the evidence page carries inside itself: style sheet and script of the program, and the fonts of the theme."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from reports.errors import MissingLibraryError
from reports.theme.definition import Theme
from reports.theme.font_files import FontError, notice
from reports.theme.web_fonts import web_font

FOLDER = Path(__file__).parent / "assets"
"""page.css, page.js and deep-link.js."""
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2026, 0x202F, 0x2039),
    *(0x203A, 0x20AC, 0x2190, 0x2192, 0x2212, 0x2248, 0x2264, 0x2265, 0x2272, 0xD7),
)
"""Latin with its extensions, punctuation and the signs of hedges; the system's fonts draw everything else."""


class PageFont(NamedTuple):
    """A font of the page."""

    role: str
    """Which font of the theme it is: text or title."""
    weights: tuple[int, int]
    """The lightest and the boldest that the page shows."""
    named: str
    """What the part in the page calls itself, since a changed font may not keep its name."""

    def family(self, theme: Theme) -> str:
        """Return the family that the theme asks for."""
        return str(getattr(theme.fonts, self.role))

    def data(self, theme: Theme) -> bytes:
        """Return the font as WOFF2; nothing where it is not at hand, or its licence bits forbid that it is embedded."""
        try:
            return web_font(self.family(theme), theme.folder, self.weights, self.named, CHARACTERS)
        except (MissingLibraryError, FontError):
            return b""


FONTS = {
    "sans.woff2": PageFont("text", (400, 700), "Evidence Sans"),
    "serif.woff2": PageFont("title", (600, 600), "Evidence Serif"),
}
"""File → the font of the theme that it is made from."""


@cache
def asset(name: str) -> bytes:
    """Return the file `name` that comes with the program for the evidence page."""
    return (FOLDER / name).read_bytes()


def notices(theme: Theme) -> tuple[str, ...]:
    """Return whose the fonts in the page are and under which licence, each once."""
    held = (font for font in FONTS.values() if font.data(theme))
    return tuple(dict.fromkeys(notice(font.family(theme), theme.folder) for font in held))
