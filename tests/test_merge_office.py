"""Edits made by a real LibreOffice, in one session: each survives the next build, and a mere save counts as none."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.formats.docx import merge
from reports.formats.docx.merge.file_reading import read
from reports.merge.chart_merge import chart_part
from reports.ooxml.package import Package
from reports.theme.fonts import outer_environment
from tests.merge_desk import NEW, built, lines_of, whole
from tests.test_docx_checks import CHECKS, unzip

SYSTEM_PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).parent / "uno" / "edit_brief.py"
FRESH = "The office opened 12 lines and claims more than $31\u00a0billion, letters of interest included."
STEEL = "Steel leans on one supplier: more than 74%\u00a0[3]."

SCENARIOS: dict[str, tuple[str, list[str]]] = {
    # name of the scenario in the script: (kinds of edits, what the file must hold after the next build)
    "saved_only": ("", [FRESH, STEEL]),
    "contents_renewed": ("", [FRESH]),
    "typed_at_end": ("reworded", [STEEL + " This was typed at the end."]),
    "typed_at_start": ("reworded", ["Typed at the start. " + STEEL]),
    "typed_inside": ("reworded", ["The office opened 12 tram lines and claims more than $31\u00a0billion"]),
    "replaced_all": ("reworded " * 9, ["Trams of the Haven", "for the Haven, at an early stage", FRESH]),
    "spaces_replaced": ("", [FRESH, "Steel leans on one supplier: more than 74% [3]."]),
    "spaces_made_firm": ("", ["more\u00a0than\u00a074%\u00a0[3]."]),
    "retyped": ("reworded", ["Wholly other words stand here now."]),
    "retyped_around_figure": (
        "reworded",
        ["All told, 12 lines run, and the office claims more than $31\u00a0billion."],
    ),
    "split": (
        "split",
        ["The office claims more than $31\u00a0billion\u00a0[1][2]. \nThe Bank of 2030 approved up to $10"],
    ),
    "joined": ("joined", ["Ask the bank.Ask the office."]),
    "cut_and_pasted": ("moved", [STEEL + "\nThe office claims more than $31\u00a0billion"]),
    "copied": ("added", [STEEL + "\nThe office claims more than $31\u00a0billion"]),
    "deleted": ("deleted", [FRESH]),
    "words_deleted": ("reworded", ["The office opened 12 lines and claims more than $31\u00a0billion."]),
    "section_deleted": ("deleted deleted", [FRESH]),
    "section_moved": ("moved", ["Two suppliers stand out\n" + STEEL + "\nGroups stay apart", FRESH]),
    "figure_moved": ("moved restyled", ["Point below it.\nFigure\u00a01. Only one of five", FRESH]),
    "cells_merged": ("merged", ["54 and the region[1][2][3]\n54\n", FRESH]),
    "bullets_set": ("restyled", ["Ask the bank.\nAsk the office.", FRESH]),
    "cell_edited": ("reworded", ["54 and the region, by hand[1][2][3]"]),
    "row_added": ("added", ["My own row", FRESH]),
    "row_deleted": ("deleted", [FRESH]),
    "commented": ("", [FRESH]),
    "tracked_insert": ("reworded", ["The office opened 12 new lines and claims more than $31\u00a0billion"]),
    "tracked_delete": ("reworded", ["The office opened 12 lines and claims more than $31\u00a0billion."]),
    "new_heading": ("added", ["My own finding\nGroups stay apart"]),
    "own_paragraph": ("added", ["A paragraph of my own, between two of theirs."]),
    "own_picture": ("reworded", [FRESH]),
    "own_table": ("added", ["My own cell", FRESH]),
    "own_footnote": ("reworded", ["A footnote of my own."]),
    "bold_words": ("formatted", [STEEL]),
    "bold_figure": ("formatted", [FRESH]),
    "aligned": ("restyled", [STEEL]),
    "spaced": ("restyled", [FRESH]),
    "letters_apart": ("formatted", [STEEL]),
    "picture_smaller": ("resized", [FRESH]),
    "chart_smaller": ("resized", [FRESH]),
    "column_wider": ("resized", [FRESH]),
    "style_changed": ("", [FRESH]),
    "page_changed": ("", [FRESH]),
    "header_changed": ("reworded", ["House paper: Trams of the Harbour\tAs of 2 April 2031"]),
    "figure_by_hand": ("reworded", ["The office opened 13 lines and claims more than $31\u00a0billion"]),
    "hedge_dropped": ("reworded", ["The office opened 12 lines and claims $30\u00a0billion"]),
    "recoloured_chart": ("restyled", [FRESH]),
    "list_item_added": ("added", ["Second point.\nA point of my own.\nPoint below it."]),
    "undone_list": ("restyled", ["Second point."]),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.office,
    pytest.mark.skipif(
        not shutil.which("soffice")
        or not SYSTEM_PYTHON.exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode != 0,
        reason="needs LibreOffice and the system's Python with UNO",
    ),
]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    folder = tmp_path_factory.mktemp("edited")
    source = folder / "base.docx"
    source.write_bytes(built())
    command = [str(SYSTEM_PYTHON), str(SCRIPT), str(source), str(folder), *SCENARIOS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False, env=outer_environment())
    assert done.returncode == 0, done.stdout + done.stderr
    return lambda name: (folder / f"{name}.docx").read_bytes()


def after(mine: bytes) -> merge.Merged:
    """Return the file after the next build."""
    base = merge.base_in(mine)
    assert base is not None
    return merge.merge(mine, built(**NEW), base)


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_edit_in_libreoffice_survives(name: str, edited: Callable[[str], bytes]) -> None:
    kinds, held = SCENARIOS[name]
    mine = edited(name)
    base = merge.base_in(mine)
    assert base is not None
    assert [edit.kind for edit in merge.review(mine, base)] == kinds.split()
    made = after(mine)
    text = whole(made.data)
    for words in held:
        assert words in text
    assert made.conflicts == ()
    again = after(made.data)
    assert lines_of(again.data) == lines_of(made.data)
    assert [edit.kind for edit in again.edits] == kinds.split()


@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_is_broken_that_was_whole(name: str, edited: Callable[[str], bytes]) -> None:
    mine = edited(name)
    before, left = unzip(mine), unzip(after(mine).data)
    known = [problem for check in CHECKS for problem in check(before)]
    assert [problem for check in CHECKS for problem in check(left) if problem not in known] == []


def test_comments_changes_pictures_and_styles_are_there(edited: Callable[[str], bytes]) -> None:
    assert b"Is this right?" in Package.read(after(edited("commented")).data).parts["word/comments.xml"]
    inserted = Package.read(after(edited("tracked_insert")).data)
    assert b"<w:ins " in inserted.parts[inserted.main]
    removed = Package.read(after(edited("tracked_delete")).data)
    assert b", letters of interest included</w:delText>" in removed.parts[removed.main]
    picture = Package.read(after(edited("own_picture")).data)
    assert b"My own picture" in picture.parts[picture.main]
    assert re.search(
        rb"FF00AA", Package.read(after(edited("style_changed")).data).parts["word/styles.xml"], re.IGNORECASE
    )
    bold = Package.read(after(edited("bold_figure")).data)
    assert re.search(rb"<w:b/>.{0,400}more than \$31", bold.parts[bold.main])


def test_a_recoloured_chart_keeps_its_colour_and_gets_the_data(edited: Callable[[str], bytes]) -> None:
    made = Package.read(after(edited("recoloured_chart")).data)
    charts = [chart_part(made, line) for line in read(made).lines if "chart" in line.record.things]
    data = [made.parts[name].lower() for name in charts]
    assert b"ff00aa" in data[0]
    assert b"<c:v>31</c:v>" in data[0]
    assert b"<a:t>12</a:t>" in data[1]


def test_a_chart_that_nobody_touched_is_as_generated_again(edited: Callable[[str], bytes]) -> None:
    def parts(data: bytes) -> list[bytes]:
        package = Package.read(data)
        found = [chart_part(package, line) for line in read(package).lines if "chart" in line.record.things]
        return [package.parts[name] for name in found]

    made, new, coloured = (
        parts(data) for data in (after(edited("saved_only")).data, built(**NEW), after(edited("recoloured_chart")).data)
    )
    assert [one == other for one, other in zip(made, new, strict=True)] == [True] * len(new)
    assert coloured[0] != new[0]
    assert coloured[1:] == new[1:]
