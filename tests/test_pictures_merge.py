"""Pictures and the edits of people: what they changed stays theirs, what they left alone is refreshed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import reports
from tests.picture_desk import change_in_word, change_on_slides, digest, shown_in_word, shown_on_slides
from tests.picture_files import project, saved, scene

HOUSE, SIGN = "A house below the sun", "The sign at the door"
BRIEF = f"""
# The building stands on a hill

![{HOUSE}](../pictures/house.jpg "The house as it stands"){{credit="Photograph: City archive"}}

![{SIGN}](../pictures/sign.svg)

The text goes on below the pictures.
"""
DECK = f"""{{layout=two-columns}}
# The building stands on a hill

![{HOUSE}](../pictures/house.jpg)

![{SIGN}](../pictures/sign.svg)
"""
MINE = saved(scene(300, 200).convert("L").convert("RGB"))
NEW = saved(scene(900, 300), "JPEG")
"""What stands in the file of the house at the next build, in another shape."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("pictures"), BRIEF, DECK)
    reports.build(folder, processes=False)
    return folder


def again(built: Path, folder: Path, *, changed: bool, brief: bytes | None = None, deck: bytes | None = None) -> Path:
    """Build anew in a copy of the project, in which a person changed files, and the picture of the house may be another."""
    shutil.copytree(built, folder)
    if changed:
        (folder / "templates" / "pictures" / "house.jpg").write_bytes(NEW)
    for name, data in (("brief.docx", brief), ("deck.pptx", deck)):
        if data is not None:
            (folder / "output" / name).write_bytes(data)
    reports.build(folder, processes=False)
    return folder / "output"


def test_a_picture_that_nobody_touched_is_refreshed(built: Path, tmp_path: Path) -> None:
    was = built / "output"
    brief, deck = (was / "brief.docx").read_bytes(), (was / "deck.pptx").read_bytes()
    edited = change_in_word(brief, SIGN, MINE), change_on_slides(deck, SIGN, MINE)
    now = again(built, tmp_path / "p", changed=True, brief=edited[0], deck=edited[1])
    word, slides = shown_in_word((now / "brief.docx").read_bytes()), shown_on_slides((now / "deck.pptx").read_bytes())
    assert word[SIGN][0] == slides[SIGN][0] == digest(MINE)
    assert word[HOUSE][0] != shown_in_word(brief)[HOUSE][0]
    assert slides[HOUSE][0] != shown_on_slides(deck)[HOUSE][0]


def test_a_picture_that_a_person_put_there_stays_when_the_file_changes(built: Path, tmp_path: Path) -> None:
    was = built / "output"
    brief = change_in_word((was / "brief.docx").read_bytes(), HOUSE, MINE)
    deck = change_on_slides((was / "deck.pptx").read_bytes(), HOUSE, MINE)
    now = again(built, tmp_path / "p", changed=True, brief=brief, deck=deck)
    assert shown_in_word((now / "brief.docx").read_bytes())[HOUSE][0] == digest(MINE)
    assert shown_on_slides((now / "deck.pptx").read_bytes())[HOUSE][0] == digest(MINE)


def test_size_and_place_that_a_person_gave_a_picture_stay_when_it_is_refreshed(built: Path, tmp_path: Path) -> None:
    was = built / "output"
    brief = change_in_word((was / "brief.docx").read_bytes(), HOUSE, share=0.5)
    deck = change_on_slides((was / "deck.pptx").read_bytes(), HOUSE, left=36000)
    before = shown_in_word(brief)[HOUSE], shown_on_slides(deck)[HOUSE]
    now = again(built, tmp_path / "p", changed=True, brief=brief, deck=deck)
    after = (
        shown_in_word((now / "brief.docx").read_bytes())[HOUSE],
        shown_on_slides((now / "deck.pptx").read_bytes())[HOUSE],
    )
    assert after[0][0] != before[0][0]
    assert after[0][1] == before[0][1]
    assert after[1][0] != before[1][0]
    assert after[1][1] == before[1][1]


def test_a_file_that_nobody_edited_is_as_built_anew(built: Path, tmp_path: Path) -> None:
    now = again(built, tmp_path / "p", changed=False)
    for name in ("brief.docx", "deck.pptx"):
        assert (now / name).read_bytes() == (built / "output" / name).read_bytes()
