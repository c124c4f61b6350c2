"""Inlines as runs: text, figures in hidden bookmarks, source marks, references, notes and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    plain,
    whole_names,
)
from reports.domain.wording import source_tip
from reports.formats.docx import bookmarks
from reports.formats.docx.fields.word_fields import complex_field
from reports.formats.docx.line_fitting import STAND_IN, balance_inlines
from reports.formats.docx.writing_state import Frame, Writing
from reports.ooxml.equation_xml import m, omath
from reports.ooxml.wordprocessingml import Element, clark, element, paragraph, run, text, twips, w
from reports.theme.text_metrics import Piece, longest_word

MATHS_FONT = "Cambria Math"
BOX_FONT = "Segoe UI Symbol"
EVENED = {"title": "Title", "heading-1": "Heading1", "caption": "Caption"}
"""Texts of the theme whose lines are evened out, with their styles."""
BOX_ID = 1_200_000_000
"""First id of the controls before tasks; those of the table of contents lie below."""
TIP = 255
"""Characters that Word shows of the words on a link; more of them and it may not open the file."""


@dataclass(frozen=True, slots=True)
class Look:
    """How runs are set, on top of their paragraph."""

    style: str = ""
    """Character style; empty for that of the paragraph."""
    strong: bool = False
    slanted: bool = False
    in_note: bool = False
    """Within a footnote, which is a part with relationships of its own."""
    linked: bool = False
    """Within a link, which can hold no other."""
    struck: bool = False
    shifted: str = ""
    """Above or below the line: superscript, subscript (17.18.98); empty for neither."""
    language: str = ""
    """BCP 47; empty for that of the document."""


PLAIN = Look()
IN_NOTE = Look(in_note=True)


def runs(inlines: Inlines, writing: Writing, look: Look = PLAIN) -> list[Element]:
    """Return `inlines` as the content of a paragraph."""
    return [made for inline in inlines for made in _content(inline, writing, look)]


def even(before: str, inlines: Inlines, style: str, width: int, writing: Writing) -> list[Element]:
    """Return the right indent, if any, that keeps a stray word off the last line of a title of `width` twips.

    A title in a designer's own style, or in a font that nothing here measures, is left as it is; so is one below a rule,
    which an indent would shorten.
    """
    font, look = writing.font if style == "caption" else writing.heading_font, writing.theme.word.styles[style]
    if EVENED[style] in writing.designed or not font.measured or (style == "caption" and look.border_top):
        return []
    points = balance_inlines(before, inlines, look, width / 20, font)
    return [w("ind", right=twips(points))] if points else []


def with_whole_names(inlines: Inlines, style: str, width: int, writing: Writing) -> Inlines:
    """Return a title of `width` twips with each declared name on one line, where a line holds it."""
    whole, look = whole_names(inlines), writing.theme.word.styles[style]
    pieces = (Piece(plain(whole), look.weight >= 600),)
    fits = longest_word(pieces, look.size, writing.heading_font) <= STAND_IN * width / 20
    return whole if fits else inlines


def _content(inline: Inline, writing: Writing, look: Look) -> list[Element]:  # noqa: C901  # one arm a kind of inline
    match inline:
        case Text(text=words) | Name(text=words) | Literal(text=words):
            return [_run(words, look)] if words else []
        case FactRef():
            return _figure(inline, writing, look)
        case Cite():
            return _cite(inline, writing, look)
        case CrossRef(target=target, text=words):
            return _reference(target, words, writing, look)
        case Link(children=children, target=target):
            return _link(children, target, writing, look)
        case Footnote(children=children):
            return _footnote(children, writing, look)
        case SourceStrip():
            return strip(inline, writing, look)
        case LineBreak():
            return [w("r", w("br"))]
        case TaskMark(text=words):
            return [task_box(words, done=inline.done, writing=writing)]
        case Equation():
            return [equation(inline)]
        case Strong() | Emphasis() | Focus() | Lowered() | Raised() | Struck() | Foreign():
            return runs(inline.children, writing, _set(inline, look))
        case _:
            assert_never(inline)


def _cite(inline: Cite, writing: Writing, look: Look) -> list[Element]:
    made: list[Element] = []
    for number in inline.numbers:
        made += mark(number, writing, in_note=look.in_note, tip=_source_tip(number, writing, inline.fact_ids))
    return made


def _figure(inline: FactRef, writing: Writing, look: Look) -> list[Element]:
    """Return a figure in the bookmark that names its fact; a printed id leads back to the first figure of its fact."""
    name = bookmarks.fact_bookmark(writing.count("fact"), inline.fact_id)
    if inline.form == "id":
        first = writing.figures.get(inline.fact_id)
        shown = _run(inline.text, look if look.style else replace(look, style="CrossReference"))
        return writing.bookmark(name, hyperlink(first, "", shown) if first and not look.linked else shown)
    if not look.in_note:
        writing.figures.setdefault(inline.fact_id, name)
    return writing.bookmark(name, _run(inline.text, look))


def _set(inline: Strong | Emphasis | Focus | Lowered | Raised | Struck | Foreign, look: Look) -> Look:
    match inline:
        case Lowered():
            return replace(look, shifted="subscript")
        case Raised():
            return replace(look, shifted="superscript")
        case Struck():
            return replace(look, struck=True)
        case Foreign(language=language):
            return replace(look, language=language)
        case Strong():
            return replace(look, strong=True, style=look.style or "Strong")
        case Emphasis():
            return replace(look, slanted=True, style=look.style or "Emphasis")
        case Focus():
            return replace(look, strong=True, style="Focus")
        case _:
            assert_never(inline)


def _run(words: str, look: Look) -> Element:
    if look in (PLAIN, IN_NOTE):
        return w("r", text(words))
    # Bold and italics of a character style toggle those of its paragraph (17.7.3); set on the run they hold.
    properties = w(
        "rPr",
        w("rStyle", val=look.style) if look.style else None,
        *((w("b"), w("bCs")) if look.strong else ()),
        *((w("i"), w("iCs")) if look.slanted else ()),
        w("strike") if look.struck else None,
        w("vertAlign", val=look.shifted) if look.shifted else None,
        w("lang", val=look.language) if look.language else None,
    )
    return w("r", properties if len(properties) else None, text(words))


def equation(made: Equation) -> Element:
    """Return an equation as Office Math; one on a line of its own as a paragraph of it (22.1.2.78)."""
    found = omath(made.mathml, _maths_look)
    return m("oMathPara", found) if made.display else found


def _maths_look() -> Element:
    """Return what Word sets the letters of equations in, whatever the paragraph is set in."""
    fonts = w("rFonts", ascii=MATHS_FONT, hAnsi=MATHS_FONT)
    return w("rPr", fonts)


def task_box(words: str, *, done: bool, writing: Writing) -> Element:
    """Return the box before a task, which a click ticks ([MS-DOCX] 2.6.2.2 checkbox)."""
    signs = ((state, f"{ord(sign):04X}") for state, sign in (("checkedState", "☑"), ("uncheckedState", "☐")))
    states = [element(f"w14:{state}", {"w14:val": code, "w14:font": BOX_FONT}) for state, code in signs]
    box = element("w14:checkbox", {}, element("w14:checked", {"w14:val": int(done)}), *states)
    shown = w("r", w("rPr", w("rFonts", ascii=BOX_FONT, eastAsia=BOX_FONT, hAnsi=BOX_FONT)), text(words))
    return w("sdt", w("sdtPr", w("id", val=BOX_ID + writing.count("task")), box), w("sdtContent", shown))


def mark(number: int, writing: Writing, *, in_note: bool = False, words: str = "", tip: str = "") -> list[Element]:
    """Return a source mark such as [1] that leads to its entry; the first one is where the entry leads back to."""
    shown = run(words or f"[{number}]", "SourceMark")
    anchor = bookmarks.source_bookmark(number)
    made = [hyperlink(anchor, tip or _source_tip(number, writing), shown) if anchor in writing.anchors else shown]
    if in_note:
        writing.noted.setdefault(number, made[0])
    if number in writing.marked or in_note:
        return made
    writing.marked.add(number)
    return writing.bookmark(bookmarks.citation_bookmark(number), *made)


def _source_tip(number: int, writing: Writing, fact_ids: Sequence[str] = ()) -> str:
    """Return the source of a mark, with the paragraphs in which its facts stand there."""
    book, sign = writing.document.book, writing.document.words["paragraph-sign"]
    source = next((source for source in book.sources.values() if source.number == number), None)
    if source is None:
        return ""
    return source_tip(source, (book.facts[id] for id in fact_ids if id in book.facts), sign)


def hyperlink(anchor: str, tip: str, *content: Element) -> Element:
    """Return a link to the bookmark `anchor`; `tip` says where it goes."""
    made = w("hyperlink", *content, anchor=anchor, history=1)
    if tip:
        made.set(clark("w:tooltip"), tip[:TIP])
    return made


def _reference(target: str, words: str, writing: Writing, look: Look) -> list[Element]:
    anchor = bookmarks.label_bookmark(target)
    if anchor not in writing.anchors and bookmarks.heading_bookmark(target) in writing.anchors:
        return _heading_reference(target, words, writing, look)
    if anchor not in writing.anchors:
        return [_run(words, look)]
    return complex_field(f" REF {anchor} \\h  \\* MERGEFORMAT ", words, look.style or "CrossReference")


def _heading_reference(target: str, words: str, writing: Writing, look: Look) -> list[Element]:
    """Return a reference to a heading: its number, which Word can ask for anew, or its words (17.16.5.51)."""
    anchor, style = bookmarks.heading_bookmark(target), look.style or "CrossReference"
    number = writing.heading_numbers.get(target, "")
    if not number:
        return complex_field(f" REF {anchor} \\h  \\* MERGEFORMAT ", words, style)
    before = words.removesuffix(number)
    named = [_run(before, replace(look, style=style))] if before else []
    return [*named, *complex_field(f" REF {anchor} \\r \\h ", number, style)]


def _link(children: Inlines, target: str, writing: Writing, look: Look) -> list[Element]:
    if not target.startswith("#"):
        content = runs(children, writing, replace(look, style=look.style or "Hyperlink", linked=True))
        made = w("hyperlink", *content, history=1, tooltip=target[:TIP])
        made.set(clark("r:id"), writing.link(target, in_note=look.in_note))
        return [made]
    id = target[1:]
    found = [
        name for name in (bookmarks.heading_bookmark(id), bookmarks.label_bookmark(id), id) if name in writing.anchors
    ]
    if not found:
        return runs(children, writing, look)
    return [
        hyperlink(
            found[0], "", *runs(children, writing, replace(look, style=look.style or "CrossReference", linked=True))
        )
    ]


def _footnote(children: Inlines, writing: Writing, look: Look) -> list[Element]:
    if look.in_note:  # a note cannot hold a note (17.11.10): its words go on in brackets
        return [_run(" (", look), *runs(children, writing, look), _run(")", look)]
    number = len(writing.footnotes) + 1
    key = writing.key("n", Frame(0))
    writing.footnotes.append(w("footnote", id=number))  # the place is taken before notes within are looked at
    sign = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    content = writing.bookmark(key, *runs(children, writing, IN_NOTE))
    writing.footnotes[number - 1].append(paragraph("FootnoteText", sign, run(" "), *content))
    return [w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=number))]


def strip(inline: SourceStrip, writing: Writing, look: Look = PLAIN) -> list[Element]:
    """Return the sources of the printed reading as marks, those of another reading as marks in round brackets."""
    said = writing.document.words
    made: list[Element] = []
    for numbers, words, key in ((inline.printed, "[{}]", "strip-printed"), (inline.other, "([{}])", "strip-other")):
        for number in numbers:
            made += [_run("\N{NO-BREAK SPACE}" if words == "[{}]" else " ", look)] if made else []
            tip = said[key].format(number=number)
            made += mark(number, writing, in_note=look.in_note, words=words.format(number), tip=tip)
    return made
