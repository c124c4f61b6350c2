"""Files that people edited with earlier versions join with this one: no typed word and no tracked change is lost. Slow."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

pytestmark = pytest.mark.slow

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ROOT = Path(__file__).parents[1]
CASES = sorted(path for path in (Path(__file__).parent / "cases" / "edited").iterdir() if path.is_dir())


def texts(data: Path) -> str:
    """Return all text of an Office file, part by part."""
    found: list[str] = []
    with zipfile.ZipFile(data) as package:
        for name in sorted(package.namelist()):
            if name.endswith(".xml") and not name.startswith("customXml"):
                root = etree.fromstring(package.read(name))
                for paragraph in root.iter("{*}p"):
                    found.append("".join(node.text or "" for node in paragraph.iter("{*}t", "{*}delText")))
    return "\n".join(found)


def tracked(data: Path) -> int:
    """Return how many tracked changes a Word file holds."""
    with zipfile.ZipFile(data) as package:
        if "word/document.xml" not in package.namelist():
            return 0
        root = etree.fromstring(package.read("word/document.xml"))
    return sum(
        1
        for tag in ("ins", "del")
        for _ in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + tag)
    )


def lost(expected: list[str], after: Path) -> Iterator[str]:
    """Yield the words that must survive and are in the file no more."""
    said = texts(after)
    yield from (words for words in expected if words not in said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_people_hold_joins(case: Path, tmp_path: Path) -> None:
    for name in ("facts", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(case / "output", tmp_path / "output")
    [edited] = [path for path in (tmp_path / "output").iterdir() if path.suffix in (".docx", ".pptx")]
    expected = [line for line in (case / "expect.txt").read_text("utf-8").splitlines() if line.strip()]
    marks = tracked(edited)
    assert list(lost(expected, edited)) == []
    call = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "build-reports", f"--only={edited.stem}"]
    call += [f"--{name}={tmp_path / name}" for name in ("facts", "templates", "output")]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert list(lost(expected, edited)) == []
    assert tracked(edited) >= marks


def test_a_lost_word_is_found(tmp_path: Path) -> None:
    case = CASES[0]
    [edited] = [path for path in (case / "output").iterdir() if path.suffix in (".docx", ".pptx")]
    assert list(lost(["Zebra that nobody wrote"], edited)) == ["Zebra that nobody wrote"]
