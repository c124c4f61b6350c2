"""A brief that somebody saves as .odt and again as .docx: that alone changes no word, and an edit before it is still seen."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reports.formats.docx import reviewed, with_base
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, w
from reports.pipeline.composition import compose_all
from reports.theme.fonts import outer_environment
from tests.second_subject import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.office,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]
LONG = 40
"""Letters of words that stand in one place only."""


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return the brief with its base, and the base to keep beside it.

    No heading begins a page: LibreOffice turns that, in files of its own kind, into a break in the paragraph before or behind.
    """
    root = tmp_path_factory.mktemp("project")
    for name in ("facts", "templates"):
        shutil.copytree(ROOT / name, root / name)
    for path in (root / "templates").rglob("*.md"):
        path.write_text(re.sub(r"\s*\{page=new\}", "", path.read_text("utf-8")), encoding="utf-8")
    composed = compose_all(folders(root))
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


def bold(data: bytes) -> tuple[bytes, str]:
    """Return a Word file in which somebody made a few words of the text bold, and those words."""
    package = Package.read(data)
    texts = [each for each in package.tree(package.main).iter(w("t").tag) if len(each.text or "") > LONG]
    text = next(each for each in texts if next(each.iterancestors(w("tbl").tag), None) is None and _plain(each))
    run = text.getparent()
    assert run is not None
    properties = run.find(w("rPr").tag)
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    properties.append(w("b"))
    return package.pack(), text.text or ""


def _plain(text: Element) -> bool:
    """Return whether a text stands in a paragraph of the running text."""
    holder = next(text.iterancestors(w("p").tag))
    style = holder.find(f"{w('pPr').tag}/{w('pStyle').tag}")
    return style is not None and style.get(w("val").tag) == "BodyText"


def test_a_save_as_odt_and_back_changes_no_word(brief: tuple[bytes, bytes], tmp_path: Path) -> None:
    data, beside = brief
    found = list(reviewed(by_way_of_odt(data, tmp_path), beside))
    assert [each for each in found if not each.head.endswith(": formatted")] == []
    assert len(found) <= 1, "a heading whose style LibreOffice writes out"


def test_what_was_made_bold_is_still_seen_after_it(brief: tuple[bytes, bytes], tmp_path: Path) -> None:
    data, beside = brief
    edited, words = bold(data)
    found = list(reviewed(by_way_of_odt(edited, tmp_path), beside))
    assert any(words.split(".")[0].strip() in str(each) for each in found)
