"""What a person wrote survives the next build: edits of the kind that Word saves, made in the XML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.errors import BrokenFileError
from reports.formats.docx import merge
from reports.formats.docx.merge.edit_list import word_diff
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import W
from tests.merge_desk import NEW, Desk, built, lines_of, merged, whole
from tests.merge_edits import (
    bold_words,
    cell_edited,
    commented,
    copied,
    deleted,
    figure_by_hand,
    header_reworded,
    hedge_dropped,
    joined,
    like_word,
    moved,
    new_heading,
    own_bookmark,
    own_footnote,
    own_table,
    page_set_up,
    restyled,
    retyped_with_figure,
    retyped_without,
    reworded_around,
    row_added,
    section_deleted,
    smart_quotes,
    split,
    tracked,
    typed_at_both_ends,
)

_W = f"{{{W}}}"


# ── Nothing done ─────────────────────────────────────────────────────────────────────────────────


def test_an_untouched_file_is_refreshed_and_has_no_edits() -> None:
    made = merged(built())
    assert (made.edits, made.conflicts, made.by_hand) == ((), (), ())
    assert lines_of(made.data) == lines_of(built(budget="31", lines_open="12"))


def test_merging_nothing_twice_gives_the_same_bytes() -> None:
    assert merged(built()).data == merged(built()).data
    again = merged(merged(built()).data)
    assert again.edits == ()


# ── Scenarios ────────────────────────────────────────────────────────────────────────────────────

CASES: dict[str, tuple[Callable[[Desk], None], list[str], list[str], str]] = {
    # what is done: (how, what the file must hold, what it must not hold, kinds of edits)
    "typed at both ends": (
        typed_at_both_ends,
        ["Note well. The office claims more than $31\u00a0billion", "(Figure 1). So they say."],
        ["$30\u00a0billion"],
        "reworded",
    ),
    "split": (
        split,
        ["The office claims more than $31\u00a0billion\u00a0[1][2].\nThe Bank of 2030 approved"],
        [],
        "split",
    ),
    "joined": (joined, ["Ask the bank. Ask the office."], ["\nAsk the office."], "joined"),
    "moved": (
        moved,
        ["Steel leans on one supplier: more than 74%\u00a0[3].\nThe office claims more than $31"],
        [],
        "moved",
    ),
    "copied": (copied, ["[3].\nAsk the bank."], [], "added"),
    "deleted": (deleted, [], ["Steel leans"], "deleted"),
    "own table": (own_table, ["Own cell 1\nOwn cell 2\nBelow my table\nAsk the bank."], [], "added added"),
    "row added": (row_added, ["My row\nown reading\nown value\nown source"], [], "added"),
    "cell edited": (cell_edited, ["54 and the whole region[1][2][3]"], [], "reworded"),
    "new heading": (new_heading, ["My own finding\nWords under my own heading.\nGroups stay apart"], [], "added added"),
    "bold words": (bold_words, ["First point of the list"], [], "formatted"),
    "reworded around a figure": (
        reworded_around,
        ["Since spring, the busy office has opened 12 lines and claims more than $31\u00a0billion, letters"],
        [],
        "reworded",
    ),
    "retyped, figures kept": (
        retyped_with_figure,
        ["In all, 12 lines were opened by the office, which claims more than $31\u00a0billion."],
        [],
        "reworded",
    ),
    "retyped": (retyped_without, ["A sentence with other words altogether."], ["Steel leans"], "reworded"),
    "figure by hand": (
        figure_by_hand,
        ["The office opened 13 lines and claims more than $31\u00a0billion"],
        [],
        "reworded",
    ),
    "hedge dropped": (hedge_dropped, ["12 lines and claims $30\u00a0billion, letters"], [], "reworded"),
    "tracked change": (tracked, ["The office opened newly 12more than $31\u00a0billion, letters"], [], "reworded"),
    "comment": (commented, ["The office opened 12 lines and claims more than $31\u00a0billion"], [], ""),
    "own footnote": (own_footnote, ["My own note."], [], "reworded"),
    "own bookmark": (own_bookmark, ["The office opened 12 lines and claims more than $31\u00a0billion"], [], ""),
    "style changed": (restyled, ["The office opened 12 lines"], [], ""),
    "page set-up": (page_set_up, ["The office opened 12 lines"], [], ""),
    "header": (header_reworded, ["House header\tAs of 2 April 2031"], [], "reworded"),
    "saved by Word": (
        like_word,
        ["The office opened 12 lines and claims more than $31\u00a0billion"],
        ["$30\u00a0billion"],
        "",
    ),
    "smart quotes": (smart_quotes, ["Second ‘point’, as they say."], [], "reworded"),
    "section deleted": (section_deleted, [], ["Two suppliers stand out\nSteel"], "deleted deleted"),
}


@pytest.mark.parametrize("name", CASES)
def test_an_edit_survives_the_next_build(name: str) -> None:
    do, held, gone, kinds = CASES[name]
    desk = Desk(built())
    do(desk)
    made = merged(desk, built(**NEW))
    text = whole(made.data)
    for words in held:
        assert words in text
    for words in gone:
        assert words not in text
    assert " ".join(edit.kind for edit in made.edits) == kinds
    assert made.conflicts == ()


@pytest.mark.parametrize("name", CASES)
def test_an_edit_survives_a_second_build(name: str) -> None:
    do, _, _, kinds = CASES[name]
    desk = Desk(built())
    do(desk)
    first = merged(desk, built(**NEW))
    again = merged(first.data, built(**NEW))
    assert lines_of(again.data) == lines_of(first.data)
    assert [edit.kind for edit in again.edits] == kinds.split()
    assert merged(again.data, built(**NEW)).data == again.data


# ── Whose file it is ─────────────────────────────────────────────────────────────────────────────


def without_base(data: bytes) -> bytes:
    """Return a file as Word's Document Inspector leaves it."""
    package = Package.read(data)
    for name in [name for name in package.parts if name.startswith("customXml")]:
        del package.parts[name]
    rels = package.tree("word/_rels/document.xml.rels")
    for each in [each for each in rels if "customXml" in each.get("Target", "")]:
        rels.remove(each)
    types = package.tree("[Content_Types].xml")
    for each in [each for each in types if "customXml" in each.get("PartName", "")]:
        types.remove(each)
    return package.pack()


def test_the_base_beside_the_file_serves_where_that_inside_is_gone() -> None:
    base = merge.base_in(built())
    assert base is not None
    assert merge.base_for(without_base(built()), merge.base_json(base)) == base


def test_the_base_inside_wins() -> None:
    older, newer = merge.base_in(built()), merge.base_in(built(**NEW))
    assert newer is not None
    assert merge.base_for(built(), merge.base_json(newer)) == older
    assert older != newer


@pytest.mark.parametrize(
    ("data", "beside"),
    [
        (b"", None),
        (b"PK\x03\x04 no zip", None),
        (built()[:5000], None),
        (without_base(built()), None),
        (without_base(built()), b"{}"),
        (without_base(built()), b'{"form": 1, "records": 7}'),
    ],
)
def test_a_broken_or_foreign_file_is_refused(data: bytes, beside: bytes | None) -> None:
    with pytest.raises(BrokenFileError):
        merge.base_for(data, beside)


def test_a_file_of_somebody_else_is_not_taken_for_ours() -> None:
    desk = Desk(without_base(built()))
    for node in list(desk.body.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
        node.getparent().remove(node)  # type: ignore[union-attr]
    base = merge.base_in(built())
    assert base is not None
    assert merge.base_for(desk.save(), merge.base_json(base)) == base, "its words alone say whose it is"
    for node in desk.body.iter(_W + "t"):
        node.text = (node.text or "")[::-1]
    with pytest.raises(BrokenFileError):
        merge.base_for(desk.save(), merge.base_json(base))


def test_an_old_copy_saved_over_a_newer_build_still_merges() -> None:
    desk = Desk(built())
    desk.type_over("Second point.", "Second point, of mine.")
    old = desk.save()
    between = merged(built(), built(budget="44"))
    assert "44" in whole(between.data)
    made = merged(old)
    assert "Second point, of mine." in whole(made.data)
    assert lines_of(made.data)[:20] == lines_of(built(**NEW))[:20]


def test_another_kind_of_space_is_no_change_of_words() -> None:
    """A field that LibreOffice has worked out anew shows a plain space."""
    before, after = "Figure\u00a02 shows 11 old trams.", "Figure 2 shows 11\u00a0new trams."
    assert word_diff(before, after) == (
        ("same", "Figure\u00a02 shows 11 "),
        ("out", "old"),
        ("in", "new"),
        ("same", " trams."),
    )
    assert word_diff("a b", "ab") == (("out", "a b"), ("in", "ab")), "a space that is gone is a change"


# ── Charts ───────────────────────────────────────────────────────────────────────────────────────


def test_a_restyled_chart_keeps_its_look_and_gets_the_data() -> None:
    desk = Desk(built())
    chart = desk.package.tree("word/charts/chart2.xml")
    fill = next(chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}schemeClr"))
    fill.tag = fill.tag.replace("schemeClr", "srgbClr")
    fill.set("val", "FF00AA")
    made = Package.read(merged(desk, built(**NEW)).data)
    new = Package.read(built(**NEW))
    assert b"FF00AA" in made.parts["word/charts/chart2.xml"]
    assert b"<c:v>12</c:v>" in made.parts["word/charts/chart2.xml"]
    assert b"<a:t>12</a:t>" in made.parts["word/charts/chart2.xml"]
    assert made.parts["word/embeddings/workbook2.xlsx"] == new.parts["word/embeddings/workbook2.xlsx"]
    assert made.parts["word/charts/chart1.xml"] == new.parts["word/charts/chart1.xml"]
