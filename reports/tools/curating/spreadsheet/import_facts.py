"""`invoke import-facts`: a workbook or CSV file back into the fact files, after the loader has agreed to the outcome.

Everything is tried in a copy of the fact files; the files themselves are replaced one after another at the end, and put
back where one of them cannot be.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from reports.errors import FlagError, InputError, Place, Problem, collect
from reports.load.datasets.dataset_files import copy_data
from reports.load.fact_files import load_facts
from reports.load.records.renamed_ids import Kind
from reports.notation.yaml_tree import Tree, Value, read_tree
from reports.pipeline.atomic_files import read_file, replace_file
from reports.pipeline.output_store import in_use
from reports.tools.curating.entry_additions import Facts, addition
from reports.tools.curating.entry_blocks import Item
from reports.tools.curating.entry_patching import patched
from reports.tools.curating.spreadsheet.entry_records import Records, listed, records
from reports.tools.curating.spreadsheet.import_messages import kept, summary, told
from reports.tools.curating.spreadsheet.row_merge import Merged, merged
from reports.tools.curating.spreadsheet.sheet_columns import FACTS
from reports.tools.curating.spreadsheet.sheet_reading import Row, sheets
from reports.tools.curating.spreadsheet.wanted_entries import Wanted, homeless, named, wanted
from reports.tools.curating.template_mentions import template_mentions

Say = Callable[[str], None]
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    file: Path
    today: str
    """Day that new facts are recorded, ISO 8601."""
    delete: bool = False
    """Whether entries without a row are deleted."""
    dry_run: bool = False
    """Whether to show the changes only."""
    yes: bool = False
    """Whether to write without asking."""
    templates: Path | None = None
    """Folder of the templates, which may name what is deleted; None where there is none."""
    templates_shown: str = "templates"
    """How messages name it."""


SHOWN = 5
"""Places that a message names."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write."""

    lines: tuple[str, ...]
    """Each change, in plain words."""
    summary: str
    """How much changes; empty where nothing does."""
    notes: tuple[str, ...]
    files: Mapping[str, tuple[bytes | None, bytes]]
    """What each changed file held and is to hold, by its name."""


def import_facts(facts: Facts, wish: Wish, ask: Callable[[str], str] | None, say: Say) -> None:
    """Show what a spreadsheet changes, and write it into the fact files.

    Args:
        facts: the fact files.
        wish: what the user asked for.
        ask: asks before writing; None where nobody can answer.
        say: takes each line for the user.

    Raises:
        InputError: the spreadsheet cannot be used, is in conflict with the fact files, or makes them wrong.
        FlagError: nobody can be asked, and `--yes` was not given.
    """
    plan = planned(facts, wish)
    for line in (*plan.lines, *(f"note: {note}" for note in plan.notes)):
        say(line)
    names = ", ".join(f"{facts.shown}/{name}" for name in plan.files)
    if not plan.files:
        say("nothing to change: the fact files say what the spreadsheet says")
    elif wish.dry_run:
        say(f"{plan.summary}; nothing was written (--dry-run)")
    elif _agreed(f"{plan.summary}; write into {names}?", wish, ask):
        _write(facts, plan)
        say(f"written: {names}; go on in a new workbook: invoke export-facts")
    else:
        say("nothing was written")


def _agreed(question: str, wish: Wish, ask: Callable[[str], str] | None) -> bool:
    if wish.yes:
        return True
    if ask is None:
        raise FlagError(f"--yes is missing: nobody is here to be asked: {question}")
    return ask(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def planned(facts: Facts, wish: Wish) -> Plan:
    """Return what the import of a spreadsheet would write; nothing is changed.

    Raises:
        InputError: the spreadsheet cannot be used, is in conflict with the fact files, or makes them wrong.
    """
    read, notes = sheets(wish.file, str(wish.file))
    if open_elsewhere := in_use(wish.file.parent, wish.file.name):
        notes += (f"{wish.file}: {open_elsewhere.split(';')[0]}; what is not saved there is not imported",)
    with tempfile.TemporaryDirectory(prefix="facts-") as name:
        copy = Facts(Path(name), facts.shown)
        was = {
            path.name: read_file(path, f"{facts.shown}/{path.name}") for path in sorted(facts.folder.glob("[!.]*.y*ml"))
        }
        for file, data in was.items():
            (copy.folder / file).write_bytes(data)
        copy_data(facts.folder, copy.folder)
        filed = records(copy if was else facts)
        found = {sheet.table.kind: merged(sheet, filed[sheet.table.kind]) for sheet in read}
        collect(problem for part in found.values() for problem in part.problems)
        parts = named(found, filed)
        collect(homeless(parts, filed, delete=wish.delete))
        _apply(copy, wanted(parts, filed, wish.today, delete=wish.delete), filed)
        rows = {(sheet.table.kind, _id(sheet.table.names, row)): row for sheet in read for row in sheet.rows}
        rows |= {(FACTS.kind, new.id): new.row for new in parts.get(FACTS.kind, Merged()).new}
        collect(_at_their_cells(copy, rows, filed))
        now = {path.name: path.read_bytes() for path in sorted(copy.folder.glob("[!.]*.y*ml"))}
        collect(_in_use(filed, records(copy), wish))
    files = {file: (was.get(file), data) for file, data in now.items() if was.get(file) != data}
    notes += tuple(kept(parts, delete=wish.delete))
    return Plan(tuple(told(parts, delete=wish.delete)), summary(parts, delete=wish.delete), notes, files)


def _in_use(was: Records, now: Records, wish: Wish) -> Iterator[Problem]:
    """Yield a problem for each entry that would be deleted and that templates name, with the places."""
    kinds: tuple[Kind, ...] = ("facts", "sources", "actors")
    for kind in kinds if wish.templates is not None and wish.templates.is_dir() else ():
        assert wish.templates is not None
        for id in was.get(kind, {}).keys() - now.get(kind, {}).keys():
            found = [str(each) for each in template_mentions(wish.templates, wish.templates_shown, kind, id)]
            if found:
                more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
                what = f"the {kind.removesuffix('s')} {id!r} is to be deleted, and is named at {', '.join(found[:SHOWN])}{more}"
                yield Problem(was[kind][id].place, what, "take it out there first, or keep its row")


def _id(names: tuple[str, ...], row: Row) -> str:
    return "/".join(row.text(name) for name in names)


def _apply(copy: Facts, wish: Wanted, filed: Records) -> None:
    """Change the copy of the fact files."""
    by_file: dict[str, dict[tuple[str, int], Mapping[str, Value] | None]] = {}
    for (kind, id), entry in wish.changed.items():
        record = filed[kind][id]
        by_file.setdefault(record.path, {})[kind, record.number] = entry
    for name, changes in by_file.items():
        path = copy.folder / name
        data = path.read_bytes()
        mark = BOM if data.startswith(BOM) else b""
        text = patched(data.removeprefix(BOM).decode(), f"{copy.shown}/{name}", changes)
        path.write_bytes(mark + text.encode())
    for kind, new in wish.added:
        added = addition(copy, kind, cast("Mapping[str, Item]", new), str(new.get("topic", "")))
        added.path.write_bytes(added.data)


def _write(facts: Facts, plan: Plan) -> None:
    """Replace the files; where one cannot be replaced, put those back that were."""
    done: list[str] = []
    try:
        for name, (was, now) in plan.files.items():
            replace_file(facts.folder / name, now, was, f"{facts.shown}/{name}")
            done.append(name)
    except BaseException:
        for name in done:
            was, now = plan.files[name]
            with suppress(InputError):
                replace_file(facts.folder / name, was or b"", now, f"{facts.shown}/{name}")
        raise


# ── What the loader says, at the cells ───────────────────────────────────────────────────────────


def _at_their_cells(copy: Facts, rows: Mapping[tuple[str, str], Row], filed: Records) -> Iterator[Problem]:
    """Yield what the loader finds wrong with the outcome, each at the cell that it comes from, where there is one."""
    _, problems = load_facts(copy.folder, copy.shown)
    if not problems:
        return
    trees = {
        f"{copy.shown}/{path.name}": read_tree(path, f"{copy.shown}/{path.name}")
        for path in copy.folder.glob("[!.]*.y*ml")
    }
    for problem in problems:
        tree = trees.get(problem.where.path)
        place = _cell(tree, problem.where, rows, filed) if tree else None
        yield Problem(place or problem.where, problem.what, problem.cure)


def _cell(tree: Tree, where: Place, rows: Mapping[tuple[str, str], Row], filed: Records) -> Place | None:
    """Return the cell behind the value at `where` of a changed fact file; the old place of an entry without a row."""
    routes = [route for route, place in tree.places.items() if place == where and len(route) > 1]
    route = max(routes, key=len, default=())
    if not route or not isinstance(tree.value, dict):
        return None
    kind = str(route[0])
    entry = listed(tree.value, kind)[int(route[1])]
    name, keys = (kind, str(entry.get("id"))), route[2:]
    if keys[:1] == ("readings",) and len(keys) > 1:
        reading = listed(entry, "readings")[int(keys[1])]
        name, keys = ("readings", f"{name[1]}/{reading.get('name')}"), keys[2:]
    row = rows.get(name)
    if row is None:
        record = filed.get(name[0], {}).get(name[1])
        return record.place if record else None
    cell = row.cells.get(str(keys[0]) if keys else "id")
    return cell.place if cell else row.place
