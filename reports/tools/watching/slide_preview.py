"""A planned deck as HTML: every slide with its texts, tables and charts where PowerPoint will show them, and its notes."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import assert_never

from reports.charts.drawing import ground
from reports.charts.png import draw_png
from reports.errors import InternalError
from reports.formats.pptx.design.backdrop import backdrop
from reports.formats.pptx.design.designed_slides import fitted_theme
from reports.formats.pptx.design.template_reading import template_of
from reports.formats.pptx.plan.layouts import CONTENT, Layout, Slot, layouts
from reports.formats.pptx.plan.slide_limits import shown_layout
from reports.formats.pptx.plan.slide_model import (
    Cell,
    ChartShape,
    Deck,
    Edge,
    GridShape,
    ImageShape,
    Insets,
    Par,
    PictureShape,
    Run,
    Shape,
    Slide,
    TextShape,
)
from reports.formats.pptx.plan.slide_text import LIST_INDENT
from reports.languages.numerals import lone_digits
from reports.languages.registry import is_rtl
from reports.pictures.print_size import scaled
from reports.theme.bidirectional import ordered_html, with_texts
from reports.theme.definition import Box, TextStyle, Theme
from reports.tools.watching.preview_style import sheets

DPI = 110
"""Of the strip of dots: enough for a screen."""
CHART_SCALE = 1.55
"""How much larger a chart is on a slide than on paper, so that its text is as large as that of the native one."""


def slides(deck: Deck, theme: Theme) -> bytes:
    """Return `deck` as an HTML page; lengths are points, as on the slides.

    Raises:
        ReportError: a chart cannot be drawn.
    """
    look = layouts(theme.slides)
    pairs = [(slide, shown_layout(slide, look)) for slide in deck.slides]
    shown = "\n".join(
        Pen(fitted_theme(theme, layout), deck).slide(slide, layout, n) for n, (slide, layout) in enumerate(pairs, 1)
    )
    if digits := deck.info.digits:
        shown = with_texts(shown, partial(lone_digits, system=digits))
    head = f'<meta charset="utf-8"><title>{escape(deck.title)}</title>{sheets(theme, "/slides.css")}'
    language = escape(deck.info.language)
    if is_rtl(deck.info.language):
        return _from_right(head, deck, shown).encode()
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head>{head}</head><body class="slides">\n'
        f'<h1 class="away">{escape(deck.title)}</h1>\n{shown}\n</body></html>\n'
    ).encode()


_STYLE = re.compile(r'(?<=style=")[^"]*')
_SIDE = re.compile(r"(?<![\w-])(left:|padding-left:|border-left:)|(?<=text-align:)left")
FROM_RIGHT = ".grid th, .grid td { text-align: right; } .marker { margin-left: 0; margin-right: -20pt; }"


def _from_right(head: str, deck: Deck, shown: str) -> str:
    """Return the page of a deck whose lines run from right to left: what stood from the left stands from the right."""
    title = escape(deck.title)
    turned = _STYLE.sub(lambda style: _SIDE.sub(lambda side: side[0].replace("left", "right"), style[0]), shown)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(deck.info.language)}" dir="rtl"><head>{head}<style>{FROM_RIGHT}</style></head>'
        f'<body class="slides">\n<h1 class="away">{title}</h1>\n{ordered_html(turned)}\n</body></html>\n'
    )


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the slides of one deck in one theme."""

    theme: Theme
    deck: Deck

    def slide(self, slide: Slide, layout: Layout, number: int) -> str:
        """Return slide `number` of the deck, with its notes beside it."""
        shapes = "".join(self.shape(shape, layout) for shape in slide.shapes)
        look = self.theme.slides
        sized = f"width:{_n(look.width)}pt;height:{_n(look.height)}pt{self.ground(layout)}"
        sheet = (
            f'<div class="sheet {layout.ground}" style="{sized}">'
            f"{self.rules(layout)}{shapes}{self.foot(layout, number)}</div>"
        )
        notes = "".join(f"<p>{self.runs(par.runs)}</p>" for par in slide.notes)
        spoken = f'<aside class="notes"><p class="number">{number} · {slide.seconds} s</p>{notes}</aside>'
        return f'<section class="slide" id="slide-{escape(slide.id)}">{sheet}{spoken}</section>'

    def ground(self, layout: Layout) -> str:
        """Return the background that a designer's layout has, painted small; nothing for our own."""
        if layout.colours is None:
            return ""
        template = template_of(self.theme.base["pptx"])
        target = io.BytesIO()
        backdrop(template, layout.part or layout.master, layout.kept if layout.bare else None).picture.save(
            target, "PNG"
        )
        data = base64.b64encode(target.getvalue()).decode()
        return f";background:url(data:image/png;base64,{data}) 0 0/100% 100%"

    def rules(self, layout: Layout) -> str:
        """Return the rules of our master, which the dark layouts hide and a designer's template has not."""
        if layout.ground == "ink" or layout.colours is not None:
            return ""
        boxes = self.theme.slides.boxes
        top, foot, number = boxes["master-rule"], boxes["footer"], boxes["slide-number"]
        below = Box(foot.x, foot.y, number.x + number.w - foot.x, 0)
        return self._rule(top, "ink", 3) + self._rule(below, "hairline", 0.75)

    def _rule(self, box: Box, colour: str, width: float) -> str:
        at = f"left:{_n(box.x)}pt;top:{_n(box.y - width / 2)}pt;width:{_n(box.w)}pt"
        return f'<div class="rule" style="{at};border-top:{_n(width)}pt solid {self.colour(colour)}"></div>'

    def foot(self, layout: Layout, number: int) -> str:
        """Return footer and slide number."""
        found = ""
        for name, said in (("footer", self.deck.footer), ("number", str(number))):
            if slot := layout.slot(name):
                found += self.text(TextShape(name, (Par((Run(said),)),), slot.box), slot)
        return found

    def shape(self, shape: Shape, layout: Layout) -> str:
        """Return one shape in its place."""
        slot = layout.slot(shape.slot)
        if slot is None:
            raise InternalError(f"the layout {layout.key} has no placeholder {shape.slot}")
        match shape:
            case TextShape():
                return self.text(shape, slot)
            case GridShape():
                return self.grid(shape)
            case ChartShape():
                from reports.charts.svg import draw_svg

                return _placed(shape.box, draw_svg(shape.spec, self.theme, shape.box.w / CHART_SCALE), "chart")
            case PictureShape():
                png = draw_png(shape.spec, self.theme, shape.box.w, DPI, on_ink=layout.ground == "ink")
                data = base64.b64encode(png).decode()
                return _placed(
                    shape.box, f'<img src="data:image/png;base64,{data}" alt="{escape(shape.alt)}">', "chart"
                )
            case ImageShape(image=image):
                data = base64.b64encode(scaled(image, shape.box.w, DPI)).decode()
                source = f'src="data:image/{image.media};base64,{data}"'
                return _placed(shape.box, f'<img {source} alt="{escape(shape.alt)}">', "chart")
            case _:
                assert_never(shape)

    def text(self, shape: TextShape, slot: Slot) -> str:
        """Return the text of a placeholder; its title is the heading of the slide."""
        style = self.theme.slides.styles[slot.style]
        look = _font(style) + f"color:{self.colour(slot.colour or style.colour)};text-align:{slot.align};"
        look += "font-weight:700;" if slot.bold else ""
        look += f"background:{self.colour(slot.fill)};" if slot.fill else ""
        inside = self.paragraphs(shape.paragraphs, slot.name in CONTENT, "h2" if slot.name == "title" else "p")
        return _placed(shape.box, f"<div>{inside}</div>", f"text {slot.anchor}", look + _padding(slot.insets))

    def paragraphs(self, pars: Sequence[Par], spaced: bool, tag: str = "p") -> str:
        """Return paragraphs, those of numbered lists with their numbers."""
        return "".join(
            self.paragraph(par, mark, par.before if spaced and at else 0, tag)
            for at, (par, mark) in enumerate(zip(pars, _marks(pars), strict=True))
        )

    def paragraph(self, par: Par, mark: str, before: float, tag: str) -> str:
        """Return one paragraph; `mark` stands before it in its own column."""
        style = self.theme.slides.styles[par.style] if par.style else None
        look = _font(style) + f"color:{self.colour(style.colour)};" if style else ""
        look += f"margin-top:{_n(before)}pt;" if before else ""
        look += f"text-align:{par.align};" if par.align != "left" else ""
        if level := par.level + bool(par.marker):
            look += f"padding-left:{_n(LIST_INDENT * level)}pt;"
        said = f'<span class="marker">{mark}</span>' if mark else ""
        return f'<{tag} style="{look}">{said}{self.runs(par.runs)}</{tag}>'

    def runs(self, runs: Sequence[Run]) -> str:
        """Return words, each run in its look."""
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        look = "font-weight:700;" if run.bold else ""
        look += "font-style:italic;" if run.italic else ""
        look += f"color:{self.colour(run.colour)};" if run.colour else ""
        said = escape(run.text).replace("\n", "<br>")
        return f'<span style="{look}">{said}</span>' if look else said

    def grid(self, grid: GridShape) -> str:
        """Return a native table at its widths and heights."""
        widths = "".join(f'<col style="width:{_n(width)}pt">' for width in grid.columns)
        rows = "".join(
            f'<tr style="height:{_n(row.height)}pt">{"".join(self.cells(row.cells, grid, first=not at))}</tr>'
            for at, row in enumerate(grid.rows)
        )
        box = Box(grid.box.x, grid.box.y, sum(grid.columns), grid.height)
        table = f'<table aria-label="{escape(grid.alt)}"><colgroup>{widths}</colgroup><tbody>{rows}</tbody></table>'
        return _placed(box, table, "grid")

    def cells(self, cells: Sequence[Cell], grid: GridShape, *, first: bool) -> Iterator[str]:
        """Yield the cells of a row; those of the first row and column are headers where the table says so."""
        for at, cell in enumerate(cells):
            if first and grid.header_row:
                tag, scope = "th", ' scope="col"'
            elif not at and grid.header_column:
                tag, scope = "th", ' scope="row"'
            else:
                tag, scope = "td", ""
            yield f'<{tag}{scope} style="{self._cell(cell)}">{self.cell(cell)}</{tag}>'

    def cell(self, cell: Cell) -> str:
        """Return the words of a cell, in the style of tables where they name none."""
        style = self.theme.slides.styles["table-text"]
        look = f"{_font(style)}color:{self.colour(style.colour)}"
        return f'<div style="{look}">{self.paragraphs(cell.paragraphs, spaced=True)}</div>'

    def _cell(self, cell: Cell) -> str:
        look = _padding(cell.insets) + ("vertical-align:middle;" if cell.anchor == "ctr" else "")
        look += f"background:{self.colour(cell.fill)};" if cell.fill else ""
        edges = (("top", cell.top), ("bottom", cell.bottom), ("left", cell.left))
        return look + "".join(self._edge(side, edge) for side, edge in edges if edge)

    def _edge(self, side: str, edge: Edge) -> str:
        return f"border-{side}:{_n(edge.width)}pt solid {self.colour(edge.colour)};"

    def colour(self, name: str) -> str:
        """Return the colour `name` of the theme, `#RRGGBB`."""
        name, _, share = name.partition("/")
        return ground(self.theme.colours, int(share)) if share else self.theme.colours[name]


def _marks(pars: Sequence[Par]) -> Iterator[str]:
    """Yield what stands before each paragraph: a dash, its number in its list, or nothing."""
    counts: dict[int, int] = {}
    for par in pars:
        counts = {level: count for level, count in counts.items() if level <= par.level} if par.marker else {}
        counts[par.level] = counts.get(par.level, 0) + 1
        yield {"dash": "–", "number": f"{counts[par.level]}.", "": ""}[par.marker]


def _placed(box: Box, inside: str, name: str, look: str = "") -> str:
    at = f"left:{_n(box.x)}pt;top:{_n(box.y)}pt;width:{_n(box.w)}pt;height:{_n(box.h)}pt;"
    return f'<div class="{name}" style="{at}{look}">{inside}</div>'


def _font(style: TextStyle) -> str:
    weight = 700 if style.weight >= 600 else 400
    return f"font-size:{_n(style.size)}pt;line-height:{_n(style.leading)}pt;font-weight:{weight};"


def _padding(insets: Insets) -> str:
    sides = (insets.top, insets.right, insets.bottom, insets.left)
    return f"padding:{' '.join(f'{_n(side)}pt' for side in sides)};" if any(sides) else ""


def _n(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
