"""Inlines to HTML: text is escaped here and nowhere else, and every mark becomes a link."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest
from typing import assert_never

from reports.document import (
    Cite,
    CrossRef,
    Emphasis,
    Equation,
    FactRef,
    Focus,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Literal,
    Lowered,
    Name,
    Raised,
    SourceStrip,
    Strong,
    Struck,
    TaskMark,
    Text,
    Words,
)
from reports.document.marked_cells import SIGNS
from reports.domain.fields import is_address
from reports.errors import ReportError
from reports.formats.pdf.equations import equation
from reports.formats.pdf.small_drawings import Files, disc, source_strip, task_box
from reports.theme.definition import Theme
from reports.theme.fonts import DRAWN
from reports.theme.scripts import is_plain, stretches

Plain = Text | FactRef | Name | Literal | LineBreak
"""Inlines that become bare text, not elements."""
NBSP = "\N{NO-BREAK SPACE}"
WORD_JOINER = "\u2060"
"""Keeps marks on one line; it has no glyph and no width."""
SHORT_WORD = 12
"""Longest last word that is kept with the one before it."""
_ANCHOR = re.compile(r"#[^\s<>\"]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Marks:
    """Where each source is cited first, so that its entry can lead back; local to one call of the writer."""

    listed: frozenset[int] = frozenset()
    """Sources that the document lists; a mark of another leads nowhere."""
    seen: set[int] = field(default_factory=set)
    notes: list[int] = field(default_factory=list)
    """Numbers of the footnotes so far."""

    def anchor(self, number: int) -> str:
        """Return the id of the first mark of a source, '' for a later one."""
        if number in self.seen:
            return ""
        self.seen.add(number)
        return use_id(number)

    def note(self) -> int:
        """Return the number of the next footnote."""
        self.notes.append(len(self.notes) + 1)
        return self.notes[-1]


def note_id(number: int) -> str:
    """Return the anchor of a footnote."""
    return f"note:{number}"


def call_id(number: int) -> str:
    """Return the anchor of the number in the text that calls a footnote."""
    return f"call:{number}"


def source_id(number: int) -> str:
    """Return the anchor of a source entry; a colon cannot occur in the id of a heading."""
    return f"source:{number}"


def use_id(number: int) -> str:
    """Return the anchor of the first mark of a source in the text."""
    return f"use:{number}"


def element(tag: str, content: str, **attributes: str) -> str:
    """Return an HTML element; `content` is HTML, the values of `attributes` are text, empty ones are left out."""
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{safe(value)}"' for name, value in attributes.items() if value
    )
    return f"<{tag}{shown}>{content}</{tag}>"


def safe(text: str) -> str:
    """Return `text` escaped for HTML, in content and in attributes; control characters are dropped."""
    return escape(_CONTROL.sub("", text), quote=True)


def said(text: str) -> str:
    """Return `text` as HTML content: escaped, each stretch of another script with its language and direction.

    An element of its own is set by itself, so that what stands around it keeps its order (HTML, 3.2.6.4).
    """
    if is_plain(text):
        return safe(text)
    return "".join(
        element("span", safe(each.text), lang=each.language, dir="rtl" if each.rtl else "", class_="script")
        if each.script
        else safe(each.text)
        for each in stretches(text)
    )


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes runs of inlines; holds what they need from the document."""

    words: Words
    theme: Theme
    marks: Marks
    drawings: Files
    """Takes the drawings behind words, by address."""
    width: float = 400
    """Most room for an equation, in points."""

    def write(self, inlines: Inlines) -> str:
        """Return `inlines` as HTML; a no-break space goes into one span with the mark or link it holds on to.

        Between the two, WeasyPrint 70 breaks the line at its first word where it finds no room for the second.
        """
        written, holds = [], False
        for inline, after in zip_longest(inlines, inlines[1:]):
            was_held = holds
            holds = isinstance(inline, Text) and inline.text.endswith(NBSP) and not isinstance(after, Plain | None)
            html = self.one(Text(inline.text[:-1]) if holds and isinstance(inline, Text) else inline)
            written.append(element("span", NBSP + html) if was_held else html)
        return "".join(written)

    def write_whole(self, inlines: Inlines) -> str:
        """Return `inlines` as HTML with the last two words kept together, for titles, labels and points."""
        match inlines:
            case (*before, Text(text=text)):
                return self.write((*before, Text(keep_last_words(text))))
            case _:
                return self.write(inlines)

    def one(self, inline: Inline) -> str:  # noqa: C901  # one arm a kind of inline
        """Return one inline as HTML."""
        match inline:
            case Text() | FactRef() | Name() | Literal() | LineBreak():
                return "<br>" if isinstance(inline, LineBreak) else self.text(inline.text)
            case Cite(numbers=numbers):
                return self.cite(numbers)
            case CrossRef(target=target, text=text):
                return element("a", said(text), href=f"#{target}")
            case Link(children=children, target=target):
                return element("a", self.write(children), class_="link", href=link_target(target))
            case SourceStrip():
                return source_strip(inline, self.words, self.theme, self.drawings)
            case Footnote(children):
                return self.footnote(children)
            case TaskMark(done=done):
                return task_box(self.words, self.theme, self.drawings, done=done)
            case Equation():
                return equation(inline, self.theme, self.drawings, self.width)
            case Foreign(children, language):
                return element("span", self.write(children), lang=language)
            case Strong() | Emphasis() | Focus() | Lowered() | Raised() | Struck():
                tag, name = STYLED[type(inline)]
                return element(tag, self.write(inline.children), class_=name)
            case _:
                assert_never(inline)

    def footnote(self, children: Inlines) -> str:
        """Return a footnote and the number that calls it; each leads to the other."""
        number = self.marks.note()
        call = element("a", str(number), href=f"#{note_id(number)}", id=call_id(number))
        back = element("a", str(number), href=f"#{call_id(number)}")
        note = element("span", back, class_="number") + self.write(children)
        called = element("span", WORD_JOINER + call, class_="call")  # the number never begins a line
        return called + element("span", note, class_="footnote", id=note_id(number))

    def text(self, text: str) -> str:
        """Return plain text, with the shapes that the fonts lack drawn."""
        parts = re.split(f"([{DRAWN}])", text)
        return "".join(
            disc(part, self.words[SIGNS[part]], self.theme, self.drawings) if part in DRAWN and part else said(part)
            for part in parts
        )

    def mark(self, number: int) -> str:
        """Return one source mark."""
        if number not in self.marks.listed:
            return f"[{number}]"
        return element("a", f"[{number}]", href=f"#{source_id(number)}", id=self.marks.anchor(number))

    def cite(self, numbers: tuple[int, ...]) -> str:
        """Return source marks, each a link to its entry; the first of a source is where the entry leads back to."""
        marks = WORD_JOINER.join(map(self.mark, numbers))
        return element("span", marks, class_="cite") if marks else ""


STYLED: dict[type, tuple[str, str]] = {
    Strong: ("strong", ""),
    Emphasis: ("em", ""),
    Focus: ("strong", "focus"),
    Lowered: ("sub", ""),
    Raised: ("sup", ""),
    Struck: ("s", ""),
}
"""Tag and class of the inlines that only dress their children."""


def keep_last_words(text: str) -> str:
    """Return `text` with a no-break space before a short last word, so that it never stands on a line alone."""
    before, space, last = text.rpartition(" ")
    return f"{before}{NBSP}{last}" if space and before.count(" ") >= 2 and 0 < len(last) <= SHORT_WORD else text


def link_target(target: str) -> str:
    """Return `target` where a reader may be sent there.

    Raises:
        ReportError: it is no http, https or mailto address and no place in the document.
    """
    if not (is_address(target) or _ANCHOR.fullmatch(target)):
        raise ReportError(f"the link to {target!r} cannot stand in a PDF; use https://, mailto: or #heading-id")
    return target
