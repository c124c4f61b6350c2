"""What a new document says and the fact files do not know yet: figures without a fact, names without an actor."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from reports.audit.capitals import Vocabulary
from reports.audit.figure_search import Figure, figures
from reports.audit.sentences import SENTENCE
from reports.audit.sources.source_references import months
from reports.domain.fact_book import FactBook
from reports.tools.curating.fact_candidates import Candidate, anchor_at

LANGUAGE = "en"
"""The figures and names of documents are looked for in."""
MOST = 20
"""Paragraphs that are listed; more are counted."""
BEHIND = 3
"""Words after a figure that tell what it is of."""
FEWEST = 2
"""Words of a name that is no actor yet: one alone is as often the first of a sentence or a title."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def unseen(
    said: Sequence[str], number: int, title: str, candidates: Collection[Candidate], book: FactBook
) -> Iterator[str]:
    """Yield lines that tell of figures that no candidate explains, each with the command to record it, and of new names.

    Args:
        said: paragraphs of the document.
        number: of the source.
        title: of the source, whose words are nothing new.
        candidates: what was found to agree, differ or be spoken of.
        book: the facts as they were before.
    """
    taken: dict[int, list[tuple[int, int]]] = {}
    for each in candidates:
        taken.setdefault(each.paragraph, []).append(each.span)
    new = {n: found for n, text in enumerate(said, 1) if text != title and (found := _new(text, taken.get(n, ())))}
    yield from _figures(said, number, new)
    names = dict.fromkeys(name for text in said if text != title for name in _names(text, book))
    if names:
        yield ""
        yield f"no actor yet: {', '.join(names)}"


def _figures(said: Sequence[str], number: int, new: Mapping[int, Sequence[Figure]]) -> Iterator[str]:
    if new:
        yield ""
        yield "no fact yet:"
    for n, found in list(new.items())[:MOST]:
        text = said[n - 1]
        shown = ", ".join(f"“{_with_noun(text, each)}”" for each in found)
        anchor = anchor_at(text, found[0].start, found[0].end).replace('"', r"\"").replace("$", r"\$")
        yield f"  ¶ {n:<4}{shown}"
        yield f'        invoke new-fact --source {number} --paragraph {n} --anchor "{anchor}"'
    if len(new) > MOST:
        yield f"  and in {len(new) - MOST} more paragraphs"


def _new(text: str, taken: Collection[tuple[int, int]]) -> tuple[Figure, ...]:
    """Return the figures of a paragraph that are no year, no day of a month and in no candidate."""
    return tuple(
        each
        for each in figures(text, LANGUAGE)
        if each.value is not None
        and not _YEAR.fullmatch(each.text)
        and not _is_day(text, each)
        and not any(start < each.end and each.start < end for start, end in taken)
    )


def _is_day(text: str, figure: Figure) -> bool:
    names = [name for month in range(1, 13) for name in months(month)]
    before = text[: figure.start].rstrip(" .").lower()
    after = text[figure.end :].lstrip().lower()
    return any(before.endswith(f" {name}") or before == name or after.startswith(name) for name in names)


def _with_noun(text: str, figure: Figure) -> str:
    words = re.split(r"[,.;:!?)”]", text[figure.end :])[0].split()[:BEHIND]
    return " ".join((figure.text.strip(), *words))


def _names(text: str, book: FactBook) -> Iterator[str]:
    """Yield the names of several words that the fact files do not know."""
    vocabulary = Vocabulary(book, LANGUAGE)
    openings = {0, *(match.end() for match in SENTENCE.finditer(text))}
    for start, end, strange in vocabulary.names(text, openings):
        if strange and len(text[start:end].split()) >= FEWEST:
            yield text[start:end]
