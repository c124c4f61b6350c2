"""Two hundred changes at random after an approval: of a word, a figure, a chart, a line of report.yaml, an edit in a file.

None of them reaches a reader as approved. What a reader gets is judged by other means than the fingerprint of the approval: by
the digest that decides what a build makes anew, and by the texts of finished files.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

import pytest

from reports.errors import InputError, ReportError
from reports.formats.finished_file import extract
from reports.load.project_folders import Folders, folders
from reports.pipeline.approval.approved_documents import as_drafts
from reports.pipeline.build import build
from reports.pipeline.composition import compose, load
from reports.pipeline.document_digests import digest
from reports.tools.releasing.approving import approve
from tests.approving import BOARD, DAY
from tests.release_cases import project
from tests.test_approval import add_words, printed, statuses

INPUT_TRIES, EDIT_TRIES, BUILT, FEW = 170, 30, 8, 20
WORD = re.compile(r"[^\W_]+")
OTHER = ("trams", "99", "seven", "more", "valley", "2033", "green", "exactly", "planned", "one")
SPOKEN = re.compile(r"(<(?:w:t|a:t|c:v)(?:\s[^>]*)?>)([^<]+)(?=</)")
"""A text of a Word file, of a slide, of a chart."""
PARTS = re.compile(
    r"word/(?:document|footnotes)\.xml|ppt/(?:slides/slide|notesSlides/notesSlide)\d+\.xml|.*/charts/chart\d+\.xml"
)


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Return a project of two reports, one of them edited by a person, approved and built."""
    where = project(tmp_path_factory.mktemp("final"))
    build(where)
    add_words(where.output / "paper.docx")
    build(where)
    for id in ("paper", "talk"):
        approve(where, id, BOARD, DAY, today=DAY)
    build(where)
    assert set(statuses(where).values()) == {"final"}
    return where


def copied(where: Folders, root: Path) -> Folders:
    """Return a fresh copy of a project."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(where.root, root)
    return folders(root)


def read_by(where: Folders) -> dict[str, tuple[str, bool]]:
    """Return by report: what a build would make of it, and whether as a final; raises where a build is refused."""
    composed, problems = compose(load(where))
    if problems:
        raise InputError(problems)
    theme = composed.templates.theme
    drafted = zip(composed.documents, as_drafts(composed.documents), strict=True)
    return {each.info.id: (digest(draft, theme), not each.info.draft) for each, draft in drafted}


def altered(text: str, chance: random.Random) -> str:
    """Return `text` with one word or figure changed, dropped or doubled."""
    word = chance.choice(list(WORD.finditer(text)))
    new = chance.choice((chance.choice(OTHER), "", f"{word[0]} {word[0]}", word[0].swapcase(), word[0][::-1]))
    return text[: word.start()] + new + text[word.end() :]


def inputs(where: Folders) -> list[Path]:
    """Return every file that reports are made from."""
    return sorted(path for folder in (where.facts, where.templates) for path in folder.rglob("*.[ym][ad]*"))


@pytest.mark.parametrize("tries", [pytest.param(INPUT_TRIES, marks=pytest.mark.slow), FEW])
def test_no_change_of_the_input_is_printed_as_approved(tries: int, final: Folders, tmp_path: Path) -> None:
    before = read_by(final)
    assert all(approved for _, approved in before.values())
    counts = {"refused": 0, "draft": 0, "the same": 0}
    chance = random.Random(22)
    where = copied(final, tmp_path / "input")
    for number in range(tries):
        path = chance.choice(inputs(where))
        text = path.read_text("utf-8")
        path.write_text(altered(text, chance), encoding="utf-8")
        try:
            for id, (made, as_final) in read_by(where).items():
                same = made == before[id][0]
                assert same or not as_final, f"try {number}: {path.name} was changed, and {id} goes out as approved"
                counts["the same" if same else "draft"] += 1
        except ReportError:
            counts["refused"] += 1
        path.write_text(text, encoding="utf-8")
    assert read_by(where) == before
    assert min(counts.values()) >= (10 if tries > FEW else 1), counts


@pytest.mark.slow
def test_built_files_say_so_nowhere(final: Folders, tmp_path: Path) -> None:
    """The same for finished files: where a report changes, no part of its file names who approved it."""
    before, chance, built = read_by(final), random.Random(7), 0
    while built < BUILT:
        where = copied(final, tmp_path / "built")
        path = chance.choice(inputs(where))
        path.write_text(altered(path.read_text("utf-8"), chance), encoding="utf-8")
        try:
            now = read_by(where)
            build(where)
        except ReportError:
            continue
        if all(now[id][0] != before[id][0] for id in now):
            built += 1
            assert "Approved by" not in printed(where), path


def edits(data: bytes, chance: random.Random) -> bytes:
    """Return an Office file in which one text of a paragraph, a note, a table or a chart is another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spots = [
        (name, match)
        for name in sorted(parts)
        if PARTS.fullmatch(name)
        for match in SPOKEN.finditer(parts[name].decode("utf-8"))
        if WORD.search(match[2])
    ]
    name, match = chance.choice(spots)
    text = parts[name].decode("utf-8")
    parts[name] = (
        text[: match.start(2)] + escape(altered(unescape(match[2]), chance), quote=False) + text[match.end(2) :]
    ).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return buffer.getvalue()


def said(path: Path) -> Iterator[str]:
    """Yield what a reader finds in a file."""
    found = extract(path.suffix[1:], path.read_bytes())
    yield from (run.text for run in found.runs)
    for chart in found.charts:
        yield from (str(each) for each in (chart.rows, chart.heads, chart.cells))


@pytest.mark.slow
def test_no_edit_in_a_file_goes_out_as_approved(final: Folders, tmp_path: Path) -> None:
    before = {name: list(said(final.output / name)) for name in ("paper.docx", "talk.pptx")}
    chance, drafts = random.Random(220), 0
    for number in range(EDIT_TRIES):
        where = copied(final, tmp_path / "edits")
        name = chance.choice(sorted(before))
        path = where.output / name
        path.write_bytes(edits(path.read_bytes(), chance))
        try:
            build(where)
        except ReportError:
            continue
        status = statuses(where)[name.partition(".")[0]]
        drafts += status == "draft"
        same = list(said(path)) == before[name]
        assert same or status == "draft", f"try {number}: {name} was edited, and goes out as approved"
        if status == "draft":
            with zipfile.ZipFile(path) as archive:
                named = [each for each in archive.namelist() if b"Approved by" in archive.read(each)]
            assert not [each for each in named if not each.endswith(("base.json", "item1.xml"))], (number, named)
    assert drafts >= EDIT_TRIES // 2
