"""What can be added to the program is one folder and one row, and a row that lacks something is refused by name."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from reports.charts.chart_kind import ChartKind
from reports.charts.registry import KINDS
from reports.errors import InternalError
from reports.formats.format import Format
from reports.formats.registry import DOCX, PDF, slowest_first, table
from tests.scratch_copy import ROOT, add_folder, command, replaced, run, scratch_copy
from tests.test_build import SECTION, laid_out

ROW = """TXT = Format(
    name="txt",
    called="plain text",
    write=txt.write,
    read=txt.text_of,
    expected=txt.expected_text,
    slides=False,
    plan=None,
    merge=None,
    page_numbers=None,
    count_pages=None,
    rank=3,
    load=None,
    designer_file=None,
    preview=Preview.NOTHING,
)
"""
REPORT = """title: A report of trams
kind: Brief
organisation: Tramways
status: final
formats:
- docx
- txt
sections:
- main
"""
PREVIEW = """
from pathlib import Path
from reports.load.project_folders import folders
from reports.tools.watching.preview import preview
print([part.title for part in preview(folders(Path({root!r}))).parts])
"""


def add_txt(copy: Path, row: str = ROW) -> Path:
    """Add plain text to the formats of the copy: a folder, and a row in the registry. Return the folder."""
    registry = copy / "reports" / "formats" / "registry.py"
    replaced(registry, "docx, evidence, pdf, pptx\n", "docx, evidence, pdf, pptx, txt\n")
    replaced(registry, "EVIDENCE = ProjectFormat(", f"{row}EVIDENCE = ProjectFormat(")
    replaced(registry, "    PDF,\n)", "    PDF,\n    TXT,\n)")
    return add_folder(copy, "txt", "reports/formats")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package that knows plain text."""
    made = scratch_copy(tmp_path_factory.mktemp("package"))
    add_txt(made)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project of one report, as a Word file and as plain text."""
    return laid_out(tmp_path, {"main/report.yaml": REPORT, "main/main.md": SECTION})


def add_words(project: Path) -> None:
    """Let the report say a little more."""
    replaced(project / "templates" / "main" / "main.md", "{{ cite() }}.", "{{ cite() }}. People ride them.")


def ledger(project: Path) -> dict[str, dict[str, str]]:
    """Return what the ledger says of each file."""
    found: dict[str, dict[str, str]] = json.loads((project / "output" / "ledger.json").read_text("utf-8"))["files"]
    return found


@pytest.mark.slow
def test_adding_a_format(copy: Path, project: Path) -> None:
    assert command(copy, project, "check").returncode == 0
    done = command(copy, project, "build-reports")
    assert (done.returncode, done.stderr) == (0, "")
    path = project / "output" / "main.txt"
    lines = path.read_text("utf-8").splitlines()
    assert lines[:3] == ["A report of trams", "THE CITY OPENED ELEVEN LINES", "The city opened 11 lines\xa0[1][2]."]
    assert {"main.docx", "main.txt", "evidence.html"} <= ledger(project).keys()
    assert ledger(project)["main.txt"]["report"] == "main"

    before = path.stat().st_mtime_ns
    again = command(copy, project, "build-reports").stdout
    waits, unchanged = again.splitlines()
    assert "nobody has approved what it says now" in waits
    assert unchanged.startswith("unchanged: ")
    assert str(path) in unchanged
    assert path.stat().st_mtime_ns == before
    add_words(project)
    assert command(copy, project, "build-reports").returncode == 0
    assert lines[2] + " People ride them." in path.read_text("utf-8")

    approval = command(copy, project, "approve", "main", "--by", "The director")
    assert (approval.returncode, approval.stderr) == (0, "")
    assert command(copy, project, "build-reports").returncode == 0
    published = command(copy, project, "publish", "0.1")
    assert (published.returncode, published.stderr) == (0, "")
    release = json.loads((project / "facts" / "releases" / "0.1.json").read_text("utf-8"))
    assert release["files"].keys() == {"main.docx", "main.txt", "evidence.html", "facts.csv", "datapackage.json"}
    assert command(copy, project, "review-edits").stdout == "0 edits found\n"
    shown = run(copy, "-c", PREVIEW.format(root=str(project)))
    assert shown.stdout == "['content of main.docx', 'evidence.html']\n", shown.stderr


def test_an_added_format_is_audited(tmp_path: Path, project: Path) -> None:
    copy = scratch_copy(tmp_path / "package")
    folder = add_txt(copy)
    replaced(folder / "assembly.py", ".encode()", ".replace('11', '17').encode()")
    done = command(copy, project, "build-reports")
    assert done.returncode == 1
    assert "main.txt: body: “17” comes from no fact, in “The city opened 17 lines[1][2].”" in done.stderr
    assert not (project / "output" / "main.txt").exists()


@pytest.mark.slow
def test_an_added_format_is_not_written_over(copy: Path, project: Path) -> None:
    command(copy, project, "build-reports")
    path = project / "output" / "main.txt"
    path.write_text("mine\n", encoding="utf-8")
    add_words(project)
    done = command(copy, project, "build-reports")
    assert done.returncode == 3
    assert "skipped main.txt: it was edited since the last build" in done.stdout + done.stderr
    assert path.read_text("utf-8") == "mine\n"


def test_templates_may_ask_for_an_added_format_only(copy: Path, project: Path) -> None:
    replaced(project / "templates" / "main" / "report.yaml", "- txt", "- rtf")
    done = command(copy, project, "check")
    assert done.returncode == 1
    assert "'rtf' is not possible here; use one of docx, pptx, pdf, txt" in done.stderr
    replaced(project / "templates" / "main" / "report.yaml", "- rtf", "- txt")
    without = command(ROOT, project, "check")
    assert "'txt' is not possible here; use one of docx, pptx, pdf" in without.stderr


@pytest.mark.parametrize("member", [each.name for each in fields(Format)])
def test_a_format_that_lacks_a_member_is_refused_by_name(member: str) -> None:
    known = {each.name: getattr(DOCX, each.name) for each in fields(Format) if each.name != member}
    with pytest.raises(TypeError, match=f"missing 1 required keyword-only argument: '{member}'"):
        Format(**known)


def test_two_formats_of_one_name_or_rank_are_refused() -> None:
    with pytest.raises(InternalError, match="two formats have the name docx"):
        table(DOCX, PDF, DOCX)
    with pytest.raises(InternalError, match="two formats have the rank 1"):
        slowest_first((DOCX, PDF, replace(PDF, name="txt", rank=DOCX.rank)))
    assert slowest_first((DOCX, PDF)) == (PDF, DOCX)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", ""),
        ("    expected=txt.expected_text,\n", "", 'Missing named argument "expected" for "Format"'),
        ("    write=txt.write,\n", "    write=txt.text_of,\n", 'Argument "write" to "Format" has incompatible type'),
    ],
)
def test_what_a_format_lacks_is_an_error_of_types(tmp_path: Path, old: str, new: str, said: str) -> None:
    copy = scratch_copy(tmp_path)
    add_txt(copy, ROW.replace(old, new))
    done = run(copy, "-m", "mypy", "reports/formats/registry.py", "--cache-dir", str(tmp_path / "cache"))
    assert said in done.stdout
    assert bool(done.returncode) == bool(said), done.stdout


# ── Kinds of chart ───────────────────────────────────────────────────────────────────────────────

CHART = """kind: tally
title: The city opened {{ fact("lines", "words") }} lines
alt: The city opened {{ fact("lines") }} lines.
points:
- fact: lines
"""
CHART_FORMATS = "formats:\n- docx\n- pptx\n- pdf\n"
CHART_SECTION = """\
# The city opened {{ fact("lines", "words") }} lines

{{ chart("tally") }}

# Who says so

{{ sources() }}
"""


def add_tally(copy: Path) -> None:
    """Add tally marks to the kinds of chart of the copy: a folder, and a row in the registry."""
    registry = copy / "reports" / "charts" / "registry.py"
    replaced(
        registry,
        "from reports.charts.timeline import TIMELINE\n",
        "from reports.charts.tally import TALLY\nfrom reports.charts.timeline import TIMELINE\n",
    )
    replaced(registry, "    UNITS,\n", "    UNITS,\n    TALLY,\n")
    add_folder(copy, "tally", "reports/charts")


@pytest.fixture
def charted(tmp_path: Path) -> Path:
    """Return a small project of one report with tally marks, in every format."""
    report = REPORT.replace("formats:\n- docx\n- txt\n", CHART_FORMATS)
    files = {"main/report.yaml": report, "main/main.md": CHART_SECTION, "charts/tally.yaml": CHART}
    return laid_out(tmp_path, files)


@pytest.mark.slow
def test_adding_a_chart_kind(tmp_path_factory: pytest.TempPathFactory, charted: Path) -> None:
    copy = scratch_copy(tmp_path_factory.mktemp("package"))
    add_tally(copy)
    assert command(copy, charted, "check").stderr == ""
    done = command(copy, charted, "build-reports")
    assert (done.returncode, done.stderr) == (0, "")
    assert {"main.docx", "main.pptx", "main.pdf"} <= ledger(charted).keys()
    exported = command(copy, charted, "export-charts")
    assert exported.returncode == 0, exported.stderr
    svg = (charted / "output" / "charts" / "tally.svg").read_text("utf-8")
    assert 'data-fact="lines" data-value="11"' in svg
    replaced(charted / "facts" / "facts.yaml", "value: 11", "value: 77")
    replaced(charted / "facts" / "facts.yaml", "The city opened 11 lines.", "The city opened 77 lines.")
    refused = command(copy, charted, "check")
    assert "the fact 'lines' is 77 here, and tally marks show whole numbers up to 50" in refused.stderr


def test_a_kind_of_chart_without_a_row_is_refused(charted: Path) -> None:
    done = command(ROOT, charted, "check")
    assert done.returncode == 1
    assert "templates/charts/tally.yaml:1:7:" in done.stderr.replace(f"{charted}/", "")
    assert f"'tally' is no kind; use one of {', '.join(KINDS)}" in done.stderr


@pytest.mark.parametrize("member", [each.name for each in fields(ChartKind)])
def test_a_kind_of_chart_that_lacks_a_member_is_refused_by_name(member: str) -> None:
    known = {each.name: getattr(KINDS["bars"], each.name) for each in fields(ChartKind) if each.name != member}
    with pytest.raises(TypeError, match=f"missing 1 required keyword-only argument: '{member}'"):
        ChartKind(**known)
