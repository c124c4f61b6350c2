"""Words in Latin letters say their language in texts of other letters, so that no voice reads them as words of those."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from zipfile import ZipFile

import pytest
from lxml import etree

from reports.document import Document
from reports.formats.registry import FORMATS
from tests.office_transcript import A, W, said
from tests.pdf_transcript import elements
from tests.test_office_transcript import composed

LATIN = re.compile("[A-Za-z]{2}")
PARTS = re.compile(r"(?:word/(?:document|footnotes|header\d+|footer\d+)|ppt/(?:slides|notesSlides)/\w+)\.xml")


@cache
def urdu(format: str) -> bytes:
    """Return the Urdu report of a format."""
    document: Document = next(
        each for each in composed("own").documents if each.info.language == "ur" and format in each.info.formats
    )
    return FORMATS[format].write(document, composed("own").templates.theme)


def unsaid(data: bytes) -> Iterator[str]:
    """Yield the Latin words of an Office file whose run does not say their language."""
    with ZipFile(io.BytesIO(data)) as package:
        for name in filter(PARTS.fullmatch, package.namelist()):
            for run in etree.fromstring(package.read(name)).iter(f"{W}r", f"{A}r"):
                lang = run.find(f"{W}rPr/{W}lang")
                inner = run.find(f"{A}rPr")
                spoken = lang.get(f"{W}val") if lang is not None else inner.get("lang") if inner is not None else None
                if LATIN.search(said(run)) and not (spoken or "").startswith("en"):
                    yield said(run)


@pytest.mark.parametrize("format", ["docx", "pptx"])
def test_latin_words_in_an_urdu_text_are_said_in_english(format: str) -> None:
    assert list(unsaid(urdu(format))) == []


def test_latin_words_without_a_language_are_found() -> None:
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(urdu("docx"))) as given, ZipFile(stream, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b'<w:lang w:val="en"/>', b""))
    assert "EXIM" in " ".join(unsaid(stream.getvalue()))


def test_spans_of_latin_words_in_an_urdu_pdf_say_english() -> None:
    found = {each.text.strip() for each in elements(urdu("pdf")) if each.kind == "Span" and each.language == "en"}
    assert {"EXIM", "FORGE", "Azad Hind News"} <= found
