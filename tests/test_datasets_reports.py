"""Datasets through the whole program: audited words, evidence, verification, search, a cell that changes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import yaml
from lxml import html
from openpyxl import load_workbook

from reports.audit.sources import verify_sources
from reports.errors import FlagError, InputError
from reports.load.project_folders import Folders, folders
from reports.load.records.release_files import Release
from reports.pipeline.build import build
from reports.pipeline.composition import compose_all
from reports.pipeline.correction_note import changes
from reports.pipeline.record_comparison import content
from reports.tools.curating.entry_additions import Facts
from reports.tools.curating.fact_search import found
from reports.tools.curating.spreadsheet.export_facts import export_facts
from reports.tools.curating.spreadsheet.import_facts import Wish, planned
from reports.tools.where_used import answered, entries_answered
from tests.chart_reading import shown_in_workbook
from tests.dataset_desk import SOURCES, TEXT, project

CHART = {
    "kind": "bars",
    "title": "The harbour line carries most",
    "unit": "thousand rides",
    "alt": 'The harbour line carried {{ obs("rides", "rides", "Harbour", month="2030-12") }}.',
    "observations": {
        "dataset": "rides",
        "rows": "line: Harbour, Castle",
        "at": {"measure": "rides", "month": "2030-12"},
    },
}
SECTION = """\
# Rides grew on the harbour line

The harbour line carried {{ obs("rides", "rides", "Harbour", month="2030-12", format="full") }}; it
{{ growth("rides", "rides", "Harbour", month="2030-12", since="year", format="moved") }} {{ cite() }}.

{{ chart("lines") }}

{{ table("rides", rows="line", columns="month: 2029-12/2030-12", measure="rides", caption="Rides by line", id="by-line") }}
"""


def laid_out(root: Path, section: str = SECTION, text: str = TEXT, formats: tuple[str, ...] = ("docx",)) -> Folders:
    """Return a project with a report on the rides."""
    project(root, data={"rides.csv": text})
    about = {"title": "Trams", "formats": list(formats), "language": "en-GB", "sections": ["main"]}
    for name, said in (("r/report.yaml", about), ("charts/lines.yaml", CHART)):
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(said, sort_keys=False), "utf-8")
    (root / "templates" / "r" / "main.md").write_text(section, "utf-8")
    return folders(root)


def problems(where: Folders) -> list[str]:
    """Return what the check says of a project, without the places."""
    try:
        compose_all(where)
    except InputError as failure:
        return [problem.what for problem in failure.problems]
    return []


FELL, ROSE = ('"Castle", month="2030-12", since="2030-11"', '"Harbour", month="2030-12", since="2030-11"')
WORDS = {
    # text: the word that is refused; empty where it is let pass
    f'Rides fell by {{{{ growth("rides", "rides", {FELL}, format="size") }}}} {{{{ cite() }}}}.': "",
    f'Rides rose by {{{{ growth("rides", "rides", {ROSE}, format="size") }}}} {{{{ cite() }}}}.': "",
    f'Rides rose by {{{{ growth("rides", "rides", {FELL}, format="size") }}}} {{{{ cite() }}}}.': "rose",
    f'Rides fell by {{{{ growth("rides", "rides", {ROSE}, format="size") }}}} {{{{ cite() }}}}.': "fell",
    f'A drop of {{{{ growth("rides", "rides", {ROSE}) }}}} {{{{ cite() }}}}.': "drop",
    f'Rides fell by {{{{ growth("rides", "rides", {FELL}) }}}} {{{{ cite() }}}}.': "fell",
    f'Rides went by {{{{ growth("rides", "rides", {FELL}, format="size") }}}} {{{{ cite() }}}}.': "leaves out the sign",
    f'Growth was {{{{ growth("rides", "rides", {FELL}) }}}} {{{{ cite() }}}}.': "",
    f'Rides {{{{ growth("rides", "rides", {FELL}, format="moved") }}}} on a month before {{{{ cite() }}}}.': "",
    f'Rides were {{{{ growth("rides", "rides", {FELL}, format="size") }}}} lower {{{{ cite() }}}}.': "",
}


@pytest.mark.parametrize("sentence", WORDS)
def test_words_of_rise_and_fall_are_held_against_the_sign(sentence: str, tmp_path: Path) -> None:
    said = problems(laid_out(tmp_path, f"# Rides\n\n{sentence}\n\n{{{{ chart('lines') }}}}\n"))
    if WORDS[sentence]:
        assert len(said) == 1
        assert WORDS[sentence] in said[0]
    else:
        assert said == []


def test_a_figure_typed_by_hand_is_still_refused(tmp_path: Path) -> None:
    assert problems(laid_out(tmp_path, SECTION.replace("Rides grew", "1125 rides grew")))


def charted(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return the rows of the workbook behind the first chart of a Word file."""
    with zipfile.ZipFile(path) as package:
        [name] = [each for each in package.namelist() if each.endswith(".xlsx")]
        return [(row.label, row.values) for row in shown_in_workbook(package.read(name))]


def evidence(where: Folders) -> html.HtmlElement:
    """Return the evidence page of a project that was built."""
    page = html.fromstring((where.output / "evidence.html").read_bytes())
    assert isinstance(page, html.HtmlElement)
    return page


def below(page: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return the elements at an XPath."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, html.HtmlElement)]


def words(path: Path) -> str:
    """Return the text of a Word file."""
    with zipfile.ZipFile(path) as package:
        body = html.fromstring(package.read("word/document.xml"))
        return " ".join("".join(str(t) for t in p.itertext()) for p in body.iter("{*}p", "w:p")).replace("\u00a0", " ")


def test_a_changed_cell_reaches_text_table_chart_and_workbook(tmp_path: Path) -> None:
    before, after = laid_out(tmp_path / "a"), laid_out(tmp_path / "b", text=TEXT.replace("1125", "1080"))
    for where in (before, after):
        where.output.mkdir()
        build(where)
    old, new = words(before.output / "r.docx"), words(after.output / "r.docx")
    assert ("1,125 thousand rides" in old, "rose by 25.0%" in old, old.count("1,125")) == (True, True, 4)
    assert ("1,080 thousand rides" in new, "rose by 20.0%" in new, new.count("1,080")) == (True, True, 4)
    assert "1,125" not in new
    assert charted(before.output / "r.docx") == [("Harbour", ("1125",)), ("Castle", ("576",))]
    assert charted(after.output / "r.docx") == [("Harbour", ("1080",)), ("Castle", ("576",))]


def test_the_evidence_page_marks_the_cells_that_are_used(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    where.output.mkdir()
    build(where)
    page = evidence(where)
    used = [
        cell.text_content().replace("\u00a0", " ")
        for cell in below(page, "//section[@class='dataset']//td[@class='used']")
    ]
    assert sorted(used) == sorted(["900", "600", "1,500", "1,000", "640", "1,640", "1,125", "576 p", "1,701 p"])
    rows = [row.get("id") for row in below(page, "//details")]
    assert "rides.rides.2030-12.harbour" in rows
    assert "rides.rides.2029-12.castle" not in rows, "what tables alone show has its anchor in the table"
    assert page.get_element_by_id("rides.rides.2029-12.castle").text_content() == "600"
    growth = page.get_element_by_id("rides.rides.2030-12.harbour.growth.2029-12").text_content()
    assert "growth(a, b)" in growth
    assert "1,125\u00a0thousand\u00a0rides" in growth


def test_the_evidence_page_says_of_a_figure_that_it_is_provisional(tmp_path: Path) -> None:
    calls = (
        f'{{{{ obs("rides", "rides", "{line}", month="2030-12") }}}} {{{{ cite() }}}}' for line in ("Castle", "Harbour")
    )
    where = laid_out(tmp_path, f"# Rides are counted\n\n{'. '.join(calls)}.\n")
    where.output.mkdir()
    build(where)
    rows = {
        row.get("id", ""): row.text_content().replace("\u00a0", " ").partition("Rides by")[0]
        for row in below(evidence(where), "//details")
    }
    assert "576 thousand rides (provisional)" in rows["rides.rides.2030-12.castle"]
    assert "provisional" not in rows["rides.rides.2030-12.harbour"]


def test_rounding_is_told_where_a_figure_was_rounded(tmp_path: Path) -> None:
    section = '# Rides\n\nIt is {{ share("rides", "rides", "Harbour", month="2030-12") }} {{ cite() }}.\n'
    where = laid_out(tmp_path, section + '\n{{ chart("lines") }}\n')
    where.output.mkdir()
    build(where)
    page = evidence(where)
    assert "from 66.137566137566, half away from zero" in page.text_content()


def test_where_used_and_search_know_observations(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    used = "\n".join(answered(where, "rides.rides.2030-12.harbour"))
    assert "cell C8: '1125'" in used
    assert "'1,125 thousand rides' (full)".replace(" ", "\u00a0", 2) in used.replace(
        "thousand rides", "thousand\u00a0rides"
    )
    assert "used in no document" in "\n".join(answered(where, "rides.fare.2030-12.all"))
    table = answered(where, "rides")
    assert table[:4] == ("rides (dataset)", "  Rides by month and line", "  file: rides.csv, recorded 2031-04-02",
                         "  source: [1] Rides")  # fmt: skip
    assert "    rides.rides.2030-12.harbour: r" in table
    assert not any("rides.fare" in line for line in table)
    machine = entries_answered(where, "rides")
    dataset, uses = machine["dataset"], machine["uses"]
    assert isinstance(dataset, dict)
    assert isinstance(uses, list)
    assert dataset["file"] == "rides.csv"
    assert "rides.rides.2030-12.harbour" in {each["id"] for each in uses}
    with pytest.raises(FlagError, match="there is no fact 'ride', did you mean 'rides'"):
        answered(where, "ride")
    listed = "\n".join(found(where, ["castle"]))
    assert "rides (dataset)" in listed
    assert 'obs("rides", measure="rides", month="latest", line="Castle")' in listed


def verified(tmp_path: Path, document: str, text: str, **entry: str) -> str:
    """Return what `verify-sources` says where the source of the table is `text`."""
    sources = [{**SOURCES[0], "document": document}]
    home = project(tmp_path, entry, sources=sources)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / document).write_text(text, "utf-8")
    try:
        return verify_sources(home, "facts", str(tmp_path / "sources"))
    except InputError as failure:
        return "\n".join(problem.what for problem in failure.problems)


TABLE = (
    "<table>" + "".join(f"<tr><td>{line.replace(',', '</td><td>')}</td></tr>" for line in TEXT.split("\n")) + "</table>"
)


def test_the_fingerprint_of_a_table_is_held(tmp_path: Path) -> None:
    said = verified(tmp_path / "none", "original.csv", TEXT)
    sha256 = said.rpartition("sha256: ")[2]
    assert said.startswith("the dataset 'rides' has no SHA-256 of its file")
    from hashlib import sha256 as digest

    right = digest(TEXT.encode()).hexdigest()
    assert "datasets have the files" in verified(tmp_path / "right", "original.csv", TEXT, sha256=right)
    assert "is not the file that 'rides' was recorded with" in verified(
        tmp_path / "wrong", "o.csv", TEXT, sha256="0" * 64
    )
    assert sha256


@pytest.mark.parametrize(
    ("document", "text", "says"),
    [
        ("original.csv", TEXT, "22 cells found"),
        ("original.csv", TEXT.replace("640", "650"), "D6 of rides.csv is 2.45"),
        (
            "original.csv",
            TEXT.replace("576", "577"),
            "C9 of rides.csv is 576 (2030-12, Castle), but original.csv has 577 in C9",
        ),
        ("original.html", TABLE, "22 cells found"),
        ("original.html", TABLE.replace("576", "577"), "original.html does not state 576 (C9) of rides.csv"),
        ("original.txt", TEXT.replace(",", " is "), "22 cells found"),
    ],
)
def test_cells_are_looked_up_in_the_table_of_their_source(document: str, text: str, says: str, tmp_path: Path) -> None:
    from hashlib import sha256

    said = verified(tmp_path, document, text, sha256=sha256(TEXT.encode()).hexdigest())
    if "650" in text:
        assert "C6 of rides.csv is 640" in said
    else:
        assert says in said


def test_a_workbook_of_facts_lists_datasets_and_changes_them(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    where.output.mkdir()
    export_facts(where)
    path = where.output / "facts.xlsx"
    book = load_workbook(path)
    heads = [cell.value for cell in book["Datasets"][1]]
    book["Datasets"].cell(2, heads.index("note") + 1).value = "Revised in May"
    book.save(path)
    before = (where.facts / "facts.yaml").read_text("utf-8")
    [(_, data)] = planned(Facts(where.facts, "facts"), Wish(path, "2031-05-01")).files.values()
    changed = [line for line in data.decode().split("\n") if line not in before.split("\n")]
    assert changed == ["  note: Revised in May"]


def test_the_correction_note_names_a_cell_that_changed(tmp_path: Path) -> None:
    then = compose_all(laid_out(tmp_path / "then"))
    now = compose_all(laid_out(tmp_path / "now", text=TEXT.replace("1125", "1080")))
    release = Release(
        version="1.0",
        order=1,
        as_of=then.book.as_of,
        facts_version=then.book.version,
        files={},
        passages={},
        uses={},
        sources={},
        facts={id: content(fact) for id, fact in then.book.facts.items()},
    )
    note = (changes((release,), now.documents, now.book) or b"").decode().replace("\u00a0", " ")
    assert "**rides, Harbour, Dec 2030**" in note
    assert "Was 1,125 thousand rides (reported); is now 1,080 thousand rides (reported)." in note
    assert "Was 25.0% (reported); is now 20.0% (reported)." in note
    assert "Castle" not in note
