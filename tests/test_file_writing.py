"""Which files a worker makes and which this process, and that a file is the same whoever makes it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from reports.document import Document
from reports.errors import FlagError, MissingLibraryError
from reports.formats.format import Format
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.pipeline import workers as pools
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.file_writing import Written, parts_of, write_file, write_files
from reports.pipeline.workers import Call, Workers, processors
from reports.theme.definition import Theme
from tests.second_subject import FACTS, ROOT, TEMPLATES

OF_PROJECT = ("evidence.html", "facts.csv", "datapackage.json")
NAMES = ("note-aulnee.docx", "expose-aulnee.pptx", "synthese-aulnee.pdf")


@pytest.fixture(scope="module")
def composed() -> Composed:
    """Return the second subject, audited: a Word file, a deck and a PDF."""
    return compose_all(folders(ROOT, str(FACTS), str(TEMPLATES)))


class Late(Call[object]):
    """A call whose worker takes its time: it is made when its result is asked for."""

    @property
    def done(self) -> bool:
        """Return that it is under way."""
        return False


class Recorder(Workers):
    """Workers that note what they are given: the names of files, or of formats to load."""

    def __init__(self) -> None:
        super().__init__(0)
        self.given: list[str] = []

    def submit(self, function, *arguments):  # type: ignore[no-untyped-def]
        """Note the first argument."""
        self.given.append(getattr(arguments[0], "name", arguments[0]))
        return Late(function, arguments, None)


def written(composed: Composed, workers: Workers, *kinds: str) -> tuple[Written, list[str]]:
    """Return what becomes of the files of some formats, and what is said on the way."""
    said: list[str] = []
    parts = [part for part in parts_of(composed) if part.kind in kinds]
    return write_files(composed, parts, workers, said.append), said


@pytest.mark.parametrize(
    ("kinds", "given"),
    [
        ("docx pptx pdf", "synthese-aulnee.pdf"),
        ("docx pptx", "note-aulnee.docx"),
        ("pptx", "expose-aulnee.pptx"),
    ],
)
def test_a_worker_is_given_what_takes_longest_and_the_rest_is_made_here(
    kinds: str, given: str, composed: Composed
) -> None:
    workers = Recorder()
    made, said = written(composed, workers, *kinds.split())
    assert workers.given == [given]
    assert [name for name in NAMES if name.rpartition(".")[2] in kinds.split()] == sorted(
        (name for name in made.files if name not in OF_PROJECT), key=NAMES.index
    )
    assert (made.skipped, made.problems) == ((), ())
    assert said[0] == f"write and audit {given}"
    assert said[-1] == f"write {', '.join(OF_PROJECT)}"


def test_files_come_in_the_order_of_the_reports_and_those_of_the_project_last(composed: Composed) -> None:
    made, _ = written(composed, Recorder(), *FORMATS)
    assert list(made.files) == [*(part.name for part in parts_of(composed)), *OF_PROJECT]


def test_where_nothing_is_to_be_made_the_files_of_the_project_are(composed: Composed) -> None:
    made, said = written(composed, Recorder())
    assert list(made.files) == list(OF_PROJECT)
    assert said == [f"write {', '.join(OF_PROJECT)}"]


def test_pages_are_found_by_this_process_alone(composed: Composed, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends LibreOffice when it is stopped; a worker that is ended could not."""

    def paginated(document: Document, theme: Theme, format: Format, numbers: object) -> bytes:
        return format.write(document, theme)

    monkeypatch.setattr("reports.pipeline.pagination.paginated", paginated)
    workers = Recorder()
    parts = [part for part in parts_of(composed, paginate=True) if part.kind == "docx"]
    assert [part.paginate for part in parts] == [True]
    made = write_files(composed, parts, workers, lambda line: None)
    assert workers.given == []
    assert made.files["note-aulnee.docx"] == write_file(replace(parts[0], paginate=False)).file


def replaced(monkeypatch: pytest.MonkeyPatch, kind: str, failure: Exception) -> None:
    """Let the writer of a format fail so."""

    def refuse(document: Document, theme: Theme) -> bytes:
        raise failure

    monkeypatch.setitem(cast(dict[str, Format], FORMATS), kind, replace(FORMATS[kind], write=refuse))


def test_a_library_that_is_missing_skips_one_file(composed: Composed, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced(monkeypatch, "pdf", MissingLibraryError("Pango is missing"))
    made, _ = written(composed, Workers(0), "docx", "pdf")
    assert [(skip.name, skip.reason) for skip in made.skipped] == [("synthese-aulnee.pdf", "Pango is missing")]
    assert list(made.files) == ["note-aulnee.docx", *OF_PROJECT]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_what_a_writer_refuses_is_told_whoever_makes_the_file(
    kind: str, composed: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(monkeypatch, kind, FlagError(f"{kind} cannot be made"))
    with pytest.raises(FlagError, match=f"{kind} cannot be made"):
        written(composed, Recorder(), "docx", "pdf")


@pytest.mark.slow
@pytest.mark.skipif(processors() < 2, reason="needs two processors")
@pytest.mark.parametrize("way", ["worker", "none can be started"])
def test_a_file_is_the_same_whoever_makes_it(way: str, composed: Composed, monkeypatch: pytest.MonkeyPatch) -> None:
    if way != "worker":
        monkeypatch.setattr(pools, "start_method", lambda: "")
    here, _ = written(composed, Workers(0), *FORMATS)
    with Workers(1) as workers:
        there, _ = written(composed, workers, *FORMATS)
    assert there == here
    assert here.files["note-aulnee.docx"].base
