"""Nothing of another language is printed: whatever the program words by itself is in the language of the report."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from reports.domain.wording import date_text
from reports.formats.registry import FORMATS, PROJECT_FORMATS
from reports.languages.registry import FOLDER, language
from reports.load.project_folders import folders
from reports.pipeline.composition import Composed, compose_all
from tests.claims_cases import CASES
from tests.second_subject import flat

REPORTS = {"fr": "faits.yaml", "ur": "haqaiq.yaml"}
"""Invented facts whose words are in the language."""
SECTION = """\
# {heading}

{{{{ tiles(tile("reseau", "{label}"), tile("pont", "{label}"), tile("doses", "{label}")) }}}}

{{{{ fact("doses", "statement") }}}} {{{{ cite() }}}}

{{{{ fact("metro", "date") }}}} {{{{ cite("metro") }}}}

{{{{ chart("sommes") }}}}

{{{{ contents() }}}}

{{{{ figures() }}}}

{{{{ sources() }}}}
"""
REPORT = "title: {heading}\nkind: {label}\norganisation: {label}\nlanguage: {code}\nformats: [docx]\nsections: [main]\n"
CHART = """\
kind: bars
title: {heading}
unit: USD million
points:
- fact: hopital
- fact: pont
- fact: compteurs
"""
WORDS = {"fr": ("Le réseau", "le réseau"), "ur": ("نورول کا نیٹ ورک", "نیٹ ورک")}
UNWORDED = re.compile(r"facts\.csv|This Font Software is licensed.*?OFL\b")
"""What a page names that is in no language: a file, and the licence of its fonts."""
LETTERS = re.compile(r"[^\W\d_]{4,}")
"""Shorter words stand in several languages."""


@cache
def said(code: str) -> frozenset[str]:
    """Return everything that the program words by itself in a language, without what is filled in."""
    tables = yaml.safe_load((FOLDER / code / "words.yaml").read_text("utf-8"))
    texts = (text for table in tables.values() if isinstance(table, dict) for text in _texts(table))
    parts = (part.strip(" .,:;()“”·") for text in texts for part in re.split(r"\{[^}]*\}|\|", text))
    return frozenset(part for part in parts if LETTERS.search(part))


def _texts(table: Mapping[str, object]) -> Iterator[str]:
    for value in table.values():
        yield from _texts(value) if isinstance(value, dict) else (str(value),)


def foreign(text: str, code: str) -> list[str]:
    """Return the English words of the program that stand in `text` of another language."""
    own = " ".join(said(code)).casefold()
    words = (word for word in said("en") if word.casefold() not in own)
    return sorted(word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))


def composed(root: Path, code: str) -> Composed:
    """Return a project of one report in a language, composed and audited."""
    heading, label = WORDS[code]
    files = {
        "templates/r/report.yaml": REPORT.format(heading=heading, label=label, code=code),
        "templates/r/main.md": SECTION.format(heading=heading, label=label),
        "templates/charts/sommes.yaml": CHART.format(heading=heading),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "facts").mkdir()
    shutil.copy(CASES / REPORTS[code], root / "facts" / "facts.yaml")
    return compose_all(folders(root))


def written(project: Composed, format: str) -> str:
    """Return the words of the report in a format."""
    [document] = project.documents
    read = FORMATS[format].read(FORMATS[format].write(document, project.templates.theme))
    return flat("\n".join(run.text for run in read.runs))


def evidence(project: Composed) -> str:
    """Return the words of the evidence page."""
    data = PROJECT_FORMATS["html"].write(project.documents, project.book, project.templates.theme, (), ())
    page = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", data.decode(), flags=re.DOTALL)
    return UNWORDED.sub("", flat(page))


@pytest.mark.parametrize("code", REPORTS)
def test_a_word_file_and_the_evidence_page_speak_one_language(tmp_path: Path, code: str) -> None:
    project = composed(tmp_path, code)
    assert foreign(written(project, "docx"), code) == []
    assert foreign(evidence(project), code) == []


@pytest.mark.slow
@pytest.mark.parametrize("code", REPORTS)
def test_a_pdf_speaks_one_language(tmp_path: Path, code: str) -> None:
    assert foreign(written(composed(tmp_path, code), "pdf"), code) == []


def test_english_words_would_be_found() -> None:
    assert foreign("Approved by Ada Rail", "ur") == ["Approved by"]
    assert foreign("Sources: [1]", "fr") == []


@pytest.mark.parametrize(
    ("tag", "date", "words"),
    [("en-GB", "4 May 2031", "grey"), ("en-US", "May 4, 2031", "gray"), ("ur", "4 مئی 2031", "سرمئی")],
)
def test_a_region_has_its_own_dates_and_spelling(tag: str, date: str, words: str) -> None:
    speech = language(tag)
    assert words in speech.word("fills", "plain")
    assert date_text("2031-05-04", speech).replace("\u00a0", " ") == date
