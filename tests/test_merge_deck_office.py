"""Edits of the deck made by a real LibreOffice, in one session: each survives, and a mere save counts as none."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reports.theme.fonts import outer_environment
from tests.deck_desk import CASES, Desk, Edit, edits_of, png
from tests.test_merge_deck import NEW, built, check, merged, whole
from tests.test_pptx import problems, unzip

SYSTEM_PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).parent / "uno" / "edit_deck.py"
pytestmark = [pytest.mark.office, pytest.mark.slow]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where LibreOffice has left one edited deck a case."""
    if not (shutil.which("soffice") and SYSTEM_PYTHON.exists()):
        pytest.skip("LibreOffice with its Python bridge is not here")
    probe = subprocess.run([str(SYSTEM_PYTHON), "-c", "import uno"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("python3-uno is not installed")
    folder = tmp_path_factory.mktemp("decks")
    (folder / "dot.png").write_bytes(png())
    (folder / "cases.json").write_text(json.dumps({name: given(name, folder) for name in CASES}), "utf-8")
    command = [str(SYSTEM_PYTHON), str(SCRIPT), str(folder / "cases.json"), str(folder), str(folder / "dot.png")]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False, text=True, env=outer_environment())
    assert not done.returncode, done.stdout + done.stderr
    return folder


def given(name: str, folder: Path) -> tuple[str, list[Edit]]:
    """Return the file that LibreOffice opens for a case, and its edits; slides are moved before, for want of a window."""
    desk = Desk(built())
    for edit in edits_of(name):
        if "move" in edit:
            desk.do(edit)
    path = folder / f"{name} in.pptx"
    path.write_bytes(desk.save())
    return str(path), [edit for edit in edits_of(name) if "move" not in edit]


def ours(problem: str) -> bool:
    """Return whether a problem is one of the merge, and not of what a person puts on a slide."""
    return not re.search(
        r"name ''|outside the placeholders|without alternative text|title is not read|no language", problem
    )


@pytest.mark.parametrize("name", CASES)
def test_an_edit_in_libreoffice_survives_the_next_build(name: str, edited: Path) -> None:
    made = merged((edited / f"{name}.pptx").read_bytes(), built(**NEW))
    assert sorted(each.kind for each in made.edits) == sorted(str(CASES[name]["kinds"]).split()), made.edits
    check(CASES[name], made)
    assert [each for each in problems(unzip(made.data)) if ours(each)] == []


@pytest.mark.parametrize("name", CASES)
def test_it_survives_a_second_build(name: str, edited: Path) -> None:
    first = merged((edited / f"{name}.pptx").read_bytes(), built(**NEW))
    again = merged(first.data, built(**NEW))
    assert sorted(each.kind for each in again.edits) == sorted(str(CASES[name]["kinds"]).split()), again.edits
    assert again.flags == ()
    assert whole(again.data) == whole(first.data)
