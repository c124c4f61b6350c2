"""The rule on comparisons: worked out between facts; first, only, all and most only where a fact carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from reports.audit.claims.sentence import Sentence
from reports.audit.claims.spoken import Spoken
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.computed_sets import computes
from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import SCALES, unit_of

Range = tuple[Decimal | None, Decimal | None]
"""Least and greatest value that a hedge leaves open; None where there is no bound."""
CLOSE = Decimal("0.1")
"""How far 'about' may be from its value, as a share of it."""
HALF = Decimal(50)
"""Per cent above which a share is most of a thing."""
REACH = 3
"""Words behind 'most' among which the people or things stand of whom it is said."""
ARTICLE = 3
"""Letters of the longest word that may be an article or a preposition and names nothing."""
TITLES = frozenset({"heading", "title", "caption"})
_STOP = re.compile("[.;:؛،۔؟?!\\n]")
_WORD = re.compile(r"[^\W\d_]+")


def comparisons(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield comparisons that the facts do not bear out, and words such as first and only that none carries."""
    if not passage.is_marked:
        return
    spoken = bench.spoken(passage)
    for sentence in spoken.sentences:
        yield from _between(passage, spoken, sentence, bench)
        yield from _supreme(passage, spoken, sentence, bench)


def _between(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    places = [(place, bench.book.facts[ref.fact_id]) for place, ref in spoken.refs if ref.fact_id in bench.book.facts]
    inside = [each for each in places if sentence.span[0] <= each[0] < sentence.span[1] and each[1].value is not None]
    for (start, one), (end, other) in pairwise(inside):
        reach = _clause_end(spoken.text, end) if bench.claims.final else end
        match = _before_both(spoken.text, sentence.span[0], start, reach, bench)
        match = match or bench.beside.pattern("comparing").search(spoken.text, start, reach)
        if (
            match is None
            or one.id == other.id
            or (not bench.claims.final and _STOP.search(spoken.text, match.end(), end))
            or bench.beside.pattern("denied-adding").search(spoken.text, start, max(start, match.start()))
        ):
            continue
        if not _holds(match[0], one, other, bench):
            what = f"“{match[0]}” compares {one.id!r} with {other.id!r}, which their values and hedges do not bear out"
            cure = "say what each is, or derive a fact from both that computes it"
            yield Finding(passage, *match.span(), what, cure)


def _before_both(text: str, first: int, start: int, end: int, bench: Bench) -> re.Match[str] | None:
    """Return a comparing word before both figures, which stand at `start` and `end`: higher here, at 5, than there, at 3."""
    match = bench.beside.pattern("comparing-both").search(text, first, end)
    return match if match and match.start() < start < match.end() else None


def _clause_end(text: str, start: int) -> int:
    """Return where the clause ends that goes on at `start`, in a language whose comparing word follows both figures."""
    match = _STOP.search(text, start)
    return match.start() if match else len(text)


def _holds(words: str, one: Fact, other: Fact, bench: Bench) -> bool:
    """Return whether the values of two facts, with their hedges, bear a comparison out."""
    first, second = unit_of(one.unit), unit_of(other.unit)
    if (first.currency, first.noun if not first.currency else "") != (
        second.currency,
        second.noun if not second.currency else "",
    ):
        return False
    low, high = _range(one), _range(other)
    if bench.beside.pattern("more").match(words):
        return low[0] is not None and high[1] is not None and low[0] > high[1]
    if bench.beside.pattern("less").match(words):
        return low[1] is not None and high[0] is not None and low[1] < high[0]
    return bool(bench.beside.pattern("side-by-side").fullmatch(words))


def _range(fact: Fact) -> Range:
    """Return the least and the greatest value that `fact` can have, in single units."""
    shift = SCALES[unit_of(fact.unit).scale]
    low, value, high = (None if each is None else each.scaleb(shift) for each in (fact.low, fact.value, fact.high))
    match (fact.qualifier or Qualifier.EXACTLY).reach:
        case "above":
            return value, None
        case "below":
            return None, value
        case "range":
            return low, high
        case "around":
            return (value * (1 - CLOSE), value * (1 + CLOSE)) if value is not None else (None, None)
        case "value" | "none":
            return value, value


def _supreme(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    """Yield first, only, largest, all, most … where no fact of the sentence carries or computes them."""
    if sentence.words.isdisjoint(bench.beside.words("supreme-hints")):
        return
    match = bench.beside.pattern("supreme").search(spoken.text, *sentence.span)
    if match is None or sentence.gap:
        return
    ids = bench.facts_of(spoken, sentence)
    facts = [bench.book.facts[id] for id in ids or passage.facts if id in bench.book.facts]
    title = passage.kind in TITLES
    if not facts or (not ids and not title):
        return
    if title and not ids:
        return
    behind = spoken.text[match.end() : sentence.span[1]]
    carrying = [
        fact
        for fact in facts
        if carries(match[0], fact, bench)
        or _one_counted(match[0], behind, fact, bench)
        or _over_half(match[0], behind, fact, bench)
    ]
    if not carrying:
        what = f"“{match[0].strip()}” stands beside {facts[0].id!r}, which does not carry it"
        cure = "cite a fact whose statement says so or whose formula computes it, or leave the word out"
        yield Finding(passage, *match.span(), what, cure)
    elif not _told_partial(spoken, sentence, carrying, bench):
        fact = carrying[0].id
        what = f"“{match[0].strip()}” holds only among those that are named: a list behind {fact!r} is partial"
        cure = f"say {bench.beside.text('among-named-words')!r}, or print the fact, which says so"
        yield Finding(passage, *match.span(), what, cure)


def _told_partial(spoken: Spoken, sentence: Sentence, carrying: list[Fact], bench: Bench) -> bool:
    """Return whether a sentence says that its claim rests on a partial list, where all that carries it does."""
    if not all(fact.set_claim and fact.set_claim.partial for fact in carrying):
        return True
    start, end = sentence.span
    printed = {ref.fact_id for place, ref in spoken.refs if start <= place < end}
    said = bench.beside.pattern("among-named").search(spoken.text, start, end)
    return bool(said) or not printed.isdisjoint(fact.id for fact in carrying)


def carries(words: str, fact: Fact, bench: Bench) -> bool:
    """Return whether `fact` computes a set claim, or uses one of the deciding words itself."""
    alike = dict(pair.split(":") for pair in bench.beside.words("alike"))
    said = {alike.get(word, word) for word in _WORD.findall(bench.own_text(fact))}
    deciding = bench.beside.words("words-of-supreme")
    used = [alike.get(word, word) for word in _WORD.findall(words.lower()) if word in deciding]
    return computes(words, fact, bench) or bool(used and said.intersection(used))


def _over_half(words: str, behind: str, fact: Fact, bench: Bench) -> bool:
    """Return whether 'most' stands before the people or things of which `fact` gives more than half: 58% of residents."""
    least = _range(fact)[0]
    if not unit_of(fact.unit).is_percent or least is None or least <= HALF:
        return False
    if bench.beside.words("over-half").isdisjoint(_WORD.findall(words.lower())):
        return False
    own = set(_WORD.findall(bench.own_text(fact)))
    return any(len(word) > ARTICLE and word in own for word in _WORD.findall(behind.lower())[:REACH])


def _one_counted(words: str, behind: str, fact: Fact, bench: Bench) -> bool:
    """Return whether 'only' stands before the one that `fact` has counted out of a list: only one report."""
    counted = fact.value == 1 and (fact.formula or "").startswith("count(")
    if not counted or not re.fullmatch(bench.beside.text("set-words", "only"), words.strip(), re.IGNORECASE):
        return False
    nouns = {noun.split()[-1] for noun in bench.nouns_of(fact)}
    return any(re.match(rf"\s*(?:{bench.beside.text('one')})\s+{re.escape(noun)}\b", behind) for noun in nouns)
