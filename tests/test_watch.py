"""The preview: what it shows of reports, decks and problems, and what follows a save."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from reports.errors import InputError, Place, Problem
from reports.formats.pptx.plan import plan
from reports.load.project_folders import Folders
from reports.pipeline.build import build
from reports.pipeline.composition import compose_all
from reports.tools.watching.paper_preview import paper
from reports.tools.watching.preview import preview
from reports.tools.watching.problem_excerpt import SHOWN, excerpts
from reports.tools.watching.slide_preview import slides
from reports.tools.watching.watch import has_browser
from tests.browsing import descendants
from tests.evidence_files import said, tree
from tests.sample import document, theme
from tests.test_workers import gone
from tests.watch_desk import PATIENCE, changed, laid_out, watching

ROOT = Path(__file__).parents[1]


# ── What is shown ────────────────────────────────────────────────────────────────────────────────


def every(data: bytes, path: str) -> list[HtmlElement]:
    """Return the elements of a page that an XPath names."""
    found: list[HtmlElement] = tree(data).xpath(path)
    return found


def words(data: bytes) -> str:
    """Return the text of a page, spaces as one."""
    return said(tree(data))


def untouched(folder: Path) -> bool:
    """Return whether an output folder holds what a new project has in it, and nothing else."""
    return {path.name for path in folder.iterdir()} <= {".gitignore"}


def test_a_report_is_shown_with_its_charts_drawn_into_the_page() -> None:
    page = paper(document("brief"), theme())
    assert every(page, "//img") == []
    assert len(every(page, "//*[local-name()='svg'][@role='img']/*[local-name()='title']")) >= 4
    assert "The office claims more than $30 billion" in words(page)
    assert b"<script" not in page


def test_a_report_cannot_bring_markup_along() -> None:
    sample = document("brief")
    evil = replace(sample, info=replace(sample.info, organisation="<script>alert(1)</script>"))
    assert b"<script" not in paper(evil, theme())
    assert b"&lt;script" in paper(evil, theme())


def test_a_deck_is_shown_slide_by_slide_with_its_notes() -> None:
    deck = plan(document("deck"), theme())
    page = slides(deck, theme())
    titles = [said(each) for each in every(page, "//section[@class='slide']//h2")]
    assert titles == [" ".join(slide.title.split()) for slide in deck.slides]
    whole = words(page)
    for slide in deck.slides:
        for par in slide.notes:
            assert " ".join(par.text.split()) in whole
    assert "Do not add these amounts." in whole


def test_a_deck_cannot_bring_markup_along() -> None:
    deck = plan(document("deck"), theme())
    page = slides(replace(deck, footer='<img src="x">', title="</title><script>"), theme())
    assert b"<script" not in page
    assert b'<img src="x">' not in page


def test_every_report_has_its_preview_and_the_evidence_page_comes_last(tmp_path: Path) -> None:
    found = preview(laid_out(tmp_path))
    assert [part.title for part in found.parts] == [
        "content of brief.docx",
        "deck.pptx",
        "summary.pdf",
        "evidence.html",
    ]
    assert all(part.path in found.files for part in found.parts)
    assert untouched(tmp_path / "output")
    again = preview(laid_out(tmp_path))
    assert [part.digest for part in again.parts] == [part.digest for part in found.parts]
    assert {path: file.data for path, file in again.files.items()} == {
        path: each.data for path, each in found.files.items()
    }


def test_only_what_a_fact_touches_changes(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    before = {part.title: part.digest for part in preview(where).parts}
    changed(where.templates / "deck" / "slides.md", "::: notes\n", "::: notes\nIn short: ")
    after = {part.title: part.digest for part in preview(where).parts}
    assert {title for title in before if before[title] != after[title]} == {"deck.pptx"}


# ── Problems with their lines ────────────────────────────────────────────────────────────────────


def test_a_problem_is_shown_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text("facts:\n  - value: 1o\n", "utf-8")
    wrong = Problem(Place("facts/a.yaml", 2, 12), "is no number", "correct it")
    found, sentence = excerpts([wrong, "a sentence"], tmp_path, (tmp_path / "facts",))
    assert (found.where, found.number, found.line, found.line[found.at :]) == (
        "facts/a.yaml:2:12",
        2,
        "  - value: 1o",
        "1o",
    )
    assert (sentence.what, sentence.where, sentence.line) == ("a sentence", "", "")


def test_no_line_is_read_outside_the_folders(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "secret").write_text("secret\n", "utf-8")
    (tmp_path / "facts" / "link.yaml").symlink_to(tmp_path / "secret")
    places = [Place(path, 1, 1) for path in ("secret", "facts/../secret", "facts/link.yaml", str(tmp_path / "secret"))]
    found = excerpts([Problem(place, "x") for place in places], tmp_path, (tmp_path / "facts",))
    assert [each.line for each in found] == [""] * 4


@pytest.mark.parametrize(("line", "column"), [(9, 1), (1, 900), (0, 0), (1, 0)])
def test_a_place_that_is_not_in_the_file_does_no_harm(line: int, column: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("words", "utf-8")
    [found] = excerpts([Problem(Place("a.md", line, column), "x")], tmp_path, (tmp_path,))
    assert found.line in ("", "words")
    assert found.at <= len(found.line)
    assert (found.at < 0) is (column == 0)


def test_of_a_long_line_the_part_around_the_place_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a" * 5000 + "HERE" + "b" * 5000, "utf-8")
    [found] = excerpts([Problem(Place("a.md", 1, 5001), "x")], tmp_path, (tmp_path,))
    assert len(found.line) <= SHOWN
    assert found.line[found.at :].startswith("HERE")


# ── Saves and what follows ───────────────────────────────────────────────────────────────────────


def test_pictures_of_the_theme_are_served_and_nothing_else_of_the_disk(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    theme = where.templates / "theme"
    (theme / "a logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    names = (
        "'a%20logo.svg'",
        "../../facts/facts.yaml",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.org/x.png",
    )
    (theme / "summary.css").write_text("".join(f"p {{ background: url({name}) }}\n" for name in names), "utf-8")
    found = preview(where)
    own = {path for path in found.files if path.startswith("/theme/")}
    assert own == {"/theme/theme.css", "/theme/a%20logo.svg"}
    assert found.files["/theme/a%20logo.svg"].media_type == "image/svg+xml"
    assert "default-src 'none'" in found.files["/theme/a%20logo.svg"].policy


def test_a_save_while_the_first_preview_is_made_is_not_missed(tmp_path: Path) -> None:
    with watching(tmp_path) as watched:
        changed(watched.where.facts / "facts.yaml", "value: 12000", "value: 13000")
        watched.until(lambda state: "changed" in str(state["said"]))
        assert "more than 13,000" in words(watched.ask("/part/brief")[2])


def test_what_editors_keep_beside_a_file_is_no_part_of_the_project(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    for name in ("facts/.#facts.yaml", "templates/brief/.#money.md", "templates/charts/.#money.yaml"):
        (tmp_path / name).symlink_to("somebody@somewhere.1234")
    assert len(preview(where).parts) == 4
    (where.templates / "brief" / "visible.md").write_text("# More\n", "utf-8")
    with pytest.raises(InputError, match=r"visible\.md:1:1: is used by no report"):
        preview(where)


def test_broken_and_mended(tmp_path: Path) -> None:
    with watching(tmp_path) as watched:
        before = watched.ask("/part/brief")[2]
        facts = watched.where.facts / "facts.yaml"
        changed(facts, "value: 12000", "value: 12ooo")
        broken = watched.until(lambda state: state["broken"])
        problem = problems(broken)[0]
        assert str(problem["where"]).startswith("facts/facts.yaml:")
        assert str(problem["line"]).strip() == "value: 12ooo"
        assert watched.ask("/part/brief")[2] == before
        changed(facts, "value: 12ooo", "value: 13000")
        mended = watched.until(lambda state: not state["broken"])
        assert mended["problems"] == []
        assert "more than 13,000" in words(watched.ask("/part/brief")[2])
        assert untouched(tmp_path / "output")
    assert watched.said[-1] == "the watch has ended; output was not touched"


SPARE = """  - id: spare
    statement: Nobody uses this one.
    topic: money
    status: reported
    actors: [library]
    sources: [{source: council-note, paragraph: 3, anchor: to open in May 2032}]
    recorded: 2031-04-01

"""
"""A fact that no document uses."""


def test_notes_are_told_with_the_save_that_led_to_them_and_once(tmp_path: Path) -> None:
    with watching(tmp_path) as watched:
        before = list(watched.state()["notes"])  # type: ignore[call-overload]
        facts = watched.where.facts / "facts.yaml"
        changed(facts, "  - id: opening\n", SPARE + "  - id: opening\n")
        state = watched.until(lambda state: len(state["notes"]) > len(before))  # type: ignore[arg-type]
        [note] = [each for each in state["notes"] if each not in before]  # type: ignore[attr-defined]
        assert f"note: {note}" in watched.said
        told = watched.said.count(f"note: {note}")
        changed(facts, "value: 12000", "value: 13000")
        watched.until(lambda now: now["round"] != state["round"])
        assert watched.said.count(f"note: {note}") == told == 1


def problems(state: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the problems of a state."""
    found = state["problems"]
    assert isinstance(found, list)
    return found


def test_a_folder_that_is_deleted_is_a_problem_and_no_end(tmp_path: Path) -> None:
    with watching(tmp_path) as watched:
        aside = tmp_path / "aside"
        shutil.move(tmp_path / "facts", aside)
        broken = watched.until(lambda state: state["broken"])
        assert any("is no folder" in str(each["what"]) for each in problems(broken))
        shutil.move(aside, tmp_path / "facts")
        watched.until(lambda state: not state["broken"])


def test_a_watch_may_begin_with_a_broken_project(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    changed(where.facts / "facts.yaml", "value: 12000", "value: 12ooo")
    with watching(tmp_path) as watched:
        assert watched.state()["parts"] == []
        assert watched.ask("/colours.css")[0] == 200
        changed(where.facts / "facts.yaml", "value: 12ooo", "value: 12000")
        watched.until(lambda state: state["parts"])


def test_a_finished_file_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    (where.templates / "theme" / "summary.css").write_text("body { background: url(../../facts/facts.yaml) }", "utf-8")
    with watching(tmp_path) as watched:
        state = watched.until(lambda state: state["phase"] == "wrong")
        assert not state["broken"]
        assert any("theme folder" in str(each["what"]) for each in problems(state))


def test_a_watch_that_builds_writes_what_a_build_would(tmp_path: Path) -> None:
    with watching(tmp_path / "one", build=True) as watched:
        watched.until(lambda state: state["phase"] == "made")
        changed(watched.where.facts / "facts.yaml", "value: 12000", "value: 13000")
        watched.until(lambda state: "changed" in str(state["said"]) and state["phase"] == "made")
    other = laid_out(tmp_path / "two")
    changed(other.facts / "facts.yaml", "value: 12000", "value: 13000")
    build(other)
    assert made(watched.where) == made(other)
    assert "brief.docx" in made(other)


@pytest.mark.slow
def test_a_watch_that_builds_leaves_open_files_alone_and_keeps_what_a_person_wrote(tmp_path: Path) -> None:
    from docx import Document

    where = laid_out(tmp_path)
    build(where)
    path = where.output / "brief.docx"
    brief = Document(str(path))
    next(par for par in brief.paragraphs if "12,000" in par.text).add_run(" An editor added this.")
    brief.save(str(path))
    edited = path.read_bytes()
    lock = where.output / "~$brief.docx"
    lock.write_bytes(b"somebody")
    with watching(tmp_path, build=True) as watched:
        skipped = watched.until(lambda state: state["phase"] == "skipped")
        assert "skipped brief.docx: it is open in another program" in str(skipped["files"])
        assert path.read_bytes() == edited
        lock.unlink()
        changed(where.facts / "facts.yaml", "value: 12000", "value: 13000")
        watched.until(lambda state: "changed" in str(state["said"]) and state["phase"] == "made")
    text = "\n".join(par.text for par in Document(str(path)).paragraphs)
    assert "An editor added this." in text
    assert "13,000" in text


def made(where: Folders) -> dict[str, bytes]:
    """Return the outputs of a project that people open."""
    names = ("brief.docx", "deck.pptx", "summary.pdf", "evidence.html", "ledger.json")
    return {name: (where.output / name).read_bytes() for name in names}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that interrupts another process alone")
def test_an_interrupt_ends_it_well(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    call = [sys.executable, "-m", "invoke", "watch", "--facts", str(where.facts), "--templates", str(where.templates)]
    process = subprocess.Popen(
        [*call, "--port", "0", "--no-browser"], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(2)]
    assert lines[0].startswith("preview at http://127.0.0.1:")
    assert lines[1].startswith("shown in ")
    below = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1].startswith("the watch has ended")
    assert all(gone(child) for child in below)


@pytest.mark.parametrize(("port", "told"), [("x", "'x' is no number"), ("99999", "99999 is no port")])
def test_a_flag_without_sense(port: str, told: str) -> None:
    call = [sys.executable, "-m", "invoke", "watch", "--port", port, "--no-browser"]
    done = subprocess.run(call, cwd=ROOT, text=True, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_browser_is_opened_only_where_windows_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_browser()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_browser()


def test_the_preview_says_what_the_composed_reports_say(tmp_path: Path) -> None:
    """The figures of the preview are those of the build: the same fact reads the same."""
    where = laid_out(tmp_path)
    changed(where.facts / "facts.yaml", "value: 12000", "value: 13000")
    shown = preview(where)
    for name in ("/part/brief", "/part/summary"):
        assert "more than 13,000" in words(shown.files[name].data)
        assert "12,000" not in words(shown.files[name].data)
    assert compose_all(where).book.version == shown.composed.book.version
