"""Paragraphs on the facts of whole projects, most written before the rules were read: how many the audit judges rightly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.claims_cases import Case, cases, told

ROOT = Path(__file__).parent.parent
SETS: dict[str, tuple[str, str | Path]] = {
    "held-project.txt": ("en-GB", ROOT / "facts"),
    "held-policy.txt": ("en-GB", ROOT / "facts"),
    "held-clinic.txt": ("en-GB", "clinic.yaml"),
    "held-power.txt": ("en-GB", "power.yaml"),
    "held-lake.txt": ("en-GB", "lake.yaml"),
    "held-meals.txt": ("en-GB", "meals.yaml"),
    "held-flood.txt": ("en-GB", "flood.yaml"),
    "held-nightbus.txt": ("en-GB", "nightbus.yaml"),
    "held-reef.txt": ("en-GB", "reef.yaml"),
    "held-vaccine.txt": ("en-GB", "vaccine.yaml"),
    "held-ferry.txt": ("en-GB", "ferry.yaml"),
    "held-water.txt": ("en-GB", "water.yaml"),
    "held-hospital.txt": ("en-GB", "hospital.yaml"),
    "held-rail.txt": ("en-GB", "rail.yaml"),
    "held-fishery.txt": ("en-GB", "fishery.yaml"),
    "held-campus.txt": ("en-GB", "campus.yaml"),
    "held-opera.txt": ("en-GB", "opera.yaml"),
    "held-grain.txt": ("en-GB", "grain.yaml"),
    "held-post.txt": ("en-GB", "post.yaml"),
    "held-forest.txt": ("en-GB", "forest.yaml"),
    "held-gare.txt": ("fr-FR", "gare.yaml"),
    "held-stadium.txt": ("en-GB", "stadium.yaml"),
    "held-shifa.txt": ("ur", "shifa.yaml"),
    "held-metro.txt": ("ur", "metro.yaml"),
    "held-kutub.txt": ("ur", "kutub.yaml"),
    "held-airport.txt": ("en-GB", "airport.yaml"),
    "held-housing.txt": ("en-GB", "housing.yaml"),
    "held-customs.txt": ("en-GB", "customs.yaml"),
    "held-orbit.txt": ("en-GB", "orbit.yaml"),
    "held-quake.txt": ("en-GB", "quake.yaml"),
    "held-library.txt": ("en-GB", "library.yaml"),
    "held-prison.txt": ("en-GB", "prison.yaml"),
    "held-universite.txt": ("fr-FR", "universite.yaml"),
    "held-peche.txt": ("fr-FR", "peche.yaml"),
    "held-tunnel.txt": ("fr-FR", "tunnel.yaml"),
    "held-musee.txt": ("fr-FR", "musee.yaml"),
    "held-vignoble.txt": ("fr-FR", "vignoble.yaml"),
    "held-ecole.txt": ("fr-FR", "ecole.yaml"),
    "held-lunette.txt": ("fr-FR", "lunette.yaml"),
    "held-hopital.txt": ("fr-FR", "hopital.yaml"),
    "held-norvale.txt": ("en-GB", "facts.yaml"),
    "held-norval.txt": ("fr-FR", "faits.yaml"),
    "held-gallery.txt": ("en-GB", ROOT / "tests" / "subjects" / "gallery" / "facts"),
    "held-bulletin.txt": ("en-GB", ROOT / "tests" / "subjects" / "bulletin" / "facts"),
    "held-fleuve.txt": ("fr-FR", ROOT / "tests" / "subjects" / "fleuve" / "facts"),
}
"""File of cases to its language and its facts."""
UPGRADES = frozenset({"upgrade", "follow", "heading", "label"})
"""Groups of poison that raise a status."""
GROUPS = {"upgrades": 0.95, "other": 0.85}
"""Share of each kind of poison that must be caught."""
ALARMS = 0.03
"""Share of plain sentences and of those on facts that may be refused at most."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[tuple[Case, bool], ...]]:
    folder = tmp_path_factory.mktemp("held")
    return {
        name: tuple((case, bool(found)) for case, found in told(cases(name), folder / name, language, facts))
        for name, (language, facts) in SETS.items()
    }


@pytest.mark.parametrize("name", SETS)
def test_what_is_judged_wrongly_is_what_the_file_says(
    name: str, judged: dict[str, tuple[tuple[Case, bool], ...]]
) -> None:
    assert [case.text for case, refused in judged[name] if refused != case.refuse] == [
        case.text for case, _ in judged[name] if case.wrong
    ]


def test_poison_is_caught_and_plain_words_pass(judged: dict[str, tuple[tuple[Case, bool], ...]]) -> None:
    every = [each for several in judged.values() for each in several]
    kinds = Counter[tuple[str, bool]]()
    for case, refused in every:
        group = "upgrades" if case.group in UPGRADES else "other" if case.refuse else "allowed"
        kinds[group, refused] += 1
    for group, share in GROUPS.items():
        assert kinds[group, True] >= share * (kinds[group, True] + kinds[group, False])
    assert kinds["allowed", True] <= ALARMS * (kinds["allowed", True] + kinds["allowed", False])
    assert min(kinds["upgrades", True], kinds["other", True], kinds["allowed", False]) >= 120


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("Closed on {bloom-days}, twice the {bloom-days-2025} ^.", "derived_from: bloom-days, bloom-days-2025; formula: a / b"),
        ("Down to {trout}, a quarter of {load} ^.", 'print it with {{ fact("…") }}'),
        ("Twice as warm, at {temperature} ^.", 'print the figure of the fact that stands here, {{ fact("temperature") }}'),
    ],
)  # fmt: skip
def test_a_ratio_in_words_is_told_with_what_works_it_out(tmp_path: Path, text: str, cure: str) -> None:
    (_, found), *_ = told((Case(refuse=True, group="figures", text=text),), tmp_path, "en-GB", "lake.yaml")
    assert any("is a figure that no fact stands behind" in each and cure in each for each in found), found
