"""Other files than CSV: sheets of workbooks, wide tables, time in two columns, and the command that proposes an entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml
from openpyxl import Workbook

from reports.errors import FlagError, InputError
from reports.tools.curating.datasets.add_data import Wish, add_data
from reports.tools.curating.entry_additions import Facts
from tests.dataset_desk import SOURCES, TEXT, loaded, project

SHEET = {"file": "rides.xlsx", "sheet": "Rides"}


def sheet(path: Path, cells: dict[str, object] | None = None, heads: int = 1) -> None:
    """Write the table of rides as a workbook, with `cells` changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Rides")
    month = book.add_format({"num_format": "mmm yyyy"})
    for row, line in enumerate(TEXT.strip().split("\n"), start=heads - 1):
        for column, text in enumerate(line.split(",")):
            if column == 0 and row >= heads:
                page.write_datetime(row, column, date.fromisoformat(f"{text}-01"), month)
            elif text.replace(".", "", 1).isdigit():
                page.write_number(row, column, float(text))
            else:
                page.write_string(row, column, text)
    for name, value in (cells or {}).items():
        put(page, name, value, month)
    book.close()


def put(page: Any, name: str, value: object, month: object) -> None:
    """Write one cell, or merge some."""
    if isinstance(value, bool):
        page.write_boolean(name, value)
    elif isinstance(value, date):
        page.write_datetime(name, value, month)
    elif isinstance(value, str) and value.startswith("="):
        page.write_formula(name, value, None, 7)
    elif ":" in name:
        page.merge_range(name, value)
    else:
        page.write(name, value)


def test_a_sheet_is_read_with_its_dates_and_digits(tmp_path: Path) -> None:
    home = project(tmp_path, SHEET, {})
    sheet(home / "data" / "rides.xlsx")
    book, problems = loaded(home)
    assert problems == ()
    assert book.datasets
    cell = book.datasets.fact("rides.rides.2031-01.harbour")
    assert cell
    assert (str(cell.value), str(cell.exact), cell.sources[0].cell) == ("1301", "1300.5", "C11")
    fare = book.datasets.fact("rides.fare.2030-11.all")
    assert fare
    assert (str(fare.value), fare.sources[0].anchor) == ("2.45", "2.45")


def test_heads_may_stand_further_down(tmp_path: Path) -> None:
    home = project(tmp_path, {**SHEET, "heads": 4}, {})
    sheet(home / "data" / "rides.xlsx", {"A1": "Rides of the trams"}, heads=4)
    assert loaded(home)[1] == ()


BAD: dict[str, tuple[dict[str, object], str]] = {
    "a date among numbers": (
        {"C6": date(2030, 6, 4)},
        "rides.xlsx, Rides!C6: a spreadsheet has made a date of this cell",
    ),
    "a formula": ({"C6": "=C5*2"}, "rides.xlsx, Rides!C6: this cell is a formula"),
    "an error": ({"C6": "#REF!"}, "rides.xlsx, Rides!C6: '#REF!' is an error of a spreadsheet"),
    "true": ({"C6": True}, "rides.xlsx, Rides!C6: this cell holds true or false"),
    "a number too long": (
        {"C6": 12345678901234567},
        "rides.xlsx, Rides!C6: this number is longer than a spreadsheet keeps",
    ),
    "merged cells": ({"C6:C7": "640"}, "rides.xlsx, Rides!C6: this cell is merged with others"),
    "a code that became a date": ({"B6": date(2030, 3, 2)}, "rides.xlsx, Rides!B6:"),
    "text": ({"C6": "many"}, "rides.xlsx, Rides!C6: 'many' is no number"),
    "a cell beside the table": ({"H6": "note"}, "rides.xlsx, Rides!H6: this cell stands right of the last head"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_a_spreadsheet_did_is_refused_with_its_cell(name: str, tmp_path: Path) -> None:
    cells, says = BAD[name]
    home = project(tmp_path, SHEET, {})
    sheet(home / "data" / "rides.xlsx", cells)
    said = [str(problem) for problem in loaded(home)[1]]
    assert said
    assert any(says in each for each in said), said


def test_another_sheet_is_named(tmp_path: Path) -> None:
    home = project(tmp_path, {**SHEET, "sheet": "Ride"}, {})
    sheet(home / "data" / "rides.xlsx")
    [problem] = loaded(home)[1]
    assert "has no sheet 'Ride', did you mean 'Rides'?; its sheets are 'Rides'" in str(problem)


def test_a_workbook_that_another_program_wrote_is_read(tmp_path: Path) -> None:
    home = project(tmp_path, SHEET, {})
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Rides"
    for line in TEXT.strip().split("\n"):
        page.append([float(each) if each.replace(".", "", 1).isdigit() else each for each in line.split(",")])
    book.save(home / "data" / "rides.xlsx")
    assert loaded(home)[1] == ()


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    home = project(tmp_path, SHEET, {"rides.xlsx": TEXT})
    [problem] = loaded(home)[1]
    assert "is no workbook that can be read" in problem.what


WIDE = "country,code,2030,2031\nAlderland,ALD,4.82,4.655\nBirchland,BIR,,1.5\n"


def test_a_wide_table_has_its_periods_in_the_heads(tmp_path: Path) -> None:
    entry = {
        "dimensions": [
            {"id": "country", "column": "code", "label_column": "country"},
            {"id": "year", "across": True, "period": "year"},
        ],
        "measures": [{"id": "rate", "unit": "children per woman", "decimals": 1}],
        "attributes": [],
    }
    book, problems = loaded(project(tmp_path, entry, {"rides.csv": WIDE}))
    assert problems == ()
    assert book.datasets
    cell = book.datasets.fact("rides.ald.2031")
    assert cell
    assert (str(cell.value), cell.label, cell.sources[0].cell) == ("4.7", "Alderland, 2031", "D2")
    assert book.datasets.fact("rides.bir.2030") is None
    found = book.datasets.find("rides.bir.2030")
    assert found
    assert found[1].observed == "missing"


PERIODS: dict[str, tuple[str, dict[str, Any], str]] = {
    "quarters in two columns": (
        "year,quarter,rides\n2030,1,5\n2030,2,6\n",
        {"columns": ["year", "quarter"], "period": "quarter"},
        "2030-q2",
    ),
    "fiscal years": (
        "year,rides\n2029/30,5\n2030/31,6\n",
        {"column": "year", "period": "fiscal", "fiscal_start": 7},
        "fy2030-07",
    ),
    "days that stand for months": (
        "month,rides\n2030-01-01,5\n2030-02-01,6\n",
        {"column": "month", "period": "month"},
        "2030-02",
    ),
    "a pattern": (
        "day,rides\n01.02.2030,5\n02.02.2030,6\n",
        {"column": "day", "period": "day", "pattern": "%d.%m.%Y"},
        "2030-02-02",
    ),
    "weeks": ("week,rides\n2030-W01,5\n2030-W02,6\n", {"column": "week", "period": "week"}, "2030-w02"),
    "decades": ("when,rides\n201X,5\n202X,6\n", {"column": "when", "period": "decade"}, "202x"),
}


@pytest.mark.parametrize("name", PERIODS)
def test_time_is_read_as_files_write_it(name: str, tmp_path: Path) -> None:
    text, time, slug = PERIODS[name]
    entry = {"dimensions": [{"id": "when", **time}],
             "measures": [{"id": "rides", "column": "rides", "unit": "rides", "decimals": 0}],
             "attributes": []}  # fmt: skip
    book, problems = loaded(project(tmp_path, entry, {"rides.csv": text}))
    assert problems == ()
    assert book.datasets
    cell = book.datasets.fact(f"rides.{slug}")
    assert cell
    assert str(cell.value) == "6"


def test_an_interval_stands_in_columns_of_its_own(tmp_path: Path) -> None:
    entry: dict[str, Any] = {
        "dimensions": [{"id": "year", "column": "year", "period": "year"}],
        "measures": [{"id": "rate", "column": "rate", "unit": "percent", "decimals": 1}],
        "attributes": [{"column": "lo", "says": "low"}, {"column": "hi", "says": "high"}],
    }
    book, problems = loaded(project(tmp_path, entry, {"rides.csv": "year,rate,lo,hi\n2030,3.21,2.8,3.6\n"}))
    assert problems == ()
    assert book.datasets
    cell = book.datasets.fact("rides.2030")
    assert cell
    assert tuple(map(str, (cell.value, cell.low, cell.high, cell.level))) == ("3.2", "2.8", "3.6", "95")


# ── invoke add-data ──────────────────────────────────────────────────────────────────────────────────


def added(
    folder: Path, name: str, content: str, answers: dict[str, str] | None = None, **given: Any
) -> tuple[dict[str, Any], str]:
    """Return the entry that a file is given, and the notes; `answers` are those of whoever is asked."""
    home = folder / "facts"
    home.mkdir(exist_ok=True, parents=True)
    (home / "sources.yaml").write_text(yaml.safe_dump({"sources": SOURCES}), "utf-8")
    (folder / name).write_text(content, "utf-8")

    def ask(question: str) -> str:
        return next((text for start, text in (answers or {}).items() if question.startswith(start)), "")

    wish = Wish(folder / name, "2031-04-02", {key: str(text) for key, text in given.items()})
    made = add_data(Facts(home, "facts"), wish, ask if answers is not None else None)
    [entry] = yaml.safe_load((home / "datasets.yaml").read_text("utf-8"))["datasets"]
    assert made.copied.read_text("utf-8") == content
    assert loaded(home)[1] == ()
    return entry, "\n".join(made.notes)


SAID: dict[str, Any] = {"statement": "Rides by line", "topic": "trams", "source": "1", "unit": "rides"}


def test_an_entry_is_proposed_from_the_columns(tmp_path: Path) -> None:
    entry, _ = added(tmp_path, "rides.csv", TEXT, **SAID)
    assert entry["dimensions"] == [
        {"id": "month", "column": "month", "period": "month", "gaps": True},
        {"id": "line", "column": "line", "codes": [
            {"code": "Harbour", "part_of": "All"}, {"code": "Castle", "part_of": "All"}, {"code": "All"},
        ]},
    ]  # fmt: skip
    assert [(each["id"], each["unit"], each["decimals"], each.get("additive")) for each in entry["measures"]] == [
        ("rides", "rides", 1, ["line"]),
        ("fare", "rides", 2, None),
    ]
    assert entry["attributes"] == [{"column": "state", "says": "status"}]
    assert entry["missing"] == [".."]
    assert entry["sources"] == ["operator"]


def test_a_whole_is_known_by_its_parts(tmp_path: Path) -> None:
    _, notes = added(tmp_path / "sound", "rides.csv", TEXT, **SAID)
    assert "'All' is the sum of the others, and so taken for the whole of 'line'" in notes
    entry, notes = added(tmp_path / "bent", "rides.csv", TEXT.replace("1701", "1801"), **SAID)
    assert "codes" not in entry["dimensions"][1]
    assert "sum of the others" not in notes


def test_labels_are_proposed_for_codes_that_cannot_be_printed(tmp_path: Path) -> None:
    text = TEXT.replace("Harbour", "harbour_line").replace("line,rides,fare", "line,rides_sold,fare")
    entry, _ = added(tmp_path, "rides.csv", text, **SAID)
    assert entry["dimensions"][1]["codes"][0] == {"code": "harbour_line", "label": "Harbour line", "part_of": "All"}
    assert [each.get("label") for each in entry["measures"]] == ["Rides sold", "Fare"]


@pytest.mark.parametrize(
    ("unit", "answer", "additive"),
    [
        ("thousand rides", "", ["line"]),
        ("thousand rides", "line, month", ["line", "month"]),
        ("thousand rides", "none", None),
        ("percent", "line", None),
        ("rides per day", "line", None),
    ],
)
def test_what_may_be_added_is_proposed_and_asked(
    unit: str, answer: str, additive: list[str] | None, tmp_path: Path
) -> None:
    answers = {"over which of month, line may rides be added": answer, "unit of rides": unit, "unit of fare": "EUR"}
    given = {key: SAID[key] for key in ("statement", "topic", "source")}
    entry, _ = added(tmp_path, "rides.csv", TEXT, answers, **given)
    assert entry["measures"][0].get("additive") == additive


def test_a_dimension_that_is_not_there_cannot_be_added_over(tmp_path: Path) -> None:
    with pytest.raises(FlagError, match="there is no dimension 'lines', did you mean 'line'"):
        added(tmp_path, "rides.csv", TEXT, additive="lines", **SAID)


def test_what_the_file_does_not_say_is_asked_for(tmp_path: Path) -> None:
    answers = {
        "statement": "Rides by line",
        "topic": "trams",
        "source": "operator",
        "unit of rides": "thousand rides",
        "unit of fare": "EUR",
    }
    entry, _ = added(tmp_path, "rides.csv", TEXT, answers)
    assert [each["unit"] for each in entry["measures"]] == ["thousand rides", "EUR"]


def test_a_wide_table_is_known_by_its_heads(tmp_path: Path) -> None:
    entry, notes = added(tmp_path, "wide.csv", WIDE, **SAID)
    assert entry["dimensions"][0] == {"id": "year", "across": True, "period": "year"}
    assert entry["dimensions"][1]["label_column"] == "country"
    assert "the heads 2030 … 2031 are a year each" in notes


@pytest.mark.parametrize(
    ("first", "second", "keys"),
    [
        ("41.2", "1000", {}),
        ("41,2", "-1000,5", {"decimal": ","}),
        ("0,123", "0,251", {"decimal": ","}),
        ("1,234", "1,234,567", {"thousands": ","}),
        ("1,234.5", "17", {"thousands": ","}),
        ("1.234,5", "17,5", {"decimal": ",", "thousands": "."}),
        ("145 900", "1 145 900", {"thousands": " "}),
        ("145\u202f900,25", "17", {"decimal": ",", "thousands": " "}),
        ("145'900", "17", {"thousands": "'"}),
        ("41.2", "42.1 p", {"flags": {"p": "provisional"}}),
        ("41,2", "42,1(e)", {"decimal": ",", "flags": {"(e)": "estimated"}}),
        ("41.2", ": c", {"flags": {"c": "suppressed"}}),
    ],
)
def test_how_a_file_writes_its_numbers_is_found(first: str, second: str, keys: dict[str, Any], tmp_path: Path) -> None:
    entry, _ = added(tmp_path, "rides.csv", f"year;rides\n2030;{first}\n2031;{second}\n2032;3\n", **SAID)
    assert {key: entry[key] for key in ("decimal", "thousands", "flags") if key in entry} == keys
    assert [each["id"] for each in entry["measures"]] == ["rides"]


def test_a_mark_is_told_or_its_column_taken_for_names(tmp_path: Path) -> None:
    text = "year,rides,cars\n2030,5,1\n2031,6 u,1\n2032,7,2\n"
    with pytest.raises(FlagError, match=r"'rides' is taken for names, since its numbers have 'u' behind them"):
        added(tmp_path / "bare", "rides.csv", text.replace(",cars", "").replace(",1", "").replace(",2", ""), **SAID)
    entry, _ = added(tmp_path / "told", "rides.csv", text, flags="u: estimated", **SAID)
    assert entry["flags"] == {"u": "estimated"}
    with pytest.raises(FlagError, match="'u: unsure' is no 'mark: meaning'; the meanings are normal, estimated"):
        added(tmp_path / "wrong", "rides.csv", text, flags="u: unsure", **SAID)


def test_names_that_begin_with_a_figure_are_no_marked_numbers(tmp_path: Path) -> None:
    text = "year,line,rides\n" + "".join(
        f"{year},{line},{year - 2000}\n" for year in (2030, 2031) for line in ("4G", "5G")
    )
    entry, notes = added(tmp_path, "rides.csv", text, **SAID)
    assert [each.get("column") for each in entry["dimensions"]] == ["year", "line"]
    assert "flags" not in entry
    assert "behind" not in notes


def test_a_table_without_numbers_is_told_by_the_cell_that_nearly_is_one(tmp_path: Path) -> None:
    with pytest.raises(FlagError, match=r"rides.csv:2:6: '71.2 %' has its unit behind it; take the sign away"):
        added(tmp_path, "rides.csv", "year,rides\n2030,71.2 %\n2031,70 %\n", **SAID)


def test_each_column_can_be_told_its_unit(tmp_path: Path) -> None:
    given = SAID | {"unit": "rides: thousand rides, fare: EUR"}
    entry, _ = added(tmp_path / "each", "rides.csv", TEXT, **given)
    assert [each["unit"] for each in entry["measures"]] == ["thousand rides", "EUR"]
    with pytest.raises(FlagError, match="'fares' is no column of numbers, did you mean 'fare'"):
        added(tmp_path / "wrong", "rides.csv", TEXT, **given | {"unit": "rides: rides, fares: EUR"})


@pytest.mark.parametrize(
    ("head", "label", "unit"),
    [
        ("Median wait (weeks)", "Median wait", "weeks"),
        ("Share of seats (%)", "Share of seats", "percent"),
        ("Spending [EUR million]", "Spending", "EUR million"),
        ("Debt (% of GDP)", "Debt", "percent of GDP"),
        ("Chlorophyll (µg/L)", "Chlorophyll", "µg/L"),
        ("Waiting list", "Waiting list", "told"),
        ("Prices (2015=100)", "Prices (2015=100)", "told"),
        ("Staff (thousands)", "Staff (thousands)", "told"),
    ],
)
def test_the_head_of_a_column_says_its_unit(head: str, label: str, unit: str, tmp_path: Path) -> None:
    text = f"year,{head}\n2030,5\n2031,6\n2032,7\n"
    answers = {"unit of": "" if unit != "told" else "told"}
    given = {key: text for key, text in SAID.items() if key != "unit"}
    entry, _ = added(tmp_path, "rides.csv", text, answers, **given)
    assert [(each["label"], each["unit"]) for each in entry["measures"]] == [(label, unit)]


def test_nobody_to_ask_means_a_flag_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FlagError, match="--topic is missing") as caught:
        added(tmp_path, "rides.csv", TEXT, statement="Rides")
    assert "--unit is missing" in str(caught.value)
    assert not (tmp_path / "facts" / "datasets.yaml").exists()
    assert not (tmp_path / "facts" / "data").exists()


def test_a_bad_table_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="stands twice"):
        added(tmp_path, "rides.csv", "year,rides\n2030,5\n2030,6\n2031,7\n", **SAID)
    assert not (tmp_path / "facts" / "data" / "rides.csv").exists()


# ── Parquet and SDMX-ML ──────────────────────────────────────────────────────────────────────────────

FLOWS = {
    "specific.xml": """<m:StructureSpecificData xmlns:m="urn:m" xmlns:xsi="urn:x"><m:DataSet>
<Series FREQ="A" LINE="HARBOUR"><Obs TIME_PERIOD="2030" OBS_VALUE="5.5" OBS_STATUS="A"/>
<Obs TIME_PERIOD="2031" OBS_VALUE="6.25" OBS_STATUS="P"/></Series></m:DataSet></m:StructureSpecificData>""",
    "generic.xml": """<m:GenericData xmlns:m="urn:m" xmlns:g="urn:g"><m:DataSet><g:Series><g:SeriesKey>
<g:Value id="FREQ" value="A"/><g:Value id="LINE" value="HARBOUR"/></g:SeriesKey>
<g:Obs><g:ObsDimension value="2030"/><g:ObsValue value="5.5"/>
<g:Attributes><g:Value id="OBS_STATUS" value="A"/></g:Attributes></g:Obs>
<g:Obs><g:ObsDimension value="2031"/><g:ObsValue value="6.25"/>
<g:Attributes><g:Value id="OBS_STATUS" value="P"/></g:Attributes></g:Obs>
</g:Series></m:DataSet></m:GenericData>""",
}
SDMX = {
    "dimensions": [{"id": "year", "column": "TIME_PERIOD", "period": "year"}, {"id": "line", "column": "LINE"}],
    "measures": [{"id": "rides", "column": "OBS_VALUE", "unit": "rides", "decimals": 1}],
    "attributes": [{"column": "OBS_STATUS", "says": "status"}],
}


@pytest.mark.parametrize("name", FLOWS)
def test_a_message_of_sdmx_is_read(name: str, tmp_path: Path) -> None:
    book, problems = loaded(project(tmp_path, {**SDMX, "file": name}, {name: FLOWS[name]}))
    assert problems == ()
    assert book.datasets
    cell = book.datasets.fact("rides.2031.harbour")
    assert cell
    assert (str(cell.value), str(cell.exact), str(cell.observed)) == ("6.3", "6.25", "provisional")


@pytest.mark.parametrize(("text", "says"), [("<a", "is no XML"), ("<a/>", "holds no observations"), ("", "is empty")])
def test_what_is_no_message_of_sdmx_is_refused(text: str, says: str, tmp_path: Path) -> None:
    [problem] = loaded(project(tmp_path, {**SDMX, "file": "flow.xml"}, {"flow.xml": text}))[1]
    assert says in problem.what


def test_a_bad_number_in_a_message_is_told_with_its_line(tmp_path: Path) -> None:
    text = FLOWS["specific.xml"].replace("6.25", "many")
    [problem] = loaded(project(tmp_path, {**SDMX, "file": "flow.xml"}, {"flow.xml": text}))[1]
    assert str(problem).startswith("facts/data/flow.xml:3: 'many' is no number")


def test_parquet_is_read_where_its_library_is(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    columns = {"month": [date(2030, 1, 1), date(2030, 2, 1)], "line": ["Harbour"] * 2, "rides": [5.5, 9.2]}
    home = project(tmp_path, {"file": "rides.parquet", **{key: SDMX[key] for key in ("measures",)}}, {})
    parquet.write_table(pyarrow.table(columns), home / "data" / "rides.parquet")
    entry = {
        "file": "rides.parquet",
        "dimensions": [{"id": "month", "column": "month", "period": "month"}, {"id": "line", "column": "line"}],
        "measures": [{"id": "rides", "column": "rides", "unit": "rides", "decimals": 1}],
        "attributes": [],
    }
    project(tmp_path, entry, {"unused.csv": "x"})
    book, problems = loaded(home)
    assert problems == ()
    assert book.datasets
    cell = book.datasets.fact("rides.2030-02.harbour")
    assert cell
    assert str(cell.value) == "9.2"


def test_a_broken_parquet_file_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    [problem] = loaded(project(tmp_path, {"file": "rides.parquet"}, {"rides.parquet": "PAR1"}))[1]
    assert "is no Parquet file" in problem.what
