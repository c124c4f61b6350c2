"""Scripts beside Latin, Greek and Cyrillic: which letters are theirs, the package with their font, and Office's own.

A font that is installed is found by itself; where one is missing, the message names what to install. Texts are set stretch by
stretch, so that an Urdu title in an English sentence has its own font and direction, and the sentence keeps its order.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from reports.frozen_classes import dataclass

EXTRA = "scripts"
"""Extra of this package that installs every font that the base install lacks."""
LRM = "\N{LEFT-TO-RIGHT MARK}"
"""Ends a stretch that runs from right to left, so that figures and marks behind it are none of it (UAX 9, 2.7)."""
BRACKETS = {"(": ")", "[": "]", "“": "”", "«": "»"}
URDU = frozenset("ٹڈڑںےۓہھگپچژکیۂۃ")
"""Letters of Urdu that Arabic does not write with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script, and what sets its letters."""

    name: str
    """In English, for messages."""
    code: str
    """ISO 15924."""
    blocks: tuple[range, ...]
    """Code points of its letters, digits and signs (Unicode 16.0, Blocks.txt)."""
    family: str
    """Font of the pages and pictures."""
    module: str
    """Package that holds the files of the font, as it is imported."""
    files: str = "*.ttf"
    """Which of its files, as a pattern."""
    office: str
    """Font that Word and PowerPoint have for it on every machine."""
    slot: Literal["cs", "ea"] = "cs"
    """Complex or East Asian, as Office tells fonts apart (ISO/IEC 29500-1, 17.3.2.26)."""
    language: str
    """BCP 47, where nothing says which language of the script it is."""
    rtl: bool = False

    @property
    def package(self) -> str:
        """Return the name under which the package is installed."""
        return self.module.replace("_", "-")

    @property
    def installed(self) -> bool:
        """Return whether the font is on this machine."""
        return find_spec(self.module) is not None


def _to(*bounds: int) -> tuple[range, ...]:
    return tuple(range(start, stop + 1) for start, stop in zip(bounds[::2], bounds[1::2], strict=True))


HAN = Script(
    name="Chinese", code="Hans", family="Noto Sans SC", module="pylopdf_fonts_zh_cn", files="NotoSans*",
    office="Microsoft YaHei", slot="ea", language="zh-CN",
    blocks=_to(
        0x2E80, 0x2FDF, 0x3000, 0x303F, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0xFF00, 0xFFEF,
        0x20000, 0x323AF,
    ),
)  # fmt: skip
KANA = Script(
    name="Japanese", code="Jpan", family="Noto Sans JP", module="pylopdf_fonts_jp", files="NotoSans*",
    office="Yu Gothic", slot="ea", language="ja", blocks=_to(0x3040, 0x30FF, 0x31F0, 0x31FF),
)  # fmt: skip
HANGUL = Script(
    name="Korean", code="Kore", family="Noto Sans KR", module="pylopdf_fonts_ko", files="NotoSans*",
    office="Malgun Gothic", slot="ea", language="ko", blocks=_to(0x1100, 0x11FF, 0x3130, 0x318F, 0xAC00, 0xD7AF),
)  # fmt: skip
ARABIC = Script(
    name="Arabic", code="Arab", family="IBM Plex Sans Arabic", module="fontpkg_ibm_plex_sans_arabic",
    office="Arial", language="ar", rtl=True,
    blocks=_to(0x600, 0x6FF, 0x750, 0x77F, 0x870, 0x8FF, 0xFB50, 0xFDFF, 0xFE70, 0xFEFC),
)  # fmt: skip
SCRIPTS: tuple[Script, ...] = (
    ARABIC,
    Script(
        name="Hebrew", code="Hebr", family="Noto Sans Hebrew", module="pylopdf_fonts_he", files="NotoSans*",
        office="Arial", language="he", rtl=True, blocks=_to(0x590, 0x5FF, 0xFB1D, 0xFB4F),
    ),
    Script(
        name="Devanagari", code="Deva", family="Noto Sans Devanagari", module="fontpkg_noto_sans_devanagari",
        office="Nirmala UI", language="hi", blocks=_to(0x900, 0x97F, 0xA8E0, 0xA8FF),
    ),
    Script(
        name="Bengali", code="Beng", family="Hind Siliguri", module="fontpkg_hind_siliguri",
        office="Nirmala UI", language="bn", blocks=_to(0x980, 0x9FF),
    ),
    Script(
        name="Tamil", code="Taml", family="Noto Sans Tamil", module="fontpkg_noto_sans_tamil",
        office="Nirmala UI", language="ta", blocks=_to(0xB80, 0xBFF),
    ),
    Script(
        name="Telugu", code="Telu", family="Noto Sans Telugu", module="fontpkg_noto_sans_telugu",
        office="Nirmala UI", language="te", blocks=_to(0xC00, 0xC7F),
    ),
    Script(
        name="Thai", code="Thai", family="Noto Sans Thai", module="fontpkg_noto_sans_thai",
        office="Leelawadee UI", language="th", blocks=_to(0xE01, 0xE3A, 0xE40, 0xE7F),
    ),
    Script(
        name="Khmer", code="Khmr", family="Noto Sans Khmer", module="fontpkg_noto_sans_khmer",
        office="Leelawadee UI", language="km", blocks=_to(0x1780, 0x17FF, 0x19E0, 0x19FF),
    ),
    HAN,
    KANA,
    HANGUL,
)  # fmt: skip
LOWEST = 0x590
"""Below it stand Latin, Greek, Cyrillic and Armenian."""


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


def scripts_in(text: str) -> tuple[Script, ...]:
    """Return the scripts whose letters stand in `text`, each once, in the order of the table."""
    found = {stretch.script for stretch in stretches(text)}
    return tuple(each for each in SCRIPTS if each in found)


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
    han = _reading(text)
    owners: list[Script | None] = [han if (own := script_of(sign)) is HAN else own for sign in text]
    last = -1
    for at, sign in enumerate(text):
        if owners[at] is None and not sign.isalpha():
            continue
        if last >= 0 and owners[at] is owners[last] is not None:
            owners[last + 1 : at] = [owners[at]] * (at - last - 1)
        last = at
    for start, end in _trailing(text, owners):
        owners[start:end] = [owners[start - 1]] * (end - start)
    return owners


def _reading(text: str) -> Script:
    """Return in whose font Chinese characters of `text` are set."""
    beside = {script_of(sign) for sign in text}
    return KANA if KANA in beside else HANGUL if HANGUL in beside else HAN


def _trailing(text: str, owners: list[Script | None]) -> Iterator[tuple[int, int]]:
    """Yield where brackets without a foreign letter stand right behind a stretch of a script: `خزانہ (2026)`."""
    for at in range(1, len(text)):
        if owners[at] is None and owners[at - 1] is not None:
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
