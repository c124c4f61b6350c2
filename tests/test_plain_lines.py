"""Lists of entries that are written a key a line are read so, and give the values that the parser of all of YAML gives."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.errors import InputError
from reports.notation.plain_lines import OddTextError, entries_of_lists
from reports.notation.plain_nodes import PlainReader
from reports.notation.text_places import TextPlaces
from reports.notation.yaml_nodes import composed
from reports.notation.yaml_places import NodePlaces, Value
from reports.notation.yaml_tree import tree_of

ENTRY = "facts:\n  - id: a\n"
BY_LINES = [
    "facts:\n- id: a\n  value: 1.50\nterms:\n- id: b\n",
    f"# said above\n\n{ENTRY}    # said between\n\n    topic: x\n",
    f"{ENTRY}    sources:\n      - source: p\n        paragraph: 1\n      - source: q\n",
    f"{ENTRY}    actors:\n    - b\n    - c\n    topic: x\n",
    f"{ENTRY}    note:\n    labels:\n      ur: x\n",
    f"{ENTRY}    note: 'it''s said: so'\n    label: \"R&D #2\"\n    actors: [b, c]\n    value: -3\n",
    f"{ENTRY}    url: https://example.org/a#b\n    note: [x]\n",
]
"""Texts of which every entry is read line by line."""
IN_PART = [
    f"{ENTRY}    note: >-\n      folded\n      words\n  - id: b\n",
    f"{ENTRY}    labels: {{ur: x, fr: y}}\n",
    f"{ENTRY}    note: two\n      lines\n",
    f'{ENTRY}    note: "two\n      lines"\n',
    f"{ENTRY}    value: 1  # counted by hand\n",
    f"{ENTRY}    note: |+\n      kept\n\n  - id: b\n",
    f'{ENTRY}    note: "said \\"so\\""\n',
    f"{ENTRY}    note:\n      - [b]\n      -   c\n",
    f"{ENTRY}    value: |\n      - id: b\n      facts:",
]
"""Texts with an entry that the parser of all of YAML reads."""
AS_A_WHOLE = [
    "facts: []\n",
    "facts:\n  a: 1\n",
    "title: x\nfacts:\n- id: a\n",
    f"{ENTRY}facts:\n- id: b\n",
    f"---\n{ENTRY}",
    f"{ENTRY}...\n",
    f"{ENTRY}\ttopic: x\n",
    f"{ENTRY}    note: &x y\n",
    f"{ENTRY}    note: *x\n",
    f"{ENTRY}    note: !x y\n",
    f"{ENTRY}    id: b\n",
    f"{ENTRY}    note: a: b\n",
    f"{ENTRY}    note: x\n      topic: y\n",
    f"{ENTRY}   topic: x\n",
    f"{ENTRY}  topic: x\n",
    f"{ENTRY}    actors:\n      - b\n        c: d\n",
    f'{ENTRY}    note: "open\n  - id: b\n    note: closed"\n',
    f"{ENTRY}    labels: {{\nterms:\n  - id}}\n",
    f"{ENTRY}    note: a\u2028b\n",
    f"{ENTRY}    note: a\x84b\n",
    f"{ENTRY}  -\n",
    "facts:\n  -   id: a\n      topic: x\n",
]
"""Texts that are left to it as a whole: what is wrong in them is told with its place, and what is not is read all the same."""
WORDS = st.sampled_from(
    [
        "a",
        "b c",
        "1.50",
        "-3",
        "- x",
        "'s'",
        "'it''s'",
        '"q"',
        '"open',
        "'open",
        '"\\n"',
        "[a, b]",
        "[a",
        "{a: b}",
        "{a",
        "x: y",
        "x #c",
        "x#c",
        "#c",
        ">-",
        "*a",
        "&a b",
        "!t x",
        "~",
        "null",
        "true",
        "1e400",
        "http://x.y",
        "a:",
        "a: ",
        "%x",
        "x, y",
        '"a" b',
        "? x",
        "-",
        "...",
        "é",
        "\xa0x",
        "  two",
        "x  ",
        "''",
        "<<",
        "x:y",
        ".5",
        "`",
        "]",
        "2026-02-04",
        "|",
        "|+",
    ]
)
KEYS = st.sampled_from(["id", "a", "b", "x-y", "no", "<<", '"q"', "1", "?"])
LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "  ", "  ", "    ", "    ", "    ", "      ", "      ", "   "]),
    st.sampled_from(["", "", "", "- ", "- ", "-   ", "-", "- - "]),
    st.one_of(
        st.builds("{}: {}".format, KEYS, WORDS), st.builds("{}:".format, KEYS), WORDS, st.just("# c"), st.just("")
    ),
)
LISTS = st.builds(
    lambda blocks, end: "\n".join(line for kind, lines in blocks for line in (f"{kind}:", "  - id: a", *lines)) + end,
    st.lists(st.tuples(st.sampled_from(["facts", "terms"]), st.lists(LINES, max_size=6)), min_size=1, max_size=2),
    st.sampled_from(["", "\n", "\n\n"]),
)


def _slowly(text: str) -> Value:
    root = composed(text, "x")
    assert root is not None
    return PlainReader(re.compile("\x07")).value(root)


def _never(text: str) -> Value:
    raise AssertionError(f"read in another way: {text}")


@pytest.mark.parametrize("text", BY_LINES)
def test_it_is_read_line_by_line(text: str) -> None:
    assert entries_of_lists(text, _never) == _slowly(text)


@pytest.mark.parametrize("text", [*BY_LINES, *IN_PART])
def test_values_and_places_are_those_of_the_parser_of_all_of_yaml(text: str) -> None:
    tree, problems = tree_of(text, "x")
    root = composed(text, "x")
    assert root is not None
    assert (tree.value, problems, type(tree.places)) == (_slowly(text), (), TextPlaces)
    assert dict(tree.places) == dict(NodePlaces("x", root))
    assert len(tree.places) == len(NodePlaces("x", root))


@pytest.mark.parametrize("text", IN_PART)
def test_an_entry_in_another_way_is_read_by_itself(text: str) -> None:
    asked: list[str] = []
    entries_of_lists(text, lambda entry: asked.append(entry))
    assert asked == [re.split("(?<=\n)(?=  - )", text.removeprefix("facts:\n"))[0]]


@pytest.mark.parametrize("text", AS_A_WHOLE)
def test_what_may_be_wrong_is_read_as_a_whole(text: str) -> None:
    with suppress(InputError):
        assert not isinstance(tree_of(text, "x")[0].places, TextPlaces)


@given(LISTS)
@settings(max_examples=600, deadline=None)
def test_whatever_is_read_by_lines_is_what_all_of_yaml_says(text: str) -> None:
    with suppress(InputError):
        tree, problems = tree_of(text, "x")
        if isinstance(tree.places, TextPlaces):
            assert (repr(tree.value), problems) == (repr(_slowly(text)), ())


def test_a_text_of_other_things_is_none_of_it() -> None:
    for text in ("", "# nothing\n", "a\n", "facts:\n", "facts:\n\n# none\n"):
        with pytest.raises(OddTextError):
            entries_of_lists(text, _never)
