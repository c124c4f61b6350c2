"""What a person's edit makes of the words beside a fact: a status raised, a hedge dropped, a denial turned round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from rapidfuzz import fuzz, process

from reports.audit.claims.reader import read
from reports.audit.context import Bench
from reports.audit.declared_names import Names
from reports.audit.figure_atoms import atoms, figures_of, normal
from reports.audit.finished.file_audit import CONTENT, Loose
from reports.audit.inline_pieces import Piece
from reports.audit.passages import Passage
from reports.audit.rules.status import upgrades
from reports.audit.sentences import sentence_spans
from reports.document import Document, Text
from reports.document.extracted_text import Extracted, Run
from reports.languages.claim_tables import claim_words, status_forms
from reports.languages.claim_words import RANKS
from reports.languages.lexicon import Lexicon, lexicon
from reports.languages.registry import code_of

LIKE = 60
"""How alike, of 100, an edited line and a line of the document are at least (rapidfuzz's ratio)."""
OUT = "− "
"""Begins what is said of a word that was taken out."""
PART = 85
"""How alike, of 100, a line is at least to the stretch of another one that it was split off from (partial ratio)."""


def altered(
    text: Extracted, generated: Iterable[str], document: Document, *, whole: bool, beside: Iterable[str] = ()
) -> Iterator[Loose]:
    """Yield what a person's edits changed in the words beside facts: words of status typed, of hedge or denial lost or typed.

    Each edited line is held against the line of the document that it is made from; lines without a figure or a source mark
    speak of no fact, and a line of the person's own is told where it raises what the facts beside its figures say.

    Args:
        text: what the file says.
        generated: the lines that the program prints.
        document: what it was made from.
        beside: what it prints besides, such as hover texts, which no edit of a line is held against.
        whole: these are all lines of the file as it is made now, so that any other is a person's own.
    """
    words = lexicon(document.info.language)
    runs = content(text)
    lines, now = list(map(normal, generated)), [normal(run.text) for run in runs]
    known, lost = frozenset((*lines, *map(normal, beside))), Counter(lines) - Counter(now)
    texts = [line for line in lost if figures_of(line, words)]  # a line without a figure or a mark speaks of no fact
    edited = [(run, line) for run, line in zip(runs, now, strict=True) if line and line not in known]
    for run, line in edited:
        found = process.extractOne(line, texts, scorer=fuzz.ratio, score_cutoff=LIKE) if texts else None
        if found is not None:
            others = (each for _, each in edited if each != line)
            told = _kept_apart(_changes(found[0], line, document, words), found[0], others, words)
            yield from (Loose(what, run.name, line) for what in told)
        elif whole:
            yield from (Loose(what, run.name, line) for what in _own(line, known, document, words))


def content(text: Extracted) -> list[Run]:
    """Return what a file says in lines of its document's own."""
    return [run for run in text.runs if run.part in CONTENT and run.part != "tip"]


def _kept_apart(told: Iterator[str], before: str, edited: Iterable[str], words: Lexicon) -> list[str]:
    """Return what is `told` of a line without what went with another part of it: who splits a paragraph takes nothing out."""
    found = list(told)
    if any(what.startswith(OUT) for what in found):
        kept = _guards(" ".join(line for line in edited if _part(line, before)), words)
        found = [what for what in found if not (what.startswith(OUT) and what.removeprefix(OUT) in kept)]
    return found


def _part(line: str, whole: str) -> bool:
    """Return whether a line was part of another."""
    return len(line) < len(whole) and fuzz.partial_ratio(line, whole, score_cutoff=PART) >= PART


def _changes(before: str, after: str, document: Document, words: Lexicon) -> Iterator[str]:
    """Yield the words that make `after` say another thing of the facts in it than `before`."""
    if not figures_of(after, words):
        return
    old, new = _guards(before, words), _guards(after, words)
    claimed = {group for group, _ in _claims(before, document)}
    more = [text for group, text in _claims(after, document) if group not in claimed]
    yield from (text for text in more if not any(word in new for word in text.lower().split()))
    raising = status_forms(code_of(document.info.language))
    denying = claim_words(document.info.language).negators
    for word in new - old:
        if word in raising or word in denying:
            yield word
    for word in old - new:
        if word not in raising:
            yield f"{OUT}{word}"


def _claims(text: str, document: Document) -> Iterator[tuple[str, str]]:
    """Yield what `text` says is agreed, given, done or ended, beside a figure or going on about one: group and words."""
    words, said = claim_words(document.info.language), lexicon(document.info.language)
    beside = False
    for start, end in sentence_spans(text):
        sentence = read(text, (start, end), (), words)
        beside = bool(figures_of(text[start:end], said)) or (beside and sentence.goes_on)
        for claim in sentence.claims if beside else ():
            group = claim.group
            strong = group is not None and group.kind in ("stage", "ended", "state") and group.rank >= RANKS["agreed"]
            if strong and group is not None and claim.real and claim.finite and not claim.denied:
                words_said = text[claim.start : claim.end]
                if not figures_of(words_said, said):  # a figure by hand is told by itself
                    yield group.name, words_said


def _own(line: str, known: Set[str], document: Document, words: Lexicon) -> Iterator[str]:
    """Yield what a line of the person's own claims beside a figure and no `known` line does, or of whom no fact says so.

    Figures that stand in no `known` line are the person's own too; they are told by themselves.
    """
    if figures := figures_of(line, words):
        claims = tuple(_claims(line, document))
        if not any(figures & figures_of(each, words) for each in known if claims):
            return
        claimed = {group for each in known for group, _ in _claims(each, document)} if claims else frozenset[str]()
        yield from (text for group, text in claims if group not in claimed)
        return
    passage = Passage(document.info, "paragraph", line, (Piece(0, len(line), Text(line)),), None, ())
    bench = Bench(document.book, Names(document.book), document.info.language)
    yield from (finding.words for finding in upgrades(passage, bench))


def _guards(text: str, words: Lexicon) -> Counter[str]:
    return Counter({atom: count for atom, count in atoms(text, words).items() if atom in words.guards})
