"""How the PDF breaks, joins and counts words: small parts, each by itself."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reports.document import Paragraph, SourceList, Strong
from reports.formats.pdf import write
from reports.formats.pdf.blocks import decimals
from reports.formats.pdf.inlines import keep_last_words
from reports.formats.pdf.page_style import css_string
from reports.formats.pdf.small_drawings import dot_grid
from reports.theme.fonts import text_width
from tests.pdf_files import page_texts, with_blocks
from tests.sample import BOOK, DOTS, ref, theme, words


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("One two three four.", "One two three\u00a0four."),
        ("Two words", "Two words"),
        ("One two three responsibilities", "One two three responsibilities"),
        ("", ""),
    ],
)
def test_the_last_words_stay_together(text: str, kept: str) -> None:
    assert keep_last_words(text) == kept


@pytest.mark.parametrize(
    ("text", "places"), [("54", 0), ("≈ 0.5", 1), ("1,000", 0), ("14.80%", 2), ("", None), ("$1.8 billion", None)]
)
def test_decimals_are_counted_by_the_point_of_the_language(text: str, places: int | None) -> None:
    assert decimals(text, ".") == places


def test_a_css_string_cannot_be_left() -> None:
    assert css_string('a"; } <b>') == '"a\\22 ; } \\3c b\\3e "'


@pytest.mark.parametrize(("value", "rings", "columns"), [(54, 0, 11), (54, 1, 11), (20, 0, 10), (7, 0, 7)])
def test_dots_stand_in_full_rows(value: int, rings: int, columns: int) -> None:
    first = replace(DOTS.points[0], value=value)  # type: ignore[arg-type]
    drawn = dot_grid(replace(DOTS, points=(first,) * (1 + rings)), theme(), 110)
    assert drawn.count("<circle") == value + rings
    assert len(set(re.findall(r'cx="([\d.]+)"', drawn))) == columns
    assert drawn.count('fill="none"') == rings


def test_the_hedge_stays_with_the_figure() -> None:
    page = page_texts(write(with_blocks(Paragraph((Strong(words("Sum: ")), ref("budget")))), theme()))[0]
    assert "more than $30\u00a0billion" in page


@pytest.mark.parametrize("title", ["Trams", "What the office opened in the Harbour and where the partners stand today"])
def test_a_title_takes_no_more_lines_when_it_is_balanced(title: str) -> None:
    from reports.formats.pdf import html_page

    widths = [text_width(word, 27, 600) * html_page.SERIF for word in keep_last_words(title).split(" ")]
    balanced = html_page._balanced(title, 380)
    assert html_page._lines(widths, balanced) == html_page._lines(widths, 380)
    assert balanced <= 380


def test_a_question_as_a_title_keeps_its_mark_alone() -> None:
    listed = BOOK.sources["paper-1"].model_copy(update={"title": "Who opens the lines?"})
    page = page_texts(write(with_blocks(SourceList((listed,))), theme()))[0]
    assert "Who opens the lines? Accessed" in page.replace("\r\n", " ")
