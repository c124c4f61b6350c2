"""The rule on attribution: whoever a sentence names beside a fact is named by the fact or by one of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.audit.claims.sentence import Sentence
from reports.audit.claims.spoken import Spoken
from reports.audit.claims.tokens import NAME
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.actors import SENTENCES
from reports.audit.sentences import Span
from reports.document import Text
from reports.domain.facts import Fact

_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def attribution(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield outlets, people, bodies and countries about whom a sentence claims something beside a fact that names them not."""
    if not passage.is_marked or passage.kind not in SENTENCES or passage.panel == "analysis" or bench.unread(passage):
        return
    spoken = bench.spoken(passage)
    strange: tuple[Span, ...] | None = None  # of the whole passage, once a sentence rests on a fact
    for sentence in spoken.sentences:
        facts = [bench.book.facts[id] for id in bench.facts_of(spoken, sentence) if id in bench.book.facts]
        if facts:
            strange = _strange(passage, bench) if strange is None else strange
            yield from _outlets(passage, sentence, facts, bench)
            yield from _unknown(passage, spoken, sentence, strange, bench)
            yield from _subjects(passage, spoken, sentence, bench)


def _strange(passage: Passage, bench: Bench) -> tuple[Span, ...]:
    return tuple(bench.vocabulary.unknown(passage.masked, behind_figure=passage.kind == "tile"))


def _outlets(passage: Passage, sentence: Sentence, facts: list[Fact], bench: Bench) -> Iterator[Finding]:
    cited = {ref.source for fact in facts for each in bench.behind(fact) for ref in each.all_refs}
    start, end = sentence.span
    for found in bench.names.outlets(passage.text):
        if not (start <= found.start < end and found.ids.isdisjoint(cited) and _typed(passage, found.start)):
            continue
        if _says(passage.text, sentence, found.start, found.end, bench):
            words = passage.text[found.start : found.end]
            what = f"“{words}” is no source of {facts[0].id!r}"
            yield Finding(
                passage, found.start, found.end, what, "name the source that says so, or cite a fact of this one"
            )


def _says(text: str, sentence: Sentence, start: int, end: int, bench: Bench) -> bool:
    """Return whether the outlet at `start` is said to say so: according to it, or with a verb of saying behind it."""
    before = text[sentence.span[0] : start].rstrip(" “‘\"'").removesuffix(" the").rstrip()
    if re.search(rf"(?:{bench.beside.text('attribution')})\Z", before):
        return True
    if bench.claims.final and re.match(rf"[\s”’\"]*(?:{bench.beside.text('attribution')})", text[end:]):
        return True
    behind = [each for each in sentence.tokens if each.start >= end][:3]
    verbs, words = [each for each in behind if each.start in sentence.verbs], bench.claims
    linked = before[before.rfind(" ") + 1 :].lower() in words.prepositions  # the archive of the Court owes
    return any(not linked or each.lemma in words.voices.by_first or each.lemma in words.soft for each in verbs)


def _typed(passage: Passage, place: int) -> bool:
    """Return whether an author wrote what stands at `place`."""
    return any(piece.start <= place < piece.end and isinstance(piece.node, Text) for piece in passage.pieces)


def _unknown(
    passage: Passage, spoken: Spoken, sentence: Sentence, strange: Sequence[Span], bench: Bench
) -> Iterator[Finding]:
    """Yield names that neither facts nor sources know, which are `strange`, and well-known bodies that nobody has declared."""
    start, end = sentence.span
    spans = [each for each in strange if start <= each[0] < end]
    spans += list(_bodies(spoken.text[start:end].lower(), start, bench))
    spans += list(_opener(spoken, sentence, bench))
    for first, last in spans:
        if any(s <= first and last <= e for s, e in (*spoken.named, *bench.terms.spans(passage.text))):
            continue
        words = passage.text[first:last]
        what = f"“{words}” is named beside a fact, but no fact or source declares it"
        yield Finding(
            passage, first, last, what, "declare it under 'actors:' and in the facts that name it, or leave it out"
        )
        return


def _bodies(text: str, start: int, bench: Bench) -> Iterator[tuple[int, int]]:
    """Yield where `text`, in lower case, names a well-known body."""
    for body in bench.beside.bodies:
        at = text.find(body)
        if at >= 0 and not text[at - 1 : at].isalnum() and not text[at + len(body) : at + len(body) + 1].isalnum():
            yield start + at, start + at + len(body)


def _opener(spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[tuple[int, int]]:
    """Yield the word that opens a sentence where it can only be a name: no plural, no mass noun, and a verb behind it."""
    row = [each for each in sentence.tokens if not each.is_stop and each.lemma not in bench.claims.adverbs]
    known = (bench.claims.determiners, bench.claims.claiming, {NAME})
    if (
        len(row) < 2
        or not row[0].capital
        or any(row[0].lemma in each for each in known)
        or row[1].start not in sentence.verbs
    ):
        return
    word = row[0].text
    plural = word.endswith(bench.claims.plural) and not row[1].text.endswith(bench.claims.plural)
    mass = tuple(bench.beside.words("mass-endings") - set(bench.claims.plural))
    common = plural or word.endswith(mass) or word in bench.beside.words("openers")
    if common and word not in bench.beside.words("seats"):
        return
    if word in bench.spoken_words or not bench.vocabulary.strange(spoken.text[row[0].start : row[0].end]):
        return
    yield row[0].start, row[0].end


def _subjects(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    """Yield the report's own subjects where a sentence claims something of them beside facts that do not name them."""
    subjects = {*passage.info.subjects, passage.info.focus}
    for unit in spoken.units(sentence):
        ids = [node.fact_id for place, node in spoken.refs if unit[0] <= place < unit[1]] or spoken.cited(unit)
        facts = [bench.book.facts[id] for id in ids if id in bench.book.facts]
        told = [each for each in sentence.claims if unit[0] <= each.start < unit[1] and each.finite and each.real]
        if not facts or not told or any(each.denied for each in told):
            continue
        allowed = frozenset[str]().union(*(bench.names.of(fact) for fact in facts))
        for found in bench.names.actors(passage.text):
            inside = unit[0] <= found.start < unit[1] and _typed(passage, found.start)
            if inside and not found.ids.isdisjoint(subjects) and found.ids.isdisjoint(allowed):
                words = passage.text[found.start : found.end]
                what = f"“{words}” is named beside {facts[0].id!r}, which says nothing of it"
                yield Finding(passage, found.start, found.end, what, "cite a fact that names it, or part the sentence")
                return
