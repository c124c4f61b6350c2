"""Copies for many readers: set from one layout, they are what laying each out afresh would give."""

from __future__ import annotations

import io
import pickle
import re
from dataclasses import replace
from functools import cache

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from reports.errors import ReportError
from reports.formats.pdf.assembly import make_forme, write
from reports.formats.pdf.copy_sheets import BASE, COPY, KEY, Forme, character_blocks
from tests.pdf_files import page_texts, structure, summary
from tests.sample import theme

NAME = "Prepared for Tram desk (north), Harbour Office & Île-de-Fer"
ID = "KRTW-BMHZ-FFGJ"
DIFFERENCE = 60
"""Grey levels by which a pixel may differ: edges of letters that begin a fraction of a pixel further on."""


@cache
def forme() -> Forme:
    return make_forme(summary(edition="Public"), theme(), BASE)


@cache
def copy() -> bytes:
    return forme().copy(NAME, ID)


@cache
def laid_out() -> bytes:
    """Return the same copy by the long way."""
    return write(summary(edition="Public", recipient=NAME, copy=ID), theme())


def test_a_copy_reads_like_one_that_was_laid_out_afresh() -> None:
    assert page_texts(copy()) == page_texts(laid_out())
    assert NAME in page_texts(copy())[0]
    assert all(f"Public · {ID}" in page for page in page_texts(copy()))


def test_a_copy_looks_like_one_that_was_laid_out_afresh() -> None:
    with pypdfium2.PdfDocument(copy()) as one, pypdfium2.PdfDocument(laid_out()) as other:
        for page, twin in zip(one, other, strict=True):
            pictures = [each.render(scale=1.5).to_pil().convert("L") for each in (page, twin)]
            assert ImageChops.difference(*pictures).histogram()[DIFFERENCE:] == [0] * (256 - DIFFERENCE)


def test_a_copy_is_built_like_one_that_was_laid_out_afresh() -> None:
    one, other = (pikepdf.open(io.BytesIO(data)) for data in (copy(), laid_out()))
    assert [str(e.S) for e in structure(one)] == [str(e.S) for e in structure(other)]
    assert [str(e.get("/Alt", "")) for e in structure(one)] == [str(e.get("/Alt", "")) for e in structure(other)]
    assert one.Root.Metadata.read_bytes() == other.Root.Metadata.read_bytes()
    assert one.trailer.ID[0] == other.trailer.ID[0]
    assert one.check_pdf_syntax() == []


def test_nothing_of_what_stood_in_for_the_recipient_is_left() -> None:
    pdf = pikepdf.open(io.BytesIO(copy()))
    assert COPY.encode() not in pdf.Root.Metadata.read_bytes()
    assert not any(KEY in page or COPY in page for page in page_texts(copy()))


def test_the_name_of_the_copy_ends_where_the_line_ends() -> None:
    rights = set()
    for id in (ID, "IIII-IIII-IIII", "MMMM-MMMM-MMMM"):
        with pypdfium2.PdfDocument(forme().copy(NAME, id)) as pdf:
            text = pdf[1].get_textpage()
            at = text.get_text_range().index(id)
            rights.add(round(text.get_charbox(at + len(id) - 1, loose=True)[2], 0))
    assert len(rights) == 1


def test_each_copy_is_a_file_of_its_own_and_the_same_words_give_the_same_bytes() -> None:
    again = pickle.loads(pickle.dumps(forme()))
    assert again.copy(NAME, ID) == copy()
    other = forme().copy(NAME, "ZZZZ-ZZZZ-ZZZZ")
    ids = {pikepdf.open(io.BytesIO(data)).trailer.ID[0].__bytes__() for data in (copy(), other)}
    assert len(ids) == 2


def test_other_scripts_need_their_own_forme() -> None:
    name = "Prepared for Γραφείο, Łódź, Дирекция"
    with pytest.raises(ReportError, match=re.escape("'Γ'")):
        forme().copy(name, ID)
    wide = make_forme(summary(), theme(), character_blocks(name))
    assert name in page_texts(wide.copy(name, ID))[0]


def test_a_style_sheet_that_hides_the_lines_is_named() -> None:
    hidden = replace(theme(), css=theme().css + ".copy { display: none }")
    with pytest.raises(ReportError, match=r"rules for \.copy out of summary\.css"):
        make_forme(summary(), hidden, BASE)
