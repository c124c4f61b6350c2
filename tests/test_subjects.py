"""The engine knows no subject: no name of the first or of the second stands in it, and the second builds as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.document import CrossRef, Document, FactRef, Figure, Heading, Panel, Table, Tiles, plain, walk
from reports.load.fact_files import load_facts
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from tests.second_subject import FACTS, ROOT, TEMPLATES

NEVER = ("mineral", "cobalt", "lithium", "memorandum", "ministerial", "rivière", "seuil", "frayère")
"""Words of the subjects that are no names."""
SCRIPTS = frozenset({"Chinese"})
"""Names of the subjects that writing systems have as well."""
TEXTS = (".py", ".yaml", ".css", ".js", ".html", ".json", ".md", ".txt")


def names() -> Iterator[str]:
    """Yield every name of both subjects, and the last names of people; codes such as that of a currency are none."""
    for folder in (ROOT / "facts", FACTS):
        book, _ = load_facts(folder, "facts")
        for actor in book.actors.values():
            yield from (name for name in actor.names if len(name) > len("E.U.") and name not in SCRIPTS)
            if actor.kind == "person":
                yield actor.name.split()[-1]


def spoken(text: str, words: Iterator[str] | tuple[str, ...]) -> list[str]:
    """Return those of `words` that stand in `text`, whole and as they are written."""
    return [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


@pytest.mark.parametrize(
    "path",
    sorted(p for p in (ROOT / "reports").rglob("*") if p.suffix in TEXTS),
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_no_word_of_a_subject_stands_in_the_engine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert spoken(text, tuple(KNOWN)) == []
    assert [word for word in NEVER if word in text.casefold()] == []


KNOWN = tuple(dict.fromkeys(names()))


def test_a_word_of_a_subject_is_found() -> None:
    assert len(KNOWN) > 60
    assert spoken("The Fonds Courlis pays.", KNOWN) == ["Fonds Courlis"]
    assert spoken("The FondsCourlis pays.", KNOWN) == []


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Return the reports of the second subject."""
    composed = compose_all(folders(ROOT, str(FACTS), str(TEMPLATES)))
    return {document.info.id: document for document in composed.documents}


def test_three_reports_of_three_formats(documents: dict[str, Document]) -> None:
    assert {id: document.info.formats for id, document in documents.items()} == {
        "note": ("docx",),
        "expose": ("pptx",),
        "synthese": ("pdf",),
    }


def test_they_hold_what_reports_are_made_of(documents: dict[str, Document]) -> None:
    blocks = documents["note"].blocks
    kinds = {node.spec.kind for node in walk(blocks) if isinstance(node, Figure)}
    assert kinds == {"units", "bars", "lollipop", "timeline", "dots"}
    assert {node.kind for node in walk(blocks) if isinstance(node, Panel)} >= {"bottom-line", "gap", "analysis"}
    assert any(isinstance(node, Tiles) for node in walk(blocks))
    tables = [node for node in walk(blocks) if isinstance(node, Table)]
    assert [plain(table.caption) for table in tables if table.number] == [
        "Port-Lierre est citée dans chaque rôle",
        "Ce que chaque bailleur a fait",
        "Là où les sources diffèrent",
    ]


def test_figures_dates_and_numbers_are_french(documents: dict[str, Document]) -> None:
    said = {(ref.fact_id, ref.format): ref.text for ref in walk(documents["note"].blocks) if isinstance(ref, FactRef)}
    expected = {
        ("budget-annonce", "figure"): "plus de 1,24␣milliard␣d’euros",
        ("pret-banque", "figure"): "jusqu’à 850␣millions␣d’euros",
        ("subvention-fonds", "figure"): "environ 120,50␣millions␣d’euros",
        ("lettres-mecenes", "figure"): "près de 200␣millions␣d’euros",
        ("digue-montant", "figure"): "non précisé",
        ("emplois", "figure"): "des dizaines d’emplois",
        ("lineaire", "full"): "environ 1␠240␣kilomètres",
        ("debit-reserve", "full"): "entre 3,5 et 5,2␣mètres␣cubes␣par␣seconde",
        ("accord-signe", "date"): "1er␣mars␣2031",
        ("presidence", "date"): "du 4␣mars␣2031 au 31␣août␣2031",
        ("travaux-periode", "date"): "d’avril␣2031 à novembre␣2031 (date déduite)",
        ("seuils-conventions", "words"): "neuf",
        ("critique-pecheurs", "quotation"): "«␣un chantier sans boussole␣»",
    }
    shown = {key: text.replace("\u00a0", "␣").replace("\u202f", "␠") for key, text in said.items()}
    assert {key: shown.get(key) for key in expected} == expected


def test_furniture_is_french(documents: dict[str, Document]) -> None:
    document = documents["note"]
    refs = [node.text for node in walk(document.blocks) if isinstance(node, CrossRef)]
    assert refs == ["Figure\u00a01"]
    notes = [plain(node.spec.note) for node in walk(document.blocks) if isinstance(node, Figure)]
    assert any(note.startswith("Plein\u00a0: signé\u00a0; hachures serrées\u00a0: conclu") for note in notes)
    assert any(note.startswith("> plus de, ≤ jusqu’à, ≈ environ.") for note in notes)
    assert document.info.as_of_text == "3\u00a0avril\u00a02031"
    assert plain(document.info.basis) == "Établi sur trois documents"
    headings = [plain(node.inlines) for node in document.blocks if isinstance(node, Heading)]
    assert headings[0] == "Le Syndicat a signé neuf conventions"
