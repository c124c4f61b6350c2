"""What the second process is given, and that a file is the same whichever process makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

import pytest

from reports.document import Document
from reports.domain.facts import fingerprint
from reports.errors import InputError, Place, Problem
from reports.formats import docx
from reports.formats.registry import FORMATS
from reports.pipeline.document_digests import digest
from reports.pipeline.early_files import Ahead
from reports.pipeline.file_batch import Batch, Part, batch
from reports.pipeline.second_process import Helper, load
from reports.pipeline.up_to_date import Left, Standing
from tests import sample


class Recorder:
    """Stands in for the second process: keeps what it is given, and does it when the answer is taken."""

    works = True

    def __init__(self) -> None:
        self.prepared: list[tuple[object, ...]] = []

    def prepare(self, function: partial[None]) -> None:
        """Keep what is to be prepared."""
        self.prepared.append((function.func, *function.args))

    def ask(self, function: Callable[..., object], *arguments: object) -> Callable[[], object]:
        """Return what does it."""
        return lambda: function(*arguments)


def report() -> Document:
    """Return the sample brief, to be made in all formats."""
    document = sample.document()
    return replace(document, info=replace(document.info, formats=tuple(FORMATS), name="brief", id="brief"))


def left(document: Document, changed: str, doubtful: str) -> Standing:
    """Return what stands of `document`: of other content the files of the formats `changed`, by other facts `doubtful`."""
    same, now = digest(document, sample.theme()), fingerprint(({}, {}))
    files = {}
    for kind in FORMATS:
        made_from = "older" if kind in changed.split() else same
        files[f"brief.{kind}"] = Left("brief", made_from, "older" if kind in doubtful.split() else now, ())
    return Standing(files)


CASES = {
    # what stands of other content, what by other facts, paginated: what is begun, whether pages are loaded
    "nothing stands": (None, "", False, ["brief.pdf"], False),
    "all of other facts": ("docx pdf pptx", "docx pdf pptx", False, ["brief.pdf"], True),
    "the Word file alone": ("docx", "docx", False, ["brief.docx"], False),
    "the Word file, with pages from LibreOffice": ("docx", "docx", True, [], False),
    "of other templates": ("docx pdf pptx", "", False, ["brief.docx", "brief.pdf"], False),
    "the deck alone": ("pptx", "pptx", False, [], False),
    "nothing changed": ("", "", False, [], False),
}


@pytest.mark.parametrize("name", CASES)
def test_what_takes_long_is_begun(name: str) -> None:
    changed, doubtful, paginate, begun, pages = CASES[name]
    document, recorder = report(), Recorder()
    stands = Standing() if changed is None else left(document, changed, doubtful)
    ahead = Ahead(cast(Helper, recorder), stands, (), "", paginate)
    assert ahead.read(document.book) == ({"brief"} if doubtful else set())
    ahead.composed(document, sample.theme())
    assert sorted(ahead.begun) == begun
    assert recorder.prepared == [(load, "pdf")] * pages


def test_what_is_not_wanted_is_not_begun() -> None:
    ahead = Ahead(cast(Helper, Recorder()), Standing(), ("other",), "", paginate=False)
    ahead.composed(report(), sample.theme())
    assert not ahead.begun


def test_without_a_second_process_nothing_is_begun() -> None:
    ahead = Ahead(None, Standing(), (), "", paginate=False)
    assert not ahead.read(report().book)
    ahead.composed(report(), sample.theme())
    assert not ahead.begun


def test_what_cannot_be_set_is_left_to_who_makes_it_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(document: Document, theme: object) -> object:
        raise InputError([Problem(Place("a.yaml", 1, 1), "is wrong", "mend it")])

    monkeypatch.setattr("reports.formats.pdf.assembly.sheet", refuse)
    ahead = Ahead(cast(Helper, Recorder()), Standing(), (), "", paginate=False)
    ahead.composed(report(), sample.theme())
    assert not ahead.begun


@pytest.mark.parametrize("works", [True, False])
def test_a_word_file_is_the_same_wherever_it_is_made(works: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    document, theme = report(), sample.theme()
    if not works:
        monkeypatch.setattr("sys.executable", "/nonexistent/python")
    with Helper() as helper:
        ahead = Ahead(helper, left(document, "docx", "docx"), (), "", paginate=False)
        ahead.read(document.book)
        ahead.composed(document, theme)
        made = ahead.begun["brief.docx"]()
        assert helper.started == works
    here: Batch = batch([Part(document, "docx")], lambda part: docx.write(part.document, theme))
    assert made == here
    assert made.files["brief.docx"].base
