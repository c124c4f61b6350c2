"""What each key of an entry means, for files that carry entries as they stand in the fact file."""

from __future__ import annotations

from collections.abc import Mapping

from reports.domain.open_data.fact_table import FACTS
from reports.domain.open_data.related_tables import ACTORS, SOURCES

_NESTED = {
    "actors": "Ids of those who take part; 'actors' of this file gives their names",
    "countries": "Ids of the countries concerned; 'actors' of this file gives their names",
    "sources": "Where it stands: id of the source, paragraph, cell where it is a table, and words that stand there (anchor)",
    "readings": "Each version of a fact on which sources differ; a key that is missing is as in the fact",
    "preferred": "Name of the reading that is printed",
    "derived_from": "Ids of the facts that it was worked out from",
    "partial": "Lists that the source gives as partial",
    "round": "Decimals to which the formula is rounded",
    "aliases": "Other spellings",
    "short": "Short form",
    "coordinates": "Where in its dataset: the code of each dimension",
    "exact": "The value before it was rounded",
    "shown": "The unit in which texts print it",
    "rounding": "How it was rounded",
}
"""Keys that hold lists or entries, where a table has a text, and those that no table has."""


def _keys() -> Mapping[str, Mapping[str, str]]:
    columns = {
        "sources": {column.name: column.description for column in SOURCES.columns},
        "actors": {column.name: column.description for column in ACTORS.columns},
        "facts": {column.name: column.description for column in FACTS.columns if column.name not in _ONLY_IN_TABLE},
    }
    more = {"sources": ("short",), "actors": ("aliases",), "facts": tuple(_NESTED.keys() - {"aliases", "short"})}
    return {kind: found | {key: _NESTED[key] for key in sorted(more[kind])} for kind, found in columns.items()}


_ONLY_IN_TABLE = frozenset({"figure", "sources_differ", "reading", "signed_off_by", "signed_off_on"})
"""Columns of facts.csv that are no keys of an entry."""
KEYS = _keys()
"""Kind of entry → key → what it means; a key that an entry lacks has no value there."""
