"""Fact files changed in place: the lines of what differs, and no other byte; whatever is changed reads back as it was meant."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.errors import InputError, InternalError
from reports.notation.yaml_tree import Value, parse_tree, read_tree
from reports.tools.curating.entry_blocks import Item, block
from reports.tools.curating.entry_patching import patched
from tests.analyst_cases import cases

FACTS = Path(__file__).parents[1] / "facts" / "facts.yaml"
WORDS = st.text(st.sampled_from("ab:# '\"-[],{}0.é"), min_size=1, max_size=8).map(str.strip).filter(bool)
SCALARS = st.one_of(WORDS, st.decimals(-99, 99, places=2, allow_nan=False), st.integers(0, 9).map(Decimal))
KEYS = st.sampled_from("klmnop")
ITEMS = st.one_of(SCALARS, st.dictionaries(KEYS, SCALARS, min_size=1, max_size=3))
VALUES = st.one_of(SCALARS, st.lists(ITEMS, min_size=1, max_size=4), st.dictionaries(KEYS, SCALARS, min_size=1))
ENTRIES = st.dictionaries(KEYS, VALUES, max_size=5).map(lambda rest: {"id": "a", **rest})


@pytest.mark.parametrize("case", cases("patching"), ids=lambda case: str(case["name"]))
def test_only_what_differs_is_written(case: Mapping[str, Value]) -> None:
    entry = case.get("entry")
    assert entry is None or isinstance(entry, dict)
    assert patched(str(case["text"]), "facts.yaml", {("facts", 0): entry}) == str(case["now"])


@settings(deadline=None, derandomize=True, max_examples=150)
@example({"id": "a", "l": {"k": "0"}}, {"id": "a", "l": {"l": "0"}}, "\n")  # a mapping that keeps no key
@example({"id": "a", "l": [{"k": "0"}]}, {"id": "a", "l": [{"l": "0"}]}, "\n")
@example({"id": "a", "k": [{"k": "0", "n": "0", "l": "0"}]}, {"id": "a", "k": [{"l": "0", "m": "0"}]}, "\n")
@given(ENTRIES, ENTRIES, st.sampled_from(["\n", "\r\n"]))
def test_any_entry_turns_into_any_other(old: dict[str, Value], new: dict[str, Value], end: str) -> None:
    """`patched` proves itself that the file reads as meant; here also that what stands around it stays."""
    around = ["# head", "facts:", "", "  # about a"], ["", "  # about b", "  - id: b", "    k: x # c"]
    lines = block(cast("Mapping[str, Item]", old), 2)
    text = end.join([*around[0], *lines, *around[1], ""])
    made = patched(text, "facts.yaml", {("facts", 0): new})
    assert made.startswith(end.join(around[0]) + end)
    assert made.endswith(end.join([*around[1], ""]))
    assert parse_tree(made.replace("\r\n", "\n"), "").value == {"facts": [new, {"id": "b", "k": "x"}]}
    if old == new:
        assert made == text


def test_nothing_to_change_changes_nothing() -> None:
    text = FACTS.read_text("utf-8")
    value = read_tree(FACTS, "facts.yaml").value
    assert isinstance(value, dict)
    facts = value["facts"]
    assert isinstance(facts, list)
    same = {("facts", n): item for n, item in enumerate(facts) if isinstance(item, dict)}
    assert patched(text, "facts.yaml", same) == text


def test_what_cannot_be_edited_line_by_line_is_refused() -> None:
    with pytest.raises(InputError, match="does not begin with '- ' on its own line"):
        patched("facts: [{id: a}]\n", "facts.yaml", {("facts", 0): None})


def test_what_would_read_as_something_else_is_never_written() -> None:
    with pytest.raises((InternalError, InputError)):
        patched("facts:\n- id: a\n", "facts.yaml", {("facts", 0): {"id": "a", "k: l": "x"}})
