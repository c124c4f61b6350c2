"""What deserves a look but is no error: facts unused, due for review or superseded, exhibits that are mentioned late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.audit.final_rules import STAND_IN, STAND_IN_SIGNS
from reports.document import Block, CrossRef, Document, Figure, Picture, Table, walk
from reports.document.ledger import used
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.errors import Place
from reports.load.template_files import Templates
from reports.notation.yaml_tree import Route, Value

COUNT = "count(sources)"
"""Formula of a fact that counts the sources it names."""


MOST_UNUSED = 3
"""Unused facts that are named one by one where nobody asked for all."""


def notes(
    book: FactBook, templates: Templates, documents: Sequence[Document], *, unused: bool = False
) -> tuple[str, ...]:
    """Return a line for each thing to look at, with its place; the facts that nobody uses in one line, unless `unused`."""
    rows = (_unused(book, documents, every=unused), _overdue(book), _unwritten(book), _uncounted(book, documents))
    about = (*_outdated(book, templates), *_mentioned_late(documents), *templates.theme.notes)
    return (*(row for each in rows for row in each), *about)


def _unused(book: FactBook, documents: Sequence[Document], *, every: bool) -> Iterator[str]:
    shown = used(tuple(documents))
    rest = [id for id in book.recorded if id not in shown]
    if len(rest) > MOST_UNUSED and not every:
        yield f"{len(rest)} of {len(book.recorded)} facts are used in no document; 'invoke check --unused' lists them"
        return
    for id in rest:
        yield f"{book.where[('facts', id)]}: the fact {id!r} is used in no document"


def _overdue(book: FactBook) -> Iterator[str]:
    """Yield a note for each fact whose day of review is before the as-of day; the clock plays no part."""
    for id, fact in book.recorded.items():
        if fact.review_by and fact.review_by < book.as_of[: len(fact.review_by)]:
            yield (
                f"{book.where[('facts', id)]}: the fact {id!r} was to be reviewed by {fact.review_by}, and this is as of "
                f"{book.as_of}; look at its sources again and set a new 'review_by:'"
            )


def _unwritten(book: FactBook) -> Iterator[str]:
    """Yield a note for each fact with words that stand for others still to be written; in a final they are refused."""
    texts = {id: "\n".join(filter(None, _printed(fact))) for id, fact in book.recorded.items()}
    whole = "\n".join(texts.values())
    if not any(sign in whole for sign in STAND_IN_SIGNS):
        return
    for id, text in texts.items():
        if found := STAND_IN.search(text):
            yield f"{book.where[('facts', id)]}: “{found[0]}” stands in {id!r} for words to be written; write them"


def _printed(fact: Fact) -> Iterator[str | None]:
    """Yield the words of a fact that reports may print."""
    yield from (fact.statement, fact.label, fact.reason, fact.difference)
    yield from (each.text for each in fact.readings)


def _uncounted(book: FactBook, documents: Sequence[Document]) -> Iterator[str]:
    """Yield a note where a fact counts every source up to a number, and the reports cite later ones too.

    Only a count of all documents names each source from the first to its last without a gap; of those, the largest is meant.
    """
    counts = [(fact, {book.numbers[ref] for ref in fact.source_ids}) for fact in counting_sources(book)]
    fact, own = max(counts, key=lambda row: len(row[1]), default=(None, set[int]()))
    cited = {book.numbers[ref] for id in used(tuple(documents)) for ref in book.facts[id].source_ids}
    later = sorted(number for number in cited if number > max(own, default=0))
    if fact and len(own) > 1 and later and own == {number for number in book.numbers.values() if number <= max(own)}:
        missing = ", ".join(f"[{number}]" for number in later)
        yield (
            f"{book.where[('facts', fact.id)]}: the fact {fact.id!r} counts {len(own)} sources, and the reports cite "
            f"{missing} too; where it counts all of them, add those to its 'sources:' and correct the value and its words"
        )


def counting_sources(book: FactBook) -> tuple[Fact, ...]:
    """Return the facts that count the sources they name."""
    return tuple(fact for fact in book.facts.values() if (fact.formula or "").replace(" ", "") == COUNT)


def _outdated(book: FactBook, templates: Templates) -> Iterator[str]:
    """Yield a note for each place in the templates that names a fact by the id of one that it supersedes."""
    for id in book.superseded:
        cure = f"{id!r} is superseded by {book.known_as(id)!r}, which is printed in its place; name that one"
        quoted = re.compile(rf"""(["']){re.escape(id)}\1""")
        for template in templates.sections.values():
            for line, text in enumerate(template.text.split("\n"), 1):
                yield from (
                    f"{Place(template.path, line, match.start() + 2)}: {cure}" for match in quoted.finditer(text)
                )
        for _, tree in templates.charts.values():
            yield from (f"{tree.place(route)}: {cure}" for route in _routes(tree.value, id))


def _mentioned_late(documents: Sequence[Document]) -> Iterator[str]:
    """Yield a note for each figure or table of a text that is mentioned only after it stands; slides mention none."""
    for document in (each for each in documents if not each.info.slides):
        stood: dict[str, Place | None] = {}
        mentioned: set[str] = set()
        where: Place | None = None
        for node in walk(document.blocks):
            where = (node.where or where) if isinstance(node, Block) else where
            match node:
                case Figure(id=id, number=number) | Picture(id=id, number=number) | Table(id=id, number=number) if (
                    number
                ):
                    stood[id] = node.where or where
                case CrossRef(target=id):
                    if id in stood and id not in mentioned:
                        yield (
                            f"{stood[id] or where or document.info.id}: {node.text} stands before the text mentions it "
                            f'({where}); move it below, or mention it above with {{{{ ref("{id}") }}}}'
                        )
                    mentioned.add(id)
                case _:
                    pass


def _routes(value: Value, sought: str, route: Route = ()) -> Iterator[Route]:
    """Yield the way to each text below `value` that is `sought`."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _routes(item, sought, (*route, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _routes(item, sought, (*route, n))
    elif value == sought:
        yield route
