"""The measurement measures the right things: as much work for the peer, one value changed, goals that can be missed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from reports.formats.docx.merge import base_in, review
from reports.formats.finished_file import extract
from reports.load.project_folders import folders
from reports.pipeline.composition import check, compose_all
from reports.pipeline.file_writing import parts_of, write_file
from tests.bench import __main__ as bench
from tests.bench import edited
from tests.bench.__main__ import Line
from tests.bench.grown import GROWTHS, Growth, write
from tests.bench.material import material, sizes
from tests.bench.measure import BrokenRunError, peak_mib, run
from tests.bench.rounds import CPU, Stage, medians, prepare

WORDS = ("value: ", "statement: ", "label: ", "anchor: ", "text: ")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Return the folders of a measurement."""
    return prepare(tmp_path_factory.mktemp("bench"))


@pytest.mark.slow
def test_the_peer_gets_as_many_words_charts_tables_and_slides(stage: Stage) -> None:
    assert set(stage.sizes) >= {"brief", "deck", "summary"}
    assert all(size["words"] > 500 and size["charts"] and size["tables"] for size in stage.sizes.values())
    text = (stage.folder / "material.yaml").read_text("utf-8")
    assert all(f"  {name}:\n" in text for name in stage.sizes)


def test_the_material_is_the_text_of_the_reports(stage: Stage) -> None:

    composed = compose_all(folders(stage.folder))
    content = material(composed)
    assert sizes(composed) == stage.sizes
    assert len(content["charts"]) >= 4  # type: ignore[arg-type]
    reports: dict[str, dict[str, list[dict[str, list[str]]]]] = content["reports"]  # type: ignore[assignment]
    assert len(reports["deck"]["sections"]) == stage.sizes["deck"]["sections"]


def test_one_value_differs_and_all_still_holds(stage: Stage) -> None:
    before = (stage.facts / "facts.yaml").read_text("utf-8").splitlines()
    for changed in stage.changed.values():
        differing = [each for each in zip(before, changed.splitlines(), strict=True) if len(set(each)) > 1]
        assert [line for line, _ in differing if line.startswith("    value: ")]
        assert all(line.lstrip(" -").startswith(WORDS) for line, _ in differing)
    assert len(set(stage.changed.values())) == 2


@pytest.mark.parametrize("growth", GROWTHS, ids=[growth.name for growth in GROWTHS])
def test_a_grown_project_has_nothing_wrong(growth: Growth, tmp_path: Path) -> None:
    write(growth, 3, tmp_path)
    check(folders(tmp_path))


@pytest.mark.parametrize(("growth", "sign"), [(growth, growth.name) for growth in GROWTHS])
def test_a_project_grows_in_what_it_says(growth: Growth, sign: str) -> None:
    small, large = ("".join(growth.make(size).values()) for size in (100, 1000))
    if sign == "facts":
        assert (small == large, growth.facts(100)) == (True, 100)
    else:
        assert 6 < len(large) / len(small) < 14


def test_a_long_brief_is_built_and_edited(tmp_path: Path) -> None:
    write(Growth("edited", 20, 20, edited.pages, lambda _: edited.FACTS), 20, tmp_path)
    check(folders(tmp_path))
    built = {}
    for name in ("before", "after"):
        part = parts_of(compose_all(folders(tmp_path)))[0]
        file = write_file(part).file
        assert file is not None
        built[name] = file.data
        facts = tmp_path / "facts" / "facts.yaml"
        facts.write_text(facts.read_text("utf-8").replace(edited.VALUE, edited.NEXT), encoding="utf-8")
    assert "1,205" in "".join(run.text for run in extract("docx", built["after"]).runs)
    path = tmp_path / "mine.docx"
    path.write_bytes(built["before"])
    edited.edit(path, 6)
    base = base_in(built["before"])
    assert base is not None
    assert {each.kind for each in review(path.read_bytes(), base)} >= {"reworded", "added", "deleted", "formatted"}


def test_a_goal_can_be_missed() -> None:
    assert Line("x", "", "", 0.80, 0.80).met
    assert not Line("x", "", "", 0.81, 0.80).met


def test_ratios_are_taken_round_by_round() -> None:
    rounds = [{"peer": 1.0, "cold": 0.5}, {"peer": 2.0, "cold": 1.0, "edited brief": 1.0}, {"peer": 4.0, "cold": 4.0}]
    assert medians(rounds) == {"peer": (2.0, 1.0), "cold": (1.0, 0.5)}


def test_processor_time_is_held_against_that_of_the_peer() -> None:
    rounds = [{"peer": 4.0, "peer" + CPU: 2.0, "cold": 2.0, "cold" + CPU: 3.0}]
    assert medians(rounds)["cold" + CPU] == (3.0, 1.5)
    assert {line.what: line.met for line in bench.speed(rounds)} == {"cold": True, "cold" + CPU: False}


@pytest.mark.skipif(sys.platform == "win32", reason="children's time is not told there")
def test_the_processor_time_of_children_counts() -> None:
    work = "sum(range(3_000_000))"
    inner = run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"])
    assert inner.cpu > 0.04
    assert run([sys.executable, "-c", "import time; time.sleep(0.3)"]).cpu < 0.25


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(BrokenRunError, match="ended with 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])
    assert run([sys.executable, "-c", "raise SystemExit(3)"], allowed=(3,)).code == 3


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_counts_children() -> None:
    child = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
    alone = peak_mib([sys.executable, "-c", child])
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert alone > 55
    assert peak_mib([sys.executable, "-c", parent]) > alone


@pytest.mark.parametrize(("goal", "code", "verdict"), [(11.0, 0, "met"), (0.001, 1, "MISSED")])
def test_a_missed_goal_ends_with_an_error(
    goal: float, code: int, verdict: str, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "RESULT", tmp_path / "build" / "bench.json")
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    monkeypatch.setattr(bench, "prepare", lambda folder: stage)
    monkeypatch.setattr(bench, "run", lambda command: None)
    monkeypatch.setattr(bench, "one_round", lambda stage: {"peer": 2.0, "cold": 1.0, "unchanged": 0.1})
    monkeypatch.setattr(bench, "memory", lambda stage: Line("memory", "1 MiB", "2 MiB", 1, 400))
    monkeypatch.setattr(bench, "share", lambda: Line("share", "1%", "", 0.01, 0.15))
    monkeypatch.setattr(bench, "at_scale", lambda: [Line("rows", "1 → 10 s", "", 10.0, goal)])
    assert bench.main(["--rounds", "1"]) == code
    written = json.loads((tmp_path / "build" / "bench.json").read_text("utf-8"))
    assert [line["what"] for line in written["lines"]][:2] == ["cold", "unchanged"]
    assert {"met": True, "MISSED": False}[verdict] == all(line["met"] for line in written["lines"])


def test_the_peer_makes_every_report(stage: Stage) -> None:
    pytest.importorskip("pypandoc", reason="needs the extra 'bench'")
    pytest.importorskip("typst", reason="needs the extra 'bench'")
    run(stage.peer())
    made = {path.name for path in (stage.folder / "peer").iterdir()}
    assert {"brief.docx", "deck.pptx", "summary.pdf"} <= made
