"""Same input, same bytes, whoever builds, where and when; and each file says which facts it was made from. Slow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from tests.robust_cases import laid_out
from tests.second_subject import FACTS, ROOT, TEMPLATES

pytestmark = pytest.mark.slow

PLACES: Mapping[str, Mapping[str, str]] = {
    "plain": {"PYTHONHASHSEED": "0", "TZ": "UTC"},
    "other": {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "", "COLUMNS": "40"},
    "french": {"PYTHONHASHSEED": "7", "TZ": "America/St_Johns", "LC_ALL": "fr_FR.UTF-8", "PYTHONUTF8": "1"},
}


def built(facts: Path, templates: Path, output: Path, folder: Path, **environment: str) -> dict[str, bytes]:
    """Return the files of a build in a process of its own, started in `folder`."""
    output.mkdir(parents=True)
    names = {name: value for name, value in {**os.environ, **environment}.items() if value}
    call = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "build-reports"]
    call += [f"--facts={facts}", f"--templates={templates}", f"--output={output}"]
    done = subprocess.run(call, cwd=folder, env=names, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return {
        path.name: path.read_bytes() for path in sorted(output.iterdir()) if path.is_file() and path.name != ".lock"
    }


def test_same_bytes_everywhere(tmp_path: Path) -> None:
    """The second subject has every kind of chart, table and slide."""
    made = {}
    for n, (name, environment) in enumerate(PLACES.items()):
        made[name] = built(FACTS, TEMPLATES, tmp_path / name / "o ü", tmp_path if n else ROOT, **environment)
    first = made.pop("plain")
    assert {path.rpartition(".")[2] for path in first} >= {"docx", "pptx", "pdf", "html", "json"}
    for name, files in made.items():
        assert sorted(files) == sorted(first)
        assert [path for path, data in files.items() if data != first[path]] == [], name


def test_another_fact_gives_other_bytes(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    old = built(project / "facts", project / "templates", project / "one", ROOT)
    facts = project / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("value: 11\n", "value: 12\n"), encoding="utf-8")
    new = built(project / "facts", project / "templates", project / "two", ROOT)
    assert all(old[name] != new[name] for name in ("main.docx", "main.pdf", "evidence.html", "ledger.json"))


def test_each_file_names_the_version_of_its_facts(tmp_path: Path) -> None:
    files = built(FACTS, TEMPLATES, tmp_path / "output", ROOT)
    version = json.loads(files["ledger.json"])["facts_version"].encode()
    assert len(version) == 12
    for name in files:
        match name.rpartition(".")[2]:
            case "docx" | "pptx":
                with zipfile.ZipFile(tmp_path / "output" / name) as package:
                    told = b"".join(package.read(part) for part in package.namelist() if part.startswith("docProps/"))
                assert version in told, name
            case "pdf":
                with pikepdf.open(tmp_path / "output" / name) as pdf:
                    said = str(pdf.docinfo) + pdf.Root.Metadata.read_bytes().decode()
                assert version.decode() in said, name
            case "html":
                assert version in files[name], name
