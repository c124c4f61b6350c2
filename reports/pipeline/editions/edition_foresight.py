"""What `distribute` would refuse, told without laying out a page: every edition is composed, audited and searched for leaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.charts.registry import KINDS
from reports.document import (
    ChartPoint,
    ChartSpec,
    CrossRef,
    Document,
    Figure,
    Heading,
    Link,
    Picture,
    SourceList,
    Table,
    walk,
)
from reports.domain.fact_book import FactBook
from reports.errors import InputError, Problem
from reports.load.template_files import Templates
from reports.pipeline.editions.editions import (
    Edition,
    Offer,
    chosen,
    drafted,
    edition_of,
    given_away,
    marked,
    nobodys,
    offers,
)
from reports.pipeline.editions.leak_check import own_words
from reports.pipeline.editions.recipients import read_recipients

Drafts = Mapping[str, Document]
"""The editions of a report by name, and the report itself under ''."""


@dataclass(frozen=True, slots=True)
class Editions:
    """The editions of all reports, and what is wrong with them."""

    all: tuple[Edition, ...]
    problems: tuple[Problem, ...]


def editions_of(documents: Iterable[Document], templates: Templates, book: FactBook) -> Editions:
    """Return each edition of the reports `documents`, what is wrong with it, and what it gives away of the others."""
    by_report: dict[str, list[Offer]] = {}
    for offer in offers(templates):
        by_report.setdefault(offer.report, []).append(offer)
    editions: list[Edition] = []
    problems: list[Problem] = []
    for document in documents:
        own = by_report.get(document.info.id, [])
        drafts, found = _drafts(document, own, templates, book)
        problems += found
        for offer in own if not found else ():
            others = [draft for name, draft in drafts.items() if name != offer.edition]
            editions.append(edition_of(offer, drafts[offer.edition], others))
    problems += (leak for edition in editions for leak in _leaks(edition))
    return Editions(tuple(editions), tuple(problems))


def refused_rows(path: Path, shown: str, editions: Editions, templates: Templates) -> Iterator[Problem]:
    """Yield what is wrong with a list of recipients: file and rows, editions that nobody offers, names that do not fit."""
    from reports.pipeline.editions.copy_jobs import jobs  # lays out pages too, which takes long to load

    try:
        rows = read_recipients(path, shown)
        offered = chosen(rows, templates)
        yield from nobodys((offer.report for offer in offered.values()), templates)
        known = {(each.document.info.id, each.name): each for each in editions.all}
        named = {row: (offer.report, offer.edition) for row, offer in offered.items()}
        jobs("", {row: known[key] for row, key in named.items() if key in known})
    except InputError as failure:
        yield from failure.problems


def _drafts(
    document: Document, own: list[Offer], templates: Templates, book: FactBook
) -> tuple[Drafts, tuple[Problem, ...]]:
    """Return the editions of a report and what is wrong with them; one that has all its sections is the report, marked."""
    drafts: dict[str, Document] = {"": document}
    problems: list[Problem] = []
    for offer in own:
        edition = offer.file.editions[offer.edition]
        if edition.sections == offer.file.sections and "pdf" in offer.file.formats:
            drafts[offer.edition] = marked(document, edition.marking)
            continue
        drafts[offer.edition], found = drafted(offer, offer.edition, templates, book)
        problems += found
    return drafts, tuple(problems)


def _leaks(edition: Edition) -> Iterator[Problem]:
    """Yield what an edition says and should not: its own words hold no figure that is withheld, but may hold a name."""
    withheld = edition.secrets
    if withheld.ids or withheld.texts or withheld.figures:
        for where, text in dict.fromkeys(_besides(edition)):
            yield from (given_away(edition, where, what) for what in withheld.found(text))


def _besides(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield all that an edition prints or says, each with where it stands; what is attached is made without secrets."""
    document = edition.document
    yield "text", "\n".join(own_words(document))
    for node in walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)):
        match node:
            case Link(target=text) | CrossRef(target=text):
                yield "link", text
            case Heading(id=text) | Figure(id=text) | Picture(id=text) | Table(id=text):
                yield "name of a place", text
            case ChartSpec(kind=kind) if KINDS[kind].axis_words:
                ends = (*node.axis_words, *(tick.text for tick in node.ticks), node.start, node.stop)
                words = (*ends, *node.head_words, *node.month_words, node.today_words)
                yield from (("axis of a chart", each) for each in (*words, str(node.maximum or "")))
            case ChartPoint(named_words=words, group=group, series=series):
                yield from (("row of a chart", each) for each in (*words, group, series))
            case SourceList(sources=sources):
                yield from (("list of sources", each.url or "") for each in sources)
                yield from (("list of sources", each.place or "") for each in sources)
            case _:
                pass
    yield "address of the evidence page", document.info.evidence_url
