"""The files as other programs read them: each figure with a hedge is found whole by every reader at hand."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest

from reports.document import Block, Document, FactRef, Figure, Notes, Paragraph, Table, Text, Tile, Words, plain, walk
from reports.formats.pdf.key_figure_tiles import signed_value
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.notation.spaces import even_spaces
from reports.pipeline.composition import Composed, compose_all
from reports.theme.fonts import outer_environment
from tests.second_subject import ROOT

pytestmark = pytest.mark.slow
Reader = Callable[[Path], str]


def _run(*call: str) -> Reader:
    """Return what a program prints that is given a path and writes to where '-' stands."""

    def read(path: Path) -> str:
        done = subprocess.run([*call, str(path), "-"], capture_output=True, text=True, timeout=120, check=True)
        return done.stdout

    return read


def _libreoffice(path: Path) -> str:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    call = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(path.parent), str(path)]
    subprocess.run(call, check=True, capture_output=True, timeout=200, env=outer_environment())
    return path.with_suffix(".txt").read_text("utf-8-sig")


def _pdfium(path: Path) -> str:
    return "\n".join(run.text for run in FORMATS["pdf"].read(path.read_bytes()).runs)


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in import_module("pypdf").PdfReader(path).pages)


def _pdfminer(path: Path) -> str:
    return str(import_module("pdfminer.high_level").extract_text(path))


def _markitdown(path: Path) -> str:
    return str(import_module("markitdown").MarkItDown().convert(path).text_content)


def _mammoth(path: Path) -> str:
    with path.open("rb") as file:
        return str(import_module("mammoth").extract_raw_text(file).value)


def _docx2python(path: Path) -> str:
    return str(import_module("docx2python").docx2python(path).text)


def _pandoc(path: Path) -> str:
    return str(import_module("pypandoc").convert_file(str(path), "plain", extra_args=["--wrap=none"]))


def _python_pptx(path: Path) -> str:
    """Return the texts of shapes and cells and the notes, as most programs take slides apart."""
    found: list[str] = []
    for slide in import_module("pptx").Presentation(str(path)).slides:
        for shape in slide.shapes:
            found += [shape.text_frame.text] if shape.has_text_frame else []
            found += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
        found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found)


READERS: Mapping[str, tuple[str, Reader, bool]] = {
    "pdf by pdfium": ("pdf", _pdfium, True),
    "pdf by pdftotext": ("pdf", _run("pdftotext"), bool(shutil.which("pdftotext"))),
    "pdf by pypdf": ("pdf", _pypdf, bool(find_spec("pypdf"))),
    "pdf by pdfminer": ("pdf", _pdfminer, bool(find_spec("pdfminer"))),
    "docx by LibreOffice": ("docx", _libreoffice, bool(shutil.which("soffice"))),
    "docx by markitdown": ("docx", _markitdown, bool(find_spec("markitdown"))),
    "docx by mammoth": ("docx", _mammoth, bool(find_spec("mammoth"))),
    "docx by docx2python": ("docx", _docx2python, bool(find_spec("docx2python"))),
    "docx by pandoc": ("docx", _pandoc, bool(find_spec("pypandoc"))),
    "pptx by python-pptx": ("pptx", _python_pptx, True),
    "pptx by pandoc": ("pptx", _pandoc, bool(find_spec("pypandoc"))),
    "pptx by markitdown": ("pptx", _markitdown, bool(find_spec("markitdown"))),
}
"""Reader → format, what reads it, whether it is at hand.

pandoc comes with the extra `bench`; markitdown, which weighs 100 MB with what it asks for, reads Word files by mammoth.
"""


@cache
def composed() -> Composed:
    return compose_all(folders(ROOT))


@cache
def made(format: str) -> tuple[Document, bytes]:
    report = next(each for each in composed().documents if format in each.info.formats)
    return report, FORMATS[format].write(report, composed().templates.theme)


def flat(text: str) -> str:
    """Return text on one line, without marks of Markdown and what a line's end does to words."""
    plain = even_spaces(text).translate(dict.fromkeys(map(ord, "*\\\u00ad\u2060-\ufffe")))
    return re.sub(r"\s+", " ", plain)


def _printed(report: Document, format: str, without: str) -> Iterator[Block]:
    """Yield the blocks that the format prints; on slides the title stands for the caption of a table."""
    for block in report.blocks:
        if format == "pptx" and isinstance(block, Table):
            yield replace(block, caption=(), subtitle=())
        elif not (without == "notes" and isinstance(block, Notes)):
            yield block


def hedged(report: Document, format: str, without: str = "") -> Iterator[tuple[str, ...]]:
    """Yield each figure with a hedge outside charts, in the forms in which the format may print it."""
    for block in _printed(report, format, without):
        tiles = [node for node in walk(block) if isinstance(node, Tile)]
        for tile in tiles:
            if tile.hedge:
                yield (signed_value(tile, report),) if format == "pdf" else (f"{tile.hedge} {tile.value.text}",)
        if tiles or any(isinstance(node, Figure) for node in walk(block)):
            continue
        for node in walk(block):
            fact = report.book.facts.get(node.fact_id) if isinstance(node, FactRef) else None
            if isinstance(node, FactRef) and fact and fact.qualifier and not fact.qualifier.indefinite:
                yield (node.text,)


def lost(report: Document, format: str, read: str, without: str = "") -> list[tuple[str, ...]]:
    """Return the figures that are not found whole in what was read; `without` says what the reader leaves out."""
    return sorted({forms for forms in hedged(report, format, without) if not any(flat(form) in read for form in forms)})


@pytest.mark.parametrize("name", READERS)
def test_each_hedged_figure_is_found_whole(name: str, tmp_path: Path) -> None:
    format, reader, at_hand = READERS[name]
    if not at_hand:
        pytest.skip("this reader is not installed")
    report, data = made(format)
    path = tmp_path / f"report.{format}"
    path.write_bytes(data)
    assert lost(report, format, flat(reader(path)), "notes" if name == "pptx by pandoc" else "") == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="this reader is not installed")
def test_key_figures_keep_their_hedges_where_a_page_is_read_line_by_line(tmp_path: Path) -> None:
    """Cells that run over several lines are torn apart so, whatever stands in them; a key figure is not."""
    report, data = made("pdf")
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    read = flat(_run("pdftotext", "-layout")(path))
    tiles = [node for node in walk(report.blocks) if isinstance(node, Tile) and node.hedge]
    assert tiles
    assert [tile.status for tile in tiles if flat(signed_value(tile, report)) not in read] == []


@pytest.mark.parametrize("name", [each for each in READERS if each.startswith("docx") and "LibreOffice" not in each])
def test_what_a_chart_says_is_kept_by_converters_that_drop_the_chart(name: str, tmp_path: Path) -> None:
    _, reader, at_hand = READERS[name]
    if not at_hand:
        pytest.skip("this reader is not installed")
    report, data = made("docx")
    path = tmp_path / "report.docx"
    path.write_bytes(data)
    read = flat(reader(path))
    charts = [node.spec for node in walk(report.blocks) if isinstance(node, Figure) and node.number]
    assert charts
    for chart in charts:
        figures = [point.stated or point.words for point in chart.points]
        assert [each for each in (*figures, plain(chart.title), chart.alternative) if flat(each) not in read] == []


def test_a_figure_that_lost_its_hedge_is_found() -> None:
    report, data = made("pdf")
    read = flat("\n".join(run.text for run in FORMATS["pdf"].read(data).runs))
    assert lost(report, "pdf", read.replace("≤ ", "")) != []


# ── Lines from right to left ─────────────────────────────────────────────────────────────────────

LINES = (
    "یہ (Reko Diq) کان ہے۔",
    "کان کا نام Reko Diq (ریکوڈک) ہے۔",
    "ادارے کا نام (EXIM)۔",
    "(EXIM) ادارہ ہے۔",
    "اس میں (پاکستان اور EXIM) شامل ہیں۔",
    "اس میں (EXIM اور پاکستان) شامل ہیں۔",
    "پاکستان (بلوچستان) میں «کان» ہے۔",
    "اس نے کہا “Project Vault” اور “یہ درست ہے”۔",
    "رقم 24–104 ارب، 20% اور $10 billion ہے۔",
    "24–104 ارب ڈالر کی رقم: ≈ 5 یا ≤ 10 فیصد",
    "قدر ۲۴–۱۰۴ اور ۲۰٪ اور ۱۲٫۵، 4 فروری 2026",
    "Export–Import Bank کا بیان [1][3]۔",
    "لاگت (≈ 500 ملین ڈالر) اور (24–104) ہے۔",
    "(یہ پورا جملہ قوسین میں ہے۔)",
)
BY_PDFIUM = (2, 3, 4, 5, 6, 13)
"""Lines without a stretch of several words or figures from left to right, which pdfium turns round piece by piece."""


@cache
def urdu() -> bytes:
    report = next(each for each in composed().documents if "pdf" in each.info.formats)
    lines = tuple(Paragraph((Text(line),)) for line in LINES)
    words = Words("ur", report.words.texts)
    info = replace(report.info, language="ur")
    return FORMATS["pdf"].write(replace(report, blocks=lines, info=info, words=words), composed().templates.theme)


def _unmarked(text: str) -> str:
    return flat(re.sub("[\u200e\u200f\u202a-\u202e]", "", text))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="this reader is not installed")
@pytest.mark.parametrize("how", [(), ("-layout",)])
def test_lines_from_right_to_left_are_copied_as_they_were_written(how: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "urdu.pdf"
    path.write_bytes(urdu())
    read = _unmarked(_run("pdftotext", *how)(path))
    assert [line for line in LINES if flat(line) not in read] == []


def test_brackets_and_quotation_marks_are_copied_from_a_browser_as_they_were_written() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(urdu())
    read = _unmarked("\n".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    assert [LINES[at] for at in BY_PDFIUM if flat(LINES[at]) not in read] == []
    assert "≤" in read  # and not turned to its counterpart
    assert "≥" not in read


def test_pages_from_left_to_right_hold_no_marks_of_direction() -> None:
    _, data = made("pdf")
    assert "\u200f" not in "".join(run.text for run in FORMATS["pdf"].read(data).runs)
    assert "\u200f" not in _raw(data)
    assert "\u200f" in _raw(urdu())


def _raw(data: bytes) -> str:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each]
        return "".join("\u200f" for each in fonts if b"<200f>" in each.ToUnicode.read_bytes())
