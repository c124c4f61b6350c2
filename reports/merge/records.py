"""What the merge knows of a paragraph, whatever program saved it: text, figures, marks, style, format, place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reports.notation.spaces import even_spaces

FIELD, NOTE, DRAWING, OTHER = "\ue010", "\ue011", "\ue012", "\ue013"
"""Each stands for one thing in a text that is no letter: a field's result, a footnote's number, a picture or chart."""
THINGS = FIELD + NOTE + DRAWING + OTHER
MARK = "[]"
"""Name of the span of a source mark."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that the program prints by itself."""

    start: int
    end: int
    name: str
    """Bookmark of a figure, or MARK."""


@dataclass(frozen=True, slots=True)
class Record:
    """A paragraph as data; equal records read and look the same."""

    text: str
    spans: tuple[Span, ...] = ()
    things: tuple[str, ...] = ()
    """What each character of THINGS stands for, such as 'REF _Ref_fig_money'."""
    said: tuple[str, ...] = ()
    """What a reader sees of each of them."""
    style: str = ""
    """Name, as the program called it."""
    layout: str = ""
    """Alignment, breaks and frames set on the paragraph itself."""
    format: str = ""
    """Digest of what is set on its words."""
    key: str = ""
    """Hidden bookmark that says which block it is; empty where it has none."""
    extra_keys: tuple[str, ...] = ()
    """Further blocks that a person has joined to it."""
    kind: str = "p"
    """p in the body, c in a table, t in the table of contents, n a footnote, h:first a header, f:default a footer …"""
    at: tuple[int, ...] = ()
    """In a table: number of the table, row, column, paragraph."""
    where: str = ""
    """Template place, `path:line`, as far as known."""
    about: tuple[str, ...] = ()
    """In the first cell of a row: the facts that the row prints or cites, as bookmarks name them."""

    @property
    def shown(self) -> str:
        """Return the text as a reader sees it."""
        if not any(thing in self.text for thing in THINGS):
            return self.text
        said = iter(self.said)
        return "".join(next(said, "") if character in THINGS else character for character in self.text)

    @property
    def entry(self) -> bool:
        """Return whether it is an entry of the table of contents, which Word makes anew; a person may write between."""
        return self.kind == "t" and self.style.startswith("toc")

    @property
    def plain(self) -> str:
        """Return the text in one kind of space and quotation mark, for likeness."""
        return plain(self.text)

    @property
    def unmarked(self) -> str:
        """Return the text without things, source marks and figures that the program has printed."""
        made, at = "", 0
        for span in self.spans:
            made, at = made + self.text[at : span.start] + " ", span.end
        return _THING.sub(" ", made + self.text[at:])

    @property
    def spaced(self) -> str:
        """Return the text in one kind of space, character for character."""
        return even_spaces(self.text)

    def same_words(self, other: Record) -> bool:
        """Return whether both read the same; a no-break space is a space."""
        if self.text == other.text and self.things == other.things:
            return True
        return self.spaced == other.spaced and [*map(even_spaces, self.things)] == [*map(even_spaces, other.things)]

    def same(self, other: Record) -> bool:
        """Return whether both read and look the same."""
        return (
            self.same_words(other)
            and self.format == other.format
            and self.layout == other.layout
            and self.style == other.style
        )


_THING = re.compile(f"[{THINGS}]")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans("“”„‟‘’‚‛′″", "\"\"\"\"''''" + "'\"")


@lru_cache(maxsize=1 << 15)  # a merge asks for each paragraph many times
def plain(text: str) -> str:
    """Return `text` in one kind of space and quotation mark."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip()


def lettered(text: str) -> str:
    """Return `text` without what stands for things that are no letters."""
    return _THING.sub("", text)
