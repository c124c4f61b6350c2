"""Measure text before it is written: advance widths, line breaks and line heights, without the font at hand.

Office fonts come in no package, and need not: `font_metrics/*.json` holds, per code point, how far the pen
moves. `metrics_table` took these numbers from fonts that share their metrics: Carlito those of Calibri, the Liberation fonts
those of Arial, Times New Roman and Courier New. Kerning and ligatures are left out
on purpose: they narrow text, so that what fits here fits in Office too.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_lowercase

from reports.errors import MissingLibraryError
from reports.theme.font_files import FontError
from reports.theme.line_chances import FIRST_WIDE, HANGING, LONGEST_UNSPACED, may_break
from reports.theme.measured_fonts import UNITS, face, text_family
from reports.theme.metric_twins import twins_of
from reports.theme.scripts import KEPT, Script, Stretch, is_plain, is_unspaced, scripts_in, stretches
from reports.theme.shaping import depth, shaped_width

FOLDER = Path(__file__).parent / "font_metrics"
FACES = ("regular", "bold")
OTHER_FAMILY = 1.16
"""Factor on widths for a family without a table: Arial and Georgia run 12 to 15 % wider than Calibri, and fonts of other
scripts differ as much from those by which they are measured."""
OTHER_HINTS = 1.03
"""Factor on widths in the very font that a slide names: programs place letters that join on whole pixels."""
LATIN_DEPTH = 0.25
"""How far lines of Latin fonts reach below their letters, in ems: those of Calibri and Carlito."""
NO_BREAK = "\N{NO-BREAK SPACE}"
"""As wide as a space; fonts need not list it, and Carlito does not."""


_WORDS = re.compile(r"\S+|\s+")

Char = tuple[str, float]
"""A character and how far the pen moves for it, in points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words set in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it will be set."""

    text: str
    width: float
    """Points, without the space at its end."""


@dataclass(frozen=True, eq=False)
class Metrics:
    """Widths and line height of a font family, in ems; each is made once, and is equal to itself alone."""

    family: str
    line: float
    """Height of a single-spaced line: ascent, descent and line gap of the `hhea` table."""
    advances: tuple[Mapping[str, float], Mapping[str, float]]
    """Regular and bold, by character."""
    measured: bool = True
    """False where the family has no table and another's widths stand in, with an allowance."""
    by: str = ""
    """The family of the same widths that was measured instead; empty where it was the family itself."""


def metrics(family: str, theme_folder: str = "") -> Metrics:
    """Return the metrics of `family`: its table, else as its own file measures them, else those of a wider Calibri.

    Before the last, a family of the same widths is measured, where one is at hand (`twins_of`). Files are looked for in
    `theme_folder`, or else in the theme that is laid out by (`measured_in`), and in packages.
    """
    return _metrics(family, theme_folder or text_family()[1])


@cache
def _metrics(family: str, theme_folder: str) -> Metrics:
    known = _table_path(family).is_file()
    if not known and (found := _measured(family, theme_folder)):
        return found
    for twin in () if known else twins_of(family):
        found = _metrics(twin, theme_folder) if _table_path(twin).is_file() else _measured(twin, theme_folder)
        if found:
            return replace(found, family=family, by=twin)
    table = json.loads((_table_path(family) if known else FOLDER / "calibri.json").read_text("utf-8"))
    scale = (1 if known else OTHER_FAMILY) / table["units_per_em"]
    regular, bold = (
        {char: advance * scale for char, advance in _unpack(table["faces"][face]["advances"])} for face in FACES
    )
    line = (table["ascent"] + table["descent"] + table["line_gap"]) / table["units_per_em"]
    return Metrics(family, line, (regular, bold), known)


def _table_path(family: str) -> Path:
    return FOLDER / f"{family.casefold().replace(' ', '-')}.json"


def run_length(family: str, theme_folder: str = "") -> float:
    """Return how wide a family runs: its small letters in a row, in ems, with an allowance where nothing measures it."""
    return width([Piece(ascii_lowercase)], 1.0, metrics(family, theme_folder))


def _measured(family: str, theme_folder: str) -> Metrics | None:
    """Return the metrics of a family whose file lies in the folder of the theme or in a package; None where none does."""
    try:
        regular, bold = (face(family, theme_folder, weight) for weight in (400, 700))
    except (FontError, MissingLibraryError):
        return None
    wide = [{char: advance / UNITS for char, advance in each.advances.items()} for each in (regular, bold)]
    return Metrics(family, regular.line, (wide[0], wide[1]))


def _unpack(runs: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, int]]:
    for start, advances in runs.items():
        for offset, advance in enumerate(advances):
            yield chr(int(start, 16) + offset), advance


def advance(char: str, *, bold: bool, font: Metrics) -> float:
    """Return how far the pen moves for `char`, in ems; marks that combine move it nowhere."""
    known = font.advances[bold].get(" " if char == NO_BREAK else char)
    if known is not None:
        return known
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return 1.0 if char >= FIRST_WIDE else 0.75


@lru_cache(512)  # the same text is broken into lines of several widths and sizes
def _advances(piece: Piece, font: Metrics) -> tuple[Char, ...]:
    """Return the characters of `piece`, each with how far the pen moves for it, in ems.

    Words of other scripts are measured whole, as they are set, and share their width among their letters.
    """
    if is_plain(piece.text):
        return tuple([(char, advance(char, bold=piece.bold, font=font)) for char in piece.text])
    shares = _shares(piece.text, bold=piece.bold)
    return tuple([(char, advance(char, bold=piece.bold, font=font) if wide is None else wide) for char, wide in shares])


@lru_cache(KEPT)
def _shares(text: str, *, bold: bool) -> tuple[tuple[str, float | None], ...]:
    """Return the characters of `text`, each with its share of the width of its word; None where it is measured by itself."""
    found: list[tuple[str, float | None]] = []
    for stretch in stretches(text):
        for word in _WORDS.findall(stretch.text) if stretch.script else (stretch.text,):
            alone = stretch.script is None or stretch.script.slot == "ea"
            share = None if alone else _shaped(word, stretch, bold=bold) / len(word)
            found += [(char, share) for char in word]
    return tuple(found)


def _shaped(word: str, stretch: Stretch, *, bold: bool) -> float:
    """Return how wide a word of another script runs in Office, in ems: in the widest of its fonts, else with an allowance."""
    script = stretch.script
    assert script is not None
    fonts = dict.fromkeys((script, _on_slides(script)))
    wide = max(shaped_width(word, each, 700 if bold else 400, figures=stretch.figures) for each in fonts)
    return wide * (OTHER_FAMILY if len(fonts) == 1 else OTHER_HINTS)


@cache
def sunk(text: str) -> float:
    """Return how much deeper than Latin lines those of `text` reach on slides, in ems; 0 for text of no such script."""
    if is_plain(text):
        return 0.0
    return max(0.0, *(depth(_on_slides(script)) - LATIN_DEPTH for script in scripts_in(text)))


def _on_slides(script: Script) -> Script:
    return script.on_slides


def width(pieces: Sequence[Piece], size: float, font: Metrics) -> float:
    """Return the width of `pieces` on one line, in points at `size` points."""
    return size * sum(wide for piece in pieces for _, wide in _advances(piece, font))


def break_lines(pieces: Sequence[Piece], size: float, room: float, font: Metrics) -> tuple[Line, ...]:
    r"""Return the lines that Office makes of `pieces` within `room` points; a newline in a piece ends a line.

    A word wider than the room is broken within. There is at least one line, since an empty paragraph has a height.
    """
    return _broken(tuple(pieces), size, room, font)


@lru_cache(KEPT)  # slides are tried in several ways, most of which leave most of their texts as wide as they were
def _broken(pieces: tuple[Piece, ...], size: float, room: float, font: Metrics) -> tuple[Line, ...]:
    lines: list[Line] = []
    rest: list[Char] = []
    for piece in pieces:
        for char, wide in _advances(piece, font):
            if char == "\n":
                lines += _wrap(rest, room)
                rest = []
            else:
                rest.append((char, size * wide))
    return (*lines, *_wrap(rest, room))


def _wrap(chars: Sequence[Char], room: float) -> Iterator[Line]:
    start = 0
    while True:
        end = _line_end(chars, start, room)
        yield _line(chars[start:end])
        if end == len(chars):
            return
        start = end


def _line_end(chars: Sequence[Char], start: int, room: float) -> int:
    """Return where the line from `start` ends: at the last chance before it is full, else within the word."""
    pen, chance = 0.0, start
    for at in range(start, len(chars)):
        char, wide = chars[at]
        if char not in HANGING and pen + wide > room and at > start:
            end = max(chance, _end_unspaced(chars, start, at))
            return end if end > start else at
        pen += wide
        if may_break(char, chars[at + 1][0] if at + 1 < len(chars) else ""):
            chance = at + 1
    return len(chars)


def _end_unspaced(chars: Sequence[Char], start: int, at: int) -> int:
    """Return where a line ends within words that no space parts, a whole word before it is full; `start` where there are none.

    Programs part these words by dictionaries of their own (UAX 14, SA), none of which is at hand.
    """
    end = at - LONGEST_UNSPACED
    if end > start and all(is_unspaced(char) for char, _ in chars[end - 1 : at + 1]):
        return end
    return start


def _line(chars: Sequence[Char]) -> Line:
    text = "".join(char for char, _ in chars).rstrip(HANGING)
    return Line(text, sum(wide for _, wide in chars[: len(text)]))


def longest_word(pieces: Sequence[Piece], size: float, font: Metrics) -> float:
    """Return the width of the widest stretch that no line break may split, in points."""
    return _longest(tuple(pieces), size, font)


@lru_cache(KEPT)
def _longest(pieces: tuple[Piece, ...], size: float, font: Metrics) -> float:
    chars = [each for piece in pieces for each in _advances(piece, font)]
    widest, pen, unspaced = 0.0, 0.0, 0
    for at, (char, wide) in enumerate(chars):
        following = chars[at + 1][0] if at + 1 < len(chars) else ""
        if char not in HANGING and char != "\n":
            pen += size * wide
            widest = max(widest, pen)
        unspaced = unspaced + 1 if is_unspaced(char) else 0
        if char == "\n" or may_break(char, following) or unspaced >= LONGEST_UNSPACED:
            pen, unspaced = 0.0, 0
    return widest


def how_measured(family: str, theme_folder: str) -> str:
    """Return how the widths of a family are known, as whoever tries a designer's file is told."""
    font = metrics(family, theme_folder)
    if font.by:
        return f"as wide as {font.by}, which is measured"
    if font.measured:
        return "measured"
    return "not measured here, so room is left for a wider one"
