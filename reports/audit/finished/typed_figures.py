"""Figures that a person typed into a finished file, which nothing in its document stands behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.audit.figure_atoms import figures_of
from reports.audit.figure_search import figures
from reports.audit.finished.file_audit import TIP, Loose, compare
from reports.audit.finished.printed_text import Printed
from reports.document import Document
from reports.document.extracted_text import Extracted, Run
from reports.languages.lexicon import lexicon
from reports.notation.spaces import even_spaces

SLIDES = frozenset({"slide", "notes"})
"""Parts of a file that belong to one slide."""
Line = tuple[str, str]
"""A line on a slide or in its notes: the part, and what it says."""
HALF = 0.5
"""Share of the lines of a slide from which it is a copy of another one."""
AROUND = 60
"""Characters before and after a figure that are quoted, at most."""


def strays(text: Extracted, expected: Printed, document: Document, known: Iterable[str] = ()) -> Iterator[Loose]:
    """Yield every figure of an edited file that its document does not account for, with some words around it.

    One that stands several times on a slide is told once. Those that only moved, as slides do that are re-sorted, are none,
    nor are those that a copied slide has from the one that it is of, nor marks of sources that the document has.

    Args:
        text: what the file says.
        expected: what a file of its format must and may show of `document`.
        document: what it was made from.
        known: figures that were found before, each as often as it was; they are left out.
    """
    found = compare(_once(text, expected), expected, document.info.language)
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


def _once(text: Extracted, expected: Printed) -> Extracted:
    """Return the text without the lines that slides have from slides before them, as copies that a person made.

    Of a copy only what it says as the other slide says it goes, and what stands there more often than it is generated.
    """
    slides: dict[int, list[Line]] = {}
    for run in text.runs:
        if run.part in SLIDES:
            slides.setdefault(run.number, []).append((run.part, run.text))
    generated = Counter(even_spaces(line.text) for line in expected.lines)
    spare = Counter(even_spaces(line) for lines in slides.values() for _, line in lines) - generated
    gone: dict[int, Counter[Line]] = {}
    sets = _line_sets(slides)
    for number, lines in slides.items():
        if not any(spare[even_spaces(line)] > 0 for _, line in lines):
            continue
        for line in _copied(number, slides, sets).elements():
            if spare[even_spaces(line[1])] > 0:
                spare[even_spaces(line[1])] -= 1
                gone.setdefault(number, Counter())[line] += 1
    return replace(text, runs=tuple(_without(text.runs, gone)))


def _line_sets(slides: Mapping[int, Sequence[Line]]) -> dict[int, int]:
    """Return the lines of each slide as bits, the second of its kind apart from the first: quickly held against each other."""
    places: dict[tuple[Line, int], int] = {}
    found = {}
    for number, lines in slides.items():
        counted = Counter(lines).items()
        bits = {places.setdefault((line, n), len(places)) for line, count in counted for n in range(count)}
        found[number] = sum(1 << bit for bit in bits)
    return found


def _copied(number: int, slides: Mapping[int, Sequence[Line]], sets: Mapping[int, int]) -> Counter[Line]:
    """Return the lines of a slide that one slide before it has too; none where they are less than half of them."""
    before = (each for each in slides if each < number)
    most = max(before, key=lambda each: (sets[number] & sets[each]).bit_count(), default=None)
    own = Counter(slides[number])
    shared = own & Counter(slides[most]) if most is not None else Counter[Line]()
    return shared if shared.total() >= HALF * own.total() else Counter()


def _without(runs: Iterable[Run], gone: Mapping[int, Counter[Line]]) -> Iterator[Run]:
    for run in runs:
        left = gone.get(run.number) if run.part in SLIDES else None
        if left and left[run.part, run.text] > 0:
            left[run.part, run.text] -= 1
        else:
            yield run


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
