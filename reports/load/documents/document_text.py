"""The text of a document by what it is, told from its first bytes and its ending: title, paragraphs, and what is no content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from reports.errors import InputError, Place, Problem

_LINE = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r"-{3}\s*")
_KEY = re.compile(r"title\s*:\s*(.+)", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*")
_RULE = re.compile(r"[\s|:+=_*-]+")
"""A line that only draws: below the head of a table, between parts."""
MARKDOWN, PAGES = (".md", ".markdown"), (".html", ".htm", ".xhtml")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentText:
    """What a document says."""

    title: str
    """As the document gives it, and as it stands in it; its first paragraph where it gives none."""
    paragraphs: tuple[str, ...]
    """Without blank ones; the first is paragraph 1."""
    apart: frozenset[int] = frozenset()
    """Numbers of paragraphs that are no content: the front matter of Markdown, lines that only draw."""

    @property
    def content(self) -> tuple[str, ...]:
        """Return the paragraphs, those that are no content empty."""
        return tuple("" if n in self.apart else text for n, text in enumerate(self.paragraphs, 1))


def plain_lines(text: str) -> tuple[str, ...]:
    """Return the non-blank lines of a text; the first is paragraph 1."""
    return tuple(line.strip() for line in _LINE.split(text) if line.strip())


def is_packed(raw: bytes) -> bool:
    """Return whether a document is one whose text has to be unpacked: PDF or Word."""
    return raw.startswith((b"%PDF", b"PK\x03\x04"))


def unpacked(raw: bytes, shown: str) -> DocumentText:
    """Return the text of a PDF or Word file.

    Args:
        raw: its bytes.
        shown: how messages name it.

    Raises:
        InputError: it is damaged, locked, another file, or holds no text.
    """
    if raw.startswith(b"%PDF"):
        from reports.load.documents.pdf_text import pdf_text

        made = _tried(pdf_text, raw, shown)
        empty = (
            "holds no text, only pictures of pages",
            "run character recognition over it, or copy its text into a .txt file",
        )
    else:
        from reports.load.documents.word_text import word_text

        made, empty = _tried(word_text, raw, shown), ("is empty", "name a file that holds the text of the document")
    if not made.paragraphs:
        raise InputError([Problem(Place(shown), *empty)])
    return made


def _tried(read: Callable[[bytes], DocumentText], raw: bytes, shown: str) -> DocumentText:
    try:
        return read(raw)
    except ValueError as failure:
        raise InputError([Problem(Place(shown), str(failure), "save its text as plain text, in UTF-8")]) from None


def read_as(text: str, name: str) -> DocumentText:
    """Return the text of a document that is text, as Markdown or HTML where its name or its beginning says so."""
    ending = PurePath(name).suffix.lower()
    if ending in PAGES or _HTML.match(text):
        from reports.load.documents.web_page import web_page

        return web_page(text)
    return _markdown(plain_lines(text)) if ending in MARKDOWN else _plain(plain_lines(text))


def _plain(said: tuple[str, ...]) -> DocumentText:
    return DocumentText(said[0] if said else "", said)


def _markdown(said: tuple[str, ...]) -> DocumentText:
    """Return Markdown by its lines, which people count: the title of its front matter or of its first heading."""
    front = _front_matter(said)
    keys = (match[1].strip("\"' ") for n in sorted(front) if (match := _KEY.fullmatch(said[n - 1])))
    rest = [(n, text) for n, text in enumerate(said, 1) if n not in front]
    heads = (match[1] for _, text in rest if (match := _HEADING.fullmatch(text)))
    first = (text for _, text in rest)
    title = next(keys, "") or next(heads, "") or next(first, "")
    return DocumentText(title, said, front | {n for n, text in rest if _RULE.fullmatch(text)})


def _front_matter(said: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers of the paragraphs of front matter, its fences with them; none where it is not closed."""
    if not said or not _FENCE.fullmatch(said[0]):
        return frozenset()
    end = next((n for n, text in enumerate(said[1:], 2) if _FENCE.fullmatch(text)), 0)
    return frozenset(range(1, end + 1))


def titled(said: tuple[str, ...], offered: Iterator[str] | tuple[str, ...]) -> str:
    """Return the first title of those offered that the paragraphs hold, else the first paragraph."""
    flat = [" ".join(text.split()).casefold() for text in said]
    for title in offered:
        plain = " ".join(title.split())
        if plain and any(plain.casefold() in text for text in flat):
            return plain
    return said[0] if said else ""
