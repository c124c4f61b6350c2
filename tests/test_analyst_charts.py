"""Charts as pictures: whole, deterministic, with claim, note and sources, and their points beside them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from reports.charts.data_table import points, table
from reports.charts.drawing import Discs, Run
from reports.charts.mark_values import value_text
from reports.charts.picture import MARGIN, PIXELS, WIDTH, picture, picture_png, picture_svg
from reports.document import ChartSpec, Column, Document, Figure, Row, Table, Text, plain, rebuild, walk
from reports.document.marked_cells import marked
from reports.errors import FlagError, InputError, ReportError
from reports.load.theme_file import default_theme
from reports.tools.curating.export_charts import cells, charts, described, export_charts
from tests.analyst_cases import project, tree_bytes
from tests.chart_reading import shown_in_svg
from tests.sample import document


def specs() -> Iterator[ChartSpec]:
    """Yield a chart of every kind."""
    known: dict[str, ChartSpec] = {}
    for node in walk(document().blocks):
        if isinstance(node, Figure):
            known.setdefault(node.spec.kind, node.spec)
    yield from known.values()


SPECS = list(specs())
IDS = [node.spec.id for node in walk(document().blocks) if isinstance(node, Figure)]
MATRIX = Table(
    (Column((Text(""),), width=3), Column((Text("Took part"),), "center", 2), Column((Text("Signed"),), "center", 2)),
    (
        Row(((Text("Harbour"),), marked("●", "done"), marked("○", "open")), focus=True),
        Row(((Text("Valley"),), marked("–", "not named"), marked("●", "done"))),
    ),
    (Text("Only the Harbour took part"),),
    "roles",
    note=(Text("Disc: done. Sources: [1] Report."),),
    alt="The Harbour took part.",
)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.kind)
def test_claim_note_and_sources_stand_in_the_picture(spec: ChartSpec) -> None:
    drawing = picture(spec, default_theme()).drawing
    runs = [shape for mark in drawing.marks for shape in mark.shapes if isinstance(shape, Run)]
    said = " ".join(run.text for run in runs)
    for inlines in (spec.title, spec.subtitle, spec.note, spec.sources):
        assert plain(inlines) in said
    for run in runs:
        assert run.x >= MARGIN - 1
        assert run.x + run.width <= WIDTH - MARGIN + 2, run.text
        assert 0 < run.y < drawing.height


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.kind)
def test_the_svg_shows_every_point_and_needs_no_font(spec: ChartSpec) -> None:
    svg = picture_svg(picture(spec, default_theme()), default_theme())
    assert svg == picture_svg(picture(spec, default_theme()), default_theme())
    root = etree.fromstring(svg)
    assert root.findtext("{*}title") == spec.alt
    assert root.findall(".//{*}text") == []
    shown = [(each.fact_id, each.values) for each in shown_in_svg(svg.decode().partition("?>")[2])]
    wanted = [(point.fact_id, (value_text(point),) if value_text(point) else ()) for point in spec.points]
    assert shown == wanted


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.kind)
def test_the_png_is_twice_as_fine_and_the_same_each_time(spec: ChartSpec) -> None:
    data = picture_png(picture(spec, default_theme()), default_theme())
    assert data == picture_png(picture(spec, default_theme()), default_theme())
    image = Image.open(io.BytesIO(data))
    assert image.width == PIXELS == 2 * WIDTH / 0.75
    assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    colours = image.convert("RGB").getcolors(1 << 20)
    assert colours is not None
    assert len(colours) > 20


def test_dots_of_a_claim_are_seen_in_pixels() -> None:
    """Pixels know no dashes without length; the fill that says claimed must not turn into an empty bar."""
    bars = next(spec for spec in SPECS if spec.kind == "bars")
    point = replace(bars.points[0], fill="dots", end="flat")
    dotted, empty = (
        picture_png(picture(replace(bars, points=(replace(point, fill=fill),)), default_theme()), default_theme())
        for fill in ("dots", "dashed")
    )
    assert _dark(dotted) > _dark(empty) + 500


def _dark(data: bytes) -> int:
    grey = Image.open(io.BytesIO(data)).convert("L")
    return sum(grey.histogram()[:140])


def test_long_lines_are_broken_without_a_lonely_word() -> None:
    spec = replace(SPECS[0], title=(Text("a claim of several words that runs on for rather more than a line here it"),))
    drawing = picture(spec, default_theme()).drawing
    title = [s.text for s in drawing.marks[0].shapes if isinstance(s, Run) and s.size == 16]
    assert len(title) == 2
    assert len(title[1].split()) > 3


def test_letters_that_the_font_lacks_are_told_instead_of_drawn_as_boxes() -> None:
    with pytest.raises(ReportError, match="the font of pictures has no letters ᚠ"):
        picture(replace(SPECS[0], title=(Text("ᚠ"),)), default_theme())


def test_the_data_file_holds_the_points_and_no_formula() -> None:
    spec = SPECS[0]
    spec = replace(spec, points=(replace(spec.points[0], label="=1+1"), *spec.points[1:]))
    data = table(points(spec))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["fact id"] for row in rows] == [point.fact_id for point in spec.points]
    assert rows[0]["label"] == "'=1+1"


def test_the_data_file_is_described_beside_it() -> None:
    spec = SPECS[0]
    said = json.loads(described("money", spec, points(spec)[0], "2031-04-02", "en-GB"))
    assert (said["url"], said["dc:title"], said["dc:date"]) == ("money.csv", plain(spec.title), "2031-04-02")
    assert said["dc:source"] == plain(spec.sources).replace("\u00a0", " ")
    assert [column["titles"] for column in said["tableSchema"]["columns"]] == list(points(spec)[0])


def test_a_matrix_is_a_picture_too() -> None:
    shown = picture(MATRIX, default_theme())
    runs = [shape for mark in shown.drawing.marks for shape in mark.shapes if isinstance(shape, Run)]
    assert [run.text for run in runs] == [
        "Only the Harbour took part", "Took part", "Signed", "Harbour", "done", "open", "Valley", "not named", "done",
        "Disc: done. Sources: [1] Report.",
    ]  # fmt: skip
    discs = [shape for mark in shown.drawing.marks for shape in mark.shapes if isinstance(shape, Discs)]
    assert [bool(disc.stroke) for disc in discs] == [False, True, False]
    svg = etree.fromstring(picture_svg(shown, default_theme()))
    assert svg.findtext("{*}title") == MATRIX.alt
    rows = list(csv.reader(io.StringIO(table(cells(MATRIX, document().words)).decode("utf-8-sig"))))
    assert rows == [
        ["name", "Took part", "Signed"],
        ["Harbour", "reported as done", "pursued, planned or potential"],
        ["Valley", "not named", "reported as done"],
    ]


def test_charts_are_written_and_the_same_again(tmp_path: Path) -> None:
    where = project(tmp_path)
    made = export_charts(where, ())
    names = [path.name for path in made]
    assert names == ["money.png", "money.svg", "money.csv", "money.csv-metadata.json"]
    first = tree_bytes(where.output / "charts")
    export_charts(where, ("money",))
    assert tree_bytes(where.output / "charts") == first
    assert set(names) <= first.keys()


def test_unknown_charts_and_wrong_input_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    where = project(tmp_path)
    with pytest.raises(FlagError, match="--only: no report prints a chart 'mony', did you mean 'money'\\?; use money"):
        export_charts(where, ("mony",))
    chart = where.templates / "charts" / "money.yaml"
    chart.write_text(chart.read_text("utf-8").replace("fact: book-budget", "fact: book-bugdet"), "utf-8")
    with pytest.raises(
        InputError, match=r"money.yaml:\d+:\d+: there is no fact 'book-bugdet', did you mean 'book-budget'"
    ):
        export_charts(where, ())
    assert not (where.output / "charts").exists()


def test_the_same_chart_in_two_reports_is_one_file() -> None:
    sample = document()
    french = replace(sample, info=replace(sample.info, id="other", language="fr"))
    once = dict(charts((sample, sample), IDS))
    assert dict(charts((sample, french), IDS)) == once
    changed = rebuild(french, lambda node: replace(node, alt="Autrement.") if isinstance(node, ChartSpec) else node)
    assert isinstance(changed, Document)
    assert {f"{name}-fr" for name in once} <= dict(charts((sample, changed), IDS)).keys()
