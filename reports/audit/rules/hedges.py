"""The rule on hedges: none is dropped, and none is written by hand beside a figure that carries its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.audit.chart_words import DRAWN
from reports.audit.context import Bench, Finding
from reports.audit.inline_pieces import Piece
from reports.audit.passages import Passage
from reports.audit.sentences import MASK
from reports.document import FactRef
from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import ALWAYS

_WORD = re.compile(r"[\s\u00a0]+([^\W\d_][\w’'-]*)")
LONG = 4
"""Letters of a word that may stand in a statement without the article that a text gives it: 17 further, a further 17."""
_MARK = re.compile(r"[.,;:()–—]")


def hedges(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield hedges that a format drops, and hedges written by hand beside a figure that carries its own."""
    for piece, ref in passage.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if fact is None or ref.form == DRAWN:
            continue
        if ref.form.startswith("bare") and not _hedged_above(passage, piece.start, ref):
            yield from _dropped(passage, piece, ref, fact, bench)
        if fact.has_value and ref.form.split(":")[0] not in ALWAYS | {"reading"}:
            yield from _by_hand(passage, bench, piece.start, piece.end, ref, fact)


def _dropped(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    if fact.qualifier not in (None, Qualifier.EXACTLY):
        hedge = bench.speech.word("hedge-words", fact.qualifier)
        what = f"“{ref.text}” leaves out the hedge of {ref.fact_id!r}, {hedge!r}"
        yield Finding(passage, piece.start, piece.end, what, "print it in the format 'figure', 'short' or 'words'")


def _hedged_above(passage: Passage, start: int, ref: FactRef) -> bool:
    """Return whether `ref` is the value of a tile, whose hedge stands above it."""
    first = next(passage.refs)
    return passage.kind == "tile" and first[0].start == start and first[1] is ref


def _by_hand(passage: Passage, bench: Bench, start: int, end: int, ref: FactRef, fact: Fact) -> Iterator[Finding]:
    before, after = passage.masked[max(0, start - 40) : start], passage.masked[end : end + 40]
    offset, qualifier = max(0, start - 40), str(fact.qualifier or Qualifier.EXACTLY)
    time = (fact.unit or "") in bench.words.time_units
    cure = f"delete it: the format prints the hedge of {fact.id!r} ({qualifier}); if that is wrong, correct the fact"
    for pattern, agrees in bench.words.hedges:
        match = pattern.search(before)
        of_time = time and match is not None and match[0].strip().lower() in bench.words.hedges_of_time
        if match and qualifier not in agrees and not (of_time or bench.words.hedges_ruled.search(before)):
            what = f"“{match[0].strip()} {ref.text}” hedges by hand a figure that is {qualifier}"
            yield Finding(passage, offset + match.start(), offset + match.end(), what, cure)
            return
    altered = None if _timed(fact, bench) else bench.beside.before.search(before) or _passed(before, bench)
    if altered and not _own_words(altered[0], fact, bench):
        what = f"“{altered[0].strip()} {ref.text}” alters a figure that is {qualifier}"
        yield Finding(passage, offset + altered.start(), offset + altered.end(), what, cure)
        return
    match = bench.words.hedges_after.match(after) or bench.beside.after.match(after)
    noun = None if match else _WORD.match(after)
    if noun and not bench.words.unit_stops.fullmatch(noun[1]):
        match = bench.beside.after_noun.match(after, noun.end())
    whole = match and qualifier == Qualifier.EXACTLY and bench.beside.pattern("wholes").fullmatch(match[0].strip(" ,"))
    if match and not whole and not _own_words(match[0], fact, bench):
        what = f"“{ref.text}{after[: match.end()]}” hedges by hand a figure that is {qualifier}"
        yield Finding(passage, end + match.start(), end + match.end(), what, cure)


def _passed(before: str, bench: Bench) -> re.Match[str] | None:
    """Return the verb that sets something above or below the figure behind it, where it compares no figure with it."""
    match = re.search(rf"(?<![\w-])(?:{bench.beside.text('surpassing')})[\s\u00a0]*\Z", before, re.IGNORECASE)
    return None if MASK in before else match


def _timed(fact: Fact, bench: Bench) -> bool:
    return (fact.unit or "") in bench.words.time_units


def _own_words(words: str, fact: Fact, bench: Bench) -> bool:
    """Return whether the fact's own statement or label says the same: only, net, in all."""
    said = words.strip(" ,()–—").lower()
    own = f" {_MARK.sub(' ', bench.own_text(fact))} "
    article, _, rest = said.partition(" ")
    return f" {said} " in own or (article in bench.claims.determiners and len(rest) >= LONG and f" {rest} " in own)
