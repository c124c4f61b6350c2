"""Files that other programs have saved, stripped or put in the place of ours: joined, or refused with what they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reports.errors import BrokenFileError, OtherFormatError
from reports.formats.docx import merge as word
from reports.formats.docx.merge import joining as word_joining
from reports.formats.pptx.merge import joining as deck_joining
from reports.ooxml.other_formats import other_format
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import W, opened, run, w
from tests import sample
from tests.merge_desk import Desk, assert_whole, build, built, changed, whole
from tests.merge_edits import body_text
from tests.test_merge_deck import built as built_deck

_W = f"{{{W}}}"
OWN = "A line of the editor's own."
REWORDED = "Steel leans heavily on one supplier"


def edited() -> Desk:
    desk = Desk(built())
    desk.type_over("Steel leans on one supplier", REWORDED)
    desk.paragraph("The office claims").addnext(body_text(OWN))
    return desk


def join(mine: bytes, beside: bytes | None = None, **values: str) -> word.Merged:
    """Return a file after the next build, told by the base inside or the one beside."""
    document = changed(sample.document(), **values)
    made = word.merge(mine, build(document), word.base_for(mine, beside), document)
    assert_whole(made.data)
    return made


def beside() -> bytes:
    base = word.base_in(built())
    assert base is not None
    return word.base_json(base)


# ── What other programs drop (simulated: the programs themselves were not at hand) ────────────────


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a file with each part changed; None leaves it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            made = change(name, old.read(name))
            if made is not None:
                new.writestr(name, made)
    return out.getvalue()


def without_custom_xml(data: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes | None:
        if name.startswith("customXml/"):
            return None
        if name.endswith(".rels"):
            return re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", part)
        if name == "[Content_Types].xml":
            return re.sub(rb"<Override [^>]*customXml[^>]*/>", b"", part)
        return part

    return rewritten(data, change)


def without_bookmarks(data: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return (
            re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", part)
            if name.startswith("word/") and name.endswith(".xml")
            else part
        )

    return rewritten(data, change)


def without_ids(data: bytes) -> bytes:
    return rewritten(data, lambda name, part: re.sub(rb' (w14:paraId|w14:textId|w:rsid\w*)="\w+"', b"", part))


LOSSES: dict[str, Callable[[bytes], bytes]] = {
    "custom XML": without_custom_xml,
    "hidden bookmarks": without_bookmarks,
    "paragraph ids": without_ids,
    "all of them": lambda data: without_ids(without_bookmarks(without_custom_xml(data))),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_file_that_lost_what_other_programs_drop_joins(loss: str) -> None:
    mine = LOSSES[loss](edited().save())
    made = join(mine, beside(), budget="31")
    text = whole(made.data)
    assert OWN in text
    assert REWORDED in text
    assert "$31\u00a0billion" in text
    assert "$30\u00a0billion" not in text
    assert join(made.data, None, budget="31").data == made.data


def test_a_file_of_another_report_is_no_file_of_ours() -> None:
    desk = Desk(without_custom_xml(without_bookmarks(built())))
    for node in list(desk.body.iter(_W + "t")):
        node.text = (node.text or "")[::-1]
    with pytest.raises(BrokenFileError, match="nothing to tell"):
        word.base_for(desk.save(), beside())
    with pytest.raises(BrokenFileError, match="nothing to tell") as told:
        word.base_for(without_custom_xml(without_bookmarks(built())), None)
    assert "`join-copy FILE`" in told.value.cure


def without_base(name: str, part: bytes) -> bytes | None:
    if name.startswith("customXml/"):
        return None
    return re.sub(rb"<property [^>]*reports.base.*?</property>", b"", part)


def test_a_deck_of_another_report_is_no_deck_of_ours() -> None:
    from pptx import Presentation

    out = io.BytesIO()
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "Another talk"
    show.save(out)
    from reports.formats.pptx import merge as slides

    base = slides.base_in(built_deck())
    assert base is not None
    with pytest.raises(BrokenFileError, match="nothing to tell"):
        deck_joining.base_for(out.getvalue(), slides.base_json(base))
    stripped = rewritten(built_deck(), without_base)
    assert deck_joining.base_for(stripped, slides.base_json(base)) == base


# ── Strict Open XML ──────────────────────────────────────────────────────────────────────────────


def strict(data: bytes) -> bytes:
    """Return a file as Word's Strict Open XML Document names things (ISO/IEC 29500-1)."""

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")):
            return part
        for room in (b"wordprocessingml", b"drawingml", b"presentationml", b"officeDocument"):
            usual = b"http://schemas.openxmlformats.org/" + room + b"/2006/"
            part = part.replace(usual, b"http://purl.oclc.org/ooxml/" + room + b"/")
        part = part.replace(b"relationships/extended-properties", b"relationships/extendedProperties")
        return part.replace(b"relationships/custom-properties", b"relationships/customProperties")

    return rewritten(data, change)


def test_a_strict_file_joins_and_comes_back_in_the_usual_form() -> None:
    mine = strict(edited().save())
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(mine)).read("word/document.xml")
    made = join(mine, None, budget="31")
    assert made.data == join(edited().save(), None, budget="31").data
    assert not any(b"purl.oclc.org" in part for part in Package.read(made.data).parts.values())


def test_a_strict_deck_joins() -> None:
    document = sample.document("deck")
    made = deck_joining.join("deck.pptx", strict(built_deck()), built_deck(), None, document)
    assert made.edits == 0


# ── Compared, renamed, taken out ─────────────────────────────────────────────────────────────────


def test_a_compared_document_keeps_its_marks() -> None:
    """Word's comparison marks whole stretches as taken out and put in, by the name of a person."""
    desk = edited()
    node = desk.paragraph(REWORDED)
    first = next(node.iter(_W + "r"))
    gone = deepcopy(first)
    for text in gone.iter(_W + "t"):
        text.tag = _W + "delText"
    marks = {"author": "Compare", "date": "2026-01-01T00:00:00Z"}
    first.addprevious(w("del", gone, id="901", **marks))
    holder = w("ins", id="902", **marks)
    first.addprevious(holder)
    holder.append(first)
    made = join(desk.save(), None, budget="31")
    tree = opened(made.data).tree("word/document.xml")
    assert len(list(tree.iter(_W + "del"))) == len(list(tree.iter(_W + "ins"))) == 1
    assert OWN in whole(made.data)
    assert made.open_changes == 2


def test_a_section_that_the_template_drops_leaves_what_was_written_in_it() -> None:
    from reports.document import Heading

    document = sample.document()
    desk = edited()
    blocks = list(document.blocks)
    tops = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    at = next(n for n in tops if blocks[n].id == "money")  # type: ignore[union-attr]
    end = next(n for n in tops if n > at)
    fewer = replace(document, blocks=tuple(blocks[:at] + blocks[end:]))
    mine = desk.save()
    made = word.merge(mine, build(fewer), word.base_for(mine), fewer)
    assert_whole(made.data)
    assert OWN in whole(made.data)
    assert REWORDED in whole(made.data)
    assert "Groups stay apart" not in whole(made.data)


# ── Other formats in its place ───────────────────────────────────────────────────────────────────


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 400


OTHERS = {
    "Rich Text": (b"{\\rtf1\\ansi hello}", "Rich Text file (.rtf)"),
    "binary Word": (compound("WordDocument"), "Office 97 to 2003 (.doc)"),
    "binary PowerPoint": (compound("PowerPoint Document"), "Office 97 to 2003 (.ppt)"),
    "encrypted": (compound("EncryptedPackage"), "a file with a password"),
    "OpenDocument text": (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument text (.odt)"),
    "OpenDocument slides": (zipped(mimetype=b"application/vnd.oasis.opendocument.presentation"), "presentation (.odp)"),
    "a PDF": (b"%PDF-1.7\n", "a PDF"),
    "a web page": (b"\xef\xbb\xbf<!DOCTYPE html><html>", "a web page"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_another_format_under_our_name_is_named_with_a_cure(case: str) -> None:
    data, what = OTHERS[case]
    for join, name, ending in ((word_joining.join, "brief.docx", ".docx"), (deck_joining.join, "deck.pptx", ".pptx")):
        with pytest.raises(OtherFormatError) as caught:
            join(name, data, b"", None, sample.document())
        assert what in str(caught.value)
        assert ending in caught.value.cure
        assert "--force" not in caught.value.cure


def test_office_files_of_the_other_kind_are_named() -> None:
    with pytest.raises(OtherFormatError, match="PowerPoint file"):
        word.base_for(built_deck())
    with pytest.raises(OtherFormatError, match="Word file"):
        deck_joining.base_for(built(), None)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 cut", b"plain words", built()[:2000]], ids=["none", "cut", "text", "half"]
)
def test_what_is_damaged_is_not_taken_for_another_format(data: bytes) -> None:
    assert other_format(data) == ""
    with pytest.raises(BrokenFileError) as caught:
        word.base_for(data)
    assert not isinstance(caught.value, OtherFormatError)


def test_the_helpers_of_this_file_make_well_formed_parts() -> None:
    for name, part in Package.read(without_bookmarks(built())).parts.items():
        if name.endswith(".xml"):
            etree.fromstring(part)
    assert run("x") is not None


def test_a_round_trip_through_pandoc_joins(tmp_path: Path) -> None:
    """Pandoc writes a file of its own from what it understands: the words are left, and the bookmarks under other names."""
    pypandoc = pytest.importorskip("pypandoc", reason="pandoc is not installed here")
    source, target = tmp_path / "in.docx", tmp_path / "out.docx"
    source.write_bytes(edited().save())
    pypandoc.convert_file(str(source), "docx", outputfile=str(target))
    mine = target.read_bytes()
    told = [edit.kind for edit in word.review(mine, word.base_for(mine, beside()))]
    assert sorted(told) == ["added", "converted", "reworded"]
    document = changed(sample.document(), budget="31")
    made = word.merge(mine, build(document), word.base_for(mine, beside()), document)
    text = whole(made.data)
    assert OWN in text
    assert REWORDED in text
    assert "$31\u00a0billion" in text


# ── Through another program as a whole ───────────────────────────────────────────────────────────


def as_another_program_writes_it(data: bytes) -> bytes:
    """Return a file as pandoc and its like write it: no bookmarks, no styles but those of headings, no charts, no tabs."""
    desk = Desk(without_custom_xml(without_bookmarks(data)))
    for node in list(desk.body.iter(_W + "pStyle")):
        if "Heading" not in node.get(_W + "val", ""):
            node.set(_W + "val", "Normal")
    for node in [each for each in desk.body.iter(_W + "drawing") if not list(each.iter("{*}blip"))]:
        node.getparent().remove(node)  # type: ignore[union-attr]
    for node in list(desk.body.iter(_W + "tab")):
        if node.getparent().tag == _W + "r":  # type: ignore[union-attr]
            node.tag = _W + "t"
            node.text = " "
    for node in list(desk.body.iter(_W + "sectPr")):
        for each in node.findall(_W + "headerReference") + node.findall(_W + "footerReference"):
            node.remove(each)
    return desk.save()


def kinds(made: word.Merged) -> list[str]:
    return sorted(edit.kind for edit in made.edits)


def test_a_file_that_came_through_another_program_is_one_line_and_its_true_changes() -> None:
    mine, base = as_another_program_writes_it(edited().save()), beside()
    assert sorted(edit.kind for edit in word.review(mine, word.base_for(mine, base))) == TRUE
    for values in ({"share_steel": "61"}, {}, {"share_steel": "61"}):
        made = join(mine, base, **values)
        assert kinds(made) == TRUE
        assert ("61%" in whole(made.data)) is bool(values)
        [line] = [edit.after for edit in made.edits if edit.kind == "converted"]
        assert "came through another program" in line
        assert "paragraphs look otherwise" in line
        assert OWN in whole(made.data)
        assert REWORDED in whole(made.data)
        assert join(made.data, None, **values).data == made.data
        mine = made.data


TRUE = ["added", "converted", "reworded"]


def test_key_figures_that_it_made_a_table_of_are_told_once_they_are_no_longer_true() -> None:
    """Nothing tells them any more, so that they stay as they are, and are listed with the figures that no fact has."""
    made = join(as_another_program_writes_it(built()), beside(), budget="31")
    assert kinds(made) == ["added", "converted", "deleted"]
    assert any("$30" in edit.after for edit in made.edits if edit.kind == "added")


def test_one_that_nobody_worked_on_is_told_in_one_line() -> None:
    mine = as_another_program_writes_it(built())
    assert [edit.kind for edit in word.review(mine, word.base_for(mine, beside()))] == ["converted"]


@pytest.mark.parametrize("loss", LOSSES)
def test_a_file_that_kept_its_looks_did_not_come_through_another_program(loss: str) -> None:
    """What is restyled in it is a person's, and told by itself."""
    desk = edited()
    desk.paragraph("The office claims").find(f"{_W}pPr").append(w("jc", val="center"))  # type: ignore[union-attr]
    mine = LOSSES[loss](desk.save())
    told = [edit.kind for edit in word.review(mine, word.base_for(mine, beside()))]
    assert sorted(told) == ["added", "restyled", "reworded"]
