"""A no-break space is a space: who replaces them all has edited nothing, in either direction, and figures go on following."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest

from reports import merge, merge_deck
from reports.audit.strays import strays
from reports.extract import extract
from reports.joining import join_brief, join_deck
from reports.merge.package import Package
from reports.merge.tracing import legible
from reports.redline import carrying
from reports.writers.docx.elements import run
from tests import sample
from tests.merge_desk import NEW, Desk, built, changed, lines_of, merged
from tests.test_merge_deck import built as deck_built
from tests.test_merge_deck import whole as deck_whole

REPLACED: Mapping[str, Callable[[str], str]] = {
    "no-break by plain": lambda text: re.sub("[\u00a0\u202f]", " ", text),
    "plain by no-break": lambda text: text.replace(" ", "\u00a0"),
    "plain by narrow": lambda text: text.replace(" ", "\u202f"),
}
"""What find and replace over a whole file does to each stretch of its text."""
TEXT = re.compile(r"(<(?:w|a):t(?: [^>]*)?>)([^<]*)(</)")
PARTS = re.compile(r"(?:word/(?:document|footnotes|header\d*|footer\d*)|ppt/(?:slides|notesSlides)/[^/]+)\.xml")


def replaced(data: bytes, how: Callable[[str], str]) -> bytes:
    """Return a file in whose every text spaces were replaced, as the dialogue of an office program does."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(made, "w") as out:
        for name in file.namelist():
            part = file.read(name)
            if PARTS.fullmatch(name):
                text = TEXT.sub(lambda match: match[1] + how(match[2]) + match[3], part.decode())
                part = text.replace("<w:t>", '<w:t xml:space="preserve">').encode()
            out.writestr(name, part)
    return made.getvalue()


def plain(lines: list[str]) -> list[str]:
    """Return lines in one kind of space."""
    return [" ".join(line.split()) for line in lines]


@pytest.mark.parametrize("name", REPLACED)
def test_spaces_of_another_kind_in_a_brief_are_no_edit(name: str) -> None:
    mine = replaced(built(), REPLACED[name])
    assert lines_of(mine) != lines_of(built())
    base = merge.base_in(mine)
    assert base is not None
    assert merge.review(mine, base) == ()
    for values in ({}, NEW):
        made = merged(mine, built(**values))
        assert (made.edits, made.conflicts, made.by_hand, made.open_comments) == ((), (), (), 0)
        assert plain(lines_of(made.data)) == plain(lines_of(built(**values)))
        assert "word/comments.xml" not in Package.read(made.data).parts


@pytest.mark.parametrize("name", REPLACED)
def test_a_figure_typed_in_a_brief_of_other_spaces_is_told_alone(name: str) -> None:
    desk = Desk(replaced(built(), REPLACED[name]))
    node = desk.paragraph("Steel")
    node.append(run(" My 47 words."))
    document = changed(sample.document(), **NEW)
    joined = join_brief("brief.docx", desk.save(), built(**NEW), None, document)
    assert joined.edits == 1
    assert [hand.text for hand in joined.by_hand] == ["47"]
    assert "more than $31 billion" in " ".join(plain(lines_of(joined.data)))


@pytest.mark.parametrize("name", REPLACED)
def test_a_comment_that_was_removed_stays_away_whatever_its_spaces(name: str) -> None:
    """The base remembers remarks with the spaces of their day."""
    desk = Desk(built())
    desk.type_over("Steel leans on one supplier: ", "Steel leans on 3\u00a0000 suppliers: ")
    told = merged(desk, built(**NEW))
    gone = Desk(replaced(told.data, REPLACED[name]))
    for each in list(gone.body.iter()):
        if "comment" in str(each.tag):
            each.getparent().remove(each)  # type: ignore[union-attr]
    for part in [each for each in gone.package.parts if each.endswith("comments.xml")]:
        for each in list(gone.package.tree(part)):
            gone.package.tree(part).remove(each)
    again = merged(gone.save(), built(**NEW))
    left = Package.read(again.data)
    assert b"<w:comment " not in left.parts["word/comments.xml"]


@pytest.mark.parametrize("name", REPLACED)
def test_spaces_of_another_kind_in_a_deck_are_no_edit(name: str) -> None:
    mine = replaced(deck_built(), REPLACED[name])
    base = merge_deck.base_in(mine)
    assert base is not None
    assert merge_deck.review(mine, base) == ()
    for values in ({}, NEW):
        made = merge_deck.merge(mine, deck_built(**values), base)
        assert (made.edits, made.flags) == ((), ())
        assert deck_whole(made.data) == deck_whole(deck_built(**values))


@pytest.mark.parametrize("name", REPLACED)
@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_the_audit_finds_no_figure_typed_where_spaces_were_replaced(kind: str, name: str) -> None:
    document = sample.document("deck" if kind == "pptx" else "report")
    data = replaced(deck_built() if kind == "pptx" else built(), REPLACED[name])
    assert extract(kind, data) != extract(kind, deck_built() if kind == "pptx" else built())
    assert list(strays(kind, data, document)) == []


def test_the_audit_still_finds_a_figure_typed_among_them() -> None:
    desk = Desk(replaced(built(), REPLACED["no-break by plain"]))
    desk.paragraph("Steel").append(run(" In 47 words."))
    assert [loose.figure for loose in strays("docx", desk.save(), sample.document())] == ["47"]


def test_a_deck_joined_after_such_a_replacement_tells_nothing() -> None:
    mine = replaced(deck_built(), REPLACED["no-break by plain"])
    document = changed(sample.document("deck"), **NEW)
    joined = join_deck("deck.pptx", mine, deck_built(**NEW), None, document)
    assert (joined.edits, joined.told, joined.by_hand) == (0, (), ())


def test_a_redline_takes_such_a_file_for_the_same() -> None:
    assert carrying.carried(built(), replaced(built(), REPLACED["no-break by plain"])) is not None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("10\u00a0000 lignes", "fr-FR", "10\u202f000 lignes"),
        ("10 000 lignes, 2024 12 cas", "fr", "10\u202f000 lignes, 2024 12 cas"),
        ("in 2024 300 people", "en-GB", "in 2024 300 people"),
    ],
)
def test_thousands_stay_grouped_where_the_language_groups_them_by_a_space(
    text: str, language: str, expected: str
) -> None:
    assert legible(text, language) == expected
