"""A new fact, from flags or from answers: an id is proposed, the loader's rules decide, and it goes into the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from reports.analyst.additions import Addition, Facts, addition, key_at, objections, whole_book
from reports.analyst.blocks import Item
from reports.errors import FlagError, Problem
from reports.facts import Fact, FactBook, Qualifier, Status
from reports.load.documents import load_documents
from reports.load.facts import load_facts
from reports.load.nearest import nearest
from reports.load.places import fact_places
from reports.verify import verify

Ask = Callable[[str], str]
"""Shows a question and returns the answer."""
REQUIRED: Mapping[str, str] = {
    "statement": "one sentence in your own words, with hedge and attribution",
    "topic": "",
    "status": "",
    "source": "id or number of the source",
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
    "actors": "ids, separated by commas",
    "countries": "ids, separated by commas",
}
"""Fields that are asked for besides; further ones are taken from flags only."""
FLAGS = (
    *REQUIRED, *OPTIONAL, "id", "low", "high", "period", "quotation", "note", "review_by",
)  # fmt: skip
"""Every field that the command line takes."""
LISTS = ("actors", "countries")
NUMBERS = ("value", "low", "high")
MAX_ID_WORDS = 6
PATIENCE = 3
"""How often a missing or wrong answer is asked for again."""
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


def new_fact(facts: Facts, request: Request, ask: Ask | None, say: Callable[[str], None]) -> Addition:
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
    fields = dict(request.fields)
    if ask is None:
        _require(fields)
    else:
        fields |= _answers(fields, (*REQUIRED, *OPTIONAL), book, ask)
    fields["id"] = fields.get("id") or _id(fields, book, ask)
    for patience in reversed(range(PATIENCE + 1)):
        added, wrong = _tried(facts, fields, request, book)
        if not wrong:
            break
        message = "\n".join(f"--{key.replace('_', '-')}: {text}" if key else text for key, text in wrong)
        again = [key for key, _ in wrong if key]
        if ask is None or not patience or len(again) < len(wrong):
            raise FlagError(message)
        say(message)
        fields |= _answers({key: text for key, text in fields.items() if key not in again}, again, book, ask)
    if hint := _new_topic(fields["topic"], book):
        say(hint)
    added.write()
    return added


def _require(fields: Mapping[str, str]) -> None:
    lacking = [key for key in REQUIRED if not fields.get(key)]
    if lacking:
        raise FlagError("\n".join(f"--{key} is missing: {REQUIRED[key] or _choices(key, None)}" for key in lacking))


def _answers(fields: Mapping[str, str], keys: Collection[str], book: FactBook, ask: Ask) -> dict[str, str]:
    """Return the answers for those of `keys` that `fields` lacks; the required ones are asked until there is one."""
    answers: dict[str, str] = {}
    for key in dict.fromkeys(keys):
        if fields.get(key) or (key in ("unit", "qualifier") and not {**fields, **answers}.get("value")):
            continue
        if key == "date_basis" and not {**fields, **answers}.get("date"):
            continue
        help = {**REQUIRED, **OPTIONAL}.get(key) or _choices(key, book)
        answer = ask(f"{key} ({help}): ").strip()
        for _ in range(PATIENCE if key in REQUIRED and not answer else 0):
            if answer := ask(f"{key} is needed: ").strip():
                break
        if key in REQUIRED and not answer:
            raise FlagError(f"--{key} is missing: {help}")
        if answer:
            answers[key] = answer
    return answers


def _choices(key: str, book: FactBook | None) -> str:
    match key:
        case "status":
            return ", ".join(Status)
        case "qualifier":
            return ", ".join(Qualifier)
        case "topic":
            topics = dict.fromkeys(fact.topic for fact in book.facts.values()) if book else ()
            return ", ".join(topics) or "one word, such as financing"
        case _:
            return "as in the fact file"


def _id(fields: Mapping[str, str], book: FactBook, ask: Ask | None) -> str:
    proposed = proposed_id(fields["statement"], {fact.id for fact in book.every_fact} | book.later.keys())
    answer = ask(f"id [{proposed}]: ").strip() if ask else ""
    return answer or proposed


def proposed_id(statement: str, taken: Collection[str], most: int = MAX_ID_WORDS) -> str:
    """Return an id of at most `most` words, the first of `statement` that say something, unlike those that are `taken`."""
    folded = unicodedata.normalize("NFKD", statement).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", folded.replace("'", ""))
    telling = [word for word in words if word not in SMALL] or words or ["fact"]
    id = "-".join(telling[:most])[:56].rstrip("-")
    free = (name for n in range(1, len(taken) + 2) if (name := id if n == 1 else f"{id}-{n}") not in taken)
    return next(free)


def _entry(fields: Mapping[str, str], recorded: str, book: FactBook) -> dict[str, Item]:
    """Return the fact with its keys in the order of the model."""
    source = fields["source"]
    by_number = {str(each.number): each.id for each in book.sources.values()}
    ref = {
        "source": by_number.get(source.strip("[]"), source),
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
    added = addition(facts, "facts", _entry(fields, request.recorded, book), fields["topic"])
    found = objections(facts, added, lambda copy: _unborne(copy, facts.shown, fields["id"], request.documents))
    wrong = []
    for problem in found:
        key = key_at(added, "facts", problem.where)
        text = "; ".join(filter(None, (problem.what, problem.cure)))
        if key in (*NUMBERS, "paragraph") and isinstance(_number(fields.get(key, "0")), str):
            text = f"{fields[key]!r} is no number; write digits, and a point before decimals, such as 1000 or 14.8"
        wrong.append(("source" if key == "sources" else key, text if key else str(problem)))
    return added, wrong


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
