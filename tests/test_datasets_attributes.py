"""What a dataset says of its cells: suppressed ones are printed nowhere, others with what is said of them and in what scale."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from reports.domain.datasets.queries import QueryError, dimension_of, meant
from reports.errors import InputError
from reports.load.project_folders import Folders, folders
from reports.pipeline.build import build
from reports.pipeline.composition import compose_all
from tests.dataset_desk import ENTRY, SOURCES, TEXT, loaded, project
from tests.test_datasets import said

SECRET = "777888"
"""A number of a cell that its publisher does not want to be printed."""
HIDDEN = {
    "a status column": ({}, TEXT.replace("576,2.5,P", f"{SECRET},2.5,C")),
    "a flag behind the number": (
        {"flags": {"c": "suppressed"}, "attributes": []},
        TEXT.replace("576,2.5,P", f"{SECRET} c,2.5,"),
    ),
    "a flag alone": ({"flags": {"x": "suppressed"}, "attributes": []}, TEXT.replace("576,2.5,P", "x,2.5,")),
}
BOTH = """\
# Rides are counted

{{ table("rides", rows="line", columns="month: 2030-11/2030-12", measure="rides", caption="Rides by line", id="by-line") }}

The harbour line has {{ obs("rides", "rides", "Harbour", month="2030-12", format="full") }} {{ cite() }}.
"""


def laid_out(root: Path, entry: dict[str, Any], text: str, section: str) -> Folders:
    """Return a project with the table of rides and one report in two formats."""
    project(root, entry, {"rides.csv": text})
    report = root / "templates" / "r"
    report.mkdir(parents=True)
    about = {"title": "Trams", "formats": ["docx", "pdf"], "language": "en-GB", "sections": ["main"]}
    (report / "report.yaml").write_text(yaml.safe_dump(about), "utf-8")
    (report / "main.md").write_text(section, "utf-8")
    return folders(root)


@pytest.mark.parametrize("name", HIDDEN)
def test_a_suppressed_cell_is_written_into_no_file(name: str, tmp_path: Path) -> None:
    where = laid_out(tmp_path, *HIDDEN[name], BOTH)
    where.output.mkdir()
    build(where)
    page = (where.output / "evidence.html").read_text("utf-8")
    assert "confidential, not shown" in page or ">c<" in page
    assert "1,125" in page, "the other cells are there"
    files = [path for path in where.output.rglob("*") if path.is_file()]
    assert len(files) >= 4
    composed = compose_all(where)
    known = "".join(fact.model_dump_json() for document in composed.documents for fact in document.book.facts.values())
    for text in (known, page, *(path.read_bytes().decode("latin-1") for path in files)):
        assert SECRET not in re.sub(r"[,\u00a0\u202f]", "", text)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('obs("rides", "rides", "Castle", month="2030-12")', "is suppressed"),
        ('change("rides", "rides", "Castle", month="2030-12")', "is suppressed"),
        ('share("rides", "rides", "Castle", month="2030-12")', "is suppressed"),
        ('sum("rides", "rides", line="Harbour, Castle", month="2030-12")', "the sum would leave out 2030-12, Castle"),
        ('mean("rides", "rides", line="Harbour, Castle", month="2030-12")', "the mean would leave out 2030-12, Castle"),
        ('rank("rides", "rides", "Castle", month="2030-12")', "is suppressed"),
    ],
)
def test_a_figure_from_a_suppressed_cell_is_refused(call: str, says: str, tmp_path: Path) -> None:
    home = project(tmp_path, data={"rides.csv": HIDDEN["a status column"][1]})
    [told] = said(home, [call], "en-GB")
    assert told.startswith("!")
    assert says in told
    assert SECRET not in told


def test_what_is_not_suppressed_is_summed(tmp_path: Path) -> None:
    home = project(tmp_path, data={"rides.csv": HIDDEN["a status column"][1]})
    assert said(home, ['sum("rides", "rides", line="Harbour, Castle", month="2030-11")'], "en-GB") == ["1,640␣thousand"]


def test_the_evidence_page_tells_seasonal_adjustment_and_vintage(tmp_path: Path) -> None:
    entry = {"seasonal": "seasonally adjusted", "vintage": "2031-03-15"}
    where = laid_out(tmp_path, entry, TEXT, BOTH)
    where.output.mkdir()
    build(where)
    page = (where.output / "evidence.html").read_text("utf-8").replace("\u00a0", " ")
    assert "seasonally adjusted · as published on 15 March 2031" in page


def shown(unit: str, decimals: int | None = None) -> dict[str, Any]:
    """Return what bends the entry so that rides are shown in another unit."""
    rides, fare = ENTRY["measures"]
    wanted = {"unit": unit} | ({} if decimals is None else {"decimals": decimals})
    return {"measures": [{**rides, "shown": wanted}, fare]}


SCALED = {
    # call: with one decimal, in English and French
    'obs("rides", "rides", "Harbour", month="2030-12")': ("1.1␣million", "1,1␣million"),
    'obs("rides", "rides", "Harbour", month="2030-12", format="full")': (
        "1.1␣million␣rides",
        "1,1␣million␣de␣trajets",
    ),
    'obs("rides", "rides", "All", month="2030-12")': ("1.7␣million (provisional)", "1,7␣million (provisoire)"),
    'obs("rides", "rides", "Castle", month="2030-11")': ("640␣thousand", "640␣milliers"),
    'obs("rides", "rides", "Harbour", month="2030-12", format="number")': ("1,125", "1␠125"),
    'change("rides", "rides", "Harbour", month="2030-12", format="moved")': (
        "rose by 125␣thousand␣rides",
        "a augmenté de 125␣milliers␣de␣trajets",
    ),
    'growth("rides", "rides", "Harbour", month="2030-12", since="year")': ("25.0%", "25,0␣%"),
    'sum("rides", "rides", "Harbour", month="2029-12/2030-12")': ("3.0␣million", "3,0␣millions"),
    'obs("rides", "fare", "Harbour", month="2030-12")': ("€2.50", "2,50␣euros"),
}


def test_texts_print_a_measure_in_the_scale_that_is_declared(tmp_path: Path) -> None:
    home = project(tmp_path, shown("million rides"))
    made = zip(*(said(home, list(SCALED), tag) for tag in ("en-GB", "fr-FR")), strict=True)
    assert dict(zip(SCALED, made, strict=True)) == SCALED


def test_a_table_keeps_the_unit_of_the_file(tmp_path: Path) -> None:
    where = laid_out(tmp_path, shown("million rides", 2), TEXT, BOTH)
    where.output.mkdir()
    build(where)
    page = (where.output / "evidence.html").read_text("utf-8").replace("\u00a0", " ")
    assert "thousand rides" in page
    assert "1.13 million rides" in page
    assert "from 1,125 thousand rides, half away from zero" in page
    assert "1,125" in page


@pytest.mark.parametrize(("rule", "said"), [("half-up", "half away from zero"), ("half-even", "half to even")])
def test_the_evidence_page_tells_how_figures_were_rounded(rule: str, said: str, tmp_path: Path) -> None:
    section = '# Rides\n\nIt is {{ share("rides", "rides", "Harbour", month="2030-11") }} {{ cite() }}.\n'
    where = laid_out(tmp_path, {"rounding": rule}, TEXT, section)
    where.output.mkdir()
    build(where)
    assert f"from 60.975609756098, {said}" in (where.output / "evidence.html").read_text("utf-8")


def test_operands_are_told_in_the_unit_of_the_file(tmp_path: Path) -> None:
    section = (
        '# Rides\n\nRides {{ growth("rides", "rides", "Harbour", month="2030-12", format="moved") }} {{ cite() }}.\n'
    )
    where = laid_out(tmp_path, shown("million rides"), TEXT, section)
    where.output.mkdir()
    build(where)
    page = (where.output / "evidence.html").read_text("utf-8").replace("\u00a0", " ")
    assert "1,125 thousand rides" in page
    assert "1,000 thousand rides" in page


@pytest.mark.parametrize("unit", ["million journeys", "USD million", "percent"])
def test_another_unit_is_no_other_scale(unit: str, tmp_path: Path) -> None:
    _, problems = loaded(project(tmp_path, shown(unit)))
    assert [problem.what for problem in problems] == [f"{unit!r} is no other scale of 'thousand rides'"]


CALLS = {
    "RIDES": 'obs("rides", "rides", "Harbour", month="2030-12", format="full")',
    "FORECAST": 'obs("rides", "rides", "Harbour", month="2031-01", format="full")',
    "FARE": 'obs("rides", "fare", "Harbour", month="2030-12")',
    "ON-A-YEAR": 'growth("rides", "rides", "Harbour", month="2030-12", since="year", format="moved")',
    "ON-A-MONTH": 'growth("rides", "rides", "Harbour", month="2030-12", since="2030-11", format="moved")',
    "HIGHEST": 'extreme("rides", "rides", "Harbour", month="2029-12/2030-12", format="full")',
    "LOWEST": 'extreme("rides", "rides", "Harbour", month="2029-12/2030-12", which="lowest", format="full")',
    "HARBOUR": 'share("rides", "rides", "Harbour", month="2030-11")',
    "CASTLE": 'share("rides", "rides", "Castle", month="2030-11")',
}
PARAGRAPHS = {
    # text: what is refused in it; empty where it is let pass
    "The harbour line carried [RIDES]": "",
    "The harbour line approved [RIDES]": "approved",
    "The harbour line carried [FORECAST]": "carried",
    "It [ON-A-YEAR] on a year before": "",
    "It [ON-A-MONTH] on a year before": "year before",
    "The highest was [HIGHEST]": "",
    "The lowest was [LOWEST]": "",
    "The lowest was [HIGHEST]": "lowest",
    "The highest was [RIDES]": "highest",
    "The share was [HARBOUR], against [CASTLE]": "",
    "There were [RIDES], against [FARE]": "against",
}


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_texts_say_no_more_than_the_table(paragraph: str, tmp_path: Path) -> None:
    text = re.sub(r"\[([A-Z-]+)\]", lambda match: f"{{{{ {CALLS[match[1]]} }}}}", paragraph)
    where = laid_out(tmp_path, {}, TEXT, f"# Rides are counted\n\n{text} {{{{ cite() }}}}.\n")
    wanted = PARAGRAPHS[paragraph]
    try:
        compose_all(where)
        found = ""
    except InputError as failure:
        found = " ".join(problem.what for problem in failure.problems)
    assert (wanted in found) if wanted else (found == "")


OWN = (
    TEXT.replace("state\n", "state,hedge,by\n")
    .replace("1125,2.5,A", "1125,2.5,A,more-than,paper")
    .replace("Castle,640,2.45,A", "Castle,640,2.45,A,about,")
)
"""The table with a hedge and a source of their own for some cells."""
SAID_OF_CELLS: dict[str, Any] = {
    "attributes": [
        *ENTRY["attributes"],
        {"column": "hedge", "says": "hedge", "measure": "rides"},
        {"column": "by", "says": "source", "measure": "rides"},
    ],
    "sources": ["operator", "paper"],
}


def of_cells(folder: Path, text: str = OWN) -> Path:
    """Return the facts of a project whose cells have hedges and sources of their own."""
    heads, *rows = text.strip().split("\n")
    full = "\n".join((heads, *(row + "," * (heads.count(",") - row.count(",")) for row in rows)))
    sources = [*SOURCES, {**SOURCES[0], "id": "paper", "number": 2}]
    return project(folder, SAID_OF_CELLS, {"rides.csv": full}, sources=sources)


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ('obs("rides", "rides", "Harbour", month="2030-12")', "more than 1,125␣thousand"),
        ('obs("rides", "rides", "Harbour", month="2030-12", format="number")', ">␣1,125"),
        ('obs("rides", "fare", "Harbour", month="2030-12")', "€2.50"),
        ('growth("rides", "rides", "Castle", month="2030-11", since="2029-12")', "about 6.7%"),
        ('growth("rides", "rides", "All", month="2030-11", since="2029-12")', "9.3%"),
        (
            'growth("rides", "rides", "Harbour", month="2030-12")',
            "! rides.rides.2030-12.harbour is hedged (more-than), so nothing can be worked out from it; "
            "print the cells, or leave it out",
        ),
    ],
)
def test_a_cell_may_have_a_hedge_of_its_own(call: str, printed: str, tmp_path: Path) -> None:
    assert said(of_cells(tmp_path), [call], "en-GB") == [printed]


def test_a_cell_may_have_a_source_of_its_own(tmp_path: Path) -> None:
    book, problems = loaded(of_cells(tmp_path))
    assert problems == ()
    assert book.datasets
    ids = ("rides.rides.2030-12.harbour", "rides.rides.2030-12.castle")
    cells = [cell for id in ids if (cell := book.datasets.fact(id))]
    assert [cell.source_ids for cell in cells] == [("paper",), ("operator", "paper")]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("about", "abuot", "'abuot' is no hedge of a number, did you mean 'about'?"),
        ("about", "between", "'between' is no hedge of a number"),
        ("paper", "papers", "'papers' is no source of the dataset, did you mean 'paper'?"),
    ],
)
def test_a_hedge_or_source_that_is_none_is_told_with_its_cell(old: str, new: str, says: str, tmp_path: Path) -> None:
    _, problems = loaded(of_cells(tmp_path, OWN.replace(old, new)))
    assert [(problem.where.path, problem.what) for problem in problems] == [("facts/data/rides.csv", says)]


PERIODS = {
    "2029-12, 2030-12": ("2029-12", "2030-12"),
    "2030-12,2029-12": ("2029-12", "2030-12"),
    "2029-12, 2030-11/2030-12": ("2029-12", "2030-11", "2030-12"),
}


@pytest.mark.parametrize("text", PERIODS)
def test_periods_are_named_one_by_one(text: str, tmp_path: Path) -> None:
    book, _ = loaded(project(tmp_path))
    assert book.datasets
    table = book.datasets.tables["rides"]
    assert meant(table, dimension_of(table, "month"), text) == PERIODS[text]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2029-12, latest", "'latest' stands among other periods"),
        ("2029-12, 2029-11", "has no month 2029-11"),
        ("2029-12, someday", "'someday' is no period"),
    ],
)
def test_a_list_of_periods_holds_those_that_there_are(text: str, what: str, tmp_path: Path) -> None:
    book, _ = loaded(project(tmp_path))
    assert book.datasets
    table = book.datasets.tables["rides"]
    with pytest.raises(QueryError, match=what):
        meant(table, dimension_of(table, "month"), text)
