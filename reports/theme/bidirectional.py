"""Lines from right to left: which stretches of them keep the order of Latin letters and figures, and what marks them.

The Unicode algorithm (UAX 9) orders letters well and figures badly: after Arabic letters it turns `24–104`, `≈ 5` and `20%`
round. So stretches are found here, once for all outputs, which then say them: Word by its runs, pages by elements, and
texts that carry nothing else by marks without width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import escape, unescape
from itertools import accumulate, groupby, pairwise

from reports.languages.registry import latin_words
from reports.notation.reading_order import runs_from_right
from reports.theme.scripts import ARABIC, LRM, SCRIPTS, Script, Stretch, stretches

RLM = "\N{RIGHT-TO-LEFT MARK}"
ISOLATE, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
EMBEDDED, EMBEDDED_END = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
_MARKS = re.compile("[\u200e\u200f\u202b\u202c]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]{2}")
"""Of words in Latin letters, not of a number that a single letter stands by."""
TAGS = re.compile(r"(<(title|style|script)\b[^>]*>.*?</\2>|<[^>]*>)", re.DOTALL)
"""Tags of HTML, and elements whose text is no line."""
_LETTERS = "".join(
    f"{chr(block.start)}-{chr(block.stop - 1)}" for script in SCRIPTS if script.rtl for block in script.blocks
)
_FIGURE_SIGNS = "٪٫٬۰-۹٠-٩"
"""Of Arabic: its figures run from left to right as all do."""
_LEFT = rf"(?:[^\W_{_LETTERS}]|[{_FIGURE_SIGNS}])"
"""A letter or a figure that runs from left to right."""
_SPACE = " \u00a0\u2009\u202f\u2060"
_CORE = rf"{_LEFT}(?:[{_SPACE}.,:'’&+/×@_#%‰$€£¥₹=≈~≤≥<>*±?\-−‐‑–—]*{_LEFT})*"
"""Words and figures with what joins them; not what parts the items of a line, such as `·`, `|` and `;`."""
_BEFORE = rf"(?:[+−±≈~<>≤≥=]+[{_SPACE}]?)*[$€£¥₹#§@]*(?<![^\W_])-?"
_AFTER = rf"(?:[{_SPACE}]?[%‰٪]|[°′″+*])*"
_WORDS = rf"{_BEFORE}{_CORE}{_AFTER}"
_BRACKETED = rf"(?:\({_WORDS}\)|\[{_WORDS}\])"
_NAMED = rf"(?=.[^()\[\]]*[^\W\d_]){_BRACKETED}"
"""Brackets with a word inside go with the words before them; with figures alone they stand by themselves."""
_RUN = rf"{_BRACKETED}(?:[{_SPACE}]*{_NAMED})*|{_WORDS}(?:[{_SPACE}]*{_NAMED}(?:[{_SPACE}]*{_WORDS})?)*|[<>≤≥]"
"""The longest stretch that runs from left to right; signs that compare do so alone too, or a line would turn them round."""
_ORDERED = re.compile(rf"[^\W\d_{_LETTERS}](?:[^\W_{_LETTERS}]| (?=[^\W_{_LETTERS}]))*|\d+(?:[.,٫٬]\d+)*")
"""What the Unicode algorithm keeps in its order by itself: words that begin with a letter, and plain figures."""


@cache
def _runs() -> re.Pattern[str]:
    """Return the pattern of such stretches; it is large, and texts from left to right need none."""
    return re.compile(_RUN)


def line_stretches(text: str, language: str = "") -> tuple[Stretch, ...]:
    """Return `text` cut where script or order changes; `language` is that of a line from right to left, empty for others.

    In such a line all belongs to the script of its letters, signs and spaces too, but for the stretches that run from left
    to right: Latin words and figures, with what joins them.
    """
    return tuple(_turned(text, language)) if language else stretches(text)


def _turned(text: str, language: str) -> Iterator[Stretch]:
    own = script_of_language(language)
    for left, part in _parts(text):
        cut = stretches(part)
        figures = next((each.script for each in cut if each.rtl), None) if left else None
        if figures:  # with signs of its script: set in its font as a whole
            yield Stretch(part, figures, figures=True, spoken=language if figures is own else "")
            continue
        owned = [(each.script or (None if left else own), each.text) for each in cut]
        for script, group in groupby(owned, lambda pair: pair[0]):
            said = "".join(text for _, text in group)
            foreign = latin_words(language) if script is None and _LATIN.search(said) else ""
            yield Stretch(said, script, spoken=language if script is own else foreign)


def script_of_language(language: str) -> Script:
    """Return the script from right to left in which a language is written; Arabic where no script is named after it."""
    code = language.partition("-")[0]
    return next((each for each in SCRIPTS if each.rtl and each.language == code), ARABIC)


def is_turned(text: str) -> bool:
    """Return whether the Unicode algorithm would turn a stretch from left to right round in a line from right to left."""
    inside = text[1:-1] if text[:1] in "([" and text[-1:] in ")]" else text
    return not _ORDERED.fullmatch(inside)


def ordered(text: str) -> str:
    """Return `text`, which stands in a line from right to left, with what keeps its order isolated (UAX 9, 2.4).

    For outputs that read it as it stands: pages of a browser, properties of a file.
    """
    return "".join(f"{ISOLATE}{each}{END}" if left and is_turned(each) else each for left, each in _parts(text))


def without_marks(text: str) -> str:
    """Return `text` without the marks of direction that writers put into names of charts."""
    return text if text.isascii() else _MARKS.sub("", text)


def ordered_html(page: str) -> str:
    """Return the HTML of a page whose lines run from right to left with the texts of its elements `ordered`."""
    return with_texts(page, ordered)


def with_texts(page: str, change: Callable[[str], str]) -> str:
    """Return the HTML of a page with `change` applied to the texts of its elements, but for titles, styles and scripts."""
    parts = TAGS.split(page)
    texts, tags = parts[::3], parts[1::3]
    said = [escape(change(unescape(text))) if text.strip() else text for text in texts]
    return said[0] + "".join(tag + text for tag, text in zip(tags, said[1:], strict=True))


def marked(stretches: tuple[Stretch, ...]) -> tuple[str, ...]:
    """Return the texts of the stretches of a line from right to left, with marks that keep its order.

    Marks, not isolates: Office orders by them in all its versions, and a mark is no bracket that an editor can part.
    """
    found, before = list[str](), False
    for at, each in enumerate(stretches):
        following = stretches[at + 1] if at + 1 < len(stretches) else None
        if not each.rtl:
            needed = is_turned(each.text)
            found.append(f"{LRM}{each.text}{LRM}" if needed else each.text)
        elif before and following is not None and not following.rtl and not runs_from_right(each.text):
            found.append(f"{RLM}{each.text}")
        else:
            found.append(each.text)
        before = not each.rtl
    return tuple(found)


def line_pieces(texts: Sequence[str], language: str) -> tuple[tuple[tuple[Stretch, str], ...], ...]:
    """Return, of each of the texts that make a line from right to left, its stretches and what is written of each, with marks.

    Order is that of the line as a whole: a figure and the source mark behind it may be texts of two looks.
    """
    cut = line_stretches("".join(texts), language)
    written = tuple(zip(cut, marked(cut), strict=True))
    starts = (0, *accumulate(map(len, texts)))
    return tuple(tuple(_within(written, start, end)) for start, end in pairwise(starts))


def _within(written: Sequence[tuple[Stretch, str]], start: int, end: int) -> Iterator[tuple[Stretch, str]]:
    """Yield what of the stretches lies between two places of the line, with the marks at their ends."""
    at = 0
    for stretch, said in written:
        first, last = max(start, at), min(end, at + len(stretch.text))
        if first < last:
            lead, trail = said.split(stretch.text, 1)
            text = stretch.text[first - at : last - at]
            yield stretch, (lead if first == at else "") + text + (trail if last == at + len(stretch.text) else "")
        at += len(stretch.text)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the stretches of a line from right to left, and whether each runs from left to right."""
    end = 0
    for found in _runs().finditer(text):
        yield False, text[end : found.start()]
        yield True, found[0]
        end = found.end()
    yield False, text[end:]
