"""Text measuring: widths from the table, line breaks, and both against the real font and LibreOffice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.theme.metrics_table import table_of, table_text
from reports.theme.text_metrics import (
    FOLDER,
    Piece,
    advance,
    break_lines,
    longest_word,
    metrics,
    width,
)

CALIBRI = metrics("Calibri")
WORDS = st.lists(st.text("abcdefgh-–.,ijklm", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)


def system_font(name: str) -> Path | None:
    """Return the font file of this name, if the system has it."""
    from matplotlib.font_manager import findSystemFonts

    return next((Path(found) for found in sorted(findSystemFonts()) if Path(found).name == name), None)


def lines(text: str, room: float, size: float = 20) -> list[str]:
    return [line.text for line in break_lines((Piece(text),), size, room, CALIBRI)]


def test_width_is_that_of_the_table() -> None:
    assert advance("A", bold=False, font=CALIBRI) == 1185 / 2048
    assert width((Piece("AA"),), 20, CALIBRI) == pytest.approx(2 * 20 * 1185 / 2048)
    assert width((Piece("A", bold=True),), 20, CALIBRI) > width((Piece("A"),), 20, CALIBRI)


def test_line_height_is_ascent_descent_and_gap() -> None:
    assert pytest.approx(2500 / 2048) == CALIBRI.line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three", ["one two", "three"]),
        ("one\u00a0two three", ["one\u00a0two", "three"]),
        ("one two\nthree", ["one two", "three"]),
        ("one\n", ["one", ""]),
        ("", [""]),
        ("one two-three", ["one two-", "three"]),
        ("one two–three", ["one two–", "three"]),
        ("one “two” abc", ["one “two”", "abc"]),
        ("up to -12345678", ["up to", "-12345678"]),
        ("abcdefghijklmnop", ["abcdefghij", "klmnop"]),
        ("one two     ", ["one two"]),
        ("交通局新路线图交通", ["交通局新", "路线图交", "通"]),
    ],
)  # fmt: skip
def test_lines_break_as_in_office(text: str, expected: list[str]) -> None:
    assert lines(text, 88) == expected


def test_marks_that_combine_take_no_room_and_unknown_signs_take_some() -> None:
    assert advance("\u0301", bold=False, font=CALIBRI) == 0
    assert advance("\U0001f68b", bold=False, font=CALIBRI) == 1
    assert 0.5 < advance("\u0d05", bold=False, font=CALIBRI) < 1


def test_a_family_without_a_table_is_taken_to_be_wider() -> None:
    other = metrics("Some Grotesk")
    assert not other.measured
    assert CALIBRI.measured
    assert width((Piece("Tram"),), 20, other) > 1.1 * width((Piece("Tram"),), 20, CALIBRI)


@given(WORDS, st.floats(60, 400))
def test_no_line_is_wider_than_its_room_and_no_word_is_lost(text: str, room: float) -> None:
    broken = break_lines((Piece(text),), 16, room, CALIBRI)
    assert all(line.width <= room + 1e-6 for line in broken)
    assert "".join("".join(line.text for line in broken).split()) == "".join(text.split())


@given(WORDS, st.floats(60, 300), st.floats(0, 100))
def test_more_room_never_takes_more_lines(text: str, room: float, more: float) -> None:
    narrow, wide = (len(break_lines((Piece(text),), 16, each, CALIBRI)) for each in (room, room + more))
    assert wide <= narrow


@given(WORDS)
def test_the_longest_word_is_what_a_column_needs(text: str) -> None:
    need = longest_word((Piece(text),), 16, CALIBRI)
    words = [line.text for line in break_lines((Piece(text),), 16, need + 1e-6, CALIBRI)]
    assert all(word in text for word in words)
    assert max(width((Piece(word),), 16, CALIBRI) for word in words) <= need + 1e-6


def test_the_table_is_what_the_font_says() -> None:
    regular, bold = system_font("Carlito-Regular.ttf"), system_font("Carlito-Bold.ttf")
    if regular is None or bold is None:
        pytest.skip("Carlito is not installed")
    made = table_of(regular, bold, "Calibri")
    text = (FOLDER / "calibri.json").read_text("utf-8")
    assert table_text(made) == text
    assert json.loads(text)["units_per_em"] == 2048
