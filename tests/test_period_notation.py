"""Periods: every spelling is read, stepped through and said in the words of each language."""

from __future__ import annotations

import pytest

from reports.domain.periods import plain_months, read_period, read_span
from reports.domain.wording.period_text import date_text, period_text
from reports.languages.registry import language

EN, FR = language("en-GB"), language("fr-FR")
ROWS = {
    # text: first day, last day, next, a year before, English, French, short
    "2026": ("2026-01-01", "2026-12-31", "2027", "2025", "2026", "2026", "2026"),
    "2026-02": ("2026-02-01", "2026-02-28", "2026-03", "2025-02", "February 2026", "février 2026", "Feb 2026"),
    "2028-02-29": (
        "2028-02-29",
        "2028-02-29",
        "2028-03-01",
        "2027-02-28",
        "29 February 2028",
        "29 février 2028",
        "29 Feb 2028",
    ),
    "2026-Q4": (
        "2026-10-01",
        "2026-12-31",
        "2027-Q1",
        "2025-Q4",
        "the fourth quarter of 2026",
        "quatrième trimestre 2026",
        "Q4 2026",
    ),
    "2026-34": (
        "2026-04-01",
        "2026-06-30",
        "2026-Q3",
        "2025-Q2",
        "the second quarter of 2026",
        "deuxième trimestre 2026",
        "Q2 2026",
    ),
    "2026-H1": (
        "2026-01-01",
        "2026-06-30",
        "2026-H2",
        "2025-H1",
        "the first half of 2026",
        "premier semestre 2026",
        "H1 2026",
    ),
    "2026-W53": (
        "2026-12-28",
        "2027-01-03",
        "2027-W01",
        "2025-W52",
        "week 53 of 2026",
        "semaine 53 de 2026",
        "W53 2026",
    ),
    "FY2026-07": (
        "2026-07-01",
        "2027-06-30",
        "FY2027-07",
        "FY2025-07",
        "the fiscal year 2026/27",
        "exercice 2026/27",
        "2026/27",
    ),
    "202X": ("2020-01-01", "2029-12-31", "203X", "201X", "the 2020s", "années 2020", "2020s"),
    "2004~": ("2004-01-01", "2004-12-31", "2005", "2003", "about 2004", "vers 2004", "about 2004"),
    "2004-06?": (
        "2004-06-01",
        "2004-06-30",
        "2004-07",
        "2003-06",
        "possibly June 2004",
        "peut-être juin 2004",
        "possibly Jun 2004",
    ),
    "2026-02-04T09:30": (
        "2026-02-04",
        "2026-02-04",
        "2026-02-05T09:30",
        "2025-02-04",
        "09:30 on 4 February 2026",
        "4 février 2026 à 09:30",
        "09:30 on 4 Feb 2026",
    ),
}


@pytest.mark.parametrize("text", ROWS)
def test_a_period_is_read_stepped_and_said(text: str) -> None:
    first, last, after, before, english, french, short = ROWS[text]
    period = read_period(text)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert (period.stepped(1).text, period.a_year_before().text) == (after, before)
    said = [date_text(text, EN), date_text(text, FR), date_text(text, EN, short=True)]
    assert [each.replace("\u00a0", " ") for each in said] == [english, french, short]
    assert read_period(period.text) == period


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-02-30", "2025-W53", "2026-Q5", "FY2026", "20XX", "0000", "٢٠٢٦"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period|calendar"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2026-02/2026-05", "February 2026 to May 2026", "de février 2026 à mai 2026"),
        ("2026-Q1/2026-Q3", "Q1 2026 to Q3 2026", "du T1 2026 au T3 2026"),
        ("2026/..", "from 2026", "depuis 2026"),
        ("FY2026-07/FY2028-07", "2026/27 to 2028/29", "de 2026/27 à 2028/29"),
        ("FY2026-07/..", "from 2026/27", "depuis 2026/27"),
        ("../FY2026-07", "until 2026/27", "jusqu’en 2026/27"),
        ("2026-W07/2026-W09", "W7 2026 to W9 2026", "de la sem. 7 2026 à la sem. 9 2026"),
        ("202X/204X", "the 2020s to the 2040s", "des années 2020 aux années 2040"),
        ("../202X", "until the 2020s", "jusqu’aux années 2020"),
        ("2026-H1/2027-H2", "H1 2026 to H2 2027", "du S1 2026 au S2 2027"),
        ("2026-02-03/2026-Q3", "3 Feb 2026 to Q3 2026", "du 3 févr. 2026 au T3 2026"),
        ("P6M/2026-02-04", "6 months to 4 February 2026", "6 mois jusqu’au 4 février 2026"),
        ("/2026-02", "until February 2026", "jusqu’en février 2026"),
        ("2026-02-03/2026-02-05", "3 February 2026 to 5 February 2026", "du 3 février 2026 au 5 février 2026"),
    ],
)
def test_an_interval_is_said(text: str, english: str, french: str) -> None:
    said = (period_text(text, EN), period_text(text, FR))
    assert tuple(each.replace("\u00a0", " ") for each in said) == (english, french)


@pytest.mark.parametrize("text", ["/", "../..", "2026-05/2026-02", "2026/soon"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"open|end|period"):
        read_span(text)


def test_an_axis_of_months_takes_any_period() -> None:
    assert plain_months("2026-Q2") == "2026-04/2026-06"
    assert plain_months("FY2026-07") == "2026-07/2027-06"
    assert plain_months("2026-02-04T09:30") == "2026-02-04"
    assert plain_months("2026-Q1/..") == "2026-01/"
