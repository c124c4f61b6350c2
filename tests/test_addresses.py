"""What is an address in a text and what is none, and how addresses and long words come back from pages."""

from __future__ import annotations

import pytest

from reports.audit.figure_search import figures
from reports.audit.finished.line_breaks import addresses_in, broken, hyphened, rejoined, without
from reports.notation.addresses import without_addresses

FOUND = [
    ("See https://example.org/2026/02/04, and 42.", "https://example.org/2026/02/04"),
    ("(https://en.wikipedia.org/wiki/Act_(2026) says)", "https://en.wikipedia.org/wiki/Act_(2026"),
    ("desk24@example.org wrote", "desk24@example.org"),
    ("mailto:desk24@example.org?subject=42", "mailto:desk24@example.org?subject=42"),
    ("At www.x24.org/2026.", "www.x24.org/2026"),
    ("g20.org and others", "g20.org"),
    ("doi:10.1000/182 of a paper", "doi:10.1000/182"),
    ("https://example.org/2026[1]", "https://example.org/2026"),
    ("HTTPS://EXAMPLE.ORG/2026/X", "HTTPS://EXAMPLE.ORG/2026/X"),
    ("state.gov/2026/x; more", "state.gov/2026/x"),
]
NONE = [
    "the lines in 2026.The next",
    "in 2026.com and more",
    "at 42 km/h and and/or 42/43",
    "10:30 a.m./11 p.m.",
    "U.S.-Pakistan/42",
    "Note: 42, ratio:42, mailto:42",
    "2 @ 3.50 each",
    "v2.0/beta 3",
]


@pytest.mark.parametrize(("text", "address"), FOUND, ids=[address for _, address in FOUND])
def test_an_address_is_found_whole(text: str, address: str) -> None:
    start = text.index(address)
    assert without_addresses(text, "_") == text[:start] + "_" * len(address) + text[start + len(address) :]
    assert [each for each in figures(text, "en-GB") if start <= each.start < start + len(address)] == []


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_stays(text: str) -> None:
    assert without_addresses(text) == text
    assert figures(text, "en-GB")


def test_a_figure_beside_an_address_is_one() -> None:
    assert [each.text for each in figures("https://example.org/2026 names 42 of 57", "en-GB")] == ["42", "57"]


ADDRESS = "https://example.org/2026-02-04/a-b/12"


@pytest.mark.parametrize(
    "pages",
    [
        [f"see {ADDRESS} now"],
        ["see https://example.org/ 2026-02-04/a-b/12 now"],
        ["see https://example.org/202 6-02-04/a- b/1 2 now"],
        ["see https://example.org/202602-04/ab/12 now"],  # hyphens at the ends of lines, which a PDF loses
        ["see https://example.org/2026", "-02-04/a-b/12 now"],
        ["see https://example.org/202", "Head of a page 6-02-04/a-b/12 now"],
    ],
)
def test_an_address_is_taken_out_of_pages_however_it_breaks(pages: list[str]) -> None:
    left = "".join(without(pages, (ADDRESS,)))
    assert [each for each in left if each.isdigit()] == []
    assert "now" in left


@pytest.mark.parametrize("page", ["https://example.org/2026-02-04/a-b/13", "https://example.org/2026-02 04/a-b/12"])
def test_another_address_is_left(page: str) -> None:
    assert without([page], (ADDRESS,)) == [page]


def test_addresses_are_collected_the_longest_first() -> None:
    found = addresses_in(["a https://x.example/1 and https://x.example/1/2", "https://x.example/1"])
    assert found == ("https://x.example/1/2", "https://x.example/1")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("nine\u00adyear old", "nine-year old"),
        ("hyphen\u00adated", "hyphenated"),
        ("half-a\u00admillion", "half-a-million"),
        ("thirty\u00adnine\u00adyear", "thirty-nine-year"),
    ],
)
def test_a_word_that_a_line_broke_is_whole_again(text: str, whole: str) -> None:
    pairs = hyphened(["A thirty-nine-year story of half-a-million, and nothing else."])
    assert rejoined(text, pairs) == whole


def test_a_hyphen_is_no_space() -> None:
    assert broken("a twenty-one b").search("a twenty-one b")
    assert broken("a twenty-one b").search("a twentyone b")
    assert not broken("a twenty-one b").search("a twenty one b")
