"""The paper that the command line names."""

from __future__ import annotations

import pytest

from reports.errors import FlagError
from reports.theme.paper import on_paper
from tests.pdf_files import summary


@pytest.mark.parametrize(("named", "paper"), [("", "A4"), ("A4", "A4"), ("letter", "Letter"), ("LETTER", "Letter")])
def test_the_paper_is_the_one_named(named: str, paper: str) -> None:
    assert [each.info.paper for each in on_paper((summary(), summary()), named)] == [paper, paper]


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(FlagError, match="'A5' is not known; use A4 or Letter"):
        on_paper((summary(),), "A5")
