"""The audit of finished files finds each source by its number and, at most so far behind it, its title."""

from __future__ import annotations

import pytest

from reports.audit.finished.source_list import BETWEEN, unlisted
from reports.domain.facts import NOT_STATED, Source

ROOM = BETWEEN + len(NOT_STATED)
"""Characters that may stand between the number of a source that names no publisher and its title."""
PAGES = {
    "1 Dawn. The well-known title, 2025": True,
    "[1] The well-known title": True,
    "As The well-known title says. 1 The well-known title": True,
    "1 The well-\nknown title": True,
    "1 The wellknown title": True,
    "1 The well-known ti\ntle": True,
    f"1{' ' * ROOM}The well-known title": True,
    f"1{'.' * ROOM}.The well-known title": False,
    "12 The well-known title": False,
    "1The well-known title": False,
    "a1 The well-known title": False,
    "The well-known title 1": False,
    "1 Another title": False,
    "": False,
}
"""What a page says, and whether the source is in its list."""


@pytest.mark.parametrize("page", PAGES)
def test_a_source_is_listed_where_its_title_follows_its_number(page: str) -> None:
    source = Source.model_validate(
        {"id": "one", "number": 1, "title": "The well-known title", "short": "One", "accessed": "2026-01-01"}
    )
    assert (not list(unlisted((source,), (page,)))) is PAGES[page]
