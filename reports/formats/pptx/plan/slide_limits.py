"""What a slide can hold: proof that every text fits its box, and the limits of good taste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from reports.charts.native.parts import crowded
from reports.document import Document, Footnote, Heading, Link, Paragraph, plain, walk
from reports.errors import Place, Problem
from reports.formats.pptx.design.designed_slides import fitted_setting, fitted_theme
from reports.formats.pptx.plan.layouts import Layout, Slot
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_model import Cell, ChartShape, Deck, GridShape, Par, Run, Slide, TextShape
from reports.formats.pptx.plan.slide_text import height, lines, narrowest
from reports.theme.definition import Theme

SLACK = 0.05
"""Points: below this, what looks too long is rounding."""
COVERS = ("title", "section", "sources")
CONTENT = frozenset({"main", "points", "tiles", "panel"})
EMPTY = frozenset({"title", "section"})
NAMES: Mapping[str, str] = {
    "title": "title",
    "subtitle": "subtitle",
    "main": "text",
    "points": "text on the right",
    "main-head": "heading on the left",
    "points-head": "heading on the right",
    "panel": "sentence below",
    "source": "note and source line",
    "picture-label": "label of the picture",
    "as-of": "as-of date",
    "organisation": "organisation",
}


def problems(
    deck: Deck,
    document: Document,
    look: Mapping[str, Layout],
    setting: Setting,
    theme: Theme,
    unread: Collection[Place] = (),
) -> list[Problem]:
    """Return everything on the slides that does not fit, is missing, or stands twice.

    Args:
        deck: the slides.
        document: what they were made from.
        look: layouts by name.
        setting: styles and widths of letters.
        theme: what charts are drawn with.
        unread: places of slides that print what could not be read, whose true length nobody knows.
    """
    found = [*_repeated(deck), *_unfit_inlines(document, deck), *_footer(deck, look, setting)]
    for slide in deck.slides:
        if slide.where in unread:
            continue
        layout = shown_layout(slide, look)
        found += _empty(slide, layout)
        found += _wordy(slide, layout)
        tight = unfit(slide, layout, fitted_setting(setting, layout), deck.info.language, theme)
        found += (_named(each, layout) for each in tight)
    return found


def shown_layout(slide: Slide, look: Mapping[str, Layout]) -> Layout:
    """Return the layout that a slide is shown in."""
    return slide.fitted if isinstance(slide.fitted, Layout) else look[slide.layout]


def _named(problem: Problem, layout: Layout) -> Problem:
    """Return a problem of a slide in a designer's template with the name of its layout."""
    return replace(problem, what=f"{problem.what}, in {layout.source}") if layout.source else problem


def unfit(slide: Slide, layout: Layout, setting: Setting, language: str, theme: Theme) -> Iterator[Problem]:
    """Yield what does not fit on a slide of `layout`, with `setting` as it is set there."""
    for shape in slide.shapes:
        slot = layout.slot(shape.slot)
        if isinstance(shape, TextShape) and slot:
            yield from _text(slide, shape, slot, setting)
        elif isinstance(shape, GridShape):
            yield from _grid(slide, shape, setting)
        elif isinstance(shape, ChartShape):
            yield from _chart(slide, shape, language, fitted_theme(theme, layout))


def _repeated(deck: Deck) -> Iterator[Problem]:
    count = Counter(slide.title.casefold() for slide in deck.slides)
    for slide in deck.slides:
        if count[slide.title.casefold()] > 1:
            yield Problem(place_of(slide), f"the title “{slide.title}” stands on {count[slide.title.casefold()]} slides",
                          "give each slide a title of its own")  # fmt: skip


def _unfit_inlines(document: Document, deck: Deck) -> Iterator[Problem]:
    ids = {slide.id for slide in deck.slides}
    where = Place(document.info.id)
    for each in walk(document.blocks):
        match each:
            case Heading(where=place, level=1) | Paragraph(where=place) if place:
                where = place
            case Footnote(children):
                yield Problem(where, f"a slide has no footnotes: “{plain(children)}”", "move it to the notes")
            case Link(children, target) if target.startswith("#") and target[1:] not in ids:
                yield Problem(where, f"the link “{plain(children)}” leads to {target}, which is no slide",
                              f"use one of {', '.join('#' + id for id in sorted(ids))}")  # fmt: skip
            case _:
                pass


def _footer(deck: Deck, look: Mapping[str, Layout], setting: Setting) -> Iterator[Problem]:
    """Yield a problem where the footer is longer than its place on some slide."""
    layouts = [shown_layout(slide, look) for slide in deck.slides] or list(look.values())
    for layout in layouts:
        slot, suited = layout.slot("footer"), fitted_setting(setting, layout)
        if slot is None:
            continue
        style = suited.styles[slot.style]
        said = lines(Par((Run(deck.footer),)), style, slot.box.w, suited.font)
        if len(said) > max(int((slot.box.h + SLACK) // style.leading), 1):
            place = deck.slides[0].where if deck.slides else None
            what = f"the footer “{deck.footer}” is longer than a line"
            yield _named(Problem(place or Place(deck.info.id), what, "shorten the title of the report"), layout)
            return


def _empty(slide: Slide, layout: Layout) -> Iterator[Problem]:
    if not slide.title.strip():
        yield Problem(place_of(slide), "the slide has no title", "write the finding as its heading")
    shown = any(shape.slot in CONTENT for shape in slide.shapes)
    if not shown and layout.key not in EMPTY:
        yield Problem(place_of(slide), f"nothing stands below the title “{slide.title}”",
                      "give it an exhibit, or the layout 'section'")  # fmt: skip


def _wordy(slide: Slide, layout: Layout) -> Iterator[Problem]:
    texts = [shape for shape in slide.shapes if isinstance(shape, TextShape)]
    body = [shape for shape in texts if shape.slot in ("main", "points", "panel")]
    count = sum(len(par.text.split()) for shape in body for par in shape.paragraphs)
    if layout.word_limit and count > layout.word_limit:
        yield Problem(
            next((shape.where for shape in body if shape.where), None) or place_of(slide),
            f"the slide “{slide.title}” has {count} words of text where {layout.word_limit} are the limit",
            f"cut {count - layout.word_limit} words, or say them in the notes",
        )


# ── Boxes ────────────────────────────────────────────────────────────────────────────────────────


def _text(slide: Slide, shape: TextShape, slot: Slot, setting: Setting) -> Iterator[Problem]:
    room = shape.box.w - slot.insets.left - slot.insets.right
    space = shape.box.h - slot.insets.top - slot.insets.bottom
    pars, styles, font = shape.paragraphs, setting.styles, setting.face(slot.style)
    tall = height(pars, styles, slot.style, room, font, bold=slot.bold)
    if tall > space + SLACK:
        leading = styles[slot.style].leading
        count = sum(len(lines(par, styles[par.style or slot.style], room, font)) for par in pars)
        yield Problem(
            shape.where or place_of(slide),
            f"the {_name(slot.name)} of the slide “{slide.title}” is {in_points(tall - space)} too tall "
            f"({_lines_word(count)} where {_fitting(space, leading)} fit): “{_short(pars)}”",
            f"cut about {_excess(pars, slot, room, space, setting)} characters",
        )
    need = narrowest(pars, styles, slot.style, font)
    if need > room + SLACK:
        yield Problem(
            shape.where or place_of(slide),
            f"a word in the {_name(slot.name)} of the slide “{slide.title}” is {in_points(need - room)} wider than its box",
            "use a shorter word",
        )


def _grid(slide: Slide, shape: GridShape, setting: Setting) -> Iterator[Problem]:
    if shape.height > shape.box.h + SLACK:
        yield Problem(
            shape.where or place_of(slide),
            f"the table on the slide “{slide.title}” is {in_points(shape.height - shape.box.h)} too tall "
            f"({len(shape.rows)} rows in {shape.box.h:.0f} pt)",
            "shorten its cells, or split it over two slides",
        )
    for row in shape.rows:
        for cell, wide in zip(row.cells, shape.columns, strict=True):
            yield from _cell(slide, shape, cell, wide, setting)


def _chart(slide: Slide, shape: ChartShape, language: str, theme: Theme) -> Iterator[Problem]:
    box = shape.box
    fault = crowded(shape.spec, theme, "slides", width_pt=box.w, height_pt=box.h, language=language)
    if fault:
        yield Problem(
            shape.where or place_of(slide),
            f"the chart {shape.spec.id!r} does not fit on the slide “{slide.title}”: {fault.what}",
            f"split it over two slides, {fault.cure}",
        )


def _cell(slide: Slide, shape: GridShape, cell: Cell, wide: float, setting: Setting) -> Iterator[Problem]:
    room = wide - cell.insets.left - cell.insets.right
    need = narrowest(cell.paragraphs, setting.styles, "table-text", setting.font)
    if need > room + SLACK:
        yield Problem(
            shape.where or place_of(slide),
            f"a word in the cell “{_short(cell.paragraphs)}” on the slide “{slide.title}” is "
            f"{in_points(need - room)} wider than its column",
            "use a shorter word, fewer columns, or give the column more width",
        )


def _excess(pars: tuple[Par, ...], slot: Slot, room: float, space: float, setting: Setting) -> int:
    """Return how many characters stand in the lines that do not fit."""
    broken = [line for par in pars
              for line in lines(par, setting.styles[par.style or slot.style], room, setting.font)]  # fmt: skip
    return sum(len(line.text) for line in broken[_fitting(space, setting.styles[slot.style].leading) :])


def _fitting(space: float, leading: float) -> int:
    return int((space + SLACK) // leading)


def in_points(value: float) -> str:
    """Return a length in points as a message gives it: whole ones, below one with a decimal."""
    return f"{value:.0f} pt" if value >= 1 else f"{value:.1f} pt"


def _lines_word(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _name(slot: str) -> str:
    return NAMES.get(slot, slot)


def _short(pars: tuple[Par, ...]) -> str:
    text = " ".join(" ".join(par.text.split()) for par in pars)
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def place_of(slide: Slide) -> Place:
    """Return where a slide is written; its id where nobody knows."""
    return slide.where or Place(slide.id)
