"""A file in which nothing is wrong is read in one go, and gives the values and places that slow reading gives."""

from __future__ import annotations

import gc
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.notation.garbage_collection import without_collector
from reports.notation.text_places import TextPlaces
from reports.notation.yaml_places import NodePlaces
from reports.notation.yaml_tree import Tree, tree_of

TWICE = "zz: 1\nzz: 2\n"
"""At the end of a file it makes the whole of it be read slowly."""
WORDS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12),
    st.sampled_from(["1.50", "-3", "1e400", "1_000", "true", "null", "~", "no", "2026-02-04", "&a", "R&D *x*", "'"]),
)
KEYS = st.from_regex(r"[a-y]{1,3}", fullmatch=True)
DATA = st.recursive(
    st.one_of(WORDS, st.integers(-9, 9), st.booleans(), st.none()),
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(KEYS, below, max_size=4)),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4), st.booleans(), st.integers(20, 90))
@settings(max_examples=150, deadline=None)
def test_it_is_read_as_slowly(content: dict[str, object], flow: bool, width: int) -> None:
    text = yaml.safe_dump(content, default_flow_style=flow, width=width, allow_unicode=True)
    if flow:
        text = text.rstrip()[:-1] + "\n}\n"
    quick, problems = tree_of(text, "x")
    slow, twice = tree_of(text + TWICE if not flow else text.rstrip()[:-1] + ", zz: 1, zz: 2}\n", "x")
    assert (isinstance(quick.places, NodePlaces | TextPlaces), problems, len(twice)) == (True, (), 1)
    assert {**_mapping(quick), "zz": Decimal(1)} == _mapping(slow)
    own = {route: place for route, place in slow.places.items() if route[:1] != ("zz",)}
    assert dict(quick.places) == own
    assert len(quick.places) == len(own)


def _mapping(tree: Tree) -> dict[str, object]:
    assert isinstance(tree.value, dict)
    return dict(tree.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: !t 1", "uses the tag !t"),
        ("a: &x 1\nb: *x", "uses an alias"),
        ("a: 1\na: 2", "stands twice"),
        ("<<: {a: 1}", "no plain word"),
        ('a: "\\u0007"', "U+0007"),
        ('"a\\u0007": 1', "U+0007"),
        ("a: " + "[" * 30 + "]" * 30, "nested deeper"),
        ("a:\n- b: [" + "1, " * 1001 + "]", "keep at most 1,000"),
    ],
)
def test_what_is_odd_is_told(text: str, told: str) -> None:
    assert told in str(tree_of(text, "x")[1])


def test_no_place_is_made_up() -> None:
    tree = tree_of("a:\n- b: 1\n- c: x\n", "x")[0]
    assert str(tree.places[("a", 1, "c")]) == "x:3:6"
    for route in [("b",), ("a", 2), ("a", -1), ("a", "0"), (0,), ("a", 0, "b", 0), ("a", 0, 0)]:
        assert (tree.places.get(route), route in tree.places) == (None, False)
        with pytest.raises(KeyError):
            tree.places[route]
    assert str(tree.place(("a", 1, "d"))) == "x:3:3"


@pytest.mark.parametrize("was", [True, False])
def test_the_collector_is_left_as_it_was(was: bool) -> None:
    (gc.enable if was else gc.disable)()
    try:
        with pytest.raises(ValueError, match="x"), without_collector():  # noqa: PT012 - what is within is looked at
            assert not gc.isenabled()
            raise ValueError("x")
        assert gc.isenabled() == was
    finally:
        gc.enable()
