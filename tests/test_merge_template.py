"""The template changes as well: what is taken over, what is shown as a conflict, what stays as a person left it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.document import Blocks, Document, Heading, Paragraph, Row, Table
from reports.formats.docx import merge
from reports.formats.docx.merge.joining import join
from reports.ooxml.package import Package
from tests import sample
from tests.merge_desk import NEW, Desk, build, built, changed, lines_of, merged, reworded, whole
from tests.merge_edits import copied, figure_by_hand, new_heading, own_table, row_added, section_deleted, tracked
from tests.merge_edits import deleted as delete_steel

BRIEF = sample.document()
BETTER = Paragraph(sample.words("A sentence that the template gained."))


def with_blocks(change: Callable[[Blocks], Blocks]) -> Document:
    """Return the sample brief with other blocks."""
    return replace(BRIEF, blocks=change(BRIEF.blocks))


def at(blocks: Blocks, words: str) -> int:
    """Return the place of the heading with these words."""
    return next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and sample.words(words) == b.inlines)


def gained(blocks: Blocks) -> Blocks:
    n = at(blocks, "Groups stay apart")
    return (*blocks[: n + 1], BETTER, *blocks[n + 1 :])


def dropped(blocks: Blocks) -> Blocks:
    n = at(blocks, "Groups stay apart")
    return (*blocks[: n + 1], *blocks[n + 2 :])


def new_section(blocks: Blocks) -> Blocks:
    n = at(blocks, "Three reports stand behind every figure")
    table = replace(sample.TABLE, id="second", number=2, caption=sample.words("A second table"))
    return (*blocks[:n], Heading(1, sample.words("A section that came later"), "later"), BETTER, table, *blocks[n:])


def more_rows(blocks: Blocks) -> Blocks:
    def grown(table: Table) -> Table:
        row = Row((sample.words("Market"), sample.words("new reading"), sample.words("none"), sample.words("none")))
        return replace(table, rows=(table.rows[0], row, *table.rows[1:]))

    return tuple(grown(b) if isinstance(b, Table) else b for b in blocks)


def fewer_rows(blocks: Blocks) -> Blocks:
    return tuple(replace(b, rows=b.rows[1:]) if isinstance(b, Table) else b for b in blocks)


def swapped(blocks: Blocks) -> Blocks:
    """Put the list and the numbered list of the section before its first paragraph."""
    n = at(blocks, "Groups stay apart")
    text, first, second = blocks[n + 1 : n + 4]
    return (*blocks[: n + 1], first, second, text, *blocks[n + 4 :])


CHANGES: dict[str, Callable[[Blocks], Blocks]] = {
    "gained": gained,
    "dropped": dropped,
    "new section": new_section,
    "more rows": more_rows,
    "fewer rows": fewer_rows,
    "swapped": swapped,
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_untouched_file_follows_the_template(name: str) -> None:
    new = build(with_blocks(CHANGES[name]))
    made = merged(built(), new)
    assert lines_of(made.data) == lines_of(new)
    assert (made.edits, made.conflicts, made.by_hand) == ((), (), ())


@pytest.mark.parametrize("name", CHANGES)
def test_a_new_template_comes_beside_what_a_person_wrote(name: str) -> None:
    desk = Desk(built())
    own_table(desk)
    row_added(desk)
    copied(desk)
    new = build(with_blocks(CHANGES[name]))
    made = merged(desk, new)
    text = whole(made.data)
    for words in ("Own cell 1", "Own cell 2", "Below my table", "My row", "own reading", "own value", "own source"):
        assert words in text
    assert text.count("Steel leans on one supplier") == 2
    held = lines_of(made.data)
    assert [line for line in lines_of(new) if line not in held] == []
    assert made.conflicts == ()


def test_both_changed_one_sentence() -> None:
    desk = Desk(built())
    desk.type_over("Steel leans on one supplier: ", "Steel depends on a single supplier: ")
    made = merged(desk, build(reworded(BRIEF, "Steel leans on one supplier", "Steel hangs on one supplier")))
    assert "Steel depends on a single supplier: more than 74%" in whole(made.data)
    assert [c.generated for c in made.conflicts] == ["Steel hangs on one supplier: more than 74%\u00a0[3]."]
    comments = Package.read(made.data).parts["word/comments.xml"].decode()
    assert 'w:author="reports"' in comments
    assert "Steel hangs on one supplier" in comments
    again = merged(made.data, build(reworded(BRIEF, "Steel leans on one supplier", "Steel hangs on one supplier")))
    assert again.conflicts == ()
    assert "Steel hangs on one supplier" in Package.read(again.data).parts["word/comments.xml"].decode()


def test_both_changed_it_alike() -> None:
    desk = Desk(built())
    desk.type_over("Steel leans on one supplier: ", "Steel hangs on one supplier: ")
    made = merged(desk, build(reworded(BRIEF, "Steel leans on one supplier", "Steel hangs on one supplier")))
    assert made.conflicts == ()
    assert "word/comments.xml" not in Package.read(made.data).parts


def test_they_changed_different_sentences_of_one_paragraph() -> None:
    desk = Desk(built())
    desk.type_over("The office claims ", "The city office claims ")
    made = merged(desk, build(reworded(changed(BRIEF, **NEW), " approved ", " has now approved ")))
    assert "The city office claims more than $31\u00a0billion\u00a0[1][2]. The Bank" in whole(made.data)
    assert "Bank of 2030 has now approved up to $10\u00a0billion" in whole(made.data)
    assert made.conflicts == ()


def test_a_figure_changed_by_hand_is_kept_shown_and_proposed() -> None:
    desk = Desk(built())
    figure_by_hand(desk)
    made = merged(desk, built(**NEW))
    hand = made.by_hand[0]
    assert (hand.fact_id, hand.text, hand.generated) == ("lines-open", "13", "12")
    assert len(made.by_hand) == 1
    assert "changed by hand" in Package.read(made.data).parts["word/comments.xml"].decode()
    settled = merged(made.data, built(budget="31", lines_open="13"))
    assert settled.by_hand == ()
    assert settled.edits == ()
    assert (
        "word/comments.xml" not in Package.read(settled.data).parts
        or "changed by hand" not in Package.read(settled.data).parts["word/comments.xml"].decode()
    )


def test_what_was_deleted_stays_deleted_until_it_is_asked_for() -> None:
    desk = Desk(built())
    section_deleted(desk)
    made = merged(desk)
    assert [edit.before[:11] for edit in made.deleted] == ["Two supplie", "Steel leans"]
    again = merged(made.data)
    assert len(again.deleted) == 2
    back = merged(again.data, restore=True)
    assert back.restored == 2
    assert lines_of(back.data) == lines_of(built(**NEW))


def test_what_the_template_dropped_is_kept_where_a_person_worked_on_it() -> None:
    desk = Desk(built())
    desk.type_over("A new line.", "A newer line of mine.")
    made = merged(desk, build(with_blocks(dropped)))
    assert "A newer line of mine." in whole(made.data)
    assert len(made.conflicts) == 1
    assert made.conflicts[0].generated == ""


def test_a_section_that_the_template_dropped_is_told_without_gaps() -> None:
    desk = Desk(built())
    desk.type_over("A new line.", "A newer line of mine.")
    n = at(BRIEF.blocks, "Groups stay apart")
    document = with_blocks(lambda blocks: (*blocks[:n], *blocks[n + 2 :]))
    told = join("brief.docx", desk.save(), build(document), None, document).told
    kept = [each for each in told if "an edit was kept" in each]
    assert len(kept) == 1
    assert kept[0].startswith("in “Groups stay apart” an edit was kept")
    assert "A newer line of mine." in kept[0]
    assert not any("“”" in each or "()" in each for each in told)


def test_a_heading_kept_over_an_edit_is_no_second_one() -> None:
    desk = Desk(built())
    desk.type_over("A new line.", "A newer line of mine.")
    n = at(BRIEF.blocks, "Groups stay apart")
    made = merged(desk, build(with_blocks(lambda blocks: (*blocks[:n], *blocks[n + 2 :]))))
    for _ in range(2):
        told = [each for each in merge.review(made.data, kept_base(made.data)) if each.section == "Groups stay apart"]
        assert [each.after.splitlines()[-1] for each in told] == ["A newer line of mine."]
        made = merged(made.data, build(with_blocks(lambda blocks: (*blocks[:n], *blocks[n + 2 :]))))


def test_a_heading_of_a_person_is_an_edit() -> None:
    desk = Desk(built())
    new_heading(desk)
    told = merge.review(desk.save(), kept_base(desk.save()))
    assert any(each.kind == "added" and each.after == each.section for each in told)


def kept_base(data: bytes) -> merge.Base:
    base = merge.base_in(data)
    assert base is not None
    return base


def test_tracked_changes_are_never_decided() -> None:
    desk = Desk(built())
    tracked(desk)
    made = merged(desk, built(**NEW))
    document = Package.read(made.data).parts["word/document.xml"].decode()
    assert "<w:ins " in document
    assert "lines and claims </w:delText>" in document
    assert made.open_changes == 2


def test_a_deletion_beside_a_change_of_the_template() -> None:
    desk = Desk(built())
    delete_steel(desk)
    made = merged(desk, build(reworded(BRIEF, "Steel leans on one supplier", "Steel hangs on one supplier")))
    assert "Steel" not in [line[:5] for line in lines_of(made.data) if "supplier: " in line]
    assert len(made.deleted) == 1
