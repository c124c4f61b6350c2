"""The fuzzer: what it begins with is read as it should be, it sees what is wrong, and it ends in time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from reports.document import Blocks, Footnote, Paragraph, Text
from reports.domain.fact_book import FactBook
from reports.errors import Place, Problem
from reports.load.fact_files import load_facts
from tests.fuzz.__main__ import TARGETS, again, available, main
from tests.fuzz.mutating import mutated
from tests.fuzz.seeds import FOUND, LONGEST, ROOT, found, parts, seeds, words
from tests.fuzz.targets import BrokenRuleError, Parser, facts_target, markdown_target

FOUND_INPUTS = [path for name in TARGETS for path in found(name)]
TEXT = b"The city opened {{ fact('lines') }} lines.^[A note.]\n"


@pytest.mark.parametrize("path", FOUND_INPUTS, ids=lambda path: path.name)
def test_what_was_found_once_is_read_as_it_should_be(path: Path) -> None:
    assert again(path) == 0


def test_every_input_that_was_found_has_a_target() -> None:
    assert sorted(FOUND_INPUTS) == sorted(path for path in FOUND.iterdir() if path.name != "README.md")


def broken(target: Callable[[bytes], None], data: bytes) -> str:
    """Return which rule reading `data` breaks; empty for none."""
    try:
        target(data)
    except BrokenRuleError as failure:
        return str(failure) or "a rule"
    return ""


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_are_read_as_they_should_be(name: str, tmp_path: Path) -> None:
    target = facts_target(tmp_path) if name == "facts" else markdown_target()
    given = seeds(name)
    assert len(given) > 90
    assert [data for data in given if broken(target, data)] == []


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_that_are_changed_are_read_as_they_should_be(name: str, tmp_path: Path) -> None:
    target = facts_target(tmp_path) if name == "facts" else markdown_target()
    given, known = seeds(name), tuple(word.encode() for word in words(name))
    changed = [mutated(given[seed % len(given)], known, LONGEST, seed) for seed in range(400)]
    assert [data for data in changed if broken(target, data)] == []


def parser(*texts: str, problems: tuple[Problem, ...] = ()) -> Parser:
    """Return a parser that finds paragraphs of these texts, whatever it is given."""
    blocks: Blocks = tuple(Paragraph((Text(text),)) for text in texts)
    return lambda text: (blocks, problems)


@pytest.mark.parametrize(
    ("parse", "text", "says"),
    [
        (parser("one"), b"one two", "lost without a problem: '"),
        (parser("one", "two"), b"one", "added without a problem: '"),
        (parser("one"), b"one {{ fact('x') }}", "printed not at all, or more than once, without a problem: .'call-0'"),
        (parser(problems=(Problem(Place("case.md", 9, 1), "is wrong", "mend it"),)), b"one", "behind the end"),
        (parser(problems=(Problem(Place("case.md", 1), "is wrong", "mend it"),)), b"one", "has no line and column"),
        (parser(problems=(Problem(Place("case.md", 1, 1), "is wrong"),)), b"one", "lacks words or cure"),
        (parser(problems=(Problem(Place("other.md", 1, 1), "is wrong", "mend it"),)), b"one", "names another file"),
        (parser(problems=(Problem(Place("case.md", 1, 1), "a " * 9000, "mend it"),)), b"one", "no line that people"),
    ],
)
def test_a_reader_that_loses_adds_or_tells_badly_is_found(parse: Parser, text: bytes, says: str) -> None:
    with pytest.raises(BrokenRuleError, match=says):
        markdown_target(parse)(text)


def test_a_reader_that_does_neither_is_fine() -> None:
    assert not broken(markdown_target(), TEXT)
    assert not broken(markdown_target(parser(problems=(Problem(Place("case.md", 1, 1), "is wrong", "mend it"),))), TEXT)
    assert broken(markdown_target(parser("lost")), TEXT)


def test_a_footnote_that_is_called_twice_is_neither_lost_nor_added() -> None:
    note = Footnote((Text("A note."),))
    target = markdown_target(lambda text: ((Paragraph((Text("x"), note, note)),), ()))
    assert not broken(target, b"x[^a][^a]\n\n[^a]: A note.")
    assert broken(target, b"x[^a]\n\n[^a]: Another.")


@pytest.mark.parametrize("data", [b"\xff\xfe", "\ue000".encode(), b"\x00"])
def test_what_no_template_may_hold_is_not_parsed(data: bytes) -> None:
    parsed: list[str] = []

    def parse(text: str) -> tuple[Blocks, tuple[Problem, ...]]:
        parsed.append(text)
        return (), ()

    markdown_target(parse)(data)
    assert parsed == []


def _silent(folder: Path, shown: str) -> tuple[FactBook, tuple[Problem, ...]]:
    return FactBook({}, {}, {}, "v", ""), ()


def _slow(folder: Path, shown: str) -> tuple[FactBook, tuple[Problem, ...]]:
    import time

    began = time.process_time()
    while time.process_time() - began < 0.11:
        pass
    return load_facts(folder, shown)


@pytest.mark.parametrize(
    ("load", "says"), [(_silent, "neither a fact nor a problem"), (_slow, "of processor time, 0.1 s at most")]
)
def test_a_loader_that_is_silent_or_slow_is_found(
    load: Callable[[Path, str], tuple[FactBook, tuple[Problem, ...]]], says: str, tmp_path: Path
) -> None:
    with pytest.raises(BrokenRuleError, match=says):
        facts_target(tmp_path, load, 0.1)(b"facts: []\n")


def test_changes_follow_their_seed_and_keep_the_length() -> None:
    data, known = TEXT * 3, (b"word",)
    made = [mutated(data, known, 100, seed) for seed in range(60)]
    assert made == [mutated(data, known, 100, seed) for seed in range(60)]
    assert len(set(made)) > 15
    assert max(map(len, made)) <= 100
    assert mutated(b"", known, 100, 1) is not None


def test_long_seeds_are_cut_at_lines_and_nothing_is_lost() -> None:
    chance = Random(1)
    data = b"".join(b"x" * chance.randrange(500) + b"\n" for _ in range(200))
    cut = list(parts(data))
    assert b"".join(cut) == data
    assert max(map(len, cut)) <= LONGEST


def test_flags_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--target", "fcts"]) == 2
    assert main(["--seconds", "1"]) == 2
    assert main(["--again", "facts-nowhere"]) == 2
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == ["--target", "--seconds", "--again"]


def test_an_input_that_still_fails_is_told_with_its_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "markdown-crash-1").write_bytes(TEXT)
    assert again(tmp_path / "markdown-crash-1") == 0
    monkeypatch.setattr("tests.fuzz.__main__.markdown_target", lambda: markdown_target(parser("other")))
    assert again(tmp_path / "markdown-crash-1") == 1
    assert "BrokenRuleError: lost without a problem" in capsys.readouterr().err


def test_without_the_library_the_command_that_installs_it_is_told() -> None:
    code = "import sys; sys.modules['atheris'] = None; from tests.fuzz.__main__ import main; sys.exit(main([]))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.endswith('install it: pip install -e ".[fuzz]"\n')


@pytest.mark.slow
@pytest.mark.skipif(not available(), reason="atheris is not installed: pip install -e '.[fuzz]'")
def test_some_seconds_find_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--seconds", "16"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == list(TARGETS), lines
    assert all(line.endswith(" inputs, 0 found") for line in lines)
    assert code == 0
