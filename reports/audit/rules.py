"""Rules of the first audit on figures, hedges, marks, quotations and loud words: each from passage to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from reports.audit.bench import Bench, Finding, covers
from reports.audit.charting import DRAWN
from reports.audit.clauses import clauses
from reports.audit.figures import Figure, figures
from reports.audit.passages import MASK, Passage
from reports.audit.pieces import Piece
from reports.facts import Fact, Qualifier
from reports.model import Cite, FactRef, Literal
from reports.quote import ALWAYS, SCALES, FormatError, quote, unit_of

Rule = Callable[[Passage, Bench], Iterator[Finding]]

UNMARKED = frozenset({"bottom-line", "gap", "point"})
"""Boxes that sum up: the marks of their figures stand in the text."""
WORDS = frozenset({"label", "status", "hedge", "difference", "reason", "id", "place"})
"""Formats that print words about a fact, not the fact."""


def untraced(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield figures in any spelling that are no fact, no declared name and no literal."""
    if not passage.masked.strip(MASK + " "):
        return
    found = figures(passage.masked, bench.document.info.language)
    names = bench.names.spans(passage.text) if found else ()
    units = [match.span() for match in bench.unit_phrase.finditer(passage.masked)] if found else []
    times = [match.span() for match in bench.words.stretches.finditer(passage.masked)] if found else []
    for figure in found:
        waived = (*names, *units, *times)
        if MASK not in figure.text and not any(s <= figure.start and figure.end <= e for s, e in waived):
            what = f"“{figure.text}” is a figure that no fact stands behind"
            yield Finding(passage, figure.start, figure.end, what, _figure_cure(figure, bench))
    for match in bench.small.finditer(passage.masked):
        if not any(figure.start < match.end() and match.start() < figure.end for figure in found):
            what = f"“{match[0]}” counts by hand what facts count"
            cure = (
                f'print it with {{{{ fact("…", "words") }}}} or reword it; where it counts nothing, {_waive(match[0])}'
            )
            yield Finding(passage, *match.span(), what, cure)


def _figure_cure(figure: Figure, bench: Bench) -> str:
    same = [fact.id for fact in bench.book.facts.values() if figure.value is not None and figure.value in _values(fact)]
    known = f'print it with {{{{ fact("{same[0]}") }}}}' if len(same) == 1 else 'print it with {{ fact("…") }}'
    if len(same) > 1:
        known += f" (of that value: {', '.join(same[:4])})"
    return f"{known}; where it is no fact, {_waive(figure.text)}"


def _waive(words: str) -> str:
    return f'write [{words}]{{.literal why="…"}}'


def _values(fact: Fact) -> Iterator[Decimal]:
    for value in (fact.value, fact.low, fact.high):
        if value is not None:
            yield value
            yield value.scaleb(SCALES[unit_of(fact.unit).scale])


def hedges(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield hedges that a format drops, and hedges written by hand beside a figure that carries its own."""
    for piece, ref in passage.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if fact is None or ref.format == DRAWN:
            continue
        if ref.format.startswith("bare") and not _hedged_above(passage, piece.start, ref):
            yield from _dropped(passage, piece, ref, fact, bench)
        if fact.has_value and ref.format.split(":")[0] not in ALWAYS | {"reading"}:
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
    before, after = passage.masked[max(0, start - 40) : start], passage.masked[end : end + 20]
    offset, qualifier = max(0, start - 40), str(fact.qualifier or Qualifier.EXACTLY)
    time = (fact.unit or "") in bench.words.time_units
    cure = f"delete it: the format prints the hedge of {fact.id!r} ({qualifier}); if that is wrong, correct the fact"
    for pattern, agrees in bench.words.hedges:
        match = pattern.search(before)
        if match and qualifier not in agrees and not (time and match[0].strip().lower() in bench.words.hedges_of_time):
            what = f"“{match[0].strip()} {ref.text}” hedges by hand a figure that is {qualifier}"
            yield Finding(passage, offset + match.start(), offset + match.end(), what, cure)
            return
    match = bench.words.hedges_after.match(after)
    if match:
        what = f"“{ref.text}{match[0]}” hedges by hand a figure that is {qualifier}"
        yield Finding(passage, end + match.start(), end + match.end(), what, cure)


def unmarked(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield figures without a source mark after them in the same paragraph, or in the same row of a table."""
    if bench.slides or passage.kind not in ("paragraph", "cell", "footnote") or passage.panel in UNMARKED:
        return
    if bench.unread(passage):  # the mark may be that of the fact that could not be read
        return
    for piece, ref in passage.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if fact is None or ref.format.split(":")[0] in WORDS:
            continue
        later = [each.node for each in passage.pieces if isinstance(each.node, Cite) and each.start >= piece.end]
        numbers = _numbers(fact, ref, bench)
        if not any(covers(cite, fact, numbers) for cite in (*later, *passage.cites)):
            what = f"“{ref.text}” has no source mark after it"
            yield Finding(
                passage, piece.start, piece.end, what, f'add {{{{ cite("{fact.id}") }}}} after it, or {{{{ cite() }}}}'
            )


def _numbers(fact: Fact, ref: FactRef, bench: Bench) -> tuple[int, ...]:
    kind, _, name = ref.format.partition(":")
    refs = next((r.sources for r in fact.readings if kind == "reading" and r.name == name and r.sources), fact.sources)
    return tuple(bench.book.numbers[each.source] for each in refs)


def stale(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield figures whose text is not what their fact prints in their format."""
    for piece, ref in passage.refs:
        if ref.format == DRAWN:
            continue
        try:
            text = quote(bench.book.facts[ref.fact_id], ref.format, bench.speech)
        except (KeyError, FormatError) as failure:
            yield Finding(
                passage,
                piece.start,
                piece.end,
                f"“{ref.text}” cannot be made from {ref.fact_id!r}: {failure}",
                "report it",
            )
            continue
        if text != ref.text:
            what = f"“{ref.text}” is not what the fact {ref.fact_id!r} prints as {ref.format!r}: “{text}”"
            yield Finding(passage, piece.start, piece.end, what, "print it with {{ fact(…) }}")


def quotations(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words in quotation marks that no fact records as a quotation and no source bears as a title."""
    if passage.kind == "quote" and passage.masked.strip(MASK + " .,;"):
        yield Finding(
            passage, 0, len(passage.text), f"“{passage.text}” is a quotation by hand", _QUOTE_CURE.format(passage.text)
        )
        return
    for match in bench.words.quotation.finditer(passage.masked):
        said = next((group for group in match.groups() if group is not None), "")
        if not said.strip(MASK + " ") or _titled(passage, match.start(), match.end(), bench):
            continue
        words = passage.text[match.start() : match.end()]
        what = f"{words} stands in quotation marks, but no fact records it as a quotation"
        yield Finding(passage, *match.span(), what, _QUOTE_CURE.format(words))


_QUOTE_CURE = (
    'print it with {{{{ fact("…", "quotation") }}}}, drop the quotation marks, or, where nobody is quoted, write '
    '[{}]{{.literal why="…"}}'
)


def _titled(passage: Passage, start: int, end: int, bench: Bench) -> bool:
    """Return whether the words in quotation marks are the title or short name of a source."""
    return any(found.start <= start + 1 and end - 1 <= found.end for found in bench.names.sources(passage.text))


def loud(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words of praise and alarm outside quotations, and 'significant' without a measure."""
    for match in bench.words.praise.finditer(passage.masked):
        cure = (
            f'delete it, or quote it with {{{{ fact("…", "quotation") }}}}; where it is no praise, {_waive(match[0])}'
        )
        yield Finding(passage, *match.span(), f"“{match[0]}” praises or alarms", cure)
    for match in bench.words.unmeasured.finditer(passage.masked):
        sentence = next(c for c in clauses(passage, bench.words) if c.sentence[0] <= match.start() < c.sentence[1])
        if not any(sentence.sentence[0] <= piece.start < sentence.sentence[1] for piece, _ in passage.refs):
            cure = "give the figure, or say what it is without the word"
            yield Finding(passage, *match.span(), f"“{match[0]}” stands without a measure", cure)


def literals_in(passage: Passage) -> Iterator[tuple[int, Literal]]:
    """Yield where the passage holds literals."""
    return ((piece.start, piece.node) for piece in passage.pieces if isinstance(piece.node, Literal))
