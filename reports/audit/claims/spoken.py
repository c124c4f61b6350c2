"""A passage read: what each of its sentences claims, and of which facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reports.audit.claims.reader import read
from reports.audit.claims.sentence import Claim, Sentence
from reports.audit.claims.tokens import NAME
from reports.audit.declared_names import Names
from reports.audit.inline_pieces import Piece
from reports.audit.passages import Passage
from reports.audit.sentences import MASK, Span, sentence_spans
from reports.document import Cite, FactRef, Name, Text
from reports.languages.claim_words import ClaimWords

FRAGMENTS = frozenset({"cell", "head", "label", "tile"})
"""Kinds of passage that are no sentences: who says so stands in the head, the title or the status beside them."""
AROUND_FACTS = FRAGMENTS | {"chart", "alt", "caption"}
"""Kinds of passage that stand around facts of their own: those of a row, a chart, a table."""
SPLITS = frozenset({",", ";", ":", "(", ")", "—", "–", "،", "؛"})
"""Marks at which a part of a sentence ends that may speak of a fact of its own."""
WORDS_ONLY = frozenset({"label", "status", "hedge", "difference", "reason", "id", "place", "statement", "quotation"})
"""Formats that print words of a fact, which it licenses."""


class Subject(NamedTuple):
    """The facts that a claim speaks of."""

    facts: tuple[str, ...]
    each: bool
    """Whether each of them must license it, as where figures are printed; else one is enough."""


@dataclass(frozen=True)
class Spoken:
    """One passage as it is read."""

    passage: Passage
    words: ClaimWords
    names: Names
    text: str
    """With figures blotted out and source marks as blanks, as long as before."""
    refs: tuple[tuple[int, FactRef], ...]
    """The figures printed, each with its place; words of facts are left out."""
    cites: tuple[Piece, ...]
    """The source marks."""

    @cached_property
    def named(self) -> tuple[Span, ...]:
        """Return the stretches that are declared names."""
        return self.names.spans(self.passage.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return what each sentence claims."""
        text, named, words, fragment = self.text, self.named, self.words, self.passage.kind in FRAGMENTS
        return tuple([read(text, span, named, words, fragment=fragment) for span in sentence_spans(text)])

    def sentence_at(self, place: int) -> Sentence | None:
        """Return the sentence that a place of the text stands in; None behind the last one."""
        return next((each for each in self.sentences if each.span[0] <= place < each.span[1]), None)

    def units(self, sentence: Sentence) -> tuple[Span, ...]:
        """Return the stretches of a sentence that end with a source mark each; the last holds what follows the last mark."""
        start, end = sentence.span
        found: list[Span] = []
        at = start
        for piece in self.cites:
            if start <= piece.start < end or (piece.start == end and piece is self.cites[-1]):
                found.append((at, piece.end))
                at = piece.end
        if at < end:
            rest = any(character.isalpha() for character in self.text[at:end])
            own = any(at <= place < end for place, _ in self.refs)
            if found and not (rest and own):
                found[-1] = (found[-1][0], end)
            else:
                found.append((at, end))
        return tuple(found)

    def subject(self, sentence: Sentence, claim: Claim) -> Subject:
        """Return the facts that `claim` speaks of: figures printed near it, or those that the next mark stands for."""
        units = self.units(sentence)
        number = next((n for n, unit in enumerate(units) if unit[0] <= claim.start < unit[1]), 0)
        unit = units[number]
        if refs := self._near(sentence, unit, claim):
            return Subject(refs, each=True)
        if cited := self.cited(unit):
            return Subject(cited, each=False)
        for other in (*units[number + 1 :], *reversed(units[:number])):
            near = tuple(node.fact_id for place, node in self.refs if other[0] <= place < other[1])
            if near or (near := self.cited(other)):
                return Subject(tuple(dict.fromkeys(near)), each=False)
        return Subject((), each=False)

    def cited(self, unit: Span) -> tuple[str, ...]:
        """Return the facts that the marks in a stretch stand for."""
        ids = [
            id
            for piece in self.cites
            if unit[0] <= piece.start < unit[1] and isinstance(piece.node, Cite)
            for id in piece.node.fact_ids
        ]
        return tuple(dict.fromkeys(ids))

    def _near(self, sentence: Sentence, unit: Span, claim: Claim) -> tuple[str, ...]:
        """Return the figures of the part of `unit` in which `claim` stands; of all of it where no part does."""
        refs = [(place, node) for place, node in self.refs if unit[0] <= place < unit[1]]
        refs = [each for n, each in enumerate(refs) if not (n and self._is_whole_of(sentence, refs[n - 1], each))]
        if not self.words.weighing.isdisjoint(sentence.words):
            refs = [each for each in refs if not self._weighed(sentence, claim, each[0])] or refs
        if refs and self._another(sentence, claim, refs):
            return ()
        if len(refs) < 2:
            return tuple(node.fact_id for _, node in refs)
        if measured := self._measured_by(sentence, claim, refs):
            return (measured,)
        parts = self._parts(sentence, unit, [place for place, _ in refs])
        own = next((part for part in parts if part[0] <= claim.start < part[1]), unit)
        near = [node.fact_id for place, node in refs if own[0] <= place < own[1]]
        return tuple(dict.fromkeys(near or [node.fact_id for _, node in refs]))

    def _is_whole_of(self, sentence: Sentence, one: tuple[int, FactRef], other: tuple[int, FactRef]) -> bool:
        """Return whether a figure is only the whole of which the one before it is a part: it has approved {…} of {…}."""
        part = self.names.book.facts.get(one[1].fact_id)
        if part is None or part.part_of != other[1].fact_id:
            return False
        between = [each for each in sentence.tokens if one[0] + len(one[1].text) <= each.start < other[0]]
        return bool(between) and all(each.lemma in self.words.prepositions | self.words.determiners for each in between)

    def _weighed(self, sentence: Sentence, claim: Claim, place: int) -> bool:
        """Return whether the figure at `place` only measures what is claimed before it: rose to {…}, above the target of {…}.

        The words of its own between, such as 'target', say what it is.
        """
        words = self.words
        between = [each for each in sentence.tokens if claim.end <= each.start < place]
        at = next((n for n in range(len(between) - 1, -1, -1) if between[n].lemma in words.weighing), None)
        if at is None or not any(claim.end <= other < between[at].start for other, _ in self.refs):
            return False
        own = between[at + 1 :]
        small = words.determiners | words.adverbs | words.prepositions | words.hedging
        told = any(each.is_stop or each.lemma in words.joins or each.start in sentence.verbs for each in own)
        return not told and any(each.lemma not in small for each in own)

    def _measured_by(self, sentence: Sentence, claim: Claim, refs: Sequence[tuple[int, FactRef]]) -> str:
        """Return the fact whose figure measures the noun `claim`, right behind it: more than the grant of {…} would cover."""
        words = self.words
        behind = [each for each in sentence.tokens if each.start >= claim.end][:2]
        if claim.finite or len(behind) < 2 or behind[0].lemma not in words.prepositions:
            return ""
        return next((node.fact_id for place, node in refs if behind[0].end <= place <= behind[1].start), "")

    def _another(self, sentence: Sentence, claim: Claim, refs: Sequence[tuple[int, FactRef]]) -> bool:
        """Return whether `claim` follows the figures, 'and' and a name that is new: it speaks of somebody else."""
        last = refs[-1][0]
        if claim.start < last:
            return False
        between = [each for each in sentence.tokens if last < each.start < claim.start]
        joined = next((n for n, each in enumerate(between) if each.lemma in self.words.joins), None)
        if joined is None:
            return False
        earlier = {each.text for each in sentence.tokens if each.lemma == NAME and each.start < last}
        return any(each.lemma == NAME and each.text not in earlier for each in between[joined : joined + 3])

    def _parts(self, sentence: Sentence, unit: Span, places: list[int]) -> list[Span]:
        """Return the parts of `unit`, cut where either side prints a figure and claims something."""
        claims = sorted({*sentence.verbs, *(each.start for each in sentence.claims)})
        parts, start = [], unit[0]
        cuts = [
            each.start
            for each in sentence.tokens
            if unit[0] < each.start < unit[1] and (each.text in SPLITS or each.lemma in self.words.joins)
        ]
        for cut in cuts:
            left = any(start <= place < cut for place in places) and any(start <= claim < cut for claim in claims)
            right = any(cut <= place < unit[1] for place in places) and any(cut <= claim < unit[1] for claim in claims)
            if left and right:
                parts.append((start, cut))
                start = cut
        return [*parts, (start, unit[1])]


def spoken_of(passage: Passage, words: ClaimWords, names: Names) -> Spoken:
    """Return `passage` as it is read in the language of `words`."""
    refs, cites = [], []
    for piece in passage.pieces:
        node = piece.node
        if isinstance(node, Cite):
            cites.append(piece)
        elif isinstance(node, FactRef) and node.form.split(":")[0] not in WORDS_ONLY:
            refs.append((piece.start, node))
    return Spoken(passage, words, names, _blotted(passage), tuple(refs), tuple(cites))


def _blotted(passage: Passage) -> str:
    """Return the text of a passage with figures blotted out and source marks as blanks, as long as before.

    The status above the figure of a tile ends in a mark: it excuses nothing that the label below says.
    """
    traced = [piece for piece in passage.pieces if not isinstance(piece.node, Text | Name)]
    start = next((piece.start for piece, _ in passage.refs), 0) if passage.kind == "tile" else 0
    parts, last = [], 0
    for piece in traced:
        blot = " " if isinstance(piece.node, Cite) else MASK
        before = passage.text[last : piece.start]
        parts += [before if not 0 < piece.start == start else f"{before[:-1]};", blot * (piece.end - piece.start)]
        last = piece.end
    return "".join((*parts, passage.text[last:])) if parts else passage.text
