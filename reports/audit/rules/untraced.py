"""The rule on figures: each is a fact, a declared name or waived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from reports.audit.context import Bench, Finding
from reports.audit.figure_search import Figure, figures
from reports.audit.passages import Passage
from reports.audit.rules.computed_sets import computes
from reports.audit.rules.dated_distances import tells_distance
from reports.audit.sentences import MASK
from reports.audit.waivers import waive
from reports.domain.facts import Fact
from reports.domain.wording import FormatError
from reports.domain.wording.fact_details import moment

SMALL = 10
"""Greatest count that a fact's own words may spell."""
SHARED = 4
"""Letters of a word that a passage shares with a fact which its figure may be."""
NUMBERS_ONLY = frozenset({"cell", "head", "label", "tile"})
"""Kinds of passage that hold too few words to tell."""
ABOUT = Decimal("0.3")
"""How far two values may be from the ratio that a word gives in round figures, as a share of it."""
_WORD = re.compile(r"[^\W\d_]+")
BEFORE = len("the only ")
"""Characters before a small count in which a word may say that it is one of a set."""


def untraced(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield figures in any spelling that are no fact, no declared name and no literal."""
    if not passage.masked.strip(MASK + " ") or passage.route == ("organisation",):
        return  # a name in report.yaml is told by the rule of the cover, which knows its cure
    found = figures(passage.masked, bench.tag)
    names = bench.names.spans(passage.text) if found else ()
    phrases = (bench.unit_phrase, bench.words.stretches) if found else ()
    units = [match.span() for phrase in phrases for match in phrase.finditer(passage.masked)]
    for figure in found:
        known = MASK in figure.text or _within(figure, (*names, *units)) or _own(figure, bench)
        if (
            not known
            and not _counts_itself(figure, passage, bench)
            and not _loose(figure, passage, bench)
            and not _of_own_words(figure, passage, bench)
            and not tells_distance(figure, passage, bench)
            and not _counts_shown(figure, passage, bench)
            and not _within(figure, bench.terms.spans(passage.text))
        ):
            what = f"“{figure.text}” is a figure that no fact stands behind"
            yield Finding(passage, figure.start, figure.end, what, _figure_cure(figure, passage, bench))
    yield from _small(passage, found, bench)


def _small(passage: Passage, found: Sequence[Figure], bench: Bench) -> Iterator[Finding]:
    """Yield one, first, single … before what facts count; nouns of the text's own are none where it prints no fact."""
    for match in bench.small.finditer(passage.masked):
        noun = match[0].split()[-1].rstrip("s")
        if any(noun == own.rstrip("s") for own in bench.terms.own.findall(match[0])) and not any(passage.refs):
            continue
        if any(start <= match.start() and match.end() <= end for start, end in bench.terms.spans(passage.text)):
            continue
        first = match[0].split()[0].lower()
        if not any(passage.refs) and first in bench.words.ones & bench.claims.determiners:
            continue  # an article, as in French: un lit
        owner = _WORD.findall(passage.masked[max(0, match.start() - BEFORE) : match.start()].lower())[-1:]
        if match[0].endswith(bench.claims.plural) and not bench.claims.goes_back.isdisjoint(owner):
            continue  # receives its first guests
        around = passage.masked[max(0, match.start() - BEFORE) : match.end()]
        said = rf"\b{re.escape(match[0].lower())}\b"  # the first satellite, as in the words of a fact itself
        if any(computes(around, fact, bench) or re.search(said, bench.own_text(fact)) for fact in bench.facts(passage)):
            continue
        if not any(figure.start < match.end() and match.start() < figure.end for figure in found):
            what = f"“{match[0]}” counts by hand what facts count"
            cure = (
                f'print it with {{{{ fact("…", "words") }}}} or reword it; where it counts nothing, {waive(match[0])}'
            )
            yield Finding(passage, *match.span(), what, cure)


def _within(figure: Figure, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= figure.start and figure.end <= end for start, end in spans)


def _counts_itself(figure: Figure, passage: Passage, bench: Bench) -> bool:
    """Return whether a number word counts what the text itself speaks of, in a sentence without facts: two reports agree."""
    if not figure.text.isalpha():
        return False
    noun = bench.terms.counted.match(passage.masked, figure.end)
    if noun is None:
        return False
    spoken = bench.spoken(passage)
    sentence = spoken.sentence_at(figure.start)
    return sentence is not None and not bench.facts_of(spoken, sentence)


def _counts_shown(figure: Figure, passage: Passage, bench: Bench) -> bool:
    """Return whether a number word counts what a figure or table shows, and no more is said: Figure 2 shows four lagoons.

    The exhibit is one that the sentence names, or that stands on the slide of which a presenter speaks.
    """
    if not figure.text.isalpha() or figure.value is None:
        return False
    spoken = bench.spoken(passage)
    sentence = spoken.sentence_at(figure.start)
    if sentence is None or sentence.names or bench.facts_of(spoken, sentence):
        return False
    if any(each.finite and each.group and each.group.kind in ("stage", "ended") for each in sentence.claims):
        return False
    return figure.value in passage.counts(*sentence.span)


def _loose(figure: Figure, passage: Passage, bench: Bench) -> bool:
    """Return whether a turn of speech holds the figure that counts nothing where no fact is and nobody named: for decades."""
    if not _within(figure, bench.terms.loose_spans(passage.text)):
        return False
    spoken = bench.spoken(passage)
    sentence = spoken.sentence_at(figure.start)
    return sentence is not None and not sentence.names and not bench.facts_of(spoken, sentence)


def _own(figure: Figure, bench: Bench) -> bool:
    """Return whether a fact uses the word itself, which gives no number: decades."""
    said = figure.text.lower()
    return figure.value is None and said.isalpha() and said in bench.spoken_words


def _of_own_words(figure: Figure, passage: Passage, bench: Bench) -> bool:
    """Return whether a number word stands in the words of a fact of the passage beside the same word: safer than two.

    Or it counts whom such a fact names: the two hospitals.
    """
    said = figure.text.lower()
    if figure.value is None or figure.value > SMALL or not said.isalpha():
        return False
    before, after = _WORD.findall(passage.masked[: figure.start])[-1:], _WORD.findall(passage.masked[figure.end :])[:1]
    pairs = {" ".join((*before, said)).lower(), " ".join((said, *after)).lower()} - {said}
    facts = tuple(bench.facts(passage))
    if any(f" {pair} " in f" {' '.join(_WORD.findall(bench.own_text(fact)))} " for fact in facts for pair in pairs):
        return True
    counted = bool(after) and after[0].lower().endswith(bench.claims.plural) and after[0].lower() not in bench.nouns
    return counted and any(figure.value == len(fact.actors) for fact in facts)


def _figure_cure(figure: Figure, passage: Passage, bench: Bench) -> str:
    """Return what to do; names a fact of the passage with this date, or one of the same value that shares a word with it."""
    sentence = (spoken := bench.spoken(passage)).sentence_at(figure.start)
    nearest = bench.facts_of(spoken, sentence) if sentence else ()
    cited_here = dict.fromkeys((*nearest, *passage.facts))
    behind = (fact for id in cited_here if id in bench.book.facts for fact in bench.behind(bench.book.facts[id]))
    if dated := next((fact.id for fact in behind if _is_of_its_date(figure, fact, bench)), ""):
        return f'print the date with {{{{ fact("{dated}", "date") }}}}; where it is no fact, {waive(figure.text)}'
    valued = () if figure.value is None else bench.valued.get(figure.value, ())
    said = _words(passage.text) - {figure.text.lower()} if valued else frozenset()
    near = [fact.id for fact in valued if not said.isdisjoint(_WORD.findall(bench.own_text(fact)))]
    same = near if passage.kind not in NUMBERS_ONLY else [fact.id for fact in valued]
    cited = [id for id in passage.facts if id in bench.book.facts and bench.book.facts[id].has_value]
    if not same and (pair := _ratio(figure, passage, bench)):
        one, other = pair
        known = f"derive a fact that works it out (derived_from: {one}, {other}; formula: a / b) and print that"
    elif not same and len(cited) == 1:
        known = f'print the figure of the fact that stands here, {{{{ fact("{cited[0]}") }}}}, or that of another one'
    else:
        known = f'print it with {{{{ fact("{same[0]}") }}}}' if len(same) == 1 else 'print it with {{ fact("…") }}'
    if len(same) > 1:
        known += f" (of that value: {', '.join(same[:4])})"
    return f"{known}; where it is no fact, {waive(figure.text)}"


def _ratio(figure: Figure, passage: Passage, bench: Bench) -> tuple[str, str] | None:
    """Return two facts of the sentence, of one unit, whose values are to each other about as `figure` says: twice, a third."""
    spoken = bench.spoken(passage)
    sentence = spoken.sentence_at(figure.start)
    if not figure.value or not figure.text[0].isalpha() or sentence is None:
        return None
    facts = [bench.book.facts[id] for id in bench.facts_of(spoken, sentence) if id in bench.book.facts]
    for one, other in permutations(facts, 2):
        if one.unit == other.unit and one.value and other.value:
            times = one.value / other.value
            if figure.value * (1 - ABOUT) <= times <= figure.value * (1 + ABOUT):
                return one.id, other.id
    return None


def _is_of_its_date(figure: Figure, fact: Fact, bench: Bench) -> bool:
    """Return whether `figure` stands in the date or period of `fact` as it is printed."""
    with suppress(FormatError):
        return figure.text in re.findall(r"\w+", moment(fact, bench.speech))
    return False


@lru_cache(maxsize=1)
def _words(text: str) -> frozenset[str]:
    """Return the words of a passage that may tell which fact a figure is; all figures of one are asked for in turn."""
    return frozenset(word for word in _WORD.findall(text.lower()) if len(word) >= SHARED)
