"""A new fact, from flags or from answers: an id is proposed, the loader's rules decide, and it goes into the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from reports.audit.sources import verify
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.errors import FlagError, Problem
from reports.load.entry_places import fact_places
from reports.load.fact_files import load_facts
from reports.load.source_documents import load_documents
from reports.notation.nearest_name import nearest
from reports.tools.curating.entry_additions import Addition, Facts, addition, key_at, objections, whole_book
from reports.tools.curating.entry_blocks import Item
from reports.tools.curating.fact_answers import LISTS, PATIENCE, Ask, Say, answered, command, flag, resolved

REQUIRED: Mapping[str, str] = {
    "statement": "one sentence in your own words, with hedge and attribution",
    "topic": "",
    "status": "",
    "source": "",
    "paragraph": "number of the non-blank line of the document",
    "anchor": "at most eight words of that paragraph, letter for letter",
}
"""Fields that no fact lacks, with what to write; empty where the choices say it."""
OPTIONAL: Mapping[str, str] = {
    "label": "noun phrase for charts and tables",
    "value": "number, as the source gives it; empty for a statement",
    "unit": "'USD billion', 'percent', or a plural noun",
    "qualifier": "",
    "date": "2026, 2026-02 or 2026-02-04",
    "date_basis": "stated or derived",
    "attribution": "who says so",
    "actors": "ids or names, separated by commas",
    "countries": "ids or names, separated by commas",
}
"""Fields that are asked for besides; further ones are taken from flags only."""
FLAGS = (
    *REQUIRED, *OPTIONAL, "id", "low", "high", "period", "quotation", "note", "review_by",
)  # fmt: skip
"""Every field that the command line takes."""
NUMBERS = ("value", "low", "high")
MAX_ID_WORDS = 6
_SMALL = (
    "a an and are as at be by for from had has have in is it its of on or over said that the their this to was were"
)
SMALL = frozenset(_SMALL.split())
"""Words that an id does without."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is known of the fact so far."""

    fields: Mapping[str, str]
    """By key; source, paragraph and anchor are those of its first source."""
    recorded: str
    """Day it enters the file, ISO 8601."""
    documents: str = ""
    """Folder of the source documents, to look the anchor and the figures up in; empty where they are not at hand."""


def new_fact(facts: Facts, request: Request, ask: Ask | None, say: Say) -> Addition:
    """Add a fact to the fact files and return where it went.

    Args:
        facts: the fact files.
        request: what the user named.
        ask: for what is missing or wrong; None where nobody can answer.
        say: takes what to tell the user on the way.

    Raises:
        FlagError: a field is missing or wrong, and nobody can be asked.
        InputError: the fact files are wrong already, or cannot be written.
    """
    book = whole_book(facts)
    fields = {key: resolved(key, text, book) for key, text in request.fields.items()}
    if ask is None:
        _require(fields)
        fields["id"] = fields.get("id") or _proposed(fields, book)
        added, wrong = _tried(facts, fields, request, book)
        if wrong:
            raise FlagError(_message(wrong))
        if hint := _new_topic(fields["topic"], book):
            say(hint)
    else:
        try:
            added = _asked(facts, fields, request, book, ask, say)
        except (FlagError, KeyboardInterrupt):
            say(f"nothing was written; to go on from here: {command(fields)}")
            raise
    added.write()
    return added


def _asked(facts: Facts, fields: dict[str, str], request: Request, book: FactBook, ask: Ask, say: Say) -> Addition:
    """Return the fact in its file, from answers, which go into `fields` as they come.

    Raises:
        FlagError: an answer is missing or wrong, however often it was asked for.
    """
    _answer(fields, (*REQUIRED, *OPTIONAL), book, ask, say)
    if not fields.get("id"):
        proposed = _proposed(fields, book)
        fields["id"] = ask(f"id [{proposed}]: ").strip() or proposed
    for patience in reversed(range(PATIENCE + 1)):
        added, wrong = _tried(facts, fields, request, book)
        if not wrong:
            return added
        again = [key for key, _ in wrong if key]
        if not patience or len(again) < len(wrong):
            break
        say(_message(wrong))
        for key in again:
            fields.pop(key, None)
        _answer(fields, again, book, ask, say)
        fields["id"] = fields.get("id") or _proposed(fields, book)
    raise FlagError(_message(wrong))


def _message(wrong: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"--{flag(key)}: {text}" if key else text for key, text in wrong)


def _require(fields: Mapping[str, str]) -> None:
    lacking = [key for key in REQUIRED if not fields.get(key)]
    if lacking:
        raise FlagError("\n".join(f"--{key} is missing: {REQUIRED[key] or _choices(key, None)}" for key in lacking))


def _answer(fields: dict[str, str], keys: Collection[str], book: FactBook, ask: Ask, say: Say) -> None:
    """Put the answers for those of `keys` that `fields` lacks into it; what is wrong is asked for again at once."""
    for key in dict.fromkeys(keys):
        if fields.get(key) or (key in ("unit", "qualifier") and not fields.get("value")):
            pass
        elif key == "date_basis" and not fields.get("date"):
            continue
        else:
            help = {**REQUIRED, **OPTIONAL}.get(key) or _choices(key, book)
            if answer := answered(key, help, book, ask, say, needed=key in REQUIRED):
                fields[key] = answer
        if key == "topic" and (hint := _new_topic(fields["topic"], book)):
            fields["topic"] = ask(f"{hint} Enter keeps it, or write another: ").strip() or fields["topic"]


def _choices(key: str, book: FactBook | None) -> str:
    match key:
        case "status":
            return ", ".join(Status)
        case "qualifier":
            return ", ".join(Qualifier)
        case "source" if book:
            return "id, number or name: " + ", ".join(f"[{each.number}] {each.id}" for each in book.sources.values())
        case "source":
            return "id or number of the source"
        case "topic":
            topics = dict.fromkeys(fact.topic for fact in book.facts.values()) if book else ()
            return ", ".join(topics) or "one word, such as financing"
        case _:
            return "as in the fact file"


def _proposed(fields: Mapping[str, str], book: FactBook) -> str:
    return proposed_id(fields["statement"], {fact.id for fact in book.every_fact} | book.later.keys())


def proposed_id(statement: str, taken: Collection[str], most: int = MAX_ID_WORDS) -> str:
    """Return an id of at most `most` words, the first of `statement` that say something, unlike those that are `taken`."""
    folded = unicodedata.normalize("NFKD", statement).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded.replace("'", ""))
    telling = [word for word in words if word not in SMALL] or words or ["fact"]
    id = "-".join(telling[:most])[:56].rstrip("-")
    free = (name for n in range(1, len(taken) + 2) if (name := id if n == 1 else f"{id}-{n}") not in taken)
    return next(free)


def _entry(fields: Mapping[str, str], recorded: str) -> dict[str, Item]:
    """Return the fact with its keys in the order of the model."""
    ref = {
        "source": fields["source"],
        "paragraph": _number(fields["paragraph"]),
        "anchor": fields["anchor"],
    }
    known: dict[str, Item] = {"recorded": recorded, "sources": [ref]}
    for key, text in fields.items():
        if key in LISTS:
            known[key] = [part.strip() for part in text.split(",") if part.strip()]
        elif key in NUMBERS:
            known[key] = _number(text)
        elif key not in ref:
            known[key] = text
    if any(key in known for key in NUMBERS):
        known.setdefault("qualifier", "between" if "low" in known else Qualifier.EXACTLY.value)
    return {key: known[key] for key in Fact.model_fields if key in known and known[key] != ""}


def _number(text: str) -> Item:
    """Return a number exactly as written; other text as it is, for the loader to refuse."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return value if value.is_finite() else text


def _tried(
    facts: Facts, fields: Mapping[str, str], request: Request, book: FactBook
) -> tuple[Addition, list[tuple[str, str]]]:
    """Return the fact in its file, and each problem with the flag it belongs to ('' for none)."""
    added = addition(facts, "facts", _entry(fields, request.recorded), fields["topic"])
    found = objections(facts, added, lambda copy: _unborne(copy, facts.shown, fields["id"], request.documents))
    wrong = []
    for problem in found:
        key = key_at(added, "facts", problem.where)
        text = "; ".join(filter(None, (problem.what, problem.cure)))
        if key in (*NUMBERS, "paragraph") and isinstance(_number(fields.get(key, "0")), str):
            text = f"{fields[key]!r} is no number; write digits, and a point before decimals, such as 1000 or 14.8"
        wrong.append(("source" if key == "sources" else key, text if key else str(problem)))
    told = {key for key, _ in wrong}  # an entry that cannot be read is looked at no further, its ids are not
    return added, [*wrong, *(each for each in _undeclared(fields, book) if wrong and each[0] not in told)]


def _undeclared(fields: Mapping[str, str], book: FactBook) -> Iterator[tuple[str, str]]:
    """Yield (key, problem) for each actor that the fact names and nobody has declared."""
    for key in LISTS:
        for id in filter(None, map(str.strip, fields.get(key, "").split(","))):
            if id not in book.actors:
                yield key, f"the actor {id!r} is not declared{nearest(id, book.actors)}; correct the id or declare it"


def _unborne(copy: Path, shown: str, id: str, documents: str) -> tuple[Problem, ...]:
    """Return what the fact `id` says and its source document does not; nothing where the documents are not at hand."""
    if not documents:
        return ()
    book, _ = load_facts(copy, shown)
    texts = load_documents(documents, book.sources.values())
    places = fact_places(copy, shown)
    tree, route = places.entries["facts", id]
    own = {place for way, place in tree.places.items() if way[: len(route)] == route}
    return tuple(problem for problem in verify(book, texts, places) if problem.where in own)


def _new_topic(topic: str, book: FactBook) -> str:
    """Return a hint where no other fact has this topic but one has a name like it."""
    topics = {fact.topic for fact in book.facts.values()}
    hint = "" if topic in topics else nearest(topic, topics)
    return f"note: the topic {topic!r} is new{hint}" if hint else ""


def added_text(added: Addition) -> tuple[str, ...]:
    """Return what tells the user where the fact went, the entry, and what to paste into a template."""
    id = added.lines[0].partition("id: ")[2]
    has_value = any(line.strip().startswith(("value:", "low:")) for line in added.lines)
    call = f'{{{{ fact("{id}") }}}}' if has_value else f'{{{{ fact("{id}", "statement") }}}}'
    return (f"added at {added.place}", *added.lines, "", f'paste: {call} {{{{ cite("{id}") }}}}')
