"""A figure that changes is set anew where it stands: what a person hung on the words of its paragraph stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import Column, Row, Table, rebuild
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W, w
from tests import sample
from tests.merge_desk import NEW, Desk, assert_whole, build, built, changed, lines_of, merged, reworded, text_of
from tests.merge_own import (
    PARAGRAPH_FORMATS,
    RUN_FORMATS,
    STRUCTURES,
    has,
    put_around,
    set_on_paragraph,
    set_on_run,
    structures,
)

_W = f"{{{W}}}"
PRINTING = ("The office opened 11 lines", "The office claims more than", "$30\u00a0bn")
"""Words of paragraphs that print figures, one with words in bold, some in tables."""


def runs_of(node: Element) -> list[Element]:
    return [each for each in node.iter(_W + "r") if text_of(each).strip()]


def covered(root: Element, name: str) -> str:
    """Return the words on which a format is set, whatever figures they hold."""
    on = (run for run in runs_of(root) if all(has(run.find(_W + "rPr"), each) for each in RUN_FORMATS[name]))
    return " ".join(re.sub(r"\d+(?:\.\d+)?", "#", "".join(map(text_of, on))).split())


def laid_out(root: Element, name: str) -> list[str]:
    """Return how the paragraphs begin on which a format is set."""
    on = (node for node in root.iter(_W + "p") if has(node.find(_W + "pPr"), PARAGRAPH_FORMATS[name]))
    return [re.sub(r"\d+(?:\.\d+)?", "#", text_of(node))[:30] for node in on]


def own(data: bytes) -> dict[str, object]:
    """Return all that a person hung on the words of a file."""
    package = Package.read(data)
    root = package.tree(package.main)
    found: dict[str, object] = {name: covered(root, name) for name in RUN_FORMATS}
    found |= {f"paragraph: {name}": laid_out(root, name) for name in PARAGRAPH_FORMATS}
    return found | {"structures": structures(root)}


def with_everything(words: str, kinds: Sequence[str] = STRUCTURES) -> Desk:
    """Return a file in which a person set every format on a paragraph, and put structures around its words."""
    desk = Desk(built())
    node = desk.paragraph(words)
    for run in runs_of(node):
        for name in RUN_FORMATS:
            set_on_run(run, name)
    for name in PARAGRAPH_FORMATS:
        set_on_paragraph(node, name)
    for number, kind in enumerate(kinds):
        put_around(node, kind, number, 40 - number, number)
    return desk


@pytest.mark.parametrize(
    "words", [PRINTING[0], *(pytest.param(words, marks=pytest.mark.slow) for words in PRINTING[1:])]
)
def test_what_hangs_on_a_paragraph_stays_when_its_figures_change_and_change_back(words: str) -> None:
    mine = with_everything(words).save()
    wanted = own(mine)
    assert len(wanted["structures"]) == len(STRUCTURES)  # type: ignore[arg-type]
    for new in (built(**NEW), built()):
        made = merged(mine, new)
        mine = made.data
        assert own(mine) == wanted
        assert lines_of(mine) == lines_of(new)
        assert [each.kind for each in made.edits] == ["formatted", "restyled"]


def test_what_hangs_on_words_hangs_on_those_that_the_template_puts_in_their_place() -> None:
    mine = with_everything("Steel leans on one supplier").save()
    new = build(reworded(sample.document(), "Steel leans on one supplier", "Steel hangs on a single one"))
    made = merged(mine, new)
    assert lines_of(made.data) == lines_of(new)
    before, after = own(mine), own(made.data)
    assert after["structures"] == before["structures"]
    for name in RUN_FORMATS:
        assert after[name] == str(before[name]).replace("Steel leans on one supplier", "Steel hangs on a single one")


def test_what_hangs_on_a_cell_stays_when_the_table_gets_another_column() -> None:
    def wider(node: object) -> object:
        if not isinstance(node, Table):
            return node
        columns = (*node.columns[:1], Column(sample.words("More")), *node.columns[1:])
        rows = tuple(Row((*row.cells[:1], sample.words("as well"), *row.cells[1:])) for row in node.rows)
        return replace(node, columns=columns, rows=rows)

    mine = with_everything(" and the region").save()
    wanted = own(mine)
    document = changed(sample.document(), **NEW)
    new = build(replace(document, blocks=rebuild(document.blocks, wider)))  # type: ignore[arg-type]
    made = merged(mine, new)
    assert lines_of(made.data) == lines_of(new)
    found = own(made.data)
    kept = [name for name in wanted if name != "paragraph: keep with next"]  # which the new cells are set to as well
    assert [found[name] for name in kept] == [wanted[name] for name in kept]


def test_cells_that_a_person_merged_leave_the_others_in_their_columns() -> None:
    """Somebody merges the first two cells of a row; no cell beside them takes the words of its neighbour."""
    desk = Desk(built())
    row = next(
        each for each in desk.body.iter(_W + "tr") if "Cities" in text_of(each) and len(each.findall(_W + "tc")) > 3
    )
    first, second = row.findall(_W + "tc")[:2]
    first.extend(second.findall(_W + "p"))
    row.remove(second)
    first[0].insert(1, w("gridSpan", val="2"))
    for values in ({"cities": "55"}, {}):
        made = merged(desk, built(**values))
        assert [edit.kind for edit in made.edits] == ["merged"]
        assert made.conflicts == ()
        desk = Desk(made.data)


def test_what_is_lost_is_found() -> None:
    desk = with_everything("Steel leans on one supplier")
    wanted = own(desk.save())
    for run in runs_of(desk.paragraph("Steel leans")):
        run.remove(run.find(_W + "rPr"))  # type: ignore[arg-type]
    now = own(desk.save())
    assert all(now[name] != wanted[name] for name in RUN_FORMATS)


# ── Whatever is hung where ───────────────────────────────────────────────────────────────────────

Act = tuple[str, int, int, int]
"""What is hung, on which paragraph, from which to which of its parts."""
acts: st.SearchStrategy[Act] = st.tuples(
    st.sampled_from((*STRUCTURES, *RUN_FORMATS, *(f"paragraph: {name}" for name in PARAGRAPH_FORMATS))),
    st.integers(0, 300),
    st.integers(0, 40),
    st.integers(0, 40),
)
facts = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.sampled_from(("12", "30", "31", "47.5", "9", "0.7"))
            for name in ("budget", "loan", "grant", "letters", "share_steel")
        },
        "lines_open": st.sampled_from(("12", "30", "31", "9")),  # drawn as squares, which show whole numbers
    },
)


def hang(desk: Desk, act: Act, number: int) -> None:
    """Hang something on a paragraph of the file."""
    kind, which, first, last = act
    found = [node for node in desk.body.iter(_W + "p") if runs_of(node) and not list(node.iterancestors(_W + "sdt"))]
    printing = [node for node in found if any(c.isdecimal() for c in text_of(node))]
    node = (printing if which % 4 else found)[which % len(printing if which % 4 else found)]
    if kind in STRUCTURES:
        put_around(node, kind, first, last, number)
    elif kind in RUN_FORMATS:
        set_on_run(runs_of(node)[first % len(runs_of(node))], kind)
    else:
        set_on_paragraph(node, kind.removeprefix("paragraph: "))


def check(done: Sequence[Act], rounds: Sequence[dict[str, str]]) -> None:
    """Let facts change, and change back; look for all that was hung on the words after each build."""
    desk = Desk(built())
    for number, act in enumerate(done):
        hang(desk, act, number)
    mine = desk.save()
    wanted = own(mine)
    for values in (*rounds, {}):
        new = build(changed(sample.document(), **values))
        made = merged(mine, new)
        mine = made.data
        assert_whole(mine)
        assert own(mine) == wanted
        assert lines_of(mine) == lines_of(new)
        assert {each.kind for each in made.edits} <= {"formatted", "restyled"}
        assert (made.conflicts, made.by_hand) == ((), ())


FEW = settings(max_examples=1, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(acts, min_size=1, max_size=20), st.lists(facts, min_size=1, max_size=1))
@FEW
def test_nothing_that_hangs_on_words_is_lost(done: list[Act], rounds: list[dict[str, str]]) -> None:
    check(done, rounds)


@pytest.mark.slow
@given(st.lists(acts, min_size=1, max_size=40), st.lists(facts, min_size=1, max_size=4))
@settings(FEW, max_examples=10)
def test_nothing_that_hangs_on_words_is_lost_in_some_rounds(done: list[Act], rounds: list[dict[str, str]]) -> None:
    check(done, rounds)


@pytest.mark.long
@given(st.lists(acts, min_size=1, max_size=40), st.lists(facts, min_size=1, max_size=4))
@settings(FEW, max_examples=100)
def test_nothing_that_hangs_on_words_is_lost_in_hundreds_of_rounds(
    done: list[Act], rounds: list[dict[str, str]]
) -> None:
    check(done, rounds)
