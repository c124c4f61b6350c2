"""The rule on dates: each rests on a fact, and what a text says of before, after and since is what the fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.audit.claims.licence import LADDER, reached
from reports.audit.claims.prospects import advises
from reports.audit.claims.sentence import Sentence
from reports.audit.claims.spoken import Spoken
from reports.audit.claims.told_as_done import awaits
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.dated_distances import are_apart
from reports.audit.rules.things_to_come import due_on
from reports.document import FactRef
from reports.domain.facts import Fact
from reports.domain.statuses import Status
from reports.languages.claim_words import RANKS

BEFORE = 40
"""Characters before a date in which its relation is looked for."""
JOINED = len(" and ")
"""Characters between the two dates of a span at most."""
DENYING = 5
"""Words before the word of a limit among which what denies it is looked for."""
_DENIER = re.compile(r"n't\b|[^\W\d_]+?(?=n't\b)|[^\W\d_]+")
_SPACED = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}\b")
"""A year as the words of a fact give it beside its date: up from 2033."""
UNGIVEN = "which no fact here gives"
"""Said of a date whose fact is not there, which may be since that cannot be read."""


def dates(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield dates by hand, relations that a fact does not carry, and claims tied to the date of another fact."""
    if not passage.is_marked and bench.calendar_hints.isdisjoint(_WORD.findall(passage.masked.lower())):
        return
    spoken = bench.spoken(passage)
    for place, ref in spoken.refs:  # the period of a cell dates a figure and no event, so anything may be since then
        fact = bench.book.facts.get(ref.fact_id)
        if ref.form == "date" and fact is not None and not fact.is_observation:
            yield from _relation(passage, spoken, place, ref, fact, bench)
    for sentence in spoken.sentences:
        yield from _tied(passage, spoken, sentence, bench)
        yield from _by_hand(passage, spoken, sentence, bench)
        yield from _reversed(passage, spoken, sentence, bench)


def _relation(
    passage: Passage, spoken: Spoken, place: int, ref: FactRef, fact: Fact, bench: Bench
) -> Iterator[Finding]:
    for key in ("before", "after", "around"):
        match = _related(spoken.text, place, ref, bench.beside.text("relations", key), behind=bench.claims.final)
        if match is None:
            continue
        word = match[0].strip().lower()
        said = f" {bench.own_text(fact)} "
        started = key == "after" and word.split()[-1] in bench.beside.words("since") and fact.status is Status.LAUNCHED
        due = key == "after" and word.split()[-1] in bench.beside.words("starting") and fact.status is Status.SCHEDULED
        if (
            due
            or _same_limit(spoken, match, said, bench)
            or (word in bench.beside.words("deadline") and _has_deadline(ref, fact, bench))
            or (started and not _happens(spoken, place))
            or (key == "after" and _so_since(spoken, place, word, fact, bench))
            or (key == "before" and awaits(spoken.sentence_at(place), fact, bench.claims))
            or _span(spoken, place, ref, fact, bench)
        ):
            continue
        if key != "before" and (_counted_from(spoken, place, ref, bench) or _of_series(spoken, place, ref, bench)):
            continue
        start, end = min(match.start(), place), max(match.end(), place)
        words = f"{ref.text} {match[0].strip()}" if bench.claims.final else f"{match[0].strip()} {ref.text}"
        what = f"“{words}” puts {fact.id!r} in another relation to its date than its statement does"
        yield Finding(passage, start, end, what, "say 'in' or 'on', or use the words of its statement")
        return


def _same_limit(spoken: Spoken, match: re.Match[str], said: str, bench: Bench) -> bool:
    """Return whether the limit before a date is one that the fact's own words set: not before 2038, the same until 2038.

    What is so until a day ends there, and what is not so before it begins there: one of them denied says the other.
    """
    earlier, lasting = (_worded(bench.beside.text("relations", key)) for key in ("earlier", "lasting"))
    word = match[0].strip().lower()
    if not (earlier.fullmatch(word) or lasting.fullmatch(word)):
        return f" {word} " in said
    same, other = (earlier, lasting) if earlier.fullmatch(word) else (lasting, earlier)
    here = _denied(spoken.text.lower(), match.start(), bench)
    return any(_denied(said, each.start(), bench) is here for each in same.finditer(said)) or any(
        _denied(said, each.start(), bench) is not here for each in other.finditer(said)
    )


def _worded(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _denied(text: str, place: int, bench: Bench) -> bool:
    """Return whether one of the few words before `place` denies."""
    near = _DENIER.findall(text[max(0, place - 2 * BEFORE) : place].replace("’", "'"))[-DENYING:]
    return not bench.claims.negators.isdisjoint(near)


def _has_deadline(ref: FactRef, fact: Fact, bench: Bench) -> bool:
    """Return whether the date of `fact` is a last day: it is due to close then, or its words say so with another such word."""
    ends = any(each.group and each.group.kind == "ended" for each in bench.licence(fact.id).own)
    said = _SPACED.split(bench.own_text(fact).partition(ref.text.lower())[0].strip())[-1]
    return (fact.status is Status.SCHEDULED and ends) or said in bench.beside.words("deadline")


def _related(text: str, place: int, ref: FactRef, words: str, *, behind: bool) -> re.Match[str] | None:
    """Return where `words` put the date at `place` in a relation: right before it, or right `behind` it."""
    if behind:
        return re.compile(rf"[\s\u00a0]*(?:{words})(?!\w)", re.IGNORECASE).match(text, place + len(ref.text))
    near = re.compile(rf"(?<!\w)(?:{words})[\s\u00a0]*\Z", re.IGNORECASE)
    return near.search(text, max(0, place - BEFORE), place)


def _counted_from(spoken: Spoken, place: int, ref: FactRef, bench: Bench) -> bool:
    """Return whether a figure in the sentence is worked out from the fact whose date stands at `place`: growth since then."""
    sentence = spoken.sentence_at(place)
    ids = bench.facts_of(spoken, sentence) if sentence else ()
    return any(ref.fact_id in bench.book.facts[id].derived_from for id in ids if id in bench.book.facts)


def _of_series(spoken: Spoken, place: int, ref: FactRef, bench: Bench) -> bool:
    """Return whether the date is the first of two, of figures of one unit at two times: it fell between 2033 and 2043."""
    fact, behind = bench.book.facts[ref.fact_id], place + len(ref.text)
    for at, other in spoken.refs:
        end = bench.book.facts.get(other.fact_id)
        if behind < at <= behind + JOINED and other.form == "date" and end is not None:
            return fact.has_value and end.has_value and fact.id != end.id and fact.unit == end.unit
    return False


def _happens(spoken: Spoken, place: int) -> bool:
    """Return whether the sentence at `place` tells of an event, which since that day would be another fact."""
    sentence = spoken.sentence_at(place)
    return sentence is not None and any(
        each.finite and each.group and each.group.kind == "event" for each in sentence.claims
    )


def _so_since(spoken: Spoken, place: int, word: str, fact: Fact, bench: Bench) -> bool:
    """Return whether 'since' stands before the date of a thing agreed, and the sentence says no more: under contract since."""
    sentence = spoken.sentence_at(place)
    if sentence is None or word.split()[-1] not in bench.beside.words("since") or fact.status not in LADDER:
        return False
    ranks = [each.rank for each in sentence.claims if each.finite]
    return bool(ranks) and max(ranks) <= reached(fact.status)


def _span(spoken: Spoken, place: int, ref: FactRef, fact: Fact, bench: Bench) -> bool:
    """Return whether the date is one side of a span: from … to …, or the printed text is a span itself."""
    near = spoken.text[max(0, place - BEFORE) : place + len(ref.text) + BEFORE]
    return bool(fact.period) or bool(bench.beside.pattern("plain-from").search(near))


def _tied(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    """Yield a claim beside a printed date whose fact says nothing of the kind."""
    start, end = sentence.span
    here = [(place, ref) for place, ref in spoken.refs if start <= place < end]
    dated = [(place, ref) for place, ref in here if ref.form == "date"]
    figures = [(place, ref) for place, ref in here if ref.form != "date"]  # which the rule on status judges
    for place, ref in dated:
        licence = bench.licence(ref.fact_id) if ref.fact_id in bench.book.facts else None
        if licence is None:
            continue
        unit = next((each for each in spoken.units(sentence) if each[0] <= place < each[1]), sentence.span)
        claims = [each for each in sentence.claims if unit[0] <= each.start < unit[1] and each.finite and not each.open]
        near = [each for each in claims if _clause(spoken.text, each.start, place)]
        if not near:
            continue
        nearest = min(near, key=lambda each: abs(each.start - place))
        status = licence.fact.status
        launching = status is Status.LAUNCHED and nearest.group and nearest.group.name in bench.claims.launching
        event = nearest.group is None or nearest.group.kind == "event"
        counted = licence.counts and any(unit[0] <= at < unit[1] and one.fact_id == ref.fact_id for at, one in figures)
        told = (event and status is Status.REPORTED) or licence.measures(nearest) or counted or licence.owed(nearest)
        under = (
            nearest.rank <= RANKS["planned"] and reached(status) >= RANKS["agreed"]
        )  # under a contract of May, it will build
        met = under or (nearest.rank <= reached(status) and not licence.another(nearest))
        said = any(one.says(nearest) for one in bench.with_parts(licence))
        due = awaits(sentence, licence.fact, bench.claims) or due_on(passage, sentence, nearest, licence, bench)
        if not (told or launching or met or due or said or nearest.denied):
            words = passage.text[nearest.start : nearest.end]
            what = f"“{words}” is tied to the date of {licence.fact.id!r}, which does not say so"
            cure = "print the date of the fact that says it, or leave it out"
            yield Finding(passage, nearest.start, nearest.end, what, cure)


def _clause(text: str, one: int, other: int) -> bool:
    return not re.search(r"[;:]|, (?:and|but|which|who)\b", text[min(one, other) : max(one, other)])


def _by_hand(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    """Yield days, months and times by hand that no fact of the passage names, and distances that its dates do not bear out."""
    if sentence.words.isdisjoint(bench.calendar_hints):
        return
    for match in bench.beside.pattern("calendar", plain=True).finditer(spoken.text, *sentence.span):
        if passage.panel == "analysis" or any(start <= match.start() < end for start, end in spoken.named):
            continue
        if not passage.facts and match[0].strip().lower() in bench.beside.words("present"):
            continue  # of a text without facts it says no more than 'now'
        day = match[0].strip().lower().removesuffix(bench.claims.plural[0])
        if not (passage.facts or sentence.names) and day != match[0].strip().lower() and day in bench.calendar:
            continue  # on Mondays
        if _of_the_author(match[0], passage, sentence, bench):
            continue
        near = spoken.text[max(0, match.start() - 12) : match.end() + 12]
        words = {word.lower() for word in _WORD.findall(match[0])} & bench.calendar
        own = bench.calendar_words(passage.facts)
        several = {word + bench.claims.plural[0] for word in words}  # Sunday, where a fact says Sundays
        known = (words <= own or several <= own) if words else _apart(match[0], passage, bench)
        if known or bench.beside.pattern("calendar-plain").search(near):
            continue
        what = f"“{match[0].strip()}” is a date by hand, {UNGIVEN}"
        yield Finding(
            passage, *match.span(), what, 'print it with {{ fact("…", "date") }}, or cite the fact that says so'
        )


def _of_the_author(said: str, passage: Passage, sentence: Sentence, bench: Bench) -> bool:
    """Return whether a time that hangs on the reader's day, this week, stands in advice without facts and names."""
    if passage.facts or not bench.beside.pattern("reader-times").fullmatch(said.strip()):
        return False
    return not sentence.names and (
        sentence.gap
        or (sentence.meant and not sentence.claims)
        or advises(sentence.tokens, bench.claims, sentence.words)
    )


def _reversed(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    """Yield 'after the meeting' beside a fact whose own words put it before the meeting."""
    facts = [bench.book.facts[id] for id in bench.facts_of(spoken, sentence) if id in bench.book.facts]
    if not facts:
        return
    sides = {key: bench.beside.text("opposed", key) for key in ("before", "after")}
    for match in re.finditer(
        rf"\b(?:(?P<before>{sides['before']})|(?P<after>{sides['after']}))\s+(?:[^\W\d_]{{1,5}}\s+)?(?P<noun>[^\W\d_]{{5,}})\b",
        spoken.text[slice(*sentence.span)],
        re.IGNORECASE,
    ):
        here, noun = "before" if match["before"] else "after", match["noun"].lower()
        there = "after" if here == "before" else "before"
        for fact in facts:
            own = bench.own_text(fact)
            said = [
                side
                for side in (here, there)
                if re.search(rf"\b(?:{sides[side]})\s+(?:[^\W\d_]{{1,5}}\s+)?{noun}\b", own)
            ]
            if said == [there]:
                start = sentence.span[0] + match.start()
                what = f"“{match[0]}” turns round what {fact.id!r} says, which is {there} it"
                yield Finding(passage, start, start + len(match[0]), what, "say it as the statement of the fact does")
                return


def _apart(words: str, passage: Passage, bench: Bench) -> bool:
    """Return whether two facts of the passage are dated as far apart as `words` say: a day after."""
    said = words.lower()
    facts = [bench.book.facts[id] for id in passage.facts if id in bench.book.facts]
    if any(said in bench.own_text(fact) for fact in facts):
        return True
    length = next((days for word, days in bench.distances.items() if word in said.split()), None)
    if length is None:
        return False
    dated = [each.date for fact in facts for each in bench.behind(fact) if each.date]
    dated += [year for fact in facts if fact.date for year in _YEAR.findall(bench.own_text(fact))]
    return are_apart(dated, Decimal(length), Decimal(length // 10))
