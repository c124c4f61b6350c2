"""Same input, same bytes, whoever builds, where and when; and each file says which facts it was made from. Slow."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
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
    output.mkdir(parents=True, exist_ok=True)
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


def test_same_bytes_wherever_the_project_lies(tmp_path: Path) -> None:
    made = []
    for place in (tmp_path / "here", tmp_path / "somewhere" / "el se"):
        shutil.copytree(FACTS, place / "facts")
        shutil.copytree(TEMPLATES, place / "templates")
        made.append(built(place / "facts", place / "templates", place / "output", ROOT))
    first, second = made
    assert sorted(first) == sorted(second)
    assert [name for name, data in first.items() if data != second[name]] == []
    assert b'"where": "templates/' in first["ledger.json"]
    assert not [name for name, data in second.items() if b"el se" in data]


def test_time_stamps_say_what_the_environment_asks_for(tmp_path: Path) -> None:
    made = {
        name: built(FACTS, TEMPLATES, tmp_path / name, ROOT, SOURCE_DATE_EPOCH=epoch, TZ=zone)
        for name, epoch, zone in (
            ("unset", "", "UTC"),
            ("one", "1767225601", "Asia/Karachi"),
            ("again", "1767225601", "America/St_Johns"),
        )
    }
    assert made["one"] == made["again"]
    assert stamps(made["one"]) == {"2026-01-01T00:00:01Z"}
    assert not stamps(made["unset"]) & stamps(made["one"])
    assert "content" in made["one"]["ledger.json"].decode()
    same = [name for name, data in made["one"].items() if data == made["unset"][name]]
    assert {"facts.csv"} <= set(same), "a file without time stamps stays as it is"
    assert not [name for name in same if name.endswith(("docx", "pptx", "pdf", "html"))]


def test_a_time_stamp_that_is_none_ends_the_build(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    call = [sys.executable, "-m", "invoke", "build-reports", *(f"--{n}={project / n}" for n in ("facts", "templates"))]
    call += [f"--output={project / 'output'}"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "yesterday"}
    done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH: 'yesterday' is no moment" in done.stderr
    assert done.stderr.endswith("1 problem; more may show once this is mended; nothing was written\n")
    assert not (project / "output").exists()


def test_a_person_s_file_keeps_its_own_time_stamps_and_gives_the_same_bytes(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    folders = (project / "facts", project / "templates")
    first = built(*folders, tmp_path / "first", ROOT, SOURCE_DATE_EPOCH="1767225601")
    edited = saved_by_a_person(first["main.docx"])
    made = []
    for name, epoch in (("one", "1767225601"), ("two", "1767225601"), ("later", "1798761600")):
        shutil.copytree(tmp_path / "first", tmp_path / name)
        (tmp_path / name / "main.docx").write_bytes(edited)
        made.append(built(*folders, tmp_path / name, ROOT, SOURCE_DATE_EPOCH=epoch))
    one, two, later = made
    assert one["main.docx"] == two["main.docx"] == later["main.docx"] != first["main.docx"]
    assert stamps({"main.docx": one["main.docx"]}) == {"2026-01-01T00:00:01Z", "2027-05-06T07:08:09Z"}
    assert stamps({"main.pdf": later["main.pdf"]}) == {"2027-01-01T00:00:00Z"}


def saved_by_a_person(data: bytes) -> bytes:
    """Return a Word file as a person saved it in May 2027, with a word changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2027-05-06T07:08:09Z", part)
            if name == "word/document.xml":
                assert b"The city opened " in part
                part = part.replace(b"The city opened ", b"The town opened ", 1)
            new.writestr(name, part)
    return target.getvalue()


def stamps(files: Mapping[str, bytes]) -> set[str]:
    """Return the time stamps inside finished files, workbooks and attachments included, in UTC."""
    found: set[str] = set()
    for name, data in files.items():
        match name.rpartition(".")[2]:
            case "docx" | "pptx" | "xlsx":
                with zipfile.ZipFile(io.BytesIO(data)) as package:
                    parts = {each: package.read(each) for each in package.namelist()}
                found |= stamps({each: part for each, part in parts.items() if each.endswith(".xlsx")})
                found |= set(re.findall(r"\d{4}-\d\d-\d\dT[0-9:]+Z", parts["docProps/core.xml"].decode()))
            case "pdf":
                with pikepdf.open(io.BytesIO(data)) as pdf:
                    dates = [str(pdf.docinfo[key]) for key in ("/CreationDate", "/ModDate")]
                    params = [each.obj.EF.F.Params for each in pdf.attachments.values()]
                    dates += [str(each[key]) for each in params for key in ("/CreationDate", "/ModDate")]
                    xmp = pdf.Root.Metadata.read_bytes().decode()
                found |= {re.sub(r"D:(....)(..)(..)(..)(..)(..)Z", r"\1-\2-\3T\4:\5:\6Z", each) for each in dates}
                found |= set(re.findall(r"<xmp:(?:Create|Modify)Date>([^<]+)", xmp))
    return found


def test_another_fact_gives_other_bytes(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    old = built(project / "facts", project / "templates", project / "one", ROOT)
    facts = project / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("11", "12"), encoding="utf-8")
    new = built(project / "facts", project / "templates", project / "two", ROOT)
    assert all(old[name] != new[name] for name in ("main.docx", "main.pdf", "evidence.html", "ledger.json"))


def test_each_file_names_the_version_of_its_facts(tmp_path: Path) -> None:
    files = built(FACTS, TEMPLATES, tmp_path / "output", ROOT)
    ledger = json.loads(files["ledger.json"])
    assert ledger["files"]["evidence.html"]["facts_version"] == ledger["facts_version"]
    for name, entry in ledger["files"].items():
        version = entry["facts_version"].encode()
        assert len(version) == 12
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
