"""Figures to HTML: rule, claim, subtitle, the drawing with its alt text, note and sources."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.charts.registry import KINDS
from reports.document import ChartSpec, Figure, Words
from reports.formats.pdf.inlines import InlineWriter, element, safe
from reports.formats.pdf.small_drawings import dot_grid
from reports.theme.definition import Theme

SCALE = 0.85
"""Size of marks in a chart on this paper (tokens: scale_k, summary)."""
SCHEME = "chart"
"""Scheme of the addresses of our own drawings; the fetch guard answers them."""
GRID = 104.0
"""Width of the grid of dots beside the title, in points."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Draws the charts of a document, each once; `files` holds them by the address under which the page names them."""

    theme: Theme
    words: Words
    files: dict[str, bytes] = field(default_factory=dict)

    def figure(self, figure: Figure, inlines: InlineWriter, width: float) -> str:
        """Return a figure `width` points wide; a strip of dots is a picture with a label."""
        spec = figure.spec
        if KINDS[spec.kind].is_strip:
            return self.dots(figure, inlines)
        label = self.words["figure-label"].format(number=figure.number) if figure.number else ""
        number = element("span", safe(label), class_="number") + " " if label else ""
        below = filter(None, (inlines.write(spec.note), inlines.write(spec.sources)))
        title = element("p", number + inlines.write_whole(spec.title), class_="title")
        subtitle = element("p", inlines.write_whole(spec.subtitle), class_="subtitle")
        parts = (
            element("figcaption", title + subtitle),
            self.chart(spec, width),
            element("p", " ".join(below), class_="note"),
        )
        return element("div", "".join(parts), class_="figure", id=figure.id)

    def dots(self, figure: Figure, inlines: InlineWriter) -> str:
        """Return the grid of dots with its label below."""
        label = element("p", inlines.write_whole(figure.spec.title), class_="label")
        return element("div", dot_grid(figure.spec, self.theme, GRID) + label, class_="count", id=figure.id)

    def chart(self, spec: ChartSpec, width: float) -> str:
        """Return the drawing of a chart as a picture with its alt text.

        It stands apart from the page, since the style sheet would be matched against each of its hundreds of elements.
        """
        from reports.charts.svg import draw_svg

        address = f"{SCHEME}:{spec.id}/{width:.2f}"
        if address not in self.files:
            self.files[address] = draw_svg(spec, self.theme, width, SCALE).encode()
        return f'<img src="{safe(address)}" alt="{safe(spec.alternative)}">'
