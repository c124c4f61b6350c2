"""What sharing programs leave beside a file, and a cause that is told alone: nothing is said that only follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.errors import InputError
from reports.load.conflict_copies import conflict_copy
from reports.load.project_folders import Folders, folders
from reports.notation.merge_markers import unjoined
from reports.pipeline.composition import check
from reports.tools.curating.starter_files import starter_files

MARKERS = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n"


def laid_out(root: Path) -> Folders:
    """Return the project that the program lays out."""
    for name, data in starter_files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return folders(root)


def told(where: Folders) -> list[str]:
    """Return what `check` says is wrong."""
    try:
        check(where)
    except InputError as failure:
        return [str(each) for each in failure.problems]
    return []


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("facts.sync-conflict-20311129-101500-ABCDEFG.yaml", "Syncthing"),
        ("facts (Ada's conflicted copy 2031-11-29).yaml", "Dropbox"),
        ("facts (Case Conflict 1).yaml", "Dropbox"),
        ("facts-DESKTOP-7F3A.yaml", "OneDrive"),
        ("facts-ADAS-LAPTOP-2.yaml", "OneDrive"),
        ("facts_LOCAL_1234.yaml", "Git"),
        ("facts.BACKUP.88.yaml", "Git"),
        ("facts-2031.yaml", ""),
        ("facts-2031-04.yaml", ""),
        ("facts-of-the-year.yaml", ""),
        ("facts-EU.yaml", ""),
        ("facts (draft).yaml", ""),
        ("other-DESKTOP-7F3A.yaml", ""),
    ],
)
def test_a_copy_is_known_by_its_name_and_the_file_beside_it(name: str, service: str, tmp_path: Path) -> None:
    for each in ("facts.yaml", name):
        (tmp_path / each).touch()
    found = conflict_copy(tmp_path / name, name)
    assert (f"that {service} made of facts.yaml" in str(found)) if service else found is None


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("facts/facts-DESKTOP-7F3A.yaml", "facts/facts.yaml"),
        ("templates/brief/money.sync-conflict-20311129-101500-ABCDEFG.md", "templates/brief/money.md"),
        ("templates/charts/money (Ada's conflicted copy).yaml", "templates/charts/money.yaml"),
    ],
)
def test_a_copy_is_told_once_as_what_it_is(name: str, own: str, tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    assert told(where) == []
    (tmp_path / name).write_bytes((tmp_path / own).read_bytes())
    [line] = told(where)
    assert line.startswith(f"{name}: is a copy that ")


@pytest.mark.parametrize("name", ["facts/facts.yaml", "templates/brief/money.md", "templates/brief/report.yaml"])
def test_both_sides_of_a_change_are_told_and_nothing_that_follows(name: str, tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    path = tmp_path / name
    path.write_text(path.read_text("utf-8") + MARKERS, encoding="utf-8")
    [line] = told(where)
    assert "holds both sides of a change that Git could not join" in line


def test_half_a_marker_is_a_text() -> None:
    assert unjoined("<<<<<<< is how a mark begins\n", "x") is None
    assert unjoined(MARKERS, "x") is not None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("templates/brief/money.md", b"caf\xe9"),
        ("facts/sources.yaml", b"\xff"),
        ("facts/actors.yaml", b"\xff"),
        ("facts/facts.yaml", "# \u00e9\nfacts:\n".encode("cp1252")),
        ("templates/deck/report.yaml", b"\xff"),
    ],
)
def test_nothing_is_said_that_follows_from_a_file_that_cannot_be_read(name: str, data: bytes, tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    (tmp_path / name).write_bytes(data)
    lines = told(where)
    assert [line.partition(":")[0] for line in lines] == [name]
    assert "is not UTF-8 text" in lines[0]


def test_a_source_that_no_readable_file_declares_is_told(tmp_path: Path) -> None:
    where = laid_out(tmp_path)
    path = tmp_path / "facts" / "facts.yaml"
    path.write_text(path.read_text("utf-8").replace("source: council-note", "source: council-memo"), encoding="utf-8")
    assert any("the source 'council-memo' is not declared" in line for line in told(where))


def test_a_folder_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has a name that is no UTF-8 text; rename the folder"):
        folders(tmp_path / "caf\udce9")
