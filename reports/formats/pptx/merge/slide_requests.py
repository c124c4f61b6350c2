"""Figures that a presenter asks for on a slide or in notes: `[[id]]` becomes the figure with its marks, refreshed from then on.

Runs of a slide carry no names, so that each is found again by what was printed last and by the words around it. Where it
is not found, it has become a person's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from reports.document import Document
from reports.formats.pptx.merge.file_reading import FIELD, FLAG, Page, Reading, is_flag, notes_body, said
from reports.formats.pptx.merge.slide_records import Slide, single_spaced
from reports.merge.figure_requests import REFUSED, Granted, Kept, Placed, Refusal, answer, requests
from reports.notation.spaces import even_spaces
from reports.ooxml.part_xml import remove
from reports.ooxml.presentationml import A, local
from reports.ooxml.wordprocessingml import Element

LIKE = 40
"""Likeness, of 100, from which a paragraph is the one in which a figure was printed (rapidfuzz's ratio)."""
SAME_SLIDE = 50
"""What standing on the same slide adds to it."""
_REFUSAL = re.compile(rf"\s*{REFUSED} “.*?”: .*?\.(?=\s+{REFUSED} “|\s*$)")


@dataclass
class Requests:
    """What came of the requests in a deck."""

    kept: list[Placed] = field(default_factory=list)
    granted: list[tuple[str, str, str]] = field(default_factory=list)
    """Title of the slide, what was typed, what stands there now; of this build only."""
    refused: dict[str, list[Refusal]] = field(default_factory=dict)
    """By slide part."""
    changed: bool = False


@dataclass(slots=True)
class _Found:
    """A figure that stands in a deck."""

    text: _Text
    at: int
    kept: Kept

    def placed(self) -> Placed:
        """Return where it stands, once all is printed."""
        whole = self.text.said
        return Placed(self.kept, self.text.page.slide.id, whole[: self.at], whole[self.at + len(self.kept.printed) :])


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph of a slide or its notes."""

    page: Page
    element: Element

    @property
    def said(self) -> str:
        """Return its letters, one for each field and break."""
        return "".join(words for _, words in _letters(self.element))


def grant(mine: Reading, base: Sequence[Slide], before: Sequence[Placed], document: Document) -> Requests:
    """Print what is asked for in a person's deck, and refresh what was printed before.

    Args:
        mine: the deck, whose parts are changed.
        base: what was generated last; a request in it is none of a person's.
        before: what was granted in earlier builds.
        document: facts, sources and language.
    """
    generated = {text for slide in base for text in (*(t for shape in slide.shapes for t in shape.texts), *slide.notes)}
    texts = [text for text in _texts(mine) if single_spaced(text.said) not in generated]
    made = Requests(changed=_withdraw(mine))
    found: list[_Found] = []
    for placed in before:
        _refresh(placed, texts, found, document, made)
    typed = "\n".join(generated)
    for text in texts:
        if "[[" in text.said:
            _grant(text, typed, found, document, made)
    made.kept = [each.placed() for each in found]
    return made


def _texts(mine: Reading) -> Iterator[_Text]:
    for page in mine.pages:
        body = notes_body(mine.package, page.notes_part)
        for root in (mine.package.tree(page.part), body):
            for at, each in enumerate(root.iter(f"{A}p") if root is not None else ()):
                if root is not body or not is_flag(at, said(each)):
                    yield _Text(page, each)


def _letters(paragraph: Element) -> Iterator[tuple[Element | None, str]]:
    for each in paragraph:
        match local(each):
            case "r":
                node = each.find(f"{A}t")
                yield node, (node.text or "") if node is not None else ""
            case "br" | "m":
                yield None, "\n"
            case "fld":
                yield None, FIELD


def _put(paragraph: Element, start: int, end: int, words: str) -> None:
    """Put `words` in the place of the letters from `start` to `end`, in the look of the first of them."""
    at, first = 0, True
    for node, text in list(_letters(paragraph)):
        if node is not None and at < end and at + len(text) > start:
            node.text = text[: max(start - at, 0)] + words * first + text[max(end - at, 0) :]
            first = False
            run = node.getparent()
            if not node.text and run is not None:
                remove(run)
        at += len(text)


def _refresh(placed: Placed, texts: Sequence[_Text], known: list[_Found], document: Document, made: Requests) -> None:
    """Find a figure again and print it as the facts say now."""
    printed = even_spaces(placed.kept.printed)
    taken = {(each.text.element, each.at) for each in known}
    found = [
        (_likeness(placed, text, at), text, at)
        for text in texts
        for at in _places(printed, even_spaces(text.said))
        if (text.element, at) not in taken
    ]
    score, text, at = max(found, key=lambda each: each[0], default=(0.0, None, 0))
    if text is None or score < LIKE:
        return
    now = answer(placed.kept.typed, document)
    if isinstance(now, Refusal):
        made.refused.setdefault(text.page.part, []).append(now)
    elif even_spaces(now.printed) != printed:
        _print(text, at, at + len(printed), now.printed, known)
        made.changed = True
    words = now.printed if isinstance(now, Granted) else placed.kept.printed
    known.append(_Found(text, at, Kept(placed.kept.typed, words)))


def _places(printed: str, text: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(rf"(?<!\w){re.escape(printed)}(?![\w\[])", text))


def _likeness(placed: Placed, text: _Text, at: int) -> float:
    whole = text.said
    around = fuzz.ratio(placed.before, whole[:at]) + fuzz.ratio(placed.after, whole[at + len(placed.kept.printed) :])
    return around / 2 + SAME_SLIDE * (text.page.slide.id == placed.slide)


def _print(text: _Text, start: int, end: int, words: str, known: Sequence[_Found]) -> None:
    """Put `words` in the place of a stretch; what is known to stand behind it moves along."""
    _put(text.element, start, end, words)
    for each in known:
        if each.text.element is text.element and each.at > start:
            each.at += len(words) - (end - start)


def _grant(text: _Text, generated: str, known: list[_Found], document: Document, made: Requests) -> None:
    """Print what is asked for in a paragraph, from its beginning on, so that what stands before is final."""
    at = 0
    while each := next((found for found in requests(text.said) if found.start >= at), None):
        at = each.end
        if each.typed in generated:
            continue
        found = answer(each.typed, document)
        if isinstance(found, Refusal):
            made.refused.setdefault(text.page.part, []).append(replace(found, passage=text.said))
            continue
        _print(text, each.start, each.end, found.printed, known)
        at = each.start + len(found.printed)
        known.append(_Found(text, each.start, Kept(each.typed, found.printed)))
        made.granted.append((text.page.slide.title, each.typed, found.printed))
        made.changed = True


def _withdraw(mine: Reading) -> bool:
    """Take what was said of requests out of the program's own lines in the notes; return whether there was any."""
    found = False
    for page in mine.pages:
        body = notes_body(mine.package, page.notes_part)
        line = body.find(f"{A}p") if body is not None else None
        if line is None or REFUSED not in (words := said(line)) or not is_flag(0, words):
            continue
        found, left = True, _REFUSAL.sub("", words)
        if left.strip() == FLAG.strip():
            remove(line)
        else:
            _put(line, 0, len("".join(text for _, text in _letters(line))), left)
    return found


__all__ = ["Requests", "grant"]
