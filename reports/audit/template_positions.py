"""Where in a template the words of a finding stand: line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.audit.context import Finding
from reports.audit.passages import Passage
from reports.document import FactRef, Name
from reports.errors import Place, Problem
from reports.load.template_files import Templates
from reports.load.translations.chart_texts import charts_of

AHEAD = 60
"""Lines after the start of a block in which its words are looked for."""
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
        """Look up words of the report `report` in `templates`; `passages` are all of its passages."""
        self.templates, self.report, self.passages = templates, report, passages
        self.charts = charts_of(templates, report)
        self.sources: Mapping[str, Source] = {t.path: Source(t.text) for t in templates.sections.values()}

    def problem(self, finding: Finding) -> Problem:
        """Return the finding as a problem."""
        return Problem(self._place(finding), finding.what, finding.cure)

    def _place(self, finding: Finding) -> Place:
        passage = finding.passage
        if passage.route:
            trees = self.charts if passage.chart else self.templates.reports
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
            hits = [match.start() for match in call.finditer(source.text, start, stop)]
            return hits[0] if hits else None
        words = _pattern(finding.words)
        if finding.passage.kind == "tile" and (near := _in_calls(source, words, source.offset(line - BEHIND), stop)):
            return min(near, key=lambda at: abs(at - start))
        if finding.passage.kind == "caption" and (above := words.search(source.text, source.offset(line - 2), start)):
            return above.start()
        if hits := [match.start() for match in words.finditer(source.prose, start, stop)]:
            return hits[min(self._earlier(finding, words), len(hits) - 1)]
        earlier = [match.start() for match in words.finditer(source.text, source.offset(line - BEHIND), start)]
        within = words.search(source.text, start, stop) or _pattern(finding.words, "[*_]*").search(
            source.prose, start, stop
        )
        return earlier[-1] if earlier else within.start() if within else None

    def _earlier(self, finding: Finding, words: re.Pattern[str]) -> int:
        """Return how often the words stand in the same block before the finding."""
        count = 0
        for passage in self.passages:
            if passage is finding.passage:
                return count + sum(1 for match in words.finditer(passage.masked) if match.start() < finding.start)
            if passage.where == finding.passage.where:
                count += len(words.findall(passage.masked))
        return count


def _in_calls(source: Source, words: re.Pattern[str], start: int, stop: int) -> list[int]:
    """Return where `words` stand inside calls, which is where the labels of tiles are typed."""
    return [match.start() for match in words.finditer(source.text, start, stop) if source.prose[match.start()] == "\0"]


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


def _pattern(words: str, between: str = "") -> re.Pattern[str]:
    """Return the pattern that finds `words` as they may be typed: any space, straight quotes; `between` letters, markup."""
    parts = _SPACE.split(words.strip())
    spelled = (between.join(_LIKE.get(character, re.escape(character)) for character in part) for part in parts)
    return re.compile(r"(?<!\w)" + r"[\s\u00a0]+".join(spelled))


def problems(findings: Iterable[Finding], pointer: Pointer) -> Iterable[Problem]:
    """Yield each finding as a problem with its place."""
    return (pointer.problem(finding) for finding in findings)
