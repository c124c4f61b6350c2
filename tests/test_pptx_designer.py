"""A designer's own .pptx or .potx: the deck follows its layouts by name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt

from reports.errors import InputError
from reports.formats.pptx import write
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.empty_deck import template
from reports.formats.pptx.merge import based
from reports.formats.pptx.plan import Layout, plan
from reports.theme.definition import Theme
from tests import labels, sample
from tests.deck_cases import deck
from tests.test_pptx import problems, unzip

ONE_TABLE = "{layout=table seconds=10}\n# A title\n\nSubtitle\n\n| A | B |\n|---|---|\n| a | b |\n"


def designed(*, drop: str = "", potx: bool = False) -> bytes:
    """Return our own empty deck as a designer would hand it back: moved, renamed, with a logo and sample slides."""
    show = Presentation(io.BytesIO(template(Pen(sample.theme(), "en-GB"))))
    for layout in show.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.idx == 14:
                shape.left, shape.width = Pt(100), Pt(700)
            if shape.name.startswith("Title"):
                shape.left = Pt(100)
        layout.name = layout.name.upper()
    if drop:
        show.slide_layouts.remove(show.slide_layouts.get_by_name(drop.upper()))
    for _ in range(2):
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = "Sample slide of the designer"
    out = io.BytesIO()
    show.save(out)
    return as_potx(out.getvalue()) if potx else out.getvalue()


def as_potx(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(out, "w") as made:
        for name in file.namelist():
            blob = file.read(name).replace(b"presentationml.presentation.main", b"presentationml.template.main")
            made.writestr(name, blob)
    return out.getvalue()


def theme(base: bytes) -> Theme:
    return replace(sample.theme(), base={"pptx": base}, folder="templates/theme")


@pytest.mark.parametrize("potx", [False, True])
def test_slides_follow_the_designer_by_name(potx: bool) -> None:
    data = write(sample.document("deck"), theme(designed(potx=potx)))
    show = Presentation(io.BytesIO(data))
    assert [slide.slide_layout.name for slide in show.slides][:3] == ["TITLE", "WHOLE STORY", "HEADLINE + CHART"]
    assert "Sample slide of the designer" not in [slide.shapes.title.text for slide in show.slides]
    assert round(show.slides[2].shapes.title.left / 12700) == 100
    chart = next(shape for shape in show.slides[2].shapes if shape.has_chart)
    assert round(chart.left / 12700) == 100
    assert round(chart.width / 12700) == 700
    assert problems(unzip(data)) == []


def test_the_same_base_gives_the_same_bytes() -> None:
    base = theme(designed())
    assert write(sample.document("deck"), base) == write(sample.document("deck"), base)


@pytest.mark.parametrize("base", ["designed", "own"])
@pytest.mark.parametrize("label", [False, True])
def test_a_label_stays_in_the_one_part_of_properties(base: str, label: bool) -> None:
    """A designer's file, or our own deck with its base inside, as the template of the next one."""
    document = sample.document("deck")
    file = designed() if base == "designed" else based(write(document, sample.theme()), "old")[0]
    made = write(document, theme(labels.labelled(file) if label else file))
    kept = labels.LABEL if label else {}  # and nothing else of the file
    assert labels.properties(made) == {**labels.properties(write(document, sample.theme())), **kept}
    assert problems(unzip(made)) == []


def test_a_deck_that_was_broken_by_two_parts_of_properties_is_made_whole() -> None:
    show = Presentation(io.BytesIO(labels.labelled(designed())))
    package = show.part.package
    twin = Part(PackURI("/docProps/custom2.xml"), labels.TYPES[labels.CUSTOM], package, b"<none/>")
    package.relate_to(twin, labels.KIND)
    out = io.BytesIO()
    show.save(out)
    assert labels.properties(write(sample.document("deck"), theme(out.getvalue()))).keys() > labels.LABEL.keys()


def test_a_layout_that_leads_to_a_sample_slide_takes_no_name_of_ours() -> None:
    show = Presentation(io.BytesIO(designed()))
    show.slide_layouts[3].part.relate_to(show.slides[0].part, RELATIONSHIP_TYPE.SLIDE)
    out = io.BytesIO()
    show.save(out)
    with zipfile.ZipFile(io.BytesIO(write(sample.document("deck"), theme(out.getvalue())))) as file:
        assert len(file.namelist()) == len(set(file.namelist()))
        shown = Presentation(file.fp).slides
        assert "Sample slide of the designer" not in [slide.shapes.title.text for slide in shown]


def test_fit_is_proved_in_the_designers_boxes() -> None:
    cell = "words that fill a cell " * 14
    text = "{layout=table seconds=10}\n# A title\n\nS\n\n| A | B |\n|---|---|\n" + f"| {cell} | {cell} |\n" * 3
    with pytest.raises(InputError, match="too tall"):
        plan(deck(text), sample.theme())
    shown = plan(deck(text), theme(designed())).slides[0].fitted
    assert isinstance(shown, Layout)
    assert 12 <= shown.look.styles["body"].size < 20
    with pytest.raises(InputError, match=r"too tall \(.*, in templates/theme/deck\.pptx, our own layout"):
        plan(deck(text.replace(cell, cell * 6)), theme(designed()))


def test_a_layout_that_the_designer_lacks_is_one_with_room_for_it() -> None:
    [slide] = plan(deck(ONE_TABLE), theme(designed(drop="Table"))).slides
    assert isinstance(slide.fitted, Layout)
    assert slide.fitted.part.startswith("ppt/slideLayouts/")


def test_a_file_that_is_no_presentation_is_refused() -> None:
    with pytest.raises(InputError, match=r"templates/theme/deck\.pptx: is no presentation"):
        plan(deck(ONE_TABLE), theme(b"words"))


def without(data: bytes, name: str) -> bytes:
    """Return the file without the placeholder `name` on the cover."""
    show = Presentation(io.BytesIO(data))
    for shape in list(show.slide_layouts.get_by_name("TITLE").placeholders):
        if shape.name.startswith(name):
            shape._element.getparent().remove(shape._element)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


@pytest.mark.parametrize("logo", [False, True])
def test_a_cover_with_a_logo_is_not_written_over(logo: bool) -> None:
    base = without(designed(), "Organisation") if logo else designed()
    cover = Presentation(io.BytesIO(write(sample.document("deck"), theme(base)))).slides[0]
    texts = [shape.text_frame.text for shape in cover.placeholders if shape.has_text_frame]
    assert ("Organisation name" in texts) is not logo


def test_the_designers_fill_is_not_painted_over() -> None:
    text = (
        "{layout=table seconds=10}\n# A title\n\nS\n\n| A | B |\n|---|---|\n| a | b |\n\n::: point\nA sentence.\n:::\n"
    )
    for base, filled in ((sample.theme(), True), (theme(designed()), False)):
        slide = Presentation(io.BytesIO(write(deck(text), base))).slides[0]
        panel = next(
            shape for shape in slide.placeholders if shape.has_text_frame and shape.text_frame.text == "A sentence."
        )
        assert (panel._element.spPr.find(".//{*}solidFill") is not None) is filled
