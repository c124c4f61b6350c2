"""How far a thing has come, who says so, and who published it: found again in the source, near the anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reports.audit.claims.licence import reached as reached_by
from reports.audit.claims.reader import read
from reports.audit.claims.sentence import Claim
from reports.audit.sentences import sentence_spans
from reports.audit.sources.source_matching import condensed, stands_in
from reports.audit.sources.verification_context import Bench
from reports.domain.facts import NOT_STATED, Fact, Source
from reports.errors import Problem
from reports.languages.claim_tables import claim_words
from reports.languages.registry import languages
from reports.load.source_documents import SourceText


def statuses(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem where no paragraph named says that the thing has come so far, or says that it has not."""
    if not fact.status.standing.proven or fact.formula or fact.derived_from:
        return
    texts = [bench.said(ref) for ref in fact.sources]
    if not all(texts):
        return
    near = [claim for ref in fact.sources for claim in _claims(_around(bench.paragraph(ref), ref.anchor))]
    claims = near if any(_stage(each) for each in near) else [claim for text in texts for claim in _claims(text)]
    reached = [each for each in claims if each.rank >= reached_by(fact.status) and not each.open]
    if not reached or all(each.denied for each in reached):
        what = f"no paragraph named by {fact.id!r} says that it is {fact.status}"
        cure = "give it the status that its sources give it, or name the paragraph that says so"
        yield Problem(bench.places.at("facts", fact.id, "status"), what, cure)


def _around(paragraph: str, anchor: str) -> str:
    """Return the sentences that hold the anchor; an empty text where it goes over the end of one."""
    return " ".join(paragraph[a:b] for a, b in sentence_spans(paragraph) if stands_in(anchor, paragraph[a:b]))


def _stage(claim: Claim) -> bool:
    """Return whether a claim says how far something has come, so that the paragraph around need not be asked."""
    return claim.group is not None and claim.group.kind == "stage" and not claim.open


def _claims(text: str) -> Iterator[Claim]:
    """Yield what a text claims, in every language that has the words for it."""
    for tag in languages():
        words = claim_words(tag)
        for span in sentence_spans(text):
            yield from read(text, span, (), words).claims


def attributions(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem where the attribution names somebody whom no document of the fact names."""
    named = [name for name in bench.names if fact.attribution and name in fact.attribution]
    documents = [text for ref in fact.all_refs if (text := bench.texts.get(ref.source))]
    if not named or len(documents) < len(fact.all_refs):
        return
    said = condensed(" ".join(paragraph for text in documents for paragraph in text.paragraphs)).lower()
    spelled = {each for name in named for each in (name, *bench.spellings.get(name, ()))}
    if not any(condensed(name).replace(".", "").lower() in said.replace(".", "") for name in spelled):
        what = f"{fact.id!r} is attributed to {named[0]}, whom none of its documents names"
        yield Problem(bench.places.at("facts", fact.id, "attribution"), what, "attribute it to whom the source names")


def weekdays(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem where a date to the day falls on another weekday than the sentences of its anchors name."""
    if not fact.date or fact.date.count("-") != 2:
        return
    said = {day for ref in fact.sources for day in _days(bench.paragraph(ref), ref.anchor)}
    own = date.fromisoformat(fact.date).weekday()
    if said and own not in said and DAYS[own] not in (fact.date_note or ""):
        what = f"the date {fact.date} of {fact.id!r} is no {' or '.join(DAYS[n] for n in sorted(said))}, which its source names"
        yield Problem(bench.places.at("facts", fact.id, "date"), what, "work the date out again")


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def _days(paragraph: str, anchor: str) -> Iterator[int]:
    """Yield the weekdays that the sentence of `anchor` names, from 0."""
    for start, end in sentence_spans(paragraph):
        if stands_in(anchor, paragraph[start:end]):
            for match in _DAY.finditer(paragraph, start, end):
                yield DAYS.index(match[0])


def published(source: Source, text: SourceText, bench: Bench) -> Iterator[Problem]:
    """Yield a problem where the document lacks the publisher or the author that the source records."""
    for key, words in (("publisher", source.publisher), ("author", source.author)):
        if not words or words == NOT_STATED:
            continue
        parts = [part for part in re.split(r"[\s,;]+", words) if len(part) > LEAST]
        if not any(
            stands_in(part, paragraph)
            for part in (words, *parts, *bench.spellings.get(words, ()))
            for paragraph in text.paragraphs
        ):
            what = f"the {key} '{words}' of {source.id!r} does not stand in {text.name}"
            yield Problem(
                bench.places.at("sources", source.id, key), what, f"give it as the document does, or '{NOT_STATED}'"
            )


LEAST = 3
"""Letters that a word of a name must have to be looked for alone."""
