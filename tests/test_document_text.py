"""Documents as they come: Markdown, HTML, Word and PDF give their title, their paragraphs and nothing that stands around."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from docx import Document as Word

from reports.audit.sources import verify_sources
from reports.errors import InputError
from reports.load.documents.document_text import DocumentText, read_as, unpacked
from reports.load.project_folders import folders
from reports.tools.curating.add_source import add_source
from reports.tools.curating.new_project import new_project
from tests.analyst_cases import facts_of

SAID = "The library counted more than 14,000 visits and five branches in the year."

MARKDOWN = [
    ("# The library again\n\nText.\n", "The library again", 0),
    ("---\ntitle: 'The library again'\ndate: 2031\n---\n\n# Another\n\nText.\n", "The library again", 4),
    ("---\nlayout: page\n---\n\n## The library again ##\n", "The library again", 3),
    ("The library again\n\nText.\n", "The library again", 0),
    ("---\n\nNo front matter, since nothing closes it.\n", "---", 1),
    ("# The library again\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "The library again", 1),
]


@pytest.mark.parametrize(("text", "title", "apart"), MARKDOWN)
def test_markdown(text: str, title: str, apart: int) -> None:
    found = read_as(text, "a.md")
    assert (found.title, len(found.apart)) == (title, apart)
    assert found.paragraphs == tuple(line.strip() for line in text.split("\n") if line.strip()), (
        "lines are counted as before"
    )
    assert len(found.content) == len(found.paragraphs)


def test_plain_text_is_read_as_before() -> None:
    assert read_as("# One\n\nTwo\n", "a.txt") == DocumentText("# One", ("# One", "Two"))


PAGE = """<!doctype html><html><head><title>The library again – Gazette</title>
<meta property="og:title" content="The library again"><style>p { color: red }</style></head><body>
<nav><ul><li>Home</li><li>12 new jobs</li></ul></nav><header>Gazette, since 1871</header>
<main><article><header><h1>The library
 again</h1></header><p>The library counted <b>more than 14,000</b> visits<br>in the year.</p>
<script>var n = 99;</script><table><tr><th>Branch</th><th>Visits</th></tr><tr><td>North</td><td>9,000</td></tr></table>
<ul><li>One <p>two</p></li></ul></article><aside>Read on: 7 tips</aside></main>
<footer>© 2031 Gazette</footer></body></html>"""


def test_a_web_page_gives_its_article() -> None:
    found = read_as(PAGE, "a.html")
    assert found == read_as(PAGE, "saved-page"), "told by its beginning"
    assert found.title == "The library again"
    assert found.paragraphs == (
        "The library again",
        "The library counted more than 14,000 visits in the year.",
        "Branch | Visits",
        "North | 9,000",
        "One",
        "two",
    )


def test_a_page_without_article_gives_its_body() -> None:
    found = read_as("<html><body><div>One <i>two</i></div><p hidden>Three</p>Four</body></html>", "a.html")
    assert found == DocumentText("One two", ("One two", "Four"))


@pytest.mark.parametrize("text", ["", "<html></html>", "<!-- nothing -->", "<html><nav>Home</nav></html>"])
def test_a_page_without_words_is_empty(text: str) -> None:
    assert read_as(text, "a.html").paragraphs == ()


def word(*, title: str = "") -> bytes:
    """Return a Word file."""
    document = Word()
    document.core_properties.title = title
    document.add_paragraph("Gazette")
    document.add_heading("The library again", 0)
    document.add_paragraph(SAID)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "North", "9,000 visits"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_file() -> None:
    found = unpacked(word(title="A template of ours"), "a.docx")
    assert found == DocumentText("The library again", ("Gazette", "The library again", SAID, "North | 9,000 visits"))


def pdf(*pages: Sequence[str], title: str = "") -> bytes:
    """Return a PDF file of these lines."""
    made = pikepdf.new()
    name = pikepdf.Name
    font = made.make_indirect(pikepdf.Dictionary(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica))
    for lines in pages:
        page = made.add_blank_page(page_size=(595, 842))
        shown = "".join(f"1 0 0 1 50 {780 - 16 * n} Tm ({line}) Tj\n" for n, line in enumerate(lines))
        page.Contents = made.make_stream(f"BT /F1 11 Tf\n{shown}ET".encode("cp1252"))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    made.docinfo["/Title"] = title
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


LINES = (
    "The library again",
    "The library counted more than 14,000 visits and five",
    "branches in the year. It is full.",
    "Two are new.",
)


def test_a_pdf_file() -> None:
    found = unpacked(pdf(LINES, title="The library again"), "a.pdf")
    assert found.title == "The library again"
    assert found.paragraphs == ("The library again", f"{SAID} It is full.", "Two are new.")
    assert unpacked(pdf(LINES, title="Microsoft Word - draft3"), "a.pdf").title == "The library again"


def test_running_heads_of_a_pdf_are_no_content() -> None:
    pages = [
        ("Gazette of the town", f"Words that stand on page {word} alone.", f"Page {n}")
        for n, word in enumerate("abcd", 1)
    ]
    found = unpacked(pdf(*pages), "a.pdf")
    assert found.paragraphs == tuple(f"Words that stand on page {word} alone." for word in "abcd")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (pdf(()), "holds no text, only pictures of pages; run character recognition"),
        (b"%PDF-1.7 broken", "is a PDF file that cannot be read"),
        (b"PK\x03\x04 broken", "is no Word file that can be read"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, why: str) -> None:
    with pytest.raises(InputError, match=f"a.bin: {why}"):
        unpacked(raw, "a.bin")


WHOLE = {
    "a.html": PAGE.encode(),
    "a.docx": word(),
    "a.pdf": pdf(LINES),
    "a.md": f"# The library again\n\n{SAID}\n".encode(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_was_added_is_verified_against_the_same_text(name: str, tmp_path: Path) -> None:
    raw = WHOLE[name]
    new_project(str(tmp_path / "library"), "invoke")
    where, documents = folders(tmp_path / "library"), tmp_path / "documents"
    documents.mkdir()
    (documents / name).write_bytes(raw)
    added = add_source(facts_of(where), documents / name, {"id": "again"}, "2031-04-01")
    assert added.source.title == "The library again"
    assert {each.fact.id for each in added.candidates} >= {"visits"}
    assert verify_sources(where.facts, "facts", str(documents), "again").endswith(": all found")
    (documents / name).write_bytes(raw.replace(b"again", b"anew!") if name in ("a.html", "a.md") else raw + b" ")
    with pytest.raises(InputError, match="is not the document that 'again' was curated from"):
        verify_sources(where.facts, "facts", str(documents), "again")
