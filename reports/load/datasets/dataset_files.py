"""The datasets of a fact folder: each entry with its file, read by the reader of its kind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reports.domain.datasets.dataset import Dataset
from reports.domain.datasets.observations import Observations
from reports.errors import Place, Problem
from reports.load.datasets.text_table import NoTableError, Reader
from reports.notation.nearest_name import nearest

if TYPE_CHECKING:
    from reports.load.fact_entries import Found

FOLDER = "data"
READERS: Mapping[str, tuple[str, str]] = {
    ".csv": ("reports.load.datasets.csv_table", "read_csv"),
    ".tsv": ("reports.load.datasets.csv_table", "read_csv"),
    ".txt": ("reports.load.datasets.csv_table", "read_csv"),
    ".xlsx": ("reports.load.datasets.workbook_sheets", "read_workbook"),
    ".xlsm": ("reports.load.datasets.workbook_sheets", "read_workbook"),
    ".parquet": ("reports.load.datasets.parquet", "read_parquet"),
    ".xml": ("reports.load.datasets.sdmx", "read_sdmx"),
}
"""Ending of a file to what reads it; loaded where such a file is."""


def copy_data(folder: Path, copy: Path) -> None:
    """Give the fact folder `copy` the files of the datasets of `folder`: the same ones where the system can link them."""
    if (folder / FOLDER).is_dir():
        shutil.copytree(folder / FOLDER, copy / FOLDER, copy_function=_linked, dirs_exist_ok=True)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def reader_of(name: str) -> Reader | None:
    """Return what reads a file of this name; None where nothing does."""
    home = READERS.get(PurePosixPath(name).suffix.lower())
    if home is None:
        return None
    read: Reader = getattr(import_module(home[0]), home[1])
    return read


def load_datasets(
    folder: Path, shown: str, entries: Mapping[str, Found]
) -> tuple[dict[str, Observations], list[Problem]]:
    """Return the observations of each dataset, and what is wrong with the files.

    Args:
        folder: folder of the fact files.
        shown: how messages name it.
        entries: the datasets with their places, by id.
    """
    made: dict[str, Observations] = {}
    problems: list[Problem] = []
    for id, found in entries.items():
        assert isinstance(found.entry, Dataset)
        observations, wrong = _loaded(folder, shown, found.entry, _at(found))
        problems += wrong
        if observations is not None and not wrong:
            made[id] = observations
    return made, problems


def _at(found: Found) -> Callable[..., Place]:
    def at(*route: str | int) -> Place:
        return found.tree.place((*found.route, *route))

    return at


def _loaded(
    folder: Path, shown: str, dataset: Dataset, at: Callable[..., Place]
) -> tuple[Observations | None, tuple[Problem, ...]]:
    from reports.load.datasets.observation_assembly import assembled

    name = f"{shown}/{FOLDER}/{dataset.file}"
    path = folder / FOLDER / dataset.file
    if problem := _unreachable(folder / FOLDER, path, dataset, at):
        return None, (problem,)
    read = reader_of(dataset.file)
    assert read is not None
    try:
        table, wrong = read(path, name, dataset)
    except NoTableError as failure:
        return None, failure.problems
    made, more = assembled(dataset, table, name, at)
    return made, (*wrong, *more)


def _unreachable(home: Path, path: Path, dataset: Dataset, at: Callable[..., Place]) -> Problem | None:
    if ".." in PurePosixPath(dataset.file).parts:
        return Problem(at("file"), f"{dataset.file!r} leaves the folder {FOLDER}/", f"put the file below {FOLDER}/")
    if reader_of(dataset.file) is None:
        endings = ", ".join(READERS)
        return Problem(at("file"), f"{dataset.file!r} is of no kind that is read", f"save it as one of {endings}")
    if not os.path.lexists(path):
        known = sorted(each.name for each in home.glob("*") if each.is_file()) if home.is_dir() else []
        what = f"there is no file {FOLDER}/{dataset.file}{nearest(dataset.file, known)}"
        return Problem(
            at("file"), what, f"put it below the folder {FOLDER}/ beside the fact files, or correct the name"
        )
    return None
