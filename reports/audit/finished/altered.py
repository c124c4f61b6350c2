"""What a person's edit makes of the words beside a fact: a status raised, a hedge dropped, a denial turned round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from reports.audit.figure_atoms import atoms, figures_of, normal
from reports.audit.finished.expected_lines import Line
from reports.audit.finished.file_audit import CONTENT, Loose
from reports.audit.finished.printed_text import Printed
from reports.document import Document
from reports.document.extracted_text import Extracted
from reports.languages.claim_words import claim_words, status_forms
from reports.languages.lexicon import Lexicon, lexicon
from reports.languages.registry import code_of

LIKE = 60
"""How alike, of 100, an edited line and a line of the document are at least (rapidfuzz's ratio)."""
_WORD = re.compile(r"[^\W\d_]+")


def altered(text: Extracted, expected: Printed, document: Document) -> Iterator[Loose]:
    """Yield what a person's edits changed in the words beside facts: words of status typed, of hedge or denial lost or typed.

    Each edited line is held against the line of the document that it is made from; lines without a figure or a source mark
    speak of no fact, and a line of the person's own is told where it raises what the facts beside its figures say.

    Args:
        text: what the file says.
        expected: what a file of its format must and may show of the document.
        document: what it was made from.
    """
    words = lexicon(document.info.language)
    lines = [line for line in expected.lines if line.text.strip()]
    known = {normal(line.text) for line in lines}
    runs = [run for run in text.runs if run.part in CONTENT and run.part != "tip"]
    kept = Counter(normal(run.text) for run in runs)
    lost = [line for line in lines if normal(line.text) not in kept and _guarded(line, words)]
    texts = [normal(line.text) for line in lost]
    for run in runs:
        line = normal(run.text)
        if line in known or not line or not texts:
            continue
        found = process.extractOne(line, texts, scorer=fuzz.ratio, score_cutoff=LIKE)
        if found is not None:
            yield from (Loose(what, run.name, line) for what in _changes(found[0], line, document, words))


def _guarded(line: Line, words: Lexicon) -> bool:
    """Return whether a line speaks of a fact: it has a figure or a source mark."""
    return bool(figures_of(line.text, words))


def _changes(before: str, after: str, document: Document, words: Lexicon) -> Iterator[str]:
    """Yield the words that make `after` say another thing of the facts in it than `before`."""
    if not figures_of(after, words):
        return
    old, new = _guards(before, words), _guards(after, words)
    raising = status_forms(code_of(document.info.language))
    denying = claim_words(document.info.language).negators
    for word in new - old:
        if word in raising or word in denying:
            yield word
    for word in old - new:
        if word not in raising:
            yield f"− {word}"


def _guards(text: str, words: Lexicon) -> Counter[str]:
    return Counter({atom: count for atom, count in atoms(text, words).items() if atom in words.guards})
