"""Figures that a person typed into a finished file, which nothing in its document stands behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reports.audit.figure_atoms import figures_of
from reports.audit.figure_search import figures
from reports.audit.finished.file_audit import TIP, Loose, compare
from reports.audit.finished.printed_text import Printed
from reports.document import Document
from reports.document.extracted_text import Extracted
from reports.languages.lexicon import lexicon

SLIDES = frozenset({"slide", "notes"})
"""Parts of a file that belong to one slide."""
AROUND = 60
"""Characters before and after a figure that are quoted, at most."""


def strays(text: Extracted, expected: Printed, document: Document, known: Iterable[str] = ()) -> Iterator[Loose]:
    """Yield every figure of an edited file that its document does not account for, with some words around it.

    One that stands several times on a slide is told once. Those that only moved, as slides do that are re-sorted, are none,
    nor are those of a slide that says what another one says, nor marks of sources that the document has.

    Args:
        text: what the file says.
        expected: what a file of its format must and may show of `document`.
        document: what it was made from.
        known: figures that were found before, each as often as it was; they are left out.
    """
    found = compare(_once(text), expected, document.info.language)
    words = lexicon(document.info.language)
    missing = (loose for loose in found.missing if loose.figure not in words.guards)
    moved = Counter(loose.figure for loose in missing if not loose.part.endswith(TIP))
    for figure in known:
        moved += figures_of(figure, words)
    marks = {f"[{source.number}]" for source in document.book.sources.values()}
    left: dict[tuple[str, str], Counter[str]] = {}
    for loose in found.extra:
        if loose.figure in words.guards:
            continue
        if moved[loose.figure]:
            moved[loose.figure] -= 1
        elif loose.figure not in marks:
            left.setdefault((loose.part, loose.line), Counter())[loose.figure] += 1
    yield from _whole(left, document.info.language)


def _once(text: Extracted) -> Extracted:
    """Return the text without slides that say, line for line, what one before them says: copies that a person made."""
    said: dict[int, list[tuple[str, str]]] = {}
    for run in text.runs:
        if run.part in SLIDES:
            said.setdefault(run.number, []).append((run.part, run.text))
    first: dict[tuple[tuple[str, str], ...], int] = {}
    copies = {number for number, lines in said.items() if first.setdefault(tuple(lines), number) != number}
    return replace(text, runs=tuple(run for run in text.runs if not (run.part in SLIDES and run.number in copies)))


def _whole(left: Mapping[tuple[str, str], Counter[str]], language: str) -> Iterator[Loose]:
    """Yield the figures of which something is `left`, by part and line: '$2 billion' for '2' and 'billion'."""
    for (part, line), rest in left.items():
        for figure in figures(line, language):
            own = figures_of(figure.text, lexicon(language))
            if rest & own:
                rest -= own
                yield Loose(figure.text, part, _excerpt(line, figure.start, figure.end))
        yield from (Loose(atom, part, _excerpt(line, 0, 0)) for atom in rest)


def _excerpt(line: str, start: int, end: int) -> str:
    """Return whole words of `line` around what stands from `start` to `end`."""
    before, after = line[:start], line[end:]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return before + line[start:end] + after
