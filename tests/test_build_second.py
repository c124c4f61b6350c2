"""The second subject through the command and through the library: words, numbers, colours, bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.load.project_folders import folders
from reports.pipeline.build import build
from reports.pipeline.build_results import BuildResult
from tests.second_subject import FACTS, ROOT, TEMPLATES, colours_of, flat, text_of

NAMES = ("expose-aulnee.pptx", "note-aulnee.docx", "synthese-aulnee.pdf")
FORMATS = {name.rpartition(".")[2]: name for name in NAMES}


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Return what `invoke` said to `arguments`, in a process of its own."""
    run = [sys.executable, "-m", "invoke", *arguments]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the command wrote."""
    folder = tmp_path_factory.mktemp("second")
    done = command("build-reports", "--facts", str(FACTS), "--templates", str(TEMPLATES), "--output", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("written: ")
    assert all(name in done.stdout.splitlines()[-1] for name in NAMES)
    return folder


@pytest.fixture(scope="module")
def texts(output: Path) -> dict[str, str]:
    """Return the words of each file, on one line, by format."""
    return {kind: flat(text_of(output / name)) for kind, name in FORMATS.items()}


def test_the_library_builds_the_same_bytes(output: Path, tmp_path: Path) -> None:
    built = build(folders(ROOT, str(FACTS), str(TEMPLATES), str(tmp_path)))
    assert isinstance(built, BuildResult)
    assert (built.exit_code, built.skipped) == (0, ())
    made = sorted(path.name for path in built.written)
    assert set(made) >= set(NAMES)
    for name in made:
        assert (tmp_path / name).read_bytes() == (output / name).read_bytes(), name


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize(
    "words",
    [
        "Aulnée : où en est",
        "plus de 1,24 milliard d’euros",
        "Seuils, argent et poissons, d’après des documents inventés",
        "3 avril 2031",
        "Déclaré · plus de",
        "Ce qui s’est passé",
        "Sources : [1]",
        "≤ jusqu’à",
        "1 240",
        "≈ 120,50",
        "38,5 %",
        "non précisé",
        "Éditeur non précisé",
        "Sans date",
        "Consulté le 2 avril 2031",
    ],
)
def test_all_three_speak_french(texts: dict[str, str], kind: str, words: str) -> None:
    assert words.casefold() in texts[kind].casefold()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("docx", "Observatoire des Rivières"),
        ("pdf", "Observatoire des Rivières"),
        ("docx", "Sommaire"),
        ("docx", "Tableau 1."),
        ("docx", "« un chantier sans boussole »"),
        ("docx", "« un cap »"),
        ("docx", "du 4 mars 2031 au 31 août 2031"),
        ("docx", "1er mars 2031"),
        ("docx", "Nous retenons"),
        ("docx", "jusqu’à 850 millions d’euros"),
        ("docx", "lettres de mécènes"),
        ("docx", "neuf conventions"),
        ("docx", "Analyse"),
        ("pptx", "Question probable"),
        ("pptx", "Nous retenons"),
        ("pptx", "au 3 avril 2031"),
        ("pptx", "environ 120,50 millions d’euros"),
        ("pdf", "page 1 sur"),
        ("pdf", "Figure 1."),
        ("pdf", "Tableau 1."),
        ("pdf", "neuf conventions"),
    ],
)
def test_each_speaks_of_its_own(texts: dict[str, str], kind: str, words: str) -> None:
    assert words.casefold() in texts[kind].casefold()


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_no_english_word_of_the_program_is_left(output: Path, kind: str) -> None:
    """But for names of series in a chart's data and labels in the speaker notes."""
    text = flat(text_of(output / FORMATS[kind], "charts/|notesSlide"))
    english = (
        "not stated",
        "Sources:",
        "Source:",
        "more than",
        "about ",
        "As of",
        " of 2",
        "Table 1",
        "Accessed",
        "Likely",
    )
    assert [word for word in english if word in text] == []
    assert "Sources : [" in text


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_its_own_look_and_not_the_default_one(output: Path, kind: str) -> None:
    colours = colours_of(output / FORMATS[kind])
    assert {"1D2B22", "1F5C3A", "7A1F5C", "EAF1EC", "4B5A50"} <= colours
    assert not {"14213D", "0F4C5C", "A6541F", "F4EFE6", "4A5563"} & colours


def test_the_ledger_names_files_versions_and_uses(output: Path) -> None:
    ledger = json.loads((output / "ledger.json").read_text("utf-8"))
    assert sorted(name for name in ledger["files"] if name in NAMES) == list(NAMES)
    assert ledger["files"]["evidence.html"]["facts_version"] == ledger["facts_version"]
    assert len({entry["facts_version"] for entry in ledger["files"].values()}) == len(ledger["files"])
    assert {use["report"] for use in ledger["uses"]["budget-annonce"]} == {"note", "expose", "synthese"}
    assert ledger["unused"] == []
