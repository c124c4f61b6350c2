"""Money of any currency, compound units, intervals, signs and changes: how they are printed in each language."""

from __future__ import annotations

import pytest

from reports.domain.facts import Fact
from reports.domain.wording import mistyped_currency
from reports.domain.wording.fact_formats import quote
from reports.domain.wording.unit_names import unit_of
from reports.languages.registry import language
from reports.languages.speech import FormatError
from tests.quote_cases import fact

EN, FR = language("en-GB"), language("fr-FR")
ROWS: dict[tuple[str, str, str], tuple[str, str]] = {
    ("500", "PKR million", "figure"): ("PKR 500 million", "500 millions de roupies pakistanaises"),
    ("14.8", "GBP billion", "short"): ("£14.8 bn", "14,8 Md £GB"),
    ("12", "INR crore", "figure"): ("₹12 crore", "12 crores de roupies indiennes"),
    ("3", "INR lakh", "code"): ("INR 3 lakh", "3 lakhs INR"),
    ("80.5", "USD per tonne", "figure"): ("$80.5 per tonne", "80,5 dollars per tonne"),
    ("3.2", "percent of GDP", "full"): ("3.2% of GDP", "3,2 % of GDP"),
    ("3.2", "percent of GDP", "figure"): ("3.2%", "3,2 %"),
    ("0.4", "percentage points", "figure"): ("0.4 percentage points", "0,4 point de pourcentage"),
    ("1", "percentage points", "figure"): ("1 percentage point", "1 point de pourcentage"),
    ("25", "basis points", "symbol"): ("25 bp", "25 pb"),
    ("104.2", "index, 2015 = 100", "figure"): ("104.2", "104,2"),
    ("12.5", "deaths per 100,000 people", "full"): ("12.5 deaths per 100,000 people", "12,5 deaths per 100,000 people"),
    ("6593", "thousand jobs", "full"): ("6,593 thousand jobs", "6 593 milliers de jobs"),
    ("-3.2", "USD billion", "figure"): ("−$3.2 billion", "−3,2 milliards de dollars"),
    ("-3.2", "percent", "capital:figure"): ("−3.2%", "−3,2 %"),
    ("3", "rank", "figure"): ("3rd", "3e"),
    ("3", "rank", "words"): ("third", "troisième"),
}


def shown(each: Fact, name: str) -> tuple[str, str]:
    """Return the fact in a format, in both languages, with the spaces of a keyboard."""
    texts = (quote(each, name, EN), quote(each, name, FR))
    return texts[0].replace("\u00a0", " "), texts[1].replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_units_are_printed(row: tuple[str, str, str]) -> None:
    value, unit, name = row
    assert shown(fact(value, unit, "exactly"), name) == ROWS[row]


def test_what_follows_money_and_per_cent_has_its_words_in_another_language() -> None:
    labels = {"fr": {"unit": "par tonne"}}
    assert shown(fact("80", "USD per tonne", "about", labels=labels), "full") == (
        "about $80 per tonne",
        "environ 80 dollars par tonne",
    )


def test_an_interval_is_printed_with_its_level() -> None:
    case = fact("3.2", "percent", "exactly", low="2.8", high="3.6", level=95)
    assert shown(case, "figure") == ("3.2% (95% interval 2.8 to 3.6)", "3,2 % (intervalle à 95 % : 2,8 à 3,6)")
    assert shown(case, "symbol")[0] == "3.2% (2.8–3.6)"


def test_the_noun_of_a_range_stands_once_and_a_sentence_begins_with_a_capital() -> None:
    case = fact("24/104", "people", "between")
    assert shown(case, "full")[0] == "between 24 and 104 people"
    assert shown(case, "capital:full")[0] == "Between 24 and 104 people"
    assert shown(fact("24/104", "USD million", "between"), "full")[0] == "between $24 million and $104 million"


CHANGES = {
    ("-3.1", "percent", "moved"): ("fell by 3.1%", "a diminué de 3,1 %"),
    ("3.1", "percent", "moved"): ("rose by 3.1%", "a augmenté de 3,1 %"),
    ("0.0", "percent", "moved"): ("did not change", "n’a pas changé"),
    ("-3.1", "percent", "move"): ("a decrease of 3.1%", "une baisse de 3,1 %"),
    ("-3.1", "percent", "size"): ("3.1%", "3,1 %"),
    ("3.1", "percent", "signed"): ("+3.1%", "+3,1 %"),
    ("-3.1", "percent", "signed-number"): ("−3.1", "−3,1"),
}


@pytest.mark.parametrize("row", CHANGES, ids=" ".join)
def test_a_change_points_where_its_sign_does(row: tuple[str, str, str]) -> None:
    value, unit, name = row
    case = fact(value, unit, "exactly", formula="growth(a, b)", derived_from=("x", "y"))
    assert shown(case, name) == CHANGES[row]


@pytest.mark.parametrize("name", ["size", "moved", "move"])
def test_only_a_change_has_a_direction(name: str) -> None:
    with pytest.raises(FormatError, match="is no change"):
        quote(fact("3", "percent", "exactly"), name, EN)


def test_what_a_publisher_says_of_a_figure_is_printed_with_it() -> None:
    case = fact("3", "towns", "about", observed="provisional")
    assert shown(case, "full")[0] == "about 3 towns (provisional)"
    assert shown(case, "number")[0] == "≈ 3 p"
    assert shown(case, "words")[0] == "about three (provisional)"


def test_a_code_that_is_no_currency_is_found() -> None:
    assert mistyped_currency("UDS billion") == "UDS"
    assert mistyped_currency("USD billion") == ""
    assert unit_of("GWh").noun == "GWh"
    assert unit_of("million tonnes").scale == "million"
