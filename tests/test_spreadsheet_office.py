"""A real LibreOffice between export and import: opened and saved, as a workbook and as CSV files, nothing has changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.pipeline.libreoffice import convert, find_office, office, run
from reports.theme.fonts import outer_environment
from reports.tools.curating.entry_additions import Facts
from reports.tools.curating.spreadsheet.entry_records import records
from reports.tools.curating.spreadsheet.facts_workbook import workbook
from reports.tools.curating.spreadsheet.import_facts import Wish, planned
from reports.tools.curating.spreadsheet.sheet_columns import TABLES
from tests.spreadsheet_files import TODAY, edit, started

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed"),
]
FOLDERS = [Path(__file__).parents[1] / "facts", Path(__file__).parent / "subjects" / "fleuve" / "facts"]
CSV = "csv:Text - txt - csv (StarCalc):{},34,76,1,,0,false,true,false,false,false,{}"
"""Separator as a character code, quotes, UTF-8, first line; then cells as shown, and the number of a sheet
(https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html)."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
@pytest.mark.slow
def test_opened_and_saved_it_changes_nothing(folder: Path, tmp_path: Path) -> None:
    facts = Facts(folder, "facts")
    saved = convert({"facts.xlsx": workbook(records(facts), "0")}, "xlsx")["facts.xlsx"]
    path = tmp_path / "facts.xlsx"
    path.write_bytes(saved)
    plan = planned(facts, Wish(path, TODAY, delete=True))
    assert (plan.files, plan.lines, plan.notes) == ({}, (), ())
    book = load_workbook(path)
    assert book["Facts"].protection.sheet
    assert book["Facts"]["B2"].number_format == "@"
    assert not book["Facts"]["B2"].protection.locked


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.slow
def test_saved_as_csv_it_changes_nothing(separator: str, tmp_path: Path) -> None:
    facts = Facts(FOLDERS[0], "facts")
    data = workbook(records(facts), "0")
    for number, table in enumerate(TABLES[:2], 1):
        target = CSV.format(ord(separator), number)
        folder = tmp_path / table.sheet
        folder.mkdir()
        for name, text in convert_sheet(data, target, table.sheet, folder).items():
            path = tmp_path / name
            path.write_bytes(text)
            plan = planned(facts, Wish(path, TODAY, delete=True))
            assert (plan.files, plan.lines, plan.notes) == ({}, (), ())


def convert_sheet(data: bytes, target: str, sheet: str, folder: Path) -> dict[str, bytes]:
    """Return the CSV file of one sheet; LibreOffice adds the name of the sheet to that of the file."""
    (folder / "facts.xlsx").write_bytes(data)
    run(office("a test"), ["--convert-to", target, "--outdir", str(folder), str(folder / "facts.xlsx")], folder)
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")} or pytest.fail(f"no CSV file of {sheet}")


def test_an_edit_survives_the_saving(tmp_path: Path) -> None:
    """The negative control: what is changed is seen after a save as well."""
    facts, path = started(tmp_path)
    edit(path, [{"sheet": "Facts", "row": "visits", "column": "value", "text": "0.30"}])
    path.write_bytes(convert({"facts.xlsx": path.read_bytes()}, "xlsx")["facts.xlsx"])
    assert planned(facts, Wish(path, TODAY)).lines == ("fact visits (facts/facts.yaml:9:9)", "  value: 12000 → 0.30")


SYSTEM_PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).parent / "uno" / "type_facts.py"
TYPED = {"C2": "0.30", "K2": "1/2", "K3": "=1+1", "K4": "007", "K5": "TRUE", "M2": "2031-02", "P2": "stated"}
"""What a spreadsheet would turn into a number, a date, a formula or a truth value, by cell."""


@pytest.mark.slow
def test_what_is_typed_stays_as_it_was_typed_and_ids_are_locked(tmp_path: Path) -> None:
    if not SYSTEM_PYTHON.exists() or subprocess.run([str(SYSTEM_PYTHON), "-c", "import uno"], check=False).returncode:
        pytest.skip("python3-uno is not installed")
    facts, path = started(tmp_path)
    made = tmp_path / "typed.xlsx"
    entries = [f"Facts!{cell}={text}" for cell, text in {**TYPED, "A2": "other"}.items()]
    command = [str(SYSTEM_PYTHON), str(SCRIPT), str(path), str(made), *entries]
    done = subprocess.run(command, capture_output=True, timeout=200, check=False, text=True, env=outer_environment())
    assert done.stdout.split("\n")[:-1] == [*TYPED.values(), "visits"], done.stderr
    told = [line.strip() for line in planned(facts, Wish(made, TODAY)).lines if line.startswith("  ")]
    assert told == [
        "value: 12000 → 0.30",
        "label: Visits in the year → 1/2",
        "date: 2031-02",
        "date basis: stated",
        "label: Branches → =1+1",
        "label: Grant for the building → 007",
        "label: Budget for books → TRUE",
    ]
