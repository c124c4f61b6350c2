"""What `fit` proves holds in a real layout: random texts, set by LibreOffice, take no more lines than measured."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt

from reports.fit import Piece, break_lines, metrics
from tests.test_fit import system_font

FONT = metrics("Calibri")
TEXT = (
    "tram line depot harbour bridge office ministers agreement signed approved up to more than letters of interest "
    "$30 billion 74% [1][3] supply-chain two–three 'early' Kraftwerk 2031 and the of in a with for that which were"
)
WORDS = tuple(TEXT.split())
SLIDES, ROWS = 20, 4
SIZES = (12, 16, 20, 28)
ROW_HEIGHT = 320.0


@dataclass(frozen=True)
class Sample:
    """A random text in a box."""

    text: str
    size: float
    room: float
    bold: bool
    slide: int
    top: float


def samples() -> list[Sample]:
    """Return the same random texts in every run."""
    source = random.Random(20310402)
    found = []
    for number in range(SLIDES * ROWS):
        size = source.choice(SIZES)
        words = source.choices(WORDS, k=source.randint(3, 24))
        found.append(
            Sample(
                " ".join(words), size, source.uniform(160, 860), source.random() < 0.4,
                number // ROWS, 10 + ROW_HEIGHT * (number % ROWS),
            )
        )  # fmt: skip
    return found


def pptx_of(texts: list[Sample]) -> bytes:
    """Return the texts in boxes of their own, without insets."""
    show = Presentation()
    show.slide_width, show.slide_height = Pt(960), Pt(ROW_HEIGHT * ROWS + 20)
    for number in range(SLIDES):
        slide = show.slides.add_slide(show.slide_layouts[6])
        for each in (text for text in texts if text.slide == number):
            frame = slide.shapes.add_textbox(Pt(48), Pt(each.top), Pt(each.room), Pt(20)).text_frame
            frame.word_wrap = True
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            run = frame.paragraphs[0].add_run()
            run.text = each.text
            run.font.name, run.font.size, run.font.bold = "Calibri", Pt(each.size), each.bold
            run.font.color.rgb = RGBColor(0, 0, 0)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def lines_set(pdf: Path, texts: list[Sample]) -> list[int]:
    """Return how many lines each text takes in `pdf`."""
    document = pypdfium2.PdfDocument(pdf)
    counts = []
    for each in texts:
        page = document[each.slide]
        words = page.get_textpage()
        tall = page.get_height()
        said = words.get_text_bounded(0, tall - each.top - ROW_HEIGHT, page.get_width(), tall - each.top)
        counts.append(len(said.split("\r\n")))
    document.close()
    return counts


@pytest.mark.office
def test_no_text_takes_more_lines_than_measured(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or system_font("Carlito-Regular.ttf") is None:
        pytest.skip("LibreOffice with Carlito is not installed")
    texts = samples()
    (tmp_path / "texts.pptx").write_bytes(pptx_of(texts))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "texts.pptx")], check=True, capture_output=True, timeout=120)
    actual = lines_set(tmp_path / "texts.pdf", texts)
    proved = [len(break_lines((Piece(each.text, each.bold),), each.size, each.room, FONT)) for each in texts]
    assert len(actual) == SLIDES * ROWS
    assert sum(actual) > 1.5 * len(actual), "the texts must break, or the test shows nothing"
    short = [(each, real, said) for each, real, said in zip(texts, actual, proved, strict=True) if real > said]
    assert short == []
    same = sum(real == said for real, said in zip(actual, proved, strict=True))
    assert same >= 0.92 * len(texts), f"only {same} of {len(texts)} agree"
