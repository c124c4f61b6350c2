"""Datasets: bad tables are told cell by cell, and what templates print of good ones is as the cases say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from reports.document.blocks import Paragraph
from reports.document.traversal import facts_used, plain, walk
from reports.formats.registry import FORMATS
from reports.load.template_files import load_templates
from reports.narrative import compose_so_far
from tests.accepting import ACCEPT
from tests.dataset_desk import CASES, TEXT, listed, loaded, project
from tests.quote_cases import SHOWN

LANGUAGES = ("en-GB", "fr-FR")
ROOT = Path(__file__).parents[1]


def bent(case: dict[str, Any]) -> bytes | str:
    """Return the table of a bad case."""
    if "bytes" in case:
        return bytes.fromhex(case["bytes"])
    return str(case["text"]) if "text" in case else TEXT.replace(case.get("old", ""), case.get("new", ""), 1)


@pytest.mark.parametrize("case", listed("bad.yaml"), ids=lambda case: case["name"])
def test_a_bad_table_is_told_with_its_cell(case: dict[str, Any], tmp_path: Path) -> None:
    home = project(tmp_path, case.get("entry"), {"rides.csv": bent(case)})
    book, problems = loaded(home)
    assert [str(problem) for problem in sorted(set(problems))] == case["says"]
    assert "rides" in book.broken, "what names it raises no further problem"


def test_the_right_table_is_told_nothing(tmp_path: Path) -> None:
    book, problems = loaded(project(tmp_path))
    assert problems == ()
    assert book.datasets is not None
    assert not book.broken


GOOD: dict[str, tuple[dict[str, Any], bytes | str]] = {
    "semicolons and a decimal comma": (
        {"decimal": ","},
        TEXT.replace(",", ";").replace(".", ",").replace(",,;", "..;"),
    ),
    "a byte order mark and Windows line ends": ({}, "\ufeff" + TEXT.replace("\n", "\r\n")),
    "UTF-16": ({}, TEXT.encode("utf-16")),
    "another encoding, told": ({"encoding": "cp1252"}, TEXT.encode("cp1252")),
    "tabs": ({}, TEXT.replace(",", "\t")),
    "grouped thousands, told": ({"thousands": " "}, TEXT.replace("1500", "1 500").replace("1125", "1\u00a0125")),
    "a flag behind the number": (
        {"flags": {"p": "provisional"}, "attributes": []},
        TEXT.replace("576,2.5,P", "576 p,2.5,"),
    ),
    "a title above, notes below": (
        {"heads": 3, "ends": 15},
        "Rides of the trams\n\n" + TEXT + "Source: the operator\n",
    ),
    "a minus sign of typographers": ({}, TEXT.replace("900", "−900")),
    "quoted fields with line ends": ({}, TEXT.replace("month,", '"month",').replace("2029-12,All", '2029-12,"All"')),
}


@pytest.mark.parametrize("name", GOOD)
def test_any_dialect_is_read(name: str, tmp_path: Path) -> None:
    entry, text = GOOD[name]
    book, problems = loaded(project(tmp_path, entry, {"rides.csv": text}))
    assert problems == ()
    assert book.datasets
    cell = book.datasets.fact("rides.rides.2030-12.castle")
    assert cell
    assert (str(cell.value), cell.unit, str(cell.observed)) == ("576", "thousand rides", "provisional")


def said(home: Path, expressions: list[str], tag: str) -> list[str]:
    """Return what a report in a language prints for each expression, or the problem that it is."""
    report = home.parent / "templates" / "r"
    report.mkdir(parents=True, exist_ok=True)
    about = {"title": "T", "formats": ["docx"], "language": tag, "sections": ["main"]}
    (report / "report.yaml").write_text(yaml.safe_dump(about), "utf-8")
    (report / "main.md").write_text("\n\n".join(f"{{{{ {each} }}}}" for each in expressions), "utf-8")
    book, _ = loaded(home)
    templates, _ = load_templates(home.parent / "templates", "templates", tuple(FORMATS.values()))
    document, problems = compose_so_far("r", templates, book)
    told = {problem.where.line: f"! {problem.what}; {problem.cure}" for problem in problems}
    printed = iter([plain(node.inlines) for node in walk(document.blocks) if isinstance(node, Paragraph)])
    texts = [told[2 * n + 1] if 2 * n + 1 in told else next(printed) for n in range(len(expressions))]
    for char, sign in SHOWN.items():
        texts = [text.replace(char, sign) for text in texts]
    return texts


def test_templates_print_what_the_cases_say(tmp_path: Path) -> None:
    cases = listed("printed.yaml")
    home = project(tmp_path)
    made = [said(home, [case["call"] for case in cases], tag) for tag in LANGUAGES]
    rows = [
        {"call": case["call"], "en": en} | ({} if en.startswith("!") else {"fr": fr})
        for case, en, fr in zip(cases, *made, strict=True)
    ]
    if ACCEPT:
        head = (CASES / "printed.yaml").read_text("utf-8").split("\n")[0]
        text = yaml.safe_dump(rows, sort_keys=False, allow_unicode=True, width=200)
        (CASES / "printed.yaml").write_text(f"{head}\n{text}", "utf-8")
    else:
        assert rows == cases


def test_cases_are_of_both_kinds() -> None:
    cases = listed("printed.yaml")
    assert sum(case["en"].startswith("!") for case in cases) >= 10
    assert sum(not case["en"].startswith("!") for case in cases) >= 30


def large(folder: Path) -> Path:
    """Return the fact folder of a project with a table of 100,800 rows."""
    lines = [f"{2000 + m // 12}-{m % 12 + 1:02},line {n},{n * m}" for m in range(240) for n in range(420)]
    entry = {
        "dimensions": [{"id": "month", "column": "month", "period": "month"}, {"id": "line", "column": "line"}],
        "measures": [{"id": "rides", "column": "rides", "unit": "rides", "decimals": 0}],
        "attributes": [],
    }
    return project(folder, entry, {"rides.csv": "month,line,rides\n" + "\n".join(lines)})


def test_a_large_table_makes_no_objects_but_those_that_are_used(tmp_path: Path) -> None:
    home = large(tmp_path)
    book, problems = loaded(home)
    assert problems == ()
    assert book.datasets
    assert len(book.datasets.tables["rides"].rows) == 100_800
    assert book.datasets.kept == {}
    assert len(book.facts) == 0
    said(home, ['growth("rides", "line 7", month="2019-12")'], "en-GB")
    report = home.parent / "templates"
    templates, _ = load_templates(report, "templates", tuple(FORMATS.values()))
    document, _ = compose_so_far("r", templates, book)
    assert set(document.book.facts) == {
        "rides.2019-12.line-7.growth.2019-11",
        "rides.2019-12.line-7",
        "rides.2019-11.line-7",
    }
    assert document.book.datasets is None
    assert facts_used(document) == ("rides.2019-12.line-7.growth.2019-11",)


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.load.datasets.csv_table.MAX_ROWS", 10)
    _, problems = loaded(project(tmp_path))
    assert [re.sub(r"[0-9,]+", "N", str(problem)) for problem in problems] == [
        "facts/data/rides.csv: has N rowsN more than N; cut it to the rows that reports print"
    ]


def test_a_dataset_is_not_there_before_it_was_recorded(tmp_path: Path) -> None:
    from reports.load.fact_files import load_facts

    older = {"id": "trams", "statement": "Trams run.", "topic": "trams", "status": "reported", "recorded": "2030-01-01"}
    sources = [{"source": "operator", "paragraph": 1, "anchor": "trams"}]
    home = project(tmp_path, facts=[{**older, "sources": sources}])
    book, _ = load_facts(home, "facts", "2030-06-01")
    assert book.datasets
    assert list(book.datasets.tables) == []
    assert book.later == {"rides": "2031-04-02"}
    assert said(home, ['obs("rides", "fare", "All", "2030-12")'], "en-GB") == ["€2.50"]


def test_the_version_of_the_facts_changes_with_a_cell(tmp_path: Path) -> None:
    one, _ = loaded(project(tmp_path / "one"))
    same, _ = loaded(project(tmp_path / "two"))
    other, _ = loaded(project(tmp_path / "three", data={"rides.csv": TEXT.replace("1125", "1126")}))
    assert one.version == same.version != other.version


LOADING = """
import re, resource, sys, time
from pathlib import Path
from reports.load.fact_files import load_facts
before = time.process_time()
book, problems = load_facts(Path(sys.argv[1]), "facts")
assert not problems and len(book.datasets.tables["rides"].rows) == 100_800
spent, status = time.process_time() - before, Path("/proc/self/status")  # the other figure is that of whoever starts it
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1] if status.exists() else resource.getrusage(0).ru_maxrss
print(spent, int(peak) / 1024)
"""


@pytest.mark.slow
def test_a_hundred_thousand_observations_need_little(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADING, str(large(tmp_path))], capture_output=True, text=True, check=True, cwd=ROOT
    )
    seconds, mebibytes = map(float, done.stdout.split())
    assert seconds < 2, "of the processor, whatever else runs"
    assert mebibytes < 300
