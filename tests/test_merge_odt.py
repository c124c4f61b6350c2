"""A brief that somebody saves as .odt and again as .docx: that alone is no edit, and what was edited before is still seen."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from reports.formats.docx import reviewed, with_base
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import w
from reports.pipeline.composition import compose_all
from reports.theme.fonts import outer_environment
from tests.second_subject import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]
TYPED = "Put the questions to the State Department"


@pytest.fixture(scope="module")
def brief() -> tuple[bytes, bytes]:
    """Return the brief with its base, and the base to keep beside it."""
    composed = compose_all(folders(ROOT))
    report = next(each for each in composed.documents if "docx" in each.info.formats)
    return with_base(FORMATS["docx"].write(report, composed.templates.theme), report)


def by_way_of_odt(data: bytes, folder: Path) -> bytes:
    """Return a Word file after LibreOffice has saved it as .odt and that as .docx."""
    (folder / "brief.docx").write_bytes(data)
    for kind, source, target in (("odt", "brief.docx", folder), ("docx", "brief.odt", folder / "again")):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        call = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(folder / source)]
        subprocess.run(call, check=True, capture_output=True, timeout=200, env=outer_environment())
    return (folder / "again" / "brief.docx").read_bytes()


def bold(data: bytes) -> bytes:
    """Return a Word file in which somebody made a few words bold."""
    package = Package.read(data)
    text = next(each for each in package.tree(package.main).iter(w("t").tag) if TYPED in (each.text or ""))
    run = text.getparent()
    assert run is not None
    properties = run.find(w("rPr").tag)
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    properties.append(w("b"))
    return package.pack()


def test_a_save_as_odt_and_back_is_no_edit(brief: tuple[bytes, bytes], tmp_path: Path) -> None:
    data, beside = brief
    assert list(reviewed(by_way_of_odt(data, tmp_path), beside)) == []


def test_what_was_made_bold_is_still_seen_after_it(brief: tuple[bytes, bytes], tmp_path: Path) -> None:
    data, beside = brief
    [found] = reviewed(by_way_of_odt(bold(data), tmp_path), beside)
    assert TYPED in str(found)
