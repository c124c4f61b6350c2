"""What a PDF carries inside: the facts that it prints and where it prints them, as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping

from reports.document import Document, facts_behind, sources_behind
from reports.document.ledger import used
from reports.document.program_version import PROGRAM
from reports.domain.fact_book import FactBook
from reports.domain.facts import Actor, Entry, Fact
from reports.domain.fingerprints import untranslated
from reports.domain.open_data.described_tables import name_of
from reports.domain.open_data.entry_keys import KEYS
from reports.formats.pdf.typesetting import Attachment
from reports.languages.registry import language
from reports.notation.json_lines import listed

FACTS, LEDGER = "facts.json", "ledger.json"
JSON = "application/json"
FORM = "fact-reports/attached-facts 1.0"
"""Form of the attachments; the first number rises where a key goes or means something else."""
INTERNAL = frozenset({"note", "review_by", "labels", "names", "codes", "document", "sha256"})
"""Keys of an entry that are for those who keep the fact file."""
POINTING = ("derived_from", "part_of", "supersedes")
"""Keys of a fact that name other facts."""
Json = Mapping[str, object]


def open_to_all(text: str) -> bool:
    """Return False: no text is withheld."""
    return False


def enclosed(
    document: Document, withheld: Collection[str] = (), secret: Callable[[str], bool] = open_to_all
) -> tuple[Attachment, ...]:
    """Return the facts behind `document` and its ledger, to be attached; neither depends on the bytes of a file.

    Args:
        document: the report.
        withheld: ids of facts that its readers may not see; they are left out, and so is every mention of them.
        secret: returns whether a text says something that its readers may not see; such texts are left out.
    """
    info, book = document.info, document.book
    head = {
        "form": FORM,
        "made_with": PROGRAM,
        "facts_version": document.facts_version,
        "as_of": book.as_of,
        "report": info.id,
        "language": info.language,
    }
    ids = [id for id in facts_behind(document) if id not in withheld]
    facts = [_fact(book.facts[id], frozenset(ids), secret) for id in ids]
    content = {
        **head,
        "keys": KEYS,
        "sources": [_open(source, secret) for source in sources_behind(document, ids)],
        "actors": [_actor(book.actors[id], document, secret) for id in _named(ids, book)],
        "facts": facts,
    }
    uses = {
        id: [{key: text for key, text in use.entry.items() if key not in ("report", "where")} for use in found]
        for id, found in used((document,)).items()
        if id in ids
    }
    return (
        Attachment(FACTS, JSON, "The facts that this report prints, with their sources", listed(content)),
        Attachment(LEDGER, JSON, "Where this report prints each fact", listed({**head, "uses": uses})),
    )


def _named(ids: Iterable[str], book: FactBook) -> Iterable[str]:
    """Return the actors that the facts `ids` name, in the order of the fact file."""
    named = {actor for id in ids for actor in (*book.facts[id].actors, *book.facts[id].countries)}
    return (id for id in book.actors if id in named)


def _actor(actor: Actor, document: Document, secret: Callable[[str], bool]) -> Json:
    """Return what may be said of an actor, by its name in the language of the report."""
    named = actor.model_copy(update={"name": name_of(actor, language(document.info.language))})
    return _open(named, secret)


def _fact(fact: Fact, kept: frozenset[str], secret: Callable[[str], bool]) -> Json:
    """Return what may be said of `fact`; it names no fact but those in `kept`, and a formula only with all its terms."""
    shown = dict(_open(fact, secret))
    for key in POINTING:
        named = (shown[key],) if isinstance(shown.get(key), str) else fact.derived_from if key in shown else ()
        if not kept.issuperset(named):
            shown.pop(key)
    if "derived_from" not in shown:
        shown.pop("formula", None)
    return shown


def _open(entry: Entry, secret: Callable[[str], bool]) -> Json:
    """Return the keys of `entry` that are stated, but for internal ones and texts that are secret."""
    stated = untranslated(entry.model_dump(mode="json", exclude_defaults=True, exclude=set(INTERNAL)))
    assert isinstance(stated, dict)  # as an entry is
    return {key: value for key, value in stated.items() if not secret(json.dumps(value, ensure_ascii=False))}
