"""A figure that a person asks for by typing `[[id]]`, the id of a fact; nothing else in a file from outside is evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.document import Cite, Document
from reports.document.native_digits import own_figure
from reports.domain.wording import NBSP, FormatError, quote
from reports.languages.numerals import digits_alone
from reports.languages.registry import language
from reports.notation.spaces import even_spaces

REQUEST = re.compile(r"\[\[([^\[\]\n]{1,400})\]\]")
"""What is typed for a figure; spaces around the id count for nothing."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
"""Signs into which programs turn a hyphen while it is typed."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, and what has no width."""
REFUSED = "Nothing was printed for"
"""How what is said of a request begins that could not be granted."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person typed for a figure, and where it stands in its paragraph."""

    start: int
    end: int
    typed: str


@dataclass(frozen=True, slots=True)
class Granted:
    """The figure for a request, with the marks of its sources."""

    fact_id: str
    figure: str
    marks: Cite
    digits: str = ""
    """The numbering system of the report; empty for Western digits."""

    @property
    def printed(self) -> str:
        """Return what stands in the place of the request."""
        return self.figure + (NBSP + "".join(map(self.mark, self.marks.numbers)) if self.marks.numbers else "")

    def mark(self, number: int) -> str:
        """Return the mark of a source as the report prints it."""
        return digits_alone(f"[{number}]", self.digits) if self.digits else f"[{number}]"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not granted."""

    typed: str
    why: str
    passage: str = ""
    """The words around it."""

    @property
    def words(self) -> str:
        """Return what is said of it, at its place and in the notes of the build."""
        return f"{REFUSED} “{self.typed}”: {self.why}."


@dataclass(frozen=True, slots=True)
class Kept:
    """A request that was granted: what the base keeps of it."""

    typed: str
    """As the person typed it."""
    printed: str
    """As printed last, with marks."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A request that was granted, and where on a slide its figure stands."""

    kept: Kept
    slide: int
    """Id of the slide."""
    before: str
    """What its paragraph says before it."""
    after: str


def requests(text: str) -> Iterator[Request]:
    """Yield what is typed for figures in the text of a paragraph."""
    for found in REQUEST.finditer(text):
        yield Request(found.start(), found.end(), found[0])


def named(typed: str) -> str:
    """Return the id in a request, whatever a program has made of its letters, hyphens and spaces while it was typed."""
    return _DASHES.sub("-", _UNSEEN.sub("", even_spaces(typed))).strip("[] ").lower()


def answer(typed: str, document: Document) -> Granted | Refusal:
    """Return the figure for a request, in the words of the document's language; that of a fact without one is its statement."""
    from reports.narrative.template_functions import marks  # late: only a file in which somebody asks needs it

    book, id = document.book, named(typed)
    fact = book.facts.get(book.known_as(id))
    if fact is None:
        return Refusal(typed, _unknown(id, document))
    try:
        figure = quote(fact, "figure" if fact.has_value else "statement", language(document.info.language))
    except FormatError as failure:
        return Refusal(typed, f"the fact {fact.id!r} {failure}")
    return Granted(fact.id, own_figure(figure, document.info), marks((fact.id,), book), document.info.digits)


def _unknown(id: str, document: Document) -> str:
    if "." in id:
        return (
            f"no observation {id!r} is printed in this report, and only those that its templates print can be asked for"
        )
    from reports.narrative.template_functions import unknown  # late, as above

    fault = unknown(id, document.book)
    return "; ".join(filter(None, (fault.what, fault.cure))) or f"the entry {id!r} cannot be read"


__all__ = ["REFUSED", "Granted", "Kept", "Placed", "Refusal", "Request", "answer", "named", "requests"]
