"""Answers about a new fact, looked at one by one: names become ids, and what is wrong is told at once."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Annotated

from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, SourceRef
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.errors import FlagError
from reports.load.constraints import refusal
from reports.load.fact_consistency import MAX_ANCHOR_WORDS
from reports.notation.nearest_name import nearest

Ask = Callable[[str], str]
"""Shows a question and returns the answer."""
Say = Callable[[str], None]
LISTS = ("actors", "countries")
NUMBERS = ("value", "low", "high", "paragraph")
ENUMS: Mapping[str, type[Enum]] = {"status": Status, "qualifier": Qualifier}
PATIENCE = 3
"""How often a missing or wrong answer is asked for again."""


def answered(key: str, help: str, book: FactBook, ask: Ask, say: Say, *, needed: bool) -> str:
    """Return a good answer for `key`; empty where none is given and none is needed.

    Raises:
        FlagError: it is missing or wrong, however often it was asked for.
    """
    question, problem = f"{key} ({help}): ", ""
    for _ in range(PATIENCE + 1):
        answer = ask(question).strip()
        if not answer and not needed:
            return ""
        named = resolved(key, answer, book) if answer else ""
        problem = objection(key, named, book) if answer else ""
        if answer and not problem:
            return named
        if problem:
            say(f"--{flag(key)}: {problem}")
        question = f"{key} again{'' if needed else ' (Enter leaves it out)'}: " if problem else f"{key} is needed: "
    raise FlagError(f"--{flag(key)}: {problem}" if problem else f"--{flag(key)} is missing: {help}")


def flag(key: str) -> str:
    """Return the flag of the command line for `key`."""
    return key.replace("_", "-")


def resolved(key: str, text: str, book: FactBook) -> str:
    """Return `text` with ids in the place of names, numbers and titles that stand for actors or a source."""
    if key == "source":
        named = {name: each.id for each in book.sources.values() for name in (each.publisher, each.title, each.short)}
        named |= {str(each.number): each.id for each in book.sources.values()}
        return _id(text.strip("[] "), named, book.sources.keys())
    if key not in LISTS:
        return text
    named = {name: actor.id for actor in book.actors.values() for name in actor.names}
    return ", ".join(_id(part.strip(), named, book.actors.keys()) for part in text.split(",") if part.strip())


def _id(text: str, named: Mapping[str, str], ids: Collection[str]) -> str:
    plain = {name.casefold(): id for name, id in named.items()}
    return text if text in ids else plain.get(text.casefold(), text)


def objection(key: str, text: str, book: FactBook) -> str:
    """Return what is wrong with `text` as the value of `key`, and what to do; empty where nothing can be said yet."""
    if key in ENUMS:
        known = [str(each.value) for each in ENUMS[key]]
        return "" if text in known else f"{text!r} is no {key}{nearest(text, known)}; use one of {', '.join(known)}"
    if key == "source":
        known = [f"[{each.number}] {each.id}" for each in book.sources.values()]
        hint = nearest(text, book.sources)
        return "" if text in book.sources else f"there is no source {text!r}{hint}; use one of {', '.join(known)}"
    if key in LISTS:
        return _strangers(text, book)
    if key in NUMBERS:
        return _number(text)
    if key == "anchor" and len(text.split()) > MAX_ANCHOR_WORDS:
        return f"the anchor has {len(text.split())} words; keep at most {MAX_ANCHOR_WORDS}"
    return _of_the_model(key, text)


def _strangers(text: str, book: FactBook) -> str:
    names = {name: actor.id for actor in book.actors.values() for name in (actor.id, *actor.names)}
    wrong = [part for part in text.split(", ") if part not in book.actors]
    told = (f"{part!r} is no actor that is declared{nearest(part, names)}" for part in wrong)
    return "; ".join((*told, "write ids or names, separated by commas")) if wrong else ""


def _number(text: str) -> str:
    try:
        good = Decimal(text).is_finite()
    except InvalidOperation:
        good = False
    return "" if good else f"{text!r} is no number; write digits, and a point before decimals, such as 1000 or 14.8"


def _of_the_model(key: str, text: str) -> str:
    """Return what the field of the model says to `text`."""
    from pydantic import TypeAdapter, ValidationError

    field = (SourceRef if key in SourceRef.model_fields else Fact).model_fields[key]
    kind: object = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    adapter: TypeAdapter[object] = TypeAdapter(kind)  # type: ignore[arg-type]  # made while it runs
    try:
        adapter.validate_python(text)
    except ValidationError as failure:
        return f"{text!r} cannot stand there: {refusal(failure.errors()[0])}"
    return ""


def command(fields: Mapping[str, str]) -> str:
    """Return the command that says all of `fields`, to go on from."""
    return " ".join(
        ("invoke new-fact", *(f"--{flag(key)} {shlex.quote(text)}" for key, text in fields.items() if text))
    )
