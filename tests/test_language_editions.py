"""A report in its other languages: one report.yaml, one file a chart, words of its own, and nothing of another language."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from reports.errors import FlagError, InputError, Place
from reports.formats.docx.read import extract_word
from reports.formats.registry import FORMATS
from reports.load.project_folders import folders
from reports.pipeline.composition import check, compose_all
from reports.pipeline.editions.editions import chosen, nobodys
from reports.pipeline.editions.recipients import Recipient
from reports.tools.curating.renaming import rename
from reports.tools.releasing.publishing import Sent, publish
from tests.narrative_cases import FACTS
from tests.second_subject import flat

REPORT = """\
title: Trams of {{ actor("city") }}
kind: Brief
organisation: Transport office
formats:
- docx
- pdf
sections:
- main
editions:
  public:
    marking: Public
    sections:
    - main
languages:
  fr:
    title: Les tramways de la {{ actor("city") }}
    kind: Note
    organisation: Office des transports
    markings:
      public: Pour tous
"""
SECTION = """\
# The city opened {{ fact("lines", "words") }} lines

The city opened {{ fact("lines") }} lines {{ cite() }}.

{{ chart("lines") }}

{{ sources() }}
"""
SECTION_FR = """\
# La ville compte {{ fact("lines", "words") }} lignes

La ville compte {{ fact("lines") }} lignes {{ cite() }}.

{{ chart("lines") }}

{{ sources() }}
"""
CHART = """\
kind: units
title: The city opened {{ fact("lines") }} lines
points:
- fact: lines
  label: Lines opened
  words: of them
languages:
  fr:
    title: La ville compte {{ fact("lines") }} lignes
    texts:
      Lines opened: lignes de tramway
      of them: du réseau
"""
FILES = {
    "main/report.yaml": REPORT,
    "main/main.md": SECTION,
    "main-fr/main.md": SECTION_FR,
    "charts/lines.yaml": CHART,
}


def laid_out(root: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Return a project of one report in two languages, with the files `changed`; an empty one is left out."""
    for name, text in {**FILES, **(changed or {})}.items():
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, encoding="utf-8")
    (root / "facts").mkdir()
    shutil.copy(FACTS, root / "facts" / "facts.yaml")
    return root


def told(root: Path) -> str:
    """Return what `check` refuses, a line each; nothing where it lets the project pass."""
    try:
        check(folders(root))
    except InputError as failure:
        return "\n".join(map(str, failure.problems))
    return ""


def words(project: Path, report: str) -> str:
    """Return the words of the Word file of a report."""
    composed = compose_all(folders(project))
    document = next(each for each in composed.documents if each.info.id == report)
    made = extract_word(FORMATS["docx"].write(document, composed.templates.theme))
    return flat("\n".join(each.text for each in made.runs))


def test_one_report_is_made_in_both_languages(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    made = words(project, "main-fr")
    for said in (
        "Les tramways de la Ville des tramways",
        "lignes de tramway",
        "onze lignes",
        "Personne n’a encore relu",
    ):
        assert said in made
    for said in ("Trams of", "Lines opened", "of them", "Draft", "Brief"):
        assert said not in made
    assert "No person has read" not in words(project, "main")


REPORT_WITHOUT = REPORT.replace("    kind: Note\n", "").replace("      public: Pour tous\n", "      other: Autre\n")
CHART_WITHOUT = CHART.replace('    title: La ville compte {{ fact("lines") }} lignes\n', "").replace(
    "      of them: du réseau\n", "      each: chacune\n"
)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"main/report.yaml": REPORT_WITHOUT}, "report.yaml:15:3: the French kind of the report 'main' is missing"),
        ({"main/report.yaml": REPORT_WITHOUT}, "the French marking of the edition 'public' is missing"),
        (
            {"main-fr/main.md": ""},
            "report.yaml:8:3: the French text of the section 'main' is missing; add main-fr/main.md",
        ),
        ({"charts/lines.yaml": CHART_WITHOUT}, "lines.yaml:2:8: the French title of the chart 'lines' is missing"),
        ({"charts/lines.yaml": CHART_WITHOUT}, "the French text of “of them” in the chart 'lines' is missing"),
        ({"charts/lines.yaml": CHART_WITHOUT}, "lines.yaml:11:13: the chart 'lines' does not say “each”"),
        ({"charts/lines.yaml": CHART.partition("languages")[0]}, "the French text of “Lines opened” in the chart"),
        (
            {"main-fr/main.md": SECTION_FR + '\n{{ fact("lines", "label") }}\n'},
            "has no label in the language 'fr'; add it",
        ),
        ({"main-fr/main.md": SECTION_FR + '\n{{ actor("board") }}\n'}, "has no name of 'board' in the language 'fr'"),
        ({"main/report.yaml": REPORT.replace("  fr:", "  xx:")}, "the language 'xx' is not known"),
        ({"main/report.yaml": REPORT.replace("  fr:", "  en-GB:")}, "'en-GB' is the language of the report already"),
    ],
)
def test_what_a_language_lacks_is_told_with_its_place(tmp_path: Path, changed: Mapping[str, str], said: str) -> None:
    assert said in told(laid_out(tmp_path, changed))


def test_what_stands_in_a_refused_language_is_not_to_be_deleted(tmp_path: Path) -> None:
    """Sections of a language that the program does not speak are no stray files; those of one that nobody declares are."""
    report = REPORT.replace("  fr:\n", "  de:\n").partition("    markings")[0]
    said = told(laid_out(tmp_path, {"main/report.yaml": report, "main-de/main.md": SECTION_FR}))
    assert "the language 'de' is not known" in said
    assert "main-de/main.md" not in said
    assert "main-fr/main.md:1:1: is used by no report" in said


def test_what_is_whole_passes(tmp_path: Path) -> None:
    assert told(laid_out(tmp_path)) == ""


def test_a_report_is_renamed_with_its_languages(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    rename(folders(project), "main", "lines", "report")
    assert sorted(each.name for each in (project / "templates").iterdir()) == ["charts", "lines", "lines-fr"]
    made = {each.info.id: each.info.file("docx") for each in compose_all(folders(project)).documents}
    assert made == {"lines": "main.docx", "lines-fr": "main-fr.docx"}
    kept = json.loads((project / "facts" / "renamed.json").read_text("utf-8"))
    assert kept == [["reports", "main", "lines"], ["reports", "main-fr", "lines-fr"]]


def test_the_name_of_a_language_that_is_taken_is_told(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    (project / "templates" / "lines-fr").mkdir()
    with pytest.raises(FlagError, match="templates/lines-fr is there already"):
        rename(folders(project), "main", "lines", "report")
    assert (project / "templates" / "main-fr").is_dir()
    assert not (project / "facts" / "renamed.json").exists()


REGION = REPORT.partition("languages:")[0] + "languages:\n  en-US: {}\n"


def test_a_region_takes_over_what_it_does_not_word_again(tmp_path: Path) -> None:
    project = laid_out(tmp_path, {"main/report.yaml": REGION, "main-fr/main.md": ""})
    assert "April 2, 2031" in words(project, "main-en-us")
    assert "2 April 2031" in words(project, "main")


def test_nobody_gets_a_translation_that_nobody_has_read(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    with pytest.raises(InputError, match="nobody has read the French translation of 'main'"):
        publish(folders(project), Sent("0.1", ("main-fr",)))
    templates = compose_all(folders(project)).templates
    reader = Recipient("Ada Rail", "", "fr", "public", "ada@example.org", Place("list.csv", 2))
    assert chosen([reader], templates)[reader].report == "main-fr"
    assert [each.what for each in nobodys(["main-fr"], templates)] == [
        "nobody has read the French translation of 'main'"
    ]
    assert list(nobodys(["main"], templates)) == []


def test_a_translation_that_somebody_has_read_goes_the_way_of_its_report(tmp_path: Path) -> None:
    read = REPORT.replace("    kind: Note\n", "    kind: Note\n    approved_by: Inès Torre\n")
    project = laid_out(tmp_path, {"main/report.yaml": read})
    assert "Personne n’a encore relu" not in words(project, "main-fr")
    composed = compose_all(folders(project))
    assert list(nobodys(["main-fr"], composed.templates)) == []
