"""A judge of where each word of a merged report ended up.

Whatever a merge does, a row that holds two stamps, the label of another row, the figure of another row, or a typed word
that was typed elsewhere, is a mix.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.merge_rows import NUMBER, PARTS, STAMP, TYPED, State


@dataclass
class Judge:
    """Knows all versions of a report and what was typed where, and says what is wrong in a merged file."""

    versions: list[State] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    """Stamp of the row or block in which each word was typed; empty for one of a person's own."""

    def labels(self, told: str) -> set[str]:
        """Return the labels that an entry had."""
        return {each.label for state in self.versions for each in state.entries() if each.stamp == told}

    def one_body(self, one: str, other: str) -> bool:
        """Return whether two stamps are one, or of rows whose label no other row has: there the label says which row it is."""
        return one == other or bool(self.alone(one) & self.alone(other))

    def alone(self, told: str) -> set[str]:
        """Return the labels that an entry had for itself."""
        found = set()
        for state in self.versions:
            for part in PARTS:
                labels = [each.label for each in getattr(state, part)]
                mine = (each.label for each in getattr(state, part) if each.stamp == told)
                found |= {label for label in mine if labels.count(label) == 1}
        return found

    def values(self, told: str) -> set[str]:
        """Return the values that the fact of an entry had."""
        return {state.value(each.number) for state in self.versions for each in state.entries() if each.stamp == told}

    def wrong(self, units: Sequence[Sequence[str]]) -> list[str]:
        """Return what is wrong with rows, key figures and paragraphs, each given as its cells."""
        return [f"{what}: {' | '.join(cells)}" for cells in units for what in self._wrong(cells)]

    def _wrong(self, cells: Sequence[str]) -> Iterator[str]:
        text = " | ".join(cells)
        stamps = {*STAMP.findall(text)}
        if len(stamps) > 1:
            yield "two rows in one"
            return
        told = next(iter(stamps), "")
        numbers = {*NUMBER.findall(text)}
        if told and numbers - self.values(told):
            yield "a figure of another row"
        if not told and len({number[1:] for number in numbers}) > 1:
            yield "figures of two rows"
        label = " ".join(TYPED.sub(" ", cells[0]).split())
        if told and len(cells) > 2 and label and label not in self.labels(told):
            yield "the label of another row"
        for word in TYPED.findall(text):
            if told and self.typed[word] and not self.one_body(self.typed[word], told):
                yield "typed in another row"
