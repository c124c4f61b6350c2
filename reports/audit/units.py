"""The rule of the first audit on units: what a figure counts or measures is what its fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.audit.bench import Bench, Finding
from reports.audit.charting import DRAWN
from reports.audit.passages import Passage
from reports.audit.pieces import Piece
from reports.facts import Fact
from reports.model import FactRef
from reports.quote import ALWAYS, unit_of

NEAR = 3
"""Words after a figure among which the noun is looked for that it counts."""
_WORD = re.compile(r"[\s\u00a0]+([^\W\d_][\w’'-]*)")
_SIGN = re.compile(r"([$€£¥₹])\s*\Z")


def misnamed(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield units by hand that are not those of the fact: '11%' of a count, '$' before it, '17 cities' of lines."""
    for piece, ref in passage.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if (
            fact is None
            or not fact.has_value
            or ref.format == DRAWN
            or ref.format.split(":")[0] in ALWAYS | {"reading"}
        ):
            continue
        yield from _signs(passage, piece, ref, fact, bench)
        yield from _noun(passage, piece, ref, fact, bench)


def _signs(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    unit = unit_of(fact.unit)
    cure = f"delete it: the format prints the unit of {fact.id!r}, {fact.unit}"
    after = re.compile(bench.words.percent, re.IGNORECASE).match(passage.masked, piece.end)
    if after and (not unit.is_percent or "%" in ref.text):
        yield Finding(
            passage, piece.end, after.end(), f"“{ref.text}{after[0]}” measures {fact.unit}, not per cent", cure
        )
    before = _SIGN.search(passage.masked[: piece.start])
    if before and (before[1] in ref.text or before[1] != _symbol(unit.currency, bench)):
        what = f"“{before[1]}{ref.text}” puts a sign before a figure in {fact.unit}"
        yield Finding(passage, before.start(1), piece.start, what, cure)


def _symbol(currency: str, bench: Bench) -> str:
    return bench.speech.currencies[currency]["symbol"].strip() if currency else ""


def _noun(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield a noun that other facts count, right after a figure of this one."""
    own = frozenset(bench.nouns_of(fact))
    at = piece.end
    for _ in range(NEAR if own else 0):
        word = _WORD.match(passage.masked, at)
        if word is None or word[1] in own or bench.words.unit_stops.fullmatch(word[1]):
            return
        if word[1] in bench.nouns:
            said = passage.text[piece.start : word.end()]
            what = f"“{said}” counts {word[1]}, but the fact {fact.id!r} counts {fact.unit}"
            cure = f'name what it counts, or another fact; a false alarm: write [{word[1]}]{{.literal why="…"}}'
            yield Finding(passage, word.start(1), word.end(1), what, cure)
            return
        at = word.end()
