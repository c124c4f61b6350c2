"""Draft and final: the mark on every page, the name of who approved, and what a final may not leave open once it is edited."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pikepdf
import pytest
from docx import Document as Word
from lxml import etree
from pptx import Presentation

from reports.errors import InputError
from reports.formats.finished_file import extract
from reports.load.project_folders import Folders, folders
from reports.load.records.approval_files import load_approvals
from reports.ooxml.package import OFFICE, Package
from reports.pipeline.build import build
from reports.pipeline.libreoffice import convert, find_office
from reports.pipeline.output_store import sha256
from reports.tools.releasing.approving import approve
from reports.tools.releasing.publishing import Sent, publish
from tests.approving import BOARD, DAY, approved
from tests.release_cases import change, project

SUBJECT = Path(__file__).parent / "subjects" / "fleuve"
REPORTS = ("note", "expose", "synthese")
MARK, APPROVED = "Projet", "Approuvé par Odile Marchebois, le 5 avril 2031"
Edit = Callable[[Path], None]


def as_draft(where: Folders, names: tuple[str, ...] = REPORTS) -> None:
    """Make drafts of finals."""
    change(where, {f"templates/{name}/report.yaml": {"status: final": "status: draft"} for name in names})


def as_final(where: Folders, names: tuple[str, ...] = REPORTS) -> None:
    """Make finals of drafts."""
    change(where, {f"templates/{name}/report.yaml": {"status: draft": "status: final"} for name in names})


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return a built project of one report in each format, approved."""
    root = tmp_path_factory.mktemp("final")
    shutil.copytree(SUBJECT, root, dirs_exist_ok=True)
    build(approved(folders(root), by="Odile Marchebois"))
    return folders(root)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return the same project, of drafts."""
    root = tmp_path_factory.mktemp("draft")
    shutil.copytree(SUBJECT, root, dirs_exist_ok=True)
    as_draft(folders(root))
    build(folders(root))
    return folders(root)


def pages(where: Folders) -> list[str]:
    """Return the text of each page and slide, and of each header of the Word file, of all reports of a project."""
    [slides, note, summary] = (
        where.output / name for name in ("expose-aulnee.pptx", "note-aulnee.docx", "synthese-aulnee.pdf")
    )
    printed = [run.text for run in extract("pdf", summary.read_bytes()).runs if run.part == "page"]
    return [*slide_texts(slides), *headers(note), *printed]


def slide_texts(path: Path) -> list[str]:
    return [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in Presentation(str(path)).slides
    ]


def headers(path: Path) -> list[str]:
    section = Word(str(path)).sections[0]
    return [" ".join(p.text for p in header.paragraphs) for header in (section.header, section.first_page_header)]


def properties(path: Path) -> dict[str, str]:
    """Return the core and custom properties of an Office file."""
    with zipfile.ZipFile(path) as file:
        core, custom = (etree.fromstring(file.read(f"docProps/{name}.xml")) for name in ("core", "custom"))
    values = {etree.QName(each).localname: each.text or "" for each in core}
    return values | {each.get("name", ""): "".join(map(str, each.itertext())) for each in custom}


def test_a_draft_says_so_on_every_page_and_slide(draft: Folders) -> None:
    found = pages(draft)
    assert len([page for page in found if MARK in page]) == len(found) >= 9
    assert not [page for page in found if "Approuvé par" in page]


def test_a_final_says_so_nowhere_and_names_who_approved_it(final: Folders) -> None:
    found = pages(final)
    assert not [page for page in found if MARK in page]
    assert [number for number, page in enumerate(found) if APPROVED in page.replace("\N{NO-BREAK SPACE}", " ")] != []
    slides = slide_texts(final.output / "expose-aulnee.pptx")
    assert APPROVED in slides[0].replace("\N{NO-BREAK SPACE}", " ")
    word = "\n".join(p.text for p in Word(str(final.output / "note-aulnee.docx")).paragraphs)
    assert APPROVED in word.replace("\N{NO-BREAK SPACE}", " ")
    evidence = (final.output / "evidence.html").read_text("utf-8")
    assert evidence.replace("\N{NO-BREAK SPACE}", " ").count(APPROVED) == 1


@pytest.mark.parametrize("name", ["note-aulnee.docx", "expose-aulnee.pptx"])
def test_properties_say_version_status_and_approval(name: str, final: Folders, draft: Folders) -> None:
    closed, open_still = properties(final.output / name), properties(draft.output / name)
    assert (closed["version"], closed["contentStatus"], closed["created"][:10]) == ("2.0", "Final", "2031-04-03")
    assert (closed["Approved by"], closed["Approved on"]) == ("Odile Marchebois", "2031-04-05")
    assert (open_still["version"], open_still["contentStatus"]) == ("2.0", "Draft")
    assert not {"Approved by", "Approved on"} & open_still.keys()


def test_properties_of_a_pdf_say_them_too(final: Folders, draft: Folders) -> None:
    def said(where: Folders) -> tuple[str, str]:
        with pikepdf.open(where.output / "synthese-aulnee.pdf") as pdf:
            return str(pdf.docinfo["/Keywords"]), pdf.Root.Metadata.read_bytes().decode()

    (closed, metadata), (open_still, _) = said(final), said(draft)
    assert APPROVED in closed.replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"VersionID>2\.0<", metadata)
    assert open_still.endswith(MARK)


def test_the_ledger_says_who_approved_what(final: Folders, draft: Folders) -> None:
    def listed(where: Folders) -> object:
        return json.loads((where.output / "ledger.json").read_text("utf-8"))["reports"]["note"]

    assert listed(final) == {
        "version": "2.0",
        "status": "final",
        "approved_by": "Odile Marchebois",
        "approved_on": "2031-04-05",
        "approval": load_approvals(final.facts, "facts")[0]["note"].fingerprint,
    }
    assert listed(draft) == {"version": "2.0", "status": "draft"}


# ── Edited files ─────────────────────────────────────────────────────────────────────────────────

BOTH = ("paper", "talk")
HAND = "We like trams."


def add_words(path: Path) -> None:
    """Write a paragraph at the end of a Word file."""
    document = Word(str(path))
    document.add_paragraph(HAND)
    document.save(str(path))


def say_more(path: Path) -> None:
    """Write on the first slide of a deck."""
    deck = Presentation(str(path))
    next(shape for shape in deck.slides[0].shapes if shape.has_text_frame).text_frame.paragraphs[0].add_run().text = "!"
    deck.save(str(path))


def edited(root: Path, swaps: Mapping[str, Mapping[str, str]] = MappingProxyType({}), **edits: Edit) -> Folders:
    """Return a project whose files, 'paper' or 'talk', a person edited after the first build, built again."""
    where = project(root)
    change(where, swaps)
    build(where)
    for name, edit in edits.items():
        edit(where.output / {"paper": "paper.docx", "talk": "talk.pptx"}[name])
    build(where)
    return where


def approve_all(where: Folders) -> Folders:
    """Have both reports approved as they lie there, and build them as finals."""
    for name in BOTH:
        approve(where, name, BOARD, DAY, today=DAY)
    build(where)
    return where


def refused(where: Folders) -> list[str]:
    """Return why the reports of a project cannot be approved, a line each."""
    lines: list[str] = []
    for name in BOTH:
        (where.facts / "approvals" / f"{name}.json").unlink(missing_ok=True)
        try:
            approve(where, name, BOARD, DAY, today=DAY)
        except InputError as failure:
            lines += str(failure).split("\n")
    assert lines, "both were approved"
    return lines


def test_mark_and_name_follow_the_status_in_edited_files(tmp_path: Path) -> None:
    where = approve_all(edited(tmp_path, paper=add_words, talk=say_more))
    paper, talk = where.output / "paper.docx", where.output / "talk.pptx"

    def said() -> tuple[int, int, int]:
        text = "\n".join(p.text for p in Word(str(paper)).paragraphs)
        assert HAND in text
        assert slide_texts(talk)[0].count("!") == 1
        marks = sum("Draft" in each for each in headers(paper))
        return marks, sum("Draft" in each for each in slide_texts(talk)), text.count("Approved by The board")

    slides = len(slide_texts(talk))
    assert said() == (0, 0, 1)
    as_draft(where, BOTH)
    build(where)
    assert said() == (2, slides, 0)
    assert {properties(path)["contentStatus"] for path in (paper, talk)} == {"Draft"}
    assert not [path for path in (paper, talk) if "Approved by" in properties(path)]
    as_final(where, BOTH)
    build(where)
    assert said() == (0, 0, 1)
    assert {properties(path)["Approved by"] for path in (paper, talk)} == {"The board of the valley"}


def test_edits_that_leave_nothing_open_are_published(tmp_path: Path) -> None:
    """The negative control of all that is refused below; slides in another order are no figures by hand."""

    def turned(path: Path) -> None:
        deck = Presentation(str(path))
        listed = deck.slides._sldIdLst
        listed.append(listed[0])
        deck.save(str(path))

    where = approve_all(edited(tmp_path, paper=add_words, talk=turned))
    publish(where, Sent("1.0"))
    release = json.loads((where.facts / "releases" / "1.0.json").read_text("utf-8"))
    assert release["reports"]["paper"]["approved_by"] == "The board of the valley"


def test_a_figure_by_hand_is_refused(tmp_path: Path) -> None:
    def counted(path: Path) -> None:
        document = Word(str(path))
        document.add_paragraph("Some say 77 trams run.")
        document.save(str(path))

    def doubled(path: Path) -> None:
        deck = Presentation(str(path))
        shape = next(shape for shape in deck.slides[0].shapes if shape.has_text_frame)
        shape.text_frame.paragraphs[0].add_run().text = " of 99 stops"
        deck.save(str(path))

    paper, talk = refused(edited(tmp_path, paper=counted, talk=doubled))
    assert paper.startswith("output/paper.docx: ")
    assert "no fact stands behind “77”, which was written by hand, in “Some say 77 trams run.”; declare it" in paper
    assert talk.startswith("output/talk.pptx: slide 1: no fact stands behind “99”")


def counted_like_a_tip(path: Path) -> None:
    """Write a figure that some hover text of a link holds too."""
    tips = [run.text for run in extract("docx", path.read_bytes()).runs if run.part == "tip"]
    assert any("3" in tip for tip in tips), "no hover text could stand in for the figure"
    document = Word(str(path))
    document.add_paragraph("Some say 3 trams run.")
    document.save(str(path))


LINKED = {"templates/paper/main.md": {"Trams are liked.": "Trams are liked.\n\n# Sources\n\n{{ sources() }}"}}
LIKE_A_TIP = "no fact stands behind “3”, which was written by hand, in “Some say 3 trams run.”; declare it"


def test_a_hover_text_that_is_gone_makes_up_for_no_figure(tmp_path: Path) -> None:
    def untipped(path: Path) -> None:
        counted_like_a_tip(path)
        package = Package.read(path.read_bytes())
        for link in package.tree(package.main).iter():
            for name in [each for each in link.attrib if str(each).endswith("}tooltip")]:
                del link.attrib[name]
        path.write_bytes(package.pack())

    where = edited(tmp_path, LINKED, paper=untipped)
    paper, word = refused(where)
    assert LIKE_A_TIP in paper
    assert "“run”" in word, "a figure of the paper stands in the line, so what it claims is told too"
    path = where.output / "ledger.json"
    content = json.loads(path.read_text("utf-8"))
    assert [each["text"] for each in content["by_hand"]] == ["3", "run"]
    path.write_text(json.dumps(content | {"by_hand": []}), encoding="utf-8")
    assert [line.count(LIKE_A_TIP) for line in refused(where)] == [1], "the file itself shows it too"


@pytest.mark.office
@pytest.mark.slow
def test_a_figure_by_hand_is_refused_after_a_save_in_libreoffice(tmp_path: Path) -> None:
    if find_office() is None:
        pytest.skip("LibreOffice is not on this machine")

    def saved(path: Path) -> None:
        path.write_bytes(convert({path.name: path.read_bytes()}, "docx")[path.name])

    def counted(path: Path) -> None:
        counted_like_a_tip(path)
        saved(path)

    paper, word = refused(edited(tmp_path / "counted", LINKED, paper=counted))
    assert LIKE_A_TIP in paper
    assert "“run”" in word
    publish(approve_all(edited(tmp_path / "saved", LINKED, paper=saved)), Sent("1.0"))


def test_open_comments_and_tracked_changes_are_refused(tmp_path: Path) -> None:
    def remarked(path: Path) -> None:
        document = Word(str(path))
        paragraph = document.add_paragraph(HAND)
        document.add_comment(paragraph.runs, text="Do we?", author="Ada", initials="A")
        first = document.paragraphs[-2]._p
        change = etree.SubElement(first, first.tag.replace("}p", "}ins"), {first.tag.replace("}p", "}author"): "Ada"})
        change.append(paragraph.add_run("Indeed.")._r)
        document.save(str(path))

    lines = refused(edited(tmp_path, paper=remarked))
    assert [line.removeprefix("output/paper.docx: ") for line in lines] == [
        "comment by Ada: “Do we?” waits for a decision; settle it in the file, save and build again",
        "tracked insertion by Ada: “Indeed.” waits for a decision; settle it in the file, save and build again",
    ]


def test_a_comment_on_a_slide_and_a_remark_in_notes_are_refused(tmp_path: Path) -> None:
    def remarked(path: Path) -> None:
        say_more(path)
        package = Package.read(path.read_bytes())
        kind = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
        name = "http://schemas.openxmlformats.org/presentationml/2006/main"
        remark = '<p:cm authorId="0" idx="1"><p:pos x="1" y="1"/><p:text>Too long?</p:text></p:cm>'
        comment = f'<p:cmLst xmlns:p="{name}">{remark}</p:cmLst>'
        part = package.add("ppt/comments/comment1.xml", kind, comment.encode())
        package.relate("ppt/slides/slide1.xml", f"{OFFICE}/comments", part)
        path.write_bytes(package.pack())

    where = edited(tmp_path, talk=remarked)
    change(where, {"templates/talk/slides.md": {"# Trams in the valley": "# Trams of the valley"}})
    build(where)
    comment, flag = refused(where)
    assert comment.startswith("output/talk.pptx: slide 1: comment “Too long?” waits for a decision")
    assert flag.startswith("output/talk.pptx: slide 1: remark in the notes “this slide was edited by hand")


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    where = edited(tmp_path, talk=say_more)
    data = io.BytesIO()
    zipfile.ZipFile(data, "w").close()
    path, ledger = where.output / "talk.pptx", where.output / "ledger.json"
    content = json.loads(ledger.read_text("utf-8"))
    path.write_bytes(data.getvalue())
    content["files"]["talk.pptx"]["sha256"] = sha256(data.getvalue())
    ledger.write_text(json.dumps(content), encoding="utf-8")
    assert refused(where) == ["output/talk.pptx: it is no .pptx file, or it is damaged; move it away and build again"]
