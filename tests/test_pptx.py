"""The PowerPoint file: what a presenter, a screen reader and a validator find in it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from reports.errors import InputError
from reports.formats.pptx import write
from reports.formats.pptx.assembly import write_deck
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.empty_deck import template
from reports.formats.pptx.plan import layouts, plan
from reports.languages.registry import language, languages
from reports.theme.fonts import outer_environment
from tests import sample
from tests.deck_cases import deck

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CASES = Path(__file__).parent / "cases" / "deck"
ROOT = Path(__file__).parents[1]
Parts = dict[str, bytes]


def gallery() -> bytes:
    """Return a deck with every layout: the cases that are not refused, one after the other."""
    given = [
        path.read_text("utf-8").partition("\n=====\n")[0]
        for path in sorted(CASES.glob("*.md"))
        if not path.stem.startswith("refused")
    ]
    return write(deck("\n\n".join(given)), sample.theme())


SAMPLE = write(sample.document("deck"), sample.theme())
GALLERY = gallery()


def unzip(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def slide_parts(parts: Parts) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(blob) for name, blob in parts.items() if re.fullmatch(r"ppt/slides/[^/]+\.xml", name)
    }


def relations(parts: Parts, name: str) -> dict[str, tuple[str, str]]:
    folder, _, base = name.rpartition("/")
    blob = parts.get(f"{folder}/_rels/{base}.rels")
    if blob is None:
        return {}
    return {
        str(each.get("Id")): (str(each.get("Type")).rpartition("/")[2], str(each.get("Target")))
        for each in etree.fromstring(blob)
    }


# ── Own checks: what validators miss ─────────────────────────────────────────────────────────────


def problems(parts: Parts) -> list[str]:
    """Return what is wrong in a file that no validator notices."""
    checks = (_orphans, _ids, _points, _titles, _languages, _alternatives, _unfilled)
    return [problem for check in checks for problem in check(parts)]


def _orphans(parts: Parts) -> Iterator[str]:
    shown = {target for kind, target in relations(parts, "ppt/presentation.xml").values() if kind == "slide"}
    for name in slide_parts(parts):
        if name.removeprefix("ppt/") not in shown:
            yield f"orphan {name}"
    listed = etree.fromstring(parts["ppt/presentation.xml"]).findall(f"{P}sldIdLst/{P}sldId")
    if len(listed) != len(shown):
        yield f"{len(listed)} slides are listed, {len(shown)} related"


def _ids(parts: Parts) -> Iterator[str]:
    for name, root in slide_parts(parts).items():
        for key in ("id", "name"):
            count = Counter(each.get(key) for each in root.iter(f"{P}cNvPr"))
            yield from (f"{name}: {key} {value!r} stands {n} times" for value, n in count.items() if n > 1)


def _points(parts: Parts) -> Iterator[str]:
    for name, blob in parts.items():
        if not re.fullmatch(r"ppt/charts/[^/]+\.xml", name):
            continue
        for cache in etree.fromstring(blob).iter(f"{C}strCache", f"{C}numCache"):
            count = int(cache.findall(f"{C}ptCount")[0].get("val", "0"))
            places = [int(str(point.get("idx"))) for point in cache.iter(f"{C}pt")]
            if places and (len(set(places)) != len(places) or max(places) >= count):
                yield f"{name}: points {places} of {count}"


def _titles(parts: Parts) -> Iterator[str]:
    found: list[str] = []
    for name, root in slide_parts(parts).items():
        first = root.find(f"{P}cSld/{P}spTree/{P}sp")
        mark = None if first is None else first.find(f".//{P}ph")
        if mark is None or mark.get("type") not in ("title", "ctrTitle"):
            yield f"{name}: the title is not read first"
        elif first is not None:
            found.append("".join(text.text or "" for text in first.iter(f"{A}t")))
    yield from (f"title {title!r} stands {n} times" for title, n in Counter(found).items() if n > 1)


def _languages(parts: Parts) -> Iterator[str]:
    for name, blob in parts.items():
        if re.fullmatch(r"ppt/(slides|notesSlides|slideLayouts|slideMasters)/[^/]+\.xml", name):
            for each in etree.fromstring(blob).iter(f"{A}rPr", f"{A}endParaRPr"):
                if not each.get("lang"):
                    yield f"{name}: a run has no language"


def _alternatives(parts: Parts) -> Iterator[str]:
    for name, root in slide_parts(parts).items():
        for each in root.iter(f"{P}graphicFrame", f"{P}pic"):
            about = each.find(f".//{P}cNvPr")
            if about is None or not (about.get("descr") or "").strip():
                yield f"{name}: {etree.QName(each).localname} without alternative text"


def _unfilled(parts: Parts) -> Iterator[str]:
    for name, root in slide_parts(parts).items():
        for shape in root.iter(f"{P}sp"):
            if not "".join(text.text or "" for text in shape.iter(f"{A}t")).strip():
                yield f"{name}: an empty placeholder"
        for shape in (*root.iter(f"{P}sp"), *root.iter(f"{P}pic"), *root.iter(f"{P}graphicFrame")):
            if shape.find(f".//{P}ph") is None:
                yield f"{name}: a shape outside the placeholders"


@pytest.mark.parametrize("data", [SAMPLE, GALLERY], ids=["sample", "gallery"])
def test_no_own_check_finds_anything(data: bytes) -> None:
    assert problems(unzip(data)) == []


def swap(part: str, old: bytes, new: bytes, *, one: bool = True) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        assert old in parts[part]
        return parts | {part: parts[part].replace(old, new, 1 if one else -1)}

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda parts: parts | {"ppt/slides/slide99.xml": parts["ppt/slides/slide2.xml"]}, "orphan"),
        (swap("ppt/slides/slide2.xml", b'<p:cNvPr id="3"', b'<p:cNvPr id="2"'), "stands 2 times"),
        (swap("ppt/charts/chart1.xml", b'ptCount val="5"', b'ptCount val="2"', one=False), "points"),
        (swap("ppt/slides/slide2.xml", b'type="title"', b'type="body"'), "not read first"),
        (swap("ppt/slides/slide2.xml", b' lang="en-GB"', b""), "no language"),
        (swap("ppt/slides/slide1.xml", b"descr=", b"title="), "without alternative text"),
        (swap("ppt/slides/slide2.xml", b'<p:ph type="title"/>', b""), "outside the placeholders"),
        (lambda parts: parts | {"ppt/slides/slide3.xml": parts["ppt/slides/slide2.xml"]}, "stands 2 times"),
    ],
)
def test_each_own_check_can_fail(change: Callable[[Parts], Parts], said: str) -> None:
    assert any(said in problem for problem in problems(change(unzip(SAMPLE))))


# ── What a presenter finds ───────────────────────────────────────────────────────────────────────


def test_the_master_has_the_named_layouts() -> None:
    show = Presentation(io.BytesIO(SAMPLE))
    look = layouts(sample.theme().slides)
    assert [layout.name for layout in show.slide_layouts] == [layout.name for layout in look.values()]
    assert len(look) == 13
    for layout, made in zip(look.values(), show.slide_layouts, strict=True):
        assert len(list(made.placeholders)) == len(layout.slots)


@pytest.mark.parametrize(("tag", "said"), [("en-GB", "Title of the talk"), ("fr-FR", "Titre de l’exposé")])
def test_empty_placeholders_prompt_in_the_language_of_the_talk(tag: str, said: str) -> None:
    first = Presentation(io.BytesIO(template(Pen(sample.theme(), tag)))).slide_layouts[0]
    assert said in [shape.text_frame.text for shape in first.placeholders]


def test_every_language_names_sheets_and_prompts() -> None:
    prompts = {slot.prompt for layout in layouts(sample.theme().slides).values() for slot in layout.slots} - {""}
    for tag in languages():
        assert set(language(tag).tables["prompts"]) == prompts
        assert set(language(tag).tables["sheet"]) == set(language("en").tables["sheet"])


def test_slides_follow_their_layouts() -> None:
    show = Presentation(io.BytesIO(SAMPLE))
    names = [slide.slide_layout.name for slide in show.slides]
    assert names == ["Title", "Whole story", "Headline + chart", "Headline + chart + points", "Table", "Sources"]
    for slide in show.slides:
        known = {shape.placeholder_format.idx for shape in slide.slide_layout.placeholders}
        assert {shape.placeholder_format.idx for shape in slide.placeholders} <= known


def test_charts_are_native_with_their_data() -> None:
    charts = [
        shape.chart for slide in Presentation(io.BytesIO(SAMPLE)).slides for shape in slide.shapes if shape.has_chart
    ]
    assert len(charts) == 2
    for chart in charts:
        assert zipfile.is_zipfile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))


def test_tables_are_native_and_mark_their_headers() -> None:
    tables = [s.table for slide in Presentation(io.BytesIO(SAMPLE)).slides for s in slide.shapes if s.has_table]
    assert [(table.first_row, table.first_col) for table in tables] == [
        (True, False),
        (True, True),
        (True, True),
        (True, True),
    ]
    assert tables[2].cell(1, 0).text == "Cities"


def test_every_slide_has_notes_footer_and_number() -> None:
    show = Presentation(io.BytesIO(SAMPLE))
    for number, slide in enumerate(show.slides, 1):
        assert slide.has_notes_slide
        assert "Time: " in slide.notes_slide.notes_text_frame.text
        types = {str(shape.placeholder_format.type).split(" ")[0] for shape in slide.placeholders}
        assert number == 1 or {"FOOTER", "SLIDE_NUMBER"} <= types


def test_sections_hold_every_slide_once() -> None:
    root = etree.fromstring(unzip(SAMPLE)["ppt/presentation.xml"])
    p14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
    sections = root.findall(f".//{p14}section")
    assert [section.get("name") for section in sections] == ["Trams of the Harbour", "The story"]
    listed = [each.get("id") for section in sections for each in section.iter(f"{p14}sldId")]
    assert listed == [each.get("id") for each in root.findall(f"{P}sldIdLst/{P}sldId")]


def test_document_properties_say_what_it_is() -> None:
    properties = Presentation(io.BytesIO(SAMPLE)).core_properties
    assert properties.title == "Trams of the Harbour"
    assert properties.language == "en-GB"
    assert properties.author == "Organisation name"
    assert properties.created.isoformat() == "2031-04-02T12:00:00"


def test_source_lines_and_links_lead_to_slides() -> None:
    parts = unzip(SAMPLE)
    root = slide_parts(parts)["ppt/slides/slide3.xml"]
    [click] = root.iter(f"{A}hlinkClick")
    assert click.get("action") == "ppaction://hlinksldjump"
    assert relations(parts, "ppt/slides/slide3.xml")[str(click.get(f"{R}id"))] == ("slide", "slide6.xml")
    text = "{layout=table seconds=1}\n# One title\n\nS\n\n- See [there](#another-title) or [a page](https://example.org/)\n\n"
    made = unzip(write(deck(text + "{layout=section seconds=1}\n# Another title\n"), sample.theme()))
    assert set(relations(made, "ppt/slides/slide1.xml").values()) >= {
        ("slide", "slide2.xml"),
        ("hyperlink", "https://example.org/"),
    }


def test_nothing_moves_and_nothing_shrinks() -> None:
    text = b"".join(unzip(GALLERY).values())
    assert b"<p:timing" not in text
    assert b"<p:transition" not in text
    assert b"normAutofit" not in text


def test_a_theme_changes_colours_and_font() -> None:
    from dataclasses import replace

    theme = sample.theme()
    other = replace(
        theme, colours=replace(theme.colours, primary="#005500"), fonts=replace(theme.fonts, office="Georgia")
    )
    part = unzip(write(sample.document("deck"), other))["ppt/theme/theme1.xml"]
    assert b'<a:accent1><a:srgbClr val="005500"/>' in part
    assert b'<a:latin typeface="Georgia"/>' in part


def test_special_characters_survive() -> None:
    text = '{layout=section seconds=1}\n# Bread & butter \\<b> "quoted" ]]> é 路\n'
    slide = Presentation(io.BytesIO(write(deck(text), sample.theme()))).slides[0]
    assert slide.shapes.title.text_frame.text == "Bread & butter <b> “quoted” ]]> é 路"


# ── Bytes ────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_input_gives_the_same_bytes() -> None:
    assert write(sample.document("deck"), sample.theme()) == SAMPLE
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as file:
        assert file.testzip() is None
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_too_long_is_refused_before_anything_is_written() -> None:
    with pytest.raises(InputError, match="too tall"):
        write(deck(f"{{layout=section seconds=1}}\n# {'word ' * 80}\n"), sample.theme())


# ── Judges ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.judges
@pytest.mark.parametrize("data", [SAMPLE, GALLERY], ids=["sample", "gallery"])
@pytest.mark.slow
def test_the_validators_find_nothing(tmp_path: Path, data: bytes) -> None:
    judge = shutil.which(os.environ.get("REPORT_JUDGE", "judge"))
    if judge is None:
        pytest.skip("the validators are not on the path (judge); see REPORT_JUDGE")
    file = tmp_path / "deck.pptx"
    file.write_bytes(data)
    done = subprocess.run(
        [judge, str(file)], capture_output=True, text=True, env=outer_environment(), timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_planned_deck_can_be_written_by_itself() -> None:
    made = plan(sample.document("deck"), sample.theme())
    assert write_deck(made, sample.theme()) == SAMPLE
