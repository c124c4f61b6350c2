"""The second audit: what stands in a finished file is what the document says, figure for figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from reports.audit.figure_atoms import atoms, figures_of, folded, normal
from reports.audit.finished.chart_rows import chart_faults
from reports.audit.finished.expected_figures import LEAST, Due
from reports.audit.finished.expected_lines import Line
from reports.audit.finished.line_breaks import addresses_in, blotted, broken, hyphened, rejoined, without
from reports.audit.finished.printed_text import Printed
from reports.audit.finished.source_list import unlisted
from reports.document.extracted_text import Extracted, Run
from reports.errors import Place, Problem
from reports.languages.lexicon import Lexicon, lexicon

CONTENT = frozenset({"body", "table", "footnote", "slide", "notes", "tip", "page"})
"""Parts that hold the document's own lines; all others repeat them."""
TIP = "tip"
"""The part that some office programs drop when they save, so that what it lacks makes up for no figure elsewhere."""
Group = tuple[int, bool]
"""Number of a slide, 0 in a Word file, and whether it is hover texts: what is balanced as one."""
SHOWN = 90
"""Characters of a line that a message quotes."""
_WORD = re.compile(r"[^\W_]+")
"""A word or a figure, as `blotted` tells them apart."""
CURE = "the writer and the document disagree: report it with the fact file and the templates"


class Loose(NamedTuple):
    """A figure in a file that the document does not account for, or one of the document that the file lacks."""

    figure: str
    """Digits or a number word."""
    part: str
    """Where, in words: 'slide 3', 'table'."""
    line: str
    """The line around it."""


class Comparison(NamedTuple):
    """How a finished file compares with its document."""

    figures: int
    """Digits and number words found in it."""
    missing: tuple[Loose, ...]
    extra: tuple[Loose, ...]
    faults: tuple[str, ...]
    """What is wrong in its charts and source list."""

    @property
    def clean(self) -> bool:
        """Return whether the file holds exactly the figures of the document."""
        return bool(self.figures) and not (self.missing or self.extra or self.faults)


def audit_text(name: str, text: Extracted, expected: Printed, language: str) -> tuple[Problem, ...]:
    """Return every figure of a finished file that is not the document's, and every one that it lacks.

    Args:
        name: of the file, for messages.
        text: what the file says.
        expected: what a file of its format must and may show of its document.
        language: tag of the document's language.
    """
    place = Place(name)
    found = compare(text, expected, language)
    problems = [Problem(place, f"{part}: {what}", CURE) for part, what in told(found)]
    if not found.figures:
        problems.append(Problem(place, "no figure can be found in the file", CURE))
    return tuple(sorted(set(problems)))


def told(found: Comparison) -> Iterator[tuple[str, str]]:
    """Yield where, and what is wrong, in words."""
    for loose in found.extra:
        yield loose.part, f"“{loose.figure}” comes from no fact, in “{_short(loose.line)}”"
    for loose in found.missing:
        yield loose.part, f"“{loose.figure}” is missing or altered, in “{_short(loose.line)}”"
    yield from (("chart or sources", fault) for fault in found.faults)


def compare(text: Extracted, expected: Printed, language: str) -> Comparison:
    """Return how the text of a finished file compares with what is expected; also for files that a person has edited."""
    if not expected.paged:  # which people edit: a replaced no-break space is no change
        expected, text = expected.even(), text.even()
    words = lexicon(language)
    ledger = _Ledger(expected, words)
    text = replace(text, runs=_numbered(text.runs, expected))
    missing, extra = ledger.pages(text) if expected.paged else ledger.lines(text.runs)
    faults = (
        *unlisted(expected.sources, (run.text for run in text.runs if run.part in CONTENT)),
        *chart_faults(expected.charts, text.charts, words, language),
    )
    count = sum(figures_of(run.text, words).total() for run in text.runs if run.part in CONTENT)
    return Comparison(count, missing, extra, faults)


def _numbered(runs: tuple[Run, ...], expected: Printed) -> tuple[Run, ...]:
    """Return `runs` with the slides of a source list that goes on over several of them counted as one."""
    slides = max((run.number for run in runs if run.part == "slide"), default=0)
    more = slides - expected.slides
    if more <= 0 or not expected.listed:
        return runs
    at = expected.listed
    return tuple(replace(run, number=max(min(run.number, at), run.number - more)) for run in runs)


@dataclass(frozen=True)
class _Ledger:
    """Sets what a document must show off against what a file shows."""

    expected: Printed
    words: Lexicon

    @cached_property
    def allowed(self) -> Mapping[str, frozenset[str]]:
        """Return the texts with figures that may stand anywhere, by their rarest word."""
        texts = {normal(text) for text in self.expected.allowed}
        kept = [text for text in texts if (len(text) >= LEAST or _is_code(text)) and atoms(text, self.words)]
        by_word: dict[str, set[str]] = {}
        for text in kept:
            by_word.setdefault(_rarest(text), set()).add(text)
        return {word: frozenset(same) for word, same in by_word.items()}

    def within(self, text: str) -> Iterable[str]:
        """Return those of the texts that may stand anywhere which can stand in `text`, longest first."""
        found = {each for word in _WORD.findall(text) for each in self.allowed.get(word, ())}
        return sorted(found, key=lambda each: (-len(each), each))

    def lines(self, runs: Iterable[Run]) -> tuple[tuple[Loose, ...], tuple[Loose, ...]]:
        """Return what is missing and what is extra in a file of paragraphs."""
        due = Due(line for line in self.expected.lines if atoms(line.text, self.words))
        left: list[tuple[Run, str]] = []
        for run in runs:
            text = normal(run.text)
            if atoms(text, self.words) and not (run.part in CONTENT and due.take(text, run.number)):
                left.append((run, text))
        found: dict[Group, Counter[str]] = {}
        context: dict[tuple[Group, str], tuple[str, str]] = {}
        loose: list[Loose] = []
        for run, text in left:
            rest = self.rest(text, due if run.part in CONTENT else None, run.number)
            for atom, count in atoms(rest, self.words).items():
                if run.part in CONTENT:
                    group = (run.number, run.part == TIP)
                    found.setdefault(group, Counter())[atom] += count
                    context.setdefault((group, atom), (run.name, text))
                else:
                    loose.append(Loose(atom, run.name, text))
        missing, extra = self.balance(due, found, context)
        return missing, (*extra, *loose)

    def balance(
        self, due: Due, found: Mapping[Group, Counter[str]], context: Mapping[tuple[Group, str], tuple[str, str]]
    ) -> tuple[tuple[Loose, ...], tuple[Loose, ...]]:
        """Return what is left on either side, slide by slide, or over the whole document; hover texts by themselves."""
        missing: list[Loose] = []
        extra: list[Loose] = []
        wanted: dict[tuple[Group, str], Line] = {}
        counts: dict[Group, Counter[str]] = {}
        for line in due.left():
            group, here = (line.slide, line.part == TIP), atoms(line.text, self.words)
            counts.setdefault(group, Counter()).update(here)
            for atom in here:
                wanted.setdefault((group, atom), line)
        for group in sorted({*counts, *found}):
            want, have = counts.get(group, Counter()), found.get(group, Counter())
            for atom in (want - have).elements():
                line = wanted[group, atom]
                part = f"slide {line.slide}, {line.part}" if line.slide else line.part
                missing.append(Loose(atom, part, normal(line.text)))
            extra += (Loose(atom, *context[group, atom]) for atom in (have - want))
        return tuple(missing), tuple(extra)

    def rest(self, text: str, due: Due | None, number: int) -> str:
        """Return what is left of `text` without what may stand in it and without lines that are due."""
        whole = text
        for line in due.within(text, number) if due is not None else ():
            text = blotted(text, line)
        for allowed in self.within(text):
            if allowed in text:
                text = blotted(text, allowed)
        return self.unnumbered(text, whole)

    def unnumbered(self, text: str, whole: str) -> str:
        """Return an entry of the source list without the number it begins with, where that is the number of its title."""
        for source in self.expected.sources:
            if normal(source.title).rstrip(".") in whole:
                text = re.sub(rf"^{source.number}(?!\w)", "\0", text)
        return text

    # ── Pages ────────────────────────────────────────────────────────────────────────────────────

    def pages(self, text: Extracted) -> tuple[tuple[Loose, ...], tuple[Loose, ...]]:
        """Return what is missing and what is extra in a file of pages, whose paragraphs are not told apart."""
        pages = [run for run in text.runs if run.part == "page"]
        pairs = hyphened(self.texts)
        texts = [folded(rejoined(run.text, pairs)) for run in pages]
        have: Counter[str] = Counter()
        listed = zip(pages, self.listed(texts), strict=True)
        plain = [self.unrun(text, page.number, len(pages)) for page, text in listed]
        for text_left in without(plain, self.addresses):
            have += atoms(text_left, self.words)
        want: Counter[str] = Counter()
        for line in self.expected.lines:
            want += atoms(self.unrun(folded(line.text)), self.words)
        for source in self.expected.sources:
            want += atoms(f"{source.number} {self.unrun(folded(source.title))}", self.words)
        for whole in (atoms(text, self.words) for text in self.expected.together):
            if whole <= have - want:
                want += whole
        may = sum((atoms(each, self.words) for each in self.expected.besides), Counter())
        missing = tuple(Loose(atom, "page", self.around(atom)) for atom in want - have)
        more = have - want - may
        extra = [Loose(atom, *self.on_page(atom, pages)) for atom in more if atom not in self.words.guards]
        for run in text.runs:
            if run.part != "page":
                rest = self.rest(normal(run.text), None, 0)
                extra += (Loose(atom, run.name, normal(run.text)) for atom in figures_of(rest, self.words))
        return missing, tuple(extra)

    def unrun(self, text: str, page: int = 0, pages: int = 0) -> str:
        """Return `text` without what pages print beside the lines."""
        for running in self.running:
            filled = running.replace("{page}", str(page)).replace("{pages}", str(pages))
            if filled in text:
                text = blotted(text, filled)
        return text

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that pages print."""
        return addresses_in(map(folded, self.texts))

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every text that pages print in whole lines."""
        titles = (source.title for source in self.expected.sources)
        return (*(line.text for line in self.expected.lines), *titles, *self.expected.running)

    @cached_property
    def running(self) -> tuple[str, ...]:
        """Return what pages print beside the lines, longest first."""
        texts = {folded(text) for text in self.expected.running}
        kept = {text for text in texts if "{page}" in text or (len(text) >= LEAST and atoms(text, self.words))}
        return tuple(sorted(kept, key=lambda text: (-len(text), text)))

    def listed(self, pages: Sequence[str]) -> Iterator[str]:
        """Yield `pages` without the lines of the table of contents whose heading does stand on the page they give."""
        todo = list(self.expected.contents)
        for page in pages:
            text = page
            for heading in tuple(todo):
                words = broken(folded(heading))
                for entry in re.finditer(rf"{words.pattern} (\d+)(?!\w|\.\d)", text):  # a heading above 2.1 is none
                    number = int(entry[1])
                    there = pages[number - 1] if 1 <= number <= len(pages) else ""
                    if len(words.findall(there)) > (there is page):
                        text = text[: entry.start()] + "\0" + text[entry.end() :]
                        todo.remove(heading)
                        break
            yield text

    def around(self, atom: str) -> str:
        """Return the first line of the document that holds `atom`."""
        lines = (line.text for line in self.expected.lines if atom in atoms(line.text, self.words))
        return normal(next(lines, "the source list"))

    def on_page(self, atom: str, pages: Sequence[Run]) -> tuple[str, str]:
        """Return the page and the line in which `atom` stands."""
        for page in pages:
            for line in page.text.split("\n"):
                if atom in atoms(line, self.words):
                    return page.name, normal(line)
        return "page", ""


def _is_code(text: str) -> bool:
    """Return whether a short text is a name with a figure, such as the id of a fact, which can be told from figures."""
    return any(map(str.isalpha, text)) and any(map(str.isdigit, text))


def _rarest(text: str) -> str:
    """Return the word of `text`, which holds a figure, that hardly any other text has: the longest with a digit."""
    return max(map(str, _WORD.findall(text)), key=lambda word: (any(map(str.isdigit, word)), len(word)))


def _short(plain: str) -> str:
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"
