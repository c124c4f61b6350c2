"""The rule on quotation marks: what stands in them is recorded as a quotation, or the title of a source."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.sentences import MASK

_QUOTE_CURE = (
    'print it with {{{{ fact("…", "quotation") }}}}, drop the quotation marks, or, where nobody is quoted, write '
    '[{}]{{.literal why="…"}}'
)


def quotations(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words in quotation marks that no fact records as a quotation and no source bears as a title."""
    if passage.kind == "quote" and passage.masked.strip(MASK + " .,;"):
        yield Finding(
            passage, 0, len(passage.text), f"“{passage.text}” is a quotation by hand", _QUOTE_CURE.format(passage.text)
        )
        return
    for match in bench.words.quotation.finditer(passage.masked):
        said = next((group for group in match.groups() if group is not None), "")
        if (
            not said.strip(MASK + " ")
            or _mentioned(passage, match.start(), match.end(), said, bench)
            or _titled(passage, match.start(), match.end(), bench)
        ):
            continue
        words = passage.text[match.start() : match.end()]
        what = f"{words} stands in quotation marks, but no fact records it as a quotation"
        cure = _QUOTE_CURE.format(words)
        if (id := _recorded(said, bench)) is not None:
            what, cure = f"{words} is a quotation by hand", f'print it with {{{{ fact("{id}", "quotation") }}}}'
        yield Finding(passage, *match.span(), what, cure)


def _recorded(said: str, bench: Bench) -> str | None:
    """Return the fact that records just these words as a quotation."""
    words = said.strip(" .,;").lower()
    return next(
        (id for id, fact in bench.book.facts.items() if (fact.quotation or "").strip(" .,;").lower() == words), None
    )


def _titled(passage: Passage, start: int, end: int, bench: Bench) -> bool:
    """Return whether the words in quotation marks are the title or short name of a source."""
    return any(found.start <= start + 1 and end - 1 <= found.end for found in bench.names.sources(passage.text))


MENTIONED = 4
"""Words that a term may have which a text only mentions."""


def _mentioned(passage: Passage, start: int, end: int, said: str, bench: Bench) -> bool:
    """Return whether the words are only mentioned, as a term is: the word “framework”, so-called “friend-shoring”."""
    before = passage.masked[max(0, start - 24) : start]
    led = bool(bench.beside.pattern("mention", plain=True).search(before))
    return len(said.split()) <= MENTIONED and (led or bool(bench.beside.pattern("defined").match(passage.masked, end)))
