"""The subject of Markdown: every notation that is read, in every format, through the merge; and what is not read is told."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reports.document import (
    Contents,
    Document,
    Equation,
    Heading,
    Landscape,
    Link,
    Notes,
    PageBreak,
    Paragraph,
    Table,
    Text,
    plain,
    rebuild,
    walk,
)
from reports.formats.docx import merge as word_merge
from reports.formats.docx import write as write_word
from reports.formats.docx.designer.designed_headings import designed_headings
from reports.formats.docx.designer.designer_template import Base
from reports.formats.docx.read import extract_word
from reports.formats.finished_file import audit_file
from reports.formats.pdf import write as write_pages
from reports.formats.pdf.read import extract_pages
from reports.formats.pptx import merge as deck_merge
from reports.formats.pptx import write as write_deck
from reports.formats.pptx.read import extract_slides
from reports.load.project_folders import folders
from reports.narrative.markdown import parse_section
from reports.narrative.markdown.sentinels import Carrier, LineMap
from reports.ooxml.equation_text import said
from reports.ooxml.package import Package
from reports.ooxml.part_xml import clark
from reports.pipeline.build import build
from reports.pipeline.composition import compose_all
from reports.pipeline.libreoffice import convert
from reports.theme.definition import Theme
from tests.pdf_transcript import elements

ROOT = Path(__file__).parent / "subjects" / "markdown"
PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def composed() -> tuple[dict[str, Document], Theme]:
    """Return the reports, audited, and the look."""
    made = compose_all(folders(PROJECT, str(ROOT / "facts"), str(ROOT / "templates")))
    return {document.info.id: document for document in made.documents}, made.templates.theme


# ── Read ─────────────────────────────────────────────────────────────────────────────────────────


def test_equal_subheadings_have_the_ids_of_their_chapters(composed: tuple[dict[str, Document], Theme]) -> None:
    headings = [node for node in walk(composed[0]["notation"].blocks) if isinstance(node, Heading)]
    assert [(each.number, each.id) for each in headings] == [
        ("1", "marks-within-a-line-are-read"), ("1.1", "marks-within-a-line-are-read-results"),
        ("2", "numbers-are-facts"), ("2.1", "numbers-are-facts-results"), ("2.2", "method"), ("", "sources"),
    ]  # fmt: skip


def test_only_short_forms_that_are_printed_are_listed(composed: tuple[dict[str, Document], Theme]) -> None:
    tables = {node.id: node for node in walk(composed[0]["notation"].blocks) if isinstance(node, Table)}
    assert [plain(row.cells[0]) for row in tables["short-forms"].rows] == ["CPI", "ECB", "GDP", "ILO"]


UNREAD = {
    "<b>bold</b>": ("HTML", 2),
    "so :smile: it is": ("a short code for an emoji", 1),
    "==marked==": ("a highlight", 1),
    "[[Page]]": ("a link of a wiki", 1),
    "[words][id]": ("a link by name", 1),
    "[id]: https://example.org": ("a link by name", 1),
    "\\newpage": ("a command of LaTeX", 1),
    "[TOC]": ("a mark for the contents", 1),
    "called[^gone]": ("a footnote is called that stands nowhere", 1),
    "** loose **": ("a mark for bold", 2),
    "~~ loose ~~": ("a mark for bold or struck words", 2),
    "#Heading": ("a heading has no space", 1),
    "Title\n=====": ("a heading by underlining", 1),
    "+---+---+\n| a | b |\n+---+---+": ("a table drawn with signs", 3),
    "| a | b |": ("a row of a table stands without its head", 1),
    "> [!NOTE]\n> words": ("a box of another program", 1),
    "!!! note": ("a box of another program", 1),
    "words {.big}": ("an attribute", 1),
    "# Head {-}": ("an attribute", 1),
    "words\n{: .big}": ("an attribute", 1),
    "words <!-- aside --> words": ("a comment of HTML", 1),
    r"so \(a + b\) is": (r"an equation between \(", 1),
    "$`a`$": ("it holds a mark for code", 1),
    "words \\": ("a backslash ends", 1),
    "[words](https://example.org": ("a link is not read", 1),
    "[words](a b)": ("a link is not read", 1),
    "as [@smith] says": ("a citation of another program", 1),
    "- [] read": ("a box of a task", 1),
    "• one\n• two": ("a list with signs of its own", 1),
    "(a) one\n(b) two": ("a list by letters", 1),
    "i. one\nii. two": ("a list by letters", 1),
    "Table: Words\n\n| a |\n|---|\n| b |": ("a caption of another program", 1),
    "E = mc^2": ("an exponent is not closed", 1),
    "H~2 O~": ("an index holds a space", 1),
    "#": ("a heading has no words", 1),
    "$$ x": ("an equation is not closed", 1),
    "```\ncode\n```": ("a block of code", 1),
    "- a\n\n  | a |\n  |---|\n  | <table> |": ("HTML", 1),
}
READ = (
    "a < b > c, x:y:z, 12:30:45, a_b_c, C#, US$ and A$", r"\*\*words\*\* \$5 \<b\>", "`<b> ** :smile: \\\\newpage`",
    "Term\n: what it means", "- [ ] to do\n- [x] done", "a^2^ and H~2~O and ~~struck~~", "> words\n> — Speaker",
    "| a |\n|---|\n| b |", "^[A note.]", "https://example.org/a_b*c and <https://example.org>", "{page=new}\nwords",
    "marks as typed [1][3]", r"\[words\] and a \(sign", "as (a) and (b) say\n(c) says no more",
    "- [words](https://example.org/a_(b)) here",
    "A. Smith wrote\nit", "10 ~ 20 and ~ 30", "Table 1: none", "a `x^2` in code", "end with \\\\",
)  # fmt: skip


def problems(text: str) -> list[str]:
    lines = LineMap("t.md", tuple(range(1, text.count("\n") + 2)))
    return [str(each) for each in parse_section(text, Carrier(), lines, text, ("“", "”", "‘", "’"))[1]]


@pytest.mark.parametrize(("text", "expected"), UNREAD.items())
def test_what_is_not_read_is_told_with_its_line(text: str, expected: tuple[str, int]) -> None:
    told = [line for line in problems(text) if expected[0] in line]
    assert all(line.startswith("t.md:") for line in told), problems(text)
    assert len(told) >= min(expected[1], 2)


@pytest.mark.parametrize("address", ["https://example.org/a_(b)", "https://example.org/a"])
def test_a_bracket_that_an_address_opens_belongs_to_it(address: str) -> None:
    text = f"(as {address}) says"
    blocks, _ = parse_section(text, Carrier(), LineMap("t.md", (1,)), text, ("“", "”", "‘", "’"))
    assert [each.target for each in walk(blocks) if isinstance(each, Link)] == [address]


@pytest.mark.parametrize("text", READ)
def test_what_is_read_or_escaped_is_not_told(text: str) -> None:
    assert problems(text) == []


# ── Written ──────────────────────────────────────────────────────────────────────────────────────


def test_the_subject_builds_by_itself(tmp_path: Path) -> None:
    where = folders(PROJECT, str(ROOT / "facts"), str(ROOT / "templates"), str(tmp_path / "output"))
    names = {path.name for path in build(where).written}
    assert {"notation.docx", "notation.pdf", "talk.pptx", "evidence.html"} <= names


def test_equations_are_native_in_word(composed: tuple[dict[str, Document], Theme]) -> None:
    document, theme = composed[0]["notation"], composed[1]
    data = write_word(document, theme)
    body = Package.read(data).tree("word/document.xml")
    own = [node.text for node in walk(document.blocks) if isinstance(node, Equation)]
    inside = [said(each) for each in body.iter(clark("m:oMath"))]
    assert sorted([*inside, "α + β"]) == sorted(own)  # one stands in a footnote
    assert len(list(body.iter(clark("m:oMathPara")))) == 2
    text = "\n".join(run.text for run in extract_word(data).runs)
    assert all(words in text for words in ("A sentence with E = mc^2 and with a/b in it", "CO2, in kg a m2"))


def test_a_wide_table_lies_on_its_side_in_word(composed: tuple[dict[str, Document], Theme]) -> None:
    document, theme = composed[0]["notation"], composed[1]
    assert any(isinstance(block, Landscape) for block in document.blocks)
    assert any(isinstance(block, PageBreak) for block in document.blocks)
    body = Package.read(write_word(document, theme)).tree("word/document.xml")
    lying = [each.get(clark("w:orient")) for each in body.iter(clark("w:pgSz"))]
    assert lying == [None, "landscape", None]
    assert [each.find(clark("w:titlePg")) is not None for each in body.iter(clark("w:sectPr"))] == [True, False, False]


def test_equations_are_drawn_and_read_on_pages(composed: tuple[dict[str, Document], Theme]) -> None:
    import pypdfium2

    data = write_pages(composed[0]["notation"], composed[1])
    text = "\n".join(run.text for run in extract_pages(data).runs)
    assert all(words in text for words in ("E = mc^2", "a/b", "x bar = 1/n ∑_(i = 1)^n", "1.1"))
    sizes = [tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(data)]
    assert [wide > tall for wide, tall in sizes] == [False, True, False, False]


@pytest.mark.parametrize("page", [0, 9])
def test_contents_are_told_from_a_numbered_heading_above_another(
    composed: tuple[dict[str, Document], Theme], page: int
) -> None:
    document, theme = composed[0]["notation"], composed[1]
    heads = (
        Heading(1, (Text("Air is measured"),), "air", number="1"),
        Heading(2, (Text("Results"),), "results", number="1.1"),
    )
    short = replace(document, blocks=(Contents((Text("In this note"),)), *heads, Paragraph((Text("Words."),))))
    told = replace(short, blocks=(*short.blocks, Paragraph((Text(f"See {page}."),)))) if page else short
    problems = audit_file("pdf", write_pages(told, theme), short)
    assert bool(problems) == bool(page), problems


def test_a_first_equation_of_a_slide_stands_in_its_body(composed: tuple[dict[str, Document], Theme]) -> None:
    document, theme = composed[0]["talk"], composed[1]
    line = next(node for node in walk(document.blocks) if isinstance(node, Equation) and node.display)
    heading = next(node for node in walk(document.blocks) if isinstance(node, Heading))
    notes = next(node for node in document.blocks if isinstance(node, Notes))
    alone = replace(document, blocks=(heading, Paragraph((line,)), notes))
    slide = Package.read(write_deck(alone, theme)).tree("ppt/slides/slide1.xml")
    assert [said(each) for each in slide.iter(clark("m:oMath"))] == ["x\u0305 = 1/n ∑_(i = 1)^n w_i x_i"]


def test_equations_are_native_on_slides(composed: tuple[dict[str, Document], Theme]) -> None:
    data = write_deck(composed[0]["talk"], composed[1])
    slide = Package.read(data).tree("ppt/slides/slide1.xml")
    inside = [said(each) for each in slide.iter(clark("m:oMath"))]
    assert inside == ["x_t − x_(t − 1)", "a/b", "x\u0305 = 1/n ∑_(i = 1)^n w_i x_i"]
    lines = [run.text for run in extract_slides(data).runs if run.number == 1 and run.part == "slide"]
    assert sum("x_t − x_(t − 1) and a/b stand" in line for line in lines) == 1  # not the fallback as well


# ── Merged ───────────────────────────────────────────────────────────────────────────────────────


def reworded(document: Document, was: str, now: str) -> Document:
    """Return `document` with other words, and another equation, in its template."""

    def change(node: object) -> object:
        return replace(node, text=node.text.replace(was, now)) if isinstance(node, Text) else node

    return replace(document, blocks=rebuild(document.blocks, change))  # type: ignore[arg-type]


def with_equation(document: Document, was: str, latex: str) -> Document:
    """Return `document` with another equation in the place of the one that reads `was`."""
    from reports.narrative.markdown.equation_notation import equation

    def change(node: object) -> object:
        return equation(latex, (), display=False) if isinstance(node, Equation) and node.text == was else node

    return replace(document, blocks=rebuild(document.blocks, change))  # type: ignore[arg-type]


def retyped(data: bytes, part: str, tag: str, was: str, now: str) -> bytes:
    """Return a file in which a person has typed other words."""
    package = Package.read(data)
    for node in package.tree(part).iter(clark(tag)):
        node.text = (node.text or "").replace(was, now)
    return package.pack()


def test_words_beside_an_equation_are_kept_and_the_equation_is_refreshed_in_word(
    composed: tuple[dict[str, Document], Theme],
) -> None:
    document, theme = composed[0]["notation"], composed[1]
    built, base = word_merge.based(write_word(document, theme), document=document)
    mine = retyped(built, "word/document.xml", "w:t", "how lines stand", "what I typed")
    later = with_equation(document, "E = mc^2", "F = ma")
    made = word_merge.merge(mine, word_merge.based(write_word(later, theme), document=later)[0], base, later)
    text = "\n".join(run.text for run in extract_word(made.data).runs)
    assert (
        "A sentence with F = ma and with a/b in it goes on to its end. The line below it is here to show what I typed."
        in text
    )


def test_an_equation_that_nobody_touched_is_no_edit(composed: tuple[dict[str, Document], Theme]) -> None:
    document, theme = composed[0]["notation"], composed[1]
    built, base = word_merge.based(write_word(document, theme), document=document)
    assert word_merge.merge(built, built, base, document).edits == ()
    deck = composed[0]["talk"]
    slides, slide_base = deck_merge.based(write_deck(deck, theme), document=deck)
    assert deck_merge.merge(slides, slides, slide_base, deck).edits == ()


def test_words_beside_an_equation_are_kept_in_a_deck(composed: tuple[dict[str, Document], Theme]) -> None:
    document, theme = composed[0]["talk"], composed[1]
    built, base = deck_merge.based(write_deck(document, theme), document=document)
    mine = retyped(built, "ppt/slides/slide1.xml", "a:t", "among the words", "among my words")
    later = reworded(document, "read the gauge", "read the meter")
    made = deck_merge.merge(mine, deck_merge.based(write_deck(later, theme), document=later)[0], base, later)
    text = "\n".join(run.text for run in extract_slides(made.data).runs)
    assert "x_t − x_(t − 1) and a/b stand among my words" in text
    assert "read the meter" in text
    slide = etree.parse(io.BytesIO(Package.read(made.data).parts["ppt/slides/slide1.xml"]))
    assert len(list(slide.iter(clark("mc:Fallback")))) == 1


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_pages_sections_tasks_and_numbers_survive_a_save_of_libreoffice(
    composed: tuple[dict[str, Document], Theme],
) -> None:
    """Equations are left out: LibreOffice drops them where its Math is not installed."""

    def change(node: object) -> object:
        return Text("y") if isinstance(node, Equation) else node

    document, theme = composed[0]["notation"], composed[1]
    document = replace(document, blocks=rebuild(document.blocks, change))  # type: ignore[arg-type]
    built, base = word_merge.based(write_word(document, theme), document=document)
    mine = convert({"notation.docx": built}, "docx")["notation.docx"]
    assert [str(each) for each in word_merge.merge(mine, built, base, document).edits] == []


STYLES = (
    '<w:styles xmlns:w="{w}"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    "<w:pPr>{numbered}</w:pPr></w:style></w:styles>"
)


@pytest.mark.parametrize(("number", "expected"), [("7", True), ("0", False), ("", False)])
def test_headings_that_a_designer_numbers_are_known(number: str, expected: bool) -> None:
    numbered = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styles = STYLES.format(w=clark("w:x")[1:-2], numbered=numbered).encode()
    assert designed_headings(Base(styles, numbering=b"<w/>")).listed is expected
    assert designed_headings(Base(styles)).listed is False  # its list is not in the file


# ── Language of parts ────────────────────────────────────────────────────────────────────────────


def test_words_in_another_language_say_so_in_every_format(composed: tuple[dict[str, Document], Theme]) -> None:
    documents, theme = composed
    assert in_french_of_word(write_word(documents["notation"], theme)) == ["Jardin des plantes", "la qualité de l’air"]
    slides = Package.read(write_deck(documents["talk"], theme)).tree("ppt/slides/slide1.xml")
    runs = [each.getparent() for each in slides.iter(clark("a:rPr")) if each.get("lang") == "fr"]
    assert {"".join(map(str, run.itertext())) for run in runs if run is not None} == {"de l’air"}
    spoken = [each.text for each in elements(write_pages(documents["notation"], theme)) if each.language == "fr"]
    assert [each.strip() for each in spoken] == ["Jardin des plantes", "la qualité de l’air"]


def in_french_of_word(data: bytes) -> list[str]:
    """Return the runs of a Word file that are French."""
    found = []
    for run in Package.read(data).tree("word/document.xml").iter(clark("w:r")):
        language = run.find(f"{clark('w:rPr')}/{clark('w:lang')}")
        if language is not None and language.get(clark("w:val")) == "fr":
            found.append("".join(map(str, run.itertext())))
    return found


def test_a_language_that_is_none_is_told() -> None:
    assert problems("[mots]{lang=French}") == [
        "t.md:1:2: 'French' is no language; write its tag of BCP 47, such as {lang=fr}"
    ]
    assert problems("[mots]{lang=fr-CA}") == []
