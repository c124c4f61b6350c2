"""Facts that a new document bears on: those whose figures it gives, agreeing or differing, and those it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.audit.counted_nouns import Nouns, another_noun, counted_nouns, counts, own_stems, stems_of, units_of
from reports.audit.declared_names import Names
from reports.audit.figure_search import Figure
from reports.audit.sources.source_amounts import amount, figures_in, numbers
from reports.audit.sources.source_hedges import qualifiers_at
from reports.audit.sources.source_references import months
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.periods import read_period
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import SCALES, FormatError, quote, unit_of
from reports.languages.registry import language
from reports.tools.curating.entry_blocks import Item, keyed

MAX_ANCHOR_WORDS = 8
OPEN = "TODO:"
"""Before words still to be written: `check` remarks on it, and no final may print it."""
AROUND = 3
"""Words on each side of a figure that go into an anchor."""
SAME, OTHER, SPOKEN_OF, NEVER = 1, 3, 5, 1_000_000
"""Telling words, an actor counting as one, that fact and paragraph must share: where the paragraph gives the same figure
of the same thing, where it gives another figure, where the fact has none, and where the figure counts something else."""
STEM = 6
"""Letters by which words are compared, so that 'minister' and 'ministers' are one."""
COMMON = Decimal("0.08")
"""A word or actor of more than this share of the facts tells nothing."""
HANDFUL = 5
"""Counts up to this are everywhere."""
UNITS = frozenset({*SCALES, "percent"})
"""Words that say how much, not what."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_CLAUSE = re.compile(r"[,;:.!?](?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact and what the document says of it, to be compared by a person."""

    verdict: str
    """differs, agrees or mentions."""
    fact: Fact
    paragraph: int
    lines: tuple[str, ...]
    """What to print: the two side by side, and the YAML to paste."""
    span: tuple[int, int] = (-1, -1)
    """Where the figure stands in the paragraph, in characters."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph of the new document."""

    number: int
    text: str
    words: frozenset[str]
    actors: frozenset[str]


def candidates(said: Sequence[str], source: str, book: FactBook) -> tuple[Candidate, ...]:
    """Return the facts that the paragraphs `said` of the document `source` bear on; one paragraph each, the nearest.

    differs: a paragraph that shares actors or telling words with the fact gives another figure of its unit, or another
    hedge. agrees: it gives the value with its hedge. mentions: the fact has no figure, but the paragraph speaks of the same.
    """
    names = Names(book)
    passages = [
        _Passage(n, text, _stems(text), frozenset(id for each in names.actors(text) for id in each.ids))
        for n, text in enumerate(said, 1)
    ]
    known = [fact for fact in book.facts.values() if not (fact.formula or fact.derived_from)]
    stems = _rare([_stems(f"{fact.statement} {fact.label or ''}") for fact in known])
    actors = _rare([frozenset((*fact.actors, *fact.countries)) for fact in known])
    nouns = counted_nouns(book)
    found = [
        candidate
        for fact, own, who in zip(known, stems, actors, strict=True)
        if (candidate := _compared(fact, own, who, passages, source, nouns))
    ]
    taken = {(each.paragraph, each.span) for each in found if each.verdict == "agrees"}
    kept = (each for each in found if each.verdict != "differs" or (each.paragraph, each.span) not in taken)
    order = ("differs", "agrees", "mentions")
    return tuple(sorted(kept, key=lambda each: (order.index(each.verdict), each.paragraph)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()) if word not in UNITS)


def _rare(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Return `sets` without what stands in too many of them; in a few sets everything tells something."""
    counts = Counter(each for one in sets for each in one)
    limit = max(COMMON * len(sets), Decimal(5))
    return [frozenset(each for each in one if counts[each] <= limit) for one in sets]


def _compared(
    fact: Fact, own: frozenset[str], who: frozenset[str], passages: Sequence[_Passage], source: str, nouns: Nouns
) -> Candidate | None:
    """Return what the paragraph that shares most with `fact` says; one that gives the same figure goes first."""
    near = sorted(
        ((-len(own & passage.words) - bool(who & passage.actors), passage) for passage in passages),
        key=lambda row: (row[0], row[1].number),
    )
    values = {amount(value, fact.unit) for _, value in numbers(fact)}
    if not values:
        if dated := _dated(fact, [passage for _, passage in near]):
            return _same_day(fact, *dated, source)
        spoken = [passage for score, passage in near if -score >= SPOKEN_OF]
        return _mentioned(fact, spoken[0], source) if spoken and not fact.has_value else None
    rows = [(-score, passage, figure) for score, passage in near for figure in figures_in(passage.text, fact.unit)]
    for score, passage, figure in rows:
        if figure.value in values and score >= _wanted(passage.text, figure, fact, nouns):
            return _figured(fact, passage, figure, source, agrees=True)
    for score, passage, figure in rows:
        alike = _counts(passage.text, figure, fact, nouns) and _of_the_same(passage, figure, own)
        if score >= OTHER and alike:
            return _figured(fact, passage, figure, source, agrees=False)
    return None


def _wanted(text: str, figure: Figure, fact: Fact, nouns: Nouns) -> int:
    """Return how many telling words a paragraph that gives the value must share with `fact`.

    None where it counts the same noun, and more than a handful: 'Eleven frameworks' says enough.
    """
    if another_noun(text, figure, own_stems(fact), nouns):
        return NEVER
    if not _counts(text, figure, fact, nouns):
        return OTHER
    return 0 if unit_of(fact.unit).noun not in ("", "percent") and (figure.value or 0) > HANDFUL else SAME


def _of_the_same(passage: _Passage, figure: Figure, own: frozenset[str]) -> bool:
    """Return whether a telling word of the fact stands in the clause of `figure`: else it is a figure of something else."""
    before, behind = _CLAUSE.split(passage.text[: figure.start])[-1], _CLAUSE.split(passage.text[figure.end :])[0]
    return not own.isdisjoint(_stems(f"{before} {behind}"))


def _counts(text: str, figure: Figure, fact: Fact, nouns: Nouns) -> bool:
    """Return whether `figure` counts what `fact` counts; money and percent need no noun."""
    return unit_of(fact.unit).noun in ("", "percent") or counts(text, figure, stems_of(units_of(fact)), nouns)


def _figured(fact: Fact, passage: _Passage, figure: Figure, source: str, *, agrees: bool) -> Candidate:
    hedges, span = qualifiers_at(passage.text, figure), (figure.start, figure.end)
    qualifier = fact.qualifier if fact.qualifier in hedges else min(hedges)
    hedged = fact.qualifier in hedges or fact.qualifier is Qualifier.BETWEEN
    verdict = "agrees" if agrees and hedged else "differs"
    anchor = anchor_at(passage.text, figure.start, figure.end)
    what = f"{verdict:<8}  {fact.id}: {_printed(fact)}; ¶ {passage.number} says '{anchor}'"
    ref: dict[str, Item] = {"source": source, "paragraph": Decimal(passage.number), "anchor": anchor}
    if verdict == "agrees":
        return Candidate(verdict, fact, passage.number, (what, *_agreeing(ref)), span)
    value = (figure.value or Decimal(0)).scaleb(-SCALES[unit_of(fact.unit).scale])
    value = value.normalize() if value % 1 else value.quantize(Decimal(1))
    said = fact.model_copy(update={"value": value, "low": None, "high": None, "qualifier": qualifier})
    reading: dict[str, Item] = {
        "name": source,
        "text": _plain(said),
        "value": value,
        **({"qualifier": qualifier.value} if qualifier else {}),
        "sources": [ref],
    }
    return Candidate(verdict, fact, passage.number, (what, *_differing(fact, reading)), span)


def _agreeing(ref: dict[str, Item]) -> Iterator[str]:
    yield "  if it is the same claim, paste below its 'sources:'"
    yield from list(keyed("sources", [ref], 4))[1:]


def _differing(fact: Fact, reading: dict[str, Item]) -> Iterator[str]:
    if fact.readings:
        yield "  if it is the same claim, paste below its 'readings:'"
        yield from list(keyed("readings", [reading], 4))[1:]
        return
    own: dict[str, Item] = {"name": fact.sources[0].source, "text": _plain(fact)}
    yield f"  if it is the same claim, paste into the fact, and write what stands behind {OPEN}"
    yield from keyed("readings", [own, reading], 4)
    yield f"    preferred: {fact.sources[0].source}"
    yield from keyed("reason", f"{OPEN} why the report prints that one", 4)
    yield from keyed("difference", f"{OPEN} what they differ on, in a word or two", 4)


def _plain(fact: Fact) -> str:
    """Return the figure of `fact` as reports print it, with the spaces of a keyboard."""
    return _printed(fact).replace("\N{NO-BREAK SPACE}", " ")


def _dated(fact: Fact, passages: Sequence[_Passage]) -> tuple[_Passage, int, int] | None:
    """Return the paragraph that gives the day that `fact` tells and shares an actor or word, and where the day stands."""
    numbers = read_period(fact.date).numbers if fact.date else ()
    if len(numbers) < len(("year", "month", "day")):
        return None
    _, month, day = numbers
    names = "|".join(map(re.escape, months(month)))
    pattern = re.compile(rf"\b(?:(?:{names})\.?\s+0?{day}\b|0?{day}\.?\s+(?:{names})\b)", re.IGNORECASE)
    who, words = {*fact.actors, *fact.countries}, _stems(fact.statement)
    for passage in passages if pattern.search(fact.statement) else ():
        if (who & passage.actors or words & passage.words) and (match := pattern.search(passage.text)):
            return passage, match.start(), match.end()
    return None


def _same_day(fact: Fact, passage: _Passage, start: int, end: int, source: str) -> Candidate:
    anchor = anchor_at(passage.text, start, end)
    ref: dict[str, Item] = {"source": source, "paragraph": Decimal(passage.number), "anchor": anchor}
    what = f"{'agrees':<8}  {fact.id}: {fact.date}; ¶ {passage.number} says '{anchor}'"
    return Candidate("agrees", fact, passage.number, (what, *_agreeing(ref)), (start, end))


def _mentioned(fact: Fact, passage: _Passage, source: str) -> Candidate:
    what = f"{'mentions':<8}  {fact.id}: {fact.statement} Compare ¶ {passage.number}"
    return Candidate("mentions", fact, passage.number, (what,))


def _printed(fact: Fact) -> str:
    try:
        return quote(fact, "full", language("en-GB"))
    except FormatError:
        return fact.statement


def anchor_at(text: str, start: int, end: int) -> str:
    """Return the words around a figure, letter for letter, at most `MAX_ANCHOR_WORDS` of them."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    held = [n for n, (a, b) in enumerate(spans) if a < end and b > start] or [0]
    first, last = max(0, held[0] - AROUND), min(len(spans) - 1, held[-1] + AROUND)
    last = min(last, first + MAX_ANCHOR_WORDS - 1)
    return text[spans[first][0] : spans[last][1]].rstrip(",;:.")
