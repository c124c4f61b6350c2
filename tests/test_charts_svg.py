from __future__ import annotations

import io
import re
import subprocess
import sys

import pypdfium2
import pytest
from lxml import etree
from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image, ImageChops

from reports.charts.drawing import Drawing
from reports.charts.matplotlib_artist import SETTINGS, Sheet, tidied
from reports.charts.pen import Pen
from reports.charts.png import draw_png
from reports.charts.registry import KINDS
from reports.charts.svg import draw_svg
from reports.errors import InternalError
from reports.theme.weasyprint_engine import weasyprint
from tests.chart_cases import NAMES, case
from tests.sample import theme

SVG = "{http://www.w3.org/2000/svg}"
PROGRAM = """
import sys
from reports.charts.png import draw_png
from reports.charts.svg import draw_svg
from reports.charts.native.parts import has_native, office_chart
from tests.chart_cases import NAMES, case
from tests.sample import theme
import hashlib
total = hashlib.sha256()
for name in NAMES:
    total.update(draw_svg(case(name), theme(), 400).encode())
    if has_native(case(name)):
        chart = office_chart(case(name), theme(), "slides", height_pt=700)
        total.update(chart.xml + chart.workbook)
    else:
        total.update(draw_png(case(name), theme(), 400))
print(total.hexdigest(), "matplotlib.pyplot" in sys.modules)
"""


@pytest.mark.parametrize("name", NAMES)
def test_an_svg_stands_by_itself_on_any_page(name: str) -> None:
    spec = case(name)
    text = draw_svg(spec, theme(), 300)
    root = etree.fromstring(text.encode())
    assert text.startswith("<svg ")
    assert (root[0].tag, root[0].text) == (f"{SVG}title", spec.alt)
    assert root.get("role") == "img"
    assert (root.get("width"), root.get("id")) == ("300pt", f"chart-{spec.id}")
    ids = [str(each.get("id")) for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == len(spec.points) + 1
    assert all(each.startswith(f"chart-{spec.id}") for each in ids)
    tags = {str(each.tag) for each in root.iter()}
    assert tags <= {f"{SVG}{tag}" for tag in ("svg", "title", "g", "path", "circle", "text")}, (
        "no raster, style or metadata"
    )


def test_texts_can_be_selected() -> None:
    root = etree.fromstring(draw_svg(case("bars-every-mark"), theme(), 504.5).encode())
    texts = {element.text: element.get("font-weight") for element in root.iter(f"{SVG}text")}
    assert {"> 40", "signed", "[1]\N{NO-BREAK SPACE}[2]", "≈ 36", "not stated"} <= set(texts)
    assert "IBM Plex Sans" in str(root.get("font-family"))
    assert (texts["> 40"], texts["signed"]) == ("600", None)


@pytest.mark.slow
def test_a_drawing_looks_as_matplotlib_draws_it() -> None:
    drawings = [KINDS[case(name).kind].draw(case(name), Pen(theme().colours, 0.85), 400) for name in NAMES]
    ours = [pixels(draw_svg(case(name), theme(), 400)) for name in NAMES]
    theirs = [pixels(drawn_by_matplotlib(drawing)) for drawing in drawings]
    for name, one, other in zip(NAMES, ours, theirs, strict=True):
        assert one.size == other.size, name
        assert different(one, other) < 0.0005, name
    assert different(ours[0].resize(ours[1].size), ours[1]) > 0.01, "another chart is told apart"


def drawn_by_matplotlib(drawing: Drawing) -> str:
    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72), dpi=72)
    figure.patch.set_visible(False)
    figure.add_artist(Sheet(drawing, theme().fonts.text))
    written = io.BytesIO()
    with rc_context(SETTINGS):
        FigureCanvasSVG(figure).print_svg(written, metadata={"Date": None})
    return tidied(written.getvalue(), "any", "", drawing)


def pixels(svg: str) -> Image.Image:
    """Return a chart as the PDF shows it, two dots a point."""
    size = re.search(r'width="([0-9.]+)pt" height="([0-9.]+)pt"', svg)
    assert size
    style = f"@page {{ size: {size[1]}pt {size[2]}pt; margin: 0 }} body, svg {{ margin: 0; display: block }}"
    page = f"<style>{style}</style>{svg}"
    pdf = pypdfium2.PdfDocument(weasyprint().HTML(string=page).write_pdf())
    picture: Image.Image = pdf[0].render(scale=2).to_pil()
    return picture.convert("L")


def different(one: Image.Image, other: Image.Image) -> float:
    """Return the share of dots that clearly differ."""
    return sum(ImageChops.difference(one, other).histogram()[64:]) / (one.width * one.height)


def test_other_fonts_and_scales_are_obeyed() -> None:
    small, large = (draw_svg(case("bars-every-mark"), theme(), 504.5, k) for k in (0.85, 0.95))
    assert 'font-size="8.5"' in small
    assert 'font-size="9.5"' in large


def test_the_same_spec_gives_the_same_bytes_in_every_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            text=True,
            check=True,
            env={
                "PYTHONHASHSEED": seed,
                "PATH": "/usr/bin:/bin",
                "TZ": zone,
                "HOME": "/nonexistent-home",
                "LC_ALL": "C",
            },
        ).stdout.split()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Karachi"))
    ]
    assert runs[0] == runs[1]
    assert runs[0][1] == "False", "pyplot keeps figures and guesses at displays"


def test_a_strip_of_dots_is_a_picture_of_its_size_without_background() -> None:
    picture = Image.open(io.BytesIO(draw_png(case("dots-ring"), theme(), 459, 200)))
    assert picture.width == pytest.approx(459 * 200 / 72, abs=1)
    assert picture.info["dpi"][0] == pytest.approx(200, abs=0.1)
    assert picture.getpixel((picture.width // 2, 0))[3] == 0  # type: ignore[index]
    assert "Software" not in picture.info


def test_dots_change_colour_on_ink() -> None:
    def most(on_ink: bool) -> str:
        picture = Image.open(io.BytesIO(draw_png(case("dots-ring"), theme(), 459, on_ink=on_ink))).convert("RGBA")
        seen = [(n, c) for n, c in picture.getcolors(1 << 20) or () if isinstance(c, tuple) and c[3] == 255]
        return "#" + "".join(f"{part:02X}" for part in max(seen)[1][:3])

    assert most(False) == theme().colours.context
    assert most(True) == theme().colours.context_on_ink


def test_charts_with_text_are_never_pixels() -> None:
    with pytest.raises(InternalError, match="never a picture"):
        draw_png(case("bars-every-mark"), theme(), 459)
