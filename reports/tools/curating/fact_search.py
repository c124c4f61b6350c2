"""Find facts by words, and print what is needed to use one in a template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.wording import FORMATS, FormatError, Speech, quote
from reports.errors import ReportError, collect
from reports.languages.registry import language
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.notation.nearest_name import nearest
from reports.tools.curating.datasets.observation_search import dataset_ids, folded, found_datasets

LIKENESS = 80
"""From 0 to 100: how like a word of the record a mistyped one must be."""
SHORTEST = 4
"""Letters; shorter words are taken as typed, since nearly all of them are alike."""
SHOWN = 12
_WORD = re.compile(r"[^\W_]+")


class NothingFoundError(ReportError):
    """No fact matches: an answer rather than a mistake, told with the words that stand in no fact."""


def found(where: Folders, words: Sequence[str], as_of: str = "", *, every: bool = False) -> tuple[str, ...]:
    """Return the facts that match all `words`, described line by line, and how many there are.

    Only the best `SHOWN` of them, where not `every` one is wanted. Without words, the topics and how many facts each has.

    Raises:
        NothingFoundError: no fact matches them all.
        InputError: the fact files are wrong.
    """
    book, problems = load_facts(where.facts, where.shown(where.facts), as_of)
    collect(problems)
    sought = tuple(_WORD.findall(folded(" ".join(words))))
    if not sought:
        return _topics(book)
    facts, tables = search(book, sought), tuple(found_datasets(book, sought, language("en-GB")))
    if tables and not facts:
        return tables[:-1]
    if not facts:
        raise NothingFoundError(_nothing(book, sought))
    shown = facts if every else facts[:SHOWN]
    lines = [line for fact in shown for line in (*described(fact, book, language("en-GB")), "")]
    more = f"; the first {len(shown)} are shown: add a word, or --all" if len(shown) < len(facts) else ""
    return (*lines, *tables, f"{len(facts)} of {len(book.facts)} facts{more}")


def requests_found(where: Folders, words: Sequence[str], as_of: str = "") -> tuple[str, ...]:
    """Return a line for each fact that matches all `words`: what an editor types, what that prints, what the fact is about.

    Without words, every fact matches.

    Raises:
        NothingFoundError: no fact matches them all.
        InputError: the fact files are wrong.
    """
    book, problems = load_facts(where.facts, where.shown(where.facts), as_of)
    collect(problems)
    speech, sought = language("en-GB"), tuple(_WORD.findall(folded(" ".join(words))))
    facts = search(book, sought) if sought else tuple(book.recorded.values())
    if not facts:
        raise NothingFoundError(_nothing(book, sought))
    width = max(len(asked(fact)) for fact in facts)
    return tuple(f"{asked(fact):{width}}  {_about(fact, speech)}" for fact in facts)


def _about(fact: Fact, speech: Speech) -> str:
    return f"{quote(fact, 'figure', speech)}  ({fact.statement})" if fact.has_value else fact.statement


def entries_found(
    where: Folders, words: Sequence[str], as_of: str = "", *, every: bool = False
) -> Mapping[str, object]:
    """Return what `found` finds, by names: `found` (facts), `datasets` (ids), and how many facts match in all.

    Without words, every fact matches.

    Raises:
        InputError: the fact files are wrong.
    """
    book, problems = load_facts(where.facts, where.shown(where.facts), as_of)
    collect(problems)
    speech, sought = language("en-GB"), tuple(_WORD.findall(folded(" ".join(words))))
    facts = search(book, sought) if sought else tuple(book.facts.values())
    shown = facts if every else facts[:SHOWN]
    return {
        "found": [_entry(fact, book, speech) for fact in shown],
        "datasets": list(dataset_ids(book, sought, speech)),
        "total": len(facts),
    }


def _entry(fact: Fact, book: FactBook, speech: Speech) -> Mapping[str, object]:
    return {
        "id": fact.id,
        "statement": fact.statement,
        "printed": quote(fact, "full", speech) if fact.has_value else "",
        "status": str(fact.status),
        "topic": fact.topic,
        "place": str(book.where["facts", fact.id]),
        "sources": [
            {"id": each.source, "number": book.sources[each.source].number, "where": each.where, "anchor": each.anchor}
            for each in fact.sources
        ],
        "paste": _call(fact.id, "" if fact.has_value else "statement"),
    }


def _topics(book: FactBook) -> tuple[str, ...]:
    """Return the topics of `book` and how many facts each has, line by line."""
    counts = Counter(fact.topic for fact in book.facts.values())
    tables = book.datasets.tables if book.datasets else {}
    lines = (f"{topic}: {count} fact{'s' * (count != 1)}" for topic, count in counts.items())
    also = (f"{id}: dataset of {table.dataset.topic}" for id, table in tables.items())
    return (*lines, *also, "", "search with words, such as: invoke facts countries")


def search(book: FactBook, words: Sequence[str]) -> tuple[Fact, ...]:
    """Return the facts whose record holds every one of `words` (folded, as `folded`), best first.

    A word is found at the beginning of a word of the record, or, where the record has none such, mistyped.
    """
    records = {id: _record(fact, book) for id, fact in book.facts.items()}
    known = frozenset(word for record in records.values() for word in record)
    meant = [_meant(word, known) for word in words]
    rows = []
    for place, (id, record) in enumerate(records.items()):
        if all(any(word in record for word in each) for each in meant):
            own = set(_WORD.findall(folded(f"{id} {book.facts[id].statement}")))
            rows.append((-sum(not own.isdisjoint(each) for each in meant), place, id))
    return tuple(book.facts[id] for _, _, id in sorted(rows))


def _meant(word: str, known: frozenset[str]) -> frozenset[str]:
    """Return the words of the record that `word` may stand for."""
    begun = frozenset(each for each in known if each.startswith(word))
    if begun or len(word) < SHORTEST:
        return begun
    from rapidfuzz import fuzz, process

    return frozenset(
        name for name, _, _ in process.extract(word, sorted(known), scorer=fuzz.ratio, score_cutoff=LIKENESS)
    )


def _record(fact: Fact, book: FactBook) -> frozenset[str]:
    """Return the words under which `fact` is found."""
    parts = [fact.id, fact.statement, fact.label or "", fact.topic, fact.status, fact.attribution or ""]
    parts += [fact.quotation or "", fact.unit or "", fact.qualifier or "", *map(str, (fact.value, fact.low, fact.high))]
    for id in (*fact.actors, *fact.countries):
        parts += [id, *book.actors[id].names]
    for ref in fact.all_refs:
        source = book.sources[ref.source]
        parts += [source.id, source.short, source.publisher]
    return frozenset(_WORD.findall(folded(" ".join(parts)))) - {"none"}


def _nothing(book: FactBook, words: Sequence[str]) -> str:
    known = frozenset(word for fact in book.facts.values() for word in _record(fact, book))
    lost = [word for word in words if not _meant(word, known)]
    if not lost:
        return f"no fact holds all of: {', '.join(words)}; search for fewer words"
    hints = (f"no fact holds {word!r}{nearest(word, known)}" for word in lost)
    return "\n".join(hints)


def described(fact: Fact, book: FactBook, speech: Speech) -> Iterator[str]:
    """Yield what a person needs to use `fact`: what it says, value with hedge, sources, and the text to paste."""
    yield fact.id
    yield f"  {fact.statement}"
    if fact.has_value:
        yield f"  value: {quote(fact, 'full', speech)}"
    yield f"  status: {speech.word('statuses', fact.status)}; topic: {fact.topic}"
    for ref in fact.sources:
        source = book.sources[ref.source]
        yield f"  source: [{source.number}] {source.short}, {ref.where}: '{ref.anchor}'"
    if fact.readings:
        yield f"  sources differ on {(fact.difference or 'it').lower()}: {', '.join(r.name for r in fact.readings)}"
    yield f"  paste: {pasted(fact, speech)}"
    yield f"  in Word or on a slide: {asked(fact)}"


def asked(fact: Fact) -> str:
    """Return what an editor types for `fact` in a Word file or on a slide."""
    return f"[[{fact.id}]]"


def pasted(fact: Fact, speech: Speech) -> str:
    """Return what to write in a template for `fact`, with what each prints."""
    default = "figure" if fact.has_value else "statement"
    calls = [_call(fact.id, "" if default == "figure" else default) + f" prints “{quote(fact, default, speech)}”"]
    for name in ("words", "date"):
        try:
            calls.append(_call(fact.id, name) + f" “{FORMATS[name](fact, speech)}”")
        except (FormatError, KeyError):
            continue
    return "; ".join((*calls, f'{{{{ cite("{fact.id}") }}}} its source marks'))


def _call(id: str, name: str) -> str:
    return f'{{{{ fact("{id}"{f", {chr(34)}{name}{chr(34)}" if name else ""}) }}}}'
