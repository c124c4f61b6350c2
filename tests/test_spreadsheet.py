"""Facts out to a spreadsheet and back: what was changed changes, line by line; what cannot be known is refused."""

from __future__ import annotations

import difflib
import random
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.domain.facts import Fact, Reading
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.errors import FlagError, InputError
from reports.load.project_folders import Folders
from reports.notation.yaml_tree import Value
from reports.tools.curating.entry_additions import Facts
from reports.tools.curating.entry_patching import patched
from reports.tools.curating.spreadsheet.cell_notation import cell_text, cell_value
from reports.tools.curating.spreadsheet.entry_records import base_text, read_base, records
from reports.tools.curating.spreadsheet.export_facts import export_facts
from reports.tools.curating.spreadsheet.facts_workbook import workbook
from reports.tools.curating.spreadsheet.file_guard import MAX_PARTS
from reports.tools.curating.spreadsheet.import_facts import Wish, import_facts, planned
from reports.tools.curating.spreadsheet.sheet_columns import FACTS, HELP, READINGS, TABLES
from tests.analyst_cases import cases, project, texts, tree_bytes
from tests.spreadsheet_files import TODAY, as_csv, edit, run, started, zipped

ROOT = Path(__file__).parents[1]
SUBJECTS = (ROOT / "facts", ROOT / "tests" / "subjects" / "fleuve" / "facts")


EDIT: list[Mapping[str, Value]] = [{"sheet": "Facts", "row": "visits", "column": "value", "text": "12500"}]


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """Return the changed lines of all files, as a diff marks them."""
    lines = []
    for name in after:
        was, now = (side.get(name, b"").decode().splitlines() for side in (before, after))
        lines += [line for line in difflib.unified_diff(was, now, n=0) if line[:3] not in ("---", "+++", "@@ ")]
    return lines


def prepared(case: Mapping[str, Value], root: Path) -> tuple[Facts, Path]:
    """Return fact files and workbook as the case wants them, before the import."""
    facts, path = started(root)
    edits = case.get("edits")
    edit(path, [each for each in edits if isinstance(each, dict)] if isinstance(edits, list) else [])
    file = facts.folder / "facts.yaml"
    text = file.read_text("utf-8")
    pairs = case.get("file")
    for pair in pairs if isinstance(pairs, list) else []:
        was, now = texts(pair)
        assert was in text
        text = text.replace(was, now)
    if "drop" in case:
        text = patched(text, "facts", {("facts", list(records(facts)["facts"]).index(str(case["drop"]))): None})
    file.write_text(text, "utf-8")
    return facts, path


def hold(case: Mapping[str, Value], facts: Facts, path: Path, before: Mapping[str, bytes]) -> None:
    """Import, and hold the outcome to what the case says; a refusal leaves every file as it was."""
    wish = Wish(path, TODAY, delete=case.get("delete") is True)
    if "says" in case:
        was = tree_bytes(facts.folder)
        with pytest.raises(InputError) as failure:
            run(facts, wish)
        for words in texts(case["says"]):
            assert words in str(failure.value)
        assert tree_bytes(facts.folder) == was
        return
    said = run(facts, wish)
    for words in texts(case.get("told", [])):
        assert words in said
    if "diff" in case:
        assert sorted(changed(before, tree_bytes(facts.folder))) == sorted(texts(case["diff"]))


@pytest.mark.parametrize("case", cases("import"), ids=lambda case: str(case["name"]))
def test_what_a_workbook_says_goes_into_the_file(case: Mapping[str, Value], tmp_path: Path) -> None:
    before = tree_bytes(started(tmp_path / "as-it-was")[0].folder)
    facts, path = prepared(case, tmp_path)
    assert {"says", "told", "diff"} & case.keys(), "a case must say what comes of it"
    hold(case, facts, path, before)


@pytest.mark.parametrize("case", cases("import-csv"), ids=lambda case: str(case["name"]))
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "mark"])
def test_what_a_csv_file_says_goes_into_the_file(case: Mapping[str, Value], mark: bytes, tmp_path: Path) -> None:
    facts, _ = started(tmp_path)
    before = tree_bytes(facts.folder)
    text = as_csv(facts, separator=";" if case.get("semicolon") else ",")
    pairs = case["replace"]
    for pair in pairs if isinstance(pairs, list) else []:
        was, now = texts(pair)
        assert was in text
        text = text.replace(was, now, 1)
    path = tmp_path / "facts.csv"
    path.write_bytes(mark + text.encode())
    assert {"says", "told", "diff"} & case.keys(), "a case must say what comes of it"
    hold(case, facts, path, before)


@pytest.mark.parametrize("case", cases("import-refused"), ids=lambda case: str(case["name"]))
def test_what_is_no_spreadsheet_is_refused(case: Mapping[str, Value], tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    parts = case.get("parts")
    data = bytes.fromhex(str(case["hex"])) if "hex" in case else b""
    path.write_bytes(zipped({name: str(text) for name, text in parts.items()}) if isinstance(parts, dict) else data)
    before = tree_bytes(facts.folder)
    with pytest.raises(InputError) as failure:
        planned(facts, Wish(path, TODAY))
    assert str(failure.value).startswith(str(path))
    assert str(case["says"]) in str(failure.value)
    assert tree_bytes(facts.folder) == before


@pytest.mark.parametrize(("count", "size"), [(MAX_PARTS + 1, 1), (3, 60_000_000)])
def test_a_file_that_unpacks_without_end_is_not_unpacked(count: int, size: int, tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    path.write_bytes(zipped({f"xl/part{n}.xml": " " * size for n in range(count)}))
    with pytest.raises(InputError, match="unpacks to more than"):
        planned(facts, Wish(path, TODAY))


def test_a_broken_workbook_never_breaks_the_program(tmp_path: Path) -> None:
    """Bytes changed at random: it is refused, or it still says what it said."""
    facts, path = started(tmp_path)
    data, chance, refused = path.read_bytes(), random.Random(4), 0
    for _ in range(40):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 5, 40))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        try:
            assert planned(facts, Wish(path, TODAY)).files == {}
        except InputError as failure:
            refused += 1
            assert str(failure).startswith(str(path))  # noqa: PT017 - what is not refused is right as well
    assert refused > 20


@pytest.mark.parametrize(("mark", "end"), [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_byte_order_mark_and_line_ends_stay(mark: bytes, end: bytes, tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    file = facts.folder / "facts.yaml"
    file.write_bytes(mark + file.read_bytes().replace(b"\n", end))
    before = file.read_bytes()
    edit(path, EDIT)
    run(facts, Wish(path, TODAY))
    assert file.read_bytes() == before.replace(b"value: 12000", b"value: 12500")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    facts, _ = started(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        planned(facts, Wish(tmp_path / "nowhere.xlsx", TODAY))


@pytest.mark.parametrize("folder", SUBJECTS, ids=["facts", "fleuve"])
def test_a_round_trip_changes_nothing(folder: Path, tmp_path: Path) -> None:
    facts = Facts(folder, "facts")
    path = tmp_path / "facts.xlsx"
    path.write_bytes(workbook(records(facts), "0"))
    plan = planned(facts, Wish(path, TODAY, delete=True))
    assert (plan.files, plan.lines, plan.notes) == ({}, (), ())
    for table in TABLES:
        file = tmp_path / f"{table.kind}.csv"
        file.write_text(as_csv(facts, table.kind), "utf-8", newline="")
        plan = planned(facts, Wish(file, TODAY))
        assert (plan.files, plan.lines, plan.notes) == ({}, (), ())


@pytest.mark.parametrize("folder", SUBJECTS, ids=["facts", "fleuve"])
def test_every_cell_reads_back_to_what_the_file_holds(folder: Path) -> None:
    """Also what nobody changed would come back the same, if it were written."""
    for table in TABLES:
        for record in records(Facts(folder, "facts"))[table.kind].values():
            for column in table.columns:
                text = record.texts[column.key]
                assert cell_text(column.form, cell_value(column.form, text)) == text, (record.id, column.key)


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    assert workbook(records(facts), "0") == path.read_bytes()


def test_every_field_has_a_column() -> None:
    within = {"readings"}
    assert {column.key for column in FACTS.columns} | within == set(Fact.model_fields)
    assert {column.key for column in READINGS.columns} == {*Reading.model_fields, "fact"}
    for table in TABLES:
        assert len({column.key for column in table.columns}) == len(table.columns)
        assert {column.key for column in table.columns} - {"fact"} <= set(table.model.model_fields)


def test_the_workbook_locks_names_offers_lists_and_keeps_cells_as_text(tmp_path: Path) -> None:
    _, path = started(tmp_path)
    book = load_workbook(path)
    page = book[FACTS.sheet]
    assert page.freeze_panes == "B2"
    assert page.protection.sheet
    assert not page.protection.formatColumns
    locked = {cell.coordinate for row in page["A2:AI8"] for cell in row if cell.protection.locked and cell.value}
    assert locked == {f"A{row}" for row in range(2, 7)}
    assert {cell.number_format for row in page["A2:AI6"] for cell in row} == {"@"}
    assert page.column_dimensions["AJ"].hidden
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation if rule.formula1}
    lists = book["Lists"]
    for at, choices in (("G2", Qualifier), ("H2", Status)):
        column = str(rules[at].formula1).split("$")[1]
        assert [cell.value for cell in lists[column][1:] if cell.value] == list(choices)
        assert rules[at].showErrorMessage
    told = {(row[0].value, row[1].value) for row in book[HELP].iter_rows(min_row=11)}
    assert {(table.sheet, column.heading) for table in TABLES for column in table.columns} <= told


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    file = facts.folder / "facts.yaml"
    texts = ("=1+1", "+1", "-1", "@x")
    for text in texts:
        file.write_text(
            file.read_text("utf-8").replace("    label: Visits in the year", f"    label: '{text}'"), "utf-8"
        )
        path.write_bytes(workbook(records(facts), "0"))
        with zipfile.ZipFile(path) as package:
            assert all(b"<f>" not in package.read(name) for name in package.namelist() if "worksheets" in name)
        assert load_workbook(path)["Facts"]["K2"].value == text
        file.write_text(
            file.read_text("utf-8").replace(f"    label: '{text}'", "    label: Visits in the year"), "utf-8"
        )


def test_a_new_row_that_was_imported_before_is_not_imported_again(tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    row = {"statement": "Tools are lent.", "topic": "use", "status": "reported", "sources": "library-report 4: tools"}
    edit(path, [{"sheet": "Facts", "add": {**row}}])
    run(facts, Wish(path, TODAY))
    after = tree_bytes(facts.folder)
    assert run(facts, Wish(path, TODAY))[-1].startswith("nothing to change")
    assert tree_bytes(facts.folder) == after


def test_a_character_that_no_document_can_hold_is_told_at_its_cell(tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    edit(path, [{"sheet": "Facts", "row": "visits", "column": "label", "text": "a\ue000b"}])
    with pytest.raises(InputError, match=r"Facts!K2: has the character U\+E000, which no document can hold"):
        planned(facts, Wish(path, TODAY))


# ── Asking ───────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_written_without_consent(tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    edit(path, EDIT)
    before = tree_bytes(facts.folder)
    assert run(facts, Wish(path, TODAY), "")[-1] == "nothing was written"
    assert run(facts, Wish(path, TODAY, dry_run=True))[-1] == "1 changed; nothing was written (--dry-run)"
    said: list[str] = []
    with pytest.raises(
        FlagError, match=r"--yes is missing: nobody is here to be asked: 1 changed; write into facts/facts\.yaml"
    ):
        import_facts(facts, Wish(path, TODAY), None, said.append)
    assert said == ["fact visits (facts/facts.yaml:9:9)", "  value: 12000 → 12500"]
    assert tree_bytes(facts.folder) == before
    import_facts(facts, Wish(path, TODAY, yes=True), None, said.append)
    assert changed(before, tree_bytes(facts.folder)) == ["-    value: 12000", "+    value: 12500"]


def test_a_file_that_changes_while_the_user_thinks_is_left_alone(tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    edit(path, EDIT)
    file = facts.folder / "facts.yaml"

    def meanwhile(question: str) -> str:
        file.write_bytes(file.read_bytes() + b"# mine\n")
        return "y"

    with pytest.raises(InputError, match="was changed by someone else in the meantime; nothing was written"):
        import_facts(facts, Wish(path, TODAY), meanwhile, print)
    assert b"value: 12000" in file.read_bytes()


def test_where_one_file_cannot_be_replaced_the_others_are_put_back(tmp_path: Path) -> None:
    facts, path = started(tmp_path)
    edit(path, [*EDIT, {"sheet": "Sources", "row": "council-note", "column": "short", "text": "Note"}])
    before = tree_bytes(facts.folder)
    last = facts.folder / "sources.yaml"

    def meanwhile(question: str) -> str:
        last.write_bytes(last.read_bytes() + b"# mine\n")
        return "y"

    with pytest.raises(InputError, match=r"sources\.yaml: was changed by someone else"):
        import_facts(facts, Wish(path, TODAY), meanwhile, print)
    assert (facts.folder / "facts.yaml").read_bytes() == before["facts.yaml"]


# ── The output folder ────────────────────────────────────────────────────────────────────────────


def edited(where: Folders) -> Path:
    """Return the exported workbook of a project, with an edit."""
    (path,), _ = export_facts(where)
    edit(path, EDIT)
    return path


def test_an_edited_workbook_is_not_replaced_before_it_is_imported(tmp_path: Path) -> None:
    where = project(tmp_path)
    path = edited(where)
    mine = path.read_bytes()
    written, skipped = export_facts(where)
    assert (written, [skip.name for skip in skipped], path.read_bytes()) == ((), ["facts.xlsx"], mine)
    run(Facts(where.facts, "facts"), Wish(path, TODAY))
    assert export_facts(where) == ((path,), ())
    assert path.read_bytes() != mine
    copies = list((where.output / ".history").iterdir())
    assert [copy.read_bytes() for copy in copies] == [mine]


def test_force_replaces_an_edited_workbook_and_keeps_a_copy(tmp_path: Path) -> None:
    where = project(tmp_path)
    path = edited(where)
    mine = path.read_bytes()
    assert export_facts(where, force=True) == ((path,), ())
    assert [copy.read_bytes() for copy in (where.output / ".history").iterdir()] == [mine]


@pytest.mark.parametrize("text", ["", "x", "x y", "x y=1", "=", "x y=123456789"])
def test_what_is_no_base_is_none(text: str) -> None:
    assert read_base(text) is None


def test_a_base_knows_what_each_cell_held(tmp_path: Path) -> None:
    facts, _ = started(tmp_path)
    record = records(facts)["facts"]["visits"]
    base = read_base(base_text(record))
    assert base is not None
    assert base.id == "visits"
    assert all(base.had(key, text) for key, text in record.texts.items())
    assert not base.had("value", "12001")
    assert not base.had("low", "1")
    assert not base.had("value", "")
