"""The Word file as a whole: bytes, properties, page furniture, look, speed, and what other programs make of it."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree

from reports.document import (
    Block,
    Contents,
    CrossRef,
    Definition,
    Definitions,
    Document,
    Heading,
    Link,
    Paragraph,
    Table,
    Text,
    plain,
    walk,
)
from reports.document.table_words import table_words
from reports.errors import InputError
from reports.formats.docx import bookmarks, text_of, write, write_with_pages
from reports.formats.docx.line_fitting import balance
from reports.formats.docx.merge import based
from reports.ooxml.wordprocessingml import clark
from reports.theme.definition import Theme
from reports.theme.fonts import outer_environment
from tests import labels, sample
from tests.growth import grid
from tests.sample import words
from tests.test_docx_checks import problems, unzip


def brief(**changes: object) -> Document:
    """Return the sample with changes to what it says of itself."""
    document = sample.document()
    return replace(document, info=replace(document.info, **changes))  # type: ignore[arg-type]


def parts_of(document: Document, theme: Theme | None = None) -> dict[str, str]:
    """Return the XML parts of the written document."""
    data = write(document, theme or sample.theme())
    return {name: part.decode() for name, part in unzip(data).items() if name.endswith((".xml", ".rels"))}


def test_same_input_same_bytes() -> None:
    assert write(sample.document(), sample.theme()) == write(sample.document(), sample.theme())


def test_dates_in_the_zip_are_fixed() -> None:
    with zipfile.ZipFile(io.BytesIO(write(sample.document(), sample.theme()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties() -> None:
    data = write(brief(keywords=("trams", "harbour"), draft=True), sample.theme())
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author, core.version) == ("Trams of the Harbour", "Organisation name", "0.1")
    assert core.subject == "What the office opened, and where the Harbour stands"
    assert core.keywords == "trams, harbour"
    assert core.created.isoformat() == core.modified.isoformat() == "2031-04-02T12:00:00+00:00"
    assert "0123456789ab" in unzip(data)["docProps/custom.xml"].decode()


def test_settings_ask_for_nothing() -> None:
    settings = parts_of(brief())["word/settings.xml"]
    assert "updateFields" not in settings
    assert 'w:name="compatibilityMode"' in settings
    assert 'w:val="15"' in settings


def test_contents_without_pages_asks_for_none() -> None:
    main = parts_of(brief())["word/document.xml"]
    assert r'TOC \o "1-1" \h \z \n ' in main
    assert "PAGEREF" not in main


def test_contents_with_pages_prints_them() -> None:
    data = write_with_pages(brief(), sample.theme(), {"money": 2, "sources": 14})
    main = unzip(data)["word/document.xml"].decode()
    assert r"\n " not in main
    assert main.count(" PAGEREF _Toc_") == 2
    assert ">14<" in main
    assert problems(data) == []


def test_draft_is_said_on_every_page() -> None:
    final, draft = parts_of(brief()), parts_of(brief(draft=True))
    assert not [name for name in final if "header" in name and "Draft" in final[name]]
    assert len([name for name in draft if "/header" in name and "Draft" in draft[name]]) == 2


def test_running_header_and_footer() -> None:
    made = parts_of(brief())
    assert "Trams of the Harbour" in made["word/header2.xml"]
    assert "As of 2 April 2031" in made["word/header2.xml"]
    assert " NUMPAGES " in made["word/footer1.xml"]
    assert " PAGE " in made["word/footer2.xml"]


@pytest.mark.parametrize(("paper", "width"), [("A4", "11906"), ("Letter", "12240")])
def test_paper(paper: str, width: str) -> None:
    assert f'<w:pgSz w:w="{width}"' in parts_of(brief(paper=paper))["word/document.xml"]


def test_language_is_that_of_the_report() -> None:
    assert '<w:lang w:val="en-US"' in parts_of(brief(language="en-US"))["word/styles.xml"]


def test_theme_colours_and_fonts_are_seen() -> None:
    theme = sample.theme()
    changed = replace(
        theme, colours=replace(theme.colours, focus="#112233"), fonts=replace(theme.fonts, office="Gill Sans & Co")
    )
    made = parts_of(brief(), changed)
    assert '<a:accent2><a:srgbClr val="112233"/>' in made["word/theme/theme1.xml"]
    assert 'typeface="Gill Sans &amp; Co"' in made["word/theme/theme1.xml"]
    assert 'w:val="112233" w:themeColor="accent2"' in made["word/styles.xml"]
    assert "112233" not in parts_of(brief())["word/styles.xml"]


def test_a_swapped_theme_changes_colours_fonts_and_sizes_everywhere() -> None:
    """Another palette, family and scale: none of the old values is left in styles, theme or charts."""
    old = sample.theme()
    swapped = {each.name: f"#{n:02X}3A5{n % 16:X}" for n, each in enumerate(fields(old.colours), start=16)}
    styles = {key: replace(style, size=style.size + 1.5) for key, style in old.word.styles.items()}
    theme = replace(
        old,
        colours=replace(old.colours, **swapped),
        fonts=replace(old.fonts, office="Georgia"),
        word=replace(old.word, styles=styles),
    )
    before, after = parts_of(brief()), parts_of(brief(), theme)
    for part in ("word/styles.xml", "word/theme/theme1.xml", "word/charts/chart1.xml", "word/document.xml"):
        for name in ("ink", "primary", "focus"):
            value = old.colours[name].lstrip("#").upper()
            assert value not in after[part], (part, name)
    assert "Calibri" in before["word/charts/chart1.xml"]
    assert not [part for part, text in after.items() if "Calibri" in text]
    assert sizes(before) != sizes(after)
    assert sizes(after)["Heading1"] - sizes(before)["Heading1"] == 3  # half-points
    assert problems(write(brief(), theme)) == []


def sizes(parts: dict[str, str]) -> dict[str, int]:
    """Return the size of each paragraph style in half-points."""
    styles = etree.fromstring(parts["word/styles.xml"].encode())
    size = f"{clark('w:rPr')}/{clark('w:sz')}"
    return {
        str(style.get(clark("w:styleId"))): int(str(mark.get(clark("w:val"))))
        for style in styles.iter(clark("w:style"))
        if (mark := style.find(size)) is not None
    }


def test_our_own_brief_can_be_the_base() -> None:
    """A designer takes the brief, restyles it in Word, and hands it back."""
    own = docx.Document(io.BytesIO(write(brief(), sample.theme())))
    own.styles["Heading 1"].font.name = "Designer Sans"
    own.styles["Tile Value"].font.size = docx.shared.Pt(31)
    data = io.BytesIO()
    own.save(data)
    theme = replace(sample.theme(), base={"docx": data.getvalue()})
    made = write(brief(), theme)
    styles = docx.Document(io.BytesIO(made)).styles
    assert styles["Heading 1"].font.name == "Designer Sans"
    assert styles["Tile Value"].font.size.pt == 31
    assert problems(made) == []
    again = write(brief(), replace(theme, base={"docx": made}))
    assert docx.Document(io.BytesIO(again)).styles["Heading 1"].font.name == "Designer Sans"
    assert problems(again) == []


def test_a_template_is_a_base_too() -> None:
    """A .dotx says of its main part that it is a template; the brief is a document all the same."""
    theme = based_on(paint_headings)
    document, template = (f"wordprocessingml.{kind}.main+xml".encode() for kind in ("document", "template"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, part in unzip(theme.base["docx"]).items():
            made.writestr(name, part.replace(document, template) if name == "[Content_Types].xml" else part)
    files = unzip(write(brief(), replace(theme, base={"docx": out.getvalue()})))
    assert b"Designer Sans" in files["word/styles.xml"]
    assert template not in files["[Content_Types].xml"]


@pytest.mark.parametrize("newer", [False, True])
@pytest.mark.parametrize("own", [False, True])
def test_a_label_of_the_base_is_kept(own: bool, newer: bool) -> None:
    """Of a designer's file, or of our own brief with its base inside."""
    file = based(write(brief(), sample.theme()), brief())[0] if own else based_on(paint_headings).base["docx"]
    made = write(brief(), replace(sample.theme(), base={"docx": labels.labelled(file, newer=newer)}))
    plain = labels.properties(write(brief(), sample.theme()))
    assert labels.properties(made) == {**plain, **labels.LABEL}  # and nothing else of the file
    assert unzip(made).get(labels.LABEL_INFO) == (labels.INFO if newer else None)
    assert problems(made) == []


def test_a_base_without_a_label_brings_none() -> None:
    assert labels.properties(write(brief(), based_on(paint_headings))).keys() == {
        "Facts version",
        "Facts as of",
        "Report",
        "Made with",
    }


def test_an_approval_of_the_base_is_none_of_the_report() -> None:
    file = labels.labelled(based_on(paint_headings).base["docx"])
    base = replace(sample.theme(), base={"docx": file})
    assert "Approved by" not in labels.properties(write(brief(draft=True), base))
    approved = brief(draft=False, approved_by="Ada Moreau")
    assert labels.properties(write(approved, base))["Approved by"] == "Ada Moreau"


def test_the_body_ends_with_a_paragraph() -> None:
    """Word adds one behind a last table, of full height: on a full page it would open an empty one."""
    body = etree.fromstring(unzip(write(grid(1), sample.theme()))["word/document.xml"])[0]
    assert [each.tag for each in list(body)[-3:]] == [clark("w:tbl"), clark("w:p"), clark("w:sectPr")]


def test_words_on_links_are_no_longer_than_word_takes() -> None:
    address = "https://example.org/" + "x" * 400
    made = parts_of(replace(sample.document(), blocks=(Paragraph((Link(words("far"), address),)),)))
    assert f'Target="{address}"' in made["word/_rels/document.xml.rels"]
    assert max(map(len, re.findall(r'w:tooltip="([^"]*)"', made["word/document.xml"]))) == 255


def based_on(edit: Callable[[docx.document.Document], None]) -> Theme:
    """Return the sample theme with a designer's base file."""
    base, data = docx.Document(), io.BytesIO()
    edit(base)
    base.save(data)
    return replace(sample.theme(), base={"docx": data.getvalue()})


def paint_headings(base: docx.document.Document) -> None:
    base.styles["Heading 1"].font.name = "Designer Sans"
    base.styles["List Bullet"].font.name = "Designer Serif"


def test_styles_of_a_base_win() -> None:
    data = write(brief(), based_on(paint_headings))
    made = docx.Document(io.BytesIO(data)).styles
    assert made["Heading 1"].font.name == "Designer Sans"
    assert made["List Bullet"].font.name == "Designer Serif"
    assert made["Tile Value"].font.size.pt == 26
    assert '<w:lang w:val="en-GB"' in unzip(data)["word/styles.xml"].decode()
    assert problems(data) == []


def test_lists_of_a_base_are_kept() -> None:
    files = unzip(write(brief(), based_on(paint_headings)))
    styles, lists = (etree.fromstring(files[f"word/{name}.xml"]) for name in ("styles", "numbering"))
    used = {each.get(clark("w:val")) for each in styles.iter(clark("w:numId"))}
    known = {each.get(clark("w:numId")) for each in lists.iter(clark("w:num"))}
    assert used <= known
    assert any(int(str(id)) > 1000 for id in used)
    abstract = [each.get(clark("w:abstractNumId")) for each in lists.iterfind(clark("w:abstractNum"))]
    assert len(abstract) == len(set(abstract))


def test_base_in_another_language_is_understood() -> None:
    def rename(base: docx.document.Document) -> None:
        paint_headings(base)
        for element in base.styles.element.iter():
            for key, value in element.attrib.items():
                if value == "Heading1":
                    element.set(key, "berschrift1")

    files = unzip(write(brief(), based_on(rename)))
    assert b"berschrift1" not in files["word/styles.xml"]
    assert files["word/styles.xml"].count(b'w:styleId="Heading1"') == 1


def test_broken_base_is_named() -> None:
    theme = replace(sample.theme(), base={"docx": b"no zip"}, folder="templates/theme")
    with pytest.raises(InputError, match=r"templates/theme/brief\.docx.*save it again"):
        write(brief(), theme)


def test_footnote_only_source_leads_back_to_the_footnote() -> None:
    made = parts_of(brief())
    source = made["word/document.xml"]
    assert 'w:anchor="cite-3"' in source
    document = replace(sample.document(), blocks=sample.BLOCKS[5:6] + sample.BLOCKS[19:])
    made = parts_of(document)
    assert 'w:name="cite-3"' not in made["word/document.xml"]
    assert 'w:name="cite-3"' in made["word/footnotes.xml"]


def test_unknown_reference_is_plain_words() -> None:
    blocks = (Paragraph((Text("See "), CrossRef("gone", "Figure 9"), Text("."))),)
    main = parts_of(replace(sample.document(), blocks=blocks))["word/document.xml"]
    assert "Figure 9" in main
    assert " REF " not in main


def test_mark_says_source_and_paragraph() -> None:
    tips = re.findall(r'w:anchor="src-1"[^>]*w:tooltip="([^"]*)"', parts_of(brief())["word/document.xml"])
    assert any(re.fullmatch(r".+, ¶\s\d+(, \d+)*", tip) for tip in tips)


def test_id_leads_back_to_the_first_figure_of_its_fact() -> None:
    budget = sample.ref("budget")
    id = replace(budget, format="id", text="budget")
    note = Paragraph((id, Link((id,), "https://example.org/#budget")))
    blocks = (note, Paragraph((budget, budget)), note)
    data = write(replace(sample.document(), blocks=blocks), sample.theme())
    main = unzip(data)["word/document.xml"].decode()
    assert (
        main.count('w:anchor="_f_3_budget"') == 1
    )  # above the figure and within a link there is nothing to lead back to
    assert problems(data) == []


@pytest.mark.parametrize(
    ("make", "limit"),
    [
        (lambda: bookmarks.fact_bookmark(12345, "x-" * 30), 40),
        (lambda: bookmarks.block_bookmark("a-very-long-heading-" * 3, "p12345", "_g12"), 40),
        (lambda: bookmarks.heading_bookmark("é" * 60), 40),
    ],
)
def test_names_fit_and_are_word(make: Callable[[], str], limit: int) -> None:
    assert len(make()) <= limit
    assert re.fullmatch(r"_\w+", make())


def test_a_figure_printed_twice_has_names_of_its_own() -> None:
    blocks = (Heading(1, words("Again"), "again"), *sample.BLOCKS[6:7] * 2, *sample.BLOCKS[14:15] * 3)
    assert problems(write(replace(sample.document(), blocks=blocks), sample.theme())) == []


def test_headings_in_boxes_can_be_led_to() -> None:
    inner = (Heading(1, words("Inside"), "inside"),)
    statement = Definitions((Definition(words("Term"), inner),))
    blocks = (Contents(words("Contents")), statement, Paragraph((Link(words("there"), "#inside"),)))
    data = write(replace(sample.document(), blocks=blocks), sample.theme())
    assert unzip(data)["word/document.xml"].count(b'w:anchor="_Toc_inside"') == 2
    assert problems(data) == []


def test_long_names_stay_apart() -> None:
    one, other = (bookmarks.fact_bookmark(1, f"{'long-' * 10}{end}") for end in ("first", "second"))
    assert one != other


def test_block_keys_do_not_depend_on_other_sections() -> None:
    def keys(*blocks: Block) -> set[str]:
        main = parts_of(replace(sample.document(), blocks=blocks))["word/document.xml"]
        return set(re.findall(r'w:name="(_b_second_[^"]*)"', main))

    first, second = Heading(1, words("First"), "first"), Heading(1, words("Second"), "second")
    text = Paragraph(words("Some words."))
    assert keys(first, second, text) == keys(first, text, text, second, text) != set()


@pytest.mark.parametrize(
    ("title", "narrowed"),
    [("Short", False), ("A title of two lines, which leaves one word alone", True)],
)
def test_stray_words_are_avoided(title: str, narrowed: bool) -> None:
    from reports.theme.text_metrics import metrics

    style = sample.theme().word.styles["title"]
    words_only = balance(title, style, 459, metrics("Calibri"))
    assert bool(words_only) is narrowed


def soffice(folder: Path, target: str, data: bytes) -> Path:
    """Return what LibreOffice makes of a Word file."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "brief.docx").write_bytes(data)
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", target, "--outdir", str(out), str(folder / "brief.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=outer_environment())
    return out / f"brief.{target.split(':')[0]}"


@pytest.mark.office
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(soffice(tmp_path, "pdf", write(brief(), sample.theme())))
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert 3 <= len(pages) <= 5
    assert "Organisation name" in pages[0]
    assert f"Page 1 of {len(pages)}" in pages[0]
    assert "As of 2 April 2031" in pages[1]
    text = " ".join("".join(pages).split())
    for said in (
        "more than $30 billion [1][2]",
        "Figure 1. Only one of five amounts",
        "No source says how far",
        "2. Ask the office.",
    ):
        assert said in text
    assert "Error" not in text


@pytest.mark.office
def test_identity_survives_libreoffice(tmp_path: Path) -> None:
    data = write(brief(), sample.theme())
    saved = soffice(tmp_path, "docx:MS Word 2007 XML", data).read_bytes()
    before, after = (
        set(re.findall(r'bookmarkStart[^>]* w:name="([^"]*)"', unzip(file)["word/document.xml"].decode()))
        for file in (data, saved)
    )
    assert {name for name in before - after if name.startswith(("_b_", "_f_", "src-", "cite-"))} == set()
    styles = docx.Document(io.BytesIO(saved)).styles
    assert {"Tile Value", "Source Mark", "Gap Bullet"} <= {style.name for style in styles}


@pytest.mark.judges
@pytest.mark.slow
@pytest.mark.parametrize("changes", [{}, {"draft": True, "paper": "Letter"}])
def test_validators_find_nothing(changes: dict[str, object], tmp_path: Path) -> None:
    judge = shutil.which(os.environ.get("REPORT_JUDGE", "judge"))
    if judge is None:
        pytest.skip("no validator on the path, nor named by REPORT_JUDGE")
    path = tmp_path / "brief.docx"
    path.write_bytes(write(brief(**changes), sample.theme()))
    done = subprocess.run(
        [judge, str(path)], capture_output=True, text=True, env=outer_environment(), timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_table_says_what_it_holds_to_who_cannot_see_it() -> None:
    """Not its caption again; where the author has described it, in those words."""
    said = [run.text for run in text_of(write(brief(), sample.theme())).runs if run.part == "alt"]
    tables = [node for node in walk(brief().blocks) if isinstance(node, Table) and node.caption]
    described = [table_words(table, brief().words) for table in tables]
    assert described
    assert set(described) <= set(said)
    own = replace(tables[0], alt="")
    assert table_words(own, brief().words).startswith("Columns: ")
    assert table_words(replace(own, alt="Who came."), brief().words) == "Who came."
    assert table_words(replace(own, alt=plain(own.caption)), brief().words).startswith("Columns: ")
