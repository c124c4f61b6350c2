"""`invoke rename`, of a report: its folders get another name, its files keep theirs, what was sent out is read as the same."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reports.errors import FlagError, InputError, Place, Problem, collect
from reports.load.file_names import reserved
from reports.load.project_folders import Folders
from reports.load.records.renamed_ids import FILE, REPORTS, Renamed, load_renamed, written
from reports.load.translations.language_editions import translated_id
from reports.notation.yaml_tree import read_text, read_tree
from reports.pipeline.atomic_files import replace_file
from reports.pipeline.composition import compose, load

DEFINITION = "report.yaml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OUTPUT = re.compile(r"^output:", re.MULTILINE)


def report_ids(templates: Path) -> tuple[str, ...]:
    """Return the ids of the reports in a folder of templates."""
    return tuple(sorted(path.parent.name for path in templates.glob(f"*/{DEFINITION}")))


def rename_report(where: Folders, old: str, new: str) -> tuple[str, ...]:
    """Give the report `old` the id `new`; return what was done, a line each. All is written, or nothing.

    Files of the report keep their names by `output:`, so that those that people edited join, and releases are found.

    Raises:
        FlagError: the new id is none, or is taken.
        InputError: the project cannot be read, or would not be the same afterwards; or the folder cannot be moved.
    """
    rows, problems = load_renamed(where.facts, where.shown(where.facts))
    collect(problems)
    if not _ID.fullmatch(new) or reserved(new):
        raise FlagError(f"{new!r} is no id of a report; use small letters, digits and single hyphens")
    names = _names(where, old, new)
    if taken := next((name for name in names.values() if (where.templates / name).exists()), ""):
        raise FlagError(f"{where.shown(where.templates / taken)} is there already; choose another id")
    changed = dict(_definitions(where, old, new))
    moved = {each: name for each, name in names.items() if (where.templates / each).is_dir()}
    _prove(where, moved, changed)
    rows = (*rows, *(Renamed(REPORTS, each, name) for each, name in names.items()))
    _write(where, rows, moved, changed)
    files = (where.shown(path).replace(f"/{old}/", f"/{new}/", 1) for path in changed)
    kept = (
        f"{where.shown(where.facts / FILE)} keeps the old id, by which releases are read: keep it under version control"
    )
    return (f"the report {old!r} is called {new!r} now; its files keep their names", *files, kept)


def _write(where: Folders, rows: Sequence[Renamed], moved: dict[str, str], changed: dict[Path, str]) -> None:
    """Write the list of ids and the definitions that change, and move the folders; all of it, or nothing."""
    listed = where.facts / FILE
    was = listed.read_bytes() if listed.exists() else None
    replace_file(listed, written(rows), was, where.shown(listed))
    held = {path: path.read_bytes() for path in changed}
    try:
        for path, text in changed.items():
            ends = text.replace("\n", "\r\n") if b"\r\n" in held[path] else text
            replace_file(path, ends.encode(), held[path], where.shown(path))
        _move(where, moved)
    except BaseException:
        for path, data in held.items():
            path.write_bytes(data)
        listed.unlink() if was is None else listed.write_bytes(was)
        raise


def _names(where: Folders, old: str, new: str) -> dict[str, str]:
    """Return the ids of a report and of its editions in other languages, each to what it is called then."""
    path = where.templates / old / DEFINITION
    read = read_tree(path, where.shown(path)).value
    languages = read.get("languages") if isinstance(read, dict) else None
    tags = languages if isinstance(languages, dict) else {}
    return {old: new} | {translated_id(old, str(tag)): translated_id(new, str(tag)) for tag in tags}


def _move(where: Folders, moved: dict[str, str]) -> None:
    """Move every folder of `moved`, or none."""
    done: list[str] = []
    try:
        for old, new in moved.items():
            (where.templates / old).rename(where.templates / new)
            done.append(old)
    except OSError as failure:
        for each in done:
            (where.templates / moved[each]).rename(where.templates / each)
        what = f"cannot be moved ({failure.strerror or failure})"
        raise InputError([Problem(Place(where.shown(where.templates / old)), what, "close what has it open")]) from None


def _definitions(where: Folders, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """Yield each report.yaml that changes, and its text then: sections of this report are named by its folder."""
    for path in sorted(where.templates.glob(f"*/{DEFINITION}")):
        shown = where.shown(path)
        text = was = read_text(path, shown)
        text = re.sub(rf"(?m)^(\s*-\s+['\"]?){re.escape(old)}/", rf"\g<1>{new}/", text)
        if path.parent.name == old and not _OUTPUT.search(text):
            read_tree(path, shown)  # refuses what is no YAML before a line is added to it
            text = f"{text.rstrip()}\noutput: {old}\n"
        if text != was:
            yield path, text


def _prove(where: Folders, moved: dict[str, str], changed: dict[Path, str]) -> None:
    """Raise `InputError` where the project, with the report under its new id, could no longer be composed."""
    with tempfile.TemporaryDirectory() as scratch:
        aside = replace(where, templates=Path(scratch) / "templates")
        shutil.copytree(where.templates, aside.templates)
        _, before = compose(load(aside))
        for path, text in changed.items():
            (aside.templates / path.relative_to(where.templates)).write_text(text, encoding="utf-8")
        for old, new in moved.items():
            (aside.templates / old).rename(aside.templates / new)
        _, after = compose(load(aside))
    old, new = next(iter(moved.items()))
    known = {problem.what.replace(repr(old), repr(new)) for problem in before}
    collect(problem for problem in after if problem.what not in known)
