"""Nothing to do: whether the outputs are those that this very input gives, found before anything slow is imported.

A stamp in the output folder says from what state of everything the outputs were made: the files of facts and templates,
the program's own files, the fonts, the installed packages, Python, the options, and the system's libraries that were in
use. All by content, but for system libraries, which go by size and time. Any doubt means a build.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FOLDER = ".cache"
STAMP = "stamp.json"
BEING_PLACED = ".staging"
PACKAGE = Path(__file__).parents[1]
FONTS = ("fontpkg_ibm_plex_sans", "fontpkg_ibm_plex_serif", "fontpkg_ibm_plex_sans_arabic")
"""Packages whose files are read as they are; what counts for all other packages is their version."""
INSTALLED = (".dist-info", ".egg-info")
VARIABLES = ("SOURCE_DATE_EPOCH",)
"""Variables of the environment that outputs may depend on."""
BESIDE = ".{name}.base.json"
"""What is kept beside a report: what was generated last (see `output_store.sidecar`)."""
COMPILED = "__pycache__"
RELEASES = "releases"
"""Folder of the fact folder with what was sent out (see `load.records.release_files`)."""
MAPPED = Path("/proc/self/maps")
"""Where Linux tells which files a process has loaded."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a build is asked for."""

    facts: Path
    templates: Path
    output: Path
    """Folder that the files go to."""
    options: tuple[str, ...] = ()
    """Whatever else changes what is built."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that outputs depend on, at one moment."""

    key: str
    """SHA-256 in hex over all content."""
    times: str
    """The same over the times of the input files: says whether one was touched in between."""
    program: str
    """The same over all content but the input and the options: who builds, wherewith."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the last build left."""

    files: tuple[str, ...]
    lines: tuple[str, ...]
    """What it told people and what they should read again."""


@dataclass(frozen=True, slots=True)
class Left:
    """What the last builds left that the next one may use."""

    untouched: frozenset[str] = frozenset()
    """Names of the outputs that this very program made, whatever from, and that nobody touched since."""
    program: str = ""
    """`State.program`: what it keeps from build to build holds for this one alone; empty where nothing may be kept."""


NOTHING = Left()
"""What a build may use that is to begin from nothing."""


class UncertainError(Exception):
    """The state cannot be told, for example since a folder is a link or a file cannot be read."""


def state(job: Job) -> State | None:
    """Return the state of everything that the outputs of `job` depend on; None where it cannot be told."""
    try:
        if _takes_fonts_of_the_machine(job.templates / "theme" / "theme.yaml"):
            return None
        inputs = [path for folder in (job.facts, job.templates) for path in files_below(folder) if not _sent(path, job)]
        own = (path for folder in (PACKAGE, *_font_folders()) for path in files_below(folder))
        program = _hashed((*_surroundings(), *_contents(own)))
        key = _hashed((program, *job.options, str(job.facts), str(job.templates), *_contents(inputs)))
        times = (f"{path}\0{os.stat(path).st_mtime_ns}" for path in inputs)
        return State(key, _hashed(times), program)
    except (OSError, UncertainError):
        return None


def _takes_fonts_of_the_machine(look: Path) -> bool:
    """Return whether a theme may take fonts that can change unseen; read as text, since this comes before all imports."""
    return look.is_file() and re.search(rb"^\s+machine:\s*true", look.read_bytes(), re.MULTILINE) is not None


def unchanged(job: Job, now: State | None) -> Kept | None:
    """Return what the last build left where a build of `job` would leave the same; else None."""
    if now is None or os.path.lexists(job.output / BEING_PLACED):
        return None
    try:
        stamp = json.loads(_stamp(job).read_text("utf-8"))
        if stamp["key"] != now.key or stamp["system"] != _seen(stamp["system"]):
            return None
        if stamp["outputs"] != outputs(job.output, stamp["outputs"]):
            return None
        return Kept(tuple(stamp["files"]), tuple(stamp["lines"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def untouched(job: Job, now: State | None) -> frozenset[str]:
    """Return the names of the outputs that this very program made, whatever from, and that nobody touched since."""
    if now is None or os.path.lexists(job.output / BEING_PLACED):
        return frozenset()
    try:
        stamp = json.loads(_stamp(job).read_text("utf-8"))
        if stamp["system"] != _seen(stamp["system"]):
            return frozenset()
        made = stamp["made"].items()
        return frozenset(name for name, left in made if left == [now.program, *_as_left(job.output, name)])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


def keep(job: Job, before: State | None, kept: Kept, also: Iterable[str], system: Iterable[str]) -> bool:
    """Note that a build which began in the state `before` left `kept`; return whether that could be noted.

    Args:
        job: what was asked for.
        before: state when the build began; nothing is noted where anything has changed since.
        kept: files and what was told.
        also: names of further files in the folder that count, whether they exist or not.
        system: paths of the system's libraries that were in use; those of outputs that stand are known from before.
    """
    if before is None or state(job) != before:
        return False
    try:
        stand = untouched(job, before)
        earlier = json.loads(_stamp(job).read_text("utf-8"))["system"] if stand else ()
        content = {
            "key": before.key,
            "system": _seen({*system, *earlier}),
            "outputs": outputs(job.output, (*kept.files, *also)),
            "files": kept.files,
            "lines": kept.lines,
            "made": {name: [before.program, *_as_left(job.output, name)] for name in {*stand, *kept.files}},
        }
        put(_stamp(job), json.dumps(content, indent=1) + "\n")
    except OSError:
        return False
    return True


def put(path: Path, text: str) -> None:
    """Put a file in the folder of what is kept from build to build, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(exist_ok=True)
    staged = path.with_name(f"{path.name}.{os.getpid()}")
    staged.write_text(text, encoding="utf-8")
    os.replace(staged, path)


def _stamp(job: Job) -> Path:
    """Return where a build of `job` notes what it did."""
    return job.output / FOLDER / STAMP


def _as_left(folder: Path, name: str) -> list[object]:
    """Return hash and time of an output, and the hash of what is kept beside it."""
    left = outputs(folder, (name, BESIDE.format(name=name)))
    return [*left[name], *left[BESIDE.format(name=name)][:1]]


def files_below(folder: Path) -> Iterator[str]:
    """Yield the path of every file below `folder` but compiled ones, sorted by folder and name.

    These are a thousand, and a build that has nothing to do is done as soon as they are read: so no `Path` is made of them.

    Raises:
        UncertainError: a folder in it is a link: what lies there may lie anywhere.
    """
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if name != COMPILED)
        if any(os.path.islink(os.path.join(place, name)) for name in folders):
            raise UncertainError(place)
        yield from (os.path.join(place, name) for name in sorted(names))


def _sent(path: str, job: Job) -> bool:
    """Return whether a file went out with a release: only what the release says of it has a part in a build."""
    folder = os.path.join(job.facts, RELEASES)
    return path.startswith(os.path.join(folder, "")) and os.path.dirname(path) != folder


def digest(path: str | Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).hexdigest()


def outputs(folder: Path, names: Iterable[str]) -> dict[str, list[object]]:
    """Return hash and time of each of `names` in `folder`, an empty list for one that is not there.

    The time says whether a file was touched; a person who does so wants it built.
    """
    found: dict[str, list[object]] = {}
    for name in sorted(names):
        path = folder / name
        found[name] = [digest(path), path.stat().st_mtime_ns] if path.is_file() else []
    return found


def system_libraries() -> tuple[str, ...]:
    """Return the paths of the libraries that this process has loaded from outside Python's own folders; Linux only."""
    try:
        lines = MAPPED.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    paths = {line[line.index("/") :] for line in lines if "/" in line and ".so" in line}
    return tuple(sorted(path for path in paths if not path.startswith((sys.prefix, sys.base_prefix))))


def _seen(system: Iterable[str]) -> dict[str, list[int]]:
    """Return size and time of each library."""
    return {path: [os.stat(path).st_size, os.stat(path).st_mtime_ns] for path in sorted(system)}


def _contents(paths: Iterable[str]) -> Iterator[str]:
    return (f"{path}\0{digest(path)}" for path in paths)


def _font_folders() -> Iterator[Path]:
    for name in FONTS:
        found = find_spec(name)
        if found and found.origin:
            yield Path(found.origin).parent


def _surroundings() -> Iterator[str]:
    """Yield Python, the system, the variables that count and the name of every installed package with its version."""
    yield from (sys.version, sys.platform, platform.machine(), platform.version(), sys.executable)
    yield from (f"{name}={os.environ.get(name)}" for name in VARIABLES)
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from sorted(name for name in os.listdir(folder) if name.endswith(INSTALLED))


def _hashed(texts: Iterable[str]) -> str:
    total = hashlib.sha256()
    for text in texts:
        total.update(f"{len(text)}:{text}".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _raise(failure: OSError) -> None:
    raise failure


__all__ = ["Job", "Kept", "State", "keep", "state", "system_libraries", "unchanged", "untouched"]
