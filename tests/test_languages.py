"""A language is one folder and one row; one that lacks something is refused as a whole, by name and place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.formats.docx.read import extract_word
from reports.languages.currencies import spellings
from reports.languages.registry import LANGUAGES, lacking, language, languages
from tests.scratch_copy import command, replaced, run, scratch_copy
from tests.test_build import laid_out

REPORT = """title: Ein Bericht
kind: Bericht
language: de-DE
organisation: Verkehrsamt
status: final
formats:
- docx
sections:
- main
"""
SECTION = """# Die Linien

Es gibt {{ fact("lines") }} {{ cite() }}.

{{ sources() }}
"""
ROW = """GERMAN = Language(code="de", name="Deutsch", direction="ltr")
LANGUAGES: tuple[Language, ...] = (ENGLISH, FRENCH, URDU, GERMAN)"""
WORDS = {
    "audit.yaml": {"  seventeen: 17\n": "  siebzehn: 17\n"},
    "words.yaml": {
        "  contents: In this brief\n": "  contents: Inhalt\n",
        "  sources: 'Sources: {list}.'\n": "  sources: 'Quellen: {list}.'\n",
        "  approved-on: Approved by {name}, {date}\n": "  approved-on: Freigegeben von {name}, {date}\n",
    },
}


def add_german(copy: Path, *, row: bool = True) -> Path:
    """Add German to the languages of the copy: a folder, and a row in the registry. Return the folder."""
    rooms = copy / "reports" / "languages"
    if row:
        replaced(rooms / "registry.py", "LANGUAGES: tuple[Language, ...] = (ENGLISH, FRENCH, URDU)", ROW)
    shutil.copytree(rooms / "en", rooms / "de")
    for name, words in WORDS.items():
        for old, new in words.items():
            replaced(rooms / "de" / name, old, new)
    return rooms / "de"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project of one report in German."""
    made = laid_out(tmp_path, {"main/report.yaml": REPORT, "main/main.md": SECTION})
    facts = made / "facts" / "facts.yaml"
    return made if facts.exists() else tmp_path


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package that speaks German."""
    made = scratch_copy(tmp_path_factory.mktemp("package"))
    add_german(made)
    return made


@pytest.mark.slow
def test_adding_a_language(copy: Path, project: Path) -> None:
    done = command(copy, project, "build-reports")
    assert (done.returncode, done.stderr) == (0, "")
    assert command(copy, project, "approve", "main", "--by", "Die Leitung").returncode == 0
    assert command(copy, project, "build-reports").returncode == 0
    text = "\n".join(each.text for each in extract_word((project / "output" / "main.docx").read_bytes()).runs)
    assert "Freigegeben von Die Leitung" in text
    assert "Approved" not in text
    section = project / "templates" / "main" / "main.md"
    replaced(section, "{{ cite() }}.", "{{ cite() }}. Dazu kommen siebzehn Abkommen.")
    told = command(copy, project, "check")
    assert told.returncode == 1
    assert "“siebzehn” is a figure that no fact stands behind" in told.stderr
    replaced(section, "siebzehn Abkommen", "Abkommen")
    assert command(copy, project, "check").returncode == 0


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("words.yaml", "  contents: Inhalt\n", "de/words.yaml: the language 'de' lacks 'furniture: contents'"),
        ("words.yaml", "  letter-of-interest: letter of interest\n", "lacks 'statuses: letter-of-interest'"),
        ("audit.yaml", re.compile(r"^unknown: .*\n", re.MULTILINE), "de/audit.yaml: the language 'de' lacks 'unknown'"),
        ("terms.yaml", "", "reports/languages/de: the language 'de' lacks terms.yaml"),
    ],
)
def test_what_a_language_lacks_is_told_by_name(
    tmp_path: Path, project: Path, file: str, line: str | re.Pattern[str], said: str
) -> None:
    copy = scratch_copy(tmp_path / "package")
    path = add_german(copy) / file
    if line:
        text, count = re.subn(re.escape(line) if isinstance(line, str) else line, "", path.read_text("utf-8"))
        assert count == 1
        path.write_text(text, encoding="utf-8")
    else:
        path.unlink()
    for name in ("check", "build-reports"):
        done = command(copy, project, name)
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert not list((project / "output").glob("*"))


def test_a_folder_without_a_row_is_no_language(tmp_path: Path, project: Path) -> None:
    copy = scratch_copy(tmp_path / "package")
    add_german(copy, row=False)
    done = command(copy, project, "check")
    assert done.returncode == 1
    assert "the language 'de-DE' is not known; use one of en, fr, ur, or add a folder and a row" in done.stderr


@pytest.mark.parametrize("code", languages())
def test_each_language_is_whole(code: str) -> None:
    assert lacking(code) == ()
    tables = language(code).tables
    assert set(tables["statuses"]) == set(map(str, Status))
    assert set(tables["hedges"]) == set(tables["hedge-words"]) == set(tables["symbols"]) == set(map(str, Qualifier))
    assert [each.code for each in LANGUAGES].count(code) == 1


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("statuses", "    ANNOUNCED = (", "the status 'new-one' does not say what it licenses"),
        ("qualifiers", '    EXACTLY = "exactly"', "the qualifier 'new-one' does not say what it means"),
    ],
)
def test_a_status_or_a_qualifier_without_its_row_is_refused(tmp_path: Path, file: str, row: str, said: str) -> None:
    copy = scratch_copy(tmp_path)
    replaced(copy / "reports" / "domain" / f"{file}.py", row, f'    NEW = "new-one"\n{row}')
    assert said in run(copy, "-c", f"import reports.domain.{file}").stderr


@pytest.mark.parametrize(
    ("tag", "code", "noun", "none"),
    [("en-GB", "NOK", "kroner", "norwegian"), ("fr", "NOK", "couronnes", "kroner"), ("fr", "PKR", "roupies", "rupees")],
)
def test_a_currency_is_known_by_its_noun(tag: str, code: str, noun: str, none: str) -> None:
    known = spellings(code, language(tag).currencies[code])
    assert noun in known
    assert none not in known
