"""The fast tests in environments of their own: with the newest libraries under each Python, the lowest, or those recorded.

Usage: python -m tests.versions [--lowest | --recorded] [--python 3.12,/opt/python/bin/python3]. Environments lie in
build/versions, with a list of what was installed beside each. The documents that each makes are compared with those made here.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
WHERE = ROOT / "build" / "versions"
RECORDED = ROOT / "tests" / "constraints.txt"
SUPPORTED = ("3.11", "3.12", "3.13")
"""What the newest libraries are tried with; the lowest ones with the first, which all of them have known."""
DOCUMENTS = frozenset({".docx", ".pptx", ".pdf", ".html"})
_BOUND = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?>=(?P<version>[\w.]+)(?:,<[\w.]+)?")


@dataclass(frozen=True, slots=True)
class Trial:
    """One environment that the tests are run in."""

    name: str
    """Of its folder: the version of Python, and which libraries."""
    python: Path
    constraints: tuple[str, ...] = ()
    """Requirements, such as `lxml==5.4`; the newest of whatever they do not name."""


def lowest(pyproject: str) -> Iterator[str]:
    """Yield, for each library that the TOML `pyproject` declares, the lowest version of it as a requirement.

    Raises:
        ValueError: a library is declared without a lowest version, or in a way that is not read here.
    """
    project = tomllib.loads(pyproject)["project"]
    for line in (
        *project["dependencies"],
        *(each for some in project["optional-dependencies"].values() for each in some),
    ):
        if re.match(rf"{re.escape(project['name'])}\b", line):  # the extras of the program itself
            continue
        if not (found := _BOUND.fullmatch(line)):
            raise ValueError(f"pyproject.toml: no lowest version can be read from {line!r}; write name>=version")
        yield f"{found['name']}=={found['version']}"


def interpreter(wanted: str) -> Path | None:
    """Return the Python that `wanted` names: a program, or a version such as 3.12 on the path or among those of pyenv."""
    if not re.fullmatch(r"[0-9]+\.[0-9]+", wanted):
        found = shutil.which(wanted)
        return Path(found) if found else None
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    usual = (
        sys.executable,
        shutil.which(f"python{wanted}"),
        *sorted(pyenv.glob(f"{wanted}.*/bin/python"), reverse=True),
    )
    return next((Path(each) for each in usual if each and version(each) == wanted), None)


def version(python: Path | str) -> str:
    """Return which Python a program is, such as 3.12; empty where it is none that starts."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if not done.returncode else ""


def trials(wanted: Sequence[str], which: str) -> Iterator[Trial | str]:
    """Yield what to try with each of the Pythons `wanted`, and the name of each that is not to be had.

    Args:
        wanted: as `interpreter` takes them.
        which: newest, lowest or recorded.
    """
    bounds: Mapping[str, tuple[str, ...]] = {
        "newest": (),
        "lowest": tuple(lowest((ROOT / "pyproject.toml").read_text("utf-8"))),
        "recorded": tuple(RECORDED.read_text("utf-8").splitlines()),
    }
    for name in wanted:
        python = interpreter(name)
        yield Trial(f"{version(python)}-{which}", python, bounds[which]) if python else name


def tried(trial: Trial, here: Mapping[str, str]) -> tuple[bool, str]:
    """Install and test in a fresh environment; return whether all went well, and what is to be said of it.

    Args:
        trial: what to install.
        here: digests of the documents that this environment makes.
    """
    folder = WHERE / trial.name
    limits, listed = WHERE / f"{trial.name}-constraints.txt", WHERE / f"{trial.name}-installed.txt"
    WHERE.mkdir(parents=True, exist_ok=True)
    limits.write_text("".join(f"{line}\n" for line in trial.constraints), "utf-8")
    if not _done([str(trial.python), "-m", "venv", "--clear", str(folder)]):
        return False, "no environment could be made"
    python = str(next(path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists()))
    if not _done([python, "-m", "pip", "install", "-q", "-c", str(limits), "-e", ".[dev]"]):
        return False, "the libraries could not be installed together"
    listed.write_bytes(subprocess.run([python, "-m", "pip", "freeze"], capture_output=True, check=True).stdout)
    if not _done([python, "-m", "pytest", "-n", "2", "-m", "not slow", "-p", "no:cacheprovider"]):
        return False, "tests failed"
    made = documents(python)
    others = ", ".join(sorted(name for name in {*here, *made} if here.get(name) != made.get(name)))
    return True, f"passed; other bytes than here: {others}" if others else "passed; every document is the same as here"


def _done(call: Sequence[str]) -> bool:
    return not subprocess.run(call, cwd=ROOT, check=False).returncode


def documents(python: str) -> Mapping[str, str]:
    """Return the digest of each document that this project makes with the program `python`; none where it makes none."""
    with TemporaryDirectory() as folder:
        call = [python, "-m", "invoke", "build-reports", "--no-cache", f"--output={folder}"]
        subprocess.run(call, cwd=ROOT, capture_output=True, check=False)
        made = sorted(path for path in Path(folder).iterdir() if path.suffix in DOCUMENTS)
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


def main(arguments: Sequence[str] | None = None) -> int:
    """Try what the arguments ask for; 0 where all of it was had and passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.versions")
    kinds = parser.add_mutually_exclusive_group()
    for kind in ("lowest", "recorded"):
        kinds.add_argument(f"--{kind}", action="store_const", const=kind, dest="which", default="newest")
    parser.add_argument("--python", default="", help="versions or programs, with commas between")
    options = parser.parse_args(arguments)
    wanted = options.python.split(",") if options.python else SUPPORTED if options.which == "newest" else SUPPORTED[:1]
    found = tuple(trials(wanted, options.which))
    here = documents(sys.executable) if any(isinstance(each, Trial) for each in found) else {}
    ends: list[tuple[str, bool, str]] = []
    for trial in found:
        if isinstance(trial, str):
            ends.append((trial, False, "no such Python was found; install it, or name its program with --python"))
        else:
            sys.stdout.write(f"== {trial.name}: {trial.python}\n")
            sys.stdout.flush()
            ends.append((trial.name, *tried(trial, here)))
    sys.stdout.writelines(f"{name}: {said}\n" for name, _, said in ends)
    return int(not all(well for _, well, _ in ends))


if __name__ == "__main__":
    sys.exit(main())
