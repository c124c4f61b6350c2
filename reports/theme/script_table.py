"""The scripts beside Latin, Greek and Cyrillic: which letters are theirs, the package with their font, and Office's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from typing import Literal

SANS = 34
"""Variable pitch, without serifs ([MS-WMF] 2.2.2.14)."""


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
    slides: str = ""
    """Font that decks name instead: one that other programs find as well, whose lines are no taller than they must be.

    PowerPoint, which lacks it, sets its own of the class that is said beside the name.
    """
    slides_module: str = ""
    """Package that holds the files of that font, by which texts are measured."""
    slides_files: str = "*.ttf"
    """Which of its files."""
    panose: str = ""
    """How the letters look (OpenType, OS/2) that PowerPoint sets where it has no such font."""
    charset: int = 0
    """Letters of that font, as Windows numbers them ([MS-WMF] 2.1.1.5), as a signed byte."""
    slot: Literal["cs", "ea", "any"] = "cs"
    """Complex, East Asian or like Latin, as Office tells fonts apart (ISO/IEC 29500-1, 17.3.2.26)."""
    language: str
    """BCP 47, where nothing says which language of the script it is; empty for signs of every language."""
    unspaced: bool = False
    """Whether no spaces part its words, so that only dictionaries say where a line may end (UAX 14, SA)."""
    alone: bool = False
    """Whether its font sets its own signs alone, and nothing that stands between them."""
    rtl: bool = False

    def __hash__(self) -> int:
        """Return a hash by what tells scripts apart: the other fields follow from it, and nearly every sign is looked up."""
        return hash((self.code, self.module))

    @property
    def package(self) -> str:
        """Return the name under which the package is installed."""
        return self.module.replace("_", "-")

    @property
    def installed(self) -> bool:
        """Return whether the font is on this machine."""
        return find_spec(self.module) is not None

    @property
    def on_slides(self) -> Script:
        """Return the script with the font by which texts on slides are measured; itself where it is the usual one."""
        return _on_slides(self)

    @property
    def slide_font(self) -> Mapping[str, str]:
        """Return how slides name its font (21.1.2.3.1), with what PowerPoint finds another one by where it has none such."""
        if not self.slides:
            return {"typeface": self.office}
        look = {"panose": self.panose, "pitchFamily": str(SANS), "charset": str(self.charset)}
        return {"typeface": self.slides, **look}


@cache  # it is asked for at every word of a slide
def _on_slides(script: Script) -> Script:
    if not script.slides_module or find_spec(script.slides_module) is None:
        return script
    return replace(script, family=script.slides, module=script.slides_module, files=script.slides_files)


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
    slides="Noto Naskh Arabic", slides_module="pylopdf_fonts_ar", slides_files="NotoNaskhArabic*",
    panose="020B0604020202020204", charset=-78,
    blocks=_to(0x600, 0x6FF, 0x750, 0x77F, 0x870, 0x8FF, 0xFB50, 0xFDFF, 0xFE70, 0xFEFC),
)  # fmt: skip


def _noto(
    name: str, code: str, family: str, office: str, slot: Literal["cs", "any"], language: str, *bounds: int
) -> Script:
    """Return a script whose font lies in the package with fonts of many scripts."""
    files = f"{family.replace(' ', '')}*"
    return Script(
        name=name, code=code, family=family, module=NOTO, files=files, office=office, slot=slot, language=language,
        blocks=_to(*bounds), unspaced=language in ("lo", "my"),
    )  # fmt: skip


NOTO = "manimgx_fonts"
"""Package with fonts of many scripts."""
EMOJI = Script(
    name="Emoji", code="Zsye", family="Noto Emoji", module=NOTO, files="NotoEmoji*",
    office="Segoe UI Emoji", slot="any", language="", alone=True,
    blocks=_to(
        0x20E3, 0x20E3, 0x231A, 0x231B, 0x2328, 0x2328, 0x23CF, 0x23CF, 0x23E9, 0x23F3, 0x23F8, 0x23FA, 0x24C2,
        0x24C2, 0x2600, 0x2604, 0x260E, 0x260E, 0x2614, 0x2615, 0x2618, 0x2618, 0x261D, 0x261D, 0x2620, 0x2620,
        0x2622, 0x2623, 0x2626, 0x2626, 0x262A, 0x262A, 0x262E, 0x262F, 0x2638, 0x263A, 0x2640, 0x2640, 0x2642,
        0x2642, 0x2648, 0x2653, 0x265F, 0x2660, 0x2663, 0x2663, 0x2665, 0x2666, 0x2668, 0x2668, 0x267B, 0x267B,
        0x267E, 0x267F, 0x2692, 0x2712, 0x2714, 0x274B, 0x274D, 0x27BF, 0x2934, 0x2935, 0x2B05, 0x2B07, 0x2B1B,
        0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0xFE0E, 0xFE0F, 0x1F000, 0x1FAFF, 0xE0020, 0xE007F,
    ),
)  # fmt: skip
"""Pictures and what alters them (Unicode, emoji-data.txt): skins, flags and the selectors behind a sign."""
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
        office="Leelawadee UI", language="th", unspaced=True, blocks=_to(0xE01, 0xE3A, 0xE40, 0xE7F),
    ),
    Script(
        name="Khmer", code="Khmr", family="Noto Sans Khmer", module="fontpkg_noto_sans_khmer",
        office="Leelawadee UI", language="km", unspaced=True, blocks=_to(0x1780, 0x17FF, 0x19E0, 0x19FF),
    ),
    _noto("Armenian", "Armn", "Noto Sans Armenian", "Sylfaen", "any", "hy", 0x530, 0x58F, 0xFB13, 0xFB17),
    _noto("Georgian", "Geor", "Noto Sans Georgian", "Sylfaen", "any", "ka", 0x10A0, 0x10FF, 0x1C90, 0x1CBF, 0x2D00, 0x2D2F),
    _noto("Ethiopic", "Ethi", "Noto Sans Ethiopic", "Ebrima", "any", "am", 0x1200, 0x139F, 0x2D80, 0x2DDF, 0xAB00, 0xAB2F),
    _noto("Gurmukhi", "Guru", "Noto Sans Gurmukhi", "Nirmala UI", "cs", "pa", 0xA00, 0xA7F),
    _noto("Gujarati", "Gujr", "Noto Sans Gujarati", "Nirmala UI", "cs", "gu", 0xA80, 0xAFF),
    _noto("Odia", "Orya", "Noto Sans Oriya", "Nirmala UI", "cs", "or", 0xB00, 0xB7F),
    _noto("Kannada", "Knda", "Noto Sans Kannada", "Nirmala UI", "cs", "kn", 0xC80, 0xCFF),
    _noto("Malayalam", "Mlym", "Noto Sans Malayalam", "Nirmala UI", "cs", "ml", 0xD00, 0xD7F),
    _noto("Sinhala", "Sinh", "Noto Sans Sinhala", "Nirmala UI", "cs", "si", 0xD80, 0xDFF),
    _noto("Lao", "Laoo", "Noto Sans Lao", "Leelawadee UI", "cs", "lo", 0xE80, 0xEFF),
    _noto("Burmese", "Mymr", "Noto Sans Myanmar", "Myanmar Text", "cs", "my", 0x1000, 0x109F, 0xAA60, 0xAA7F),
    EMOJI,
    HAN,
    KANA,
    HANGUL,
)  # fmt: skip
