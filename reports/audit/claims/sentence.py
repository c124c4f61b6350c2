"""What is read off one sentence: its claims, and how it makes them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.languages.claim_words import RANKS
from reports.languages.phrases import Group

Span = tuple[int, int]
_ENDED = Group(RANKS["done"], "ended", "end")
BRIEF = 6
"""Words and marks of a sentence that goes on about the one before, though no pronoun says so."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A word or phrase that claims something."""

    start: int
    end: int
    lemma: str
    group: Group | None
    """None for a verb that no table knows."""
    rank: int
    """How far it says that a thing has come, as an index of STAGES; what is only meant or possible has not come far."""
    denied: bool
    open: bool
    """Asked, conditional, or said to be unknown: it claims nothing."""
    finite: bool
    """A verb of its own, which tells and does not only name."""
    lapsed: bool = False
    """Denied by words that say that it was so: no longer."""
    present: bool = False
    """A verb in the present, which a date beside it makes a future: opens on 5 May."""

    @property
    def as_ended(self) -> Claim:
        """Return what 'no longer pay' says: that the paying has ended."""
        rank = _ENDED.rank if self.real else self.rank
        return replace(self, group=_ENDED, rank=rank, denied=False)

    @property
    def real(self) -> bool:
        """Return whether it says that something is or was so."""
        return self.rank > RANKS["planned"] and not self.open


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one sentence claims."""

    span: Span
    claims: tuple[Claim, ...]
    voice: int
    """How firmly somebody is said to say so, as an index of VOICES; -1 where nobody is."""
    factive: Span | None
    """Words that make a view a fact."""
    gap: bool
    """Whether it says that something is not known, or asks."""
    denial: Span | None
    """Words that make all of it the opposite."""
    goes_on: bool
    """Whether it may go on about what the sentence before it said."""
    verbs: tuple[int, ...]
    """Where its finite verbs begin."""
    meant: bool
    """Whether a word of it says that something is only meant, expected or possible."""
    tokens: tuple[Token, ...] = field(repr=False, default=())
    words: frozenset[str] = frozenset()
    """Its words in lower case, as lemmas too, the parts of joined ones by themselves."""
    negated: tuple[Token, ...] = ()
    """Its finite verbs that claim nothing of their own and are denied: never issued, did not say."""
    withheld: tuple[tuple[Token, Token], ...] = ()
    """Each thing of which there is said to be none, with the word that says so: no delegation."""

    @property
    def names(self) -> bool:
        """Return whether it names somebody whom the fact book knows."""
        return any(each.lemma == NAME for each in self.tokens)

    @property
    def brief(self) -> bool:
        """Return whether it is so short, and names nobody, that it can only speak of what was said before: work has begun."""
        return len(self.tokens) <= BRIEF and not any(each.lemma in (FIGURE, NAME) for each in self.tokens)

    @property
    def tells(self) -> bool:
        """Return whether it has a finite verb."""
        return bool(self.verbs)
