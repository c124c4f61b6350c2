"""Figures of a fact found again in a source, as digits or number words, with scale and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from reports.audit.figure_search import Figure, figures
from reports.audit.sources.source_figures import RANGE, falls, written_figures
from reports.audit.sources.source_matching import condensed
from reports.audit.terms import terms
from reports.domain.facts import Fact, Reading
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import SCALES, unit_of
from reports.languages.currencies import spellings
from reports.languages.lexicon import lexicon
from reports.languages.registry import language, languages, languages_of

REACH = 24
"""Characters on each side of a figure within which its currency or percent sign stands."""
_PERCENT = re.compile(r"\s*(?:%|per\s?cent(?!age)|pour\s?cent(?!age))", re.IGNORECASE)

_CONFIDENCE = re.compile(r"\s*(?:%|per\s?cent)?\s*(?:CIs?\b|IC\b|confidence|credible|de confiance)")
"""Words that make a percentage the confidence of an interval."""


@cache
def _figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of `text` in every language that the program speaks, each span once; 'dozens' is no number."""
    written = written_figures(text)
    spoken = languages_of(text)
    names = [span for tag in spoken for span in terms(tag).spans(text)]
    found = {
        (each.start, each.end, each.value): each
        for tag in spoken
        for each in figures(text, tag)
        if _is_number(each, tag) and not any(_part(each, other) for other in written) and not _named(text, each, names)
    }
    found |= {(each.start, each.end, each.value): each for each in written if not _named(text, each, names)}
    return tuple(found.values())


def _part(figure: Figure, other: Figure) -> bool:
    """Return whether `figure` is a part of a number whose digits stand in groups: 900 of 145 900."""
    return other.start <= figure.start and figure.end <= other.end and len(figure.text) < len(other.text)


def _named(text: str, figure: Figure, names: list[tuple[int, int]]) -> bool:
    """Return whether `figure` is part of a name or a turn of speech: COVID-19, the second quarter; three-part counts parts."""
    counts = (
        figure.text.isalpha()
        and text[figure.end : figure.end + 1] in ("-", " ")
        and not figure.text.startswith("quart")
    )
    return not counts and any(start <= figure.start and figure.end <= end for start, end in names)


def _is_number(figure: Figure, tag: str) -> bool:
    """Return whether `figure` is a number, not an amount such as dozens or hundreds of millions."""
    first = figure.text.lower().split()[0]
    return not (first.endswith("s") and first[:-1] in lexicon(tag).scales)


@cache
def values(text: str) -> frozenset[Decimal]:
    """Return the value of every figure in `text`; '$30 billion' is 30000000000."""
    return frozenset(each.value for each in _figures(text) if each.value is not None)


def amount(value: Decimal, unit: str | None) -> Decimal:
    """Return `value` of `unit` with its scale multiplied out: 30 of 'USD billion' is 30000000000."""
    return value.scaleb(SCALES[unit_of(unit).scale])


def states(text: str, value: Decimal, unit: str | None) -> bool:
    """Return whether `text` states `value` in `unit`: money with its currency, percent as such, a count as neither.

    Digits are found where the spaces around them are lost; a number word is not, so give `text` the anchor as well.
    """
    return bool(found_figures(text, value, unit))


def found_figures(text: str, value: Decimal, unit: str | None) -> tuple[Figure, ...]:
    """Return every figure in `text` that states `value` in `unit`."""
    sought = amount(value, unit)
    return tuple(
        each
        for each in _figures(text)
        if each.value is not None
        and (each.value == sought or (each.value == -sought and sought < 0 and falls(text, each)))
        and _fits(text, each, unit)
    )


def figures_in(text: str, unit: str | None) -> tuple[Figure, ...]:
    """Return every figure in `text` that may be one of `unit`: money with its currency, percent as such, else neither."""
    return tuple(each for each in _figures(text) if _fits(text, each, unit))


def _fits(text: str, figure: Figure, unit: str | None) -> bool:
    parts = unit_of(unit)
    end = figure.end
    if joined := RANGE.match(text, end):  # 2.5–3.5 per cent: the unit is of both
        end = next((each.end for each in written_figures(text) if each.start == joined.end()), end)
    if _CONFIDENCE.match(text, figure.end):
        return False  # 95% CI: how sure, not how much
    percent = any(
        "%" in figure.text or bool(_PERCENT.search(figure.text) or _PERCENT.match(text, at)) for at in (figure.end, end)
    )
    money = _is_money(text, figure, parts.currency) or (
        end != figure.end and _is_money(text, figure._replace(end=end), parts.currency)
    )
    if parts.currency:
        return money
    return percent if parts.is_percent else not (percent or money)


def _is_money(text: str, figure: Figure, currency: str) -> bool:
    """Return whether a sign, code or name of `currency` (of any, where empty) stands at the figure."""
    near = figure.text + "|" + text[max(0, figure.start - 5) : figure.start].rstrip()[-3:]
    after = text[figure.end : figure.end + REACH]
    near = near.replace("–", "").replace("-", "")
    if currency and currency in near:
        return True
    for tag in languages():
        known = language(tag).currencies
        for code in (currency,) if currency else known:
            words = known[code]
            if any(sign in near for sign in (words["symbol"], code)) or re.match(_after(code, words), after):
                return True
    return False


def _after(code: str, words: Mapping[str, str]) -> str:
    """Return the pattern of a currency behind its figure: ' US dollars', ' de dollars', ' USD', ' €'."""
    names = "|".join(map(re.escape, spellings(code, words)))
    return rf"(?i)\s*(?:of |de |d’)?(?:{names})"


def numbers(entry: Fact | Reading) -> Iterator[tuple[str, Decimal]]:
    """Yield (key, value) for each number of a fact or reading."""
    for key in ("value", "low", "high"):
        number = getattr(entry, key)
        if number is not None:
            yield key, number


def indefinite_words(qualifier: Qualifier | None) -> tuple[str, ...]:
    """Return the words for an amount without a number, such as 'dozens', in each language; none where it has one."""
    if qualifier is None or not qualifier.indefinite or qualifier is Qualifier.NOT_STATED:
        return ()
    return tuple(language(tag).word("hedge-words", qualifier) for tag in languages())


def says_indefinite(text: str, words: tuple[str, ...]) -> bool:
    """Return whether `text` says an amount in one of `words`."""
    within = condensed(text).lower()
    return any(condensed(word).lower() in within for word in words)
