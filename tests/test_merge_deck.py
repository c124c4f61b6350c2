"""What a presenter did to the deck survives the next build; edits of the kind that PowerPoint saves, made in the XML."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import pytest
from pptx import Presentation

from reports.errors import BrokenFileError
from reports.formats.pptx import merge, write
from reports.formats.pptx.merge.chart_frames import chart_of
from reports.formats.pptx.merge.file_reading import Reading, notes_body, read, said
from reports.ooxml.presentationml import A, C, opened
from tests import sample
from tests.deck_desk import CASES, Case, Desk, edits_of
from tests.merge_desk import changed

NEW = {"budget": "31", "lines_open": "12"}


@cache
def built(**values: str) -> bytes:
    """Return the sample deck as a build makes it, with its base inside."""
    document = changed(sample.document("deck"), **values)
    return merge.based(write(document, sample.theme()), document.book.version)[0]


@cache
def edited(name: str) -> bytes:
    """Return the sample deck after the edits of a case."""
    desk = Desk(built())
    for edit in edits_of(name):
        desk.do(edit)
    return desk.save()


def merged(mine: bytes, new: bytes) -> merge.Merged:
    """Return the merge of a person's file with `new`, on the base in the file."""
    base = merge.base_in(mine)
    assert base is not None
    return merge.merge(mine, new, base)


def whole(data: bytes) -> str:
    """Return every text of a deck, slides and notes, a line a paragraph, in one kind of space."""
    found: Reading = read(opened(data))
    lines = []
    for page in found.pages:
        lines += [text for shape in page.slide.shapes for text in shape.texts]
        body = notes_body(found.package, page.notes_part)
        lines += [said(each) for each in body.iter(f"{A}p")] if body is not None else []
    return "\n".join(lines).replace("\u00a0", " ") + "\n"


def check(case: Case, made: merge.Merged) -> None:
    """Hold a merged deck to what a case says of it."""
    text = whole(made.data)

    def listed(name: str) -> list[str]:
        found = case.get(name, [])
        assert isinstance(found, list)
        return found

    for words in listed("hold"):
        assert words in text
    for words in listed("gone"):
        assert words not in text
    flags = [str(each).replace("\u00a0", " ") for each in made.flags]
    assert len(flags) == len(listed("flags")), flags
    for words, flag in zip(listed("flags"), flags, strict=True):
        assert words in flag
        assert words in text, "the flag stands in the notes"
    found = read(opened(made.data))
    titles = [page.slide.title for page in found.pages]
    if "order" in case:
        assert [title[: len(words)] for title, words in zip(titles, listed("order"), strict=True)] == listed("order")
    hidden = [page.slide.title for page in found.pages if page.slide.hidden]
    assert [title[: len(words)] for title, words in zip(hidden, listed("hidden"), strict=True)] == listed("hidden")
    check_charts(found, listed("colours"), listed("data"))
    check_look(found, listed("bold"), int(str(case.get("pictures", 0))))


def check_charts(found: Reading, colours: list[str], data: list[str]) -> None:
    """Hold the second chart of the deck to its colours and values, in the chart and in its workbook."""
    page = next(each for each in found.pages if each.slide.title.startswith("Only one")) if colours or data else None
    for element in page.elements if page else ():
        part = chart_of(found.package, page.part, element) if page else ""
        if part:
            chart = found.package.tree(part)
            assert {node.get("val", "").upper() for node in chart.iter(f"{A}srgbClr")} >= set(colours)
            values = {node.text for node in chart.iter(f"{C}v")}
            assert values >= set(data)
            book = next(
                each.target for each in found.package.relations(part).values() if each.kind.endswith("/package")
            )
            with zipfile.ZipFile(io.BytesIO(found.package.parts[book])) as file:
                sheet = file.read("xl/worksheets/sheet1.xml").decode()
            assert all(f"<v>{value}</v>" in sheet for value in data)


def check_look(found: Reading, bold: list[str], pictures: int) -> None:
    """Hold words to being bold, and count the pictures beside that of the title slide."""
    for words in bold:
        runs = [
            run
            for page in found.pages
            for node in found.package.tree(page.part).iter(f"{A}p")
            if said(node) == words
            for run in node.iter(f"{A}rPr")
        ]
        assert runs
        assert all(each.get("b") == "1" for each in runs)
    shapes = [shape for page in found.pages[1:] for shape in page.slide.shapes]
    assert sum(shape.kind == "picture" for shape in shapes) == pictures


def check_whole(case: Case, made: merge.Merged) -> None:
    """Hold a merged deck, and what is told of it, to a case."""
    assert " ".join(each.kind for each in made.edits) == case["kinds"], made.edits
    check(case, made)


@pytest.mark.parametrize("name", CASES)
def test_an_edit_survives_the_next_build(name: str) -> None:
    check_whole(CASES[name], merged(edited(name), built(**NEW)))


@pytest.mark.parametrize("name", CASES)
def test_an_edit_survives_a_second_build(name: str) -> None:
    case = CASES[name]
    first = merged(edited(name), built(**NEW))
    again = merged(first.data, built(**NEW))
    assert [each.kind for each in again.edits] == str(case["kinds"]).split()
    assert again.flags == (), "nothing has changed since"
    assert whole(again.data) == whole(first.data)
    assert merged(again.data, built(**NEW)).data == again.data


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["kinds"]])
def test_an_edit_is_seen_and_without_new_facts_nothing_else_changes(name: str) -> None:
    mine = edited(name)
    made = merged(mine, built())
    assert made.edits
    assert whole(made.data) == whole(mine)
    assert made.flags == ()


# ── Negative controls ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name]["kinds"]])
def test_a_build_that_overwrites_would_be_caught(name: str) -> None:
    overwritten = merge.review(built(**NEW), merge.base_of(built(**NEW)))
    with pytest.raises(AssertionError):
        check_whole(CASES[name], merge.Merged(built(**NEW), overwritten, ()))


def test_a_build_that_does_nothing_would_be_caught() -> None:
    mine = edited("title reworded")
    with pytest.raises(AssertionError):
        check(CASES["title reworded"], merge.Merged(mine, (), ()))


def test_a_file_that_is_no_deck_is_refused() -> None:
    for data in (b"", b"PK\x03\x04", b"no zip at all"):
        with pytest.raises(BrokenFileError, match="pptx"):
            merge.base_in(data)


def test_a_deck_without_base_is_told_apart() -> None:
    document = sample.document("deck")
    assert merge.base_in(write(document, sample.theme())) is None
    assert merge.base_in(built()) == merge.base_of(built(), "changed")


@pytest.mark.parametrize("gone", ["customXml/item9001.xml", "docProps/custom.xml"])
def test_the_base_is_found_where_one_of_its_two_places_is_lost(gone: str) -> None:
    package = opened(built())
    package.parts[gone] = b"<x/>"
    package.trees.pop(gone, None)
    assert merge.base_in(package.pack()) == merge.base_in(built())


def test_the_base_survives_as_json() -> None:
    base = merge.base_of(built(), "v1")
    assert merge.base_from_json(merge.base_json(base)) == base
    for broken in (b"", b"{}", b"[]", b'{"form": 2}', merge.base_json(base)[:-40]):
        assert merge.base_from_json(broken) is None


def test_a_deleted_slide_comes_back_when_asked_for() -> None:
    mine = edited("slide deleted")
    base = merge.base_in(mine)
    assert base is not None
    made = merge.merge(mine, built(**NEW), base, restore=True)
    assert [page.slide.title[:11] for page in read(opened(made.data)).pages][4] == "The sources"
    assert made.deleted == ()
    assert merged(mine, built(**NEW)).deleted[0].slide == "The sources differ on two points"


def test_the_same_files_give_the_same_bytes() -> None:
    mine = edited("many at once")
    assert merged(mine, built(**NEW)).data == merged(mine, built(**NEW)).data


def test_merged_cells_are_told_as_such_with_what_stands_in_them() -> None:
    deck = Presentation(io.BytesIO(built()))
    tables = (shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table)
    table = next(each for each in tables if len(each.rows) > 1 and len(each.columns) > 1)
    first, second = table.cell(1, 0), table.cell(1, 1)
    words = first.text_frame.text
    first.merge(second)
    saved = io.BytesIO()
    deck.save(saved)
    base = merge.base_in(saved.getvalue())
    assert base is not None
    told = merge.review(saved.getvalue(), base)
    assert [each.kind for each in told] == ["cells"]
    assert words.split()[0] in str(told[0]) or "…" in str(told[0])
    made = merge.merge(saved.getvalue(), built(**NEW), base)
    assert merged(made.data, built(**NEW)).data == made.data
