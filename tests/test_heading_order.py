"""Ids of headings: those of equal words, and of words by which a list of the program is known, are told apart."""

from __future__ import annotations

import pytest

from reports.document import Blocks, Heading, Table, Text
from reports.narrative.actor_tables import FORMS, forms_placeholder
from reports.narrative.heading_order import told_apart


def head(level: int, words: str, id: str = "") -> Heading:
    return Heading(level, (Text(words),), id or words.casefold().replace(" ", "-"))


LIST: Table = forms_placeholder({}, run=False)


@pytest.mark.parametrize(
    ("blocks", "ids"),
    [
        ((head(1, "One"), head(2, "Results"), head(1, "Two"), head(2, "Results")), "one one-results two two-results"),
        ((head(1, "One"), head(2, "Results")), "one results"),
        ((head(1, "One"), head(2, "Short forms"), LIST), "one one-short-forms"),
        ((head(1, "Short forms"), LIST), "short-forms-chapter"),
        ((head(1, "Short forms"),), "short-forms"),
        ((head(1, "One"), head(2, "Short forms", "mine"), LIST), "one mine"),
    ],
)
def test_no_heading_shares_its_id(blocks: Blocks, ids: str) -> None:
    made = told_apart(blocks)
    assert [each.id for each in made if isinstance(each, Heading)] == ids.split()
    assert all(each.id == FORMS for each in made if isinstance(each, Table)), "edited files know the list by its id"
