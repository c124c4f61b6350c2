"""Digits of other scripts: the numbering systems of Unicode (CLDR, numberingSystems), and figures of a text in one of them.

A report is composed in Western digits, which every rule of the audit reads; what prints it puts the figures into the digits
that its author chose. Names in Latin letters keep theirs: COVID-19, ISO 9001, an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reports.languages.currencies import is_currency
from reports.notation.addresses import without_addresses

WESTERN = "latn"
NATIVE = "native"
"""What an author writes for the digits of the language, whatever they are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingSystem:
    """Ten digits of a script, and how Office calls them."""

    name: str
    """As CLDR and BCP 47 (`-u-nu-`) have it."""
    zero: str
    """The digit 0, which the others follow in Unicode."""
    office: str
    """Locale of number formats: shape of digits, calendar, a language that has them ([MS-OI29500] 2.1.743)."""
    css: str
    """Counter style of pages (CSS Counter Styles Level 3, 6.1)."""
    word: str = ""
    """Number format of Word's counters (ISO/IEC 29500-1, 17.18.59); empty where it has none."""
    field: str = ""
    """Switch of Word's fields (17.16.4.3.1)."""
    slide: str = ""
    """Kind of PowerPoint's numbered lists (20.1.10.61)."""

    @property
    def digits(self) -> str:
        """Return its digits from 0 to 9."""
        return "".join(chr(ord(self.zero) + n) for n in range(10))


_SYSTEMS = (
    NumberingSystem(name="arab", zero="\u0660", css="arabic-indic", office="2000401"),
    NumberingSystem(name="arabext", zero="\u06f0", css="persian", office="3000429"),
    NumberingSystem(
        name="deva",
        zero="\u0966",
        css="devanagari",
        office="4000439",
        word="hindiNumbers",
        field="HindiArabic",
        slide="hindiNumPeriod",
    ),
    NumberingSystem(name="beng", zero="\u09e6", css="bengali", office="5000845"),
    NumberingSystem(name="guru", zero="\u0a66", css="gurmukhi", office="6000446"),
    NumberingSystem(name="gujr", zero="\u0ae6", css="gujarati", office="7000447"),
    NumberingSystem(name="orya", zero="\u0b66", css="oriya", office="8000448"),
    NumberingSystem(name="tamldec", zero="\u0be6", css="tamil", office="9000449"),
    NumberingSystem(name="telu", zero="\u0c66", css="telugu", office="A00044A"),
    NumberingSystem(name="knda", zero="\u0ce6", css="kannada", office="B00044B"),
    NumberingSystem(name="mlym", zero="\u0d66", css="malayalam", office="C00044C"),
    NumberingSystem(
        name="thai",
        zero="\u0e50",
        css="thai",
        office="D00041E",
        word="thaiNumbers",
        field="ThaiArabic",
        slide="thaiNumPeriod",
    ),
    NumberingSystem(name="laoo", zero="\u0ed0", css="lao", office="E000454"),
    NumberingSystem(name="tibt", zero="\u0f20", css="tibetan", office="F000451"),
    NumberingSystem(name="mymr", zero="\u1040", css="myanmar", office="10000455"),
    NumberingSystem(name="khmr", zero="\u17e0", css="khmer", office="12000453"),
)
SYSTEMS: Mapping[str, NumberingSystem] = {each.name: each for each in _SYSTEMS}
"""Numbering systems with digits of their own, by name."""
TO_WESTERN: Mapping[int, str] = {
    **{ord(digit): str(n) for each in _SYSTEMS for n, digit in enumerate(each.digits)},
    ord("\u066b"): ".",
    ord("\u066c"): ",",
    ord("\u066a"): "%",
}
"""What `str.translate` takes to read digits and signs of any system as Western ones, each in one character."""
_LATIN = "A-Za-z\u00c0-\u024f"
_NUMBER = re.compile(r"[0-9]+(?:[.,:][0-9]+)*(?:[\u00a0\u202f]?%)?")
_TOKEN = re.compile(r"[^\s()\[\]{}\u00ab\u00bb\u201c\u201d\"\u060c\u061b;|\u00b7]+")
_MONEY = re.compile(r"[A-Z]{0,3}[$\u20ac\u00a3\u00a5\u20b9]")
_COUNTED = re.compile(r"\[[0-9]+\]|[0-9]+")
_PARAGRAPH = re.compile(r"\u00b6[ \u00a0,0-9]*$")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(rf"[{_LATIN}]")
_BEFORE = re.compile(rf"([{_LATIN}][^\s:.,;\u060c\u061b]*)[ \u00a0\u202f]$")
_BEHIND = re.compile(rf"[ \u00a0\u202f]([{_LATIN}][^\s:.,;\u060c\u061b]*)")


def systems_of(tag: str) -> tuple[str, ...]:
    """Return the names of the numbering systems of the language `tag` (BCP 47), its own first, Western digits last."""
    from babel import Locale

    locale = Locale.parse(tag, sep="-")
    known = (locale.other_numbering_systems.get(NATIVE, WESTERN), locale.default_numbering_system)
    return tuple(dict.fromkeys((*(name for name in known if name in SYSTEMS), WESTERN)))


def system_named(name: str, tag: str) -> str | None:
    """Return what CLDR calls the digits `name` of the language `tag`: empty for Western ones, None where it has none such."""
    own = systems_of(tag) if name else (WESTERN,)
    found = own[0] if name == NATIVE else name or WESTERN
    if found not in own or (name == NATIVE and found == WESTERN):
        return None
    return "" if found == WESTERN else found


def western(text: str) -> str:
    """Return `text` with Western digits and signs in the place of those of any system, as long as it was."""
    return text if text.isascii() else text.translate(TO_WESTERN)


def digits_alone(text: str, system: str) -> str:
    """Return `text` with all its digits in those of `system` and every sign as it is: '2.1' of a heading."""
    return text.translate(_to_native(system))


def digits_like(number: str, text: str) -> str:
    """Return `number` in the digits that prevail in `text`."""
    counts = {each.name: sum(map(text.count, each.digits)) for each in _SYSTEMS} if not text.isascii() else {}
    most = max(counts, key=lambda name: counts[name], default="")
    return digits_alone(number, most) if most and counts[most] > sum(map(text.count, "0123456789")) else number


def lone_digits(text: str, system: str) -> str:
    """Return what is counted and dated in digits of `system`: every sign stays, and so do digits next to Latin letters."""
    if not _WORD.search(text):
        return digits_alone(text, system)
    hidden = without_addresses(text)

    def digits(found: re.Match[str]) -> str:
        near = (_LETTER.search(hidden[: found.start()][::-1]), _LETTER.search(hidden, found.end()))
        named = "\0" in hidden[found.start() : found.end()] or any(each and _WORD.match(each[0]) for each in near)
        counted = found[0][0] == "[" or _PARAGRAPH.search(hidden, 0, found.start())
        return found[0] if named and not counted else digits_alone(found[0], system)

    return _COUNTED.sub(digits, text)


def native_figure(text: str, system: str, tag: str) -> str:
    """Return a printed figure in the digits and signs of `system`; what hangs together with Latin letters stays."""
    return _converted(text, system, tag, lonely=True)


def native_text(text: str, system: str, tag: str) -> str:
    """Return words with their figures in the digits and signs of `system`.

    Addresses stay, and what belongs to a name in Latin letters: COVID-19, ISO 9001.
    """
    return _converted(text, system, tag, lonely=False)


def _converted(text: str, system: str, tag: str, *, lonely: bool) -> str:
    if not any("0" <= sign <= "9" for sign in text):
        return text
    kept = frozenset(_kept(without_addresses(text), lonely=lonely))
    signs = _signs(system, tag)
    return _NUMBER.sub(lambda found: found[0] if found.start() in kept else _number(found[0], system, signs), text)


def _kept(text: str, *, lonely: bool) -> Iterator[int]:
    """Yield where figures begin that keep their digits: those of words in Latin letters, and beside them if not `lonely`."""
    held = [found.span() for found in _TOKEN.finditer(text) if _WORD.search(_MONEY.sub("", found[0]))]
    for found in _NUMBER.finditer(text):
        if any(start <= found.start() < end for start, end in held) or (not lonely and _beside_latin(text, found)):
            yield found.start()
    yield from (at for at, sign in enumerate(text) if sign == "\0")


def _beside_latin(text: str, found: re.Match[str]) -> bool:
    """Return whether the word before a figure, or the one behind it, is in Latin letters and is no currency."""
    before, behind = _BEFORE.search(text[: found.start()]), _BEHIND.match(text, found.end())
    return any(word is not None and not is_currency(word[1]) for word in (before, behind))


def _number(text: str, system: str, signs: Mapping[str, str]) -> str:
    """Return a number in native digits; a sign between digits is one of decimals or of thousands, or stays."""
    whole, comma, _ = text.partition(signs["was-decimal"])
    single = text.count(signs["was-decimal"]) <= 1
    parts = whole.split(signs["was-group"])
    grouped = len(parts) > 1 and all(2 <= len(each) <= 3 for each in parts[1:]) and len(parts[-1].rstrip("%")) == 3
    made = text
    if grouped:
        made = made.replace(signs["was-group"], signs["group"])
    if single and comma:
        made = made.replace(signs["was-decimal"], signs["decimal"])
    return digits_alone(made.replace("%", signs["percent"]), system)


@cache
def _to_native(system: str) -> Mapping[int, str]:
    return {ord(str(n)): digit for n, digit in enumerate(SYSTEMS[system].digits)}


@cache
def _signs(system: str, tag: str) -> Mapping[str, str]:
    """Return the signs of numbers in Western digits in the language `tag`, and those of `system` in their place."""
    from babel import Locale

    known = Locale.parse(tag, sep="-").number_symbols
    plain, own = known[WESTERN], known.get(system) or known[WESTERN]
    decimal, group = (str(own.get(key) or plain[key]) for key in ("decimal", "group"))
    percent = str(own.get("percentSign") or "%")
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
    return {
        "was-decimal": str(plain["decimal"]),
        "was-group": str(plain["group"]),
        "decimal": decimal,
        "group": group,
        "percent": percent.translate(marks),
    }
