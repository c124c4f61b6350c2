"""Feed the readers of fact files and of Markdown with inputs that nobody thought of, for a bounded time.

Usage: python -m tests.fuzz [--seconds N] [--target facts] [--again FILE]. What is found lies in build/fuzz, one file each.
Exit code 0: nothing found; 1: something found; 2: a flag that cannot be used; 3: the library is missing; 130: interrupted.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import traceback
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.errors import FlagError, MissingLibraryError, ReportError
from tests.fuzz.seeds import ROOT, lay_out, seeds
from tests.fuzz.targets import Target, facts_target, markdown_target

TARGETS = ("facts", "markdown")
BUILD = ROOT / "build" / "fuzz"
INSTALL = 'pip install -e ".[fuzz]"'
LONGEST_INPUT = 8000
"""Bytes."""
HANGS, MEMORY_MIB = 20, 2048
"""Seconds after which an input that does not end is a finding, and the memory likewise."""


def main(arguments: list[str]) -> int:
    """Fuzz each target, or run one input again; print what was found and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=60, help="for all targets together")
    parser.add_argument("--target", default="", help="facts or markdown (default: both, one after the other)")
    parser.add_argument("--again", default="", help="an input that was found: run it once more, with its traceback")
    options = parser.parse_args(arguments)
    try:
        if options.again:
            return again(Path(options.again))
        return fuzzed(_chosen(options.target), options.seconds)
    except ReportError as failure:
        sys.stderr.write(f"{failure}\n")
        return failure.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; what was learnt stays\n")
        return 130


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _chosen(name: str) -> tuple[str, ...]:
    if name and name not in TARGETS:
        raise FlagError(f"--target: there is no target {name!r}; use one of {', '.join(TARGETS)}")
    return (name,) if name else TARGETS


def again(path: Path) -> int:
    """Run the input at `path` once more; 1 and the traceback where it still fails."""
    name = path.name.partition("-")[0]
    if name not in TARGETS or not path.is_file():
        raise FlagError(f"--again: {str(path)!r} is no input that was found; name a file in {_shown(BUILD)}")
    with TemporaryDirectory() as folder:
        try:
            _target(name, Path(folder))(path.read_bytes())
        except Exception:
            sys.stderr.write(traceback.format_exc())
            return 1
    _say(f"{_shown(path)}: is read as it should be")
    return 0


def _target(name: str, folder: Path) -> Target:
    return facts_target(folder) if name == "facts" else markdown_target()


def fuzzed(names: tuple[str, ...], seconds: int) -> int:
    """Fuzz the targets `names` for `seconds` together; 1 where one of them found something.

    Raises:
        FlagError: there is no time to do so.
        MissingLibraryError: atheris is not installed.
    """
    if seconds < len(names):
        raise FlagError(f"--seconds: {seconds} is too short; give at least {len(names)}")
    if not available():
        raise MissingLibraryError(f"the fuzzer needs atheris, which Linux and macOS have; install it: {INSTALL}")
    return max([_one(name, seconds // len(names)) for name in names])


def available() -> bool:
    """Return whether atheris is installed."""
    try:
        return find_spec("atheris") is not None
    except ValueError:  # what stands under its name is no library
        return False


def _one(name: str, seconds: int) -> int:
    """Fuzz one target in a process of its own, which the library ends; its messages go to a log."""
    kept, given, log = BUILD / "corpus" / name, BUILD / "seeds" / name, BUILD / f"{name}.log"
    kept.mkdir(parents=True, exist_ok=True)
    lay_out(given, seeds(name))
    known = set(_found(name))
    flags = [f"-max_total_time={seconds}", f"-max_len={LONGEST_INPUT}", f"-timeout={HANGS}"]
    flags += [f"-rss_limit_mb={MEMORY_MIB}", f"-artifact_prefix={BUILD / name}-", "-print_final_stats=1"]
    with TemporaryDirectory() as folder, log.open("wb") as messages:
        command = [sys.executable, "-m", "tests.fuzz.engine", name, folder, *flags, str(kept), str(given)]
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        code = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=messages, stderr=messages, check=False
        ).returncode
    return _told(name, log, sorted(set(_found(name)) - known), code)


def _found(name: str) -> list[Path]:
    return [path for path in BUILD.glob(f"{name}-*") if path.is_file()]


def _told(name: str, log: Path, found: list[Path], code: int) -> int:
    """Print what a run did and found; return 1 where it ended otherwise than by the time."""
    text = log.read_text("utf-8", errors="replace")
    runs = re.findall(r"stat::number_of_executed_units: *(\d+)|^#(\d+)", text, re.MULTILINE)
    count = max((int(a or b) for a, b in runs), default=0)
    _say(f"{name}: {count:,} inputs, {len(found)} found")
    for path in found:
        what = re.findall(r"(?m)^(\w[\w.]*(?:Error|Exception|Interrupt)\b.*)$|(?:ERROR: )(libFuzzer: .*)", text)
        said = " ".join(filter(None, what[0])) if what else f"ended with code {code}"
        _say(f"{_shown(path)}: {said[:300]}; run it again: invoke fuzz --again {_shown(path)}")
    if code and not found:
        _say(f"{name}: the fuzzer ended with code {code} and kept no input; see {_shown(log)}")
    return 1 if code or found else 0


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
