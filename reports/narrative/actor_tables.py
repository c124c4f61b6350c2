"""Tables that are made from actors: who is who with the title that the sources give, and what short forms stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reports.document import (
    Block,
    Blocks,
    Cite,
    Column,
    Inlines,
    Name,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    plain,
    rebuild,
    walk,
)
from reports.domain.fact_book import FactBook
from reports.domain.facts import Actor
from reports.domain.wording import Speech, actor_name, actor_title, is_named
from reports.errors import Place, Problem
from reports.notation.first_letter import with_capital

FORMS, FORMS_RUN = "short-forms", "short-forms-run"
"""Ids of the tables without columns that hold the place until it is known which short forms a report prints."""
PLACE = "region"
"""Kind of an actor that may lie within a country."""
_WORD = re.compile(r"\w+")
Form = tuple[str, Inlines, tuple[str, ...]]
"""A short form, what it stands for, and the facts that name it."""


def people(
    book: FactBook, speech: Speech, ids: tuple[str, ...] = (), caption: Inlines = (), id: str = "people"
) -> Table:
    """Return who is who: name, title as the sources give it, country, and the sources that name the person.

    Args:
        book: facts and actors.
        speech: language of the heads.
        ids: the persons in order; all that a fact names where there are none.
        caption: title of the table; it is numbered where there is one.
        id: of the table.
    """
    words = speech.tables["furniture"]
    heads = (("who-name", 5), ("who-title", 11), ("who-country", 5), ("who-sources", 3))
    columns = tuple(Column((Text(words[key]),), width=width) for key, width in heads)
    chosen = [book.actors[each] for each in ids] or [each for each in book.actors.values() if each.kind == "person"]
    rows = tuple(_person(actor, book, speech) for actor in chosen if ids or _naming(actor, book))
    return Table(columns, rows, caption, id, alt=plain(caption) or words["who-alt"])


def _person(actor: Actor, book: FactBook, speech: Speech) -> Row:
    country = book.actors.get(actor.country or "")
    mark = _marks(_naming(actor, book), book)
    name = Name(actor.id, actor_name(actor, "name", speech))
    of: Inlines = (Name(country.id, actor_name(country, "name", speech)),) if country else (Text("–"),)
    return Row(((name,), (Text(with_capital(actor_title(actor, speech) or "–")),), of, mark))


def _naming(actor: Actor, book: FactBook) -> tuple[str, ...]:
    """Return facts that name `actor`: the first of each source, so that its mark leads there.

    A country that a fact holds beside a place of it, as a state or an emirate, is not named there: its place is.
    """
    first: dict[str, str] = {}
    for fact in book.naming({actor.id}):
        by_place = {book.actors[each].country for each in fact.actors if book.actors[each].kind == PLACE}
        if actor.id in fact.actors or (actor.id in fact.countries and actor.id not in by_place):
            for source in fact.source_ids:
                first.setdefault(source, fact.id)
    return tuple(dict.fromkeys(first.values()))


# ── Short forms ──────────────────────────────────────────────────────────────────────────────────


def forms_placeholder(more: Mapping[str, str], *, run: bool) -> Table:
    """Return the block that `fill_forms` replaces; `more` are short forms of no actor, with what they stand for."""
    rows = tuple(Row(((Text(short),), (Text(long),))) for short, long in more.items())
    return Table((), rows, id=FORMS_RUN if run else FORMS)


def unlisted(blocks: Blocks, explained: Mapping[str, tuple[Inlines, Place]]) -> Iterator[Problem]:
    """Yield a problem for each short form that a section explains, where no list prints what it stands for."""
    if any(isinstance(node, Table) and node.id in (FORMS, FORMS_RUN) for node in walk(blocks)):
        return
    for short, (_, where) in explained.items():
        what = f"nothing prints what the short form {short!r} stands for"
        yield Problem(where, what, "write {{ short_forms() }} where the list is to stand, or delete the line")


def twice(short: str, long: Inlines, where: Place, known: Mapping[str, tuple[Inlines, Place]]) -> Problem:
    """Return the problem of a short form that another section explains as well."""
    return Problem(
        where, f"the short form {short!r} is explained twice ({known[short][1]} too)", "delete one of the lines"
    )


def fill_forms(
    blocks: Blocks, book: FactBook, speech: Speech, explained: Mapping[str, Inlines] | None = None
) -> Blocks:
    """Return `blocks` with the short forms that they print, and what they stand for, where a template asked for it.

    `explained` are short forms that lines of sections explain; those that are printed nowhere are left out.
    """
    asked = [node for node in walk(blocks) if isinstance(node, Table) and node.id in (FORMS, FORMS_RUN)]
    if not asked:
        return blocks
    text = "\n".join(_texts(blocks))

    def change(node: object) -> object:
        if not isinstance(node, Table) or node.id not in (FORMS, FORMS_RUN):
            return node
        own = ((short, long, ()) for short, long in (explained or {}).items() if _stands(short, text))
        forms: list[Form] = [
            *_printed(text, book, speech),
            *own,
            *((plain(row.cells[0]), row.cells[1], ()) for row in node.rows),
        ]
        listed = tuple(sorted(forms, key=lambda form: form[0].casefold()))
        return _paragraph(listed, speech) if node.id == FORMS_RUN else _table(listed, book, speech)

    return rebuild(blocks, change)  # type: ignore[return-value]


def _texts(blocks: Blocks) -> Iterator[str]:
    """Yield what is printed: texts, names, and the labels of charts."""
    for node in walk(blocks):
        for key in ("text", "label", "words", "said"):
            if isinstance(value := getattr(node, key, None), str):
                yield value


def _printed(text: str, book: FactBook, speech: Speech) -> Iterator[Form]:
    """Yield each short form in `text` that its full name does not explain by itself, with that name and its facts."""
    for actor in (each for each in book.actors.values() if is_named(each, speech)):
        short, name = actor_name(actor, "", speech), actor_name(actor, "name", speech)
        if actor.kind == "person" or short == name or _explained(short, name):
            continue
        if _stands(short, text):
            yield short, (Name(actor.id, name),), _naming(actor, book)


def _stands(short: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text) is not None


def _explained(short: str, name: str) -> bool:
    """Return whether every word of `short` stands in `name`."""
    return {word.casefold() for word in _WORD.findall(short)} <= {word.casefold() for word in _WORD.findall(name)}


def _table(forms: tuple[Form, ...], book: FactBook, speech: Speech) -> Block:
    words = speech.tables["furniture"]
    heads = (("forms-short", 4), ("forms-long", 17), ("who-sources", 3))
    columns = tuple(Column((Text(words[key]),), width=width) for key, width in heads)
    rows = tuple(Row(((Text(short),), long, _marks(facts, book))) for short, long, facts in forms)
    return Table(columns, rows, id=FORMS, alt=words["forms-alt"])


def _marks(facts: tuple[str, ...], book: FactBook) -> Inlines:
    numbers = {book.numbers[source] for fact in facts for source in book.facts[fact].source_ids}
    return (Cite(facts, tuple(sorted(numbers))),) if facts else ()


def _paragraph(forms: tuple[Form, ...], speech: Speech) -> Block:
    words = speech.tables["furniture"]
    made: Inlines = (Strong((Text(words["forms-title"]),)),)
    for place, (short, long, _) in enumerate(forms):
        made = (*made, Text(words["list-separator"] if place else " "), Text(f"{short}{words['key-separator']}"), *long)
    named = tuple(dict.fromkeys(fact for _, _, facts in forms for fact in facts[:1]))
    return Paragraph((*made, Text(words["stop"].strip()), *((Cite(named, ()),) if named else ())), role="note")
