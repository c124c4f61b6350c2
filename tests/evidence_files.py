"""Evidence pages to try: an invented fact book with everything a fact can hold, and what is read back from the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import html
from lxml.html import HtmlElement

from reports.document import Document, Words
from reports.domain.fact_book import FactBook
from reports.domain.facts import Actor, Fact, Reading, Source, SourceRef
from reports.domain.statuses import Status
from reports.formats.evidence import write
from reports.languages.registry import language
from reports.merge.joined import ByHand
from tests.sample import BOOK, document, theme

ACTORS = (
    Actor(id="harbour", name="Harbour City", short="Harbour", kind="country", labels={"fr": "Ville du Port"}),
    Actor(id="hill", name="Hill Town", kind="country"),
    Actor(id="bank", name="Bank of the Coast", kind="agency"),
)
DIFFERING = Fact(
    id="depot-loan",
    statement="The bank approved up to 12 million euros for the second depot.",
    label="Loan for the second depot",
    topic="money",
    value=12,
    unit="EUR million",
    qualifier="up-to",
    status=Status.APPROVED,
    date="2031-03-05",
    date_basis="derived",
    date_note="the Wednesday before the dateline",
    attribution="The bank",
    actors=("bank",),
    countries=("harbour", "hill"),
    sources=(SourceRef(source="paper-1", paragraph=7, anchor="approved a ceiling of twelve"),),
    readings=(
        Reading(name="ceiling", text="up to €12 million, approved"),
        Reading(
            name="flat",
            text="€12 million, announced",
            status=Status.ANNOUNCED,
            sources=(SourceRef(source="paper-3", paragraph=9, anchor="announced twelve million"),),
        ),
    ),
    preferred="ceiling",
    reason="The cautious one",
    difference="Amount",
    derived_from=("loan",),
    formula="loan + loan",
    recorded="2031-04-02",
    note="A ceiling stays true if less is drawn.",
)
UNUSED = Fact(
    id="ferry-plan",
    statement="A ferry to the hill is planned.",
    topic="hill-lines",
    status=Status.PLANNED,
    countries=("hill",),
    sources=(SourceRef(source="paper-2", paragraph=3, anchor="a ferry is planned"),),
    recorded="2031-04-02",
)
HAND = (ByHand("43", "some 43 of the trams", "brief.docx, Groups stay apart"),)


def book(*more: Fact, sources: Iterable[Source] = ()) -> FactBook:
    """Return the sample facts, those above and `more`."""
    facts = (*BOOK.facts.values(), DIFFERING, UNUSED, *more)
    return FactBook(
        sources={**BOOK.sources, **{source.id: source for source in sources}},
        actors={actor.id: actor for actor in ACTORS},
        facts={fact.id: fact for fact in facts},
        version=BOOK.version,
        as_of=BOOK.as_of,
    )


def documents(tag: str = "en-GB", **info: object) -> tuple[Document, ...]:
    """Return the sample as brief and deck, in a language."""
    words = Words(tag, dict(language(tag).tables["furniture"]))
    return tuple(
        replace(each, info=replace(each.info, language=tag, **info), words=words)  # type: ignore[arg-type]
        for each in (document("brief"), document("deck"))
    )


def page(facts: FactBook | None = None, tag: str = "en-GB", **info: object) -> bytes:
    """Return the page of `facts`."""
    return write(documents(tag, **info), facts or book(), theme(), by_hand=HAND)


def tree(data: bytes) -> HtmlElement:
    """Return a page as elements."""
    return html.document_fromstring(data.decode())


def said(element: HtmlElement) -> str:
    """Return the text of an element; spaces of every kind and length as one."""
    return " ".join("".join(element.itertext()).split())


def fact_row(data: bytes, id: str) -> HtmlElement:
    """Return the row of a fact."""
    [row] = tree(data).xpath(f'//details[@id="{id}"]')
    return row


def by_class(element: HtmlElement, name: str) -> list[HtmlElement]:
    """Return the elements below that have a class."""
    found: list[HtmlElement] = element.xpath(f'.//*[contains(concat(" ", @class, " "), " {name} ")]')
    return found
