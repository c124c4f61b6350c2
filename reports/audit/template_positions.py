"""Where in a template the words of a finding stand: line and column."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import takewhile

from reports.audit.context import Finding
from reports.audit.passages import Passage
from reports.document import FactRef, Name
from reports.errors import Place, Problem
from reports.load.template_files import Templates

AHEAD = 60
"""Lines after the start of a block in which its words are looked for."""
BLOCKS = 16
"""Words and blocks that are kept with what was found in them."""
BEHIND = 20
"""Lines before it: a box is known by its contents, a strip of tiles by its end."""
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|\[[^\]]*\]\{\.literal[^}]*\}", re.DOTALL)
_SPACE = re.compile(r"\s+")
_LIKE = {"’": "[’']", "‘": "[‘']", "“": '[“"]', "”": '[”"]', "…": "(?:…|\\.\\.\\.)", "–": "(?:–|--)", "—": "(?:—|---)"}


@dataclass(frozen=True)
class Source:
    """The text of a template, to look words up in."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """Return the offset of each line."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def prose(self) -> str:
        """Return the text with calls, comments and literals blotted out, as long as before."""
        return _CODE.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), self.text)

    def offset(self, line: int) -> int:
        """Return where the line starts, lines from 1."""
        return self.starts[min(max(line, 1), len(self.starts)) - 1]

    def place(self, path: str, offset: int) -> Place:
        """Return line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return Place(path, line, offset - self.starts[line - 1] + 1)


class Pointer:
    """Turns findings into problems with their places."""

    def __init__(self, templates: Templates, report: str, passages: Sequence[Passage]) -> None:
        """Look up words of the report `report` in `templates`, as it shows them; `passages` are all of its passages."""
        self.templates, self.report, self.passages = templates, report, passages
        self.sources: Mapping[str, Source] = {t.path: Source(t.text) for t in templates.sections.values()}

    def problem(self, finding: Finding) -> Problem:
        """Return the finding as a problem."""
        return Problem(self._place(finding), finding.what, finding.cure)

    def _place(self, finding: Finding) -> Place:
        passage = finding.passage
        if passage.route:
            trees = self.templates.charts if passage.chart else self.templates.reports
            name = passage.chart or self.report
            return trees[name][1].place(passage.route) if name in trees else Place(name)
        where = passage.where or Place(f"templates/{self.report}")
        source = self.sources.get(where.path)
        if source is None or not where.line:
            return where
        offset = self._offset(finding, source, where.line)
        return where if offset is None else source.place(where.path, offset)

    def _offset(self, finding: Finding, source: Source, line: int) -> int | None:
        """Return where the words stand: in the block, in calls of functions in it, in the box around it, or in pieces."""
        start, stop = source.offset(line), source.offset(line + AHEAD)
        stop = stop if stop > start else len(source.text)
        if call := _call(finding):
            hit = call.search(source.text, start, stop)
            return hit.start() if hit else None
        words = _spelling(finding.words)
        if finding.passage.kind == "tile" and (near := _in_calls(source, words, source.offset(line - BEHIND), stop)):
            return min(near, key=lambda at: abs(at - start))
        if finding.passage.kind == "caption" and (above := words.places(source.text, source.offset(line - 2), start)):
            return above[0]
        if hits := words.places(source.prose, start, stop):
            return hits[min(self._earlier(finding, words), len(hits) - 1)]
        if earlier := words.places(source.text, source.offset(line - BEHIND), start):
            return earlier[-1]
        within = words.places(source.text, start, stop)
        marked = None if within else _pattern(finding.words, "[*_]*").search(source.prose, start, stop)
        return within[0] if within else marked.start() if marked else None

    def _earlier(self, finding: Finding, words: Spelling) -> int:
        """Return how often the words stand in the same block before the finding."""
        count = 0
        for passage in self._beside(finding.passage.where):
            places = words.places(passage.masked, 0, len(passage.masked))
            if passage is finding.passage:
                return count + bisect_left(places, finding.start)
            count += len(places)
        return count

    @cached_property
    def _beside(self) -> Callable[[Place | None], Sequence[Passage]]:
        """Return what finds the passages of one block, in reading order."""
        found: dict[Place | None, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.where, []).append(passage)
        return lambda where: found.get(where, ())


def _in_calls(source: Source, words: Spelling, start: int, stop: int) -> list[int]:
    """Return where `words` stand inside calls, which is where the labels of tiles are typed."""
    return [at for at in words.places(source.text, start, stop) if source.prose[at] == "\0"]


def _call(finding: Finding) -> re.Pattern[str] | None:
    """Return the pattern of the call that printed the words, or None where the author wrote them."""
    for piece in finding.passage.pieces:
        if piece.start <= finding.start < piece.end:
            match piece.node:
                case FactRef(fact_id=id):
                    return re.compile(rf"(?:fact|tile)\(\s*['\"]{re.escape(id)}['\"]")
                case Name(actor_id=id):
                    return re.compile(rf"actor\(\s*['\"]{re.escape(id)}['\"]")
                case _:
                    return None
    return None


@dataclass(frozen=True)
class Spelling:
    """Words of a finding as they may be typed."""

    pattern: re.Pattern[str]
    lead: str
    """What every spelling begins with; empty where that may differ."""

    @cached_property
    def places(self) -> Callable[[str, int, int], tuple[int, ...]]:
        """Return what finds where the words stand in a stretch of a text: a figure typed often is asked for as often."""
        return lru_cache(maxsize=BLOCKS)(lambda text, start, stop: tuple(self._places(text, start, stop)))

    def _places(self, text: str, start: int, stop: int) -> Iterator[int]:
        """Yield where the pattern matches; a plain search for its lead leaves it little to try."""
        at = text.find(self.lead, start, stop)
        while at >= 0:
            found = self.pattern.match(text, at, stop) if self.lead else self.pattern.search(text, at, stop)
            if found:
                yield found.start()
            elif not self.lead:
                return
            at = text.find(self.lead, max(found.end(), at + 1) if found else at + 1, stop)


@lru_cache(maxsize=BLOCKS)
def _spelling(words: str) -> Spelling:
    first = _SPACE.split(words.strip())[0]
    return Spelling(_pattern(words), "".join(takewhile(lambda character: character not in _LIKE, first)))


def _pattern(words: str, between: str = "") -> re.Pattern[str]:
    """Return the pattern that finds `words` as they may be typed: any space, straight quotes; `between` letters, markup."""
    parts = _SPACE.split(words.strip())
    spelled = (between.join(_LIKE.get(character, re.escape(character)) for character in part) for part in parts)
    return re.compile(r"(?<!\w)" + r"[\s\u00a0]+".join(spelled))


def problems(findings: Iterable[Finding], pointer: Pointer) -> Iterable[Problem]:
    """Yield each finding as a problem with its place."""
    return (pointer.problem(finding) for finding in findings)
