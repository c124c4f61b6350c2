"""The trial of versions tries what is declared, and says what it could not try."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.versions import RECORDED, ROOT, SUPPORTED, interpreter, lowest, main, version

PYPROJECT = """
[project]
name = "tram-reports"
dependencies = ["lxml>=5.4", "PyYAML>=6.0.1"]
[project.optional-dependencies]
sign = ["pyHanko[image]>=0.32"]
dev = ["tram-reports[sign]", "ruff>=0.17.0,<0.18"]
"""
THIS = ".".join(map(str, sys.version_info[:2]))


def test_every_lowest_version_is_asked_for() -> None:
    assert list(lowest(PYPROJECT)) == ["lxml==5.4", "PyYAML==6.0.1", "pyHanko==0.32", "ruff==0.17.0"]


@pytest.mark.parametrize("line", ["lxml", "lxml==5.4", "lxml<6", "lxml>=5.4; sys_platform == 'linux'"])
def test_a_library_without_a_lowest_version_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no lowest version can be read from"):
        list(lowest(PYPROJECT.replace("lxml>=5.4", line)))


def test_all_that_is_declared_has_a_lowest_version() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    declared = tomllib.loads(text)["project"]
    assert len(list(lowest(text))) >= len(declared["dependencies"]) + len(declared["optional-dependencies"]["dev"])
    assert declared["requires-python"] == f">={SUPPORTED[0]}"


def parts(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))


def test_what_is_recorded_names_every_library_and_none_below_its_lowest() -> None:
    pins = [line.split("==") for line in RECORDED.read_text("utf-8").splitlines() if not line.startswith("#")]
    recorded = {name.lower().replace("_", "-"): number for name, number in pins}
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    needed = len(tomllib.loads(text)["project"]["dependencies"])
    bounds = [bound.split("==") for bound in list(lowest(text))[:needed]]
    assert [name for name, number in bounds if parts(recorded[name.lower()]) < parts(number)] == []


def test_a_python_is_found_by_version_or_program(tmp_path: Path) -> None:
    assert interpreter(THIS) == Path(sys.executable)
    assert interpreter(sys.executable) == Path(sys.executable)
    assert version(sys.executable) == THIS
    assert interpreter("2.0") is None
    assert interpreter(str(tmp_path / "python")) is None
    (tmp_path / "python").write_text("#!/bin/sh\nexit 3\n", "utf-8")
    (tmp_path / "python").chmod(0o755)
    assert version(tmp_path / "python") == ""


def test_a_python_that_is_not_there_is_told_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--python", "2.0,nowhere"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 2
    assert all(re.fullmatch(r"(2\.0|nowhere): no such Python was found; .+--python", line) for line in said)
