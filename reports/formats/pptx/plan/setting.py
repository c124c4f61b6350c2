"""What the texts of slides are set with: styles, widths of letters, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from reports.document import Words
from reports.formats.pptx.plan.slide_model import Par
from reports.formats.pptx.plan.slide_text import height
from reports.theme.definition import TextStyle
from reports.theme.text_metrics import Metrics

BIG, SMALL = "table-text", "tile-label"
"""Text of tables: the larger size where it fits, else the smaller; nothing between, nothing below."""
TITLES = ("title", "title-slide")


@dataclass(frozen=True)
class Setting:
    """What a text is set with."""

    styles: Mapping[str, TextStyle]
    font: Metrics
    words: Words
    title_font: Metrics | None = None
    """Of titles, where it is another."""
    cell_line: float = 0.0
    """Height of a line in ems that some programs keep in cells of tables, whatever the cell says; 0 for none."""
    close: bool = False
    """Whether rows may stand closer than is handsome."""
    theme_folder: str = ""
    """Where the project's own fonts are looked for."""

    def height(self, pars: tuple[Par, ...], room: float) -> float:
        """Return the height of `pars` in a cell within `room` points."""
        return height(pars, self.cell_styles, BIG, room, self.font)

    @cached_property
    def cell_styles(self) -> Mapping[str, TextStyle]:
        """Return the styles as they are set in cells."""
        return {
            name: replace(style, leading=max(style.leading, round(style.size * self.cell_line, 2)))
            for name, style in self.styles.items()
        }

    def face(self, style: str) -> Metrics:
        """Return the widths of the font that `style` is set in."""
        return self.title_font if self.title_font and style in TITLES else self.font
