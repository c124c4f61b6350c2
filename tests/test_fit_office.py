"""What `fit` proves holds in a real layout: LibreOffice takes no more lines, and makes no table taller, than measured."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt

from reports.errors import InputError
from reports.formats.pptx import decks
from reports.formats.pptx.assembly import write_deck
from reports.formats.pptx.plan import Deck, plan
from reports.formats.pptx.plan.slide_model import GridShape
from reports.languages.registry import is_rtl
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from reports.pipeline.libreoffice import convert
from reports.theme.definition import Theme
from reports.theme.text_metrics import Piece, break_lines, metrics
from tests import sample
from tests.deck_cases import deck
from tests.test_fit import system_font
from tests.test_office import HAS_OFFICE

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    HAS_OFFICE,
    pytest.mark.skipif(system_font("Carlito-Regular.ttf") is None, reason="Carlito is not installed"),
]

ROOT = Path(__file__).parents[1]
FONT = metrics("Calibri")
TEXT = (
    "tram line depot harbour bridge office ministers agreement signed approved up to more than letters of interest "
    "$30 billion 74% [1][3] supply-chain two–three 'early' Kraftwerk 2031 and the of in a with for that which were "
    "“open” and/or either—or (planned) e.g. $14.8 AV To. WAY fi ffl 1,000 –5% Zürich São naïve café: yes; no. 6.5 "
    "letter-of-interest 2025–26 $30\u00a0billion [1]\u00a0[3] US-led Reichsbahnausbesserungswerk"
)
WORDS = tuple(TEXT.split(" "))
SLIDES, ROWS = 100, 4
SIZES = (12, 16, 20, 28, 40)
ROW_HEIGHT = 700.0
TABLES = 60
NEAR = 0.35
"""Points by which a rule may lie off: rounding of positions in the PDF."""


# ── Lines of text ────────────────────────────────────────────────────────────────────────────────


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
                " ".join(words), size, source.uniform(12 * size, 860), source.random() < 0.4,
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


def lines_set(pdf: bytes, texts: list[Sample]) -> list[int]:
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


def test_no_text_takes_more_lines_than_measured() -> None:
    texts = samples()
    actual = lines_set(convert({"texts.pptx": pptx_of(texts)}, "pdf")["texts.pdf"], texts)
    proved = [len(break_lines((Piece(each.text, each.bold),), each.size, each.room, FONT)) for each in texts]
    assert len(actual) == SLIDES * ROWS
    assert sum(actual) > 1.5 * len(actual), "the texts must break, or the test shows nothing"
    short = [(each, real, said) for each, real, said in zip(texts, actual, proved, strict=True) if real > said]
    assert short == []
    same = sum(real == said for real, said in zip(actual, proved, strict=True))
    assert same >= 0.9 * len(texts), f"only {same} of {len(texts)} agree"


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────


def random_table(source: random.Random, number: int) -> str:
    """Return a slide with a table of random words."""
    columns, rows = source.choice((2, 3, 4)), source.randint(2, 6)
    cells = [[" ".join(source.choices(WORDS, k=source.randint(1, 14))) for _ in range(columns)] for _ in range(rows)]
    table = [[f"H{n}" for n in range(columns)], ["---"] * columns, *cells]
    body = "\n".join("| " + " | ".join(row) + " |" for row in table)
    return f"{{layout=table seconds=10}}\n# Slide {number} says it\n\nSubtitle\n\n{body}\n"


def random_tables() -> Deck:
    """Return a deck of random tables that are proved to fit."""
    source, theme = random.Random(20310403), sample.theme()
    slides: list[str] = []
    for number in range(20 * TABLES):
        text = random_table(source, number)
        try:
            plan(deck(text), theme)
        except InputError:
            continue
        slides.append(text)
        if len(slides) == TABLES:
            break
    return plan(deck("\n".join(slides)), theme)


def rules(page: pypdfium2.PdfPage) -> list[float]:
    """Return where level rules lie on a page, in points from its top."""
    tall = page.get_height()
    bounds = [each.get_bounds() for each in page.get_objects() if each.type == pdfium.FPDF_PAGEOBJ_PATH]
    return [tall - (low + high) / 2 for left, low, right, high in bounds if high - low < 4 and right - left > 10]


def grown(made: Deck, theme: Theme) -> Iterator[str]:
    """Yield what LibreOffice sets elsewhere than planned: a row that needs more room pushes the rules below it down."""
    document = pypdfium2.PdfDocument(convert({"deck.pptx": write_deck(made, theme)}, "pdf")["deck.pdf"])
    for page, slide in zip(document, made.slides, strict=True):
        found = rules(page)
        for grid in (shape for shape in slide.shapes if isinstance(shape, GridShape)):
            bottom = grid.box.y
            if grid.height > grid.box.h + NEAR:
                yield f"{slide.title}: {grid.height} in {grid.box.h}"
            for row in grid.rows:
                bottom += row.height
                ruled = any(cell.bottom for cell in row.cells)
                if ruled and not any(abs(each - bottom) < NEAR for each in found):
                    yield f"{slide.title}: no rule at {bottom:.1f}, but at {sorted(round(each, 1) for each in found)}"
    document.close()


def test_no_table_grows_beyond_what_was_measured() -> None:
    made = random_tables()
    assert len(made.slides) == TABLES
    assert list(grown(made, sample.theme())) == []


def test_no_table_of_the_project_grows() -> None:
    composed = compose_all(folders(ROOT))
    for made in (each for each in decks(composed.plans).values() if not is_rtl(each.info.language)):
        # Those in other scripts are fitted to Office's own fonts, for which this machine has taller ones.
        assert list(grown(made, composed.templates.theme)) == []


def test_a_row_that_is_planned_too_low_is_found() -> None:
    from dataclasses import replace

    made = random_tables()
    slide = made.slides[0]
    grid = next(shape for shape in slide.shapes if isinstance(shape, GridShape))
    rows = (grid.rows[0], replace(grid.rows[1], height=8), *grid.rows[2:])
    shapes = tuple(replace(grid, rows=rows) if shape is grid else shape for shape in slide.shapes)
    wrong = replace(made, slides=(replace(slide, shapes=shapes),))
    assert list(grown(wrong, sample.theme())) != []
