"""The files of releases: kept whole below `facts/releases/`, large ones by fingerprint in an archive, and found again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.load.project_folders import Folders, followed
from reports.load.records.release_files import FOLDER, Release, ReleasedFile
from reports.pipeline.output_store import HISTORY, sha256

LARGE_BYTES = 5_000_000
"""From here on a file is better kept outside the version control."""
PUBLISHED = ".published"
"""Folder of the output folder where version 0.1.0 kept Word files."""
_STAGED = ".{version}.part"


def archived_name(name: str, fingerprint: str) -> str:
    """Return how an archive names a file: by its content, with its ending."""
    return f"{fingerprint}{Path(name).suffix}"


def store(
    where: Folders, version: str, files: Mapping[str, ReleasedFile], beside: Mapping[str, bytes], archive: Path | None
) -> dict[str, ReleasedFile]:
    """Keep the files of a release and return what it says of each: where its bytes are.

    All or none: they are copied into a folder beside, which is renamed once it is whole; a folder that an interrupted run left,
    of which no release knows, is replaced.

    Args:
        where: the folders.
        version: of the release.
        files: what is to be kept, by name in the output folder.
        beside: further files to lie with them, by name.
        archive: folder for large files; None to keep them with the others.
    """
    folder = where.facts / FOLDER / version
    staged = where.facts / FOLDER / _STAGED.format(version=version)
    for left in (staged, folder):
        if left.is_dir():
            shutil.rmtree(left)
    staged.mkdir(parents=True)
    made: dict[str, ReleasedFile] = {}
    for name, file in files.items():
        data = (where.output / name).read_bytes()
        if archive is not None and len(data) >= LARGE_BYTES:
            _put(archive / archived_name(name, file.sha256), data)
            made[name] = file.model_copy(update={"archive": _named(archive, where)})
        else:
            (staged / name).write_bytes(data)
            made[name] = file.model_copy(update={"kept": f"{version}/{name}"})
    for name, data in beside.items():
        (staged / name).write_bytes(data)
    staged.replace(folder)
    return made


def _put(path: Path, data: bytes) -> None:
    """Write a file of an archive, where it is not there already: its name says what it holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        staged = path.with_name(f"{path.name}.part")
        staged.write_bytes(data)
        staged.replace(path)


def _named(archive: Path, where: Folders) -> str:
    """Return an archive as a release names it: from the project where it lies inside it, in full elsewhere."""
    full = followed(archive)
    root = followed(where.root)
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(full)


def kept_copy(where: Folders, release: Release, name: str) -> bytes | None:
    """Return the file `name` as it went out with `release`; None where its bytes are nowhere to be found."""
    wanted = release.files[name]
    for path in _places(where, release, name):
        if path.is_file() and sha256(data := path.read_bytes()) == wanted.sha256:
            return data
    return None


def _places(where: Folders, release: Release, name: str) -> Iterator[Path]:
    """Yield where a file of a release may lie, also as version 0.1.0 kept it."""
    wanted = release.files[name]
    if wanted.kept:
        yield where.facts / FOLDER / wanted.kept
    if wanted.archive:
        yield Path(os.path.join(where.root, wanted.archive)) / archived_name(name, wanted.sha256)
    yield from sorted((where.output / PUBLISHED).glob(f"*/{name}"))
    yield from sorted((where.output / HISTORY).glob(f"{Path(name).stem}-*{Path(name).suffix}"))
    yield where.output / name


def missing_files(where: Folders, release: Release) -> tuple[str, ...]:
    """Return the files of `release` whose bytes are nowhere to be found, or not what went out."""
    return tuple(name for name in release.files if kept_copy(where, release, name) is None)
