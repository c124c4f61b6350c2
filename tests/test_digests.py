"""What is made of known input stays the same byte for byte, until somebody means to change it (`invoke test --accept`). Slow.

The digests hold for the versions of libraries that are recorded beside them; with others the test says so and is skipped,
since a newer font or layout library may set other bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from weasyprint.text.ffi import pango

from tests.accepting import ACCEPT

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
RECORD = Path(__file__).parent / "cases" / "digests.json"
LEFT_OUT = (".lock", ".cache", ".history")
LONG_RUN = re.compile(rb"(<(?:w|a):t(?: [^>]*)?>)([A-Z][a-z]+) ([^<0-9]{20,}</(?:w|a):t>)")
"""A run of text without a figure whose first word is replaced, as a person would."""


def libraries() -> dict[str, str]:
    """Return what the bytes depend on beside the program: Python, the libraries, the text layout of the system."""
    names = [re.split(r"[^\w.-]", each)[0] for each in requires("fact-reports") or () if "extra ==" not in each]
    found = {re.sub(r"[-_.]+", "-", name).lower(): version(name) for name in names}  # as builders spell them alike
    system = f"{platform.system()} {platform.machine()}"
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "system": system,
        "pango": str(pango.pango_version()),
        **dict(sorted(found.items())),
    }


def command(folder: Path, *words: str) -> None:
    """Run a command of the program in `folder`, in a process of its own."""
    call = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), *words]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr


def build(project: Path) -> None:
    """Build what lies below `project`."""
    command(project, "build-reports", *(f"--{name}={project / name}" for name in ("facts", "templates", "output")))


def digests(output: Path) -> dict[str, str]:
    """Return the SHA-256 of each file in `output`, by its name."""
    files = sorted(path for path in output.iterdir() if path.name not in LEFT_OUT)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def edited(data: bytes, part: str) -> bytes:
    """Return an Office file in which a person replaced one word of `part`."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == part:
                content, changed = LONG_RUN.subn(rb"\1Zebra \3", content, count=1)
                assert changed, f"{part} has no run of text to edit"
            new.writestr(item, content)
    return target.getvalue()


def own_project(folder: Path) -> Path:
    """Lay out the project itself."""
    for name in ("facts", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "output").mkdir()
    return folder


def fleuve(folder: Path) -> Path:
    """Lay out the second subject, in another language and with another look."""
    shutil.copytree(ROOT / "tests" / "subjects" / "fleuve", folder, dirs_exist_ok=True)
    (folder / "output").mkdir(exist_ok=True)
    return folder


def starter(folder: Path) -> Path:
    """Lay out what a new project begins with."""
    command(folder, "new-project", str(folder / "new"))
    return folder / "new"


PROJECTS: Mapping[str, Callable[[Path], Path]] = {"project": own_project, "fleuve": fleuve, "starter": starter}


def merged(folder: Path) -> Path:
    """Lay out and build the project, edit brief and deck, change a fact."""
    build(own_project(folder))
    for name, part in (("brief.docx", "word/document.xml"), ("deck.pptx", "ppt/slides/slide3.xml")):
        path = folder / "output" / name
        path.write_bytes(edited(path.read_bytes(), part))
    facts = folder / "facts" / "facts.yaml"
    text = facts.read_text("utf-8")
    changed = text.replace("value: 14.8\n", "value: 14.9\n", 1)
    assert changed != text
    facts.write_text(changed, encoding="utf-8")
    return folder


def test_outputs_are_the_same_bytes_as_recorded(tmp_path: Path) -> None:
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {"libraries": {}, "outputs": {}}
    here = libraries()
    other = {name for name in {*here, *record["libraries"]} if here.get(name) != record["libraries"].get(name)}
    if other and not ACCEPT:
        pytest.skip(f"the digests were recorded with other versions of {', '.join(sorted(other))}")
    made = {}
    for name, lay_out in {**PROJECTS, "merged": merged}.items():
        folder = tmp_path / name
        folder.mkdir()
        build(project := lay_out(folder))
        made[name] = digests(project / "output")
    if ACCEPT:
        RECORD.write_text(json.dumps({"libraries": here, "outputs": made}, indent=1) + "\n", encoding="utf-8")
    assert made == json.loads(RECORD.read_text("utf-8"))["outputs"]


def test_another_byte_is_another_digest(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"one")
    before = digests(tmp_path)
    (tmp_path / "one").write_bytes(b"One")
    assert digests(tmp_path) != before
