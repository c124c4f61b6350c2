"""Fonts of the theme that the font list of the program does not hold: rules that give the PDF their files."""

from __future__ import annotations

from pathlib import Path

from reports.formats.pdf.page_style import css_string
from reports.theme.definition import Theme
from reports.theme.font_files import FontFile, family_files, own_files
from reports.theme.fonts import PACKAGES, font_files


def files_of(theme: Theme) -> tuple[Path, ...]:
    """Return the files of text and title; raises `MissingLibraryError` and `FontError` as `family_files`."""
    listed = (path for family in _families(theme) if family in PACKAGES for path in font_files(family))
    return (*listed, *(each.path for each in _brought_along(theme)))


def _families(theme: Theme) -> tuple[str, ...]:
    return tuple(dict.fromkeys((theme.fonts.text, theme.fonts.title)))


def _brought_along(theme: Theme) -> tuple[FontFile, ...]:
    """Return the files that the font list of the program does not hold."""
    own = {each.family for each in own_files(theme.folder)}
    wanted = (family for family in _families(theme) if family not in PACKAGES or family in own)
    return tuple(file for family in wanted for file in family_files(family, theme.folder))


def faces(theme: Theme) -> str:
    """Return `@font-face` rules (CSS Fonts 4, §4) for the families that come with no package of the program's own list."""
    return "\n".join(map(_face, _brought_along(theme)))


def _face(file: FontFile) -> str:
    weight = f"{file.lightest} {file.boldest}" if file.varies else str(file.lightest)
    style = "italic" if file.italic else "normal"
    source = css_string(Path(file.path).resolve().as_uri())
    family = css_string(file.family)
    return f"@font-face {{ font-family: {family}; font-weight: {weight}; font-style: {style}; src: url({source}); }}"
