"""The PDF before independent validators: veraPDF for PDF/UA-1 and PDF/A-3a, outloud for what a screen reader hears.

They are run by a program that takes files and exits with 1 where a finding counts; `JUDGE` names it, or it is called
`judge` and stands on the path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reports.document import Document
from reports.formats.pdf.assembly import write
from reports.theme.fonts import outer_environment
from tests.pdf_files import summary
from tests.sample import document, theme
from tests.test_pdf import ATTACHMENTS

JUDGE = shutil.which(os.environ.get("JUDGE", "judge"))
MODELS = {
    "brief": document("brief"),
    "summary": summary(),
    "letter": summary(paper="Letter", draft=True, evidence_url="https://example.org/evidence.html"),
}

pytestmark = [
    pytest.mark.judges,
    pytest.mark.slow,
    pytest.mark.skipif(JUDGE is None, reason="no validators here; name the program that runs them in JUDGE"),
]


def judged(path: Path) -> tuple[int, str]:
    done = subprocess.run([str(JUDGE), str(path)], capture_output=True, text=True, env=outer_environment(), timeout=300)
    return done.returncode, done.stdout


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_the_validators_find_nothing(model: Document, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(write(model, theme(), ATTACHMENTS))
    code, said = judged(path)
    assert code == 0, said
    assert "verapdf: 0 counted" in said
    assert "outloud: 0 counted" in said


def test_the_validators_find_a_missing_title(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(write(summary(title=()), theme()))
    code, said = judged(path)
    assert code == 1, said
