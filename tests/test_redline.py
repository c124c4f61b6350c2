"""What was sent out against what is now: every change tracked, accepted to the new text and rejected to the old one."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from reports.document import Block, Blocks, Document, Footnote, Heading, List, Paragraph, Table, Text, rebuild
from reports.document.ledger import ledger
from reports.errors import FlagError, InputError, MissingLibraryError
from reports.formats.docx import merge, write
from reports.formats.docx.tracked_changes import stories
from reports.load.project_folders import Folders, folders
from reports.ooxml.package import OFFICE, Package
from reports.ooxml.wordprocessingml import Element, W
from reports.pipeline.libreoffice import convert, find_office
from reports.pipeline.output_store import LEDGER, place, sha256
from reports.tools.redlining import redline, resolved, tracked_changes, tracked_comparison
from reports.tools.redlining.foreign_save import carried
from reports.tools.redlining.redline import redlined
from tests import merge_desk, sample
from tests.merge_desk import Desk, built, changed, reworded

pytest.importorskip("python_redlines_docxodus", reason="the engine of python-redlines is not installed")
_W = f"{{{W}}}"
DAY = "2031-04-02"


def with_blocks(document: Document, change: Callable[[Blocks], Blocks]) -> Document:
    return replace(document, blocks=change(document.blocks))


def without(kind: type[Block]) -> Callable[[Blocks], Blocks]:
    """Return a change that takes out the first block of a kind."""

    def change(blocks: Blocks) -> Blocks:
        first = next(each for each in blocks if isinstance(each, kind))
        return tuple(each for each in blocks if each is not first)

    return change


def row_less(blocks: Blocks) -> Blocks:
    return tuple(replace(each, rows=each.rows[:-1]) if isinstance(each, Table) else each for each in blocks)


def more(blocks: Blocks) -> Blocks:
    made = (Heading(2, (Text("A heading that is new"),), "new"), Paragraph((Text("A sentence that is new."),)))
    at = next(n for n, each in enumerate(blocks) if isinstance(each, Heading))
    return (*blocks[:at], *made, *blocks[at:])


def other_order(blocks: Blocks) -> Blocks:
    at = [n for n, each in enumerate(blocks) if isinstance(each, Heading)]
    return (*blocks[: at[0]], *blocks[at[1] : at[2]], *blocks[at[0] : at[1]], *blocks[at[2] :])


def other_note(document: Document) -> Document:
    def change(node: object) -> object:
        return replace(node, children=(Text("Another note."),)) if isinstance(node, Footnote) else node

    return replace(document, blocks=rebuild(document.blocks, change))  # type: ignore[arg-type]


CASES: dict[str, Callable[[Document], Document]] = {
    "figures": lambda document: changed(document, budget="31", lines_open="12", share_steel="75"),
    "words": lambda document: reworded(reworded(document, "Harbour", "Haven"), "claims", "says"),
    "table gone": lambda document: with_blocks(document, without(Table)),
    "row gone": lambda document: with_blocks(document, row_less),
    "list gone": lambda document: with_blocks(document, without(List)),
    "section added": lambda document: with_blocks(document, more),
    "sections in another order": lambda document: with_blocks(document, other_order),
    "footnote": other_note,
}


@cache
def brief(name: str = "") -> bytes:
    document = sample.document()
    if name:
        document = CASES[name](document)
    return merge.based(write(document, sample.theme()), document)[0]


def texts(data: bytes) -> list[str]:
    """Return the text of each paragraph that has some, in each part."""
    package = Package.read(data)
    found = []
    for name in sorted(stories(package)):
        for node in package.tree(name).iter(_W + "p"):
            found.append("".join(each.text or "" for each in node.iter(_W + "t", _W + "delText")))
    return [each for each in found if each]


@pytest.mark.parametrize("name", CASES)
def test_accepted_it_is_the_new_text_and_rejected_the_old(name: str) -> None:
    made = redline(brief(), brief(name), DAY)
    assert made.changes
    assert texts(resolved(made.data, accept=True)) == texts(brief(name))
    assert texts(resolved(made.data, accept=False)) == texts(brief())
    assert texts(brief(name)) != texts(brief()), "the case changes nothing"


def test_changes_are_dated_and_signed_by_the_program() -> None:
    package = Package.read(redline(brief(), brief("figures"), DAY).data)
    marks = list(tracked_changes(package))
    assert {each.get(_W + "author") for each in marks} == {tracked_comparison.AUTHOR}
    assert {each.get(_W + "date") for each in marks} == {f"{DAY}T00:00:00Z"}


def test_the_same_files_give_the_same_bytes_and_no_change_none() -> None:
    assert redline(brief(), brief("words"), DAY).data == redline(brief(), brief("words"), DAY).data
    assert redline(brief(), brief(), DAY).changes == 0


def test_the_base_is_not_in_it() -> None:
    assert not [name for name in Package.read(redline(brief(), brief("words"), DAY).data).parts if "customXml" in name]


def test_without_the_engine_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_redlines", None)
    with pytest.raises(MissingLibraryError, match="pip install"):
        redline(brief(), brief("words"), DAY)


def test_what_is_taken_out_stands_before_what_is_put_in() -> None:
    package = Package.read(redline(brief(), brief("figures"), DAY).data)
    marks = list(package.tree(package.main).iter(_W + "del"))
    assert len(marks) > 2
    for mark in marks:
        before = mark.getprevious()
        while before is not None and tag_of(before).startswith("bookmark"):
            before = before.getprevious()
        assert before is None or tag_of(before) != "ins"


def tag_of(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


# ── A file that another office program saved ─────────────────────────────────────────────────────


@pytest.mark.parametrize("name", CASES)
def test_what_a_file_says_can_be_put_into_the_older_one(name: str) -> None:
    made = carried(brief(), brief(name))
    assert made is not None
    assert texts(made) == texts(brief(name))


def test_a_heading_that_went_is_put_there_too() -> None:
    desk = Desk(built())
    heading = desk.paragraph("Two suppliers stand out")
    heading.getparent().remove(heading)  # type: ignore[union-attr]
    made = carried(built(), desk.save())
    assert made is not None
    assert "Two suppliers stand out" not in merge_desk.whole(made)


def by_another_program(data: bytes) -> bytes:
    """Return a file that names LibreOffice as what saved it."""
    package = Package.read(data)
    properties = package.tree(package.related("", f"{OFFICE}/extended-properties"))
    namespace = str(properties.tag).rpartition("}")[0]
    etree.SubElement(properties, f"{namespace}}}Application").text = "LibreOffice/7.4$Linux"
    return package.pack()


def test_a_file_of_another_program_that_cannot_be_put_there_is_compared_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tracked_comparison, "carried", lambda old, now: None)
    desk = Desk(built())
    heading = desk.paragraph("Two suppliers stand out")
    heading.getparent().remove(heading)  # type: ignore[union-attr]
    assert redline(built(), desk.save(), DAY).note == ""
    made = redline(built(), by_another_program(desk.save()), DAY)
    assert made.note.startswith("it was saved by LibreOffice, so changes of words are shown, and none of format")
    assert not [each for each in tracked_changes(Package.read(made.data)) if tag_of(each).endswith("PrChange")]


@pytest.mark.office
@pytest.mark.slow
def test_a_save_in_libreoffice_is_no_change_and_one_word_is_one() -> None:
    if find_office() is None:
        pytest.skip("LibreOffice is not on this machine")
    desk = Desk(built())
    desk.type_over("Steel leans", "Steel rests")
    saved = convert({"same.docx": built(), "word.docx": desk.save()}, "docx")
    assert redline(built(), saved["same.docx"], DAY).changes == 0
    made = redline(built(), saved["word.docx"], DAY)
    assert made.changes == 2
    package = Package.read(made.data)
    assert ["".join(map(str, each.itertext())) for each in tracked_changes(package)] == ["leans", "rests"]
    sent = merge.merge(saved["same.docx"], built(), merge.base_for(saved["same.docx"])).data
    assert redline(sent, convert({"sent.docx": sent}, "docx")["sent.docx"], DAY).changes == 0, "sent out after a save"
    raw = tracked_comparison._compared(
        tracked_comparison._plain(built()),
        tracked_comparison._plain(saved["same.docx"]),
        f"{DAY}T00:00:00Z",
        formats=True,
    )
    assert len(list(tracked_changes(Package.read(raw)))) > 100, "the negative control: the save alone changes much"


# ── The command ──────────────────────────────────────────────────────────────────────────────────


def project(root: Path, data: bytes) -> Folders:
    """Return the folders of a project with this brief in its output folder."""
    where = folders(root)
    where.facts.mkdir()
    where.output.mkdir()
    entry = {"report": "brief", "sha256": sha256(data), "facts_version": "x", "content": "y"}
    place(where.output, {"brief.docx": data, LEDGER: ledger((sample.document(),), {"brief.docx": entry})})
    return where


def test_the_command_compares_with_a_named_file_and_puts_the_result_beside(tmp_path: Path) -> None:
    where = project(tmp_path, brief("figures"))
    (tmp_path / "sent.docx").write_bytes(brief())
    told = redlined(where, "sent.docx")
    assert [path.name for path in told.written] == ["brief-changes.docx"]
    data = told.written[0].read_bytes()
    assert texts(resolved(data, accept=False)) == texts(brief())
    again = redlined(where, "sent.docx")
    assert again.exit_code == 0
    told.written[0].write_bytes(b"edited by a person")
    assert redlined(where, "sent.docx").exit_code == 3
    assert redlined(where, "sent.docx", force=True).exit_code == 0


def test_nothing_changed_leaves_no_file(tmp_path: Path) -> None:
    where = project(tmp_path, brief("figures"))
    (tmp_path / "sent.docx").write_bytes(brief())
    redlined(where, "sent.docx")
    (tmp_path / "sent.docx").write_bytes(brief("figures"))
    told = redlined(where, "sent.docx")
    assert told.written == ()
    assert not (where.output / "brief-changes.docx").exists()
    assert "says what" in told.notes[0]


def test_nothing_to_compare_with_is_told(tmp_path: Path) -> None:
    where = project(tmp_path, brief())
    with pytest.raises(FlagError, match="--old FILE"):
        redlined(where)
    with pytest.raises(FlagError, match="no file"):
        redlined(where, "nowhere.docx")
    shutil.rmtree(where.output)
    where.output.mkdir()
    with pytest.raises(InputError, match="build-reports"):
        redlined(where)


def test_tracked_changes_of_a_person_must_be_settled_first(tmp_path: Path) -> None:
    where = project(tmp_path, redline(brief(), brief("words"), DAY).data)
    (tmp_path / "sent.docx").write_bytes(brief())
    with pytest.raises(InputError, match="accept or reject them"):
        redlined(where, "sent.docx")


def release(where: Folders, version: str, order: int, names: tuple[str, ...], data: bytes, kept: str = "") -> None:
    """Write a release of these files; each holds `data`."""
    listed = {name: {"report": "brief", "sha256": sha256(data), "facts_version": "x", "kept": kept} for name in names}
    content = {"version": version, "order": order, "as_of": DAY, "facts_version": "x", "files": listed}
    content |= {"passages": {}, "uses": {}, "sources": {}, "facts": {}}
    path = where.facts / "releases" / f"{version}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize("kept", ["facts/releases/1.0/brief.docx", "output/.published/1.0/brief.docx"])
def test_it_is_compared_with_the_newest_release_that_it_was_part_of(kept: str, tmp_path: Path) -> None:
    """Also where version 0.1.0 kept it, in the output folder."""
    where = project(tmp_path, brief("figures"))
    release(where, "1.0", 1, ("brief.docx",), brief(), "1.0/brief.docx" if kept.startswith("facts") else "")
    release(where, "1.1", 2, ("other.docx",), b"another report")
    path = tmp_path / kept
    path.parent.mkdir(parents=True)
    path.write_bytes(brief())
    assert "tracked changes against release 1.0" in redlined(where).notes[0]
    path.write_bytes(b"not what went out")
    with pytest.raises(FlagError, match=r"the brief.docx of release 1.0 is not there as it went out; bring it back to"):
        redlined(where)


@pytest.mark.office
@pytest.mark.slow
def test_it_opens_in_libreoffice_with_its_changes() -> None:
    if find_office() is None:
        pytest.skip("LibreOffice is not on this machine")
    made = redline(brief(), brief("figures"), DAY)
    saved = convert({"brief-changes.docx": made.data}, "odt")["brief-changes.odt"]
    with zipfile.ZipFile(io.BytesIO(saved)) as file:
        content = file.read("content.xml").decode()
    assert content.count("<text:changed-region") > 3
    assert f"<dc:creator>{tracked_comparison.AUTHOR}</dc:creator>" in content
