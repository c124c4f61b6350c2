"""Texts of several scripts: which stretch is of which, and which fonts are at hand.

A font that is installed is found by itself; where one is missing, the message names what to install. Texts are set stretch by
stretch, so that an Urdu title in an English sentence has its own font and direction, and the sentence keeps its order.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from reports.theme.script_table import ARABIC, HAN, HANGUL, KANA, SCRIPTS, Script

__all__ = ["ARABIC", "HAN", "SCRIPTS", "Script"]

from dataclasses import dataclass

EXTRA = "scripts"
"""Extra of this package that installs every font that the base install lacks."""
LRM = "\N{LEFT-TO-RIGHT MARK}"
"""Ends a stretch that runs from right to left, so that figures and marks behind it are none of it (UAX 9, 2.7)."""
ZWJ = "\N{ZERO WIDTH JOINER}"
BRACKETS = {"(": ")", "[": "]", "“": "”", "«": "»"}
URDU = frozenset("ٹڈڑںےۓہھگپچژکیۂۃ")
"""Letters of Urdu that Arabic does not write with."""


KEPT = 1 << 11
"""Texts of other scripts of which it is kept how they are cut."""
LOWEST = 0x530
"""Below it stand Latin, Greek and Cyrillic."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one script; none for Latin, Greek, Cyrillic and what they share."""

    text: str
    script: Script | None = None
    figures: bool = False
    """Whether it is figures alone, which run from left to right in every script."""
    spoken: str = ""
    """BCP 47, where the line around it says its language."""

    @property
    def language(self) -> str:
        """Return the language, BCP 47, as far as the letters say; empty where the sentence around it says it."""
        if self.spoken:
            return self.spoken
        if self.script is ARABIC and not URDU.isdisjoint(self.text):
            return "ur"
        return self.script.language if self.script else ""

    @property
    def rtl(self) -> bool:
        """Return whether it runs from right to left."""
        return self.script is not None and self.script.rtl and not self.figures


def is_plain(text: str) -> bool:
    """Return whether no letter of another script stands in `text`, found in haste: what nearly all texts are."""
    return text.isascii() or not any(script_of(sign) for sign in set(text) if ord(sign) >= LOWEST)


@cache
def script_of(sign: str) -> Script | None:
    """Return the script in whose blocks a character stands; None for those of no row."""
    code = ord(sign)
    return next((each for each in SCRIPTS if any(code in block for block in each.blocks)), None)


def is_unspaced(sign: str) -> bool:
    """Return whether a character is of a script that parts words by no spaces, and where a line ends within letters."""
    script = script_of(sign) if ord(sign) >= LOWEST else None
    return script is not None and script.unspaced


def scripts_in(text: str) -> tuple[Script, ...]:
    """Return the scripts whose letters stand in `text`, each once, in the order of the table."""
    found = {stretch.script for stretch in stretches(text)}
    return tuple(each for each in SCRIPTS if each in found)


@lru_cache(KEPT)  # plans, writers and audits look at the same texts
def stretches(text: str) -> tuple[Stretch, ...]:
    """Return `text` cut where its script changes.

    Spaces, figures and signs between letters of one script belong to them; so do brackets right behind that hold no letter
    of another. Chinese characters beside Japanese or Korean letters are of their language.
    """
    if is_plain(text):
        return (Stretch(text),) if text else ()
    owners = _owners(text)
    found: list[Stretch] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or owners[at] is not owners[start]:
            found.append(Stretch(text[start:at], owners[start]))
            start = at
    return tuple(found)


def _owners(text: str) -> list[Script | None]:
    """Return the script of each character; what stands between two letters of one script is theirs."""
    owners: list[Script | None] = [script_of(sign) for sign in text]
    if HAN in owners:
        han = KANA if KANA in owners else HANGUL if HANGUL in owners else HAN
        owners = [han if each is HAN else each for each in owners]
    last = -1
    for at, sign in enumerate(text):
        if owners[at] is None and not sign.isalpha():
            continue
        if last >= 0 and _are_one(text[last + 1 : at], owners[last], owners[at]):
            owners[last + 1 : at] = [owners[at]] * (at - last - 1)
        last = at
    for start, end in _trailing(text, owners):
        owners[start:end] = [owners[start - 1]] * (end - start)
    return owners


def _are_one(between: str, before: Script | None, after: Script | None) -> bool:
    """Return whether what stands between signs of two scripts is of their stretch."""
    if before is None or before is not after:
        return False
    return not before.alone or not between.strip(ZWJ)


def _trailing(text: str, owners: list[Script | None]) -> Iterator[tuple[int, int]]:
    """Yield where brackets without a foreign letter stand right behind a stretch of a script: `خزانہ (2026)`."""
    for at in range(1, len(text)):
        before = owners[at - 1]
        if owners[at] is None and before is not None and not before.alone:
            opens = at + (text[at] == " ")
            if (closing := BRACKETS.get(text[opens : opens + 1])) and (end := text.find(closing, opens)) > 0:
                inside = text[opens:end]
                if not any(sign.isalpha() for sign in inside):
                    yield at, end + 1


def marked(text: str) -> str:
    """Return `text`, which stands in a line from left to right, with the ends of its stretches from right to left marked."""
    return "".join(f"{each.text}{LRM}" if each.rtl else each.text for each in stretches(text))


# ── Fonts at hand ────────────────────────────────────────────────────────────────────────────────


@cache
def font_folder(script: Script) -> Path:
    """Return the folder with the font files of a script whose package is installed."""
    module = importlib.import_module(script.module)
    return sorted(Path(str(module.__file__)).parent.rglob(script.files))[0].parent


@cache
def font_files(script: Script) -> tuple[Path, ...]:
    """Return the font files of a script, sorted by name; none where its package is not installed."""
    return tuple(sorted(font_folder(script).glob(script.files))) if script.installed else ()


def installed() -> tuple[Script, ...]:
    """Return the scripts whose fonts are on this machine."""
    return tuple(each for each in SCRIPTS if each.installed)


@cache
def letters(script: Script) -> frozenset[str]:
    """Return the characters that the font of a script has a glyph for; none where it is not installed."""
    from reports.theme.shaping import regular

    return frozenset(map(chr, regular(script).face.unicodes)) if script.installed else frozenset()


def has_glyph(sign: str) -> bool:
    """Return whether the font of the script of `sign` has a glyph for it, and is installed."""
    script = script_of(sign)
    if script is None:
        return False
    return any(sign in letters(each) for each in (script, *((KANA, HANGUL) if script is HAN else ())))


def missing(signs: str) -> Mapping[str, str]:
    """Return, by the name of each script in `signs` whose font is not installed, the package to install."""
    found = (script_of(sign) for sign in signs)
    return {each.name: each.package for each in found if each is not None and not each.installed}


def name_of(sign: str) -> str:
    """Return the name of a character; empty where Unicode gives it none."""
    return unicodedata.name(sign, "")
