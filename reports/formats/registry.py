"""Every output format as one row: what it is called, how it is written, read back, audited, joined with edits and shown.

A new format is a folder beside this file and a row in `FORMATS`; no other module asks which format it has before it. What a
row names is light: it imports what it needs when it is called, so that a build loads no library of a format that it does
not make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from reports.errors import InternalError
from reports.formats import data_package, docx, evidence, pdf, pptx
from reports.formats.format import Format, Merge, PageNumbers, Plan, Preview, ProjectFormat
from reports.theme.designer_file import DesignerFile

if TYPE_CHECKING:
    from reports.document import Document

DOCX = Format(
    name="docx",
    called="Word",
    write=docx.write,
    read=docx.text_of,
    expected=docx.expected_text,
    slides=False,
    plan=None,
    merge=Merge(
        with_base=docx.with_base,
        join=docx.join,
        combine=docx.combine,
        reviewed=docx.reviewed,
        remarks=docx.remarks,
        spot="under “{place}”",
    ),
    page_numbers=PageNumbers(
        write=docx.write_with_pages,
        pages_filter="pdf:writer_pdf_Export",
        lacking=docx.lacks_pages,
        renew=docx.with_pages,
    ),
    count_pages=None,
    rank=1,
    load=docx.load,
    designer_file=DesignerFile(
        names=("brief.docx", "brief.dotx", "brief.docm", "brief.dotm"),
        parts=("word/document.xml",),
        program="Word",
    ),
    preview=Preview.CONTENT,
)
PPTX = Format(
    name="pptx",
    called="PowerPoint",
    write=pptx.write,
    read=pptx.text_of,
    expected=pptx.expected_text,
    slides=True,
    plan=Plan(plan=pptx.plan_deck, write=pptx.write_planned),
    merge=Merge(
        with_base=pptx.with_base,
        join=pptx.join,
        combine=pptx.combine,
        reviewed=pptx.reviewed,
        remarks=pptx.remarks,
        spot="{place}",
    ),
    page_numbers=None,
    count_pages=None,
    rank=2,
    load=pptx.load,
    designer_file=DesignerFile(
        names=("deck.pptx", "deck.potx", "deck.pptm", "deck.potm"),
        parts=("ppt/presentation.xml",),
        program="PowerPoint",
    ),
    preview=Preview.SLIDES,
)
PDF = Format(
    name="pdf",
    called="PDF",
    write=pdf.write,
    read=pdf.text_of,
    expected=pdf.expected_text,
    slides=False,
    plan=None,
    merge=None,
    page_numbers=None,
    count_pages=pdf.count_pages,
    rank=0,
    load=pdf.load,
    designer_file=None,
    preview=Preview.PAPER,
)
EVIDENCE = ProjectFormat(name="html", file="evidence.html", preview=True, write=evidence.write)
FACTS = ProjectFormat(name="csv", file="facts.csv", preview=False, write=data_package.write_facts)
DATA_PACKAGE = ProjectFormat(name="json", file="datapackage.json", preview=False, write=data_package.write_description)


class Row(Protocol):
    """A row of a table."""

    @property
    def name(self) -> str:
        """Return by what it is found."""
        ...


R = TypeVar("R", bound=Row)


def table(*rows: R) -> Mapping[str, R]:
    """Return `rows` by name.

    Raises:
        InternalError: two have the same name.
    """
    _require_once("name", [row.name for row in rows])
    return {row.name: row for row in rows}


def slowest_first(formats: Iterable[Format]) -> tuple[Format, ...]:
    """Return `formats` by how long they take to write, the slowest first.

    Raises:
        InternalError: two have the same rank.
    """
    ranked = [(each.rank, each) for each in formats]
    _require_once("rank", [str(rank) for rank, _ in ranked])
    return tuple(each for _, each in sorted(ranked, key=lambda pair: pair[0]))


def _require_once(what: str, values: Sequence[str]) -> None:
    if twice := sorted({value for value in values if values.count(value) > 1}):
        raise InternalError(f"two formats have the {what} {', '.join(twice)}")


FORMATS: Mapping[str, Format] = table(
    DOCX,
    PPTX,
    PDF,
)
"""The formats of reports by their names, in the order in which messages list them."""
PROJECT_FORMATS: Mapping[str, ProjectFormat] = table(
    EVIDENCE,
    FACTS,
    DATA_PACKAGE,
)
"""The formats of the project as a whole."""
SLOWEST_FIRST = slowest_first(FORMATS.values())
"""The formats by how long they take to write."""


def formats_of(document: Document) -> Iterator[Format]:
    """Yield the formats that a report asks for."""
    return (FORMATS[name] for name in document.info.formats)
