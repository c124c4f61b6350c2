"""Fonts by family: those of the theme's own folder first, then packages, then, where asked for, those of the machine.

A font is refused where its own licence bits forbid what the outputs do with it: they embed a part of it. Source: OpenType,
OS/2, fsType (https://learn.microsoft.com/typography/opentype/spec/os2#fstype).
"""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import MissingLibraryError, ReportError
from reports.theme.fonts import font_files as packaged
from reports.theme.fonts import package_name
from reports.theme.machine_fonts import asks_machine, machine_files

if TYPE_CHECKING:
    from uharfbuzz import Face

FOLDER = "fonts"
"""Of the theme: `templates/theme/fonts/`."""
ENDINGS = (".ttf", ".otf", ".woff2")
RESTRICTED, NO_PARTS, BITMAPS = 0x0002, 0x0100, 0x0200
"""Bits of fsType: no embedding; no embedding of a part; nothing but bitmaps."""
FORBIDDEN = (
    (RESTRICTED, "may not be embedded"),
    (NO_PARTS, "may not be embedded in part, as reports do"),
    (BITMAPS, "may be embedded as bitmaps only"),
)
MOST_BYTES = 60_000_000


class FontError(ReportError):
    """A font of the theme cannot be used."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file, as its own tables describe it."""

    path: Path
    family: str
    lightest: int
    """Weight, from 100 to 900; of a variable font the least."""
    boldest: int
    italic: bool
    copyright: str
    licence: str
    """What it says of its licence, with the address, where it says so."""
    bits: int
    """Its licence bits (OS/2 fsType)."""

    @property
    def varies(self) -> bool:
        """Return whether it has many weights."""
        return self.lightest != self.boldest


def family_files(family: str, theme_folder: str) -> tuple[FontFile, ...]:
    """Return the files of `family`, upright ones first, the lightest first.

    Raises:
        FontError: a file in the folder of the theme is no font, or its licence bits forbid that it is embedded.
        MissingLibraryError: neither the folder nor a package nor, where the theme asks for it, the machine has the family.
    """
    wanted = family.casefold()
    own = [each for each in own_files(theme_folder) if each.family.casefold() == wanted]
    found = own or [described(path, path.stat().st_mtime_ns) for path in _installed(family, theme_folder)]
    for each in found:
        require_embeddable(each)
    return tuple(sorted(found, key=lambda each: (each.italic, each.lightest, each.path.name)))


def _installed(family: str, theme_folder: str) -> tuple[Path, ...]:
    """Return the files of `family` in its package, else, where the theme asks for it, on the machine."""
    try:
        return packaged(family)
    except MissingLibraryError:
        if not asks_machine(theme_folder):
            raise
    if found := tuple(path for path in machine_files(family) if _is_of(path, family)):
        return found
    raise MissingLibraryError(
        f"the font {family!r} lies neither in theme/fonts/, nor in a package ({package_name(family)} is not installed), nor "
        f"on this machine as .ttf or .otf; install {family!r} here, or put its files into theme/fonts/"
    )


def _is_of(path: Path, family: str) -> bool:
    try:
        return described(path, path.stat().st_mtime_ns).family.casefold() == family.casefold()
    except (FontError, OSError):
        return False


def own_files(theme_folder: str) -> tuple[FontFile, ...]:
    """Return the fonts that lie in the folder of the theme; raises `FontError` where one cannot be read."""
    folder = Path(theme_folder) / FOLDER
    if not theme_folder or not folder.is_dir():
        return ()
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    return tuple(described(path, path.stat().st_mtime_ns) for path in paths)


@lru_cache(maxsize=256)
def described(path: Path, changed: int) -> FontFile:
    """Return what a font file says of itself; `changed` is when it was last written.

    Raises:
        FontError: it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise FontError(f"the font {path.name} is larger than {MOST_BYTES // 1_000_000} MB; use another")
    try:
        return _read(path, _unpacked(path))
    except (OSError, ValueError, struct.error) as error:
        raise FontError(
            f"the font {path.name} cannot be read ({' '.join(str(error).split())}); save it anew"
        ) from error


def _read(path: Path, content: bytes) -> FontFile:
    """Return what the tables of a font say of it, by their offsets in OpenType 1.9.1: OS/2, head, name, fvar.

    HarfBuzz reads them, which lays out text in any case, and is loaded in a twentieth of the time that fontTools takes.
    """
    from uharfbuzz import Face

    face = Face(content)
    weight, bits = struct.unpack_from(">4xHxxH", _table(face, "OS/2"))
    (selection,) = struct.unpack_from(">62xH", _table(face, "OS/2"))
    (style,) = struct.unpack_from(">44xH", _table(face, "head"))
    span = next(((int(axis.min_value), int(axis.max_value)) for axis in face.axis_infos if axis.tag == "wght"), None)
    said = {number: str(face.get_name(number) or "") for number in (0, 1, 13, 14, 16)}
    licence = " ".join(filter(None, (said[13], said[14] if said[14] not in said[13] else "")))
    family, (lightest, boldest) = said[16] or said[1], span or (weight, weight)
    return FontFile(path, family, lightest, boldest, bool(selection & 1 or style & 2), said[0], licence, bits)


def _table(face: Face, tag: str) -> bytes:
    found: bytes = face.reference_table(tag).data
    if not found:
        raise ValueError(f"it has no table {tag}")
    return found


def _unpacked(path: Path) -> bytes:
    """Return the tables of a font as they lie in .ttf and .otf; those of a web font are compressed."""
    if path.suffix.lower() != ".woff2":
        return path.read_bytes()
    from fontTools.ttLib import TTFont, TTLibError

    plain = io.BytesIO()
    try:
        with TTFont(io.BytesIO(path.read_bytes()), recalcTimestamp=False) as font:
            font.flavor = None
            font.save(plain, reorderTables=None)
    except (TTLibError, KeyError, AssertionError, ImportError, AttributeError) as error:
        raise ValueError(str(error)) from error
    return plain.getvalue()


def require_embeddable(file: FontFile) -> None:
    """Refuse a font whose own licence bits forbid that a part of it is embedded.

    Raises:
        FontError: they do.
    """
    bits, path = file.bits, file.path
    for bit, what in FORBIDDEN:
        if bits & bit:
            cure = "name another font in theme.yaml, or ask its maker for one that may be"
            raise FontError(f"the font {path.name} {what}: its licence bits say so (OS/2 fsType {bits:#06x}); {cure}")


def notice(family: str, theme_folder: str) -> str:
    """Return whose the fonts of a family are and under which licence, in the words of the fonts themselves."""
    first = family_files(family, theme_folder)[0]
    said = [re.sub(r"\s+", " ", each).strip().rstrip(".") for each in (first.copyright, first.licence)]
    return f"{first.family}: {'. '.join(filter(None, said))}."
