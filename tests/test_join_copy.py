"""Two people's copies of one report become one: edits of both, conflicts in comments or notes, nothing lost in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pptx.util import Emu

from reports.formats.docx.merge import joining
from reports.formats.docx.merge.other_hands import brief_copies
from reports.formats.pptx.merge import deck_copies
from reports.formats.pptx.merge import joining as deck_joining
from reports.merge.joined import Joined
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import W, run, w
from tests import sample
from tests.deck_desk import Desk as DeckDesk
from tests.merge_desk import Desk, assert_whole, build, built, changed, lines_of, whole
from tests.merge_edits import body_text
from tests.test_merge_deck import built as built_deck
from tests.test_merge_deck import whole as whole_deck
from tests.test_merge_figures import comments
from tests.test_pptx import problems, unzip

_W = f"{{{W}}}"
Edit = Callable[[Desk], object]


def edited(*edits: Edit) -> bytes:
    desk = Desk(built())
    for edit in edits:
        edit(desk)
    return joining.join("brief.docx", desk.save(), built(), None, sample.document()).data


def both(first: Edit, second: Edit) -> Joined:
    made = brief_copies.combine("brief.docx", edited(first), edited(second), sample.document())
    assert_whole(made.data)
    return made


def add(words: str, at: str = "Steel leans on one supplier") -> Edit:
    return lambda desk: desk.paragraph(at).addnext(body_text(words))


def over(was: str, now: str) -> Edit:
    return lambda desk: desk.type_over(was, now)


def gone(words: str) -> Edit:
    def edit(desk: Desk) -> None:
        node = desk.paragraph(words)
        node.getparent().remove(node)  # type: ignore[union-attr]

    return edit


def test_what_each_wrote_stands_in_the_joined_file() -> None:
    made = both(add("Ada's line."), over("Second point.", "Second point, says Bea."))
    text = whole(made.data)
    assert "Ada's line." in text
    assert "Second point, says Bea." in text
    assert made.told == ()
    assert comments(made.data) == []


def test_both_in_one_paragraph_but_not_in_one_sentence() -> None:
    def second(desk: Desk) -> None:
        desk.paragraph("The office claims").append(run(" So says Bea."))

    made = both(over("The office claims", "The office now claims"), second)
    [line] = [line for line in lines_of(made.data) if "The office now claims" in line]
    assert line.endswith(" So says Bea.")
    assert made.told == ()


def test_what_both_changed_stays_as_in_the_first_with_a_comment() -> None:
    made = both(over("Second point.", "Second point, says Ada."), over("Second point.", "Second point, says Bea."))
    text = whole(made.data)
    assert "Second point, says Ada." in text
    assert "Second point, says Bea." not in text
    [comment] = comments(made.data)
    assert comment.startswith("Your text was kept. The other copy says: “")
    assert "says Bea" in comment
    assert any("says Bea" in line for line in made.told)


def test_what_the_second_deleted_goes_unless_the_first_worked_on_it() -> None:
    made = both(add("Ada's line."), gone("Steel leans on one supplier"))
    assert "Steel leans on one supplier" not in whole(made.data)
    assert "Ada's line." in whole(made.data)
    kept = both(
        over("Steel leans on one supplier", "Steel leans hard on one supplier"), gone("Steel leans on one supplier")
    )
    assert "Steel leans hard on one supplier" in whole(kept.data)
    assert comments(kept.data) == ["The other copy holds this no longer."]


def commented(author: str, words: str) -> Edit:
    def edit(desk: Desk) -> None:
        from reports.formats.docx.merge import comments as notes
        from reports.formats.docx.merge.file_reading import read

        line = next(line for line in read(desk.package).lines if "Steel leans on one" in line.record.text)
        made = w("comment", w("p", run(words)), id="", author=author, initials=author[0], date="2026-01-02T00:00:00Z")
        notes.put(desk.package, [line], made)

    return edit


def test_comments_of_both_stand_in_the_joined_file_once() -> None:
    made = both(commented("Ada", "Is it so?"), commented("Bea", "It is."))
    assert sorted(comments(made.data)) == ["Is it so?", "It is."]
    assert "1 comments of the other copy came with it" in made.told
    same = both(commented("Ada", "Is it so?"), commented("Ada", "Is it so?"))
    assert comments(same.data) == ["Is it so?"]


def test_figures_that_both_asked_for_are_refreshed_in_the_joined_file() -> None:
    made = both(add("Ada counts [[budget]]."), add("Bea counts [[budget]].", "The office claims"))
    document = changed(sample.document(), budget="31")
    later = joining.join("brief.docx", made.data, build(document), None, document)
    text = whole(later.data)
    assert "Ada counts more than $31" in text
    assert "Bea counts more than $31" in text
    assert later.by_hand == ()


def test_the_joined_file_is_a_persons_file_for_the_next_build() -> None:
    made = both(add("Ada's line."), over("Second point.", "Second point, says Bea."))
    document = sample.document()
    again = joining.join("brief.docx", made.data, built(), None, document)
    assert again.data == made.data
    assert again.edits == made.edits == 2


def test_joining_twice_changes_nothing_more() -> None:
    first, second = edited(add("Ada's line.")), edited(add("Bea's line.", "The office claims"))
    document = sample.document()
    once = brief_copies.combine("brief.docx", first, second, document)
    twice = brief_copies.combine("brief.docx", once.data, second, document)
    assert lines_of(twice.data) == lines_of(once.data)
    assert lines_of(once.data).count("Bea's line.") == 1


# ── Decks ────────────────────────────────────────────────────────────────────────────────────────


def deck(slide: int, words: str, *, boxed: bool = False) -> bytes:
    desk = DeckDesk(built_deck())
    shapes = desk.show.slides[slide].shapes
    if boxed:
        box = shapes.add_textbox(Emu(900000), Emu(2000000), Emu(5000000), Emu(600000))
        box.name, box._element.nvSpPr.cNvPr.attrib["descr"] = "Own", "Own words"
        box.text_frame.text = words
    else:
        shapes.title.text_frame.paragraphs[0].runs[0].text = words
    return deck_joining.join("deck.pptx", desk.save(), built_deck(), None, sample.document("deck")).data


def test_decks_of_two_people_become_one() -> None:
    document = sample.document("deck")
    made = deck_copies.combine(
        "deck.pptx", deck(2, "Ada's box", boxed=True), deck(3, "Bea's box", boxed=True), document
    )
    assert "Ada's box" in whole_deck(made.data)
    assert "Bea's box" in whole_deck(made.data)
    assert [each for each in problems(unzip(made.data)) if "placeholders" not in each] == []
    again = deck_joining.join("deck.pptx", made.data, built_deck(), None, document)
    assert again.edits == made.edits == 2
    twice = deck_copies.combine("deck.pptx", made.data, deck(3, "Bea's box", boxed=True), document)
    assert whole_deck(twice.data) == whole_deck(made.data)


def test_a_slide_that_both_copies_hold_comes_once() -> None:
    desk = DeckDesk(built_deck())
    desk.add({"title": "Ada's slide", "body": "Ada's words", "after": "Trams in 54 cities"})
    document = sample.document("deck")
    own = deck_joining.join("deck.pptx", desk.save(), built_deck(), None, document).data
    made = deck_copies.combine("deck.pptx", deck(3, "Bea's box", boxed=True), own, document)
    assert "Ada's words" in whole_deck(made.data)
    twice = deck_copies.combine("deck.pptx", made.data, own, document)
    assert whole_deck(twice.data) == whole_deck(made.data)


def test_a_slide_that_both_changed_stays_as_in_the_first_with_a_remark() -> None:
    document = sample.document("deck")
    made = deck_copies.combine("deck.pptx", deck(3, "Ada's title"), deck(3, "Bea's title"), document)
    text = whole_deck(made.data)
    assert "Ada's title" in text
    [told] = made.told
    assert "both copies changed this slide. Kept: “Ada's title”; the other copy: “Bea's title”." in told
    assert "the other copy: “Bea's title”" in text, "in the notes"


@pytest.mark.parametrize("where", ["first", "second"])
def test_a_file_without_a_base_is_refused(where: str) -> None:
    from reports.errors import BrokenFileError

    package = Package.read(built())
    for name in [each for each in package.parts if each.startswith("customXml/")]:
        package.parts.pop(name)
    bare = package.pack()
    first, second = (bare, built()) if where == "first" else (built(), bare)
    with pytest.raises(BrokenFileError, match="nothing to tell"):
        brief_copies.combine("brief.docx", first, second, sample.document())
