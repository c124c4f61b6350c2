"""Inlines become runs, blocks of text become paragraphs; paragraphs become lines and heights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from reports.document import (
    Block,
    Blocks,
    Cite,
    CrossRef,
    Emphasis,
    Equation,
    FactRef,
    Focus,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Literal,
    Lowered,
    Name,
    Paragraph,
    Quote,
    Raised,
    SourceStrip,
    Strong,
    Struck,
    TaskMark,
    Text,
    is_task,
)
from reports.domain.wording import NBSP
from reports.formats.pptx.plan.slide_model import Marker, Par, Run
from reports.theme.definition import TextStyle
from reports.theme.equation_drawing import drawn
from reports.theme.text_metrics import Line, Metrics, Piece, break_lines, longest_word

LIST_INDENT = 20.0
"""Hanging indent of a list item, in points, a level."""
ITEM_GAP = 6.0
BLOCK_GAP = 10.0
ON_INK: Mapping[str, str] = {"primary": "mark-on-ink", "focus": "focus-on-ink", "muted": "text-on-ink"}
"""Colours of runs on the dark ground of the cover and of section slides."""


def runs(inlines: Inlines, *, ink: bool = False) -> tuple[Run, ...]:
    """Return `inlines` as runs; `ink` says that they stand on the dark ground."""
    made = [run for inline in _tied(inlines) for run in _run(inline)]
    return tuple(replace(run, colour=ON_INK.get(run.colour, run.colour)) for run in made) if ink else tuple(made)


def _tied(inlines: Inlines) -> Iterator[Inline]:
    """Yield `inlines` with the space before a source mark turned into a no-break space."""
    for at, inline in enumerate(inlines):
        following = inlines[at + 1] if at + 1 < len(inlines) else None
        if isinstance(inline, Text) and isinstance(following, Cite) and inline.text.endswith(" "):
            yield Text(inline.text[:-1] + NBSP)
        else:
            yield inline


def _run(inline: Inline) -> Iterator[Run]:  # noqa: C901  # one arm a kind of inline
    match inline:
        case Text(text=text) | FactRef(text=text) | Name(text=text) | Literal(text=text) | CrossRef(text=text):
            yield Run(text)
        case Cite():
            yield Run(inline.text, colour="primary")
        case TaskMark():
            yield Run(inline.text, colour="primary")
        case Equation():
            yield Run(inline.text, equation=inline)
        case Strong() | Emphasis() | Focus() | Link() | Lowered() | Raised() | Struck():
            yield from (_styled(run, inline) for run in runs(inline.children))
        case Foreign(children, language):
            yield from (replace(run, language=run.language or language) for run in runs(children))
        case LineBreak():
            yield Run("\n")
        case SourceStrip():
            yield from _strip(inline)
        case Footnote():
            pass  # `limits` refuses it with its place
        case _:
            assert_never(inline)


def _styled(run: Run, span: Strong | Emphasis | Focus | Link | Lowered | Raised | Struck) -> Run:
    match span:
        case Lowered():
            return replace(run, shifted="sub")
        case Raised():
            return replace(run, shifted="super")
        case Struck():
            return replace(run, struck=True)
        case Strong():
            return replace(run, bold=True)
        case Emphasis():
            return replace(run, italic=True)
        case Focus():
            return replace(run, bold=True, colour=run.colour or "focus")
        case Link(target=target):
            return replace(run, link=target, colour="primary")


def _strip(strip: SourceStrip) -> Iterator[Run]:
    """Yield bold marks for the printed reading, marks in brackets for another one, dashes for silent sources."""
    for number in range(1, strip.total + 1):
        gap = NBSP if number < strip.total else ""
        if number in strip.printed:
            yield Run(f"{number}{gap}", bold=True, colour="primary")
        elif number in strip.other:
            yield Run(f"({number}){gap}", colour="muted")
        else:
            yield Run(f"–{gap}", colour="muted")


def paragraphs(blocks: Blocks, style: str = "", level: int = 0) -> tuple[Par, ...]:
    """Return the text blocks of `blocks` as paragraphs; blocks that are no text are left out."""
    return tuple(par for block in blocks for par in _paragraphs(block, style, level))


def _paragraphs(block: Block, style: str, level: int) -> Iterator[Par]:
    match block:
        case Paragraph(inlines=inlines):
            yield Par(runs(inlines), style, before=BLOCK_GAP)
        case Heading(inlines=inlines):
            yield Par(runs(inlines), "table-head", before=BLOCK_GAP)
        case Quote(inlines=inlines, by=by):
            yield Par(runs(inlines), style, before=BLOCK_GAP)
            if by:
                yield Par((Run("– "), *_unled(runs(by))), "subtitle", before=BLOCK_GAP)
        case List(items=items, ordered=ordered):
            for item in items:
                yield from _item(item, style, level, ordered=ordered)
        case _:
            pass


def _unled(said: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return a name without the dash that an author may have put before it."""
    return (replace(said[0], text=said[0].text.lstrip("-–— ")), *said[1:])


def _item(item: Blocks, style: str, level: int, *, ordered: bool) -> Iterator[Par]:
    for at, par in enumerate(paragraphs(item, style, level + 1)):
        if par.marker:
            yield par
        elif at == 0:
            marker: Marker = "number" if ordered else "" if is_task(item) else "dash"
            yield replace(par, marker=marker, level=level, before=ITEM_GAP)
        else:
            yield replace(par, level=level + 1, before=0)


def pieces(par: Par, style: TextStyle, *, bold: bool = False) -> tuple[Piece, ...]:
    """Return what `fit` measures of a paragraph set in `style`."""
    heavy = bold or style.weight >= 600
    return tuple(Piece(run.text, run.bold or heavy) for run in par.runs)


def indent(par: Par) -> float:
    """Return how far a paragraph stands in, in points."""
    return LIST_INDENT * (par.level + bool(par.marker))


def lines(par: Par, style: TextStyle, room: float, font: Metrics, *, bold: bool = False) -> tuple[Line, ...]:
    """Return the lines of `par` set in `style` within `room` points."""
    return break_lines(pieces(par, style, bold=bold), style.size, room - indent(par), font)


def height(
    pars: tuple[Par, ...],
    styles: Mapping[str, TextStyle],
    style: str,
    room: float,
    font: Metrics,
    *,
    bold: bool = False,
) -> float:
    """Return the height of paragraphs within `room` points; `style` is for those that name none."""
    total = 0.0
    for at, par in enumerate(pars):
        look = styles[par.style or style]
        total += len(lines(par, look, room, font, bold=bold)) * leading(par, look) + (par.before if at else 0)
    return total


EQUATION_GAP = 4.0
"""Points that a line leaves above and below an equation taller than its letters."""


def leading(par: Par, style: TextStyle) -> float:
    """Return how far lines of `par` stand from each other, in points: further where an equation is taller."""
    tall = [drawn(run.equation.mathml, style.size).height + EQUATION_GAP for run in par.runs if run.equation]
    return max(style.leading, *tall) if tall else style.leading


def widest(pars: tuple[Par, ...], styles: Mapping[str, TextStyle], style: str, font: Metrics) -> float:
    """Return the width that paragraphs want: that of the longest set on one line."""
    looks = [(par, styles[par.style or style]) for par in pars]
    return max(
        (line.width + indent(par) for par, look in looks for line in lines(par, look, 1e9, font)),
        default=0.0,
    )


def narrowest(pars: tuple[Par, ...], styles: Mapping[str, TextStyle], style: str, font: Metrics) -> float:
    """Return the width that paragraphs need: that of the longest word."""
    looks = [(par, styles[par.style or style]) for par in pars]
    return max((longest_word(pieces(par, look), look.size, font) + indent(par) for par, look in looks), default=0.0)
