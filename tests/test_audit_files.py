"""The second audit: a finished file as written is clean; with any one of its figures altered it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from reports.audit import compare
from reports.audit.figure_atoms import atoms
from reports.document import Document, FactRef, Heading, Paragraph, SourceList, Text, rebuild
from reports.document.extracted_text import Extracted
from reports.domain.facts import Source
from reports.formats.finished_file import audit_file, extract
from reports.formats.registry import FORMATS
from reports.languages.lexicon import lexicon
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from reports.theme.definition import Theme
from tests import sample
from tests.mutations import WORDS, mutations, other

ROOT = Path(__file__).parents[1]
SAMPLES = {"docx": "brief", "pptx": "deck", "pdf": "summary"}
ENGLISH = lexicon("en-GB")
AT_ONCE = 12
"""The fast tests alter every so manieth figure."""


def written(kind: str, document: Document, theme: Theme) -> bytes:
    return FORMATS[kind].write(document, theme)


def clean(kind: str, text: Extracted, document: Document) -> bool:
    """Return whether what was read from a file is what its document says."""
    return compare(text, FORMATS[kind].expected(document), document.info.language).clean


@cache
def sampled(kind: str) -> tuple[Document, bytes]:
    """Return the sample document of a format, and its file."""
    document = sample.document(SAMPLES[kind])
    return document, written(kind, document, sample.theme())


@cache
def real() -> Mapping[str, tuple[Document, bytes]]:
    """Return the reports of the project in their first language by format, and their files."""
    composed = compose_all(folders(ROOT))
    return {
        kind: (document, written(kind, document, composed.templates.theme))
        for document in composed.documents
        if document.info.language == "en-GB"
        for kind in document.info.formats
    }


def altered(text: Extracted) -> Iterator[tuple[str, Extracted]]:
    """Yield what was read from a PDF with each of its figures altered in turn."""
    for n, run in enumerate(text.runs):
        for match in WORDS.finditer(run.text):
            if atoms(match[0], ENGLISH):
                said = run.text[: match.start()] + other(match[0], ENGLISH) + run.text[match.end() :]
                yield (
                    said[max(0, match.start() - 30) :][:70],
                    replace(text, runs=(*text.runs[:n], replace(run, text=said), *text.runs[n + 1 :])),
                )


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_as_written_is_clean(kind: str) -> None:
    document, data = sampled(kind)
    assert [str(problem) for problem in audit_file(kind, data, document)] == []


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_an_altered_figure_is_noticed(kind: str) -> None:
    document, data = sampled(kind)
    some = list(mutations(data, ENGLISH))[::AT_ONCE]
    assert len(some) > 10
    assert [m for m in some if not audit_file(kind, m.data, document)] == []


def test_an_altered_figure_on_a_page_is_noticed() -> None:
    document, data = sampled("pdf")
    some = list(altered(extract("pdf", data)))
    assert len(some) > 100
    assert [said for said, text in some if clean("pdf", text, document)] == []


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_of_another_document_is_refused(kind: str) -> None:
    """The writer is given one figure that the audited document does not hold."""
    document, _ = sampled(kind)

    def change(node: object) -> object:
        return replace(node, text="47") if isinstance(node, FactRef) and node.text == "54" else node

    data = written(kind, replace(document, blocks=rebuild(document.blocks, change)), sample.theme())  # type: ignore[arg-type]
    said = [str(problem) for problem in audit_file(kind, data, document)]
    assert any("“47” comes from no fact" in line for line in said)
    assert any("“54” is missing" in line for line in said)
    assert all(line.startswith(f"{document.info.name}.{kind}: ") for line in said)


def test_a_figure_more_or_less_is_noticed() -> None:
    document, data = sampled("docx")
    more = replace(document, blocks=(*document.blocks, Paragraph((Text("And 9 more."),))))
    assert any("“9” is missing" in str(problem) for problem in audit_file("docx", data, more))
    assert any("“9” comes" in str(p) for p in audit_file("docx", written("docx", more, sample.theme()), document))


def test_a_file_without_figures_is_refused() -> None:
    _, data = sampled("docx")
    blank = replace(sample.document("brief"), blocks=(Heading(1, sample.words("Nothing"), "nothing"),))
    bare = replace(blank, info=replace(blank.info, basis=(), as_of_text="today", version="one"))
    problems = audit_file("docx", written("docx", bare, sample.theme()), bare)
    assert [problem.what for problem in problems] == ["no figure can be found in the file"]
    assert audit_file("docx", data, bare)


@pytest.mark.parametrize("kind", ["docx", "pptx"])
@pytest.mark.parametrize(
    ("which", "step"),
    [
        pytest.param("sample", 1, marks=pytest.mark.slow),
        pytest.param("real", 5, marks=pytest.mark.slow),
        pytest.param("real", 1, marks=pytest.mark.long),
    ],
)
def test_every_altered_figure_is_noticed(kind: str, which: str, step: int) -> None:
    document, data = sampled(kind) if which == "sample" else real()[kind]
    assert audit_file(kind, data, document) == ()
    some = list(mutations(data, ENGLISH))[::step]
    missed = [(m.part, m.before, m.after) for m in some if not audit_file(kind, m.data, document)]
    assert missed == []


@pytest.mark.slow
def test_every_altered_figure_of_the_real_pdf_is_noticed() -> None:
    document, data = real()["pdf"]
    assert audit_file("pdf", data, document) == ()
    some = list(altered(extract("pdf", data)))
    assert [said for said, text in some if clean("pdf", text, document)] == []


def retitled(document: Document, title: Callable[[Source], str]) -> Document:
    """Return `document` with other titles of its sources."""

    def changed(source: Source) -> Source:
        return source.model_copy(update={"title": title(source)})

    book = replace(document.book, sources={id: changed(each) for id, each in document.book.sources.items()})
    blocks = tuple(
        replace(block, sources=tuple(map(changed, block.sources))) if isinstance(block, SourceList) else block
        for block in document.blocks
    )
    return replace(document, book=book, blocks=blocks)


@pytest.mark.parametrize(("shown", "clean"), [("-", True), ("\u00ad", True), (" ", False), ("x", False)])
def test_a_title_may_end_a_line_at_its_hyphen(shown: str, clean: bool) -> None:
    """A PDF gives such a hyphen back as a soft one; any other sign in its place is another title."""
    document = retitled(sampled("docx")[0], lambda source: source.title.replace("tram ", "tram-line "))
    text = extract("docx", written("docx", document, sample.theme()))
    runs = tuple(replace(run, text=run.text.replace("tram-line", f"tram{shown}line")) for run in text.runs)
    found = compare(replace(text, runs=runs), FORMATS["docx"].expected(document), document.info.language)
    assert (not found.faults) == clean


@pytest.mark.parametrize(("day", "clean"), [("12", True), ("13", False)])
def test_a_title_may_hold_the_date_of_another_source(day: str, clean: bool) -> None:
    """The page prints that date beside the other source as well; the day in the title counts all the same."""
    document, _ = sampled("pdf")
    dated = next(each.date for each in document.book.sources.values() if each.date)
    document = retitled(document, lambda source: f"Minutes of 12 {dated}, {source.title}")
    text = extract("pdf", written("pdf", document, sample.theme()))
    runs = tuple(replace(run, text=run.text.replace(f"12 {dated}", f"{day} {dated}", 1)) for run in text.runs)
    found = compare(replace(text, runs=runs), FORMATS["pdf"].expected(document), document.info.language)
    assert found.clean == clean, found
