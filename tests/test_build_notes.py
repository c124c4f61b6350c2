"""What a build says though nothing is wrong: an exhibit that the text mentions only after it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.formats.registry import FORMATS
from reports.load.template_files import load_templates
from reports.pipeline.build_notes import notes
from tests.narrative_cases import book, composed

TABLE = "::: table Lines {#lines}\n| Line | State |\n|---|---|\n| Harbour | open |\n:::\n"
MENTION = "{{ ref('lines') }} shows them.\n"


@pytest.mark.parametrize(
    ("section", "late"),
    [
        (f"{MENTION}\n{TABLE}", 0),
        (f"{TABLE}\nNothing more is said.\n", 0),
        (f"{TABLE}\n{MENTION}", 1),
        (f"{TABLE}\n{MENTION}\n{MENTION}", 1),
        (f"{MENTION}\n{TABLE}\n{MENTION}", 0),
    ],
)
def test_an_exhibit_mentioned_after_it_stands_is_told_once(section: str, late: int, tmp_path: Path) -> None:
    report = "title: A report\nformats:\n- docx\nlanguage: en-GB\nsections:\n- main\n"
    document, problems = composed({"r/report.yaml": report, "r/main.md": section}, tmp_path)
    assert problems == ()
    assert document
    templates, _ = load_templates(tmp_path, "templates", tuple(FORMATS.values()))
    said = [each for each in notes(book(), templates, (document,)) if "stands before the text mentions it" in each]
    assert len(said) == late
    assert all(each.startswith("templates/r/main.md:") and "Table\u00a01" in each for each in said)
