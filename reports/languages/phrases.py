"""Words and phrases of a language by what they claim: patterns of lemmas, and the groups that claim the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

Pattern = tuple[str, ...]
"""Lemmas that stand in this order."""
TIGHT = "~"
"""A word of a pattern behind this sign stands right after the one before, but for short ones."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words that claim the same."""

    rank: int
    """Of its stage."""
    kind: str
    """stage, event (something that happens at a meeting, a rise, a fall), ended or state."""
    name: str
    """Its first word, by which it is told apart."""


@dataclass(frozen=True)
class Phrases:
    """Patterns of lemmas by their first one, longest first."""

    by_first: Mapping[str, tuple[tuple[Pattern, Group], ...]]
    needed: Mapping[str, tuple[frozenset[str], ...]]
    """The further words of each of these patterns, without its signs: one that a sentence lacks rules the pattern out."""

    def starting(self, lemma: str, here: Set[str]) -> Sequence[tuple[Pattern, Group]]:
        """Return the patterns that begin with `lemma` and whose other words are all among those of the sentence, `here`."""
        if lemma not in self.by_first:
            return ()
        return [each for each, needed in zip(self.by_first[lemma], self.needed[lemma], strict=True) if needed <= here]


def groups(text: str, rank: int, kind: str, *, single: bool = False) -> Iterator[tuple[Pattern, Group]]:
    """Yield each pattern of `text` with its group; with `single`, every pattern is a group of its own."""
    for part in text.split(";"):
        words = part.split()
        for word in words:
            yield tuple(word.split("+")), Group(rank, kind, word if single else words[0])


def patterns(text: str) -> Phrases:
    """Return the patterns of `text`, which claim nothing by themselves."""
    return phrases(list(groups(text, 0, "", single=True)))


def phrases(entries: list[tuple[Pattern, Group]]) -> Phrases:
    """Return the patterns of `entries`, to be found by their first word."""
    table: dict[str, list[tuple[Pattern, Group]]] = {}
    for pattern, group in entries:
        table.setdefault(pattern[0], []).append((pattern, group))
    by_first = {key: tuple(sorted(same, key=lambda each: -len(each[0]))) for key, same in table.items()}
    needed = {key: tuple(_further(pattern) for pattern, _ in same) for key, same in by_first.items()}
    return Phrases(by_first, needed)


def _further(pattern: Pattern) -> frozenset[str]:
    """Return the words of a pattern behind its first one, without their signs."""
    return frozenset(word.removeprefix(TIGHT) for word in pattern[1:]) if len(pattern) > 1 else _NONE


_NONE: frozenset[str] = frozenset()
