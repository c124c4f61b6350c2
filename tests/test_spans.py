"""What a fact says of its time becomes a span: done or planned by its status, stated or derived by its basis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.charts.timeline import TIMELINE
from reports.document import ChartPoint, Span
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.statuses import Status
from reports.languages.registry import language
from reports.narrative.chart_specs.captions import key_words
from reports.narrative.spans import silent_from, span_of, when
from tests.quote_cases import fact

EN, FR = language("en-GB"), language("fr-FR")


def dated(status: str = "reported", basis: str = "stated", **more: str) -> Fact:
    return fact(None, None, None, date_basis=basis, **more).model_copy(update={"status": Status(status)})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (dated(date="2031-02-04"), Span("2031-02-04", "2031-02-04")),
        (dated(basis="derived", date="2030-12-05"), Span("2030-12-05", "2030-12-05", True, True)),
        (dated(period="2030-08/2031-02"), Span("2030-08", "2031-02")),
        (dated(basis="derived", period="2030-08/2031-02"), Span("2030-08", "2031-02", True)),
        (dated(basis="derived", period="P6M/2031-02-04"), Span("2030-08-05", "2031-02-04", True)),
        (dated(basis="derived", period="2031-02-04/P3M"), Span("2031-02-04", "2031-05-03", False, True)),
        (dated("planned", date="2031-05"), Span("2031-05", "2031-05", planned=True)),
        (dated("scheduled", "derived", date="2031-05"), Span("2031-05", "2031-05", True, True, True)),
    ],
)
def test_a_fact_becomes_a_span(given: Fact, expected: Span) -> None:
    assert span_of(given, planned=False) == expected


def test_what_an_author_calls_planned_is_and_what_the_status_calls_so_is_too() -> None:
    assert span_of(dated("signed", date="2031"), planned=True) == Span("2031", "2031", planned=True)
    for status in Status:
        span = span_of(dated(status, date="2031"), planned=False)
        assert span is not None
        assert span.planned == (status in ("planned", "scheduled", "expected", "potential", "hoped"))
    assert span_of(fact(None, None, None), planned=False) is None


BEFORE = dated("signed", date="2031-02-04")


@pytest.mark.parametrize(
    ("given", "since"),
    [
        ((), "2031-02-05"),
        ((dated(date="2031-03"),), "2031-04-01"),  # a month counts to its end
        ((dated("planned", date="2031-08-01"),), "2031-02-05"),  # what was still to come tells nothing
        (
            (dated("announced", period="2031-03-02/2031-08"),),
            "2031-03-03",
        ),  # what may not have come about: its first day
        ((dated("negotiated", period="2031-03-02/2031-04-03"),), "2031-04-04"),
        ((dated(date="2031"),), "2031-02-05"),  # a year alone counts from its first day
        ((dated(period="2031-03/.."),), ""),  # what goes on is on record to this day
        ((dated(date="2031-11-01"),), ""),  # three weeks are not worth a mark
    ],
)
def test_nothing_is_on_record_from_the_day_after_the_last_dated_fact(given: tuple[Fact, ...], since: str) -> None:
    facts = {f"f{n}": each.model_copy(update={"id": f"f{n}"}) for n, each in enumerate((BEFORE, *given))}
    book = FactBook({}, {}, facts, as_of="2031-11-21")
    assert silent_from(book, ()) == since
    assert silent_from(replace(book, facts={}), ()) == "", "without a dated fact there is no end of the record"
    told = silent_from(book, {"f1"})
    assert told == "2031-02-05", "what the author calls planned tells nothing either"


@pytest.mark.parametrize(
    ("given", "english", "french"),
    [
        (dated(date="2030-12-05"), "5 December 2030", "5 décembre 2030"),
        (dated(basis="derived", date="2030-12-05"), "5 December 2030 (derived)", "5 décembre 2030 (date déduite)"),
        (
            dated(basis="derived", period="P6M/2031-02-04"),
            "6 months to 4 February 2031 (derived)",
            "6 mois jusqu’au 4 février 2031 (date déduite)",
        ),
        (dated(period="2030-08/2031-02"), "August 2030 to February 2031", "d’août 2030 à février 2031"),
    ],
)
def test_a_derived_date_is_never_printed_like_a_stated_one(given: Fact, english: str, french: str) -> None:
    assert when(given, EN).replace("\u00a0", " ") == english
    assert when(given, FR).replace("\u00a0", " ") == french


def point(**span: bool) -> ChartPoint:
    return ChartPoint(
        "a", "A", None, "exactly", "reported", "plain", "flat", "", "", (1,), span=Span("2031", "2031", **span)
    )


@pytest.mark.parametrize(
    ("points", "key"),
    [
        ((point(),), ""),
        ((point(), point(planned=True)), "Outline: planned"),
        ((point(derived_start=True),), "Fading, pale or dashed: date derived"),
        ((point(planned=True, derived_end=True),), "Outline: planned; fading, pale or dashed: date derived"),
    ],
)
def test_the_key_explains_what_occurs(points: tuple[ChartPoint, ...], key: str) -> None:
    assert key_words(TIMELINE, points, EN) == key
