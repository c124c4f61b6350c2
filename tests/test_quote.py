"""Every figure format with every hedge and unit in every language, as a table; dates, words and refusals beside it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.domain.facts import Label
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.domain.wording import (
    FORMATS,
    FormatError,
    Speech,
    date_text,
    fill,
    period_text,
    quote,
    rescaled,
    source_dated,
    source_names,
)
from reports.languages.registry import language, languages
from tests import sample
from tests.accepting import ACCEPT, accept
from tests.quote_cases import FIGURES, TABLE, UNITS, fact, printed, table

EN, FR = language("en-GB"), language("fr-FR")
SPEECHES = {"en": EN, "fr": FR, "ur": language("ur-PK")}
ONE_WITHOUT_LIBRARY = {("cardinals", ""), ("counts", "hedged")}
"""Tables, or words of them, that only a language has which libraries do not speak."""
CELLS = [(key, tag, name) for key, tags in table().items() for tag, names in tags.items() for name in names]


@pytest.mark.parametrize(("key", "tag"), sorted({(key, tag) for key, tag, _ in CELLS}))
def test_figures_read_as_the_table_says(key: str, tag: str) -> None:
    qualifier, value, unit = key.split(" | ")
    case = fact(value if value != "-" else None, unit, qualifier)
    found = {name: printed(case, name, SPEECHES[tag]) for name in FIGURES}
    assert ACCEPT or found == table()[key][tag]


def test_the_table_is_rewritten_where_that_was_asked() -> None:
    made = {
        key: {tag: {name: printed(case, name, speech) for name in FIGURES} for tag, speech in SPEECHES.items()}
        for key in table()
        for qualifier, value, unit in [key.split(" | ")]
        for case in [fact(value if value != "-" else None, unit, qualifier)]
    }
    if ACCEPT:
        accept(TABLE, **made)
    assert table() == made


def test_the_table_holds_every_hedge_unit_and_language() -> None:
    keys = [key.split(" | ") for key in table()]
    assert {key[0] for key in keys} == set(Qualifier)
    assert {key[2] for key in keys} >= set(UNITS)
    assert {tag for _, tag, _ in CELLS} == set(languages()) == set(SPEECHES)
    assert {name for _, _, name in CELLS} == set(FIGURES)


@pytest.mark.parametrize("tag", sorted(SPEECHES))
def test_no_format_but_bare_ones_drops_a_hedge(tag: str) -> None:
    """The text of a hedged value differs from the text of the same value taken exactly."""
    for key, tags in table().items():
        qualifier, value, unit = key.split(" | ")
        if qualifier == "exactly" or value == "-" or "/" in value:
            continue
        for name in FIGURES:
            exact = printed(fact(value, unit, "exactly"), name, SPEECHES[tag])
            same = tags[tag][name] == exact
            assert same == (name.startswith("bare") or exact.startswith("!")), (key, name)


def own(table: str, key: str) -> bool:
    """Return whether a word stands only in a language that has no library."""
    return not {(table, ""), (table, key)}.isdisjoint(ONE_WITHOUT_LIBRARY)


def test_all_languages_have_the_same_keys() -> None:
    def keys(speech: Speech) -> set[tuple[str, str]]:
        found = {(name, key) for name, entries in speech.tables.items() for key in entries if not own(name, key)}
        return found | {
            (code, key) for code, money in speech.currencies.items() for key in money if code in EN.currencies
        }

    for tag in languages():
        assert keys(language(tag)) == keys(EN), f"languages/{tag}.yaml against en.yaml"


def test_all_languages_name_the_same_slots() -> None:
    """A pattern that forgets {figure} would drop the figure."""
    import string

    def slots(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    known = {("currencies", "pattern"), ("furniture", "unit-head")}
    for tag in languages():
        for name, entries in language(tag).tables.items():
            for key, text in entries.items():
                if (name, key) not in known and name != "dates" and not own(name, key):
                    assert slots(str(text)) == slots(str(EN.tables[name][key])), f"{tag}: {name}.{key}"


@pytest.mark.parametrize("tag", languages())
def test_languages_speak_of_every_hedge_and_status(tag: str) -> None:
    tables = language(tag).tables
    for name in ("hedges", "hedge-words", "symbols"):
        assert set(tables[name]) == set(Qualifier)
    assert set(tables["statuses"]) == set(Status)


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("2031", "2031", "2031"),
        ("2031-08", "August 2031", "août 2031"),
        ("2031-02-01", "1 February 2031", "1er février 2031"),
        ("2031-02-11", "11 February 2031", "11 février 2031"),
    ],
)
def test_dates(written: str, english: str, french: str) -> None:
    assert date_text(written, EN) == english.replace(" ", "\u00a0")
    assert date_text(written, FR) == french.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("2031-08/2032-02", "August_2031 to February_2032", "d’août_2031 à février_2032"),
        ("2031/2033", "2031 to 2033", "de 2031 à 2033"),
        ("2031-02-01/2031-03-04", "1_February_2031 to 4_March_2031", "du 1er_février_2031 au 4_mars_2031"),
        ("2031-08/", "from August_2031", "depuis août_2031"),
        ("2031-08-02/", "from 2_August_2031", "depuis le 2_août_2031"),
        ("/2031-08", "until August_2031", "jusqu’en août_2031"),
        ("/2031-08-02", "until 2_August_2031", "jusqu’au 2_août_2031"),
        ("2031-02-04/2031-06", "4_February_2031 to June_2031", "du 4_février_2031 à juin_2031"),
        ("2031-02/2031-06-01", "February_2031 to 1_June_2031", "de février_2031 au 1er_juin_2031"),
        ("P6M/2031-02-04", "6_months to 4_February_2031", "6_mois jusqu’au 4_février_2031"),
        ("P1Y/2031-02", "1_year to February_2031", "1_an jusqu’en février_2031"),
        ("2031-02-01/P2W", "2_weeks from 1_February_2031", "2_semaines à partir du 1er_février_2031"),
        ("2031-08/P10M", "10_months from August_2031", "10_mois à partir d’août_2031"),
    ],
)
def test_periods(written: str, english: str, french: str) -> None:
    assert period_text(written, EN) == english.replace("_", "\u00a0")
    assert period_text(written, FR) == french.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("accords", "des dizaines d’accords"),
        ("hectares", "des dizaines d’hectares"),
        ("Écluses", "des dizaines d’Écluses"),
        ("haies", "des dizaines de haies"),
        ("héros de la rivière", "des dizaines de héros de la rivière"),
        ("seuils", "des dizaines de seuils"),
    ],
)
def test_french_cuts_words_before_a_vowel(noun: str, said: str) -> None:
    assert fill("des dizaines de {unit}", FR, unit=noun) == said
    assert fill("dozens of {unit}", EN, unit=noun) == f"dozens of {noun}"


def test_numbers_never_cut_a_word() -> None:
    assert fill("plus de {figure}", FR, figure="onze") == "plus de onze"


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("500", "USD million", "USD billion", "0.5"),
        ("0.30", "USD billion", "USD million", "300"),
        ("30", "USD billion", "USD billion", "30"),
        ("12345678901234", "USD", "USD million", "12345678.901234"),
        ("1500/2500", "USD million", "USD billion", "1.5/2.5"),
    ],
)
def test_scales_change_exactly(value: str, unit: str, to: str, expected: str) -> None:
    case = rescaled(fact(value, unit, "between" if "/" in value else "exactly"), to)
    found = [str(n) for n in (case.value, case.low, case.high) if n is not None]
    assert "/".join(found) == expected
    assert case.unit == to


@pytest.mark.parametrize(("unit", "to"), [("USD", "EUR"), ("towns", "USD"), ("percent", "towns")])
def test_other_units_are_refused(unit: str, to: str) -> None:
    for value in ("3", None):
        with pytest.raises(FormatError, match="has the unit"):
            rescaled(fact(value, unit, "exactly" if value else "not-stated"), to)


def test_number_in_a_named_unit() -> None:
    assert quote(fact("500", "USD million", "about"), "number:USD billion", EN) == "≈\u00a00.5"
    assert quote(fact("500/700", "USD million", "between"), "number:USD billion", EN) == "0.5\u00a0…\u00a00.7"


@pytest.mark.parametrize(
    ("name", "english", "french"),
    [
        ("status", "reported", "rapporté"),
        ("statement", "A case.", "Un cas."),
        ("label", "Case", "Cas"),
        ("quotation", "“as it is”", "«\u00a0as it is\u00a0»"),
        ("reason", "It counts", "Il compte"),
        ("difference", "Count", "Compte"),
        ("reading:more", "more of it", "plus"),
        ("date", "March\u00a02031", "mars\u00a02031"),
    ],
)
def test_words_of_a_fact(name: str, english: str, french: str) -> None:
    case = fact(
        None,
        None,
        None,
        label="Case",
        quotation="as it is",
        reason="It counts",
        difference="Count",
        preferred="one",
        date="2031-03",
        readings=({"name": "one", "text": "one"}, {"name": "more", "text": "more of it", "labels": {"fr": "plus"}}),
        labels={"fr": Label(statement="Un cas.", label="Cas", reason="Il compte", difference="Compte")},
    )
    assert quote(case, name, EN) == english
    assert quote(case, name, FR) == french


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("figure", "no figure"),
        ("words", "no figure"),
        ("date", "no date"),
        ("label", "no label"),
        ("quotation", "no quotation"),
        ("reading:none", "no reading 'none'"),
        ("figures", "cannot be printed as 'figures'"),
        ("", "cannot be printed as ''"),
        ("number:USD", "has the unit"),
    ],
)
def test_what_cannot_be_printed_is_refused(name: str, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        quote(fact(None, None, None), name, EN)


def test_readings_without_a_preferred_one_are_not_printed() -> None:
    case = fact("3", "towns", "exactly", readings=({"name": "one", "text": "one"},))
    with pytest.raises(FormatError, match="no preferred one"):
        quote(case, "figure", EN)


def test_every_format_is_tried_here() -> None:
    words = {"status", "statement", "label", "quotation", "reason", "difference", "date", "id"}
    words |= {
        "code",
        "signed",
        "signed-number",
        "size",
        "moved",
        "move",
        "date-short",
        "name",
        "unit",
    }  # in test_quote_units
    assert set(FORMATS) == set(FIGURES) | words


def test_indefinite_amounts_have_no_number() -> None:
    for qualifier in (each for each in Qualifier if each.indefinite):
        text = quote(fact(None, "towns", qualifier), "figure", EN)
        assert not any(char.isdigit() for char in text)
    assert Decimal("3") == fact("3", "towns", "exactly").value


@pytest.mark.parametrize(
    ("author", "publisher", "place", "date", "names", "dated"),
    [
        ("", "The Paper", "", "3 May 2031", "The Paper", "3 May 2031"),
        ("A. Scribe", "The Paper", "Tramville", "March 2031", "A. Scribe, The Paper", "Tramville, March 2031"),
        ("A. Scribe", "not stated", "Tramville", "not stated", "A. Scribe. No publisher", "Tramville, undated"),
        ("", "not stated", "", "not stated", "No publisher", "Undated"),
    ],
)
def test_who_stands_behind_a_source_and_when(
    author: str, publisher: str, place: str, date: str, names: str, dated: str
) -> None:
    update = {"author": author, "publisher": publisher, "place": place, "date": date}
    source = sample.source(1).model_copy(update=update)
    assert (source_names(source, "No publisher"), source_dated(source, "Undated")) == (names, dated)
