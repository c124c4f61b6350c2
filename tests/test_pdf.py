"""The PDF: what stands in it, how it is built, and that the same input gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from importlib import import_module

import pikepdf
import pypdfium2
import pytest

from reports.charts.registry import KINDS
from reports.document import (
    ChartPoint,
    ChartSpec,
    Cite,
    Column,
    CrossRef,
    Document,
    FactRef,
    Figure,
    Heading,
    Inlines,
    Link,
    Literal,
    Paragraph,
    Row,
    Table,
    Text,
    facts_used,
    plain,
    walk,
)
from reports.errors import MissingLibraryError, ReportError
from reports.formats.pdf.assembly import sheet, write
from reports.formats.pdf.chart_attachments import chart_tables
from reports.formats.pdf.fact_attachment import enclosed
from reports.formats.pdf.small_drawings import UNSEEN
from reports.formats.pdf.typesetting import Attachment
from reports.theme import weasyprint_engine
from tests.pdf_files import SUMMARY, body, page_texts, squeezed, structure, summary, with_blocks
from tests.pdf_transcript import elements
from tests.sample import BOOK, DOTS, cite, document, theme, words

SIZES = {27.0, 19.0, 12.5, 10.0, 8.5}
"""Points; the charts add none of their own but that of a count."""
LINE = 1.3
"""Ascent and descent of both families, in em."""
ATTACHMENTS = (
    Attachment("facts.json", "application/json", "The facts.", b'{"facts": []}'),
    Attachment("ledger.json", "application/json", "Where each fact is used.", b'{"ledger": []}'),
)


@cache
def brief() -> bytes:
    return write(document("brief"), theme(), ATTACHMENTS)


@cache
def summary_pdf() -> bytes:
    return write(summary(), theme())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


# ── What stands in it ────────────────────────────────────────────────────────────────────────────


def figures(node: object) -> set[str]:
    """Return the text of every figure below `node`."""
    found = {item.text for item in walk(node) if isinstance(item, FactRef | Literal)}
    return found | {item.figure for item in walk(node) if isinstance(item, ChartPoint)}


@pytest.mark.parametrize("name", ["brief", "summary"])
def test_each_figure_of_the_model_can_be_read_in_the_pdf(name: str) -> None:
    model, pdf = (document("brief"), brief()) if name == "brief" else (summary(), summary_pdf())
    text = squeezed("".join(page_texts(pdf)))
    dots = {item.figure for item in walk(DOTS) if isinstance(item, ChartPoint)}  # drawn, not printed
    wanted = figures(model.blocks) - dots
    assert len(wanted) > 8
    assert [figure for figure in sorted(wanted) if squeezed(figure) not in text] == []
    assert squeezed("more than $31 billion") not in text


def test_headings_titles_and_sources_can_be_read_in_order() -> None:
    text = squeezed("".join(page_texts(summary_pdf())))
    wanted = [squeezed(plain(node.inlines)) for node in walk(SUMMARY) if isinstance(node, Heading)]
    places = [text.find(each) for each in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_markup_in_a_text_is_printed_as_text() -> None:
    nasty = '<script>alert("1 & 2")</script><img src="file:///etc/passwd">'
    text = squeezed("".join(page_texts(write(with_blocks(body(nasty)), theme()))))
    assert squeezed(nasty) in text


def test_a_passage_that_rests_on_facts_without_a_mark_leaves_no_empty_element() -> None:
    def spans(*cites: Cite) -> int:
        made = with_blocks(Paragraph((Text("Trams run."), *cites)))
        return sheet(made, theme()).page.count('class="cite"')

    assert spans(Cite(("cities",), ())) == spans()
    assert spans(Cite(("cities",), (1,))) == spans() + 1


def test_markup_in_the_title_is_printed_as_text_everywhere() -> None:
    nasty = '</title><b>"A" & \\B\\</b>'
    pdf = write(with_blocks(body("Text."), title=words(nasty), kind=nasty), theme())
    kept = opened(pdf)
    assert str(kept.docinfo["/Title"]) == nasty
    assert squeezed("".join(page_texts(pdf))).count(squeezed(nasty)) >= 2  # the title, the footer and the masthead


def test_a_draft_says_so_on_each_page() -> None:
    pages = page_texts(write(summary(draft=True), theme()))
    assert all("Draft" in page for page in pages)
    assert not any("Draft" in page for page in page_texts(summary_pdf()))


def test_each_page_has_its_running_lines() -> None:
    pages = page_texts(brief())
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"Version 0.1 · page {number} of 3" in page
        assert "Trams of the Harbour · as of 2 April 2031" in page


def test_the_summary_stands_on_two_pages_below_500_kb() -> None:
    assert len(page_texts(summary_pdf())) == 2
    assert len(summary_pdf()) < 500_000


def test_the_contents_name_the_pages_of_the_headings() -> None:
    pages = page_texts(brief())
    lines = re.findall(r"^(The money figures.*|Groups.*|Two suppliers.*|Three reports.*?)\s+(\d)\s*$", pages[0], re.M)
    assert len(lines) == 4
    for title, number in lines:
        assert squeezed(title) in squeezed(pages[int(number) - 1])


def test_the_head_of_a_long_table_stands_on_each_page() -> None:
    rows = tuple(Row((words(f"Stop {chr(65 + n % 26)}"), words("opened"))) for n in range(90))
    pages = page_texts(write(with_blocks(Table((Column(words("Stop head")), Column(words("State"))), rows)), theme()))
    assert len(pages) > 1
    assert all("Stop head" in page for page in pages)


def test_a_no_break_space_before_a_mark_does_not_upset_the_lines() -> None:
    names = "Ferry, Hill, Market, Mill, Old Town, Station and Bridge are named in them"
    for extra in range(0, 16, 2):
        run: Inlines = (Text(f"{names}{'s' * extra}\u00a0"), cite("cities"), Text(". More words."))
        page = page_texts(write(with_blocks(Paragraph(run)), theme()))[0]
        [line] = [line for line in page.splitlines() if line.startswith("Ferry")]
        assert len(line) > 50


# ── How it is built ──────────────────────────────────────────────────────────────────────────────


def test_the_catalogue_says_title_language_and_tags() -> None:
    pdf = opened(brief())
    assert str(pdf.docinfo["/Title"]) == "Trams of the Harbour"
    assert str(pdf.docinfo["/Author"]) == "Organisation name"
    assert "0123456789ab" not in str(pdf.docinfo.get("/Keywords", ""))
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20310402")
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_the_metadata_name_both_standards_in_one_block() -> None:
    with opened(brief()).open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Trams of the Harbour"
        assert "0123456789ab" in metadata["dc:identifier"]
        assert metadata["xmpMM:VersionID"] == "0.1"
    pdf = opened(brief())
    assert pdf.Root.Metadata.read_bytes().count(b"<rdf:RDF") == 1


def test_the_bookmarks_are_the_headings() -> None:
    def titles(items: object) -> list[str]:
        return [title for item in items for title in (item.title, *titles(item.children))]  # type: ignore[attr-defined]

    with opened(brief()).open_outline() as outline:
        found = titles(outline.root)
    headings = [plain(node.inlines) for node in walk(document("brief").blocks) if isinstance(node, Heading)]
    assert [title.replace("\u00a0", " ") for title in found if title.replace("\u00a0", " ") in headings] == headings
    assert "What the record does not say" in found[-3].replace("\u00a0", " ")


def test_attachments_are_data_of_the_document() -> None:
    pdf = opened(brief())
    assert {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments} == {
        each.name: each.data for each in (*ATTACHMENTS, *chart_tables(document("brief")))
    }
    assert [str(spec.AFRelationship) for spec in pdf.Root.AF][:2] == ["/Data", "/Data"]
    assert {str(spec.EF.F.Subtype) for spec in pdf.Root.AF} == {"/application/json", "/text/csv"}
    bare = opened(write(summary(), theme(), ()))  # held: what it lists dies with it
    assert set(bare.attachments) == {each.name for each in chart_tables(summary())}


def test_each_chart_has_its_data_in_a_file_that_says_which_chart() -> None:
    pdf = opened(brief())
    specs = [node.spec for node in walk(document("brief").blocks) if isinstance(node, Figure)]
    drawn = {spec.id: spec for spec in specs if not KINDS[spec.kind].is_strip}
    assert drawn
    assert len(drawn) < len({spec.id for spec in specs}), "a strip of dots says its number itself"
    for id, spec in drawn.items():
        assert pdf.attachments[f"{id}.csv"].description == f"The data of the chart: {plain(spec.title)}"
        data = pdf.attachments[f"{id}.csv"].get_file().read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(data)))
        assert [row["fact id"] for row in rows] == [point.fact_id for point in spec.points]
        assert [row["label"] for row in rows] == [point.label for point in spec.points]


def test_facts_and_ledger_are_attached_unless_others_are_named() -> None:
    pdf = opened(summary_pdf())
    facts, ledger = (
        json.loads(pdf.attachments[f"{name}.json"].get_file().read_bytes()) for name in ("facts", "ledger")
    )
    printed = set(facts_used(summary()))
    assert {fact["id"] for fact in facts["facts"]} >= printed == set(ledger["uses"])
    assert {source["number"] for source in facts["sources"]} == {1, 2, 3}
    assert facts["facts_version"] == ledger["facts_version"] == "0123456789ab"
    assert next(fact for fact in facts["facts"] if fact["id"] == "budget")["qualifier"] == "more-than"
    assert not any({"note", "review_by"} & fact.keys() for fact in facts["facts"])


def test_what_is_withheld_is_not_attached() -> None:
    """Neither the fact, nor a mention of it in another, nor a text that says it."""
    derived = BOOK.facts["lines-open"].model_copy(
        update={"derived_from": ("grant",), "formula": "grant", "part_of": "grant", "statement": "It says grant."}
    )
    model = replace(summary(), book=replace(BOOK, facts={**BOOK.facts, "lines-open": derived}))
    whole = b"".join(each.data for each in enclosed(model))
    kept = b"".join(each.data for each in enclosed(model, {"grant"}, lambda text: "says grant" in text))
    for trace in (b'"grant"', b"says grant", b'"formula": "'):
        assert trace in whole
        assert trace not in kept.replace(b'"formula": "How it was worked out', b"")
    assert b'"lines-open"' in kept


def test_charts_and_drawings_have_their_alt_text() -> None:
    found = [str(element.Alt) for element in structure(opened(brief())) if element.S == "/Figure"]
    charts = [node.spec.alt for node in walk(document("brief").blocks) if isinstance(node, Figure)]
    assert charts == [alt for alt in found if alt in charts]
    assert all(found)


def test_a_matrix_says_what_its_marks_mean() -> None:
    found = [each.text.strip() for each in elements(summary_pdf()) if each.kind == "TD"]
    assert found.count("done") == 8
    assert "open" in found
    assert "not named" in found
    assert "source 1: says what we use; source 2: says otherwise; source 3: says what we use" in [
        each.text.strip() for each in elements(brief())
    ]


def test_a_caption_is_tagged_as_one() -> None:
    figures = [node for node in walk(document("brief").blocks) if isinstance(node, Figure) and node.spec.kind != "dots"]
    tables = [node for node in walk(document("brief").blocks) if isinstance(node, Table) and node.caption]
    captions = [element for element in structure(opened(brief())) if element.S == "/Caption"]
    assert len(captions) == len(figures) + len(tables) > 0


def test_figures_say_where_they_stand_in_points_from_below() -> None:
    file = opened(brief())
    drawn = pypdfium2.PdfDocument(brief())
    pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    seen = 0
    for element in structure(file):
        if element.S != "/Figure":
            continue
        number = pages[element.Pg.objgen]
        left, bottom, right, top = map(float, element.A.BBox)
        width, height = drawn[number].get_size()
        assert 0 <= left < right <= width + 0.5
        assert 0 <= bottom < top <= height + 0.5
        chart = next((s for s in charts_in(document("brief")) if s.alt == str(element.Alt)), None)
        if chart is None:
            continue
        seen += 1
        inside = drawn[number].get_textpage().get_text_bounded(left, bottom, right, top)
        assert chart.points[0].label in " ".join(inside.split())
    assert seen


def charts_in(made: Document) -> list[ChartSpec]:
    """Return the charts of a document that are drawn with labels."""
    figures = (node for node in walk(made.blocks) if isinstance(node, Figure))
    return [figure.spec for figure in figures if figure.spec.kind != "dots"]


def test_table_headers_have_a_scope() -> None:
    scopes = [str(element.A.Scope) for element in structure(opened(brief())) if element.S == "/TH"]
    assert scopes == ["/Column"] * 4 + ["/Row"] * 2


@pytest.mark.parametrize(
    ("levels", "tags"),
    [
        ((1, 3, 2), "H2 H3 H3"),
        ((2, 2, 3, 2), "H2 H2 H3 H2"),
        ((1, 2, 3, 1), "H2 H3 H4 H2"),
        ((3, 1), "H2 H2"),
    ],
)
def test_no_heading_level_is_skipped_and_like_levels_are_alike(levels: tuple[int, ...], tags: str) -> None:
    headings = (Heading(level, words(f"Heading {level}"), f"h-{n}") for n, level in enumerate(levels))
    pdf = opened(write(with_blocks(*headings), theme()))
    found = [str(each.S)[1:] for each in structure(pdf) if re.fullmatch(r"/H\d", str(each.S))]
    assert " ".join(found) == f"H1 {tags}"


def test_running_lines_are_artifacts() -> None:
    pdf = opened(brief())
    for page in pdf.pages:
        marked = [
            operands
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and operands[0] == "/Artifact"
        ]
        assert len(marked) >= 2
        assert all(operands[1].Type == "/Pagination" for operands in marked)


def test_marks_lead_to_the_sources_and_back() -> None:
    pdf = opened(brief())
    links = [
        (str(note.Dest), str(note.Contents))
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link" and "/Dest" in note
    ]
    names = pdf.Root.Names.Dests.Names
    places = {str(names[index]) for index in range(0, len(names), 2)}
    assert {target for target, _ in links} <= places
    for number, letter in enumerate("ABC", start=1):
        assert (f"source:{number}", f"[{number}] Source {number}: Annual tram report, volume {letter}") in links
        assert links.count((f"use:{number}", f"{number} Back to text")) == 1
    assert any(target == "fig-money" for target, _ in links)


def test_what_is_deferred_is_loaded_when_it_is_called() -> None:
    program = (
        "import sys; from reports.theme.weasyprint_engine import DEFERRED, weasyprint; weasyprint();"
        "print([name for name in DEFERRED if name in sys.modules]);"
        "from weasyprint.pdf import fonts; options = fonts.subset.Options(); import fontTools.subset;"
        "print(type(options) is fontTools.subset.Options)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "True"]


def test_fonts_are_embedded_subsets_of_the_packages() -> None:
    pdf = opened(brief())
    names = {str(item.BaseFont) for item in pdf.objects if _is_font(item)}
    assert names
    assert all(re.match(r"/[A-Z]{6}\+IBM-Plex-(Sans|Serif)", name) for name in names), names


def _is_font(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"


@pytest.mark.parametrize(("paper", "size"), [("A4", (595.28, 841.89)), ("Letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[float, float]) -> None:
    with pypdfium2.PdfDocument(write(summary(paper=paper), theme())) as pdf:
        assert all(page.get_size() == pytest.approx(size, abs=0.1) for page in pdf)


def test_the_text_has_five_sizes_and_none_below_8_5() -> None:
    sizes: dict[float, int] = {}
    with pypdfium2.PdfDocument(summary_pdf()) as pdf:
        for text in (page.get_textpage() for page in pdf):
            for index in range(text.count_chars()):
                _, bottom, _, top = text.get_charbox(index, loose=True)
                size = round((top - bottom) / LINE, 1)
                if size not in (0, UNSEEN):  # line ends have none, and words behind a drawing are seen by nobody
                    sizes[size] = sizes.get(size, 0) + 1
    assert min(sizes) >= 8.5
    assert {size for size, count in sizes.items() if count > 10} == SIZES


def test_the_evidence_page_is_linked_and_has_a_code() -> None:
    address = "https://example.org/evidence.html"
    pdf = write(summary(evidence_url=address), theme())
    links = [str(note.A.URI) for page in opened(pdf).pages for note in page.get("/Annots", []) if "/A" in note]
    assert address in links
    assert f"QR code of the address {address}" in [str(e.get("/Alt", "")) for e in structure(opened(pdf))]
    assert address in squeezed("".join(page_texts(pdf)))


def test_marks_of_sources_that_are_not_listed_are_no_links() -> None:
    pdf = opened(write(with_blocks(body("Said", ("cities",), ".")), theme()))
    assert [note for page in pdf.pages for note in page.get("/Annots", [])] == []


# ── The same bytes ───────────────────────────────────────────────────────────────────────────────


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from tests.test_pdf import ATTACHMENTS; from tests.sample import document, theme;"
        "from reports.formats.pdf.assembly import write;"
        "sys.stdout.buffer.write(write(document('brief'), theme(), ATTACHMENTS))"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = subprocess.run([sys.executable, "-c", script], env=elsewhere, capture_output=True, check=True, timeout=60)
    assert other.stdout == brief()


def test_another_version_of_the_facts_gives_other_bytes() -> None:
    model = document("brief")
    other = write(replace(model, book=replace(model.book, version="ba9876543210")), theme(), ATTACHMENTS)
    assert other != brief()
    assert opened(other).trailer.ID[0] != opened(brief()).trailer.ID[0]


# ── What it refuses ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inline", "named"),
    [
        (CrossRef("fig-lost", "Figure 9"), "#fig-lost"),
        (Link(words("there"), "#lost"), "#lost"),
        (Link(words("there"), "javascript:alert(1)"), "javascript:alert(1)"),
        (Link(words("there"), "file:///etc/passwd"), "file:///etc/passwd"),
        (Link(words("there"), "notes.html"), "notes.html"),
        (Text("ᚠ"), "U+16A0"),
    ],
)
def test_what_cannot_be_set_is_named(inline: object, named: str) -> None:
    with pytest.raises(ReportError, match=re.escape(named)):
        write(with_blocks(Paragraph((inline,))), theme())  # type: ignore[arg-type]


def test_without_pango_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return import_module(name)

    monkeypatch.setattr(weasyprint_engine, "import_module", fail)
    monkeypatch.setattr(weasyprint_engine, "_forget", lambda: None)
    weasyprint_engine.weasyprint.cache_clear()
    with pytest.raises(MissingLibraryError, match=r"libpango.*apt install.*brew install pango"):
        weasyprint_engine.weasyprint()
    weasyprint_engine.weasyprint.cache_clear()
