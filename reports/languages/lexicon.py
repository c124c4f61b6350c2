"""What the audits look for in a language: `<tag>/audit.yaml`, read once, with its patterns compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from reports.languages.claim_tables import status_forms
from reports.languages.registry import code_of, member
from reports.notation.yaml_tree import Value


@dataclass(frozen=True, eq=False)  # there is one a language
class Lexicon:
    """The words of one language that say figures, hedges, statuses, sums, quotations and praise."""

    numbers: Mapping[str, Decimal]
    """Number words, ordinals and fractions to their value, in lower case."""
    ones: frozenset[str]
    """Words for one."""
    ordinals: frozenset[str]
    """Those of them that say a rank or a part, not an amount."""
    scales: Mapping[str, Decimal]
    """Words that multiply: hundred, million, dozen."""
    figure: re.Pattern[str]
    """One whole figure in any spelling."""
    hints: frozenset[str]
    """Words without one of which, and without a digit, a text holds no figure."""
    stretches: re.Pattern[str]
    """Words for parts of a year, quarter, which say a fraction elsewhere."""
    rising: re.Pattern[str]
    """Words that say a rise."""
    direction: re.Pattern[str]
    """Words that say a rise or a fall."""
    small: str
    """Pattern of one, first, single …, which are figures only before a unit."""
    small_link: str
    """Pattern of what may stand between them and the unit."""
    singulars: Mapping[str, str]
    """Ending of a plural to the ending of its singular."""
    unit_phrase: str
    """Pattern of a unit in words, such as ', billions of US dollars'; holds {money} and {scales}."""
    percent: str
    """Pattern of per cent after a figure."""
    time_units: frozenset[str]
    hedges: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    """Hedge at the end of a text, and the qualifiers it agrees with."""
    hedges_ruled: re.Pattern[str]
    """Words like a hedge at the end of a text that another word before them rules: talks over."""
    hedges_of_time: frozenset[str]
    hedges_after: re.Pattern[str]
    unknown: re.Pattern[str]
    """Words that make a whole sentence a question or a gap."""
    unit_stops: re.Pattern[str]
    """A whole word after which a noun no longer says what the figure before it counts."""
    clause: re.Pattern[str]
    quotation: re.Pattern[str]
    praise: re.Pattern[str]
    unmeasured: re.Pattern[str]
    common: frozenset[str]
    guards: frozenset[str]
    """Words of hedge, status and denial that a finished file must print as often as its document does, in lower case."""

    @cached_property
    def counting(self) -> frozenset[str]:
        """Return every word that the audit of a finished file counts."""
        return frozenset((*self.numbers, *self.scales, *self.guards))


@cache
def lexicon(tag: str) -> Lexicon:
    """Return what the audits look for in texts of the language `tag` (BCP 47)."""
    return _lexicon(code_of(tag))


@cache
def _lexicon(code: str) -> Lexicon:
    content = member(code, "audit.yaml")
    scales = _values(content["scales"])
    numbers = _values(content["numbers"]) | _values(content["ordinals"]) | _values(content["fractions"])
    return Lexicon(
        numbers=numbers,
        ones=frozenset(_list(content["ones"])),
        ordinals=frozenset(_mapping(content["ordinals"])),
        scales=scales,
        figure=_figure(content, numbers, scales),
        hints=frozenset((*numbers, *scales, *_list(content["figure-hints"]))),
        stretches=re.compile(str(content["stretches"]), re.IGNORECASE),
        rising=_words(content["rising"]),
        direction=_one(f"(?:{_words(content[key]).pattern})" for key in ("rising", "falling")),
        small=str(content["small"]),
        small_link=str(content["small-link"]),
        singulars={key: str(value or "") for key, value in _mapping(content["singulars"]).items()},
        unit_phrase=str(content["unit-phrase"]).replace("{scales}", f"(?:{_any(scales)})"),
        percent=str(content["percent"]),
        time_units=frozenset(_list(content["time-units"])),
        hedges=_table(content["hedges"], r"(?<![\w-])(?:{})\s*\Z"),
        hedges_ruled=re.compile(str(content["hedges-ruled"]), re.IGNORECASE),
        hedges_of_time=frozenset(_list(content["hedges-of-time"])),
        hedges_after=re.compile(str(content["hedges-after"]), re.IGNORECASE),
        unknown=re.compile(str(content["unknown"])),
        unit_stops=re.compile(str(content["unit-stops"]), re.IGNORECASE),
        clause=re.compile(str(content["clause"])),
        quotation=re.compile(str(content["quotation"])),
        praise=_words(content["praise"]),
        unmeasured=_words(content["unmeasured"]),
        common=frozenset(_list(content["common"])),
        guards=frozenset(_list(content["guards"])) | status_forms(code),
    )


def _figure(
    content: Mapping[str, Value], numbers: Mapping[str, Decimal], scales: Mapping[str, Decimal]
) -> re.Pattern[str]:
    """Return the pattern of a whole figure: '$14.8 billion', 'thirty-nine', 'half a million', '74 percent', '19/20'."""
    joins = {key: str(value) for key, value in _mapping(content["joins"]).items()}
    digits = r"[$€£¥₹]?\s?[^\W\d_]{0,3}[\d½¼¾⅓⅔⅛²³①-⑳][^\W_]*(?:[.,:/\u202f’'–٫٬-][\d½¼¾][^\W_]*)*"
    word = rf"\b(?:{_any([*numbers, *scales])})"
    either = rf"(?:{digits}|{word}\b)"
    fractions = _any(_mapping(content["fractions"]))
    join = "|".join(
        (
            rf"[\s-]+(?=(?:{_any([*numbers, *scales])})\b)",
            "(?:"
            + "|".join(f"(?<={scale})" for scale in scales)
            + rf"){joins['after-scale']}(?=(?:{_any(numbers)})\b)",
            rf"{joins['fraction']}(?=(?:{fractions})\b)",
            rf"{joins['of-scale']}(?=(?:{_any(scales)})\b)",
        )
    )
    lead = rf"(?:\b{content['leads']}(?=(?:{_any(scales)}|{fractions})\b))?"
    more = "|".join(str(value) for value in _mapping(content["figure-patterns"]).values())
    tail = rf"(?:(?<=[^\W\d_])(?:{content['tails']}))?"
    return re.compile(rf"{lead}{either}(?:(?:{join}){either})*{tail}(?:{content['percent']})?|{more}", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _mapping(value: Value) -> dict[str, Value]:
    assert isinstance(value, dict)
    return value


def _list(value: Value) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]


def _values(value: Value) -> dict[str, Decimal]:
    return {key: item for key, item in _mapping(value).items() if isinstance(item, Decimal)}


def _table(value: Value, shape: str) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    return tuple(
        (re.compile(shape.format(key), re.IGNORECASE), frozenset(_list(item))) for key, item in _mapping(value).items()
    )


def _one(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _words(value: Value) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_list(value))})\b", re.IGNORECASE)
