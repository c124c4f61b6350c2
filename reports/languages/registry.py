"""The languages that the program speaks: one row and one folder each, and what stands in the files of a folder.

A language says more than words: the audits look in its tables for figures, hedges and statuses. So one that lacks a file or a
word is refused as a whole, by name and place, before anything is composed in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from reports.errors import InputError, Place, Problem
from reports.languages.currencies import Currencies
from reports.languages.speech import Speech
from reports.notation.reading_order import runs_from_right
from reports.notation.yaml_tree import Value, read_tree

FOLDER = Path(__file__).parent
LEMMAS = "lemmas.txt"
CLOSED: Mapping[str, tuple[str, ...] | None] = {
    "words.yaml": None,
    "audit.yaml": ("joins",),
    "claims.yaml": ("stages", "nouns", "voices", "modals"),
    "figures.yaml": ("relations", "set-words"),
    "terms.yaml": (),
}
"""The files of a language, and which of their tables have the same keys in each language (None: all of them).

The keys of the other tables are words of the language. What each file must hold is what the file of the pattern holds.
"""
ADD = "add what is missing, after the pattern of reports/languages/{pattern}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that the program speaks; `code` is the name of its folder."""

    code: str
    """ISO 639, in small letters."""
    name: str
    """As its speakers call it."""
    direction: Literal["ltr", "rtl"]
    """In which its lines run."""
    lcid: int = 0
    """Its number among the locales of Windows ([MS-LCID]), by which Office names months; 0 for that of whoever opens a file."""
    wordiness: float = 1.0
    """How many words it takes for one of English: limits on spoken words grow with it."""
    latin: str = ""
    """In which language its readers say words in Latin letters (BCP 47), where it is written in others."""


ENGLISH = Language(code="en", name="English", direction="ltr", lcid=0x809)
FRENCH = Language(code="fr", name="français", direction="ltr", lcid=0x40C)
URDU = Language(code="ur", name="اردو", direction="rtl", lcid=0x420, wordiness=1.15, latin="en")
LANGUAGES: tuple[Language, ...] = (ENGLISH, FRENCH, URDU)
PATTERN = ENGLISH
"""The language whose files say what those of the others must hold."""


def languages() -> tuple[str, ...]:
    """Return the languages that the program speaks, as two- or three-letter codes."""
    return tuple(sorted(each.code for each in LANGUAGES))


def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages that `text` may be in: those whose lines run from right to left only where it has such letters."""
    turned = runs_from_right(text)
    return tuple(sorted(each.code for each in LANGUAGES if turned or each.direction == "ltr"))


def code_of(tag: str) -> str:
    """Return the code of a BCP 47 tag: en of en-GB."""
    return tag.split("-")[0].lower()


def date_code(tag: str, code: str) -> str:
    """Return Office's number format `code` of a date with the names of months in the language `tag` (18.8.31)."""
    known = _row(tag)
    if not known or not known.lcid or "mmm" not in code:
        return code
    from babel.dates import get_month_names

    short, long = (get_month_names(width, locale=known.code) for width in ("abbreviated", "wide"))
    return f"[$-{known.lcid:X}]{code.replace('mmm', 'mmmm') if short == long else code}"


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return in which direction lines of the language `tag` (BCP 47) run; from the left where the program does not speak it."""
    known = _row(tag)
    return known.direction if known else "ltr"


def wordiness(tag: str) -> float:
    """Return how many words the language `tag` takes for one of English; 1 for a language that is not known."""
    known = _row(tag)
    return known.wordiness if known else 1.0


def latin_words(tag: str) -> str:
    """Return in which language words in Latin letters are said in a text in the language `tag`; empty where in its own."""
    known = _row(tag)
    return known.latin if known else ""


def _row(tag: str) -> Language | None:
    code = code_of(tag)
    return next((each for each in LANGUAGES if each.code == code), None)


def is_rtl(tag: str) -> bool:
    """Return whether lines of the language `tag` run from right to left."""
    return direction(tag) == "rtl"


@cache
def language(tag: str) -> Speech:
    """Return how the language `tag` (BCP 47, such as en-GB) writes figures and furniture.

    Raises:
        InputError: the program does not speak it, or its folder lacks something.
    """
    content = in_region(member(code_of(tag), "words.yaml"), tag)
    tables = {key: value for key, value in content.items() if isinstance(value, dict) and key != "currencies"}
    currencies = Currencies(content["currencies"], tag)  # type: ignore[arg-type]
    return Speech(tag, tables, currencies, str(content["percent"]), str(content["count"]))  # type: ignore[arg-type]


def called(tag: str) -> str:
    """Return what messages call the language `tag` (BCP 47): 'Urdu', 'Canadian French'."""
    from babel import Locale

    return str(Locale.parse(tag, sep="-").get_display_name("en"))


def in_region(words: Mapping[str, Value], tag: str) -> Mapping[str, Value]:
    """Return the words of a language as a region of it has them: those of its overlay, `words.US.yaml`, over the others."""
    file = f"words.{tag.partition('-')[2].upper()}.yaml"
    path = FOLDER / code_of(tag) / file
    if not path.is_file():
        return words
    shown = f"reports/languages/{code_of(tag)}/{file}"
    overlay = read_tree(path, shown).value
    made = dict(words)
    for key, value in (overlay if isinstance(overlay, dict) else {}).items():
        whole = words.get(key)
        strange = sorted(value.keys() - whole.keys()) if isinstance(value, dict) and isinstance(whole, dict) else [key]
        if strange:
            what = f"the words of the language have no {', '.join(strange)}"
            raise InputError(
                [Problem(Place(shown), what, "an overlay words again what words.yaml has, and adds nothing")]
            )
        made[key] = {**whole, **value}  # type: ignore[dict-item]
    return made


@cache
def member(code: str, file: str) -> Mapping[str, Value]:
    """Return the content of one file of the language `code`.

    Raises:
        InputError: the program does not speak it, or its folder lacks something.
    """
    if problems := lacking(code):
        raise InputError(problems)
    return _content(code, file)


@cache
def _content(code: str, file: str) -> Mapping[str, Value]:
    """Return the content of one file of the language `code`, read once for whoever asks; empty where it is no table."""
    content = read_tree(FOLDER / code / file, f"reports/languages/{code}/{file}").value
    return content if isinstance(content, dict) else {}


@cache
def lacking(code: str) -> tuple[Problem, ...]:
    """Return what keeps the program from speaking the language `code`: no row, no folder, a file or a word that is missing."""
    folder, cure = Place(f"reports/languages/{code}"), ADD.format(pattern=PATTERN.code)
    if code not in languages():
        use = f"use one of {', '.join(languages())}, or add a folder and a row in reports/languages/registry.py"
        return (Problem(folder, f"the language {code!r} is not known", use),)
    missing = [name for name in (*CLOSED, LEMMAS) if not (FOLDER / code / name).is_file()]
    if missing:
        return (Problem(folder, f"the language {code!r} lacks {', '.join(missing)}", cure),)
    return () if code == PATTERN.code else tuple(_lacking_words(code, cure))


def _lacking_words(code: str, cure: str) -> Iterator[Problem]:
    for file in CLOSED:
        keys, place = _keys(code, file), Place(f"reports/languages/{code}/{file}")
        for key in (each for each in _keys(PATTERN.code, file) if each not in keys):
            yield Problem(place, f"the language {code!r} lacks {key!r}", cure)


def _keys(code: str, file: str) -> dict[str, None]:
    """Return the keys of a file that hold something, and those of its closed tables as `table: key`."""
    closed, found = CLOSED[file], dict[str, None]()
    for key, value in _content(code, file).items():
        if value is None:
            continue
        found[str(key)] = None
        if isinstance(value, dict) and (closed is None or key in closed):
            found |= dict.fromkeys(f"{key}: {each}" for each, word in value.items() if word is not None)
    return found
