"""What the sheets ask for, as the entries that the fact files are to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.domain.qualifiers import Qualifier
from reports.errors import Problem
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Value
from reports.tools.curating.new_fact import proposed_id
from reports.tools.curating.spreadsheet.cell_comparison import Changed
from reports.tools.curating.spreadsheet.entry_records import Records, listed
from reports.tools.curating.spreadsheet.row_merge import Altered, Gone, Merged, New
from reports.tools.curating.spreadsheet.sheet_columns import FACTS, READINGS, SOURCES, Table

Entry = dict[str, Value]
Key = tuple[str, str]
"""Kind and id of an entry."""
NOTHING = Merged()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fact files are to hold."""

    changed: Mapping[Key, Entry | None]
    """Entries that are there, with their new content; None where they are to go."""
    added: Sequence[tuple[str, Entry]]
    """Kind and content of new ones, in the order of the rows."""


def named(parts: Mapping[str, Merged], filed: Records) -> Mapping[str, Merged]:
    """Return `parts` with an id for each new fact that has none, made from its statement."""
    facts = parts.get(FACTS.kind, NOTHING)
    taken = {*filed[FACTS.kind], *(new.id for new in facts.new)}
    new: list[New] = []
    for each in facts.new:
        id = each.id or proposed_id(each.row.text("statement"), taken)
        taken.add(id)
        new.append(New(each.table, id, each.cells, each.row))
    given = Merged(facts.altered, tuple(new), facts.gone, facts.unknown, facts.problems)
    return {**parts, FACTS.kind: given} if FACTS.kind in parts else parts


def wanted(parts: Mapping[str, Merged], filed: Records, today: str, *, delete: bool) -> Wanted:
    """Return what the fact files are to hold.

    Args:
        parts: what each sheet asks for, with an id for every new row.
        filed: what they hold.
        today: day that new facts are recorded, ISO 8601.
        delete: whether entries without a row go.
    """
    changed: dict[Key, Entry | None] = {}
    added: list[tuple[str, Entry]] = []
    for kind, part in parts.items():
        if kind == READINGS.kind:
            continue
        changed |= {(kind, each.record.id): _entry(each.table, each.record.value, each.cells) for each in part.altered}
        changed |= {(kind, each.record.id): None for each in part.gone if delete}
        added += [(kind, _new(each, today)) for each in part.new]
    fresh = {str(entry["id"]): entry for kind, entry in added if kind == FACTS.kind}
    for fact, readings in _readings(parts.get(READINGS.kind, NOTHING), delete=delete).items():
        now = fresh.get(fact)
        if now is None:
            now = changed.setdefault((FACTS.kind, fact), dict(filed[FACTS.kind][fact].value))
        if now is not None:
            now["readings"] = _changed_readings(now, readings)
            _ordered(FACTS, now)
    return Wanted(changed, added)


def _entry(table: Table, value: Mapping[str, Value], cells: Sequence[Changed]) -> Entry:
    """Return `value` with the changed cells, its keys in the order of the fact file."""
    entry = dict(value)
    for cell in cells:
        if cell.value is None:
            entry.pop(cell.column.key, None)
        else:
            entry[cell.column.key] = cell.value
    _ordered(table, entry)
    return entry


def _ordered(table: Table, entry: Entry) -> None:
    order = {key: n for n, key in enumerate(table.model.model_fields)}
    for key in sorted(entry, key=lambda each: order.get(each, len(order))):
        value = entry.pop(key)
        if value not in ([], {}):
            entry[key] = value


def _new(new: New, today: str) -> Entry:
    """Return a new entry, with what a row may leave out."""
    entry = _entry(new.table, {}, new.cells)
    if new.table is FACTS:
        entry = {"id": new.id, "recorded": today, **entry}
        if {"value", "low"} & entry.keys():
            entry.setdefault("qualifier", "between" if "low" in entry else Qualifier.EXACTLY.value)
    if new.table is SOURCES:
        entry.setdefault("accessed", today)
    _ordered(new.table, entry)
    return entry


# ── Readings, which stand within their fact ──────────────────────────────────────────────────────

Touched = Altered | New | Gone


def _readings(part: Merged, *, delete: bool) -> Mapping[str, list[Touched]]:
    """Return what becomes of the readings of each fact."""
    touched: list[Touched] = [*part.altered, *part.new, *(part.gone if delete else ())]
    found: dict[str, list[Touched]] = {}
    for each in touched:
        id = each.id if isinstance(each, New) else each.record.id
        found.setdefault(id.partition("/")[0], []).append(each)
    return found


def _changed_readings(fact: Entry, touched: Sequence[Touched]) -> list[Value]:
    """Return the readings of `fact`: changed in place, new ones at the end."""
    kept: dict[str, Value] = {str(item.get("name")): item for item in listed(fact, "readings")}
    for each in touched:
        match each:
            case Gone():
                kept.pop(each.record.id.partition("/")[2], None)
            case Altered():
                kept[each.record.id.partition("/")[2]] = _entry(READINGS, each.record.value, each.cells)
            case New():
                entry = _entry(READINGS, {}, each.cells)
                entry.pop("fact", None)
                kept[each.id.partition("/")[2]] = entry
    return list(kept.values())


def homeless(parts: Mapping[str, Merged], filed: Records, *, delete: bool) -> Iterator[Problem]:
    """Yield the rows of readings whose fact is not there, or goes."""
    facts, readings = parts.get(FACTS.kind, NOTHING), parts.get(READINGS.kind, NOTHING)
    going = {each.record.id for each in facts.gone if delete}
    known = (filed[FACTS.kind].keys() | {new.id for new in facts.new}) - going
    rows = [*(new.row for new in readings.new), *(altered.row for altered in readings.altered)]
    for row in rows:
        id = row.text("fact")
        if id and id not in known:
            what = f"the fact {id!r} is deleted" if id in going else f"there is no fact {id!r}{nearest(id, known)}"
            place = row.cells["fact"].place if "fact" in row.cells else row.place
            yield Problem(place, what, "correct the id, or add the fact")
