"""`invoke rename`: a fact, source, actor or report gets another id everywhere; what was sent out is read as the same."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reports.errors import FlagError, InputError, collect
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.load.records.renamed_ids import FILE, KEYS, Kind, Renamed, load_renamed, written
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route, Tree, read_text, read_tree
from reports.pipeline.atomic_files import replace_file
from reports.pipeline.composition import compose, load
from reports.tools.curating.report_renaming import rename_report, report_ids
from reports.tools.curating.template_mentions import calls_of, keyed, routes, template_files

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REPORT = "report"
LONGEST = 60
"""Characters of an id."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file that names the entry, before and after."""

    path: Path
    shown: str
    was: bytes
    data: bytes
    places: int
    """How often it names the entry."""


def rename(where: Folders, old: str, new: str, kind: str = "") -> tuple[str, ...]:
    """Give the entry `old` the id `new` in facts, templates and charts; return what was done, a line each.

    All files are written, or none. Releases stay as they went out; what they hold is read under the new id from now on.

    Args:
        where: the folders.
        old: id of a fact, source, actor or report.
        new: the id that it is to have.
        kind: fact, source, actor or report; empty where only one of them is called so.

    Raises:
        FlagError: there is no such entry, several of them, or the new id is taken or none.
        InputError: the project cannot be read, or would not be the same afterwards.
    """
    if kind.removesuffix("s") == REPORT or (not kind and _is_report_alone(where, old)):
        if old not in (known := report_ids(where.templates)):
            raise FlagError(f"there is no report {old!r}{nearest(old, known)}")
        return rename_report(where, old, new)
    rows, problems = load_renamed(where.facts, where.shown(where.facts))
    _, more = load_facts(where.facts, where.shown(where.facts), "")
    collect((*problems, *more))
    tables = _tables(where)
    found = _kind(old, kind, tables)
    _check_new(new, found, tables)
    files = [*_fact_files(where, found, old, new), *_templates(where, found, old, new)]
    _prove(where, files)
    listed = where.facts / FILE
    was = listed.read_bytes() if listed.exists() else None
    row = Renamed(found, old, new)
    _write(
        [*files, Rewritten(listed, where.shown(listed), was or b"", written((*rows, row)), 1)], known=was is not None
    )
    lines = [f"{each.shown}: {each.places} place{'s' * (each.places != 1)}" for each in files]
    kept = f"{where.shown(listed)} keeps the old id, by which releases are read: keep it under version control"
    return (f"{old!r} is called {new!r} now", *lines, kept)


def _is_report_alone(where: Folders, id: str) -> bool:
    """Return whether a report is called so, and no entry of the fact files."""
    return id in report_ids(where.templates) and not any(id in ids for ids in _tables(where).values())


def _tables(where: Folders) -> Mapping[Kind, frozenset[str]]:
    """Return the ids of each kind, of all entries of the fact files."""
    found: dict[Kind, set[str]] = {kind: set() for kind in KEYS}
    for path in sorted(where.facts.glob("[!.]*.y*ml")):
        value = read_tree(path, where.shown(path)).value
        for kind in KEYS:
            items = value.get(kind) if isinstance(value, dict) else None
            listed = items if isinstance(items, list) else ()
            found[kind] |= {str(each["id"]) for each in listed if isinstance(each, dict) and "id" in each}
    return {kind: frozenset(ids) for kind, ids in found.items()}


def _kind(old: str, named: str, tables: Mapping[Kind, frozenset[str]]) -> Kind:
    wanted = [kind for kind in tables if not named or kind.removesuffix("s") == named.removesuffix("s")]
    if not wanted:
        raise FlagError(f"--kind: {named!r} is none; use fact, source, actor or report")
    holding = [kind for kind in wanted if old in tables[kind]]
    if len(holding) > 1:
        names = " and ".join(kind.removesuffix("s") for kind in holding)
        raise FlagError(f"{old!r} is the id of {names}; say which with --kind")
    if not holding:
        every = [id for kind in wanted for id in tables[kind]]
        raise FlagError(f"there is no fact, source, actor or report {old!r}{nearest(old, every)}")
    return holding[0]


def _check_new(new: str, kind: Kind, tables: Mapping[Kind, frozenset[str]]) -> None:
    if not _ID.fullmatch(new) or len(new) > LONGEST:
        raise FlagError(f"{new!r} is no id; use small letters, digits and single hyphens, at most {LONGEST} characters")
    if new in tables[kind]:
        raise FlagError(f"{new!r} is the id of another {kind.removesuffix('s')} already; choose another")


def _fact_files(where: Folders, kind: Kind, old: str, new: str) -> Iterator[Rewritten]:
    for path in sorted(where.facts.glob("[!.]*.y*ml")):
        tree = read_tree(path, where.shown(path))
        found = [route for route in routes(tree.value, old) if _names(route, kind)]
        yield from _rewritten(path, tree, found, old, new)


def _names(route: Route, kind: Kind) -> bool:
    """Return whether what stands at a route of a fact file is the id of an entry of a kind, its own or that of another."""
    words = [part for part in route if isinstance(part, str)]
    return (len(route) == len((kind, 0, "id")) and route[0] == kind and route[-1] == "id") or words[-1] in KEYS[kind]


def _templates(where: Folders, kind: Kind, old: str, new: str) -> Iterator[Rewritten]:
    calls = calls_of(kind, old)
    for path in template_files(where.templates):
        made = _Text(read_text(path, where.shown(path)))
        if path.suffix == ".yaml":
            made = made.at(keyed(path, read_tree(path, where.shown(path)), kind, old), old, new)
        made = made.in_calls(calls, new)
        if made.count:
            was = path.read_bytes()
            yield Rewritten(path, where.shown(path), was, made.bytes_like(was), made.count)


def _rewritten(path: Path, tree: Tree, routes: Sequence[Route], old: str, new: str) -> Iterator[Rewritten]:
    if routes:
        was = path.read_bytes()
        made = _Text(read_text(path, tree.path)).at([tree.place(route) for route in routes], old, new)
        yield Rewritten(path, tree.path, was, made.bytes_like(was), made.count)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in which an id is replaced, and how often it was."""

    text: str
    count: int = 0

    def at(self, places: Sequence[object], old: str, new: str) -> _Text:
        """Return the text with `old` replaced where it stands at these places, quoted or not."""
        lines = self.text.split("\n")
        spots = sorted({(place.line, place.column) for place in places}, reverse=True)  # type: ignore[attr-defined]
        for line, column in spots:
            said = lines[line - 1]
            start = said.index(old, column - 1)
            lines[line - 1] = f"{said[:start]}{new}{said[start + len(old) :]}"
        return _Text("\n".join(lines), self.count + len(spots))

    def in_calls(self, calls: re.Pattern[str], new: str) -> _Text:
        """Return the text with the id replaced where a function of the templates is given it."""
        text, count = self.text, self.count
        while True:  # one call may name it several times
            text, more = calls.subn(lambda match: f"{match[1]}{new}", text)
            if not more:
                return _Text(text, count)
            count += more

    def bytes_like(self, was: bytes) -> bytes:
        """Return the text as bytes, with the line ends and the byte order mark of the file as it was."""
        mark = b"\xef\xbb\xbf" if was.startswith(b"\xef\xbb\xbf") else b""
        text = self.text.replace("\n", "\r\n") if b"\r\n" in was else self.text
        return mark + text.encode()


def _prove(where: Folders, files: Sequence[Rewritten]) -> None:
    """Raise `InputError` where the project, with these files, could no longer be composed."""
    with tempfile.TemporaryDirectory() as scratch:
        aside = replace(where, facts=Path(scratch) / "facts", templates=Path(scratch) / "templates", root=Path(scratch))
        for name in ("facts", "templates"):
            kept_out = shutil.ignore_patterns("releases", "approvals")
            shutil.copytree(getattr(where, name), getattr(aside, name), ignore=kept_out)
        _, before = compose(load(aside))
        for each in files:
            inside = "facts" if each.path.is_relative_to(where.facts) else "templates"
            (getattr(aside, inside) / each.path.relative_to(getattr(where, inside))).write_bytes(each.data)
        _, after = compose(load(aside))
        new = {problem.what: problem for problem in after if problem.what not in {each.what for each in before}}
        if new:
            raise InputError(new.values())


def _write(files: Sequence[Rewritten], *, known: bool) -> None:
    """Write every file, or leave all as they were; of the last one, `known` says whether it was there."""
    done: list[Rewritten] = []
    try:
        for each in files:
            replace_file(each.path, each.data, each.was if known or each is not files[-1] else None, each.shown)
            done.append(each)
    except BaseException:
        for each in done:
            each.path.write_bytes(each.was)
        raise
