"""What a final may not leave open: facts due for review, facts newer than its approval, words that stand for others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.document import Document, facts_behind
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.errors import Place, Problem
from reports.load.template_files import Templates

STAND_IN = re.compile(r"\b(?:TODO|TBD|TBC|FIXME)\b|\?{3}|\b[Ll]orem ipsum\b")
"""Words that authors leave for themselves, in any language."""
STAND_IN_SIGNS = ("TODO", "TBD", "TBC", "FIXME", "???", "orem ipsum")
"""A text without any of these holds none of them."""
SHOWN = 5
"""How many facts a message names."""
DRAFT = "or set 'status: draft'"


def stand_ins(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words in a final that stand for others still to be written."""
    if passage.info.final:
        for match in STAND_IN.finditer(passage.masked):
            what = f"“{match[0]}” stands for words that are still to be written, and the report is final"
            yield Finding(passage, *match.span(), what, f"write them, {DRAFT}")


def open_facts(documents: Iterable[Document], templates: Templates, book: FactBook) -> Iterator[Problem]:
    """Yield a problem for each fact due for review on which a final rests, and for each approval that is older than facts."""
    due: dict[str, list[str]] = {}
    for document in documents:
        info = document.info
        facts = tuple(book.facts[id] for id in facts_behind(document)) if info.final else ()
        for fact in facts:
            if fact.review_by and fact.review_by < book.as_of[: len(fact.review_by)]:
                due.setdefault(fact.id, []).append(info.id)
        file, tree = templates.reports[info.id]
        if file.approved_on and not info.approval and (newer := recorded_after(file.approved_on, facts)):
            what = f"was approved on {file.approved_on}, and rests on facts recorded later: {newer}"
            yield Problem(tree.place(("approved_on",)), what, f"take the line out and have it approved again, {DRAFT}")
    yield from (_due(book.facts[id], reports, book) for id, reports in due.items())


def _due(fact: Fact, reports: list[str], book: FactBook) -> Problem:
    where = book.where.get(("facts", fact.id))
    what = f"the fact {fact.id!r} was to be reviewed by {fact.review_by}, this is as of {book.as_of}, and finals rest on it"
    cure = f"look at its sources again and set a new 'review_by:', {DRAFT}"
    return Problem(where if isinstance(where, Place) else Place("facts"), f"{what} ({', '.join(reports)})", cure)


def recorded_after(day: str, facts: Iterable[Fact]) -> str:
    """Return those of `facts` that were recorded after a day, with when; empty where none was."""
    return _named([fact for fact in facts if fact.recorded > day[: len(fact.recorded)]])


def _named(facts: list[Fact]) -> str:
    more = f" and {len(facts) - SHOWN} more" if len(facts) > SHOWN else ""
    return ", ".join(f"{fact.id!r} ({fact.recorded})" for fact in facts[:SHOWN]) + more
