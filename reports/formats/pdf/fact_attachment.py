"""What a PDF carries inside: the facts that it prints and where it prints them, as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping

from reports.document import Document, facts_behind, sources_behind
from reports.document.ledger import used
from reports.domain.facts import Entry, Fact
from reports.formats.pdf.typesetting import Attachment
from reports.notation.json_lines import listed

FACTS, LEDGER = "facts.json", "ledger.json"
JSON = "application/json"
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
    head = {"facts_version": document.facts_version, "as_of": book.as_of, "report": info.id, "language": info.language}
    ids = [id for id in facts_behind(document) if id not in withheld]
    facts = [_fact(book.facts[id], frozenset(ids), secret) for id in ids]
    content = {**head, "sources": [_open(source, secret) for source in sources_behind(document, ids)], "facts": facts}
    uses = {
        id: [{key: text for key, text in use.entry.items() if key not in ("report", "where")} for use in found]
        for id, found in used((document,)).items()
        if id in ids
    }
    return (
        Attachment(FACTS, JSON, "The facts that this report prints, with their sources", listed(content)),
        Attachment(LEDGER, JSON, "Where this report prints each fact", listed({**head, "uses": uses})),
    )


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
    stated = entry.model_dump(mode="json", exclude_defaults=True, exclude=set(INTERNAL))
    return {key: value for key, value in stated.items() if not secret(json.dumps(value, ensure_ascii=False))}
