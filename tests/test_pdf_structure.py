"""A PDF as who cannot see meets it: what its structure alone says, in which order, and where its links lead."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest

from reports.document import Document, FactRef, Figure, Paragraph, SourceList, Table, Text, Tile, plain, walk
from reports.formats.pdf import write
from reports.formats.pdf.key_figure_tiles import signed_value
from reports.load.project_folders import folders
from reports.narrative.markdown.equation_notation import equation
from reports.notation.spaces import even_spaces
from reports.pipeline.composition import Composed, compose_all
from tests.pdf_files import structure, summary, with_blocks
from tests.pdf_transcript import elements, transcript
from tests.sample import document, theme
from tests.second_subject import FACTS, ROOT

PROJECTS = {"own": ROOT, "fleuve": FACTS.parent}


FLEUVE = pytest.param("fleuve", marks=pytest.mark.slow)


@cache
def made(name: str) -> tuple[Document, bytes]:
    """Return a report and its PDF: of a project, or the sample of every block."""
    if name not in PROJECTS:
        report = document("brief") if name == "brief" else summary()
        return report, write(report, theme())
    composed: Composed = compose_all(folders(PROJECTS[name]))
    report = next(each for each in composed.documents if "pdf" in each.info.formats)
    return report, write(report, composed.templates.theme)


def opened(data: bytes) -> pikepdf.Pdf:
    """Return a PDF as its objects."""
    return pikepdf.open(io.BytesIO(data))


def heard(text: str) -> str:
    """Return words without what a line's end does to them, hyphens too."""
    return even_spaces(text).translate(dict.fromkeys(map(ord, "-\u00ad\u2060")))


def unheard(report: Document, said: str) -> Iterator[str]:
    """Yield each figure, key figure and description of a chart that the structure does not say."""
    for node in walk((report.info.title, report.info.subtitle, report.blocks)):
        match node:
            case FactRef(text=text):
                wanted = [text]
            case Tile():
                wanted = [signed_value(node, report), " · ".join(filter(None, (node.status, node.hedge)))]
            case Figure(spec=spec):
                wanted = [spec.alt, plain(spec.title)]
            case Table(caption=caption):
                wanted = [plain(caption)]
            case _:
                wanted = []
        yield from (each for each in map(heard, wanted) if each not in said)


@pytest.mark.parametrize("name", ["own", FLEUVE, "brief", "summary"])
def test_structure_alone_says_every_figure_with_its_hedge(name: str) -> None:
    report, data = made(name)
    said = heard(" ".join(transcript(data).split("\n")))
    assert sorted(set(unheard(report, said))) == []


def test_what_the_structure_does_not_say_is_found() -> None:
    report, data = made("summary")
    said = heard(transcript(data)).replace("up to", "")
    assert any("up to" in each for each in unheard(report, said))


def test_a_key_figure_says_its_hedge_in_words_and_beside_its_value() -> None:
    lines = transcript(made("own")[1]).split("\n")
    at = lines.index("Approved · up to")
    assert even_spaces(lines[at + 1]) == "≤ $10 bn"
    assert lines[at + 2].endswith("[1]")


def test_the_marks_of_a_row_are_words_in_their_order() -> None:
    lines = transcript(made("summary")[1]).split("\n")
    assert "Ferry done done not named not named" in lines


# ── Footnotes, sources, links ────────────────────────────────────────────────────────────────────


def kinds(element: Any) -> list[str]:
    """Return the kinds of the elements below one."""
    return [str(kid.S) for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_a_footnote_is_a_note_that_is_called_and_leads_back() -> None:
    pdf = opened(made("brief")[1])
    [call] = [each for each in structure(pdf) if each.S == "/Reference"]
    [note] = [each for each in structure(pdf) if each.S == "/Note"]
    assert "/Link" in kinds(call)
    assert kinds(note)[0] == "/Lbl"
    assert str(note.ID) == "note:1"
    assert kinds(note.K[0]) == ["/Link"]
    leads = {
        str(each.Dest): str(each.Contents) for page in pdf.pages for each in page.get("/Annots", []) if "/Dest" in each
    }
    assert leads["note:1"].startswith("1 No source says how far they overlap")
    assert leads["call:1"] == "1 Back to text"
    assert [each.text for each in elements(made("brief")[1]) if each.kind == "Reference"] == ["1 "]


@pytest.mark.parametrize("name", ["own", FLEUVE, "brief"])
def test_each_source_has_its_number_as_a_label(name: str) -> None:
    report, data = made(name)
    numbers = [source.number for node in walk(report.blocks) if isinstance(node, SourceList) for source in node.sources]
    pdf = opened(data)
    entries = [each for each in structure(pdf) if each.S == "/LI"]
    assert all(kinds(each)[:2] == ["/Lbl", "/LBody"] for each in entries if "/Lbl" in kinds(each))
    labels = [each.text.strip() for each in elements(data) if each.kind == "Lbl"]
    assert labels[-len(numbers) :] == [str(number) for number in numbers] or set(map(str, numbers)) <= set(labels)


@pytest.mark.parametrize("name", ["own", FLEUVE, "brief"])
def test_a_link_is_named_by_what_the_page_shows_of_it(name: str) -> None:
    """As a person says it who speaks to the machine (WCAG 2.2, 2.5.3)."""
    pdf = opened(made(name)[1])
    for link in (each for each in structure(pdf) if each.S == "/Link"):
        [annotation] = [kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
        target = str(annotation.get("/Dest", ""))
        shown = {"source": "[{}] ", "use": "{} ", "note": "{} ", "call": "{} "}.get(target.partition(":")[0])
        assert str(annotation.Contents) != target
        if shown:
            assert str(annotation.Contents).startswith(shown.format(target.partition(":")[2]))


def test_an_equation_is_a_formula_with_its_words_and_its_place() -> None:
    made = tuple(
        equation(latex, (), display=display) for latex, display in ((r"\frac{a}{b}", False), ("E = mc^2", True))
    )
    paragraphs = (Paragraph((Text("Here "), made[0], Text(" stands."))), Paragraph((made[1],)))
    with opened(write(with_blocks(*paragraphs), theme())) as pdf:
        found = [each for each in structure(pdf) if each.get("/S") == "/Formula"]
        assert [str(each.Alt) for each in found] == ["a/b", "E = mc^2"]
        for each in found:
            left, bottom, right, top = map(float, each.A.BBox)
            assert 0 < left < right < 600, (left, right)
            assert 0 < bottom < top < 850, (bottom, top)
            assert [str(kid.S) for kid in each.K] == ["/Span", "/Span"]
        assert not [
            each for each in structure(pdf) if each.get("/S") == "/Figure" and "\u2063" in str(each.get("/Alt"))
        ]
