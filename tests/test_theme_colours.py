"""Native charts name the colours of the theme, so that a designer's palette and a user's change of theme reach them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from lxml import etree

from reports.charts.drawing import blend
from reports.charts.native.look import PLACES, Medium
from reports.charts.native.parts import has_native, office_chart
from reports.document import ChartSpec, Figure
from reports.formats.docx import write as write_docx
from reports.formats.docx.package_parts import theme_part as word_theme
from reports.formats.pptx import write as write_pptx
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.slide_master import theme_part as slide_theme
from reports.merge.chart_merge import ChartHost, plot
from reports.ooxml.package import Package
from reports.ooxml.part_xml import Element
from reports.ooxml.scheme_colours import Scheme, hex_of, rgb, scheme_of
from reports.ooxml.theme_places import own_paints, paint_of, tint_of
from reports.pipeline.libreoffice import convert
from reports.theme.definition import Paint
from tests import chart_cases, chart_series_cases, sample
from tests.test_office import HAS_OFFICE

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME = sample.theme()
MEDIA: tuple[Medium, ...] = ("word", "slides")
GREEN = "00A000"


def specs() -> Iterator[ChartSpec]:
    """Yield two charts of each kind, at most."""
    met = Counter[str]()
    for desk in (chart_cases, chart_series_cases):
        for spec in (spec for name in desk.NAMES if has_native(spec := desk.case(name))):
            met[spec.kind] += 1
            if met[spec.kind] <= 2:
                yield spec


def scheme(medium: Medium, primary: str = THEME.colours.primary) -> Scheme:
    """Return the colours of the theme of a file of ours."""
    theme = replace(THEME, colours=replace(THEME.colours, primary=primary))
    part = word_theme(theme, "en-GB") if medium == "word" else slide_theme(Pen(theme, "en-GB"), "Report").encode()
    return scheme_of(etree.fromstring(part), None)


def colours(chart: bytes, known: Scheme) -> list[str]:
    """Return the colours of a chart in their order, as they look."""
    found = etree.fromstring(chart).iter(f"{A}srgbClr", f"{A}schemeClr")
    return [hex_of(known.value(each) or (0, 0, 0)) for each in found]


@pytest.mark.parametrize("medium", MEDIA)
def test_every_colour_of_every_kind_is_one_of_the_theme_and_looks_as_it_did(medium: Medium) -> None:
    spelled, kinds = replace(THEME, paints={}), Counter[str]()
    for spec in specs():
        chart, plain = (office_chart(spec, each, medium, height_pt=700).xml for each in (THEME, spelled))
        assert b"srgbClr" not in chart, spec.id
        assert b"schemeClr" not in plain
        assert colours(chart, scheme(medium)) == colours(plain, scheme(medium)), spec.id
        kinds[spec.kind] += 1
    assert len(kinds) > 12


@pytest.mark.parametrize("medium", MEDIA)
def test_another_accent_reaches_the_marks(medium: Medium) -> None:
    chart = office_chart(chart_cases.case("bars-every-mark"), THEME, medium, height_pt=700).xml
    shown = colours(chart, scheme(medium, f"#{GREEN}"))
    assert f"#{GREEN}" in shown
    assert THEME.colours.primary not in shown
    assert THEME.colours.ink in shown, "and nothing else"


@pytest.mark.parametrize(
    ("colour", "found"),
    [
        (THEME.colours.focus, "accent2"),
        (blend(THEME.colours.primary, THEME.colours.paper, 0.35), "accent1"),
        (blend(THEME.colours.context, THEME.colours.paper, 0.07), "accent3"),
        ("#123456", ""),
        ("#FF0000", ""),
    ],
)
def test_a_colour_that_no_role_explains_stays_spelled_out(colour: str, found: str) -> None:
    paint = paint_of(colour, THEME.colours, own_paints(THEME.colours, PLACES["slides"]))
    assert (paint.scheme if paint else "") == found
    assert paint is None or paint.shown == colour


@pytest.mark.parametrize("share", range(5, 100, 5))
@pytest.mark.parametrize("hue", ["#0F4C5C", "#A6541F", "#14213D", "#777777", "#FF0000", "#000000"])
def test_a_tint_is_the_same_to_the_eye(hue: str, share: int) -> None:
    wanted = blend(hue, "#FFFFFF", share / 100)
    paint = tint_of(Paint(hue, "accent1"), wanted)
    assert paint is not None
    node = etree.fromstring(
        f'<a:schemeClr xmlns:a="{A[1:-1]}" val="accent1">'
        + "".join(f'<a:{name} val="{value}"/>' for name, value in paint.changes)
        + "</a:schemeClr>"
    )
    shown = Scheme({"accent1": rgb(hue)}, {}).value(node) or (0, 0, 0)
    assert max(abs(a - b) for a, b in zip(shown, rgb(wanted), strict=True)) < 1.5 / 255


# ── Files ────────────────────────────────────────────────────────────────────────────────────────


def with_parts(data: bytes, change: dict[str, bytes]) -> bytes:
    """Return an archive with other bytes in some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return out.getvalue()


def recoloured(data: bytes) -> bytes:
    """Return a file whose first accent is green, as the menu of Word and PowerPoint sets it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        [*names] = (name for name in file.namelist() if "/theme/theme" in name)
        parts = {name: etree.fromstring(file.read(name)) for name in names}
    for part in parts.values():
        for accent in part.iterfind(f".//{A}accent1/{A}srgbClr"):
            accent.set("val", GREEN)
    return with_parts(data, {name: etree.tostring(part) for name, part in parts.items()})


class Host:
    """The chart of a Word file, as the merge meets it."""

    def __init__(self, package: Package) -> None:
        self.part = package.main
        self.element: Element = package.tree(self.part)


def test_a_chart_is_remembered_as_earlier_versions_remembered_it() -> None:
    named = write_docx(sample.document("brief"), THEME)
    package, older = (
        Package.read(named),
        Package.read(write_docx(sample.document("brief"), replace(THEME, paints=None))),
    )
    for name in [each for each in older.parts if each.startswith("word/charts/chart")]:
        for node in list(older.tree(name).iter(f"{A}schemeClr")):
            shown = scheme("word").value(node)
            made = etree.Element(f"{A}srgbClr", val=hex_of(shown or (0, 0, 0))[1:])
            node.getparent().replace(node, made)  # type: ignore[union-attr]
    hosts: list[ChartHost] = [Host(package), Host(older)]
    assert plot(package, hosts[0]) == plot(older, hosts[1])
    assert plot(package, hosts[0]).looks
    repainted = Package.read(recoloured(named))
    assert plot(repainted, Host(repainted)).looks != plot(package, hosts[0]).looks


@pytest.mark.slow
@pytest.mark.office
@HAS_OFFICE
@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_a_change_of_theme_recolours_the_charts_of_a_file(kind: str) -> None:
    brief, deck = sample.document("brief"), sample.document("deck")
    # charts alone: LibreOffice paints the text of a Word file in the colours that stand beside the theme's
    charts = replace(brief, blocks=tuple(each for each in brief.blocks if isinstance(each, Figure)))
    data = write_docx(charts, THEME) if kind == "docx" else write_pptx(deck, THEME)
    printed = convert({f"old.{kind}": data, f"new.{kind}": recoloured(data)}, "pdf")
    own, green = rgb(THEME.colours.primary), rgb(GREEN)
    old, new = (painted(printed[name]) for name in ("old.pdf", "new.pdf"))
    assert old[own] > 2000
    assert old[green] == 0
    assert new[green] > 0.9 * old[own]
    assert new[own] < 0.1 * old[own]


def painted(pdf: bytes) -> Counter[tuple[float, float, float]]:
    """Return how many pixels of a file are of which colour."""
    found: Counter[tuple[float, float, float]] = Counter()
    for page in pypdfium2.PdfDocument(pdf):
        for count, colour in page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 24):
            found[(colour[0] / 255, colour[1] / 255, colour[2] / 255)] += count
    return found
