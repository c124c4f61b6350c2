"""Digits by choice: an edition prints its figures in the digits of its language, everywhere, and every rule reads them."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import etree

from reports.charts.native.number_formats import native_code
from reports.document.native_digits import in_own_digits
from reports.errors import InputError
from reports.formats.finished_file import audit_file
from reports.formats.registry import FORMATS
from reports.languages.numerals import digits_like, lone_digits, native_figure, native_text, western
from reports.load.project_folders import folders
from reports.pipeline.build import build
from reports.pipeline.composition import Composed, check, compose_all
from tests.second_subject import ROOT

CASES = yaml.safe_load((Path(__file__).parent / "cases/numerals.yaml").read_text("utf-8"))
REPORTS = ("brief-ur", "deck-ur", "summary-ur")
LATIN = re.compile("[A-Za-z]")
NATIVE = re.compile("[۰-۹]")


@pytest.mark.parametrize("case", CASES["texts"], ids=lambda case: case["text"])
def test_figures_are_printed_in_native_digits(case: dict[str, str]) -> None:
    """Words and figures of facts get digits and signs of the system, and are read back as they were."""
    words = native_text(case["text"], case["system"], case["language"])
    figure = native_figure(case["text"], case["system"], case["language"])
    assert words == case["words"]
    assert figure == case.get("figure", case["words"])
    assert western(figure) == case["text"]
    assert native_text(words, case["system"], case["language"]) == words


@pytest.mark.parametrize("text", CASES["quiet"])
def test_names_keep_their_digits(text: str) -> None:
    """What hangs together with Latin letters, addresses, and texts without a figure stay as they are."""
    assert native_text(text, "arabext", "ur") == text


def test_counters_take_digits_alone() -> None:
    """Signs of counters stay, Latin titles stay, and marks beside them do not; a number follows the digits around it."""
    assert lone_digits("نسخہ 1.0", "arabext") == "نسخہ ۱.۰"
    assert lone_digits("Top 10: 2026", "arabext") == "Top 10: 2026"
    assert lone_digits("News Desk 24, ¶ 3, 20", "arabext") == "News Desk 24, ¶ ۳, ۲۰"
    assert lone_digits("[1] News Desk 24", "arabext") == "[۱] News Desk 24"
    assert lone_digits("dawn.com. دیکھا گیا 21 نومبر 2026", "arabext") == "dawn.com. دیکھا گیا ۲۱ نومبر ۲۰۲۶"
    assert digits_like("12", "صفحہ ۳۴ از 5") == "۱۲"
    assert digits_like("12", "page 34 ۵") == "12"


@pytest.mark.parametrize("case", CASES["formats"], ids=lambda case: str(case["code"]))
def test_number_formats_show_native_digits(case: dict[str, str]) -> None:
    """A number of a native chart stays a number; its format names the shape of its digits."""
    assert native_code(case["code"], "arabext", float(case["value"]) if "value" in case else None) == case["native"]


# ── Declared ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", CASES["declared"], ids=lambda case: f"{case['language']} {case['digits']}")
def test_digits_are_those_of_the_language(case: dict[str, str], tmp_path: Path) -> None:
    """What the language has is taken; anything else is a problem at its line, with what to write."""
    (tmp_path / "templates/note").mkdir(parents=True)
    shutil.copytree(ROOT / "facts", tmp_path / "facts", ignore=shutil.ignore_patterns("releases", "approvals"))
    digits = f"digits: {case['digits']}\n" if case["digits"] else ""
    report = f"title: 'T'\nlanguage: {case['language']}\n{digits}formats: [docx]\nsections: [main]\n"
    (tmp_path / "templates/note/report.yaml").write_text(report, "utf-8")
    (tmp_path / "templates/note/main.md").write_text("# EXIM\n\nEXIM.\n", "utf-8")
    try:
        composed = compose_all(folders(tmp_path))
        found = [composed.documents[0].info.digits]
    except InputError as failure:
        found = [str(problem) for problem in failure.problems if "digits" in problem.what]
    if "says" in case:
        assert len(found) == 1
        assert found[0].startswith(f"templates/note/report.yaml:3:9: {case['says']}")
    else:
        assert found in ([case["system"]], [])


def test_each_language_of_a_report_has_its_own_digits(native: Path) -> None:
    """The block of a language declares them for that language alone, and a wrong name is told there."""
    digits = {each.info.id: each.info.digits for each in compose_all(folders(native)).documents}
    assert {digits[name] for name in REPORTS} == {"arabext"}
    assert not digits["brief"]
    path = native / "templates/brief/report.yaml"
    said = path.read_text("utf-8")
    path.write_text(said.replace("digits: native", "digits: roman"), "utf-8")
    try:
        with pytest.raises(InputError, match=r"brief/report\.yaml:\d+:13: 'roman' are digits of no language"):
            check(folders(native))
    finally:
        path.write_text(said, "utf-8")


# ── Built ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with Urdu editions in native digits, built."""
    root = tmp_path_factory.mktemp("native")
    for name in ("facts", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("releases", "approvals"))
    for path in root.glob("templates/*/report.yaml"):
        path.write_text(path.read_text("utf-8").replace("\n  ur:\n", "\n  ur:\n    digits: native\n"), "utf-8")
    built = build(folders(root), REPORTS)
    assert not built.skipped
    return root


@pytest.fixture(scope="module")
def composed(native: Path) -> Composed:
    """Return the reports, composed."""
    return compose_all(folders(native))


def test_no_figure_is_left_in_western_digits(native: Path) -> None:
    """In all three outputs Western digits stand beside Latin letters alone, and in what Office counts by itself."""
    loose = [
        text for name in ("brief-ur.docx", "deck-ur.pptx") for text in _loose((native / "output" / name).read_bytes())
    ]
    assert loose == []
    pages = FORMATS["pdf"].read((native / "output/summary-ur.pdf").read_bytes())
    lines = [line for run in pages.runs for line in run.text.splitlines()]
    assert [line for line in lines if re.search("[0-9]", line) and not LATIN.search(line)] == []
    assert sum(bool(NATIVE.search(line)) for line in lines) > 30


def _loose(data: bytes) -> Iterator[str]:
    """Yield texts of an Office file, and of the workbooks in it, with Western digits but no Latin letter."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        if name.endswith(".xlsx"):
            yield from _loose(archive.read(name))
        elif name.endswith(".xml") and re.match(r"(word|ppt/slides|ppt/notesSlides|ppt/charts|xl/shared)", name):
            root = etree.fromstring(archive.read(name))
            yield from (
                f"{name}: {text}" for text in _said(root) if re.search("[0-9]", text) and not LATIN.search(text)
            )


def _said(root: etree._Element) -> Iterator[str]:
    for each in root.iter("{*}t", "{*}v"):
        above = [parent.tag.rpartition("}")[2] for parent in each.iterancestors()]
        counted = above[0] == "fld" and each.getparent().get("type") == "slidenum"  # type: ignore[union-attr]
        if not counted and not {"numCache", "numLit"} & set(above):
            yield each.text or ""
    yield from (each.get("descr", "") for each in root.iter("{*}docPr", "{*}cNvPr"))


def test_numbers_of_charts_stay_numbers(native: Path) -> None:
    """Cells and caches of native charts hold plain numbers, whose formats alone name the digits."""
    archive = zipfile.ZipFile(native / "output/deck-ur.pptx")
    chart = etree.fromstring(archive.read("ppt/charts/chart3.xml"))
    cached = [each.text or "" for cache in chart.iter("{*}numCache") for each in cache.iter("{*}v")]
    assert "14.8" in cached
    assert all(map(float, cached))
    codes = [each.get("formatCode", "") for each in chart.iterfind(".//{*}dLbl/{*}numFmt")]
    assert codes
    assert all("[$-3000429]" in code for code in codes)
    book = zipfile.ZipFile(io.BytesIO(archive.read("ppt/embeddings/chart3.xlsx")))
    assert b"<v>14.8</v>" in book.read("xl/worksheets/sheet1.xml")
    assert b"[$-3000429]0.0" in book.read("xl/styles.xml")


@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf"])
def test_the_second_audit_reads_them_as_the_same_figures(kind: str, composed: Composed) -> None:
    """A file in native digits holds the figures of its document; one digit that is altered is told."""
    document = next(each for each in composed.documents if each.info.id in REPORTS and kind in each.info.formats)
    data = FORMATS[kind].write(document, composed.templates.theme)
    assert audit_file(kind, data, document) == ()
    other = next(each for each in composed.documents if each.info.id == document.info.id.removesuffix("-ur"))
    assert in_own_digits(other) is other
    if kind != "pdf":
        said = [problem.what for problem in audit_file(kind, _altered(data), document)]
        assert any("“55”" in what for what in said)


def _altered(data: bytes) -> bytes:
    """Return an Office file that says ۵۵ where it said ۵۴."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            made.writestr(name, part.replace("۵۴".encode(), "۵۵".encode()) if name.endswith(".xml") else part)
    return target.getvalue()


@pytest.mark.parametrize("typed", ["۷۷", "77"])
def test_typed_figures_of_both_digit_sets_are_told(typed: str, native: Path, tmp_path: Path) -> None:
    """A figure that a person types is told whatever its digits; the document's own figure typed in Western ones is not."""
    root = tmp_path / "edited"
    shutil.copytree(native, root)
    brief = root / "output/brief-ur.docx"
    brief.write_bytes(_typed(brief.read_bytes(), f"پاکستان {typed} "))
    built = build(folders(root), ("brief-ur",))
    assert any(typed in note for note in built.notes)


def test_an_edited_deck_changes_its_digits_and_keeps_what_was_typed(tmp_path: Path) -> None:
    """Words of a person stay when an edition goes over to native digits, and a figure that they ask for comes in those."""
    root = tmp_path / "deck"
    for name in ("facts", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("releases", "approvals"))
    build(folders(root), ("deck-ur",))
    deck = root / "output/deck-ur.pptx"
    deck.write_bytes(_typed(deck.read_bytes(), "میرا جملہ [[exim-project-vault]] ", "ppt/slides/slide13.xml", 1))
    report = root / "templates/deck/report.yaml"
    report.write_text(report.read_text("utf-8").replace("\n  ur:\n", "\n  ur:\n    digits: native\n"), "utf-8")
    build(folders(root), ("deck-ur",))
    said = "".join(run.text for run in FORMATS["pptx"].read(deck.read_bytes()).runs if run.number == 13)
    assert "میرا جملہ ۱۰ ارب ڈالر تک" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert not any("written by hand" in note for note in build(folders(root), ("deck-ur",)).notes)


def _typed(data: bytes, words: str, where: str = "word/document.xml", at: int = 3) -> bytes:
    """Return an Office file with `words` typed into a long text of one of its parts."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            if name == where:
                root = etree.fromstring(part)
                texts = [each for each in root.iter("{*}t") if len(each.text or "") > 35]
                texts[at].text = words + (texts[at].text or "")
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            made.writestr(name, part)
    return target.getvalue()
