"""How a table writes its numbers: the decimal sign, what groups thousands, marks behind a number and what they mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.domain.datasets.observations import is_number, plain_number
from reports.domain.facts import Observed
from reports.load.datasets.text_table import Table
from reports.tools.curating.entry_blocks import Item

NO_VALUE = frozenset({"", "..", ":", "-", "–", "NA", "N/A", "n/a", "NULL", "null", "nan", "NaN"})
"""What files write where there is no number."""
SIGNS = ((".", ""), (".", " "), (".", ","), (",", ""), (",", " "), (",", "."), (".", "'"), (",", "'"))
"""Decimal sign and group sign; of two that make numbers of equally many columns the first is taken."""
MEANINGS = {
    "p": Observed.PROVISIONAL,
    "e": Observed.ESTIMATED,
    "s": Observed.ESTIMATED,
    "f": Observed.FORECAST,
    "b": Observed.BREAK,
    "c": Observed.SUPPRESSED,
    "r": Observed.NORMAL,
}
"""Marks that statistical offices put behind a number (Eurostat's observation flags); r, revised, is the figure in force.

https://ec.europa.eu/eurostat/data/database/information#Available_flags
"""
_NUMBER = r"[-+−]?[0-9](?:[0-9.,' \u00a0\u202f]*[0-9])?"
_MARKED = re.compile(rf"({_NUMBER}|{'|'.join(re.escape(each) for each in sorted(NO_VALUE) if each)})\s*([^\s0-9.,'%]+)")
_SHORT = 3
"""Letters and signs of a mark at most."""
_LEADING_GROUP = re.compile(r"[-+−]?0[,. '\u00a0\u202f][0-9]{3}")


@dataclass(frozen=True)
class NumberNotation:
    """How the numbers of a table are written."""

    decimal: str
    thousands: str
    """Empty where nothing groups them."""
    flags: Mapping[str, Observed]
    """What stands behind numbers, and what it means; longer ones first."""
    heads: Collection[str]
    """Columns of numbers."""
    unknown: Mapping[str, Sequence[str]]
    """Marks behind numbers whose meaning nothing says, by the head of their column, which is taken for one of names."""

    def keys(self) -> Iterator[tuple[str, Item]]:
        """Yield the keys of a dataset that say so; none where its numbers are plain."""
        if self.decimal != ".":
            yield "decimal", self.decimal
        if self.thousands:
            yield "thousands", self.thousands
        if self.flags:
            yield "flags", {mark: str(meaning) for mark, meaning in self.flags.items()}

    def notes(self) -> Iterator[str]:
        """Yield what the person should check."""
        if self.thousands and self.decimal == ".":
            yield f"{self.thousands!r} in numbers is taken for what groups thousands; check it"
        elif self.decimal == ",":
            yield "',' in numbers is taken for the decimal sign; check it"
        if self.flags:
            said = ", ".join(f"{mark!r} {meaning}" for mark, meaning in self.flags.items())
            yield f"marks behind numbers are taken to mean: {said}; check them"

    def doubts(self) -> Iterator[str]:
        """Yield which columns are taken for names because of marks that nothing explains, and how to explain them."""
        for head, marks in self.unknown.items():
            example = ", ".join(f"{mark}: provisional" for mark in marks)
            yield (
                f"the column {head!r} is taken for names, since its numbers have {', '.join(map(repr, marks))} behind them; "
                f"where they are figures, say what it means: --flags '{example}' (one of {', '.join(Observed)})"
            )

    def plain(self, table: Table) -> Table:
        """Return `table` with its numbers written plainly, with a decimal point, and without marks."""
        at = {n for n, head in enumerate(table.heads) if head in self.heads}
        if not dict(self.keys()):
            return table
        rows = [[self._plain(text) if n in at else text for n, text in enumerate(row)] for row in table.rows]
        return replace(table, rows=rows)

    def _plain(self, text: str) -> str:
        bare = _without_mark(text.strip(), self.flags)
        return bare if bare in NO_VALUE else plain_number(bare, self.decimal, self.thousands)


def notation_of(columns: Mapping[str, Sequence[str]], told: Mapping[str, Observed]) -> NumberNotation:
    """Return how the numbers in `columns`, texts by head, are written; `told` says what marks mean."""
    marks = {mark for texts in columns.values() for mark in _marks(texts)}
    known = {mark: meaning for mark in marks if (meaning := told.get(mark, MEANINGS.get(mark.strip("()[]").lower())))}
    flags = dict(sorted(known.items(), key=lambda pair: (-len(pair[0]), pair[0])))
    bare = {head: [_without_mark(text, flags) for text in texts] for head, texts in columns.items()}
    best = max(SIGNS, key=lambda signs: sum(_are_numbers(texts, *signs) for texts in bare.values()))
    heads = frozenset(head for head, texts in bare.items() if _are_numbers(texts, *best))
    used = {mark for head in heads for mark in _marks(columns[head])}
    unknown = {head: odd for head in columns.keys() - heads if (odd := sorted(_marks(columns[head]) - flags.keys()))}
    return NumberNotation(*best, {mark: meaning for mark, meaning in flags.items() if mark in used}, heads, unknown)


def _marks(texts: Iterable[str]) -> set[str]:
    """Return what stands behind the numbers of a column; nothing where most have something there: those are names."""
    said = [text for text in texts if text not in NO_VALUE]
    marked = [found[2] for text in said if (found := _MARKED.fullmatch(text)) and len(found[2]) <= _SHORT]
    plain = [text for text in said if re.fullmatch(_NUMBER, text)]
    return set(marked) if marked and len(marked) + len(plain) == len(said) and len(marked) <= len(plain) else set()


def _without_mark(text: str, flags: Iterable[str]) -> str:
    mark = next((each for each in flags if text.endswith(each) and _MARKED.fullmatch(text)), "")
    return text.removesuffix(mark).strip()


def _are_numbers(texts: Iterable[str], decimal: str, thousands: str) -> bool:
    """Return whether all that a column says is a number where it is written with these signs."""
    said = [text for text in texts if text not in NO_VALUE]
    if thousands and any(_LEADING_GROUP.match(text) for text in said):
        return False
    return bool(said) and all(is_number(plain_number(text, decimal, thousands)) for text in said)
