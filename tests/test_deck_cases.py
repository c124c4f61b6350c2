"""Markdown in, slides out: each case is one file with a slide and its outline, or what is said against it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.errors import InputError
from reports.formats.pptx.plan import Deck, plan
from reports.formats.pptx.plan.slide_model import ChartShape, GridShape, Par, PictureShape, Shape, Slide, TextShape
from tests import sample
from tests.deck_cases import deck

FOLDER = Path(__file__).parent / "cases" / "deck"
CASES = sorted(FOLDER.glob("*.md"))
DIVIDER = "\n=====\n"


def outline(made: Deck) -> str:
    """Return slides with their placeholders, boxes, texts and notes, line by line."""
    return "\n".join(line for slide in made.slides for line in _slide(slide)) + "\n"


def _slide(slide: Slide) -> Iterator[str]:
    yield f"slide {slide.id}: {slide.layout}, {slide.seconds} s, section {slide.section!r}"
    for shape in slide.shapes:
        yield f"  {shape.slot} at {_box(shape)}"
        yield from _shape(shape)
    yield f"  facts {' '.join(slide.facts)} sources {slide.sources}"
    for par in slide.notes:
        yield f"  | {_par(par)}"


def _box(shape: Shape) -> str:
    box = shape.box
    height = shape.height if isinstance(shape, GridShape) else box.h
    return f"{box.x:.0f} {box.y:.0f} {box.w:.0f} {height:.0f}"


def _shape(shape: Shape) -> Iterator[str]:
    match shape:
        case TextShape(paragraphs=paragraphs):
            yield from (f"    {_par(par)}" for par in paragraphs)
        case GridShape(columns=columns, rows=rows, alt=alt):
            yield f"    columns {' '.join(f'{width:.0f}' for width in columns)} alt {alt!r}"
            for row in rows:
                yield "    " + " | ".join(" / ".join(map(_par, cell.paragraphs)) for cell in row.cells)
        case ChartShape(spec=spec) | PictureShape(spec=spec):
            yield f"    {spec.kind} {spec.id} alt {shape.alt!r}"


def _par(par: Par) -> str:
    mark = {"dash": "– ", "number": "1. ", "": ""}[par.marker]
    text = "".join(f"*{run.text}*" if run.bold else run.text for run in par.runs)
    style = f"<{par.style}> " if par.style else ""
    return f"{style}{mark}{text}".rstrip()


def result(given: str) -> str:
    """Return the outline of a case, or the problems that stop it."""
    try:
        return outline(plan(deck(given), sample.theme()))
    except InputError as failure:
        return f"{failure}\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    given, _, expected = path.read_text("utf-8").partition(DIVIDER)
    made = result(given)
    if os.environ.get("ACCEPT_GOLDEN"):
        path.write_text(given.rstrip("\n") + "\n" + DIVIDER + made, "utf-8")
        return
    assert made == expected
    assert ("slide" not in made.split(":")[0]) == path.stem.startswith("refused")


def test_there_are_cases_for_every_layout_and_refusal() -> None:
    names = {path.stem for path in CASES}
    assert {"cover", "section", "whole-story", "chart", "chart-points", "two-columns", "table"} <= names
    assert {"key-figures", "timeline", "quote", "gaps", "decision", "sources"} <= names
    assert sum(name.startswith("refused") for name in names) >= 14


def test_the_outline_sees_a_changed_word() -> None:
    one, other = (result(f"{{layout=section seconds=10}}\n# {title}\n") for title in ("A word", "A sword"))
    assert one != other
