"""The rule on units: what a figure counts or measures is what its fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.audit.chart_words import DRAWN
from reports.audit.claims.spoken import AROUND_FACTS
from reports.audit.context import Bench, Finding
from reports.audit.inline_pieces import Piece
from reports.audit.passages import Passage
from reports.audit.rules.statements import quoted
from reports.audit.sentences import MASK, sentence_spans
from reports.audit.waivers import waive
from reports.document import Equation, FactRef
from reports.domain.facts import Fact
from reports.domain.wording import ALWAYS, unit_of

NEAR = 4
"""Words after a figure among which the noun is looked for that it counts."""
AMID_UNITS = (AROUND_FACTS - {"tile"}) | {"title"}
"""Kinds of passage whose surroundings name the unit: the head of a column, an axis, a subtitle."""
UNITLESS = frozenset({"figure", "short", "symbol", "bare", "bare-short", "signed"})
"""Formats that print a count without its noun, and are not asked for to set a unit by hand behind them."""
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[\s\u00a0]+([^\W\d_][\w’'-]*)")
_SIGN = re.compile(r"([$€£¥₹])\s*\Z")
_PAIR = re.compile(r"\b(?=([^\W\d_]{4,})[\s\u00a0]+([^\W\d_]{4,})\b)")
REACH = 60
"""Characters after a percentage in which it is said of what."""
_GLUED = re.compile(rf"[^\W_{MASK}]")
_NEXT = re.compile(r"[\s\u00a0]?([^\W\d_]+)(?![\w’'-])")


def misnamed(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield units by hand that are not those of the fact: '11%' of a count, '$' before it, '17 cities' of lines."""
    for piece, ref in passage.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if fact is None or not fact.has_value or ref.form == DRAWN or ref.form.split(":")[0] in ALWAYS | {"reading"}:
            continue
        found = next(_wrong(passage, piece, ref, fact, bench), None)
        if found is not None:
            yield found


def _wrong(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    yield from _signs(passage, piece, ref, fact, bench)
    yield from _glued(passage, piece, ref)
    yield from _scaled(passage, piece, ref, fact, bench)
    yield from _rate(passage, piece, ref, fact, bench)
    yield from _substance(passage, piece, ref, fact, bench)
    yield from _noun(passage, piece, ref, fact, bench)
    yield from _replaced(passage, piece, ref, fact, bench)
    yield from _whole(passage, piece, ref, fact, bench)
    yield from _unmeasured(passage, piece, ref, fact, bench)


def _unmeasured(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield a measured figure in a paragraph that nowhere says in what: the catch fell to 3.9, of tonnes."""
    unit = unit_of(fact.unit)
    printed = unit.currency or unit.is_percent or unit.is_points or unit.is_symbol
    if printed or passage.kind in AMID_UNITS or ref.form not in UNITLESS:
        return
    measures = bench.beside.pattern("measures")
    own = {word for noun in bench.nouns_of(fact) for word in noun.split()[:1] if measures.fullmatch(word)}
    if not own or any(isinstance(each.node, Equation) for each in passage.pieces):
        return
    if own.isdisjoint(_LETTERS.findall(passage.text.lower())):
        what = f"“{ref.text}” stands without what it measures, {fact.unit}"
        in_words = "print it in the format 'full', or name the unit in the paragraph"
        cure = "name the unit in the label" if passage.kind == "tile" else in_words
        yield Finding(passage, piece.start, piece.end, what, cure)


def _signs(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    unit = unit_of(fact.unit)
    cure = f"delete it: the format prints the unit of {fact.id!r}, {fact.unit}"
    after = re.compile(bench.words.percent, re.IGNORECASE).match(passage.masked, piece.end)
    if after and (not unit.is_percent or "%" in ref.text):
        yield Finding(
            passage, piece.end, after.end(), f"“{ref.text}{after[0]}” measures {fact.unit}, not per cent", cure
        )
    if unit.is_symbol and unit.noun in ref.text and passage.masked[piece.end :].lstrip().startswith(unit.noun):
        end = passage.masked.index(unit.noun, piece.end) + len(unit.noun)
        yield Finding(passage, piece.end, end, f"“{unit.noun}” stands once more behind “{ref.text}”", cure)
    before = _SIGN.search(passage.masked[: piece.start])
    if before and (before[1] in ref.text or before[1] != _symbol(unit.currency, bench)):
        what = f"“{before[1]}{ref.text}” puts a sign before a figure in {fact.unit}"
        yield Finding(passage, before.start(1), piece.start, what, cure)


def _glued(passage: Passage, piece: Piece, ref: FactRef) -> Iterator[Finding]:
    """Yield letters or digits that touch a figure and so make another one of it: 10m, 1{10}."""
    before, after = passage.masked[piece.start - 1 : piece.start], passage.masked[piece.end : piece.end + 1]
    start = piece.start - 1 if before and _GLUED.match(before) else piece.start
    end = piece.end + 1 if after and _GLUED.match(after) else piece.end
    if (start, end) != (piece.start, piece.end):
        what = f"“{passage.text[start:end]}” makes another figure of “{ref.text}”"
        yield Finding(passage, start, end, what, "put a space between, or print the figure in another format")


def _scaled(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield a scale, a currency or a measure by hand that is not the fact's, right after the figure."""
    unit, at = unit_of(fact.unit), piece.end
    money = f"(?:{bench.beside.text('currencies')})"
    named = re.compile(rf"[\s\u00a0]*,?[\s\u00a0]*(?:in[\s\u00a0]+)?(?:[A-Z][a-z]+[\s\u00a0]+)?({money})(?![\w])")
    bare = ref.form.split(":")[0] == "number"
    for _ in range(3):
        word = _NEXT.match(passage.masked, at)
        scale = bench.beside.scales.get(word[1].lower()) if word else None
        if word is None or scale is None:
            break
        if not (bare and scale == unit.scale):
            yield _unit_finding(passage, piece, word.end(1), ref, fact)
            return
        at = word.end()
    found = named.match(passage.masked, at)
    if found and not (bare and unit.currency and _same_money(found[1], unit.currency, bench)):
        own = unit.noun and found[1].lower() in f"{fact.unit} {fact.statement}".lower()
        if not own and not (unit.currency and _same_money(found[0], unit.currency, bench)):
            yield _unit_finding(passage, piece, found.end(), ref, fact)
            return
    measure = re.compile(rf"[\s\u00a0]*({bench.beside.text('measures')})(?![\w])").match(passage.masked, piece.end)
    words = f"{fact.unit} {fact.statement}".lower()
    if measure and measure[1].lower().rstrip("s") not in words and not (unit.is_percent and "%" not in ref.text):
        yield _unit_finding(passage, piece, measure.end(), ref, fact)


def _same_money(words: str, currency: str, bench: Bench) -> bool:
    """Return whether `words` name the currency in full: US dollars."""
    entry = bench.speech.currencies.get(currency, {})
    said = " ".join(words.lower().replace(",", " ").split()).removeprefix("in ")
    full = entry.get("name", "").lower()
    return bool(said) and (full.endswith(said) or said in (currency.lower(), entry.get("symbol", "").lower()))


def _unit_finding(passage: Passage, piece: Piece, end: int, ref: FactRef, fact: Fact) -> Finding:
    what = f"“{passage.text[piece.start : end].strip()}” gives “{ref.text}” another unit than {fact.unit}"
    return Finding(passage, piece.end, end, what, f"delete it: the format prints the unit of {fact.id!r}")


def _rate(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield what makes a rate of an amount: a year, per project, each."""
    found = bench.beside.rates.match(passage.masked, piece.end)
    if found and not _own_rate(" ".join(found[0].split()[-2:]).strip(" ,").lower(), fact.statement.lower(), bench):
        what = f"“{ref.text}{found[0]}” makes a rate of {fact.id!r}, which is none"
        yield Finding(passage, piece.end, found.end(), what, "delete it, or name a fact that is a rate")


def _own_rate(said: str, statement: str, bench: Bench) -> bool:
    """Return whether a fact's statement has the rate `said`, in the same or other words: every year, a year."""
    return said in statement or any(
        re.search(rf"(?<!\w)(?:{alike})\Z", said) and re.search(rf"(?<!\w)(?:{alike})(?!\w)", statement)
        for alike in bench.beside.several("rates-alike")
    )


def _substance(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield '$10 billion of gold': an amount of money is one of what its fact speaks of."""
    if not unit_of(fact.unit).currency:
        return
    found = re.compile(
        rf"{bench.beside.text('substance-link')}(?!(?:{bench.beside.text('substances')})\b)([a-z][\w-]*)"
    ).match(passage.masked, piece.end)
    if found and found[1].rstrip("s") not in bench.own_text(fact):
        what = f"“{ref.text} of {found[1]}” is no amount of {found[1]} in the fact {fact.id!r}"
        yield Finding(passage, found.start(1), found.end(1), what, "use the words of its statement")


def _noun(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield a noun right after a figure that neither its fact nor what it derives from counts."""
    own = frozenset(bench.nouns_of(fact))
    if unit_of(fact.unit).currency:
        word = _WORD.match(passage.masked, piece.end)
        if word and word[1] in bench.nouns and bench.beside.pattern("plural").fullmatch(word[1]):
            yield _counts(passage, piece, word, fact)
        return
    at, said = piece.end, bench.own_text(fact)
    lemmas = frozenset(map(bench.claims.lemmas.of, own))
    plural, none = bench.beside.pattern("plural"), bench.beside.pattern("no-plural")
    for _ in range(NEAR if own else 0):
        word = _WORD.match(passage.masked, at)
        if word is None or bench.words.unit_stops.fullmatch(word[1]):
            return
        if word[1] in own or bench.claims.lemmas.of(word[1]) in lemmas:
            yield from _second(passage, piece, ref, fact, word.end(), bench)
            return
        known = re.search(rf"\b{re.escape(word[1].lower().removesuffix('s'))}", said)
        other = word[1] in bench.nouns or word[1] in bench.words.time_units
        strange = plural.fullmatch(word[1]) and not none.fullmatch(word[1])
        if other or (
            strange and not known and bench.understood(fact) and not bench.beside.pattern("counters").fullmatch(word[1])
        ):
            yield _counts(passage, piece, word, fact)
            return
        if strange:
            return
        at = word.end()


def _replaced(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield '12 percent of bus lines' of a fact on tram lines: a word of another fact in the place of its own."""
    if not unit_of(fact.unit).is_percent or not bench.understood(fact):
        return
    own, sentence = bench.own_text(fact), _sentence(passage, piece)
    pairs = _PAIR.findall(own)
    for match in _PAIR.finditer(passage.masked.lower(), piece.end, min(len(passage.masked), piece.end + REACH)):
        word, head = match.groups()
        rivals = {one for one, other in pairs if other == head and one not in bench.claims.determiners}
        if word in own or not rivals or word not in bench.spoken_words or bench.claims.lemmas.of(word) != word:
            continue
        if all(rival not in sentence for rival in rivals):
            what = (
                f"“{ref.text} … {word} {head}” measures {word} {head}, but {fact.id!r} speaks of {min(rivals)} {head}"
            )
            cure = f"use {quoted(fact, bench)}, or print another fact"
            yield Finding(passage, match.start(1), match.end(2), what, cure)
            return


def _whole(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield '81% of adults' of a fact on children, '400 km of cable' of one on pipes: no word of it is its own.

    What a cell of a dataset is a share of stands in the words of its table, of which the entry holds a few.
    """
    if fact.is_observation:
        return
    measured = unit_of(fact.unit).is_percent or bench.beside.pattern("measures").fullmatch(fact.unit or "")
    link = re.compile(bench.beside.text("substance-link"))
    found = link.match(passage.masked, piece.end) if measured else None
    own = bench.own_text(fact)
    if found is None or not link.search(own) or not bench.understood(fact):
        return
    first = _strange(passage, found.end() - 1, own, bench)
    if first is not None:
        what = f"“{ref.text} of {first[1]}” is said of another thing than in the fact {fact.id!r}"
        cure = f"use {quoted(fact, bench)}; a false alarm: {waive(first[1])}"
        yield Finding(passage, first.start(1), first.end(1), what, cure)


def _strange(passage: Passage, at: int, own: str, bench: Bench) -> re.Match[str] | None:
    """Return the first word of the noun and its adjectives at `at`, where none of them is a word of the fact, `own`."""
    lemmas = frozenset(map(bench.claims.lemmas.of, re.findall(r"[^\W\d_]+", own)))
    known = lemmas | bench.claims.prepositions | bench.claims.adverbs | bench.beside.words("any-whole")
    first = None
    for _ in range(NEAR):
        word = _WORD.match(passage.masked, at)
        if word is None or (first and bench.words.unit_stops.fullmatch(word[1])):
            return first
        said = bench.claims.lemmas.of(re.split("[’']", word[1])[0])
        owner = re.search("[’'](?:s|$)", word[1])
        if said in known - bench.claims.determiners and not owner:
            return None
        if first is None and not owner and word[1][0].islower() and said not in bench.claims.determiners:
            first = word
        at = word.end()
    return first


def _sentence(passage: Passage, piece: Piece) -> str:
    start, end = next(each for each in sentence_spans(passage.text) if each[0] <= piece.start < each[1])
    return passage.text[start:end].lower()


def _second(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, at: int, bench: Bench) -> Iterator[Finding]:
    """Yield a second unit behind the own one: five months years."""
    word = _WORD.match(passage.masked, at)
    if word and (word[1] in bench.words.time_units or bench.beside.scales.get(word[1].lower())):
        yield _counts(passage, piece, word, fact)


def _counts(passage: Passage, piece: Piece, word: re.Match[str], fact: Fact) -> Finding:
    said = passage.text[piece.start : word.end()]
    what = f"“{said}” counts {word[1]}, but the fact {fact.id!r} counts {fact.unit}"
    cure = f"name what it counts, or another fact; a false alarm: {waive(word[1])}"
    return Finding(passage, word.start(1), word.end(1), what, cure)


def _symbol(currency: str, bench: Bench) -> str:
    """Return the sign of a currency; empty where there is none."""
    return bench.speech.currencies[currency]["symbol"].strip() if currency else ""
