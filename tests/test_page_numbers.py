"""How often LibreOffice agrees with the page numbers that a contents list prints: a measure, and the level it must reach."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from reports.document import Contents, Document, Heading, plain, walk
from reports.formats.registry import DOCX
from reports.languages.registry import is_rtl
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from reports.pipeline.libreoffice import convert, find_office
from reports.pipeline.pagination import paginated, repaged
from reports.theme.definition import Theme
from tests.second_subject import ROOT, flat

LEVEL = 0.95
"""Share of the printed page numbers on whose page the heading has to stand."""
LINES = (0, 3, 40)
"""Lines that a person adds above the contents, so that headings move."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents of a file, and the pages on which its heading stands."""

    file: str
    heading: str
    printed: int
    stands: tuple[int, ...]

    @property
    def agrees(self) -> bool:
        return self.printed in self.stands


def agreement(entries: list[Entry]) -> float:
    """Return the share of entries whose heading stands on the page that they print."""
    return sum(each.agrees for each in entries) / len(entries)


def test_an_entry_agrees_only_with_a_page_that_holds_its_heading() -> None:
    entries = [Entry("brief", "Lines", 2, (2,)), Entry("brief", "Money", 3, (4,)), Entry("brief", "Trams", 3, ())]
    assert [each.agrees for each in entries] == [True, False, False]
    assert agreement(entries) == pytest.approx(1 / 3)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_libreoffice_agrees_with_the_page_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    entries = [entry for document, theme in _measured() for entry in _of(document, theme)]
    share = agreement(entries)
    with capsys.disabled():
        said = f"{sum(each.agrees for each in entries)} of {len(entries)}, {share:.0%}"
        sys.stdout.write(f"\npage numbers: LibreOffice agrees with {said}\n")
    assert share >= LEVEL, [each for each in entries if not each.agrees]


def _measured() -> Iterator[tuple[Document, Theme]]:
    """Yield Word files with contents whose text a PDF gives back in order, of this project and of two other subjects."""
    for root in (ROOT, *(ROOT / "tests" / "subjects" / name for name in ("bulletin", "fleuve"))):
        whole = compose_all(folders(root))
        for document in whole.documents:
            has_contents = any(isinstance(node, Contents) for node in walk(document.blocks))
            if "docx" in document.info.formats and has_contents and not is_rtl(document.info.language):
                yield document, whole.templates.theme


def _of(document: Document, theme: Theme) -> Iterator[Entry]:
    """Yield the entries of a document, as it is built and with lines of a person's own."""
    numbers = DOCX.page_numbers
    assert numbers
    first = paginated(document, theme, DOCX, numbers)
    for lines in LINES:
        data = repaged(document.info.file("docx"), _lengthened(first, lines), numbers)
        yield from _entries(f"{document.info.id}.docx, {lines} lines of a person’s", data, document)


def _lengthened(data: bytes, lines: int) -> bytes:
    """Return the file with lines of a person's own above its contents."""
    edited = docx.Document(io.BytesIO(data))
    above = next(each for each in edited.paragraphs if each.style.name == "Subtitle")
    for _ in range(lines):
        above.insert_paragraph_before("A line of the desk’s own.")
    saved = io.BytesIO()
    edited.save(saved)
    return saved.getvalue()


def _entries(file: str, data: bytes, document: Document) -> Iterator[Entry]:
    """Yield each entry of the contents; where its heading stands is read from the text that follows the contents."""
    [pdf] = convert({"measured.docx": data}, "pdf:writer_pdf_Export", purpose="the measure").values()
    laid = pypdfium2.PdfDocument(pdf)
    pages = [flat(page.get_textpage().get_text_range()) for page in laid]
    laid.close()
    printed = dict(_printed(data))
    heads = [
        flat(plain(node.inlines)) for node in walk(document.blocks) if isinstance(node, Heading) and node.level == 1
    ]
    assert set(printed) == set(heads), file
    for head in heads:
        _, *stands = [number for number, text in enumerate(pages, start=1) for _ in range(text.count(head))]
        yield Entry(file, head, printed[head], tuple(stands))


def _printed(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield heading and page of each entry of the contents as the file prints them."""
    for paragraph in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        if any("PAGEREF" in (code.text or "") for code in paragraph.iter(qn("w:instrText"))):
            *words, page = ["".join(node.itertext()) for node in paragraph.iter(qn("w:t"))]
            yield flat("".join(words)), int(page)
