"""Each reference of a fact: does the paragraph exist, hold the anchor, and state the figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from reports.audit.counted_nouns import another_noun, own_stems
from reports.audit.sources.source_amounts import (
    amount,
    found_figures,
    indefinite_words,
    numbers,
    says_indefinite,
    states,
    values,
)
from reports.audit.sources.source_figures import cells
from reports.audit.sources.source_hedges import agrees
from reports.audit.sources.source_matching import condensed, paragraphs_with, stands_in
from reports.audit.sources.verification_context import Bench
from reports.domain.facts import Fact, Reading, SourceRef
from reports.domain.lengths_of_time import length_of
from reports.domain.periods import OPEN, read_period
from reports.domain.qualifiers import Qualifier
from reports.errors import Problem
from reports.languages.registry import language, languages
from reports.load.source_documents import SourceText
from reports.notation.yaml_tree import Route


def references(fact: Fact) -> Iterator[tuple[Route, SourceRef]]:
    """Yield (route, reference) of the fact and of its readings."""
    yield from ((("sources", n), ref) for n, ref in enumerate(fact.sources))
    for m, reading in enumerate(fact.readings):
        yield from ((("readings", m, "sources", n), ref) for n, ref in enumerate(reading.sources))


def anchors(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem for each paragraph that does not exist and each anchor that does not stand in its paragraph."""
    for route, ref in references(fact):
        text = bench.texts.get(ref.source)
        if text is None:
            continue
        if stands_in(ref.anchor, text.paragraph(ref.paragraph)):
            if len(ref.anchor.split()) == 1 and len(paragraphs_with(ref.anchor, text, ref.paragraph)) > 1:
                where = bench.places.at("facts", fact.id, *route, "anchor")
                what = f"the anchor '{ref.anchor}' is one word that stands in several paragraphs of {ref.source!r}"
                yield Problem(where, what, "take the words around it along, eight at most")
            continue
        cure = bench.elsewhere(ref.anchor, ref)
        if ref.paragraph > len(text.paragraphs):
            where = bench.places.at("facts", fact.id, *route, "paragraph")
            what = f"there is no paragraph {ref.paragraph} in {ref.source!r}, which has {len(text.paragraphs)}"
            cure = cure.replace("it stands", f"the anchor '{ref.anchor}' stands")
        else:
            where = bench.places.at("facts", fact.id, *route, "anchor")
            what = f"the anchor '{ref.anchor}' does not stand in paragraph {ref.paragraph} of {ref.source!r}"
        yield Problem(where, what, cure or "copy at most eight words of the paragraph, letter for letter")


def stated(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem for each figure that a named paragraph does not state; derived facts state none of their own."""
    if fact.formula or fact.derived_from:
        return
    yield from _figures(fact, (), fact.unit, fact.sources, fact, bench)
    for n, reading in enumerate(fact.readings):
        refs = reading.sources or fact.sources
        yield from _figures(reading, ("readings", n), reading.unit or fact.unit, refs, fact, bench)
    yield from _dates(fact, bench)
    yield from _told(fact, bench)


def _figures(
    entry: Fact | Reading, route: Route, unit: str | None, refs: tuple[SourceRef, ...], fact: Fact, bench: Bench
) -> Iterator[Problem]:
    words = indefinite_words(entry.qualifier)
    for ref in refs:
        if ref.source not in bench.texts or not bench.paragraph(ref):
            continue  # a problem of the reference already
        for key, value in numbers(entry):
            if not states(bench.said(ref), value, unit) or _other_column(fact, ref, value, unit, bench):
                what = f"the {key} {value} ({unit}) of {fact.id!r}"
                found = _nearest(bench.texts[ref.source], ref, partial(states, value=value, unit=unit))
                yield _missing(bench, fact, (*route, key), what, ref, found)
            elif noun := _of_another(bench, fact, ref, value, unit):
                where = bench.places.at("facts", fact.id, *route, key)
                counted = f"counts “{noun}” in paragraph {ref.paragraph} of {ref.source!r}"
                what = f"the {key} {value} ({unit}) of {fact.id!r} {counted}"
                yield Problem(where, what, f"name the paragraph that counts {unit}, or take the reading out")
        if not agrees(bench.paragraph(ref), entry, entry.qualifier or fact.qualifier, unit):
            yield _hedge(bench, fact, route, entry.qualifier or fact.qualifier, ref)
        if words and not says_indefinite(bench.paragraph(ref), words):
            what = f"the qualifier {words[0]!r} of {fact.id!r}"
            found = _nearest(bench.texts[ref.source], ref, partial(says_indefinite, words=words))
            yield _missing(bench, fact, (*route, "qualifier"), what, ref, found)


def _of_another(bench: Bench, fact: Fact, ref: SourceRef, value: Decimal, unit: str | None) -> str:
    """Return what the value counts in the paragraph, where every figure of that value counts what other facts count."""
    paragraph, own = bench.paragraph(ref), own_stems(fact, unit)
    nouns = [another_noun(paragraph, each, own, bench.nouns) for each in found_figures(paragraph, value, unit)]
    return nouns[0] if nouns and all(nouns) else ""


def _other_column(fact: Fact, ref: SourceRef, value: Decimal, unit: str | None, bench: Bench) -> bool:
    """Return whether the value stands only in columns of a table whose heads say nothing that the fact says."""
    row = cells(bench.paragraph(ref))
    if not row or ref.source not in bench.texts or any(states(cell, value, unit) for cell in row if cell in ref.anchor):
        return False
    text = bench.texts[ref.source]
    above = (cells(text.paragraph(n)) for n in range(ref.paragraph - 1, 0, -1))
    heads = next((each for each in above if (len(each) == len(row) and not values(each[-1])) or _years(each)), ())
    holding = [n for n, cell in enumerate(row) if states(cell, value, unit) or value in values(cell)]
    if not heads or len(heads) != len(row) or not holding:
        return False
    said = condensed(" ".join(filter(None, (fact.statement, fact.label, fact.date, fact.period, fact.as_of)))).lower()
    words = {n: [condensed(word).lower() for word in heads[n].split() if len(word) >= WORD] for n in holding}
    return not any(word in said for n in holding for word in words[n])


WORD = 4
"""Letters or digits of a word in the head of a column that a fact must share with it."""


def _years(row: tuple[str, ...]) -> bool:
    return bool(row) and sum(cell[:4].isdigit() and len(cell) in (4, 7) for cell in row) >= len(row) - 1


def _hedge(bench: Bench, fact: Fact, route: Route, qualifier: Qualifier | None, ref: SourceRef) -> Problem:
    what = f"paragraph {ref.paragraph} of {ref.source!r} gives the figure of {fact.id!r} with another hedge than {qualifier}"
    where = bench.places.at("facts", fact.id, *route, "qualifier")
    return Problem(where, what, "take the hedge of the source, or name the other version under 'readings:'")


def _nearest(text: SourceText, ref: SourceRef, holds: Callable[[str], bool]) -> int:
    """Return the paragraph nearest to that of `ref` for which `holds` is true, or 0."""
    found = [n for n, paragraph in enumerate(text.paragraphs, 1) if holds(paragraph)]
    return min(found, key=lambda n: (abs(n - ref.paragraph), n), default=0)


def _missing(bench: Bench, fact: Fact, route: Route, what: str, ref: SourceRef, found: int) -> Problem:
    cure = f"it is in paragraph {found}: correct the paragraph, or the figure" if found else "correct the figure"
    cure = "it stands there under another head: correct the figure" if found == ref.paragraph else cure
    return Problem(
        bench.places.at("facts", fact.id, *route),
        f"{what} does not stand in paragraph {ref.paragraph} of {ref.source!r}",
        f"{cure}; where it is counted or worked out, give a 'formula:'",
    )


def _dates(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem for each stated date whose year, month or day no named paragraph gives."""
    if fact.date_basis != "stated":
        return
    said = [bench.said(ref) for ref in fact.all_refs]
    for key in ("date", "period", "as_of"):
        sides = (side for side in str(getattr(fact, key) or "").split("/") if side not in OPEN)
        lacking = [part for side in sides for part in _lacking(side, said)]
        if lacking and all(said):  # a paragraph that cannot be read may give it
            yield Problem(
                bench.places.at("facts", fact.id, key),
                f"the {key} {getattr(fact, key)} of {fact.id!r} is said to be stated, but no paragraph named gives "
                + " and ".join(lacking),
                "correct it, or write 'date_basis: derived' and a 'date_note:' that says from what",
            )


def _lacking(day: str, texts: list[str]) -> Iterator[str]:
    """Yield the parts of an ISO date (the year, the month, the day), or the length, that stand in none of `texts`."""
    if length := length_of(day):
        if not _says(length.count, texts):
            yield f"the length {length.count}"
        return
    year, *rest = (f"{number:02}" for number in read_period(day).numbers)
    year = year.zfill(4)
    if not any(re.search(rf"(?<!\d){year}(?!\d)", text) for text in texts):  # also in a name: the 2026 Games
        yield f"the year {year}"
    if rest and not any(name in condensed(text).lower() for text in texts for name in months(int(rest[0]))):
        yield f"the month {rest[0]}"
    if rest[1:] and not _says(int(rest[1]), texts):
        yield f"the day {int(rest[1])}"


def _says(number: int, texts: Iterable[str]) -> bool:
    return any(Decimal(number) in values(text) for text in texts)


def months(number: int) -> tuple[str, ...]:
    """Return the name and the short name of a month in every language, in lower case."""
    from babel.dates import format_date

    first = date(2000, number, 1)
    names = (
        format_date(first, format=form, locale=language(tag).locale.replace("-", "_"))
        for tag in languages()
        for form in ("MMMM", "MMM")
    )
    return tuple(condensed(name).lower().rstrip(".") for name in names)


def _told(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem for each figure in the words of a fact or reading that no named paragraph states."""
    refs = [] if any(not bench.paragraph(ref) for ref in fact.all_refs) else fact.all_refs
    known = _own_figures(fact).union(*(values(bench.said(ref)) for ref in refs))
    texts: list[tuple[Route, str]] = [(("statement",), fact.statement)]
    texts += [(("readings", n, "text"), reading.text) for n, reading in enumerate(fact.readings)]
    for route, text in texts if refs else ():
        for value in sorted(values(text) - known):
            yield Problem(
                bench.places.at("facts", fact.id, *route),
                f"'{text}' gives the figure {value.normalize():f}, which no paragraph named by {fact.id!r} states",
                "correct it, leave it out, or name the paragraph that states it under 'sources:'",
            )


def _own_figures(fact: Fact) -> frozenset[Decimal]:
    """Return the figures that a text may give besides those of its sources: values, and parts of a derived date."""
    entries: tuple[Fact | Reading, ...] = (fact, *fact.readings)
    found = {amount(value, entry.unit or fact.unit) for entry in entries for _, value in numbers(entry)}
    found |= {value for entry in entries for _, value in numbers(entry)}
    for text in (fact.date, fact.period, fact.as_of):
        for side in (text or "").split("/"):
            found |= _own_numbers(side)
    return frozenset(found)


def _own_numbers(side: str) -> frozenset[Decimal]:
    """Return the numbers of one side of a period: a length, or the parts of a date."""
    if side in OPEN:
        return frozenset()
    length = length_of(side)
    return frozenset(map(Decimal, (length.count,) if length else read_period(side).numbers))
