"""Fonts that come as packages: where their files lie, how wide their text runs, and a font set of our own for the PDF.

Nothing is read from the system's fonts, so that the same input gives the same pages on every machine.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path

from reports.errors import MissingLibraryError
from reports.theme import scripts
from reports.theme.shaping import shaped_width

PACKAGES: Mapping[str, str] = {
    "IBM Plex Sans": "fontpkg_ibm_plex_sans",
    "IBM Plex Serif": "fontpkg_ibm_plex_serif",
}
"""Family → the package that holds its files."""

WIDTHS = Path(__file__).parent / "font_widths" / "ibm-plex-sans-widths.json"
TEXT_FAMILY = "IBM Plex Sans"
"""Whose widths lie in `WIDTHS`, and in which the PDF sets what another family lacks."""
WEIGHTS = (400, 600, 700)
"""Weights of the text family that are set somewhere and therefore measured."""
UNITS_PER_EM = 1000
MOST_NAMED = 6
"""Of the characters that a message names."""
MARKS = frozenset(map(chr, range(0x300, 0x370)))
"""Combining marks, which may stand behind a letter that has a glyph with them."""
DRAWN = "●○"
"""Shapes that no font has; the writer of pages draws them wherever text stands."""
BREAKS = "\u2028\u2029"
"""What ends a line or paragraph; the font says that it has them, the layout engine that they have no glyph."""
UNSEEN = (
    range(0xAD, 0xAE), range(0x34F, 0x350), range(0x61C, 0x61D), range(0x17B4, 0x17B6), range(0x180B, 0x180F),
    range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xFE00, 0xFE10), range(0xFEFF, 0xFF00),
    range(0xE0000, 0xE1000),
)  # fmt: skip
"""Characters that are not drawn where the font lacks them (Unicode, Default_Ignorable_Code_Point)."""

# ── Files ────────────────────────────────────────────────────────────────────────────────────────


def package_name(family: str) -> str:
    """Return what installs the fonts of `family`: 'fontpkg-ibm-plex-sans'."""
    plain = "fontpkg_" + re.sub(r"[^a-z0-9]+", "_", family.casefold()).strip("_")
    return PACKAGES.get(family, plain).replace("_", "-")


def font_folder(family: str) -> Path:
    """Return the folder with the font files of `family`.

    Raises:
        MissingLibraryError: no package is known for the family, or it is not installed.
    """
    package = package_name(family).replace("-", "_")
    try:
        module = importlib.import_module(package)
    except ImportError:
        if family not in PACKAGES:
            raise MissingLibraryError(
                f"the font {family!r} lies neither in theme/fonts/ nor in a package ({package.replace('_', '-')} is not "
                f"installed); add its file, use one of {', '.join(PACKAGES)} in theme.yaml, under fonts:, or say machine: "
                "true there for a font that is installed here"
            ) from None
        raise MissingLibraryError(
            f"the font {family!r} is not installed; run: pip install {package.replace('_', '-')}"
        ) from None
    return Path(str(module.__file__)).parent / "files"


def font_files(family: str) -> tuple[Path, ...]:
    """Return the font files of `family`, sorted by name; raises as `font_folder`."""
    return tuple(sorted(font_folder(family).glob("*.[ot]tf")))


# ── fontconfig ───────────────────────────────────────────────────────────────────────────────────


def fontconfig_text(folders: tuple[Path, ...], cache_folder: Path) -> str:
    """Return a fontconfig file that knows `folders` and nothing else.

    Source: https://fontconfig.pages.freedesktop.org/fontconfig/fontconfig-user.html
    """
    dirs = "".join(f"  <dir>{escape(str(folder))}</dir>\n" for folder in folders)
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"{dirs}  <cachedir>{escape(str(cache_folder))}</cachedir>\n</fontconfig>\n"
    )


VARIABLE = "FONTCONFIG_FILE"
"""Names the font list for fontconfig, in this process and those it starts."""


def use_private_fontconfig(*extra: Path) -> Path:
    """Point fontconfig at our own font folders and `extra`, and return the file written for it.

    Must run before the first import of weasyprint: fontconfig reads its file once a process. The file lies in
    the user's cache folder, so that fontconfig's own cache is kept; where that cannot be written (no home, a
    read-only disk), in a temporary folder that goes with the process.
    """
    beside = map(scripts.font_folder, scripts.installed())
    folders = (*(font_folder(family) for family in PACKAGES), *beside, *extra)
    home = cache_home()
    if home is not None:
        with suppress(OSError):
            return _place(folders, home)
    scratch = Path(tempfile.mkdtemp(prefix="reports-fonts-"))
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    return _place(folders, scratch)


def cache_home() -> Path | None:
    """Return the folder for what is kept from build to build; None where the user has none."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if named:
        return Path(named) / "fact-reports"
    try:
        return Path.home() / ".cache" / "fact-reports"
    except RuntimeError:  # no home can be found
        return None


def _place(folders: tuple[Path, ...], home: Path) -> Path:
    cache_folder = home / "fontconfig"
    cache_folder.mkdir(parents=True, exist_ok=True)
    text = fontconfig_text(folders, cache_folder)
    path = home / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        # two builds may start at once: write aside, then rename
        handle, name = tempfile.mkstemp(dir=home, suffix=".conf")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    os.environ[VARIABLE] = str(path)
    return path


def outer_environment() -> dict[str, str]:
    """Return the environment for programs that need the fonts of the machine: without a font list of ours."""
    ours = re.fullmatch(r"fonts-[0-9a-f]{12}\.conf", Path(os.environ.get(VARIABLE, "")).name)
    return {key: value for key, value in os.environ.items() if not (ours and key == VARIABLE)}


# ── Widths ───────────────────────────────────────────────────────────────────────────────────────


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return how wide `text` runs in the text family, in points, at `size` points and `weight`; kerning is left out.

    A weight that is not in `WEIGHTS` counts as the nearest that is. Stretches of other scripts are as wide as they are set.
    """
    nearest = min(WEIGHTS, key=lambda known: (abs(known - weight), known))
    table = _table(nearest)
    if scripts.is_plain(text):
        return sum(table[c] if c in table else _unknown(c) for c in text) * size / UNITS_PER_EM
    return sum(stretch_width(each, weight) * size for each in scripts.stretches(text))


def stretch_width(stretch: scripts.Stretch, weight: int = 400) -> float:
    """Return how wide a stretch runs as it is set, in ems."""
    if stretch.script is None:
        return text_width(stretch.text, 1, weight)
    nearest = min(WEIGHTS, key=lambda known: (abs(known - weight), known))
    return shaped_width(stretch.text, stretch.script, nearest, figures=stretch.figures)


def covered(characters: Iterable[str]) -> str:
    """Return those of `characters` that the text family has a glyph for."""
    table = _widths()[WEIGHTS[0]]
    return "".join(character for character in characters if character in table)


def lacking(text: str) -> str:
    """Return the characters of `text` that no font of the PDF has a glyph for, each once, in the order of their codes.

    A letter with a mark may be set as both, spaces are only wide, and what nobody sees needs no glyph; that is what the
    layout engine makes of them.
    """
    table = _widths()[WEIGHTS[0]]
    if table.keys() >= (signs := frozenset(text)) and signs.isdisjoint(BREAKS):
        return ""
    composed = signs if signs.isdisjoint(MARKS) else frozenset(unicodedata.normalize("NFC", text))
    return "".join(sorted(sign for sign in composed if not _has_glyph(sign, table)))


def _has_glyph(sign: str, table: Mapping[str, int]) -> bool:
    if sign in BREAKS:
        return False
    if sign in table or unicodedata.category(sign) in ("Zs", "Cc") or any(ord(sign) in span for span in UNSEEN):
        return True
    if scripts.has_glyph(sign):
        return True
    return all(part in table or scripts.has_glyph(part) for part in unicodedata.normalize("NFD", sign))


def families(family: str, text: str) -> tuple[str, ...]:
    """Return `family` and behind it those of the scripts in `text` whose fonts are installed: what pages are set in."""
    return (family, *dict.fromkeys(each.family for each in scripts.scripts_in(text) if each.installed))


def named(signs: str) -> str:
    """Return `signs` as messages name them: each with its code and its name, the first ones where they are many."""
    shown = [f"'{sign}' (U+{ord(sign):04X} {unicodedata.name(sign, '')})" for sign in signs[:MOST_NAMED]]
    more = f" and {len(signs) - MOST_NAMED} more" if len(signs) > MOST_NAMED else ""
    return ", ".join(shown) + more


def instead(signs: str) -> str:
    """Return what to do about `signs` that have no glyph, as an imperative."""
    if packages := scripts.missing(signs):
        fonts = f"the font for {' and '.join(packages)}: pip install {' '.join(packages.values())}"
        others = "".join(sign for sign in signs if scripts.script_of(sign) is None)
        more = f", and {instead(others).replace(' it ', ' the others ')}" if others else ""
        return f"install {fonts} (all scripts: pip install 'fact-reports[{scripts.EXTRA}]'){more}"
    if any(unicodedata.category(sign).startswith("L") for sign in signs):
        return "write it in Latin, Greek or Cyrillic letters, translated or transliterated"
    return "write it in words or with another sign"


def _unknown(character: str) -> int:
    # another font will have to draw it: an em where the script is wide, nothing for a combining mark
    if unicodedata.combining(character):
        return 0
    return UNITS_PER_EM if unicodedata.east_asian_width(character) in "WF" else 600


def _table(weight: int) -> Mapping[str, int]:
    """Return the widths of the text family at `weight`; what it lacks is set in that of the program."""
    from reports.theme.measured_fonts import text_family

    family, folder = text_family()
    return _joined_table(family, folder, weight) if family else _widths()[weight]


@cache
def _joined_table(family: str, folder: str, weight: int) -> Mapping[str, int]:
    from reports.theme.measured_fonts import face

    return {**_widths()[weight], **face(family, folder, weight).advances}


@cache
def _widths() -> Mapping[int, Mapping[str, int]]:
    tables: dict[str, dict[str, str]] = json.loads(WIDTHS.read_text(encoding="utf-8"))
    return {
        int(weight): {c: int(width) for width, characters in table.items() for c in characters}
        for weight, table in tables.items()
    }


def measured_widths(weight: int) -> dict[str, str]:
    """Return advance width → characters of that width, from the font's own tables at `weight`.

    This makes `WIDTHS`; reading the variable font on every run would cost 0.1 s.
    Source: OpenType, hmtx (default widths) and HVAR (their change along the weight axis).
    """
    from fontTools.ttLib import TTFont
    from fontTools.varLib.models import normalizeLocation, piecewiseLinearMap
    from fontTools.varLib.varStore import VarStoreInstancer

    [path] = [p for p in font_files("IBM Plex Sans") if "Italic" not in p.name]
    with TTFont(path, lazy=True) as font:
        axes = {a.axisTag: (a.minValue, a.defaultValue, a.maxValue) for a in font["fvar"].axes}
        location = normalizeLocation({"wght": weight}, axes)
        bends = font["avar"].segments
        location = {tag: piecewiseLinearMap(at, bends[tag]) if bends.get(tag) else at for tag, at in location.items()}
        change = font["HVAR"].table
        delta = VarStoreInstancer(change.VarStore, font["fvar"].axes, location)
        index = change.AdvWidthMap.mapping if change.AdvWidthMap else None
        found: dict[int, list[str]] = {}
        for code, glyph in sorted(font.getBestCmap().items()):
            at = index[glyph] if index else font.getGlyphID(glyph)
            found.setdefault(round(font["hmtx"][glyph][0] + delta[at]), []).append(chr(code))
    return {str(width): "".join(found[width]) for width in sorted(found)}


def widths_text() -> str:
    """Return the text of `WIDTHS`; write it there after an update of the font package."""
    return json.dumps({str(w): measured_widths(w) for w in WEIGHTS}, ensure_ascii=True, indent=0) + "\n"
